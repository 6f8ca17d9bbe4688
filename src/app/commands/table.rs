//! The words behind `:`.

use super::doing;
use crate::app::{App, Effect, Moment};
use crate::keys::Action;

/// A function that does what a word with an argument says.
pub(super) type Deed = fn(&mut App, &str, Moment) -> Vec<Effect>;

/// What a word does.
#[derive(Clone, Copy, Debug)]
pub(super) enum Does {
    /// Runs a command of the program.
    Run(Action),
    /// Runs a command that asks for something, or opens a text; what stands behind the word answers it.
    Ask(Action),
    /// Does something with what stands behind the word.
    With(Deed),
    /// Alone it runs a command of the program; with something behind it does that.
    Either(Action, Deed),
}

/// What an argument is completed from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offer {
    /// Nothing: any text.
    Nothing,
    /// The numbers of the paragraphs.
    Paragraphs,
    /// What paragraphs can be like.
    Filters,
    /// Types and tags of notes.
    Labels,
    /// Names of templates.
    Templates,
    /// Kinds of entities.
    Kinds,
    /// Entities by name.
    Entities,
    /// Whose notes are shown.
    Views,
    /// Letters of marks that are set.
    Marks,
    /// One of these.
    Words(&'static [&'static str]),
    /// Settings, and their values.
    Settings,
    /// Keys that are bound.
    Keys,
    /// Keys, and behind them a command.
    Mapping,
    /// Commands by name.
    Commands,
    /// Files and folders.
    Paths,
}

/// A word, or two, that can be typed behind `:`.
#[derive(Clone, Copy, Debug)]
pub struct Command {
    /// The word.
    pub name: &'static str,
    /// What stands behind it, in brackets where it can be left out; empty for nothing.
    pub arguments: &'static str,
    /// What that is completed from.
    pub offer: Offer,
    /// One line of help.
    pub help: &'static str,
    pub(super) does: Does,
}

impl Command {
    /// Whether it can stand alone.
    pub fn is_optional(&self) -> bool {
        self.arguments.is_empty() || self.arguments.starts_with('[')
    }

    /// The command of the program that it runs when it stands alone.
    pub fn action(&self) -> Option<Action> {
        match self.does {
            Does::Run(action) | Does::Ask(action) | Does::Either(action, _) => Some(action),
            Does::With(_) => None,
        }
    }

    /// The word of that name.
    pub fn named(name: &str) -> Option<&'static Self> {
        COMMANDS.iter().find(|command| command.name == name)
    }
}

/// A word that runs a command of the program.
const fn run(name: &'static str, action: Action) -> Command {
    Command { name, arguments: "", offer: Offer::Nothing, help: action.help(), does: Does::Run(action) }
}

/// A word that runs a command of the program, and answers what it asks for.
const fn ask(name: &'static str, arguments: &'static str, offer: Offer, action: Action) -> Command {
    Command { name, arguments, offer, help: action.help(), does: Does::Ask(action) }
}

/// A word that does something of its own with what stands behind it.
const fn with(
    name: &'static str,
    arguments: &'static str,
    offer: Offer,
    deed: Deed,
    help: &'static str,
) -> Command {
    Command { name, arguments, offer, help, does: Does::With(deed) }
}

impl Command {
    /// Alone the word runs a command of the program.
    const fn or(self, action: Action) -> Self {
        match self.does {
            Does::With(deed) => Self { does: Does::Either(action, deed), ..self },
            _ => self,
        }
    }
}

