//! Files: put in, replaced, forgotten, refused; which cables lie where.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use reftel::cable::Classification;
use reftel::entity::Kind;
use reftel::library::{Card, Engine, Filing, Place, Refused, Scanned, Stamp};

use super::paper::{STAMP, date, filing, found, name, place, scanned};

pub(crate) fn a_file_is_there_whole_and_replaced_whole(engine: &mut dyn Engine) {
    assert_eq!(engine.files().unwrap(), []);
    engine.put(&[scanned("/a", [filing("", "1", "old one"), filing("", "2", "old two")])]).unwrap();
    engine.put(&[]).unwrap();
    assert_eq!(engine.files().unwrap(), [(PathBuf::from("/a"), STAMP)]);
    assert_eq!(found(engine, "old").len(), 2);
    // Twice in one go, as when two roots overlap: the later one counts.
    let stamp = Stamp { size: u64::from(u32::MAX) * 9, changed: i64::MAX };
    let newer = Scanned { stamp, ..scanned("/a", [filing("", "4", "new")]) };
    engine.put(&[scanned("/a", [filing("", "3", "newer")]), newer]).unwrap();
    assert_eq!(engine.files().unwrap(), [(PathBuf::from("/a"), stamp)]);
    assert_eq!((found(engine, "old OR newer").len(), found(engine, "")), (0, vec![String::from("4")]));
}

pub(crate) fn cards_come_back_as_they_were_put_in(engine: &mut dyn Engine) {
    let card = Card {
        place: place("/b", 0),
        key: "09PORTLOUIS12".into(),
        text_sha256: "00ff".into(),
        date: date("1966-02-28T23:59:59Z"),
        post: "PORT LOUIS".into(),
        classification: Some(Classification::TopSecret),
        subject: "Two\nlines, \u{202e}hostile\u{1b}[31m \u{1f6a2}".into(),
        paragraphs: 40_000,
    };
    let bare = Card { place: place("/b", 1), key: "text-ab".into(), ..Card::default() };
    let filings = [card.clone(), bare.clone()].map(|card| Filing { card, ..Filing::default() });
    engine.put(&[scanned("/b", filings), scanned("/a", [filing("", "1", "")])]).unwrap();
    let cards = engine.cards(&[]).unwrap();
    assert_eq!(cards[0].place, place("/a", 0), "in the order of the files");
    assert_eq!(cards[1..], [card, bare]);
}

pub(crate) fn files_that_are_gone_are_forgotten_with_all_of_theirs(engine: &mut dyn Engine) {
    let mut cable = filing("", "1", "boats");
    (cable.cites, cable.tags) = (["09STATE7".into()].into(), ["ECON".into()].into());
    engine.put(&[scanned("/a", [cable]), scanned("/a/b", [filing("", "2", "boats")])]).unwrap();
    engine.put_names(&[(place("/a", 0), vec![name(Kind::Person, &["Ana Soto"])])]).unwrap();
    engine.forget(&["/a".into(), "/never".into()]).unwrap();
    assert_eq!(engine.files().unwrap(), [(PathBuf::from("/a/b"), STAMP)]);
    assert_eq!(found(engine, "boats"), ["2"]);
    for query in ["tag:ECON", "ref:09STATE7", "person:soto"] {
        assert!(found(engine, query).is_empty(), "{query}");
    }
    assert_eq!(engine.gaps(9).unwrap(), []);
    assert_eq!(engine.appearances(Kind::Person, "Ana Soto").unwrap(), []);
    assert_eq!(engine.company(&[place("/a", 0)]).unwrap(), []);
    assert_eq!(engine.nameless(9).unwrap(), [place("/a/b", 0)]);
}

pub(crate) fn what_is_refused_says_why_until_it_is_taken_in(engine: &mut dyn Engine) {
    let refused = |path: &str| Scanned { path: path.into(), stamp: STAMP, cables: Err("too large".into()) };
    let shown = |path: &str| Refused { path: path.into(), why: "too large".into() };
    engine.put(&[refused("/x/b"), refused("/x/a"), refused("/y")]).unwrap();
    engine.put(&[scanned("/empty", [])]).unwrap();
    assert_eq!(engine.refused(&[]).unwrap(), [shown("/x/a"), shown("/x/b"), shown("/y")]);
    assert_eq!(engine.refused(&["/y".into()]).unwrap(), [shown("/y")]);
    assert_eq!(engine.files().unwrap().len(), 4, "it is not read again either");
    engine.put(&[scanned("/x/a", [filing("", "1", "")])]).unwrap();
    engine.forget(&["/y".into()]).unwrap();
    assert_eq!(engine.refused(&[]).unwrap(), [shown("/x/b")]);
}

pub(crate) fn roots_bound_what_is_shown(engine: &mut dyn Engine) {
    let paths =
        ["/r/a", "/r/a/1", "/r/a/b/2", "/r/a-b/3", "/r/ab/4", "/r/a.txt", "/R/a/5", "/r/%/6", "/r/_/7"];
    let files: Vec<Scanned> = paths.map(|path| scanned(path, [filing("", path, "")])).into();
    engine.put(&files).unwrap();
    for (roots, below) in [
        (&["/r/a"][..], &["/r/a", "/r/a/1", "/r/a/b/2"][..]),
        (&["/r/a/"], &["/r/a", "/r/a/1", "/r/a/b/2"]),
        (&["/r/ab", "/r/a/b"], &["/r/a/b/2", "/r/ab/4"]),
        (&["/r/a.txt"], &["/r/a.txt"]),
        (&["/r/a", "/r/a/b"], &["/r/a", "/r/a/1", "/r/a/b/2"]),
        (&["/r/%"], &["/r/%/6"]),
        (&["/r/_"], &["/r/_/7"]),
        (&["/R"], &["/R/a/5"]),
        (&["/none", "/r/a/1/"], &["/r/a/1"]),
        (&["/none"], &[]),
    ] {
        let roots: Vec<PathBuf> = roots.iter().map(PathBuf::from).collect();
        let cards = engine.cards(&roots).unwrap();
        let keys: Vec<&str> = cards.iter().map(|card| card.key.as_str()).collect();
        assert_eq!(keys, below, "{roots:?}");
    }
    for all in [&[][..], &["/".into()]] {
        assert_eq!(engine.cards(all).unwrap().len(), paths.len());
    }
}

pub(crate) fn a_path_need_not_be_text(engine: &mut dyn Engine) {
    let named = |bytes: &[u8]| Path::new(OsStr::from_bytes(bytes)).to_owned();
    let (root, path) = (named(b"/r/\xff\xfe"), named(b"/r/\xff\xfe/\x80'\\x00\n"));
    engine.put(&[scanned(&path, [filing("", "1", "boats")]), scanned("/r/2", [])]).unwrap();
    assert_eq!(
        engine.cards(std::slice::from_ref(&root)).unwrap()[0].place,
        Place { path: path.clone(), index: 0 }
    );
    assert_eq!(engine.cards(&[named(b"/r/\xff")]).unwrap(), []);
    assert!(engine.files().unwrap().contains(&(path.clone(), STAMP)));
    engine.forget(&[path]).unwrap();
    assert_eq!(engine.cards(&[]).unwrap(), []);
}
