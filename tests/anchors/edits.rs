//! The law: whatever is done to a cable, no note stands at a wrong place.

use proptest::prelude::*;
use reftel::annotation::{Anchor, Finder, Resolution};
use reftel::cable::{Cable, Span};

use crate::sheet::numbered_cable;

/// Few words, so that texts repeat.
const WORDS: [&str; 12] = [
    "embassy",
    "minister",
    "harbor",
    "said",
    "that",
    "the",
    "not",
    "Post",
    "will",
    "report",
    "May",
    "d'affaires",
];

/// A paragraph and where it comes from.
#[derive(Clone, Debug)]
struct Text {
    words: Vec<String>,
    /// Between the words.
    blank: &'static str,
    /// Its index in the cable that was annotated; `None` for a new one.
    origin: Option<usize>,
    is_copy: bool,
}

impl Text {
    fn letters(&self) -> String {
        let letters = self.words.concat().to_lowercase();
        letters.chars().filter(|character| character.is_alphanumeric()).collect()
    }
}

#[derive(Clone, Debug)]
enum Edit {
    Insert(usize, Vec<String>),
    Remove(usize),
    Move(usize, usize),
    Duplicate(usize, usize),
    Typo(usize, usize),
    Blank(usize),
    Shout(usize),
    Renumber,
}

fn edit() -> impl Strategy<Value = Edit> {
    let at = || 0..12usize;
    prop_oneof![
        (at(), words()).prop_map(|(at, words)| Edit::Insert(at, words)),
        at().prop_map(Edit::Remove),
        (at(), at()).prop_map(|(from, to)| Edit::Move(from, to)),
        (at(), at()).prop_map(|(from, to)| Edit::Duplicate(from, to)),
        (at(), 0..30usize).prop_map(|(at, word)| Edit::Typo(at, word)),
        at().prop_map(Edit::Blank),
        at().prop_map(Edit::Shout),
        Just(Edit::Renumber),
    ]
}

fn words() -> impl Strategy<Value = Vec<String>> {
    let word = proptest::sample::select(&WORDS[..]).prop_map(str::to_owned);
    prop_oneof![proptest::collection::vec(word.clone(), 1..4), proptest::collection::vec(word, 5..30)]
}

/// Carries an edit out; the answer is the step between printed numbers from now on.
fn apply(texts: &mut Vec<Text>, edit: &Edit) -> u32 {
    let count = texts.len();
    let end = |at: &usize| at % (count + 1);
    if let Edit::Insert(at, words) = edit {
        texts.insert(end(at), Text { words: words.clone(), blank: " ", origin: None, is_copy: false });
        return 1;
    }
    if count == 0 {
        return 1;
    }
    match edit {
        Edit::Remove(at) => drop(texts.remove(at % count)),
        Edit::Move(from, to) => {
            let moved = texts.remove(from % count);
            texts.insert(to % count, moved);
        }
        Edit::Duplicate(from, to) => {
            let copy = Text { is_copy: true, ..texts[from % count].clone() };
            texts.insert(end(to), copy);
        }
        Edit::Typo(at, word) => {
            let words = &mut texts[at % count].words;
            let word = word % words.len();
            words[word].push('q');
        }
        Edit::Blank(at) => texts[at % count].blank = "  \n",
        Edit::Shout(at) => texts[at % count].words.iter_mut().for_each(|word| *word = word.to_uppercase()),
        Edit::Insert(..) => {}
        Edit::Renumber => return 3,
    }
    1
}

/// The cable of these texts and, for each, the spans of its words.
fn build(texts: &[Text], step: u32) -> (Cable, Vec<Vec<Span>>) {
    let blocks: Vec<[String; 1]> = texts.iter().map(|text| [text.words.join(text.blank)]).collect();
    let numbered: Vec<(u32, &[String])> =
        (0..).map(|at| 1 + at * step).zip(blocks.iter().map(|b| &b[..])).collect();
    let cable = numbered_cable(&numbered);
    let spans = texts.iter().zip(&cable.blocks).map(|(text, block)| {
        let mut at = block.reading.span().start;
        let span = |word: &String| {
            let span = Span::new(at, at + word.len());
            at = span.end + text.blank.len();
            span
        };
        text.words.iter().map(span).collect()
    });
    let spans = spans.collect();
    (cable, spans)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_note_stands_at_a_wrong_place(
        texts in proptest::collection::vec(words(), 1..8),
        edits in proptest::collection::vec(edit(), 0..6),
        quotes in proptest::collection::vec((0..30usize, 0..12usize), 8),
    ) {
        let mut now: Vec<Text> = texts.iter().cloned().enumerate()
            .map(|(at, words)| Text { words, blank: " ", origin: Some(at), is_copy: false }).collect();
        let then = now.clone();
        let (before, places) = build(&now, 1);
        let step = edits.iter().map(|edit| apply(&mut now, edit)).max().unwrap_or(1);
        let (after, spans) = build(&now, step);
        let finder = Finder::new(&after);
        for (at, (first, length)) in (0..texts.len()).zip(quotes) {
            let first = first % texts[at].len();
            let last = (first + length).min(texts[at].len() - 1);
            let quote = places[at][first].join(places[at][last]);
            let anchors = [
                (Anchor::paragraph(&before, at), 0, texts[at].len() - 1),
                (Anchor::quote(&before, at, quote).unwrap(), first, last),
            ];
            for (anchor, first, last) in anchors {
                let resolution = finder.find(&anchor);
                let Some(found) = resolution.found() else {
                    prop_assert!(!edits.is_empty(), "not found in the same text: {anchor:?} {resolution:?}");
                    continue;
                };
                let text = &now[found.paragraph];
                let whole = spans[found.paragraph].get(first).zip(spans[found.paragraph].get(last));
                let whole = whole.map(|(first, last)| first.join(*last));
                prop_assert_eq!(Some(found.span), whole, "another part of {:?}: {:?}", text, &anchor);
                let is_same = |text: &Text| text.letters() == then[at].letters();
                let original = now.iter().find(|text| text.origin == Some(at) && !text.is_copy);
                let stands_in = original.is_none_or(|original| !is_same(original))
                    && (text.origin == Some(at) || text.origin.is_none() && is_same(text));
                let is_right = text.origin == Some(at) && !text.is_copy;
                // Between the same neighbours nobody can tell a copy from the original.
                let like = |old: Option<usize>, new: Option<usize>| {
                    let old = old.and_then(|at| then.get(at)).map(Text::letters);
                    old == new.and_then(|at| now.get(at)).map(Text::letters)
                };
                let is_like = is_same(text)
                    && like(at.checked_sub(1), found.paragraph.checked_sub(1))
                    && like(Some(at + 1), Some(found.paragraph + 1));
                prop_assert!(is_right || stands_in || is_like, "{resolution:?} of {anchor:?} in {now:?}");
                let unmoved = matches!(resolution, Resolution::Exact(_));
                prop_assert!(!unmoved || found.paragraph == at);
            }
        }
    }
}
