use crate::cable::{Cable, decode};
use crate::entity::sample::mentions;
use crate::entity::{Kind, extract};

#[test]
fn us_is_the_country_or_the_pronoun() {
    assert_eq!(mentions("THEY TOLD US THAT THE US WOULD WAIT.", Kind::Place), ["US"]);
    assert_eq!(mentions("The US asked us to wait.", Kind::Place), ["US"]);
}

#[test]
fn a_numbered_body_keeps_its_number_and_copies_are_none() {
    assert_eq!(mentions("The EC-9 met.", Kind::Organization), ["EC-9"]);
    assert!(mentions("INFO EUR-00 INR-00", Kind::Organization).is_empty());
}

#[test]
fn a_name_explains_the_letters_beside_it_whatever_they_are() {
    let text = "The Workers' Salmon Front (QTR) met. The QTR left. BVN (the Fjord Safety Board) stayed.";
    assert_eq!(mentions(text, Kind::Organization)[1..3], ["QTR", "QTR"]);
}

#[test]
fn us_among_the_speakers_is_the_pronoun() {
    assert!(mentions("THEY STAY AMONG US. THEY ACTED AGAINST US.", Kind::Place).is_empty());
}

#[test]
fn a_government_that_spells_a_word_needs_its_article() {
    let text = "TURKEY IS LARGE. THE GOT AGREED AND HE GOT HOME.";
    assert_eq!(mentions(text, Kind::Organization), ["GOT"]);
}

#[test]
fn a_treaty_keeps_its_numeral() {
    assert_eq!(mentions("They spoke of SALT II and of SALT.", Kind::Law), ["SALT II", "SALT"]);
}

#[test]
fn a_town_is_no_routing_indicator() {
    assert_eq!(mentions("THE LINE WAS CUT AT RUTENGAL TODAY.", Kind::Place), ["RUTENGAL"]);
    assert_eq!(mentions("THE LINE WAS CUT AT RUTENGA TODAY.", Kind::Place), ["RUTENGA"]);
}

#[test]
fn letters_that_spell_a_name_are_letters_behind_a_body() {
    let text = "The National Endowment for Fjords (NED) paid. NED left. United Salmon Union (YR) came.";
    let found = ["National Endowment for Fjords", "NED", "NED", "United Salmon Union", "YR"];
    assert_eq!(mentions(text, Kind::Organization), found);
}

#[test]
fn letters_are_listed_whatever_they_spell_in_the_plural_and_within_names() {
    let text = "SUBJECT: BOATS\n\n1. (U) He wants SOPs for the BTQX Fjord Workshop.\n\n2. (U) THE NGOS LEFT OSLO AND THE FJORD.\n";
    let found = extract(&Cable::parse(decode(text.into()))).acronyms;
    let listed: Vec<&str> = found.iter().map(|acronym| acronym.text.as_str()).collect();
    assert_eq!(listed, ["SOPs", "BTQX", "NGOS"]);
}

#[test]
fn a_family_name_is_no_government() {
    let text = "THE PAPER CARRIED ALVARO GOMEZ SPEECH.";
    assert!(mentions(text, Kind::Organization).is_empty());
}
