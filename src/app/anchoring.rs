//! Notes whose anchor is not exact: walked, confirmed where they stand, placed again, or taken off the text.

use super::quoted::quotation;
use super::{App, Direction, Effect, Moment};
use crate::annotation::{Anchor, Found, Resolution};
use crate::keys::Action;
use crate::layout::Pane;

impl App {
    /// To the next or previous note whose anchor is not exact.
    pub(super) fn step_anchor(&mut self, direction: Direction, times: usize) {
        let leaves = self.notebook.leaves().iter().enumerate();
        let loose: Vec<usize> =
            leaves.filter(|(_, leaf)| !leaf.resolution.is_settled()).map(|(index, _)| index).collect();
        let chosen = self.notebook.selected();
        let at = |index: usize| loose.get(index).copied();
        let next = match (chosen, direction) {
            (None, Direction::Forward) => at(times - 1),
            (None, Direction::Backward) => loose.len().checked_sub(times).and_then(at),
            (Some(chosen), Direction::Forward) => {
                at(loose.partition_point(|leaf| *leaf <= chosen).saturating_add(times - 1))
            }
            (Some(chosen), Direction::Backward) => {
                loose.partition_point(|leaf| *leaf < chosen).checked_sub(times).and_then(at)
            }
        };
        match next {
            Some(leaf) => {
                self.focus_on(Pane::Notes);
                self.show_note(leaf);
            }
            None if loose.is_empty() => self.tell("every note stands where it was put"),
            None => self.tell("no further note has to be confirmed or placed that way"),
        }
    }

    /// Whether a leaf has no place of its own in the text.
    pub(super) fn is_placeless(&self, leaf: usize) -> bool {
        let resolution = self.notebook.leaves().get(leaf).map(|leaf| &leaf.resolution);
        matches!(resolution, Some(Resolution::Ambiguous(_) | Resolution::Lost))
    }

    /// Whether several places fit a leaf, or one that is not certain.
    pub(super) fn has_candidates(&self, leaf: usize) -> bool {
        let leaf = self.notebook.leaves().get(leaf);
        leaf.is_some_and(|leaf| matches!(leaf.resolution, Resolution::Ambiguous(_)))
    }

    /// The note whose anchor a command means: one without a place that was chosen, else the one at the cursor.
    pub(super) fn loose(&self) -> Option<usize> {
        let is_loose = |leaf: &usize| {
            self.notebook.leaves().get(*leaf).is_some_and(|leaf| !leaf.resolution.is_settled())
        };
        let chosen = self.notebook.selected().filter(|leaf| self.is_placeless(*leaf));
        chosen.or_else(|| self.meant()).filter(is_loose)
    }

