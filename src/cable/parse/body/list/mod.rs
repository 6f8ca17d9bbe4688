//! The inside of a paragraph: running text, lists, tables, embedded texts.

pub(in crate::cable::parse) mod signs;

use super::heading::is_tabular;
use super::ruler::is_ruler;
use crate::cable::parse::line::Line;
use crate::cable::parse::repair::Repairer;
use crate::cable::parse::scan;
use crate::cable::{Block, BlockKind, Reading, Span};
use signs::{
    bullet, counts_inside, ends_date, ends_entry, ends_title, holds_sentence_end, is_abbreviation,
    is_counted, is_label, turn,
};

/// A block before its reading is made.
struct Piece {
    kind: BlockKind,
    /// The first of its lines among all; those up to the first of the next piece are its own.
    first: usize,
    indent: u8,
}

/// The pieces of one paragraph, with the lines of all of them in a row.
#[derive(Default)]
struct Pieces {
    pieces: Vec<Piece>,
    spans: Vec<Span>,
}

impl Pieces {
    /// Opens a piece with its first line.
    fn open(&mut self, kind: BlockKind, span: Span, indent: u8) {
        self.pieces.push(Piece { kind, first: self.spans.len(), indent });
        self.spans.push(span);
    }

    fn last_kind(&self) -> Option<BlockKind> {
        self.pieces.last().map(|piece| piece.kind)
    }

    /// The pieces with their lines.
    fn iter(&self) -> impl Iterator<Item = (&Piece, &[Span])> {
        let ends = self.pieces.iter().skip(1).map(|next| next.first).chain([self.spans.len()]);
        self.pieces.iter().zip(ends).map(|(piece, end)| (piece, &self.spans[piece.first..end]))
    }
}

/// Cuts the lines of paragraphs into blocks.
pub(super) struct Cutter<'a> {
    pub(super) text: &'a str,
    repairer: &'a Repairer<'a>,
    /// The column at which most lines of the cable are wrapped.
    width: usize,
    /// Whether a copy has put most paragraphs on one line each.
    reflowed: bool,
    /// Whether the text has neither a header nor a numbered paragraph: then only full lines go on with the next.
    plain: bool,
}

impl<'a> Cutter<'a> {
    pub(super) fn new(text: &'a str, repairer: &'a Repairer<'a>, lines: &[Line], plain: bool) -> Self {
        Self { text, repairer, width: wrap_width(text, lines), reflowed: is_reflowed(text, lines), plain }
    }

    /// The blocks of one paragraph. `start` is where its text begins, behind number and mark.
    pub(super) fn blocks(&self, lines: &[Line], start: usize) -> Vec<Block> {
        let mut pieces = Pieces::default();
        let mut embedded = false;
        for chunk in lines.chunk_by(|_, below| !below.after_blank) {
            // A list can follow its announcement without a blank line.
            let announced =
                chunk.iter().position(|line| line.of(self.text).ends_with(':')).map_or(0, |at| at + 1);
            let (head, list) = chunk.split_at(announced);
            let parts = if list.len() > 1 && self.is_list(list, true) { [head, list] } else { [chunk, &[]] };
            for part in parts.into_iter().filter(|part| !part.is_empty()) {
                self.chunk(part, start, &mut embedded, &mut pieces);
            }
        }
        let blocks = pieces.iter().map(|(piece, spans)| {
            let reading = match (piece.kind, spans) {
                (BlockKind::Verbatim, [span]) => Reading::verbatim(self.text, *span),
                (_, spans) => self.repairer.reading(spans.iter().copied()),
            };
            Block { kind: piece.kind, reading, paragraph: None, indent: piece.indent }
        });
        blocks.filter(|block| !block.reading.text().is_empty()).collect()
    }

    /// A line that must not be reflowed, with the blanks it is indented by.
    fn verbatim(&self, line: &Line) -> Span {
        let indent = &self.text[line.full.start..line.text.start];
        let start = if indent.trim().is_empty() { line.full.start } else { line.text.start };
        Span::new(start, line.text.end)
    }

