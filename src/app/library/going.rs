//! The ways from one file to another.

use std::path::PathBuf;
use std::sync::Arc;

use crate::app::{App, Effect, Landing, Mode, Opened};
use crate::cable::Volume;
use crate::layout::Pane;
use crate::library::query::{CableId, Field};
use crate::library::{Place, Query, Question};

/// Most files that are remembered to go back to.
const TRAIL: usize = 100;

/// Where a turn to another file leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// A cable of a file; where it was found by a query, at the words that fit best.
    File {
        /// The cable.
        place: Place,
        /// The query as it was typed.
        query: Option<String>,
    },
    /// A cable by its id, wherever the library holds it.
    Id(String),
    /// A path as the reader typed it: a file to open, or a folder to list.
    Path(PathBuf),
}

/// A wish to go elsewhere, and where to stand then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// Where to.
    pub to: Destination,
    /// Where to stand, when the destination itself does not say.
    pub landing: Landing,
    /// Whether it leads back: then what is left is not on the way.
    pub is_back: bool,
}

/// A file that was opened.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenedFile {
    /// Its cables.
    pub volume: Arc<Volume>,
    /// Which of them is open.
    pub place: Place,
    /// It, with everything the store holds for it.
    pub opened: Opened,
    /// Byte of its text where the words stand that it was found by.
    pub offset: Option<usize>,
}

/// A place that the reader left for another file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// The list of the library.
    List,
    /// A cable, and the byte of its text at the cursor.
    Cable { place: Place, offset: usize },
}

impl Step {
    fn is_at(&self, other: &Place) -> bool {
        matches!(self, Self::Cable { place, .. } if place == other)
    }
}

impl App {
    /// Goes to another file, once what is written here has been kept.
    pub(in crate::app) fn go(&mut self, to: Destination, landing: Landing) {
        self.shelf.wish(Wish { to, landing, is_back: false });
    }

    /// Enter on a reference in the text: to the cable it names. False where there is none.
    pub(in crate::app) fn open_reference(&mut self) -> bool {
        let Some(id) = self.reference_here() else { return false };
        self.go_to_id(&id, None);
        true
    }

    /// To a cable by its id, in this file or in the library.
    pub(in crate::app) fn go_to_id(&mut self, id: &str, paragraph: Option<u32>) {
        let landing = paragraph.map_or(Landing::Top, Landing::Printed);
        let volume = self.shelf.volume();
        let has_it = |index: &usize| volume.title(*index).reference_id.as_deref() == Some(id);
        match (0..volume.count()).find(has_it) {
            Some(index) => self.turn_to(index, landing),
            None => self.go(Destination::Id(id.to_owned()), landing),
        }
    }

    /// The id of the cable that the words under the cursor refer to: of the REF lines, or a mention in the text.
    fn reference_here(&self) -> Option<String> {
        let offset = self.reader.offset(&self.cable);
        let references = self.cable.header.references.iter().filter(|reference| reference.value.is_some());
        let at = references.clone().find(|reference| reference.span.contains(offset));
        // A cursor in the first column of a line of references means the first of them.
        let line = || {
            let block = self.reader.blocks(&self.cable).get(self.reader.cursor().block)?.reading.span();
            references
                .clone()
                .find(|reference| reference.span.overlaps(block) && reference.span.start >= offset)
        };
        if let Some(reference) = at.or_else(line) {
            return reference.value.clone();
        }
        self.id_of(self.entities.cable_at(offset)?)
    }

    /// The id of a cable as the text names it: `STATE 81957` is of the year of this one, `ref B` stands in the header.
    fn id_of(&self, name: &str) -> Option<String> {
        let references = &self.cable.header.references;
        let letter = name.rsplit(' ').next().filter(|word| word.len() == 1);
        let labelled =
            references.iter().find(|reference| letter.is_some() && reference.label.as_deref() == letter);
        if let Some(reference) = labelled {
            return reference.value.clone();
        }
        let id = CableId::parse(name)?;
        if id.as_str().starts_with(|c: char| c.is_ascii_digit()) {
            return Some(id.as_str().to_owned());
        }
        let year = self.cable.header.reference_id.as_deref()?.get(..2)?;
        let printed = references.iter().find(|reference| reference.name.as_deref() == Some(id.as_str()));
        printed.and_then(|reference| reference.value.clone()).or_else(|| Some(format!("{year}{id}")))
    }

