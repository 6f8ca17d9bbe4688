//! Calendar expressions, day first or month first, partial too, and their ISO 8601 value.

use crate::entity::board::Line;
use crate::entity::words::Shape;

/// The end of the date that begins at `at`.
pub(super) fn end(line: &Line, at: usize) -> Option<usize> {
    let word = line.word(at)?;
    match word.shape {
        Shape::Number => from_number(line, at),
        Shape::Small if word.text == "mid" && line.sign(at + 1, '-') => month_end(line, at + 2),
        _ if word.text.eq_ignore_ascii_case("mid") && line.sign(at + 1, '-') => month_end(line, at + 2),
        Shape::Small if word.text == "fiscal" && line.lower(at + 1) == "year" => year(line, at + 2),
        Shape::Small => season(line, at).or_else(|| part(line, at)),
        Shape::Sign => None,
        _ => fiscal(line, at)
            .or_else(|| weekday(line, at))
            .or_else(|| month_first(line, at))
            .or_else(|| season(line, at)),
    }
}

fn from_number(line: &Line, at: usize) -> Option<usize> {
    group(line, at)
        .or_else(|| slashed(line, at))
        .or_else(|| day_first(line, at))
        .or_else(|| bare_year(line, at))
}

/// `270455Z OCT 73`, and `25 Nov 69 0026Z`.
fn group(line: &Line, at: usize) -> Option<usize> {
    let text = line.word(at)?.text;
    let zulu = |text: &str, digits: usize| {
        text.len() == digits + 1
            && text.ends_with(['Z', 'z'])
            && text.bytes().take(digits).all(|b| b.is_ascii_digit())
    };
    if zulu(text, 6) && month(line.lower(at + 1)).is_some() {
        return Some(year(line, at + 2).or_else(|| short_year(line, at + 2)).unwrap_or(at + 2));
    }
    let end = short_year(line, at + 2).or_else(|| year(line, at + 2))?;
    let dated = day(line, at).is_some() && month(line.lower(at + 1)).is_some();
    (dated && line.word(end).is_some_and(|word| zulu(word.text, 4))).then_some(end + 1)
}

/// `10/04/2019`, `4.10.1973`.
fn slashed(line: &Line, at: usize) -> Option<usize> {
    let digits = |i: usize, most: usize| {
        line.word(i).is_some_and(|w| w.text.len() <= most && w.text.bytes().all(|b| b.is_ascii_digit()))
    };
    let slash = |i: usize| line.sign(i, '/') && line.glued(i + 1);
    let full = slash(at + 1) && slash(at + 3) && digits(at, 4) && digits(at + 2, 2) && digits(at + 4, 4);
    full.then_some(at + 5)
}

/// `21 September [2009]`, `21-23 September`.
fn day_first(line: &Line, at: usize) -> Option<usize> {
    let end = days(line, at)?;
    let end = end + usize::from(line.lower(end) == "of");
    month(line.lower(end)).filter(|_| line.capital(end))?;
    let end =
        end + 1 + usize::from(line.sign(end + 1, '.') && line.word(end).is_some_and(|w| w.lower.len() < 5));
    Some(with_year(line, end))
}

/// `September 21[-23][, 2009]`, `June, 1974`, `May`.
fn month_first(line: &Line, at: usize) -> Option<usize> {
    let word = line.word(at)?;
    month(&word.lower)?;
    let short = word.lower.len() < 5 && word.lower != "june" && word.lower != "july" && word.lower != "may";
    let mut end = at + 1 + usize::from(short && line.sign(at + 1, '.') && line.word(at + 2).is_some());
    let mut sure = false;
    if let Some(after) = days(line, end) {
        end = after;
        sure = true;
    }
    let end = second(line, end).filter(|_| sure).unwrap_or(end);
    let dated = with_year(line, end);
    sure |= dated > end;
    // Alone, the words that are also verbs need a small neighbour that is not a subject.
    let verb =
        matches!(word.lower.as_str(), "may" | "march" | "mar" | "dec" | "sept" | "sep" | "oct" | "jan");
    let alone = !word.opens && !line.capitals || !verb;
    if !sure
        && word.lower == "may"
        && !line.before(at).is_some_and(|w| PREPOSITIONS.contains(&w.lower.as_str()))
    {
        return None;
    }
    (sure || alone && (word.lower.len() > 3 || sure || word.lower == "may")).then_some(dated)
}

