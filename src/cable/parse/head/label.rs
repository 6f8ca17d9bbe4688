//! The labels of the header: `E.O.`, `TAGS:`, `SUBJECT:`, `REF:`, `Classified By:`, `Derived from:`.

use super::classifier;
use super::tags;
use crate::cable::parse::scan;
use crate::cable::parse::slip::is_slip;
use crate::cable::{Field, Marking, Span};

/// How far behind the label of the classifier his reasons are looked for, in bytes.
const CLAUSE: usize = 160;

/// The labels spelled out. What they are called in the header, and the field they open.
const NAMES: [(&str, Field); 15] = [
    ("TAGS", Field::Tags),
    ("TAG", Field::Tags),
    ("SUBJECT", Field::Subject),
    ("SUBJ", Field::Subject),
    ("REFERENCES", Field::References),
    ("REFERENCE", Field::References),
    ("REFTELS", Field::References),
    ("REFTEL", Field::References),
    ("REF(S)", Field::References),
    ("REFS", Field::References),
    ("REF", Field::References),
    ("CLASSIFIED BY", Field::ClassifiedBy),
    ("DERIVED FROM", Field::DerivedFrom),
    ("DECLASSIFY ON", Field::Order),
    ("DECL", Field::Order),
];

/// The labels that are long enough to be known with one letter lost, doubled, changed or moved.
const LONG: [(&str, Field); 3] =
    [("TAGS", Field::Tags), ("SUBJECT", Field::Subject), ("CLASSIFIED BY", Field::ClassifiedBy)];

/// A label found at the start of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cable::parse) struct Label {
    pub(super) field: Field,
    /// Where its content begins, in bytes; for the order, which is its own content, 0.
    pub(super) content: usize,
    /// Whether a colon stands behind it, or the instruction that an order always has: either makes it sure.
    pub(super) colon: bool,
}

/// The label that `text` begins with.
pub(in crate::cable::parse) fn label(text: &str) -> Option<Label> {
    let known = match text.as_bytes().first()?.to_ascii_uppercase() {
        b'E' => order(text),
        b'T' | b'S' | b'R' | b'C' | b'D' => named(text),
        b'(' => marked(text),
        _ => None,
    };
    known.or_else(|| misspelt(text))
}

/// Whether `text` begins with a label that is beyond doubt.
pub(in crate::cable::parse) fn is_sure(text: &str) -> bool {
    label(text).is_some_and(|label| label.colon)
}

fn named(text: &str) -> Option<Label> {
    let first = text.as_bytes().first()?.to_ascii_uppercase();
    let mut fitting = NAMES.iter().filter(|(name, _)| name.as_bytes().first() == Some(&first));
    let (name, field) = fitting.find(|(name, _)| scan::starts(text, name))?;
    let rest = &text[name.len()..];
    let gap = scan::blanks(rest);
    let after = &rest[gap..];
    let capitals = scan::is_capitals(&text[..name.len()]);
    // `SUBJECT - TALKS`: some typists put a dash for the colon.
    let colon = after.starts_with([':', ';']) || capitals && after.starts_with("- ");
    let content = name.len() + gap + if colon { 1 + scan::blanks(&after[1..]) } else { 0 };
    let fits = colon
        || gap > 0
            && match field {
                Field::Tags => {
                    !text.starts_with("Tags")
                        || !after.starts_with(char::is_lowercase)
                        || tags::goes_on(&after.to_uppercase())
                }
                Field::Subject | Field::References => capitals && !after.starts_with(char::is_lowercase),
                Field::ClassifiedBy | Field::DerivedFrom => true,
                _ => false,
            };
    let content = if *field == Field::Order { 0 } else { content };
    fits.then_some(Label { field: *field, content, colon })
}

/// A label behind the mark of its own paragraph: `(U) Classified by X`. Behind a mark that a paragraph of the text has
/// as well, it must be sure.
fn marked(text: &str) -> Option<Label> {
    let marking = Marking::read(text, Span::new(0, text.len()))?;
    let start = marking.span.end + scan::blanks(&text[marking.span.end..]);
    let label = named(&text[start..])?;
    let told = label.colon || marking.code == "U" || classifier::reason(scan::head(text, CLAUSE)).is_some();
    let fits = told && matches!(label.field, Field::ClassifiedBy | Field::DerivedFrom);
    fits.then_some(Label { content: start + label.content, ..label })
}

/// A label with a colon and one slip: `AGS:`, `SUBEJCT:`, `Classfied By:`.
fn misspelt(text: &str) -> Option<Label> {
    let first = text.as_bytes().first()?;
    let end = memchr::memchr(b':', &text.as_bytes()[..text.len().min(16)])?;
    let printed = text[..end].trim_end();
    let (_, field) = LONG.iter().find(|(name, _)| is_slip(printed, name))?;
    let content = end + 1 + scan::blanks(&text[end + 1..]);
    first.is_ascii_uppercase().then_some(Label { field: *field, content, colon: true })
}

