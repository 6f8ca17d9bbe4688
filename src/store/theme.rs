//! The reader's own colours: `theme.yaml`, roles of the screen with what they are to look like.
//!
//! ```yaml
//! heading: light-blue bold
//! number: 80
//! chosen: "#ffffff on #003366"
//! ```
//! What a role and a look is, whoever draws knows; here is only what the file says, line by line.

use std::path::Path;

use serde_yaml::Value;

use super::handle::Store;
use super::{files, yaml};

/// Longest file, in bytes.
const CAP: usize = 64 << 10;
/// Most faults that are told of one file.
const FAULTS: usize = 100;

/// What the file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ThemeFile {
    /// What it says of each role, in the order of the file.
    pub entries: Vec<ThemeEntry>,
    /// What of it says nothing: the line, from 1 (0: the file as a whole), and why.
    pub faults: Vec<(usize, String)>,
}

/// What is said of one role.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ThemeEntry {
    /// Its line, from 1.
    pub line: usize,
    /// The role by its name, whether there is one or not.
    pub role: String,
    /// What it is to look like, in words.
    pub look: String,
}

impl Store {
    /// Reads the reader's theme; none is an empty one.
    pub fn theme(&self) -> ThemeFile {
        ThemeFile::of(&self.root)
    }
}

fn read(text: &str) -> ThemeFile {
    let mut file = ThemeFile::default();
    for (line, item) in yaml::items(text, yaml::begins_entry) {
        if item.trim_end() == "---" {
            continue;
        }
        match yaml::read(&item) {
            Ok(Value::Mapping(map)) => map.iter().for_each(|(role, look)| file.take(line, role, look)),
            Ok(_) => file.faults.push((line, "write a role, a colon and its colour".into())),
            Err(refusal) => {
                file.faults.push((line + refusal.line.saturating_sub(1), refusal.why().to_owned()));
            }
        }
    }
    file.faults.truncate(FAULTS);
    file
}

impl ThemeFile {
    /// Reads the theme in a configuration directory; none is an empty one.
    pub fn of(root: &Path) -> Self {
        let bytes = files::read(&root.join("theme.yaml"), CAP).map(Option::unwrap_or_default);
        let failed = |why: String| Self { faults: vec![(0, why)], ..Self::default() };
        match bytes.map(String::from_utf8) {
            Ok(Ok(text)) => read(&text),
            Ok(Err(_)) => failed("it is no text in UTF-8".into()),
            Err(error) => failed(error.to_string()),
        }
    }

    fn take(&mut self, line: usize, role: &Value, look: &Value) {
        let role = role.as_str().unwrap_or_default().to_owned();
        let look = match look {
            Value::String(words) => words.clone(),
            Value::Number(number) => number.to_string(),
            Value::Null => return self.faults.push((line, String::from(NOTHING))),
            _ => return self.faults.push((line, "write the colour and the attributes in one line".into())),
        };
        if self.entries.iter().any(|entry| entry.role == role) {
            return self.faults.push((line, "this role occurs twice; the first is used".into()));
        }
        self.entries.push(ThemeEntry { line, role, look });
    }
}

/// A hash sign begins a comment, unless it is quoted.
const NOTHING: &str = "no colour; put one that begins with # in quotes, as in \"#ffcc00\"";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_says_something_or_is_named() {
        let text = "\u{feff}# mine\n---\nheading: light-blue\n  bold\nnumber: 80\nnote-head: #ff0000\nquote: [red]\n\
                    number: 81\nlink: &a red\nhit: *a\n? x\nnonsense\nkey: 'on red\nmention: \"#ff0000 bold\"\n";
        let file = read(text);
        let entries: Vec<_> =
            file.entries.iter().map(|entry| (entry.line, &entry.role[..], &entry.look[..])).collect();
        assert_eq!(
            entries,
            [(3, "heading", "light-blue bold"), (5, "number", "80"), (14, "mention", "#ff0000 bold")]
        );
        let lines: Vec<usize> = file.faults.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [6, 7, 8, 9, 10, 11, 12, 13], "{:?}", file.faults);
        let said = |at: usize| file.faults[at].1.as_str();
        assert!(said(0).contains("in quotes") && said(2).contains("twice") && said(3).contains("anchors"));
    }

    #[test]
    fn a_map_in_braces_is_read_and_a_bomb_is_not() {
        let file = read("{number: red,\nkey: blue\n}\n");
        assert_eq!(file.entries.len() + file.faults.len(), 2, "{file:?}");
        assert_eq!(read("{number: red, key: blue}").entries.len(), 2);
        let nest = |depth| format!("number: {}{}\n", "[".repeat(depth), "]".repeat(depth));
        assert_eq!(read(&nest(20)).faults, [(1, String::from("nested too deeply"))]);
        assert_eq!(read(&nest(20_000)).faults.len(), 1);
        assert_eq!(read(&"x\n".repeat(30_000)).faults.len(), FAULTS);
        assert_eq!(read(""), ThemeFile::default());
    }

    #[test]
    fn what_is_no_text_or_no_file_is_named_and_nothing_else_happens() {
        let root = tempfile::tempdir().unwrap();
        let store = Store::open(Some(root.path().into()), Some("Ann")).unwrap();
        assert_eq!(store.theme(), ThemeFile::default());
        let path = root.path().join("theme.yaml");
        for bytes in [&b"number: \xff"[..], &vec![b'x'; CAP + 1]] {
            std::fs::write(&path, bytes).unwrap();
            assert_eq!(store.theme().faults.len(), 1);
        }
        std::fs::remove_file(&path).unwrap();
        std::os::unix::fs::symlink("/dev/zero", &path).unwrap();
        assert_eq!(store.theme().faults.len(), 1);
    }
}