    /// A file has been opened that the reader wished for.
    pub(in crate::app) fn opened_file(&mut self, file: OpenedFile) {
        let Some(wish) = self.shelf.take_wish() else { return };
        let OpenedFile { volume, place, opened, offset } = file;
        self.library.count_here(self.notebook.known(), self.reading.count());
        let landing = offset.map_or(wish.landing, Landing::At);
        if wish.is_back {
            self.library.trail.pop();
        } else {
            self.lengthen_trail(&place);
        }
        self.library.left = false;
        self.library.enter(place.clone());
        self.replace(volume, place.index, opened, landing);
        self.mode = Mode::Reading;
        self.focus_on(Pane::Cable);
        if let Destination::File { query: Some(query), .. } = &wish.to {
            self.show_found(query);
        }
    }

    /// Notes down where the reader goes to `place` from; the way back leads over each place once.
    fn lengthen_trail(&mut self, place: &Place) {
        let is_listed = match &self.mode {
            Mode::Library => true,
            Mode::Page(page) => page.from_library,
            _ => false,
        };
        let (here, trail) = (self.library.here.take(), &mut self.library.trail);
        trail.retain(|step| !(step.is_at(place) || is_listed && *step == Step::List));
        if let Some(here) = here.filter(|here| here != place) {
            trail.retain(|step| !step.is_at(&here));
            trail.push(Step::Cable { place: here, offset: self.reader.offset(&self.cable) });
        }
        trail.extend(is_listed.then_some(Step::List));
        trail.drain(..trail.len().saturating_sub(TRAIL));
    }

    /// Shows in the text the words that a query looks for: `n` goes on to the next.
    fn show_found(&mut self, query: &str) {
        let Ok(query) = Query::parse(query) else { return };
        let words = query.words(Field::Text).first().map(|phrase| phrase.words().join(" "));
        self.search = words.map(|words| self.found(&words)).filter(|search| !search.hits().is_empty());
        let cursor = self.reader.cursor();
        if let Some(search) = &mut self.search {
            search.begin(cursor);
        }
    }

    /// Back to the file or the list that the reader came from; `None` when there is none.
    pub(in crate::app) fn go_back(&mut self) -> Option<Vec<Effect>> {
        match self.library.trail.last()?.clone() {
            Step::List => self.back_to_list(),
            Step::Cable { place, offset } => {
                let (to, landing) = (Destination::File { place, query: None }, Landing::At(offset));
                self.shelf.wish(Wish { to, landing, is_back: true });
                Some(Vec::new())
            }
        }
    }

    /// Leaves the cable for the list that the way here began at; `None` when it began elsewhere.
    pub(in crate::app) fn back_to_list(&mut self) -> Option<Vec<Effect>> {
        let at = self.library.trail.iter().rposition(|step| *step == Step::List)?;
        self.library.trail.truncate(at);
        self.library.left = true;
        Some(self.open_library())
    }

    /// To the cable that stands next to this one in the list.
    pub(in crate::app) fn step_listed(&mut self, by: isize) {
        let library = &mut self.library;
        if library.shown.is_empty() {
            return self.tell("no list of cables: gl opens the library");
        }
        let here = library.here.clone();
        let is_here = |group: &usize| library.copies(*group).any(|card| Some(&card.place) == here.as_ref());
        let at = library.shown.iter().position(is_here);
        let to = at.map_or(Some(library.chosen), |at| at.checked_add_signed(by));
        match to.filter(|to| *to < library.shown.len()) {
            Some(to) => {
                library.chosen = to;
                library.copy = 0;
                self.open_chosen();
            }
            None => self.tell("no further cable in the list; gl shows it"),
        }
    }

    /// Opens the chosen cable, where its text was found by a query at those words.
    pub(super) fn open_chosen(&mut self) {
        let Some(card) = self.library.chosen_card() else { return };
        let place = card.place.clone();
        let query = Some(self.library.query.clone()).filter(|query| !query.trim().is_empty());
        self.go(Destination::File { place, query }, Landing::Kept);
    }

    /// What is around the cable that is open.
    pub(in crate::app) fn ask_references(&self) -> Vec<Effect> {
        let key = self.cable.header.reference_id.clone().unwrap_or_default();
        vec![Effect::LookAround(Question::References { key, cites: self.cable.cites() })]
    }

    /// Where else the chosen entity is named.
    pub(in crate::app) fn ask_entity(&mut self) -> Vec<Effect> {
        match self.entities.chosen_entity() {
            Some((kind, name)) => vec![Effect::LookAround(Question::Entity { kind, name })],
            None => {
                self.tell("choose an entity first: Tab goes to their pane");
                Vec::new()
            }
        }
    }
}
