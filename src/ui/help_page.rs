//! A page of help, over the whole screen: the keys, or a topic of the manual.

use super::{Canvas, Role};
use crate::app::manual::{Line, Look};
use crate::app::{App, HelpPage, HelpPart, HelpRow};
use crate::cable::counted;
use crate::layout::{Area, safe_width};

/// Columns from which on the foot says more than the way out.
const MEDIUM: u16 = 70;

/// Draws the page; gives the cell of the cursor.
pub(super) fn draw(canvas: &mut Canvas<'_>, app: &App, page: &HelpPage) -> (u16, u16) {
    let screen = canvas.screen();
    let area = Area { height: screen.height.saturating_sub(1).max(1), ..screen };
    let (what, count) = match page.topic {
        None => {
            let rows = app.keys_page();
            for (y, row) in (0..area.height).zip(rows.iter().skip(page.top)) {
                draw_keys(canvas, area, y, row);
            }
            ("Keys and commands", rows.len())
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
        let more = if page.topic.is_none() { "; :help TOPIC: manual" } else { "" };
        let words = if area.width < MEDIUM {
            format!("{last}/{count}{found}; / searches, q closes")
        } else {
            format!("{what}, {last}/{}{found}; / searches, q closes{more}", counted(count, "line"))
        };
        canvas.put_cut(foot, 1, 0, &words, Role::Status);
        return (screen.x, screen.y);
    };
    let x = canvas.put(foot, 0, 0, "/", Role::Key);
    canvas.put(foot, x, 0, line.text(), Role::Text);
    let before = safe_width(line.text().get(..line.cursor()).unwrap_or_default());
    let column = u16::try_from(usize::from(x) + before).unwrap_or(u16::MAX);
    (foot.x + column.min(foot.width.saturating_sub(1)), foot.y)
}

fn draw_keys(canvas: &mut Canvas<'_>, page: Area, y: u16, row: &HelpRow) {
    for (x, text, part) in &row.cells {
        let role = match part {
            HelpPart::Scope => Role::Heading,
            HelpPart::Keys => Role::Key,
            HelpPart::Name => Role::Quiet,
            HelpPart::Help => Role::Text,
        };
        canvas.put(page, u16::try_from(*x).unwrap_or(u16::MAX), y, text, role);
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
