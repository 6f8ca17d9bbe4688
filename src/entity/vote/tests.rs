use crate::entity::Kind;
use crate::entity::sample::mentions;

#[test]
fn what_speaks_is_a_person_and_what_one_stands_in_a_place() {
    let text = "Dravicek said he lived in Zelenhorst. Dravicek added that Zelenhorst is small.";
    assert_eq!(mentions(text, Kind::Person), ["Dravicek", "Dravicek"]);
    assert_eq!(mentions(text, Kind::Place), ["Zelenhorst", "Zelenhorst"]);
}

#[test]
fn the_cable_decides_once_for_a_name() {
    let text = "We saw Dravicek. Later Dravicek told Ohlmuth so, and Ohlmuth thanked him.";
    assert_eq!(mentions(text, Kind::Person), ["Dravicek", "Dravicek", "Ohlmuth", "Ohlmuth"]);
}

#[test]
fn a_title_in_small_letters_tells_a_person() {
    let text = "It quoted Zoltak Ohlmuth, director of the zoo, and our adviser Dravicek.";
    assert_eq!(mentions(text, Kind::Person), ["Zoltak Ohlmuth", "Dravicek"]);
}

#[test]
fn in_capitals_a_misspelt_word_is_no_person() {
    let text = "THE SHAH HAS PUBLICCLY STATED THIS. DRAVICEK SAID NOTHING.";
    assert_eq!(mentions(text, Kind::Person), ["DRAVICEK"]);
}

#[test]
fn a_strange_capital_among_small_letters_needs_one_more_sign() {
    let text = "Today Dravicek is in town. Mrs. Ohlmuth and Zoltak left, and spoke of the Vrindle.";
    assert_eq!(mentions(text, Kind::Person), ["Dravicek", "Ohlmuth", "Zoltak"]);
}

#[test]
fn letters_are_bodies_unless_a_thing_follows() {
    let text = "We asked the QNPF to stop. VDQR militants fled with a QXZ missile and their JKMT 12.";
    assert_eq!(mentions(text, Kind::Organization), ["QNPF", "VDQR"]);
    assert!(mentions(text, Kind::Person).is_empty());
}

#[test]
fn a_small_town_in_somebodys_name_is_that_person() {
    let text = "President Aecio Grenoble voted. The deputies know that Grenoble did.";
    assert!(mentions(text, Kind::Place).is_empty());
    assert_eq!(mentions(text, Kind::Person), ["Aecio Grenoble", "Grenoble"]);
}

#[test]
fn the_noun_of_a_place_tells_a_place() {
    let text = "They took the village of Zelenhorst and fled to the Qarmat valley.";
    assert_eq!(mentions(text, Kind::Place), ["Zelenhorst", "Qarmat"]);
}

#[test]
fn a_small_town_before_a_further_name_begins_it() {
    let text = "We heard that Perez Zujalik, Graca Machel and Sa'id al-Tamzit came to Perez.";
    assert_eq!(mentions(text, Kind::Person), ["Perez Zujalik", "Graca Machel", "Sa'id al-Tamzit"]);
}

#[test]
fn the_plan_of_a_public_figure_is_no_programme_of_that_name() {
    let text = "The Acheson plan is dead. We showed Acheson the map.";
    assert!(mentions(text, Kind::Program).is_empty());
    assert_eq!(mentions(text, Kind::Person), ["Acheson", "Acheson"]);
}

#[test]
fn a_public_figure_who_acts_opens_a_sentence() {
    assert_eq!(mentions("He left. Clay refused to go, and Clay was right.", Kind::Person), ["Clay", "Clay"]);
}

#[test]
fn what_is_somebodys_tells_who_has_it() {
    let text = "They spoke of the Zoltak regime and were jailed for Vrindle murder.";
    assert_eq!(mentions(text, Kind::Person), ["Zoltak", "Vrindle"]);
    let text = "THEY OPPOSE THE ZOLTAKU GOVERNMENT TODAY.";
    assert_eq!(mentions(text, Kind::Person), ["ZOLTAKU"]);
}

