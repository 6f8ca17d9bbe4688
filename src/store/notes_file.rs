//! A notes file on its own, wherever it lies: what somebody sent, and what is sent.
//!
//! Two files of one writer unite by their entries, like everything else: in whatever order and however often.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{ErrorKind, Read};
use std::path::Path;

use serde_yaml::Value;

use super::atomic::{self, Expect};
use super::disk::Machine;
use super::error::StoreError;
use super::format::{self, Condition, Notes};
use super::key::CableKey;
use super::sheet::Sheet;
use super::{files, others, yaml};
use crate::annotation::{Entry, Extra, Ledger, SEND_AGAIN, Unfit, Version, Writer};

/// Longest id of an author, of a replica, or hash of a text, in bytes.
const ID_MAX: usize = 64;
/// Longest name of an author and id of a cable, in bytes.
pub(super) const NAME_MAX: usize = 1024;

/// How the files of archives and the like begin: they are often sent in place of what is in them.
const ARCHIVES: [&[u8]; 6] =
    [b"PK\x03\x04", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"\x28\xb5\x2f\xfd"];
/// How a notes file begins, behind a byte order mark that an editor may have put there.
const BEGIN: &str = "format: cable-notes";
/// What a tape archive has, and where.
const TAR: (usize, &[u8]) = (257, b"ustar");

/// What one writer wrote about one cable, as a file of this version or an older one says it.
#[derive(Clone, Debug, PartialEq)]
pub struct NotesFile {
    pub(super) notes: Notes,
}

impl NotesFile {
    /// Reads the file at `path`, which may come from anybody. The last link of a path is not followed.
    ///
    /// # Errors
    /// In words that quote nothing of it, why it is no notes file, and what helps.
    pub fn read(path: &Path) -> Result<Self, String> {
        Self::parse(&bytes_of(path)?)
    }

    /// What `writer` wrote about a cable, from a file of another kind. Entries that are not theirs are quarantined.
    ///
    /// # Errors
    /// In words, why nobody can have written it.
    pub fn of(writer: Writer, key: &CableKey, entries: Vec<Entry>) -> Result<Self, String> {
        let notes =
            Notes { writer, cable: key.id.clone(), text_sha256: key.text_sha256.clone(), ..Notes::default() };
        let mut file = Self { notes };
        for entry in entries {
            let kind = if entry.check(&file.notes.writer).is_ok() {
                &mut file.notes.entries
            } else {
                &mut file.notes.altered
            };
            kind.push(entry);
        }
        file.checked()
    }

    /// Reads the bytes of a file.
    pub(super) fn parse(bytes: &[u8]) -> Result<Self, String> {
        let tar = bytes.get(TAR.0..).is_some_and(|rest| rest.starts_with(TAR.1));
        if tar || ARCHIVES.iter().any(|begin| bytes.starts_with(begin)) {
            return Err("it is an archive; unpack it and name a notes file that was in it".into());
        }
        let (notes, condition) = format::parse(bytes).map_err(|why| remedied(why, bytes))?;
        if let Condition::Newer(schema) = condition {
            return Err(format!("it was written by a newer version (schema {schema}); update reftel"));
        }
        Self { notes }.checked()
    }

    /// The file, if it may be one: its writer and cable have names that fit, and each entry is there once.
    fn checked(mut self) -> Result<Self, String> {
        let notes = &mut self.notes;
        let Writer { author, replica } = &notes.writer;
        let lengths = [author.id.len(), replica.len(), notes.text_sha256.len()];
        if lengths.iter().any(|length| *length > ID_MAX)
            || others::writer_of(&name_of(&notes.writer)).is_none()
        {
            return Err(format!("it names no writer in the form a-....r-...; {SEND_AGAIN}"));
        }
        if author.name.len() > NAME_MAX || !(1..=NAME_MAX).contains(&notes.cable.len()) {
            return Err(format!(
                "the name of its author or the id of its cable is missing or too long; {SEND_AGAIN}"
            ));
        }
        let mut held = BTreeSet::new();
        notes.entries.retain(|entry| held.insert(entry.ver.clone()));
        Ok(self)
    }

