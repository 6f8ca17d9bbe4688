//! What the copy wraps around the cable: a page title, an archive row, a remark that the text is an extract.

use jiff::Timestamp;
use jiff::civil::{Date, Time};

use super::scan;
use super::transmission;

/// What the lines of the wrapper tell about the cable.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Wrapping {
    /// The cable's id with a two-digit year, `09OSLO12`.
    pub(super) id: Option<String>,
    /// Date and time as printed, taken as UTC.
    pub(super) date: Option<Timestamp>,
    /// The copy says that it is an extract.
    pub(super) partial: bool,
}

impl Wrapping {
    /// Learns from one line of the wrapper.
    pub(super) fn read(&mut self, line: &str) {
        self.partial |= scan::contains(line, "partial extract");
        let words = || line.split(|c: char| c.is_whitespace() || "\",;|()".contains(c)).take(40);
        self.id = self.id.take().or_else(|| words().find_map(id));
        self.date = self.date.or_else(|| date(words()));
    }
}

/// The id that a word is: two or four digits of a year, a post, a number. A year of four digits is shortened.
pub(super) fn id(word: &str) -> Option<String> {
    let post = word.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = post.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let year = transmission::year(&word[..word.len() - post.len()])?;
    let letters = &post[..post.len() - number.len()];
    let plausible = (3..=24).contains(&letters.len()) && scan::digits(number) == number.len();
    let number = number.trim_start_matches('0');
    (plausible && !number.is_empty()).then(|| format!("{:02}{letters}{number}", year % 100))
}

/// `Thursday, 24 April 2008, 09:01` or `2004-11-02 18:31:00`, anywhere among the words.
fn date<'a>(words: impl Iterator<Item = &'a str>) -> Option<Timestamp> {
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words
        .windows(4)
        .find_map(|window| {
            let [day, month, year, time] = window else { return None };
            let date =
                Date::new(transmission::year(year)?, transmission::month(month)?, day.parse().ok()?).ok()?;
            stamp(date, time)
        })
        .or_else(|| {
            words.windows(2).find_map(|window| {
                let [date, time] = window else { return None };
                stamp(date.parse().ok()?, time)
            })
        })
}

fn stamp(date: Date, time: &str) -> Option<Timestamp> {
    let mut parts = time.split(':');
    let [hour, minute] = [parts.next()?.parse().ok()?, parts.next()?.parse().ok()?];
    let time = Time::new(hour, minute, 0, 0).ok()?;
    jiff::tz::Offset::UTC.to_timestamp(date.to_datetime(time)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn learns_id_date_and_extract() {
        let mut wrapping = Wrapping::default();
        wrapping.read("This record is a partial extract of the original cable.");
        wrapping.read("Thursday, 24 April 2008, 09:01");
        wrapping.read("Wikileak 08OSLO12");
        assert!(wrapping.partial);
        assert_eq!(wrapping.id.as_deref(), Some("08OSLO12"));
        assert_eq!(wrapping.date.map(|date| date.to_string()).as_deref(), Some("2008-04-24T09:01:00Z"));

        let mut row = Wrapping::default();
        row.read("22350\t2004-11-02 18:31:00\t2004OSLO00012\tEmbassy Oslo");
        assert_eq!(row.id.as_deref(), Some("04OSLO12"));
        assert_eq!(row.date.map(|date| date.to_string()).as_deref(), Some("2004-11-02T18:31:00Z"));
    }
}
