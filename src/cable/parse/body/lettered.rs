//! Items by letters, `B. (SBU) How much?`, and the numbers below one that are its own.

use crate::cable::parse::head::reference;
use crate::cable::parse::line::{Line, Role};

/// A line that begins with a letter.
#[derive(Clone, Copy, Debug)]
struct Item {
    line: usize,
    letter: char,
    /// Whether the next of these lines has the next letter.
    goes_on: bool,
}

/// All items of a text, in order.
pub(super) struct Items(Vec<Item>);

impl Items {
    /// The items among `lines[from..]`.
    pub(super) fn of(text: &str, lines: &[Line], from: usize) -> Self {
        let texts = lines.iter().enumerate().skip(from).filter(|(_, line)| line.role == Role::Text);
        let lettered = texts.filter_map(|(line, printed)| {
            let (letter, _) = reference::bullet(printed.of(text))?;
            Some(Item { line, letter, goes_on: false })
        });
        let mut items: Vec<Item> = lettered.collect();
        for at in 1..items.len() {
            items[at - 1].goes_on = u32::from(items[at - 1].letter) + 1 == u32::from(items[at].letter);
        }
        Self(items)
    }

    /// The line of the item that a number on the line at `index` can belong to: the last above it, when the letters go on
    /// below, or when the number is indented and the letter is not.
    pub(super) fn above(&self, lines: &[Line], index: usize) -> Option<usize> {
        let at = self.0.partition_point(|item| item.line < index).checked_sub(1)?;
        let item = self.0[at];
        let deeper = || lines[index].indent() > lines[item.line].indent();
        (item.goes_on || deeper()).then_some(item.line)
    }
}
