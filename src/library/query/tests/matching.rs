//! What fits one cable.

use jiff::civil::date;

use super::super::{CableId, Document, Field, Folded, Mark, Query, State};
use crate::cable::Classification;

fn document() -> Document {
    let words = [
        (
            Field::Text,
            "Harbour dues: the Ministry's officers asked for money. Laundering of money was denied.",
        ),
        (Field::Subject, "Harbour dues"),
        (Field::Tag, "ECON"),
        (Field::Tag, "MARÍN, ANA"),
        (Field::From, "AMEMBASSY PORT LOUIS"),
        (Field::Person, "Ana Marín Soto"),
        (Field::Person, "Soto"),
        (Field::Note, "Which cities?"),
    ];
    let mut document = Document {
        sent: Some(date(2009, 10, 5)),
        class: Some(Classification::Confidential),
        marks: vec![Mark::Code(String::from("S/NF")), Mark::Unmarked],
        id: CableId::parse("09PORTLOUIS12"),
        cites: ["09STATE7", "STATE7"].into_iter().filter_map(CableId::parse).collect(),
        states: vec![State::Noted],
        ..Document::default()
    };
    for (field, text) in words {
        document.words.entry(field).or_default().push(Folded::new(text));
    }
    document
}

fn fits(query: &str, document: &Document) -> bool {
    Query::parse(query).unwrap_or_else(|error| panic!("{query}: {error}")).matches(document)
}

#[test]
fn a_cable_fits_what_it_has() {
    for query in [
        "",
        "harbor OR HARBOUR",
        "\"money laundering\"",
        "minist* \"officers ask\"*",
        "-port",
        "(tag:ECON OR nothing) -from:MEXICO",
        "tag:EC* tag:\"marin, ana\"",
        "from:\"port louis\" from:PORT",
        "subject:dues person:\"marin soto\" person:ana note:cities",
        "class:C class:>=LOU class:<=S -class:U",
        "before:2010 before:2009-10-06 on:2009 on:2009-10 on:2009-10-05 after:2008 after:2009-09 after:2009-10-04",
        "mark:S/NF mark:unmarked",
        "id:09PORTLOUIS12 ref:09STATE7 ref:STATE7",
        "is:unread is:noted",
    ] {
        assert!(fits(query, &document()), "{query}");
    }
}

#[test]
fn a_cable_does_not_fit_what_it_lacks() {
    for query in [
        "harbor",
        "harb",
        "\"dues harbour\"",
        "money -laundering",
        "tag:ANT* OR tag:CON",
        "from:LOUISE",
        "person:\"soto ana\"",
        "person:\"soto soto\"",
        "subject:money note:harbour",
        "class:S OR class:<=LOU",
        "before:2009 OR before:2009-10 OR before:2009-10-05",
        "after:2009 OR after:2009-10 OR after:2009-10-05 OR on:2009-11",
        "mark:U OR mark:S",
        "id:09PORTLOUIS1 OR ref:08STATE7",
        "is:read OR is:pinned",
    ] {
        assert!(!fits(query, &document()), "{query}");
    }
}

#[test]
fn what_is_not_known_is_neither_so_nor_so() {
    let bare = Document::default();
    for query in
        ["class:>=U", "before:9999", "after:0001", "on:2009", "mark:U", "mark:unmarked", "a", "tag:A*"]
    {
        assert!(!fits(query, &bare), "{query}");
        assert!(fits(&format!("-{query}"), &bare), "{query}");
    }
}

/// What FTS5 of SQLite 3.40 says.
#[test]
fn near_is_measured_as_in_the_index() {
    let mut document = Document::default();
    document.words.insert(Field::Text, vec![Folded::new("a b c d e f a")]);
    for (query, near) in [
        ("NEAR(a b, 0)", true),
        ("NEAR(c a, 1)", true),
        ("NEAR(c a, 0)", false),
        ("NEAR(f a, 0)", true),
        ("NEAR(a f, 0)", true),
        ("NEAR(b f, 2)", false),
        ("NEAR(b f, 3)", true),
        ("NEAR(\"a b c\" e, 1)", true),
        ("NEAR(\"a b c\" e, 0)", false),
        ("NEAR(\"a b\" \"b c\", 0)", true),
        ("NEAR(b d f, 2)", false),
        ("NEAR(b d f, 3)", true),
        ("NEAR(c c, 0)", true),
        ("NEAR(a x, 9)", false),
    ] {
        assert_eq!(fits(query, &document), near, "{query}");
    }
}
