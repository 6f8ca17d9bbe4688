//! Whom a cable is for: `NSC FOR HARTLEY`, `FOR EUR/NB-JSMITH AND RUTH OSGOOD`.

use super::Kind;
use super::board::{Board, Found, Line};
use super::lexicon::Marks;
use super::person::is_acronym;
use crate::cable::{BlockKind, Field};

/// Takes what is left in attention lines: people, and offices without a known symbol.
pub(super) fn claim(board: &mut Board) {
    board.sweep(|line, at| {
        let end = end(line, at)?;
        let kind = if is_symbol(line, at, end) { Kind::Organization } else { Kind::Person };
        Some(Found { words: at..end, kind, why: "attention line" })
    });
}

/// `FOR HARTLEY`, `AND ALAN HARTLEY`, `EUR/NB-JSMITH`: what is left in an attention line, or behind `FOR` and `FROM`.
fn end(line: &Line, at: usize) -> Option<usize> {
    let before = line.before(at)?;
    let fields = line.kind == BlockKind::Field(Field::Attention);
    let call = matches!(before.text, "FOR" | "FROM") && (fields || line.words.len() < 16);
    let listed = fields && matches!(before.text, "FOR" | "FROM" | "AND" | "," | "-" | "/" | "–" | "(");
    let word = line.word(at).filter(|word| word.capital() && word.text.len() > 2)?;
    let not = Marks::PLACE | Marks::BODY | Marks::TITLE | Marks::DEMONYM | Marks::POST;
    let common = word.is(Marks::COMMON) && !word.is(Marks::SURNAME);
    if !(call || listed) || word.town.is_some() || word.is(not) || common || is_acronym(line, at) {
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
    let short =
        line.word(at).is_some_and(|word| word.text.len() < 6 && !word.is(Marks::SURNAME | Marks::FIRST));
    end == at + 1 && short && !hung
}
