//! The notes beside the text, each at the height of its paragraph, and the editor over them.

use super::cable_pane::looks;
use super::{Canvas, Role, note_editor};
use crate::app::{App, Leaf, Mode};
use crate::layout::{Area, Pane, wrap};

/// Draws the pane; gives the cell of the cursor when a note is written or chosen.
pub(super) fn draw(canvas: &mut Canvas<'_>, app: &App) -> Option<(u16, u16)> {
    let area = app.panes().notes?;
    let notebook = app.notebook();
    let (current, placing) = (app.meant(), app.placing());
    let top = app.margin().alone().unwrap_or(app.reader().top());
    let mut cursor = None;
    for (index, placed) in app.margin().placed().iter().enumerate() {
        if placed.height == 0
            || placed.row + placed.height <= top
            || placed.row >= top + usize::from(area.height)
        {
            continue;
        }
        let y = placed.row as i64 - top as i64;
        let look = Look { current: current == Some(index), placing: placing == Some(index) };
        draw_leaf(canvas, app, area, y, (index, placed.height, look));
        if look.current && app.focus() == Pane::Notes {
            cursor = Some((area.x, area.y + u16::try_from(y.max(0)).unwrap_or(0)));
        }
    }
    if notebook.leaves().is_empty() && !matches!(app.mode(), Mode::Composing(_)) {
        let words = "No notes yet: a writes one on the paragraph marked >.";
        for (y, row) in (0..).zip(wrap(words, usize::from(area.width.saturating_sub(2)))) {
            canvas.put(area, 1, y, words.get(row).unwrap_or_default(), Role::Quiet);
        }
    }
    match app.mode() {
        Mode::Composing(composer) => note_editor::draw(canvas, app, composer),
        _ => cursor,
    }
}

/// What makes a note stand out.
#[derive(Clone, Copy)]
struct Look {
    /// It is the one that commands mean.
    current: bool,
    /// It is being placed.
    placing: bool,
}

/// Draws one note, by its number and height.
fn draw_leaf(canvas: &mut Canvas<'_>, app: &App, area: Area, y: i64, leaf: (usize, usize, Look)) {
    let (number, height, look) = leaf;
    let Some(leaf) = app.notebook().leaves().get(number) else { return };
    let chosen = look.current && app.focus() == Pane::Notes;
    let role = match (chosen, leaf.draft) {
        (true, _) => Role::Chosen,
        (false, true) => Role::DraftHead,
        (false, false) => Role::NoteHead,
    };
    let row = |offset: usize| u16::try_from(y + offset as i64).ok();
    if let Some(y) = row(0) {
        let sign = match (chosen, look.current) {
            (true, _) => ">",
            (false, true) => "◆",
            (false, false) => "●",
        };
        canvas.put(area, 0, y, sign, Role::Marker);
        let placing = if look.placing { "PLACING · " } else { "" };
        canvas.put_cut(area, 2, y, &format!("{placing}{}", head(app, leaf)), role);
    }
    let quotes = leaf.shows_quotation();
    if let Some(y) = row(1).filter(|_| quotes) {
        canvas.put_cut(area, 2, y, &leaf.quotation(), Role::Quiet);
    }
    // The last row stays blank; a folded note says how much is folded away.
    let above = 1 + usize::from(quotes);
    let room = height.saturating_sub(above + 1);
    let folded = leaf.rows().len() > room;
    let shown = if folded { room.saturating_sub(1) } else { leaf.rows().len() };
    for (index, range) in leaf.rows().iter().take(shown).enumerate() {
        if let Some(y) = row(index + above) {
            let looks = looks(&app.note_highlights(number, range.clone()), range.clone(), Role::Text);
            let text = leaf.body.get(range.clone()).unwrap_or_default();
            canvas.put_with(area, 2, y, text, |glyph| {
                looks.get(glyph.range.start).copied().unwrap_or(Role::Text)
            });
        }
    }
    if let Some(y) = row(shown + above).filter(|_| folded) {
        canvas.put(area, 2, y, &format!("+{} lines (za)", leaf.rows().len() - shown), Role::Quiet);
    }
}

/// `¶8 · draft`, `¶3-5 · M. Duval · 2026-03-02`, `place lost ¶8`.
fn head(app: &App, leaf: &Leaf) -> String {
    let mut words = vec![app.place_words(leaf)];
    words.extend(Some(leaf.note_type.clone()).filter(|name| !name.is_empty()));
    words.extend(leaf.author.clone());
    words.extend(leaf.draft.then(|| String::from("draft")));
    words.extend((leaf.versions > 1).then(|| format!("{} VERSIONS", leaf.versions)));
    // What may be cut off comes last.
    let tags: Vec<String> = leaf.tags.iter().map(|tag| format!("#{tag}")).collect();
    words.extend((!tags.is_empty()).then(|| tags.join(" ")));
    words.extend((!leaf.draft && !leaf.at.is_empty()).then(|| leaf.day().to_string()));
    words.join(" · ")
}

/// The title of the pane.
pub(super) fn caption(app: &App) -> String {
    let leaves = app.notebook().leaves();
    let hidden = |leaf: &&Leaf| app.is_hidden(leaf.paragraph());
    let hidden = if app.filter().is_some() { leaves.iter().filter(hidden).count() } else { 0 };
    match hidden {
        0 => format!("Notes {}", leaves.len()),
        _ => format!("Notes {} of {}", leaves.len() - hidden, leaves.len()),
    }
}
