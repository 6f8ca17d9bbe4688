//! The transmission header: routing lines, date-time group, security line.

use jiff::{Timestamp, civil};

use super::addressee;
use crate::cable::Classification;
use crate::cable::parse::{date, scan};

/// A date-time group: `P 101206Z OCT 07`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DateTimeGroup {
    /// The word for the first precedence letter, `PRIORITY`.
    pub(super) precedence: Option<&'static str>,
    /// Unknown where the year is lost.
    pub(super) date: Option<Timestamp>,
}

/// The word for a precedence prosign.
fn precedence(letter: &str) -> Option<&'static str> {
    match letter.to_ascii_uppercase().as_str() {
        "Z" | "ZZ" => Some("FLASH"),
        "O" | "OO" => Some("IMMEDIATE"),
        "P" | "PP" => Some("PRIORITY"),
        "R" | "RR" => Some("ROUTINE"),
        _ => None,
    }
}

/// Whether a word is a precedence in full: `PRIORITY`.
pub(in crate::cable::parse) fn is_precedence(word: &str) -> bool {
    ["FLASH", "IMMEDIATE", "PRIORITY", "ROUTINE", "NIACT"].iter().any(|name| name.eq_ignore_ascii_case(word))
}

/// Reads the date-time group that `text` begins with.
pub(super) fn date_time_group(text: &str) -> Option<DateTimeGroup> {
    let mut words = text.split_ascii_whitespace();
    let mut word = words.next()?;
    let mut first = None;
    while let Some(found) = precedence(word) {
        first = first.or(Some(found));
        word = words.next()?;
    }
    let clock = word.strip_suffix(['Z', 'z'])?;
    if clock.len() != 6 || scan::digits(clock) != 6 {
        return None;
    }
    let pair = |at: usize| clock[at..at + 2].parse::<i8>().ok();
    let month = date::month(words.next()?)?;
    let Some(year) = words.next() else {
        return Some(DateTimeGroup { precedence: Some(first?), date: None });
    };
    let year = date::year(year)?;
    let date = civil::date(year, month, 1).with().day(pair(0)?).build().ok()?;
    let date = date.to_datetime(civil::Time::new(pair(2)?, pair(4)?, 0, 0).ok()?);
    let date = jiff::tz::Offset::UTC.to_timestamp(date).ok()?;
    Some(DateTimeGroup { precedence: first, date: Some(date) })
}

/// What kind of transmission line `text` is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cable::parse) enum Wire {
    /// The date-time group.
    Date,
    /// FM.
    From,
    /// TO.
    To,
    /// INFO with addressees.
    Info,
    /// XMT: members of a collective among the addressees above that do not get it.
    Exempt,
    /// Channel number, routing, distribution, clearances, the break before the message.
    Other,
}

/// Recognises a transmission line by its beginning.
pub(in crate::cable::parse) fn wire(text: &str) -> Option<Wire> {
    let capitals = || scan::is_capitals(text);
    let first = *text.as_bytes().first()?;
    if matches!(first, b'O' | b'P' | b'R' | b'Z' | b'o' | b'p' | b'r' | b'z' | b'0'..=b'3')
        && date_time_group(text).is_some()
    {
        return Some(Wire::Date);
    }
    let other = match first {
        b'F' if text.starts_with("FM ") => return Some(Wire::From),
        b'T' if text.starts_with("TO ") && capitals() => return Some(Wire::To),
        b'I' if text.starts_with("INFO ") && capitals() => {
            return Some(if is_distribution(text) { Wire::Other } else { Wire::Info });
        }
        b'V' => is_channel(text),
        b'B' => text == "BT",
        b'D' | b'Z' => is_routing(text) || text.starts_with("DRAFTED BY"),
        b'A' => text.starts_with("APPROVED BY") || text.starts_with("ACTION ") && is_distribution(text),
        b'O' if text.starts_with("ORIGIN ") => is_distribution(text),
        b'X' if addressee::exempt(text).is_some() => return Some(Wire::Exempt),
        b'O' | b'P' | b'R' => {
            let mut words = text.split_ascii_whitespace();
            words.next().and_then(precedence).is_some() && words.next().is_some_and(is_route)
        }
        b'-' => is_dash_number(text),
        _ => is_distribution(text),
    };
    other.then_some(Wire::Other)
}

/// Whether a line routes the message on the wire or tells its secrecy: `DE RUEHNY #0612/01 0771812`, `ZNY CCCCC ZZH`.
pub(super) fn is_routing(text: &str) -> bool {
    ["DE RU", "DE RH", "ZNY ", "ZNR ", "ZDK "].iter().any(|beginning| text.starts_with(beginning))
}

/// Whether a line is an FM, TO or INFO line beyond doubt: it names a mission, or a route before the name.
pub(super) fn is_address(text: &str) -> bool {
    const MISSIONS: [&str; 5] = ["AMEMBASSY ", "AMCONSUL ", "SECSTATE ", "USMISSION ", "SECDEF "];
    let Some(Wire::From | Wire::To | Wire::Info) = wire(text) else { return false };
    let name = text.split_once(' ').map_or("", |(_, name)| name);
    let routed = name.split_once('/').is_some_and(|(route, _)| is_route(route));
    routed || MISSIONS.iter().any(|mission| name.starts_with(mission))
}

