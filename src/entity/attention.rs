//! Whom a cable is for: `NSC FOR HARTLEY`, `FOR EUR/NB-JSMITH AND RUTH OSGOOD`.

use super::Kind;
use super::acronym::is_unspeakable;
use super::board::{Board, Found, Line};
use super::lexicon::Marks;
use super::person::is_acronym;
use super::words::Shape;
use crate::cable::{BlockKind, Field};

/// Takes what is left in attention lines: people, and offices without a known symbol.
pub(super) fn claim(board: &mut Board) {
    board.sweep(|line, at| {
        if let Some(end) = caller(line, at) {
            return Some(Found { words: at..end, kind: Kind::Person, why: "attention line" });
        }
        if line.kind == BlockKind::Field(Field::Attention) && whose(line, at) {
            return Some(Found { words: at..at + 1, kind: Kind::Organization, why: "attention line" });
        }
        if line.kind == BlockKind::Field(Field::ClassifiedBy) && signer(line, at) {
            return Some(Found { words: at..at + 1, kind: Kind::Person, why: "who classified it" });
        }
        let end = end(line, at)?;
        let kind = if is_symbol(line, at, end) { Kind::Organization } else { Kind::Person };
        Some(Found { words: at..end, kind, why: "attention line" })
    });
}

/// `[TREASURY] FOR HARTLEY`: the agency whose people are called; not the Department itself, nor a town with a post.
fn whose(line: &Line, at: usize) -> bool {
    let opens = at == 0 || line.sign(at - 1, ';');
    let agency = line.word(at).is_some_and(|word| {
        let other = Marks::PLACE | Marks::TITLE | Marks::DEMONYM | Marks::POST | Marks::SITE;
        word.shape == Shape::Upper && word.town.is_none() && !word.is(other)
    });
    let department = matches!(line.lower(at), "dept" | "department" | "pass");
    opens && agency && !department && line.lower(at + 1) == "for"
}

/// `Classified By: Econ MC [Quanrud] for reasons 1.4`: the name before the reasons.
fn signer(line: &Line, at: usize) -> bool {
    let stop =
        at + 1 + usize::from(line.sign(at + 1, '.') || line.sign(at + 1, ',') || line.sign(at + 1, ';'));
    let reasons = stop + usize::from(line.lower(stop) == "for");
    let name = line.word(at).is_some_and(|word| {
        word.shape == Shape::Capital
            && !word.is(Marks::COMMON | Marks::TITLE | Marks::TITLE_PART | Marks::PLACE)
    });
    name && matches!(line.lower(reasons), "reason" | "reasons")
}

/// `12. Hartley from Ambassador.`: whom a short first sentence calls.
fn caller(line: &Line, at: usize) -> Option<usize> {
    let first = at == 0 || at == 2 && line.sign(1, '.') && line.word(0)?.shape == Shape::Number;
    let word = line.word(at).filter(|word| first && word.shape == Shape::Capital && line.free(at))?;
    let stop = (at + 2..at + CALL).any(|end| line.sign(end, '.'));
    let common = word.is(Marks::COMMON) && !word.is(Marks::SURNAME);
    let call = line.lower(at + 1) == "from" && line.capital(at + 2) && stop && !line.capitals;
    (call && !common && !word.is(OTHER)).then_some(at + 1)
}

/// The most words of such a sentence.
const CALL: usize = 8;
/// What is no person in a call.
const OTHER: Marks = Marks::PLACE.or(Marks::BODY).or(Marks::TITLE).or(Marks::DEMONYM).or(Marks::POST);

/// `FOR HARTLEY`, `AND ALAN HARTLEY`, `EUR/NB-JSMITH`: what is left in an attention line, or behind `FOR` and `FROM`.
fn end(line: &Line, at: usize) -> Option<usize> {
    let before = line.before(at)?;
    let fields = line.kind == BlockKind::Field(Field::Attention);
    let call = matches!(before.text, "FOR" | "FROM") && (fields || line.words.len() < 16);
    let listed = fields && matches!(before.text, "FOR" | "FROM" | "AND" | "," | "-" | "/" | "–" | "(");
    let word = line.word(at).filter(|word| word.capital() && word.text.len() > 2)?;
    let common = word.is(Marks::COMMON) && !word.is(Marks::SURNAME);
    if !(call || listed) || word.town.is_some() || word.is(OTHER) || common || is_acronym(line, at) {
        return None;
    }
    let mut end = at;
    while line.free(end)
        && end < at + 3
        && line.word(end).is_some_and(|w| w.capital() && !matches!(w.text, "AND" | "FOR" | "FROM" | "TO"))
    {
        end += 1;
    }
    (end > at).then_some(end)
}

/// An office rather than a person: one short word in capitals that is no family name, not hung on an office.
fn is_symbol(line: &Line, at: usize, end: usize) -> bool {
    let hung = line.before(at).is_some_and(|word| matches!(word.text, "-" | "–"));
    let short = line.word(at).is_some_and(|word| {
        let letters = word.text.len() < if is_unspeakable(word) { 6 } else { 5 };
        letters && !word.is(Marks::SURNAME | Marks::FIRST)
    });
    end == at + 1 && short && !hung
}

#[cfg(test)]
mod tests {
    use crate::cable::{Cable, decode};
    use crate::entity::sample::mentions;
    use crate::entity::{Kind, extract};

    #[test]
    fn whom_a_short_first_sentence_calls_is_somebody() {
        assert_eq!(mentions("1591. Harstad from Ambassador. We agree.", Kind::Person), ["Harstad"]);
        assert!(mentions("1591. Reports from Oslo. We agree.", Kind::Person).is_empty());
    }

    #[test]
    fn agencies_that_are_called_and_who_classified_it_are_told_by_their_field() {
        let text = "C O N F I D E N T I A L OSLO 000012\n\nSIPDIS\n\nTREASURY FOR VRINDEL\nOSLO FOR TAMZIT\n\n\
                    E.O. 12958: DECL: 02/02/2017\nTAGS: PREL\nSUBJECT: BOATS\n\nClassified By: Econ Zoltak for reasons 1.4 (b).\n\n\
                    1. (U) All left.\n";
        let found = extract(&Cable::parse(decode(text.into()))).entities;
        let names = |kind: Kind| -> Vec<String> {
            found.iter().filter(|entity| entity.kind == kind).map(|entity| entity.name.clone()).collect()
        };
        assert_eq!(names(Kind::Organization), ["TREASURY"]);
        assert_eq!(names(Kind::Person), ["VRINDEL", "TAMZIT", "Zoltak"]);
    }
}
