//! A model of the caller's own takes part in the vote, and no further. The model here is a list that the test makes up.

#![allow(clippy::unwrap_used)]

use std::cell::Cell;
use std::ops::Range;

use reftel::cable::{Cable, decode};
use reftel::entity::{
    Candidate, Correction, Extraction, Fix, Kind, Lexicon, Named, Placed, Recognizer, corrected, extract,
    extract_with_model,
};

const TEXT: &str = "UNCLAS OSLO 000044\n\nTAGS: PREL NO\nSUBJECT: BOATS\n\n\
                    1. (U) Minister Ingrid Solheim told us that the quota of Qualm Harrow is void.\n\n\
                    2. (U) Qualm Harrow stayed in Bergen on May 3, 2007. The Vrindle left.\n";

fn cable() -> Cable {
    Cable::parse(decode(TEXT.into()))
}

/// Sees these words, and says that they are this, so surely.
struct Sees(&'static [(&'static str, Kind, f32)]);

impl Recognizer for Sees {
    fn candidates(&self, text: &str) -> Vec<Candidate> {
        let seen = self.0.iter().flat_map(|(words, kind, score)| {
            let places = text.match_indices(words);
            places.map(|(at, words)| Candidate { range: at..at + words.len(), kind: *kind, score: *score })
        });
        seen.collect()
    }
}

fn found(model: &dyn Recognizer) -> Extraction {
    extract_with_model(&cable(), &Lexicon::default(), model)
}

/// What is called so: its kind, its mentions, and the last reason.
fn called(found: &Extraction, name: &str) -> Option<(Kind, usize, String)> {
    let entity = found.entities.iter().find(|entity| entity.name == name)?;
    Some((entity.kind, entity.mentions.len(), entity.why.last().unwrap().clone()))
}

#[test]
fn a_model_that_says_nothing_changes_nothing() {
    assert_eq!(found(&Sees(&[])), extract(&cable()));
    assert_eq!(called(&extract(&cable()), "Vrindle"), None, "what these tests take for granted");
}

#[test]
fn what_it_is_sure_of_is_found_and_says_why() {
    let vrindle = called(&found(&Sees(&[("Vrindle", Kind::Organization, 0.9)])), "Vrindle");
    assert_eq!(vrindle, Some((Kind::Organization, 1, "your model says so".into())));
}

#[test]
fn what_it_half_believes_needs_to_be_seen_more_than_once() {
    let sees = |words| called(&found(&Sees(words)), "Qualm Harrow").map(|it| it.0);
    assert_eq!(called(&found(&Sees(&[("Vrindle", Kind::Program, 0.4)])), "Vrindle"), None);
    assert_eq!(sees(&[("Qualm Harrow", Kind::Program, 0.6)]), Some(Kind::Program));
}

#[test]
fn structure_and_lexicon_are_not_overridden() {
    let plain = extract(&cable());
    let against = Sees(&[
        ("Minister", Kind::Place, 1.0),
        ("Ingrid Solheim", Kind::Organization, 1.0),
        ("Solheim told", Kind::Program, 1.0),
        ("Bergen", Kind::Person, 1.0),
        ("May 3, 2007", Kind::Place, 1.0),
        ("PREL", Kind::Organization, 1.0),
        ("OSLO 000044", Kind::Place, 1.0),
    ]);
    assert_eq!(found(&against), plain);
}

#[test]
fn kinds_with_forms_of_their_own_are_passed_over() {
    let kinds = [Kind::Date, Kind::Role, Kind::Law, Kind::Event, Kind::Quantity, Kind::CableRef];
    for kind in kinds {
        let sees = |_: &str| vec![Candidate { range: 0..usize::MAX, kind, score: 1.0 }];
        assert_eq!(found(&Says(sees)), extract(&cable()), "{kind:?}");
    }
}

#[test]
fn what_a_reader_puts_right_comes_last() {
    let model = Sees(&[("Vrindle", Kind::Organization, 1.0)]);
    let on = Named { name: "Vrindle".into(), kind: Kind::Organization };
    let ignore = Placed { correction: Correction { on, fix: Fix::Ignore }, at: None };
    let right = corrected(found(&model), &cable(), &[ignore]);
    assert_eq!(called(&right, "Vrindle"), None);
    let mut own = Lexicon::default();
    own.add_name("Vrindle", Kind::Law);
    let known = extract_with_model(&cable(), &own, &model);
    assert_eq!(called(&known, "Vrindle").unwrap().0, Kind::Law);
}

/// A model made of a function.
struct Says<F>(F);

impl<F: Fn(&str) -> Vec<Candidate>> Recognizer for Says<F> {
    fn candidates(&self, text: &str) -> Vec<Candidate> {
        (self.0)(text)
    }
}

#[test]
fn nonsense_is_survived_and_a_flood_is_cut() {
    for range in [0..0, Range { start: 5, end: 2 }, usize::MAX - 1..usize::MAX, 3..usize::MAX, 1..2] {
        for score in [f32::NAN, f32::NEG_INFINITY, -1.0, 0.0, f32::INFINITY] {
            let flood = |_: &str| vec![Candidate { range: range.clone(), kind: Kind::Person, score }; 5_000];
            let shown = found(&Says(flood));
            let mut spans: Vec<_> =
                shown.entities.iter().flat_map(|entity| &entity.mentions).map(|it| it.span).collect();
            spans.sort();
            assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start), "{range:?} {score}");
        }
    }
}

#[test]
fn it_is_asked_about_what_is_read_and_about_no_text_that_is_too_long() {
    let asked = Cell::new(0);
    let count = |text: &str| {
        asked.set(asked.get() + 1);
        assert!(!text.contains('\n') && !text.contains("TAGS"), "{text:?}");
        Vec::new()
    };
    found(&Says(count));
    assert!(asked.replace(0) > 3);
    let long = format!("{TEXT}\n3. (U) {}\n", "boats ".repeat(1 << 18));
    let cable = Cable::parse(decode(long.into()));
    assert_eq!(extract_with_model(&cable, &Lexicon::default(), &Says(count)), Extraction::default());
    assert_eq!(asked.get(), 0);
}
