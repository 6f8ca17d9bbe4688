//! The ISO 8601 value of a date.

use std::ops::Range;

use jiff::civil::Date;

use super::date::month;
use crate::entity::board::Line;

/// The ISO 8601 value of the words of a date; a missing year is the one nearest to the day the cable was `sent`.
pub(in crate::entity) fn value(line: &Line, words: Range<usize>, sent: Option<Date>) -> Option<String> {
    let words = line.words.get(words)?;
    let group = words.first().filter(|word| word.text.len() == 7 && word.lower.ends_with('z'));
    let month = words.iter().find_map(|word| month(&word.lower));
    let numbers: Vec<u32> = words
        .iter()
        .filter_map(|word| word.lower.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h', 'z']).parse().ok())
        .collect();
    let year = numbers.iter().copied().find(|number| (1900..=2060).contains(number));
    let Some(month) = month else {
        let (first, second) = (numbers.first().copied()?, numbers.get(1).copied());
        return match (numbers.as_slice(), second) {
            ([month, day, year], _) if *year > 1900 && *month <= 12 => {
                Some(format!("{year:04}-{month:02}-{day:02}"))
            }
            ([day, month, year], _) if *year > 1900 && *month <= 12 => {
                Some(format!("{year:04}-{month:02}-{day:02}"))
            }
            ([_], _) if words.len() == 1 && year == Some(first) => Some(format!("{first:04}")),
            _ => None,
        };
    };
    if group.is_some() {
        let day = words.first()?.text.get(..2)?.parse::<u32>().ok()?;
        let year = year.or_else(|| century(numbers.last().copied().filter(|n| *n < 100)?, sent))?;
        return Some(format!("{year:04}-{month:02}-{day:02}"));
    }
    let days: Vec<u32> = numbers.iter().copied().filter(|number| (1..=31).contains(number)).collect();
    let year = year.or_else(|| nearest_year(month, days.first().copied().unwrap_or(15), sent))?;
    Some(match days.as_slice() {
        [] => format!("{year:04}-{month:02}"),
        [day] => format!("{year:04}-{month:02}-{day:02}"),
        [first, .., last] => format!("{year:04}-{month:02}-{first:02}/{year:04}-{month:02}-{last:02}"),
    })
}

/// The four digits of a two-digit year: not later than the year after the cable's own.
fn century(short: u32, sent: Option<Date>) -> Option<u32> {
    let latest = u32::try_from(sent.map_or(2029, |sent| sent.year()) + 1).ok()?;
    Some(if 2000 + short <= latest { 2000 + short } else { 1900 + short })
}

fn nearest_year(month: u32, day: u32, sent: Option<Date>) -> Option<u32> {
    let sent = sent?;
    let near = (sent.year() - 1..=sent.year() + 1).min_by_key(|year| {
        let days = |year: i32, month: i32, day: i32| year * 372 + month * 31 + day;
        let here = days(i32::from(sent.year()), i32::from(sent.month()), i32::from(sent.day()));
        (days(i32::from(*year), month as i32, day as i32) - here).abs()
    });
    near.and_then(|year| u32::try_from(year).ok())
}
