//! A page of help, over the whole screen: the keys, or a topic of the manual.

use super::{Canvas, Role};
use crate::app::manual::{Line, Look};
use crate::app::{App, HelpLine, HelpPage, help_lines};
use crate::layout::{Area, safe_width};

/// Columns of the keys and of the names; on a narrow screen only the first key is shown, and no name.
const KEYS: u16 = 27;
const NAME: u16 = 26;
const NARROW: u16 = 9;
/// Columns in which keys, names and help stand beside each other.
const WIDE: u16 = 110;

/// Draws the page; gives the cell of the cursor.
pub(super) fn draw(canvas: &mut Canvas<'_>, app: &App, page: &HelpPage) -> (u16, u16) {
    let screen = canvas.screen();
    let area = Area { height: screen.height.saturating_sub(1).max(1), ..screen };
    let (what, count) = match page.topic {
        None => {
            let lines = help_lines(app.keymap());
            for (y, line) in (0..area.height).zip(lines.iter().skip(page.top)) {
                draw_keys(canvas, area, y, line);
            }
            ("Keys and commands", lines.len())
        }
        Some(name) => {
            let lines = app.topic_page(name);
            for (y, line) in (0..area.height).zip(lines.iter().skip(page.top)) {
                draw_line(canvas, area, y, line);
            }
            (name, lines.len())
        }
    };
    if let Some(y) = page.found.and_then(|row| u16::try_from(row.checked_sub(page.top)?).ok()) {
        canvas.fill(Area { height: area.height, ..area }, y, Role::Hit);
    }
    if screen.height == 1 {
        return (screen.x, screen.y);
    }
    let foot = Area { y: screen.y + screen.height - 1, height: 1, ..screen };
    let Some(line) = &page.line else {
        if let Some(message) = app.message() {
            canvas.put_cut(foot, 1, 0, message, Role::Alert);
            return (screen.x, screen.y);
        }
        let last = (page.top + usize::from(area.height)).min(count);
        let missed = !page.pattern.is_empty() && page.found.is_none();
        let found = if missed { format!("; not found: {}", page.pattern) } else { String::new() };
        let more = if page.topic.is_none() { "; :help TOPIC is the manual" } else { "" };
        let words = format!("{what}, {last}/{count} lines{found}; / searches, q closes{more}");
        canvas.put_cut(foot, 1, 0, &words, Role::Status);
        return (screen.x, screen.y);
    };
    let x = canvas.put(foot, 0, 0, "/", Role::Key);
    canvas.put(foot, x, 0, line.text(), Role::Text);
    let before = safe_width(line.text().get(..line.cursor()).unwrap_or_default());
    let column = u16::try_from(usize::from(x) + before).unwrap_or(u16::MAX);
    (foot.x + column.min(foot.width.saturating_sub(1)), foot.y)
}

fn draw_keys(canvas: &mut Canvas<'_>, page: Area, y: u16, line: &HelpLine) {
    match line {
        HelpLine::Blank => {}
        HelpLine::Scope(name) => {
            canvas.put(page, 1, y, name, Role::Heading);
        }
        HelpLine::Keys(keys, _, help) if page.width < 70 => {
            let first = keys.first().map_or("", String::as_str);
            canvas.put_cut(Area { width: page.width.min(NARROW), ..page }, 1, y, first, Role::Key);
            canvas.put_cut(page, NARROW + 1, y, help, Role::Text);
        }
        // What a key does counts more than the name of it, which stands behind that where there is room.
        HelpLine::Keys(keys, name, help) if page.width < WIDE => {
            canvas.put_cut(Area { width: KEYS, ..page }, 1, y, &keys.join("  "), Role::Key);
            let x = canvas.put_cut(page, KEYS + 1, y, help, Role::Text);
            if usize::from(x) + 2 + safe_width(name) < usize::from(page.width) {
                canvas.put(page, x + 2, y, name, Role::Quiet);
            }
        }
        HelpLine::Keys(keys, name, help) => {
            canvas.put_cut(Area { width: KEYS, ..page }, 1, y, &keys.join("  "), Role::Key);
            canvas.put(page, KEYS + 1, y, name, Role::Quiet);
            canvas.put_cut(page, KEYS + NAME, y, help, Role::Text);
        }
    }
}

fn draw_line(canvas: &mut Canvas<'_>, page: Area, y: u16, line: &Line) {
    canvas.put_with(page, 1, y, &line.text, |glyph| {
        let at = glyph.range.start;
        let look = line.looks.iter().rev().find(|(range, _)| range.contains(&at)).map(|(_, look)| look);
        match look {
            Some(Look::Heading) => Role::Heading,
            Some(Look::Code) => Role::Key,
            Some(Look::Strong) => Role::Strong,
            None => Role::Text,
        }
    });
}
