//! The cables of a file with everything the store holds for them, for the commands that work without a screen.

use std::collections::BTreeSet;
use std::io::Write;
use std::ops::Range;
use std::path::Path;

use jiff::Timestamp;

use super::arguments::State;
use super::load::{Source, load_to_read};
use super::{Failure, exchange};
use crate::annotation::{Change, Draft, Finder, Ledger, NoteId, ReadMarks, Version, Writer, placed};
use crate::cable::Cable;
use crate::entity::{Extraction, corrected, extract_with};
use crate::layout::safe;
use crate::store::{CableKey, Store, StoreError, UNKNOWN};

/// How often a save is tried which others overtake, as happens without locks. What was saved after all is known by its
/// change and not written twice; who runs the command again writes another note.
const TRIES: usize = 10;

/// What is said where notes of others may have been left out. It does not say whether there are any.
const BLIND: &str =
    "you read this cable blind: only your own notes count; ':blind off' while reading it ends that";

/// A file of cables, and the store.
pub(super) struct Cabinet {
    pub(super) store: Store,
    source: Source,
    /// Whether notes are to be written: why they cannot be is a failure then, and no news.
    writes: bool,
    /// What has been said of the shared directory and of reading blind, once each.
    said: BTreeSet<String>,
}

/// One cable and its notes.
pub(super) struct Dossier {
    pub(super) cable: Cable,
    pub(super) key: CableKey,
    /// All notes, with what is not saved yet; of a cable that is read blind only the reader's own.
    pub(super) ledger: Ledger,
    pub(super) drafts: Vec<Draft>,
    /// Drafts that were dropped, and can be brought back.
    dropped: Vec<Draft>,
    /// What the reader has read.
    pub(super) read: ReadMarks,
    /// What a session that died could not save.
    pending: Vec<Change>,
    writable: Result<(), String>,
}

impl Cabinet {
    /// Opens a file; `-` is standard input, `None` the sample.
    pub(super) fn open(file: Option<&Path>, state: &State) -> Result<Self, Failure> {
        let source = load_to_read(file)?;
        Ok(Self { store: super::open::store(state)?, source, writes: false, said: BTreeSet::new() })
    }

    /// The same for writing.
    pub(super) fn to_write(file: &Path, state: &State) -> Result<Self, Failure> {
        Ok(Self { writes: true, ..Self::open(Some(file), state)? })
    }

    /// The file's name, without its directories.
    pub(super) fn name(&self) -> &str {
        &self.source.name
    }

    /// How many cables there are.
    pub(super) fn count(&self) -> usize {
        self.source.volume.count()
    }

    /// Who writes.
    pub(super) fn me(&self) -> Writer {
        self.store.writer().clone()
    }

    /// The cable at `index`, from 0, with its notes. What the reader should know goes to stderr.
    pub(super) fn dossier(&mut self, index: usize) -> Dossier {
        let cable = self.source.volume.cable(index);
        let key = self.store.key_of(&cable);
        self.exchange(&key);
        let loaded = self.store.load(&key);
        let refusal = loaded.writable.as_ref().err().filter(|_| self.writes);
        for notice in loaded.notices.iter().filter(|notice| Some(*notice) != refusal) {
            warn(notice);
        }
        let mut ledger = loaded.ledger.with(self.store.writer(), &loaded.changes);
        if loaded.place.is_some_and(|place| place.blind) {
            ledger = ledger.of_author(&self.store.writer().author.id);
            if self.said.insert(String::from(BLIND)) {
                warn(BLIND);
            }
        }
        Dossier {
            cable,
            key,
            ledger,
            drafts: loaded.drafts,
            dropped: loaded.dropped,
            read: loaded.read,
            pending: loaded.changes,
            writable: loaded.writable,
        }
    }

    /// What a cable speaks of, with the reader's lexicon and as they have put it right: what `reftel entities` shows. What of
    /// the lexicon is not used goes to stderr.
    pub(super) fn entities(&self, dossier: &Dossier) -> Extraction {
        let Dossier { cable, ledger, .. } = dossier;
        let known = self.store.lexicon();
        known.faults.iter().for_each(|fault| warn(fault));
        let own = placed(&ledger.corrections(), &self.me().author.id, &Finder::new(cable));
        corrected(extract_with(cable, &known.lexicon), cable, &own)
    }

