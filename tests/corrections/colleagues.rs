//! A colleague's correction is a proposal, judged like any other.

use serde_json::Value;

use crate::desk::{Desk, assert_has};

/// Ben renames, and Ann has his file.
fn proposed() -> (Desk, Desk) {
    let (ann, ben) = (Desk::of("Ann"), Desk::of("Ben"));
    ben.ok(&["entities", "rename", "blog.html", "Ingrid Solheim", "Ingrid Sol"]);
    ann.import(&ben.file());
    (ann, ben)
}

/// The only item of the queue.
fn item(ann: &Desk) -> Value {
    let list = ann.json(&["review", "list", "clean.txt", "--all", "--json"]);
    assert_eq!(list["total"], 1, "{list}");
    list["items"][0].clone()
}

#[test]
fn it_changes_nothing_before_it_is_accepted() {
    let (ann, _ben) = proposed();
    assert_has(&ann.entities("clean.txt"), "Ingrid Solheim person 3");
    let item = item(&ann);
    assert_eq!((&item["kind"], &item["standing"]), (&"correction".into(), &"open".into()));
    assert_eq!(item["body"], "Ingrid Solheim (person) is called Ingrid Sol");
}

#[test]
fn accepted_it_is_one_s_own_and_taken_back_it_is_not() {
    let (ann, _ben) = proposed();
    let id = item(&ann)["id"].as_str().unwrap().to_owned();
    ann.ok(&["review", "accept", "clean.txt", &id]);
    assert_has(&ann.entities("blog.html"), "Ingrid Sol person 3");
    assert_eq!(item(&ann)["verdict"], "accept");
    ann.ok(&["review", "undo", "clean.txt", &id]);
    assert_has(&ann.entities("clean.txt"), "Ingrid Solheim person 3");
    assert_eq!(item(&ann)["standing"], "open");
}

#[test]
fn that_there_is_no_such_entity_conflicts_with_what_the_reader_says_of_it() {
    for own in ["Peter Lund", "Ingrid Solheim"] {
        let (ann, ben) = (Desk::of("Ann"), Desk::of("Ben"));
        let other = if own == "Peter Lund" { "Ingrid Solheim" } else { "Peter Lund" };
        ann.ok(&["entities", "merge", "clean.txt", own, other]);
        ben.ok(&["entities", "ignore", "clean.txt", "Ingrid Solheim"]);
        ann.import(&ben.file());
        assert_eq!(item(&ann)["conflicts"], true, "{own}");
    }
    let (ann, ben) = (Desk::of("Ann"), Desk::of("Ben"));
    ann.ok(&["entities", "rename", "clean.txt", "Peter Lund", "Per Lund"]);
    ben.ok(&["entities", "ignore", "clean.txt", "Ingrid Solheim"]);
    ann.import(&ben.file());
    assert_eq!(item(&ann)["conflicts"], false, "they are about different entities");
}

#[test]
fn a_correction_that_changes_nothing_is_not_written() {
    let ann = Desk::of("Ann");
    for (verb, to) in [("type", "person"), ("rename", "Peter Lund")] {
        let output = ann.run(&["entities", verb, "clean.txt", "Peter Lund", to]);
        assert_eq!(output.status.code(), Some(1), "{verb}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("it is so already"), "{verb}");
    }
}

#[test]
fn rejected_it_stays_out() {
    let (ann, _ben) = proposed();
    let id = item(&ann)["id"].as_str().unwrap().to_owned();
    ann.ok(&["review", "reject", "clean.txt", &id, "--reason", "that is another"]);
    assert_has(&ann.entities("clean.txt"), "Ingrid Solheim person 3");
    assert_eq!(item(&ann)["verdict"], "reject");
}

/// What a colleague takes back is proposed no more; what was accepted is one's own by then.
#[test]
fn what_was_accepted_outlives_that_it_was_taken_back() {
    let (ann, ben) = proposed();
    let id = item(&ann)["id"].as_str().unwrap().to_owned();
    ann.ok(&["review", "accept", "clean.txt", &id]);
    ben.ok(&["entities", "undo", "blog.html", "Ingrid Sol"]);
    ann.import(&ben.file());
    assert_has(&ann.entities("clean.txt"), "Ingrid Sol person 3");
}
