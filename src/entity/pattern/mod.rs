//! Closed patterns: what can be told from its form alone, without a vote.

mod date;
mod quantity;
mod reference;
mod value;

pub(super) use value::value;

use super::board::{Board, Found, Line};
use super::words::Shape;
use super::{Kind, head};

/// Takes pointers to cables, executive orders, dates and quantities.
pub(super) fn claim(board: &mut Board) {
    board.skip(clock);
    board.sweep(|line, at| {
        let found = |end: usize, kind: Kind, why: &'static str| Found { words: at..end, kind, why };
        reference::end(line, at)
            .map(|end| found(end, Kind::CableRef, "cable number"))
            .or_else(|| order(line, at).map(|end| found(end, Kind::Law, "executive order")))
            .or_else(|| of_a_year(line, at).map(|(end, kind)| found(end, kind, "name with its year")))
            .or_else(|| date::end(line, at).map(|end| found(end, Kind::Date, "calendar expression")))
            .or_else(|| quantity::end(line, at).map(|end| found(end, Kind::Quantity, "number with a unit")))
    });
}

/// `8:05 P.M.`: the hour names nothing, and its letters begin no name.
fn clock(line: &Line, at: usize) -> Option<usize> {
    let half = matches!(line.lower(at), "a.m." | "p.m." | "am" | "pm");
    let hour = line.before(at).is_some_and(|word| word.shape == Shape::Number && word.text.len() < 6);
    (half && hour).then_some(at + 1)
}

/// `1962 Geneva Accords`, `1948 Treaty of Friendship`: the year tells which of them.
fn of_a_year(line: &Line, at: usize) -> Option<(usize, Kind)> {
    line.word(at).filter(|word| word.shape == Shape::Number && word.text.len() == 4)?;
    head::of_a_year(line, at + 1).or_else(|| election(line, at + 1).map(|end| (end, Kind::Event)))
}

/// `[1957] parliamentary elections`: with its year an election is one of them, written small or not.
fn election(line: &Line, at: usize) -> Option<usize> {
    let which = usize::from(ELECTIONS.contains(&line.lower(at)));
    let vote = matches!(line.lower(at + which), "election" | "elections" | "referendum");
    vote.then_some(at + which + 1)
}

/// Which election it was.
const ELECTIONS: [&str; 11] = [
    "presidential",
    "parliamentary",
    "general",
    "legislative",
    "congressional",
    "national",
    "federal",
    "regional",
    "local",
    "municipal",
    "primary",
];

/// `E.O. 12958`, `Executive Order 11652`, `PL 480`.
fn order(line: &Line, at: usize) -> Option<usize> {
    let number = match line.lower(at) {
        "e.o." | "eo" => at + 1,
        "executive" if line.lower(at + 1) == "order" => at + 2,
        "public" if line.word(at)?.capital() && line.lower(at + 1) == "law" => at + 2,
        "pl" | "p.l." if line.word(at)?.capital() => at + 1 + usize::from(line.sign(at + 1, '-')),
        _ => return None,
    };
    line.word(number).filter(|word| word.shape == Shape::Number).map(|_| number + 1)
}

#[cfg(test)]
mod tests {
    use crate::entity::Kind;
    use crate::entity::sample::mentions;

    #[test]
    fn an_election_with_its_year_is_one_of_them() {
        let text = "After the 1957 parliamentary elections and the 1960 referendum, 1961 was cold.";
        assert_eq!(mentions(text, Kind::Event), ["1957 parliamentary elections", "1960 referendum"]);
        assert_eq!(mentions(text, Kind::Date), ["1961"]);
    }
}
