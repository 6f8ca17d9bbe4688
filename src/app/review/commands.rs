//! What of others is shown: the view, blind reading, what has been seen.

use super::{App, View};
use crate::app::{Effect, Mode, Prompt, PromptKind};

impl App {
    /// `gv`: the next view.
    pub(super) fn cycle_view(&mut self) {
        if self.notebook.review().authors().is_empty() {
            return self.tell("there are only your own notes here; reftel import takes in a colleague's");
        }
        self.show_view(self.notebook.review().next_view());
    }

    /// `:view WORD`.
    pub(in crate::app) fn view_by_name(&mut self, word: &str) {
        match self.notebook.review().view_named(word) {
            Ok(view) => self.show_view(view),
            Err(why) => self.tell(why),
        }
    }

    fn show_view(&mut self, view: View) {
        if self.notebook.review().is_blind() {
            return self.tell("blind: only your own notes are shown; :blind off ends that");
        }
        self.notebook.review.view = view;
        self.notes_changed();
        let review = self.notebook.review();
        let shown = self.notebook.leaves().iter().filter(|leaf| review.is_of_view(leaf)).count();
        let hidden = self.notebook.sifted();
        let words = self.notebook.review().view_words();
        self.tell(match hidden {
            0 => format!("view {words}: everything is shown; gv goes on"),
            _ => format!("view {words}: {shown} of {} are shown; gv goes on", shown + hidden),
        });
    }

    /// `gb`, `:blind`: hides what others wrote, or asks whether to show it again.
    pub(super) fn toggle_blind(&mut self) {
        if self.notebook.review().is_blind() {
            return self.ask_to_see();
        }
        self.notebook.review.blind = true;
        self.notes_changed();
        self.tell("blind: only your own notes are shown until :blind off");
    }

    /// `:blind off`: asks once.
    pub(in crate::app) fn ask_to_see(&mut self) {
        if !self.notebook.review().is_blind() {
            return self.tell("not blind: the notes of others are shown");
        }
        self.mode = Mode::Prompting(Prompt::new(PromptKind::Unblind));
    }

    /// The answer to that.
    pub(in crate::app) fn unblind(&mut self, answer: &str) {
        if !matches!(answer.to_lowercase().as_str(), "y" | "yes") {
            return self.tell("still blind; :blind off asks again");
        }
        self.notebook.review.blind = false;
        self.notes_changed();
        self.tell("the notes of others are shown");
    }

    /// `gs`, `:seen`: nothing of this is new any longer.
    pub(super) fn say_seen(&mut self) -> Vec<Effect> {
        if self.notebook.review().is_blind() {
            self.tell("blind: what others wrote has not been seen; :blind off shows it");
            return Vec::new();
        }
        self.notebook.review.mark_seen();
        self.notes_changed();
        self.tell("all seen: what comes from now on is new");
        self.keep_place()
    }

    /// What of others is shown, for the status line, and how much awaits a verdict.
    pub(in crate::app) fn review_status(&self) -> Vec<String> {
        let review = self.notebook.review();
        if review.is_blind() {
            return vec![String::from("blind")];
        }
        let view = (*review.view() != View::All).then(|| format!("view {}", review.view_words()));
        let left = review.counts().map(|(left, all)| format!("review {left} left of {all}"));
        left.into_iter().chain(view).collect()
    }
}
