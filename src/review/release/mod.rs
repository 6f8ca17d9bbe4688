//! What of a cable and its notes may leave the house: a text goes out by its own mark, or not at all.
//!
//! ```text
//! Cable, notes, names, Ceiling --Release::new--> pieces, notes, names that go out; everything else, with its reason
//!
//! ceiling   how far a mark may go                    message   captions, and what covers the whole message
//! doubt     does a paragraph hold more than one      marks     does a text hold another mark or level
//! lines     does a line begin another                opening   what may open a portion inside a text
//! items     numbers, letters                         wrapping  how a copy parts its lines
//! shapes    signs made plain                         words     texts made comparable
//! traces    does a text tell of a withheld one       notes     the notes
//! ```
//! Everything fails closed:
//! * A paragraph goes out by its own mark. Without one, with one that cannot be read, or with any sign that it holds more
//!   than its mark speaks for, it is withheld, in an UNCLASSIFIED cable too: the format asks for a mark there, and nobody
//!   has set it.
//! * A list, a table or an embedded text is a paragraph's when it leads to them; so is a line when it was wrapped.
//! * The subject, a heading and a line of the header go out by their own mark, which speaks for one line and for what was
//!   wrapped. An UNCLASSIFIED message in which no mark,
//!   caption or banner says otherwise speaks for those that have none, for the format gives them none, and the first line
//!   is the highest of all that follows. A heading goes with the paragraph below it then.
//! * Adverts, clearance sentences, what a copyist added, and the name of the file never go out.
//! * A note goes out with the text that it stands on, when nothing in it tells of a withheld part or note and its writer has
//!   not marked it higher; one that the reader has rejected stays.
//! * A name goes out when released text has it, and every form of it: one that a reader gave too, for who is meant may be
//!   known from elsewhere.
//! * A message of whose text nothing goes out by its own mark is refused as a whole.
//!
//! The rules cannot judge meaning: a person reads the preview before it leaves.

mod ceiling;
mod doubt;
mod items;
mod lines;
mod marks;
mod message;
mod notes;
mod opening;
mod reason;
mod shapes;
mod traces;
mod words;
mod wrapping;

pub use ceiling::Ceiling;
pub use notes::ReleasedNote;
pub use reason::{Part, Reason, Withheld};

use std::collections::BTreeSet;

use crate::annotation::{Note, NoteId};
use crate::cable::{BlockKind, Cable, Field, Marking, PartKind, Span};
use ceiling::Grade;
use message::Message;
use words::Words;
use wrapping::Wrapping;

/// Longest line of a header that goes out without a mark of its own, in bytes: the text may have been run into it. A
/// list of addressees has as many.
const LINE: usize = 1000;

/// A name that the cable has, as far as a release needs to know it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// Everything that would be said of it: the name, its other forms, what it stands for, an office.
    pub forms: Vec<String>,
    /// Where the cable has it.
    pub places: Vec<Span>,
}

/// One thing that goes out, in the order of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece {
    /// A block that stands alone, a field of the header, a heading or the signature: index into the cable's blocks.
    Block(usize),
    /// A paragraph: index into the cable's paragraphs.
    Paragraph(usize),
    /// So many paragraphs in a row are withheld here. Their number can be told from those around; no mark is given.
    Gap(usize),
}

/// What goes out, and what does not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Release {
    /// The text that goes out. Empty when the release is refused.
    pub pieces: Vec<Piece>,
    /// The notes that go out.
    pub notes: Vec<ReleasedNote>,
    /// The names that go out: indices of those given.
    pub names: Vec<usize>,
    /// Everything else, in the order of the text, then notes and names.
    pub withheld: Vec<Withheld>,
}

impl Release {
    /// Judges every part of `cable`, the `notes` on it and the `names` in it. Notes that the reader has `rejected`, by id and
    /// author, stay.
    pub fn new(
        cable: &Cable,
        notes: &[Note],
        rejected: &BTreeSet<(NoteId, String)>,
        names: &[Named],
        ceiling: &Ceiling,
    ) -> Self {
        let mut release =
            Judge { cable, ceiling, message: Message::new(cable, ceiling), wrapping: Wrapping::of(cable) }
                .text();
        if release.pieces.is_empty() {
            release.withhold_all(notes, names);
            return release;
        }
        let (out, held) = release.texts(cable);
        release.take_notes(cable, notes, rejected, ceiling, (&out, held));
        for (index, name) in names.iter().enumerate() {
            match release.refuses_name(cable, name, &out) {
                None => release.names.push(index),
                Some(reason) => release.withhold(Part::Name(index), None, reason),
            }
        }
        release
    }

    /// Whether nothing may go out.
    pub fn is_refused(&self) -> bool {
        self.pieces.is_empty()
    }

    /// Whether the paragraph (index into the cable's paragraphs) goes out.
    fn has_paragraph(&self, index: usize) -> bool {
        self.pieces.contains(&Piece::Paragraph(index))
    }