/// Every word, in the order in which they are offered. Another is one row.
pub const COMMANDS: &[Command] = &[
    // Going somewhere.
    with("goto", "N", Offer::Paragraphs, doing::go_to, "to the paragraph printed N"),
    run("next", Action::NextCable),
    run("prev", Action::PreviousCable),
    run("cables", Action::ListCables),
    run("follow", Action::FollowLink),
    with("mark", "LETTER", Offer::Marks, doing::mark, "set the mark of that letter here"),
    run("marks", Action::ListMarks),
    // Finding and showing.
    ask("search", "[WORDS]", Offer::Nothing, Action::Search),
    ask("filter", "[WHAT]", Offer::Filters, Action::Filter),
    with("unfilter", "", Offer::Nothing, doing::unfilter, "show all paragraphs again"),
    with("noh", "", Offer::Nothing, doing::unsearch, "show the hits of the search no longer"),
    run("raw", Action::ToggleRaw),
    // The library.
    with("open", "PATH", Offer::Paths, doing::open, "open a file, or the list of the cables in a folder"),
    with(
        "e",
        "[PATH]",
        Offer::Paths,
        doing::open_again,
        "the same as open; without a path: read this file again",
    ),
    run("library", Action::Library),
    with(
        "find",
        "[QUERY]",
        Offer::Nothing,
        doing::find,
        "find cables of the library: words, tag:KCRM person:\"Tello Peon\" before:2009-10",
    )
    .or(Action::Find),
    with("ref", "ID", Offer::Nothing, doing::refer, "to the cable with this id: 09STATE81957"),
    run("refs", Action::References),
    run("where-else", Action::WhereElse),
    run("gaps", Action::ListGaps),
    // Notes.
    with(
        "notes",
        "[WHAT]",
        Offer::Words(doing::NOTE_QUERIES),
        doing::notes,
        "list the notes, or those that fit",
    )
    .or(Action::ListNotes),
    ask("note add", "[TEXT]", Offer::Nothing, Action::AddNote),
    ask("note cable", "[TEXT]", Offer::Nothing, Action::AddCableNote),
    ask("note template", "[NAME]", Offer::Templates, Action::FromTemplate),
    run("note edit", Action::EditNote),
    run("note editor", Action::EditOutside),
    run("note delete", Action::DeleteNote),
    ask("note type", "[TYPE #TAG]", Offer::Labels, Action::ClassifyNote),
    with(
        "note move",
        "[N]",
        Offer::Paragraphs,
        doing::relocate,
        "put the note elsewhere: on the paragraph printed N, or take it up",
    )
    .or(Action::AnchorRelocate),
    run("anchor next", Action::NextAnchor),
    run("anchor place", Action::AnchorNextPlace),
    run("anchor confirm", Action::AnchorConfirm),
    with(
        "anchor relocate",
        "[N]",
        Offer::Paragraphs,
        doing::relocate,
        "put the note here, or on the paragraph printed N",
    )
    .or(Action::AnchorRelocate),
    run("anchor detach", Action::AnchorDetach),
    // Review.
    run("review next", Action::NextPending),
    run("review prev", Action::PreviousPending),
    run("accept", Action::Accept),
    run("accept-edited", Action::AcceptEdited),
    run("accept-all", Action::AcceptAll),
    ask("reject", "[REASON]", Offer::Nothing, Action::Reject),
    run("skip", Action::Skip),
    ask("reply", "[TEXT]", Offer::Nothing, Action::Reply),
    with("resolve", "", Offer::Nothing, doing::resolve, "settle the thread of the chosen note"),
    with("reopen", "", Offer::Nothing, doing::reopen, "open the thread of the chosen note again"),
    with(
        "view",
        "[WHOSE]",
        Offer::Views,
        doing::view,
        "show all notes, mine, theirs, differences, new, or one author's",
    )
    .or(Action::View),
    with(
        "blind",
        "[off]",
        Offer::Words(&["off"]),
        doing::blind,
        "hide what others wrote; off asks to end that",
    )
    .or(Action::Blind),
    run("seen", Action::Seen),
    // Entities.
    ask("entity alias", "[NAME]", Offer::Entities, Action::RenameEntity),
    ask("entity type", "[KIND]", Offer::Kinds, Action::EntityKind),
    ask("entity merge", "[NAME]", Offer::Entities, Action::MergeEntity),
    ask("entity split", "[NAME]", Offer::Entities, Action::SplitMention),
    run("entity ignore", Action::IgnoreEntity),
    run("entity why", Action::DescribeEntity),
    run("entity keep", Action::KeepEntity),
    run("entity next", Action::NextMention),
    ask("entity filter", "[WORDS]", Offer::Nothing, Action::FilterEntities),
    // Taking out.
    run("copy", Action::Copy),
    run("cite", Action::CopyCitation),
    run("coverage", Action::Coverage),
    run("read", Action::MarkRead),
    run("undo", Action::Undo),
    run("redo", Action::Redo),
    // The program.
    with(
        "set",
        "[NAME VALUE]",
        Offer::Settings,
        App::set,
        "say what is set, or set something until the session ends",
    ),
    with(
        "theme",
        "NAME",
        Offer::Words(&["auto", "dark", "light", "16", "mono", "contrast"]),
        App::set_theme,
        "other colours until the session ends",
    ),
    with(
        "keymap",
        "PRESET",
        Offer::Words(&["default", "less", "vim", "emacs"]),
        App::set_keymap,
        "other keys until the session ends",
    ),
    with("map", "KEYS COMMAND", Offer::Mapping, App::map, "let keys run a command until the session ends"),
    with("unmap", "KEYS", Offer::Keys, App::unmap, "let keys run nothing until the session ends"),
    with(
        "describe-key",
        "[KEYS]",
        Offer::Keys,
        doing::describe,
        "say what keys do; alone, the keys typed next",
    )
    .or(Action::DescribeKey),
    with("help", "[WHAT]", Offer::Commands, doing::help, "the keys and commands, or one of them")
        .or(Action::Help),
    with("h", "[WHAT]", Offer::Commands, doing::help, "the same as help").or(Action::Help),
    with("version", "", Offer::Nothing, doing::version, "say which version this is"),
    run("w", Action::Save),
    run("q", Action::Quit),
    run("wq", Action::SaveAndQuit),
    run("x", Action::SaveAndQuit),
    run("q!", Action::QuitAnyway),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_unique_and_each_says_what_it_does() {
        for (at, command) in COMMANDS.iter().enumerate() {
            let first = COMMANDS.iter().position(|other| other.name == command.name);
            assert_eq!(first, Some(at), "{} occurs twice", command.name);
            assert!(!command.help.is_empty() && command.name.split(' ').count() <= 2);
            assert_eq!(
                command.arguments.is_empty(),
                matches!(command.does, Does::Run(_)) || {
                    matches!(command.does, Does::With(_))
                        && command.is_optional()
                        && command.offer == Offer::Nothing
                },
                "{}",
                command.name
            );
        }
    }
}
