//! Commands in a list of notes or marks.

use super::contents::entry_after;
use super::marks::MarkUse;
use super::note_query::NoteQuery;
use super::{App, Byline, Editor, Effect, Leaf, LeafKind, List, ListKind, ListRow, Mode, adrift_words};
use crate::annotation::{Mark, Resolution};
use crate::keys::Action;
use crate::layout::Pane;

impl App {
    /// Opens the list of the notes at the one where the reader is.
    pub(super) fn list_notes(&mut self) {
        let here = self.meant().unwrap_or_else(|| {
            let paragraph = self.paragraph();
            self.notebook.leaves().iter().take_while(|leaf| leaf.paragraph() < paragraph).count()
        });
        self.open_list(ListKind::Notes, here);
    }

    /// Opens the list of the marks.
    pub(super) fn list_marks(&mut self) {
        if self.marks.is_empty() {
            return self.tell("no marks; m and a letter from a to z sets one");
        }
        self.open_list(ListKind::Marks, 0);
    }

    fn open_list(&mut self, kind: ListKind, chosen: usize) {
        self.mode = Mode::List(List::new(kind, chosen));
        self.lay_out_list();
    }

    /// Brings the list up to date with what it lists, and lays it out for the screen as it is now.
    pub(super) fn lay_out_list(&mut self) {
        let Mode::List(list) = &self.mode else { return };
        let mut list = list.clone();
        let height = self.contents_height();
        list.follow(|key| self.notebook.position(key));
        let rows = match list.kind {
            ListKind::Notes => {
                let (leaves, query) = (self.notebook.leaves(), self.parsed(&list.query));
                let fits = |index: &usize| query.fits(&leaves[*index], self.notebook.name());
                let view = list.fill((0..leaves.len()).filter(fits).collect(), leaves.len(), height);
                list.remember(|chosen| leaves.get(chosen).map(Leaf::key));
                view.into_iter().map(|index| self.note_row(&leaves[index])).collect()
            }
            ListKind::Marks => {
                let marks = self.marks.iter().map(|(letter, mark)| self.mark_row(letter, mark));
                let (marks, words) = (marks.collect::<Vec<_>>(), list.query.to_lowercase());
                let fits = |index: &usize| marks[*index].text.to_lowercase().contains(words.trim());
                let view = list.fill((0..marks.len()).filter(fits).collect(), marks.len(), height);
                view.into_iter().map(|index| marks[index].clone()).collect()
            }
        };
        list.show(rows);
        self.mode = Mode::List(list);
    }

    fn note_row(&self, leaf: &Leaf) -> ListRow {
        let label = leaf.anchor.label.as_deref().unwrap_or_default();
        let draft = leaf.draft.then_some("draft");
        let versions = match leaf.versions {
            0 | 1 => String::new(),
            several => format!("{several} VERSIONS "),
        };
        let moved = (!leaf.resolution.is_exact()).then(|| leaf.resolution.word());
        let standing = leaf.item.as_ref().map(|item| item.standing.brief());
        let tags = leaf.tags.iter().map(|tag| format!("#{tag} ")).collect::<String>();
        let review = self.notebook.review();
        let author = review.authors().get(&leaf.author_id).map(Byline::words);
        let new = if leaf.is_new { "NEW " } else { "" };
        let says = match leaf.kind {
            LeafKind::Note => "",
            LeafKind::Suggestion(_) if leaf.became == "taken over" => "taken over: ",
            LeafKind::Suggestion(_) => "suggests: ",
            LeafKind::Removal(_) => "suggests to delete: ",
            LeafKind::Reply(_) => "replies: ",
            LeafKind::Correction => "entity: ",
            LeafKind::Adrift(why) => adrift_words(why),
        };
        let says =
            if matches!(leaf.kind, LeafKind::Adrift(_)) { format!("({says}) ") } else { says.to_string() };
        let talk =
            if leaf.talk().is_empty() { String::new() } else { format!("({}) ", leaf.talk().summary()) };
        let first = leaf.body.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        ListRow {
            letter: String::new(),
            place: match &leaf.resolution {
                Resolution::Whole => self.place_name(None),
                Resolution::Exact(found) | Resolution::Moved(found) => self.paragraphs_name(found),
                Resolution::Ambiguous(_) | Resolution::Lost => format!("¶{label}?"),
            },
            state: draft.into_iter().chain(standing).chain(moved).collect::<Vec<_>>().join(" "),
            note_type: leaf.note_type.clone(),
            day: leaf.day().to_string(),
            author: author.unwrap_or_else(|| self.notebook.name().to_string()),
            text: format!("{new}{versions}{says}{talk}{tags}{}", first.trim()),
        }
    }

