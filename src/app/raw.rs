//! The file as it is: every line a block that is not reflowed.

use crate::cable::{Block, BlockKind, Reading, Span};

/// Blank lines in a row that are shown one by one; more are counted, for a file can hold ten million of them.
const BLANK: usize = 100;

/// The lines of `text`.
pub(super) fn raw_lines(text: &str) -> Vec<Block> {
    let mut shown = Vec::new();
    let mut blank = 0;
    let mut start = 0;
    for line in text.split('\n') {
        let span = Span::new(start, start + line.len());
        start = span.end + 1;
        blank = if line.is_empty() { blank + 1 } else { 0 };
        if blank > BLANK {
            shown.truncate(shown.len() - if blank == BLANK + 1 { BLANK } else { 1 });
            let mut reading = Reading::default();
            reading.replace(&format!("({blank} blank lines)"), Span::new(span.end + 1 - blank, span.end));
            shown.push(block(reading));
        } else {
            shown.push(block(Reading::verbatim(text, span)));
        }
    }
    shown
}

fn block(reading: Reading) -> Block {
    Block { kind: BlockKind::Verbatim, reading, paragraph: None, indent: 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_are_counted_when_there_are_very_many() {
        let lines = raw_lines("a\n\nb");
        assert_eq!(lines.iter().map(|line| line.reading.text()).collect::<Vec<_>>(), ["a", "", "b"]);
        let text = format!("a{}b", "\n".repeat(1001));
        let lines = raw_lines(&text);
        let shown: Vec<&str> = lines.iter().map(|line| line.reading.text()).collect();
        assert_eq!(shown, ["a", "(1000 blank lines)", "b"]);
        assert_eq!(lines[1].reading.span(), Span::new(2, 1001));
    }
}
