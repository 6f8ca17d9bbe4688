//! Selecting words or paragraphs, to write a note on them or to put a note there.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::steps::{Stop, steps};
use super::{App, Direction, Effect, Mode, Moment};
use crate::annotation::Anchor;
use crate::cable::{Span, counted};
use crate::keys::Action;
use crate::layout::{Pane, Place};

/// What is said where the selection holds blanks only.
pub(super) const NOTHING_SELECTED: &str = "no word of a paragraph is selected; w goes on to the next";

/// What is selected: from where it was begun to the cursor, the characters at both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selection {
    /// The end that does not move.
    from: Place,
    /// What it consists of.
    unit: Unit,
}

/// What a selection consists of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// Characters and words.
    Words,
    /// Whole paragraphs.
    Paragraphs,
}

impl App {
    /// `v`, `V`: begins a selection at the cursor.
    pub(super) fn select(&mut self, unit: Unit) {
        self.focus_on(Pane::Cable);
        self.mode = Mode::Selecting(Selection { from: self.reader.cursor(), unit });
    }

    /// Runs a command while selecting.
    pub(super) fn run_selecting(
        &mut self,
        action: Action,
        count: Option<u32>,
        moment: Moment,
    ) -> Vec<Effect> {
        let Mode::Selecting(selection) = self.mode else { return Vec::new() };
        let times = count.unwrap_or(1).max(1) as usize;
        let steps = times as isize;
        match action {
            Action::LineDown => self.reader.move_rows(&self.cable, steps),
            Action::LineUp => self.reader.move_rows(&self.cable, -steps),
            Action::HalfPageDown => self.scroll_by(steps, 2),
            Action::HalfPageUp => self.scroll_by(-steps, 2),
            Action::PageDown => self.scroll_by(steps, 1),
            Action::PageUp => self.scroll_by(-steps, 1),
            Action::NextParagraph => self.reach_paragraph(selection.unit, Direction::Forward, times),
            Action::PreviousParagraph => self.reach_paragraph(selection.unit, Direction::Backward, times),
            Action::Top => self.reader.go_to_top(),
            Action::Bottom => {
                let end = Place { block: self.reader.blocks(&self.cable).len(), at: 0 };
                self.reach(self.last_before(end));
            }
            Action::Percent => self.go_to_percent(count),
            Action::SwapEnds => {
                self.mode = Mode::Selecting(Selection { from: self.reader.cursor(), ..selection });
                self.reach(Some(selection.from));
            }
            Action::SelectWords => self.turn_selection(selection, Unit::Words),
            Action::SelectParagraphs => self.turn_selection(selection, Unit::Paragraphs),
            Action::Copy => return self.copy(),
            Action::CopyCitation => return self.copy_citation(),
            Action::AddNote => match self.anchor_selected() {
                Some(anchor) => {
                    self.mode = Mode::Reading;
                    self.compose_new(anchor, moment);
                }
                None => {
                    self.tell("no word of a paragraph is selected; Esc, then A writes on the whole cable")
                }
            },
            Action::FromTemplate => match self.anchor_selected() {
                Some(anchor) => self.ask_for_template(Some(anchor)),
                None => self.tell(NOTHING_SELECTED),
            },
            Action::AddEntity => self.ask_to_add(),
            Action::SearchWord => self.search_selected(times),
            Action::AnchorRelocate if self.placing().is_none() => {
                self.tell("no note is being placed: Esc, then ]o or =p in the notes pane takes one up");
            }
            Action::AnchorRelocate => match self.anchor_selected() {
                Some(anchor) => {
                    self.mode = Mode::Reading;
                    return self.relocate_to(anchor, moment);
                }
                None => self.tell(NOTHING_SELECTED),
            },
            Action::NextAnchor | Action::PreviousAnchor => {
                self.tell("Esc leaves the selection, then ]o and [o go to notes whose place is not sure");
            }
            Action::Cancel | Action::Interrupt | Action::Quit => self.mode = Mode::Reading,
            action if self.step_cursor(action, times) => {}
            _ => self.tell(format!("{} does nothing here; Esc leaves the selection", action.name())),
        }
        Vec::new()
    }

    fn turn_selection(&mut self, selection: Selection, unit: Unit) {
        let same = selection.unit == unit;
        self.mode = if same { Mode::Reading } else { Mode::Selecting(Selection { unit, ..selection }) };
    }

    /// Puts the cursor on a place inside the text, if there is one.
    pub(super) fn reach(&mut self, place: Option<Place>) {
        if let Some(place) = place {
            self.reader.put(&self.cable, place);
        }
    }

