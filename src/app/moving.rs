//! Moving through the text and the lists.

use super::{App, Direction, Landing, Mode};
use crate::keys::Action;
use crate::layout::{Pane, Place};

impl App {
    /// Moves by rows, or by entries in a list.
    pub(super) fn move_by(&mut self, by: isize) {
        match self.focus {
            Pane::Cable => {
                if !self.goes_over(by) {
                    self.reader.move_rows(&self.cable, by);
                }
            }
            Pane::Entities => self.entities.move_by(by),
            Pane::Notes => self.step_note(Direction::of(by), by.unsigned_abs()),
        }
    }

    /// Scrolls by a share of the pane that has the keys.
    pub(super) fn scroll_by(&mut self, pages: isize, share: usize) {
        let height = usize::from(self.panes.area(self.focus).unwrap_or_default().height);
        let rows = (height / share).saturating_sub(if share == 1 { 2 } else { 0 }).max(1) as isize;
        let by = rows.saturating_mul(pages);
        match self.focus {
            Pane::Entities => self.entities.move_by(by),
            Pane::Notes if self.panes.cable.is_none() => self.step_note(Direction::of(by), 1),
            _ => {
                if !self.goes_over(by) {
                    self.scroll_text(by);
                }
            }
        }
    }

    /// Turns to the next cable from the end of this one, or to the end of the one before from the start; whether it does.
    fn goes_over(&mut self, by: isize) -> bool {
        if matches!(self.mode, Mode::Selecting(_)) {
            return false;
        }
        match Direction::of(by) {
            Direction::Forward => self.reader.is_at_end() && self.turn(Direction::Forward, Landing::Top),
            Direction::Backward => self.reader.is_at_start() && self.turn(Direction::Backward, Landing::End),
        }
    }

    /// To the end of the text that way; from there on to the cable beyond.
    fn go_to_end_of(&mut self, direction: Direction) {
        match direction {
            Direction::Forward if self.goes_over(1) => {}
            Direction::Forward => self.reader.go_to_end(),
            Direction::Backward if self.goes_over(-1) => {}
            Direction::Backward => self.reader.go_to_top(),
        }
    }

    fn scroll_text(&mut self, by: isize) {
        self.reader.scroll(&self.cable, by);
        self.choose_here();
    }

    /// To the first or the last row or entry; with a number, to the paragraph printed so.
    pub(super) fn go_to_edge(&mut self, action: Action, count: Option<u32>) {
        if let Some(number) = count {
            return self.go_to_printed(number);
        }
        let top = action == Action::Top;
        match self.focus {
            Pane::Entities => self.entities.move_by(if top { -(isize::MAX / 4) } else { isize::MAX / 4 }),
            Pane::Notes => {
                let last = self.notebook.leaves().len().saturating_sub(1);
                self.show_note(if top { 0 } else { last });
            }
            Pane::Cable if top && self.shelf.index() > 0 => self.turn_to(0, Landing::Top),
            Pane::Cable if top => self.reader.go_to_top(),
            Pane::Cable => {
                let last = self.shelf.volume().count() - 1;
                if self.shelf.index() == last {
                    self.reader.go_to_end();
                } else {
                    self.turn_to(last, Landing::End);
                }
            }
        }
    }

    /// Goes as far into the text of the cable as the number says.
    pub(super) fn go_to_percent(&mut self, percent: Option<u32>) {
        match percent {
            Some(percent) => self.reader.go_to_percent(percent),
            None => self.tell("a number says how far: 50%"),
        }
    }

    /// Goes to the paragraph printed `number`; in a text without numbers, to the one of that ordinal.
    pub(super) fn go_to_printed(&mut self, number: u32) {
        let ordinal = || (number as usize).checked_sub(1).filter(|i| *i < self.cable.paragraphs.len());
        let unnumbered = self.cable.paragraphs.iter().all(|paragraph| paragraph.number.is_none());
        let found =
            self.cable.paragraph_printed(number).or_else(|| if unnumbered { ordinal() } else { None });
        match found {
            Some(paragraph) => self.show_paragraph(paragraph),
            None => self.tell(format!("no paragraph is numbered {number}; G goes to the end")),
        }
    }