    /// Who wrote it, as it claims.
    pub fn writer(&self) -> &Writer {
        &self.notes.writer
    }

    /// The id of the cable that it is about.
    pub fn cable(&self) -> &str {
        &self.notes.cable
    }

    /// The key of the cable that it is about: made from the id in the file, never from a path.
    pub fn key(&self) -> CableKey {
        CableKey { id: self.notes.cable.clone(), text_sha256: self.notes.text_sha256.clone() }
    }

    /// Its name in a store.
    pub(super) fn name(&self) -> String {
        name_of(&self.notes.writer)
    }

    /// Its entries that are what their version says.
    pub fn ledger(&self) -> Ledger {
        let mut ledger = Ledger::default();
        for entry in &self.notes.entries {
            // It was verified when it was read.
            let _ = ledger.add(&self.notes.writer, entry.clone());
        }
        ledger
    }

    pub(super) fn entries(&self) -> &[Entry] {
        &self.notes.entries
    }

    /// How many of its entries are malformed, or not what their version says.
    pub fn quarantined(&self) -> usize {
        self.notes.altered.len() + self.notes.strange.len()
    }

    /// Which they are, and why they are not taken.
    pub fn unfit(&self) -> Vec<Unfit> {
        self.notes.unfit()
    }

    /// The file without those.
    pub(super) fn sound(&self) -> Self {
        let notes = Notes { altered: Vec::new(), strange: Vec::new(), ..self.notes.clone() };
        Self { notes }
    }

    /// Takes in everything that another file of the same writer about the same cable says. Gives the number of sound entries
    /// that are new.
    ///
    /// # Errors
    /// In words, when it is another writer's, or about another cable.
    pub fn unite(&mut self, other: Self) -> Result<usize, String> {
        let (ours, mut theirs) = (&mut self.notes, other.notes);
        if ours.writer.key() != theirs.writer.key() {
            return Err("they are of different writers".into());
        }
        if ours.cable != theirs.cable {
            return Err("they are about different cables".into());
        }
        if head(ours) < head(&theirs) {
            ours.writer.author.name = std::mem::take(&mut theirs.writer.author.name);
            ours.text_sha256 = std::mem::take(&mut theirs.text_sha256);
        }
        unite_fields(&mut ours.extra, std::mem::take(&mut theirs.extra));
        unite_fields(&mut ours.cable_extra, std::mem::take(&mut theirs.cable_extra));
        for (writer, count) in std::mem::take(&mut theirs.seen) {
            let seen = ours.seen.entry(writer).or_default();
            *seen = count.max(*seen);
        }
        // What cannot be judged is kept as it came, once.
        let quarantined = quarantine(ours).into_iter().chain(quarantine(&mut theirs));
        let by_text: BTreeMap<String, Value> =
            quarantined.map(|value| (yaml::write(&value), value)).collect();
        ours.strange = by_text.into_values().collect();
        let mut held: BTreeSet<Version> = ours.entries.iter().map(|entry| entry.ver.clone()).collect();
        let new: Vec<Entry> =
            theirs.entries.into_iter().filter(|entry| held.insert(entry.ver.clone())).collect();
        let count = new.len();
        ours.entries.extend(new);
        Ok(count)
    }

    /// Puts the file at `path`, in place of whatever is there.
    ///
    /// # Errors
    /// When it cannot be written; what is there is as it was.
    pub fn write(&self, path: &Path) -> Result<(), StoreError> {
        let text = self.text().map_err(|reason| StoreError::Refused { path: path.to_owned(), reason })?;
        let put = atomic::replace(&Machine, path, text.as_bytes(), Expect::Anything);
        put.map(|_| ()).map_err(StoreError::io("save", path))
    }

    /// The file as this program prints it: equal files give equal bytes.
    ///
    /// # Errors
    /// In words, what would not read back as it is meant, as when it would be too long.
    pub(super) fn text(&self) -> Result<String, String> {
        let mut notes = self.notes.clone();
        notes.strange = quarantine(&mut notes);
        let sheet =
            Sheet::print(&self.key(), &notes.writer, &self.ledger(), notes.seen.clone(), &notes, None)?;
        if sheet.text.len() > others::CAP {
            Err("too many notes for one cable".into())
        } else {
            Ok(sheet.text)
        }
    }
}

