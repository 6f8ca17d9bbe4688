//! How the lines of a copy are parted: where it wraps them, and where something else begins.

use std::collections::BTreeSet;

use super::words::plain;
use crate::cable::{Cable, PartKind, Span};

/// What parts lines, in whatever copy.
pub(super) const BREAKS: [char; 11] =
    ['\n', '\r', '\u{b}', PAGE, '\u{85}', '\u{2028}', '\u{2029}', '\u{1c}', '\u{1d}', '\u{1e}', '\u{1f}'];
/// Stands for page lines, banners, rulers and whatever else parts two lines of one paragraph: so does a form feed.
pub(super) const PAGE: char = '\u{c}';
/// Columns of a telegram. Its drafter goes on to the next line where the next word does not fit.
const COLUMNS: usize = 55;
/// Columns from which on a line can be a wrapped one.
const FULL: usize = 40;
/// Wrapped lines that show how a copy wraps.
const ENOUGH: usize = 3;

/// What parts a line from the one above.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Parted {
    /// What the copy wraps its lines with.
    Wrapped,
    /// At least one empty line.
    Blank,
    /// A page line, or a sign that this copy does not wrap with.
    Broken,
    /// The same, on one line with what follows it.
    Joined,
}

/// How one copy wraps its lines.
#[derive(Clone, Debug)]
pub(super) struct Wrapping {
    /// The signs that it wraps with.
    signs: BTreeSet<char>,
    /// How many columns a line has before it is wrapped; without any wrapped line, each break ends something.
    columns: usize,
}

impl Wrapping {
    /// As the paragraphs of the cable show it: a sentence that goes on below in small letters was wrapped.
    pub(super) fn of(cable: &Cable) -> Self {
        let every = Self { signs: BREAKS.into(), columns: 0 };
        let (mut signs, mut widths) = (BTreeSet::from(['\n']), Vec::new());
        let mut counts = [0_usize; BREAKS.len()];
        for paragraph in &cable.paragraphs {
            let source = source(cable, paragraph.span);
            let mut above = "";
            for (run, line) in pieces(&source) {
                let goes_on = line.trim_start().starts_with(char::is_lowercase);
                let sign = run.chars().find(|sign| *sign != '\r' || !run.contains('\n'));
                let at = sign.and_then(|sign| BREAKS.iter().position(|it| *it == sign));
                if let Some(at) = at.filter(|_| goes_on && !above.is_empty() && !run.contains(PAGE)) {
                    counts[at] += 1;
                }
                // In capitals nothing shows but that no sentence ends.
                let broken = above.is_empty() || ends(above) || leads(above);
                if every.parts(&run) == Parted::Wrapped && !broken && width(above) >= FULL {
                    widths.push(width(above));
                }
                above = line;
            }
        }
        signs.extend(BREAKS.iter().zip(counts).filter(|(_, count)| *count >= ENOUGH).map(|(sign, _)| *sign));
        widths.sort_unstable();
        let widest = widths.get(widths.len() * 9 / 10).filter(|_| widths.len() >= ENOUGH);
        let columns = widest.map_or(usize::MAX, |widest| (*widest).max(COLUMNS));
        Self { signs, columns }
    }

    /// As lines of a header are wrapped: a copy leaves them as they were sent.
    pub(super) fn of_header() -> Self {
        Self { signs: BTreeSet::from(['\n']), columns: COLUMNS }
    }

    /// A copy that is so narrow that each of its lines is full.
    #[cfg(test)]
    pub(super) fn narrow() -> Self {
        Self { signs: BTreeSet::from(['\n']), columns: 0 }
    }

    /// A copy that wraps nothing.
    #[cfg(test)]
    pub(super) fn wide() -> Self {
        Self { signs: BTreeSet::from(['\n']), columns: usize::MAX }
    }

    /// The lines that are not empty, and what parts each from the one above.
    pub(super) fn lines<'a>(&self, text: &'a str) -> impl Iterator<Item = (Parted, &'a str)> {
        pieces(text).map(|(run, line)| (self.parts(&run), line))
    }

    fn parts(&self, run: &str) -> Parted {
        let returns = run.contains('\n');
        let mut signs = run.chars().filter(|sign| *sign != '\r' || !returns);
        if signs.clone().any(|sign| !self.signs.contains(&sign)) {
            return if run.ends_with('\n') { Parted::Broken } else { Parted::Joined };
        }
        if signs.nth(1).is_some() { Parted::Blank } else { Parted::Wrapped }
    }

    /// Whether something may stand in `text` that is no part of its first line, as a second line of a subject.
    pub(super) fn holds_line_apart(&self, text: &str) -> bool {
        let mut above = "";
        self.lines(text).any(|(parted, line)| {
            let above = std::mem::replace(&mut above, line);
            !above.is_empty() && (parted != Parted::Wrapped || self.leaves_room(above, line))
        })
    }

    /// Whether the first word of `below` had its place on the line `above`: whoever left it there meant to end a line.
    pub(super) fn leaves_room(&self, above: &str, below: &str) -> bool {
        let word = below.split_whitespace().next().unwrap_or_default();
        width(above).saturating_add(1 + width(word)) <= self.columns
    }
}

