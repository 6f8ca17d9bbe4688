//! How far the authors of notes agree: figures to look at, never a reason to accept anything.
//!
//! The units are the paragraphs, the coders the authors of notes. Two questions are asked. *Which type* does a paragraph's
//! note have: a paragraph without a note of a type is a gap there and no label, since nobody knows whether its reader saw
//! nothing worth a note or did not read it. And *whether* a paragraph was annotated at all: there the missing note is an
//! answer, and no paragraph is a gap.

use std::collections::{BTreeMap, BTreeSet};

use crate::annotation::{Author, Finder, Ledger};
use crate::cable::Cable;

/// Most coders of whom every two are compared.
pub const PAIRED_MAX: usize = 12;

/// What every coder made of one unit: of each, in the order of the coders, the label or a gap.
pub type Unit = Vec<Option<String>>;

/// Reliability data: units by coders.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ratings {
    /// The coders, by id.
    pub coders: Vec<Author>,
    /// The units.
    pub units: Vec<Unit>,
}

/// How far coders agree. A coefficient is `None` where it is not defined: without anything to compare, or where chance
/// alone would make them agree.
#[derive(Clone, Debug, PartialEq)]
pub struct Agreement {
    /// How many units at least two coders have labelled.
    pub n: usize,
    /// The share of pairs of labels of one unit that are the same.
    pub raw: Option<f64>,
    /// Krippendorff's alpha for nominal data, for any number of coders, with gaps.
    pub alpha: Option<f64>,
}

/// How far two coders agree on the units that both have labelled.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// Which of the coders.
    pub coders: (usize, usize),
    /// How many units both have labelled.
    pub n: usize,
    /// The share of these on which they agree.
    pub raw: Option<f64>,
    /// Cohen's kappa.
    pub kappa: Option<f64>,
}

impl Ratings {
    /// The label of a paragraph with a note, where that is the question.
    pub const NOTE: &str = "note";

    /// The types of notes by paragraph and author. Of several notes of one author on one paragraph, their types together
    /// are the label.
    pub fn types(cable: &Cable, ledger: &Ledger) -> Self {
        Self::by_author(cable, ledger, |types| {
            let types: Vec<&str> = types.iter().map(String::as_str).filter(|word| !word.is_empty()).collect();
            (!types.is_empty()).then(|| types.join("+"))
        })
    }

    /// Whether there is a note, by paragraph and author.
    pub fn presence(cable: &Cable, ledger: &Ledger) -> Self {
        let label = |types: &BTreeSet<String>| if types.is_empty() { "no note" } else { Self::NOTE };
        Self::by_author(cable, ledger, |types| Some(label(types).to_owned()))
    }

    /// `label` tells from the types of an author's notes on a paragraph, the empty one for a note without one, what the
    /// paragraph is to them. Who has no note on any paragraph is no coder.
    fn by_author(
        cable: &Cable,
        ledger: &Ledger,
        label: impl Fn(&BTreeSet<String>) -> Option<String>,
    ) -> Self {
        let finder = Finder::new(cable);
        let mut coders: BTreeMap<String, (Author, Vec<BTreeSet<String>>)> = BTreeMap::new();
        for note in ledger.notes() {
            let Some(found) = finder.find(&note.content.anchor).found() else { continue };
            let none = || (note.author.clone(), vec![BTreeSet::new(); cable.paragraphs.len()]);
            let (_, types) = coders.entry(note.author.id.clone()).or_insert_with(none);
            for types in types.get_mut(found.paragraph..=found.last).into_iter().flatten() {
                types.insert(note.content.note_type.clone());
            }
        }
        let unit = |at: usize| coders.values().map(|(_, types)| label(&types[at])).collect();
        let units = (0..cable.paragraphs.len()).map(unit).collect();
        Self { coders: coders.into_values().map(|(author, _)| author).collect(), units }
    }

    /// How far all coders agree.
    pub fn agreement(&self) -> Agreement {
        let mut totals: BTreeMap<&str, f64> = BTreeMap::new();
        let (mut n, mut same, mut pairs, mut unlike) = (0, 0.0, 0.0, 0.0);
        for unit in &self.units {
            let mut counts: BTreeMap<&str, f64> = BTreeMap::new();
            for label in unit.iter().flatten() {
                *counts.entry(label).or_default() += 1.0;
            }
            let labels: f64 = counts.values().sum();
            if labels < 2.0 {
                continue;
            }
            let all = labels * (labels - 1.0);
            let alike: f64 = counts.values().map(|count| count * (count - 1.0)).sum();
            n += 1;
            same += alike;
            pairs += all;
            // A unit counts as much as it has labels.
            unlike += (all - alike) / (labels - 1.0);
            for (label, count) in counts {
                *totals.entry(label).or_default() += count;
            }
        }
        Agreement { n, raw: ratio(same, pairs), alpha: alpha(unlike, &totals) }
    }

    /// How far every two coders agree; of more than [`PAIRED_MAX`] coders, nothing: [`Ratings::agreement`] speaks for them.
    pub fn pairs(&self) -> Vec<Pair> {
        let count = if self.coders.len() > PAIRED_MAX { 0 } else { self.coders.len() };
        let pairs = (0..count).flat_map(|one| (one + 1..count).map(move |other| (one, other)));
        pairs.map(|(one, other)| self.pair(one, other)).collect()
    }

