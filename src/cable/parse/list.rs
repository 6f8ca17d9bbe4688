//! The inside of a paragraph: running text, lists, tables, embedded texts.

use super::super::{Block, BlockKind, Span};
use super::heading::is_tabular;
use super::line::Line;
use super::number;
use super::repair::Repairer;
use super::ruler::is_ruler;
use super::scan;

/// A block before its reading is made: its kind and lines.
struct Piece {
    kind: BlockKind,
    spans: Vec<Span>,
    indent: u8,
}

/// Cuts the lines of paragraphs into blocks.
pub(super) struct Cutter<'a> {
    pub(super) text: &'a str,
    repairer: &'a Repairer<'a>,
    /// The column at which most lines of the cable are wrapped.
    width: usize,
}

impl<'a> Cutter<'a> {
    pub(super) fn new(text: &'a str, repairer: &'a Repairer<'a>, lines: &[Line]) -> Self {
        Self { text, repairer, width: wrap_width(text, lines) }
    }

    /// The blocks of one paragraph. `start` is where its text begins, behind number and mark.
    pub(super) fn blocks(&self, lines: &[Line], start: usize) -> Vec<Block> {
        let mut pieces: Vec<Piece> = Vec::new();
        let mut embedded = false;
        for chunk in lines.chunk_by(|_, below| !below.after_blank) {
            self.chunk(chunk, start, &mut embedded, &mut pieces);
        }
        let blocks = pieces.into_iter().map(|piece| {
            let reading = match piece.kind {
                BlockKind::Verbatim => self.verbatim(&piece.spans),
                _ => self.repairer.reading(piece.spans),
            };
            Block { kind: piece.kind, reading, paragraph: None, indent: piece.indent }
        });
        blocks.filter(|block| !block.reading.text().is_empty()).collect()
    }

    fn verbatim(&self, spans: &[Span]) -> super::super::Reading {
        let span = spans.first().copied().unwrap_or_default();
        super::super::Reading::verbatim(self.text, span)
    }

    /// The lines between two blank lines.
    fn chunk(&self, lines: &[Line], start: usize, embedded: &mut bool, pieces: &mut Vec<Piece>) {
        let content = |line: &Line| Span::new(line.text.start.max(start), line.text.end);
        let announced = pieces.last().is_some_and(|piece| {
            piece.kind != BlockKind::Prose
                || piece.spans.last().is_some_and(|span| self.text[span.range()].ends_with(':'))
        });
        let listed = self.is_list(lines, announced);
        let mut above: Option<&Line> = None;
        for (index, line) in lines.iter().enumerate() {
            let span = content(line);
            let printed = &self.text[span.range()];
            let kind = if is_ruler(printed) || is_tabular(self.text, line) && span.start == line.text.start {
                BlockKind::Verbatim
            } else if bullet(printed).is_some() {
                BlockKind::Item
            } else if listed && index == 0 && lines.len() > 1 && is_label(printed) {
                BlockKind::Label
            } else if listed && !above.is_some_and(|above| self.wraps(above, printed)) {
                BlockKind::Item
            } else {
                BlockKind::Prose
            };
            match pieces.last_mut() {
                // Running text goes on with the block above it in the same chunk.
                Some(piece)
                    if kind == BlockKind::Prose && above.is_some() && piece.kind != BlockKind::Verbatim =>
                {
                    piece.spans.push(span);
                }
                _ if kind == BlockKind::Verbatim => {
                    let span = Span::new(
                        span.end - printed.len() - usize::from(line.indent).min(span.start - line.full.start),
                        span.end,
                    );
                    pieces.push(Piece { kind, spans: vec![span], indent: 0 });
                }
                _ => {
                    let indent = if kind == BlockKind::Item { bullet(printed).unwrap_or(2) } else { 0 };
                    let kind = if *embedded && kind == BlockKind::Prose { BlockKind::Quote } else { kind };
                    pieces.push(Piece { kind, spans: vec![span], indent });
                }
            }
            *embedded = embeds(printed).unwrap_or(*embedded);
            above = Some(line);
        }
    }

    /// Whether a chunk is a list, one entry a line: most of its lines end well before the wrap column although the
    /// next word would have fitted.
    fn is_list(&self, lines: &[Line], announced: bool) -> bool {
        let ragged = |pair: &&[Line]| {
            let [line, next] = pair else { return false };
            let word = next.of(self.text).split_whitespace().next().unwrap_or_default();
            scan::columns(line.of(self.text)) + 1 + scan::columns(word) + 4 <= self.width
        };
        let pairs = lines.windows(2);
        let short = pairs.clone().filter(ragged).count();
        let sentences = lines.iter().filter(|line| line.of(self.text).ends_with('.')).count();
        match lines {
            [line] => {
                announced
                    && scan::columns(line.of(self.text)) <= 60
                    && sentences == 0
                    && !line.of(self.text).ends_with(':')
            }
            _ => short * 2 >= pairs.len() && sentences * 2 < lines.len() && (announced || short > 1),
        }
    }

    /// Whether `printed` goes on with the full entry on the line above it: a short remainder of a name.
    fn wraps(&self, above: &Line, printed: &str) -> bool {
        let word = printed.split_whitespace().next().unwrap_or_default();
        let full = scan::columns(above.of(self.text)) + 1 + scan::columns(word) > self.width;
        full && printed.split_whitespace().count() <= 3 && scan::columns(printed) <= 25
    }
}

/// The longest line length that a tenth of the lines of at most 80 columns reach.
fn wrap_width(text: &str, lines: &[Line]) -> usize {
    let mut counts = [0usize; 81];
    for line in lines {
        if let Some(count) = counts.get_mut(scan::columns(line.of(text))) {
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

/// The columns to indent an entry that begins with a bullet; `None` without one.
fn bullet(printed: &str) -> Option<u8> {
    let rest = printed.trim_start_matches(['-', '•', '*', '·', ' ']);
    let drawn = printed.len() - rest.len();
    if drawn > 0
        && !rest.is_empty()
        && (printed.starts_with("--") || printed[..drawn].ends_with(' ') || printed.starts_with('•'))
    {
        return Some(2);
    }
    if super::reference::bullet(printed).is_some_and(|(_, width)| printed.len() > width + 1) {
        return Some(4);
    }
    let digits = scan::digits(printed);
    let counted =
        (1..=2).contains(&digits) && printed[digits..].starts_with([')', '.']) && number::opens(printed);
    let bracketed = printed.starts_with('(')
        && printed[1..].starts_with(|c: char| c.is_ascii_digit())
        && printed.as_bytes().get(1 + scan::digits(&printed[1..])) == Some(&b')');
    (counted || bracketed).then_some(4)
}

/// A short line in capitals, or one that ends in a colon: the name of the list below it.
fn is_label(printed: &str) -> bool {
    let words = printed.split_whitespace().count();
    words <= 4
        && (scan::is_capitals(printed) && printed.len() <= 24
            || printed.ends_with(':') && printed.len() <= 40)
}

/// Whether an embedded text begins (`Some(true)`) or ends (`Some(false)`) with this line.
fn embeds(printed: &str) -> Option<bool> {
    const TEXTS: [&str; 5] = ["TEXT", "QUOTE", "POINTS", "TALKING POINTS", "UNOFFICIAL TRANSLATION"];
    let named = |rest: &str| TEXTS.iter().any(|name| scan::starts_word(rest.trim_start(), name));
    if scan::starts(printed, "END ") && named(&printed[4..]) {
        Some(false)
    } else if scan::starts(printed, "BEGIN ") && named(&printed[6..]) {
        Some(true)
    } else {
        None
    }
}