    /// What was typed to find notes.
    fn parsed(&self, typed: &str) -> NoteQuery {
        NoteQuery::parse(typed, self.notebook.review().authors())
    }

    pub(super) fn mark_row(&self, letter: &str, mark: &Mark) -> ListRow {
        let offset = mark.locate(&self.cable, &self.kept.text_sha256);
        let quote = mark.anchor.as_ref().map(|anchor| anchor.exact.clone()).unwrap_or_default();
        let paragraph = offset.and_then(|offset| {
            self.cable.paragraphs.iter().position(|paragraph| paragraph.span.contains(offset))
        });
        let header = offset.map(|offset| {
            let place = crate::layout::Places::new(&self.cable.blocks).of(&self.cable.blocks, offset);
            let shown = self.cable.blocks.get(place.block).map_or("", |block| block.reading.text());
            shown.get(place.at..).unwrap_or(shown).to_string()
        });
        ListRow {
            letter: letter.to_string(),
            place: match offset {
                Some(_) if paragraph.is_none() => String::from("-"),
                Some(_) => self.place_name(paragraph),
                None => String::from("not here"),
            },
            text: if quote.is_empty() { header.unwrap_or_default() } else { quote },
            ..ListRow::default()
        }
    }

    /// Runs a command in the list; a number before `top` or `bottom` is that of an entry.
    pub(super) fn run_list(&mut self, action: Action, count: Option<u32>) -> Vec<Effect> {
        let height = self.contents_height();
        let Mode::List(list) = &mut self.mode else { return Vec::new() };
        if list.line.is_some() {
            self.run_query(action);
            return Vec::new();
        }
        match action {
            Action::Search | Action::Filter => list.line = Some(Editor::new(&list.query)),
            Action::Open => self.open_entry(),
            Action::Cancel if !list.query.is_empty() => {
                list.query.clear();
                self.lay_out_list();
            }
            _ => match entry_after(action, count, list.position(), height) {
                Some(to) => {
                    list.choose(to);
                    self.lay_out_list();
                }
                None => self.mode = Mode::Reading,
            },
        }
        Vec::new()
    }

    /// Runs a command in the line where the query is typed; the list follows with every key.
    fn run_query(&mut self, action: Action) {
        let Mode::List(list) = &mut self.mode else { return };
        let Some(line) = &mut list.line else { return };
        match action {
            Action::PromptAccept => list.line = None,
            Action::PromptCancel => {
                list.line = None;
                list.query.clear();
            }
            Action::PromptOlder => list.choose(list.position().saturating_sub(1)),
            Action::PromptNewer => list.choose(list.position() + 1),
            Action::EditorDeleteLeft if line.text().is_empty() => list.line = None,
            _ => super::prompting::edit_line(line, action),
        }
        self.queried();
    }

    /// The query has been typed on.
    pub(super) fn queried(&mut self) {
        if let Mode::List(list) = &mut self.mode
            && let Some(line) = &list.line
        {
            list.query = line.text().to_string();
        }
        self.lay_out_list();
    }

    /// Enter: to the chosen note or mark.
    fn open_entry(&mut self) {
        let Mode::List(list) = &self.mode else { return };
        let (kind, chosen) = (list.kind, list.chosen());
        self.mode = Mode::Reading;
        match (kind, chosen) {
            (_, None) => {}
            (ListKind::Notes, Some(leaf)) => {
                self.focus_on(Pane::Notes);
                self.show_note(leaf);
            }
            (ListKind::Marks, Some(index)) => {
                if let Some(letter) = self.marks.keys().nth(index).cloned() {
                    self.go_to_mark(&letter, MarkUse::Place);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_works_on_a_note_leads_to_it_from_the_list() {
        let mut app = App::sample("SUBJECT: BOATS\n\n1. (C) A boat.\n", Vec::new());
        for (keys, says) in [
            ("gni", "no command on i in the list; Enter goes"),
            ("dd", "Enter goes"),
            ("t", "Enter goes"),
            ("e", "Enter goes"),
            ("~", "? shows the keys"),
        ] {
            app.play(keys);
            assert!(
                app.message().is_some_and(|message| message.contains(says)),
                "{keys}: {:?}",
                app.message()
            );
            assert!(matches!(app.mode, Mode::List(_)));
        }
    }
}