/// `E.O. 12958`, `EO 12958`, `E. O. 11652`, `E.0. 12958`.
fn order(text: &str) -> Option<Label> {
    let number = order_number(text)?;
    let rest = text[number.end..].trim_start();
    let instructed = ["DECL", "N/A", "GDS", "XGDS", "ADS"].iter().any(|word| scan::starts_word(rest, word));
    Some(Label { field: Field::Order, content: 0, colon: rest.starts_with(':') || instructed })
}

/// Where the number of the executive order stands that `text` begins with.
pub(super) fn order_number(text: &str) -> Option<std::ops::Range<usize>> {
    let bytes = text.as_bytes();
    let skip = |mut at: usize| {
        while bytes.get(at).is_some_and(|byte| b". :".contains(byte)) {
            at += 1;
        }
        at
    };
    let o = skip(1);
    if !bytes.get(o).is_some_and(|byte| b"Oo0".contains(byte)) {
        return None;
    }
    let start = skip(o + 1);
    let length = scan::digits(text.get(start..)?);
    (bytes[0].eq_ignore_ascii_case(&b'E') && (4..=5).contains(&length)).then_some(start..start + length)
}

/// Where inside `text` another label stands that a copy has glued to it.
pub(super) fn glued(text: &str) -> Option<usize> {
    let own = label(text);
    let from = own.map_or(0, |own| own.content);
    scan::word_starts(text).filter(|&at| at >= from).find(|&at| is_glued(text, own, at))
}

/// Whether at the byte `at` of `text` another label stands than its `own`. Only sure labels count, TAGS behind an
/// order, and a classifier whose reasons follow.
pub(super) fn is_glued(text: &str, own: Option<Label>, at: usize) -> bool {
    let bytes = text.as_bytes();
    if !b" \t".contains(&bytes[at - 1]) || !bytes[at].is_ascii_alphabetic() {
        return false;
    }
    label(&text[at..]).is_some_and(|found| {
        let ordered = own.is_some_and(|own| own.field == Field::Order);
        let clause = || scan::head(&text[at..], CLAUSE);
        let follows = match found.field {
            Field::Tags => ordered && text[at..].starts_with("TAGS "),
            Field::ClassifiedBy => own.is_some() && classifier::reason(clause()).is_some(),
            _ => false,
        };
        let other = own.is_none_or(|own| own.field != found.field);
        other && (found.colon || follows) && text.len() - at > found.content
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_spellings() {
        for (text, field) in [
            ("E.O. 12958: DECL: 1/1/2019", Field::Order),
            ("EO 12958 N/A", Field::Order),
            ("E. O. 11652: GDS", Field::Order),
            ("E.0. 12958: N/A", Field::Order),
            ("DECL: 1/1/2019", Field::Order),
            ("TAGS PREL, PHUM", Field::Tags),
            ("TAGS - PREL", Field::Tags),
            ("SUBJECT- TALKS", Field::Subject),
            ("Tags: prel", Field::Tags),
            ("Tags prel, phum", Field::Tags),
            ("SUBJ: X", Field::Subject),
            ("SUBJECT TALKS IN OSLO", Field::Subject),
            ("REF(S): OSLO 1", Field::References),
            ("REFTELS: AS NOTED", Field::References),
            ("(U) Classified by X", Field::ClassifiedBy),
            ("(SBU) Classified By: X", Field::ClassifiedBy),
            ("(C) CLASSIFIED BY X, REASON 1.4 (B)", Field::ClassifiedBy),
            ("Declassify on: X1", Field::Order),
            ("Derived from: DSCG", Field::DerivedFrom),
            ("AGS: PREL", Field::Tags),
            ("SUBEJCT: X", Field::Subject),
            ("Classfied By: X", Field::ClassifiedBy),
        ] {
            assert_eq!(label(text).map(|label| label.field), Some(field), "{text}");
        }
        for text in [
            "Tags on cars",
            "Subject matter",
            "(C) Classified by the ministry, the papers burned",
            "(C) Subject: boats",
            "Refugees: many",
            "Declassified by NARA",
            "Economy",
            "TALKS: OSLO",
            "OBJECT: X",
        ] {
            assert_eq!(label(text), None, "{text}");
        }
    }

    #[test]
    fn finds_a_glued_label() {
        assert_eq!(glued("DEPT FOR EUR E.O. 12958: DECL: 1/1/2012"), Some(13));
        assert_eq!(glued("OSLO 5 Classified By: DCM"), Some(7));
        assert_eq!(glued("EO 12958 DECL: 1/1/2012 TAGS PREL, NO"), Some(24));
        assert_eq!(glued("REF: OSLO 5 Classified by DCM Doe, reason 1.4 (b)"), Some(12));
        for text in [
            "THE TAGS ARE FINE",
            "(U) CLASSIFIED BY: DCM",
            "E.O. 12958: DECL: 1/1/2012",
            "SUBJECT: TEXTS CLASSIFIED BY IRAN",
        ] {
            assert_eq!(glued(text), None, "{text}");
        }
    }
}
