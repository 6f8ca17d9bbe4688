use super::*;
use crate::cable::{Span, decode};
use crate::entity::extract;

const TEXT: &str = "SUBJECT: BOATS\n\n1. (U) Minister Olga Brandt met Peter Lund in Oslo. Brandt spoke of the Harbour Office.\n\n\
                    2. (U) Lund saw Brandt in Oslo; Redwing was there. Redwing left.\n";

fn cable() -> Cable {
    Cable::parse(decode(TEXT.into()))
}

fn named(name: &str, kind: Kind) -> Named {
    Named { name: name.into(), kind }
}

fn fix(name: &str, kind: Kind, fix: Fix) -> Placed {
    Placed { correction: Correction { on: named(name, kind), fix }, at: None }
}

/// The `nth` place of `words` in the text.
fn at(words: &str, nth: usize) -> Option<Mention> {
    let start = TEXT.match_indices(words).nth(nth)?.0;
    let span = Span::new(start, start + words.len());
    Some(Mention { span, paragraph: cable().paragraphs.iter().position(|it| it.span.overlaps(span)) })
}

fn shown(corrections: &[Placed]) -> Vec<(String, Kind, usize)> {
    let cable = cable();
    let found = corrected(extract(&cable), &cable, corrections);
    found.entities.into_iter().map(|it| (it.name, it.kind, it.mentions.len())).collect()
}

fn has(shown: &[(String, Kind, usize)], name: &str, kind: Kind, mentions: usize) -> bool {
    shown.contains(&(name.into(), kind, mentions))
}

#[test]
fn the_sample_is_found_as_these_tests_take_it() {
    let plain = shown(&[]);
    assert!(has(&plain, "Olga Brandt", Kind::Person, 3), "{plain:?}");
    assert!(has(&plain, "Peter Lund", Kind::Person, 2), "{plain:?}");
    assert!(has(&plain, "Oslo", Kind::Place, 2), "{plain:?}");
}

#[test]
fn what_is_renamed_keeps_its_mentions_and_its_former_name() {
    let cable = cable();
    let rename = fix("Olga Brandt", Kind::Person, Fix::Rename("Olga Brandt-Holm".into()));
    let found = corrected(extract(&cable), &cable, &[rename]);
    let olga = found.entities.iter().find(|it| it.name == "Olga Brandt-Holm").unwrap();
    assert_eq!(olga.mentions.len(), 3);
    assert!(olga.aliases.iter().any(|alias| alias == "Olga Brandt"));
    assert_eq!(olga.subject(), named("Olga Brandt", Kind::Person));
    assert!(olga.why.iter().any(|why| why == BY_READER));
}

#[test]
fn a_kind_an_ignored_one_and_two_that_are_the_same() {
    let kinds = shown(&[fix("Oslo", Kind::Place, Fix::Kind(Kind::Organization))]);
    assert!(has(&kinds, "Oslo", Kind::Organization, 2), "{kinds:?}");
    let ignored = shown(&[fix("Oslo", Kind::Place, Fix::Ignore)]);
    assert!(ignored.iter().all(|it| it.0 != "Oslo"), "{ignored:?}");
    let merged = shown(&[fix("Peter Lund", Kind::Person, Fix::Merge(named("Olga Brandt", Kind::Person)))]);
    assert!(has(&merged, "Olga Brandt", Kind::Person, 5), "{merged:?}");
    assert!(merged.iter().all(|it| it.0 != "Peter Lund"), "{merged:?}");
}

#[test]
fn an_ignored_name_of_another_kind_stays() {
    assert_eq!(shown(&[fix("Oslo", Kind::Person, Fix::Ignore)]), shown(&[]));
}

#[test]
fn merging_in_a_ring_leaves_one() {
    let to = |one: &str, other: &str| fix(one, Kind::Person, Fix::Merge(named(other, Kind::Person)));
    let ring = [to("Peter Lund", "Olga Brandt"), to("Olga Brandt", "Peter Lund")];
    let people: Vec<_> = shown(&ring).into_iter().filter(|it| it.1 == Kind::Person && it.2 == 5).collect();
    assert_eq!(people.len(), 1);
}

#[test]
fn what_is_merged_with_one_that_this_cable_does_not_name_takes_its_name() {
    let other = shown(&[fix("Peter Lund", Kind::Person, Fix::Merge(named("P. Lund Jr", Kind::Person)))]);
    assert!(has(&other, "P. Lund Jr", Kind::Person, 2), "{other:?}");
}

#[test]
fn two_that_get_one_name_are_one() {
    let same = shown(&[fix("Peter Lund", Kind::Person, Fix::Rename("Olga Brandt".into()))]);
    assert!(has(&same, "Olga Brandt", Kind::Person, 5), "{same:?}");
}

#[test]
fn what_is_added_is_found_everywhere_as_a_whole_word() {
    let add = Placed { at: at("Redwing", 0), ..fix("Redwing", Kind::Program, Fix::Add) };
    assert!(has(&shown(&[add]), "Redwing", Kind::Program, 2));
    // Also in another copy, where the place was not found.
    assert!(has(&shown(&[fix("Redwing", Kind::Program, Fix::Add)]), "Redwing", Kind::Program, 2));
    assert_eq!(shown(&[fix("Redwin", Kind::Program, Fix::Add)]), shown(&[]));
}

#[test]
fn a_split_takes_one_mention_and_no_other() {
    let split =
        |place| Placed { at: place, ..fix("Olga Brandt", Kind::Person, Fix::Split("Nils Brandt".into())) };
    let found = shown(&[split(at("Brandt", 2))]);
    assert!(has(&found, "Olga Brandt", Kind::Person, 2), "{found:?}");
    assert!(has(&found, "Nils Brandt", Kind::Person, 1), "{found:?}");
    assert_eq!(shown(&[split(None)]), shown(&[]), "whose place is not certain does nothing");
}

#[test]
fn the_order_of_corrections_makes_no_difference() {
    let all = [
        fix("Oslo", Kind::Place, Fix::Kind(Kind::Organization)),
        fix("Oslo", Kind::Place, Fix::Rename("Oslo Council".into())),
        fix("Peter Lund", Kind::Person, Fix::Merge(named("Olga Brandt", Kind::Person))),
        fix("Olga Brandt", Kind::Person, Fix::Rename("O. B.".into())),
        fix("Redwing", Kind::Program, Fix::Add),
    ];
    let mut backwards = all.clone();
    backwards.reverse();
    let found = shown(&all);
    assert_eq!(found, shown(&backwards));
    assert!(has(&found, "Oslo Council", Kind::Organization, 2) && has(&found, "O. B.", Kind::Person, 5));
}
