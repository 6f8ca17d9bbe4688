//! How the text begins right below a field of the header: telegrams of the 1970s have no blank line there.

use crate::cable::parse::body::ruler::is_ruler;
use crate::cable::parse::body::{number, summary};
use crate::cable::parse::line::{Line, Role};
use crate::cable::parse::scan;

use super::{label, level, reference};

/// Lines in which running text shows by the end of a sentence.
const REACH: usize = 12;
/// Columns up to which a line of the header is not full, so that its field ends where the next word would have fitted.
const FULL: usize = 50;
/// Words that two sentences have at least.
const SENTENCES: usize = 8;
/// Lines of a signature and what the machines print below it.
const SIGNATURE: usize = 3;
/// Columns of the longest line that calls itself a message.
const SHORT: usize = 40;

/// Whether a line, whatever field is above it, opens the text by what it says: `SUMMARY: ...`, `BEGIN UNCLASSIFIED`,
/// `FOLLOWING FROM AMBASSADOR`.
pub(in crate::cable::parse) fn announces(printed: &str) -> bool {
    let mut words = printed.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let [first, second] = [words.next().unwrap_or_default(), words.next().unwrap_or_default()];
    let is = |word: &str, names: &[&str]| names.iter().any(|name| name.eq_ignore_ascii_case(word));
    match first.to_ascii_uppercase().as_str() {
        "FOLLOWING" => {
            const SENT: [&str; 9] =
                ["FROM", "IS", "ARE", "MESSAGE", "TELEGRAM", "CABLE", "TEXT", "REPEAT", "SENT"];
            is(second, &SENT) || printed.ends_with(':')
        }
        "FOR" => {
            const OFFICERS: [&str; 10] = [
                "AMBASSADOR",
                "SECRETARY",
                "ASSISTANT",
                "ASST",
                "UNDER",
                "DEPUTY",
                "CHARGE",
                "DCM",
                "COUNSELOR",
                "DIRECTOR",
            ];
            let officer = if is(second, &["THE"]) { words.next().unwrap_or_default() } else { second };
            is(officer, &OFFICERS) && words.any(|word| is(word, &["FROM"]))
        }
        "BEGIN" => {
            let rest = printed[first.len()..].trim_start();
            is(second, &["SUMMARY", "TEXT", "MESSAGE", "FYI"]) || level::level(rest).is_some()
        }
        "COUNTRY" | "JOINT" => {
            scan::columns(printed) <= SHORT && is(words.next_back().unwrap_or_default(), &["MESSAGE"])
        }
        _ => summary::opens(printed),
    }
}

/// Whether a heading with its ruler begins with `line`.
pub(super) fn is_underlined(text: &str, line: &Line, below: &[Line]) -> bool {
    let ruled = below.first().is_some_and(|next| next.role == Role::Text && is_ruler(next.of(text)));
    ruled && !is_ruler(line.of(text))
}

/// Whether running text begins with `line`: its first word would have fitted on the line `above`, and a sentence ends
/// inside it, up to the next blank line, label or number.
pub(super) fn is_prose(text: &str, above: &str, line: &Line, below: &[Line]) -> bool {
    let printed = line.of(text);
    let word = printed.split(' ').next().unwrap_or_default();
    if scan::columns(above) + 1 + scan::columns(word) > FULL {
        return false;
    }
    let following = below[..run(text, below)].iter().map(|next| next.of(text));
    let words: Vec<&str> =
        std::iter::once(printed).chain(following).flat_map(|line| line.split(' ')).collect();
    // The stop of an abbreviation ends no sentence, nor one in front of the next bullet.
    let ends = |pair: &[&str]| {
        let [word, next] = pair else { return false };
        word.strip_suffix('.')
            .is_some_and(|word| word.len() >= 5 && word.bytes().all(|byte| byte.is_ascii_alphabetic()))
            && reference::bullet(next).is_none()
    };
    words.len() >= SENTENCES && words.windows(2).any(ends)
}

/// Whether a blank line ends the run of lines that goes on `below`, and more than a signature stands under it: then the
/// run can be a field of a copy that has blank lines.
pub(super) fn is_parted(text: &str, below: &[Line]) -> bool {
    let length = run(text, below);
    let more = |next: &Line| number::opens(next.of(text)) || below.len() > length + SIGNATURE;
    below.get(length).is_some_and(|next| next.after_blank && more(next))
}

/// How many lines `below` go on without a blank line, a label or a number.
fn run(text: &str, below: &[Line]) -> usize {
    let goes_on = |next: &&Line| {
        let printed = next.of(text);
        let other = next.after_blank || next.role != Role::Text || number::opens(printed);
        !other && label::label(printed).is_none()
    };
    below.iter().take(REACH).take_while(goes_on).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cable::parse::line;

    #[test]
    fn knows_the_first_words_of_a_text() {
        for text in [
            "SUMMARY: BOATS CAME.",
            "SUMMARY.  BOATS CAME.",
            "BEGIN SUMMARY",
            "Summary",
            "ACTION REQUESTED: SEE PARA 2.",
            "FOLLOWING FROM AMBASSADOR DOE:",
            "FOLLOWING REPEATED FOR INFO:",
            "FOR THE SECRETARY FROM DOE",
            "BEGIN UNCLASSIFIED",
            "COUNTRY TEAM. MESSAGE",
        ] {
            assert!(announces(text), "{text}");
        }
        for text in [
            "SUMMARY EXECUTIONS IN THE NORTH",
            "ACTION REQUEST",
            "FOLLOWING THE COUP",
            "FOR BOATS FROM NORWAY",
            "BEGIN TODAY",
            "JOINT COMMISSION IN OSLO",
            "OSLO 12",
        ] {
            assert!(!announces(text), "{text}");
        }
    }

    #[test]
    fn running_text_is_known_by_its_sentences() {
        let is = |above: &str, text: &str| {
            let lines = line::split(text);
            is_prose(text, above, &lines[0], &lines[1..])
        };
        let prose = "MINISTER TOLD US ON JUNE 9 THAT BOATS WOULD NOT\nSAIL IN SUMMER. HE GAVE NO REASON.";
        assert!(is("REF: OSLO 12", prose));
        assert!(!is("REF: OSLO 12, AND WHAT THE EMBASSY THERE TOLD US", prose));
        for text in
            ["MINISTER TOLD US ON JUNE 9 THAT BOATS", "B. BERGEN 13, WITH ITS\nANNEX. C. PARIS 14 AND OTHERS"]
        {
            assert!(!is("REF: OSLO 12", text), "{text}");
        }
    }
}
