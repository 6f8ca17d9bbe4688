//! The screen for a terminal that knows ASCII only: borders and signs by their like, what has none as `?`.

use ratatui::buffer::{Buffer, Cell};

use super::{Role, Styles};

/// Characters of the screen and of typeset text, and what stands for each. Signs that differ stay different.
const LIKE: [(char, char); 34] = [
    ('│', '|'),
    ('▎', '|'),
    ('─', '-'),
    ('▸', '>'),
    ('●', '*'),
    ('◆', '+'),
    ('○', 'o'),
    ('·', '-'),
    ('…', '~'),
    ('¶', 'P'),
    ('§', 'S'),
    ('«', '<'),
    ('»', '>'),
    ('‹', '<'),
    ('›', '>'),
    ('“', '"'),
    ('”', '"'),
    ('„', '"'),
    ('‘', '\''),
    ('’', '\''),
    ('‚', ','),
    ('–', '-'),
    ('—', '-'),
    ('‑', '-'),
    ('→', '>'),
    ('•', '*'),
    ('▁', '.'),
    ('▂', ':'),
    ('▃', '-'),
    ('▄', '='),
    ('▅', '+'),
    ('▆', 'x'),
    ('▇', '%'),
    ('█', '#'),
];

/// What stands for a character; `None` when nothing is like it.
fn like(c: char) -> Option<char> {
    LIKE.iter().find(|(known, _)| *known == c).map(|(_, like)| *like).or(c.is_ascii().then_some(c))
}

/// Makes a screen ASCII. What nothing is like is a `?` in the style of what is not shown as itself.
pub fn make_ascii(buffer: &mut Buffer, styles: &Styles) {
    let beyond = |cell: &&mut Cell| !cell.symbol().is_ascii();
    for cell in buffer.content.iter_mut().filter(beyond) {
        let mut characters = cell.symbol().chars();
        match (characters.next().and_then(like), characters.next()) {
            (Some(like), None) => _ = cell.set_char(like),
            _ => _ = cell.set_char('?').set_style(styles.style(Role::Escape)),
        }
    }
}

/// The same for a text.
pub fn ascii(text: &str) -> String {
    text.chars().map(|c| like(c).unwrap_or('?')).collect()
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::super::Theme;
    use super::*;

    #[test]
    fn a_screen_becomes_ascii_in_its_places_and_what_is_lost_shows_as_lost() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 12, 1));
        buffer.set_string(0, 0, "│ ●¶8 é外?", Style::new());
        make_ascii(&mut buffer, &Theme::Monochrome.into());
        let cells: String = buffer.content.iter().map(Cell::symbol).collect();
        assert_eq!(cells, "| *P8 ?? ?  ");
        let style = |x: u16| buffer[(x, 0)].style();
        assert_eq!(style(6), style(7));
        assert_ne!(style(6), style(9), "a question mark of the text looks otherwise");
        assert_eq!(ascii("¶8 … é"), "P8 ~ ?");
    }
}
