//! Commands in the panes.

use super::{App, Composer, Editor, Effect, Mode, Moment, Prompt, PromptKind, Saving};
use crate::annotation::{Anchor, Draft};
use crate::cable::BlockKind;
use crate::keys::Action;
use crate::layout::{Pane, Place};

impl App {
    /// Runs a command while reading. `count` repeats it, or is the number of a paragraph for `top` and `bottom`.
    pub(super) fn run_reading(&mut self, action: Action, count: Option<u32>, moment: Moment) -> Vec<Effect> {
        let times = count.unwrap_or(1) as usize;
        let page = self.reader.height().saturating_sub(2).max(1) as isize;
        let half = (self.reader.height() / 2).max(1) as isize;
        let steps = times as isize;
        match action {
            Action::LineDown => self.move_by(steps),
            Action::LineUp => self.move_by(-steps),
            Action::HalfPageDown => self.scroll_by(half * steps),
            Action::HalfPageUp => self.scroll_by(-half * steps),
            Action::PageDown => self.scroll_by(page * steps),
            Action::PageUp => self.scroll_by(-page * steps),
            Action::Top | Action::Bottom => self.go_to_edge(action, count),
            Action::NextParagraph => self.step_paragraph(steps),
            Action::PreviousParagraph => self.step_paragraph(-steps),
            Action::NextSection => self.step_section(true, times),
            Action::PreviousSection => self.step_section(false, times),
            Action::NextNote => self.step_note(true),
            Action::PreviousNote => self.step_note(false),
            Action::NextMention => self.step_mention(true),
            Action::PreviousMention => self.step_mention(false),
            Action::Search => self.mode = Mode::Prompting(Prompt::new(PromptKind::Search)),
            Action::Command => self.mode = Mode::Prompting(Prompt::new(PromptKind::Command)),
            Action::SearchNext => self.step_search(true, times),
            Action::SearchPrevious => self.step_search(false, times),
            Action::JumpBack => {
                if !self.reader.jump_back() {
                    self.tell("no jump to go back from");
                }
            }
            Action::NextPane => self.focus_on(self.focus.step(1)),
            Action::PreviousPane => self.focus_on(self.focus.step(2)),
            Action::PaneLeft => {
                self.focus_on(if self.focus == Pane::Entities { Pane::Notes } else { Pane::Cable })
            }
            Action::PaneRight => {
                self.focus_on(if self.focus == Pane::Cable { Pane::Notes } else { Pane::Entities })
            }
            Action::GrowPane => self.resize_side(2 * steps),
            Action::ShrinkPane => self.resize_side(-2 * steps),
            Action::Open => self.open_selected(),
            Action::AddNote => self.compose_here(moment),
            Action::AddCableNote => self.compose_new(Anchor::whole(), moment),
            Action::EditNote => self.compose_selected(moment),
            Action::ToggleFold => self.fold_selected(),
            Action::ToggleRaw => self.toggle_raw(),
            Action::Help => self.mode = Mode::Help(0),
            Action::Cancel => self.cancel(),
            Action::Interrupt => self.tell("press q to quit"),
            Action::DeleteNote => return self.delete_selected(moment),
            Action::Undo => return self.undo(moment),
            Action::Redo => return self.redo(moment),
            Action::Save => return self.save(),
            Action::Quit => return self.quit(),
            Action::SaveAndQuit => return self.leave(),
            _ => self.tell("this command works while a note is written"),
        }
        Vec::new()
    }

    /// Says something until the next key.
    pub(super) fn tell(&mut self, message: impl Into<String>) {
        self.message = Some(message.into());
    }

    fn move_by(&mut self, by: isize) {
        match self.focus {
            Pane::Cable => self.reader.move_rows(by),
            Pane::Entities => self.entities.move_by(by),
            Pane::Notes => {
                for _ in 0..by.unsigned_abs().min(self.notebook.leaves().len()) {
                    self.step_note(by > 0);
                }
            }
        }
    }

    fn scroll_by(&mut self, by: isize) {
        match self.focus {
            Pane::Entities => self.entities.move_by(by),
            _ => self.reader.scroll(by),
        }
    }

    fn go_to_edge(&mut self, action: Action, count: Option<u32>) {
        if let Some(number) = count {
            return self.go_to_printed(number);
        }
        let far = isize::MAX / 4;
        match (self.focus, action) {
            (Pane::Entities, Action::Top) => self.entities.move_by(-far),
            (Pane::Entities, _) => self.entities.move_by(far),
            (_, Action::Top) => self.reader.go_to_top(),
            _ => self.reader.go_to_end(),
        }
    }

    /// Goes to the paragraph printed `number`.
    pub(super) fn go_to_printed(&mut self, number: u32) {
        let counted = || (number as usize).checked_sub(1).filter(|i| *i < self.cable.paragraphs.len());
        let unnumbered = self.cable.paragraphs.iter().all(|paragraph| paragraph.number.is_none());
        let found =
            self.cable.paragraph_printed(number).or_else(|| if unnumbered { counted() } else { None });
        match found {
            Some(paragraph) => self.show_paragraph(paragraph),
            None => self.tell(format!("no paragraph is numbered {number}")),
        }
    }