    fn withhold(&mut self, part: Part, marking: Option<&Marking>, reason: Reason) {
        let marking = marking.and_then(|marking| Grade::of(&marking.code)).map(|grade| grade.words());
        self.withheld.push(Withheld { part, marking, reason });
    }

    fn withhold_all(&mut self, notes: &[Note], names: &[Named]) {
        for note in notes {
            self.withhold(Part::Note(note.id.clone()), None, Reason::Ground);
        }
        for index in 0..names.len() {
            self.withhold(Part::Name(index), None, Reason::Unnamed);
        }
    }

    /// The texts that go out and those that do not, as they are compared.
    fn texts(&self, cable: &Cable) -> (Vec<Words>, Vec<Words>) {
        let released: BTreeSet<usize> = self.blocks(cable).collect();
        let (mut out, mut held) = (Vec::new(), Vec::new());
        for (index, block) in cable.blocks.iter().enumerate() {
            let side = if released.contains(&index) { &mut out } else { &mut held };
            side.push(Words::of(block.reading.text()));
        }
        // What the readings leave out: transmission lines, page lines, the copyist's own.
        let unread = |kind| matches!(kind, PartKind::Wrapper | PartKind::Header | PartKind::Furniture);
        let tiles = cable.parts.iter().filter(|part| unread(part.kind));
        held.extend(tiles.filter_map(|part| cable.text.get(part.span.range())).map(Words::of));
        // The first line and the file name give the id.
        let first_line = |block: &usize| {
            cable.blocks.get(*block).is_some_and(|it| it.kind == BlockKind::Field(Field::Classification))
        };
        let side = if released.iter().any(first_line) { &mut out } else { &mut held };
        side.extend(cable.header.reference_id.as_deref().map(Words::of));
        (out, held)
    }

    /// The blocks that go out.
    fn blocks(&self, cable: &Cable) -> impl Iterator<Item = usize> {
        self.pieces.iter().flat_map(|piece| match *piece {
            Piece::Block(block) => block..block + 1,
            Piece::Paragraph(index) => cable.paragraphs.get(index).map_or(0..0, |it| it.blocks.clone()),
            Piece::Gap(_) => 0..0,
        })
    }

    fn refuses_name(&self, cable: &Cable, name: &Named, out: &[Words]) -> Option<Reason> {
        let spans =
            self.blocks(cable).filter_map(|block| cable.blocks.get(block)).map(|it| it.reading.span());
        let spans: Vec<Span> = spans.collect();
        let named = name
            .places
            .iter()
            .any(|place| spans.iter().any(|span| span.start <= place.start && place.end <= span.end));
        let known = |form: &String| {
            let form = Words::of(form);
            out.iter().any(|text| text.hold(&form))
        };
        match named {
            false => Some(Reason::Unnamed),
            true => (!name.forms.iter().all(known)).then_some(Reason::Form),
        }
    }
}

/// The text of one cable being judged.
struct Judge<'a> {
    cable: &'a Cable,
    ceiling: &'a Ceiling,
    message: Message,
    wrapping: Wrapping,
}

