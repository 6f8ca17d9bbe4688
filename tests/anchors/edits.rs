//! The law: whatever is done to a cable, no note stands at a wrong place.

use std::cell::RefCell;
use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::test_runner::{TestCaseError, TestRunner};
use reftel::annotation::{Anchor, Finder, Resolution};
use reftel::cable::Span;

use crate::copies::{self, Copy, Edit, Form, Paragraph, Words};

/// Random edits that are tried.
const CASES: u32 = 10_000;

/// A word of a cable: the paragraph or the heading that it stands in, and its ordinal there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Spot {
    in_heading: bool,
    paragraph: usize,
    word: usize,
}

/// From the first to the last word of a place.
type Stretch = (Spot, Spot);

/// Where `span` begins and ends, full stop aside, when it begins with the first letter of a word and ends with the last.
fn stretch(copy: &Copy, span: Span) -> Option<Stretch> {
    let find = |is_it: &dyn Fn(&Span) -> bool| {
        [(false, &copy.texts), (true, &copy.headings)].into_iter().find_map(|(in_heading, all)| {
            all.iter().enumerate().find_map(|(paragraph, words)| {
                Some(Spot { in_heading, paragraph, word: words.iter().position(is_it)? })
            })
        })
    };
    let end = span.start + copy.cable.text[span.range()].trim_end_matches('.').len();
    Some((find(&|word| word.start == span.start)?, find(&|word| word.end == end)?))
}

fn words(paragraph: &Paragraph, in_heading: bool) -> Option<&Words> {
    if in_heading { paragraph.heading.as_ref() } else { Some(&paragraph.text) }
}

/// What was quoted, and the place it is found at, both in the words of the copies.
struct Verdict<'a> {
    then: &'a [Paragraph],
    now: &'a [Paragraph],
}

impl Verdict<'_> {
    /// Whether the word at `new` may be taken for the one at `old`.
    fn is_right(&self, old: Spot, new: Spot) -> bool {
        if (old.in_heading, old.word) != (new.in_heading, new.word) {
            return false;
        }
        let of =
            |all: &'_ [Paragraph], at: usize| all.get(at).and_then(|p| words(p, old.in_heading)).cloned();
        let letters = |words: Option<Words>| words.map(|words| words.all_letters());
        let (Some(was), Some(is)) = (of(self.then, old.paragraph), of(self.now, new.paragraph)) else {
            return false;
        };
        let is_same = |words: &Words| words.all_letters() == was.all_letters();
        let mine = |words: &Words| words.origin == was.origin;
        if mine(&is) && !is.is_copy {
            return true;
        }
        // When the original is gone, another with all its letters stands in for it.
        let all = self.now.iter().filter_map(|paragraph| words(paragraph, old.in_heading));
        let original = all.into_iter().find(|words| mine(words) && !words.is_copy);
        if original.is_none_or(|original| !is_same(original))
            && (mine(&is) || is.origin.is_none() && is_same(&is))
        {
            return true;
        }
        // Between the same neighbours nobody can tell a copy from the original.
        let like = |old: Option<usize>, new: Option<usize>| {
            letters(old.and_then(|at| of(self.then, at))) == letters(new.and_then(|at| of(self.now, at)))
        };
        is_same(&is)
            && like(old.paragraph.checked_sub(1), new.paragraph.checked_sub(1))
            && like(Some(old.paragraph + 1), Some(new.paragraph + 1))
    }

    /// The letters of a stretch of paragraphs.
    fn letters(all: &[Paragraph], (first, last): Stretch) -> String {
        let part = |at: usize| {
            let words = words(&all[at], first.in_heading).unwrap();
            let from = if at == first.paragraph { first.word } else { 0 };
            let to = if at == last.paragraph { last.word } else { words.words.len() - 1 };
            words.letters(from, to)
        };
        (first.paragraph..=last.paragraph).map(part).collect()
    }
}

/// Which words are quoted: a paragraph, the first word, how many more, and in how many paragraphs more they end.
type Quote = (usize, usize, usize, usize);

