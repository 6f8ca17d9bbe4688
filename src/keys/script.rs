//! Key scripts: what `--keys` and the tests type.
//!
//! A script is keys in the keymap's notation, one after the other: `/security<Enter>nn8Ga`. Two steps are no keys:
//! `<paste>text</paste>` arrives as a bracketed paste, `<resize 80x24>` changes the size of the screen.

use super::Key;

/// One step of a key script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A key press.
    Key(Key),
    /// Text pasted in one piece.
    Paste(String),
    /// A new screen size: columns, rows.
    Resize(u16, u16),
}

/// Reads a key script. The error names the place, counted in characters from 1.
pub fn parse_script(script: &str) -> Result<Vec<Step>, String> {
    let mut steps = Vec::new();
    let mut rest = script;
    while let Some(first) = rest.chars().next() {
        let taken = if first == '<' {
            let (step, taken) = bracketed(rest).map_err(|why| {
                let place = script.chars().count() - rest.chars().count() + 1;
                format!("character {place}: {why}")
            })?;
            steps.push(step);
            taken
        } else {
            // A script read from a file ends in a newline that nobody typed; Enter is written <Enter>.
            if first != '\n' && first != '\r' {
                steps.push(Step::Key(Key::plain(super::Code::Char(first))));
            }
            first.len_utf8()
        };
        rest = rest.get(taken..).unwrap_or_default();
    }
    Ok(steps)
}

/// The step that begins with `<`, and its length in bytes.
fn bracketed(rest: &str) -> Result<(Step, usize), String> {
    const OPEN: &str = "<paste>";
    const CLOSE: &str = "</paste>";
    if let Some(body) = rest.strip_prefix(OPEN) {
        let end = body.find(CLOSE).ok_or("<paste> without </paste>")?;
        return Ok((Step::Paste(body[..end].to_string()), OPEN.len() + end + CLOSE.len()));
    }
    let end = rest.find('>').ok_or("'<' without '>'; write <lt> for the character")?;
    let token = &rest[..=end];
    if let Some(size) = token.strip_prefix("<resize ").and_then(|t| t.strip_suffix('>')) {
        let (columns, rows) = size.split_once('x').ok_or("write <resize 80x24>")?;
        let parse = |n: &str| n.parse::<u16>().map_err(|_| format!("'{n}' is no size"));
        return Ok((Step::Resize(parse(columns)?, parse(rows)?), token.len()));
    }
    Ok((Step::Key(token.parse()?), token.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_keys_pastes_and_sizes() {
        let steps = parse_script("8Ga<Esc><paste>a <b>\n</paste><resize 80x24>\n").unwrap();
        let printed: Vec<String> = steps
            .iter()
            .map(|step| match step {
                Step::Key(key) => key.to_string(),
                Step::Paste(text) => format!("{text:?}"),
                Step::Resize(columns, rows) => format!("{columns}x{rows}"),
            })
            .collect();
        assert_eq!(printed, ["8", "G", "a", "<Esc>", "\"a <b>\\n\"", "80x24"]);
    }

    #[test]
    fn a_fault_is_named_with_its_place() {
        assert!(parse_script("ab<Nope>").unwrap_err().starts_with("character 3:"));
        assert!(parse_script("<paste>x").is_err());
        assert!(parse_script("x<").is_err());
    }
}
