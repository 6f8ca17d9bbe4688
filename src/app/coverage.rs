//! Which paragraphs have been read, and how far the reader has come.

use super::{App, Direction, Effect, Saving};
use crate::annotation::{ReadMarks, paragraph_names};
use crate::cable::Cable;

/// What has been read of the cable.
#[derive(Clone, Debug, Default)]
pub struct ReadingState {
    /// Names of the paragraphs; none until they are needed.
    names: Vec<String>,
    /// For each paragraph, whether it has been marked read.
    read: Vec<bool>,
    marks: ReadMarks,
    /// What is on disk.
    kept: ReadMarks,
    /// The paragraphs marked or unmarked here, each with how many deeds on notes could be undone then: undo takes back
    /// both in the order in which they were done.
    toggled: Vec<(usize, usize)>,
}

/// How far the reader has come with a cable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// For each paragraph, whether it has been marked read.
    pub read: Vec<bool>,
    /// For each paragraph, whether there is a note or a draft on it.
    pub annotated: Vec<bool>,
}

impl Coverage {
    /// `12 of 24 read, 7 annotated`.
    pub fn words(&self) -> String {
        format!("{} of {} read, {} annotated", count(&self.read), self.read.len(), count(&self.annotated))
    }
}

fn count(flags: &[bool]) -> usize {
    flags.iter().filter(|flag| **flag).count()
}

impl ReadingState {
    /// What `marks` on disk say of a cable.
    pub(super) fn new(cable: &Cable, marks: ReadMarks) -> Self {
        let read = vec![false; cable.paragraphs.len()];
        let mut state = Self { names: Vec::new(), read, kept: marks.clone(), marks, toggled: Vec::new() };
        state.settle(cable);
        state
    }

    /// How many paragraphs have been marked read.
    pub(super) fn count(&self) -> usize {
        count(&self.read)
    }

    /// Whether a paragraph has been marked read.
    pub fn is_read(&self, paragraph: usize) -> bool {
        self.read.get(paragraph).copied().unwrap_or(false)
    }

    /// Marks a paragraph read, or takes that back; whether it is read now.
    fn toggle(&mut self, cable: &Cable, paragraph: usize) -> bool {
        self.name(cable);
        let was_read = self.is_read(paragraph);
        if let Some(name) = self.names.get(paragraph) {
            if was_read { self.marks.take_back(name) } else { self.marks.mark(name) }
        }
        self.settle(cable);
        !was_read
    }

    /// Takes the last mark back, if nothing was done to notes since that is not undone; of which paragraph it was.
    fn undo(&mut self, cable: &Cable, deeds: usize) -> Option<usize> {
        let (_, paragraph) = self.toggled.pop_if(|(before, _)| *before >= deeds)?;
        self.toggle(cable, paragraph);
        Some(paragraph)
    }

    fn unite(&mut self, cable: &Cable, marks: &ReadMarks) {
        self.marks.unite(marks);
        self.kept.unite(marks);
        self.settle(cable);
    }

    /// Says of each paragraph whether it has been read.
    fn settle(&mut self, cable: &Cable) {
        // Without any mark the names are not needed, unless there was one.
        if !self.marks.read.is_empty() || !self.names.is_empty() {
            self.name(cable);
            self.read = self.names.iter().map(|name| self.marks.read.contains(name)).collect();
        }
    }

    fn name(&mut self, cable: &Cable) {
        if self.names.is_empty() {
            self.names = paragraph_names(cable);
        }
    }
}

impl App {
    /// `12 of 24 read, 7 annotated`, once anything has been read.
    pub(super) fn coverage_words(&self) -> Option<String> {
        self.reading.read.contains(&true).then(|| self.coverage().words())
    }

    /// What has been read.
    pub fn reading(&self) -> &ReadingState {
        &self.reading
    }

    /// How far the reader has come.
    pub fn coverage(&self) -> Coverage {
        let mut annotated = vec![false; self.cable.paragraphs.len()];
        for paragraph in self.notebook.leaves().iter().filter_map(super::Leaf::paragraph) {
            if let Some(annotated) = annotated.get_mut(paragraph) {
                *annotated = true;
            }
        }
        Coverage { read: self.reading.read.clone(), annotated }
    }

