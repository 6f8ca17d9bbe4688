//! Telegrams re-typeset for a printed edition, as in the Foreign Relations of the United States volumes.
//!
//! ```text
//! 64. Telegram From the Embassy in Norway to the Department of State    title: from and to
//! Oslo, March 5, 1973, 1215Z.                                           place and date
//! 974. Subject: Harbor Talks. Ref: Oslo 912.                            number, labels, text
//! Source: National Archives, RG 59. Confidential; Immediate; Exdis.     note of the editors
//! ```

mod labels;
mod title;

use jiff::Timestamp;

use crate::cable::parse::body::number;
use crate::cable::parse::head::{caption, label, level, transmission};
use crate::cable::parse::line::{Line, Role};
use crate::cable::parse::{copy, scan};
use crate::cable::{Addressee, Classification, Field, Header, Span};
use title::Title;

/// Lines above the title: file numbers, chapter heads.
const ABOVE: usize = 40;
/// Lines between the title and the text.
const BELOW: usize = 16;
/// Lines below a file number, `757.00/3-550: Telegram`, among which the title stands.
const FILED: usize = 3;

/// What the editors print around the text.
#[derive(Clone, Debug, Default)]
pub(in crate::cable::parse) struct Head {
    from: String,
    to: String,
    date: Option<Timestamp>,
    origin: Option<String>,
    number: Option<String>,
    classification: Option<Classification>,
    captions: Vec<String>,
    precedence: Option<String>,
    /// The line that the text begins with.
    pub(in crate::cable::parse) start: usize,
}

impl Head {
    /// Gives the header what the editors print.
    pub(in crate::cable::parse) fn complete(&self, header: &mut Header) {
        // Nobody sends a memorandum of conversation.
        if !self.from.is_empty() {
            header.from = Some(self.from.clone());
            header.to = vec![Addressee { name: self.to.clone(), ..Addressee::default() }];
        }
        header.date = header.date.or(self.date);
        // The edition ends a subject like a sentence.
        if let Some(subject) = &mut header.subject {
            subject.withdraw('.');
        }
        header.origin = header.origin.take().or_else(|| self.origin.clone());
        header.number = header.number.take().or_else(|| self.number.clone());
        header.classification = header.classification.or(self.classification);
        header.captions.extend(self.captions.iter().cloned());
        header.precedence = header.precedence.take().or_else(|| self.precedence.clone());
    }

    /// Whether the text begins with a header of its own: `Subject: ...`, `E.O. 11652: GDS`, a transmission header.
    pub(in crate::cable::parse) fn has_header(&self, text: &str, lines: &[Line]) -> bool {
        let first = lines.get(self.start).map(|line| line.of(text)).unwrap_or_default();
        copy::begins(first) || label::is_sure(first)
    }

    /// The level, captions and precedence in the note on the source: `RG 59. Secret; Immediate; Exdis. Repeated to`.
    fn learn(&mut self, note: &str) {
        for sentence in note.split('.').map(str::trim) {
            let mut words = sentence.split(';').map(str::trim);
            let first = words.next().unwrap_or_default();
            let whole = level::level(first).filter(|(_, end)| *end == first.len());
            let (Some((level, _)), None) = (whole, self.classification) else { continue };
            self.classification = Some(level);
            for word in words {
                self.captions.extend(caption::captions(word));
                if transmission::is_precedence(word) {
                    self.precedence = self.precedence.take().or_else(|| Some(word.to_ascii_uppercase()));
                }
            }
        }
    }
}

