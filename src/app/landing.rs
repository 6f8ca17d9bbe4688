//! Where the reader stands in a cable that has just been turned to.

use super::{App, Direction};
use crate::layout::Place;

/// The place to go to in another cable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Landing {
    /// Where the reader was when they last closed it.
    Kept,
    /// Its beginning.
    Top,
    /// Its end.
    End,
    /// A byte of its text.
    At(usize),
    /// In the text that was open before, of which there is more now: at a byte of it, or where the reader was when they
    /// last closed it.
    Same(Option<usize>),
    /// A paragraph: index into the cable's paragraphs.
    Paragraph(usize),
    /// The paragraph printed so.
    Printed(u32),
    /// The first hit of the search, or the last when it came from behind.
    Hit(Direction),
}

impl Landing {
    /// Whether it is the text that was open before.
    pub(super) fn is_same_text(self) -> bool {
        matches!(self, Self::Same(_))
    }
}

impl App {
    /// Puts the cursor where the turn leads.
    pub(super) fn land(&mut self, landing: Landing) {
        match landing {
            Landing::Kept | Landing::Same(None) => {}
            Landing::Top => self.reader.go_to_top(),
            Landing::End => self.reader.go_to_end(),
            Landing::At(offset) | Landing::Same(Some(offset)) => {
                self.reader.go_to_offset(&self.cable, offset)
            }
            Landing::Paragraph(paragraph) => self.show_paragraph(paragraph),
            Landing::Printed(number) => self.go_to_printed(number),
            Landing::Hit(direction) => self.land_on_hit(direction),
        }
        self.reader.forget_jumps();
        self.choose_here();
    }

    fn land_on_hit(&mut self, direction: Direction) {
        let hit = self.search.as_mut().and_then(|search| {
            match direction {
                Direction::Forward => search.begin(Place::default()),
                Direction::Backward => search.step(Place::default(), direction, 1),
            };
            search.current().map(super::Hit::place)
        });
        if let Some(hit) = hit {
            self.show_text();
            self.reader.jump(hit);
        }
        if self.shelf.went_around(direction) {
            self.tell(direction.around());
        }
    }
}
