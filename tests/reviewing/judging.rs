//! Accepting, rejecting, taking over, taking back.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use crate::support::{Desk, assert_ended, assert_refused};

fn judged(standing: &str, verdict: &str) -> (String, Option<String>) {
    (standing.to_owned(), Some(verdict.to_owned()))
}

fn open() -> (String, Option<String>) {
    ("open".to_owned(), None)
}

/// Ben writes three notes, and Ann has them.
fn three_notes() -> (Desk, Desk, Vec<String>) {
    let (ann, ben) = (Desk::of("Ann Tester"), Desk::of("Ben"));
    let ids = ["1", "2", "3"].map(|number| ben.note(number, &format!("on {number}"), &[])).to_vec();
    ben.give(&ann);
    (ann, ben, ids)
}

#[test]
fn a_colleague_finds_every_verdict_and_its_reason_in_the_outcome() {
    let (ann, ben, ids) = three_notes();
    let list = ann.json(&["review", "list"], &[]);
    assert_eq!((&list["schema"], &list["pending"], &list["total"]), (&1.into(), &3.into(), &3.into()));
    let first = &list["items"][0];
    assert_eq!(
        (&first["id"], &first["kind"], &first["author"]),
        (&ids[0].clone().into(), &"note".into(), &"Ben".into())
    );
    assert_eq!(
        (&first["paragraph"], &first["place"], &first["body"]),
        (&1.into(), &"¶1".into(), &"on 1".into())
    );
    assert!(first["quote"].as_str().unwrap().contains("The boats came back"));
    assert_eq!(ann.review("accept", &[&ids[0]]).len(), 1);
    assert_eq!(ann.json(&["review", "next"], &[])["item"]["id"], ids[1]);
    ann.review("reject", &[&ids[1], "--reason", "-not what it says"]);
    let out = ann.path("outcome.yaml");
    assert_ended(&ann.run(&["review", "finish"], &["-o", &out]), 1, &["1 of 3", "review next"]);
    ann.review("unsure", &[&ids[2]]);
    assert_refused(&ann.run(&["review", "next"], &[]), 1, &["nothing is to be judged"]);
    assert_eq!(ann.json(&["review", "list"], &[])["items"].as_array().unwrap().len(), 0);
    assert!(ann.ok(&["review", "finish"], &["-o", &out]).contains("3 entries"));
    assert_eq!(fs::metadata(&out).unwrap().permissions().mode() & 0o777, 0o600);
    ann.deliver(out.as_ref(), &ben);
    let verdicts: Vec<String> = ben
        .notes()
        .iter()
        .flat_map(|note| note["thread"]["verdicts"].as_array().unwrap().clone())
        .map(|given| {
            format!("{} {} {} {}", given["author"], given["verdict"], given["reason"], given["stale"])
        })
        .collect();
    let wanted = ["accept\" \"\"", "reject\" \"-not what it says\"", "unsure\" \"\""];
    assert_eq!(verdicts, wanted.map(|verdict| format!("\"Ann Tester\" \"{verdict} false")));
    let shown = ben.ok(&["notes", "show"], &[&ids[1]]);
    assert!(shown.contains("  rejected by Ann Tester") && shown.contains("    -not what it says"), "{shown}");
    assert!(ben.ok(&["notes", "list"], &[]).contains("  unsure by Ann Tester\n"));
}

#[test]
fn judging_twice_in_the_same_way_writes_nothing() {
    let (ann, _ben, ids) = three_notes();
    ann.review("reject", &[&ids[0], "--reason", "no"]);
    let before = fs::read(ann.notes_file()).unwrap();
    for again in [&["review", "reject"][..], &["review", "reject"]] {
        assert_refused(&ann.run(again, &[&ids[0]]), 1, &["judged so already"]);
    }
    assert_refused(
        &ann.run(&["review", "reject"], &[&ids[0], "--reason", "no"]),
        1,
        &["nothing was written"],
    );
    assert_eq!(fs::read(ann.notes_file()).unwrap(), before);
    assert_eq!(ann.review("reject", &[&ids[0], &ids[1]]).len(), 1, "only what is new");
    ann.review("accept", &[&ids[0]]);
    let given = &ann.items()[0]["thread"]["verdicts"];
    assert_eq!((given.as_array().unwrap().len(), &given[0]["verdict"]), (1, &"accept".into()));
}