/// Marks the head and the notes of a re-typeset telegram; `None` when the text is no such one.
pub(in crate::cable::parse) fn mark(text: &str, lines: &mut Vec<Line>) -> Option<Head> {
    let ours = lines.iter().enumerate().filter(|(_, line)| line.role == Role::Text).take(ABOVE);
    let mut ours = ours.take_while(|(_, line)| !copy::begins(line.of(text)));
    let mut filed = 0;
    let (at, title) = ours.find_map(|(at, line)| {
        let title = Title::read(text, &lines[at..], filed > 0);
        filed = if line.of(text).ends_with("Telegram") { FILED } else { filed.saturating_sub(1) };
        Some((at, title?))
    })?;
    let named = |span: Span| scan::folded(&text[span.range()]);
    let mut head = Head {
        from: named(title.from),
        to: named(title.to),
        date: title.date,
        number: title.number.clone(),
        ..Head::default()
    };
    lines[..at].iter_mut().for_each(|line| line.role = Role::Wrapper);
    let below = mark_title(text, lines, at, &title);
    let (index, place) = mark_place(text, lines, below, &mut head);
    let index = labels::mark(text, lines, index);
    head.start = if title.sent { mark_number(text, lines, index, &mut head) } else { index };
    let washington = head.from.contains("Department of State") || head.from.contains("Secretary of State");
    let origin = if washington { "STATE".to_owned() } else { place.to_ascii_uppercase() };
    let numbered = title.serial && head.number.is_some();
    head.origin = Some(origin).filter(|origin| numbered && !origin.is_empty());
    mark_notes(text, lines, title.noted, &mut head);
    Some(head)
}

/// Marks what stands between title and text: place and date, notes, the level. Gives the line behind it and the place.
fn mark_place<'a>(text: &'a str, lines: &mut [Line], below: usize, head: &mut Head) -> (usize, &'a str) {
    let mut place = "";
    let mut note = String::new();
    let mut index = below;
    for line in lines.iter_mut().skip(below).take(BELOW) {
        let printed = line.of(text);
        if is_note(printed) || !note.is_empty() && !line.after_blank {
            note = format!("{note} {printed}");
            line.role = Role::Wrapper;
        } else if let Some((city, date)) = title::dateline(printed).filter(|_| place.is_empty()) {
            place = city;
            head.date = head.date.or(Some(date));
            line.role = Role::Header(Some(Field::Date));
        } else if level::is_banner(printed) || printed.len() <= 2 && scan::digits(printed) == printed.len() {
            head.learn(printed);
            line.role = Role::Wrapper;
        } else if let Some(number) = series(printed) {
            head.number = head.number.take().or_else(|| Some(number.to_owned()));
            line.role = Role::Wrapper;
        } else if transmission::is_precedence(printed) {
            head.precedence = head.precedence.take().or_else(|| Some(printed.to_ascii_uppercase()));
            line.role = Role::Wrapper;
        } else {
            break;
        }
        index += 1;
    }
    head.learn(&note);
    (index, place)
}

/// Cuts the title into what names sender and addressee and the words between; gives the line behind it.
fn mark_title(text: &str, lines: &mut Vec<Line>, at: usize, title: &Title) -> usize {
    let edges = [title.from.start, title.from.end, title.to.start, title.to.end];
    let mut pieces = Vec::new();
    for line in &lines[at..at + title.lines] {
        let mut rest = *line;
        for edge in edges.into_iter().filter(|edge| (line.text.start + 1..line.text.end).contains(edge)) {
            let (head, tail) = rest.cut(text, edge);
            pieces.push(head);
            rest = tail;
        }
        pieces.push(rest);
    }
    for piece in &mut pieces {
        let inside = |span: Span| span.range().contains(&piece.text.start);
        piece.role = match () {
            () if inside(title.from) => Role::Header(Some(Field::From)),
            () if inside(title.to) => Role::Header(Some(Field::To)),
            () => Role::Wrapper,
        };
    }
    let end = at + pieces.len();
    lines.splice(at..at + title.lines, pieces);
    end
}

