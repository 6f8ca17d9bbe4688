//! What a word at a prompt can become, listed above the prompt.

use super::{Canvas, Role};
use crate::app::{App, Completion, Suggestion};
use crate::keys::{Action, Key, Scope};
use crate::layout::{Area, safe_width};

/// Most rows.
const ROWS: usize = 10;
/// Most columns of the words, and of the keys.
const WORDS: usize = 34;
const KEYS: usize = 11;
/// Columns below which only the words and their help are shown.
const NARROW: u16 = 70;

/// Draws the rows around the chosen one above the prompt in `foot`, over whatever is there.
pub(super) fn draw(canvas: &mut Canvas<'_>, app: &App, foot: Area, completion: &Completion) {
    let room = usize::from(foot.y).saturating_sub(2).min(ROWS);
    let height = completion.rows.len().min(room);
    let top = completion.chosen.map_or(0, |chosen| (chosen + 1).saturating_sub(height));
    let Ok(rows) = u16::try_from(height) else { return };
    if foot.y > rows && (rows > 0 || !completion.about.is_empty()) {
        let caption = Area { y: foot.y - rows - 1, height: 1, ..foot };
        let words = caption_words(app, completion, (top + 1, top + height));
        canvas.blank(caption);
        canvas.put_cut(caption, 1, 0, &words, Role::Text);
        canvas.fill(caption, 0, Role::Status);
    }
    let area = Area { y: foot.y - rows, height: rows, ..foot };
    canvas.blank(area);
    let all = &completion.rows;
    let words = |row: &Suggestion| safe_width(&row.word) + safe_width(row.arguments) + 1;
    let widest = |width: &dyn Fn(&Suggestion) -> usize| all.iter().map(width).max().unwrap_or(0);
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

/// What is asked for, or how many there are and the keys that choose: `1-10 of 127 · Tab next · S-Tab back`.
fn caption_words(app: &App, completion: &Completion, (first, last): (usize, usize)) -> String {
    let count = completion.rows.len();
    let which = match count {
        0 => None,
        _ if (first, last) == (1, count) => Some(format!("{count} fit")),
        _ => Some(format!("{first}-{last} of {count}")),
    };
    if !completion.about.is_empty() {
        return which.into_iter().chain([completion.about.clone()]).collect::<Vec<_>>().join(" · ");
    }
    let key = |action: Action| {
        let keys = app.keymap().keys_of(Scope::Prompt, action)?;
        let keys: String = keys.iter().map(|key: &Key| key.label()).collect();
        Some(format!("{keys} {}", action.label()))
    };
    let keys = [Action::PromptComplete, Action::PromptCompleteBack].into_iter().filter_map(key);
    which.into_iter().chain(keys).collect::<Vec<_>>().join(" · ")
}

fn columns(width: usize) -> u16 {
    u16::try_from(width).unwrap_or(u16::MAX)
}