    /// Exchanges notes with the shared directory, if there is one.
    fn exchange(&mut self, key: &CableKey) {
        let notices = self.store.share().map(|share| exchange::once(share, key.clone()));
        for notice in notices.into_iter().flatten() {
            if self.said.insert(notice.clone()) {
                warn(&notice);
            }
        }
    }

    /// The cables that are meant, from 0: the one with the id `of`, or all.
    pub(super) fn cables(&self, of: Option<&str>) -> Result<Range<usize>, Failure> {
        self.source.cables(of)
    }

    /// The only cable of the file, or the one with this id.
    pub(super) fn only(&mut self, of: Option<&str>) -> Result<Dossier, Failure> {
        let index = self.source.only(of)?;
        Ok(self.dossier(index))
    }

    /// Saves changes; gives their versions once they are on the medium.
    pub(super) fn commit(&mut self, dossier: &Dossier, changes: &[Change]) -> Result<Vec<Version>, Failure> {
        dossier.writable.clone().map_err(Failure::State)?;
        let all = [&dossier.pending[..], changes].concat();
        super::fault::point("commit");
        let mut result = self.store.commit(&dossier.key, &all);
        for _ in 1..TRIES {
            if !matches!(result, Err(StoreError::Contended(_))) {
                break;
            }
            result = self.store.commit(&dossier.key, &all);
        }
        if result.is_ok() {
            self.exchange(&dossier.key);
        }
        let said = self.store.take_notices();
        said.iter().for_each(|notice| warn(notice));
        let ledger = result.map_err(refused)?;
        if !dossier.pending.is_empty() {
            // Where this fails they are found again, and known for what has been written.
            let _ = self.store.journal(&dossier.key, &[&dossier.drafts[..], &dossier.dropped].concat(), &[]);
        }
        let versions = ledger.versions_of(&self.store.writer().author.id, changes);
        let lost = || Failure::State(String::from("a change is not in the file after saving; try again"));
        versions.into_iter().collect::<Option<Vec<Version>>>().ok_or_else(lost)
    }
}

/// Says on stderr what the reader should know.
pub(super) fn warn(notice: &str) {
    let _ = writeln!(std::io::stderr(), "reftel: note: {}", safe(notice));
}

/// Says it where notes go to colleagues under the name of nobody.
pub(super) fn warn_nameless(writer: &Writer) {
    if writer.author.name == UNKNOWN {
        warn(&format!("your notes carry the name '{UNKNOWN}': {NAMING}"));
    }
}

/// How a reader gets a name.
pub(super) const NAMING: &str = "set author in config.yaml or REFTEL_AUTHOR to your name, or give --author";

impl Dossier {
    /// Whether a session that died left something to be saved.
    pub(super) fn has_pending(&self) -> bool {
        !self.pending.is_empty()
    }

    /// The cable's id, for people.
    pub(super) fn name(&self) -> &str {
        self.cable.header.reference_id.as_deref().unwrap_or("this text")
    }
}

/// The first `most` of the names, and how many more there are.
pub(super) fn several(names: &[String], most: usize) -> String {
    match names.get(..most) {
        Some(first) if names.len() > most => format!("{} and {} more", first.join(", "), names.len() - most),
        _ => names.join(", "),
    }
}

/// A failure of the store, in words that are true here: nothing is kept but what the caller has.
pub(super) fn refused(error: StoreError) -> Failure {
    Failure::State(match error {
        StoreError::Busy(path) => {
            format!(
                "another session has been saving for more than 2 seconds ({}); nothing was saved, try again",
                path.display()
            )
        }
        StoreError::Contended(path) => {
            format!("{} keeps changing while it is being saved; try again", path.display())
        }
        other => other.to_string(),
    })
}

/// The id of the note that is the `at`th, from 0, to be made at one moment: the ids are in that order.
pub(super) fn mint(now: Timestamp, at: usize) -> NoteId {
    let mut random = super::clock::random();
    let [high, low, ..] = &mut random;
    [*high, *low] = u16::try_from(at % 0x1000).unwrap_or_default().to_be_bytes();
    NoteId::mint(now.as_millisecond().unsigned_abs(), random)
}
