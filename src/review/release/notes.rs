//! Which notes go out.

use std::collections::BTreeSet;

use super::traces::Traces;
use super::words::Words;
use super::{Ceiling, Part, Reason, Release, marks};
use crate::annotation::{Anchor, Content, Finder, Note, NoteId, Resolution};
use crate::cable::{Cable, Span};

/// A note that goes out. Nothing else of it does: no id, no time, no version, no reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReleasedNote {
    /// The paragraph that it stands on: index into the cable's paragraphs.
    pub paragraph: usize,
    /// The words that it is about, in the decoded text.
    pub span: Span,
    /// Whose it is, by name.
    pub author: String,
    /// Its text.
    pub body: String,
    /// Its type in one word; empty for none.
    pub note_type: String,
    /// Its tags.
    pub tags: Vec<String>,
}

impl Release {
    /// Judges the notes: first where they stand, then what they say beside everything that is withheld, the notes among it.
    pub(super) fn take_notes(
        &mut self,
        cable: &Cable,
        notes: &[Note],
        rejected: &BTreeSet<(NoteId, String)>,
        ceiling: &Ceiling,
        (out, mut held): (&[Words], Vec<Words>),
    ) {
        let finder = Finder::new(cable);
        let mut standing = Vec::new();
        for note in notes {
            let stays = rejected.contains(&(note.id.clone(), note.author.id.clone()));
            let marked = marked_higher(note, ceiling).map_or(Ok(()), Err);
            let stays = if stays { Err(Reason::Rejected) } else { marked };
            match stays.and_then(|()| self.stands(note, &finder)) {
                Ok(place) => standing.push((note, place)),
                Err(reason) => {
                    held.extend(
                        [&note.content].into_iter().chain(&note.others).map(|it| Words::of(&it.body)),
                    );
                    self.withhold(Part::Note(note.id.clone()), None, reason);
                }
            }
        }
        if standing.is_empty() {
            return;
        }
        let traces = Traces::new(out, &held);
        for (note, (paragraph, span)) in standing {
            let Content { anchor, body, note_type, tags, .. } = &note.content;
            let said = [body, note_type, &note.author.name].into_iter().chain(tags).chain(quotes(anchor));
            match said.map(String::as_str).find_map(|text| traces.found_in(text)) {
                Some(reason) => self.withhold(Part::Note(note.id.clone()), None, reason),
                None => self.notes.push(ReleasedNote {
                    paragraph,
                    span,
                    author: note.author.name.clone(),
                    body: body.clone(),
                    note_type: note_type.clone(),
                    tags: tags.clone(),
                }),
            }
        }
    }

    /// The paragraph and the words that a note stands on, when all of that goes out.
    fn stands(&self, note: &Note, finder: &Finder) -> Result<(usize, Span), Reason> {
        let anchor = &note.content.anchor;
        if note.heads.len() > 1 || note.claim.is_some() {
            return Err(Reason::Versions);
        }
        if anchor.para.is_none() || !anchor.section.is_empty() || !anchor.entity.is_empty() {
            return Err(Reason::Whole);
        }
        let Resolution::Exact(found) = finder.find(anchor) else { return Err(Reason::Unsettled) };
        let released = (found.paragraph..=found.last).all(|paragraph| self.has_paragraph(paragraph));
        if released { Ok((found.paragraph, found.span)) } else { Err(Reason::Ground) }
    }
}

/// Whether the writer has marked a note, or a part of it, above the ceiling: in the text, or by a label.
fn marked_higher(note: &Note, ceiling: &Ceiling) -> Option<Reason> {
    let Content { body, note_type, tags, .. } = &note.content;
    let label = |label: &String| {
        let label = label.to_uppercase();
        let mark = marks::read(&label).filter(|mark| !ceiling.allows(&mark.code));
        mark.map(|_| Reason::InnerMark).or_else(|| marks::doubt(&label, ceiling))
    };
    marks::doubt(body, ceiling).or_else(|| tags.iter().chain([note_type]).find_map(label))
}

/// What an anchor repeats of the text, at both ends of a range.
fn quotes(anchor: &Anchor) -> impl Iterator<Item = &String> {
    let ends = std::iter::successors(Some(anchor), |anchor| anchor.until.as_deref());
    ends.flat_map(|end| [&end.exact, &end.prefix, &end.suffix])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::{Author, NoteId, Version};
    use crate::cable::decode;

    const CABLE: &str = "S E C R E T ELBONIA 000012\n\nSUBJECT: BOATS\n\nTHE COUNT\n---------\n\n1. (U) The boats left at noon.\n\n2. (U) Nobody saw them.\n\n3. (S) Brandt did.\n";

    /// Why a note is withheld that is as `change` makes it; `None` for one that goes out.
    fn withheld(change: impl Fn(&Cable, &mut Note)) -> Option<Reason> {
        let cable = Cable::parse(decode(CABLE.into()));
        let mut note = Note {
            id: NoteId::mint(1_700_000_000_000, [7; 10]),
            author: Author::default(),
            content: Content { anchor: Anchor::paragraph(&cable, 0), ..Content::default() },
            at: String::new(),
            heads: vec![Version::default()],
            others: Vec::new(),
            claim: None,
        };
        change(&cable, &mut note);
        let release = Release::new(&cable, &[note], &BTreeSet::new(), &[], &Ceiling::parse("U").unwrap());
        let mut notes = release.withheld.iter().filter(|it| matches!(it.part, Part::Note(_)));
        let reason = notes.next().map(|it| it.reason);
        assert_eq!(release.notes.len() + usize::from(reason.is_some()), 1);
        reason
    }

    fn on(anchor: impl Fn(&Cable) -> Anchor) -> Option<Reason> {
        withheld(|cable, note| note.content.anchor = anchor(cable))
    }

    fn over(cable: &Cable, first: usize, last: usize) -> Anchor {
        Anchor::range(cable, cable.paragraphs[first].span.join(cable.paragraphs[last].span)).unwrap()
    }

    #[test]
    fn all_that_a_note_stands_on_must_go_out() {
        assert_eq!(on(|cable| Anchor::paragraph(cable, 0)), None);
        assert_eq!(on(|cable| Anchor::paragraph(cable, 2)), Some(Reason::Ground));
        assert_eq!(on(|cable| over(cable, 0, 1)), None);
        assert_eq!(on(|cable| over(cable, 1, 2)), Some(Reason::Ground));
        assert_eq!(on(|_| Anchor::whole()), Some(Reason::Whole));
        assert_eq!(on(|cable| Anchor::section(cable, 0).unwrap()), Some(Reason::Whole));
        let entity = |cable: &Cable| Anchor { entity: String::from("boats"), ..Anchor::paragraph(cable, 0) };
        assert_eq!(on(entity), Some(Reason::Whole));
        let lost = |cable: &Cable| Anchor {
            para_sha: String::new(),
            text_sha: String::new(),
            exact: String::from("gone"),
            ..Anchor::paragraph(cable, 0)
        };
        assert_eq!(on(lost), Some(Reason::Unsettled));
    }

    #[test]
    fn several_versions_and_forged_contexts_are_withheld() {
        assert_eq!(withheld(|_, note| note.heads.push(Version::default())), Some(Reason::Versions));
        let forged = |_: &Cable, note: &mut Note| note.content.anchor.suffix = String::from("Brandt");
        assert!(withheld(forged).is_some());
    }
}
