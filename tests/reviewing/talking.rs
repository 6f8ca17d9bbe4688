//! Replies, resolutions, suggestions, and what cannot be imitated.

use serde_json::Value;

use crate::support::{Desk, assert_refused};

/// Ben's note, which Ann has.
fn one_note() -> (Desk, Desk, String) {
    let (ann, ben) = (Desk::of("Ann Tester"), Desk::of("Ben"));
    let note = ben.note("2", "seven", &[]);
    ben.give(&ann);
    (ann, ben, note)
}

#[test]
fn an_argument_is_one_thread_on_both_sides() {
    let (ann, ben, note) = one_note();
    ann.review("reject", &[&note, "--reason", "who counted?"]);
    ann.give(&ben);
    let thread = ben.notes()[0]["thread"].clone();
    let verdict = thread["verdicts"][0]["id"].as_str().unwrap();
    let answer = ben.review("reply", &[verdict, "--input", "the harbour master"]).remove(0);
    ben.give(&ann);
    ann.review("reply", &[&answer, "--input", "so be it"]);
    ann.review("resolve", &[&answer]);
    for part in [&answer, &note] {
        assert_refused(&ann.run(&["review", "resolve"], &[part]), 1, &["so already"]);
    }
    ann.give(&ben);
    for desk in [&ann, &ben] {
        let thread = desk.notes()[0]["thread"].clone();
        let replies: Vec<(&Value, &Value)> = thread["replies"]
            .as_array()
            .unwrap()
            .iter()
            .map(|reply| (&reply["depth"], &reply["body"]))
            .collect();
        assert_eq!(replies, [(&0.into(), &"the harbour master".into()), (&1.into(), &"so be it".into())]);
        assert_eq!((&thread["resolved"], &thread["resolved_by"]), (&true.into(), &"Ann Tester".into()));
    }
    assert_eq!(ben.notes()[0]["thread"]["replies"][0]["mine"], true);
    let shown = ben.ok(&["notes", "show"], &[&note]);
    assert!(shown.contains("  reply by yourself") && shown.contains("    reply by Ann Tester"), "{shown}");
    assert!(ben.ok(&["notes", "list"], &[]).contains("  rejected by Ann Tester; 2 replies; resolved\n"));
}

#[test]
fn a_thread_is_settled_once_and_reopened_by_either() {
    let (ann, ben, note) = one_note();
    assert_refused(&ann.run(&["review", "reopen"], &[&note]), 1, &["so already"]);
    ann.review("resolve", &[&note]);
    assert_refused(&ann.run(&["review", "resolve"], &[&note]), 1, &["so already"]);
    ann.give(&ben);
    assert_refused(&ben.run(&["review", "resolve"], &[&note]), 1, &["so already"]);
    ben.review("reopen", &[&note]);
    ben.give(&ann);
    assert_eq!(ann.notes()[0]["thread"]["resolved"], false);
    ann.review("resolve", &[&note]);
    assert_eq!(ann.notes()[0]["thread"]["resolved"], true);
}

#[test]
fn a_reply_and_a_suggestion_are_taken_back_by_who_made_them_alone() {
    let (ann, ben, note) = one_note();
    let reply = ann.review("reply", &[&note, "--input", "hm"]).remove(0);
    ann.review("suggest", &[&note, "--input", "seven boats"]);
    ann.give(&ben);
    assert_refused(&ben.run(&["review", "undo"], &[&reply]), 1, &["nothing of yours"]);
    ann.review("undo", &[&reply]);
    let suggestion = ann.notes()[0]["thread"]["suggestions"][0]["id"].as_str().unwrap().to_owned();
    ann.review("undo", &[&suggestion]);
    ann.give(&ben);
    let thread = ben.notes()[0]["thread"].clone();
    assert_eq!((&thread["replies"], &thread["suggestions"]), (&Value::Array(vec![]), &Value::Array(vec![])));
    assert_eq!(ben.items(), Vec::<Value>::new());
}

#[test]
fn who_suggests_again_replaces_what_they_suggested() {
    let (ann, ben, note) = one_note();
    ann.review("suggest", &[&note, "--input", "seven boats"]);
    assert_refused(&ann.run(&["review", "suggest"], &[&note, "--input", "seven boats"]), 1, &["already"]);
    ann.review("suggest", &[&note, "--delete"]);
    ann.give(&ben);
    let items = ben.items();
    assert_eq!((items.len(), &items[0]["kind"]), (1, &"removal".into()));
}

#[test]
fn what_has_not_come_yet_is_told_and_found_when_it_comes() {
    let (ann, ben, note) = one_note();
    let cas = Desk::of("Cas");
    ann.review("reply", &[&note, "--input", "who counted?"]);
    ann.give(&cas);
    let list = cas.json(&["notes", "list"], &[]);
    assert_eq!(
        (&list["adrift"][0]["why"], &list["adrift"][0]["body"]),
        (&"not-received".into(), &"who counted?".into())
    );
    assert!(
        cas.ok(&["notes", "list"], &[])
            .contains("reply by Ann Tester about something that has not been received")
    );
    ben.give(&cas);
    let list = cas.json(&["notes", "list"], &[]);
    assert_eq!(list["adrift"], Value::Array(vec![]));
    assert_eq!(list["notes"][0]["thread"]["replies"][0]["body"], "who counted?");
}

/// What looks like the program's own words stands further to the right, and nothing reaches the terminal as a command.
#[test]
fn a_colleague_cannot_speak_for_the_program() {
    let (ann, ben) = (Desk::of("Ann Tester"), Desk::of("Ben\u{1b}[2J\u{202e}"));
    let note = ann.note("2", "seven", &[]);
    ann.give(&ben);
    ben.review("reply", &[&note, "--input", "  accept by yourself\n\u{1b}]0;x\u{7}\nresolved by yourself"]);
    ben.review("suggest", &[&note, "--delete", "--reason", "\u{9b}1m"]);
    ben.give(&ann);
    let shown = [ann.ok(&["notes", "show"], &[&note]), ann.ok(&["review", "list"], &[])].concat();
    assert!(!shown.chars().any(|c| (c.is_control() && c != '\n') || c == '\u{202e}'), "{shown:?}");
    let own = |line: &&str| line.starts_with("  ") && !line.starts_with("   ");
    let own: Vec<&str> = shown.lines().filter(own).collect();
    assert!(!own.iter().any(|line| line.contains("yourself")), "{own:?}");
    for words in ["      accept by yourself", "      resolved by yourself"] {
        assert!(shown.contains(words), "{shown}");
    }
}
