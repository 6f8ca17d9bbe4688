//! Money, percent, durations and measures.

use crate::entity::board::Line;
use crate::entity::words::Shape;

/// The end of the quantity that begins at `at`.
pub(super) fn end(line: &Line, at: usize) -> Option<usize> {
    // `F-4 tons`: the number belongs to the word before its hyphen; behind a dash it does not.
    let dash = at > 1 && line.sign(at - 2, '-');
    if line.before(at).is_some_and(|word| word.text == "-" && word.glued) && !dash {
        return None;
    }
    money(line, at).or_else(|| measured(line, at))
}

/// `$28 million`, `USD 4 to 6 billion`.
fn money(line: &Line, at: usize) -> Option<usize> {
    let prefix = match line.lower(at) {
        "us" if line.sign(at + 1, '$') => 2,
        "$" | "£" | "€" | "¥" | "usd" | "eur" | "euro" | "euros" | "gbp" | "dm" | "rs" | "mxp" | "cfa"
        | "fcfa" | "rp" | "tl" | "rmb" | "chf" | "jpy" | "inr" | "dols" | "dol" | "dlrs" => 1,
        // `POUNDS 200 MILLION`
        _ if single(line, at + 1).is_some() && is_currency(line, at) => 1,
        _ => return None,
    };
    let end = number(line, at + prefix)?;
    Some(magnitude(line, end))
}

/// `20 percent`, `six or seven days`, `500 tons`, `3 million dollars`.
fn measured(line: &Line, at: usize) -> Option<usize> {
    let end = number(line, at)?;
    if line.sign(end, '%') {
        return Some(end + 1);
    }
    let scaled = scaled(line, end);
    let (paid, end) = (is_currency(line, scaled - 1), scaled);
    let unit = line.lower(end);
    if paid && scaled > at + 1 {
        return Some(end);
    }
    if unit == "per" && line.lower(end + 1) == "cent" {
        return Some(end + 2);
    }
    let age =
        matches!(line.lower(end + 1), "old" | "ago") || line.sign(end + 1, '-') && line.word(end + 1)?.glued;
    (UNITS.contains(&unit) && !age).then_some(end + 1)
}

/// A number, or two joined by `to`, `or`, `-`.
fn number(line: &Line, at: usize) -> Option<usize> {
    let end = single(line, at)?;
    let joint = matches!(line.lower(end), "to" | "or" | "-" | "–");
    Some(if joint { single(line, end + 1).unwrap_or(end) } else { end })
}

fn single(line: &Line, at: usize) -> Option<usize> {
    let word = line.word(at)?;
    let digits = word.shape == Shape::Number
        && word.text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
    (digits || is_written(&word.lower)).then_some(at + 1)
}

/// Past `million` and the like, and past the currency behind it.
fn scaled(line: &Line, at: usize) -> usize {
    let scaled = magnitude(line, at);
    scaled + usize::from(is_currency(line, scaled) && scaled > at)
}

/// Past `million` and the like.
fn magnitude(line: &Line, at: usize) -> usize {
    at + usize::from(matches!(line.lower(at), "hundred" | "thousand" | "million" | "billion" | "trillion"))
}

fn is_currency(line: &Line, at: usize) -> bool {
    CURRENCIES.contains(&line.lower(at))
}

/// Names of money as they stand behind a number.
const CURRENCIES: [&str; 50] = [
    "usd",
    "dols",
    "dlrs",
    "dollars",
    "euros",
    "pesos",
    "pounds",
    "rupees",
    "francs",
    "marks",
    "rubles",
    "lire",
    "yen",
    "dinars",
    "riyals",
    "rials",
    "baht",
    "piasters",
    "piastres",
    "escudos",
    "drachmas",
    "kroner",
    "rupiah",
    "birr",
    "won",
    "kyat",
    "kyats",
    "kip",
    "riels",
    "taka",
    "zlotys",
    "zloty",
    "forints",
    "lei",
    "leva",
    "cruzeiros",
    "sucres",
    "soles",
    "bolivars",
    "quetzales",
    "lempiras",
    "guilders",
    "rand",
    "naira",
    "cedis",
    "shillings",
    "dirhams",
    "drachmae",
    "liras",
    "yuan",
];

/// Whether a word is a number written out.
fn is_written(word: &str) -> bool {
    matches!(
        word,
        "one"
            | "two"
            | "three"
            | "four"
            | "five"
            | "six"
            | "seven"
            | "eight"
            | "nine"
            | "ten"
            | "eleven"
            | "twelve"
            | "thirteen"
            | "fourteen"
            | "fifteen"
            | "sixteen"
            | "seventeen"
            | "eighteen"
            | "nineteen"
            | "twenty"
            | "thirty"
            | "forty"
            | "fifty"
            | "sixty"
            | "seventy"
            | "eighty"
            | "ninety"
            | "hundred"
    )
}

const UNITS: [&str; 66] = [
    "centimeters",
    "centimeter",
    "inches",
    "yards",
    "megatons",
    "kilotons",
    "metric",
    "hectare",
    "percent",
    "pct",
    "minutes",
    "minute",
    "hour",
    "hours",
    "day",
    "days",
    "week",
    "weeks",
    "month",
    "months",
    "year",
    "years",
    "decade",
    "decades",
    "dollars",
    "dollar",
    "cents",
    "euros",
    "euro",
    "pesos",
    "francs",
    "pounds",
    "marks",
    "rubles",
    "yen",
    "rupees",
    "dinars",
    "riyals",
    "usd",
    "tons",
    "tonnes",
    "barrels",
    "kilometers",
    "kilometres",
    "km",
    "kms",
    "miles",
    "meters",
    "metres",
    "feet",
    "acres",
    "hectares",
    "kilograms",
    "kilos",
    "kg",
    "liters",
    "gallons",
    "megawatts",
    "mw",
    "kilowatts",
    "bpd",
    "knots",
    "bushels",
    "degrees",
    "mg",
    "bcm",
];

#[cfg(test)]
mod tests {
    use crate::entity::Kind;
    use crate::entity::sample::mentions;

    #[test]
    fn money_shares_and_durations_are_quantities() {
        let text =
            "It gave $28 million, USD 4 to 6 billion, 20 percent, 60% and six or seven days of 18 months.";
        let found =
            ["$28 million", "USD 4 to 6 billion", "20 percent", "60%", "six or seven days", "18 months"];
        assert_eq!(mentions(text, Kind::Quantity), found);
    }

    #[test]
    fn counts_and_ages_are_none() {
        assert!(
            mentions("Four men, 300 ships, a 12-year old and a boy two years old.", Kind::Quantity)
                .is_empty()
        );
    }

    #[test]
    fn money_needs_no_unit_behind_its_name() {
        let text =
            "They want 400 million francs monthly, 7.9 billion euros, Rp 58 billion and TL 3.75 billion.";
        let found = ["400 million francs", "7.9 billion euros", "Rp 58 billion", "TL 3.75 billion"];
        assert_eq!(mentions(text, Kind::Quantity), found);
    }

    #[test]
    fn a_currency_may_stand_before_its_number() {
        let text = "HE WANTS DOLS 200,000 AND POUNDS 20 MILLION. It won $70 million won advances and 400 billion won.";
        let found = ["DOLS 200,000", "POUNDS 20 MILLION", "$70 million", "400 billion won"];
        assert_eq!(mentions(text, Kind::Quantity), found);
    }
}
