//! What a word at a prompt can become, listed above the prompt.

use super::{Canvas, Role};
use crate::app::Completion;
use crate::layout::{Area, safe_width};

/// Most rows.
const ROWS: usize = 10;
/// Most columns of the words, and of the keys.
const WORDS: usize = 34;
const KEYS: usize = 11;
/// Columns below which only the words and their help are shown.
const NARROW: u16 = 70;

/// Draws the rows around the chosen one above the prompt in `foot`, over whatever is there.
pub(super) fn draw(canvas: &mut Canvas<'_>, foot: Area, completion: &Completion) {
    let room = usize::from(foot.y).saturating_sub(2).min(ROWS);
    let height = completion.rows.len().min(room);
    let top = completion.chosen.map_or(0, |chosen| (chosen + 1).saturating_sub(height));
    let Ok(rows) = u16::try_from(height) else { return };
    if foot.y > rows && (rows > 0 || !completion.about.is_empty()) {
        let caption = Area { y: foot.y - rows - 1, height: 1, ..foot };
        draw_caption(canvas, caption, completion, (top + 1, top + height));
    }
    let area = Area { y: foot.y - rows, height: rows, ..foot };
    canvas.blank(area);
    let all = &completion.rows;
    let words = |row: &crate::app::Suggestion| safe_width(&row.word) + safe_width(row.arguments) + 1;
    let widest = |width: &dyn Fn(&crate::app::Suggestion) -> usize| all.iter().map(width).max().unwrap_or(0);
    let word = columns(widest(&words).min(WORDS));
    let keys = columns(if foot.width < NARROW { 0 } else { widest(&|row| safe_width(&row.keys)).min(KEYS) });
    let cell = |from: u16, width: u16| Area { width: area.width.min(from + width), ..area };
    for (y, row) in (0..rows).zip(all.iter().skip(top)) {
        let x = canvas.put_cut(cell(2, word), 2, y, &row.word, Role::Text);
        canvas.put_cut(cell(2, word), x + 1, y, row.arguments, Role::Quiet);
        canvas.put_cut(cell(word + 4, keys), word + 4, y, &row.keys, Role::Key);
        let help = word + 4 + if keys > 0 { keys + 2 } else { 0 };
        canvas.put_cut(area, help, y, &row.help, Role::Quiet);
        if completion.chosen == Some(top + usize::from(y)) {
            canvas.put(area, 0, y, ">", Role::Marker);
            canvas.fill(area, y, Role::Chosen);
        }
    }
}

/// What is asked for, or how many there are and the keys that choose: `1-10 of 127 · Tab ^N next · S-Tab ^P back`.
fn draw_caption(canvas: &mut Canvas<'_>, row: Area, completion: &Completion, (first, last): (usize, usize)) {
    canvas.blank(row);
    let count = completion.rows.len();
    let which = match count {
        0 => None,
        _ if (first, last) == (1, count) => Some(format!("{count} fit")),
        _ => Some(format!("{first}-{last} of {count}")),
    };
    let about = Some(completion.about.clone()).filter(|about| !about.is_empty());
    let keys = (count > 0).then(|| String::from("Tab ^N next · S-Tab ^P back"));
    let words: Vec<String> = which.into_iter().chain(about.or(keys)).collect();
    canvas.put_cut(row, 1, 0, &words.join(" · "), Role::Text);
    canvas.fill(row, 0, Role::Status);
}

fn columns(width: usize) -> u16 {
    u16::try_from(width).unwrap_or(u16::MAX)
}
