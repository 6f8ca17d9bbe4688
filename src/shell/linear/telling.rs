//! What is said of the cable and its notes, line by line. All of it has passed the sanitiser.

use std::ops::Range;

use crate::app::{App, EntityRow, Leaf};
use crate::cable::{BlockKind, Cable, counted};
use crate::layout::{lead, safe, wrap};

/// Columns of a line.
const WIDTH: usize = 79;

/// A text of any origin as lines.
pub(super) fn lines(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let line = safe(line);
        for row in wrap(&line, WIDTH) {
            out.push_str(line.get(row).unwrap_or_default().trim_end());
            out.push('\n');
        }
    }
    out
}

/// What stands before the first paragraph, the notes on the whole cable, and where the reader is.
pub(super) fn beginning(app: &App) -> String {
    let cable = app.cable();
    let end = cable.paragraphs.first().map_or(cable.blocks.len(), |first| first.blocks.start);
    let place = app.paragraph().map(|paragraph| format!("You are at {}.", app.place_name(Some(paragraph))));
    let count = format!("{}. Type help for the commands.", counted(cable.paragraphs.len(), "paragraph"));
    let last = [place, Some(count)].into_iter().flatten().collect::<Vec<_>>().join(" ");
    format!("{}{}\n{}", blocks(cable, 0..end), leaves(app, None), lines(&last))
}

/// The paragraph at hand with what stands before it and its notes; where there is none, the beginning.
pub(super) fn here(app: &App) -> String {
    let cable = app.cable();
    let Some(paragraph) = app.paragraph() else { return beginning(app) };
    let of = |index: usize| cable.paragraphs.get(index).map_or(0..0, |paragraph| paragraph.blocks.clone());
    let own = of(paragraph);
    let above = match paragraph.checked_sub(1) {
        Some(before) => of(before).end..own.start,
        // What else stands there is the header.
        None => {
            let headings = cable.blocks.iter().take(own.start).rev();
            own.start - headings.take_while(|block| block.kind == BlockKind::Heading).count()..own.start
        }
    };
    let is_last = paragraph + 1 == cable.paragraphs.len();
    let end = if is_last { cable.blocks.len() } else { own.end };
    format!("\n{}{}", blocks(cable, above.start..end), leaves(app, Some(paragraph)))
}

/// All notes and drafts in the order of their places.
pub(super) fn notes(app: &App) -> String {
    let notes: String = app.notebook().leaves().iter().map(|leaf| note(app, leaf)).collect();
    if notes.is_empty() { String::from("No notes yet; note writes one.\n") } else { notes }
}

/// All entities by kind, with how often each is named.
pub(super) fn entities(app: &App) -> String {
    let entities = app.entities();
    let row = |row: &EntityRow| match row {
        EntityRow::Group(_, count) => lines(&format!("{}: {count}", entities.name(*row))),
        _ => lines(&format!("  {}, {}", entities.name(*row), counted(entities.mentions(*row).len(), "time"))),
    };
    let rows: String = entities.rows().iter().map(row).collect();
    if rows.is_empty() { String::from("No entities found.\n") } else { rows }
}

/// Blocks with their labels, or numbers and marks, in front.
fn blocks(cable: &Cable, range: Range<usize>) -> String {
    let block = |index: usize| {
        let shown = cable.blocks.get(index)?;
        let lead = lead(cable, &cable.blocks, index);
        Some(lines(format!("{} {}", lead.trim(), shown.reading.text()).trim_start()))
    };
    range.filter_map(block).collect()
}

/// The notes on a paragraph; of `None`, on the whole cable.
fn leaves(app: &App, paragraph: Option<usize>) -> String {
    let on = app.notebook().leaves().iter().filter(|leaf| leaf.paragraph() == paragraph);
    on.map(|leaf| note(app, leaf)).collect()
}

fn note(app: &App, leaf: &Leaf) -> String {
    let what = if leaf.draft { "Draft" } else { "Note" };
    let author = leaf.author.as_ref().map(|author| format!(" by {author}")).unwrap_or_default();
    let quote = if leaf.shows_quotation() { format!(" {}", leaf.quotation()) } else { String::new() };
    let head = format!("{what} on {}{author}{quote}:", app.place_words(leaf));
    format!("{}{}End of note.\n", lines(&head), lines(&leaf.body))
}
