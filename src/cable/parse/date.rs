//! Months and years as telegrams and their copies print them.

use super::scan;

/// The month that a word names, in full or shortened.
pub(super) fn month(word: &str) -> Option<i8> {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let word = word.trim_end_matches('.');
    let at = NAMES.iter().position(|name| word.len() >= 3 && scan::starts(name, word))?;
    i8::try_from(at + 1).ok()
}

/// The year of two or four digits. Telegrams in this form begin after 1940.
pub(super) fn year(digits: &str) -> Option<i16> {
    let digits = &digits[..scan::digits(digits)];
    let year: i16 = digits.parse().ok()?;
    match (digits.len(), year) {
        (2, 40..) => Some(1900 + year),
        (2, _) => Some(2000 + year),
        (4, 1900..=2100) => Some(year),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_known_by_its_beginning() {
        for word in ["OCT", "Oct.", "october"] {
            assert_eq!(month(word), Some(10), "{word}");
        }
        for word in ["OC", "Marching", "Octopus", ""] {
            assert_eq!(month(word), None, "{word}");
        }
        assert_eq!(["79", "07", "1979", "979"].map(year), [Some(1979), Some(2007), Some(1979), None]);
    }
}
