//! What the header says: who sent it to whom and when, under which order and classification, about what.

use jiff::Timestamp;

use super::{Marking, Reading, Span};

/// Base classification of the whole message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Classification {
    /// UNCLASSIFIED (`UNCLAS`).
    Unclassified,
    /// LIMITED OFFICIAL USE.
    LimitedOfficialUse,
    /// CONFIDENTIAL.
    Confidential,
    /// SECRET.
    Secret,
    /// TOP SECRET.
    TopSecret,
}

impl Classification {
    /// The level in full words, as in the stable JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unclassified => "UNCLASSIFIED",
            Self::LimitedOfficialUse => "LIMITED OFFICIAL USE",
            Self::Confidential => "CONFIDENTIAL",
            Self::Secret => "SECRET",
            Self::TopSecret => "TOP SECRET",
        }
    }
}

/// One addressee of the TO or INFO lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Addressee {
    /// Routing indicator, `RUEHC`.
    pub route: Option<String>,
    /// `SECSTATE WASHDC`.
    pub name: String,
    /// `PRIORITY`.
    pub precedence: Option<String>,
    /// Message continuity number, `3597`.
    pub mcn: Option<String>,
    /// The members of a collective that do not get it, those of the XMT lines: `AMEMBASSY SOFIA`.
    pub exempt: Vec<String>,
}

/// What a tag of the TAGS line stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TagKind {
    /// Four letters: PREL, PGOV.
    Subject,
    /// K and three letters: KCRM.
    Program,
    /// Two letters: MX.
    Country,
    /// NATO, EUN, UNSC.
    Organization,
    /// A personal name.
    Person,
    /// Anything else.
    Unknown,
}

/// One entry of the TAGS line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// The code in capitals, a name as `SURNAME, FIRST`.
    pub text: String,
    /// What it stands for.
    pub kind: TagKind,
}

/// What a reference points to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReferenceKind {
    /// Another cable.
    Cable,
    /// An e-mail.
    Mail,
    /// A telephone call.
    Telephone,
    /// An intelligence or other numbered report.
    Report,
    /// Anything else.
    Other,
}

/// One entry of the REF lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Its bullet, `A`.
    pub label: Option<String>,
    /// What it points to.
    pub kind: ReferenceKind,
    /// The id of the cable it points to, `09STATE81957`; `None` for other kinds, and when its year is not known.
    pub value: Option<String>,
    /// That id without its year, `STATE81957`; `None` for other kinds.
    pub name: Option<String>,
    /// The year that is printed with it. Without one it is of the cable's own.
    pub year: Option<i16>,
    /// As printed, without the bullet.
    pub text: String,
    /// Where it is printed.
    pub span: Span,
}

/// Everything the header holds. What a cable does not have stays `None` or empty, never guessed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Header {
    /// Two-digit year + post without blanks + number without leading zeros: `09MEXICO2882`.
    pub reference_id: Option<String>,
    /// Base level of the message.
    pub classification: Option<Classification>,
    /// SIPDIS, NOFORN, SENSITIVE ...
    pub captions: Vec<String>,
    /// Which section of a long message the first line names: `01 OF 04`.
    pub section: Option<String>,
    /// The post as printed: `CAPE TOWN`.
    pub origin: Option<String>,
    /// The message number without leading zeros: `2882`.
    pub number: Option<String>,
    /// Date-time group.
    pub date: Option<Timestamp>,
    /// `PRIORITY`.
    pub precedence: Option<String>,
    /// `VZCZCXRO5508`.
    pub transmission_id: Option<String>,
    /// The FM line: `AMEMBASSY MEXICO`.
    pub from: Option<String>,
    /// The TO lines.
    pub to: Vec<Addressee>,
    /// The INFO lines.
    pub info: Vec<Addressee>,
    /// `E.O. 12958`.
    pub eo: Option<String>,
    /// Date or instruction of declassification: `2019-10-04`, `OADR`.
    pub declassify_on: Option<String>,
    /// The TAGS line, each tag once.
    pub tags: Vec<Tag>,
    /// The subject without its portion mark, reflowed and repaired, with its map.
    pub subject: Option<Reading>,
    /// The subject's own portion mark.
    pub subject_marking: Option<Marking>,
    /// The REF lines.
    pub references: Vec<Reference>,
    /// Who classified it and why.
    pub classified_by: Option<String>,
    /// Source of a derivative classification.
    pub derived_from: Option<String>,
    /// Whether the copy says that it is an extract.
    pub partial: bool,
}
