//! From lines with roles to the cable: paragraphs, headings and blocks, and the tiling of the file.

use std::ops::Range;

use super::candidate::Candidate;
use super::embedded;
use super::list::Cutter;
use super::number;
use crate::cable::parse::head::classifier;
use crate::cable::parse::head::level;
use crate::cable::parse::line::{Line, Role};
use crate::cable::parse::repair::Repairer;
use crate::cable::parse::scan;
use crate::cable::{Block, BlockKind, Cable, Heading, Marking, Paragraph, Part, PartKind, Span};

/// Columns from which a line is full and its sentence can go on below.
const FULL: usize = 40;

/// Lines that an entry of a list can have.
pub(super) const LONGEST_ENTRY: usize = 12;

/// Lines that make one thing: a paragraph, a heading, an advert, the signature.
struct Group {
    role: Role,
    /// Which of the lines that are in a group.
    lines: Range<usize>,
    /// Number, mark and text of a numbered paragraph.
    opening: Option<Candidate>,
}

/// Adds paragraphs, headings, signature and the blocks of `lines[from..]` to the cable.
pub(in crate::cable::parse) fn body(
    text: &str,
    lines: &[Line],
    from: usize,
    accepted: Vec<Candidate>,
    repairer: &Repairer,
    cable: &mut Cable,
) {
    let plain = from == 0 && accepted.is_empty();
    let cutter = Cutter::new(text, repairer, &lines[from..], plain);
    let mut unplaced = 0;
    let (grouped, groups) = groups(text, lines, from, accepted);
    for group in groups {
        let first = cable.blocks.len();
        let lines = &grouped[group.lines.clone()];
        let spans = || lines.iter().map(|line| line.text);
        let kind = match group.role {
            Role::Heading => BlockKind::Heading,
            Role::Trailer => BlockKind::Trailer,
            Role::Signature => BlockKind::Signature,
            _ => {
                add_paragraph(lines, group.opening.as_ref(), &cutter, cable);
                for heading in &mut cable.headings[unplaced..] {
                    heading.before = Some(cable.paragraphs.len() - 1);
                }
                unplaced = cable.headings.len();
                continue;
            }
        };
        let reading = repairer.reading(spans());
        match group.role {
            Role::Heading => {
                let marking = spans().next().and_then(|span| Marking::read(text, span));
                let marking = marking.filter(|_| reading.text().starts_with('('));
                cable.headings.push(Heading { block: first, marking, before: None });
            }
            Role::Signature => match &mut cable.signature {
                Some(first) if first.text() == reading.text() => {}
                // Two officers have signed.
                Some(first) => first.append(" / ", &reading),
                None => cable.signature = Some(reading.clone()),
            },
            _ => {}
        }
        cable.blocks.push(Block { kind, reading, paragraph: None, indent: 0 });
    }
}

fn add_paragraph(lines: &[Line], opening: Option<&Candidate>, cutter: &Cutter, cable: &mut Cable) {
    let index = cable.paragraphs.len();
    let first = cable.blocks.len();
    let [Some(top), Some(bottom)] = [lines.first(), lines.last()] else { return };
    let (number, marking, start) = match opening {
        Some(opening) => (Some(opening.number), opening.marking.clone(), opening.text),
        None => match Marking::read(cutter.text, top.text).filter(|_| top.of(cutter.text).starts_with('(')) {
            Some(marking) => {
                (None, Some(marking.clone()), number::text_start(cutter.text, marking.span.end, top.text.end))
            }
            None => (None, None, top.text.start),
        },
    };
    // A mark can end on the line below its number.
    let lines = &lines[lines.iter().take_while(|line| line.text.end < start).count()..];
    let blocks = cutter.blocks(lines, start);
    // The first line of a table keeps its indent.
    let indented = blocks.first().map_or(top.text, |block| block.reading.span());
    let span = Span::new(top.text.start.min(indented.start), bottom.text.end);
    // Until 2001 the classifier was often named in paragraph 1 instead of the header.
    if index == 0 && cable.header.classified_by.is_none() {
        let contents = lines.iter().map(|line| Span::new(line.text.start.max(start), line.text.end));
        let contents: Vec<Span> = contents.collect();
        cable.header.classified_by = classifier::in_text(cutter.text, &contents);
    }
    cable.blocks.extend(blocks.into_iter().map(|block| Block { paragraph: Some(index), ..block }));
    cable.paragraphs.push(Paragraph {
        number,
        marking,
        heading: cable.headings.len().checked_sub(1),
        span,
        blocks: first..cable.blocks.len(),
    });
}

/// Gathers lines of one role that belong together; furniture between them does not part them. Gives the lines that are
/// in a group, and the groups.
fn groups(text: &str, lines: &[Line], from: usize, accepted: Vec<Candidate>) -> (Vec<Line>, Vec<Group>) {
    let mut grouped: Vec<Line> = Vec::with_capacity(lines.len() - from);
    let mut groups: Vec<Group> = Vec::new();
    let mut accepted = accepted.into_iter().peekable();
    let mut embedded = embedded::ranges(text, lines, from).into_iter().peekable();
    let mut open = false;
    for (index, line) in lines.iter().enumerate().skip(from) {
        let opening = accepted.next_if(|candidate| candidate.line == index);
        match line.role {
            Role::Furniture => continue,
            Role::Header(_) | Role::Wrapper => {
                open = false;
                continue;
            }
            Role::Ruler => {
                // It parts two headings; a stray one parts nothing.
                open &= groups.last().is_some_and(|group| group.role != Role::Heading);
                continue;
            }
            _ => {}
        }
        while embedded.next_if(|range| range.end <= index).is_some() {}
        let quoted = embedded.peek().is_some_and(|range| range.contains(&index));
        match groups.last_mut() {
            Some(group) if open && opening.is_none() && goes_on(text, group, &grouped, line, quoted) => {
                group.lines.end += 1;
            }
            _ => {
                let next = grouped.len();
                groups.push(Group { role: line.role, lines: next..next + 1, opening });
            }
        }
        grouped.push(*line);
        open = true;
    }
    (grouped, groups)
}

