//! What is open. A mode owns its data: no flags, no nested event loops.

use super::{Contents, Correcting, Editor, HelpPage, LeafKey, List, MarkUse, Page, Selection, Suggestion};
use crate::annotation::{Anchor, Draft, Resolution};
use crate::keys::Scope;
use crate::layout::Pane;

/// What keys mean now.
#[derive(Clone, Debug, Default)]
pub enum Mode {
    /// Reading in the panes.
    #[default]
    Reading,
    /// Selecting words or paragraphs.
    Selecting(Selection),
    /// Writing a note.
    Composing(Box<Composer>),
    /// Typing at the foot of the screen.
    Prompting(Prompt),
    /// A page of help.
    Help(HelpPage),
    /// The list of the cables in the file.
    Contents(Contents),
    /// The list of notes or marks.
    List(List),
    /// The list of the cables of many folders.
    Library,
    /// A page about the library.
    Page(Page),
    /// A letter is awaited, the name of a mark.
    Naming(MarkUse),
    /// Keys are awaited that are to be described.
    Describing,
}

impl Mode {
    /// The part of the keymap that counts, but for what is chosen.
    pub fn scopes(&self) -> &'static [Scope] {
        match self {
            Self::Reading => &[Scope::Reading],
            Self::Selecting(_) => &[Scope::Selecting],
            Self::Composing(_) => &[Scope::Editor],
            Self::Prompting(_) => &[Scope::Prompt],
            Self::Help(page) if page.line.is_some() => &[Scope::Prompt],
            Self::Help(_) => &[Scope::Help],
            Self::Contents(_) => &[Scope::Contents],
            Self::List(list) if list.line.is_some() => &[Scope::Prompt],
            Self::List(_) => &[Scope::List],
            // Whether its line is open, the list itself knows.
            Self::Library => &[Scope::Library],
            Self::Page(_) => &[Scope::Contents],
            Self::Naming(_) => &[Scope::Mark],
            Self::Describing => &[Scope::Reading, Scope::Review, Scope::Thread, Scope::Entities],
        }
    }
}

/// The note editor over its draft.
#[derive(Clone, Debug)]
pub struct Composer {
    /// What is being written; its body is brought up to date with every key.
    pub draft: Draft,
    /// The text under its cursor.
    pub editor: Editor,
    /// Where what it is about was found.
    pub resolution: Resolution,
    /// The pane to return to.
    pub from: Pane,
    /// First row in view.
    pub top: usize,
    /// The revision of the text whose history is on disk.
    pub kept: u64,
}

/// What a prompt asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PromptKind {
    /// A text to find.
    Search,
    /// A text to find, backwards.
    SearchBack,
    /// A text to find in the notes.
    SearchNotes,
    /// A command.
    Command,
    /// What paragraphs must be like to be shown.
    Filter,
    /// Type and tags of a note.
    Type(LeafKey),
    /// The name of a template, and what of the text the note is to be about where that is not what is at the cursor.
    Template(Option<Box<Anchor>>),
    /// Why an item is rejected.
    Reason(LeafKey),
    /// Whether blind reading is to end.
    Unblind,
    /// What puts an entity right.
    Correct(Correcting),
    /// What the names of entities that are shown must hold.
    FilterEntities,
}

/// What prompts have in common that share the lines typed before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Asked {
    Search,
    Command,
    Filter,
    Type,
    Template,
    Reason,
    Answer,
    Entity,
    EntityFilter,
}

impl Asked {
    /// Its name where the lines are kept.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Search => "search",
            Self::Command => "command",
            Self::Filter => "filter",
            Self::Type => "type",
            Self::Template => "template",
            Self::Reason => "reason",
            Self::Answer => "answer",
            Self::Entity => "entity",
            Self::EntityFilter => "entity-filter",
        }
    }
}

impl PromptKind {
    /// Which lines typed before belong to it.
    pub(super) fn asked(&self) -> Asked {
        match self {
            Self::Search | Self::SearchBack | Self::SearchNotes => Asked::Search,
            Self::Command => Asked::Command,
            Self::Filter => Asked::Filter,
            Self::Type(_) => Asked::Type,
            Self::Template(_) => Asked::Template,
            Self::Reason(_) => Asked::Reason,
            Self::Unblind => Asked::Answer,
            Self::Correct(_) => Asked::Entity,
            Self::FilterEntities => Asked::EntityFilter,
        }
    }
}

/// What the word at the cursor can become.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// Where the word begins.
    pub start: usize,
    /// The word as it was typed.
    pub typed: String,
    /// What the word is for: the command that it is an argument of, or that there is none; empty where that is plain.
    pub about: String,
    /// All that it can become.
    pub rows: Vec<Suggestion>,
    /// Which of them stands there; none while it is what was typed.
    pub chosen: Option<usize>,
}

/// The line at the foot of the screen.
#[derive(Clone, Debug)]
pub struct Prompt {
    /// What it asks for.
    pub kind: PromptKind,
    /// What is typed.
    pub line: Box<Editor>,
    /// How far back in the history it is.
    pub older: usize,
    /// What was typed before going back in the history.
    pub typed: String,
    /// What is listed above it and Tab goes through.
    pub completion: Option<Completion>,
}

impl Prompt {
    /// An empty prompt.
    pub fn new(kind: PromptKind) -> Self {
        Self::with(kind, "")
    }

    /// A prompt in which something is typed already.
    pub fn with(kind: PromptKind, typed: &str) -> Self {
        Self { kind, line: Box::new(Editor::new(typed)), older: 0, typed: String::new(), completion: None }
    }

    /// What stands in front of it.
    pub fn sign(&self) -> &'static str {
        match &self.kind {
            PromptKind::Search => "/",
            PromptKind::SearchBack => "?",
            PromptKind::SearchNotes => "in notes /",
            PromptKind::Command => ":",
            PromptKind::Filter => "&",
            PromptKind::Type(_) => "type #tags: ",
            PromptKind::Template(_) => "template: ",
            PromptKind::Reason(_) => "reject, because (Enter for no reason): ",
            PromptKind::Correct(asked) => asked.sign(),
            PromptKind::FilterEntities => "in entities /",
            PromptKind::Unblind => "show what others wrote now? y: ",
        }
    }
}