#[test]
fn a_verdict_is_stale_when_the_note_has_changed() {
    let (ann, ben, ids) = three_notes();
    ann.review("accept", &[&ids[0]]);
    assert_eq!(ann.standings(), [judged("judged", "accept"), open(), open()]);
    ben.ok(&["notes", "edit"], &[&ids[0], "--input", "on second thought"]);
    ben.give(&ann);
    assert_eq!(ann.standings()[0], judged("stale", "accept"));
    assert_eq!(ann.json(&["review", "next"], &[])["item"]["body"], "on second thought");
    let shown = ann.ok(&["review", "show"], &[&ids[0]]);
    let words = "STALE, accepted before it changed";
    assert!(shown.contains(&format!("[{words}]")), "{shown}");
    let judged_before = "accepted by yourself, before it changed (stale)";
    assert!(shown.contains(judged_before), "{shown}");
    let screen = ann.ok(&[], &["--print", "--size", "200x40", "--keys", "]r"]);
    assert!(screen.contains(words), "on the screen in the same words: {screen}");
    assert!(screen.contains(&judged_before.replace("yourself", "you")), "{screen}");
    ann.review("accept", &[&ids[0]]);
    assert_eq!(ann.standings()[0], judged("judged", "accept"));
}

/// What was judged is the text, not that nobody has touched it since.
#[test]
fn a_verdict_holds_again_when_the_change_is_taken_back() {
    let (ann, ben, ids) = three_notes();
    ann.review("reject", &[&ids[0], "--reason", "no"]);
    ben.ok(&["notes", "edit"], &[&ids[0], "--input", "on second thought"]);
    ben.give(&ann);
    assert_eq!(ann.standings()[0], judged("stale", "reject"));
    ben.ok(&["notes", "edit"], &[&ids[0], "--input", "on 1"]);
    ben.give(&ann);
    assert_eq!(ann.standings()[0], judged("judged", "reject"));
    // The same after a suggestion that Ben took over and gave back.
    ann.review("suggest", &[&ids[0], "--input", "better"]);
    ann.give(&ben);
    let suggested = ben.items()[0]["id"].as_str().unwrap().to_owned();
    ben.review("accept", &[&suggested]);
    ben.give(&ann);
    assert_eq!(ann.standings()[0], judged("stale", "reject"));
    ben.review("undo", &[&suggested]);
    ben.give(&ann);
    assert_eq!(ann.standings()[0], judged("judged", "reject"));
}

#[test]
fn a_review_begins_and_ends_with_a_word_on_what_comes_next() {
    let (ann, ben) = (Desk::of("Ann Tester"), Desk::of("Ben"));
    let id = ben.note("1", "on 1", &[]);
    let from = ben.notes_file();
    let start = ["--from", from.to_str().unwrap(), "--yes"];
    let said = ann.ok(&["review", "start"], &start);
    let last = |said: &str| said.lines().last().unwrap().to_owned();
    assert!(last(&said).contains("review accept") && last(&said).contains(&ann.cable()), "{said}");
    assert_eq!(said.matches("]r").count(), 1, "the import says nothing of it besides: {said}");
    ann.review("accept", &[&id]);
    assert!(last(&ann.ok(&["review", "start"], &start)).contains("review finish"));
}

#[test]
fn a_verdict_is_taken_back() {
    let (ann, _ben, ids) = three_notes();
    ann.review("accept", &[&ids[0], &ids[1]]);
    ann.review("undo", &[&ids[0]]);
    assert_eq!(ann.standings(), [open(), judged("judged", "accept"), open()]);
    assert_refused(&ann.run(&["review", "undo"], &[&ids[0]]), 1, &["nothing of yours to take back"]);
}

/// Ann has a note, and Ben, who has it too, suggests what `rest` says.
fn suggested(rest: &[&str]) -> (Desk, Desk, String) {
    let (ann, ben) = (Desk::of("Ann Tester"), Desk::of("Ben"));
    let note = ann.note("2", "seven or so", &["--type", "question"]);
    ann.give(&ben);
    ben.review("suggest", &[&[note.as_str()], rest].concat());
    ben.give(&ann);
    (ann, ben, note)
}

#[test]
fn a_suggestion_for_my_note_becomes_its_next_version_and_can_be_given_back() {
    let (ann, ben, note) = suggested(&["--input", "seven exactly"]);
    assert_eq!(ann.bodies(), ["seven or so"], "nobody writes into my notes");
    let item = ann.items()[0].clone();
    assert_eq!((&item["kind"], &item["body"]), (&"suggestion".into(), &"seven exactly".into()));
    assert_eq!((&item["note"]["id"], &item["note"]["body"]), (&note.clone().into(), &"seven or so".into()));
    let id = item["id"].as_str().unwrap();
    ann.review("accept", &[id]);
    assert_eq!(ann.bodies(), ["seven exactly"]);
    assert_eq!(ann.notes()[0]["type"], "question");
    assert_eq!(ann.standings(), [judged("judged", "accept")]);
    assert_refused(&ann.run(&["review", "accept"], &[id, "--anyway"]), 1, &["accepted already"]);
    ann.give(&ben);
    assert_eq!(ben.notes()[0]["thread"]["suggestions"][0]["taken"], true);
    ann.ok(&["notes", "edit"], &[&note, "--tag", "boats"]);
    assert_eq!(ann.standings(), [judged("judged", "accept")], "a later edit of mine does not undo that");
    assert_refused(&ann.run(&["review", "reject"], &[id]), 2, &["your note has taken this over"]);
    assert_refused(&ann.run(&["review", "undo"], &[id]), 1, &["nothing of yours"]);
}

