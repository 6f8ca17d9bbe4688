//! Text as it is read, with a map back to the file.
//!
//! A copy of a cable breaks its lines at 55 columns, triples its blank lines and turns apostrophes into commas.
//! A [`Reading`] is the repaired, reflowed text of one block, and it remembers for every byte where in the decoded
//! text it came from, so that a note, a search hit or a mention found in the reading stands at its place in the file.

use std::ops::Range;

use super::Span;

/// One stretch of a reading and the stretch of the decoded text that it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    /// Where the stretch begins in the reading.
    at: usize,
    /// What it stands for. As long as the stretch when copied verbatim; of any length when repaired.
    source: Span,
    /// Copied byte for byte (offsets inside map one to one) or repaired (the stretch maps as a whole).
    verbatim: bool,
}

/// The repaired, reflowed text of one block.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    text: String,
    runs: Vec<Run>,
}

impl Reading {
    /// The text of `span` of `source` as it stands. An empty one still knows its place: a blank line is somewhere.
    pub fn verbatim(source: &str, span: Span) -> Self {
        let mut reading = Self::default();
        reading.copy(source, span);
        if span.is_empty() {
            reading.runs.push(Run { at: 0, source: span, verbatim: true });
        }
        reading
    }

    /// An empty reading with room for the lines at `spans`, each a run and a line break.
    pub(crate) fn for_lines(spans: impl Iterator<Item = Span>) -> Self {
        let (lines, bytes) = spans.fold((0, 0), |(lines, bytes), span| (lines + 1, bytes + span.len() + 1));
        Self { text: String::with_capacity(bytes), runs: Vec::with_capacity(2 * lines) }
    }

    /// Appends `span` of `source` unchanged.
    pub fn copy(&mut self, source: &str, span: Span) {
        if span.is_empty() {
            return;
        }
        match self.runs.last_mut() {
            Some(last) if last.verbatim && last.source.end == span.start => last.source.end = span.end,
            _ => self.runs.push(Run { at: self.text.len(), source: span, verbatim: true }),
        }
        self.text.push_str(&source[span.range()]);
    }

    /// Appends `shown` in place of `span` of the source: a joined line break, a repaired character.
    pub fn replace(&mut self, shown: &str, span: Span) {
        if shown.is_empty() {
            return;
        }
        self.runs.push(Run { at: self.text.len(), source: span, verbatim: false });
        self.text.push_str(shown);
    }

    /// Takes back the last character when it is `last`: the hyphen of a word broken over two lines.
    pub(crate) fn withdraw(&mut self, last: char) {
        if !self.text.ends_with(last) {
            return;
        }
        self.text.truncate(self.text.len() - last.len_utf8());
        if let Some(run) = self.runs.last_mut().filter(|run| run.verbatim) {
            run.source.end -= last.len_utf8();
        }
        self.runs.pop_if(|run| run.at >= self.text.len());
    }

    /// Appends another reading behind `between`: the next block of a text that is read as a whole.
    pub(crate) fn append(&mut self, between: &str, other: &Self) {
        let gap = Span::new(self.span().end, other.span().start);
        if !self.text.is_empty() {
            self.replace(between, gap);
        }
        let shift = self.text.len();
        self.runs.extend(other.runs.iter().map(|run| Run { at: run.at + shift, ..*run }));
        self.text.push_str(&other.text);
    }

    /// The bytes `range` of the reading, on character boundaries, with their map.
    pub(crate) fn part(&self, range: Range<usize>) -> Self {
        let mut part = Self { text: self.text[range.clone()].to_owned(), runs: Vec::new() };
        for (index, run) in self.runs.iter().enumerate() {
            let end = self.runs.get(index + 1).map_or(self.text.len(), |next| next.at);
            let (from, to) = (run.at.max(range.start), end.min(range.end));
            if from < to {
                let place = |at: usize| run.source.start + at - run.at;
                let source = if run.verbatim { Span::new(place(from), place(to)) } else { run.source };
                part.runs.push(Run { at: from - range.start, source, ..*run });
            }
        }
        part
    }

    /// The text for the reader.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text as it is printed in `source`, unrepaired, with its line breaks joined and without what stands between
    /// its lines.
    pub fn printed(&self, source: &str) -> String {
        let mut printed = String::with_capacity(self.text.len());
        let mut reached = self.span().start;
        for (index, run) in self.runs.iter().enumerate() {
            let skipped = source.get(reached..run.source.start).unwrap_or_default();
            // The hyphen that is taken out, and the line break, which has no blank in its place.
            let (hyphen, gap) =
                skipped.split_at(skipped.len() - skipped.trim_start_matches(['-', '\u{ad}']).len());
            printed.push_str(hyphen);
            printed.push_str(if gap.is_empty() { "" } else { " " });
            reached = run.source.end;
            let end = self.runs.get(index + 1).map_or(self.text.len(), |next| next.at);
            let blank = self.text.get(run.at..end).is_some_and(|shown| shown.trim().is_empty());
            printed.push_str(if blank { " " } else { source.get(run.source.range()).unwrap_or_default() });
        }
        let words: Vec<&str> = printed.split_whitespace().collect();
        words.join(" ")
    }

