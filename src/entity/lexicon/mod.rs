//! General knowledge, compiled in: words, names, titles, bodies, places, acronyms. `assets/SOURCES.md` credits it.
//!
//! The large files are sorted and searched where they lie ([`Table`]); the small ones, written by hand, become one
//! map from phrase to [`Marks`] when the first cable is read.

mod acronym;
mod country;
mod marks;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

pub(crate) use acronym::meanings;
pub(crate) use country::{country_of_tag, government, place_country};
pub(crate) use marks::Marks;

use super::Kind;
use crate::cable::{Table, WORDS};

/// Towns: `name<TAB>CCn`, country and size (3 capital or a million, 2 from 200,000 people, 1 below).
static CITIES: Table = Table::new(include_str!("../../../assets/lexicon/cities.txt"), b'\t');
static PLACES: &str = include_str!("../../../assets/lexicon/places.txt");
static FIGURES: &str = include_str!("../../../assets/lexicon/figures.txt");
/// Posts as the ids of telegrams spell them, in capitals without blanks.
static POSTS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let lines = include_str!("../../../assets/posts.txt").lines();
    lines.filter(|line| !line.starts_with('#')).flat_map(|line| line.split(' ')).collect()
});
static DEMONYMS: &str = include_str!("../../../assets/lexicon/demonyms.txt");

/// The hand-written files with, for each `[section]`, the mark of its phrases.
static FILES: [(&str, &[(&str, Marks)]); 7] = [
    (
        include_str!("../../../assets/lexicon/titles.txt"),
        &[
            ("head", Marks::TITLE),
            ("rank", Marks::ADDRESS),
            ("modifier", Marks::TITLE_PART),
            ("suffix", Marks::TITLE_SUFFIX),
            ("clipped", Marks::CLIPPED),
            ("unsure", Marks::UNSURE),
            ("telling", Marks::TELLING),
        ],
    ),
    (
        include_str!("../../../assets/lexicon/heads.txt"),
        &[
            ("organization", Marks::BODY),
            ("place", Marks::SITE),
            ("program", Marks::PROGRAM),
            ("event", Marks::EVENT),
            ("law", Marks::LAW),
            ("generic", Marks::GENERIC),
            ("introduces", Marks::INTRODUCES),
            ("state", Marks::NEEDS_NATION),
            ("state body", Marks::OF_STATE),
            ("loose", Marks::LOOSE),
            ("undertaking", Marks::UNDERTAKING),
            ("leads", Marks::LEADS),
            ("outside", Marks::OUTSIDE),
        ],
    ),
    (
        include_str!("../../../assets/lexicon/organizations.txt"),
        &[
            ("capital", Marks::NAMED_BODY),
            ("abbreviated", Marks::SHORT_BODY),
            ("certain", Marks::SHORT_BODY),
            ("post", Marks::POST),
            ("modifier", Marks::BODY_PART),
        ],
    ),
    (
        include_str!("../../../assets/lexicon/names.txt"),
        &[
            ("first", Marks::FIRST),
            ("family", Marks::FAMILY),
            ("surname", Marks::SURNAME),
            ("particle", Marks::PARTICLE),
        ],
    ),
    (
        include_str!("../../../assets/lexicon/verbs.txt"),
        &[
            ("subject", Marks::DOES),
            ("object", Marks::TO_WHOM),
            ("speech", Marks::SPEECH),
            ("at", Marks::AT),
            ("meeting", Marks::MEETING),
            ("auxiliary", Marks::AUXILIARY),
            ("joint", Marks::JOINT),
            ("giver", Marks::GIVER),
            ("clause", Marks::CLAUSE),
            ("camp", Marks::CAMP),
            ("modal", Marks::MODAL),
            ("thing", Marks::THING),
            ("grammar", Marks::GRAMMAR),
            ("of a mind", Marks::OF_MIND),
            ("somebody", Marks::SOMEBODY),
            ("of a body", Marks::OF_BODY),
        ],
    ),
    (
        include_str!("../../../assets/lexicon/works.txt"),
        &[("program", Marks::NAMED_PROGRAM), ("law", Marks::NAMED_LAW), ("event", Marks::NAMED_EVENT)],
    ),
    (
        PLACES,
        &[
            ("", Marks::PLACE),
            ("before", Marks::SITE_FIRST),
            ("feature", Marks::FEATURE),
            ("not", Marks::NOT_PLACE),
        ],
    ),
];

