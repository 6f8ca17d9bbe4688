//! The elements of a page that hold other elements: a message and what a page prints below it stand in different ones.

use super::super::Span;

/// Elements that are open at once, and boxes that are kept; a page that has more of them is none that somebody reads.
const MOST: usize = 4096;
/// Elements looked through for the one that an end tag closes.
const DEPTH: usize = 64;
/// Shortest box that can hold a message, in bytes.
const SHORTEST: usize = 64;

/// The boxes of a page, kept as they close.
#[derive(Debug, Default)]
pub(super) struct Boxes {
    /// Name and start of the open ones.
    open: Vec<(u8, usize)>,
    closed: Vec<Span>,
}

impl Boxes {
    /// A start tag, with the text before it.
    pub(super) fn start(&mut self, name: &[u8], at: usize) {
        if let Some(name) = kind(name).filter(|_| self.open.len() < MOST) {
            self.open.push((name, at));
        }
    }

    /// An end tag: closes the innermost element of its name and what was left open inside.
    pub(super) fn end(&mut self, name: &[u8], at: usize) {
        let Some(name) = kind(name) else { return };
        let Some(inner) = self.open.iter().rev().take(DEPTH).position(|(open, _)| *open == name) else {
            return;
        };
        let index = self.open.len() - 1 - inner;
        if let Some((_, start)) = self.open.drain(index..).next() {
            let span = Span::new(start, at);
            if at - start >= SHORTEST && self.closed.len() < MOST && self.closed.last() != Some(&span) {
                self.closed.push(span);
            }
        }
    }

    /// The closed ones, inner ones before those around them.
    pub(super) fn finish(self) -> Vec<Span> {
        self.closed
    }
}

/// A number for the name of an element that holds others.
fn kind(name: &[u8]) -> Option<u8> {
    const NAMES: [&[u8]; 6] = [b"div", b"td", b"article", b"section", b"main", b"blockquote"];
    NAMES.iter().position(|known| *known == name).and_then(|at| u8::try_from(at).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_close_with_their_own_name() {
        let mut boxes = Boxes::default();
        boxes.start(b"div", 0);
        boxes.start(b"td", 10);
        boxes.start(b"div", 20);
        boxes.end(b"p", 300);
        boxes.end(b"td", 400);
        boxes.end(b"section", 500);
        boxes.end(b"div", 600);
        boxes.end(b"div", 700);
        assert_eq!(boxes.finish(), [Span::new(10, 400), Span::new(0, 600)]);
    }

    #[test]
    fn small_ones_are_not_kept_and_many_are_not_either() {
        let mut boxes = Boxes::default();
        (0..10_000).for_each(|at| boxes.start(b"div", at));
        (0..10_000).for_each(|at| boxes.end(b"div", 20_000 + at));
        assert_eq!(boxes.finish().len(), MOST);
        let mut boxes = Boxes::default();
        boxes.start(b"div", 0);
        boxes.end(b"div", 10);
        assert!(boxes.finish().is_empty());
    }
}
