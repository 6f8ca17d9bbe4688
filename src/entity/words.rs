//! A block's text as words that know how they are written and what the lexicon says of them.

use std::collections::HashMap;
use std::ops::Range;

use super::lexicon::{self, Marks};

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// `embassy`
    Small,
    /// `Embassy`
    Capital,
    /// `EMBASSY`, `U.S.`, `DTOs`: two capitals or more and at most a small plural s.
    Upper,
    /// `EdF`, `ChiComs`
    Mixed,
    /// `J.` or a single capital letter.
    Initial,
    /// Begins with a digit.
    Number,
    /// One character that is no letter or digit.
    Sign,
}

/// A word, number or sign of a line.
#[derive(Clone, Debug)]
pub(super) struct Word<'a> {
    pub(super) text: &'a str,
    /// Its bytes in the line.
    pub(super) range: Range<usize>,
    /// Lower case without accents.
    pub(super) lower: String,
    pub(super) shape: Shape,
    pub(super) marks: Marks,
    /// The size of the town called so, 1 to 3; looked up only for words that may be names.
    pub(super) town: Option<u8>,
    /// Stands right behind its neighbour, without a space.
    pub(super) glued: bool,
    /// Opens a sentence, so that its capital says nothing.
    pub(super) opens: bool,
}

impl Word<'_> {
    /// Whether it has one of the marks.
    pub(super) fn is(&self, marks: Marks) -> bool {
        self.marks.any(marks)
    }

    /// Begins with a capital letter.
    pub(super) fn capital(&self) -> bool {
        matches!(self.shape, Shape::Capital | Shape::Upper | Shape::Mixed | Shape::Initial)
    }

    /// A capital that says something: not a common word at the head of a sentence.
    pub(super) fn telling(&self) -> bool {
        self.capital() && !(self.opens && self.is(Marks::COMMON))
    }

    /// An initial with its dot, or anything capital that could be part of a personal name.
    pub(super) fn name_like(&self) -> bool {
        matches!(self.shape, Shape::Capital | Shape::Mixed | Shape::Initial)
    }
}

/// The words of one line as they stand alone. Linear in its length.
pub(super) fn split(text: &str) -> Vec<Word<'_>> {
    Vocabulary::default().split(text)
}

/// What the lexicon says of the words met so far, by their print: a cable says most words more than once.
#[derive(Default)]
pub(super) struct Vocabulary<'a>(HashMap<&'a str, (Marks, Option<u8>)>);

impl<'a> Vocabulary<'a> {
    /// Splits a line into words. Linear in its length.
    pub(super) fn split(&mut self, text: &'a str) -> Vec<Word<'a>> {
        let mut words: Vec<Word> = Vec::new();
        let mut at = 0;
        let mut opens = true;
        while let Some(first) = text.get(at..).and_then(|rest| rest.chars().next()) {
            if first.is_whitespace() {
                at += first.len_utf8();
                continue;
            }
            let length = length_at(text, at, first);
            let range = at..at + length;
            let piece = text.get(range.clone()).unwrap_or_default();
            let lower = fold(piece);
            let shape = shape_of(piece, first);
            let (marks, town) = self.look_up(piece, &lower, shape);
            let glued = words.last().is_some_and(|word| word.range.end == at);
            let opening = opens && shape != Shape::Sign;
            words.push(Word { text: piece, range, lower, shape, marks, town, glued, opens: opening });
            opens = match shape {
                Shape::Sign => opens || matches!(first, '.' | '?' | '!' | ':' | '•' | ';'),
                Shape::Number => opens,
                _ => false,
            };
            at += length;
        }
        words
    }

    /// The marks of a word, and the size of the town called so. The long lists are for words that may be names: looking
    /// up the small ones would take most of the time.
    fn look_up(&mut self, piece: &'a str, lower: &str, shape: Shape) -> (Marks, Option<u8>) {
        if matches!(shape, Shape::Number | Shape::Sign) {
            return (Marks::NONE, None);
        }
        *self.0.entry(piece).or_insert_with(|| match shape {
            Shape::Small => (lexicon::phrase(lower), None),
            _ => {
                let town = lexicon::town(lower);
                (lexicon::word(lower, town.is_some()), town)
            }
        })
    }
}

/// The length of the word that begins at `at` with `first`.
fn length_at(text: &str, at: usize, first: char) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    if is_apostrophe(first) && rest.get(first.len_utf8()..).is_some_and(is_possessive) {
        return first.len_utf8() + 1;
    }
    if first.is_alphabetic() {
        return abbreviation(rest).unwrap_or_else(|| letters(rest));
    }
    if first.is_ascii_digit() {
        return digits(rest);
    }
    first.len_utf8()
}

