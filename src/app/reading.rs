//! Commands in the panes.

use super::selecting::Unit;
use super::{App, Direction, Effect, HelpPage, MarkUse, Mode, Moment, PromptKind};
use crate::annotation::Anchor;
use crate::keys::Action;
use crate::layout::Pane;
use crate::library::Question;

impl App {
    /// Runs a command while reading. `count` repeats it, or is the number of a paragraph for `top` and `bottom`.
    pub(super) fn run_reading(&mut self, action: Action, count: Option<u32>, moment: Moment) -> Vec<Effect> {
        use Direction::{Backward, Forward};
        let times = count.unwrap_or(1).max(1) as usize;
        let steps = times as isize;
        match action {
            Action::LineDown => self.move_by(steps),
            Action::LineUp => self.move_by(-steps),
            Action::HalfPageDown => self.scroll_by(steps, 2),
            Action::HalfPageUp => self.scroll_by(-steps, 2),
            Action::PageDown => self.scroll_by(steps, 1),
            Action::PageUp => self.scroll_by(-steps, 1),
            Action::Top | Action::Bottom => self.go_to_edge(action, count),
            Action::Percent => self.go_to_percent(count),
            Action::NextParagraph => self.step_paragraph(Forward, times),
            Action::PreviousParagraph => self.step_paragraph(Backward, times),
            Action::NextSection => self.step_section(Forward, times),
            Action::PreviousSection => self.step_section(Backward, times),
            Action::NextNote => self.step_note(Forward, times),
            Action::PreviousNote => self.step_note(Backward, times),
            Action::NextMention => self.step_mention(Forward, times, 0),
            Action::PreviousMention => self.step_mention(Backward, times, 0),
            Action::NextCable => self.step_cable(Forward, times),
            Action::PreviousCable => self.step_cable(Backward, times),
            Action::ListCables => self.list_cables(),
            Action::Library => return self.open_library(),
            Action::Find => return self.find_cables(""),
            Action::NextListed => self.step_listed(steps),
            Action::PreviousListed => self.step_listed(-steps),
            Action::References => return self.ask_references(),
            Action::WhereElse => return self.ask_entity(),
            Action::ListGaps => return vec![Effect::LookAround(Question::Gaps)],
            Action::Search if self.focus == Pane::Notes => self.ask(PromptKind::SearchNotes),
            Action::Search => self.ask(PromptKind::Search),
            Action::SearchBack => self.ask(PromptKind::SearchBack),
            Action::Command => self.ask(PromptKind::Command),
            Action::DescribeKey => self.ask_for_keys(),
            Action::Filter => self.ask_filter(),
            Action::SearchNext if self.focus == Pane::Notes => self.step_note_search(Forward, times),
            Action::SearchPrevious if self.focus == Pane::Notes => self.step_note_search(Backward, times),
            Action::SearchWord => self.search_word(times),
            Action::SearchNext => self.step_search(Forward, times),
            Action::SearchPrevious => self.step_search(Backward, times),
            Action::JumpBack => return self.jump_back(times),
            Action::JumpForward => self.jump_forward(times),
            Action::PreviousPlace => self.go_to_previous(),
            Action::SetMark => self.mode = Mode::Naming(MarkUse::Set),
            Action::GoToMark => self.mode = Mode::Naming(MarkUse::Row),
            Action::GoToMarkPlace => self.mode = Mode::Naming(MarkUse::Place),
            Action::ListMarks => self.list_marks(),
            Action::ListNotes => self.list_notes(),
            Action::MarkRead => {
                (0..times.min(self.cable.paragraphs.len().max(1))).for_each(|_| self.mark_read())
            }
            Action::NextUnread => self.step_unread(Forward, times),
            Action::PreviousUnread => self.step_unread(Backward, times),
            Action::Coverage => self.tell_coverage(),
            Action::ClassifyNote => self.ask_type(),
            Action::NextPane => self.go_to_pane(self.focus.step(times)),
            // Two on in a ring of three is one back.
            Action::PreviousPane => self.go_to_pane(self.focus.step(times % 3 * 2)),
            Action::PaneLeft if self.focus == Pane::Entities => self.go_to_pane(Pane::Notes),
            Action::PaneLeft => self.go_to_pane(Pane::Cable),
            Action::PaneRight if self.focus == Pane::Cable => self.go_to_pane(Pane::Notes),
            Action::PaneRight => self.go_to_pane(Pane::Entities),
            Action::GrowPane => self.resize_side(times as i64 * 2),
            Action::ShrinkPane => self.resize_side(times as i64 * -2),
            Action::Open => self.open_selected(),
            Action::SelectWords => self.select(Unit::Words),
            Action::SelectParagraphs => self.select(Unit::Paragraphs),
            Action::NextAnchor => self.step_anchor(Forward, times),
            Action::PreviousAnchor => self.step_anchor(Backward, times),
            Action::AnchorNextPlace => self.next_candidate(),
            Action::AnchorConfirm => return self.confirm_anchor(moment),
            Action::AnchorRelocate => return self.relocate_here(moment),
            Action::AnchorDetach => return self.relocate_to(Anchor::whole(), moment),
            Action::Copy => return self.copy(),
            Action::CopyCitation => return self.copy_citation(),
            Action::AddNote => self.compose_here(moment),
            Action::FromTemplate => self.ask_for_template(None),
            Action::FollowLink => self.follow_link(),
            Action::AddCableNote => self.compose_new(Anchor::whole(), moment),
            Action::EditNote => return self.compose_selected(moment),
            Action::EditOutside => return self.edit_note_outside(moment),
            Action::ToggleFold => self.fold_selected(),
            Action::ToggleRaw => self.toggle_raw(),
            Action::Help => self.mode = Mode::Help(HelpPage::default()),
            Action::Tour => self.begin_tour(),
            Action::Cancel => self.cancel(),
            Action::Interrupt => self.tell("press q to quit"),
            Action::Repeat => return self.repeat(moment),
            Action::DeleteNote => return self.over(times, moment, Self::delete_selected),
            Action::Undo => return self.over(times, moment, Self::undo),
            Action::Redo => return self.over(times, moment, Self::redo),
            Action::Save => return self.save(),
            Action::Quit => return self.back_to_list().unwrap_or_else(|| self.quit()),
            Action::SaveAndQuit => return self.quit(),
            Action::QuitAnyway => return self.leave(),
            action if self.step_cursor(action, times) => {}
            action => {
                match self.run_on_entity(action, moment).or_else(|| self.run_review(action, times, moment)) {
                    Some(effects) => return effects,
                    None => self.tell(format!("{} does nothing here; ? shows the keys", action.name())),
                }
            }
        }
        Vec::new()
    }

