//! From a line to what it means.

use super::{COMMANDS, Command};
use crate::keys::{Action, nearest, short};

/// Commands of the shell that nothing behind `:` does: who types one is told where it works.
const OUTSIDE: [&str; 19] = [
    "agreement",
    "completions",
    "config",
    "diff",
    "doctor",
    "entities",
    "export",
    "git-setup",
    "import",
    "keys",
    "man",
    "merge",
    "parse",
    "print",
    "release",
    "restore",
    "share",
    "tutor",
    "verify",
];

/// What a line says.
#[derive(Clone, Copy, Debug)]
pub(super) enum Parsed<'a> {
    /// Nothing.
    Nothing,
    /// The number of a paragraph.
    Number(u32),
    /// A word of the table, and what stands behind it.
    Command(&'static Command, &'a str),
    /// A command of the program by its name.
    Action(Action),
}

/// Whether a line can be typed behind `:`; of what stands behind its word, nothing is said.
pub fn is_line(line: &str) -> bool {
    matches!(parse(line), Ok(Parsed::Command(command, rest)) if !rest.is_empty() || command.is_optional())
}

/// Reads a line. A word can be cut short as long as only one begins so.
///
/// # Errors
/// In one sentence, why it says nothing, with what was perhaps meant.
pub(super) fn parse(line: &str) -> Result<Parsed<'_>, String> {
    let line = line.trim();
    if line.is_empty() {
        return Ok(Parsed::Nothing);
    }
    if let Ok(number) = line.parse() {
        return Ok(Parsed::Number(number));
    }
    if let Some((command, rest)) = command(line) {
        return Ok(Parsed::Command(command, rest));
    }
    let (first, rest) = split(line);
    match Action::named(first) {
        Some(action) if action.is_typing() => {
            return Err(format!("{first} works on a text that is being typed; nothing is"));
        }
        Some(_) if !rest.is_empty() => return Err(format!("{first} takes nothing behind it")),
        Some(action) => return Ok(Parsed::Action(action)),
        None => {}
    }
    if let Some(parts) = parts(first) {
        return Err(format!("{first} what? {}", parts.join(", ")));
    }
    let begun: Vec<&'static Command> =
        COMMANDS.iter().filter(|command| command.name.starts_with(first)).collect();
    match &begun[..] {
        _ if OUTSIDE.contains(&first) => {
            Err(format!("{first} works at the shell: reftel {first} --help shows how"))
        }
        [only] => Ok(Parsed::Command(only, rest)),
        [] => Err(unknown(first)),
        several => {
            let names: Vec<&str> = several.iter().map(|command| command.name).collect();
            Err(format!("'{}' can be {}", short(first), names.join(", ")))
        }
    }
}

/// The word of the table that a line begins with, the longest first, and what stands behind it.
pub(super) fn command(line: &str) -> Option<(&'static Command, &str)> {
    let (first, rest) = split(line);
    let (second, behind) = split(rest);
    let two = || Command::named(&format!("{first} {second}")).map(|command| (command, behind));
    let two = if second.is_empty() { None } else { two() };
    two.or_else(|| Command::named(first).map(|command| (command, rest)))
}

/// The first word, and what stands behind it.
pub(super) fn split(line: &str) -> (&str, &str) {
    let line = line.trim_start();
    line.split_once(' ').map_or((line, ""), |(first, rest)| (first, rest.trim()))
}

/// The second words of those that begin with this one.
fn parts(first: &str) -> Option<Vec<&'static str>> {
    let second = |command: &'static Command| command.name.split_once(' ').filter(|(one, _)| *one == first);
    let parts: Vec<&str> = COMMANDS.iter().filter_map(second).map(|(_, two)| two).collect();
    (!parts.is_empty()).then_some(parts)
}

fn unknown(word: &str) -> String {
    let names =
        COMMANDS.iter().flat_map(|command| [Some(command.name), command.name.split(' ').next()]).flatten();
    let actions = Action::ALL.iter().map(|action| action.name());
    let near = nearest(word, names.chain(actions))
        .map_or_else(|| String::from("help shows those that there are"), |near| format!("{near} is near it"));
    format!("no command is called '{}'; {near}", short(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(line: &str) -> String {
        match parse(line) {
            Ok(Parsed::Nothing) => String::from("nothing"),
            Ok(Parsed::Number(number)) => format!("number {number}"),
            Ok(Parsed::Command(command, rest)) => format!("{}({rest})", command.name),
            Ok(Parsed::Action(action)) => format!("action {}", action.name()),
            Err(why) => why,
        }
    }

    #[test]
    fn a_line_is_a_number_a_word_a_beginning_or_a_command() {
        for (line, wanted) in [
            ("  ", "nothing"),
            (" 12 ", "number 12"),
            ("note  add  why dear?", "note add(why dear?)"),
            ("find note add", "find(note add)"),
            ("unf", "unfilter()"),
            ("next-note", "action next-note"),
            ("next-note 3", "next-note takes nothing behind it"),
            ("editor-save", "editor-save works on a text that is being typed; nothing is"),
            ("entity", "entity what? alias, type, merge, split, ignore, why, keep, next, filter"),
            ("note frob", "note what? add, cable, template, edit, editor, delete, type, move"),
            (
                "re",
                "'re' can be ref, refs, review next, review prev, reject, reply, resolve, reopen, read, redo",
            ),
            ("fitler x", "no command is called 'fitler'; filter is near it"),
            ("export x", "export works at the shell: reftel export --help shows how"),
            ("fly", "no command is called 'fly'; help shows those that there are"),
        ] {
            assert_eq!(said(line), wanted, "{line}");
        }
        assert!(
            is_line("filter (U)") && is_line("undo") && !is_line("goto") && !is_line("fly") && !is_line("12")
        );
    }
}
