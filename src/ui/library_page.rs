//! The list of the library over the whole screen, and below it the chosen cable.

use super::{Canvas, Role};
use crate::app::{App, Library, LibraryRow};
use crate::cable::counted;
use crate::layout::{Area, safe_width, wrap};

/// Columns of the id, the day, the classification, the notes and what has been read, each with the gap behind it; on a
/// narrow screen the classification is its first letters.
const ID: u16 = 18;
const DAY: u16 = 11;
const LEVEL: u16 = 14;
const SHORT_LEVEL: u16 = 5;
const NOTES: u16 = 5;
const READ: u16 = 6;
/// Columns below which a screen is narrow.
const NARROW: u16 = 100;

/// Draws the list; gives the cell of the cursor.
pub(super) fn draw(canvas: &mut Canvas<'_>, app: &App) -> (u16, u16) {
    let (screen, library) = (canvas.screen(), app.library());
    let title = u16::from(screen.height > 1);
    canvas.put_cut(Area { height: title, ..screen }, 1, 0, &caption(library), Role::Heading);
    let height = u16::try_from(app.library_height()).unwrap_or(u16::MAX);
    let area = Area { y: screen.y + title, height: height.min(screen.height - title), ..screen };
    let mut cursor = (area.x, area.y);
    for (y, row) in (0..area.height).zip(library.rows()) {
        draw_row(canvas, area, y, row);
        if usize::from(y) == library.chosen_row() {
            canvas.put(area, 0, y, ">", Role::Key);
            canvas.fill(area, y, Role::Chosen);
            cursor = (area.x, area.y + y);
        }
    }
    if library.rows().is_empty() {
        let words = match (library.fault(), library.query().is_empty()) {
            (Some(fault), _) => fault,
            _ if !library.is_known() => "no library yet: :open FOLDER lists the cables in it",
            (None, true) => "no cables here yet",
            (None, false) => "no cable fits; Esc shows all",
        };
        canvas.put_cut(area, 1, 0, words, Role::Quiet);
    }
    draw_detail(canvas, app, area.y + area.height);
    if screen.height <= 2 {
        return cursor;
    }
    let foot = Area { y: screen.y + screen.height - 1, height: 1, ..screen };
    draw_foot(canvas, foot, app).unwrap_or(cursor)
}

/// `12 of 20000 cables · newest first · /tag:KCRM · 3 files without a cable · 400 of 20000 files read`.
fn caption(library: &Library) -> String {
    let (fitting, count) = library.counts();
    let of = if library.query().is_empty() { String::new() } else { format!("{fitting} of ") };
    let mut words = vec![format!("{of}{}", counted(count, "cable")), library.sort().words().to_owned()];
    words.extend((!library.query().is_empty()).then(|| format!("/{}", library.query())));
    words.extend(library.scanning().map(String::from));
    words.extend(match library.refused().len() {
        0 => None,
        some => {
            let them = if some == 1 { "it" } else { "them" };
            Some(format!("{} without a cable: ! shows {them}", counted(some, "file")))
        }
    });
    words.extend(match &library.folder_names()[..] {
        [] => None,
        [only] => Some(only.clone()),
        [first, others @ ..] => Some(format!("{first} and {} more", others.len())),
    });
    words.join(" · ")
}

fn draw_row(canvas: &mut Canvas<'_>, area: Area, y: u16, row: &LibraryRow) {
    let mut x = 2;
    let mut cell = |width: u16, text: &str, role: Role| {
        canvas.put_cut(Area { width: area.width.min(x + width - 1), ..area }, x, y, text, role);
        x += width;
    };
    cell(ID, &row.id, Role::Key);
    cell(DAY, &row.day, Role::Quiet);
    if area.width >= NARROW {
        cell(LEVEL, row.classification, Role::Text);
    } else {
        cell(SHORT_LEVEL, short(row.classification), Role::Text);
    }
    cell(NOTES, &row.notes, Role::NoteHead);
    cell(READ, &row.read, Role::Quiet);
    let copies = if row.copies > 1 { format!("[{} copies] ", row.copies) } else { String::new() };
    let x = canvas.put_cut(area, x, y, &copies, Role::Quiet);
    canvas.put_cut(area, x, y, &row.subject, Role::Text);
    if row.pinned {
        canvas.put(area, 1, y, "*", Role::Marker);
    }
}

/// The level in the letters of its portion mark.
fn short(level: &str) -> &'static str {
    match level {
        "UNCLASSIFIED" => "U",
        "LIMITED OFFICIAL USE" => "LOU",
        "CONFIDENTIAL" => "C",
        "SECRET" => "S",
        "TOP SECRET" => "TS",
        _ => "",
    }
}

/// The chosen cable: a line, its file, its copies, and words of it.
fn draw_detail(canvas: &mut Canvas<'_>, app: &App, top: u16) {
    let screen = canvas.screen();
    let height = u16::try_from(app.library_detail_height()).unwrap_or_default();
    let Some(detail) = app.library().detail().filter(|_| height > 1) else { return };
    let area = Area { y: top, height, ..screen };
    canvas.put(area, 0, 0, &"─".repeat(usize::from(area.width)), Role::Quiet);
    let file = [detail.file.as_str(), detail.copies.as_str()];
    let file = file.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" · ");
    canvas.put_cut(area, 1, 1, &file, Role::Quiet);
    let width = usize::from(area.width).saturating_sub(2).max(1);
    let words: String = detail.words.split_whitespace().collect::<Vec<_>>().join(" ");
    for (y, row) in (2..height).zip(wrap(&words, width)) {
        canvas.put(area, 1, y, words.get(row).unwrap_or_default(), Role::Text);
    }
}

/// What can be done here; where there is room, what can be found. The way out and help stay longest.
fn how(app: &App, foot: Area) -> String {
    let finds = match foot.width {
        0..110 => "/ finds",
        _ => "/ finds: words, tag:KCRM person:\"Tello Peon\" before:2009-10",
    };
    let way_out = if app.is_list_over_cable() { "q closes" } else { "q quits" };
    let mut parts = vec!["Enter opens", finds, "s order", "p pin", "? keys", way_out];
    while parts.len() > 2 && safe_width(&parts.join(" · ")) + 1 > usize::from(foot.width) {
        parts.remove(parts.len() - 3);
    }
    parts.join(" · ")
}

/// The line in which the query is typed, with its cursor; else what the reader is told, or the keys.
fn draw_foot(canvas: &mut Canvas<'_>, foot: Area, app: &App) -> Option<(u16, u16)> {
    let Some(line) = app.library().line() else {
        let (words, role) = app
            .message()
            .map_or_else(|| (how(app, foot), Role::Status), |said| (said.to_owned(), Role::Text));
        canvas.put_cut(foot, 1, 0, &words, role);
        return None;
    };
    let x = canvas.put(foot, 0, 0, "/", Role::Key);
    let end = canvas.put(foot, x, 0, line.text(), Role::Text);
    if let Some(fault) = app.library().fault() {
        canvas.put_cut(foot, end + 3, 0, fault, Role::Alert);
    }
    let before = line.text().get(..line.cursor()).unwrap_or_default();
    let column = usize::from(x) + safe_width(before);
    let column = u16::try_from(column).unwrap_or(u16::MAX).min(foot.width.saturating_sub(1));
    Some((foot.x + column, foot.y))
}
