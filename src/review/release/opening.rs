//! What may open a portion of its own inside a text: a mark that nobody here knows, a level in words.
//!
//! Behind a stop, a colon or a bullet, short capitals in brackets are hardly ever anything but a mark. In the middle of a
//! sentence they are the letters of a body.

use super::Ceiling;
use super::marks::read;

/// Longest mark that nobody knows.
const LONGEST: usize = 12;

/// Words of levels and handling that may stand in any case, before a colon or in brackets.
const LEVELS: [&str; 20] = [
    "secret",
    "confidential",
    "conf",
    "restricted",
    "classified",
    "sensitive",
    "official",
    "noforn",
    "orcon",
    "propin",
    "limdis",
    "exdis",
    "nodis",
    "stadis",
    "lou",
    "sbu",
    "fouo",
    "ouo",
    "les",
    "cui",
];

/// Whether a portion of its own may begin in a text, which the ceiling does not allow.
pub(super) fn opens_another(text: &str, ceiling: &Ceiling) -> bool {
    let mut seen: Vec<&str> = Vec::new();
    openings(text).any(|rest| match rest.strip_prefix('(') {
        Some(rest) => {
            let inside = rest.split(')').next().unwrap_or_default();
            let counts = is_next(&seen, inside);
            seen.push(inside);
            !counts && is_unknown(inside)
        }
        None => says_level(rest, true, ceiling) || is_bare(rest, ceiling),
    })
}

/// What stands at each place where a portion could begin: behind a line break, a stop or a colon, without bullets. The
/// point of `S.A.` is no stop.
fn openings(text: &str) -> impl Iterator<Item = &str> {
    let abbreviates = |at: usize| {
        let mut before = text[..at].chars().rev();
        before.next().is_some_and(|c| c.is_ascii_uppercase())
            && !before.next().is_some_and(char::is_alphabetic)
    };
    let signs = text.match_indices(['\n', '.', '!', '?', ':', ';', '"']);
    let behind =
        signs.filter(move |(at, sign)| *sign != "." || !abbreviates(*at)).map(|(at, sign)| at + sign.len());
    let rests = std::iter::once(0).chain(behind).filter_map(|at| text.get(at..));
    rests.map(|rest| rest.trim_start_matches(|c: char| c.is_whitespace() || "-*•–—·>".contains(c)))
}

/// Whether it is the next of items that are counted by letters or by Roman numbers: `(A)`, `(B)`.
fn is_next(seen: &[&str], inside: &str) -> bool {
    match inside.as_bytes() {
        [b'A'] => true,
        [letter @ b'B'..=b'Z'] if seen.iter().any(|item| item.as_bytes() == [letter - 1]) => true,
        _ if inside == "I" => true,
        roman => !roman.is_empty() && roman.iter().all(|c| b"IVX".contains(c)) && seen.contains(&"I"),
    }
}

/// Whether something short in brackets is no mark that is known, no words, no figure, nor says that something ends. A
/// sign that cannot be compared leaves nothing of a mark.
fn is_unknown(inside: &str) -> bool {
    let words = inside.contains(|c: char| c.is_ascii_lowercase());
    let figure = !inside.is_empty() && inside.bytes().all(|byte| byte.is_ascii_digit());
    let short = inside.chars().count() <= LONGEST;
    short && !words && !figure && !inside.starts_with("END") && read(inside).is_none()
}

/// Whether the letters of a level that is not allowed stand alone, set off by a sign: `C - Text`, `"C" Text`.
fn is_bare(text: &str, ceiling: &Ceiling) -> bool {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || "\"|".contains(c));
    let word = text.split(|c: char| !c.is_ascii_uppercase()).next().unwrap_or_default();
    let behind = text.get(word.len()..).unwrap_or_default();
    let set_off = behind.starts_with([':', '|', '"', '*'])
        || [" -", " *", " |", " /", "- "].iter().any(|it| behind.starts_with(it));
    set_off && read(word).is_some_and(|mark| !ceiling.allows(&mark.code))
}

/// Whether a text begins with the word of a level that is not allowed: `Begin Secret`, `LOU:`; in running text a colon or
/// a dash must stand behind it, since "Secret talks" tell no level.
pub(super) fn says_level(text: &str, running: bool, ceiling: &Ceiling) -> bool {
    let mut words = text.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| !word.is_empty());
    let first = words.next().unwrap_or_default();
    let begins = first.eq_ignore_ascii_case("begin");
    let word = if begins { words.next().unwrap_or_default() } else { first };
    let set_off = |rest: &str| {
        rest.trim_start().starts_with(':') || [" - ", " -- "].iter().any(|dash| rest.starts_with(dash))
    };
    let told = !running || begins || text.get(first.len()..).is_some_and(set_off);
    let level = LEVELS.iter().any(|level| level.eq_ignore_ascii_case(word));
    told && level && !read(&word.to_ascii_uppercase()).is_some_and(|mark| ceiling.allows(&mark.code))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(ceiling: &str, text: &str) -> bool {
        opens_another(text, &Ceiling::parse(ceiling).unwrap())
    }

    #[test]
    fn a_mark_that_nobody_knows_and_a_level_in_words_open_another_portion() {
        for text in [
            "Goes out:\n- (NC) Does not.",
            "Goes out. (REL NATO) Does not.",
            "Goes out.\n(R) Does not.",
            "Goes out. (C1) Does not.",
            "Goes out. Confidential: does not.",
            "Goes out. LOU: does not.",
            "Goes out. secret - does not.",
            "Goes out. Begin Confidential. Does not.",
        ] {
            assert!(at("U", text), "{text}");
        }
        for text in [
            "The house of S.A. (HSB) and the Northern Command (NC) said so. Secret talks went on.",
            "They are:\n(A) one;\n(B) two;\n(C) three. (I) x; (II) y; (IV) z",
            "It ends. (END SUMMARY) (See ref A.) (1) One.",
            "He said: official talks begin.",
        ] {
            assert!(!at("U", text), "{text}");
        }
        assert!(!at("S", "Goes out. Confidential: does as well."));
    }
}