/// `------------------270429Z 060566 /61`, before 1977 `---------------------     053129`: the line of dashes that ends
/// the distribution.
pub(super) fn is_dash_number(text: &str) -> bool {
    let rest = text.trim_start_matches('-');
    let number = rest.split_ascii_whitespace().next().unwrap_or_default();
    text.len() - rest.len() >= 8
        && scan::digits(number) >= 6
        && rest.bytes().all(|byte| byte.is_ascii_digit() || b" /Z".contains(&byte))
}

/// Whether the words of a line are distribution codes: `ACTION EUR-12`, `INFO LOG-00 AF-00`, `/001W`.
pub(super) fn is_distribution(text: &str) -> bool {
    let named = ["ACTION ", "INFO ", "ORIGIN "].iter().any(|word| text.starts_with(word));
    let mut codes = 0;
    for word in text.split_ascii_whitespace().skip(usize::from(named)).take(6) {
        if is_office(word) {
            codes += 1;
        } else if is_total(word) {
            codes += 2;
        } else {
            break;
        }
    }
    codes >= if named { 1 } else { 2 }
}

/// `EUR-12`: an office and its copies.
fn is_office(word: &str) -> bool {
    let [office @ .., b'-', b'0'..=b'9', b'0'..=b'9'] = word.as_bytes() else { return false };
    (1..=5).contains(&office.len()) && office.iter().all(u8::is_ascii_uppercase)
}

/// `/001W`: the number of copies in all, at the end of the list.
fn is_total(word: &str) -> bool {
    word.strip_prefix('/').is_some_and(|total| (2..=3).contains(&scan::digits(total)) && total.len() <= 4)
}

/// `RUEHC`: a routing indicator.
pub(super) fn is_route(word: &str) -> bool {
    (5..=8).contains(&word.len())
        && word.starts_with('R')
        && word.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Whether the text begins with the id that the channel gives the transmission: its very first line.
pub(in crate::cable::parse) fn is_channel(text: &str) -> bool {
    text.starts_with("VZCZ")
}

/// The id that the channel gives the transmission: `VZCZCXRO5508`.
pub(super) fn channel(text: &str) -> Option<String> {
    text.split_whitespace().next().filter(|word| is_channel(word)).map(str::to_owned)
}

/// The classification that the security line repeats in five letters: `ZNY CCCCC ZZH`.
pub(super) fn secrecy(text: &str) -> Option<Classification> {
    let mut words = text.split_whitespace();
    words.next().filter(|word| ["ZNY", "ZNR"].contains(word))?;
    match words.next()? {
        "TTTTT" => Some(Classification::TopSecret),
        "SSSSS" => Some(Classification::Secret),
        "CCCCC" => Some(Classification::Confidential),
        "EEEEE" | "UUUUU" => Some(Classification::Unclassified),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_date_time_groups() {
        let group = date_time_group("P R 281848Z DEC 66").unwrap();
        assert_eq!(group.precedence, Some("PRIORITY"));
        assert_eq!(group.date.unwrap().to_string(), "1966-12-28T18:48:00Z");
        let date = date_time_group("171719Z Nov 05").unwrap().date.unwrap();
        assert_eq!(date.to_string(), "2005-11-17T17:19:00Z");
        let group = date_time_group("R 281848Z DEC").unwrap();
        assert_eq!((group.precedence, group.date), (Some("ROUTINE"), None));
        for text in ["P 319999Z FEB 07", "O 0120Z MAY 07", "P", "", "R 010101Z", "010101Z MAY"] {
            assert_eq!(date_time_group(text), None, "{text}");
        }
    }

    #[test]
    fn the_security_line_repeats_the_classification() {
        assert_eq!(secrecy("ZNY SSSSS ZZH"), Some(Classification::Secret));
        assert_eq!(secrecy("ZNR UUUUU ZZH"), Some(Classification::Unclassified));
        assert_eq!(secrecy("SSSSS"), None);
    }

    #[test]
    fn knows_its_lines() {
        assert_eq!(wire("ACTION EUR-12"), Some(Wire::Other));
        assert_eq!(wire("INFO LOG-00 AF-00 /001W"), Some(Wire::Other));
        assert_eq!(wire("---------------------     053129"), Some(Wire::Other));
        assert_eq!(wire("------------------270429Z 060566 /61"), Some(Wire::Other));
        assert_eq!(wire("-------- 1975"), None);
        assert_eq!(wire("INFO AMEMBASSY OSLO"), Some(Wire::Info));
        assert_eq!(wire("PP RUEHRN"), Some(Wire::Other));
        assert_eq!(wire("XMT/AMEMBASSY OSLO"), Some(Wire::Exempt));
        assert!(is_address("FM AMEMBASSY OSLO") && is_address("TO RUEHC/SECSTATE WASHDC"));
        assert!(!is_address("FM RADIO IN OSLO") && !is_address("INFO LOG-00 AF-00"));
        assert_eq!(wire("F-16 OR"), None);
        assert_eq!(wire("http://x.example /"), None);
        assert_eq!(wire("Information is scarce"), None);
        assert_eq!(wire("OUR VIEW IS CLEAR"), None);
    }
}
