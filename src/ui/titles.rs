//! The row of titles above the panes, and the lines between them.

use super::{Canvas, Role, notes_pane};
use crate::app::App;
use crate::layout::{Area, Pane};

/// Draws titles and separators.
pub(super) fn draw(canvas: &mut Canvas<'_>, app: &App) {
    let panes = app.panes();
    for pane in Pane::ALL {
        let Some(area) = panes.area(pane) else { continue };
        if area.x > 0 {
            let line = Area { x: area.x - 1, width: 1, y: 0, height: area.y + area.height };
            (0..line.height).for_each(|y| {
                canvas.put(line, 0, y, "│", Role::Quiet);
            });
        }
        if let Some(titles) = panes.titles {
            let title = Area { x: area.x, width: area.width, ..titles };
            let active = app.focus() == pane;
            let role = if active { Role::ActiveTitle } else { Role::Title };
            let sign = if active { "▸" } else { " " };
            canvas.put_cut(title, 0, 0, &format!("{sign}{}", caption(app, pane)), role);
        }
    }
}

fn caption(app: &App, pane: Pane) -> String {
    match pane {
        Pane::Cable => cable_caption(app),
        Pane::Notes => notes_pane::caption(app),
        Pane::Entities => match app.entities().extraction() {
            Some(extraction) => format!("Entities {}", extraction.entities.len()),
            None => String::from("Entities"),
        },
    }
}

/// The id and the classification with its captions: what a reader of classified text must see at all times.
fn cable_caption(app: &App) -> String {
    let header = &app.cable().header;
    let mut words = vec![header.reference_id.clone().unwrap_or_else(|| String::from("Text"))];
    words.extend(header.classification.map(|level| level.name().to_string()));
    words.extend(header.captions.iter().cloned());
    words.join("  ")
}