/// What stands at `span` in the file. Page lines and banners in it are pages.
pub(super) fn source(cable: &Cable, span: Span) -> String {
    let mut source = String::new();
    let first = cable.parts.partition_point(|part| part.span.end <= span.start);
    for part in cable.parts.iter().skip(first).take_while(|part| part.span.start < span.end) {
        let shown = Span::new(part.span.start.max(span.start), part.span.end.min(span.end));
        let printed = cable.text.get(shown.range()).unwrap_or_default();
        match part.kind {
            PartKind::Furniture | PartKind::Wrapper => {
                source.push(PAGE);
                source.extend(printed.ends_with('\n').then_some('\n'));
            }
            _ => source.push_str(printed),
        }
    }
    source
}

/// The lines that are not empty, each with the breaks above it.
fn pieces(text: &str) -> impl Iterator<Item = (String, &str)> {
    let mut run = String::new();
    text.split_inclusive(BREAKS).filter_map(move |piece| {
        let line = piece.trim_end_matches(BREAKS);
        let above = (!line.trim().is_empty()).then(|| std::mem::take(&mut run));
        run.push_str(piece.get(line.len()..).unwrap_or_default());
        above.map(|above| (above, line))
    })
}

/// Whether a sentence ends with a line, whatever quotation or bracket ends with it.
pub(super) fn ends(line: &str) -> bool {
    let closing = |c: char| c.is_whitespace() || "\"')]}*#\\/|_=~-".contains(c);
    line.trim_end_matches(closing).ends_with(['.', '!', '?'])
}

/// Whether a line leads to what stands below it.
pub(super) fn leads(line: &str) -> bool {
    line.trim_end().ends_with([':', ';', ',', '-']) && !ends(line)
}

fn width(text: &str) -> usize {
    plain(text).trim_end().chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cable::decode;

    fn wrapping(paragraphs: &str) -> Wrapping {
        let text = format!("S E C R E T ELBONIA 000012\n\nSUBJECT: BOATS\n\n{paragraphs}\n");
        Wrapping::of(&Cable::parse(decode(text.into())))
    }

    #[test]
    fn a_copy_shows_how_wide_it_is() {
        let line = "the boats of the lake and of the rivers were counted by all of";
        let wrapped = wrapping(&format!("1. (S) On that day\n{line}\n{line}\n{line}\nthem."));
        assert!(wrapped.leaves_room("He left.", "Nobody") && !wrapped.leaves_room(line, "them"));
        assert!(wrapping("1. (S) One line.\n\n2. (S) Another.").leaves_room(line, "them"));
        assert!(
            !Wrapping::of_header()
                .holds_line_apart("SUBJECT: THE BOATS OF THE LAKE AND OF ALL OF THE\nGREAT-RIVERS")
        );
        for apart in ["SUBJECT: BOATS\nRIVERS", "SUBJECT: BOATS\n\nRIVERS", "SUBJECT: BOATS\u{2028}RIVERS"] {
            assert!(Wrapping::of_header().holds_line_apart(apart), "{apart:?}");
        }
    }

    #[test]
    fn a_sign_that_a_copy_wraps_with_parts_nothing() {
        let parted =
            |wrapping: &Wrapping| wrapping.lines("the\u{2028}boats").nth(1).map(|(parted, _)| parted);
        assert_eq!(parted(&wrapping("1. (S) One line.")), Some(Parted::Joined));
        let signs = "1. (S) One\u{2028}and two\u{2028}and three\u{2028}and four.";
        assert_eq!(parted(&wrapping(signs)), Some(Parted::Wrapped));
    }

    #[test]
    fn page_lines_are_pages() {
        let text = "S E C R E T ELBONIA 000012\n\nSUBJECT: BOATS\n\n1. (S) They left\nELBONIA 00000012  002 OF 003 on\nthat day.\n";
        let cable = Cable::parse(decode(text.into()));
        let source = source(&cable, cable.paragraphs[0].span);
        assert!(source.contains("left\n\u{c} on\nthat"), "{source:?}");
    }
}
