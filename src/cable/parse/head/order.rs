//! The executive order line: `E.O. 12958: DECL: 08/09/2019`.

use jiff::civil::Date;

use super::label;
use crate::cable::parse::date;
use crate::cable::parse::scan;

/// What an order line says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Order {
    /// The order in one of its two spellings, `E.O. 12958` or `EO 12958`.
    pub(super) name: Option<String>,
    /// When the cable is declassified, as an ISO date, or how, as printed: `OADR`, `N/A`, `TWENTY YEARS`.
    pub(super) declassify: Option<String>,
}

/// Reads the line; one that begins with `DECL:` names no order.
pub(super) fn order(line: &str) -> Order {
    let number = label::order_number(line);
    let rest = number.as_ref().map_or(line, |number| &line[number.end..]);
    let name = number.map(|number| {
        let prefix = if line[..number.start].contains('.') { "E.O." } else { "EO" };
        format!("{prefix} {}", &line[number])
    });
    Order { name, declassify: declassify(rest) }
}

fn declassify(rest: &str) -> Option<String> {
    let mut printed = rest.trim_matches(|c: char| c.is_whitespace() || ":;,.".contains(c));
    while let Some(word) = ["DECLASSIFY ON", "DECL"].iter().find(|word| scan::starts_word(printed, word)) {
        printed = printed[word.len()..].trim_start_matches([':', ';', ',', '.', ' ']);
    }
    if printed.is_empty() {
        return None;
    }
    Some(date(printed).map_or_else(|| scan::folded(printed), |date| date.to_string()))
}

/// The date that `printed` begins with: `10/04/2019`, `2019/08/09`, `07-02-11`, `4 OCT 2019`, `October 4, 2019`.
fn date(printed: &str) -> Option<Date> {
    let mut words =
        printed.split(|c: char| c.is_whitespace() || "/-.,".contains(c)).filter(|word| !word.is_empty());
    let [first, second, third] = [words.next()?, words.next()?, words.next()?];
    let number = |word: &str| if scan::digits(word) == word.len() { word.parse::<i8>().ok() } else { None };
    let (year, month, day) = if first.len() == 4 && number(second).is_some() {
        (first, number(second)?, number(third)?)
    } else if let Some(month) = date::month(first) {
        (third, month, number(second)?)
    } else if let Some(month) = date::month(second) {
        (third, month, number(first)?)
    } else {
        (third, number(first)?, number(second)?)
    };
    let year = century(&year[..scan::digits(year)])?;
    // A month that cannot be one is the day of the European order.
    Date::new(year, month, day).or_else(|_| Date::new(year, day, month)).ok()
}

/// The year of two or four digits. The first order with dates of declassification is of 1972.
fn century(digits: &str) -> Option<i16> {
    let year: i16 = digits.parse().ok()?;
    match (digits.len(), year) {
        (2, ..72) => Some(2000 + year),
        (2, _) => Some(1900 + year),
        (4, 1900..) => Some(year),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_every_form() {
        for (line, name, declassify) in [
            ("E.O. 12958: DECL: 10/04/2019", "E.O. 12958", Some("2019-10-04")),
            ("E.O. 12958: DECL: 2019/08/09", "E.O. 12958", Some("2019-08-09")),
            ("EO 12958 DECL: 07/02/11", "EO 12958", Some("2011-07-02")),
            ("EO 12958 DECL 6/3/41.", "EO 12958", Some("2041-06-03")),
            ("E.O. 12065: DECL: 8-12-85", "E.O. 12065", Some("1985-08-12")),
            ("E.O. 12958: DECL: 31.12.2019", "E.O. 12958", Some("2019-12-31")),
            ("E.O. 12958: DECL: 4 OCT 2019", "E.O. 12958", Some("2019-10-04")),
            ("E.O.: 12958: DECL: OCTOBER 4, 2019", "E.O. 12958", Some("2019-10-04")),
            ("E.O. 12958: DECL: 10/04/2019, REASON: 1.5 (B)", "E.O. 12958", Some("2019-10-04")),
            ("EO 12958 N/A", "EO 12958", Some("N/A")),
            ("E.O.12356: DECL:OADR", "E.O. 12356", Some("OADR")),
            ("E. O. 11652: GDS", "E.O. 11652", Some("GDS")),
            ("E.0. 12958: DECL: TWENTY YEARS", "E.O. 12958", Some("TWENTY YEARS")),
            ("E.O. 12958: DECL: 31/31/2019", "E.O. 12958", Some("31/31/2019")),
            (
                "E.O. 12958: DECL: DECLASSIFIED BY NARA 1/2/2009",
                "E.O. 12958",
                Some("DECLASSIFIED BY NARA 1/2/2009"),
            ),
            ("E.O. 12958:", "E.O. 12958", None),
        ] {
            let expected = Order { name: Some(name.to_owned()), declassify: declassify.map(str::to_owned) };
            assert_eq!(order(line), expected, "{line}");
        }
    }

    #[test]
    fn reads_a_line_without_the_order() {
        assert_eq!(
            order("DECL: 10/04/2019"),
            Order { name: None, declassify: Some("2019-10-04".to_owned()) }
        );
        assert_eq!(order("Declassify on: X1").declassify.as_deref(), Some("X1"));
    }
}
