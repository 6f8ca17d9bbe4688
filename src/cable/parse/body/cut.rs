//! Lines of the text into which a copy has run other things: a stray caption, the next paragraph, a heading with or
//! without its ruler.

use super::{number, ruler, title};
use crate::cable::Span;
use crate::cable::parse::line::{Line, Role};
use crate::cable::parse::scan;

/// Columns from which a line is a whole paragraph of a reflowed copy.
const REFLOWED: usize = 80;

/// Bytes from which a line is more than a paragraph: the copy has lost its line ends.
const RUN_TOGETHER: usize = 1500;

/// Lines below a paragraph of one line among which the next one is looked for.
const NEAR: usize = 6;

/// The caption that the machines print in the middle of sentences.
const CAPTION: &str = "SIPDIS";

/// Words behind SIPDIS that speak of the caption.
const SPEAKING: [&str; 10] = [
    "CAPTION",
    "CAPTIONS",
    "CAPTIONED",
    "CAVEAT",
    "DISTRIBUTION",
    "CABLE",
    "CABLES",
    "MESSAGE",
    "SLUG",
    "CHANNEL",
];

/// Cuts the lines of the text where something else has been run into them.
pub(in crate::cable::parse) fn inside(text: &str, lines: &mut Vec<Line>, from: usize) {
    let mut cut = Vec::with_capacity(lines.len() + 8);
    cut.extend_from_slice(&lines[..from]);
    let start = lines.get(from).map_or(text.len(), |line| line.full.start);
    let captions = memchr::memmem::find_iter(&text.as_bytes()[start..], CAPTION);
    let mut captions = captions.map(|at| start + at).peekable();
    for (index, line) in lines.iter().enumerate().skip(from) {
        let below = &lines[index + 1..];
        while captions.next_if(|at| *at < line.text.start).is_some() {}
        let holds = captions.peek().is_some_and(|at| *at < line.text.end);
        if line.role != Role::Text {
            cut.push(*line);
            continue;
        }
        let mut rest = *line;
        while let Some((head, caption, tail)) = holds.then(|| caption(text, rest)).flatten() {
            paragraphs(text, head, below, &mut cut);
            cut.push(caption.with(Role::Furniture));
            rest = tail;
        }
        paragraphs(text, rest, below, &mut cut);
        let reflowed = line.text.len() > REFLOWED;
        if reflowed && below.first().is_some_and(|next| number::opens_marked(next.of(text))) {
            run_on_heading(text, &mut cut);
        }
    }
    *lines = cut;
}

/// Appends the paragraphs that a line holds, each cut from its rulers.
fn paragraphs(text: &str, line: Line, below: &[Line], out: &mut Vec<Line>) {
    let near = &below[..below.len().min(NEAR)];
    let run_together = line.text.len() > RUN_TOGETHER;
    let mut rest = line;
    let mut marked = number::inside(text, &rest, run_together);
    loop {
        let above = Span::new(rest.text.start, marked.unwrap_or(rest.text.end));
        let Some(at) = number::inside_unmarked(text, above, near, run_together).or(marked) else { break };
        let (head, tail) = rest.cut(text, at);
        let ruled = ruler::ends(head.of(text));
        if ruled {
            ruler::separate(text, head, out);
        } else if let Some(heading) = title::heads(head.of(text), head.after_blank) {
            let (above, heading) = head.cut(text, head.text.start + heading);
            out.extend((!above.text.is_empty()).then_some(above));
            out.push(heading.with(Role::Heading));
        } else {
            out.push(head);
            run_on_heading(text, out);
        }
        rest = tail.parted(ruled);
        if Some(at) == marked {
            marked = number::inside(text, &rest, run_together);
        }
    }
    if !rest.text.is_empty() {
        ruler::separate(text, rest, out);
    }
}

/// Cuts SIPDIS out of the middle of a line, where the machine printed it.
fn caption(text: &str, line: Line) -> Option<(Line, Line, Line)> {
    let printed = line.of(text);
    let stray = |&(at, _): &(usize, &str)| {
        let (before, after) = (&printed[..at], &printed[at + CAPTION.len()..]);
        let next = after.split_whitespace().next().unwrap_or_default();
        let speaking = SPEAKING.iter().any(|word| scan::starts_word(next, word));
        let free = (before.is_empty() || before.ends_with(char::is_whitespace))
            && after.starts_with(char::is_whitespace);
        // Alone with a full stop it is somebody's sentence about it.
        free && !speaking && !before.trim_end().ends_with(['"', '(', '“'])
    };
    let (at, _) = printed.match_indices(CAPTION).find(stray)?;
    let (head, rest) = line.cut(text, line.text.start + at);
    let (caption, tail) = rest.cut(text, rest.text.start + CAPTION.len());
    Some((head, caption, tail))
}

/// Cuts a heading off the end of the long line that was pushed last, above a paragraph.
fn run_on_heading(text: &str, out: &mut Vec<Line>) {
    let Some(line) = out.last().copied().filter(|line| line.role == Role::Text) else { return };
    let printed = line.of(text);
    if printed.len() <= REFLOWED {
        return;
    }
    let Some(at) = title::run_on(printed) else { return };
    let (head, heading) = line.cut(text, line.text.start + at);
    out.pop();
    out.push(head);
    out.push(heading.with(Role::Heading));
}
