//! Diplomatic posts and offices: `Embassy Nicosia`, `AMCONSUL MUNICH`, `EUR/WE`.

use super::Kind;
use super::board::{Board, Found, Line};
use super::head::is_nation;
use super::lexicon::{self, Marks};
use super::words::{Shape, Word};
use crate::cable::{BlockKind, Field};

/// Takes posts with their town, and office symbols.
pub(super) fn claim(board: &mut Board) {
    board.sweep(|line, at| addressee(line, at).or_else(|| post(line, at)).or_else(|| office(line, at)));
    board.skip(traffic_number);
}

/// `[British] Embassy Tehran`, `AMEMBASSY THE HAGUE`, `USUN NEW YORK`.
fn post(line: &Line, at: usize) -> Option<Found> {
    let nation = is_nation(line, at) && line.is(at + 1, Marks::POST);
    let start = at + usize::from(nation && !line.is(at, Marks::POST));
    if line.kind == BlockKind::Field(Field::References) {
        return None;
    }
    let word = line.word(start).filter(|word| word.capital())?;
    let end = line.longest(start, Marks::POST)?;
    let generic = word.is(Marks::GENERIC) || end > start + 1;
    let town_end = (1..=3).rev().map(|length| end + length).find(|stop| {
        let capital = (end..*stop).all(|i| line.free(i) && line.capital(i));
        capital && is_place(&line.phrase(end..*stop))
    });
    // Behind a word that can only be a post, any name in capitals is its town.
    let washington = line.lower(end) == "washdc";
    let unknown = (!generic
        && !word.is(Marks::TITLE)
        && line.word(end).is_some_and(|word| word.shape == Shape::Upper && !word.is(Marks::COMMON)))
    .then_some(end + 1);
    // `USMISSION NATO BRUSSELS`
    let town = |at: usize| {
        line.free(at)
            && line.word(at).is_some_and(|word| word.shape == Shape::Upper)
            && is_place(line.lower(at))
    };
    let unknown = unknown.map(|end| end + usize::from(town(end)));
    let end = if washington { end + 1 } else { town_end.or(unknown)? };
    Some(Found { words: at..end, kind: Kind::Organization, why: "diplomatic post" })
}

/// `RUEAIIA/[CIA WASHDC] PRIORITY 1234`: an addressee behind its routing indicator, up to the precedence or number.
fn addressee(line: &Line, at: usize) -> Option<Found> {
    let routed =
        at > 1 && line.sign(at - 1, '/') && line.glued(at) && line.word(at - 2).is_some_and(is_routing);
    if !routed {
        return None;
    }
    let name = |word: &Word| {
        let last = PRECEDENCE.contains(&word.text) || is_routing(word);
        matches!(word.shape, Shape::Upper | Shape::Initial) && !last
    };
    let end = (at..line.words.len()).find(|i| !line.word(*i).is_some_and(name)).unwrap_or(line.words.len());
    // A collective is a list of them.
    let list = line.lower(end.saturating_sub(1)) == "collective" || line.sign(end, '/');
    (end > at && !list).then_some(Found { words: at..end, kind: Kind::Organization, why: "addressee" })
}

/// `RUEHC`, `RHMFISS`: before a slash any such letters are a routing indicator.
fn is_routing(word: &Word) -> bool {
    let letters = word.text.bytes().all(|b| b.is_ascii_uppercase());
    letters
        && (5..=8).contains(&word.text.len())
        && (word.text.starts_with("RU") || word.text.starts_with("RH"))
}

/// `AMCONSUL VLADIVOSTOK [2020]`: the number of the telegram in the traffic with an addressee, which is no year.
fn traffic_number(line: &Line, at: usize) -> Option<usize> {
    line.word(at).filter(|word| word.shape == Shape::Number && line.capitals)?;
    let routed = (at.saturating_sub(TRAFFIC)..at)
        .any(|i| line.sign(i + 1, '/') && line.word(i).is_some_and(is_routing));
    routed.then_some(at + 1)
}

/// How far behind its routing indicator an addressee's number stands, in words.
const TRAFFIC: usize = 8;

/// Words that say how fast a telegram goes, behind the addressee.
const PRECEDENCE: [&str; 5] = ["PRIORITY", "IMMEDIATE", "ROUTINE", "FLASH", "NIACT"];

fn is_place(phrase: &str) -> bool {
    lexicon::town(phrase).is_some() || lexicon::phrase(phrase).any(Marks::PLACE)
}

/// `EUR/WE`, `DS/IP/WHA`: symbols of offices, glued by slashes; the first part is a bureau.
fn office(line: &Line, at: usize) -> Option<Found> {
    line.word(at).filter(|word| line.sign(at + 1, '/') && BUREAUS.contains(&word.text))?;
    let mut end = at + 1;
    while line.sign(end, '/')
        && line.glued(end)
        && line
            .word(end + 1)
            .is_some_and(|part| part.glued && matches!(part.shape, Shape::Upper | Shape::Initial))
    {
        end += 2;
    }
    let free = line.before(at).is_none_or(|word| word.text != "/");
    (end > at + 1 && free).then_some(Found { words: at..end, kind: Kind::Organization, why: "office symbol" })
}

const BUREAUS: [&str; 51] = [
    "OSD", "JCS", "DOD", "S", "P", "E", "T", "G", "M", "D", "L", "H", "C", "J", "R", "EUR", "EAP", "WHA",
    "ARA", "AF", "NEA", "SCA", "SA", "IO", "INR", "INL", "INM", "PM", "EEB", "EB", "OES", "DRL", "PRM",
    "ISN", "VCI", "CA", "DS", "PA", "HR", "FE", "ECA", "IIP", "AID", "ISA", "RM", "OBO", "NP", "AC", "USAID",
    "CU", "SNRATF",
];

#[cfg(test)]
mod tests {
    use crate::entity::Kind;
    use crate::entity::sample::mentions;

    #[test]
    fn a_post_takes_its_town_and_nation() {
        let text = "Embassy Stockholm, the British Embassy Rome and AMCONSUL GENOA told EUR/NB and WHA/PDA.";
        let found = ["Embassy Stockholm", "British Embassy Rome", "AMCONSUL GENOA", "EUR/NB", "WHA/PDA"];
        assert_eq!(mentions(text, Kind::Organization), found);
    }

    #[test]
    fn an_addressee_is_taken_whole_and_its_number_is_no_year() {
        let text = "INFO RUEAIIA/CIA WASHDC PRIORITY RHMFISS/JOINT STAFF WASHINGTON DC RUEHVK/AMCONSUL VLADIVOSTOK 2020";
        let found = ["CIA WASHDC", "JOINT STAFF WASHINGTON DC", "AMCONSUL VLADIVOSTOK"];
        assert_eq!(mentions(text, Kind::Organization), found);
        assert!(mentions(text, Kind::Date).is_empty());
        assert!(mentions("INFO RUCNCIS/CIS COLLECTIVE PRIORITY", Kind::Organization).is_empty());
    }

    #[test]
    fn a_body_may_stand_between_a_post_and_its_town() {
        let text = "INFO USMISSION NATO BRUSSELS";
        assert_eq!(mentions(text, Kind::Organization), ["USMISSION NATO BRUSSELS"]);
    }
}
