//! What looks wrong in a cable, for the reader to know. Nothing is dropped for it.

use super::body::candidate::Candidate;
use super::body::list::signs::Bracket;
use super::scan;
use crate::cable::{Cable, Marking, Warning, counted};

/// A warning and its place, before the line is counted.
struct Found {
    at: usize,
    code: &'static str,
    message: String,
}

/// The warnings about the cable, in the order of the text.
pub(super) fn warnings(text: &str, cable: &Cable, candidates: &[Candidate]) -> Vec<Warning> {
    let mut found = Vec::new();
    numbering(cable, &mut found);
    marking(text, cable, candidates, &mut found);
    header(cable, &mut found);
    lost(text, &mut found);
    text_ends(text, cable, &mut found);
    lost_characters(cable, &mut found);
    found.sort_by_key(|found| found.at);
    number_lines(text, found)
}

/// Gaps, repeats and steps back in the paragraph numbers.
fn numbering(cable: &Cable, found: &mut Vec<Found>) {
    let mut last = 0;
    for paragraph in &cable.paragraphs {
        let Some(number) = paragraph.number else { continue };
        let at = paragraph.span.start;
        let (code, message) = if number == last {
            ("duplicate-number", format!("paragraph {number} follows another {number}"))
        } else if number < last {
            ("restarted-number", format!("paragraph {number} follows {last}"))
        } else if number > last + 1 {
            let message = if last == 0 {
                format!("the first paragraph has the number {number}")
            } else {
                format!("paragraph {number} follows {last}")
            };
            ("skipped-number", message)
        } else {
            last = number;
            continue;
        };
        last = number;
        found.push(Found { at, code, message });
    }
}

/// Paragraphs without a mark in a cable that marks its others, and marks that cannot be read.
fn marking(text: &str, cable: &Cable, candidates: &[Candidate], found: &mut Vec<Found>) {
    let marked = cable.paragraphs.iter().filter(|paragraph| paragraph.marking.is_some()).count();
    let entire = cable
        .paragraphs
        .iter()
        .filter_map(|paragraph| paragraph.marking.as_ref())
        .any(|mark| mark.scope.is_some());
    for (index, paragraph) in
        cable.paragraphs.iter().enumerate().filter(|(_, paragraph)| paragraph.marking.is_none())
    {
        let name = paragraph.number.map_or_else(
            || format!("unnumbered paragraph {}", index + 1),
            |number| format!("paragraph {number}"),
        );
        let opening = candidates.binary_search_by_key(&paragraph.span.start, |candidate| candidate.start);
        let printed = opening.map_or(paragraph.span.start, |index| candidates[index].text);
        if Marking::is_malformed(&text[printed..paragraph.span.end.max(printed)]) {
            let message = format!("the portion mark of {name} cannot be read");
            found.push(Found { at: paragraph.span.start, code: "malformed-mark", message });
        } else if marked > 0 && !entire {
            let message = format!("{name} carries no portion mark");
            found.push(Found { at: paragraph.span.start, code: "unmarked-paragraph", message });
        }
    }
}

/// Header fields that a cable always has.
fn header(cable: &Cable, found: &mut Vec<Found>) {
    let header = &cable.header;
    if !cable.is_cable() {
        return;
    }
    let mut missing = |absent: bool, code: &'static str, message: &str| {
        if absent {
            found.push(Found { at: 0, code, message: message.to_owned() });
        }
    };
    missing(header.classification.is_none(), "no-classification", "no classification line was found");
    missing(header.subject.is_none(), "no-subject", "no SUBJECT line was found");
}

/// What an archive prints in place of a text that it could not read, or could not read to its end.
fn lost(text: &str, found: &mut Vec<Found>) {
    for at in memchr::memmem::find_iter(text.as_bytes(), "ERROR ") {
        if scan::starts(&text[at..], "ERROR READING TEXT INDEX") {
            let message = "the archive has lost the text".to_owned();
            found.push(Found { at, code: "text-missing", message });
        } else if text[..at].ends_with("EXPAND ") && scan::starts(&text[at..], "ERROR ENCOUNTERED") {
            let message = "the archive has lost a part of the text".to_owned();
            found.push(Found { at, code: "text-missing", message });
        }
    }
}

