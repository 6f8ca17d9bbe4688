//! What leaves the house has the entities as the reader has put them right.

use crate::desk::{Desk, assert_has};

/// What a release at U says about entities.
fn released(desk: &Desk) -> Vec<String> {
    let release = desk.json(&["release", "preview", "clean.txt", "--max", "U", "--json"]);
    let entities = release["entities"].as_array().unwrap().iter();
    entities.map(|it| format!("{} {}", it["name"].as_str().unwrap(), it["kind"].as_str().unwrap())).collect()
}

/// Why an entity does not go out.
fn reason(desk: &Desk, name: &str) -> String {
    let at = desk.entities("clean.txt").iter().position(|line| line.starts_with(name)).unwrap();
    let report = desk.json(&["release", "check", "clean.txt", "--max", "U", "--json"]);
    let withheld = report["withheld"].as_array().unwrap();
    let entity = withheld.iter().find(|it| it["kind"] == "entity" && it["index"] == at + 1).unwrap();
    entity["reason"].as_str().unwrap().to_owned()
}

#[test]
fn what_is_ignored_or_of_another_kind_is_so_in_a_release() {
    let desk = Desk::of("Ann");
    assert_has(&released(&desk), "Minister role");
    assert_has(&released(&desk), "Bergen place");
    desk.ok(&["entities", "ignore", "clean.txt", "Minister"]);
    desk.ok(&["entities", "type", "clean.txt", "Bergen", "event"]);
    let released = released(&desk);
    assert!(!released.contains(&"Minister role".to_owned()), "{released:?}");
    assert_has(&released, "Bergen event");
}

#[test]
fn a_new_name_goes_out_when_released_text_has_it() {
    let desk = Desk::of("Ann");
    desk.ok(&["entities", "rename", "clean.txt", "Ingrid Solheim", "Minister Ingrid Solheim"]);
    assert_has(&released(&desk), "Minister Ingrid Solheim person");
    desk.ok(&["entities", "rename", "clean.txt", "Minister Ingrid Solheim", "Ingrid Sol"]);
    let released = released(&desk);
    assert!(released.iter().all(|it| !it.contains("Ingrid")), "under neither name: {released:?}");
    assert_eq!(reason(&desk, "Ingrid Sol "), "form-withheld");
}

#[test]
fn a_name_that_withheld_text_alone_has_is_withheld() {
    let desk = Desk::of("Ann");
    desk.ok(&["entities", "add", "clean.txt", "program", "--quote", "greywater"]);
    desk.ok(&["entities", "add", "clean.txt", "program", "--quote", "boats"]);
    let released = released(&desk);
    assert_has(&released, "boats program");
    assert!(!released.contains(&"greywater program".to_owned()), "{released:?}");
    assert_eq!(reason(&desk, "greywater "), "not-named");
    // What is the same as something withheld would tell of it.
    desk.ok(&["entities", "merge", "clean.txt", "Harbour Office", "Lake Fund"]);
    assert_eq!(reason(&desk, "Lake Fund "), "form-withheld");
}

#[test]
fn a_release_knows_the_reader_s_lexicon() {
    let desk = Desk::of("Ann");
    desk.knows("- {name: Boats, kind: program}\n- {ignore: Bergen, kind: place}\n");
    assert!(released(&desk).iter().all(|it| !it.starts_with("Bergen")));
}

#[test]
fn what_is_exported_is_imported_as_the_same_correction() {
    let (ann, ben) = (Desk::of("Ann"), Desk::of("Ben"));
    ann.ok(&["entities", "rename", "clean.txt", "Ingrid Solheim", "Ingrid Sol"]);
    ann.ok(&["entities", "split", "clean.txt", "Peter Lund", "Petra Lund", "--para", "2", "--quote", "Lund"]);
    let out = ben.path("notes.jsonld");
    ann.ok(&["export", "clean.txt", "--format", "w3c", "-o", out.to_str().unwrap()]);
    ben.import(&out);
    let items = |list: serde_json::Value| -> Vec<(String, String)> {
        let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
        list["items"].as_array().unwrap().iter().map(|it| (text(&it["id"]), text(&it["body"]))).collect()
    };
    let proposed = items(ben.json(&["review", "list", "blog.html", "--json"]));
    let bodies: Vec<&str> = proposed.iter().map(|it| it.1.as_str()).collect();
    assert_eq!(
        bodies,
        ["Ingrid Solheim (person) is called Ingrid Sol", "here Peter Lund (person) is Petra Lund"]
    );
    for (id, _) in &proposed {
        ben.ok(&["review", "accept", "blog.html", id]);
    }
    assert_eq!(ben.entities("clean.txt"), ann.entities("clean.txt"));
}