    /// The same several times over, until it changes nothing any longer; what was said first is what there was to say.
    fn over(
        &mut self,
        times: usize,
        moment: Moment,
        deed: impl Fn(&mut Self, Moment) -> Vec<Effect>,
    ) -> Vec<Effect> {
        let mut effects = deed(self, moment);
        for done in 1..times {
            let said = self.message.take();
            let more = deed(self, moment);
            if more.is_empty() {
                self.message = said.map(|said| if done > 1 { format!("{said}; {done} times") } else { said });
                break;
            }
            effects.extend(more);
        }
        effects
    }

    fn go_to_pane(&mut self, pane: Pane) {
        self.focus_on(pane);
        self.choose_here();
    }

    /// Makes the pane that has the keys wider or narrower than it is on the screen.
    fn resize_side(&mut self, by: i64) {
        // What the text gains, the side pane loses.
        let (side, by) = if self.focus == Pane::Cable { (self.side, -by) } else { (self.focus, by) };
        let shown = self.panes.area(side).map_or(self.widths.of(side), |area| area.width);
        let wanted = (i64::from(shown) + by).clamp(0, i64::from(u16::MAX));
        self.widths.set(side, u16::try_from(wanted).unwrap_or(u16::MAX));
        self.lay_out();
        // What the screen has no room for is not kept.
        if let Some(area) = self.panes.area(side) {
            self.widths.set(side, area.width);
        }
    }

    pub(super) fn toggle_raw(&mut self) {
        let width = usize::from(self.panes.cable.unwrap_or_default().width);
        self.reader.toggle_raw(&self.cable, width);
        self.search_again();
        self.lay_out();
        self.tell(if self.reader.is_raw() { "the file as it is; R returns" } else { "the repaired reading" });
    }

    /// Ends the filter of the entities; false where there was none.
    fn show_all_entities(&mut self) -> bool {
        let filtered = !self.entities.filter().is_empty();
        self.entities.filter_by("");
        filtered
    }

    /// Esc: one layer back. A note being placed is left, then what is highlighted, then the side panes.
    fn cancel(&mut self) {
        if self.stop_placing() {
            return;
        }
        let searched = self.search.take().is_some() | self.note_search.take().is_some();
        if searched && self.filter().is_some() {
            return self.tell("the filter stays; Esc shows all paragraphs");
        }
        if searched || self.entities.stop() || self.show_all_entities() || self.unfilter() {
            return;
        }
        if self.focus != Pane::Cable {
            self.focus_on(Pane::Cable);
        }
    }
}
