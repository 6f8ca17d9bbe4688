//! The reader's own names and acronyms: `lexicon.yaml`, a list whose entries are read one by one, so that a bad one costs
//! nothing but itself.

use std::io;
use std::path::Path;

use super::atomic::{Expect, Outcome, replace};
use super::error::StoreError;
use super::handle::{Store, may_write};
use super::{files, yaml};
use crate::entity::{Entry, Lexicon};

/// Longest file, in bytes.
const CAP: usize = 1 << 20;
/// Most entries that are used.
const COUNT: usize = 10_000;

/// What the file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LexiconFile {
    /// What of it is used.
    pub lexicon: Lexicon,
    /// How many entries that are.
    pub count: usize,
    /// What is not: `lexicon.yaml line 3: a name needs its kind`.
    pub faults: Vec<String>,
}

impl LexiconFile {
    /// Reads the lexicon in a configuration directory; none is an empty one.
    pub fn of(root: &Path) -> Self {
        let path = root.join("lexicon.yaml");
        let text = files::read(&path, CAP).map(|bytes| String::from_utf8(bytes.unwrap_or_default()));
        match text {
            Ok(Ok(text)) => read(&text),
            Ok(Err(_)) => failed("it is no text in UTF-8".into()),
            Err(error) => failed(error.to_string()),
        }
    }
}

impl Store {
    /// Reads the reader's lexicon; none is an empty one.
    pub fn lexicon(&self) -> LexiconFile {
        LexiconFile::of(&self.root)
    }

    /// Adds an entry at the end of the file; everything else in it stays as it is.
    ///
    /// # Errors
    /// When it cannot be written, or another program keeps changing it.
    pub fn add_to_lexicon(&self, entry: &Entry) -> Result<(), StoreError> {
        self.change_lexicon(entry, |mut old, line| {
            if !old.is_empty() && !old.ends_with(b"\n") {
                old.push(b'\n');
            }
            Some([old, line].concat())
        })
        .map(|_| ())
    }

    /// Takes the last line out that [`Store::add_to_lexicon`] wrote for an entry; whether there was one.
    ///
    /// # Errors
    /// As for that.
    pub fn take_from_lexicon(&self, entry: &Entry) -> Result<bool, StoreError> {
        self.change_lexicon(entry, |old, line| {
            let mut lines: Vec<&[u8]> = old.split_inclusive(|byte| *byte == b'\n').collect();
            let last = lines.iter().rposition(|other| *other == line)?;
            lines.remove(last);
            Some(lines.concat())
        })
    }

    /// Writes what `change` makes of the file and the line of an entry; whether it makes anything of it.
    fn change_lexicon(
        &self,
        entry: &Entry,
        change: impl FnOnce(Vec<u8>, Vec<u8>) -> Option<Vec<u8>>,
    ) -> Result<bool, StoreError> {
        may_write(&self.writable, &self.root)?;
        let path = self.root.join("lexicon.yaml");
        let failed = |error: io::Error| StoreError::io("save", &path)(error);
        let _lock = self.lock()?;
        let old = files::read(&path, CAP).map_err(failed)?;
        // What JSON is, YAML is too.
        let line = serde_json::to_string(entry).map_err(|error| failed(error.into()))?;
        let line = format!("- {line}\n").into_bytes();
        let Some(new) = change(old.clone().unwrap_or_default(), line) else { return Ok(false) };
        let expect = old.as_deref().map_or(Expect::Nothing, Expect::Exactly);
        match replace(&*self.disk, &path, &new, expect).map_err(failed)? {
            Outcome::Done => Ok(true),
            Outcome::Changed => Err(StoreError::Contended(path)),
        }
    }
}

fn failed(why: String) -> LexiconFile {
    LexiconFile { faults: vec![format!("lexicon.yaml is not used: {why}")], ..LexiconFile::default() }
}

