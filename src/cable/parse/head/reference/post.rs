//! Posts: one spelling for each, whatever a drafter has called it.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use crate::cable::parse::slip::is_slip;

/// Every spelling, and the post that it stands for in the ids. In the file each post has a line that begins with its
/// name; lines with `#` are remarks.
static SPELLINGS: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let lines = include_str!("../../../../../assets/posts.txt").lines().filter(|line| !line.starts_with('#'));
    let named = lines.filter_map(|line| Some((line.split(' ').next()?, line)));
    named.flat_map(|(name, line)| line.split(' ').map(move |spelling| (spelling, name))).collect()
});
/// Words that a drafter puts before the town of a post.
const MISSIONS: [&str; 6] = ["AMEMBASSY", "EMBASSY", "AMCONSUL", "CONSULATE", "USMISSION", "MISSION"];
/// Letters from which a name is long enough that a single wrong one leaves no doubt which is meant.
const TELLING: usize = 5;

/// A post as the ids spell it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Post {
    pub(super) name: String,
    /// Whether it is one of the posts we know, or is called a mission.
    pub(super) known: bool,
}

/// The post called `printed`, capitals without blanks: `SECSTATE` is `STATE`, `EMBASSYOSLO` is `OSLO`, and a name with
/// one wrong letter is the post that differs in one letter, when there is only one.
pub(super) fn post(printed: &str) -> Post {
    let town =
        MISSIONS.iter().find_map(|mission| printed.strip_prefix(mission)).filter(|town| town.len() > 2);
    let printed = town.unwrap_or(printed);
    match SPELLINGS.get(printed).copied().or_else(|| nearest(printed)) {
        Some(name) => Post { name: name.to_owned(), known: true },
        None => Post { name: printed.to_owned(), known: town.is_some() },
    }
}

/// The one post that has a spelling a slip away from `printed`.
fn nearest(printed: &str) -> Option<&'static str> {
    if printed.len() < TELLING {
        return None;
    }
    let slips = |(spelling, _): &(&&str, &&str)| spelling.len() > TELLING && is_slip(printed, spelling);
    let mut near = SPELLINGS.iter().filter(slips).map(|(_, name)| *name);
    let first = near.next()?;
    near.all(|other| other == first).then_some(first)
}

/// The capitals of a word: `Port-of-Spain` gives `PORTOFSPAIN`.
pub(super) fn capitals(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return Cow::Borrowed(word);
    }
    word.chars().filter(char::is_ascii_alphabetic).map(|c| c.to_ascii_uppercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spells_each_post_one_way() {
        for (printed, name) in [
            ("SECSTATE", "STATE"),
            ("USUN", "USUNNEWYORK"),
            ("HAGUE", "THEHAGUE"),
            ("AMEMBASSYVIENNA", "VIENNA"),
            ("MEXICO", "MEXICO"),
        ] {
            assert_eq!(post(printed), Post { name: name.to_owned(), known: true }, "{printed}");
        }
    }

    #[test]
    fn forgives_one_slip() {
        for (printed, name) in [
            ("WELLINGOTN", "WELLINGTON"),
            ("BRASILA", "BRASILIA"),
            ("BEIJINJG", "BEIJING"),
            ("BISHTEK", "BISHKEK"),
            ("OTTAWAA", "OTTAWA"),
        ] {
            assert_eq!(post(printed).name, name, "{printed}");
        }
        // Two slips, a short name, or two posts as near: no telling.
        for printed in ["WELINGOTN", "OSLA", "ZANAMA", "NOWHERE"] {
            assert_eq!(post(printed), Post { name: printed.to_owned(), known: false }, "{printed}");
        }
    }

    #[test]
    fn no_spelling_stands_for_two_posts() {
        let text = include_str!("../../../../../assets/posts.txt");
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        let count: usize = lines.map(|line| line.split(' ').count()).sum();
        assert_eq!(SPELLINGS.len(), count);
    }
}
