//! The words that the line mode has of its own; all others are names of commands.

/// The name of the command that goes on with a note.
pub(super) const EDIT: &str = "edit-note";

/// What a line asks for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Wish {
    /// The paragraph at hand once more.
    Here,
    /// All notes.
    Notes,
    /// All entities.
    Entities,
    /// What can be typed.
    Help,
    /// A command by its name, and what it will ask for.
    Command {
        /// As it is typed behind `:`.
        name: String,
        /// What it asks for, if that was typed too.
        answer: Option<String>,
    },
}

/// What can be typed, the word for the command that it runs, and what that does.
const WORDS: [(&str, &str, &str); 9] = [
    ("next", "next-paragraph", "the next paragraph with its notes"),
    ("prev", "previous-paragraph", "the paragraph before"),
    ("search", "search", "the next place with these words"),
    ("more", "search-next", "the next hit"),
    ("note", "add-note", "write a note on the paragraph"),
    ("cable-note", "add-cable-note", "write a note on the cable"),
    ("edit", EDIT, "write the note at hand anew"),
    ("next-note", "next-note", "the next note"),
    ("quit", "quit", "quit; all text is kept"),
];

/// What a line asks for. `goto 8` is `8`.
pub(super) fn wish(line: &str) -> Wish {
    let line = line.trim();
    let line = line.strip_prefix(':').unwrap_or(line);
    let (word, rest) = line.split_once(' ').map_or((line, ""), |(word, rest)| (word, rest.trim()));
    let own = WORDS.iter().find(|(own, ..)| *own == word).map(|(_, name, _)| (*name).to_owned());
    match (word, own) {
        ("" | "read", _) => Wish::Here,
        ("notes" | "list-notes", _) => Wish::Notes,
        ("entities", _) => Wish::Entities,
        ("help" | "h" | "?", _) => Wish::Help,
        ("goto", _) if rest.parse::<u32>().is_ok() => Wish::Command { name: rest.to_owned(), answer: None },
        (_, Some(name)) => Wish::Command { name, answer: (!rest.is_empty()).then(|| rest.to_owned()) },
        // `view mine` and the like are read by the command line itself.
        (_, None) => Wish::Command { name: line.to_owned(), answer: None },
    }
}

/// The page of help.
pub(super) fn help() -> String {
    let own = [
        ("read, or an empty line", "this paragraph again"),
        ("goto 8, or 8", "the paragraph printed 8"),
        ("notes", "all notes and drafts"),
        ("entities", "people, organizations, places and more"),
    ];
    let words = WORDS.iter().map(|(word, _, help)| (*word, *help));
    let lines = own.into_iter().chain(words).map(|(word, help)| format!("{word}: {help}\n"));
    let more = "Every other command of 'reftel keys' goes by its name, as undo, delete-note or mark-read.\n";
    lines.chain([String::from(more)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::Action;

    #[test]
    fn every_word_runs_a_command_that_there_is() {
        for (word, name, _) in WORDS {
            assert!(Action::named(name).is_some(), "{word} runs {name}");
        }
    }

    #[test]
    fn a_line_is_a_word_a_number_or_a_command() {
        let command = |name: &str, answer: Option<&str>| Wish::Command {
            name: name.into(),
            answer: answer.map(String::from),
        };
        assert_eq!(wish(" read "), Wish::Here);
        assert_eq!(wish("goto 8"), command("8", None));
        assert_eq!(wish(":search  two words "), command("search", Some("two words")));
        assert_eq!(wish("goto quit"), command("goto quit", None));
        assert_eq!(wish("view mine"), command("view mine", None));
    }
}
