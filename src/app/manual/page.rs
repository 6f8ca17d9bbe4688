//! A text in Markdown laid out in rows of a given width.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use crate::layout::{safe_width, wrap};

/// Fewest columns in which the last column of a table is gone on with.
const NARROWEST: usize = 16;

/// What a stretch of a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// A heading.
    Heading,
    /// A key, a command, or something else to be typed.
    Code,
    /// Strong words.
    Strong,
}

/// A line as it is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Its text, with the blanks in front.
    pub text: String,
    /// The bytes of it that are not plain text.
    pub looks: Vec<(Range<usize>, Look)>,
}

/// Lays out headings, paragraphs, lists and blocks of code in lines of at most `width` columns. `quote` stands around
/// code in the text: nothing where looks are shown.
pub fn page(markdown: &str, width: usize, quote: &'static str) -> Vec<Line> {
    let mut page = Page { width: width.max(8), quote, ..Page::default() };
    for event in Parser::new(markdown) {
        page.take(event);
    }
    page.lines
}

#[derive(Default)]
struct Page {
    width: usize,
    quote: &'static str,
    lines: Vec<Line>,
    /// The block that is being read.
    block: Line,
    /// How deep in lists it is, and whether it is the first of an item.
    depth: usize,
    is_item: bool,
    /// Where a strong stretch began.
    strong: Option<usize>,
    is_code: bool,
}

impl Page {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(Tag::Heading { .. } | Tag::Paragraph) => self.part(),
            Event::Start(Tag::List(_)) => {
                self.end();
                self.part();
                self.depth += 1;
            }
            Event::Start(Tag::Item) => self.is_item = true,
            Event::Start(Tag::CodeBlock(_)) => {
                self.end();
                self.part();
                self.is_code = true;
            }
            Event::Start(Tag::Strong) => self.strong = Some(self.block.text.len()),
            Event::End(TagEnd::Strong) => {
                let start = self.strong.take().unwrap_or_default();
                self.block.looks.push((start..self.block.text.len(), Look::Strong));
            }
            Event::End(TagEnd::Heading(_)) => {
                self.block.looks = vec![(0..self.block.text.len(), Look::Heading)];
                self.end();
            }
            Event::End(TagEnd::List(_)) => {
                self.depth = self.depth.saturating_sub(1);
            }
            Event::End(TagEnd::CodeBlock) => self.is_code = false,
            Event::End(TagEnd::Paragraph | TagEnd::Item) => self.end(),
            Event::Text(text) if self.is_code => self.code(&text),
            Event::Text(text) => self.block.text.push_str(&text),
            Event::Code(text) => {
                let start = self.block.text.len();
                let quote = self.quote;
                self.block.text.push_str(&format!("{quote}{text}{quote}"));
                self.block.looks.push((start..self.block.text.len(), Look::Code));
            }
            Event::SoftBreak | Event::HardBreak => self.block.text.push(' '),
            _ => {}
        }
    }

    /// A blank line between two parts, but not inside a list.
    fn part(&mut self) {
        if self.depth == 0 && !self.lines.is_empty() {
            self.lines.push(Line::default());
        }
    }

    fn code(&mut self, text: &str) {
        let indent = 2 * self.depth + 2;
        for row in text.lines().flat_map(|line| hung(line, self.width.saturating_sub(indent))) {
            let text = format!("{}{row}", " ".repeat(indent));
            self.lines.push(Line { looks: vec![(0..text.len(), Look::Code)], text });
        }
    }

    /// Wraps the block, behind the sign of its item or as far in as the words of that.
    fn end(&mut self) {
        let block = std::mem::take(&mut self.block);
        if block.text.is_empty() {
            return;
        }
        let indent = 2 * self.depth;
        for range in wrap(&block.text, self.width.saturating_sub(indent)) {
            let sign = if std::mem::take(&mut self.is_item) { "* " } else { "" };
            let before = format!("{}{sign}", " ".repeat(indent - sign.len().min(indent)));
            let clipped = |(look, kind): &(Range<usize>, Look)| {
                let (start, end) = (look.start.max(range.start), look.end.min(range.end));
                let shift = |at: usize| at - range.start + before.len();
                (start < end).then(|| (shift(start)..shift(end), *kind))
            };
            let looks = block.looks.iter().filter_map(clipped).collect();
            let text = block.text.get(range.clone()).unwrap_or_default();
            self.lines.push(Line { text: format!("{before}{text}"), looks });
        }
    }
}

/// A line of a block of code in rows of at most `width` columns: what does not fit goes on below its last column.
fn hung(line: &str, width: usize) -> Vec<String> {
    if safe_width(line) <= width {
        return vec![line.to_owned()];
    }
    let begins = |column: &usize| line.get(*column..).is_some_and(|text| !text.starts_with(' '));
    let mut columns = line.rmatch_indices("  ").map(|(at, _)| at + 2).filter(begins);
    let column = columns.find(|column| column + NARROWEST <= width).unwrap_or_default();
    let (before, text) = line.split_at_checked(column).unwrap_or(("", line));
    let indent = column.max(2);
    let rows = wrap(text, width.saturating_sub(indent).max(1)).into_iter().enumerate();
    rows.map(|(row, range)| {
        let text = text.get(range).unwrap_or_default();
        if row == 0 { format!("{before}{text}") } else { format!("{}{text}", " ".repeat(indent)) }
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(markdown: &str, width: usize) -> Vec<String> {
        page(markdown, width, "").into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn paragraphs_are_reflowed_and_lists_hang() {
        let text = "# Boats\n\nThe boats\ncame `in` late.\n\n* one boat was very late\n* two\n\n```\nreftel  x\n```\nEnd.\n";
        assert_eq!(
            shown(text, 16),
            [
                "Boats",
                "",
                "The boats came",
                "in late.",
                "",
                "* one boat was",
                "  very late",
                "* two",
                "",
                "  reftel  x",
                "",
                "End."
            ]
        );
    }

    #[test]
    fn what_does_not_fit_of_a_table_goes_on_below_its_last_column() {
        let table = "```\nfield   finds            words that are long\nx       y                z\n```\n";
        assert_eq!(
            shown(table, 44),
            [
                "  field   finds            words that are",
                "                           long",
                "  x       y                z"
            ]
        );
        assert_eq!(
            shown("```\nno column to be seen here\n```\n", 20),
            ["  no column to be", "    seen here"]
        );
    }

    #[test]
    fn looks_follow_their_words_over_the_break() {
        let lines = page("Press `long key` **now**.\n", 11, "");
        assert_eq!(lines[0], Line { text: "Press long".into(), looks: vec![(6..10, Look::Code)] });
        assert_eq!(lines[1].looks, [(0..3, Look::Code), (4..7, Look::Strong)]);
    }

    #[test]
    fn where_looks_are_not_shown_code_stands_in_quotes() {
        assert_eq!(page("Press `a` twice.\n", 40, "\"")[0].text, "Press \"a\" twice.");
    }

    #[test]
    fn a_nested_list_is_further_in() {
        assert_eq!(shown("* a\n  * b\n", 20), ["* a", "  * b"]);
    }
}
