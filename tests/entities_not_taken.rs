//! What must never be taken: a place inside somebody's name, a title with a name, codes, marks and page lines.

#![allow(clippy::unwrap_used)]

use reftel::cable::{Cable, Span, decode};
use reftel::entity::{Extraction, Kind, extract};

fn cable(text: &str) -> Cable {
    Cable::parse(decode(text.into()))
}

/// What is found in one paragraph of a cable from Oslo.
fn found(body: &str) -> Extraction {
    extract(&cable(&format!(
        "C O N F I D E N T I A L OSLO 000312\n\nTAGS: PREL NO\nSUBJECT: FISH\n\n1. (C) {body}\n"
    )))
}

fn names(found: &Extraction, kind: Kind) -> Vec<&str> {
    let of_kind = found.entities.iter().filter(|entity| entity.kind == kind);
    of_kind.map(|entity| entity.name.as_str()).collect()
}

/// Every mention of anything, an acronym too, that touches one of the places where the file prints `words`.
fn touching(cable: &Cable, words: &str) -> Vec<String> {
    let found = extract(cable);
    let entities = found.entities.iter().flat_map(|entity| &entity.mentions);
    let mentions = entities.chain(found.acronyms.iter().flat_map(|acronym| &acronym.mentions));
    let spans: Vec<Span> =
        cable.text.match_indices(words).map(|(at, _)| Span::new(at, at + words.len())).collect();
    assert!(!spans.is_empty(), "{words} is not in the file");
    let inside = mentions.filter(|mention| spans.iter().any(|span| span.overlaps(mention.span)));
    inside.map(|mention| cable.text[mention.span.range()].to_owned()).collect()
}

#[test]
fn no_place_is_taken_inside_a_personal_name() {
    for name in [
        "Jack London",
        "Michael Jordan",
        "Paris Hilton",
        "Margaret Santa Cruz",
        "Carlos Cordoba",
        "Israel Gomez",
        "Juan Madrid Lopez",
        "Anna Berlin",
        "Washington Carver",
    ] {
        for body in [
            format!("Minister {name} met us. {name} spoke of fish."),
            format!("We called on Senator {name}, who said no."),
            format!("Attendees were Ambassador {name} and Director {name}."),
        ] {
            let found = found(&body);
            let places: Vec<&str> =
                names(&found, Kind::Place).into_iter().filter(|place| name.contains(place)).collect();
            assert_eq!(places, [""; 0], "{body}");
            assert!(names(&found, Kind::Person).contains(&name), "{body}: {:?}", names(&found, Kind::Person));
        }
    }
}

#[test]
fn no_title_is_glued_to_a_name() {
    for title in [
        "Minister",
        "Prime Minister",
        "Deputy Foreign Minister",
        "Undersecretary for Ports",
        "Ambassador",
        "General",
        "Lieutenant Colonel",
        "Mr.",
        "Dr.",
        "DCM",
        "Secretary of State",
        "Acting Attorney General",
        "National Security Adviser",
        "DOJ Attache",
        "President",
        "Senator",
        "King",
    ] {
        for body in [
            format!("{title} Ingrid Solheim met us. {title} Solheim left."),
            format!("We saw {title} Ingrid Solheim's aide."),
            format!("Those who came:\n\n{title} Ingrid Solheim\nConsul Peter Langley"),
        ] {
            let found = found(&body);
            let people = names(&found, Kind::Person);
            assert!(people.contains(&"Ingrid Solheim"), "{body}: {people:?}");
            let glued = people.iter().filter(|name| name.contains("Solheim") && **name != "Ingrid Solheim");
            assert_eq!(glued.count(), 0, "{body}: {people:?}");
        }
    }
}

#[test]
fn nothing_is_taken_from_codes_of_tags() {
    for tags in [
        "TAGS: PREL, ECON, SENV, NO, US",
        "TAGS: KCRM PGOV SNAR MX ASEAN NATO UN",
        "TAGS: PTER, PINR, OEXC (LEE, JOHN), IR, IZ, TURKEY",
        "TAGS:  PREL\n     MARR NATO EU\n     MOPS GM RS",
    ] {
        let text = format!(
            "UNCLAS OSLO 000313\n\nE.O. 12958: N/A\n{tags}\nSUBJECT: FISH\n\n1. (U) NATO and Germany met in Moscow; so did John Lee.\n"
        );
        assert_eq!(touching(&cable(&text), tags), [""; 0], "{tags}");
    }
}

#[test]
fn nothing_is_taken_from_markings() {
    for mark in [
        "(U)",
        "(SBU)",
        "(C)",
        "(S)",
        "(S/NF)",
        "(C/REL ISAF)",
        "(S//NOFORN)",
        "(C/NF)",
        "(TS/SI/NF)",
        "(FOUO)",
        "(C/XYZ)",
    ] {
        let text = format!(
            "S E C R E T OSLO 000313\n\nSIPDIS\n\nNOFORN\n\nSUBJECT: {mark} FISH\n\n1. {mark} The talks went on.\n\n\
             {mark} BOATS\n-----\n\n2. {mark} Minister Solheim was there.\n"
        );
        assert_eq!(touching(&cable(&text), mark), [""; 0], "{mark}");
        for word in ["S E C R E T", "SIPDIS", "NOFORN\n\nSUBJECT"] {
            assert_eq!(touching(&cable(&text), word), [""; 0], "{mark} {word}");
        }
    }
}

#[test]
fn nothing_is_taken_from_page_lines() {
    for page in [
        "OSLO 00000313  002 OF 002",
        "OSLO 00000313  002.2 OF 003",
        "PAGE 02        OSLO  00313  151223Z",
        "CONFIDENTIAL\n\nPAGE 02        OSLO  00313  151223Z",
        "C O N F I D E N T I A L SECTION 02 OF 02 OSLO 000313",
    ] {
        let text = format!(
            "C O N F I D E N T I A L SECTION 01 OF 02 OSLO 000313\n\nTAGS: PREL, NO\nSUBJECT: FISH\n\n\
             1. (C) The talks with Minister Solheim went on in Bergen and\n\n{page}\n\nthen ended. They were long.\n\n\
             2. (C) They ended.\n"
        );
        assert_eq!(touching(&cable(&text), page), [""; 0], "{page}");
    }
}
