//! Copies of a made-up cable, edited at random, in which it is known where every word has come from.

use proptest::prelude::*;
use reftel::cable::{Cable, Span, decode};

/// Few words, so that texts repeat.
const WORDS: [&str; 13] = [
    "embassy",
    "minister",
    "harbor",
    "said",
    "that",
    "the",
    "not",
    "attach\u{e9}",
    "will",
    "report",
    "May",
    "d'affaires",
    "fisheries",
];

/// Words in a row, and where they come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Words {
    pub(crate) words: Vec<String>,
    /// The paragraph of the cable that was annotated; `None` for new ones.
    pub(crate) origin: Option<usize>,
    pub(crate) is_copy: bool,
}

impl Words {
    fn new(words: Vec<String>, origin: Option<usize>) -> Self {
        Self { words, origin, is_copy: false }
    }

    /// The letters of some of the words, in lower case.
    pub(crate) fn letters(&self, first: usize, last: usize) -> String {
        let letters = self.words.get(first..=last).unwrap_or_default().concat().to_lowercase();
        letters.chars().filter(|character| character.is_alphanumeric()).collect()
    }

    pub(crate) fn all_letters(&self) -> String {
        self.letters(0, self.words.len() - 1)
    }
}

/// A paragraph, with the heading above it where there is one.
#[derive(Clone, Debug)]
pub(crate) struct Paragraph {
    pub(crate) text: Words,
    pub(crate) heading: Option<Words>,
    /// Between the words, where the line goes on.
    blank: &'static str,
}

/// How a copy is written down.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Form {
    /// Columns.
    width: usize,
    line_end: &'static str,
    is_latin: bool,
    /// Between printed numbers.
    step: usize,
}

impl Form {
    pub(crate) const PLAIN: Self = Self { width: 60, line_end: "\n", is_latin: false, step: 1 };
}

#[derive(Clone, Debug)]
pub(crate) enum Edit {
    Insert(usize, Vec<String>, Option<Vec<String>>),
    Remove(usize),
    Move(usize, usize),
    Duplicate(usize, usize),
    Typo(usize, usize),
    TypoInHeading(usize, usize),
    Blank(usize),
    Shout(usize),
    Renumber(usize),
    Wrap(usize),
    LineEnds,
    Latin,
}

pub(crate) fn edit() -> impl Strategy<Value = Edit> {
    let at = || 0..12usize;
    prop_oneof![
        (at(), words(), heading()).prop_map(|(at, words, heading)| Edit::Insert(at, words, heading)),
        at().prop_map(Edit::Remove),
        (at(), at()).prop_map(|(from, to)| Edit::Move(from, to)),
        (at(), at()).prop_map(|(from, to)| Edit::Duplicate(from, to)),
        (at(), 0..30usize).prop_map(|(at, word)| Edit::Typo(at, word)),
        (at(), 0..3usize).prop_map(|(at, word)| Edit::TypoInHeading(at, word)),
        at().prop_map(Edit::Blank),
        at().prop_map(Edit::Shout),
        (2..4usize).prop_map(Edit::Renumber),
        (30..100usize).prop_map(Edit::Wrap),
        Just(Edit::LineEnds),
        Just(Edit::Latin),
    ]
}

fn word() -> impl Strategy<Value = String> {
    proptest::sample::select(&WORDS[..]).prop_map(str::to_owned)
}

fn words() -> impl Strategy<Value = Vec<String>> {
    prop_oneof![proptest::collection::vec(word(), 1..4), proptest::collection::vec(word(), 5..30)]
}

fn heading() -> impl Strategy<Value = Option<Vec<String>>> {
    let word = word().prop_map(|word| word.to_uppercase());
    proptest::option::weighted(0.3, proptest::collection::vec(word, 2..4))
}

pub(crate) fn paragraphs() -> impl Strategy<Value = Vec<Paragraph>> {
    proptest::collection::vec((words(), heading()), 1..8).prop_map(|paragraphs| {
        let paragraph = |(at, (words, heading)): (usize, (Vec<String>, Option<Vec<String>>))| Paragraph {
            text: Words::new(words, Some(at)),
            heading: heading.map(|words| Words::new(words, Some(at))),
            blank: " ",
        };
        paragraphs.into_iter().enumerate().map(paragraph).collect()
    })
}

