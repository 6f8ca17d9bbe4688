//! One note or draft as the notes pane shows it.

use std::ops::Range;

use super::Highlight;
use super::review::{LeafKind, Talk};
use crate::annotation::{
    Anchor, Author, Draft, Finder, Note, NoteId, Resolution, Version, day, links, markup,
};
use crate::layout::wrap;
use crate::review::{Item, Piece};

/// What tells leaves apart: the annotation and its author. A colleague may claim any id.
pub type LeafKey = (NoteId, String);

/// One note or draft as the pane shows it.
#[derive(Clone, Debug)]
pub struct Leaf {
    /// What it is.
    pub kind: LeafKind,
    /// What the reader is to judge about it, or has judged; `None` where that is nothing.
    pub item: Option<Item>,
    /// What became of a suggestion, in words; empty while that is open.
    pub became: &'static str,
    /// Whether something of it came since the reader last looked.
    pub is_new: bool,
    /// What was said about it.
    pub(super) talk: Talk,
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
    /// Of a suggestion, the text that it is about without the signs of what changes: what the note would say, or does say
    /// and is to go.
    plain: Option<String>,
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
    /// Something of `author`'s that is no note of its own, not filled in yet.
    pub(super) fn remark(id: NoteId, author: &Author, mine: bool, at: &str) -> Self {
        Self {
            kind: LeafKind::Note,
            item: None,
            became: "",
            is_new: false,
            talk: Talk::default(),
            id,
            author: (!mine).then(|| author.name.clone()),
            author_id: author.id.clone(),
            at: at.to_string(),
            resolution: Resolution::Lost,
            anchor: Anchor::whole(),
            note_type: String::new(),
            tags: Vec::new(),
            draft: false,
            versions: 1,
            heads: Vec::new(),
            body: String::new(),
            plain: None,
            rows: Vec::new(),
            wrapped: 0,
            looks: Vec::new(),
        }
    }

    /// A note; with what its writer wrote last, when that is still a draft. Its place is not looked for yet.
    pub(super) fn note(note: Note, mine: bool, draft: Option<Draft>) -> Self {
        let is_draft = draft.is_some();
        // The place is that of the note, as long as it is not saved anew.
        let anchor = note.content.anchor.clone();
        let content = draft.map_or_else(|| note.united(), |draft| draft.content);
        Self {
            anchor,
            note_type: content.note_type,
            tags: content.tags,
            draft: is_draft,
            versions: note.others.len() + 1,
            heads: note.heads,
            body: content.body,
            ..Self::remark(note.id, &note.author, mine, &note.at)
        }
    }

    /// A draft that was never a note. Its place is not looked for yet.
    pub(super) fn draft(draft: Draft, me: &Author) -> Self {
        Self {
            anchor: draft.content.anchor,
            note_type: draft.content.note_type,
            tags: draft.content.tags,
            body: draft.content.body,
            draft: true,
            ..Self::remark(draft.id, me, true, "")
        }
    }

    /// Whether it is a note, or the draft of one: not something about another.
    pub fn is_note(&self) -> bool {
        self.kind == LeafKind::Note
    }

    /// Whether it has a place of its own, not that of what it is about.
    pub(super) fn stands_alone(&self) -> bool {
        matches!(self.kind, LeafKind::Note | LeafKind::Correction)
    }

    /// What was said about it.
    pub fn talk(&self) -> &Talk {
        &self.talk
    }

    /// The versions that it shows.
    pub(super) fn heads(&self) -> &[Version] {
        &self.heads
    }

    /// Its text as it is quoted.
    pub(super) fn plain(&self) -> &str {
        self.plain.as_deref().unwrap_or(&self.body)
    }

    /// Shows how one text would become another: `[-removed-]{+added+}`, in words as well as by its looks. It is quoted as
    /// `plain`.
    pub(super) fn set_wording(&mut self, heads: Vec<Version>, pieces: &[Piece], plain: &str) {
        self.heads = heads;
        self.plain = Some(plain.to_owned());
        for (index, piece) in pieces.iter().enumerate() {
            let (signs, look) = match piece {
                Piece::Kept(text) => {
                    self.body.push_str(text);
                    continue;
                }
                Piece::Removed(_) => (["[-", "-]"], Highlight::Removed),
                Piece::Added(_) => (["{+", "+}"], Highlight::Added),
            };
            // The white space behind stays outside; that of what goes, where something comes in its place, is not shown twice.
            let words = piece.text().trim_end();
            if piece.text().is_empty() {
                continue;
            }
            let behind = &piece.text()[words.len()..];
            let replaced =
                matches!((piece, pieces.get(index + 1)), (Piece::Removed(_), Some(Piece::Added(_))));
            let start = self.body.len();
            self.body.extend([signs[0], words, signs[1]]);
            self.looks.push((start..self.body.len(), look));
            self.body.push_str(if replaced { "" } else { behind });
        }
    }

    /// Whether it is the leaf of this very state of a note, and of no draft.
    pub(super) fn shows(&self, note: &Note) -> bool {
        let name = |author: &String| *author == note.author.name;
        let is_plain = !self.draft && self.kind == LeafKind::Note;
        is_plain && self.heads == note.heads && self.author.as_ref().is_none_or(name)
    }

    /// Finds its place in the cable, and takes over what has not changed since it was `before` in the same cable.
    pub(super) fn placed(mut self, finder: &Finder<'_>, before: Option<Leaf>) -> Self {
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
        day(&self.at)
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
        // What a suggestion changes has its looks already, and its signs are not Markdown.
        let shows_changes =
            !self.draft && matches!(self.kind, LeafKind::Suggestion(_) | LeafKind::Removal(_));
        if self.wrapped == 0 && !shows_changes {
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
        let mut leaf =
            Leaf::draft(Draft { id, parents: Vec::new(), content, at, dropped: false }, &Author::default());
        leaf.wrap(8);
        assert_eq!(leaf.looks(), [(0..7, Highlight::Markup(Markup::Strong)), (13..16, Highlight::Link)]);
        assert_eq!(leaf.rows().len(), 2);
    }
}
