//! The program without a terminal, a clock or a disk.
//!
//! ```text
//! Event + Moment --App::handle--> new state + Vec<Effect>     the shell carries effects out and answers with Done
//! ```
//! All geometry is settled here, in [`App::handle`]; drawing reads `&App` and cannot write.

mod anchoring;
mod answers;
mod commands;
mod completing;
mod composing;
mod contents;
mod copying;
mod correcting;
mod coverage;
mod cursor;
mod describing;
mod direction;
mod editor;
mod editor_frame;
mod effect;
mod entities;
mod entity_details;
mod entity_notes;
mod event;
mod expression;
mod filter;
mod following;
mod fuzzy;
mod help;
mod help_rows;
mod highlight;
mod jumps;
mod keeping;
mod landing;
mod laying_out;
mod leaf;
mod library;
mod list;
mod listing;
pub mod manual;
mod margin;
mod marks;
mod mode;
mod moving;
mod note_here;
mod note_query;
mod note_search;
mod notebook;
mod noting;
mod opening;
mod outside;
mod pattern;
mod placing;
mod prompting;
mod quoted;
mod raw;
mod reader;
mod reading;
mod recalling;
mod repeating;
mod review;
#[cfg(test)]
mod sample;
mod search;
mod selecting;
mod settings;
mod shelf;
mod status;
mod steps;
mod sweep;
mod tagging;
mod templates;
mod tour;
mod typing;
mod word_here;

pub use commands::{COMMANDS, Command, Offer, Suggestion, is_line};
pub use contents::{Contents, Title};
pub use correcting::Correcting;
pub use coverage::{Coverage, ReadingState};
pub use describing::help_of;
pub use direction::Direction;
pub use editor::{Cell, Editor, Motion, Ring};
pub use editor_frame::EditorFrame;
pub use effect::{Copied, Effect, Outcome};
pub use entities::{EntityList, EntityRow, Group};
pub use event::{Event, Moment};
pub use help::{HelpLine, HelpPage, help_lines, keys_table};
pub use help_rows::{HelpPart, HelpRow};
pub use highlight::{Highlight, Marks};
pub use landing::Landing;
pub use leaf::{Leaf, LeafKey};
pub use library::{
    Catalog, Destination, Detail, Found, Library, LibraryRow, Listed, OpenedFile, Page, PageRow, PathsListed,
    Sort, Wish,
};
pub use list::{List, ListKind, ListRow};
pub use margin::Margin;
pub use marks::MarkUse;
pub use mode::{Completion, Composer, Mode, Prompt, PromptKind};
pub use notebook::{Notebook, Saving};
pub use opening::{Opened, Opening};
pub use pattern::Filter;
pub use reader::{Edge, Reader};
pub use recalling::{TYPED_MAX, Typed};
pub use review::{Authors, Byline, LeafKind, Review, Talk, TalkRow, View, adrift_words, draft_name};
pub use search::{Hit, Search};
pub use selecting::Selection;
pub use settings::{SETTINGS, Setting, Settings, Values};
pub use shelf::{Progress, Shelf};
pub use status::Hints;
pub use templates::Template;

use std::collections::BTreeMap;
use std::sync::Arc;

use following::Followed;
use repeating::Repeat;
use tour::Tour;

use crate::annotation::{Mark, Place};
use crate::cable::Cable;
use crate::entity::Entry;
use crate::keys::{Key, Keymap, Layer};
use crate::layout::{Pane, Panes, Size, Widths};

/// The state of the program.
#[derive(Clone, Debug)]
pub struct App {
    cable: Arc<Cable>,
    shelf: Shelf,
    keymap: Keymap,
    mode: Mode,
    /// Keys of a sequence that is not complete, and the number typed before it.
    pending: Vec<Key>,
    count: Option<u32>,
    focus: Pane,
    side: Pane,
    widths: Widths,
    size: Size,
    panes: Panes,
    reader: Reader,
    notebook: Notebook,
    margin: Margin,
    entities: EntityList,
    search: Option<Search>,
    /// Which way the last search was begun: the next hit is the next one that way.
    search_way: Direction,
    note_search: Option<Search>,
    filter: Option<Filter>,
    reading: ReadingState,
    /// Places marked with a letter.
    marks: BTreeMap<String, Mark>,
    /// Lines typed at the prompts, and those of this session in the order in which they were typed.
    typed: Typed,
    typed_here: Vec<(String, String)>,
    /// What undo has taken out of the lexicon, to be put back by redo.
    unlisted: Vec<Entry>,
    /// What is set; what of it was set in this session; keys mapped in it.
    settings: Settings,
    set_here: Settings,
    mapped: Layer,
    /// What was cut from one note, for the next.
    cut: Ring,
    templates: Vec<Template>,
    followed: Option<Followed>,
    /// The note being placed.
    placing: Option<LeafKey>,
    /// What `.` does.
    repeatable: Option<Repeat>,
    tour: Option<Tour>,
    /// What the reader is told until the next key.
    message: Option<String>,
    /// The reading place that is on disk.
    kept: Place,
    /// The cables of many folders.
    library: Library,
}