    /// Puts the cursor on a paragraph, with its heading and as much of it as fits in view.
    fn show_paragraph(&mut self, paragraph: usize) {
        let Some(found) = self.cable.paragraphs.get(paragraph) else { return };
        let place = if self.reader.is_raw() {
            crate::layout::place_of(self.reader.blocks(&self.cable), found.span.start)
        } else {
            Place { block: found.blocks.start, at: 0 }
        };
        let last = found.blocks.end.saturating_sub(1).max(place.block);
        self.reader.jump(place);
        let first = self.reader.page().row_of(place);
        let end = self.reader.page().row_of(Place { block: last, at: usize::MAX }).max(first);
        let rows = if self.reader.is_raw() { 1 } else { end - first + 1 };
        self.reader.reveal(first, rows.min(self.reader.height()));
    }

    fn step_paragraph(&mut self, by: isize) {
        let offset = self.reader.offset(&self.cable);
        let starts = self.cable.paragraphs.iter().map(|paragraph| paragraph.span.start);
        // From inside a paragraph, back means its own start first, as in any editor.
        let target = if by > 0 {
            starts
                .filter(|start| *start > offset)
                .count()
                .checked_sub(by.unsigned_abs())
                .map(|rest| self.cable.paragraphs.len() - 1 - rest)
        } else {
            starts
                .take_while(|start| self.comes_before(*start, offset))
                .count()
                .checked_sub(by.unsigned_abs())
        };
        match target {
            Some(paragraph) => self.show_paragraph(paragraph),
            None if by > 0 => self.reader.go_to_end(),
            None => self.reader.go_to_top(),
        }
    }

    /// Whether the paragraph that starts at `start` begins on a row above the cursor's.
    fn comes_before(&self, start: usize, offset: usize) -> bool {
        let row =
            |at| self.reader.page().row_of(crate::layout::place_of(self.reader.blocks(&self.cable), at));
        start < offset && row(start) < row(offset)
    }

    fn step_section(&mut self, forward: bool, times: usize) {
        let cursor = self.reader.offset(&self.cable);
        let start = |block: usize| self.cable.blocks.get(block).map_or(0, |b| b.reading.span().start);
        let mut headings: Vec<usize> = self.cable.headings.iter().map(|heading| heading.block).collect();
        if !forward {
            headings.reverse();
        }
        let beyond = |block: &&usize| if forward { start(**block) > cursor } else { start(**block) < cursor };
        match headings.iter().filter(beyond).nth(times - 1).copied() {
            Some(block) if self.reader.is_raw() => {
                let offset = start(block);
                self.reader.go_to_offset(&self.cable, offset);
            }
            Some(block) => self.reader.jump_to_block(block),
            None if forward => self.reader.go_to_end(),
            None => self.reader.go_to_top(),
        }
    }

    fn step_note(&mut self, forward: bool) {
        let count = self.notebook.leaves().len();
        if count == 0 {
            return self.tell("no notes yet; a writes one on the current paragraph");
        }
        let here = self.paragraph();
        let next = match self.notebook.selected().filter(|_| self.focus == Pane::Notes) {
            Some(chosen) if forward => (chosen + 1).min(count - 1),
            Some(chosen) => chosen.saturating_sub(1),
            None => {
                let leaves = self.notebook.leaves();
                let found = if forward {
                    leaves.iter().position(|leaf| leaf.paragraph() > here)
                } else {
                    leaves.iter().rposition(|leaf| leaf.paragraph() < here)
                };
                match found {
                    Some(leaf) => leaf,
                    None => {
                        return self.tell(if forward {
                            "no note further down"
                        } else {
                            "no note further up"
                        });
                    }
                }
            }
        };
        self.show_note(next);
    }

    /// Chooses a note and brings both it and its paragraph into view.
    fn show_note(&mut self, leaf: usize) {
        self.notebook.select(leaf);
        self.lay_out_notes();
        if let Some(found) = self.notebook.leaves().get(leaf).and_then(|leaf| leaf.resolution.found()) {
            let place = crate::layout::place_of(self.reader.blocks(&self.cable), found.span.start);
            self.reader.jump(place);
        } else {
            self.reader.go_to_top();
        }
        if let Some(placed) = self.notebook.placed().get(leaf).copied().filter(|_| self.panes.notes.is_some())
        {
            self.reader.reveal(placed.row, placed.height.min(self.reader.height()));
        }
    }

    fn step_mention(&mut self, forward: bool) {
        let from = self.reader.offset(&self.cable);
        match self.entities.step(forward, from) {
            Some(span) => {
                if self.panes.cable.is_none() {
                    self.focus_on(Pane::Cable);
                }
                let place = crate::layout::place_of(self.reader.blocks(&self.cable), span.start);
                self.reader.jump(place);
            }
            None => self.tell("choose an entity first: Tab to the entities, then Enter"),
        }
    }

