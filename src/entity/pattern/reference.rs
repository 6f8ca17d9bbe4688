//! Pointers to cables: `OSLO 001234`, `08 LIMA 536`, `Deptel 225`, `reftel`, `Ref B`.

use crate::cable::{BlockKind, Field};
use crate::entity::board::Line;
use crate::entity::lexicon::{self, Marks};
use crate::entity::words::{Shape, Word};

/// The end of the pointer that begins at `at`.
pub(super) fn end(line: &Line, at: usize) -> Option<usize> {
    reftel(line, at).or_else(|| joined(line, at)).or_else(|| numbered(line, at))
}

/// `reftel`, `Reftels A`, `Ref B`, `REF (A)`.
fn reftel(line: &Line, at: usize) -> Option<usize> {
    match line.lower(at) {
        "reftel" | "reftels" | "septel" | "septels" | "uptel" => Some(letter(line, at + 1).unwrap_or(at + 1)),
        "ref" | "refs" if line.word(at)?.capital() || line.lower(at) == "ref" => letter(line, at + 1),
        _ => None,
    }
}

/// A single letter A to H behind `Ref`, with or without parentheses.
fn letter(line: &Line, at: usize) -> Option<usize> {
    let inside = usize::from(line.sign(at, '('));
    let word = line.word(at + inside)?;
    let letter = word.text.trim_end_matches('.');
    let fits = letter.len() == 1 && letter.chars().all(|c| ('A'..='H').contains(&c));
    let closed = inside == 0 || line.sign(at + 2, ')');
    (fits && closed).then_some(at + 1 + 2 * inside)
}

/// `09OSLO1234`, printed as one word.
fn joined(line: &Line, at: usize) -> Option<usize> {
    let text = line.word(at)?.text;
    let post = text.get(2..)?.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = text.len() - 2 - post.len();
    let year = text.get(..2)?.chars().all(|c| c.is_ascii_digit());
    let named = post.len() > 2 && post.chars().all(|c| c.is_ascii_uppercase());
    (year && named && number > 0).then_some(at + 1)
}

/// `[08] POST 536`.
fn numbered(line: &Line, at: usize) -> Option<usize> {
    let first = line.word(at)?;
    let year = first.shape == Shape::Number && first.text.len() == 2;
    let start = at + usize::from(year);
    let named = post_end(line, start).or_else(|| message(line, start))?;
    // `Rome's 5941` points to a cable as `Rome 5941` does.
    let end = named + usize::from(line.word(named)?.lower == "'s");
    let number = line.word(end)?;
    let follows = line.word(end + 1);
    let more = follows.is_some_and(|word| word.glued && (word.text == "%" || word.text == "-"));
    let listed = line.kind == BlockKind::Field(Field::References);
    let fits = is_number(number, year || listed) && !number.glued && !more;
    // In a table a town stands apart from the figure behind it.
    let apart = line.word(end - 1)?.range.end + 1 < number.range.start;
    let addressee = apart
        || line.lower(at) == "state" && line.before(at).is_some_and(|word| word.lower == "of")
        || line.before(at).is_some_and(|word| word.is(Marks::POST)) && !listed;
    (fits && !addressee).then_some(end + 1)
}

/// `Embassy telegram`, `Department's`: the sender named by its kind.
fn message(line: &Line, at: usize) -> Option<usize> {
    let sender = matches!(line.lower(at), "embassy" | "department" | "consulate" | "legation");
    let telegram = matches!(line.lower(at + 1), "telegram" | "tel" | "cable");
    let owner = line.lower(at + 1) == "'s";
    (sender && line.word(at)?.capital() && (telegram || owner)).then_some(at + 1 + usize::from(telegram))
}

/// A cable's number: two to six digits; one that could be a year only behind a year.
fn is_number(word: &Word, sure: bool) -> bool {
    let digits = word.text.len();
    let year = digits == 4 && (word.text.starts_with("19") || word.text.starts_with("20"));
    word.text.chars().all(|c| c.is_ascii_digit())
        && (2..=6).contains(&digits)
        && (sure || !year && digits > 2)
}

/// The end of a sender's name: a series (`Deptel`, `Tosec`), `State`, or a town with a post.
fn post_end(line: &Line, at: usize) -> Option<usize> {
    let word = line.word(at).filter(|word| word.capital())?;
    let series = word.lower.trim_end_matches('s');
    if SERIES.contains(&series) {
        return Some(at + 1);
    }
    (1..=3).rev().map(|length| at + length).find(|end| {
        let whole = (at..*end).all(|i| line.word(i).is_some_and(|w| w.capital() || w.is(Marks::PARTICLE)));
        let phrase = line.phrase(at..*end);
        let abroad = lexicon::town(&phrase).is_some() || lexicon::phrase(&phrase).any(Marks::PLACE);
        whole && abroad && phrase != "washdc"
    })
}

/// Series of telegrams and senders that are no towns.
const SERIES: [&str; 28] = [
    "deptel",
    "embtel",
    "contel",
    "depcirtel",
    "cirtel",
    "circular",
    "tosec",
    "secto",
    "polto",
    "topol",
    "ecbus",
    "busec",
    "state",
    "secstate",
    "secdef",
    "airgram",
    "caribto",
    "tousi",
    "usun",
    "usnato",
    "useu",
    "usint",
    "usoecd",
    "unvie",
    "toaid",
    "dept",
    "wh",
    "usintel",
];

#[cfg(test)]
mod tests {
    use crate::entity::Kind;
    use crate::entity::sample::mentions;

    fn references(text: &str) -> Vec<String> {
        mentions(text, Kind::CableRef)
    }

    #[test]
    fn pointers_to_cables_are_found() {
        assert_eq!(
            references("See reftel, Ref B, OSLO 001234, 08 LIMA 536, Deptel 225, 09OSLO12 and Rome's 5941."),
            ["reftel", "Ref B", "OSLO 001234", "08 LIMA 536", "Deptel 225", "09OSLO12", "Rome's 5941"]
        );
    }

    #[test]
    fn years_addressees_and_tables_are_none() {
        assert!(references("In Oslo 1968 was cold; TO AMEMBASSY ROME 891; Turbo          447.").is_empty());
    }
}
