//! What is not done, and what is said instead.

use serde_json::Value;

use crate::support::{Desk, assert_ended, assert_refused};

#[test]
fn only_what_colleagues_wrote_is_judged() {
    let (ann, ben) = (Desk::of("Ann Tester"), Desk::of("Ben"));
    let mine = ann.note("1", "mine", &[]);
    let one = ben.note("2", "one", &[]);
    ben.give(&ann);
    let review = |verb: &str, rest: &[&str]| ann.run(&["review", verb], rest);
    for verb in ["accept", "reject", "unsure", "show"] {
        assert_refused(
            &review(verb, &[&mine]),
            1,
            &["nothing that is yours to judge", "review list FILE --all"],
        );
    }
    assert_refused(&review("suggest", &[&mine, "--input", "x"]), 2, &["notes edit"]);
    assert_refused(&review("accept", &[""]), 1, &["''"]);
    assert_refused(&review("accept", &[&one, "nobody"]), 1, &["'nobody'"]);
    assert_refused(&review("accept", &[&one, &one[..1], "--input", "x"]), 2, &["name one id"]);
    assert_refused(&review("accept", &[&one, "--input", " \n"]), 2, &["the text is empty"]);
    assert_refused(&review("reply", &[&one, "--input", &"x".repeat(65 * 1024)]), 2, &["64 KiB"]);
    assert_refused(&review("accept", &[]), 2, &["--help"]);
    assert_refused(&review("suggest", &[&one, "--delete", "--input", "x"]), 2, &["--help"]);
    assert_eq!(ann.items()[0]["standing"], "open", "of several, all or none");
}

#[test]
fn two_that_are_meant_are_named_with_their_versions() {
    let (ann, ben) = (Desk::of("Ann Tester"), Desk::of("Ben"));
    ben.note("1", "one", &[]);
    ben.note("2", "two", &[]);
    ben.give(&ann);
    let output = ann.run(&["review", "accept"], &["0"]);
    assert_refused(&output, 2, &["2 are meant by '0'", "v1-", "by Ben"]);
    let version = ann.items()[1]["version"].as_str().unwrap().to_owned();
    ann.review("accept", &[&version[..12]]);
    assert_eq!(ann.items()[1]["standing"], "judged");
}

#[test]
fn an_outcome_is_written_whole_or_not_at_all() {
    let (ann, ben) = (Desk::of("Ann Tester"), Desk::of("Ben"));
    let out = ann.path("outcome.yaml");
    let finish = |out: &str| ann.run(&["review", "finish"], &["-o", out]);
    assert_refused(&finish(&out), 1, &["you have written nothing about 07ELBONIA12"]);
    ann.note("1", "mine", &[]);
    ben.note("2", "theirs", &[]);
    ben.give(&ann);
    assert_refused(&finish(&ann.path("nowhere/outcome.yaml")), 4, &["cannot write", "nowhere/outcome.yaml"]);
    std::fs::write(&out, "something else").unwrap();
    assert_refused(&finish(&out), 4, &["outcome.yaml", "no notes file of yours"]);
    assert_eq!(std::fs::read(&out).unwrap(), b"something else");
    std::fs::copy(ben.notes_file(), &out).unwrap();
    assert_refused(&finish(&out), 4, &["outcome.yaml", "no notes file of yours"]);
    std::fs::remove_file(&out).unwrap();
    for _ in ["new", "again"] {
        assert_ended(&finish(&out), 1, &["the outcome is written", "still to be judged 1 of 1"]);
    }
    assert_eq!(std::fs::read(&out).unwrap(), std::fs::read(ann.notes_file()).unwrap());
    let left = std::fs::read_dir(std::path::Path::new(&out).parent().unwrap()).unwrap();
    assert_eq!(left.count(), 3, "the cable, the configuration and the outcome");
}

#[test]
fn of_several_cables_each_is_reviewed_on_its_own() {
    let (ann, ben) = (Desk::of("Ann Tester"), Desk::of("Ben"));
    for desk in [&ann, &ben] {
        let first = std::fs::read_to_string(desk.cable()).unwrap();
        let second = first.replace("ELBONIA 000012", "ELBONIA 000013");
        std::fs::write(desk.cable(), format!("{first}\n{second}")).unwrap();
    }
    let ids = ["07ELBONIA12", "07ELBONIA13"].map(|cable| ben.note("1", cable, &["--of", cable]));
    ben.give_all(&ann);
    let lines = ann.ok(&["review", "list"], &["--json"]);
    let lists: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let bodies: Vec<&Value> = lists.iter().map(|list| &list["items"][0]["body"]).collect();
    assert_eq!(bodies, ["07ELBONIA12", "07ELBONIA13"]);
    let out = ann.path("outcome.yaml");
    let wrong = ann.run(&["review", "accept"], &[&ids[1], "--of", "07ELBONIA12"]);
    assert_refused(&wrong, 1, &["nothing that is yours to judge"]);
    assert_eq!(ann.review("accept", &[&ids[0], &ids[1]]).len(), 2);
    assert_refused(&ann.run(&["review", "finish"], &["-o", &out]), 2, &["--of", "07ELBONIA12, 07ELBONIA13"]);
    assert!(
        ann.ok(&["review", "finish"], &["-o", &out, "--of", "07ELBONIA13"])
            .starts_with("07ELBONIA13: 1 entry in ")
    );
}