/// Cuts the telegram's number off the line that the text begins with: `974. Subject: ...`. A number that the next
/// paragraph counts on from is that of a paragraph. Gives the line of the text.
fn mark_number(text: &str, lines: &mut Vec<Line>, index: usize, head: &mut Head) -> usize {
    let Some(line) = lines.get(index).copied() else { return index };
    let printed = line.of(text);
    let width = scan::digits(printed);
    let rest = printed[width..].strip_prefix('.').filter(|rest| rest.is_empty() || rest.starts_with(' '));
    let Some(value) = printed[..width].parse::<u32>().ok().filter(|_| rest.is_some() && width <= 6) else {
        return index;
    };
    let next = format!("{}.", value + 1);
    let mut opening =
        lines[index + 1..].iter().map(|line| line.of(text)).filter(|below| number::opens(below));
    if opening.next().is_some_and(|below| below.starts_with(&next)) {
        return index;
    }
    head.number = Some(value.to_string());
    if rest == Some("") {
        lines[index].role = Role::Wrapper;
        return index + 1;
    }
    let (number, rest) = line.cut(text, line.text.start + width + 1);
    lines[index] = number.with(Role::Wrapper);
    lines.insert(index + 1, rest);
    index + 1
}

/// The notes of the editors behind the text: from the one on the source on, or, when the title is `noted`, from the
/// first of a list below the signature.
fn mark_notes(text: &str, lines: &mut [Line], noted: bool, head: &mut Head) {
    let start = head.start;
    let below = lines.get(start..).unwrap_or_default();
    let source = below.iter().position(|line| is_note(line.of(text)));
    let listed = |pair: &[Line]| {
        let [name, note] = pair else { return false };
        let name = name.of(text);
        let short = name.len() <= 30 && !scan::ends_sentence(name) && !number::opens(name);
        short
            && note.of(text).starts_with(['1', '*'])
            && !note.of(text)[1..].starts_with(char::is_alphanumeric)
    };
    let first = || below.windows(2).rposition(listed).filter(|_| noted).map(|above| above + 1);
    let note = source.or_else(first);
    mark_omission(text, lines, start, note.map_or(lines.len(), |note| start + note));
    let Some(note) = note else { return };
    let notes = &mut lines[start + note..];
    let whole = |line: &&Line| line.text.start == notes[0].text.start || !line.after_blank;
    let source: Vec<&str> = notes.iter().take(BELOW).take_while(whole).map(|line| line.of(text)).collect();
    head.learn(&source.join(" "));
    notes.iter_mut().for_each(|line| line.role = Role::Wrapper);
}

/// What the editors say below the signature of the text that they leave out: `[Here follows discussion of rubber.]`, the last
/// lines of `lines[start..end]`.
fn mark_omission(text: &str, lines: &mut [Line], start: usize, end: usize) {
    let Some(telegram) = lines.get_mut(start..end) else { return };
    let Some(first) = telegram.iter().rposition(|line| line.after_blank) else { return };
    let Some([above @ .., last]) = telegram.get_mut(first..) else { return };
    let opening = above.first().unwrap_or(last).of(text);
    if OMISSIONS.iter().any(|words| opening.starts_with(words)) && last.of(text).ends_with(']') {
        telegram[first..].iter_mut().for_each(|line| line.role = Role::Wrapper);
    }
}

/// How editors begin to say what they leave out.
const OMISSIONS: [&str; 2] = ["[Here follow", "[Omitted here"];

/// The number of an airgram or despatch in its series, alone on its line: `A–117`, `No. 42`.
fn series(printed: &str) -> Option<&str> {
    let number = ["A-", "A–", "CA-", "CA–", "No. "].iter().find_map(|series| printed.strip_prefix(series))?;
    ((1..=6).contains(&number.len()) && scan::digits(number) == number.len()).then_some(number)
}

/// `Source: ...` or `Summary: ...`, the mark of a footnote in front of it aside.
fn is_note(printed: &str) -> bool {
    let words = printed.trim_start_matches(|c: char| c.is_numeric() || " */.-[]".contains(c));
    words.starts_with("Source: ") || words.starts_with("Summary: ")
}
