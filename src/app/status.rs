//! The status line and the footer, in words.

use std::borrow::Cow;

use super::{App, Mode, Progress, Prompt, PromptKind, Saving, draft_name};
use crate::cable::counted;
use crate::keys::{Action, Scope, Target};
use crate::layout::{Pane, safe_width};

/// Keys that are valid now, each with a word for what it does; the most useful first.
pub type Hints = Vec<(String, Cow<'static, str>)>;

impl App {
    /// The status line, left to right: cable, paragraph, mark, notes, anchors, what is shown, saving.
    pub fn status(&self) -> Vec<String> {
        let cable = &self.cable;
        let mut items = vec![cable.header.reference_id.clone().unwrap_or_else(|| String::from("text"))];
        items.extend(self.file_status());
        let paragraph = self.paragraph().and_then(|index| Some((index, cable.paragraphs.get(index)?)));
        let count = cable.paragraphs.len();
        match paragraph {
            Some((index, paragraph)) => {
                let number = paragraph.number.map_or_else(|| (index + 1).to_string(), |n| n.to_string());
                items.push(format!("¶ {number}/{count}"));
                items.push(paragraph.marking.as_ref().map_or_else(
                    || String::from(if cable.is_cable() { "unmarked" } else { "no mark" }),
                    |marking| format!("({})", marking.code),
                ));
            }
            None => {
                let block = self.reader.cursor().block;
                let first = cable.paragraphs.first().is_some_and(|first| block < first.blocks.start);
                items.push(format!("¶ {}/{count}", if first || self.reader.is_raw() { "-" } else { "end" }));
            }
        }
        items.push(self.notes_status());
        items.extend(self.review_status());
        items.extend(self.placing_words());
        items.extend(self.anchor_status());
        items.extend(self.selection_words());
        if self.reader.is_raw() {
            items.push(String::from("raw"));
        } else if let Some(filter) = &self.filter {
            items.push(format!("filter {}", filter.typed()));
        }
        if let Some(search) = &self.search {
            items.push(format!("/{} {}", search.pattern(), search.count()));
        }
        if let Some(search) = &self.note_search {
            items.push(format!("in notes /{} {}", search.pattern(), search.count()));
        }
        if let Some((row, count)) = self.entities.walk() {
            items.push(format!("{} {count}", self.entities.name(row)));
        }
        items.extend(self.coverage_status(&items));
        items
    }

    /// How much has been read, once something has been and where there is room beside the rest.
    fn coverage_status(&self, items: &[String]) -> Option<String> {
        let words = self.coverage_words()?;
        let taken: usize = items.iter().map(|item| safe_width(item) + 3).sum();
        (taken + safe_width(&words) + 2 <= usize::from(self.size.width)).then_some(words)
    }

    /// Which cable of the file this is, and how far the file has been read.
    fn file_status(&self) -> Vec<String> {
        let volume = self.shelf.volume();
        let place = format!("{} {}/{}", self.shelf.unit(), self.shelf.index() + 1, volume.count());
        let progress = match self.shelf.progress() {
            Progress::Whole => None,
            Progress::Reading(Some(percent)) => Some(format!("reading {percent} %")),
            Progress::Reading(None) => Some(String::from("reading")),
            Progress::Failed(_) => Some(String::from("BEGINNING ONLY")),
        };
        (volume.count() > 1).then_some(place).into_iter().chain(progress).collect()
    }

    /// How many notes do not stand exactly where they were put: `anchor ⚠3 1 moved, 2 lost`.
    fn anchor_status(&self) -> Option<String> {
        let count = |word: &&str| {
            let leaves = self.notebook.leaves().iter();
            leaves.filter(|leaf| leaf.is_note() && leaf.resolution.word() == *word).count()
        };
        let words = ["moved", "ambiguous", "lost"].into_iter();
        let counts: Vec<(usize, &str)> =
            words.map(|word| (count(&word), word)).filter(|(count, _)| *count > 0).collect();
        match &counts[..] {
            [] => None,
            [(count, word)] => Some(format!("anchor ⚠{count} {word}")),
            _ => {
                let all = counts.iter().map(|(count, _)| count).sum::<usize>();
                let each: Vec<String> =
                    counts.iter().map(|(count, word)| format!("{count} {word}")).collect();
                Some(format!("anchor ⚠{all} {}", each.join(", ")))
            }
        }
    }

    fn notes_status(&self) -> String {
        let leaves = self.notebook.leaves();
        let drafts = leaves.iter().filter(|leaf| leaf.draft).count();
        let (count, known) = (self.notebook.count(), self.notebook.known());
        let mut words = format!("notes {count}");
        if known > count {
            words.push_str(&format!(" of {known}"));
        }
        if drafts > 0 {
            words.push_str(&format!(" ({})", counted(drafts, "draft")));
        }
        match self.notebook.saving() {
            Saving::Saved if self.notebook.unwritten().is_some() => words.push_str(" NOT ON DISK"),
            Saving::Saved if self.notebook.unsaved().is_empty() && known > drafts => words.push_str(" saved"),
            Saving::Saved => {}
            Saving::Underway => words.push_str(" saving"),
            Saving::Failed(_) => words.push_str(" NOT SAVED"),
            Saving::ReadOnly(_) => words.push_str(" read-only"),
        }
        words
    }

    /// The keys that are valid now.
    pub fn hints(&self) -> Hints {
        let pending = self.pending();
        if !pending.is_empty() {
            let label = |target: Option<Target>| match target {
                Some(Target::Action(action)) => action.label().into(),
                Some(Target::Line(line)) => format!(":{line}").into(),
                None => "...".into(),
            };
            return pending.into_iter().map(|hint| (hint.key.label(), label(hint.target))).collect();
        }
        let here = self.meant().is_some();
        let placing = self.placing_actions();
        let actions: &[Action] = match (&self.mode, self.focus) {
            (Mode::Selecting(_), _) if self.placing().is_some() => &[
                Action::AddNote,
                Action::AnchorRelocate,
                Action::WordEnd,
                Action::NextSentence,
                Action::NextParagraph,
                Action::SwapEnds,
                Action::Cancel,
            ],
            (Mode::Selecting(_), _) => &[
                Action::AddNote,
                Action::WordEnd,
                Action::NextSentence,
                Action::NextParagraph,
                Action::SwapEnds,
                Action::SelectParagraphs,
                Action::Cancel,
            ],
            (Mode::Reading, _) if self.placing().is_none() && self.scopes().contains(&Scope::Review) => &[
                Action::Accept,
                Action::Reject,
                Action::AcceptEdited,
                Action::Reply,
                Action::NextPending,
                Action::Undo,
                Action::Skip,
                Action::Resolve,
                Action::AcceptAll,
                Action::Help,
                Action::Quit,
            ],
            (Mode::Reading, _) if placing.is_some() => placing.unwrap_or_default(),
            (Mode::Reading, _) if self.scopes().contains(&Scope::Thread) => &[
                Action::Reply,
                Action::Resolve,
                Action::EditNote,
                Action::Open,
                Action::NextPane,
                Action::Help,
                Action::Quit,
            ],
            (Mode::List(list), _) if list.line.is_none() => {
                &[Action::Open, Action::Search, Action::LineDown, Action::PageDown, Action::Quit]
            }
            (Mode::Naming(_), _) => &[Action::PreviousPlace, Action::ListMarks, Action::Cancel],
            (Mode::Describing, _) => &[],
            (Mode::Contents(_), _) => &[Action::Open, Action::LineDown, Action::PageDown, Action::Quit],
            (Mode::Library, _) if self.library.line().is_some() => {
                &[Action::PromptAccept, Action::PromptCancel]
            }
            (Mode::Library, _) => &[
                Action::Open,
                Action::Search,
                Action::SortLibrary,
                Action::Pin,
                Action::ListGaps,
                Action::Help,
                Action::Quit,
            ],
            (Mode::Page(_), _) => &[Action::Open, Action::LineDown, Action::PageDown, Action::Quit],
            (Mode::Help(_), _) => &[Action::LineDown, Action::PageDown, Action::Quit],
            (Mode::Composing(_), _) => {
                &[Action::EditorSave, Action::EditOutside, Action::EditorUndo, Action::EditorClose]
            }
            (
                Mode::Prompting(Prompt {
                    kind:
                        PromptKind::Filter
                        | PromptKind::Type(_)
                        | PromptKind::Template(_)
                        | PromptKind::Correct(_)
                        | PromptKind::Command,
                    ..
                }),
                _,
            ) => &[Action::PromptAccept, Action::PromptComplete, Action::PromptCancel],
            (Mode::Prompting(_) | Mode::List(_), _) => &[Action::PromptAccept, Action::PromptCancel],
            (Mode::Reading, _) if self.search.is_some() || self.note_search.is_some() => &[
                Action::SearchNext,
                Action::SearchPrevious,
                Action::Cancel,
                Action::JumpBack,
                Action::AddNote,
                Action::Help,
                Action::Quit,
            ],
            (Mode::Reading, Pane::Entities) => &[
                Action::Open,
                Action::NextMention,
                Action::RenameEntity,
                Action::EntityKind,
                Action::MergeEntity,
                Action::SplitMention,
                Action::IgnoreEntity,
                Action::NextPane,
                Action::Help,
                Action::Quit,
            ],
            (Mode::Reading, _) if here => &[
                Action::EditNote,
                Action::DeleteNote,
                Action::Open,
                Action::AddNote,
                Action::NextPane,
                Action::Search,
                Action::Help,
                Action::Quit,
            ],
            (Mode::Reading, _) if self.shelf.volume().count() > 1 => &[
                Action::AddNote,
                Action::NextCable,
                Action::ListCables,
                Action::Search,
                Action::NextParagraph,
                Action::NextPane,
                Action::Help,
                Action::Quit,
            ],
            (Mode::Reading, _) => &[
                Action::AddNote,
                Action::NextPane,
                Action::Search,
                Action::NextParagraph,
                Action::NextSection,
                Action::ToggleRaw,
                Action::Help,
                Action::Quit,
            ],
        };
        let letter = matches!(self.mode, Mode::Naming(_)).then(|| (String::from("a-z"), "mark".into()));
        let mut actions = actions.to_vec();
        // As long as something awaits a verdict, how to go there is never left out.
        let awaits = self.notebook.review().counts().is_some_and(|(left, _)| left > 0);
        let reads = matches!(self.mode, Mode::Reading) && self.placing().is_none();
        if awaits && reads && !actions.contains(&Action::NextPending) {
            actions.insert(1, Action::NextPending);
        }
        letter.into_iter().chain(actions.into_iter().filter_map(|action| self.hint(action))).collect()
    }

    pub(super) fn hint(&self, action: Action) -> Option<(String, Cow<'static, str>)> {
        let keys = self.scopes().iter().find_map(|scope| self.keymap.keys_of(*scope, action))?;
        let label = match (&self.mode, action) {
            (Mode::Reading, Action::Cancel) if self.placing().is_some() => "stop placing",
            (Mode::Composing(composer), Action::EditorSave) => match draft_name(&composer.draft.content) {
                "reply" => "save reply",
                "suggestion" => "save suggestion",
                _ => action.label(),
            },
            (Mode::Reading, Action::Quit) if self.library.is_under() => "list",
            (Mode::Reading, Action::AnchorRelocate) if self.placing().is_none() => "place elsewhere",
            _ => action.label(),
        };
        Some((keys.iter().map(|key| key.label()).collect(), label.into()))
    }
}
