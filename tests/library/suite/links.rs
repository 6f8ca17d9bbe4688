//! Cables that refer to each other.

use reftel::library::{Engine, Filing, Gap};

use super::paper::{date, filing, scanned};

fn citing(key: &str, day: Option<&str>, cites: &[&str]) -> Filing {
    let mut cable = filing("", key, "");
    cable.card.date = day.and_then(date);
    cable.cites = cites.iter().map(ToString::to_string).collect();
    cable
}

fn keys(cards: Vec<reftel::library::Card>) -> Vec<String> {
    cards.into_iter().map(|card| card.key).collect()
}

pub(crate) fn a_cable_is_held_once_for_each_copy(engine: &mut dyn Engine) {
    engine
        .put(&[
            scanned("/a", [filing("", "09STATE7", "one")]),
            scanned("/b", [filing("", "09STATE7", "two")]),
        ])
        .unwrap();
    let paths: Vec<_> = engine.held("09STATE7").unwrap().into_iter().map(|card| card.place.path).collect();
    assert_eq!(paths, ["/a", "/b"].map(std::path::PathBuf::from));
    for other in ["STATE7", "09STATE", "09state7", "%", ""] {
        assert_eq!(engine.held(other).unwrap(), [], "{other}");
    }
}

pub(crate) fn what_copies_cite_together_is_given_once(engine: &mut dyn Engine) {
    let copies = [
        scanned("/a", [citing("1", None, &["09STATE7", "08LIMA1"]), citing("2", None, &["09STATE9"])]),
        scanned("/b", [citing("1", None, &["08LIMA1", "08BERN1"])]),
    ];
    engine.put(&copies).unwrap();
    let mut cited = engine.cited("1").unwrap();
    cited.sort();
    assert_eq!(cited, ["08BERN1", "08LIMA1", "09STATE7"]);
    assert_eq!(engine.cited("3").unwrap(), Vec::<String>::new());
}

pub(crate) fn those_that_cite_come_by_date(engine: &mut dyn Engine) {
    let cables = [
        citing("never", None, &["09STATE7"]),
        citing("late", Some("2010-01-01T00:00:00Z"), &["09STATE7", "08LIMA1"]),
        citing("early", Some("1966-01-01T00:00:00Z"), &["09STATE7"]),
        citing("other", Some("1999-01-01T00:00:00Z"), &["08LIMA1"]),
    ];
    engine.put(&[scanned("/a", cables)]).unwrap();
    assert_eq!(keys(engine.citing("09STATE7").unwrap()), ["early", "late", "never"]);
    assert_eq!(keys(engine.citing("08LIMA1").unwrap()), ["other", "late"]);
    assert_eq!(engine.citing("STATE7").unwrap(), []);
}

pub(crate) fn gaps_are_what_is_cited_and_not_held(engine: &mut dyn Engine) {
    let cables = [
        citing("1", None, &["09STATE7", "08LIMA1", "3"]),
        citing("2", None, &["09STATE7", "08BERN1"]),
        citing("3", None, &["3"]),
    ];
    // A copy of the same cable does not want it twice.
    engine.put(&[scanned("/a", cables), scanned("/b", [citing("1", None, &["08LIMA1"])])]).unwrap();
    let gap = |id: &str, cited_by| Gap { id: id.into(), cited_by };
    assert_eq!(engine.gaps(9).unwrap(), [gap("09STATE7", 2), gap("08BERN1", 1), gap("08LIMA1", 1)]);
    assert_eq!((engine.gaps(1).unwrap(), engine.gaps(0).unwrap()), (vec![gap("09STATE7", 2)], vec![]));
    engine.put(&[scanned("/c", [filing("", "09STATE7", "")])]).unwrap();
    assert_eq!(engine.gaps(usize::MAX).unwrap().len(), 2);
}
