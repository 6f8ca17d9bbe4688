//! The TAGS line: `TAGS: KCRM PGOV OVIP (DOE, JANE) MX`.

use super::super::{Tag, TagKind};
use super::scan;

/// Organization tags; every other tag's kind follows from its length.
const ORGANIZATIONS: [&str; 36] = [
    "ADB", "AFDB", "AID", "APEC", "ARF", "ASEAN", "AU", "COE", "CWC", "EU", "EUN", "FAO", "GATT", "GCC",
    "IAEA", "IBRD", "ICAO", "ICRC", "IDB", "ILO", "IMF", "IMO", "IOM", "MTCRE", "NATO", "NSG", "OAS", "OECD",
    "OPCW", "OPEC", "OSCE", "UNESCO", "UNGA", "UNHRC", "UNSC", "WTRO",
];

/// The tags of the line's content, as printed and in their order.
pub(super) fn tags(content: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut rest = content;
    while let Some(open) = rest.find('(') {
        list(&rest[..open], &mut tags);
        let inside = &rest[open + 1..];
        let close = inside.find(')').unwrap_or(inside.len());
        push(&mut tags, &inside[..close], TagKind::Person);
        rest = inside.get(close + 1..).unwrap_or_default();
    }
    list(rest, &mut tags);
    tags
}

/// Tags between brackets. Commas, where there are any, keep the words of a free tag together.
fn list(text: &str, tags: &mut Vec<Tag>) {
    let comma = text.contains([',', ';']);
    for item in text.split([',', ';']) {
        let words = || item.split_whitespace();
        if comma && words().count() > 1 && !words().all(is_code) {
            push(tags, item, TagKind::Unknown);
        } else {
            words().for_each(|word| push(tags, word, kind(word)));
        }
    }
}

fn push(tags: &mut Vec<Tag>, text: &str, kind: TagKind) {
    let text = scan::folded(text);
    if text.contains(char::is_alphanumeric) {
        tags.push(Tag { text, kind });
    }
}

fn is_code(word: &str) -> bool {
    kind(word) != TagKind::Unknown
}

fn kind(word: &str) -> TagKind {
    let upper = word.to_ascii_uppercase();
    let letters = upper.bytes().all(|byte| byte.is_ascii_alphabetic());
    // EU is the country code of Europa Island in the old list, and used for the Union in practice.
    match upper.len() {
        _ if ORGANIZATIONS.contains(&upper.as_str()) => TagKind::Organization,
        2 if letters => TagKind::Country,
        4 if letters && upper.starts_with('K') => TagKind::Program,
        4 if letters => TagKind::Subject,
        _ => TagKind::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(content: &str) -> Vec<(String, TagKind)> {
        tags(content).into_iter().map(|tag| (tag.text, tag.kind)).collect()
    }

    #[test]
    fn splits_at_blanks_and_commas() {
        assert_eq!(read("KCRM PGOV MX"), read("KCRM, PGOV,MX"));
        let kinds: Vec<TagKind> =
            read("KCRM PGOV MX NATO ITPHUM").into_iter().map(|(_, kind)| kind).collect();
        use TagKind::*;
        assert_eq!(kinds, [Program, Subject, Country, Organization, Unknown]);
    }

    #[test]
    fn keeps_names_and_free_words_together() {
        assert_eq!(read("OVIP (DOE, JANE A.), ACOM")[1], ("DOE, JANE A.".to_owned(), TagKind::Person));
        assert_eq!(read("PHUM, IT, HUMAN RIGHTS")[2], ("HUMAN RIGHTS".to_owned(), TagKind::Unknown));
        assert_eq!(read("OVIP (DOE").len(), 2);
    }
}
