//! Dates of which a part may be missing: a year, a month or a day.

use std::fmt;
use std::ops::Range;

use jiff::ToSpan;
use jiff::civil::Date;

/// A year, a month or a day: `2009`, `2009-10`, `2009-10-05`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    first: Date,
    length: Length,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Length {
    Year,
    Month,
    Day,
}

impl Period {
    /// Reads a date of four, six or eight digits with hyphens; `None` when it is none or there is no such day.
    pub fn parse(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.split('-').collect();
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let widths = parts.iter().map(|part| part.len()).eq([4, 2, 2].into_iter().take(parts.len()));
        if !widths || !parts.iter().all(|part| digits(part)) {
            return None;
        }
        let length = [Length::Year, Length::Month, Length::Day].into_iter().nth(parts.len() - 1)?;
        let number = |index: usize| parts.get(index).map_or(Some(1), |part| part.parse().ok());
        let first = Date::new(parts[0].parse().ok()?, number(1)?, number(2)?).ok()?;
        Some(Self { first, length })
    }

    /// Its days: the first, and the one behind the last.
    pub fn days(self) -> Range<Date> {
        let length = match self.length {
            Length::Year => 1.year(),
            Length::Month => 1.month(),
            Length::Day => 1.day(),
        };
        self.first..self.first.saturating_add(length)
    }
}

impl fmt::Display for Period {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = (self.first.year(), self.first.month(), self.first.day());
        match self.length {
            Length::Year => write!(out, "{year:04}"),
            Length::Month => write!(out, "{year:04}-{month:02}"),
            Length::Day => write!(out, "{year:04}-{month:02}-{day:02}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_stands_for_all_its_days() {
        for (text, first, behind) in [
            ("2009", "2009-01-01", "2010-01-01"),
            ("2009-12", "2009-12-01", "2010-01-01"),
            ("2008-02", "2008-02-01", "2008-03-01"),
            ("2009-10-05", "2009-10-05", "2009-10-06"),
            ("9999", "9999-01-01", "9999-12-31"),
        ] {
            let period = Period::parse(text).unwrap();
            let days = period.days();
            assert_eq!((days.start.to_string(), days.end.to_string()), (first.into(), behind.into()));
            assert_eq!(period.to_string(), text);
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "09",
            "2009-1",
            "2009-13",
            "2009-02-30",
            "2009-10-05-1",
            "2009-",
            "-2009",
            "+209",
            "２００９",
        ] {
            assert_eq!(Period::parse(text), None, "{text}");
        }
    }
}
