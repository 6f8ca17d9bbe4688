//! The help page, over the whole screen.

use super::{Canvas, Role};
use crate::app::{App, HelpLine, help_lines};
use crate::layout::Area;

/// Columns of the keys and of the names; on a narrow screen only the first key is shown, and no name.
const KEYS: u16 = 27;
const NAME: u16 = 26;
const NARROW: u16 = 9;

/// Draws the page from row `top`; gives the cell of the cursor.
pub(super) fn draw(canvas: &mut Canvas<'_>, app: &App, top: usize) -> (u16, u16) {
    let screen = canvas.screen();
    let page = Area { height: screen.height.saturating_sub(1).max(1), ..screen };
    let lines = help_lines(app.keymap());
    let narrow = page.width < 70;
    for (y, line) in (0..page.height).zip(lines.iter().skip(top)) {
        match line {
            HelpLine::Blank => {}
            HelpLine::Scope(name) => {
                canvas.put(page, 1, y, name, Role::Heading);
            }
            HelpLine::Keys(keys, _, help) if narrow => {
                let first = keys.first().map_or("", String::as_str);
                canvas.put_cut(Area { width: page.width.min(NARROW), ..page }, 1, y, first, Role::Key);
                canvas.put_cut(page, NARROW + 1, y, help, Role::Text);
            }
            HelpLine::Keys(keys, name, help) => {
                canvas.put_cut(Area { width: KEYS, ..page }, 1, y, &keys.join("  "), Role::Key);
                canvas.put(page, KEYS + 1, y, name, Role::Quiet);
                canvas.put_cut(page, KEYS + NAME, y, help, Role::Text);
            }
        }
    }
    if screen.height > 1 {
        let foot = Area { y: screen.y + screen.height - 1, height: 1, ..screen };
        let last = (top + usize::from(page.height)).min(lines.len());
        canvas.put(
            foot,
            1,
            0,
            &format!("Keys and commands, {last}/{} lines; q closes", lines.len()),
            Role::Status,
        );
    }
    (screen.x, screen.y)
}