/// The end of a bare month or year behind `mid-`.
fn month_end(line: &Line, at: usize) -> Option<usize> {
    month(line.lower(at))
        .map(|_| with_year(line, at + 1))
        .or_else(|| year(line, at))
        .or_else(|| fiscal(line, at))
}

/// `early February`, `late 2009`, `end of September`.
fn part(line: &Line, at: usize) -> Option<usize> {
    let next = match line.lower(at) {
        "early" | "late" => at + 1 + usize::from(line.lower(at + 1) == "in"),
        "end" | "beginning" | "middle" if line.lower(at + 1) == "of" => at + 2,
        _ => return None,
    };
    line.word(next).filter(|word| word.capital() || word.shape == Shape::Number)?;
    month_end(line, next)
}

/// `Tuesday`, `Tuesday, March 5`.
fn weekday(line: &Line, at: usize) -> Option<usize> {
    let name = line.lower(at);
    if !WEEKDAYS.contains(&name.trim_end_matches('s')) {
        return None;
    }
    let next = at + 1 + usize::from(line.sign(at + 1, ','));
    let dated = month_first(line, next).filter(|end| *end > next + 1).or_else(|| day_first(line, next));
    Some(dated.unwrap_or(at + 1))
}

/// `Easter 2004`, `spring of 1975`.
fn season(line: &Line, at: usize) -> Option<usize> {
    let named = matches!(
        line.lower(at),
        "spring" | "summer" | "fall" | "autumn" | "winter" | "easter" | "christmas" | "ramadan"
    );
    let next = at + 1 + usize::from(matches!(line.lower(at + 1), "of" | ","));
    year(line, next).filter(|_| named)
}

/// `FY 1978`, `FY-2010`, `CY76`.
fn fiscal(line: &Line, at: usize) -> Option<usize> {
    let text = line.word(at)?.text;
    if text == "FY" || text == "CY" {
        let next = at + 1 + usize::from(line.sign(at + 1, '-') || line.sign(at + 1, '\''));
        let end = year(line, next).or_else(|| short_year(line, next))?;
        return Some(span_of_years(line, end));
    }
    let digits = text.strip_prefix("FY").or_else(|| text.strip_prefix("CY"))?;
    let fits = matches!(digits.len(), 2 | 4) && digits.bytes().all(|b| b.is_ascii_digit());
    fits.then_some(at + 1)
}

/// A year alone: `2009`, `1978-79`, `1970s`.
fn bare_year(line: &Line, at: usize) -> Option<usize> {
    let word = line.word(at)?;
    let decade = word.text.strip_suffix('s').is_some_and(|digits| is_year(digits) && digits.ends_with('0'));
    if decade {
        return Some(at + 1);
    }
    let end = year(line, at)?;
    let before = line.before(at);
    let joined = word.glued && before.is_some_and(|word| !matches!(word.text, "(" | "-" | "–" | "/"));
    let round =
        word.text.ends_with("00") && !before.is_some_and(|w| PREPOSITIONS.contains(&w.lower.as_str()));
    let first = at == 0;
    (!joined && !round && !first).then(|| span_of_years(line, end))
}

/// Past `-79` behind a year.
fn span_of_years(line: &Line, at: usize) -> usize {
    let dash = line.sign(at, '-') || line.sign(at, '–') || line.sign(at, '/');
    let glued = line.glued(at + 1);
    let end = short_year(line, at + 1).or_else(|| year(line, at + 1));
    end.filter(|_| dash && glued).unwrap_or(at)
}

