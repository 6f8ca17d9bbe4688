//! Writers and changes for the tests of merging.

use reftel::annotation::{Author, Change, Content, Ledger, NoteId, Version, Writer};

/// A writer; the first two of four are one author on two machines.
pub(crate) fn writer(number: usize) -> Writer {
    let author = ["a-ann", "a-ann", "a-ben", "a-cas"][number % 4];
    Writer {
        author: Author { id: author.into(), name: author.to_uppercase() },
        replica: format!("r-{number}"),
    }
}

pub(crate) fn id(number: u64) -> NoteId {
    NoteId::mint(number, [0; 10])
}

/// A change of the text of a note; `None` deletes it.
pub(crate) fn change(note: u64, parents: &[Version], body: Option<&str>, second: i64) -> Change {
    Change {
        id: id(note),
        parents: parents.to_vec(),
        content: body.map(|body| Content { body: body.into(), ..Content::default() }),
        at: jiff::Timestamp::from_second(second).unwrap(),
    }
}

/// Writes the change down; the answer is its version.
pub(crate) fn write(ledger: &mut Ledger, writer: &Writer, change: &Change) -> Version {
    let before = ledger.clone();
    ledger.write(writer, std::slice::from_ref(change)).unwrap();
    let new = ledger.entries_of(writer).into_iter().find(|entry| !before.contains(&entry.ver));
    new.unwrap().ver.clone()
}

/// Writes down what somebody says about an annotation, over what they said there before; the answer is its version.
pub(crate) fn say(ledger: &mut Ledger, who: usize, id: NoteId, content: Content) -> Version {
    let writer = writer(who);
    let parents = ledger.heads(&id, &writer.author.id);
    let at = jiff::Timestamp::UNIX_EPOCH;
    write(ledger, &writer, &Change { id, parents, content: Some(content), at })
}

/// The texts that a reader sees, the hidden versions of a note behind it.
pub(crate) fn bodies(ledger: &Ledger) -> Vec<String> {
    let all = ledger.notes().into_iter().flat_map(|note| [vec![note.content], note.others].concat());
    all.map(|content| content.body).collect()
}
