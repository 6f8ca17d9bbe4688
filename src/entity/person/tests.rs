use crate::entity::Kind;
use crate::entity::sample::mentions;

fn people(text: &str) -> Vec<String> {
    mentions(text, Kind::Person)
}

#[test]
fn given_names_titles_and_forms_of_address_announce_people() {
    assert_eq!(
        people("Then Margaret Osgood, Mr. Wood and President de Quiroga met J. R. Tolland."),
        ["Margaret Osgood", "Wood", "de Quiroga", "J. R. Tolland"]
    );
}

#[test]
fn names_of_bodies_and_places_are_no_people() {
    assert!(
        people("The San Jose Bank, the President of the Council and the Virginia Company met in Victoria.")
            .is_empty()
    );
}

#[test]
fn a_family_name_first_keeps_its_given_names() {
    assert_eq!(people("We met Kim Dong-su and Nguyen Van Bao."), ["Kim Dong-su", "Nguyen Van Bao"]);
}

#[test]
fn particles_and_numerals_belong_to_the_name() {
    let text = "We met Karim al-Tamzit. Later al-Tamzit thanked General van Ohlmuth and King Olaf IV.";
    assert_eq!(people(text), ["Karim al-Tamzit", "al-Tamzit", "van Ohlmuth", "Olaf IV"]);
}

#[test]
fn a_word_that_is_a_given_name_too_and_an_unknown_one_before_it_begin_names() {
    assert_eq!(
        people("We saw Mark Zeilhuber, and Ruvem Pedro Malvas came."),
        ["Mark Zeilhuber", "Ruvem Pedro Malvas"]
    );
}

#[test]
fn in_capitals_a_verb_of_speech_is_no_name_and_the_end_of_a_summary_no_signature() {
    assert_eq!(people("THE CHARGE SAID THIS WAS SO. PRESIDENT LAUGHED AND SAID OHLMUTH KNEW."), ["OHLMUTH"]);
    assert!(people("The talks go on. END SUMMARY").is_empty());
}

#[test]
fn hyphens_of_articles_do_not_make_a_name_too_long() {
    let text = "We met Abd al-Malik al-Tamzit. His son Abd al-Malik al-Zelen left.";
    assert_eq!(people(text), ["Abd al-Malik al-Tamzit", "Abd al-Malik al-Zelen"]);
}

#[test]
fn the_sons_of_kenya_keep_their_small_word() {
    assert_eq!(people("We met Daniel arap Moi."), ["Daniel arap Moi"]);
}

#[test]
fn two_who_meet_are_two() {
    assert_eq!(people("The Gromyko-Thompson talks began."), ["Gromyko", "Thompson"]);
    assert_eq!(people("Mr. Rogers met Alec Douglas-Home."), ["Rogers", "Alec Douglas-Home"]);
}

#[test]
fn what_a_mind_does_makes_a_name_of_a_word_behind_a_title() {
    assert_eq!(people("Vice President Tho told us that Vice President Though is no name."), ["Tho"]);
}

#[test]
fn a_word_with_figures_and_a_verb_in_capitals_are_no_names() {
    assert!(people("MINISTER FOSS7121 LEFT.").is_empty());
    assert_eq!(people("GENERAL FOSS WON'T."), ["FOSS"]);
    assert_eq!(people("HE TRIED TO ROB NORIEGA OF IT. U LWIN LAUGHED."), ["NORIEGA", "U LWIN"]);
}

#[test]
fn the_form_of_a_given_name_tells_the_family_name_before_it() {
    assert_eq!(mentions("Then Chyung Dai-chul spoke.", Kind::Person), ["Chyung Dai-chul"]);
}

#[test]
fn said_at_the_head_of_a_sentence_is_the_verb() {
    assert_eq!(people("Said Zoltak also opposed this. They met Said Vrindle."), ["Zoltak", "Said Vrindle"]);
}

#[test]
fn behind_a_form_of_address_any_word_is_a_name() {
    assert_eq!(people("Mr. Service came. Mr. Ambassador, he said."), ["Service"]);
}

#[test]
fn the_town_of_an_envoy_is_no_person() {
    let text = "Consul General Asmara concurs in this.";
    assert!(mentions(text, Kind::Person).is_empty());
}

#[test]
fn a_company_is_called_after_somebody() {
    let text = "The Kim Vrin textile plant closed. Kim Vrin management denied it.";
    assert!(mentions(text, Kind::Person).is_empty());
}

#[test]
fn a_saint_behind_a_preposition_is_a_place() {
    let text = "They had trucks in Santa Isabel today.";
    assert!(mentions(text, Kind::Person).is_empty());
}

#[test]
fn a_nickname_in_quotes_belongs_to_the_name() {
    let text = "We saw Margaret \"Nino\" Vrindle today.";
    assert_eq!(mentions(text, Kind::Person), ["Margaret \"Nino\" Vrindle"]);
}

#[test]
fn in_capitals_a_verb_before_a_given_name_is_the_verb() {
    let text = "THE COUNSELOR SAW MARGARET VRINDLE TODAY.";
    assert_eq!(mentions(text, Kind::Person), ["MARGARET VRINDLE"]);
}

#[test]
fn in_capitals_a_family_name_may_be_a_word() {
    let text = "DR. STANLEY FOSTER LEFT.";
    assert_eq!(mentions(text, Kind::Person), ["STANLEY FOSTER"]);
}

#[test]
fn in_capitals_the_letters_before_a_hyphen_may_be_half_a_name() {
    let text = "THEY CALLED ON NORDINE AIT-VRINDLE TODAY.";
    assert_eq!(mentions(text, Kind::Person), ["NORDINE AIT-VRINDLE"]);
}
