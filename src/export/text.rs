//! A cable and its commentary as plain text of 80 columns, the notes under their paragraphs behind a bar.

use super::commentary::reason;
use super::outline::{Piece, blocks, lead, lines, pieces};
use super::{Comment, Commentary};
use crate::annotation::day;
use crate::layout::{safe, safe_width, wrap};

/// Columns of a page.
const WIDTH: usize = 80;
/// Stands before every line of a note.
const BAR: &str = "    | ";
/// Deepest indent of an answer to an answer.
const DEPTH: usize = 4;

/// One cable, ended by a line feed.
pub fn text(commentary: &Commentary<'_>) -> String {
    let cable = commentary.cable;
    let mut out = String::new();
    let banner = commentary.banner();
    if let Some(banner) = &banner {
        fill(&mut out, "", banner);
        out.push('\n');
    }
    fill(&mut out, "", &commentary.title());
    notes(&mut out, commentary, commentary.on_cable());
    for piece in pieces(cable) {
        match piece {
            Piece::Field(label, text) => fill(&mut out, &format!("{label:<9}"), text),
            Piece::Heading(text) => {
                out.push('\n');
                fill(&mut out, "", text);
                let ruler = "-".repeat(safe_width(&safe(text)).min(WIDTH));
                fill(&mut out, "", &ruler);
            }
            Piece::Paragraph(paragraph) => {
                out.push('\n');
                let mut lead = format!("{:<8}", safe(&lead(cable, paragraph)));
                for (_, text) in blocks(cable, paragraph) {
                    fill(&mut out, &lead, text);
                    lead = " ".repeat(8);
                }
                notes(&mut out, commentary, commentary.on(paragraph));
            }
            Piece::Trailer(text) | Piece::Line(text) => {
                out.push('\n');
                fill(&mut out, "", text);
            }
        }
    }
    if commentary.unplaced().next().is_some() {
        out.push_str("\nNotes without a certain place in this copy:\n");
        notes(&mut out, commentary, commentary.unplaced());
    }
    for adrift in &commentary.adrift {
        out.push('\n');
        barred(&mut out, BAR, &format!("{}, {}:", commentary.name(&adrift.author), reason(adrift.why)));
        body(&mut out, BAR, &adrift.content.body);
    }
    if let Some(banner) = &banner {
        out.push('\n');
        fill(&mut out, "", banner);
    }
    out
}

fn notes<'a>(out: &mut String, commentary: &Commentary<'_>, notes: impl Iterator<Item = &'a Comment>) {
    for comment in notes {
        let author = commentary.name(&comment.note.author);
        out.push('\n');
        barred(out, BAR, &format!("{author}, {}", comment.facts()));
        let quote = comment.quote();
        if !quote.is_empty() {
            barred(out, BAR, &format!("\"{quote}\""));
        }
        body(out, BAR, &comment.note.united().body);
        for voice in comment.voices() {
            let bar = format!("{BAR}{}", "  ".repeat(1 + voice.depth.min(DEPTH)));
            let state = if voice.state.is_empty() { String::new() } else { format!(" ({})", voice.state) };
            let author = commentary.name(voice.author);
            barred(out, &bar, &format!("{}{state}: {author}, {}", voice.shown, day(voice.at)));
            body(out, &bar, &voice.body);
        }
    }
}

fn body(out: &mut String, bar: &str, body: &str) {
    if !body.is_empty() {
        barred(out, bar, body);
    }
}

/// Writes a text wrapped, behind `lead`, its further lines behind as many blanks.
fn fill(out: &mut String, lead: &str, text: &str) {
    let blanks = " ".repeat(safe_width(lead));
    let mut begin = lead;
    for row in rows(lead, text) {
        out.push_str(format!("{begin}{row}").trim_end());
        out.push('\n');
        begin = &blanks;
    }
}

/// The same with every line behind `bar`.
fn barred(out: &mut String, bar: &str, text: &str) {
    for row in rows(bar, text) {
        out.push_str(format!("{bar}{row}").trim_end());
        out.push('\n');
    }
}

/// The lines of a text, safe and wrapped to what `lead` leaves of a page. An empty text has one.
fn rows(lead: &str, text: &str) -> Vec<String> {
    let width = WIDTH.saturating_sub(safe_width(lead));
    let text: Vec<_> = lines(text).collect();
    let text = text.join("\n");
    wrap(&text, width).into_iter().map(|row| text.get(row).unwrap_or_default().to_owned()).collect()
}