/// A message without a text, a text that a copy has cut short, an embedded text that does not end.
fn text_ends(text: &str, cable: &Cable, found: &mut Vec<Found>) {
    let Some(last) = cable.paragraphs.last() else {
        if cable.is_cable() && !found.iter().any(|found| found.code == "text-missing") {
            let message = "nothing follows the header".to_owned();
            found.push(Found { at: text.len(), code: "no-text", message });
        }
        return;
    };
    let end = text[last.span.range()].trim_end();
    if cable.signature.is_none()
        && end.ends_with(['…', '.'])
        && end.trim_end_matches('.').len() + 3 <= end.len()
        || end.ends_with('…')
    {
        let message = "the text ends in the middle".to_owned();
        found.push(Found { at: last.span.end, code: "truncated-text", message });
    }
    let mut open: Option<(usize, Bracket)> = None;
    for block in &cable.blocks {
        let printed = block.reading.text();
        if let Some(bracket) = Bracket::opened(printed) {
            open = Some((block.reading.span().start, bracket));
        } else {
            open = open.filter(|(_, bracket)| !bracket.is_closed(printed) && !bracket.closes_inside(printed));
        }
    }
    if let Some((at, _)) = open {
        let message = "an embedded text begins here and does not end".to_owned();
        found.push(Found { at, code: "unclosed-text", message });
    }
}

/// Signs that stand where a copy has lost letters: `Crist????bal`, `word?s`, a line of `########`.
fn lost_characters(cable: &Cable, found: &mut Vec<Found>) {
    let mut places = 0;
    let mut first = None;
    for block in cable.blocks.iter().filter(|block| block.paragraph.is_some()) {
        let text = block.reading.text();
        let bytes = text.as_bytes();
        let letter = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_alphabetic);
        let mut from = 0;
        while let Some(start) = memchr::memchr2(b'?', b'#', &bytes[from..]).map(|at| at + from) {
            from = start + bytes[start..].iter().take_while(|byte| **byte == bytes[start]).count();
            let in_word = bytes[start] == b'?' && letter(start.checked_sub(1)) && letter(Some(from));
            let in_word = in_word && !is_address(bytes, start);
            if in_word || from - start >= 4 {
                places += 1;
                first.get_or_insert_with(|| block.reading.to_source(start..from).start);
            }
        }
    }
    if let Some(at) = first {
        let message = format!("other signs stand for lost characters in {}", counted(places, "place"));
        found.push(Found { at, code: "lost-characters", message });
    }
}

/// Whether the word around the question mark at `at` is an address on the web, where it belongs.
fn is_address(bytes: &[u8], at: usize) -> bool {
    const LONGEST: usize = 200;
    let of_word = |byte: &&u8| **byte != b' ';
    bytes[..at].iter().rev().take(LONGEST).take_while(of_word).any(|byte| *byte == b'/')
        || bytes[at..].iter().take(LONGEST).take_while(of_word).any(|byte| *byte == b'=')
}

/// Counts the line of each place, once over the text.
fn number_lines(text: &str, found: Vec<Found>) -> Vec<Warning> {
    let bytes = text.as_bytes();
    let mut line = 1;
    let mut from = 0;
    let ends = |range: std::ops::Range<usize>| {
        let ends = memchr::memchr2_iter(b'\n', b'\r', &bytes[range.clone()]).map(|at| range.start + at);
        ends.filter(|&at| bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n')).count()
    };
    found
        .into_iter()
        .map(|found| {
            line += ends(from..found.at);
            from = found.at;
            Warning { code: found.code, line, message: found.message }
        })
        .collect()
}
