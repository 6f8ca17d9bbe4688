//! What `entity::extract` finds in invented cables, each showing one quirk.

use reftel::cable::{Cable, decode};
use reftel::entity::{self, Entity, Extraction, Kind};
use reftel::export;

/// A cable from Oslo of March 2007 with these paragraphs.
fn cable(body: &str) -> Cable {
    let text = format!(
        "C O N F I D E N T I A L OSLO 000312\n\nSIPDIS\n\nE.O. 12958: DECL: 03/14/2017\nTAGS: PREL PGOV NO\n\
         SUBJECT: FERRIES AND FISH\n\nClassified By: DCM Alan Hartley, reasons 1.4 (b) and (d)\n\n{body}\n\nWHITFIELD\n"
    );
    Cable::parse(decode(text.into()))
}

fn found(body: &str) -> Extraction {
    entity::extract(&cable(body))
}

fn names(extraction: &Extraction, kind: Kind) -> Vec<&str> {
    extraction
        .entities
        .iter()
        .filter(|entity| entity.kind == kind)
        .map(|entity| entity.name.as_str())
        .collect()
}

#[track_caller]
#[expect(clippy::panic, reason = "a helper of tests, which fail by panicking")]
fn entity<'a>(extraction: &'a Extraction, name: &str) -> &'a Entity {
    let found = extraction.entities.iter().find(|entity| entity.name == name);
    found.unwrap_or_else(|| panic!("no {name} among {:?}", extraction.entities))
}

#[test]
fn a_surname_joins_the_full_name() {
    let found = found(
        "1. (C) Minister of Fisheries Ingrid Solheim hosted the talks. Solheim said the quota would fall.\n\n\
         2. (C) Later Solheim left.",
    );
    let solheim = entity(&found, "Ingrid Solheim");
    assert_eq!(solheim.kind, Kind::Person);
    assert_eq!(solheim.mentions.len(), 3);
    assert_eq!(solheim.aliases, ["Solheim"]);
    assert_eq!(solheim.role.as_deref(), Some("Minister of Fisheries"));
}

#[test]
fn a_double_surname_answers_to_either_half() {
    let found = found(
        "1. (C) Undersecretary for Ports Rodrigo Villalba Quintero spoke first. Villalba Quintero added little, \
         and Villalba said so.",
    );
    assert_eq!(entity(&found, "Rodrigo Villalba Quintero").mentions.len(), 3);
}

#[test]
fn a_family_name_may_stand_first() {
    let found = found("1. (C) We met Tran Quoc Lam, who leads the delegation. Tran said he would write.");
    let tran = entity(&found, "Tran Quoc Lam");
    assert_eq!((tran.kind, tran.mentions.len()), (Kind::Person, 2));
}

#[test]
fn a_title_is_not_glued_to_a_name() {
    let found = found(
        "1. (C) Deputy Assistant Secretary for Oceans Peter Langley told Prime Minister Aasen that PGR DAG Ruben \
         Castellanos agreed.",
    );
    assert_eq!(
        names(&found, Kind::Person),
        ["Alan Hartley", "Peter Langley", "Aasen", "Ruben Castellanos", "WHITFIELD"]
    );
    assert_eq!(entity(&found, "Aasen").role.as_deref(), Some("Prime Minister"));
    assert_eq!(entity(&found, "Deputy Assistant Secretary for Oceans").kind, Kind::Role);
}

#[test]
fn a_place_inside_a_personal_name_is_not_taken() {
    let found = found("1. (C) Lawyer Jack London and Michael Jordan flew to Jordan.");
    assert_eq!(names(&found, Kind::Place), ["Jordan"]);
    assert_eq!(entity(&found, "Jordan").mentions.len(), 1);
    assert_eq!(entity(&found, "Michael Jordan").kind, Kind::Person);
}

#[test]
fn tags_marks_and_page_lines_name_nothing() {
    let text = "UNCLAS SECTION 01 OF 02 OSLO 000313\n\nSENSITIVE\nSIPDIS\n\nE.O. 12958: N/A\nTAGS: PREL, ECON, SENV, NO, US\n\
                SUBJECT: FISH\n\n1. (SBU) The talks went on.\n\nOSLO 00000313  002 OF 002\n\n2. (SBU) They ended.\n";
    let found = entity::extract(&Cable::parse(decode(text.into())));
    let telling: Vec<Kind> = found.entities.iter().map(|entity| entity.kind).collect();
    assert!(telling.iter().all(|kind| matches!(kind, Kind::CableRef | Kind::Law)), "{:?}", found.entities);
    assert!(found.acronyms.is_empty(), "{:?}", found.acronyms);
}

