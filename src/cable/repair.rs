//! What the readings repair: each kind by name, with the number of times it acted.

/// A kind of repair. Each acts only where the printed text cannot be meant, and each is reversible: a
/// [`super::Reading`] maps what it shows to what is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RepairKind {
    /// `country,s` is read `country's`: a 7-bit copy has no apostrophe.
    Apostrophe,
    /// `Brazil?s` is read `Brazil's`, where the text has the word `Brazil` elsewhere.
    QuestionMark,
    /// `&a deal8` is read `"a deal"`: a 7-bit copy has no quotation marks.
    AmpersandQuotes,
    /// `""a deal""` is read `"a deal"`, where the whole text doubles its quotation marks as a table dump does.
    DoubledQuotes,
    /// `JURIS- / DICTION` is read `JURISDICTION`: a word broken at a line end, or where one was or could be.
    Hyphen,
    /// `Ã©` is read `é`: UTF-8 that was once read as Windows-1252.
    Mojibake,
    /// A backslash at a line end, by which a table dump escapes it, is not shown.
    Backslash,
    /// The pilcrow that a web page put before numbers is not shown.
    Pilcrow,
    /// The `##` that end the lines of some copies are not shown.
    Hash,
    /// `SIPDIS` in the middle of a sentence, where the machine printed it, is not shown.
    StrayCaption,
}

impl RepairKind {
    /// All kinds, in the order in which they are listed.
    pub const ALL: [Self; 10] = [
        Self::Apostrophe,
        Self::QuestionMark,
        Self::AmpersandQuotes,
        Self::DoubledQuotes,
        Self::Hyphen,
        Self::Mojibake,
        Self::Backslash,
        Self::Pilcrow,
        Self::Hash,
        Self::StrayCaption,
    ];

    /// The stable name: `comma-for-apostrophe`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Apostrophe => "comma-for-apostrophe",
            Self::QuestionMark => "question-mark-for-apostrophe",
            Self::AmpersandQuotes => "ampersand-quotes",
            Self::DoubledQuotes => "doubled-quotes",
            Self::Hyphen => "hyphen-at-line-end",
            Self::Mojibake => "mojibake",
            Self::Backslash => "trailing-backslash",
            Self::Pilcrow => "pilcrow",
            Self::Hash => "trailing-hash",
            Self::StrayCaption => "stray-caption",
        }
    }
}

/// How often one kind of repair acted in a cable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Repair {
    /// Which.
    pub kind: RepairKind,
    /// How often; never 0.
    pub count: usize,
}
