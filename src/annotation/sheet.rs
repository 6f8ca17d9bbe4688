//! A note as the file that the reader's own editor opens: the text, and below a line to cut at what it is about.
//!
//! ```text
//! The text of the note, with whatever lines it has: # none of them is a comment.
//! # ------------------------ >8 ------------------------ 0jq3v0c6kq2m7x5t
//! # The lines below are left out of the note; what you write among them is not.
//! #
//! # Note on ¶8 of 09MEXICO2882.
//! ```
//! Nothing but the place of that one line tells note from comment. The random word in it keeps any line of the note
//! from being taken for it; without the line, everything is the note. Below it, only the lines that were written there
//! are left out: what the reader typed among or behind them is text too. So no line of theirs can be lost.

use std::collections::HashMap;

/// What an edited file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EditedText {
    /// The text of the note.
    pub text: String,
    /// How many lines of it stood below the line to cut at.
    pub taken_in: usize,
}

/// The file for `text`; `token` is a random word, `below` the lines about it.
pub fn write_sheet(text: &str, token: &str, below: &[String]) -> String {
    let lines = comment(below).collect::<Vec<_>>().join("\n");
    format!("{text}\n{}\n{lines}\n", cut_line(token))
}

/// The text of the note in a file that was written with `token` and `below`, and edited since. Line ends become line
/// feeds.
pub fn read_sheet(sheet: &str, token: &str, below: &[String]) -> EditedText {
    let sheet = sheet.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
    let cut = cut_line(token);
    let at_line = |at: &usize| {
        let rest = sheet.get(at + cut.len()..).unwrap_or_default();
        let begins = *at == 0 || sheet.as_bytes().get(at - 1) == Some(&b'\n');
        begins && (rest.is_empty() || rest.starts_with('\n'))
    };
    let end = sheet.rmatch_indices(&cut).map(|(at, _)| at).find(at_line).unwrap_or(sheet.len());
    let text = sheet.get(..end).unwrap_or_default();
    let mut text = text.strip_suffix('\n').unwrap_or(text).to_string();
    let rest = sheet.get(end + cut.len()..).unwrap_or_default();
    let typed = typed(rest.strip_prefix('\n').unwrap_or(rest), below);
    if !typed.is_empty() {
        let gap = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
        text = format!("{text}{gap}{}", typed.join("\n"));
    }
    EditedText { text, taken_in: typed.len() }
}

/// The lines of `rest` that are not those written there, without empty ones before and behind. Each of those is left out
/// as often as it was written, wherever it stands now.
fn typed<'a>(rest: &'a str, below: &[String]) -> Vec<&'a str> {
    let mut written: HashMap<String, usize> = HashMap::new();
    for line in comment(below) {
        *written.entry(line).or_default() += 1;
    }
    let is_typed = |line: &&str| match written.get_mut(*line) {
        Some(left) if *left > 0 => {
            *left -= 1;
            false
        }
        _ => true,
    };
    let lines: Vec<&str> = rest.split('\n').filter(is_typed).collect();
    let says = |line: &&str| !line.trim().is_empty();
    let first = lines.iter().position(says).unwrap_or(lines.len());
    let last = lines.iter().rposition(says).map_or(first, |last| last + 1);
    lines.get(first..last).unwrap_or_default().to_vec()
}

/// What stands below the line to cut at.
fn comment(below: &[String]) -> impl Iterator<Item = String> {
    let first = "# The lines below are left out of the note; what you write among them is not.";
    let lines = below.iter().map(|line| format!("# {line}").trim_end().to_string());
    [String::from(first), String::from("#")].into_iter().chain(lines)
}

