//! Countries: which place, tag or people belongs to which, and whose government `GOM` is.

use std::sync::LazyLock;

use super::{BASE, city};
use crate::cable::Table;

/// `ISO<TAB>TAGS code<TAB>name<TAB>capital`.
static COUNTRIES: &str = include_str!("../../../assets/lexicon/countries.txt");

struct Country {
    code: &'static str,
    tag: &'static str,
    name: &'static str,
    lower: String,
}

static ROWS: LazyLock<Vec<Country>> = LazyLock::new(|| {
    COUNTRIES
        .lines()
        .filter_map(|line| {
            let mut fields = line.split('\t');
            let (code, tag, name) = (fields.next()?, fields.next()?, fields.next()?);
            Some(Country { code, tag, name, lower: name.to_lowercase() })
        })
        .collect()
});

/// Country names, regions with a country, and peoples, each with the ISO code as a number in base 36.
static CODES: Table = Table(include_bytes!(concat!(env!("OUT_DIR"), "/codes.fst")));

/// The ISO code of a country, region, town or demonym in lower case.
pub(crate) fn place_country(lower: &str) -> Option<&'static str> {
    let number = CODES.get(lower).or_else(|| city(lower).map(|(country, _)| country))?;
    ROWS.iter().map(|row| row.code).find(|code| u64::from_str_radix(code, BASE) == Ok(number))
}

/// The ISO code of a two-letter tag of the TAGS line, which follows another standard (`CH` is China).
pub(crate) fn country_of_tag(tag: &str) -> Option<&'static str> {
    ROWS.iter().find(|row| row.tag == tag).map(|row| row.code)
}

/// What `GO` + `rest` stands for, given the countries that the cable concerns, best first.
pub(crate) fn government(rest: &str, countries: &[&str]) -> Option<String> {
    let rest = rest.to_lowercase();
    let fits = |row: &&Country| {
        let words = || row.lower.split(' ').filter(|word| !matches!(*word, "of" | "and" | "the"));
        let initials: String = words().filter_map(|word| word.chars().next()).collect();
        let solid: String = words().collect();
        initials == rest || solid.starts_with(&rest)
    };
    countries
        .iter()
        .find_map(|code| ROWS.iter().filter(|row| row.code == *code).find(fits))
        .map(|row| format!("Government of {}", row.name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_government_is_that_of_the_country_the_cable_concerns() {
        assert_eq!(government("M", &["MA", "MX"]).as_deref(), Some("Government of Morocco"));
        assert_eq!(government("M", &["FR", "MX"]).as_deref(), Some("Government of Mexico"));
        assert_eq!(government("CR", &["CR"]).as_deref(), Some("Government of Costa Rica"));
        assert_eq!(government("M", &["FR"]), None);
    }

    #[test]
    fn places_tags_and_peoples_have_their_country() {
        assert_eq!(place_country("oslo"), Some("NO"));
        assert_eq!(place_country("norwegian"), Some("NO"));
        assert_eq!(country_of_tag("CH"), Some("CN"));
    }
}
