//! The title and the date line of a re-typeset telegram, or of another document of the edition.

use jiff::Timestamp;

use super::super::when;
use crate::cable::Span;
use crate::cable::parse::line::Line;
use crate::cable::parse::scan;

/// Longest title, in bytes.
const LONGEST: usize = 400;
/// Words for an office that another "to" can follow: "the Mission to the United Nations".
const OFFICES: [&str; 8] =
    ["Mission", "Representative", "Ambassador", "Delegation", "Observer", "Assistant", "Adviser", "Minister"];
/// Senders whose telegrams are numbered by their post.
const SENDERS: [&str; 12] = [
    "Embassy",
    "Legation",
    "Consulate",
    "Interests",
    "Liaison",
    "Department",
    "Ambassador",
    "Minister",
    "Chargé",
    "Consul",
    "Secretary",
    "Acting",
];

/// What is sent on a wire.
const SENT: [&str; 3] = ["Telegram", "Airgram", "Message"];
/// What is carried or kept.
const FILED: [&str; 4] = ["Memorandum", "Letter", "Despatch", "Note"];
/// What a memorandum that nobody sends is called.
const RECORDS: [&str; 3] = ["of Conversation", "of Telephone Conversation", "for the Record"];
/// Lines below the title among which the date of a document stands.
const DATED: usize = 4;

/// `64. Telegram From the Embassy in Norway to the Department of State`, or, in volumes before 1955 and below a file
/// number that ends with `Telegram`, `The Ambassador in Norway (Holm) to the Secretary of State`.
pub(super) struct Title {
    pub(super) from: Span,
    pub(super) to: Span,
    /// The telegram's number and date, where the title gives them: `Telegram 974 From ..., March 5, 1973, 1215Z`.
    pub(super) number: Option<String>,
    pub(super) date: Option<Timestamp>,
    /// Whether it is a telegram in the series of the post that sends it.
    pub(super) serial: bool,
    /// Whether a number can stand in front of the text: not with a letter or a memorandum.
    pub(super) sent: bool,
    /// Whether the mark of a footnote stands behind it.
    pub(super) noted: bool,
    /// Lines it takes.
    pub(super) lines: usize,
}

impl Title {
    /// Reads the title that `lines` begin with; `filed` when the line above says that a telegram follows.
    pub(super) fn read(text: &str, lines: &[Line], filed: bool) -> Option<Self> {
        let (first, below) = lines.split_first()?;
        let wraps = |line: &&Line| !line.after_blank && dateline(line.of(text)).is_none();
        let count = 1 + below.iter().take(2).take_while(wraps).count();
        let whole = Span::new(first.text.start, lines[count - 1].text.end);
        if whole.end - whole.start > LONGEST {
            return None;
        }
        let places = words(text, whole);
        let words: Vec<&str> = places.iter().map(|place| &text[place.range()]).collect();
        let is = |at: usize, word: &str| words.get(at).is_some_and(|found| found.eq_ignore_ascii_case(word));
        let sort = words.iter().take(5).position(|word| SENT.contains(word) || FILED.contains(word));
        let filed_sort = sort.is_some_and(|sort| FILED.contains(&words[sort]));
        // Anybody writes letters; those of an edition are numbered and dated.
        if filed_sort && !is_document(&words, text, &below[count - 1..]) {
            return None;
        }
        let number =
            sort.and_then(|sort| words.get(sort + 1)).filter(|word| scan::digits(word) == word.len());
        let behind = sort.map(|sort| sort + 1 + usize::from(number.is_some()));
        let (start, serial) = match (sort, behind) {
            (Some(_), Some(of))
                if filed_sort && RECORDS.iter().any(|record| records(&words[of..], record)) =>
            {
                return Some(Self::unaddressed(whole.start, count));
            }
            (Some(sort), Some(from)) if is(from, "From") => {
                let backchannel = sort > 0 && is(sort - 1, "Backchannel");
                (words[sort] != "Message" || backchannel).then_some((from + 1, words[sort] == "Telegram"))?
            }
            _ => (filed && is(0, "The")).then_some((0, true))?,
        };
        let tos: Vec<usize> = (start + 1..words.len()).filter(|&at| is(at, "to")).collect();
        let apart = tos.iter().find(|&&at| !OFFICES.contains(&words[at - 1]));
        let to = *apart.or(tos.last())?;
        let article = |at: usize| at + usize::from(is(at, "the"));
        let (sender, addressee) = (article(start), article(to + 1));
        let dated = (addressee..words.len().saturating_sub(3)).find_map(|at| {
            let rest = &text[places[at + 1].start..whole.end];
            let moment =
                when::moment(rest).filter(|_| words[at].ends_with(',') && scan::digits(words[at + 2]) > 0)?;
            Some((at, moment.date))
        });
        let last = dated.map_or(words.len().checked_sub(1)?, |(at, _)| at);
        // The mark of a footnote is glued to the last word.
        let name = words[last].trim_end_matches(|c: char| c.is_numeric() || "/*†,.".contains(c));
        let end = places[last].start + name.len();
        let from = Span::new(places.get(sender)?.start, places[to - 1].end);
        let title = Self {
            from,
            to: Span::new(places.get(addressee)?.start, end),
            number: number.map(|word| (*word).to_owned()),
            date: dated.map(|(_, date)| date),
            serial: serial && SENDERS.contains(&words[sender]),
            sent: !filed_sort,
            noted: words[last].ends_with(char::is_numeric),
            lines: count,
        };
        (title.from.start < title.from.end && title.to.start < title.to.end).then_some(title)
    }

