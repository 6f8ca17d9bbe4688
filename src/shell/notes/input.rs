//! What is to be written: text, or notes as JSON.

use std::io::IsTerminal;
use std::path::Path;

use serde::Deserialize;

use crate::shell::Failure;
use crate::shell::input_file::InputFile;

/// Longest input, in bytes.
const CAP: u64 = 64 << 20;

/// One note as JSON.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Item {
    pub(super) para: Option<u32>,
    pub(super) quote: Option<String>,
    pub(super) body: String,
    #[serde(rename = "type", default)]
    pub(super) note_type: String,
    #[serde(default)]
    pub(super) tags: Vec<String>,
}

/// The text of `--input`: itself, the contents of `@FILE`, or standard input for `-` and where it is missing, unless
/// `cable` is read from there or nobody would know that it is waited for.
pub(in crate::shell) fn text(input: Option<&str>, cable: &Path) -> Result<String, Failure> {
    let path = match input {
        Some("-") | None => Path::new("-"),
        Some(text) => match text.strip_prefix('@') {
            Some(path) => Path::new(path),
            None => return Ok(text.to_owned()),
        },
    };
    let usage = |why: &str| Err(Failure::Usage(why.to_owned()));
    if path == Path::new("-") && cable == path {
        return usage("standard input is the cable; give the text with --input TEXT or --input @FILE");
    }
    if input.is_none() && std::io::stdin().is_terminal() {
        return usage("give the text with --input TEXT, --input @FILE, or --input - and ^D at its end");
    }
    let mut file = InputFile::open(Some(path))?;
    let fault = |why: &str| Failure::Input(format!("{}: {why}", path.display()));
    if !file.read_to(CAP)? {
        return Err(fault("larger than 64 MiB"));
    }
    let text = std::str::from_utf8(file.bytes()).map_err(|_| fault("not UTF-8"))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    // The line end of the last line is the file's, not the note's.
    let text = text.strip_suffix('\n').map_or(text, |text| text.strip_suffix('\r').unwrap_or(text));
    Ok(text.to_owned())
}

/// Notes from an array, or from one object a line.
pub(super) fn items(text: &str) -> Result<Vec<Item>, Failure> {
    let fault = |line: usize, error: serde_json::Error| {
        Failure::Input(format!("line {}: no note as JSON: {error}", line + error.line()))
    };
    if text.trim_start().starts_with('[') {
        return serde_json::from_str(text).map_err(|error| fault(0, error));
    }
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(at, line)| serde_json::from_str(line).map_err(|error| fault(at, error))).collect()
}
