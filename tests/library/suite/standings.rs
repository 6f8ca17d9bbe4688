//! What a reader has done with the cables, and wrote about them.

use reftel::library::{Engine, NoteText, Standing};

use super::paper::{filing, found, scanned};

fn fill(engine: &mut dyn Engine) {
    let cables = [("read", 2), ("begun", 2), ("empty", 0), ("new", 1)].map(|(key, paragraphs)| {
        let mut cable = filing("", key, "boats");
        cable.card.paragraphs = paragraphs;
        cable
    });
    engine.put(&[scanned("/a", cables)]).unwrap();
}

fn sorted(engine: &dyn Engine, query: &str) -> Vec<String> {
    let mut keys = found(engine, query);
    keys.sort();
    keys
}

pub(crate) fn what_the_reader_did_is_found(engine: &mut dyn Engine) {
    fill(engine);
    let standing = |read, pinned| Standing { notes: 0, read, pinned };
    engine.put_standing("read", standing(2, false), &[]).unwrap();
    engine.put_standing("begun", standing(1, true), &[]).unwrap();
    engine.put_standing("empty", standing(0, false), &[]).unwrap();
    engine.put_standing("of no cable here", standing(1, false), &[]).unwrap();
    assert_eq!(sorted(engine, "is:read"), ["read"]);
    assert_eq!(sorted(engine, "is:unread"), ["begun", "empty", "new"]);
    assert_eq!(sorted(engine, "boats is:unread -is:pinned"), ["empty", "new"]);
    engine.put_standing("begun", standing(5, false), &[]).unwrap();
    assert_eq!((sorted(engine, "is:read").len(), sorted(engine, "is:pinned").len()), (2, 0));
    let mut standings = engine.standings().unwrap();
    standings.sort_by(|one, other| one.0.cmp(&other.0));
    assert_eq!(standings.len(), 4);
    assert_eq!(standings[0], (String::from("begun"), standing(5, false)));
    // It is kept under the key: the file may go and come again.
    engine.forget(&["/a".into()]).unwrap();
    fill(engine);
    assert_eq!(sorted(engine, "is:read"), ["begun", "read"]);
}

pub(crate) fn notes_are_found_by_their_words_until_they_are_replaced(engine: &mut dyn Engine) {
    fill(engine);
    let texts = |words: &[&str]| words.iter().map(|words| NoteText(words.to_string())).collect::<Vec<_>>();
    let noted = |notes| Standing { notes, ..Standing::default() };
    engine.put_standing("read", noted(2), &texts(&["Which cities?", "São Tomé", ""])).unwrap();
    engine.put_standing("new", noted(1), &texts(&["Which harbour?"])).unwrap();
    assert_eq!(sorted(engine, "note:which"), ["new", "read"]);
    assert_eq!(sorted(engine, "note:\"sao tom\"* is:noted"), ["read"]);
    engine.put_standing("read", noted(1), &texts(&["Gone"])).unwrap();
    assert_eq!(sorted(engine, "note:which"), ["new"]);
    engine.put_standing("new", noted(0), &[]).unwrap();
    assert_eq!((sorted(engine, "note:which").len(), sorted(engine, "is:noted")), (0, vec!["read".into()]));
}
