//! Commands while a note is written.

use super::editor::{Case, Motion};
use super::repeating::Repeat;
use super::{App, Composer, Direction, Editor, Effect, Mode, Moment};
use crate::annotation::{DRAFT_MAX, Draft, NoteId};
use crate::keys::Action;
use crate::layout::Pane;

impl App {
    /// Runs a command of the note editor.
    pub(super) fn run_composing(&mut self, action: Action, moment: Moment) -> Vec<Effect> {
        let page = self.editor_frame().map_or(1, |frame| frame.rows.len().saturating_sub(1).max(1));
        let Mode::Composing(composer) = &mut self.mode else { return Vec::new() };
        let editor = &mut composer.editor;
        let before = editor.revision();
        if let Some(motion) = motion(action, page) {
            editor.go(motion);
        } else if let Some(motion) = selecting(action) {
            editor.select(motion);
        } else {
            match action {
                Action::EditorSave => return self.save_note(moment),
                Action::EditorClose if editor.drop_mark() => {}
                Action::EditorClose => return self.keep_note(),
                Action::EditOutside => return self.edit_draft_outside(moment),
                Action::Interrupt => self.tell("Esc closes the editor and keeps the draft; ^S saves"),
                other => {
                    if let Err(why) = change(editor, other) {
                        self.tell(why);
                    }
                }
            }
        }
        self.composed_since(before, moment)
    }

    /// What must be done when the text is no longer as it was at a revision. Moving changes nothing that would have to
    /// be written down.
    fn composed_since(&mut self, revision: u64, moment: Moment) -> Vec<Effect> {
        match &self.mode {
            Mode::Composing(composer) if composer.editor.revision() != revision => self.composed(moment),
            _ => Vec::new(),
        }
    }

    /// After every change of the text: the draft follows, and goes to the journal before the next key.
    pub(super) fn composed(&mut self, moment: Moment) -> Vec<Effect> {
        let Mode::Composing(composer) = &mut self.mode else { return Vec::new() };
        composer.draft.content.body = composer.editor.text().to_string();
        composer.draft.at = moment.now;
        let draft = composer.draft.clone();
        self.notebook.keep_draft(draft);
        vec![self.journal()]
    }

    /// `^S`: the text becomes the note.
    fn save_note(&mut self, moment: Moment) -> Vec<Effect> {
        let Mode::Composing(composer) = &self.mode else { return Vec::new() };
        let draft = composer.draft_now();
        let is_new = draft.parents.is_empty()
            && draft.content.remark.is_none()
            && !draft.content.body.trim().is_empty();
        let (id, content) = (draft.id.clone(), draft.content.clone());
        let is_note = content.remark.is_none();
        let about = content.remark.as_ref().map(|remark| remark.on.key());
        let accepted = self.accepted_with(&draft);
        let next = accepted.map(|item| self.pending_after(item));
        match self.notebook.save_draft(draft, moment) {
            Ok(done) => {
                if is_new {
                    self.repeatable = Some(Repeat::Note(Box::new(content)));
                }
                let history = self.close_editor();
                let effects = self.write_through();
                let unseen = self.unseen_words(&id).filter(|_| is_note).unwrap_or_default();
                match next {
                    Some(next) => self.go_on(next, &done),
                    None => {
                        // What it is about stays chosen: the keys of the review go on with that.
                        let about = about.and_then(|about| self.notebook.position(&about));
                        if !is_note && let Some(leaf) = about.or(self.notebook.selected()) {
                            self.show_note(leaf);
                        }
                        self.tell(format!("{done}{unseen}"));
                    }
                }
                effects.into_iter().chain(history).collect()
            }
            Err(why) => {
                self.tell(why);
                Vec::new()
            }
        }
    }

    /// Where an own note stands that is not in view: ` on ¶8, above; Enter goes to it`.
    fn unseen_words(&self, id: &NoteId) -> Option<String> {
        let index = self.notebook.position(&self.notebook.own_key(id))?;
        let place = self.place_words(self.notebook.leaves().get(index)?);
        let Some(pane) = self.panes.notes else { return Some(format!(" on {place}; Tab shows the notes")) };
        let side = match self.margin.way_to(index, self.reader.top(), pane.height)? {
            Direction::Backward => "above",
            Direction::Forward => "below",
        };
        let is_meant = self.focus == Pane::Cable && self.meant() == Some(index);
        let way = if is_meant { "; Enter goes to it" } else { "" };
        Some(format!(" on {place}, {side}{way}"))
    }

    /// `Esc`: the text stays as a draft.
    fn keep_note(&mut self) -> Vec<Effect> {
        let Mode::Composing(composer) = &self.mode else { return Vec::new() };
        let draft = composer.draft_now();
        let id = draft.id.clone();
        // A new note in which nothing was typed is none, though a template may have filled it.
        if !draft.parents.is_empty() || self.notebook.has_draft(&id) {
            self.notebook.close_draft(draft);
        }
        self.notes_changed();
        if self.notebook.has_draft(&id) {
            self.notebook.choose(&id);
            self.tell("draft kept; i goes on with it");
        }
        let history = self.close_editor();
        [self.journal()].into_iter().chain(history).collect()
    }