#[test]
fn above_the_header_only_closed_forms_are_trusted() {
    let text = "Diary of Margaret Osgood\nLeak 07OSLO312\n\nC O N F I D E N T I A L OSLO 000312\n\nE.O. 12958: N/A\n\
                TAGS: PREL, NO\nSUBJECT: FISH\n\n1. (C) The talks went on.\n";
    let found = entity::extract(&Cable::parse(decode(text.into())));
    assert_eq!(names(&found, Kind::Person), [""; 0]);
    assert_eq!(entity(&found, "OSLO 000312").mentions.len(), 2);
}

#[test]
fn a_heading_in_capitals_repeats_the_names() {
    let found = found(
        "1. (C) Minister Solheim met the Norwegian Seafood Council in Tromso.\n\nSOLHEIM SEEKS HELP FROM TROMSO\n\
         ------------------------------\n\n2. (C) The Norwegian Seafood Council agreed.",
    );
    assert_eq!(entity(&found, "Solheim").mentions.len(), 2);
    assert_eq!(entity(&found, "Tromso").mentions.len(), 2);
    assert_eq!(entity(&found, "Norwegian Seafood Council").mentions.len(), 2);
}

#[test]
fn a_cable_all_in_capitals_is_read_by_what_is_known() {
    let found = found(
        "1. MINISTER SOLHEIM TOLD US THAT NORWAY WOULD WAIT. SOLHEIM SAID OSLO TRUSTS THE UNITED STATES.",
    );
    assert_eq!(entity(&found, "SOLHEIM").mentions.len(), 2);
    assert_eq!(names(&found, Kind::Place), ["NORWAY", "OSLO", "UNITED STATES"]);
}

#[test]
fn an_acronym_is_defined_in_either_order() {
    let found = found(
        "1. (C) The Fjord Safety Board (FSB) met the NRF (Norwegian Reindeer Federation). FSB paid; the NRF did not.",
    );
    let expansion = |text: &str| {
        let acronym = found.acronyms.iter().find(|acronym| acronym.text == text).unwrap();
        (acronym.expansion.clone().unwrap(), acronym.source.unwrap().name(), acronym.mentions.len())
    };
    assert_eq!(expansion("FSB"), ("Fjord Safety Board".into(), "cable", 2));
    assert_eq!(expansion("NRF"), ("Norwegian Reindeer Federation".into(), "cable", 2));
    let board = entity(&found, "Fjord Safety Board");
    assert_eq!(
        (board.kind, board.mentions.len(), board.expansion.as_deref()),
        (Kind::Organization, 3, Some("Fjord Safety Board"))
    );
}

#[test]
fn what_the_cable_says_of_an_acronym_comes_before_what_is_known() {
    let found = found(
        "1. (C) The Nordland People's Trust (NPT) and the Justice and Development Party (AKP) met. NPT paid.",
    );
    let meant = |text: &str| {
        let acronym = found.acronyms.iter().find(|acronym| acronym.text == text).unwrap();
        (acronym.expansion.clone().unwrap(), acronym.source.unwrap().name())
    };
    assert_eq!(meant("NPT"), ("Nordland People's Trust".into(), "cable"));
    assert_eq!(meant("AKP"), ("Justice and Development Party".into(), "cable"));
}

#[test]
fn a_government_is_that_of_the_tagged_country() {
    let found = found("1. (C) The GON pressed the USG.");
    let expansion =
        |text: &str| found.acronyms.iter().find(|a| a.text == text).and_then(|a| a.expansion.as_deref());
    assert_eq!(expansion("GON"), Some("Government of Norway"));
    assert_eq!(expansion("USG"), Some("United States Government"));
}

#[test]
fn a_title_before_a_name_is_not_that_of_the_name_before_it() {
    let found = found(
        "1. (C) Tor Eide, Captain Nils Foss, and Per Dahl, General Secretary of the Union, came to Oslo.",
    );
    let role = |name: &str| entity(&found, name).role.as_deref();
    assert_eq!(role("Tor Eide"), None);
    assert_eq!(role("Nils Foss"), Some("Captain"));
    assert_eq!(role("Per Dahl"), Some("General Secretary of the Union"));
}

