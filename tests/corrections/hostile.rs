//! Corrections in a file that means harm: proposals at most, shown as what they are, each at its own cost.

use std::fs;

use reftel::annotation::{Anchor, Author, Change, Content, Entry, Ledger, NoteId, Version, Writer};
use reftel::entity::{Correction, Fix, Kind, Named};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::desk::Desk;

/// What no screen may show as it is.
const VILE: &str = "Ingrid\u{1b}[2J\u{202e}\u{7}\u{9b}31m\nSol";

fn mallory() -> Writer {
    Writer { author: Author { id: "a-mallory".into(), name: "Mallory".into() }, replica: "r-1".into() }
}

fn rename(to: &str) -> Correction {
    Correction {
        on: Named { name: "Ingrid Solheim".into(), kind: Kind::Person },
        fix: Fix::Rename(to.into()),
    }
}

/// An entry as the program writes it.
fn entry(correction: Correction, anchor: Anchor) -> Entry {
    let id = NoteId::of_correction("a-mallory", &correction, &anchor);
    let content = Some(Content { anchor, correction: Some(correction), ..Content::default() });
    let change = Change { id, parents: Vec::new(), content, at: jiff::Timestamp::UNIX_EPOCH };
    let mut ledger = Ledger::default();
    ledger.write(&mallory(), &[change]).unwrap();
    ledger.entries_of(&mallory())[0].clone()
}

/// The same with its correction changed by hand, numbered, and signed off again.
fn spoilt(seq: u64, spoil: impl FnOnce(&mut Value)) -> Value {
    let mut value = serde_json::to_value(entry(rename("Ingrid Sol"), Anchor::default())).unwrap();
    value["seq"] = seq.into();
    value["lamport"] = seq.into();
    spoil(&mut value);
    match serde_json::from_value::<Entry>(value.clone()) {
        Ok(mut entry) => {
            entry.id = NoteId::mint(seq, [0; 10]);
            entry.ver = Version::default();
            entry.ver = entry.hash(&mallory());
            serde_json::to_value(entry).unwrap()
        }
        Err(_) => value,
    }
}

/// A sound file about the cable, whatever its entries are.
fn offer(desk: &Desk, entries: &[Value]) -> std::path::PathBuf {
    let (author, cable) = (json!(mallory().author), json!({"id": "07OSLO12", "norm": 1, "text_sha256": ""}));
    let list: String = entries.iter().map(|entry| format!("- {entry}\n")).collect();
    let body = format!(
        "format: cable-notes\nschema: 1\ncable: {cable}\nauthor: {author}\nreplica: \"r-1\"\nentries:\n{list}"
    );
    let hash: String = Sha256::digest(&body).iter().map(|byte| format!("{byte:02x}")).collect();
    let path = desk.path("offer.yaml");
    fs::write(&path, format!("{body}end: {{entries: {}, sha256: \"{hash}\"}}\n", entries.len())).unwrap();
    path
}

/// No control, no bidi mark.
fn assert_harmless(text: &str) {
    let harmful = |c: char| c.is_control() && c != '\n' || matches!(c, '\u{202a}'..='\u{202e}');
    assert!(!text.contains(harmful), "{text:?}");
}

#[test]
fn what_is_no_correction_costs_itself_alone() {
    let desk = Desk::of("Ann");
    let plain = desk.entities("clean.txt");
    let long = "x".repeat(10_000);
    let bad = [
        spoilt(1, |it| it["correction"]["value"] = long.clone().into()),
        spoilt(2, |it| it["correction"]["name"] = long.clone().into()),
        spoilt(3, |it| it["correction"]["value"] = " ".into()),
        spoilt(4, |it| it["correction"]["kind"] = "deity".into()),
        spoilt(5, |it| it["correction"]["what"] = "destroy".into()),
        spoilt(6, |it| it["correction"]["value"] = json!({"name": "x"})),
        spoilt(7, |it| it["correction"] = json!([])),
        spoilt(8, |it| it["correction"] = Value::Null),
        spoilt(9, |it| it["anchor"] = json!({"para": 1, "start": 9, "end": 2})),
    ];
    let good = spoilt(10, |_| {});
    let path = offer(&desk, &[bad.to_vec(), vec![good]].concat());
    let look = desk.json(&["import", "--dry-run", "--json", path.to_str().unwrap()]);
    let file = &look["files"][0];
    assert_eq!((&file["new"], &file["quarantined"]), (&json!(1), &json!(bad.len())), "{look}");
    desk.import(&path);
    assert_eq!(desk.entities("clean.txt"), plain, "a proposal changes nothing");
    assert_eq!(desk.json(&["review", "list", "clean.txt", "--json"])["total"], 1);
}