fn cut_line(token: &str) -> String {
    format!("# ------------------------ >8 ------------------------ {token}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TOKEN: &str = "0jq3";

    fn edited(text: &str, taken_in: usize) -> EditedText {
        EditedText { text: text.to_string(), taken_in }
    }

    #[test]
    fn lines_that_look_like_comments_are_the_note() {
        let text = "# a heading\n# ------------------------ >8 ------------------------ other\n\n#\n";
        let sheet = write_sheet(text, TOKEN, &[String::from("the paragraph"), String::new()]);
        assert!(sheet.ends_with("\n# the paragraph\n#\n"), "{sheet}");
        assert_eq!(
            read_sheet(&sheet, TOKEN, &[String::from("the paragraph"), String::new()]),
            edited(text, 0)
        );
    }

    #[test]
    fn without_the_line_everything_is_the_note() {
        let below = [String::from("paragraph")];
        let read = |sheet: &str| read_sheet(sheet, TOKEN, &below).text;
        let sheet = write_sheet("text", TOKEN, &below);
        let cut = cut_line(TOKEN);
        let without = sheet.replace(&format!("{cut}\n"), "");
        assert_eq!(read(&without), without.trim_end_matches('\n'));
        let changed = sheet.replace(&cut, &format!("{cut}!"));
        assert!(read(&changed).contains(TOKEN));
        assert_eq!(read("one\ntwo\n"), "one\ntwo");
        assert_eq!(read(""), "");
    }

    #[test]
    fn what_editors_add_to_a_file_is_no_text() {
        let sheet = write_sheet("a\nb", TOKEN, &[]);
        assert_eq!(
            read_sheet(&format!("\u{feff}{}", sheet.replace('\n', "\r\n")), TOKEN, &[]),
            edited("a\nb", 0)
        );
        assert_eq!(read_sheet(sheet.trim_end(), TOKEN, &[]), edited("a\nb", 0));
    }

    #[test]
    fn what_was_typed_below_the_line_is_text() {
        let below = [String::from("A paragraph"), String::new(), String::from("of two.")];
        let sheet = write_sheet("text", TOKEN, &below);
        let read = |sheet: &str| read_sheet(sheet, TOKEN, &below);
        assert_eq!(read(&format!("{sheet}at the end\n")), edited("text\nat the end", 1));
        assert_eq!(read(&format!("{sheet}\n\n one\n\ntwo\n\n")), edited("text\n one\n\ntwo", 3));
        let among = sheet.replace("# of two.", "between\n# of two. And more\n#");
        assert_eq!(read(&among), edited("text\nbetween\n# of two. And more\n#", 3));
        assert_eq!(
            read(&sheet.replacen("text\n", "", 1).replace("# A par", "new\n# A par")),
            edited("new", 1)
        );
        assert_eq!(read(&sheet.replace("# of two.\n", "")), edited("text", 0));
    }

    /// One edit: which of the lines, what becomes of it, and the line that is typed.
    fn edits() -> impl Strategy<Value = Vec<(prop::sample::Index, u8, String)>> {
        let line = prop_oneof![
            "[a#> é]{0,6}",
            Just(String::from("#")),
            Just(String::from("# a")),
            Just(cut_line(TOKEN))
        ];
        prop::collection::vec((any::<prop::sample::Index>(), 0..3u8, line), 0..12)
    }

    fn count<'a>(lines: impl Iterator<Item = &'a str>, line: &str) -> usize {
        lines.filter(|other| *other == line).count()
    }

    proptest! {
        /// Of every line there are as many in the note as the reader's file has more of them than the comment had.
        #[test]
        fn no_edit_loses_a_line_that_was_typed(
            text in "[a#\n]{0,12}",
            below in prop::collection::vec("[a# ]{0,3}", 0..5),
            edits in edits(),
        ) {
            let sheet = write_sheet(&text, TOKEN, &below);
            let mut lines: Vec<String> = sheet.lines().map(str::to_string).collect();
            for (at, what, line) in edits {
                let at = at.index(lines.len() + 1);
                match what {
                    1 if at < lines.len() => lines[at] = line,
                    2 if at < lines.len() => _ = lines.remove(at),
                    _ => lines.insert(at, line),
                }
            }
            let back = read_sheet(&(lines.join("\n") + "\n"), TOKEN, &below).text;
            let written: Vec<String> = comment(&below).chain([cut_line(TOKEN)]).collect();
            for line in lines.iter().filter(|line| !line.trim().is_empty()) {
                let typed = count(lines.iter().map(String::as_str), line);
                let comment = count(written.iter().map(String::as_str), line);
                prop_assert!(count(back.lines(), line) + comment >= typed, "{line}: {back}");
            }
        }

        #[test]
        fn a_sheet_gives_back_its_text(
            text in prop_oneof!["[a#> -8\n\té外]{0,40}", Just(cut_line(TOKEN)), Just(format!("x\n{}\ny", cut_line(TOKEN)))],
            below in prop::collection::vec("[a#> -]{0,9}", 0..4)
        ) {
            prop_assert_eq!(read_sheet(&write_sheet(&text, TOKEN, &below), TOKEN, &below), edited(&text, 0));
        }
    }
}
