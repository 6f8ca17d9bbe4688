//! What is withheld, and why, in words that repeat nothing of it.

use crate::annotation::NoteId;
use crate::cable::Field;

/// Something that does not go out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withheld {
    /// What it is.
    pub part: Part,
    /// Its own mark, when it has one that can be read; a REL list without its names.
    pub marking: Option<String>,
    /// Why.
    pub reason: Reason,
}

/// A part of a cable, or what stands beside it. None of it names any text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A line of the header.
    Line(Field),
    /// A heading: index into the cable's headings.
    Heading(usize),
    /// A paragraph: index into the cable's paragraphs, and the number printed on it.
    Paragraph {
        /// Its index.
        index: usize,
        /// Its printed number.
        number: Option<u32>,
    },
    /// An advert or a clearance sentence behind the last paragraph.
    Trailer,
    /// The signature.
    Signature,
    /// What the copyist added.
    Copyist,
    /// A note.
    Note(NoteId),
    /// A name: its index in the list that was given.
    Name(usize),
}

impl Part {
    /// What it is, for people: `paragraph 3`, `heading 2`, `note 018b...`. Names count from 1, as in `reftel entities`.
    pub fn words(&self) -> String {
        match self {
            Self::Line(field) => line(*field).to_owned(),
            Self::Heading(index) => format!("heading {}", index + 1),
            Self::Paragraph { number: Some(number), .. } => format!("paragraph {number}"),
            Self::Paragraph { index, number: None } => {
                format!("paragraph without a number (the {}. in all)", index + 1)
            }
            Self::Trailer => String::from("text behind the last paragraph"),
            Self::Signature => String::from("signature"),
            Self::Copyist => String::from("what the copyist added"),
            Self::Note(id) => format!("note {}", id.0),
            Self::Name(index) => format!("entity e{}", index + 1),
        }
    }

    /// Its kind in one word, for other programs.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Line(Field::Subject) => "subject",
            Self::Line(_) => "header",
            Self::Heading(_) => "heading",
            Self::Paragraph { .. } => "paragraph",
            Self::Trailer => "trailer",
            Self::Signature => "signature",
            Self::Copyist => "wrapper",
            Self::Note(_) => "note",
            Self::Name(_) => "entity",
        }
    }
}

/// A line of the header, for people.
fn line(field: Field) -> &'static str {
    match field {
        Field::Classification => "classification line",
        Field::Captions => "captions",
        Field::Date => "date-time group",
        Field::From => "FM line",
        Field::To => "TO line",
        Field::Info => "INFO line",
        Field::Attention => "attention line",
        Field::Remark => "remark in the header",
        Field::Order => "E.O. line",
        Field::Tags => "TAGS line",
        Field::Subject => "subject",
        Field::References => "REF line",
        Field::ClassifiedBy => "Classified By line",
        Field::DerivedFrom => "Derived From line",
    }
}

/// Why something is withheld.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Its mark is above the ceiling.
    Above,
    /// It has no mark, and nothing speaks for it.
    Unmarked,
    /// Its mark cannot be read.
    Unreadable,
    /// A caption of the message narrows who may have it.
    Caption,
    /// A mark on the entire text is above the ceiling, or cannot be read.
    EntireText,
    /// A second mark stands in it.
    InnerMark,
    /// A level or a handling word stands in it in capitals.
    Stamp,
    /// It may hold a further paragraph.
    Another,
    /// A line of it, or its end, may be a heading or the signature.
    Heading,
    /// The same text is withheld elsewhere.
    Twin,
    /// A heading over what is withheld.
    Below,
    /// It has no mark of its own, and nothing that has one goes out.
    Alone,
    /// It is no part of the message.
    Copyist,
    /// A note that stands on no words of the text: on the cable, a section or an entity.
    Whole,
    /// A note whose place is lost, ambiguous or to be confirmed.
    Unsettled,
    /// A note with several versions side by side.
    Versions,
    /// A colleague's note that the reader has rejected, or judged in more than one way.
    Rejected,
    /// A note on withheld text.
    Ground,
    /// A note that repeats words of what is withheld.
    Repeats,
    /// A note with a name, code or figure that only withheld text has.
    Names,
    /// A note with letters that cannot be compared with the text.
    Letters,
    /// An entity that released text does not name.
    Unnamed,
    /// An entity of which not every form stands in released text.
    Form,
}

impl Reason {
    /// In words, and what helps where something does.
    pub fn words(self) -> &'static str {
        match self {
            Self::Above => "its mark is above the ceiling",
            Self::Unmarked => "it is not marked",
            Self::Unreadable => "its mark cannot be read",
            Self::Caption => "a caption of the message narrows who may have it",
            Self::EntireText => "a mark on the entire text is above the ceiling or cannot be read",
            Self::InnerMark => "a further mark stands in it",
            Self::Stamp => "a level or handling word stands in it in capitals",
            Self::Another => "it may hold a further paragraph",
            Self::Heading => "it may hold a heading or the signature",
            Self::Twin => "the same text is withheld elsewhere",
            Self::Below => "the paragraph below it is withheld",
            Self::Alone => "it is not marked, and nothing that is goes out",
            Self::Copyist => "it is no part of the message",
            Self::Whole => "it stands on no words of the text",
            Self::Unsettled => "its place is lost or to be confirmed; place it first",
            Self::Versions => "several versions stand side by side; settle it first",
            Self::Rejected => "you have rejected it, or judged it in more than one way",
            Self::Ground => "it stands on withheld text",
            Self::Repeats => "it repeats words of what is withheld; say it in others",
            Self::Names => "it has a name, code or figure that only withheld text has; leave it out",
            Self::Letters => "it has letters that cannot be compared with the text; use plain ones",
            Self::Unnamed => "no released text names it",
            Self::Form => "not every form of it stands in released text",
        }
    }

    /// The stable name, for other programs.
    pub fn code(self) -> &'static str {
        match self {
            Self::Above => "above-ceiling",
            Self::Unmarked => "unmarked",
            Self::Unreadable => "malformed-mark",
            Self::Caption => "caption",
            Self::EntireText => "entire-text",
            Self::InnerMark => "inner-mark",
            Self::Stamp => "level-in-text",
            Self::Another => "further-paragraph",
            Self::Heading => "heading-inside",
            Self::Twin => "withheld-elsewhere",
            Self::Below => "heading-of-withheld",
            Self::Alone => "nothing-marked",
            Self::Copyist => "not-the-message",
            Self::Whole => "not-on-text",
            Self::Unsettled => "unsettled",
            Self::Versions => "several-versions",
            Self::Rejected => "rejected",
            Self::Ground => "on-withheld",
            Self::Repeats => "repeats-withheld",
            Self::Names => "names-withheld",
            Self::Letters => "other-letters",
            Self::Unnamed => "not-named",
            Self::Form => "form-withheld",
        }
    }
}
