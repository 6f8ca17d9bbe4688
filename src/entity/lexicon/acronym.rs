//! The built-in acronyms.

use crate::cable::Table;
use crate::entity::Kind;

/// Where in [`MEANINGS`] those of an acronym begin.
static ACRONYMS: Table = Table(include_bytes!(concat!(env!("OUT_DIR"), "/acronyms.fst")));
/// Lines `kind;expansion;countries`, an empty one behind those of each acronym.
static MEANINGS: &str = include_str!(concat!(env!("OUT_DIR"), "/meanings.txt"));

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

/// The meanings of an acronym as printed, in the order of the list; none when the list lacks it.
pub(crate) fn meanings(acronym: &str) -> impl Iterator<Item = Meaning> + Clone {
    let start = ACRONYMS.get(acronym).and_then(|start| usize::try_from(start).ok());
    let lines = start.and_then(|start| MEANINGS.get(start..)).unwrap_or_default().lines();
    lines.take_while(|line| !line.is_empty()).map(|line| {
        let mut fields = line.split(';');
        let mut field = || fields.next().unwrap_or_default();
        Meaning { kind: kind_of(field()), expansion: field(), countries: field() }
    })
}

/// Whether the list has the word as printed.
pub(crate) fn is_acronym(printed: &str) -> bool {
    ACRONYMS.get(printed).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_acronym_has_its_meanings() {
        assert_eq!(
            meanings("IAEA").next().map(|meaning| meaning.expansion),
            Some("International Atomic Energy Agency")
        );
        assert!(meanings("ZZZZ").next().is_none() && !is_acronym("ZZZZ"));
        let company: Vec<&str> = meanings("IPC").map(|meaning| meaning.countries).collect();
        assert_eq!(company, ["", "PE"], "in the order of the file");
    }
}
