//! Notes begun, taken up, deleted, undone: what changes them, and puts them on disk.

use super::{App, Composer, Editor, Effect, Mode, Moment, Saving};
use crate::annotation::{Anchor, Draft, History, NoteId, Patch, Resolution};
use crate::entity::Entry;
use crate::layout::Pane;

impl App {
    /// Says at the start which drafts there are.
    pub(super) fn announce_drafts(&mut self) {
        let drafts: Vec<String> = self
            .notebook
            .leaves()
            .iter()
            .filter(|leaf| leaf.draft)
            .map(|leaf| self.place_name(leaf.paragraph()))
            .collect();
        if !drafts.is_empty() {
            let words =
                format!("drafts kept: {}; ]n goes to notes, i goes on with a draft", drafts.join(", "));
            self.message =
                Some(self.message.take().map_or(words.clone(), |said| format!("{said} · {words}")));
        }
    }

    /// A note on the paragraph or the heading at the cursor, above the first on the cable; among the entities, on the
    /// chosen one.
    pub(super) fn compose_here(&mut self, moment: Moment) {
        let anchor =
            if self.focus == Pane::Entities { self.entity_anchor() } else { Some(self.anchor_here()) };
        match anchor {
            Some(anchor) => self.compose_new(anchor, moment),
            None => self.tell("choose an entity first"),
        }
    }

    /// An anchor on the paragraph or the heading at the cursor; where there is none, on the cable.
    pub(super) fn anchor_here(&self) -> Anchor {
        self.anchor_at_cursor().unwrap_or_default()
    }

    /// An anchor on the paragraph or the heading at the cursor, if there is one.
    pub(super) fn anchor_at_cursor(&self) -> Option<Anchor> {
        let section = self.heading().and_then(|heading| Anchor::section(&self.cable, heading));
        let paragraph = || self.paragraph().map(|paragraph| Anchor::paragraph(&self.cable, paragraph));
        section.or_else(paragraph)
    }

    pub(super) fn compose_new(&mut self, anchor: Anchor, moment: Moment) {
        let draft = self.notebook.begin(anchor, moment);
        self.compose(draft);
    }

    /// Goes on with the note at hand, and with what was done to its text before.
    pub(super) fn compose_selected(&mut self, moment: Moment) -> Vec<Effect> {
        match self.taken_up(moment) {
            Ok(draft) => {
                let (id, body) = (draft.id.clone(), draft.content.body.clone());
                let leaf = self.meant().and_then(|leaf| self.notebook.leaves().get(leaf));
                let versions = leaf.map_or(1, |leaf| leaf.versions);
                let about = draft.content.remark.as_ref().map(|remark| remark.on.author.clone());
                self.compose(draft);
                if let Some(author) = about.filter(|_| self.message.is_none()) {
                    let name = self.notebook.author_name(&author);
                    self.tell(format!(
                        "{name}'s note stays as it is: what you save is a suggestion to {name}"
                    ));
                }
                if versions > 1 && self.message.is_none() {
                    self.tell(format!("{versions} versions, all in this text: saving it settles them"));
                }
                vec![Effect::RecallHistory { id, body }]
            }
            Err(why) => {
                self.tell(why);
                Vec::new()
            }
        }
    }