    /// The title at `start` of a record that nobody sends: `12. Memorandum of Conversation`.
    fn unaddressed(start: usize, lines: usize) -> Self {
        let nobody = Span::new(start, start);
        Self {
            from: nobody,
            to: nobody,
            number: None,
            date: None,
            serial: false,
            sent: false,
            noted: true,
            lines,
        }
    }
}

/// Whether a document of an edition begins with these words of its title, and with the lines below: it has a number, and
/// its date stands there.
fn is_document(words: &[&str], text: &str, below: &[Line]) -> bool {
    let numbered = words[0].strip_suffix('.').is_some_and(|number| scan::digits(number) == number.len());
    numbered && below.iter().take(DATED).any(|line| dateline(line.of(text)).is_some())
}

/// Whether `words` begin with those of `record`, the mark of a footnote aside.
fn records(words: &[&str], record: &str) -> bool {
    let mut words = words.iter();
    record
        .split(' ')
        .all(|name| words.next().is_some_and(|word| word.trim_end_matches(char::is_numeric) == name))
}

/// Where the words of a stretch stand.
fn words(text: &str, whole: Span) -> Vec<Span> {
    let mut at = whole.start;
    let mut found = Vec::new();
    while at < whole.end {
        let start = at + scan::blanks(&text[at..whole.end]);
        let rest = &text[start..whole.end];
        at = start + rest.find(char::is_whitespace).unwrap_or(rest.len());
        found.push(Span::new(start, at));
    }
    found
}

/// The place and the date of `Oslo, March 5, 1973, 1215Z.`
pub(super) fn dateline(printed: &str) -> Option<(&str, Timestamp)> {
    let (place, date) = printed.trim_matches(['[', ' ']).split_once(',')?;
    let place = place.trim_end_matches(']');
    let named = place.starts_with(char::is_uppercase)
        && place.chars().all(|c| c.is_alphabetic() || " .'’-".contains(c));
    let short = printed.len() <= 90 && place.len() <= 40;
    let month = date.trim_start_matches([']', ' ']).starts_with(char::is_uppercase);
    let moment = when::moment(date).filter(|_| named && short && month)?;
    Some((place, moment.date))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cable::parse::line::split;

    fn read(text: &str) -> Option<(&str, &str, bool)> {
        let title = Title::read(text, &split(text), text.starts_with("The "))?;
        Some((&text[title.from.range()], &text[title.to.range()], title.serial))
    }

    #[test]
    fn reads_sender_and_addressee() {
        assert_eq!(
            read("64. Telegram From the Embassy in Norway to the Department of State1"),
            Some(("Embassy in Norway", "Department of State", true))
        );
        assert_eq!(
            read("7. Telegram 106611 From the Department of State to the\nEmbassy in Norway\n\nText"),
            Some(("Department of State", "Embassy in Norway", true))
        );
        assert_eq!(
            read("7. Telegram From the Mission to the North Sea Board to the Department of State"),
            Some(("Mission to the North Sea Board", "Department of State", false))
        );
        assert_eq!(
            read(
                "8. Backchannel Message From the Under Secretary (Birch) to the Ambassador to Norway (Holm)"
            ),
            Some(("Under Secretary (Birch)", "Ambassador to Norway (Holm)", false))
        );
        assert_eq!(
            read("7. Letter From the Ambassador (Birch) to Mr. Roe1\n\nOslo, March 5, 1973.\n"),
            Some(("Ambassador (Birch)", "Mr. Roe", false))
        );
        assert_eq!(read("7. Memorandum of Conversation1\n\nOslo, March 5, 1973.\n"), Some(("", "", false)));
    }

    #[test]
    fn other_lines_are_no_titles() {
        for text in [
            "",
            "Telegram",
            "Telegram From",
            "Message From the King to the people",
            "Letter From the King to the people\n\nOslo, March 5, 1973.",
            "7. Letter From the King to the people\n\nOslo is calm.",
            "7. Memorandum of Conversation",
            "Telegram From A to",
            "The Telegram was sent",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_date_line_is_a_place_and_a_date() {
        assert_eq!(dateline("Oslo, March 5, 1973, 1215Z.").map(|(place, _)| place), Some("Oslo"));
        assert_eq!(dateline("[Oslo,] March 5, 1950—6 p.m.").map(|(place, _)| place), Some("Oslo"));
        for text in
            ["In Oslo, 5 of March 1973 was cold", "Oslo, in March 5, 1973", "Oslo", "1. Oslo, March 5, 1973"]
        {
            assert_eq!(dateline(text), None, "{text}");
        }
    }
}