/// Carries an edit out.
pub(crate) fn apply(paragraphs: &mut Vec<Paragraph>, form: &mut Form, edit: &Edit) {
    let count = paragraphs.len();
    let end = |at: &usize| at % (count + 1);
    match edit {
        Edit::Insert(at, words, heading) => {
            let heading = heading.clone().map(|words| Words::new(words, None));
            paragraphs
                .insert(end(at), Paragraph { text: Words::new(words.clone(), None), heading, blank: " " });
        }
        Edit::Renumber(step) => form.step = *step,
        Edit::Wrap(width) => form.width = *width,
        Edit::LineEnds => form.line_end = "\r\n",
        Edit::Latin => form.is_latin = true,
        _ if count == 0 => {}
        Edit::Remove(at) => drop(paragraphs.remove(at % count)),
        Edit::Move(from, to) => {
            let moved = paragraphs.remove(from % count);
            paragraphs.insert(to % count, moved);
        }
        Edit::Duplicate(from, to) => {
            let mut copy = paragraphs[from % count].clone();
            copy.text.is_copy = true;
            copy.heading.iter_mut().for_each(|heading| heading.is_copy = true);
            paragraphs.insert(end(to), copy);
        }
        Edit::Typo(at, word) => spoil(&mut paragraphs[at % count].text, *word, 'q'),
        Edit::TypoInHeading(at, word) => {
            paragraphs[at % count].heading.iter_mut().for_each(|heading| spoil(heading, *word, 'Q'));
        }
        Edit::Blank(at) => paragraphs[at % count].blank = "  ",
        Edit::Shout(at) => {
            let words = &mut paragraphs[at % count].text.words;
            words.iter_mut().for_each(|word| *word = word.to_uppercase());
        }
    }
}

fn spoil(words: &mut Words, word: usize, letter: char) {
    let count = words.words.len();
    words.words[word % count].push(letter);
}

/// A copy as the program reads it.
pub(crate) struct Copy {
    pub(crate) cable: Cable,
    /// Of each paragraph, the spans of its words.
    pub(crate) texts: Vec<Vec<Span>>,
    /// Of each paragraph, the spans of the words of its heading.
    pub(crate) headings: Vec<Vec<Span>>,
}

/// Writes the paragraphs down and reads them as a file.
pub(crate) fn copy(paragraphs: &[Paragraph], form: Form) -> Copy {
    let mut sheet = Sheet { text: String::new(), form };
    for line in ["C O N F I D E N T I A L OSLO 000001", "", "TAGS: PREL", "SUBJECT: BOATS", ""] {
        sheet.line(line);
    }
    let (mut texts, mut headings) = (Vec::new(), Vec::new());
    for (at, paragraph) in paragraphs.iter().enumerate() {
        let heading = paragraph.heading.as_ref().map(|heading| sheet.words("", &heading.words, " "));
        headings.push(heading.unwrap_or_default());
        let number = format!("{}. (C) ", 1 + at * form.step);
        texts.push(sheet.words(&number, &paragraph.text.words, paragraph.blank));
    }
    let bytes = if form.is_latin { latin(&sheet.text) } else { sheet.text.clone().into_bytes() };
    let decoded = decode(bytes);
    assert_eq!(decoded.text, sheet.text);
    Copy { cable: Cable::parse(decoded), texts, headings }
}

fn latin(text: &str) -> Vec<u8> {
    text.chars().map(|character| u8::try_from(u32::from(character)).unwrap()).collect()
}

struct Sheet {
    text: String,
    form: Form,
}

impl Sheet {
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push_str(self.form.line_end);
    }

    /// Writes words, wrapped, with a blank line behind; gives their spans.
    fn words(&mut self, number: &str, words: &[String], blank: &str) -> Vec<Span> {
        let mut start = self.text.len();
        self.text.push_str(number);
        let mut spans: Vec<Span> = Vec::new();
        for word in words {
            if !spans.is_empty() {
                if self.text.len() - start + word.len() > self.form.width {
                    self.text.push_str(self.form.line_end);
                    start = self.text.len();
                } else {
                    self.text.push_str(blank);
                }
            }
            spans.push(Span::new(self.text.len(), self.text.len() + word.len()));
            self.text.push_str(word);
        }
        // What stands below a text without a full stop is no heading.
        self.line(if number.is_empty() { "" } else { "." });
        self.line("");
        spans
    }
}
