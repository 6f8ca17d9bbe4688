//! The executive order line: `E.O. 12958: DECL: 08/09/2019`.

use jiff::civil::Date;

use super::label;
use super::transmission;

/// The order in one of its two spellings, `E.O. 12958` or `EO 12958`, and when or how the cable is declassified.
pub(super) fn order(line: &str) -> Option<(String, Option<String>)> {
    let number = label::order_number(line)?;
    let name = if line[..number.start].contains('.') { "E.O." } else { "EO" };
    let rest = line[number.end..].trim_start_matches([':', ' ', ',', '.']);
    Some((format!("{name} {}", &line[number]), declassify(rest)))
}

/// The date in ISO form, or the printed instruction: `OADR`, `N/A`, `TWENTY YEARS`.
fn declassify(rest: &str) -> Option<String> {
    let printed = match rest.as_bytes().get(..4) {
        Some(label) if label.eq_ignore_ascii_case(b"DECL") && !rest[4..].starts_with(char::is_alphabetic) => {
            rest[4..].trim_start_matches([':', ' '])
        }
        _ => rest,
    };
    let printed = printed.trim();
    if printed.is_empty() {
        return None;
    }
    Some(date(printed).map_or_else(|| super::scan::folded(printed), |date| date.to_string()))
}

/// `10/04/2019`, `2019/08/09`, `07/02/11`.
fn date(printed: &str) -> Option<Date> {
    let mut parts = printed.trim_end_matches('.').split(['/', '-']).map(str::trim);
    let [first, second, third] = [parts.next()?, parts.next()?, parts.next()?];
    if parts.next().is_some() {
        return None;
    }
    let (year, month, day) = if first.len() == 4 { (first, second, third) } else { (third, first, second) };
    if super::scan::digits(year) != year.len() {
        return None;
    }
    let year = transmission::year(year)?;
    Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
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
            assert_eq!(order(line), Some((name.to_owned(), declassify.map(str::to_owned))), "{line}");
        }
    }
}
