//! Notes as a table for spreadsheets: RFC 4180, one row for each note and for each thing said about it.
//!
//! A cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return is taken for a formula by spreadsheets. It gets
//! an apostrophe in front, which they do not show.

use super::{Comment, Commentary, Voice};
use crate::annotation::Author;
use crate::layout::safe;

/// The first line: the names of the columns.
pub const CSV_HEAD: &str = "cable,classification,paragraph,index,marking,place,anchor,kind,state,author,author_id,at,id,\
                            on,type,tags,quote,body\r\n";

/// The rows of one cable.
pub fn csv(commentary: &Commentary<'_>) -> String {
    let mut out = String::new();
    for comment in &commentary.notes {
        out.push_str(&note(commentary, comment));
        for voice in comment.voices() {
            out.push_str(&said(commentary, comment, &voice));
        }
    }
    for adrift in &commentary.adrift {
        let content = &adrift.content;
        let word = content.remark.as_ref().map_or("suggestion", |remark| remark.says.word());
        let on = content.remark.as_ref().map(|remark| &*remark.on.id.0).unwrap_or_default();
        let state = super::commentary::reason(adrift.why);
        let row = Row { kind: word, state, at: &adrift.at, on, body: &content.body, ..Row::default() };
        out.push_str(&row.line(commentary, None, &adrift.author));
    }
    out
}

/// The cells that notes and what is said about them fill in their own way.
#[derive(Default)]
struct Row<'a> {
    kind: &'a str,
    state: &'a str,
    at: &'a str,
    id: &'a str,
    on: &'a str,
    note_type: &'a str,
    tags: String,
    quote: String,
    body: &'a str,
}

fn note(commentary: &Commentary<'_>, comment: &Comment) -> String {
    let content = comment.note.united();
    let row = Row {
        kind: "note",
        at: &comment.note.at,
        id: &comment.note.id.0,
        note_type: &content.note_type,
        tags: content.tags.join(" "),
        quote: comment.quote(),
        body: &content.body,
        ..Row::default()
    };
    row.line(commentary, Some(comment), &comment.note.author)
}

fn said(commentary: &Commentary<'_>, comment: &Comment, voice: &Voice<'_>) -> String {
    let row = Row {
        kind: voice.word,
        state: voice.state,
        at: voice.at,
        id: voice.id.map(|id| &*id.0).unwrap_or_default(),
        on: &comment.note.id.0,
        body: &voice.body,
        ..Row::default()
    };
    row.line(commentary, Some(comment), voice.author)
}

impl Row<'_> {
    fn line(&self, commentary: &Commentary<'_>, comment: Option<&Comment>, author: &Author) -> String {
        let found = comment.and_then(|comment| comment.resolution.found());
        let paragraph = found.and_then(|found| commentary.cable.paragraphs.get(found.paragraph));
        let number = paragraph.and_then(|paragraph| paragraph.number).map(|number| number.to_string());
        let marking = paragraph.and_then(|paragraph| paragraph.marking.as_ref());
        let level = commentary.cable.header.classification.map(|level| level.name());
        let cells = [
            &commentary.title(),
            level.unwrap_or_default(),
            &number.unwrap_or_default(),
            &found.map(|found| (found.paragraph + 1).to_string()).unwrap_or_default(),
            marking.map(|marking| marking.code.as_str()).unwrap_or_default(),
            comment.map(|comment| comment.place.as_str()).unwrap_or_default(),
            comment.map(|comment| comment.resolution.word()).unwrap_or_default(),
            self.kind,
            self.state,
            &author.name,
            &author.id,
            self.at,
            self.id,
            self.on,
            self.note_type,
            &self.tags,
            &self.quote,
            self.body,
        ];
        csv_row(&cells)
    }
}

/// A line of a table: cells that are safe in a spreadsheet and on a terminal.
pub fn csv_row<Cell: AsRef<str>>(cells: &[Cell]) -> String {
    let cells: Vec<String> = cells.iter().map(|text| cell(text.as_ref())).collect();
    cells.join(",") + "\r\n"
}

/// A cell: safe on a terminal, no formula, and quoted where it must be.
fn cell(text: &str) -> String {
    // The sanitiser shows a carriage return, so what began with one begins with its sign; a spreadsheet is told all the same.
    let guarded = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let lines: Vec<String> = text.split('\n').map(|line| safe(line).into_owned()).collect();
    let text = format!("{}{}", if guarded { "'" } else { "" }, lines.join("\n"));
    if text.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula_and_quotes_are_doubled() {
        for (text, written) in [
            ("plain", "plain"),
            ("=1+1", "'=1+1"),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'    =1"),
            ("\r=1", "'^M=1"),
            ("a=1", "a=1"),
            ("=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\""),
            ("two\nlines", "\"two\nlines\""),
            ("a,b", "\"a,b\""),
            ("\u{1b}[2J", "^[[2J"),
        ] {
            assert_eq!(cell(text), written, "{text:?}");
        }
    }

    #[test]
    fn every_row_has_the_columns_of_the_head() {
        let columns = CSV_HEAD.trim_end().split(',').count();
        let whose = super::super::Whose::All;
        let (cable, ledger) = Default::default();
        let commentary = Commentary::new(&cable, "x", ("", ""), &ledger, "", &whose);
        let row = Row::default().line(&commentary, None, &Author::default());
        assert_eq!(row.trim_end().split(',').count(), columns);
    }
}
