//! One note or draft as the notes pane shows it.

use std::ops::Range;

use super::Highlight;
use crate::annotation::{Anchor, Draft, Finder, Note, NoteId, Resolution, Version, links, markup};
use crate::layout::wrap;

/// What tells leaves apart: the annotation and its author. A colleague may claim any id.
pub type LeafKey = (NoteId, String);

/// One note or draft as the pane shows it.
#[derive(Clone, Debug)]
pub struct Leaf {
    /// The annotation.
    pub id: NoteId,
    /// The id of its author.
    pub author_id: String,
    /// Their name; `None` for one's own.
    pub author: Option<String>,
    /// When it was written, RFC 3339, as claimed; empty for a draft that was never a note.
    pub at: String,
    /// The text: of the draft, where there is one; of all versions that stand side by side.
    pub body: String,
    /// Its type in one word, empty for none.
    pub note_type: String,
    /// Its tags.
    pub tags: Vec<String>,
    /// Whether this is a draft.
    pub draft: bool,
    /// The versions of the note that it shows; none for a draft that was never one.
    heads: Vec<Version>,
    /// How many versions stand side by side; 1 for most.
    pub versions: usize,
    /// What became of its anchor.
    pub resolution: Resolution,
    /// Printed number and quote, for one that has lost its place.
    pub anchor: Anchor,
    /// The rows of the text, and the columns that they were made for.
    rows: Vec<Range<usize>>,
    wrapped: usize,
    /// How stretches of the text look, and where its links are.
    looks: Vec<(Range<usize>, Highlight)>,
}

impl Leaf {
    /// A note; with what its writer wrote last, when that is still a draft. Its place is not looked for yet.
    pub(super) fn note(note: Note, mine: bool, draft: Option<Draft>) -> Self {
        let is_draft = draft.is_some();
        // The place is that of the note, as long as it is not saved anew.
        let anchor = note.content.anchor.clone();
        let content = draft.map_or_else(|| note.united(), |draft| draft.content);
        Self {
            id: note.id,
            author: (!mine).then_some(note.author.name),
            author_id: note.author.id,
            at: note.at,
            resolution: Resolution::Lost,
            anchor,
            note_type: content.note_type,
            tags: content.tags,
            draft: is_draft,
            versions: note.others.len() + 1,
            heads: note.heads,
            body: content.body,
            rows: Vec::new(),
            wrapped: 0,
            looks: Vec::new(),
        }
    }

    /// A draft that was never a note. Its place is not looked for yet.
    pub(super) fn draft(draft: Draft, me: &str) -> Self {
        Self {
            resolution: Resolution::Lost,
            anchor: draft.content.anchor,
            id: draft.id,
            author_id: me.to_string(),
            author: None,
            at: String::new(),
            note_type: draft.content.note_type,
            tags: draft.content.tags,
            body: draft.content.body,
            draft: true,
            versions: 1,
            heads: Vec::new(),
            rows: Vec::new(),
            wrapped: 0,
            looks: Vec::new(),
        }
    }

    /// Whether it is the leaf of this very state of a note, and of no draft.
    pub(super) fn shows(&self, note: &Note) -> bool {
        let name = |author: &String| *author == note.author.name;
        !self.draft && self.heads == note.heads && self.author.as_ref().is_none_or(name)
    }

    /// Finds its place in the cable, and takes over what has not changed since it was `before` in the same cable.
    pub(super) fn settled(mut self, finder: &Finder<'_>, before: Option<Leaf>) -> Self {
        match before {
            Some(before) => {
                self.resolution =
                    if before.anchor == self.anchor { before.resolution } else { finder.find(&self.anchor) };
                if before.body == self.body {
                    (self.rows, self.wrapped, self.looks) = (before.rows, before.wrapped, before.looks);
                }
            }
            None => self.resolution = finder.find(&self.anchor),
        }
        self
    }

    /// What tells it apart.
    pub(super) fn key(&self) -> LeafKey {
        (self.id.clone(), self.author_id.clone())
    }

    /// The paragraph it stands beside; `None` for a note on the cable, or one that has lost its place.
    pub fn paragraph(&self) -> Option<usize> {
        self.resolution.found().map(|found| found.paragraph)
    }

    /// The day it was written.
    pub fn day(&self) -> &str {
        self.at.get(..10).unwrap_or(&self.at)
    }

    /// The rows of the text at the width of the pane.
    pub fn rows(&self) -> &[Range<usize>] {
        &self.rows
    }

    /// How stretches of the text look: light Markdown, and links.
    pub(super) fn looks(&self) -> &[(Range<usize>, Highlight)] {
        &self.looks
    }

    /// Wraps the text to `width` columns.
    pub(super) fn wrap(&mut self, width: usize) {
        if self.wrapped == 0 {
            let marked = markup(&self.body).into_iter();
            self.looks = marked.map(|(range, markup)| (range, Highlight::Markup(markup))).collect();
            self.looks.extend(links(&self.body).into_iter().map(|link| (link.range, Highlight::Link)));
        }
        if self.wrapped != width {
            self.rows = wrap(&self.body, width);
            self.wrapped = width;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::{Content, Markup};

    #[test]
    fn a_note_shows_its_markdown_and_its_links() {
        let content = Content { body: "**Who** said ¶4?".into(), ..Content::default() };
        let (id, at) = (NoteId::default(), jiff::Timestamp::UNIX_EPOCH);
        let mut leaf = Leaf::draft(Draft { id, parents: Vec::new(), content, at }, "a-me");
        leaf.wrap(8);
        assert_eq!(leaf.looks(), [(0..7, Highlight::Markup(Markup::Strong)), (13..16, Highlight::Link)]);
        assert_eq!(leaf.rows().len(), 2);
    }
}
