//! Types and tags of notes, as they are typed: `question #sanctions #mexico`.

use std::collections::BTreeSet;

use super::{App, Effect, LeafKey, Mode, Moment, Prompt, PromptKind};
use crate::annotation::parse_labels;

/// Types that are offered before any was used.
const TYPES: [&str; 7] = ["question", "context", "claim", "doubt", "source", "correction", "lead"];

/// A type and tags as one types them.
pub(super) fn print(note_type: &str, tags: &[String]) -> String {
    let words = Some(note_type).filter(|word| !word.is_empty()).map(str::to_string);
    words.into_iter().chain(tags.iter().map(|tag| format!("#{tag}"))).collect::<Vec<_>>().join(" ")
}

impl App {
    /// `t`: asks for type and tags of the current note.
    pub(super) fn ask_type(&mut self) {
        let Some(leaf) = self.meant().and_then(|leaf| self.notebook.leaves().get(leaf)) else {
            return self.tell("no note here; a writes one");
        };
        if leaf.author.is_some() {
            return self.tell("a colleague's note keeps its type and tags; i suggests another text");
        }
        let (kind, typed) = (PromptKind::Type(leaf.key()), print(&leaf.note_type, &leaf.tags));
        if self.writable() {
            // What follows is typed behind what is there.
            let typed = if typed.is_empty() { typed } else { typed + " " };
            self.mode = Mode::Prompting(Prompt::with(kind, &typed));
        }
    }

    /// What was typed becomes type and tags of the note.
    pub(super) fn classify(&mut self, note: &LeafKey, typed: &str, moment: Moment) -> Vec<Effect> {
        let leaf = self.notebook.position(note);
        let name = leaf.map(|leaf| self.quote_of(leaf)).unwrap_or_default();
        let offered = leaf.and_then(|leaf| self.notebook.leaves().get(leaf));
        // Those of another program are not ours to refuse, as long as they stay.
        if offered.is_some_and(|leaf| print(&leaf.note_type, &leaf.tags).trim() == typed.trim()) {
            self.tell(format!("{name}: type and tags are as before"));
            return Vec::new();
        }
        let classified = parse_labels(typed).and_then(|(note_type, tags)| {
            Ok(self.notebook.classify(note, (note_type, tags), moment)?.to_string())
        });
        let effects = self.written(classified);
        if let Some(said) = &self.message {
            self.message = Some(format!("{name}: {said}"));
        }
        effects
    }

    /// Types and tags that can be meant: those offered, and those used in this cable.
    pub(super) fn known_types(&self) -> BTreeSet<String> {
        let used = self.notebook.leaves().iter().map(|leaf| leaf.note_type.clone());
        TYPES.iter().map(|name| (*name).to_string()).chain(used.filter(|name| !name.is_empty())).collect()
    }

    /// The tags used in this cable, with the sign.
    pub(super) fn known_tags(&self) -> BTreeSet<String> {
        self.notebook.leaves().iter().flat_map(|leaf| &leaf.tags).map(|tag| format!("#{tag}")).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::{Change, Content, NoteId};

    #[test]
    fn what_is_offered_is_what_was_typed() {
        let (note_type, tags) = parse_labels("#Sanctions  QUESTION #été").unwrap();
        assert_eq!(print(&note_type, &tags), "question #sanctions #été");
        assert_eq!(print("", &[String::from("a")]), "#a");
    }
    /// What another program wrote is not ours to refuse, nor to change by looking at it.
    #[test]
    fn foreign_tags_are_kept_until_others_are_typed() {
        let note_type = String::from("Open question");
        let content = Content { body: "a".into(), note_type, tags: vec!["Oil".into()], ..Content::default() };
        let moment = Moment { now: jiff::Timestamp::UNIX_EPOCH, random: [0; 10] };
        let id = NoteId::mint(0, moment.random);
        let change = Change { id: id.clone(), parents: Vec::new(), content: Some(content), at: moment.now };
        let mut app = App::sample("SUBJECT: BOATS\n\n1. (C) A boat.\n", vec![change]);
        let key = app.notebook.leaves()[0].key();
        let labels =
            |app: &App| (app.notebook.leaves()[0].note_type.clone(), app.notebook.leaves()[0].tags.clone());
        let before = labels(&app);
        assert_eq!(app.classify(&key, "Open question #Oil ", moment), []);
        assert_eq!(app.message.take().as_deref(), Some("«a»: type and tags are as before"));
        assert_eq!(app.classify(&key, "Open question #Oil #gas", moment), []);
        assert_eq!(labels(&app), before);
        app.classify(&key, "question #Oil #gas", moment);
        assert_eq!(labels(&app), (String::from("question"), vec![String::from("oil"), String::from("gas")]));
    }
}
