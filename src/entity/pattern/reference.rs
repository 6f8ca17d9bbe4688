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
    // Most words have no number behind them; looking for a post in each would take most of the time.
    let figure = |at: usize| line.word(at).is_some_and(|word| word.shape == Shape::Number);
    if !(at + 1..=at + FAR).any(figure) {
        return None;
    }
    let year = first.shape == Shape::Number && first.text.len() == 2;
    if year && counts(line, at) || line.lower(0) == "page" {
        return None;
    }
    let start = at + usize::from(year);
    let named = post_end(line, start).or_else(|| message(line, start))?;
    // `Rome's 5941` points to a cable as `Rome 5941` does.
    let end = named + usize::from(line.word(named)?.lower == "'s");
    let number = line.word(end)?;
    let follows = line.word(end + 1);
    let more = follows.is_some_and(|word| word.glued && (word.text == "%" || word.text == "-"));
    // `Kuala Lumpur 311, Medan 44`
    let further = at > 2
        && line.sign(at - 1, ',')
        && !line.free(at - 2)
        && line.word(at - 2).is_some_and(|word| word.shape == Shape::Number)
        && line.word(at - 3).is_some_and(Word::capital);
    let listed = line.kind == BlockKind::Field(Field::References) || further;
    let series = is_tel(line, start) || line.lower(named - 1) == "telegram";
    // `Karachi 2004 to Department`: whom it was sent to tells that the figure is no year.
    let sent = line.lower(end + 1) == "to" && matches!(line.lower(end + 2), "dept" | "department" | "state");
    let fits = is_number(number, year || listed || series || sent) && !number.glued && !more;
    // In a table a town stands apart from the figure behind it.
    let apart = line.word(end - 1)?.range.end + 1 < number.range.start;
    let department =
        line.lower(at) == "state" && at > 1 && line.lower(at - 1) == "of" && line.is(at - 2, Marks::BODY);
    let addressee =
        apart || department || line.before(at).is_some_and(|word| word.is(Marks::POST)) && !listed;
    (fits && !addressee).then(|| others(line, end + 1))
}

/// How far behind the first word of a pointer its number may stand: `08 NEW YORK CITY's 536`.
const FAR: usize = 5;

/// Whether a number counts sections rather than giving a year: `SECTION 01 OF 02 OSLO 001234`.
fn counts(line: &Line, at: usize) -> bool {
    let counted = at > 1 && line.lower(at - 1) == "of";
    counted && line.word(at - 2).is_some_and(|word| word.shape == Shape::Number)
}

/// Past further numbers of the same sender: `Athens 1343 and 1293`, `Rome 443, 2042, and 2097`.
fn others(line: &Line, at: usize) -> usize {
    let comma = usize::from(line.sign(at, ','));
    let joint = comma + usize::from(matches!(line.lower(at + comma), "and" | "or" | "&"));
    let number = line.word(at + joint).filter(|word| joint > 0 && is_number(word, comma > 0));
    let closed = line.word(at + joint + 1).is_none_or(|word| {
        matches!(word.text, "," | ")" | "." | ";" | "(") || matches!(word.lower.as_str(), "and" | "or")
    });
    let counted = line.word(at + joint + 1).is_some_and(|word| {
        word.text == "%" || word.shape == Shape::Small && !word.is(Marks::GRAMMAR | Marks::MODAL)
    });
    match number {
        Some(_) if closed || comma == 0 && !counted => others(line, at + joint + 1),
        _ => at,
    }
}