fn read(text: &str) -> LexiconFile {
    let mut file = LexiconFile::default();
    // One begins with a hyphen at the start of a line.
    for (line, item) in yaml::items(text, |line| line == "-" || line.starts_with("- ")) {
        let why = match entry(&item) {
            Ok(_) if file.count == COUNT => (0, format!("there are more than {COUNT} entries")),
            Ok(entry) => match file.lexicon.add(&entry) {
                Ok(()) => {
                    file.count += 1;
                    continue;
                }
                Err(why) => (0, why.to_owned()),
            },
            Err(why) => why,
        };
        file.faults.push(format!("lexicon.yaml line {}: {}; the rest is used", line + why.0, why.1));
    }
    file
}

/// The entry that an item spells, or how many lines further down it is wrong and why.
fn entry(item: &str) -> Result<Entry, (usize, String)> {
    let value =
        yaml::read(item).map_err(|refusal| (refusal.line.saturating_sub(1), refusal.why().to_owned()))?;
    let entries: Vec<Entry> = serde_yaml::from_value(value).map_err(|error| (0, error.to_string()))?;
    entries.into_iter().next().ok_or_else(|| (0, String::from("there is no entry")))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::time::Duration;

    use super::*;
    use crate::entity::Kind;
    use crate::store::disk::Disk;
    use crate::store::lock::Lock;

    #[test]
    fn a_bad_entry_is_named_with_its_line_and_the_rest_is_used() {
        let text = "# mine\n- name: Harbour Boys\n  kind: organization\n- name: Nobody\n- {acronym: QX, expansion: Quay}\n\
                    - name: [open\n- {ignore: Oslo, kind: town}\n- name: Ann\n  kind: person\n";
        let file = read(text);
        assert_eq!(file.count, 3);
        let lines: Vec<&str> = file.faults.iter().map(|fault| fault.split(": ").next().unwrap()).collect();
        assert_eq!(lines[0], "lexicon.yaml line 4");
        assert!(lines[1].starts_with("lexicon.yaml line ") && lines.len() == 3, "{:?}", file.faults);
        assert!(file.faults[2].starts_with("lexicon.yaml line 7: ") && file.faults[2].contains("town"));
    }

    #[test]
    fn what_is_no_list_is_named() {
        assert_eq!(read("names: all\n").faults.len(), 1);
        assert_eq!(read("").faults, Vec::<String>::new());
    }

    #[test]
    fn what_is_added_comes_behind_what_is_there() {
        let root = tempfile::tempdir().unwrap();
        let store = Store::open(Some(root.path().into()), Some("Ann")).unwrap();
        let path = root.path().join("lexicon.yaml");
        std::fs::write(&path, "# mine\n- {name: Ann, kind: person}").unwrap();
        let name = Some(String::from("a \"b\": - #c"));
        store.add_to_lexicon(&Entry { ignore: name, kind: Some(Kind::Place), ..Entry::default() }).unwrap();
        assert!(
            std::fs::read_to_string(&path).unwrap().starts_with("# mine\n- {name: Ann, kind: person}\n- {")
        );
        let file = store.lexicon();
        assert_eq!((file.count, file.faults), (2, Vec::new()));
        // Of two such lines the last goes.
        let ignored =
            |name: &str| Entry { ignore: Some(name.into()), kind: Some(Kind::Place), ..Entry::default() };
        store.add_to_lexicon(&ignored("Oslo")).unwrap();
        assert!(store.take_from_lexicon(&ignored("Oslo")).unwrap());
        assert!(!store.take_from_lexicon(&ignored("Oslo")).unwrap());
        assert_eq!(store.lexicon().count, 2);
    }

    #[test]
    fn while_another_session_saves_the_lexicon_waits_for_its_turn() {
        struct Kept;
        impl Disk for Kept {
            fn lock(&self, _: &Path, _: Duration) -> io::Result<Lock> {
                Err(io::ErrorKind::WouldBlock.into())
            }
        }
        let root = tempfile::tempdir().unwrap();
        let store = Store::on(Arc::new(Kept), root.path().into(), Some("Ann")).unwrap();
        let error = store.add_to_lexicon(&Entry::default()).unwrap_err().to_string();
        assert!(error.starts_with("another session has been saving"), "{error}");
    }
}