    fn pair(&self, one: usize, other: usize) -> Pair {
        let label = |unit: &'_ Unit, coder: usize| unit.get(coder).cloned().flatten();
        let both: Vec<(String, String)> =
            self.units.iter().filter_map(|unit| label(unit, one).zip(label(unit, other))).collect();
        let n = both.len() as f64;
        let mut margins: BTreeMap<&str, (f64, f64)> = BTreeMap::new();
        for (first, second) in &both {
            margins.entry(first).or_default().0 += 1.0;
            margins.entry(second).or_default().1 += 1.0;
        }
        let same = both.iter().filter(|(first, second)| first == second).count() as f64;
        // Both sides times n squared, so that what is exact stays exact.
        let chance: f64 = margins.values().map(|(first, second)| first * second).sum();
        let kappa = ratio(same * n - chance, n * n - chance);
        Pair { coders: (one, other), n: both.len(), raw: ratio(same, n), kappa }
    }
}

/// Krippendorff's alpha of nominal data: 1 less the disagreement that is seen over the one that chance would make, where
/// the labels occur so often altogether.
fn alpha(unlike: f64, totals: &BTreeMap<&str, f64>) -> Option<f64> {
    let n: f64 = totals.values().sum();
    let alike: f64 = totals.values().map(|total| total * total).sum();
    ratio(unlike * (n - 1.0), n * n - alike).map(|share| 1.0 - share)
}

/// `part / whole`; nothing of nothing.
fn ratio(part: f64, whole: f64) -> Option<f64> {
    (whole != 0.0).then(|| part / whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A table: one word for each coder, one letter for each unit, `.` for a gap.
    fn ratings(rows: &[&str]) -> Ratings {
        let coder = |at: usize| Author { id: format!("a-{at}"), name: String::new() };
        let label = |row: &&str, at: usize| row[at..=at].parse().ok().filter(|label| label != ".");
        Ratings {
            coders: (0..rows.len()).map(coder).collect(),
            units: (0..rows[0].len()).map(|at| rows.iter().map(|row| label(row, at)).collect()).collect(),
        }
    }

    fn alpha(rows: &[&str]) -> Option<String> {
        ratings(rows).agreement().alpha.map(|alpha| format!("{alpha:.3}"))
    }

    fn kappa(one: &str, other: &str) -> Option<String> {
        ratings(&[one, other]).pairs()[0].kappa.map(|kappa| format!("{kappa:.3}"))
    }

    /// 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no: 35 of 50 agree, by chance 25.
    #[test]
    fn kappa_of_a_two_by_two_table() {
        let one = ["y".repeat(25), "n".repeat(25)].concat();
        let other = ["y".repeat(20), "n".repeat(5), "y".repeat(10), "n".repeat(15)].concat();
        assert_eq!(kappa(&one, &other).as_deref(), Some("0.400"));
        let pair = &ratings(&[&one, &other]).pairs()[0];
        assert_eq!((pair.n, pair.raw), (50, Some(0.7)));
    }

    #[test]
    fn who_agrees_on_everything_agrees_fully() {
        assert_eq!(kappa("abca", "abca").as_deref(), Some("1.000"));
        assert_eq!(alpha(&["abca", "abca"]).as_deref(), Some("1.000"));
        assert_eq!(kappa("ab", "ba").as_deref(), Some("-1.000"));
    }

    #[test]
    fn what_is_not_defined_has_no_value() {
        for rows in [["aaa", "aaa"], ["ab.", "..c"], ["...", "..."]] {
            assert_eq!((kappa(rows[0], rows[1]), alpha(&rows)), (None, None), "{rows:?}");
        }
        let one_class = ratings(&["aaa", "aaa"]).agreement();
        assert_eq!((one_class.n, one_class.raw), (3, Some(1.0)), "and yet they agree");
        assert_eq!(ratings(&["ab.", "..c"]).agreement(), Agreement { n: 0, raw: None, alpha: None });
        // Chance would have one of them right as often as they are.
        assert_eq!(kappa("aaa", "aab").as_deref(), Some("0.000"));
    }

    /// The examples B and C of Krippendorff, Computing Krippendorff's Alpha-Reliability (2011): two coders and two values,
    /// four coders and five values with gaps.
    #[test]
    fn alpha_of_published_examples() {
        assert_eq!(alpha(&["0100000010", "1110010000"]).as_deref(), Some("0.095"));
        let four = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."];
        assert_eq!(alpha(&four).as_deref(), Some("0.743"));
        assert_eq!(ratings(&four).agreement().n, 11, "the last has one label");
    }

    #[test]
    fn a_crowd_is_not_compared_two_by_two() {
        let rows = ["ab"; PAIRED_MAX + 1];
        assert_eq!((ratings(&rows).pairs().len(), ratings(&rows[1..]).pairs().len()), (0, 66));
        assert_eq!(alpha(&rows).as_deref(), Some("1.000"));
    }
}