#[test]
fn what_was_taken_over_last_is_given_back() {
    let (ann, _ben, _) = suggested(&["--input", "seven exactly"]);
    let item = ann.items()[0].clone();
    let id = item["id"].as_str().unwrap();
    ann.review("accept", &[id, "--reason", "I counted too"]);
    assert_eq!(ann.items()[0]["thread"]["verdicts"][0]["reason"], "I counted too");
    assert_eq!(ann.review("undo", &[id]).len(), 2, "the verdict and the note");
    assert_eq!(ann.bodies(), ["seven or so"]);
    assert_eq!(ann.standings(), [open()]);
}

#[test]
fn a_suggestion_is_taken_over_with_other_words() {
    let (ann, ben, _) = suggested(&["--input", "seven exactly"]);
    let id = ann.items()[0]["id"].as_str().unwrap().to_owned();
    ann.review("accept", &[&id, "--input", "seven, counted twice"]);
    assert_eq!(ann.bodies(), ["seven, counted twice"]);
    ann.give(&ben);
    assert_eq!(ben.notes()[0]["thread"]["suggestions"][0]["taken"], true);
}

#[test]
fn a_rejected_suggestion_leaves_my_note_until_it_is_accepted() {
    let (ann, ben, note) = suggested(&["--input", "seven exactly"]);
    let item = ann.items()[0].clone();
    ann.review("reject", &[item["id"].as_str().unwrap(), "--reason", "no"]);
    assert_eq!(
        (ann.bodies(), ann.standings()),
        (vec!["seven or so".to_owned()], vec![judged("judged", "reject")])
    );
    // Who accepts after all does not go on saying no.
    let id = item["id"].as_str().unwrap();
    ann.review("accept", &[id]);
    ann.give(&ben);
    assert_eq!(ben.json(&["notes", "list"], &[])["notes"][0]["body"], "seven exactly");
    assert_eq!(ann.items()[0]["thread"]["verdicts"][0]["verdict"], "accept");
    ann.review("undo", &[id]);
    ann.review("reject", &[id]);
    // Suggested again in other words it is open again.
    ben.review("suggest", &[&note, "--input", "seven, more or less"]);
    ben.give(&ann);
    assert_eq!(ann.standings(), [judged("stale", "reject")]);
    assert_eq!(ann.items().len(), 1, "and not a second one");
}

#[test]
fn a_suggestion_to_delete_my_note_deletes_it_when_it_is_accepted() {
    let (ann, _ben, note) = suggested(&["--delete", "--reason", "everybody knows"]);
    let item = ann.items()[0].clone();
    assert_eq!((&item["kind"], &item["body"]), (&"removal".into(), &serde_json::Value::Null));
    assert_eq!(item["reason"], "everybody knows");
    let id = item["id"].as_str().unwrap();
    assert_refused(&ann.run(&["review", "accept"], &[id, "--input", "x"]), 2, &["no text to change"]);
    ann.review("accept", &[id]);
    assert_eq!(ann.bodies(), Vec::<String>::new());
    let list = ann.json(&["notes", "list"], &[]);
    assert_eq!(list["adrift"][0]["why"], "deleted", "what was said about it is not hidden");
    ann.ok(&["restore"], &["--note", &note]);
    assert_eq!(ann.bodies(), ["seven or so"]);
}

#[test]
fn what_conflicts_is_accepted_on_demand_only() {
    let (ann, _ben, note) = suggested(&["--input", "seven exactly"]);
    ann.ok(&["notes", "edit"], &[&note, "--input", "eight"]);
    let item = ann.items()[0].clone();
    let id = item["id"].as_str().unwrap();
    assert_eq!(item["conflicts"], true);
    assert_refused(&ann.run(&["review", "accept"], &[id]), 2, &["your note has changed since", "--anyway"]);
    assert_eq!(ann.bodies(), ["eight"]);
    ann.review("accept", &[id, "--anyway"]);
    assert_eq!(ann.bodies(), ["seven exactly"]);
}

#[test]
fn a_colleagues_note_accepted_with_other_words_is_a_suggestion_to_them() {
    let (ann, ben, ids) = three_notes();
    assert_eq!(ann.review("accept", &[&ids[0], "--input", "on the first"]).len(), 2);
    assert_eq!(ann.notes()[0]["body"], "on 1");
    assert_eq!(ann.standings()[0], judged("judged", "accept"));
    ann.give(&ben);
    let item = &ben.items()[0];
    assert_eq!(
        (&item["kind"], &item["body"], &item["author"]),
        (&"suggestion".into(), &"on the first".into(), &"Ann Tester".into())
    );
    ben.review("accept", &[item["id"].as_str().unwrap()]);
    assert_eq!(ben.bodies()[0], "on the first");
}
