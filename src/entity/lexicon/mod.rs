//! General knowledge, compiled in: words, names, titles, bodies, places, acronyms. `assets/SOURCES.md` credits it.
//!
//! `assets/lexicon/build.rs` packs the lists into maps that are searched where they lie ([`Table`]): nothing is made
//! of them when the program starts.

mod acronym;
mod country;
mod marks;

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

pub(crate) use acronym::{is_acronym, meanings};
pub(crate) use country::{country_of_tag, government, place_country};
pub(crate) use marks::Marks;

use crate::cable::{Table, WORDS};

static CITIES: Table = Table(include_bytes!(concat!(env!("OUT_DIR"), "/cities.fst")));
/// Three digits of this base stand for a town: two for its country's ISO code, one for its size.
const BASE: u32 = 36;
/// Phrases of the lists written by hand, each with the sum of its marks.
static PHRASES: Table = Table(include_bytes!(concat!(env!("OUT_DIR"), "/phrases.fst")));
static FIGURES: &str = include_str!("../../../assets/lexicon/figures.txt");
/// Posts as the ids of telegrams spell them, in capitals without blanks.
static POSTS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let lines = include_str!("../../../assets/posts.txt").lines();
    lines.filter(|line| !line.starts_with('#')).flat_map(|line| line.split(' ')).collect()
});

static FIGURE_NAMES: LazyLock<HashMap<String, Marks>> = LazyLock::new(|| {
    let rows = FIGURES.lines().filter(|line| !line.starts_with('#')).flat_map(|line| line.split(", "));
    rows.filter_map(|row| row.split_once('[')?.1.split(']').next())
        .map(|family| (family.to_lowercase(), Marks::FIGURE))
        .collect()
});

/// What is known of a single word in lower case; the name of a town is formed like no other word.
pub(crate) fn word(lower: &str, is_town: bool) -> Marks {
    let sum = WORDS.get(lower).unwrap_or_default();
    let figure = FIGURE_NAMES.get(lower).copied().unwrap_or_default();
    let marks = Marks(sum) | phrase(lower) | figure;
    match marks {
        Marks::NONE if is_town => marks,
        Marks::NONE if is_compound(lower) => Marks::BODY | Marks::COMPOUND,
        Marks::NONE if is_family(lower) => Marks::SURNAME,
        Marks::NONE if derived(lower) => Marks::COMMON,
        _ => marks,
    }
}

/// Whether an unlisted word says in one what kind of body it names, as German, Nordic and Russian do: `Bauernverband`.
fn is_compound(lower: &str) -> bool {
    lower.len() > 7 && COMPOUNDS.iter().any(|head| lower.len() > head.len() + 2 && lower.ends_with(head))
}

const COMPOUNDS: [&str; 46] = [
    "verband",
    "verein",
    "gesellschaft",
    "gewerkschaft",
    "gewerkschaftsbund",
    "ministerium",
    "partei",
    "kammer",
    "zeitung",
    "bank",
    "amt",
    "dienst",
    "sbund",
    "werke",
    "gericht",
    "anstalt",
    "rundfunk",
    "ausschuss",
    "fraktion",
    "prom",
    "export",
    "import",
    "torg",
    "kombinat",
    "neft",
    "neftegaz",
    "stroy",
    "impex",
    "energo",
    "bladet",
    "posten",
    "tidende",
    "partiet",
    "banken",
    "tinget",
    "raadet",
    "forbundet",
    "foreningen",
    "departementet",
    "partij",
    "vakbond",
    "dagblad",
    "liitto",
    "puolue",
    "sanomat",
    "fond",
];

/// Whether an unlisted word ends as family names do: `Ohanashvili`.
fn is_family(lower: &str) -> bool {
    lower.len() > 6 && FAMILIES.iter().any(|suffix| lower.ends_with(suffix))
}

const FAMILIES: [&str; 38] = [
    "yev", "yeva", "shvili", "adze", "idze", "odze", "enko", "ovich", "evich", "ovic", "evic", "opoulos",
    "akis", "idis", "escu", "sson", "oglu", "ullah", "zadeh", "nejad", "ovsky", "evsky", "insky", "inski",
    "owski", "ewski", "iewicz", "owicz", "akov", "ikov", "anov", "enov", "inov", "uddin", "bekov", "bayev",
    "bekova", "singh",
];

