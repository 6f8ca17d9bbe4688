//! Three readers whose notes travel in different ways see the same in the end.

use std::fs;
use std::path::PathBuf;

use crate::support::{Desk, Reader};

/// Each of the three writes, changes and deletes.
pub(crate) fn busy(desk: &Desk) -> [Reader<'_>; 3] {
    let readers = ["ann", "ben", "cas"].map(|name| desk.reader(name));
    for (reader, paragraph) in readers.iter().zip(1..) {
        reader.add(paragraph, &format!("{}: one", reader.name));
        reader.add(2, &format!("{}: two\n  indented, \"quoted\" \u{2028}\n", reader.name));
        reader.add(3, &format!("{}: gone", reader.name));
        reader.change(&format!("{}: one", reader.name), Some(&format!("{}: one, changed", reader.name)));
        reader.change(&format!("{}: gone", reader.name), None);
    }
    readers
}

/// All three see the same six notes, and all stores are sound.
pub(crate) fn assert_agree(readers: &[Reader<'_>; 3]) {
    let notes = readers.map(|reader| reader.notes());
    assert_eq!(notes[0].len(), 6, "{:?}", readers[0].bodies());
    assert_eq!(notes[0], notes[1]);
    assert_eq!(notes[0], notes[2]);
    for reader in readers {
        assert!(reader.run(&["verify"]).status.success(), "{}", reader.name);
    }
}

#[test]
fn by_copying_whole_directories() {
    let desk = Desk::new();
    let readers = busy(&desk);
    for reader in &readers {
        let others = readers.iter().filter(|other| other.name != reader.name);
        for notes in others.map(|other| other.config().join("notes")) {
            reader.import(&[&notes]);
        }
    }
    assert_agree(&readers);
}

/// A chain: what the first sent reaches the third through the second.
#[test]
fn by_mail_that_changes_line_ends_and_names() {
    let desk = Desk::new();
    let readers = busy(&desk);
    let [ann, ben, cas] = &readers;
    for (number, (from, to)) in [(ann, ben), (ben, cas), (cas, ann), (ann, ben)].into_iter().enumerate() {
        let attached = from.files().into_iter().enumerate().map(|(at, file)| {
            let text = fs::read_to_string(file).unwrap().replace('\n', "\r\n");
            desk.file(&format!("attachment-{number}-{at} (1).txt"), format!("\u{feff}{text}"))
        });
        for file in attached.collect::<Vec<PathBuf>>() {
            to.import(&[&file]);
        }
    }
    assert_agree(&readers);
}

#[test]
fn by_a_directory_with_conflict_copies() {
    let desk = Desk::new();
    let readers = busy(&desk);
    let bag = desk.directory("bag");
    for reader in &readers {
        // Of one file two versions, neither of which has all that the other has not.
        let file = reader.file();
        let name = file.file_name().unwrap().to_str().unwrap();
        fs::copy(&file, bag.join(name.replace(".yaml", ".sync-conflict-20260302-091405-ABCDEFG.yaml")))
            .unwrap();
        let backup = file.with_file_name(format!("{name}.bak"));
        fs::copy(backup, bag.join(name)).unwrap();
    }
    for reader in &readers {
        reader.import(&[&bag]);
    }
    assert_agree(&readers);
}
