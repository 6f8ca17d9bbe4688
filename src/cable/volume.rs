//! A file as a row of cables: an archive puts many into one file, and a copyist sometimes the same one twice.
//!
//! Only where each begins is held; a cable is parsed when somebody asks for it, so that a file of 20,000 cables opens
//! as fast as its text is read.

use std::ops::Range;

use super::parse::message;
use super::text::boundary;
use super::{Cable, Decoded, Header, Markup};

/// Bytes of a cable that are read for its title.
const HEAD: usize = 8 << 10;

/// The decoded text of a file, and where its cables begin. There is always at least one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Volume {
    text: String,
    notices: Vec<String>,
    markup: Markup,
    starts: Vec<Start>,
    /// Whether the pieces are parts of a text that is too long to be shown as one.
    parted: bool,
}

/// Where a cable begins in its file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Start {
    /// Bytes of the decoded text before it.
    pub byte: usize,
    /// Unicode scalars before it.
    pub scalar: usize,
    /// Line ends before it.
    pub line: usize,
}

impl Volume {
    /// Finds the cables of a decoded text, in time linear in its length.
    pub fn new(decoded: Decoded) -> Self {
        let starts = located(&decoded.text, message::starts(&decoded.text));
        let Decoded { text, notices, markup } = decoded;
        Self { text, notices, markup, starts, parted: false }
    }

    /// The same volume with every cable of more than `longest` bytes in parts of at most `part`, cut at line ends where
    /// there are any: to be looked at, one part at a time.
    pub fn in_parts(mut self, longest: usize, part: usize) -> Self {
        let mut cuts = Vec::new();
        for index in 0..self.count() {
            let Range { mut start, end } = self.range(index);
            cuts.push(start);
            let long = end - start > longest;
            while long && end - start > part {
                start = cut(&self.text, start..start + part);
                cuts.push(start);
                self.parted = true;
            }
        }
        if self.parted {
            self.starts = located(&self.text, cuts);
        }
        self
    }

