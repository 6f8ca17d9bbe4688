//! Notes whose anchor is not exact: walked, confirmed where they stand, placed again, or taken off the text.

use super::{App, Direction, Effect, Moment};
use crate::annotation::{Anchor, Found, Resolution};
use crate::layout::Pane;

impl App {
    /// Takes up the next or previous note whose anchor is not exact, around the end.
    pub(super) fn step_anchor(&mut self, direction: Direction, times: usize) {
        let leaves = self.notebook.leaves().iter().enumerate();
        let loose: Vec<usize> = leaves
            .filter(|(_, leaf)| leaf.is_note() && !leaf.resolution.is_exact())
            .map(|(index, _)| index)
            .collect();
        let count = loose.len();
        if count == 0 {
            return self.tell("every note stands where it was put");
        }
        let from = self.placing().or(self.notebook.selected());
        // How many are before the next one that way, counted on around the end.
        let (next, around) = match direction {
            Direction::Forward => {
                let passed = from.map_or(0, |from| loose.partition_point(|leaf| *leaf <= from));
                let next = passed.saturating_add(times - 1);
                (next % count, next >= count)
            }
            Direction::Backward => {
                let left = from.map_or(count, |from| loose.partition_point(|leaf| *leaf < from));
                let back = times % count;
                ((left + count - back) % count, times > left)
            }
        };
        let Some(leaf) = loose.get(next).copied() else { return };
        self.focus_on(Pane::Notes);
        self.show_note(leaf);
        self.begin_placing(leaf);
        if count == 1 && around {
            self.tell("no other note has to be confirmed or placed: == confirms this one");
        } else if around {
            self.tell(direction.around());
        }
    }

    /// Whether several places fit a leaf, or one that is not certain.
    pub(super) fn has_candidates(&self, leaf: usize) -> bool {
        let leaf = self.notebook.leaves().get(leaf);
        leaf.is_some_and(|leaf| matches!(leaf.resolution, Resolution::Ambiguous(_)))
    }

    /// Shows the next of the places that fit the note, seen from the cursor, around the end; the note is taken up.
    pub(super) fn next_candidate(&mut self) {
        let leaf = self.to_place().filter(|leaf| self.has_candidates(*leaf));
        let found = leaf.and_then(|leaf| Some((leaf, &self.notebook.leaves().get(leaf)?.resolution)));
        let Some((leaf, Resolution::Ambiguous(choices))) = found else {
            return self.tell("no note with several places is being placed; ]o goes to one");
        };
        let (here, count) = (self.reader.offset(&self.cable), choices.len());
        let next = choices.iter().position(|choice| choice.span.start > here).unwrap_or(0);
        let Some(choice) = choices.get(next).copied() else { return };
        self.begin_placing(leaf);
        self.show_text();
        self.reader.jump(self.reader.place_of(&self.cable, choice.span.start));
        let note = self.quote_of(leaf);
        self.tell(format!("place {} of {count} for {note}: == takes it, =n shows the next", next + 1));
    }

    /// Confirms a note where it stands; one that fits in several places, at the one under the cursor.
    pub(super) fn confirm_anchor(&mut self, moment: Moment) -> Vec<Effect> {
        let found = match self.to_place() {
            Some(leaf) => self.confirmed(leaf).map(|anchor| (leaf, anchor)),
            None => Err(self.nothing_to_place()),
        };
        match found {
            Ok((leaf, anchor)) => self.anchor_note(leaf, anchor, moment),
            Err(why) => {
                self.tell(why);
                Vec::new()
            }
        }
    }