    fn resize_side(&mut self, by: isize) {
        let side = if self.focus == Pane::Cable { self.side } else { self.focus };
        let by = i16::try_from(by).unwrap_or(0);
        self.widths.set(side, self.widths.of(side).saturating_add_signed(by));
        self.lay_out();
    }

    /// Enter: from a note to its text and back, from an entity to its next mention.
    fn open_selected(&mut self) {
        match self.focus {
            Pane::Entities => self.step_mention(true),
            Pane::Notes => match self.notebook.selected() {
                Some(leaf) => {
                    self.show_note(leaf);
                    self.focus_on(Pane::Cable);
                }
                None => self.step_note(true),
            },
            Pane::Cable => match self.notebook.meant(self.paragraph(), false) {
                Some(leaf) => {
                    self.notebook.select(leaf);
                    self.focus_on(Pane::Notes);
                    self.show_note(leaf);
                }
                None => self.tell("no note on this paragraph; a writes one"),
            },
        }
    }

    fn compose_here(&mut self, moment: Moment) {
        let anchor = match self.paragraph() {
            Some(paragraph) => Anchor::paragraph(&self.cable, paragraph),
            None => Anchor::whole(),
        };
        self.compose_new(anchor, moment);
    }

    fn compose_new(&mut self, anchor: Anchor, moment: Moment) {
        let draft = self.notebook.begin(anchor, moment);
        self.compose(draft);
    }

    fn compose_selected(&mut self, moment: Moment) {
        let leaf = self.notebook.meant(self.paragraph(), self.focus == Pane::Notes);
        match leaf.ok_or("no note here; a writes one").and_then(|leaf| self.notebook.take_up(leaf, moment)) {
            Ok(draft) => self.compose(draft),
            Err(why) => self.tell(why),
        }
    }

    /// Opens the editor, unless what is typed could not be kept.
    fn compose(&mut self, draft: Draft) {
        if let Saving::ReadOnly(why) = self.notebook.saving() {
            return self.tell(format!("notes cannot be saved here: {why}"));
        }
        let composer = Composer { editor: Editor::new(&draft.content.body), draft, from: self.focus };
        self.focus_on(Pane::Notes);
        self.mode = Mode::Composing(composer);
    }

    fn delete_selected(&mut self, moment: Moment) -> Vec<Effect> {
        let leaf = self.notebook.meant(self.paragraph(), self.focus == Pane::Notes);
        match leaf.ok_or("no note here").and_then(|leaf| self.notebook.delete(leaf, moment)) {
            Ok(done) => {
                self.tell(done);
                self.write_through()
            }
            Err(why) => {
                self.tell(why);
                Vec::new()
            }
        }
    }

    fn undo(&mut self, moment: Moment) -> Vec<Effect> {
        match self.notebook.undo(moment) {
            Some(done) => {
                self.tell(done);
                self.write_through()
            }
            None => {
                self.tell("nothing to undo");
                Vec::new()
            }
        }
    }

    fn redo(&mut self, moment: Moment) -> Vec<Effect> {
        if self.notebook.redo(moment) {
            return self.write_through();
        }
        self.tell("nothing to redo");
        Vec::new()
    }

    fn save(&mut self) -> Vec<Effect> {
        if self.notebook.unsaved().is_empty() {
            self.tell("everything is saved");
        }
        self.keep_everything()
    }

    /// After a change to the notes: show it, and put it on disk.
    pub(super) fn write_through(&mut self) -> Vec<Effect> {
        self.notebook.rebuild(&self.cable);
        self.lay_out_notes();
        self.keep_everything()
    }

    fn fold_selected(&mut self) {
        match self.notebook.meant(self.paragraph(), self.focus == Pane::Notes) {
            Some(leaf) => {
                self.notebook.toggle_fold(leaf);
                self.lay_out_notes();
            }
            None => self.tell("no note here to fold"),
        }
    }

    fn toggle_raw(&mut self) {
        let width = usize::from(self.panes.cable.unwrap_or_default().width);
        self.reader.toggle_raw(&self.cable, width);
        if let Some(search) = &self.search {
            self.search = Some(super::Search::new(search.pattern(), self.reader.blocks(&self.cable)));
        }
        self.lay_out();
        self.tell(if self.reader.is_raw() { "the file as it is; R returns" } else { "the repaired reading" });
    }

    /// Esc: one layer back. What is highlighted goes first, then the side panes.
    fn cancel(&mut self) {
        if self.search.take().is_some() || self.entities.stop() {
            return;
        }
        if self.focus != Pane::Cable {
            self.focus_on(Pane::Cable);
        }
    }

    fn quit(&mut self) -> Vec<Effect> {
        if let Saving::Failed(why) = self.notebook.saving() {
            let why = why.clone();
            self.tell(format!(
                "NOT SAVED: {why}; :save tries again, ZZ quits and keeps the text in the journal"
            ));
            return self.commit().into_iter().collect();
        }
        self.leave()
    }

    /// Whether the block at `index` is a heading.
    pub fn is_heading(&self, index: usize) -> bool {
        self.reader.blocks(&self.cable).get(index).is_some_and(|block| block.kind == BlockKind::Heading)
    }
}
