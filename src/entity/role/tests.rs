use crate::entity::Kind;
use crate::entity::sample::mentions;

fn roles(text: &str) -> Vec<String> {
    mentions(text, Kind::Role)
}

#[test]
fn a_title_takes_its_complement_but_not_the_name() {
    assert_eq!(
        roles("We saw Undersecretary for Governance Villalba and Secretary of State for Defense Des Marlow."),
        ["Undersecretary for Governance", "Secretary of State for Defense"]
    );
    assert_eq!(
        roles("They saw the Special Assistant to the AG and the Counselor-designate."),
        ["Special Assistant to the AG", "Counselor-designate"]
    );
}

#[test]
fn nations_and_bodies_before_a_title_stand_outside() {
    assert_eq!(
        roles("The Norwegian Ambassador and EU Energy Commissioner Dahl met."),
        ["Ambassador", "Energy Commissioner"]
    );
}

#[test]
fn words_that_only_look_like_titles_are_none() {
    assert!(
        roles("The ambassador saw the Office of the President. General elections are a major issue.")
            .is_empty()
    );
    assert!(roles("NEXT MAJOR OPEC ISSUE IS A GENERAL QUESTION").is_empty());
}

#[test]
fn the_next_rank_a_name_and_an_owner_end_a_title() {
    let text = "We saw Director of Prisons Gen. Dravicek and Foreign Secretary Sultan Khan, and thanked the Governor \
                for Norway's help.";
    assert_eq!(roles(text)[..3], ["Director of Prisons", "Gen", "Foreign Secretary"]);
    assert_eq!(roles(text)[3], "Governor");
}

#[test]
fn words_of_grammar_begin_no_title() {
    assert_eq!(roles("SUBJECT: Talk With Chairman Dravicek"), ["Chairman"]);
}

#[test]
fn a_title_that_ends_a_name_or_names_a_site_is_none() {
    let text =
        "Khalid bin Sultan and Abd al-Hakim Amir went from Port-au-Prince to the Prince Leopold Hospital.";
    assert!(roles(text).is_empty());
    assert_eq!(mentions(text, Kind::Person), ["Khalid bin Sultan", "Abd al-Hakim Amir"]);
    assert_eq!(mentions(text, Kind::Organization), ["Prince Leopold Hospital"]);
    assert_eq!(mentions(text, Kind::Place), ["Port-au-Prince"]);
}

#[test]
fn titles_of_several_words_clipped_ones_and_retired_ranks_are_titles() {
    assert_eq!(
        roles("UK Perm Rep Peck told EmbOff so. Pol/Econ Chief Foss saw General (ret.) Eide."),
        ["Perm Rep", "EmbOff", "Pol/Econ Chief", "General"]
    );
    assert_eq!(roles("Military Attache Colonel Foss left."), ["Military Attache", "Colonel"]);
}

#[test]
fn ranks_behind_offices_and_causes_of_bodies_are_told_apart() {
    let text =
        "They saw Generals Foss and Eide, then Commander General Moe. Long live the King. King Olav left.";
    assert_eq!(roles(text), ["Generals", "Commander", "General", "King", "King"]);
    assert!(roles("The Priests Association for Justice met.").is_empty());
}

#[test]
fn services_and_heads_are_titles_and_a_country_behind_a_title_is_no_site() {
    assert_eq!(
        roles(
            "Air Force Secretary Zoltak and Olav Brekke, Head of the Fjord Department, saw Tolland Prime Minister Ivory Coast."
        ),
        ["Air Force Secretary", "Head of the Fjord Department", "Prime Minister"]
    );
}

#[test]
fn a_title_within_a_place_or_a_body_is_none() {
    assert!(roles("They left Sharm el Sheikh. The OSCE Ambassadors Working Group met.").is_empty());
    assert_eq!(
        mentions("The OSCE Ambassadors Working Group met.", Kind::Organization),
        ["OSCE Ambassadors Working Group"]
    );
}

#[test]
fn whose_a_title_is_ends_before_another_persons() {
    assert_eq!(
        roles(
            "The message from the Secretary to President Zoltak came. He is Director of Ghana's Salmon Board."
        ),
        ["Secretary", "President", "Director"]
    );
}

#[test]
fn a_complement_goes_on_over_a_list_and_over_what_a_body_deals_with() {
    assert_eq!(
        roles(
            "He is Minister of Labor, Health and Social Protection. She is Head of the Subcommittee on Media."
        ),
        ["Minister of Labor, Health and Social Protection", "Head of the Subcommittee on Media"]
    );
}

#[test]
fn in_capitals_the_letters_of_a_body_tell_its_title() {
    assert_eq!(roles("THE RCFS DIRECTOR WILL NOT COME. NO DIRECTOR WILL."), ["DIRECTOR"]);
}

#[test]
fn a_body_before_its_chairman_stands_outside() {
    let text = "Duma Fjord Affairs Committee Chairman Zoltak and Salmon Bank Governor Vrindle met the Committee Chairman.";
    assert_eq!(roles(text), ["Chairman", "Governor", "Committee Chairman"]);
    assert_eq!(mentions(text, Kind::Organization), ["Duma Fjord Affairs Committee", "Salmon Bank"]);
}

#[test]
fn several_of_a_kind_open_a_sentence_and_hold_no_office() {
    let text = "They met. Representatives of the Hare Vrindle Society came.";
    assert!(mentions(text, Kind::Role).is_empty());
}

#[test]
fn clipped_titles_are_told_apart() {
    let text = "COMATT AND ECON COUNSELOR CALLED.";
    assert_eq!(mentions(text, Kind::Role), ["COMATT", "ECON COUNSELOR"]);
}

#[test]
fn in_capitals_the_last_word_tells_what_an_office_is_for() {
    let text = "THE UNDERSECRETARY FOR NORTHERN SALMON AFFAIRS CAME.";
    assert_eq!(mentions(text, Kind::Role), ["UNDERSECRETARY FOR NORTHERN SALMON AFFAIRS"]);
    let text = "THEY ASK MISSION TO PRESS HIGH COMMISSIONER ZOLTAK.";
    assert_eq!(mentions(text, Kind::Role), ["HIGH COMMISSIONER"]);
}

#[test]
fn a_rank_behind_an_office_is_another_title() {
    let text = "They met Minister of Defense General Zoltak Vrindle.";
    assert_eq!(mentions(text, Kind::Role), ["Minister of Defense", "General"]);
}

#[test]
fn what_ends_the_name_of_a_body_is_no_title() {
    let text = "House of Representatives Speaker Foss came.";
    assert_eq!(mentions(text, Kind::Role), ["Speaker"]);
}