    /// From the first to the last place of the source that the reading shows.
    pub fn span(&self) -> Span {
        match (self.runs.first(), self.runs.last()) {
            (Some(first), Some(last)) => Span::new(first.source.start, last.source.end),
            _ => Span::default(),
        }
    }

    /// Where the bytes `range` of the reading stand in the source. A repaired stretch counts whole.
    pub fn to_source(&self, range: Range<usize>) -> Span {
        if range.is_empty() {
            let at = self.source_of(range.start).start;
            return Span::new(at, at);
        }
        Span::new(self.source_of(range.start).start, self.source_of(range.end - 1).end)
    }

    /// The bytes of the reading that show any of `span` of the source; empty when none does.
    pub fn from_source(&self, span: Span) -> Range<usize> {
        let mut found: Option<Range<usize>> = None;
        let first = self.runs.partition_point(|run| run.source.end <= span.start);
        for (index, run) in self.runs.iter().enumerate().skip(first) {
            if run.source.start >= span.end.max(span.start + 1) {
                break;
            }
            let end = self.runs.get(index + 1).map_or(self.text.len(), |next| next.at);
            let part = if run.verbatim {
                let from = span.start.max(run.source.start) - run.source.start + run.at;
                let to = span.end.min(run.source.end).max(run.source.start) - run.source.start + run.at;
                from..to.max(from)
            } else {
                run.at..end
            };
            found = Some(found.map_or(part.clone(), |so_far| so_far.start..part.end));
        }
        let at = self.runs.get(first).map_or(self.text.len(), |run| run.at);
        found.unwrap_or(at..at)
    }

    /// The source of the byte at `at` (clamped): that byte if copied, the whole replaced stretch if repaired.
    fn source_of(&self, at: usize) -> Span {
        let index = self.runs.partition_point(|run| run.at <= at);
        let Some(run) = index.checked_sub(1).and_then(|i| self.runs.get(i)) else {
            return Span::default();
        };
        if !run.verbatim {
            return run.source;
        }
        let start = (run.source.start + at - run.at).min(run.source.end);
        Span::new(start, (start + 1).min(run.source.end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repaired() -> (&'static str, Reading) {
        let source = "the\ncountry,s name";
        let mut reading = Reading::default();
        reading.copy(source, Span::new(0, 3));
        reading.replace(" ", Span::new(3, 4));
        reading.copy(source, Span::new(4, 11));
        reading.replace("'", Span::new(11, 12));
        reading.copy(source, Span::new(12, 18));
        (source, reading)
    }

    #[test]
    fn reads_repaired_and_maps_back() {
        let (source, reading) = repaired();
        assert_eq!(reading.text(), "the country's name");
        let at = reading.text().find("country's").unwrap();
        assert_eq!(&source[reading.to_source(at..at + 9).range()], "country,s");
        assert_eq!(reading.span(), Span::new(0, source.len()));
    }

    #[test]
    fn finds_a_source_span_in_the_reading() {
        let (_, reading) = repaired();
        assert_eq!(&reading.text()[reading.from_source(Span::new(4, 13))], "country's");
        assert_eq!(reading.from_source(Span::new(40, 50)), 18..18);
    }

    #[test]
    fn prints_what_it_repairs_without_what_it_leaves_out() {
        let (source, reading) = repaired();
        assert_eq!(reading.printed(source), "the country,s name");
        let source = "two\nPAGE 02\nlines";
        let mut reading = Reading::default();
        reading.copy(source, Span::new(0, 3));
        reading.replace(" ", Span::new(3, 12));
        reading.copy(source, Span::new(12, 17));
        assert_eq!(reading.printed(source), "two lines");
        let source = "juris-\ndiction";
        let mut reading = Reading::default();
        reading.copy(source, Span::new(0, 5));
        reading.copy(source, Span::new(7, 14));
        assert_eq!(reading.printed(source), "juris- diction");
        let source = "juris\u{ad}diction";
        let mut reading = Reading::default();
        reading.copy(source, Span::new(0, 5));
        reading.copy(source, Span::new(7, 14));
        assert_eq!(reading.printed(source), source);
    }

    #[test]
    fn a_part_keeps_its_map() {
        let (_, reading) = repaired();
        let part = reading.part(2..13);
        assert_eq!(part.text(), "e country's");
        assert_eq!(part.span(), Span::new(2, 13));
        for at in 0..11 {
            assert_eq!(part.to_source(at..at + 1), reading.to_source(at + 2..at + 3), "{at}");
        }
        assert_eq!(reading.part(4..4), Reading::default());
    }

    #[test]
    fn a_blank_line_knows_its_place() {
        let blank = Reading::verbatim("a\n\nb", Span::new(2, 2));
        assert_eq!((blank.text(), blank.span()), ("", Span::new(2, 2)));
        assert_eq!(blank.to_source(0..0), Span::new(2, 2));
    }

    #[test]
    fn an_empty_reading_answers() {
        let reading = Reading::default();
        assert_eq!(reading.to_source(0..0), Span::default());
        assert_eq!(reading.from_source(Span::new(0, 9)), 0..0);
    }
}