impl Judge<'_> {
    fn text(&self) -> Release {
        let mut release = Release::default();
        let refusals = self.paragraphs();
        let mut own_mark = false;
        for (index, block) in self.cable.blocks.iter().enumerate() {
            if let Some(paragraph) = block.paragraph {
                if self.cable.paragraphs.get(paragraph).is_some_and(|it| it.blocks.start == index) {
                    let refusal = refusals.get(paragraph).copied().flatten();
                    own_mark |= refusal.is_none();
                    self.place(&mut release, paragraph, refusal);
                }
                continue;
            }
            let (part, marking) = self.part(index);
            match self.refuses(index, marking.as_ref(), &refusals) {
                Some(reason) => release.withhold(part, marking.as_ref(), reason),
                None => {
                    own_mark |= marking.is_some();
                    release.pieces.push(Piece::Block(index));
                }
            }
        }
        if self.cable.parts.iter().any(|part| part.kind == PartKind::Wrapper) {
            release.withhold(Part::Copyist, None, Reason::Copyist);
        }
        if !own_mark {
            // What goes out for want of a mark is no release by itself.
            for piece in std::mem::take(&mut release.pieces) {
                if let Piece::Block(index) = piece {
                    release.withhold(self.part(index).0, None, Reason::Alone);
                }
            }
        }
        release
    }

    /// Puts a paragraph into the release, or its gap.
    fn place(&self, release: &mut Release, index: usize, refusal: Option<Reason>) {
        let Some(paragraph) = self.cable.paragraphs.get(index) else { return };
        let Some(reason) = refusal else { return release.pieces.push(Piece::Paragraph(index)) };
        let part = Part::Paragraph { index, number: paragraph.number };
        release.withhold(part, paragraph.marking.as_ref(), reason);
        match release.pieces.last_mut() {
            Some(Piece::Gap(count)) => *count += 1,
            _ => release.pieces.push(Piece::Gap(1)),
        }
    }

    /// Why each paragraph is withheld; `None` for one that goes out.
    fn paragraphs(&self) -> Vec<Option<Reason>> {
        let count = self.cable.paragraphs.len();
        let mut refusals: Vec<Option<Reason>> =
            (0..count).map(|index| self.refuses_paragraph(index)).collect();
        // The same text under another mark: one of the two is wrong.
        let letters = |index: usize| Words::of(&self.cable.paragraph_text(index)).letters().to_owned();
        let held: BTreeSet<String> =
            (0..count).filter(|index| refusals[*index].is_some()).map(letters).collect();
        for (index, refusal) in refusals.iter_mut().enumerate().filter(|(_, refusal)| refusal.is_none()) {
            *refusal = held.contains(&letters(index)).then_some(Reason::Twin);
        }
        refusals
    }

    fn refuses_paragraph(&self, index: usize) -> Option<Reason> {
        let paragraph = self.cable.paragraphs.get(index)?;
        let Some(marking) = &paragraph.marking else { return Some(self.unmarked(paragraph.span)) };
        let refused = self.message.refuses(marking, self.ceiling).or_else(|| self.torn(marking));
        refused.or_else(|| doubt::doubt_of_paragraph(self.cable, index, self.ceiling, &self.wrapping))
    }

    /// Why a paragraph without a mark is withheld: it has none, or one that cannot be read.
    fn unmarked(&self, span: Span) -> Reason {
        let text = self.cable.text.get(span.range()).unwrap_or_default();
        let behind = text.trim_start_matches(|c: char| !c.is_alphabetic() && c != '(');
        if Marking::is_malformed(behind) { Reason::Unreadable } else { Reason::Unmarked }
    }

    /// Whether a part of a mark may have been lost.
    fn torn(&self, marking: &Marking) -> Option<Reason> {
        let printed = self.cable.text.get(marking.span.range()).unwrap_or_default();
        let inside = printed.trim_end_matches(':').trim_matches(['(', ')', '[', ']']);
        marks::is_torn(inside).then_some(Reason::Unreadable)
    }

    /// What a block outside of the paragraphs is, and its own mark.
    fn part(&self, index: usize) -> (Part, Option<Marking>) {
        let Some(block) = self.cable.blocks.get(index) else { return (Part::Trailer, None) };
        match block.kind {
            BlockKind::Heading => {
                let at = self.cable.headings.iter().position(|heading| heading.block == index);
                let heading = at.and_then(|at| self.cable.headings.get(at));
                (Part::Heading(at.unwrap_or_default()), heading.and_then(|heading| heading.marking.clone()))
            }
            BlockKind::Field(Field::Subject) => {
                (Part::Line(Field::Subject), self.cable.header.subject_marking.clone())
            }
            BlockKind::Field(field) => {
                let text = block.reading.text();
                let own = text.starts_with('(').then(|| Marking::read(text, Span::new(0, text.len())));
                (Part::Line(field), own.flatten())
            }
            BlockKind::Signature => (Part::Signature, None),
            _ => (Part::Trailer, None),
        }
    }

    /// Why a block outside of the paragraphs is withheld.
    fn refuses(&self, index: usize, own: Option<&Marking>, refusals: &[Option<Reason>]) -> Option<Reason> {
        let block = self.cable.blocks.get(index)?;
        let text = block.reading.text();
        if let Some(marking) = own {
            let refused = self.message.refuses(marking, self.ceiling);
            // What was run into a line has no mark of its own.
            // With its label, which takes room too.
            let span = block.reading.span();
            let start = self.cable.text.get(..span.start).and_then(|before| before.rfind('\n'));
            let source = wrapping::source(self.cable, Span::new(start.map_or(0, |at| at + 1), span.end));
            let more = text.len() > LINE || Wrapping::of_header().holds_line_apart(&source);
            let doubt = || marks::doubt(text, self.ceiling);
            return refused.or_else(doubt).or(more.then_some(Reason::Another));
        }
        if self.message.all.is_some() {
            return self.message.all;
        }
        let below = || {
            let heading = self.cable.headings.iter().find(|heading| heading.block == index);
            let below = heading.and_then(|heading| heading.before);
            below.is_some_and(|below| refusals.get(below).is_some_and(Option::is_none))
        };
        match block.kind {
            _ if Marking::is_malformed(text) => Some(Reason::Unreadable),
            BlockKind::Field(_) | BlockKind::Signature | BlockKind::Heading if !self.message.open => {
                Some(Reason::Unmarked)
            }
            BlockKind::Heading => (!below()).then_some(Reason::Below),
            BlockKind::Field(_) if text.len() > LINE => Some(Reason::Another),
            BlockKind::Field(_) | BlockKind::Signature => None,
            _ => Some(Reason::Unmarked),
        }
    }
}
