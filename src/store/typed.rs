//! The lines typed at prompts, for later sessions: one a line, behind the name of its prompt. Nothing hangs on them: what
//! cannot be read is left out, and what cannot be written is not kept.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::atomic::{self, Expect};
use super::error::StoreError;
use super::handle::{Store, may_write};
use super::{files, yaml};

/// Longest file, in bytes.
const CAP: usize = 512 << 10;
/// Most lines of one prompt.
const LINES: usize = 200;
/// Longest line, in characters.
const LONGEST: usize = 1000;

impl Store {
    /// The lines typed at prompts in earlier sessions, the latest last, by the name of the prompt.
    pub fn typed(&self) -> BTreeMap<String, Vec<String>> {
        let mut by: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (prompt, line) in read(&self.typed_path()) {
            by.entry(prompt).or_default().push(line);
        }
        by
    }

    /// Keeps lines, each with the name of its prompt, the latest last. The same lines twice are kept once: where two
    /// sessions write at once, one may lose a line.
    ///
    /// # Errors
    /// When nothing can be written.
    pub fn keep_typed(&self, lines: &[(String, String)]) -> Result<(), StoreError> {
        may_write(&self.writable, &self.root)?;
        let path = self.typed_path();
        let mut all = read(&path);
        for line in lines.iter().filter(|(_, line)| is_clean(line)) {
            all.retain(|known| known != line);
            all.push(line.clone());
        }
        let mut left: BTreeMap<String, usize> = BTreeMap::new();
        for (prompt, _) in &all {
            *left.entry(prompt.clone()).or_default() += 1;
        }
        let mut text = String::new();
        for (prompt, line) in all {
            let left = left.entry(prompt.clone()).or_default();
            *left -= 1;
            if *left < LINES {
                text.push_str(&format!("{prompt}\t{line}\n"));
            }
        }
        let written = atomic::replace(&*self.disk, &path, text.as_bytes(), Expect::Anything);
        written.map(|_| ()).map_err(StoreError::io("save", &path))
    }

    fn typed_path(&self) -> PathBuf {
        self.root.join("state").join("typed")
    }
}

/// What of a file can be used.
fn read(path: &Path) -> Vec<(String, String)> {
    let bytes = files::read(path, CAP).ok().flatten().unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let split = |line: &str| line.split_once('\t').map(|(prompt, line)| (prompt.to_owned(), line.to_owned()));
    let is_name = |name: &str| {
        (1..=40).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
    };
    text.lines().filter_map(split).filter(|(prompt, line)| is_name(prompt) && is_clean(line)).collect()
}

/// Whether a line is one that can be typed: nothing that a terminal obeys or hides, nothing that replaced bytes.
fn is_clean(line: &str) -> bool {
    let is_odd = |c: char| yaml::must_escape(c) || c == '\u{fffd}';
    !line.is_empty() && line.chars().count() <= LONGEST && !line.contains(is_odd)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> (String, String) {
        (String::from("search"), text.to_owned())
    }

    #[test]
    fn lines_are_kept_once_bounded_and_closed_to_others() {
        use std::os::unix::fs::PermissionsExt;
        let root = tempfile::tempdir().unwrap();
        let store = Store::open(Some(root.path().into()), Some("Ann")).unwrap();
        assert!(store.typed().is_empty());
        let many: Vec<_> = (0..250).map(|number| line(&format!("word {number}"))).collect();
        store.keep_typed(&many).unwrap();
        store.keep_typed(&[line("word 240"), line("a\tb"), line("x\u{202e}y"), line("")]).unwrap();
        store.keep_typed(&[(String::from("filter"), String::from("(U)"))]).unwrap();
        let typed = store.typed();
        let searched = &typed["search"];
        assert_eq!(
            (searched.len(), searched[0].as_str(), searched[199].as_str()),
            (LINES, "word 50", "word 240")
        );
        assert_eq!(typed["filter"], ["(U)"]);
        let mode = store.typed_path().metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn a_damaged_file_gives_what_is_sound_in_it() {
        let root = tempfile::tempdir().unwrap();
        let store = Store::open(Some(root.path().into()), Some("Ann")).unwrap();
        let hostile = b"search\tfine\nsearch\tbad\x1b[2J\nsearch\t\xff\nno tab\nSearch\tx\n\tx\nsearch\t\xe2\x80\xaex\ncommand\tw\n";
        std::fs::write(store.typed_path(), hostile).unwrap();
        let typed = store.typed();
        assert_eq!(
            (typed.len(), &typed["search"][..], &typed["command"][..]),
            (2, &[String::from("fine")][..], &[String::from("w")][..])
        );
        std::fs::write(store.typed_path(), vec![b'x'; CAP + 1]).unwrap();
        assert!(store.typed().is_empty());
        store.keep_typed(&[line("again")]).unwrap();
        assert_eq!(store.typed()["search"], ["again"]);
    }
}