/// Whether a line without a number of its own goes on with the group above it, the last of those `grouped`. The marks
/// of a text that the paragraph quotes open no paragraphs.
fn goes_on(text: &str, group: &Group, grouped: &[Line], line: &Line, quoted: bool) -> bool {
    let numbered = group.opening.is_some();
    let above = &grouped[group.lines.clone()];
    // The mark of a number that is alone on its line.
    let own = group.opening.as_ref().is_some_and(|opening| line.text.start < opening.text);
    let opens = || !own && opens_unnumbered(text, above, line);
    let ended = || above.last().is_some_and(|above| scan::ends_sentence(above.of(text)));
    let apart = line.role == Role::Signature || line.role == Role::Trailer && level::is_banner(line.of(text));
    group.role == line.role
        && !apart
        && match (numbered, line.after_blank) {
            (true, false) => true,
            (true, true) => quoted || !opens(),
            // A text without numbers may have no blank lines either.
            (false, false) => quoted || !(opens() && ended()),
            (false, true) => false,
        }
}

/// Whether a line behind a blank one opens a paragraph by its mark alone: `(SBU) The embassy ...`. An item `(C)`
/// that follows an item `(B)` does not.
pub(super) fn opens_unnumbered(text: &str, above: &[Line], line: &Line) -> bool {
    let printed = line.of(text);
    let Some(marking) = printed.starts_with('(').then(|| Marking::read(text, line.text)).flatten() else {
        return false;
    };
    let item = is_lettered_on(text, above, line);
    let whole = scan::columns(printed) >= 24 || scan::ends_sentence(printed);
    scan::is_capitals(&text[marking.span.range()]) && whole && !item
}

/// Whether `line` is the next entry of a list by letters: `(C) Who pays?` below `(B) Who sells?`.
pub(super) fn is_lettered_on(text: &str, above: &[Line], line: &Line) -> bool {
    let letter = |line: &Line| match line.of(text).as_bytes() {
        [b'(', letter, b')', ..] if letter.is_ascii_alphabetic() => Some(letter.to_ascii_uppercase()),
        _ => None,
    };
    let before = || above.iter().rev().take(LONGEST_ENTRY).find_map(letter);
    letter(line).is_some_and(|last| before().is_some_and(|before| before + 1 == last))
}

/// The tiling of the file: every line by its role, blank stretches between different parts as parts of their own.
pub(in crate::cable::parse) fn parts(text: &str, lines: &[Line], cable: &Cable) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut starts = cable.paragraphs.iter().map(|paragraph| paragraph.span.start).peekable();
    let mut end = 0;
    for line in lines {
        let kind = match line.role {
            Role::Text => PartKind::Paragraph,
            Role::Wrapper => PartKind::Wrapper,
            Role::Header(_) => PartKind::Header,
            Role::Furniture => PartKind::Furniture,
            Role::Heading | Role::Ruler => PartKind::Heading,
            Role::Trailer => PartKind::Trailer,
            Role::Signature => PartKind::Signature,
        };
        let opens =
            kind == PartKind::Paragraph && starts.next_if(|start| *start <= line.text.start).is_some();
        match parts.last_mut() {
            Some(part) if part.kind == kind && !opens => part.span.end = line.full.end,
            _ => {
                if line.full.start > end {
                    parts.push(Part { kind: PartKind::Blank, span: Span::new(end, line.full.start) });
                }
                parts.push(Part { kind, span: line.full });
            }
        }
        end = line.full.end;
    }
    if end < text.len() {
        parts.push(Part { kind: PartKind::Blank, span: Span::new(end, text.len()) });
    }
    parts
}

/// Whether a full line and one that begins with a small word are one sentence, although blank lines part them: a
/// release has taken out the page line between them.
fn goes_on_small(text: &str, above: &Line, below: &Line) -> bool {
    let word = below.of(text).split(' ').next().unwrap_or_default();
    scan::columns(above.of(text)) >= FULL && word.len() > 1 && word.chars().all(char::is_lowercase)
}

/// Lines that a page break has torn from their sentence go on without a blank line.
pub(in crate::cable::parse) fn mend_page_breaks(text: &str, lines: &mut [Line], from: usize) {
    let mut above: Option<usize> = None;
    let mut torn = false;
    for index in from..lines.len() {
        match lines[index].role {
            Role::Furniture => torn = true,
            Role::Text => {
                let below = lines[index];
                let goes_on = |above: usize| {
                    let printed = lines[above].of(text);
                    let ended = scan::ends_sentence(printed) || printed.ends_with(':');
                    !ended && (torn || goes_on_small(text, &lines[above], &below))
                };
                lines[index].after_blank &= !(below.after_blank && above.is_some_and(goes_on));
                torn = false;
                above = Some(index);
            }
            _ => {
                torn = false;
                above = None;
            }
        }
    }
}
