//! What the message as a whole says about its parts.

use super::ceiling::{Grade, Level};
use super::marks::doubt;
use super::words::plain;
use super::{Ceiling, Reason};
use crate::cable::{Cable, Classification, Marking, Part, PartKind};

/// What a caption does.
enum Caption {
    /// It says who handles or sends the message; who may read it does not depend on it.
    Harmless,
    /// SENSITIVE and the like: an unclassified message with it is not for everybody.
    Controls,
    /// It narrows who may read what is not U: NOFORN, as `NF` in a mark.
    Narrows(&'static str),
    /// It narrows who may see any part of the message, (U) or not: EXDIS; so does one that is not known.
    Binds(&'static str),
}

fn caption(text: &str) -> Caption {
    match text {
        "SIPDIS" | "TERREP" | "NESCO" | "NIACT" | "CORRECTED COPY" => Caption::Harmless,
        "SENSITIVE"
        | "SBU"
        | "FOUO"
        | "LOU"
        | "EFTO"
        | "E F T O"
        | "FOR OFFICIAL USE ONLY"
        | "SENSITIVE BUT UNCLASSIFIED" => Caption::Controls,
        "NOFORN" | "NO FORN" => Caption::Narrows("NF"),
        "ORCON" => Caption::Narrows("OC"),
        "PROPIN" => Caption::Narrows("PR"),
        "EXDIS" => Caption::Binds("EXDIS"),
        "NODIS" => Caption::Binds("NODIS"),
        _ => Caption::Binds(""),
    }
}

/// The message as a whole.
pub(super) struct Message {
    /// Why nothing goes out.
    pub(super) all: Option<Reason>,
    /// Why nothing above U goes out.
    above_u: bool,
    /// Whether the parts that need no mark of their own go out: the message is unclassified, and nothing in the file
    /// says otherwise.
    pub(super) open: bool,
}

impl Message {
    pub(super) fn new(cable: &Cable, ceiling: &Ceiling) -> Self {
        let mut all = entire_text(cable, ceiling);
        let (mut above_u, mut level) = (false, "U");
        for text in &cable.header.captions {
            match caption(text) {
                Caption::Harmless => {}
                Caption::Controls => level = "SBU",
                Caption::Narrows(word) => above_u |= !ceiling.names(word),
                Caption::Binds(word) if ceiling.names(word) => {}
                Caption::Binds(_) => all = all.or(Some(Reason::Caption)),
            }
        }
        let unclassified = cable.header.classification == Some(Classification::Unclassified);
        // Somebody has classified it, or said when it is to be open to all.
        let header = &cable.header;
        let dated = |until: &String| until == "OADR" || until.contains(|c: char| c.is_ascii_digit());
        let classified = header.classified_by.is_some()
            || header.derived_from.is_some()
            || header.declassify_on.as_ref().is_some_and(dated);
        let open = unclassified && !classified && ceiling.allows(level) && is_consistent(cable, level);
        Self { all, above_u, open }
    }

    /// Why what carries this mark is held back.
    pub(super) fn refuses(&self, marking: &Marking, ceiling: &Ceiling) -> Option<Reason> {
        let above = !ceiling.allows(&marking.code);
        let open = Grade::of(&marking.code).is_some_and(|grade| grade.level == Level::Open);
        let narrowed = (self.above_u && !open).then_some(Reason::Caption);
        self.all.or_else(|| above.then_some(Reason::Above)).or(narrowed)
    }
}

/// "(C - ENTIRE TEXT)" speaks for every paragraph, whatever marks they have. It raises; it is no mark for those that
/// have none.
fn entire_text(cable: &Cable, ceiling: &Ceiling) -> Option<Reason> {
    let marks: Vec<&Marking> = markings(cable).filter(|marking| marking.scope.is_some()).collect();
    let said = || {
        let text = plain(&cable.text).to_ascii_uppercase();
        let words: String = text.split_whitespace().collect();
        words.contains("-ENTIRETEXT") || words.contains("(ENTIRETEXT")
    };
    let allowed = marks.iter().all(|marking| ceiling.allows(&marking.code));
    (!allowed || marks.is_empty() && said()).then_some(Reason::EntireText)
}

/// All marks that stand for themselves.
fn markings(cable: &Cable) -> impl Iterator<Item = &Marking> {
    let paragraphs = cable.paragraphs.iter().filter_map(|paragraph| paragraph.marking.as_ref());
    let headings = cable.headings.iter().filter_map(|heading| heading.marking.as_ref());
    paragraphs.chain(headings).chain(&cable.header.subject_marking)
}

/// Whether no mark and no level anywhere in the file, what its copyist added included, is above that of its first line.
fn is_consistent(cable: &Cable, level: &str) -> bool {
    let Ok(ceiling) = Ceiling::parse(level) else { return false };
    let agrees = |part: &Part| {
        let text = cable.text.get(part.span.range()).unwrap_or_default();
        match part.kind {
            PartKind::Blank => true,
            // A copyist writes "Classification: Confidential".
            PartKind::Wrapper => doubt(&text.to_uppercase(), &ceiling).is_none(),
            _ => doubt(text, &ceiling).is_none(),
        }
    };
    cable.parts.iter().all(agrees) && markings(cable).all(|marking| ceiling.allows(&marking.code))
}
