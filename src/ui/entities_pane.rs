//! The entities, grouped by kind with counts.

use super::{Canvas, Role};
use crate::app::{App, EntityRow};
use crate::entity::LONGEST;
use crate::layout::{Area, Pane};

/// Fewest columns in which something is shown beside a name.
const BESIDE: u16 = 8;

/// Draws the pane; gives the cell of the chosen entry when the pane has the keys.
pub(super) fn draw(canvas: &mut Canvas<'_>, app: &App) -> Option<(u16, u16)> {
    let area = app.panes().entities?;
    let list = app.entities();
    if list.rows().is_empty() {
        let words = match list.extraction() {
            _ if app.cable().text.len() > LONGEST => "Too long a text to look for entities; / searches it.",
            Some(_) if !list.filter().is_empty() => "None fits; Esc shows all.",
            Some(_) => "No entities found; v and E add one.",
            None => "Looking for entities ...",
        };
        canvas.put(area, 1, 0, words, Role::Quiet);
        return None;
    }
    let focused = app.focus() == Pane::Entities;
    let whole = area;
    let details = app.entity_details(usize::from(area.width));
    let rows = details.as_ref().map_or(0, |lines| lines.len() as u16 + 1);
    let area = Area { height: area.height.saturating_sub(rows), ..area };
    for (y, line) in (area.height + 1..).zip(details.iter().flatten()) {
        canvas.put_cut(whole, 0, y, line, Role::Quiet);
    }
    for (index, row) in list.rows().iter().enumerate().skip(list.top()).take(usize::from(area.height)) {
        let y = (index - list.top()) as u16;
        draw_row(canvas, app, area, y, *row, focused && index == list.selected());
    }
    let y = list.selected().checked_sub(list.top()).filter(|y| *y < usize::from(area.height))?;
    focused.then_some((area.x, area.y + y as u16))
}

fn draw_row(canvas: &mut Canvas<'_>, app: &App, area: Area, y: u16, row: EntityRow, chosen: bool) {
    let list = app.entities();
    if let EntityRow::Group(group, count) = row {
        let x = canvas.put(area, 0, y, group.title(), Role::Heading);
        canvas.put(area, x + 1, y, &count.to_string(), Role::Quiet);
        return;
    }
    let walked = list.walk().is_some_and(|(walked, _)| walked == row);
    canvas.put(
        area,
        0,
        y,
        if chosen {
            ">"
        } else if walked {
            "•"
        } else {
            ""
        },
        Role::Marker,
    );
    let count = list.mentions(row).len().to_string();
    let room = Area { width: area.width.saturating_sub(count.len() as u16 + 1), ..area };
    let role = if chosen { Role::Chosen } else { Role::Text };
    let x = canvas.put_cut(room, 1, y, list.name(row), role);
    if let Some(more) = beside(app, row).filter(|_| x + BESIDE < room.width) {
        canvas.put_cut(room, x + 2, y, &more, Role::Quiet);
    }
    canvas.put_right(area, x + 1, y, &count, Role::Quiet);
}

/// What stands behind a name: a person's role, what an acronym stands for.
fn beside(app: &App, row: EntityRow) -> Option<String> {
    let extraction = app.entities().extraction()?;
    match row {
        EntityRow::Group(..) => None,
        EntityRow::Entity(index) => {
            let entity = extraction.entities.get(index)?;
            entity.role.clone().or_else(|| entity.expansion.clone())
        }
        EntityRow::Acronym(index) => extraction.acronyms.get(index)?.expansion.clone(),
    }
}