    /// The anchor of a note at the place where it was found.
    fn confirmed(&self, leaf: usize) -> Result<Anchor, &'static str> {
        let leaf = self.notebook.leaves().get(leaf).ok_or("no note here; ]n goes to the next")?;
        let found = match &leaf.resolution {
            Resolution::Ambiguous(choices) => {
                let here = self.reader.offset(&self.cable);
                let chosen = choices.iter().find(|choice| choice.span.contains(here));
                chosen.ok_or("=n shows the places that fit; == takes the one under the cursor")?
            }
            Resolution::Moved(found) => found,
            Resolution::Exact(_) | Resolution::Whole => {
                return Err("this note stands where it was put; ]o goes to one that has to be confirmed");
            }
            Resolution::Lost => return Err("no place fits: v selects one, =p puts the note there"),
        };
        self.anchor_at(found, !leaf.anchor.section.is_empty())
            .ok_or("nothing is shown there; =p puts the note at the cursor")
    }

    fn anchor_at(&self, found: &Found, is_section: bool) -> Option<Anchor> {
        if !is_section {
            return Anchor::range(&self.cable, found.span);
        }
        let span = |block: usize| self.cable.blocks.get(block).map(|block| block.reading.span());
        let heading = self.cable.headings.iter().position(|heading| span(heading.block) == Some(found.span));
        Anchor::section(&self.cable, heading?)
    }

    /// Puts the note being placed on the paragraph or the heading at the cursor. Where none is, the first such key takes
    /// up the one that is chosen in the notes: it stands at the cursor already.
    pub(super) fn relocate_here(&mut self, moment: Moment) -> Vec<Effect> {
        if self.placing().is_none() {
            self.place_chosen();
            return Vec::new();
        }
        match self.anchor_at_cursor() {
            Some(anchor) => self.relocate_to(anchor, moment),
            None => {
                self.tell("no paragraph and no heading here; =c puts the note on the whole cable");
                Vec::new()
            }
        }
    }

    /// Puts the note that is meant somewhere else.
    pub(super) fn relocate_to(&mut self, anchor: Anchor, moment: Moment) -> Vec<Effect> {
        match self.to_place() {
            Some(leaf) => self.anchor_note(leaf, anchor, moment),
            None => {
                self.tell(self.nothing_to_place());
                Vec::new()
            }
        }
    }

    /// A new version of a note, the same but for its place.
    fn anchor_note(&mut self, leaf: usize, anchor: Anchor, moment: Moment) -> Vec<Effect> {
        if !self.writable() {
            return Vec::new();
        }
        if let Err(why) = self.notebook.reanchor(leaf, anchor, moment) {
            self.tell(why);
            return Vec::new();
        }
        self.placing = None;
        let effects = self.write_through();
        if let Some(leaf) = self.notebook.selected() {
            self.show_note(leaf);
            let (note, place) = (self.quote_of(leaf), self.place_words(&self.notebook.leaves()[leaf]));
            self.tell(format!("the note {note} stands on {place} now; u undoes"));
        }
        effects
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::{Change, Content, NoteId, Writer};
    use crate::app::Opened;
    use crate::app::sample::MOMENT;
    use crate::cable::{Volume, decode};
    use crate::layout::Size;

    /// The program on a cable, with one note.
    fn open(text: &str, anchor: Anchor) -> App {
        let content = Content { anchor, body: "a note".into(), ..Content::default() };
        let id = NoteId::mint(0, MOMENT.random);
        let change = Change { id, parents: Vec::new(), content: Some(content), at: MOMENT.now };
        let opened = Opened { changes: vec![change], ..Opened::default() };
        App::on(text, Writer::default(), Size::clamped(100, 24), opened)
    }

    #[test]
    fn a_confirmed_note_keeps_what_it_is_about_and_what_newer_programs_wrote() {
        let head = "C O N F I D E N T I A L OSLO 000001\n\nTAGS: PREL\nSUBJECT: BOATS\n\n";
        let (boat, ferry) = ("(C) A boat came in with the tide and left.", "(C) No ferry came.");
        let before = Volume::new(decode(format!("{head}1. {boat}\n\n2. {ferry}\n").into())).cable(0);
        let at = before.text.find("boat came").unwrap();
        let quote = Anchor::quote(&before, 0, (at..at + 4).into()).unwrap();
        let extra = [(String::from("colour"), "red".into())].into();
        let anchor = Anchor { entity: "the boat".into(), extra, ..quote };
        let mut app = open(&format!("{head}1. {ferry}\n\n2. {boat}\n"), anchor.clone());
        let state = |app: &App| app.notebook().leaves()[0].resolution.word();
        assert_eq!(state(&app), "moved");
        app.play("]o==");
        let confirmed = app.notebook().leaves()[0].anchor.clone();
        assert_eq!((state(&app), confirmed.para), ("exact", Some(2)));
        assert_eq!((&confirmed.entity, &confirmed.extra), (&anchor.entity, &anchor.extra));
        app.play("u");
        assert_eq!(app.notebook().leaves()[0].anchor, anchor);
        app.play("<C-r>=c");
        assert_eq!(state(&app), "whole");
    }
}