/// A file that somebody sent.
pub enum Sent {
    /// A notes file.
    Notes(Box<NotesFile>),
    /// The text of a file of JSON: what another program may have written.
    Json(String),
}

impl Sent {
    /// Reads the file at `path`, as [`NotesFile::read`] does.
    ///
    /// # Errors
    /// In words that quote nothing of it, why it is neither.
    pub fn read(path: &Path) -> Result<Self, String> {
        let bytes = bytes_of(path)?;
        let begin = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes).trim_ascii_start();
        if !matches!(begin.first(), Some(b'{' | b'[')) {
            return NotesFile::parse(&bytes).map(|file| Self::Notes(Box::new(file)));
        }
        String::from_utf8(bytes).map(Self::Json).map_err(|_| format!("it is not UTF-8; {SEND_AGAIN}"))
    }
}

/// Whether the file at a path, which may be damaged, is one of notes by its name or by how it begins.
pub fn is_notes_file(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let mut begin = Vec::new();
    let length = "\u{feff}".len() + BEGIN.len();
    let read = files::open(path).and_then(|file| file.take(length as u64).read_to_end(&mut begin));
    read.is_ok() && (begins_as_notes(&begin) || others::writer_of(name).is_some())
}

/// Whether a text begins as a notes file does, whatever its file is called.
pub fn begins_as_notes(text: &[u8]) -> bool {
    text.strip_prefix("\u{feff}".as_bytes()).unwrap_or(text).starts_with(BEGIN.as_bytes())
}

/// Why bytes are no notes file, and what helps: one that was cut or edited is to be sent again.
fn remedied(why: String, bytes: &[u8]) -> String {
    if bytes.trim_ascii().is_empty() {
        format!("it is empty; {SEND_AGAIN}")
    } else if begins_as_notes(bytes) {
        format!("{why}; it was cut off or edited, {SEND_AGAIN}")
    } else if std::str::from_utf8(bytes).is_err() {
        format!("{why}; notes files are, ask its writer to send it as it was")
    } else {
        "it is not a notes file; 'reftel review finish FILE -o OUT' writes one".into()
    }
}

fn bytes_of(path: &Path) -> Result<Vec<u8>, String> {
    match files::read(path, others::CAP) {
        Ok(Some(bytes)) => Ok(bytes),
        Ok(None) => Err("no such file; check the name".into()),
        Err(_) if path.is_symlink() && !path.exists() => {
            Err("it is a link to a file that is not there; name the file itself".into())
        }
        Err(error) if error.kind() == ErrorKind::FileTooLarge => {
            Err(format!("it is {error}; ask its writer to send it in several files"))
        }
        Err(error) if error.kind() == ErrorKind::InvalidInput => {
            Err(format!("it is {error}; name the notes file itself"))
        }
        Err(error) => Err(format!("it cannot be read: {error}")),
    }
}

fn name_of(writer: &Writer) -> String {
    format!("{}.yaml", writer.key())
}

/// What says which of two files is the later one: to it belong the name of the author and the copy of the cable.
fn head(notes: &Notes) -> (u64, &str, &str) {
    let last = notes.entries.iter().map(|entry| entry.seq).max().unwrap_or(0);
    (last, &notes.writer.author.name, &notes.text_sha256)
}

/// Unites unknown fields; of two values of one field the one stays that is greater as text, in whatever order they come.
fn unite_fields(ours: &mut Extra, theirs: Extra) {
    for (name, value) in theirs {
        let is_less = |known: &serde_json::Value| format!("{known}") < format!("{value}");
        if ours.get(&name).is_none_or(is_less) {
            ours.insert(name, value);
        }
    }
}

/// Takes out what is no sound entry, as it stands in the file.
fn quarantine(notes: &mut Notes) -> Vec<Value> {
    let altered = std::mem::take(&mut notes.altered).into_iter();
    // An entry that was read from a value gives one back.
    let mut values: Vec<Value> = altered.filter_map(|entry| serde_yaml::to_value(entry).ok()).collect();
    values.append(&mut notes.strange);
    values
}