#[test]
fn what_only_a_body_has_tells_a_body() {
    let text = "Today Pemrit headquarters burned. The daily, they say, is no Ansrit. Then Jamrit leader Zoltak fled.";
    assert_eq!(mentions(text, Kind::Organization), ["Pemrit", "Jamrit"]);
    assert_eq!(mentions(text, Kind::Person), ["Zoltak"]);
}

#[test]
fn an_apposition_tells_what_it_is() {
    let text = "Then Nordlag, the official agency, was silent.";
    assert_eq!(mentions(text, Kind::Organization), ["Nordlag"]);
    assert_eq!(mentions("They sent his man Zoltak.", Kind::Person), ["Zoltak"]);
}

#[test]
fn letters_that_have_an_office_are_a_body() {
    let text = "Young NU vice chairman Foss left, and COMBRALTAP too. They saw two MIQs.";
    assert_eq!(mentions(text, Kind::Organization), ["NU", "COMBRALTAP"]);
    assert!(mentions("TAMZITOV blamed the fog.", Kind::Organization).is_empty());
    let text = "THE ZQLNA RECRUITS AND THE GRZ MINISTER ARE STILL WITH THE NPCC.";
    assert_eq!(mentions(text, Kind::Organization), ["ZQLNA", "GRZ", "NPCC"]);
}

#[test]
fn two_family_names_that_are_towns_are_somebody() {
    assert_eq!(mentions("They wait for word from Munoz Marin.", Kind::Person), ["Munoz Marin"]);
}

#[test]
fn what_befalls_people_and_how_they_are_tells_people() {
    let text = "Today Zoltak captured and Vrindle silent. Then Tamzit to see Foss. They killed Quorbly.";
    assert_eq!(mentions(text, Kind::Person), ["Zoltak", "Vrindle", "Tamzit", "Foss", "Quorbly"]);
}

#[test]
fn whom_one_sends_is_a_person_and_what_has_leaders_is_a_body() {
    assert_eq!(mentions("You should send Vromer to Oslo.", Kind::Person), ["Vromer"]);
    assert_eq!(mentions("He says that Vrindle leaders left.", Kind::Organization), ["Vrindle"]);
}

#[test]
fn the_department_is_no_place() {
    assert!(mentions("The talk at State went on.", Kind::Place).is_empty());
}

#[test]
fn a_country_that_acts_is_the_one_named_so_in_full() {
    let text = "Boris Jordan said so. Jordan expressed hope. They stay in Chad. Chad agreed.";
    assert_eq!(mentions(text, Kind::Person), ["Boris Jordan", "Jordan"]);
    assert_eq!(mentions(text, Kind::Place), ["Chad", "Chad"]);
}

#[test]
fn strange_capitals_are_a_body_wherever_they_stand() {
    let text = "They work in ZOLTAPLAN today.";
    assert_eq!(mentions(text, Kind::Organization), ["ZOLTAPLAN"]);
    let text = "They work in ZOLTAPLAN today.";
    assert!(mentions(text, Kind::Place).is_empty());
}

#[test]
fn a_region_has_its_article() {
    let text = "In the Zoltai, fighting went on.";
    assert_eq!(mentions(text, Kind::Place), ["Zoltai"]);
}

#[test]
fn a_list_of_places_tells_its_first() {
    let text = "They planted it in provinces including Vrindl, Oslo and Lagos.";
    assert_eq!(mentions(text, Kind::Place), ["Vrindl", "Oslo", "Lagos"]);
}

#[test]
fn who_has_a_co_chairman_is_a_body() {
    let text = "Then Zoltak co-chairman Margaret Foss told us so.";
    assert_eq!(mentions(text, Kind::Organization), ["Zoltak"]);
}

#[test]
fn a_small_title_before_a_town_and_a_name_tells_somebody() {
    let text = "The service's chief Bahri Vrindlaqi listened.";
    assert_eq!(mentions(text, Kind::Person), ["Bahri Vrindlaqi"]);
}
