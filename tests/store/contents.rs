//! Whatever is written down comes back: texts, tags, anchors, reading places.

use std::collections::BTreeMap;
use std::fs;

use proptest::prelude::*;
use reftel::annotation::{Anchor, Change, Content, Extra, Place};
use reftel::store::StoreError;

use crate::support::{Home, bodies, key, note};

/// Strings that have broken programs.
const NASTY: &[&str] = &[
    "",
    " ",
    "\n",
    "\n\n\n",
    " leading",
    "trailing ",
    "trailing\n",
    "\ttab",
    "a\r\nb",
    "\r",
    "\0",
    "\u{1b}[2J\u{1b}]0;x\u{7}",
    "\u{9b}31m",
    "\u{7f}",
    "no",
    "NULL",
    "~",
    "true",
    "2010-01-01",
    "12:30:45",
    "0x10",
    "1e3",
    "- a\n- b",
    "a: b",
    "#c",
    "---",
    "...\n---\n",
    "end: {entries: 0, sha256: \"\"}",
    "\n- ver: v1-0\n",
    "&a *a !b",
    "%YAML 1.1",
    "'",
    "\"",
    "\\",
    "{}",
    "[]",
    "|",
    ">",
    "\u{85}",
    "\u{2028}\u{2029}",
    "a\u{2028}\nb",
    "\u{feff}",
    "x\u{feff}y",
    "\u{202e}evil\u{202c}",
    "\u{200b}\u{200d}",
    "\u{e000}",
    "\u{fffd}\u{fffe}",
    "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}",
    "e\u{301}\u{301}",
    "\u{10ffff}",
    "Ω≈ç√",
    "社會科學院",
    "<<<<<<< HEAD\n=======\n>>>>>>> x",
    "$HOME `id` $(id)",
    "' OR 1=1 --",
    "../../etc/passwd",
];

fn text() -> impl Strategy<Value = String> {
    let parts = proptest::collection::vec(proptest::sample::select(NASTY), 0..4);
    prop_oneof![any::<String>(), parts.prop_map(|parts| parts.concat()), "[ -~\n\t]{0,200}"]
}

fn anchors() -> impl Strategy<Value = Anchor> {
    (proptest::option::of(any::<u32>()), any::<u32>(), any::<u16>(), text(), text()).prop_map(
        |(para, start, length, exact, prefix)| Anchor {
            para,
            start,
            end: start.saturating_add(u32::from(length)),
            exact: exact.chars().take(200).collect(),
            prefix: prefix.chars().take(32).collect(),
            ..Anchor::default()
        },
    )
}

#[test]
fn nasty_texts_come_back() {
    let home = Home::new();
    let mut store = home.open();
    let changes: Vec<Change> = (0..).zip(NASTY).map(|(at, text)| note(at, text)).collect();
    store.commit(&key(), &changes).unwrap();
    assert_eq!(bodies(&home.open().load(&key()).ledger), NASTY);
    let raw = fs::read(home.notes_file()).unwrap();
    assert!(raw.iter().all(|byte| *byte == b'\n' || *byte >= b' '), "no control reaches the file");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_note_comes_back_and_saving_it_again_changes_no_byte(
        notes in proptest::collection::vec((text(), proptest::collection::vec(text(), 0..4), anchors()), 1..5),
    ) {
        let home = Home::new();
        let mut store = home.open();
        let content = |(body, tags, anchor): &(String, Vec<String>, Anchor)| Content {
            anchor: anchor.clone(),
            body: body.clone(),
            note_type: tags.concat().chars().take(60).collect(),
            tags: tags.iter().map(|tag| tag.chars().take(60).collect()).collect(),
            ..Content::default()
        };
        let changes: Vec<Change> = (0..).zip(&notes)
            .map(|(at, written)| Change { content: Some(content(written)), ..note(at, "") }).collect();
        // One after the other, every second one by a session that has read the file: what is printed anew, what is copied.
        for (at, change) in changes.iter().enumerate() {
            if at % 2 == 1 {
                store = home.open();
                store.load(&key());
            }
            store.commit(&key(), std::slice::from_ref(change)).unwrap();
        }
        let saved = store.commit(&key(), &changes).unwrap();
        let before = fs::read(home.notes_file()).unwrap();
        let mut next = home.open();
        let loaded = next.load(&key());
        prop_assert_eq!(&loaded.ledger, &saved);
        prop_assert!(loaded.notices.is_empty());
        for change in &changes {
            let note = loaded.ledger.notes().into_iter().find(|note| note.id == change.id).unwrap();
            prop_assert_eq!(Some(note.content), change.content.clone());
        }
        next.commit(&key(), &changes).unwrap();
        prop_assert_eq!(fs::read(home.notes_file()).unwrap(), before);
    }

    /// Whatever bytes are in the directory, loading answers and a note can be saved.
    #[test]
    fn any_bytes_in_place_of_the_files_are_survived(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let home = Home::new();
        let path = home.notes_file();
        fs::create_dir(home.notes()).unwrap();
        fs::write(&path, &bytes).unwrap();
        fs::write(home.notes().join("a-x.r-y.yaml"), &bytes).unwrap();
        fs::write(home.path().join("drafts").join(format!("{}.0.wal", key().directory())), &bytes).unwrap();
        fs::write(home.path().join("state").join(format!("{}.yaml", key().directory())), &bytes).unwrap();
        let mut store = home.open();
        prop_assert!(store.load(&key()).ledger.is_empty());
        prop_assert_eq!(bodies(&store.commit(&key(), &[note(1, "fine")]).unwrap()), ["fine"]);
    }
}

