//! JSON on its way out, written as it is made: no copy of it is kept.

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use serde::Serialize;

use super::Failure;

/// How an object is laid out.
#[derive(Clone, Copy)]
pub(super) enum Form {
    /// Over many lines: the only one.
    Page,
    /// On one line: one of several.
    Line,
}

impl Form {
    /// The form of each of `count` objects.
    pub(super) fn of(count: usize) -> Self {
        if count == 1 { Self::Page } else { Self::Line }
    }
}

/// Prints an object.
pub(super) fn print(value: &impl Serialize, form: Form) -> Result<ExitCode, Failure> {
    let mut out = BufWriter::new(io::stdout().lock());
    write(&mut out, value, form)?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// Writes an object. Characters that a terminal acts on are escaped.
pub(super) fn write(out: impl Write, value: &impl Serialize, form: Form) -> io::Result<()> {
    let mut out = Escaped(out);
    match form {
        Form::Page => serde_json::to_writer_pretty(&mut out, value)?,
        Form::Line => serde_json::to_writer(&mut out, value)?,
    }
    out.write_all(b"\n")
}

/// Escapes what JSON leaves as it is inside strings, and has nowhere else. It must be given whole characters, as
/// serde_json does.
struct Escaped<W>(W);

impl<W: Write> Write for Escaped<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // Nearly everything is: no character needs to be looked at.
        if bytes.is_ascii() && !bytes.contains(&0x7f) {
            self.0.write_all(bytes)?;
            return Ok(bytes.len());
        }
        let text = str::from_utf8(bytes).map_err(io::Error::other)?;
        for piece in text.split_inclusive(is_acted_on) {
            match piece.chars().next_back().filter(|c| is_acted_on(*c)) {
                Some(c) => write!(self.0, "{}\\u{:04x}", piece.trim_end_matches(c), c as u32)?,
                None => self.0.write_all(piece.as_bytes())?,
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// DEL, C1, and the controls of writing direction and of lines.
fn is_acted_on(c: char) -> bool {
    matches!(c,
        '\u{7f}'..='\u{9f}' | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_acts_on_is_escaped() {
        let text = "a\u{9b}\u{9b}b\u{202e}\u{7f}é\u{2066}\u{2028}\u{61c}\u{a0}\u{2027}\u{202f}\u{1b}\"";
        let mut out = Vec::new();
        write(&mut out, &[text, ""], Form::Line).unwrap();
        let shown = String::from_utf8(out).unwrap();
        let escaped = "a\\u009b\\u009bb\\u202e\\u007fé\\u2066\\u2028\\u061c\u{a0}\u{2027}\u{202f}\\u001b\\\"";
        assert_eq!(shown, format!("[\"{escaped}\",\"\"]\n"));
        assert_eq!(serde_json::from_str::<[String; 2]>(&shown).unwrap(), [text, ""]);
    }
}
