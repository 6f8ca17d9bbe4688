use super::*;
use crate::cable::{Span, decode};
use crate::entity::{Source, extract};

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
    assert_eq!(olga.why.last().unwrap(), "put right: Olga Brandt (person) is called Olga Brandt-Holm");
    assert_eq!(olga.source(), Some(Source::User));
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
    let users = corrected(extract(&cable()), &cable(), &[split(at("Brandt", 2))]);
    let users = users.entities.iter().filter(|it| it.source().is_some()).map(|it| it.name.as_str());
    assert_eq!(users.collect::<Vec<_>>(), ["Olga Brandt", "Nils Brandt"], "both are changed");
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

/// What other versions of the program, with other word lists, may find in the same cable.
fn other_versions() -> Vec<(&'static str, Extraction)> {
    let plain = || extract(&cable());
    let each = |change: fn(&mut Entity)| {
        let mut found = plain();
        found.entities.iter_mut().for_each(change);
        found
    };
    let mut apart = plain();
    apart.entities = apart
        .entities
        .into_iter()
        .flat_map(|entity| {
            let one = |mention: &Mention| Entity { mentions: vec![*mention], ..entity.clone() };
            entity.mentions.iter().map(one).collect::<Vec<_>>()
        })
        .collect();
    vec![
        ("the same", plain()),
        ("nothing", Extraction::default()),
        ("of another kind", each(|it| it.kind = Kind::Event)),
        ("under longer names", each(|it| it.rename(&format!("The {}", it.name)))),
        ("every mention for itself", apart),
    ]
}

#[test]
fn no_version_of_the_program_overrides_what_was_put_right() {
    let cable = cable();
    let rename = fix("Olga Brandt", Kind::Person, Fix::Rename("Olga Holm".into()));
    let kind = fix("Oslo", Kind::Place, Fix::Kind(Kind::Program));
    let merge = fix("Peter Lund", Kind::Person, Fix::Merge(named("Petra Lund", Kind::Person)));
    let add = fix("Redwing", Kind::Program, Fix::Add);
    let split =
        Placed { at: at("Brandt", 2), ..fix("Olga Brandt", Kind::Person, Fix::Split("Nils Brandt".into())) };
    for (version, found) in other_versions() {
        let shown = |correction: &Placed| {
            let entities = corrected(found.clone(), &cable, std::slice::from_ref(correction)).entities;
            let is_user = |it: &Entity| it.source() == Some(Source::User);
            entities.into_iter().filter(is_user).map(|it| (it.name, it.kind)).collect::<Vec<_>>()
        };
        let wanted = |name: &'static str| move |it: &(String, Kind)| it.0 == name;
        assert!(shown(&rename).iter().any(wanted("Olga Holm")), "{version}: {:?}", shown(&rename));
        assert!(shown(&kind).iter().any(|it| it.1 == Kind::Program), "{version}: {:?}", shown(&kind));
        assert!(shown(&merge).iter().any(wanted("Petra Lund")), "{version}: {:?}", shown(&merge));
        assert!(shown(&add).contains(&("Redwing".into(), Kind::Program)), "{version}: {:?}", shown(&add));
        assert!(shown(&split).iter().any(wanted("Nils Brandt")), "{version}: {:?}", shown(&split));
    }
}

#[test]
fn what_is_ignored_stays_so_under_a_longer_name() {
    let ignore = fix("Oslo", Kind::Place, Fix::Ignore);
    let (version, found) = other_versions().remove(3);
    let shown = corrected(found, &cable(), &[ignore]).entities;
    assert!(shown.iter().all(|it| !it.name.contains("Oslo")), "{version}: {shown:?}");
}

#[test]
fn what_a_lexicon_says_of_names_that_are_not_found_makes_none() {
    let alias = fix("spoke", Kind::Program, Fix::Merge(named("Operation Spoke", Kind::Program)));
    assert!(has(&shown(std::slice::from_ref(&alias)), "Operation Spoke", Kind::Program, 1));
    let plain = extract(&cable());
    assert_eq!(with_lexicon(plain.clone(), &cable(), &[alias]), plain);
}