/// Past `[,] 2009` behind a month or day.
fn with_year(line: &Line, at: usize) -> usize {
    let next = at + usize::from(line.sign(at, ',') || line.lower(at) == "of");
    year(line, next).unwrap_or(at)
}

/// One day or a range: `21`, `21st`, `21-23`, `21 and 22`.
fn days(line: &Line, at: usize) -> Option<usize> {
    day(line, at)?;
    let joint =
        line.sign(at + 1, '-') || line.sign(at + 1, '–') || matches!(line.lower(at + 1), "and" | "to");
    Some(if joint && day(line, at + 2).is_some() && !unit_behind(line, at + 3) { at + 3 } else { at + 1 })
}

/// The second day of `January 26-February 8`.
fn second(line: &Line, at: usize) -> Option<usize> {
    let dash = line.sign(at, '-') || line.sign(at, '–');
    month(line.lower(at + 1)).filter(|_| dash && line.capital(at + 1))?;
    days(line, at + 2)
}

fn unit_behind(line: &Line, at: usize) -> bool {
    line.sign(at, '%') || matches!(line.lower(at), "percent" | "million" | "billion" | "days" | "members")
}

fn day(line: &Line, at: usize) -> Option<u32> {
    let digits = line.word(at)?.lower.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h']);
    (digits.len() <= 2).then(|| digits.parse().ok()).flatten().filter(|day| (1..=31).contains(day))
}

fn year(line: &Line, at: usize) -> Option<usize> {
    line.word(at).filter(|word| is_year(word.text)).map(|_| at + 1)
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.parse().is_ok_and(|year: u32| (1900..=2060).contains(&year))
}

/// `73`, `'73`.
fn short_year(line: &Line, at: usize) -> Option<usize> {
    line.word(at)
        .filter(|word| word.text.len() == 2 && word.text.bytes().all(|b| b.is_ascii_digit()))
        .map(|_| at + 1)
}

/// January is 1; `None` for any other word.
pub(super) fn month(lower: &str) -> Option<u32> {
    let at = MONTHS.iter().position(|name| {
        *name == lower
            || lower.len() == 3 && name.starts_with(lower)
            || lower == "sept" && *name == "september"
    })?;
    u32::try_from(at + 1).ok()
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const PREPOSITIONS: [&str; 17] = [
    "in", "of", "since", "until", "till", "by", "from", "to", "during", "before", "after", "last", "next",
    "this", "early", "late", "and",
];

#[cfg(test)]
mod tests {
    use crate::entity::Kind;
    use crate::entity::sample::mentions;

    fn dates(text: &str) -> Vec<String> {
        mentions(text, Kind::Date)
    }

    #[test]
    fn calendar_expressions_are_dates_in_either_order() {
        assert_eq!(dates("We met on March 3, 1971 and 4 April 1972."), ["March 3, 1971", "4 April 1972"]);
        assert_eq!(
            dates("Talks of June 5-7 and mid-December resume in 1973."),
            ["June 5-7", "mid-December", "1973"]
        );
        assert_eq!(
            dates("Ref my 141530Z OCT 73 and FY 1974 funds, 10/04/2019."),
            ["141530Z OCT 73", "FY 1974", "10/04/2019"]
        );
        assert_eq!(
            dates("From early February to end of May, in mid-CY 76 and late 2009."),
            ["early February", "end of May", "mid-CY 76", "late 2009"]
        );
        assert_eq!(
            dates("It came Tuesday, in the fall of 1975, in the 1960s."),
            ["Tuesday", "fall of 1975", "1960s"]
        );
    }

    #[test]
    fn what_only_looks_like_a_date_is_none() {
        assert!(
            dates("It may march on; 1500 men and 1980 tons, 12 of them, came.")
                .iter()
                .all(|date| date == "1980")
        );
        assert!(dates("May we ask? THEY MAY SAY SO.").is_empty());
    }

    #[test]
    fn days_of_two_months_are_one_expression() {
        assert_eq!(dates("In the weeks of January 26-February 8 it froze."), ["January 26-February 8"]);
    }
}