    /// To the last character of this paragraph or of the next, or to the first of this or of the one before. Where whole
    /// paragraphs are selected, this one is already.
    fn reach_paragraph(&mut self, unit: Unit, direction: Direction, times: usize) {
        let cursor = self.reader.cursor();
        let places = (0..self.cable.paragraphs.len()).map(|paragraph| self.paragraph_places(paragraph));
        let shown = |places: &Range<Place>| !self.reader.is_hidden(places.start.block);
        let places = places.filter(shown);
        let to = match direction {
            Direction::Forward => {
                let further = places.filter(|places| unit == Unit::Words || places.start > cursor);
                let ends = further.filter_map(|places| self.last_before(places.end));
                ends.filter(|end| *end > cursor).take(times).last()
            }
            Direction::Backward => {
                let further = places.rev().filter(|places| unit == Unit::Words || places.end <= cursor);
                further.map(|places| places.start).filter(|start| *start < cursor).take(times).last()
            }
        };
        self.reach(to);
    }

    /// The last character that is shown before a place.
    fn last_before(&self, place: Place) -> Option<Place> {
        let mut before = steps(self.reader.blocks(&self.cable), place, Stop::Character, Direction::Backward);
        before.find(|place| !self.reader.is_hidden(place.block))
    }

    /// From the first character of a paragraph to behind its last.
    fn paragraph_places(&self, paragraph: usize) -> Range<Place> {
        let start = self.paragraph_place(paragraph);
        let Some(found) = self.cable.paragraphs.get(paragraph) else { return start..start };
        if self.reader.is_raw() {
            return start..self.reader.place_of(&self.cable, found.span.end);
        }
        start..Place { block: found.blocks.end, at: 0 }
    }

    /// The places selected, from the first character to behind the last; `None` when nothing is being selected.
    pub(super) fn selected_places(&self) -> Option<Range<Place>> {
        let Mode::Selecting(Selection { from, unit }) = self.mode else { return None };
        let cursor = self.reader.cursor();
        let (first, last) = (from.min(cursor), from.max(cursor));
        let behind = |place: Place| {
            let text = self.reader.blocks(&self.cable).get(place.block)?.reading.text();
            let length = text.get(place.at..)?.graphemes(true).next().map_or(0, str::len);
            Some(Place { at: place.at + length, ..place })
        };
        let whole = |place: Place| {
            let around = self.paragraph_at(place.block).map(|paragraph| self.paragraph_places(paragraph));
            around.unwrap_or(Place { at: 0, ..place }..Place { block: place.block + 1, at: 0 })
        };
        Some(match unit {
            Unit::Words => first..behind(last).unwrap_or(last),
            Unit::Paragraphs => whole(first).start..whole(last).end,
        })
    }

    /// What of a block is selected.
    pub(super) fn selected_in(&self, places: &Range<Place>, block: usize) -> Range<usize> {
        let length = self.reader.blocks(&self.cable).get(block).map_or(0, |block| block.reading.text().len());
        let from = if block < places.start.block { length } else { 0 };
        let start = if block == places.start.block { places.start.at.min(length) } else { from };
        let to = if block > places.end.block { 0 } else { length };
        let end = if block == places.end.block { places.end.at.min(length) } else { to };
        start..end.max(start)
    }

    /// An anchor on what is selected of the paragraphs.
    pub(super) fn anchor_selected(&self) -> Option<Anchor> {
        let places = self.selected_places()?;
        let blocks = self.reader.blocks(&self.cable);
        let raw = self.reader.is_raw();
        let part = |index: usize| {
            let block = blocks.get(index).filter(|block| raw || block.paragraph.is_some())?;
            let range = self.selected_in(&places, index);
            (!range.is_empty()).then(|| block.reading.to_source(range))
        };
        let mut parts = (places.start.block..blocks.len().min(places.end.block + 1)).filter_map(part);
        let first: Span = parts.next()?;
        Anchor::range(&self.cable, parts.next_back().map_or(first, |last| first.join(last)))
    }

    /// The texts of the blocks that the selection touches, as far as it does, and how many words they have: `5 words`.
    pub(super) fn selected_text(&self) -> Option<(Vec<&str>, String)> {
        let places = self.selected_places()?;
        let blocks = self.reader.blocks(&self.cable).iter().enumerate();
        let touched = blocks.skip(places.start.block).take_while(|(index, _)| *index <= places.end.block);
        let parts: Vec<&str> = touched
            .filter_map(|(index, block)| block.reading.text().get(self.selected_in(&places, index)))
            .collect();
        let count = parts.iter().map(|part| part.unicode_words().count()).sum();
        Some((parts, counted(count, "word")))
    }

    /// `selected 5 words «the minister … in May»`: what colour alone would not tell.
    pub(super) fn selection_words(&self) -> Option<String> {
        let (parts, words) = self.selected_text()?;
        Some(format!("selected {words} {}", super::quoted::quotation(&parts.join(" "))))
    }
}
