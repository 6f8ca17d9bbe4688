//! The walk through what awaits the reader's verdict. After every decision the next item opens.

use super::{App, Direction, LeafKind};
use crate::annotation::{Draft, Judgement};
use crate::app::{Effect, Leaf, LeafKey, Mode, Moment, Prompt, PromptKind};
use crate::keys::{Action, Scope};
use crate::layout::Pane;
use crate::review::Item;

impl App {
    /// Where keys are looked for, one scope after the other: what can be done about the chosen note comes first.
    pub(in crate::app) fn scopes(&self) -> &'static [Scope] {
        if matches!(self.mode, Mode::Library) && self.library.line().is_some() {
            return &[Scope::Prompt];
        }
        if !matches!(self.mode, Mode::Reading) {
            return self.mode.scopes();
        }
        let chosen = self.notebook.selected().filter(|_| self.focus == Pane::Notes);
        match chosen.and_then(|leaf| self.notebook.leaves().get(leaf)) {
            Some(leaf) if leaf.item.is_some() => &[Scope::Review, Scope::Thread, Scope::Reading],
            Some(leaf) if leaf.author.is_some() || !leaf.talk().is_empty() => {
                &[Scope::Thread, Scope::Reading]
            }
            _ if self.focus == Pane::Entities => &[Scope::Entities, Scope::Reading],
            _ => self.mode.scopes(),
        }
    }

    /// Runs a command of the review; `None` for one that is something else.
    pub(in crate::app) fn run_review(
        &mut self,
        action: Action,
        times: usize,
        moment: Moment,
    ) -> Option<Vec<Effect>> {
        use Direction::{Backward, Forward};
        match action {
            Action::NextPending => self.step_leaf(Forward, times, is_pending, self.nothing_pending()),
            Action::PreviousPending => self.step_leaf(Backward, times, is_pending, self.nothing_pending()),
            Action::NextNew => self.step_leaf(Forward, times, |leaf| leaf.is_new, self.nothing_new()),
            Action::PreviousNew => self.step_leaf(Backward, times, |leaf| leaf.is_new, self.nothing_new()),
            Action::Accept => return Some(self.judge_chosen(Judgement::Accept, "", moment)),
            Action::Reject => self.ask_reason(),
            Action::AcceptEdited => self.edit_then_accept(moment),
            Action::AcceptAll => return Some(self.accept_in_view(moment)),
            Action::Skip => self.skip(),
            Action::Reply => self.reply(moment),
            Action::Resolve => return Some(self.resolve(moment)),
            Action::View => self.cycle_view(),
            Action::Blind => self.toggle_blind(),
            Action::Seen => return Some(self.say_seen()),
            _ => return None,
        }
        Some(Vec::new())
    }

    /// To the next or previous leaf of a kind, `times` over and around the ends; it is chosen and opened.
    fn step_leaf(&mut self, direction: Direction, times: usize, wanted: fn(&Leaf) -> bool, none: String) {
        let leaves = self.notebook.leaves();
        let fitting: Vec<usize> = (0..leaves.len())
            .filter(|leaf| wanted(&leaves[*leaf]) && !self.is_hidden(leaves[*leaf].paragraph()))
            .collect();
        let (Some(first), Some(last)) = (fitting.first(), fitting.last()) else {
            return self.tell(none);
        };
        let chosen = self.notebook.selected().filter(|_| self.focus == Pane::Notes);
        let here = self.paragraph();
        // The first at or behind a place, and the last before it: of the chosen note, or of the cursor.
        let behind = |leaf: &usize| chosen.map_or(leaves[*leaf].paragraph() >= here, |chosen| *leaf > chosen);
        let before = |leaf: &usize| chosen.map_or(leaves[*leaf].paragraph() < here, |chosen| *leaf < chosen);
        let (next, around) = match direction {
            Direction::Forward => (fitting.iter().filter(|leaf| behind(leaf)).take(times).last(), first),
            Direction::Backward => {
                (fitting.iter().rev().filter(|leaf| before(leaf)).take(times).last(), last)
            }
        };
        let (next, around) = (next.copied(), *around);
        if next.is_none() {
            self.tell(direction.around());
        }
        self.open_leaf(next.unwrap_or(around));
    }

    fn nothing_pending(&self) -> String {
        match self.notebook.review().counts() {
            Some((left, _)) if left > 0 => format!("nothing to review in what is shown; {left} left in all"),
            _ => self.nothing_of_others("nothing to review"),
        }
    }

    fn nothing_new(&self) -> String {
        self.nothing_of_others("nothing came since you last looked")
    }

    /// The same words whether there is anything or not, while the reader is not to know.
    fn nothing_of_others(&self, words: &str) -> String {
        match self.notebook.review().is_blind() {
            true => String::from("blind: what others wrote is hidden; :blind off ends that"),
            false => words.to_string(),
        }
    }

    /// Chooses a leaf, gives it the keys, and shows what it is about.
    fn open_leaf(&mut self, leaf: usize) {
        self.focus_on(Pane::Notes);
        self.show_note(leaf);
    }

    /// The chosen item, by its place among the leaves.
    fn chosen_item(&self) -> Option<usize> {
        let chosen = self.notebook.selected().filter(|_| self.focus == Pane::Notes)?;
        self.notebook.leaves().get(chosen)?.item.as_ref().map(|_| chosen)
    }

    /// The next leaf that awaits a verdict behind this one, or else from the top.
    pub(in crate::app) fn pending_after(&self, leaf: usize) -> Option<LeafKey> {
        let count = self.notebook.leaves().len();
        self.first_pending((leaf + 1..count).chain(0..leaf.min(count)))
    }

    /// The first of some leaves that awaits a verdict and is not filtered away.
    fn first_pending(&self, mut order: impl Iterator<Item = usize>) -> Option<LeafKey> {
        let leaves = self.notebook.leaves();
        let pending =
            |index: &usize| is_pending(&leaves[*index]) && !self.is_hidden(leaves[*index].paragraph());
        order.find(pending).map(|next| leaves[next].key())
    }

    /// Opens the next item after a decision, and says what was done and how much is left.
    pub(in crate::app) fn go_on(&mut self, next: Option<LeafKey>, done: &str) {
        if let Some(next) = next.and_then(|next| self.notebook.position(&next)) {
            self.open_leaf(next);
        }
        let left = match self.notebook.review().counts() {
            Some((0, all)) => format!("; all {all} are judged"),
            Some((left, _)) => format!("; {left} left"),
            None => String::new(),
        };
        self.tell(format!("{done}{left}"));
    }

    /// What an item is called in a message: `Ann's note «ask for them»`.
    fn item_words(&self, leaf: usize) -> String {
        let Some(shown) = self.notebook.leaves().get(leaf) else { return String::new() };
        let name = self.notebook.author_name(&shown.author_id);
        match shown.kind {
            LeafKind::Suggestion(_) => format!("{name}'s suggestion {}", self.quote_of(leaf)),
            LeafKind::Removal(_) => format!("{name}'s suggestion to delete {}", self.quote_of(leaf)),
            LeafKind::Correction => format!("{name}'s correction: {}", shown.body),
            _ => format!("{name}'s note {}", self.quote_of(leaf)),
        }
    }

    fn judge_chosen(&mut self, judgement: Judgement, reason: &str, moment: Moment) -> Vec<Effect> {
        match self.chosen_item() {
            Some(leaf) => self.judge(leaf, judgement, reason, moment),
            None => {
                self.tell("nothing to judge is chosen; ]r goes to what awaits your verdict");
                Vec::new()
            }
        }
    }

    fn judge(&mut self, leaf: usize, judgement: Judgement, reason: &str, moment: Moment) -> Vec<Effect> {
        if !self.writable() {
            return Vec::new();
        }
        let (words, next) = (self.item_words(leaf), self.pending_after(leaf));
        match self.notebook.judge(leaf, judgement, reason, moment) {
            Ok(()) => {
                let effects = self.write_through();
                self.go_on(next, &format!("{}: {words}", judgement.done()));
                effects
            }
            Err(why) => {
                self.tell(why);
                Vec::new()
            }
        }
    }

    /// `x`: asks why.
    fn ask_reason(&mut self) {
        let Some(leaf) = self.chosen_item() else {
            return self.tell("nothing to judge is chosen; ]r goes to what awaits your verdict");
        };
        if self.writable() {
            let key = self.notebook.leaves()[leaf].key();
            self.mode = Mode::Prompting(Prompt::new(PromptKind::Reason(key)));
        }
    }

    /// The reason is typed, or none is given.
    pub(in crate::app) fn reject(&mut self, item: &LeafKey, reason: &str, moment: Moment) -> Vec<Effect> {
        match self.notebook.position(item) {
            Some(leaf) => self.judge(leaf, Judgement::Reject, reason, moment),
            None => {
                self.tell("it is gone: nothing was rejected; ]r goes to the next item");
                Vec::new()
            }
        }
    }

    fn skip(&mut self) {
        let Some(leaf) = self.chosen_item() else { return };
        match self.pending_after(leaf) {
            Some(next) => self.go_on(Some(next), "skipped"),
            None => {
                self.tell("nothing else is to be judged; reftel review finish writes it for your colleague")
            }
        }
    }

    /// The item that is accepted when a draft is saved, by its place among the leaves.
    pub(in crate::app) fn accepted_with(&self, draft: &Draft) -> Option<usize> {
        let accepts = &draft.content.accepts;
        let is_it = |item: &Item| match &draft.content.remark {
            Some(remark) => !accepts.is_empty() && item.target.key() == remark.on.key(),
            None => item.note.0 == draft.id && accepts.contains(&item.target.ver),
        };
        let leaves = self.notebook.leaves().iter();
        leaves
            .map(|leaf| leaf.item.as_ref())
            .position(|item| item.is_some_and(|item| !item.standing.is_done() && is_it(item)))
    }

    fn edit_then_accept(&mut self, moment: Moment) {
        let Some(leaf) = self.chosen_item() else { return };
        match self.notebook.accepting_draft(leaf, moment) {
            Ok(draft) => {
                let name = self.notebook.author_name(&self.notebook.leaves()[leaf].author_id);
                let to = if draft.content.remark.is_some() {
                    "your changes are a suggestion to"
                } else {
                    "with the text of"
                };
                self.compose(draft);
                if self.message.is_none() {
                    self.tell(format!("^S accepts it; {to} {name}"));
                }
            }
            Err(why) => self.tell(why),
        }
    }

    /// `U`: accepts what is in view and needs no closer look.
    fn accept_in_view(&mut self, moment: Moment) -> Vec<Effect> {
        if !self.writable() {
            return Vec::new();
        }
        let Some(area) = self.panes.notes else { return Vec::new() };
        let in_view = self.margin.in_view(self.reader.top(), area.height).into_iter();
        let shown: Vec<usize> = in_view.filter(|(_, row, _)| *row >= 0).map(|(leaf, ..)| leaf).collect();
        let (count, left) = self.notebook.accept_all(&shown, moment);
        let names: Vec<String> = left
            .iter()
            .filter_map(|leaf| self.notebook.leaves().get(*leaf))
            .map(|leaf| self.place_name(leaf.paragraph()))
            .collect();
        let left = match names.len() {
            0 => String::new(),
            count => format!(
                ", {count} not, as they conflict, changed since, or delete a note ({})",
                names.join(", ")
            ),
        };
        if count == 0 {
            self.go_on(None, &format!("none in view accepted{left}"));
            return Vec::new();
        }
        let effects = self.write_through();
        let last = shown.last().map_or(0, |last| last + 1);
        let next = self.first_pending((last..self.notebook.leaves().len()).chain(0..last));
        self.go_on(next, &format!("{count} in view accepted{left}; u takes that back"));
        effects
    }

    fn reply(&mut self, moment: Moment) {
        let leaf = self.notebook.selected().ok_or("no note is chosen; ]n goes to the next");
        match leaf.and_then(|leaf| self.notebook.reply_draft(leaf, moment)) {
            Ok(draft) => self.compose(draft),
            Err(why) => self.tell(why),
        }
    }

    fn resolve(&mut self, moment: Moment) -> Vec<Effect> {
        if !self.writable() {
            return Vec::new();
        }
        let leaf = self.notebook.selected().ok_or("no note is chosen; ]n goes to the next");
        let done = leaf.and_then(|leaf| self.notebook.resolve(leaf, moment));
        self.written(done.map(String::from).map_err(String::from))
    }
}

/// Whether a leaf awaits the reader's verdict.
fn is_pending(leaf: &Leaf) -> bool {
    leaf.item.as_ref().is_some_and(|item| !item.standing.is_done())
}