    /// How many cables, or parts, there are.
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// Whether the pieces are parts of longer texts.
    pub fn is_parted(&self) -> bool {
        self.parted
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Parses the cable at `index`, from 0; beyond the last, the empty one.
    pub fn cable(&self, index: usize) -> Cable {
        let start = self.starts.get(index).copied().unwrap_or_default();
        let mut cable =
            Cable::parse(Decoded { notices: self.notices.clone(), ..self.piece(self.range(index)) });
        for warning in &mut cable.warnings {
            warning.line += start.line;
        }
        Cable { start, ..cable }
    }

    /// All cables, parsed one after the other.
    pub fn cables(&self) -> impl Iterator<Item = Cable> {
        (0..self.count()).map(|index| self.cable(index))
    }

    /// The header of the cable at `index`, read off its first lines only.
    pub fn title(&self, index: usize) -> Header {
        let Range { start, end } = self.range(index);
        let head = boundary(&self.text, (start + HEAD).min(end));
        Cable::parse(self.piece(start..head)).header
    }

    fn piece(&self, range: Range<usize>) -> Decoded {
        let markup = self.markup.within(&range);
        let text = self.text.get(range).unwrap_or_default().to_owned();
        Decoded { text, markup, ..Decoded::default() }
    }

    /// The bytes of the text that the cable at `index` takes.
    pub fn range(&self, index: usize) -> Range<usize> {
        let at = |index: usize| self.starts.get(index).map_or(self.text.len(), |start| start.byte);
        at(index)..at(index + 1)
    }
}

/// Counts scalars and lines up to each of `bytes`, which rise.
fn located(text: &str, bytes: Vec<usize>) -> Vec<Start> {
    let mut start = Start::default();
    let count = |byte: usize| {
        let passed = text.get(start.byte..byte).unwrap_or_default();
        start = Start {
            byte,
            scalar: start.scalar + passed.chars().count(),
            line: start.line + memchr::memchr_iter(b'\n', passed.as_bytes()).count(),
        };
        start
    };
    bytes.into_iter().map(count).collect()
}

/// Where to cut a text that is too long: behind the last blank line in the second half of `range`, else behind the last
/// line end, else at its end.
fn cut(text: &str, range: Range<usize>) -> usize {
    let end = boundary(text, range.end);
    let part = text.get(range.start..end).unwrap_or_default();
    let blank = part.rfind("\n\n").filter(|at| *at > part.len() / 2).map(|at| at + 2);
    let line = || part.rfind('\n').map(|at| at + 1);
    blank.or_else(line).map_or(end, |at| range.start + at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cable::decode;
    use proptest::prelude::*;

    fn volume(text: &str) -> Volume {
        Volume::new(decode(text.into()))
    }

    fn message(post: &str, number: u32, section: &str, body: &str) -> String {
        format!(
            "C O N F I D E N T I A L {section}{post} {number:06}\n\nTAGS: PREL\nSUBJECT: BOATS\n\n{body}\n\n"
        )
    }

    fn ids(volume: &Volume) -> Vec<String> {
        volume.cables().filter_map(|cable| Some(cable.header.origin? + &cable.header.number?)).collect()
    }

    #[test]
    fn cables_one_after_the_other_are_parted_above_what_introduces_them() {
        let first = message("OSLO", 12, "", "1. (C) A boat came.\n\nSMITH");
        let second =
            format!("05BERN7\tEmbassy Bern\n{}", message("BERN", 7, "", "1. (U) Höhe.\n2. (U) It left."));
        let found = volume(&format!("{first}{second}"));
        assert_eq!(ids(&found), ["OSLO12", "BERN7"]);
        assert_eq!(&found.text()[found.range(1)], second);
        let cable = found.cable(1);
        assert_eq!(cable.start, Start { byte: first.len(), scalar: first.len(), line: 9 });
        assert_eq!(cable.paragraphs.len(), 2);
        assert_eq!(found.title(1).reference_id.as_deref(), Some("05BERN7"));
    }

    #[test]
    fn the_next_section_goes_on_and_the_first_one_again_begins_anew() {
        let one = message("OSLO", 12, "SECTION 01 OF 02 ", "1. (C) A boat came.");
        let two = message("OSLO", 12, "SECTION 02 OF 02 ", "2. (C) It left.");
        assert_eq!(volume(&format!("{one}{two}")).count(), 1);
        assert_eq!(volume(&format!("{one}{two}{one}{two}")).count(), 2);
    }

    #[test]
    fn a_header_without_a_text_and_a_first_line_without_a_header_begin_nothing() {
        let cut_off = message("OSLO", 12, "", "");
        let whole = message("OSLO", 12, "", "1. (C) A boat came.");
        assert_eq!(volume(&format!("{cut_off}{whole}")).count(), 1);
        assert_eq!(volume(&format!("{whole}S E C R E T BERN 000007\n\nwas its title.")).count(), 1);
    }

    #[test]
    fn a_long_text_is_cut_at_blank_lines_or_line_ends() {
        let text = format!("{}\n\n{}\n{}", "a".repeat(60), "b".repeat(60), "é".repeat(100));
        let parts = volume(&text).in_parts(100, 100);
        let pieces: Vec<&str> = (0..parts.count()).map(|index| &text[parts.range(index)]).collect();
        assert!(parts.is_parted() && pieces.concat() == text);
        assert_eq!(pieces.iter().map(|piece| piece.len()).collect::<Vec<_>>(), [62, 61, 100, 100]);
    }

    proptest! {
        #[test]
        fn pieces_are_the_text(lines in prop::collection::vec(prop::sample::select(vec![
            "C O N F I D E N T I A L OSLO 000012", "S E C R E T SECTION 02 OF 03 BERN 000007", "TAGS: PREL", "1. (C) A boat.",
            "P 101206Z OCT 07", "VZCZCXRO5508", "09OSLO12", "¶2. (U) é", "", "\r", "and more",
        ]), 0..40), longest in 4usize..200) {
            let text = lines.join("\n");
            let found = volume(&text).in_parts(longest, longest.div_ceil(2).max(4));
            let pieces: String = (0..found.count()).map(|index| &text[found.range(index)]).collect();
            prop_assert_eq!(&pieces, &text);
            for (index, cable) in found.cables().enumerate() {
                prop_assert_eq!(&cable.text, &text[found.range(index)]);
                prop_assert_eq!(cable.start.scalar, text[..cable.start.byte].chars().count());
                prop_assert!(index == 0 || found.range(index).start > found.range(index - 1).start);
            }
        }
    }
}