/// `U.S.`, `p.m.`, `D.C.`, and the initial `J.`: single letters with dots.
fn abbreviation(rest: &str) -> Option<usize> {
    let mut length = 0;
    let mut letters = 0;
    let mut chars = rest.chars().peekable();
    while let (Some(letter), true) =
        (chars.next().filter(|c| c.is_alphabetic()), chars.next_if_eq(&'.').is_some())
    {
        length += letter.len_utf8() + 1;
        letters += 1;
        if letters == 1 && letter.is_lowercase() && !chars.peek().is_some_and(|c| c.is_alphabetic()) {
            return None;
        }
    }
    // A letter without its dot at the end, `U.S`, belongs too when it stands alone.
    let tail = rest.get(length..).and_then(|tail| tail.chars().next());
    if letters > 0 && letters < 2 && tail.is_some_and(char::is_alphanumeric) {
        let mut after = rest.get(length..)?.chars();
        let letter = after.next().filter(|c| c.is_uppercase())?;
        let alone = !after.next().is_some_and(char::is_alphanumeric);
        return (alone).then_some(length + letter.len_utf8());
    }
    (letters > 0).then_some(length)
}

/// Letters, digits and inner apostrophes; a possessive `'s` is left for the next word.
fn letters(rest: &str) -> usize {
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let inner = is_apostrophe(c)
            && chars.peek().is_some_and(|(_, next)| next.is_alphabetic())
            && !rest.get(at + c.len_utf8()..).is_some_and(is_possessive);
        if !(c.is_alphanumeric() || inner || is_combining(c)) {
            return at;
        }
    }
    rest.len()
}

/// Digits with inner `.` and `,`, and letters behind them: `25,000`, `100850Z`, `09OSLO1234`.
fn digits(rest: &str) -> usize {
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let inner = matches!(c, '.' | ',') && chars.peek().is_some_and(|(_, next)| next.is_ascii_digit());
        if !(c.is_alphanumeric() || inner) {
            return at;
        }
    }
    rest.len()
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '`')
}

fn is_combining(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// Whether the text behind an apostrophe is the possessive s.
fn is_possessive(after: &str) -> bool {
    let mut chars = after.chars();
    matches!(chars.next(), Some('s' | 'S')) && !chars.next().is_some_and(char::is_alphanumeric)
}

fn shape_of(piece: &str, first: char) -> Shape {
    if first.is_ascii_digit() {
        return Shape::Number;
    }
    if !first.is_alphabetic() {
        return Shape::Sign;
    }
    let upper = piece.chars().filter(|c| c.is_uppercase()).count();
    let small = piece.chars().filter(|c| c.is_lowercase()).count();
    let plural = small == 1 && upper > 1 && piece.ends_with('s');
    match (first.is_uppercase(), upper, small) {
        (_, 0, _) => Shape::Small,
        (true, 1, 0) => Shape::Initial,
        (_, _, 0) => Shape::Upper,
        _ if plural => Shape::Upper,
        (true, 1, _) => Shape::Capital,
        _ => Shape::Mixed,
    }
}

/// Lower case; accents of Latin letters and apostrophes fall away.
pub(super) fn fold(text: &str) -> String {
    if text.is_ascii() && !text.contains('`') {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' => folded.push('a'),
            'ç' | 'č' | 'ć' => folded.push('c'),
            'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ę' => folded.push('e'),
            'ì' | 'í' | 'î' | 'ï' | 'ı' | 'ī' => folded.push('i'),
            'ñ' | 'ń' => folded.push('n'),
            'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' => folded.push('o'),
            'š' | 'ş' | 'ś' => folded.push('s'),
            'ù' | 'ú' | 'û' | 'ü' | 'ū' => folded.push('u'),
            'ý' | 'ÿ' => folded.push('y'),
            'ž' | 'ź' | 'ż' => folded.push('z'),
            'ğ' => folded.push('g'),
            'ł' => folded.push('l'),
            '’' | '‘' | '`' => folded.push('\''),
            _ if is_combining(c) => {}
            _ => folded.push(c),
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(line: &str) -> Vec<&str> {
        split(line).iter().map(|word| word.text).collect()
    }

    #[test]
    fn splits_words_signs_and_possessives() {
        assert_eq!(texts("Oslo's U.S.-Norway talks"), ["Oslo", "'s", "U.S.", "-", "Norway", "talks"]);
        assert_eq!(texts("J. O'Hara, 25,000 men."), ["J.", "O'Hara", ",", "25,000", "men", "."]);
        assert_eq!(texts("the U.S."), ["the", "U.S."]);
        assert_eq!(texts("don't"), ["don't"]);
    }

    #[test]
    fn knows_how_a_word_is_written() {
        let shapes: Vec<Shape> =
            split("Oslo NATO EdF J. ministry DTOs 3rd").iter().map(|word| word.shape).collect();
        use Shape::*;
        assert_eq!(shapes, [Capital, Upper, Mixed, Initial, Small, Upper, Number]);
    }

    #[test]
    fn a_sentence_opens_after_a_stop_and_behind_a_mark() {
        let opening: Vec<String> = split("3. (C) The envoy left. He rang: Good")
            .into_iter()
            .filter(|w| w.opens)
            .map(|w| w.lower)
            .collect();
        assert_eq!(opening, ["3", "c", "he", "good"]);
    }
}