#[test]
fn a_note_beyond_the_limits_is_refused_in_words_and_nothing_is_written() {
    let home = Home::new();
    let mut store = home.open();
    let error = store.commit(&key(), &[note(1, "fine"), note(2, &"x".repeat(64 * 1024 + 1))]).unwrap_err();
    assert!(matches!(error, StoreError::Note(_)), "{error}");
    assert!(error.to_string().contains("body too long"));
    assert!(!home.notes_file().exists());
}

fn place() -> Place {
    Place {
        text_sha256: key().text_sha256,
        offset: 1234,
        paragraph: Some(3),
        label: Some("4".into()),
        focus: "notes".into(),
        widths: BTreeMap::from([("notes".into(), 30), ("outline".into(), 20)]),
        marks: BTreeMap::new(),
        seen: BTreeMap::from([("a-ann.r-1".into(), 17)]),
        blind: true,
        extra: Extra::from([("zoom".into(), serde_json::json!({"level": 2}))]),
    }
}

#[test]
fn the_reading_place_comes_back_with_fields_of_newer_versions() {
    let home = Home::new();
    home.open().keep_place(&key(), &place()).unwrap();
    let loaded = home.open().load(&key());
    assert_eq!((loaded.place, loaded.notices), (Some(place()), vec![]));
    let other = reftel::store::CableKey { text_sha256: "cd".repeat(32), ..key() };
    assert_eq!(home.open().load(&other).place, Some(place()), "another copy of the cable");
}

#[test]
fn what_one_session_has_seen_another_does_not_forget() {
    let home = Home::new();
    let seen = |ann: u64, ben: u64| Place {
        seen: BTreeMap::from([("a-ann.r-1".into(), ann), ("a-ben.r-1".into(), ben)]),
        ..place()
    };
    home.open().keep_place(&key(), &seen(17, 1)).unwrap();
    home.open().keep_place(&key(), &seen(3, 2)).unwrap();
    assert_eq!(home.open().load(&key()).place, Some(seen(17, 2)));
}

#[test]
fn a_damaged_place_is_set_aside_and_a_newer_one_left_alone() {
    let home = Home::new();
    home.open().keep_place(&key(), &place()).unwrap();
    let path = home.path().join("state").join(format!("{}.yaml", key().directory()));
    for damage in [
        "",
        "\0\0\0",
        "format: reftel-place\nschema: 1\noffset: far\n",
        "&a [*a]",
        "format: other\nschema: 1\n",
    ] {
        fs::write(&path, damage).unwrap();
        let loaded = home.open().load(&key());
        assert_eq!(loaded.place, None, "{damage}");
        assert!(loaded.notices[0].contains("kept as"), "{:?}", loaded.notices);
        assert!(!path.exists());
    }
    let newer = "format: reftel-place\nschema: 2\nroom: 101\n";
    fs::write(&path, newer).unwrap();
    let mut store = home.open();
    assert_eq!(store.load(&key()).place, None);
    store.keep_place(&key(), &place()).unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), newer);
}

#[test]
fn a_place_is_found_by_text_then_label_then_ordinal() {
    use reftel::cable::{Cable, Paragraph, Span};
    let paragraph = |number, start| Paragraph {
        number: Some(number),
        marking: None,
        heading: None,
        span: Span::new(start, start + 5),
        blocks: 0..0,
    };
    let mut cable = Cable { text: "é".repeat(1000), ..Cable::default() };
    cable.paragraphs = vec![paragraph(1, 10), paragraph(2, 20), paragraph(4, 40)];
    let place = place();
    assert_eq!(place.locate(&cable, &place.text_sha256), 1234);
    let odd = Place { offset: 1235, ..place.clone() };
    assert_eq!(odd.locate(&cable, &place.text_sha256), 1234, "on a character's boundary");
    let far = Place { offset: u64::MAX, ..place.clone() };
    assert_eq!(far.locate(&cable, &place.text_sha256), 2000);
    assert_eq!(place.locate(&cable, "other"), 40, "by its printed number");
    let unprinted = Place { label: None, paragraph: Some(2), ..place.clone() };
    assert_eq!(unprinted.locate(&cable, "other"), 20);
    let nowhere = Place { label: Some("9".into()), paragraph: Some(9), ..place };
    assert_eq!(nowhere.locate(&cable, "other"), 0);
}
