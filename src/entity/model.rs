//! The words for what a cable speaks of.

use serde::{Deserialize, Serialize};

use super::Named;
use crate::cable::Span;

/// The kinds of entity, in the order the pane groups them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A named human being.
    Person,
    /// A named body.
    Organization,
    /// A country, city, region, sea.
    Place,
    /// A calendar expression.
    Date,
    /// An office, title or rank.
    Role,
    /// A named programme, plan, operation.
    Program,
    /// A named conference, election, war, visit.
    Event,
    /// A treaty, act, resolution, executive order.
    Law,
    /// Money, percent, duration, number with a unit.
    Quantity,
    /// A pointer to a cable.
    CableRef,
}

impl Kind {
    /// All kinds, in the order the pane groups them.
    pub const ALL: [Kind; 10] = [
        Kind::Person,
        Kind::Organization,
        Kind::Place,
        Kind::Date,
        Kind::Role,
        Kind::Program,
        Kind::Event,
        Kind::Law,
        Kind::Quantity,
        Kind::CableRef,
    ];

    /// The kind of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The stable name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organization => "organization",
            Self::Place => "place",
            Self::Date => "date",
            Self::Role => "role",
            Self::Program => "program",
            Self::Event => "event",
            Self::Law => "law",
            Self::Quantity => "quantity",
            Self::CableRef => "cable_ref",
        }
    }

    /// The heading of its group in the pane.
    pub fn plural(self) -> &'static str {
        match self {
            Self::Person => "People",
            Self::Organization => "Organizations",
            Self::Place => "Places",
            Self::Date => "Dates",
            Self::Role => "Roles",
            Self::Program => "Programs",
            Self::Event => "Events",
            Self::Law => "Laws",
            Self::Quantity => "Quantities",
            Self::CableRef => "Cables",
        }
    }
}

/// One place where an entity is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Mention {
    /// Where, in the decoded text.
    pub span: Span,
    /// The paragraph: index into the cable's paragraphs; `None` in the header or trailer.
    pub paragraph: Option<usize>,
}

/// Someone or something the cable names, with every place where it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// What it is.
    pub kind: Kind,
    /// The fullest name the cable gives, as it is read (artefacts repaired).
    pub name: String,
    /// The other forms the cable uses.
    pub aliases: Vec<String>,
    /// What the name stands for, when it is an acronym.
    pub expansion: Option<String>,
    /// For a person: the office named beside it.
    pub role: Option<String>,
    /// The ISO 8601 value of a date, when the cable and its own date settle one.
    pub value: Option<String>,
    /// Why it was taken, one short reason each.
    pub why: Vec<String>,
    /// Where it is named, in order of the text; never empty.
    pub mentions: Vec<Mention>,
    /// What it was called before a reader put it right; `None` of one that is as it was found.
    pub before: Option<Named>,
}

impl Entity {
    /// `User` where a reader has made it what it is, by a correction or in their lexicon; `None` where it is as it was
    /// found.
    pub fn source(&self) -> Option<Source> {
        let own = self.before.is_some() || self.why.iter().any(|why| why == super::own::WHY);
        own.then_some(Source::User)
    }

    /// One of that kind with nothing known of it yet.
    pub(super) fn blank(kind: Kind) -> Self {
        Self {
            kind,
            name: String::new(),
            aliases: Vec::new(),
            expansion: None,
            role: None,
            value: None,
            why: Vec::new(),
            mentions: Vec::new(),
            before: None,
        }
    }
}

/// Where an expansion, or an entity, comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The cable itself defines it.
    Cable,
    /// The built-in table.
    Table,
    /// The reader's own lexicon.
    User,
}

impl Source {
    /// The stable name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Cable => "cable",
            Self::Table => "table",
            Self::User => "user",
        }
    }
}

/// A token of capitals that stands for a longer name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acronym {
    /// As printed.
    pub text: String,
    /// What it stands for, when known.
    pub expansion: Option<String>,
    /// Where the expansion comes from; `None` when there is none.
    pub source: Option<Source>,
    /// Every place, in order of the text.
    pub mentions: Vec<Mention>,
}