impl App {
    /// Opens a cable.
    pub fn open(opening: Opening) -> Self {
        let Opening { opened, shelf, me, settings, typed, size, templates, file } = opening;
        let mut widths = Widths::default();
        settings.apply_to(&mut widths);
        let saving = opened.read_only.map_or(Saving::Saved, Saving::ReadOnly);
        let notebook = Notebook::new(me, opened.ledger, opened.changes, opened.drafts, saving);
        let mut kept = opened.place.clone().unwrap_or_default();
        kept.text_sha256 = opened.text_sha256;
        // Those of other names stay on disk.
        kept.marks.retain(|name, _| matches!(name.as_bytes(), [b'a'..=b'z']));
        let mut app = Self {
            reading: ReadingState::new(&opened.cable, opened.read),
            cable: opened.cable,
            shelf,
            keymap: settings.keymap(&Layer::new()),
            mode: Mode::Reading,
            pending: Vec::new(),
            count: None,
            focus: Pane::Cable,
            side: Pane::Notes,
            widths,
            size,
            panes: Panes::default(),
            reader: Reader::default(),
            notebook,
            margin: Margin::default(),
            entities: EntityList::default(),
            search: None,
            search_way: Direction::Forward,
            note_search: None,
            filter: None,
            marks: kept.marks.clone(),
            typed,
            typed_here: Vec::new(),
            unlisted: Vec::new(),
            settings,
            set_here: Settings::default(),
            mapped: Layer::new(),
            cut: Ring::default(),
            templates,
            followed: None,
            placing: None,
            repeatable: None,
            tour: None,
            message: (!opened.notices.is_empty()).then(|| opened.notices.join(" · ")),
            kept,
            library: Library::at(file),
        };
        if let Some(place) = &opened.place {
            app.notebook.review.look_from(place);
        }
        app.notebook.rebuild(&app.cable);
        app.lay_out();
        app.announce_drafts();
        if let Some(place) = opened.place {
            app.return_to(&place);
        }
        app
    }

    /// The one door: something happened, at a moment; what is to be done follows.
    pub fn handle(&mut self, event: Event, moment: Moment) -> Vec<Effect> {
        let mut effects = match event {
            Event::Key(key) => self.key(key, moment),
            Event::Paste(text) => self.paste(&text, moment),
            Event::Resize(size) => {
                self.size = size;
                self.lay_out();
                self.settle_help();
                Vec::new()
            }
            Event::Done(Outcome::Edited { draft, text }) => self.edited(*draft, &text, moment),
            Event::Done(outcome) => self.done(outcome),
            Event::Idle => self.idle(),
            Event::Touched => vec![Effect::Refresh],
            Event::Configured { settings, words } => self.configured(*settings, words),
            Event::Suspend => self.suspend(),
            Event::Hangup => self.leave(),
        };
        if self.reader.take_missed() && self.message.is_none() {
            self.tell("what is there is hidden by the filter; Esc shows all");
        }
        let has_no_cable = self.shelf.is_empty() || self.library.has_left_cable();
        if has_no_cable && matches!(self.mode, Mode::Reading) && self.library.is_known() {
            // Without a cable there is nothing to go back to.
            self.mode = Mode::Library;
            self.lay_out_library();
        }
        effects.extend(self.further_turn());
        self.fit_editor();
        effects
    }

    /// The cable.
    pub fn cable(&self) -> &Cable {
        &self.cable
    }

    /// The cables of the file.
    pub fn shelf(&self) -> &Shelf {
        &self.shelf
    }

    /// The keys.
    pub fn keymap(&self) -> &Keymap {
        &self.keymap
    }

    /// What is open.
    pub fn mode(&self) -> &Mode {
        &self.mode
    }

    /// The pane that keys go to.
    pub fn focus(&self) -> Pane {
        self.focus
    }

    /// The screen.
    pub fn size(&self) -> Size {
        self.size
    }

    /// The areas of the screen.
    pub fn panes(&self) -> Panes {
        self.panes
    }

    /// The cable pane.
    pub fn reader(&self) -> &Reader {
        &self.reader
    }

    /// The notes pane.
    pub fn notebook(&self) -> &Notebook {
        &self.notebook
    }

    /// Where the notes stand.
    pub fn margin(&self) -> &Margin {
        &self.margin
    }

    /// The entities pane.
    pub fn entities(&self) -> &EntityList {
        &self.entities
    }

    /// What the reader is told until the next key.
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    /// The library.
    pub fn library(&self) -> &Library {
        &self.library
    }
}
