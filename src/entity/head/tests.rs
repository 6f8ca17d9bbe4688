use crate::entity::Kind;
use crate::entity::sample::mentions;

#[test]
fn a_head_noun_closes_or_opens_a_name() {
    let text = "The Ministry of Information and Culture, the Northern Salmon Board, the Department of Health, \
                Education, and Welfare and the University Olav Brekke met.";
    assert_eq!(
        mentions(text, Kind::Organization),
        [
            "Ministry of Information and Culture",
            "Northern Salmon Board",
            "Department of Health, Education, and Welfare",
            "University Olav Brekke"
        ]
    );
}

#[test]
fn an_acronym_behind_for_is_whom_a_telegram_in_capitals_is_for() {
    let text = "DEPT OF COMMERCE FOR USTR\n\nTHE BUREAU OF TRADE FOR USTR WROTE.";
    assert_eq!(mentions(text, Kind::Organization), ["DEPT OF COMMERCE", "USTR", "BUREAU OF TRADE", "USTR"]);
}

#[test]
fn the_head_tells_the_kind() {
    let text =
        "The Fjord Defense Agreement, the Salmon Initiative and the Arctic Shipping Conference follow.";
    assert_eq!(mentions(text, Kind::Law), ["Fjord Defense Agreement"]);
    assert_eq!(mentions(text, Kind::Program), ["Salmon Initiative"]);
    assert_eq!(mentions(text, Kind::Event), ["Arctic Shipping Conference"]);
}

#[test]
fn bare_nouns_and_owners_stay_outside() {
    let text = "The Embassy, the Department and Norway's Ministry of Finance agreed. The Council did not.";
    assert_eq!(mentions(text, Kind::Organization), ["Ministry of Finance"]);
}

#[test]
fn a_name_behind_what_it_is_is_a_body() {
    assert_eq!(mentions("He owns the newspaper Nordlys Idag.", Kind::Organization), ["Nordlys Idag"]);
}

#[test]
fn the_official_name_of_a_country_is_one_place_and_a_call_no_name() {
    assert_eq!(mentions("The Islamic Republic of Iran replied.", Kind::Place), ["Islamic Republic of Iran"]);
    assert!(mentions("DEPT FOR QZ", Kind::Organization).is_empty());
}

#[test]
fn ordinals_and_numbers_belong_to_the_name() {
    let text = "The 5th Division left. They cited Resolution 1105 (XI) and UN Resolution 242.";
    assert_eq!(mentions(text, Kind::Organization), ["5th Division"]);
    assert_eq!(mentions(text, Kind::Law), ["Resolution 1105 (XI)", "UN Resolution 242"]);
    let capitals = "IT WAS ADOPTED IN FIRST COMMITTEE OCTOBER 29.";
    assert_eq!(mentions(capitals, Kind::Organization), ["FIRST COMMITTEE"]);
}

#[test]
fn what_a_name_is_stands_last() {
    assert_eq!(mentions("The Law of the Ice Conference met.", Kind::Event), ["Law of the Ice Conference"]);
}

#[test]
fn heads_of_other_languages_stand_first() {
    let text = "He leads the Partido da Terra e do Mar and the Frente Zelenhorst.";
    assert_eq!(mentions(text, Kind::Organization), ["Partido da Terra e do Mar", "Frente Zelenhorst"]);
}

#[test]
fn a_family_name_is_no_ngo() {
    assert_eq!(mentions("They saw Ngo Dinh Lam and the NGO Ren Fjord.", Kind::Person), ["Ngo Dinh Lam"]);
}

#[test]
fn a_year_and_a_pair_of_adjectives_belong_to_a_treaty() {
    let text = "It cites the 1948 Treaty of Friendship and the 1961 Economic and Technical Agreement.";
    let found = ["1948 Treaty of Friendship", "1961 Economic and Technical Agreement"];
    assert_eq!(mentions(text, Kind::Law), found);
    assert!(mentions(text, Kind::Date).is_empty());
}

#[test]
fn an_owner_in_the_plural_belongs_to_the_name_and_a_person_does_not() {
    let text = "The Workers' Committee and the Action Council of Mirwaiz Khan met at Tamzit University Students Union.";
    let found = ["Workers' Committee", "Action Council", "Tamzit University Students Union"];
    assert_eq!(mentions(text, Kind::Organization), found);
}

#[test]
fn papers_in_a_row_are_all_bodies() {
    let text = "They read the weeklies Nordlys and al-Tamzit.";
    assert_eq!(mentions(text, Kind::Organization), ["Nordlys", "al-Tamzit"]);
}

#[test]
fn in_capitals_too_a_work_is_called_after_somebody() {
    let text = "THEY ASKED ABOUT ZOLTAK AMENDMENT.";
    assert_eq!(mentions(text, Kind::Law), ["ZOLTAK AMENDMENT"]);
}

#[test]
fn a_public_law_is_named_by_its_number() {
    assert_eq!(mentions("They asked for PL 480 wheat and PL-99.", Kind::Law), ["PL 480", "PL-99"]);
}

#[test]
fn letters_that_open_a_sentence_belong_to_the_name() {
    assert_eq!(mentions("US Government saw it.", Kind::Organization), ["US Government"]);
}

#[test]
fn where_a_party_meets_is_an_event() {
    let text =
        "PSI Congress and the Zoltak Socialist Convention follow the Communist Congress. US Congress waits.";
    let found = ["PSI Congress", "Zoltak Socialist Convention", "Communist Congress"];
    assert_eq!(mentions(text, Kind::Event), found);
    assert_eq!(mentions(text, Kind::Organization), ["US Congress"]);
}

