//! The built-in acronyms.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::entity::Kind;

static ACRONYMS: &str = include_str!("../../../assets/lexicon/acronyms.txt");

/// One meaning of an acronym.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Meaning {
    /// What kind of thing it names; `None` for `FYI`.
    pub(crate) kind: Option<Kind>,
    /// What it stands for.
    pub(crate) expansion: &'static str,
    /// ISO codes of the countries where it means this; empty when everywhere.
    pub(crate) countries: &'static str,
}

static MEANINGS: LazyLock<HashMap<&'static str, Vec<Meaning>>> = LazyLock::new(|| {
    let mut meanings: HashMap<&str, Vec<Meaning>> = HashMap::with_capacity(6500);
    for line in ACRONYMS.lines().filter(|line| !line.starts_with('#')) {
        let mut fields = line.split(';');
        if let (Some(acronym), Some(kind), Some(expansion)) = (fields.next(), fields.next(), fields.next()) {
            let meaning =
                Meaning { kind: kind_of(kind), expansion, countries: fields.next().unwrap_or_default() };
            meanings.entry(acronym).or_default().push(meaning);
        }
    }
    meanings
});

fn kind_of(letter: &str) -> Option<Kind> {
    Some(match letter {
        "o" => Kind::Organization,
        "l" => Kind::Place,
        "r" => Kind::Role,
        "p" => Kind::Program,
        "e" => Kind::Event,
        "w" => Kind::Law,
        "h" => Kind::Person,
        _ => return None,
    })
}

/// The meanings of an acronym as printed; empty when the table lacks it.
pub(crate) fn meanings(acronym: &str) -> &'static [Meaning] {
    MEANINGS.get(acronym).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_acronym_has_its_meanings() {
        assert_eq!(meanings("IAEA").first().map(|m| m.expansion), Some("International Atomic Energy Agency"));
        assert!(meanings("ZZZZ").is_empty());
        let company: Vec<&str> = meanings("IPC").iter().map(|meaning| meaning.countries).collect();
        assert_eq!(company, ["", "PE"], "in the order of the file");
    }
}
