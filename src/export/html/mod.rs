//! A cable with its commentary beside the text as one HTML file: no script, nothing from elsewhere, to be read on a screen
//! or printed. The classification stands on every printed page: it is the head and the foot of a table, which browsers
//! repeat.

mod body;

use super::commentary::{SIGNS, reason};
use super::outline::{Piece, blocks, lead, pieces};
use super::{Comment, Commentary};
use crate::annotation::{Author, day};
use crate::cable::BlockKind;
use crate::layout::safe;

/// The looks of the page.
const STYLE: &str = include_str!("../../../assets/export.css");

/// What a file begins with, before what differs.
pub(super) const HTML_HEAD: &str = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
    <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n";
/// What ends a file.
pub const HTML_END: &str = "</body>\n</html>\n";
/// Deepest indent of an answer to an answer.
const DEPTH: usize = 4;

/// What a file begins with; `title` is shown by the browser.
pub fn html_begin(title: &str) -> String {
    let title = escaped(title);
    format!(
        "{HTML_HEAD}<meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n"
    )
}

/// One cable.
pub fn html(commentary: &Commentary<'_>) -> String {
    let cable = commentary.cable;
    let banner = commentary.banner().map(|banner| escaped(&banner)).unwrap_or_default();
    let mut out =
        format!("<article>\n<div class=\"banner head\"><p>{banner}</p></div>\n<div class=\"sheet\"><div>\n");
    if banner.is_empty() {
        out = String::from("<article>\n<div class=\"sheet\"><div>\n");
    }
    let own = notes(commentary, commentary.on_cable());
    row(&mut out, &format!("<h1>{}</h1>\n{}", escaped(&commentary.title()), legend(commentary)), &own);
    let mut fields = String::new();
    for piece in pieces(cable) {
        if let Piece::Field(label, text) = piece {
            let label = escaped(label);
            fields.push_str(&format!("<tr><th>{label}</th><td>{}</td></tr>\n", escaped(text)));
            continue;
        }
        header(&mut out, &mut fields);
        match piece {
            Piece::Heading(text) => row(&mut out, &format!("<h2>{}</h2>\n", escaped(text)), ""),
            Piece::Paragraph(paragraph) => {
                row(
                    &mut out,
                    &of_paragraph(commentary, paragraph),
                    &notes(commentary, commentary.on(paragraph)),
                );
            }
            Piece::Trailer(text) | Piece::Line(text) | Piece::Field(_, text) => {
                row(&mut out, &format!("<p class=\"trailer\">{}</p>\n", escaped(text)), "");
            }
        }
    }
    header(&mut out, &mut fields);
    let loose = notes(commentary, commentary.unplaced());
    if !loose.is_empty() {
        row(&mut out, "<h2>Notes without a certain place in this copy</h2>\n", &loose);
    }
    for adrift in &commentary.adrift {
        let facts = format!("<p class=\"facts\">{}</p>\n", reason(adrift.why));
        let note = boxed(commentary, &adrift.author, &(facts + &body::html(&adrift.content.body)), "note", 0);
        row(&mut out, "", &note);
    }
    out.push_str("</div></div>\n");
    if !banner.is_empty() {
        out.push_str(&format!("<div class=\"banner foot\"><p>{banner}</p></div>\n"));
    }
    out + "</article>\n"
}

/// The lines of the header so far, as a table.
fn header(out: &mut String, fields: &mut String) {
    if !fields.is_empty() {
        row(out, &format!("<table class=\"fields\">\n{fields}</table>\n"), "");
        fields.clear();
    }
}

/// Text, and what stands beside it.
fn row(out: &mut String, text: &str, beside: &str) {
    out.push_str("<section>\n<div class=\"text\">\n");
    out.push_str(text);
    out.push_str("</div>\n");
    if !beside.is_empty() {
        out.push_str(&format!("<aside>\n{beside}</aside>\n"));
    }
    out.push_str("</section>\n");
}

/// Who has a word in the commentary, by their signs.
fn legend(commentary: &Commentary<'_>) -> String {
    let name = |author: &Author| {
        format!("<span class=\"{}\">{}</span>", class(commentary, author), escaped(&commentary.name(author)))
    };
    let names: Vec<String> = commentary.authors.iter().map(name).collect();
    if names.is_empty() { String::new() } else { format!("<p class=\"legend\">{}</p>\n", names.join(" ")) }
}

fn of_paragraph(commentary: &Commentary<'_>, paragraph: usize) -> String {
    let cable = commentary.cable;
    let mut out = format!("<p class=\"lead\">{}</p>\n", escaped(&lead(cable, paragraph)));
    for (kind, text) in blocks(cable, paragraph) {
        let class = match kind {
            BlockKind::Item => " class=\"item\"",
            BlockKind::Label => " class=\"label\"",
            BlockKind::Verbatim => " class=\"verbatim\"",
            BlockKind::Quote => " class=\"embedded\"",
            _ => " class=\"prose\"",
        };
        out.push_str(&format!("<p{class}>{}</p>\n", escaped(text)));
    }
    out
}

fn notes<'a>(commentary: &Commentary<'_>, notes: impl Iterator<Item = &'a Comment>) -> String {
    let note = |comment: &Comment| {
        let mut inside = format!("<p class=\"facts\">{}</p>\n", escaped(&comment.facts()));
        let quote = comment.quote();
        if !quote.is_empty() {
            inside.push_str(&format!("<p class=\"quote\">“{}”</p>\n", escaped(&quote)));
        }
        inside.push_str(&body::html(&comment.note.united().body));
        let mut out = boxed(commentary, &comment.note.author, &inside, "note", 0);
        for voice in comment.voices() {
            let state = if voice.state.is_empty() { String::new() } else { format!(" ({})", voice.state) };
            let facts =
                format!("<p class=\"facts\"><b>{}</b>{state} {}</p>\n", voice.shown, escaped(day(voice.at)));
            let depth = 1 + voice.depth.min(DEPTH);
            out.push_str(&boxed(
                commentary,
                voice.author,
                &(facts + &body::html(&voice.body)),
                voice.word,
                depth,
            ));
        }
        out
    };
    notes.map(note).collect()
}

/// What one author says: told apart by sign and name, by the line on its left, and by colour last.
fn boxed(commentary: &Commentary<'_>, author: &Author, inside: &str, word: &str, depth: usize) -> String {
    let (class, name) = (class(commentary, author), escaped(&commentary.name(author)));
    format!("<div class=\"{class} {word} deep{depth}\">\n<p class=\"author\">{name}</p>\n{inside}</div>\n")
}

/// The class of an author: there are as many looks as signs.
fn class(commentary: &Commentary<'_>, author: &Author) -> String {
    let at = commentary.authors.iter().position(|known| known.id == author.id).unwrap_or_default();
    format!("author{}", at % SIGNS.len())
}

/// Text for HTML, in an attribute too: line feeds are kept, what a reader could not see is named.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            out.push('\n');
        }
        for c in safe(line).chars() {
            match c {
                '&' => out.push_str("&amp;"),
                '<' => out.push_str("&lt;"),
                '>' => out.push_str("&gt;"),
                '"' => out.push_str("&quot;"),
                '\'' => out.push_str("&#39;"),
                _ => out.push(c),
            }
        }
    }
    out
}