#[test]
fn attendees_stand_one_a_line() {
    let found = found(
        "1. (C) Attendees included:\n\nNORWAY\nMinister of Fisheries Ingrid Solheim\n\
         Director for Quotas (DQ) Olav Brekke\n\nUS\nAmbassador Ruth Whitfield\nDOJ Attache Carl Jensen\n",
    );
    for name in ["Ingrid Solheim", "Olav Brekke", "Ruth Whitfield", "Carl Jensen"] {
        assert_eq!(entity(&found, name).kind, Kind::Person);
    }
    assert_eq!(entity(&found, "Carl Jensen").role.as_deref(), Some("Attache"));
}

#[test]
fn the_signature_is_a_person() {
    let found = found("1. (U) Nothing happened.");
    assert_eq!(entity(&found, "WHITFIELD").kind, Kind::Person);
    assert_eq!(entity(&found, "WHITFIELD").why, ["signature"]);
}

#[test]
fn a_last_line_that_is_only_a_name_signs_as_well() {
    let text = "Oslo, May 3, 1962, 6 p.m.\n\n12. Talked with Minister Solheim about fish.\n\nHe seemed calm.\n\nHartley\n";
    let found = entity::extract(&Cable::parse(decode(text.into())));
    assert_eq!(entity(&found, "Hartley").kind, Kind::Person);
}

#[test]
fn artefacts_of_the_copy_make_no_names() {
    let found = found("1. (C) He wants a &rule of quietness8 for Norway,s fishermen and &no surprises8.");
    assert_eq!(names(&found, Kind::Person), ["Alan Hartley", "WHITFIELD"]);
    assert_eq!(names(&found, Kind::Place), ["Norway"]);
}

#[test]
fn dates_carry_their_value() {
    let found = found(
        "1. (C) They met on February 3, will meet in mid-April and on June 5-7, 2008, and first met in 1999. On \
         12 December 2006 it snowed.",
    );
    let value = |name: &str| entity(&found, name).value.clone();
    assert_eq!(value("June 5-7, 2008").as_deref(), Some("2008-06-05/2008-06-07"));
    assert_eq!(value("1999").as_deref(), Some("1999"));
    assert_eq!(value("12 December 2006").as_deref(), Some("2006-12-12"));
    assert_eq!(value("03/14/2017").as_deref(), Some("2017-03-14"));
    // This cable has no date-time group, so that nothing settles the year.
    assert_eq!((value("February 3"), value("mid-April")), (None, None));
}

#[test]
fn the_cable_settles_the_year_of_a_date() {
    let text = "P 152030Z JAN 07\nFM AMEMBASSY OSLO\nTO SECSTATE WASHDC PRIORITY 1234\n\nUNCLAS OSLO 000044\n\n\
                E.O. 12958: N/A\nTAGS: PREL, NO\nSUBJECT: SNOW\n\n1. It snowed on December 20 and will on February 2.\n";
    let found = entity::extract(&Cable::parse(decode(text.into())));
    assert_eq!(entity(&found, "December 20").value.as_deref(), Some("2006-12-20"));
    assert_eq!(entity(&found, "February 2").value.as_deref(), Some("2007-02-02"));
}

#[test]
fn mentions_stand_where_the_file_prints_them() {
    let cable = cable("1. (C) Minister of\nFisheries Ingrid\nSolheim left Troms\u{f8} with Solheim's aide.");
    let extraction = entity::extract(&cable);
    let entities = export::Entities { cable: &cable, extraction: &extraction, file: "fish.txt" };
    let json = serde_json::to_value(entities).unwrap();
    let letters: Vec<char> = cable.text.chars().collect();
    for entity in json["entities"].as_array().unwrap() {
        for mention in entity["mentions"].as_array().unwrap() {
            let range =
                mention["start"].as_u64().unwrap() as usize..mention["end"].as_u64().unwrap() as usize;
            let printed: String = letters[range].iter().collect();
            assert_eq!(
                printed.split_whitespace().collect::<Vec<_>>().join(" "),
                mention["text"].as_str().unwrap()
            );
        }
    }
    let solheim =
        json["entities"].as_array().unwrap().iter().find(|e| e["name"] == "Ingrid Solheim").unwrap();
    assert_eq!(solheim["mentions"][0]["text"], "Ingrid Solheim");
    assert_eq!(solheim["mentions"][0]["paragraph"], 1);
    assert_eq!(
        (&json["schema"], &json["file"], &json["entities"][0]["id"]),
        (&1.into(), &"fish.txt".into(), &"e1".into())
    );
}

