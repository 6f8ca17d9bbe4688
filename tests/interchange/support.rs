//! Writers, ledgers and cables for the tests of interchange.

use reftel::annotation::{Author, Change, Content, Entry, Ledger, NoteId, Version, Writer};
use reftel::cable::{Cable, decode};
use reftel::export::{Commentary, Whose, w3c};

/// A cable of three paragraphs: marked, marked, unmarked.
pub(crate) const CABLE: &str = "\
C O N F I D E N T I A L OSLO 000012

SIPDIS

SUBJECT: BOATS

TAGS: PREL

1. (C) On Monday three boats came to the château of the count.

2. (U) They left. Nobody saw it. They left.

3. Nobody saw the <b>third</b> boat & its crew.
";

pub(crate) fn cable() -> Cable {
    Cable::parse(decode(CABLE.into()))
}

/// A writer; the first two of four are one author on two machines, and the last has a name that wants to be obeyed.
pub(crate) fn writer(number: usize) -> Writer {
    let (id, name) =
        [("a-ann", "Ann"), ("a-ann", "Ann"), ("a-ben", "Bén \u{202e}外"), ("a-cas", "<b>\"=Cas\"\u{1b}[2J")]
            [number % 4];
    Writer { author: Author { id: id.into(), name: name.into() }, replica: format!("r-{number}") }
}

pub(crate) fn id(number: u64) -> NoteId {
    NoteId::mint(number, [0; 10])
}

/// Writes a change down; the answer is its version.
pub(crate) fn write(ledger: &mut Ledger, who: usize, id: NoteId, content: Option<Content>) -> Version {
    let writer = writer(who);
    let parents = ledger.heads(&id, &writer.author.id);
    let at = jiff::Timestamp::UNIX_EPOCH;
    let before = ledger.clone();
    ledger.write(&writer, &[Change { id, parents, content, at }]).unwrap();
    let new = ledger.entries_of(&writer).into_iter().find(|entry| !before.contains(&entry.ver));
    new.map(|entry| entry.ver.clone()).unwrap_or_default()
}

/// Every entry with its writer.
pub(crate) fn all(ledger: &Ledger) -> Vec<(Writer, Entry)> {
    let entry = |past: reftel::annotation::Past<'_>| (past.writer.clone(), past.entry.clone());
    ledger.versions().into_iter().map(entry).collect()
}

/// The JSON-LD of a ledger, as text.
pub(crate) fn exported(cable: &Cable, ledger: &Ledger, whose: &Whose) -> String {
    let commentary = Commentary::new(cable, "boats.txt", ("text-1", "00"), ledger, "a-ann", whose);
    let mut collection = w3c::Collection::new("boats.txt");
    collection.add(&commentary);
    serde_json::to_string_pretty(&collection.into_value()).unwrap()
}

/// The ledger that a document gives, and how many entries were refused.
pub(crate) fn imported(text: &str) -> (Ledger, usize) {
    let mut ledger = Ledger::default();
    let mut refused = 0;
    for parcel in w3c::read(text).unwrap() {
        refused += parcel.refused.len();
        for (writer, entry) in parcel.entries {
            ledger.add(&writer, entry).unwrap();
        }
    }
    (ledger, refused)
}