    /// The lines between two blank lines.
    fn chunk(&self, lines: &[Line], start: usize, embedded: &mut bool, pieces: &mut Pieces) {
        let colon = pieces.spans.last().is_some_and(|span| self.text[span.range()].ends_with(':'));
        let announced = colon || matches!(pieces.last_kind(), Some(BlockKind::Label | BlockKind::Item));
        let listed = self.is_list(lines, announced);
        let run_on = lines.iter().any(|line| line.signs.have_closing() && counts_inside(line.of(self.text)));
        // Below a list with a name another one has a name too, in small letters as well: `Norway`.
        let named = pieces.pieces.iter().rev().take(LONGEST_LIST).find(|piece| piece.kind != BlockKind::Item);
        let named = named.is_some_and(|piece| piece.kind == BlockKind::Label);
        let mut above: Option<&str> = None;
        for (index, line) in lines.iter().enumerate() {
            let parted = index.checked_sub(1).is_some_and(|above| self.is_whole(&lines[above], line));
            let span = Span::new(line.text.start.max(start), line.text.end);
            let printed = &self.text[span.range()];
            let item_above = above.is_some() && pieces.last_kind() == Some(BlockKind::Item);
            let bullet = bullet(printed)
                .filter(|_| {
                    item_above || above.is_none_or(|above| ends_entry(above) || turn(above).is_some())
                })
                .filter(|_| {
                    !above.is_some_and(|above| ends_date(above, printed) || ends_title(above, printed))
                })
                .filter(|_| !run_on || !is_counted(printed));
            let turn = turn(printed);
            let whole = span.start == line.text.start;
            // "-- THE ENVOY AND HIS" / "-  STAFF": a dash that only indents the rest of an entry.
            if let (Some(rest), true) = (printed.strip_prefix("-  "), item_above) {
                let rest = Span::new(span.end - rest.trim_start().len(), span.end);
                pieces.spans.push(rest);
                continue;
            }
            let piece = if is_ruler(printed) || whole && is_tabular(self.text, line) {
                let span = if whole { self.verbatim(line) } else { span };
                Some((BlockKind::Verbatim, span, 0))
            } else if let Some(indent) = bullet {
                Some((BlockKind::Item, span, indent))
            } else if listed
                && index == 0
                && lines.len() > 1
                && (is_label(printed) || named && !printed.contains(' '))
            {
                Some((BlockKind::Label, span, 0))
            } else if listed && !above.is_some_and(|above| self.wraps(above, printed)) {
                Some((BlockKind::Item, span, 2))
            } else if self.plain && !above.is_some_and(|above| self.goes_on(above, printed)) {
                let next = lines.get(index + 1).map(|next| next.of(self.text));
                let prose = next.is_some_and(|next| self.goes_on(printed, next));
                let kept = whole && !prose && scan::columns(printed) <= WIDEST;
                let kind = if kept { BlockKind::Verbatim } else { BlockKind::Prose };
                Some((kind, if kept { self.verbatim(line) } else { span }, 0))
            } else {
                None
            };
            match (piece, pieces.last_kind()) {
                (Some((kind, span, indent)), _) => pieces.open(kind, span, indent),
                // Running text goes on with the block above it in the same chunk.
                (None, Some(last)) if above.is_some() && !parted && last != BlockKind::Verbatim => {
                    pieces.spans.push(span);
                }
                (None, _) => {
                    let kind = if *embedded && turn.is_none() { BlockKind::Quote } else { BlockKind::Prose };
                    pieces.open(kind, span, 0);
                }
            }
            *embedded = turn.unwrap_or(*embedded);
            above = Some(printed);
        }
    }

    /// Whether a chunk is a list, one entry a line: most of its lines end well before the wrap column although the
    /// next word would have fitted, and they read like names, not like a sentence.
    fn is_list(&self, lines: &[Line], announced: bool) -> bool {
        let printed = |line: &Line| line.of(self.text);
        let ragged = |pair: &&[Line]| {
            let [line, next] = pair else { return false };
            let room = self.width.saturating_sub(line.columns(self.text) + 5);
            let word = || printed(next).split_whitespace().next().unwrap_or_default();
            room > 0 && scan::columns(word()) <= room
        };
        let sentence = |line: &Line| {
            let printed = printed(line);
            printed.starts_with(char::is_lowercase)
                || printed.ends_with(['.', '-', ',']) && !is_abbreviation(printed)
                || holds_sentence_end(printed)
        };
        let sentences = || lines.iter().filter(|line| sentence(line)).count();
        let pairs = lines.windows(2);
        let short = pairs.clone().filter(ragged).count();
        match lines {
            [line] => {
                announced
                    && sentences() == 0
                    && scan::columns(printed(line)) <= 60
                    && !printed(line).ends_with(':')
            }
            _ => short * 2 >= pairs.len() && (announced || short > 1) && sentences() * 4 < lines.len(),
        }
    }

    /// Whether a line is a whole block of a reflowed copy, so that the next line begins another.
    fn is_whole(&self, above: &Line, below: &Line) -> bool {
        let printed = above.of(self.text);
        self.reflowed
            && above.full.end == below.full.start
            && scan::columns(printed) > REFLOWED
            && scan::ends_sentence(printed)
            && !below.glued
    }

    /// Whether a line of plain text is a wrapped one that `below` goes on with: full, and no longer than others are.
    fn goes_on(&self, above: &str, below: &str) -> bool {
        self.is_full(above, below) && scan::columns(above) <= self.width + 5
    }

    /// Whether the first word of `below` would not have fitted on the line above it.
    fn is_full(&self, above: &str, below: &str) -> bool {
        let word = below.split_whitespace().next().unwrap_or_default();
        scan::columns(above) + 1 + scan::columns(word) > self.width
    }

    /// Whether `printed` goes on with the full entry on the line above it: a short remainder of a name.
    fn wraps(&self, above: &str, printed: &str) -> bool {
        self.is_full(above, printed)
            && printed.split_whitespace().count() <= 3
            && scan::columns(printed) <= 25
    }
}

/// Entries of a list above which its name is looked for.
const LONGEST_LIST: usize = 40;
/// Widest line that can have been meant as a line.
const WIDEST: usize = 80;
/// Columns from which a line is longer than any that a telegram was wrapped to.
const REFLOWED: usize = 100;

/// Whether most of the lines that hold more than a few words are longer than any that a telegram was wrapped to.
fn is_reflowed(text: &str, lines: &[Line]) -> bool {
    let (mut wide, mut long) = (0, 0);
    for columns in lines.iter().map(|line| line.columns(text)) {
        wide += usize::from(columns > 40);
        long += usize::from(columns > REFLOWED);
    }
    long * 2 > wide
}

/// The longest line length that a tenth of the lines of at most 80 columns reach.
fn wrap_width(text: &str, lines: &[Line]) -> usize {
    let mut counts = [0usize; 81];
    for line in lines {
        if let Some(count) = counts.get_mut(line.columns(text)) {
            *count += 1;
        }
    }
    let total: usize = counts.iter().sum();
    let mut reached = 0;
    let widest = (1..81).rev().find(|&width| {
        reached += counts[width];
        reached * 10 > total
    });
    widest.unwrap_or(60).clamp(40, 80)
}
