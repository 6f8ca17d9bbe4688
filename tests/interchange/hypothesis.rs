//! What Hypothes.is gives out, as notes.

use reftel::annotation::{Ledger, Resolution};
use reftel::export::{Parcel, read_parcels};
use reftel::review::Threads;
use serde_json::{Value, json};

use crate::support::cable;

fn row(id: &str, user: &str, text: &str, quote: Option<(&str, &str, &str)>) -> Value {
    let selector = |(exact, prefix, suffix): (&str, &str, &str)| {
        json!([{"type": "RangeSelector"},
               {"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix}])
    };
    json!({
        "id": id, "user": format!("acct:{user}@hypothes.is"), "text": text, "tags": ["boats and crews"],
        "created": "2019-03-04T10:11:12.131415+00:00", "updated": "2019-03-04T10:11:12.131415+00:00",
        "references": [], "target": [{"source": "x", "selector": quote.map(selector).unwrap_or(json!([]))}],
    })
}

fn answer(id: &str, user: &str, text: &str, references: &[&str]) -> Value {
    let mut row = row(id, user, text, None);
    row["references"] = json!(references);
    row
}

fn read(rows: &[Value]) -> Parcel {
    let text = json!({"total": rows.len(), "rows": rows}).to_string();
    let mut parcels = read_parcels(&text, &cable()).unwrap();
    assert_eq!(parcels.len(), 1);
    parcels.remove(0)
}

fn ledger(parcel: &Parcel) -> Ledger {
    let mut ledger = Ledger::default();
    for (writer, entry) in &parcel.entries {
        ledger.add(writer, entry.clone()).unwrap();
    }
    ledger
}

#[test]
fn everybody_is_an_author_of_their_own_and_marked_as_claimed() {
    let parcel = read(&[
        row("AAAA", "ann", "One", Some(("three boats", "On Monday ", " came"))),
        row("BBBB", "ben", "Two", None),
        row("CCCC", "ann", "Three", None),
    ]);
    let ledger = ledger(&parcel);
    let notes = ledger.notes();
    assert_eq!(notes.len(), 3);
    let by = |text: &str| notes.iter().find(|note| note.content.body == text).unwrap();
    assert_eq!(by("One").author, by("Three").author);
    assert_ne!(by("One").author.id, by("Two").author.id);
    assert_eq!(by("Two").author.name, "ben (claimed, Hypothes.is)");
    assert_eq!(by("One").content.tags, ["boats and crews"]);
    let (_, entry) = &parcel.entries[0];
    assert_eq!(entry.extra["hypothes.is"]["claimed"], true);
    assert!(ledger.flags().is_empty(), "{:?}", ledger.flags());
    let mut counts: Vec<(String, usize)> =
        parcel.by_writer().into_iter().map(|(writer, entries)| (writer.author.name, entries.len())).collect();
    counts.sort();
    assert_eq!(counts, [("ann (claimed, Hypothes.is)".into(), 2), ("ben (claimed, Hypothes.is)".into(), 1)]);
}

#[test]
fn reading_twice_gives_the_same_set_in_whatever_order_the_rows_come() {
    let rows = [
        row("AAAA", "ann", "One", Some(("three boats", "", ""))),
        answer("BBBB", "ben", "No, two.", &["AAAA"]),
        answer("CCCC", "ann", "Three.", &["AAAA", "BBBB"]),
    ];
    let once = ledger(&read(&rows));
    let [a, b, c] = rows.clone();
    assert_eq!(ledger(&read(&[c, a, b])), once);
    let export = json!({"export_date": "x", "annotations": rows}).to_string();
    assert_eq!(ledger(&read_parcels(&export, &cable()).unwrap()[0]), once);
    let list = Value::from(rows.to_vec()).to_string();
    assert_eq!(ledger(&read_parcels(&list, &cable()).unwrap()[0]), once);
}

#[test]
fn answers_stand_under_what_they_answer() {
    let ledger = ledger(&read(&[
        answer("CCCC", "ann", "Three.", &["AAAA", "BBBB"]),
        row("AAAA", "ann", "One", None),
        answer("BBBB", "ben", "No, two.", &["AAAA"]),
        answer("DDDD", "ben", "To whom?", &["gone"]),
    ]));
    let threads = Threads::of(&ledger);
    let note = &ledger.notes()[0];
    let replies = &threads.on(&note.id, &note.author.id).unwrap().replies;
    let said: Vec<_> = replies.iter().map(|reply| (reply.depth, reply.content.body.as_str())).collect();
    assert_eq!(said, [(0, "No, two."), (1, "Three.")]);
    assert_eq!(threads.adrift().len(), 1, "an answer without its note is kept");
}

#[test]
fn a_quote_is_placed_where_it_must_be_or_not_at_all() {
    let cable = cable();
    let find = |quote: (&str, &str, &str)| {
        let parcel = read(&[row("AAAA", "ann", "x", Some(quote))]);
        parcel.entries[0].1.anchor.resolve(&cable)
    };
    let printed = |found: reftel::annotation::Found| (found.paragraph, &cable.text[found.span.range()]);
    let Resolution::Exact(found) = find(("three\n  boats", "", "")) else { panic!("not found") };
    assert_eq!(printed(found), (0, "three boats"));
    let second = find(("They left.", "left. Nobody saw it. ", "3. Nobody saw"));
    let Resolution::Exact(found) = second else { panic!("{second:?}") };
    assert_eq!(found.span.start, cable.text.rfind("They left.").unwrap());
    let first = find(("They left.", "of the count. 2. (U) ", " Nobody saw it. They"));
    let Resolution::Exact(found) = first else { panic!("{first:?}") };
    assert_eq!(found.span.start, cable.text.find("They left.").unwrap());
    assert!(matches!(find(("They left.", "", "")), Resolution::Ambiguous(places) if places.len() == 2));
    // The one has nothing that speaks against it, and nothing that speaks for it.
    assert!(
        matches!(find(("They left.", "of the ship. ", "")), Resolution::Ambiguous(places) if places.len() == 2)
    );
    assert!(matches!(find(("left", "x ", " y")), Resolution::Ambiguous(places) if places.len() == 2));
    assert_eq!(find(("nine ships", "", "")), Resolution::Lost);
    assert_eq!(read(&[row("AAAA", "ann", "x", None)]).entries[0].1.anchor.resolve(&cable), Resolution::Whole);
}

#[test]
fn of_two_rows_with_one_id_and_different_texts_the_second_is_refused_by_name() {
    let one = row("AAAA", "ann", "One", None);
    let parcel = read(&[one.clone(), row("AAAA", "ann", "Two", None), one]);
    assert_eq!(parcel.entries.iter().map(|(_, entry)| &*entry.body).collect::<Vec<_>>(), ["One"]);
    assert_eq!(parcel.refused.len(), 1, "the same row twice is no loss");
    assert!(parcel.refused[0].id == "AAAA" && parcel.refused[0].why.contains("the same id"));
}

#[test]
fn rows_that_are_none_are_counted_and_the_others_taken() {
    let long = "x".repeat(70_000);
    let parcel = read(&[
        row("AAAA", "ann", "One", None),
        json!({"id": 5}),
        row("BBBB", "ann", &long, None),
        row(&"i".repeat(200), "ann", "x", None),
        json!("row"),
    ]);
    assert_eq!((parcel.entries.len(), parcel.refused.len()), (1, 4));
    let named = |at: usize| (parcel.refused[at].id.as_str(), parcel.refused[at].why.as_str());
    assert_eq!(named(0), ("", "'id' is of the wrong kind"));
    assert_eq!(named(3), ("BBBB", "body too long"));
    let mut late = row("DDDD", "ann", "from the year 9999", None);
    late["updated"] = json!("9999-01-01T00:00:00+00:00");
    assert_eq!(ledger(&read(&[late])).notes().len(), 1, "whatever a clock says, the note is shown");
}
