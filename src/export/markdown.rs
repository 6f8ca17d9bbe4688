//! A cable and its commentary as Markdown: notes are quotations under their paragraphs, in their own Markdown.

use pulldown_cmark::{Event, Parser, Tag};

use super::commentary::reason;
use super::outline::{Piece, blocks, lead, lines, pieces};
use super::{Comment, Commentary};
use crate::annotation::day;

/// How often HTML is looked for in a note again, after what was found has been defused. What is left then loses every `<`.
const ROUNDS: usize = 8;
/// Deepest quotation of an answer to an answer.
const DEPTH: usize = 4;

/// One cable, ended by a line feed.
pub fn markdown(commentary: &Commentary<'_>) -> String {
    let cable = commentary.cable;
    let banner = commentary.banner().map(|banner| format!("**{}**\n\n", escaped(&banner)));
    let mut out = banner.clone().unwrap_or_default();
    out.push_str(&format!("# {}\n\n", escaped(&commentary.title())));
    notes(&mut out, commentary, commentary.on_cable());
    let mut fields = false;
    for piece in pieces(cable) {
        let is_field = matches!(piece, Piece::Field(..));
        if fields && !is_field {
            out.push('\n');
        }
        fields = is_field;
        match piece {
            Piece::Field("", text) => out.push_str(&format!("  {}\n", escaped(text))),
            Piece::Field(label, text) => out.push_str(&format!("- {label}: {}\n", escaped(text))),
            Piece::Heading(text) => out.push_str(&format!("## {}\n\n", escaped(text))),
            Piece::Paragraph(paragraph) => {
                let lead = lead(cable, paragraph);
                let mut lead = if lead.is_empty() { lead } else { format!("**{}** ", escaped(&lead)) };
                for (_, text) in blocks(cable, paragraph) {
                    out.push_str(&format!("{}{}\n\n", std::mem::take(&mut lead), escaped(text)));
                }
                notes(&mut out, commentary, commentary.on(paragraph));
            }
            Piece::Trailer(text) | Piece::Line(text) => out.push_str(&format!("{}\n\n", escaped(text))),
        }
    }
    if commentary.unplaced().next().is_some() {
        out.push_str("## Notes without a certain place in this copy\n\n");
        notes(&mut out, commentary, commentary.unplaced());
    }
    for adrift in &commentary.adrift {
        let head = format!("{}, {}:", escaped(&commentary.name(&adrift.author)), reason(adrift.why));
        quotation(&mut out, 1, &head, &adrift.content.body);
    }
    out.push_str(&banner.unwrap_or_default());
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

fn notes<'a>(out: &mut String, commentary: &Commentary<'_>, notes: impl Iterator<Item = &'a Comment>) {
    for comment in notes {
        let author = escaped(&commentary.name(&comment.note.author));
        let quote = comment.quote();
        let quote = if quote.is_empty() { quote } else { format!(": “{}”", escaped(&quote)) };
        let head = format!("**{author}**, {}{quote}", escaped(&comment.facts()));
        quotation(out, 1, &head, &comment.note.united().body);
        for voice in comment.voices() {
            let state = if voice.state.is_empty() { String::new() } else { format!(" ({})", voice.state) };
            let (author, day) = (escaped(&commentary.name(voice.author)), escaped(day(voice.at)));
            let head = format!("*{}*{state}: **{author}**, {day}", voice.shown);
            quotation(out, 2 + voice.depth.min(DEPTH), &head, &voice.body);
        }
    }
}

/// A quotation: a line of what it is, and a text in Markdown.
fn quotation(out: &mut String, depth: usize, head: &str, body: &str) {
    let bar = "> ".repeat(depth);
    out.push_str(&format!("{bar}{head}\n"));
    if !body.trim().is_empty() {
        let body = defused(body);
        for line in std::iter::once("".into()).chain(lines(&body)) {
            out.push_str(format!("{bar}{line}").trim_end_matches(' '));
            out.push('\n');
        }
    }
    out.push('\n');
}

/// A text that is not Markdown, on one line, so that it is read as it stands.
fn escaped(text: &str) -> String {
    let text: Vec<_> = lines(text).collect();
    let mut out = String::new();
    for c in text.join(" ").chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '&' | '~' | '|' | '!') {
            out.push('\\');
        }
        out.push(c);
    }
    // What makes a list or a ruler at the beginning of a line only: a sign, or a full stop or bracket behind a number.
    let digits = out.len() - out.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let signs: &[char] = if digits == 0 { &['-', '+', '='] } else { &['.', ')'] };
    let (number, rest) = out.split_at(digits);
    if rest.starts_with(signs) { format!("{number}\\{rest}") } else { out }
}

/// A note's Markdown without HTML: its signs are shown as they were typed.
fn defused(body: &str) -> String {
    let mut text = body.to_owned();
    for _ in 0..ROUNDS {
        let is_html = |event: &Event<'_>| {
            matches!(event, Event::Html(_) | Event::InlineHtml(_) | Event::Start(Tag::HtmlBlock))
        };
        let mut html = vec![false; text.len()];
        for (_, range) in Parser::new(&text).into_offset_iter().filter(|(event, _)| is_html(event)) {
            html.get_mut(range).into_iter().for_each(|stretch| stretch.fill(true));
        }
        if !html.contains(&true) {
            return text;
        }
        let mut next = String::with_capacity(text.len());
        for (c, html) in text.char_indices().map(|(at, c)| (c, html.get(at).copied().unwrap_or_default())) {
            if c == '<' && html { next.push_str("&lt;") } else { next.push(c) }
        }
        text = next;
    }
    text.replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn html_in(text: &str) -> bool {
        Parser::new(text).any(|event| matches!(event, Event::Html(_) | Event::InlineHtml(_)))
    }

    #[test]
    fn html_in_a_note_is_text_and_code_stays_code() {
        assert_eq!(defused("a <b>bold</b> `x < y`"), "a &lt;b>bold&lt;/b> `x < y`");
        assert_eq!(defused("3 < 4"), "3 < 4");
        assert!(!html_in(&defused("<div>`\n\n` <script>alert(1)</script>")));
    }

    #[test]
    fn a_text_is_read_as_it_stands() {
        for text in ["1. one", "- a", "12) b", "a_b_c *d* <e> [f](g) `h` # i", "=== x", "+ y", "U.S. & UK"] {
            let read: String = Parser::new(&escaped(text))
                .map(|event| match event {
                    Event::Text(text) => text.into_string(),
                    Event::Start(Tag::Paragraph) | Event::End(_) => String::new(),
                    other => format!("{other:?}"),
                })
                .collect();
            assert_eq!(read, text);
        }
    }

    proptest! {
        #[test]
        fn no_html_is_left(body in "[a-z<>/!`&;\n -]{0,60}") {
            prop_assert!(!html_in(&defused(&body)), "{}", defused(&body));
        }
    }
}