type Phrases = HashMap<Cow<'static, str>, Marks>;

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let mut phrases = Phrases::with_capacity(8000);
    let mut add = |phrase: &'static str, mark: Marks| add(&mut phrases, Cow::Borrowed(phrase), mark);
    for (text, sections) in FILES {
        for (section, phrase) in entries(text) {
            if let Some((_, mark)) = sections.iter().find(|(name, _)| *name == section) {
                add(phrase.split('=').next().unwrap_or(phrase), *mark);
            }
        }
    }
    for line in DEMONYMS.lines() {
        let (_, forms) = line.split_once(';').unwrap_or_default();
        forms.split(',').for_each(|form| add(form, Marks::DEMONYM));
    }
    country::names().for_each(|name| add(name, Marks::PLACE));
    spelled_out(&mut phrases);
    phrases
});

fn add(phrases: &mut Phrases, phrase: Cow<'static, str>, mark: Marks) {
    if let Some((first, _)) = phrase.split_once([' ', '-']) {
        let marks = phrases.entry(Cow::Owned(first.to_owned())).or_default();
        *marks = *marks | Marks::BEGINS;
    }
    let marks = phrases.entry(phrase).or_default();
    *marks = *marks | mark;
}

/// What acronyms stand for is known spelled out as well; a title is none of the bodies that are called by it.
fn spelled_out(phrases: &mut Phrases) {
    for meaning in acronym::all() {
        let phrase = meaning.expansion.to_lowercase();
        let mark = match meaning.kind {
            Some(Kind::Organization) => Marks::NAMED_BODY,
            Some(Kind::Place) => Marks::PLACE,
            Some(Kind::Program) => Marks::NAMED_PROGRAM,
            Some(Kind::Event) => Marks::NAMED_EVENT,
            Some(Kind::Law) => Marks::NAMED_LAW,
            _ => continue,
        };
        let title = phrases.get(phrase.as_str()).is_some_and(|marks| marks.any(Marks::TITLE | Marks::POST));
        if phrase.contains(' ') && !title {
            add(phrases, Cow::Owned(phrase), mark);
        }
    }
}

static FIGURE_NAMES: LazyLock<HashMap<String, Marks>> = LazyLock::new(|| {
    let rows = FIGURES.lines().filter(|line| !line.starts_with('#')).flat_map(|line| line.split(", "));
    rows.filter_map(|row| row.split_once('[')?.1.split(']').next())
        .map(|family| (family.to_lowercase(), Marks::FIGURE))
        .collect()
});

/// The comma-separated phrases of a hand-written file, each with its section's name.
fn entries(text: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut section = "";
    text.lines().filter(|line| !line.starts_with('#')).flat_map(move |line| {
        let heading = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
        section = heading.unwrap_or(section);
        let phrases = if heading.is_some() { "" } else { line };
        let section = section;
        phrases
            .split(',')
            .map(str::trim)
            .filter(|phrase| !phrase.is_empty())
            .map(move |phrase| (section, phrase))
    })
}

/// What is known of a single word in lower case; the name of a town is formed like no other word.
pub(crate) fn word(lower: &str, is_town: bool) -> Marks {
    let digit = WORDS.get(lower).and_then(|value| value.parse().ok()).unwrap_or(0);
    let figure = FIGURE_NAMES.get(lower).copied().unwrap_or_default();
    let marks = Marks::from_digit(digit) | phrase(lower) | figure;
    match marks {
        Marks::NONE if is_town => marks,
        Marks::NONE if is_family(lower) => Marks::SURNAME,
        Marks::NONE if derived(lower) => Marks::COMMON,
        _ => marks,
    }
}

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
    PHRASES.get(lower).copied().unwrap_or_default()
}

/// The size of the town with this name, 1 to 3; `None` when there is none.
pub(crate) fn town(lower: &str) -> Option<u8> {
    CITIES.get(lower).and_then(|value| value.bytes().last()).map(|digit| digit - b'0')
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
    }

    #[test]
    fn the_tables_are_sorted() {
        for (text, separator) in [
            (include_str!("../../../assets/lexicon/words.txt"), ' '),
            (include_str!("../../../assets/lexicon/cities.txt"), '\t'),
        ] {
            let keys: Vec<&str> =
                text.lines().filter_map(|line| Some(line.split_once(separator)?.0)).collect();
            assert!(keys.windows(2).all(|pair| pair[0] < pair[1]));
        }
    }
}