/// `Embassy telegram`, `Department's`: the sender named by its kind.
fn message(line: &Line, at: usize) -> Option<usize> {
    let sender = matches!(line.lower(at), "embassy" | "department" | "consulate" | "legation");
    let telegram = matches!(line.lower(at + 1), "telegram" | "tel" | "cable");
    let owner = line.lower(at + 1) == "'s";
    // `CRO telegram 1177`
    let word = line.word(at)?;
    let named = telegram && !word.is(Marks::COMMON | Marks::DEMONYM);
    ((sender || named) && word.capital() && (telegram || owner)).then_some(at + 1 + usize::from(telegram))
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
    // `my 30 and mytel 45`: whoever writes to headquarters writes small.
    if is_tel(line, at) || is_series(line, at) && line.capital(at) {
        return Some(at + 1);
    }
    line.word(at).filter(|word| word.capital())?;
    (1..=3).rev().map(|length| at + length).find(|end| {
        let whole = (at..*end).all(|i| line.word(i).is_some_and(|w| w.capital() || w.is(Marks::PARTICLE)));
        let phrase = line.phrase(at..*end);
        whole
            && (lexicon::is_post(&phrase)
                || lexicon::town(&phrase) == Some(3)
                || FORMER.contains(&phrase.as_str()))
    })
}

fn is_series(line: &Line, at: usize) -> bool {
    SERIES.contains(&line.lower(at).trim_end_matches('s'))
}

/// `Embtel`, `mytel`: a word that means nothing but a telegram.
fn is_tel(line: &Line, at: usize) -> bool {
    is_series(line, at) && line.lower(at).trim_end_matches('s').ends_with("tel")
}

/// Series of telegrams and senders that are no towns.
const SERIES: [&str; 44] = [
    "cap",
    "dulte",
    "tedul",
    "cedto",
    "ecto",
    "toeca",
    "depcirgram",
    "deptel",
    "embtel",
    "emtel",
    "legtel",
    "mytel",
    "mygam",
    "embgam",
    "remytel",
    "ourtel",
    "urtel",
    "reurtel",
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

/// Posts of former times, by the names of their time.
const FORMER: [&str; 34] = [
    "leopoldville",
    "elisabethville",
    "stanleyville",
    "bukavu",
    "tananarive",
    "fort lamy",
    "peking",
    "nanking",
    "canton",
    "djakarta",
    "taiz",
    "benghazi",
    "hue",
    "udorn",
    "usumbura",
    "lourenco marques",
    "salisbury",
    "bathurst",
    "tabriz",
    "khorramshahr",
    "poznan",
    "pusan",
    "salonika",
    "meshed",
    "batavia",
    "zanzibar",
    "beira",
    "maracaibo",
    "belem",
    "cali",
    "medellin",
    "iskenderun",
    "songkhla",
    "coquilhatville",
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
        assert_eq!(
            references("We sent Athens 1343 and 1293 with State 18958."),
            ["Athens 1343 and 1293", "State 18958"]
        );
    }

    #[test]
    fn sections_pages_and_towns_without_a_post_count_other_things() {
        assert_eq!(references("UNCLAS SECTION 01 OF 02 OSLO 001234"), ["OSLO 001234"]);
        assert!(references("PAGE 02 STATE 001234").is_empty());
        assert!(references("In Ciudad Bolivar 126 men were freed.").is_empty());
    }

    #[test]
    fn years_addressees_and_tables_are_none() {
        assert!(references("In Oslo 1968 was cold; TO AMEMBASSY ROME 891; Turbo          447.").is_empty());
    }

    #[test]
    fn a_number_that_could_be_a_year_counts_where_a_telegram_is_meant() {
        assert_eq!(
            references(
                "See Embtel 1957, Oslo 2004 to Dept and CRO telegram 1177; Soviet telegram 22 is lost."
            ),
            ["Embtel 1957", "Oslo 2004", "CRO telegram 1177"]
        );
        assert!(references("In Oslo 2004 was cold. The 1957 budget fell.").is_empty());
    }

    #[test]
    fn a_short_number_in_a_list_of_pointers_is_one() {
        assert_eq!(references("Rptd info Oslo 311, Medan 44."), ["Oslo 311", "Medan 44"]);
        assert!(references("He left Medan 44 days later.").is_empty());
    }

    #[test]
    fn words_for_a_telegram_are_read_small_too() {
        let text = "See mytel 45, remytel 7 and Embassy telegram 18. My 30 sheep and 45 tels are none.";
        assert_eq!(references(text), ["mytel 45", "Embassy telegram 18"]);
    }
}