#[test]
fn every_entity_says_why_and_no_two_mentions_overlap() {
    let found = found(
        "1. (C) Minister Solheim of the Ministry of Fisheries told Embassy Stockholm on May 3 that the Barents \
         Treaty (see reftel and 06 OSLO 1201) costs USD 3 million, and that Operation Cold Cod began in Bergen.",
    );
    let mut spans: Vec<_> = found.entities.iter().flat_map(|e| e.mentions.iter().map(|m| m.span)).collect();
    spans.sort();
    assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start), "{spans:?}");
    assert!(found.entities.iter().all(|entity| !entity.why.is_empty() && !entity.mentions.is_empty()));
    let kinds = [
        Kind::Law,
        Kind::CableRef,
        Kind::Quantity,
        Kind::Program,
        Kind::Organization,
        Kind::Place,
        Kind::Date,
    ];
    for kind in kinds {
        assert!(!names(&found, kind).is_empty(), "{kind:?} in {:?}", found.entities);
    }
}

mod laws {
    use super::*;
    use proptest::prelude::*;

    /// Pieces of cables and of nonsense, in any order.
    fn text() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            "[ -~]{0,12}",
            "\\PC{0,6}",
            prop::sample::select(vec![
                "\n",
                "\n\n",
                "1. (C) ",
                "SUBJECT: ",
                "TAGS: PREL NO\n",
                "REF: A. OSLO 12\n",
                "FM AMEMBASSY OSLO\n",
                "President ",
                "de ",
                "Ingrid ",
                "Solheim ",
                "U.S.",
                "-",
                "(",
                "ABC)",
                "EUR/WE",
                "'s ",
                "Ministry of ",
                "for the ",
                "May ",
                "21-23",
                "2009",
                "$",
                " million",
                "GO",
                "NATO ",
                "’",
                "é",
                "Mc",
                "and ",
                ". ",
            ])
            .prop_map(str::to_owned),
        ];
        prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn any_text_gives_apart_mentions_inside_it(text in text()) {
            let cable = Cable::parse(decode(text.into()));
            let extraction = entity::extract(&cable);
            let mut spans: Vec<_> =
                extraction.entities.iter().flat_map(|e| e.mentions.iter().map(|m| m.span)).collect();
            spans.sort();
            for span in &spans {
                prop_assert!(cable.text.get(span.range()).is_some_and(|printed| !printed.trim().is_empty()));
            }
            prop_assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start));
            prop_assert_eq!(extraction, entity::extract(&cable));
        }
    }
}

/// What a web page prints above the cable is the site's: its list of embassies names nothing in the cable.
#[test]
fn the_site_above_a_cable_names_nothing() {
    let site = "<li>Embassy Athens</li>\n".repeat(100);
    let cable = "C O N F I D E N T I A L OSLO 000012\n\nTAGS: PREL\nSUBJECT: BOATS\n\n1. (C) Embassy Bern saw a boat.\n";
    let page = format!("<html><body><ul>{site}</ul><pre>{cable}</pre></body></html>");
    let found = entity::extract(&Cable::parse(decode(page.into_bytes())));
    let names: Vec<&str> = found.entities.iter().map(|entity| entity.name.as_str()).collect();
    assert!(names.contains(&"Embassy Bern") && !names.contains(&"Embassy Athens"), "{names:?}");
}

#[test]
fn reftel_is_the_cable_that_it_refers_to() {
    let text = "UNCLAS OSLO 000044\n\nTAGS: PREL\nSUBJECT: SNOW\n\nREF: A. OSLO 12 B. STATE 1301\n\n\
                1. (U) As reftel says, and Ref B repeats, it snowed.\n";
    let found = entity::extract(&Cable::parse(decode(text.into())));
    assert_eq!(entity(&found, "OSLO 12").aliases, ["reftel"]);
    assert_eq!(entity(&found, "STATE 1301").aliases, ["Ref B"]);
}
