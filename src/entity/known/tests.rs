use crate::entity::Kind;
use crate::entity::sample::mentions;

#[test]
fn known_names_are_taken_whole() {
    let text = "Amnesty International and the EU Parliament saw the Marshall Plan and South Lebanon; the Truman doctrine.";
    assert_eq!(mentions(text, Kind::Organization), ["Amnesty International", "EU Parliament"]);
    assert_eq!(mentions(text, Kind::Program), ["Marshall Plan"]);
    assert_eq!(mentions(text, Kind::Law), ["Truman doctrine"]);
    assert_eq!(mentions(text, Kind::Place), ["South Lebanon"]);
}

#[test]
fn a_town_behind_a_given_name_is_a_family_name() {
    assert!(mentions("Margaret Santa Cruz said so.", Kind::Place).is_empty());
}

#[test]
fn peoples_are_no_places() {
    assert!(mentions("The Costa Rican and Latin American delegates spoke Dutch.", Kind::Place).is_empty());
}

#[test]
fn a_head_noun_behind_a_known_name_makes_it_longer() {
    let text = "The Bundestag Fisheries Committee and the Security Council met in South Oslo.";
    assert_eq!(mentions(text, Kind::Organization), ["Bundestag Fisheries Committee", "Security Council"]);
    assert_eq!(mentions(text, Kind::Place), ["South Oslo"]);
}

#[test]
fn what_an_acronym_stands_for_is_known_spelled_out() {
    let text = "It went to the International Atomic Energy Agency.";
    assert_eq!(mentions(text, Kind::Organization), ["International Atomic Energy Agency"]);
}

#[test]
fn a_name_that_began_before_a_known_one_is_taken_whole() {
    let text =
        "The Tamzit Trades Union Congress, Zoltak Socialist Party and Alliance of Christian Democrats met.";
    assert_eq!(
        mentions(text, Kind::Organization),
        ["Tamzit Trades Union Congress", "Zoltak Socialist Party", "Alliance of Christian Democrats"]
    );
}

#[test]
fn a_nation_stands_outside_of_a_name_that_is_no_word() {
    assert_eq!(
        mentions("The Iranian Majlis and the Iranian Parliament met.", Kind::Organization),
        ["Majlis", "Iranian Parliament"]
    );
}

#[test]
fn nouns_and_articles_of_other_languages_belong_to_the_place() {
    assert_eq!(
        mentions("They fled from Jebel Tamzit to the camp at al-Zelen.", Kind::Place),
        ["Jebel Tamzit", "al-Zelen"]
    );
    assert_eq!(mentions("He spoke on al-Jazeera.", Kind::Organization), ["al-Jazeera"]);
}

#[test]
fn the_number_of_a_resolution_is_a_part_of_its_name() {
    let text = "They cited Security Council Resolution 242 and the 1962 Geneva Accords.";
    assert_eq!(mentions(text, Kind::Law), ["Security Council Resolution 242", "1962 Geneva Accords"]);
}

#[test]
fn a_body_is_no_family_name_no_town_and_no_end_of_another() {
    let text = "Edgar Kaiser lives in Oxford. Parsons said so.";
    assert!(mentions(text, Kind::Organization).is_empty());
    assert_eq!(mentions(text, Kind::Person), ["Edgar Kaiser", "Parsons"]);
    let text = "THE CEYLON WORKERS CONGRESS IS WATCHING.";
    assert_eq!(mentions(text, Kind::Organization), ["CEYLON WORKERS CONGRESS"]);
}

#[test]
fn the_short_form_of_a_nation_hung_on_another_names_nobody() {
    let text = "He leads the Franco-German and the Turco-Iraqi bloc.";
    assert!(mentions(text, Kind::Person).is_empty());
}

#[test]
fn a_known_body_is_of_something() {
    let text = "The Supreme Court of Justice and the Parliament of Norway met.";
    assert_eq!(mentions(text, Kind::Organization), ["Supreme Court of Justice", "Parliament of Norway"]);
}

#[test]
fn a_place_before_a_head_noun_belongs_to_the_body() {
    let text = "El Paso Natural Gas Company and the San Marino Salmon Board met.";
    assert_eq!(
        mentions(text, Kind::Organization),
        ["El Paso Natural Gas Company", "San Marino Salmon Board"]
    );
    let text = "THEY ASKED EL PASO NATURAL GAS COMPANY.";
    assert_eq!(mentions(text, Kind::Organization), ["EL PASO NATURAL GAS COMPANY"]);
}

#[test]
fn a_nation_belongs_to_a_name_that_others_have_too() {
    let text = "The Jamaica Labour Party, the UN Security Council, the Nigeria Labour Congress and the South African Council of Churches met the Norwegian Red Cross.";
    assert_eq!(
        mentions(text, Kind::Organization),
        [
            "Jamaica Labour Party",
            "UN Security Council",
            "Nigeria Labour Congress",
            "South African Council of Churches",
            "Norwegian Red Cross"
        ]
    );
}

#[test]
fn an_adjective_before_a_known_name_belongs_to_it() {
    let text = "They spoke in Grand National Assembly.";
    assert_eq!(mentions(text, Kind::Organization), ["Grand National Assembly"]);
}

#[test]
fn an_owner_before_a_known_body_belongs_to_it() {
    let text = "The Provincial People's Congress and the Salmon Committee of the Senate met.";
    assert_eq!(
        mentions(text, Kind::Organization),
        ["Provincial People's Congress", "Salmon Committee of the Senate"]
    );
}
