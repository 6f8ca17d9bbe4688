//! Files that mean harm, or were harmed.

use reftel::annotation::{Content, Ledger};
use reftel::cable::Cable;
use reftel::export::{Whose, read_parcels, w3c};
use serde_json::{Value, json};

use crate::support::{all, cable, exported, id, imported, write};

fn document() -> (Ledger, Value) {
    let mut ledger = Ledger::default();
    write(&mut ledger, 0, id(1), Some(Content { body: "one".into(), ..Content::default() }));
    write(&mut ledger, 0, id(2), Some(Content { body: "two".into(), ..Content::default() }));
    let value = serde_json::from_str(&exported(&cable(), &ledger, &Whose::All)).unwrap();
    (ledger, value)
}

fn refusal(text: &str) -> String {
    read_parcels(text, &Cable::default()).unwrap_err().to_string()
}

#[test]
fn an_entry_that_was_changed_is_left_out_and_the_others_are_taken() {
    let (ledger, mut value) = document();
    value["reftel:record"]["cables"][0]["writers"][0]["entries"][0]["body"] = json!("another");
    let (taken, refused) = imported(&value.to_string());
    assert_eq!((taken.len(), refused), (1, 1));
    assert_eq!(all(&taken)[0], all(&ledger)[1]);
    value["reftel:record"]["cables"][0]["writers"][0]["entries"][1] = json!({"seq": "x"});
    assert_eq!(imported(&value.to_string()).1, 2);
}

#[test]
fn nobody_can_sign_for_another() {
    let (_, mut value) = document();
    value["reftel:record"]["cables"][0]["writers"][0]["author"]["id"] = json!("a-ben");
    assert_eq!(imported(&value.to_string()).1, 2);
}

#[test]
fn an_id_that_is_a_path_is_no_id() {
    let (_, value) = document();
    for (field, bad) in [("author", json!({"id": "a-../../x", "name": ""})), ("replica", json!("r-/etc"))] {
        let mut value = value.clone();
        value["reftel:record"]["cables"][0]["writers"][0][field] = bad;
        assert_eq!(imported(&value.to_string()), (Ledger::default(), 2));
    }
    let mut long = value.clone();
    long["reftel:record"]["cables"][0]["cable"] = json!("x".repeat(1025));
    assert_eq!(imported(&long.to_string()).1, 2);
}

#[test]
fn what_must_not_be_read_is_refused_without_a_word_of_it() {
    let evil = "\u{1b}]0;x\u{7}";
    let cases = [
        (String::new(), "not JSON"),
        (format!("{{\"reftel:record\": \"{evil}"), "not JSON"),
        (json!({"reftel:record": {"schema": evil, "cables": []}}).to_string(), "wrong kind"),
        (json!({"reftel:record": {"schema": 2, "cables": []}}).to_string(), "newer version (schema 2)"),
        (
            json!({"reftel:record": {"schema": 1, "cables": [{"cable": evil}]}}).to_string(),
            "a field is missing",
        ),
        (json!({"rows": evil}).to_string(), "wrong kind"),
        (json!({"some": "json"}).to_string(), "neither"),
        ("[".repeat(100_000), "deep"),
        (format!("{{\"rows\": [{}1]}}", "1,".repeat(1_000_001)), "values"),
        (format!("{{\"reftel:record\": \"{}\"}}", "x".repeat(33 << 20)), "MiB"),
    ];
    for (text, part) in cases {
        let said = refusal(&text);
        assert!(said.contains(part), "{said}");
        assert!(!said.contains('\u{1b}') && said.len() < 200, "{said:?}");
    }
    assert!(w3c::read("{}").is_err());
}

/// Somebody who is refused a file is told what to do about it.
#[test]
fn a_refusal_says_where_and_what_helps() {
    let record = |entries: usize| {
        let writers =
            json!([{"author": {"id": "a-m", "name": "M"}, "replica": "r-1", "entries": vec![0; entries]}]);
        json!({"reftel:record": {"schema": 1, "cables": [{"cable": "x", "writers": writers}]}}).to_string()
    };
    let cases = [
        (String::from("{"), "line 1, column 1: it is not JSON, or cut off; ask its writer to send it again"),
        (json!({"rows": {}}).to_string(), "line 1, column 8: a field is missing, or of the wrong kind; ask"),
        (json!({"reftel:record": {"schema": 2, "cables": []}}).to_string(), "(schema 2); update reftel"),
        ("[".repeat(100), "line 1: nested more than 32 deep; ask its writer"),
        (json!({"rows": vec![0; 10_001]}).to_string(), "more than 10000 annotations; take it in in several"),
        (json!(vec![0; 10_001]).to_string(), "more than 10000 annotations"),
        (record(50_001), "more than 50000 entries; take it in in several files"),
        (json!({}).to_string(), "'reftel export FILE --format w3c' writes the first"),
    ];
    for (text, part) in cases {
        let said = refusal(&text);
        assert!(said.contains(part), "{said}");
    }
    let taken = read_parcels(&json!({"rows": vec![0; 10_000]}).to_string(), &cable()).unwrap();
    assert_eq!(taken[0].refused.len(), 10_000);
}

#[test]
fn a_byte_order_mark_is_no_fault() {
    let (ledger, value) = document();
    let parcels = read_parcels(&format!("\u{feff}{value}"), &Cable::default()).unwrap();
    assert_eq!(parcels[0].entries.len(), ledger.len());
    assert_eq!((parcels[0].cable.as_str(), parcels[0].text_sha256.as_str()), ("text-1", "00"));
}