/// Whether an unlisted word is formed as English forms words, not names: `governance`, `interoperability`.
fn derived(lower: &str) -> bool {
    lower.len() > 7 && SUFFIXES.iter().any(|suffix| lower.ends_with(suffix))
}

const SUFFIXES: [&str; 30] = [
    "tion", "tions", "sion", "ment", "ments", "ness", "ance", "ence", "ship", "ity", "ities", "ism", "able",
    "ible", "ally", "ively", "ized", "izing", "ional", "less", "fully", "ology", "icly", "ists", "istic",
    "ental", "ically", "ative", "ibility", "ability",
];

/// What the hand-written files know of a phrase in lower case, single spaces between its words.
pub(crate) fn phrase(lower: &str) -> Marks {
    PHRASES.get(lower).map(Marks).unwrap_or_default()
}

/// The phrases that begin a text, each by the number of its words, the shortest first. A word comes with what stands
/// before it: a space, or nothing behind a hyphen.
pub(crate) fn phrases<'a>(words: impl Iterator<Item = (&'static str, &'a str)>) -> Vec<(usize, Marks)> {
    PHRASES.spelled(words).into_iter().map(|(count, sum)| (count, Marks(sum))).collect()
}

/// The towns whose names begin a text, in the same way, each with its size.
pub(crate) fn towns<'a>(words: impl Iterator<Item = (&'static str, &'a str)>) -> Vec<(usize, u8)> {
    CITIES.spelled(words).into_iter().filter_map(|(count, value)| Some((count, sized(value)?.1))).collect()
}

/// The size of the town with this name, 1 to 3; `None` when there is none.
pub(crate) fn town(lower: &str) -> Option<u8> {
    city(lower).map(|(_, size)| size)
}

/// The town of this name: its country's ISO code as a number, and its size (3 capital or a million, 2 from 200,000
/// people, 1 below).
fn city(lower: &str) -> Option<(u64, u8)> {
    CITIES.get(lower).and_then(sized)
}

/// The country and the size that the list of towns packs into one number.
fn sized(value: u64) -> Option<(u64, u8)> {
    let base = u64::from(BASE);
    Some((value / base, u8::try_from(value % base).ok()?))
}

/// Whether a diplomatic post stands in the town called so, in lower case.
pub(crate) fn is_post(lower: &str) -> bool {
    let spelling: String =
        lower.chars().filter(char::is_ascii_alphabetic).map(|c| c.to_ascii_uppercase()).collect();
    POSTS.contains(spelling.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entity::Kind;
    use crate::entity::sample::mentions;

    #[test]
    fn knows_words_phrases_and_towns() {
        assert!(word("relations", false).any(Marks::COMMON) && !word("relations", false).any(Marks::SURNAME));
        assert!(word("margaret", false).any(Marks::FIRST));
        assert!(phrase("prime minister").any(Marks::TITLE));
        assert!(word("prime", false).any(Marks::BEGINS));
        assert!(phrase("upper volta").any(Marks::PLACE));
        assert!(phrase("quang ngai").any(Marks::PLACE) && phrase("hoa hao").any(Marks::NAMED_BODY));
        assert!(word("norstad", false).any(Marks::FIGURE));
        assert!(word("norwegian", false).any(Marks::DEMONYM));
        assert_eq!(town("oslo"), Some(3));
        assert_eq!(town("xyzzy"), None);
        assert_eq!(place_country("oslo"), Some("NO"));
        assert_eq!(place_country("tijuana"), Some("MX"));
    }

    #[test]
    fn a_compound_says_what_body_it_names() {
        let text = "The Deutscher Bauernverband, the Lachsministerium and Zeldembank met.";
        assert_eq!(
            mentions(text, Kind::Organization),
            ["Deutscher Bauernverband", "Lachsministerium", "Zeldembank"]
        );
    }
}
