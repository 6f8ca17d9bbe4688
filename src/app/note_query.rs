//! What is typed to find notes: words, `#tag`, `type:question`, `@author`, `is:draft`, `pending`, the mark of an author.

use super::{Authors, Leaf};
use crate::review::Standing;

/// States that are meant by their bare names: those of a review, which one types most.
const BARE: [&str; 6] = ["pending", "accepted", "rejected", "stale", "new", "theirs"];

/// What a note must be like; every term must fit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct NoteQuery(Vec<Term>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Term {
    /// A tag that begins so.
    Tag(String),
    /// A type that begins so.
    Type(String),
    /// An author whose name holds this.
    Author(String),
    /// The author with this id.
    By(String),
    /// What [`states`] gives, begun so.
    Is(String),
    /// Anywhere in the text, the quote, the tags or the type.
    Word(String),
}

impl NoteQuery {
    /// Reads what was typed; every text is a query. Case does not count, but in the mark of an author: `AN` is one, `an` is
    /// a word.
    pub(super) fn parse(typed: &str, authors: &Authors) -> Self {
        let term = |word: &str| {
            if let Some((id, _)) = authors.all().into_iter().find(|(_, byline)| byline.mark == word) {
                return Term::By(id.to_string());
            }
            let word = word.to_lowercase();
            if BARE.contains(&word.as_str()) {
                return Term::Is(word);
            }
            let after = |sign| word.strip_prefix(sign).map(str::to_string);
            let tag = after("#").map(Term::Tag);
            let author = || after("@").map(Term::Author);
            let note_type = || after("type:").map(Term::Type);
            let is = || after("is:").map(Term::Is);
            tag.or_else(author).or_else(note_type).or_else(is).unwrap_or_else(|| Term::Word(word.clone()))
        };
        Self(typed.split_whitespace().map(term).collect())
    }

    /// Whether a note fits; `me` is the name of the reader.
    pub(super) fn fits(&self, leaf: &Leaf, me: &str) -> bool {
        let holds = |text: &str, word: &str| text.to_lowercase().contains(word);
        let begins = |text: &str, word: &str| text.to_lowercase().starts_with(word);
        self.0.iter().all(|term| match term {
            Term::Tag(tag) => leaf.tags.iter().any(|own| begins(own, tag)),
            Term::Type(note_type) => begins(&leaf.note_type, note_type),
            Term::Author(name) => holds(leaf.author.as_deref().unwrap_or(me), name),
            Term::By(id) => leaf.author_id == *id,
            Term::Is(state) => states(leaf).into_iter().any(|own| own.starts_with(state)),
            Term::Word(word) => {
                let texts = [&leaf.body, &leaf.anchor.exact, &leaf.note_type];
                texts.into_iter().chain(&leaf.tags).any(|text| holds(text, word))
            }
        })
    }
}

/// What a note is: whether it is a draft, whose it is, what became of its anchor, where it stands in the review.
fn states(leaf: &Leaf) -> Vec<&'static str> {
    let kind = if leaf.draft { "draft" } else { "note" };
    let whose = if leaf.author.is_none() { "mine" } else { "theirs" };
    let mut states = vec![kind, whose, leaf.resolution.word()];
    states.extend(leaf.is_new.then_some("new"));
    states.extend(leaf.talk().is_resolved().then_some("resolved"));
    match leaf.item.as_ref().map(|item| item.standing) {
        None => {}
        Some(standing @ Standing::Judged(_)) => states.push(standing.brief()),
        // What changed since awaits a verdict again.
        Some(Standing::Stale(_)) => states.extend(["stale", "pending"]),
        Some(Standing::Split | Standing::Open) => states.push("pending"),
    }
    states
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::{Anchor, Author, Content, Note, NoteId, Resolution};

    #[test]
    fn every_term_must_fit() {
        let anchor = Anchor { exact: String::from("Jorge Tello Peon"), ..Anchor::default() };
        let content = Content {
            anchor,
            body: String::from("Who ELSE came?"),
            note_type: String::from("Question"),
            tags: vec![String::from("Sanctions"), String::from("mexico")],
            ..Content::default()
        };
        let author = Author { id: String::from("a-1"), name: String::from("M. Duval") };
        let (id, at) = (NoteId::default(), String::new());
        let note = Note { id, author, at, content, heads: Vec::new(), others: Vec::new(), claim: None };
        let mut leaf = Leaf::note(note, false, None);
        for typed in [
            "",
            "else",
            "TELLO who",
            "#sanctions",
            "#san #mex",
            "type:question",
            "type:",
            "@duval",
            "quest",
            "is:lost is:theirs",
        ] {
            assert!(NoteQuery::parse(typed, &Authors::default()).fits(&leaf, "me"), "{typed}");
        }
        for typed in [
            "nobody",
            "else nobody",
            "#oil",
            "#anctions",
            "type:claim",
            "@me",
            "is:draft",
            "is:x",
            "is:exact",
        ] {
            assert!(!NoteQuery::parse(typed, &Authors::default()).fits(&leaf, "me"), "{typed}");
        }
        for resolution in [Resolution::Ambiguous(Vec::new()), Resolution::Lost, Resolution::Whole] {
            let typed = format!("is:{}", resolution.word());
            leaf.resolution = resolution;
            assert!(NoteQuery::parse(&typed, &Authors::default()).fits(&leaf, "me"), "{typed}");
        }
    }
}