#[test]
fn a_name_that_wants_to_be_obeyed_is_shown_and_not_obeyed() {
    let desk = Desk::of("Ann");
    let path = offer(&desk, &[serde_json::to_value(entry(rename(VILE), Anchor::default())).unwrap()]);
    assert_harmless(&desk.ok(&["import", "--dry-run", path.to_str().unwrap()]));
    desk.import(&path);
    assert_harmless(&desk.ok(&["review", "list", "clean.txt"]));
    assert_harmless(&desk.ok(&["--print", "--size", "120x40", "--keys", "]r", "clean.txt"]));
    // Accepted, it is the reader's own, and goes through every way out.
    assert_harmless(&desk.ok(&["--print", "--size", "120x40", "--keys", "]ra<Tab>K", "clean.txt"]));
    for arguments in [
        &["entities", "clean.txt"][..],
        &["entities", "clean.txt", "--csv"],
        &["entities", "clean.txt", "--json"],
        &["notes", "list", "clean.txt"],
        &["release", "preview", "clean.txt", "--max", "U"],
        &["export", "clean.txt", "--format", "w3c"],
        &["export", "clean.txt", "--format", "html"],
        &["export", "clean.txt", "--format", "txt"],
    ] {
        let said = desk.ok(arguments);
        // A table has the line ends of its format.
        assert_harmless(&said.replace("\r\n", "\n"));
    }
    let shown = desk.json(&["entities", "clean.txt", "--json"]);
    let names = shown["entities"].as_array().unwrap().iter().map(|it| it["name"].as_str().unwrap());
    assert!(names.into_iter().any(|name| name == VILE), "nothing of it is lost");
}

#[test]
fn places_that_are_not_there_point_at_nothing() {
    let desk = Desk::of("Ann");
    let plain = desk.entities("clean.txt");
    let far =
        |start, end| Anchor { para: Some(99), start, end, exact: "Zanzibar".into(), ..Anchor::default() };
    let split = |anchor| {
        let on = Named { name: "Peter Lund".into(), kind: Kind::Person };
        serde_json::to_value(entry(Correction { on, fix: Fix::Split("Nobody".into()) }, anchor)).unwrap()
    };
    let near = Anchor { para: Some(1), ..far(5_000, 9_000) };
    for anchor in [far(0, 9), far(u32::MAX - 1, u32::MAX), near] {
        let path = offer(&desk, &[split(anchor)]);
        desk.import(&path);
    }
    let items = desk.json(&["review", "list", "clean.txt", "--json"])["items"].clone();
    for item in items.as_array().unwrap() {
        desk.ok(&["review", "accept", "clean.txt", item["id"].as_str().unwrap()]);
    }
    assert!(!items.as_array().unwrap().is_empty());
    assert_eq!(desk.entities("clean.txt"), plain);
}

#[test]
fn a_name_that_is_too_long_or_none_is_refused_at_once() {
    let desk = Desk::of("Ann");
    for (name, why) in [("x".repeat(10_000), "name of an entity too long"), (" ".into(), "without a name")] {
        let output = desk.run(&["entities", "rename", "clean.txt", "Ingrid Solheim", &name]);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(why) && said.lines().count() == 1, "{said}");
    }
    let keys = format!("<Tab><Tab>jc<C-u>{}<Enter>", "x".repeat(2_000));
    let screen = desk.ok(&["--print", "--size", "120x40", "--keys", &keys, "clean.txt"]);
    assert!(screen.contains("name of an entity too long") && !screen.contains("NOT SAVED"), "{screen}");
}