    /// The note at hand as a draft.
    pub(super) fn taken_up(&self, moment: Moment) -> Result<Draft, &'static str> {
        let leaf = self.meant().ok_or("no note here; a writes one")?;
        self.notebook.take_up(leaf, moment)
    }

    /// Takes up what was done to a text before, if it is still the one that is open and as it was.
    pub(super) fn recall_history(&mut self, id: &NoteId, history: History<Patch>) {
        if let Mode::Composing(composer) = &mut self.mode
            && composer.draft.id == *id
            && composer.editor.revision() == 0
        {
            composer.editor.recall(history);
        }
    }

    /// Opens the editor, unless what is typed could not be kept.
    pub(super) fn compose(&mut self, draft: Draft) {
        if !self.writable() {
            return;
        }
        let resolution = self.place_of_draft(&draft);
        let editor = Editor::new(&draft.content.body).with_ring(self.cut.clone());
        let composer = Composer { editor, draft, resolution, from: self.focus, top: 0, kept: 0 };
        self.mode = Mode::Composing(Box::new(composer));
        self.focus_on(Pane::Notes);
    }

    /// Where a draft stands: what is about a note, where that does.
    fn place_of_draft(&self, draft: &Draft) -> Resolution {
        let about = draft.content.remark.as_ref().map(|remark| self.notebook.review().root(&remark.on));
        let about = about.and_then(|key| self.notebook.leaves().get(self.notebook.position(&key)?));
        match about {
            Some(leaf) => leaf.resolution.clone(),
            None => draft.content.anchor.resolve(&self.cable),
        }
    }

    /// Whether notes can be saved; if not, says why, before anything is typed or changed.
    pub(super) fn writable(&mut self) -> bool {
        let Saving::ReadOnly(why) = self.notebook.saving() else { return true };
        let why = format!("notes cannot be saved here: {why}");
        self.tell(why);
        false
    }

    pub(super) fn delete_selected(&mut self, moment: Moment) -> Vec<Effect> {
        if !self.writable() {
            return Vec::new();
        }
        let leaf = self.meant();
        if leaf.is_some() && self.panes.notes.is_none() {
            self.tell("the notes are not shown; Tab goes to them");
            return Vec::new();
        }
        let note = leaf.map(|leaf| self.quote_of(leaf)).unwrap_or_default();
        match leaf
            .ok_or("no note here; ]n goes to the next")
            .and_then(|leaf| self.notebook.delete(leaf, moment))
        {
            Ok(done) => {
                let effects = self.write_through();
                self.notebook
                    .select(leaf.map(|leaf| leaf.min(self.notebook.leaves().len().saturating_sub(1))));
                self.lay_out_notes();
                self.tell(format!("{note}: {done}"));
                effects
            }
            Err(why) => {
                self.tell(why);
                Vec::new()
            }
        }
    }

    pub(super) fn undo(&mut self, moment: Moment) -> Vec<Effect> {
        if let Some(effects) = self.undo_mark() {
            return effects;
        }
        if !self.writable() {
            return Vec::new();
        }
        // It may be far from here, and long ago.
        let anchor = self.notebook.next_undone().unwrap_or_default();
        let place = self.anchor_words(&anchor, &anchor.resolve(&self.cable));
        let unignored = self.notebook.next_unignored();
        match self.notebook.undo(moment) {
            Some(Ok(done)) => {
                self.tell(format!("{done} ({place})"));
                let mut effects = self.write_through();
                // It may have been ignored for all cables: then it is in the lexicon too.
                effects.extend(unignored.map(|on| Effect::TakeFromLexicon(Entry::ignoring(on))));
                self.show_judged();
                effects
            }
            Some(Err(why)) => {
                self.tell(format!("{why} ({place})"));
                Vec::new()
            }
            None => {
                self.tell(if self.reading().count() > 0 {
                    "nothing to undo in the notes; M takes the mark of a paragraph back"
                } else {
                    "nothing to undo; ^R does again what was undone"
                });
                Vec::new()
            }
        }
    }

    pub(super) fn redo(&mut self, moment: Moment) -> Vec<Effect> {
        if !self.writable() {
            return Vec::new();
        }
        let ignored = self.notebook.next_ignored_again().map(Entry::ignoring);
        let done = self.notebook.redo(moment).unwrap_or(Err("nothing to do again; u undoes"));
        let is_done = done.is_ok();
        let mut effects = self.written(done.map(String::from).map_err(String::from));
        // Where it was ignored for all cables, it is so again.
        let listed = self.unlisted.iter().position(|entry| is_done && Some(entry) == ignored.as_ref());
        effects.extend(listed.map(|at| Effect::AddToLexicon(self.unlisted.remove(at))));
        self.show_judged();
        effects
    }

    /// In the walk through what is to be judged, goes back to the item that was undone or done again.
    fn show_judged(&mut self) {
        let chosen = self.notebook.selected().filter(|_| self.focus == Pane::Notes);
        let judged = chosen.filter(|leaf| self.notebook.leaves()[*leaf].item.is_some());
        if let Some(leaf) = judged {
            self.show_note(leaf);
        }
    }

    /// Says what became of a change to the notes; when it was made, shows it and puts it on disk.
    pub(super) fn written(&mut self, done: Result<String, String>) -> Vec<Effect> {
        match done {
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

    /// After a change to the notes: show it, and put it on disk.
    pub(super) fn write_through(&mut self) -> Vec<Effect> {
        self.notes_changed();
        let mut effects = vec![self.journal()];
        effects.extend(self.commit());
        effects.extend(self.keep_place());
        effects
    }

    pub(super) fn fold_selected(&mut self) {
        match self.meant() {
            Some(leaf) => {
                self.notebook.toggle_fold(leaf);
                self.lay_out_notes();
            }
            None => self.tell("no note here to fold; ]n goes to the next"),
        }
    }
}
