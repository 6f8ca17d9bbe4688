//! `.`: the last command on a note once more, at the note or paragraph that is at hand now.

use super::{App, Effect, LeafKey, Moment};
use crate::annotation::Content;
use crate::keys::Action;

/// What was done last.
#[derive(Clone, Debug)]
pub(super) enum Repeat {
    /// A command.
    Command(Action, Option<u32>),
    /// A new note with this text, type and tags.
    Note(Box<Content>),
    /// Type and tags given to a note, as they were typed.
    Classified(String),
}

impl Repeat {
    /// The command, if it is one that `.` repeats: those that change something and ask nothing.
    pub(super) fn of(action: Action, count: Option<u32>) -> Option<Self> {
        let repeats = matches!(
            action,
            Action::DeleteNote | Action::MarkRead | Action::AnchorConfirm | Action::AnchorDetach
        );
        repeats.then_some(Self::Command(action, count))
    }
}

impl App {
    /// Does the last command on a note once more.
    pub(super) fn repeat(&mut self, moment: Moment) -> Vec<Effect> {
        match self.repeatable.clone() {
            None => {
                self.tell("nothing to repeat yet: . repeats a note, its type and tags, dd, M");
                Vec::new()
            }
            Some(Repeat::Command(action, count)) => self.run_reading(action, count, moment),
            Some(Repeat::Note(content)) => self.note_again(content, moment),
            Some(Repeat::Classified(typed)) => match self.chosen_key() {
                Some(key) => self.classify(&key, &typed, moment),
                None => {
                    self.tell("no note here to give type and tags to; a writes one");
                    Vec::new()
                }
            },
        }
    }

    fn chosen_key(&self) -> Option<LeafKey> {
        Some(self.notebook.leaves().get(self.meant()?)?.key())
    }

    fn note_again(&mut self, content: Box<Content>, moment: Moment) -> Vec<Effect> {
        if !self.writable() {
            return Vec::new();
        }
        let anchor = self.anchor_here();
        let body = self.refilled(&content.body, (&content.anchor, &anchor), moment);
        let mut draft = self.notebook.begin(anchor, moment);
        draft.content = Content { anchor: draft.content.anchor, body, ..*content };
        let saved = self.notebook.save_draft(draft, moment);
        self.written(saved)
    }
}