    /// Closes the editor; the history of the text is to be kept.
    fn close_editor(&mut self) -> Option<Effect> {
        let history = self.keep_history();
        if let Mode::Composing(composer) = std::mem::take(&mut self.mode) {
            self.cut = composer.editor.ring().clone();
            self.focus_on(composer.from);
        }
        history
    }

    /// Keeps what was done to the text, to be undone when it is opened again.
    pub(super) fn keep_history(&mut self) -> Option<Effect> {
        let Mode::Composing(composer) = &mut self.mode else { return None };
        let editor = &composer.editor;
        if composer.kept == editor.revision() {
            return None;
        }
        composer.kept = editor.revision();
        Some(Effect::KeepHistory {
            id: composer.draft.id.clone(),
            body: editor.text().to_string(),
            history: editor.history().clone(),
        })
    }
}

/// The way that a command goes; `page` is how many rows.
fn motion(action: Action, page: usize) -> Option<Motion> {
    Some(match action {
        Action::EditorLeft => Motion::Left,
        Action::EditorRight => Motion::Right,
        Action::EditorUp => Motion::Up(1),
        Action::EditorDown => Motion::Down(1),
        Action::EditorPageUp => Motion::Up(page),
        Action::EditorPageDown => Motion::Down(page),
        Action::EditorWordLeft => Motion::WordLeft,
        Action::EditorWordRight => Motion::WordRight,
        Action::EditorLineStart => Motion::LineStart,
        Action::EditorLineEnd => Motion::LineEnd,
        Action::EditorTextStart => Motion::TextStart,
        Action::EditorTextEnd => Motion::TextEnd,
        _ => return None,
    })
}

/// The way that a command selects.
fn selecting(action: Action) -> Option<Motion> {
    Some(match action {
        Action::EditorSelectLeft => Motion::Left,
        Action::EditorSelectRight => Motion::Right,
        Action::EditorSelectUp => Motion::Up(1),
        Action::EditorSelectDown => Motion::Down(1),
        Action::EditorSelectWordLeft => Motion::WordLeft,
        Action::EditorSelectWordRight => Motion::WordRight,
        Action::EditorSelectLineStart => Motion::LineStart,
        Action::EditorSelectLineEnd => Motion::LineEnd,
        _ => return None,
    })
}

/// Runs a command that changes the text or what is selected; or says why it did nothing.
fn change(editor: &mut Editor, action: Action) -> Result<(), &'static str> {
    let too_long = |text: Option<&str>| text.map_or(0, str::len) + editor.text().len() > DRAFT_MAX;
    match action {
        Action::EditorYank if too_long(editor.ring().current()) => {
            return Err("too long for a note: nothing was put back");
        }
        Action::EditorYankOlder if too_long(editor.ring().older()) => {
            return Err("too long for a note: nothing was put back");
        }
        Action::EditorYank => editor.yank(),
        Action::EditorYankOlder if !editor.yank_older() => return Err("nothing was just put back; ^Y does"),
        Action::EditorUndo if !editor.undo() => {
            return Err("nothing more to undo in this text; <A-r> does it again");
        }
        Action::EditorRedo if !editor.redo() => {
            return Err("nothing more to do again in this text; ^_ undoes");
        }
        Action::EditorCopy if !editor.copy() => return Err("nothing is selected; ^Space begins to"),
        Action::EditorMark => editor.set_mark(),
        Action::EditorUnmark => _ = editor.drop_mark(),
        Action::EditorNewline => editor.insert("\n"),
        Action::EditorTab => editor.type_char('\t'),
        Action::EditorDeleteLeft => editor.erase(Motion::Left),
        Action::EditorDeleteRight => editor.erase(Motion::Right),
        Action::EditorDeleteWordLeft => editor.cut_selection_or(Motion::WordLeft),
        Action::EditorDeleteWordRight => editor.cut(Motion::WordRight),
        Action::EditorKillToStart => editor.cut(Motion::LineStart),
        Action::EditorKillToEnd => editor.cut(Motion::LineEnd),
        Action::EditorTranspose => editor.transpose(),
        Action::EditorUpper => editor.set_case(Case::Upper),
        Action::EditorLower => editor.set_case(Case::Lower),
        Action::EditorTitle => editor.set_case(Case::Title),
        _ => {}
    }
    Ok(())
}

impl Composer {
    /// The draft with the text as it is now.
    pub(super) fn draft_now(&self) -> Draft {
        let mut draft = self.draft.clone();
        draft.content.body = self.editor.text().to_string();
        draft
    }
}