/// Anchors of every kind on a cable, each with a name for its kind.
fn anchors(copy: &Copy, quotes: &[Quote]) -> Vec<(&'static str, Anchor)> {
    let finder = Finder::new(&copy.cable);
    let count = copy.texts.len();
    let mut anchors = Vec::new();
    for (at, first, length, more) in quotes {
        let at = at % count;
        let words = &copy.texts[at];
        let first = first % words.len();
        let last = (first + length).min(words.len() - 1);
        let end = &copy.texts[(at + more).min(count - 1)];
        let mut push = |kind, from: Span, to: Span| {
            let anchor = finder.range(from.join(to)).unwrap();
            anchors.push((kind, anchor));
        };
        push("paragraph", words[0], words[words.len() - 1]);
        push("words", words[first], words[last]);
        if at + more < count && *more > 0 {
            push("words of several paragraphs", words[first], end[length % end.len()]);
            push("several paragraphs", words[0], end[end.len() - 1]);
        }
        let mention = finder.range(words[last]).unwrap();
        anchors.push(("entity", Anchor { entity: "X".into(), ..mention }));
    }
    let sections = (0..copy.cable.headings.len()).filter_map(|heading| finder.section(heading));
    anchors.extend(sections.map(|anchor| ("section", anchor)));
    anchors
}

/// How often each kind of anchor came to what.
type Tally = BTreeMap<&'static str, BTreeMap<&'static str, u32>>;

fn check(
    then: &[Paragraph],
    edits: &[Edit],
    quotes: &[Quote],
    tally: &mut Tally,
) -> Result<(), TestCaseError> {
    let (mut now, mut form) = (then.to_vec(), Form::PLAIN);
    let before = copies::copy(then, form);
    edits.iter().for_each(|edit| copies::apply(&mut now, &mut form, edit));
    let after = copies::copy(&now, form);
    // A line that is not read as a heading, such as one printed on every page, heads nothing.
    for (paragraph, words) in now.iter_mut().zip(&after.headings) {
        let is_it = |span: Span| words.first().is_some_and(|word| span.contains(word.start));
        let mut read =
            after.cable.headings.iter().map(|heading| after.cable.blocks[heading.block].reading.span());
        paragraph.heading = paragraph.heading.take().filter(|_| read.any(is_it));
    }
    let (finder_then, finder) = (Finder::new(&before.cable), Finder::new(&after.cable));
    let verdict = Verdict { then, now: &now };
    for (kind, anchor) in anchors(&before, quotes) {
        let first = finder_then.find(&anchor);
        prop_assert!(
            matches!(first, Resolution::Exact(_)),
            "not found in the same text: {anchor:?} {first:?}"
        );
        let Some(quoted) = first.found().and_then(|found| stretch(&before, found.span)) else { continue };
        let resolution = finder.find(&anchor);
        *tally.entry(kind).or_default().entry(resolution.word()).or_default() += 1;
        let Some(found) = resolution.found() else {
            prop_assert!(!edits.is_empty(), "not found in the same text: {anchor:?} {resolution:?}");
            continue;
        };
        let place = stretch(&after, found.span);
        let is_right = place.is_some_and(|place| {
            verdict.is_right(quoted.0, place.0)
                && verdict.is_right(quoted.1, place.1)
                && (place.0.paragraph <= place.1.paragraph)
                && Verdict::letters(then, quoted) == Verdict::letters(&now, place)
        });
        prop_assert!(is_right, "{kind}: {resolution:?} {place:?} of {quoted:?} {anchor:?} in {now:?}");
    }
    Ok(())
}

#[test]
fn no_note_stands_at_a_wrong_place() {
    let config = ProptestConfig { cases: CASES, failure_persistence: None, ..ProptestConfig::default() };
    let quotes = proptest::collection::vec((0..8usize, 0..30usize, 0..12usize, 0..3usize), 2);
    let cases = (copies::paragraphs(), proptest::collection::vec(copies::edit(), 0..6), quotes);
    let tally = RefCell::new(Tally::new());
    let outcome = TestRunner::new(config)
        .run(&cases, |(then, edits, quotes)| check(&then, &edits, &quotes, &mut tally.borrow_mut()));
    outcome.unwrap();
    for (kind, counts) in tally.borrow().iter() {
        let all: u32 = counts.values().sum();
        let share = |word: &str| 100.0 * f64::from(counts.get(word).copied().unwrap_or(0)) / f64::from(all);
        println!(
            "{kind}: {all} notes, exact {:.1} %, moved {:.1} %, ambiguous {:.1} %, lost {:.1} %, wrong 0",
            share("exact"),
            share("moved"),
            share("ambiguous"),
            share("lost"),
        );
    }
}