    /// Puts the cursor on a paragraph, with as much of it as fits in view.
    pub(super) fn show_paragraph(&mut self, paragraph: usize) {
        let Some(found) = self.cable.paragraphs.get(paragraph) else { return };
        let blocks = found.blocks.clone();
        self.jump(self.paragraph_place(paragraph));
        if !self.reader.is_raw() {
            self.reader.reveal_blocks(blocks);
        }
        self.choose_here();
    }

    /// Where a paragraph begins: in the file with its number, in the reading with its first word.
    pub(super) fn paragraph_place(&self, paragraph: usize) -> Place {
        match self.cable.paragraphs.get(paragraph) {
            Some(found) if self.reader.is_raw() => self.reader.place_of(&self.cable, found.span.start),
            Some(found) => Place { block: found.blocks.start, at: 0 },
            None => Place::default(),
        }
    }

    /// Goes to a byte of the decoded text.
    fn jump_to(&mut self, offset: usize) {
        self.jump(self.reader.place_of(&self.cable, offset));
    }

    /// Goes to a place, and shows the text if it is not shown; `jump-back` returns.
    pub(super) fn jump(&mut self, place: Place) {
        if self.focus != Pane::Notes {
            self.show_text();
        }
        self.reader.jump(place);
    }

    /// Brings the text on the screen.
    pub(super) fn show_text(&mut self) {
        if self.panes.cable.is_none() {
            self.focus_on(Pane::Cable);
        }
    }

    /// To the next or previous paragraph, `times` over. From inside one, back means its own start first.
    pub(super) fn step_paragraph(&mut self, direction: Direction, times: usize) {
        let offset = self.reader.offset(&self.cable);
        let paragraphs = &self.cable.paragraphs;
        let shown = |index: &usize| !self.is_hidden(Some(*index));
        let target = match direction {
            Direction::Forward => {
                let next = paragraphs.partition_point(|paragraph| paragraph.span.start <= offset);
                (next..paragraphs.len()).filter(shown).nth(times - 1)
            }
            Direction::Backward => {
                let before = paragraphs.partition_point(|paragraph| paragraph.span.start < offset);
                let at_its_start =
                    before.checked_sub(1).is_some_and(|index| self.begins_on_cursor_row(index));
                (0..before - usize::from(at_its_start)).rev().filter(shown).nth(times - 1)
            }
        };
        match (target, direction) {
            (Some(paragraph), _) => self.show_paragraph(paragraph),
            (None, direction) => self.go_to_end_of(direction),
        }
    }

    fn begins_on_cursor_row(&self, paragraph: usize) -> bool {
        self.reader.page().row_of(self.paragraph_place(paragraph)) == self.reader.cursor_row()
    }

    /// To the next or previous section heading, `times` over.
    pub(super) fn step_section(&mut self, direction: Direction, times: usize) {
        let cursor = self.reader.offset(&self.cable);
        let start = |block: usize| self.cable.blocks.get(block).map_or(0, |b| b.reading.span().start);
        let shown = self.cable.headings.iter().filter(|heading| !self.reader.is_hidden(heading.block));
        let starts = shown.map(|heading| start(heading.block));
        let target = match direction {
            Direction::Forward => starts.filter(|start| *start > cursor).nth(times - 1),
            Direction::Backward => starts.rev().filter(|start| *start < cursor).nth(times - 1),
        };
        match (target, direction) {
            (Some(offset), _) => self.jump_to(offset),
            (None, direction) => self.go_to_end_of(direction),
        }
        self.choose_here();
    }

    /// Enter on an entity: to its next mention.
    pub(super) fn open_entity(&mut self) {
        let from = self.reader.offset(&self.cable);
        self.entities.walk_selected();
        self.step_mention(Direction::Forward, 1, from);
    }

    /// To the next or previous mention of the entity that is walked.
    pub(super) fn step_mention(&mut self, direction: Direction, times: usize, from: usize) {
        // As many steps more as it takes to come to text that is shown.
        let tries = self.entities.marked().len().max(1);
        let mut found = self.entities.step(direction, times, from);
        for _ in 1..tries {
            let Some(span) = found else { break };
            if !self.reader.is_hidden(self.reader.place_of(&self.cable, span.start).block) {
                break;
            }
            found = self.entities.step(direction, 1, from);
        }
        match found {
            Some(span) => self.jump_to(span.start),
            None => self.tell("choose an entity first: Tab to the entities, then Enter"),
        }
    }
}
