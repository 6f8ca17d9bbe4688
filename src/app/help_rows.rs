//! The page of keys laid out for a screen: what has no room on a row goes on below it.

use super::HelpLine;
use crate::layout::{safe_width, wrap};

/// Columns of the keys and of the names; on a narrow screen only the first key is shown, and no name.
const KEYS: usize = 27;
const NAME: usize = 26;
const NARROW_KEYS: usize = 9;
/// Columns in which all keys are shown, and in which keys, names and help stand beside each other.
const MEDIUM: usize = 70;
const WIDE: usize = 110;

/// One row of the page of keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HelpRow {
    /// Which of the lines it belongs to.
    pub line: usize,
    /// Its texts, each with the column where it begins.
    pub cells: Vec<(usize, String, HelpPart)>,
}

/// What a text on the page of keys is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HelpPart {
    /// The name of a scope.
    Scope,
    /// Keys, or what is typed behind `:`.
    Keys,
    /// The name of a command.
    Name,
    /// What it does.
    Help,
}

/// The rows of `lines` on a screen of `width` columns, in their order.
pub(super) fn help_rows(lines: &[HelpLine], width: usize) -> Vec<HelpRow> {
    let rows = lines.iter().enumerate().flat_map(|(line, content)| {
        let rows = match content {
            HelpLine::Blank => vec![Vec::new()],
            HelpLine::Scope(name) => {
                wrapped(name, width.saturating_sub(2)).map(|text| vec![(1, text, HelpPart::Scope)]).collect()
            }
            HelpLine::Keys(keys, name, help) => keys_rows(keys, name, help, width),
        };
        rows.into_iter().map(move |cells| HelpRow { line, cells })
    });
    rows.collect()
}

/// What a key does counts more than the name of it, which stands behind that where there is room.
fn keys_rows(keys: &[String], name: &str, help: &str, width: usize) -> Vec<Vec<(usize, String, HelpPart)>> {
    let (keys, room) =
        if width < MEDIUM { (keys.get(..1).unwrap_or_default(), NARROW_KEYS) } else { (keys, KEYS) };
    let at = if width < WIDE { room + 1 } else { KEYS + NAME };
    let keys = packed(keys, room - 1);
    let help: Vec<String> = wrapped(help, width.saturating_sub(at + 1)).collect();
    // Keys that reach into the next column have a row of their own.
    let below = if keys.iter().any(|keys| safe_width(keys) >= room) { keys.len() } else { 0 };
    let mut rows = vec![Vec::new(); keys.len().max(below + help.len())];
    for (row, keys) in rows.iter_mut().zip(keys) {
        row.push((1, keys, HelpPart::Keys));
    }
    let end = at + help.last().map_or(0, |text| safe_width(text)) + 2;
    for (row, text) in rows.iter_mut().skip(below).zip(help) {
        row.push((at, text, HelpPart::Help));
    }
    let (named, column) = if width < WIDE { (rows.last_mut(), end) } else { (rows.get_mut(below), KEYS + 1) };
    let fits = width >= WIDE || width >= MEDIUM && end + safe_width(name) < width;
    if let Some(row) = named.filter(|_| fits) {
        row.push((column, name.to_owned(), HelpPart::Name));
    }
    rows
}

/// Keys beside each other, on as few rows of `room` columns as they need.
fn packed(keys: &[String], room: usize) -> Vec<String> {
    let mut rows: Vec<String> = Vec::new();
    for key in keys {
        match rows.last_mut().filter(|row| safe_width(row) + 2 + safe_width(key) <= room) {
            Some(row) => row.push_str(&format!("  {key}")),
            None => rows.push(key.clone()),
        }
    }
    rows
}

fn wrapped(text: &str, width: usize) -> impl Iterator<Item = String> {
    wrap(text, width.max(1)).into_iter().map(|row| text.get(row).unwrap_or_default().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::help_lines;
    use crate::keys::Keymap;

    #[test]
    fn nothing_is_cut_at_any_width() {
        let lines = help_lines(&Keymap::default());
        for width in [20, 40, 69, 70, 80, 109, 110, 200] {
            let rows = help_rows(&lines, width);
            for (index, line) in lines.iter().enumerate() {
                let cells = rows.iter().filter(|row| row.line == index).flat_map(|row| &row.cells);
                let of = |wanted: HelpPart| {
                    let texts = cells.clone().filter(|(.., part)| *part == wanted);
                    texts.map(|(_, text, _)| text.trim()).collect::<Vec<_>>().join(" ")
                };
                assert!(cells.clone().all(|(at, text, _)| at + safe_width(text.trim_end()) <= width.max(24)));
                if let HelpLine::Keys(keys, _, help) = line {
                    assert_eq!(of(HelpPart::Help).replace(' ', ""), help.replace(' ', ""), "{width}");
                    assert!(of(HelpPart::Keys).starts_with(&keys[0]), "{width}: {keys:?}");
                }
            }
        }
    }

    #[test]
    fn keys_that_are_wider_than_their_column_stand_above() {
        let line = HelpLine::Keys(vec![":note template [NAME]".into()], "from-template".into(), "begins one");
        let rows = help_rows(&[line], 40);
        assert_eq!(rows[0].cells, [(1, ":note template [NAME]".into(), HelpPart::Keys)]);
        assert_eq!(rows[1].cells, [(10, "begins one".into(), HelpPart::Help)]);
    }
}
