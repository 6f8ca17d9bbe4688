//! How far people agree.

use serde_json::Value;

use crate::support::Desk;

fn types(paragraphs: [&str; 3], name: &'static str) -> Desk {
    let desk = Desk::of(name);
    for (number, note_type) in ["1", "2", "3"].into_iter().zip(paragraphs) {
        if !note_type.is_empty() {
            desk.note(number, "x", &["--type", note_type]);
        }
    }
    desk
}

#[test]
fn types_of_notes_are_compared_where_both_have_one() {
    let ann = types(["fact", "doubt", "fact"], "Ann Tester");
    let ben = types(["fact", "doubt", "doubt"], "Ben");
    let cas = types(["", "doubt", ""], "Cas");
    ben.give(&ann);
    let report = ann.json(&["agreement"], &[]);
    assert_eq!(report["schema"], 1);
    let figures = |of: &Value| (of["n"].clone(), of["raw"].as_f64(), of["pairs"][0]["kappa"].as_f64());
    // 2 of 3 agree; by chance (2 x 1 + 1 x 2) / 9 do: (6/9 - 4/9) / (5/9).
    let (n, raw, kappa) = figures(&report["types"]);
    assert_eq!((n, raw.map(rounded), kappa.map(rounded)), (3.into(), Some(667), Some(400)));
    // Six labels, three of each: 1 - 5 x 2 / (2 x 3 x 3).
    assert_eq!(report["types"]["alpha"].as_f64().map(rounded), Some(444));
    // Both annotated everything: chance would have it so too.
    assert_eq!(figures(&report["annotated"]), (3.into(), Some(1.0), None));
    assert_eq!(report["annotated"]["alpha"], Value::Null);
    cas.give(&ann);
    let report = ann.json(&["agreement"], &[]);
    assert_eq!(report["types"]["pairs"].as_array().unwrap().len(), 3);
    let by: Vec<usize> =
        (0..3).map(|at| report["paragraphs"][at]["annotated_by"].as_array().unwrap().len()).collect();
    assert_eq!(by, [2, 3, 2]);
    let text = ann.ok(&["agreement"], &[]);
    assert!(text.contains("kappa 0.400") && text.contains("kappa undefined"), "{text}");
    assert!(!text.contains("NaN"), "{text}");
}

fn rounded(figure: f64) -> i64 {
    (figure * 1000.0).round() as i64
}

#[test]
fn nobody_agrees_with_nobody() {
    let ann = Desk::of("Ann Tester");
    let report = ann.json(&["agreement"], &[]);
    assert_eq!((&report["authors"], &report["types"]["n"]), (&Value::Array(vec![]), &0.into()));
    let text = ann.ok(&["agreement"], &[]);
    assert!(text.contains("nobody has notes") && text.contains("alpha undefined"), "{text}");
}

#[test]
fn coverage_by_user_tells_what_is_known_of_each() {
    let ann = types(["fact", "", ""], "Ann Tester");
    let ben = types(["fact", "doubt", ""], "Ben");
    ben.give(&ann);
    // The first leads to the first paragraph.
    let script = ["--keys", "MMMq", "--print"];
    assert!(ann.run(&[], &script).status.success());
    let report = ann.json(&["coverage"], &["--by", "user"]);
    let user = |name: &str| {
        let users = report["users"].as_array().unwrap();
        let user = users.iter().find(|user| user["author"] == name).unwrap();
        (user["annotated"].clone(), user["read"].clone())
    };
    assert_eq!(report["paragraphs"], 3);
    assert_eq!((user("Ann Tester"), user("Ben")), ((1.into(), 2.into()), (2.into(), Value::Null)));
    let text = ann.ok(&["coverage"], &["--by", "user"]);
    assert!(text.contains("Ben: 2 annotated, read: not known"), "{text}");
}