#[test]
fn what_a_body_deals_with_belongs_to_it_and_a_grant_does_not() {
    let text = "The MFA Department for Fjord Affairs, the Salmon Task Force on Free and Fair Elections, the European \
                Commission on Human Rights and Brekke University on a Tolland grant met.";
    let found = [
        "MFA Department for Fjord Affairs",
        "Salmon Task Force on Free and Fair Elections",
        "European Commission on Human Rights",
        "Brekke University",
    ];
    assert_eq!(mentions(text, Kind::Organization), found);
}

#[test]
fn a_republic_of_any_name_is_a_place_and_a_resolution_keeps_its_counted_number() {
    let text = "The Republic of Zoltak-Vrindle cites Fjord Resolution No. 93.";
    assert_eq!(mentions(text, Kind::Place), ["Republic of Zoltak-Vrindle"]);
    assert_eq!(mentions(text, Kind::Law), ["Fjord Resolution No. 93"]);
}

#[test]
fn a_nation_before_a_pair_belongs_to_the_name() {
    let text = "The U.S. Salmon Research and Development Foundation met.";
    assert_eq!(mentions(text, Kind::Organization), ["U.S. Salmon Research and Development Foundation"]);
}

#[test]
fn a_council_of_an_event_is_a_body() {
    let text = "They went to the Council of the Revolution.";
    assert_eq!(mentions(text, Kind::Organization), ["Council of the Revolution"]);
}

#[test]
fn in_capitals_what_is_no_word_is_a_body_behind_what_it_is() {
    let text = "THE FRENCH FIRM ZOLTAKI IS COMPETING.";
    assert_eq!(mentions(text, Kind::Organization), ["ZOLTAKI"]);
}

#[test]
fn a_body_may_be_against_something_and_deal_with_a_list() {
    let text = "The Salmon Office for Crimes against Fishermen and the Board of Agricultural, Commercial, Industrial and Coastal Fishermen met.";
    assert_eq!(
        mentions(text, Kind::Organization),
        [
            "Salmon Office for Crimes against Fishermen",
            "Board of Agricultural, Commercial, Industrial and Coastal Fishermen"
        ]
    );
}

#[test]
fn a_numeral_stands_within_a_name() {
    let text = "The Vrindle Zoltak I University closed.";
    assert_eq!(mentions(text, Kind::Organization), ["Vrindle Zoltak I University"]);
}

#[test]
fn behind_and_may_begin_another_body() {
    let text = "The Law Society of Norway and the Commercial Fishermen's Union met the Union of Norwegian Sailors and Committees for the Defense of Salmon.";
    assert_eq!(
        mentions(text, Kind::Organization),
        [
            "Law Society of Norway",
            "Commercial Fishermen's Union",
            "Union of Norwegian Sailors",
            "Committees for the Defense of Salmon"
        ]
    );
}

#[test]
fn two_matters_have_one_head() {
    let text = "The Zoltak Iron and Steel Company and the Plan and Budget Organization met.";
    assert_eq!(
        mentions(text, Kind::Organization),
        ["Zoltak Iron and Steel Company", "Plan and Budget Organization"]
    );
}

#[test]
fn the_office_of_an_office_holder_is_a_body() {
    let text = "The Attorney General's Office and its Special Prosecutor's Office met.";
    assert_eq!(
        mentions(text, Kind::Organization),
        ["Attorney General's Office", "Special Prosecutor's Office"]
    );
}

#[test]
fn all_of_a_name_before_its_letters_opens_a_sentence_too() {
    let text = "They met. Salmon Products Office (TMO) buys it.";
    assert_eq!(mentions(text, Kind::Organization), ["Salmon Products Office", "TMO"]);
}

#[test]
fn in_capitals_a_verb_behind_several_is_no_head() {
    let text = "NORWAY: UNIONS PRESS FOSS ON SALMON.";
    assert!(mentions(text, Kind::Organization).is_empty());
}

#[test]
fn in_capitals_a_union_of_states_has_its_bodies() {
    let text = "THE AMBASSADOR TELLS US EC COMMISSION IS UNHAPPY.";
    assert_eq!(mentions(text, Kind::Organization), ["EC COMMISSION"]);
}

#[test]
fn in_capitals_one_of_several_groups_is_no_body() {
    let text = "FIRST GROUP WILL LEAVE FROM OSLO.";
    assert!(mentions(text, Kind::Organization).is_empty());
}

#[test]
fn in_capitals_a_strange_word_begins_a_river_and_a_front() {
    let text = "THEY CROSSED THE ZOLTAK RIVER.";
    assert_eq!(mentions(text, Kind::Place), ["ZOLTAK RIVER"]);
    let text = "THEY HEARD VRINDLI SALMON FRONT AND VRINDLI PEACE FRONT.";
    assert_eq!(mentions(text, Kind::Organization), ["VRINDLI PEACE FRONT"]);
}

#[test]
fn wings_and_towns_belong_to_the_name() {
    let text =
        "The Zoltak Party of Norway - Marxist and the Landfischkammer Bergen met the Salmon Force - Iraq.";
    assert_eq!(
        mentions(text, Kind::Organization),
        ["Zoltak Party of Norway - Marxist", "Landfischkammer Bergen", "Salmon Force - Iraq"]
    );
}

#[test]
fn a_committee_is_called_after_its_country() {
    let text = "The Fjord Subcommittee on Africa met.";
    assert_eq!(mentions(text, Kind::Organization), ["Fjord Subcommittee on Africa"]);
}

#[test]
fn a_place_of_several_words_belongs_to_the_head_before_it() {
    let text =
        "The Movement for the Liberation of Sao Tome and Principe met at the University of Dar es Salaam.";
    assert_eq!(
        mentions(text, Kind::Organization),
        ["Movement for the Liberation of Sao Tome and Principe", "University of Dar es Salaam"]
    );
}