    /// What can be done about that note, the most useful first.
    pub(super) fn loose_actions(&self) -> &'static [Action] {
        let leaf = self.loose().and_then(|leaf| self.notebook.leaves().get(leaf));
        match leaf.map(|leaf| &leaf.resolution) {
            Some(Resolution::Ambiguous(_)) => &[
                Action::AnchorNextPlace,
                Action::AnchorConfirm,
                Action::AnchorRelocate,
                Action::NextAnchor,
                Action::Help,
                Action::Quit,
            ],
            Some(Resolution::Lost) => &[
                Action::SelectWords,
                Action::AnchorRelocate,
                Action::AnchorDetach,
                Action::NextAnchor,
                Action::Help,
                Action::Quit,
            ],
            _ => &[
                Action::AnchorConfirm,
                Action::AnchorRelocate,
                Action::EditNote,
                Action::DeleteNote,
                Action::NextAnchor,
                Action::Help,
                Action::Quit,
            ],
        }
    }

    /// Shows the next of the places that fit the note, seen from the cursor, around the end.
    pub(super) fn next_candidate(&mut self) {
        let Some(leaf) = self.loose().and_then(|leaf| self.notebook.leaves().get(leaf)) else {
            return self.tell("no note with several places is chosen; ]o goes to one");
        };
        let Resolution::Ambiguous(choices) = &leaf.resolution else {
            return self.tell("this note has no several places to choose from");
        };
        let (here, count) = (self.reader.offset(&self.cable), choices.len());
        let next = choices.iter().position(|choice| choice.span.start > here).unwrap_or(0);
        let Some(choice) = choices.get(next).copied() else { return };
        let words = format!("place {} of {count} for {}", next + 1, quotation(&leaf.body));
        self.show_text();
        self.reader.jump(self.reader.place_of(&self.cable, choice.span.start));
        self.tell(format!("{words}: == takes it, Enter shows the next"));
    }

    /// Confirms a note where it stands; one that fits in several places, at the one under the cursor.
    pub(super) fn confirm_anchor(&mut self, moment: Moment) -> Vec<Effect> {
        let found = match self.loose() {
            Some(leaf) => self.confirmed(leaf).map(|anchor| (leaf, anchor)),
            None => Err("no note here has to be confirmed; ]o goes to one"),
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
        let leaf = self.notebook.leaves().get(leaf).ok_or("no note here")?;
        let found = match &leaf.resolution {
            Resolution::Ambiguous(choices) => {
                let here = self.reader.offset(&self.cable);
                let chosen = choices.iter().find(|choice| choice.span.contains(here));
                chosen.ok_or("Enter shows the places that fit; == takes the one under the cursor")?
            }
            Resolution::Exact(found) | Resolution::Moved(found) => found,
            Resolution::Whole => return Err("a note on the whole cable stands where it was put"),
            Resolution::Lost => return Err("no place fits: v selects one, =p puts the note there"),
        };
        self.anchor_at(found, !leaf.anchor.section.is_empty()).ok_or("nothing is shown there")
    }

    fn anchor_at(&self, found: &Found, is_section: bool) -> Option<Anchor> {
        if !is_section {
            return Anchor::range(&self.cable, found.span);
        }
        let span = |block: usize| self.cable.blocks.get(block).map(|block| block.reading.span());
        let heading = self.cable.headings.iter().position(|heading| span(heading.block) == Some(found.span));
        Anchor::section(&self.cable, heading?)
    }

    /// Puts the chosen note on the paragraph or the heading at the cursor.
    pub(super) fn relocate_here(&mut self, moment: Moment) -> Vec<Effect> {
        self.relocate_to(self.anchor_here(), moment)
    }

    /// Puts the chosen note somewhere else; when none is chosen, the one at the cursor.
    pub(super) fn relocate_to(&mut self, anchor: Anchor, moment: Moment) -> Vec<Effect> {
        match self.notebook.selected().or_else(|| self.meant()) {
            Some(leaf) => self.anchor_note(leaf, anchor, moment),
            None => {
                self.tell("no note is chosen; ]n goes to one");
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
        let effects = self.write_through();
        if let Some(leaf) = self.notebook.selected() {
            self.show_note(leaf);
            let leaf = &self.notebook.leaves()[leaf];
            let (note, place) = (quotation(&leaf.body), self.place_words(leaf));
            self.tell(format!("the note {note} stands on {place} now; u undoes"));
        }
        effects
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::annotation::{Change, Content, NoteId, Writer};
    use crate::app::{Event, Opened, Opening, Progress, Shelf};
    use crate::cable::{Volume, decode};
    use crate::keys::{Keymap, Step, parse_script};
    use crate::layout::Size;

    const MOMENT: Moment = Moment { now: jiff::Timestamp::UNIX_EPOCH, random: [0; 10] };

    /// The program on a cable, with one note.
    fn open(text: &str, anchor: Anchor) -> App {
        let volume = Arc::new(Volume::new(decode(text.into())));
        let cable = Arc::new(volume.cable(0));
        let content = Content { anchor, body: "a note".into(), ..Content::default() };
        let id = NoteId::mint(0, MOMENT.random);
        let change = Change { id, parents: Vec::new(), content: Some(content), at: MOMENT.now };
        let opened = Opened { cable, changes: vec![change], ..Opened::default() };
        let (shelf, keymap) = (Shelf::new(volume, Progress::Whole), Keymap::builtin().unwrap());
        let (me, size) = (Writer::default(), Size::clamped(100, 24));
        App::open(Opening { opened, shelf, me, keymap, size, templates: Vec::new() })
    }

    fn play(app: &mut App, script: &str) {
        for step in parse_script(script).unwrap() {
            if let Step::Key(key) = step {
                app.handle(Event::Key(key), MOMENT);
            }
        }
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
        play(&mut app, "]o==");
        let confirmed = app.notebook().leaves()[0].anchor.clone();
        assert_eq!((state(&app), confirmed.para), ("exact", Some(2)));
        assert_eq!((&confirmed.entity, &confirmed.extra), (&anchor.entity, &anchor.extra));
        play(&mut app, "u");
        assert_eq!(app.notebook().leaves()[0].anchor, anchor);
        play(&mut app, "<C-r>=c");
        assert_eq!(state(&app), "whole");
    }
}
