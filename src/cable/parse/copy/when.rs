//! Dates as people and programs write them around a telegram: `24 April 2008, 09:01`, `2004-11-02 18:31:00`,
//! `March 5, 1973, 1215Z`, `11/2/2004 18:31`.

use jiff::Timestamp;
use jiff::civil::{Date, Time};

use crate::cable::parse::date::{month, year};
use crate::cable::parse::scan;

/// Words looked at, of a line that may be a whole page.
const WORDS: usize = 40;

/// A date found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Moment {
    /// As printed, taken as UTC; midnight when no time is printed.
    pub(super) date: Timestamp,
    /// Whether a time is printed with it.
    pub(super) timed: bool,
}

/// The first date that a text gives. Words around it are no matter.
pub(super) fn moment(text: &str) -> Option<Moment> {
    let parting = |c: char| c.is_whitespace() || ",;|()[]\"—–".contains(c);
    let words: Vec<&str> = text.split(parting).filter(|word| !word.is_empty()).take(WORDS).collect();
    (0..words.len()).find_map(|at| {
        let words = words.get(at..)?;
        let (date, rest) = date(words)?;
        let time = time(rest);
        let date = date.to_datetime(time.unwrap_or(Time::midnight()));
        let date = jiff::tz::Offset::UTC.to_timestamp(date).ok()?;
        Some(Moment { date, timed: time.is_some() })
    })
}

/// The date that begins with the first word, and the words behind it; of `2004-11-02T18:31` the time is one of them.
fn date<'a>(words: &'a [&'a str]) -> Option<(Date, Vec<&'a str>)> {
    let first = *words.first()?;
    let rest = || words.iter().skip(1).copied();
    let day = |word: &str| word.trim_end_matches("th").parse::<i8>().ok();
    if let Some(date) = first.get(..10).and_then(|date| date.parse::<Date>().ok()) {
        return Some((date, first.get(11..).into_iter().chain(rest()).collect()));
    }
    let mut parts = first.split('/');
    if let (Some(month), Some(of), Some(year)) = (parts.next(), parts.next(), parts.next()) {
        let date = Date::new(year4(year)?, day(month)?, day(of)?).ok()?;
        return Some((date, rest().collect()));
    }
    let [first, second, third, ..] = words else { return None };
    let (year, month, day) = match (month(first), month(second)) {
        (Some(month), _) => (year4(third)?, month, day(second)?),
        (_, Some(month)) => match year4(first) {
            Some(year) => (year, month, day(third)?),
            None => (year4(third)?, month, day(first)?),
        },
        _ => return None,
    };
    Some((Date::new(year, month, day).ok()?, rest().skip(2).collect()))
}

/// A year of four digits, a full stop behind it aside.
fn year4(word: &str) -> Option<i16> {
    let word = word.trim_end_matches(['.', ':']);
    (word.len() == 4 && scan::digits(word) == 4).then(|| year(word)).flatten()
}

/// The time that the first words give: `09:01`, `18:31:00`, `1215Z`, `6:18 p.m.`, `6 p.m.`, `noon`.
fn time(words: Vec<&str>) -> Option<Time> {
    let first = words.first()?.trim_end_matches(['Z', 'z', '.']);
    let half = words.get(1).map(|half| half.to_ascii_lowercase().replace('.', ""));
    let half = half.as_deref().filter(|half| matches!(*half, "am" | "pm"));
    if first.eq_ignore_ascii_case("noon") {
        return Time::new(12, 0, 0, 0).ok();
    }
    let bare = first.len() == 4 && scan::digits(first) == 4;
    let (hour, minute) = match first.split_once(':') {
        Some((hour, rest)) => (hour, rest.get(..2)?),
        None if bare => (&first[..2], &first[2..]),
        None => (half.map(|_| first)?, "0"),
    };
    let (hour, minute): (i8, i8) = (hour.parse().ok()?, minute.parse().ok()?);
    let hour = match half {
        Some("pm") if hour < 12 => hour + 12,
        Some("am") if hour == 12 => 0,
        _ => hour,
    };
    Time::new(hour, minute, 0, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_every_form() {
        for (text, date) in [
            ("Thursday, 24 April 2008, 09:01", "2008-04-24T09:01:00Z"),
            ("2004-11-02 18:31:00", "2004-11-02T18:31:00Z"),
            ("2004-11-02T18:31:00Z", "2004-11-02T18:31:00Z"),
            ("Oslo, March 5, 1973, 1215Z.", "1973-03-05T12:15:00Z"),
            ("Washington, October 21, 1957—6:18 p.m.", "1957-10-21T18:18:00Z"),
            ("Paris, March 5, 1950—6 p.m.", "1950-03-05T18:00:00Z"),
            ("Paris, March 5, 1950, noon.", "1950-03-05T12:00:00Z"),
            ("11/2/2004 18:31", "2004-11-02T18:31:00Z"),
            ("1979 April 12, 00:00 (Thursday)", "1979-04-12T00:00:00Z"),
        ] {
            let moment = moment(text).unwrap();
            assert_eq!((moment.date.to_string().as_str(), moment.timed), (date, true), "{text}");
        }
        let moment = moment("Draft Date: 04 MAR 1975").unwrap();
        assert_eq!((moment.date.to_string().as_str(), moment.timed), ("1975-03-04T00:00:00Z", false));
    }

    #[test]
    fn other_words_are_no_dates() {
        for text in
            ["", "March on", "2010/11/28", "Marines 5, 1973", "may 99 2008", "13/45/2004", "12 of 2008"]
        {
            assert_eq!(moment(text), None, "{text}");
        }
    }
}
