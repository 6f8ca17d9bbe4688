//! The list of the cables in the file.

use super::{App, Effect, Landing, Mode};
use crate::cable::Volume;
use crate::keys::Action;

/// State of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    /// The chosen cable.
    selected: usize,
    /// The cables in view.
    rows: Vec<Title>,
}

/// What the list says of one cable.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Title {
    /// Its place in the file, from 0.
    pub index: usize,
    /// Its reference id.
    pub id: String,
    /// The day of its date-time group.
    pub date: String,
    /// Its classification in full words.
    pub classification: &'static str,
    /// Its subject.
    pub subject: String,
}

impl Contents {
    /// The chosen cable.
    pub fn selected(&self) -> usize {
        self.selected
    }

    /// The cables in view.
    pub fn rows(&self) -> &[Title] {
        &self.rows
    }

    /// Chooses a cable, and brings it into a view of `height` rows.
    fn choose(&mut self, volume: &Volume, selected: usize, height: usize) {
        let last = volume.count() - 1;
        self.selected = selected.min(last);
        let top = self.rows.first().map_or(self.selected.saturating_sub(height / 2), |title| title.index);
        let lowest = (self.selected + 1).saturating_sub(height);
        let top = top.clamp(lowest, self.selected).min((last + 1).saturating_sub(height));
        self.rows = (top..volume.count()).take(height).map(|index| Title::of(volume, index)).collect();
    }
}

impl Title {
    fn of(volume: &Volume, index: usize) -> Self {
        let header = volume.title(index);
        Self {
            index,
            id: header.reference_id.unwrap_or_default(),
            date: header.date.map(|date| date.strftime("%Y-%m-%d").to_string()).unwrap_or_default(),
            classification: header.classification.map_or("", |level| level.name()),
            subject: header.subject.map(|subject| subject.text().to_owned()).unwrap_or_default(),
        }
    }
}

impl App {
    /// Opens the list at the cable that is read.
    pub(super) fn list_cables(&mut self) {
        let mut contents = Contents::default();
        contents.choose(self.shelf.volume(), self.shelf.index(), self.contents_height());
        self.mode = Mode::Contents(contents);
    }

    /// Lays the list out for the screen as it is now.
    pub(super) fn lay_out_contents(&mut self) {
        let height = self.contents_height();
        if let Mode::Contents(contents) = &mut self.mode {
            contents.choose(self.shelf.volume(), contents.selected, height);
        }
    }

    /// Rows of the list: the screen without the title above and the keys below.
    pub(super) fn contents_height(&self) -> usize {
        usize::from(self.size.height).saturating_sub(2).max(1)
    }

    /// Runs a command in the list; a number before `top` or `bottom` is that of a cable.
    pub(super) fn run_contents(&mut self, action: Action, count: Option<u32>) -> Vec<Effect> {
        let height = self.contents_height();
        let Mode::Contents(contents) = &mut self.mode else { return Vec::new() };
        let selected = contents.selected;
        if let Some(to) = entry_after(action, count, selected, height) {
            contents.choose(self.shelf.volume(), to, height);
            return Vec::new();
        }
        self.mode = Mode::Reading;
        if action == Action::Open && selected != self.shelf.index() {
            self.turn_to(selected, Landing::Kept);
        }
        Vec::new()
    }
}

/// The entry of a list that a command goes to from the one at `selected`, in a view of `height` rows; it may lie beyond
/// the last. `None` for a command that does something else.
pub(super) fn entry_after(
    action: Action,
    count: Option<u32>,
    selected: usize,
    height: usize,
) -> Option<usize> {
    let times = count.unwrap_or(1).max(1) as usize;
    let page = height.saturating_sub(1).max(1).saturating_mul(times);
    Some(match (action, count) {
        (Action::LineDown, _) => selected.saturating_add(times),
        (Action::LineUp, _) => selected.saturating_sub(times),
        (Action::HalfPageDown, _) => selected.saturating_add(page / 2),
        (Action::HalfPageUp, _) => selected.saturating_sub(page / 2),
        (Action::PageDown, _) => selected.saturating_add(page),
        (Action::PageUp, _) => selected.saturating_sub(page),
        (Action::Top | Action::Bottom, Some(number)) => (number as usize).saturating_sub(1),
        (Action::Top, None) => 0,
        (Action::Bottom, None) => usize::MAX,
        _ => return None,
    })
}