    pub(super) fn tell_coverage(&mut self) {
        self.tell(self.coverage().words());
    }

    /// `M`: the paragraph at the cursor has been read; on to the next one that has not. On one that has, takes that back.
    pub(super) fn mark_read(&mut self) {
        let Some(paragraph) = self.paragraph() else {
            return self.step_unread(Direction::Forward, 1);
        };
        self.reading.toggled.push((self.notebook.deeds(), paragraph));
        if self.reading.toggle(&self.cable, paragraph) {
            self.go_to_unread_after(paragraph);
        } else {
            self.tell(format!("{} is unread again; M marks it read", self.place_name(Some(paragraph))));
        }
        if let Saving::ReadOnly(why) = self.notebook.saving() {
            let words = format!("marked, but not kept: {why}");
            self.tell(words);
        }
        self.refilter();
    }

    /// `u` right after `M`; `None` where something else was done last.
    pub(super) fn undo_mark(&mut self) -> Option<Vec<Effect>> {
        let paragraph = self.reading.undo(&self.cable, self.notebook.deeds())?;
        let became = if self.reading.is_read(paragraph) { "read" } else { "unread" };
        self.show_paragraph(paragraph);
        self.tell(format!("undone: {} is {became} again", self.place_name(Some(paragraph))));
        self.refilter();
        Some(self.keep_read().into_iter().collect())
    }

    fn go_to_unread_after(&mut self, paragraph: usize) {
        match self.unread(Direction::Forward, Some(paragraph), 1) {
            Some(next) => self.show_paragraph(next),
            None if self.reading.read.contains(&false) => {
                self.tell("read to the end; [u goes back to what is not read");
            }
            None if self.notebook.review().is_blind() => {
                self.tell("every paragraph is read; :blind off shows what others wrote");
            }
            None => self.tell("every paragraph is read"),
        }
    }

    /// To the next or previous paragraph that has not been read, `times` over.
    pub(super) fn step_unread(&mut self, direction: Direction, times: usize) {
        match self.unread(direction, self.paragraph(), times) {
            Some(paragraph) => self.show_paragraph(paragraph),
            None if !self.reading.read.contains(&false) => self.tell("every paragraph is read"),
            None => self.tell(match direction {
                Direction::Forward => "nothing unread further down; [u looks further up",
                Direction::Backward => "nothing unread further up; ]u looks further down",
            }),
        }
    }

    /// The unread paragraph `times` further that way; the last of them when there are not so many.
    fn unread(&self, direction: Direction, from: Option<usize>, times: usize) -> Option<usize> {
        let unread = |index: &usize| !self.reading.is_read(*index) && !self.is_hidden(Some(*index));
        let count = self.cable.paragraphs.len();
        // Behind the last paragraph and above the first there is none to begin at.
        let behind =
            self.reader.offset(&self.cable) > self.cable.paragraphs.last().map_or(0, |last| last.span.start);
        let from = from.or(behind.then_some(count));
        match direction {
            Direction::Forward => {
                let first = from.map_or(0, |from| from.saturating_add(1));
                (first..count).filter(unread).take(times).last()
            }
            Direction::Backward => (0..from.unwrap_or(0)).rev().filter(unread).take(times).last(),
        }
    }

    /// Keeps what has been read, when it is other than on disk.
    pub(super) fn keep_read(&mut self) -> Option<Effect> {
        if self.reading.marks == self.reading.kept || matches!(self.notebook.saving(), Saving::ReadOnly(_)) {
            return None;
        }
        // Asked for again only when that has changed.
        self.reading.kept = self.reading.marks.clone();
        Some(Effect::KeepRead(self.reading.marks.clone()))
    }

    /// What has been read is not on disk; it is tried again with the next thing that is to be kept.
    pub(super) fn read_failed(&mut self, why: &str) {
        self.reading.kept = ReadMarks::default();
        self.tell(format!("what has been read was not kept: {why}"));
    }

    /// What is on disk now: with what other sessions have marked.
    pub(super) fn read_kept(&mut self, marks: &ReadMarks) {
        self.reading.unite(&self.cable, marks);
        self.refilter();
    }
}
