//! How values are stored, alike by all engines.

use std::path::Path;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::query::Folded;
use crate::cable::Classification;
use crate::entity::Kind;

/// Between values that are found by their words: no letter, and so in no query, but a word for an index. No phrase goes
/// from one value to the next.
const WALL: &str = "\u{2016}";

/// What makes a [`super::Card`], in the order in which the engines read it.
pub(super) const CARD: &str = "file.path, cable.place, cable.key, cable.sha, cable.date, cable.post, cable.class, cable.subject, cable.paragraphs";
/// How many columns that is.
pub(super) const WIDTH: usize = 9;

const LEVELS: [Classification; 5] = [
    Classification::Unclassified,
    Classification::LimitedOfficialUse,
    Classification::Confidential,
    Classification::Secret,
    Classification::TopSecret,
];

/// Several values folded, so that each is found by itself.
pub(super) fn folded<'a>(values: impl IntoIterator<Item = &'a str>) -> String {
    values.into_iter().map(|value| Folded::new(value).as_str().to_owned()).collect::<Vec<_>>().join(WALL)
}

/// The bytes of a path, which need not be text.
pub(super) fn bytes(path: &Path) -> &[u8] {
    std::os::unix::ffi::OsStrExt::as_bytes(path.as_os_str())
}

/// The number of a kind: its place in [`Kind::ALL`].
pub(super) fn number(kind: Kind) -> i64 {
    Kind::ALL.iter().position(|known| *known == kind).unwrap_or_default() as i64
}

/// The kind of a number.
pub(super) fn kind(number: i64) -> Kind {
    let known = usize::try_from(number).ok().and_then(|number| Kind::ALL.get(number));
    known.copied().unwrap_or(Kind::Organization)
}

/// The level of a number, which is its place in the order of levels.
pub(super) fn level(number: i64) -> Option<Classification> {
    LEVELS.into_iter().find(|level| *level as i64 == number)
}

/// The second at which a day begins, in UTC; of one that is no time, the end of all time.
pub(super) fn second(day: Date) -> i64 {
    TimeZone::UTC.to_timestamp(day.at(0, 0, 0, 0)).map_or(i64::MAX, |midnight| midnight.as_second())
}

/// The paths between which everything below a folder lies, the first included: what begins with it and a slash.
pub(super) fn below(root: &Path) -> [Vec<u8>; 3] {
    let root = bytes(root).strip_suffix(b"/").unwrap_or(bytes(root));
    let end = |byte: u8| [root, &[byte]].concat();
    [root.to_vec(), end(b'/'), end(b'/' + 1)]
}
