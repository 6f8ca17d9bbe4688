//! The notes beside the text, each at the height of its paragraph, and the editor over them.

use super::cable_pane::looks;
use super::{Canvas, Role, note_editor};
use crate::app::{App, Byline, Leaf, LeafKind, Mode, TalkRow, adrift_words};
use crate::cable::counted;
use crate::layout::{Area, Pane, SHORTEST, safe_width, wrap};

/// Draws the pane; gives the cell of the cursor when a note is written or chosen.
pub(super) fn draw(canvas: &mut Canvas<'_>, app: &App) -> Option<(u16, u16)> {
    let area = app.panes().notes?;
    let notebook = app.notebook();
    let (current, placing) = (app.meant(), app.placing());
    let mut cursor = None;
    let frame = app.editor_frame().map(|frame| frame.area);
    for (index, y, height) in app.margin().in_view(app.reader().top(), area.height) {
        let (y, height) = clear_of(frame, area, y, height);
        let look = Look { current: current == Some(index), placing: placing == Some(index) };
        if height >= SHORTEST {
            draw_leaf(canvas, app, area, y, (index, height, look));
        }
        if look.current && app.focus() == Pane::Notes {
            cursor = Some((area.x, area.y + u16::try_from(y.max(0)).unwrap_or(0)));
        }
    }
    if notebook.leaves().is_empty() && !matches!(app.mode(), Mode::Composing(_)) {
        let words = if notebook.sifted() > 0 {
            "None in this view: gv goes on to another."
        } else {
            "No notes yet: a writes one on the paragraph marked >."
        };
        for (y, row) in (0..).zip(wrap(words, usize::from(area.width.saturating_sub(2)))) {
            canvas.put(area, 1, y, words.get(row).unwrap_or_default(), Role::Quiet);
        }
    }
    match app.mode() {
        Mode::Composing(composer) => note_editor::draw(canvas, app, composer),
        _ => cursor,
    }
}

/// Where a note is drawn, as a row of the pane and so many rows, while the editor takes some of them: above it what there
/// is room for; one whose head it covers below it. So no text stands there without the head that says whose it is.
fn clear_of(editor: Option<Area>, pane: Area, y: i64, height: usize) -> (i64, usize) {
    let Some(editor) = editor else { return (y, height) };
    let above = i64::from(editor.y - pane.y);
    let (below, end) = (above + i64::from(editor.height), y + height as i64);
    let rows = |from: i64, to: i64| usize::try_from(to - from).unwrap_or(0);
    match y {
        _ if end <= above || y >= below => (y, height),
        _ if y < above => (y, rows(y, above)),
        _ => (below, rows(below, end)),
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
    let author = app.notebook().review().authors().get(&leaf.author_id);
    let role = match (chosen, leaf.draft, author) {
        (true, _, _) => Role::Chosen,
        (false, true, _) => Role::DraftHead,
        (false, false, Some(author)) => Role::Author(author.hue),
        (false, false, None) => Role::NoteHead,
    };
    let row = |offset: usize| u16::try_from(y + offset as i64).ok();
    if let Some(y) = row(0) {
        let sign = match (chosen, look.current) {
            (true, _) => ">",
            (false, true) => "◆",
            (false, false) => "●",
        };
        canvas.put(area, 0, y, sign, Role::Marker);
        let width = usize::from(area.width.saturating_sub(2));
        let placing = if look.placing { "PLACING · " } else { "" };
        canvas.put_cut(area, 2, y, &format!("{placing}{}", head(app, leaf, width)), role);
    }
    let quotes = leaf.shows_quotation();
    if let Some(y) = row(1).filter(|_| quotes) {
        canvas.put_cut(area, 2, y, &leaf.quotation(), Role::Quiet);
    }
    // The last row stays blank; a folded note says how much is folded away, and what its thread comes to.
    let above = 1 + usize::from(quotes);
    let room = height.saturating_sub(above + 1);
    let folded = leaf.rows().len() + leaf.talk().height() > room;
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
    let below = shown.min(leaf.rows().len()) + above;
    if folded {
        let more = leaf.rows().len().saturating_sub(shown);
        let lines = (more > 0).then(|| format!("+{} (za)", counted(more, "line")));
        let words: Vec<String> = lines.into_iter().chain(summary(leaf)).collect();
        if let Some(y) = row(below) {
            canvas.put_cut(area, 2, y, &words.join(" · "), Role::Quiet);
        }
    } else if !leaf.talk().is_open() {
        if let (Some(y), Some(words)) = (row(below), summary(leaf)) {
            canvas.put_cut(area, 2, y, &words, Role::Quiet);
        }
    } else {
        for (index, talked) in leaf.talk().rows().iter().enumerate() {
            if let Some(y) = row(below + index) {
                draw_talk(canvas, area, y, talked);
            }
        }
    }
}

fn summary(leaf: &Leaf) -> Option<String> {
    (!leaf.talk().is_empty()).then(|| leaf.talk().summary().to_string())
}

/// One row of a thread, with the mark of its author in their colour.
fn draw_talk(canvas: &mut Canvas<'_>, area: Area, y: u16, row: &TalkRow) {
    let (who, hue) = &row.who;
    let x = 2 + u16::try_from(row.indent).unwrap_or(0);
    canvas.put_with(area, x, y, &row.text, |glyph| match who.contains(&glyph.range.start) {
        true => hue.map_or(Role::NoteHead, Role::Author),
        false => Role::Text,
    });
}

/// The head of a note: `¶8 · draft`, `¶3-5 · MD M. Duval · pending · 2026-03-02`, `place lost ¶8`. What may be cut off comes
/// last; a day goes as a whole, since half of one says nothing.
fn head(app: &App, leaf: &Leaf, width: usize) -> String {
    let byline = app.notebook().review().authors().get(&leaf.author_id);
    // The name stands in the title of the pane too.
    let (named, marked) = (byline.map(Byline::words), byline.map(|byline| byline.mark.clone()));
    let day = Some(leaf.day()).filter(|day| !leaf.draft && !day.is_empty());
    let with_day = |words: String| day.iter().fold(words, |words, day| format!("{words} · {day}"));
    let marked = head_by(app, leaf, marked);
    let heads = [with_day(head_by(app, leaf, named)), with_day(marked.clone())];
    heads.into_iter().find(|head| safe_width(head) <= width).unwrap_or(marked)
}

fn head_by(app: &App, leaf: &Leaf, author: Option<String>) -> String {
    let author = || author.clone().or(leaf.author.clone()).unwrap_or_default();
    let mut words = vec![app.place_words(leaf)];
    words.extend(Some(leaf.note_type.clone()).filter(|name| !name.is_empty()));
    match &leaf.kind {
        LeafKind::Note => words.extend(leaf.author.is_some().then(author)),
        LeafKind::Suggestion(_) if leaf.author.is_none() => words.push(String::from("your suggestion")),
        LeafKind::Suggestion(_) => words.push(format!("{} suggests", author())),
        LeafKind::Removal(_) if leaf.author.is_none() => words.push(String::from("you suggest to delete")),
        LeafKind::Removal(_) => words.push(format!("{} suggests to delete", author())),
        LeafKind::Correction => words.push(format!("{} puts right", author())),
        LeafKind::Reply(_) => words.push(String::from("reply")),
        LeafKind::Adrift(why) => words.extend([author(), String::from(adrift_words(*why))]),
    }
    words.extend(leaf.draft.then(|| String::from("draft")));
    words.extend(leaf.is_new.then(|| String::from("NEW")));
    words.push(leaf.became.to_string());
    words.extend(leaf.item.as_ref().map(|item| item.standing.words()));
    words.extend((leaf.versions > 1).then(|| format!("{} VERSIONS", leaf.versions)));
    let tags: Vec<String> = leaf.tags.iter().map(|tag| format!("#{tag}")).collect();
    words.extend((!tags.is_empty()).then(|| tags.join(" ")));
    words.retain(|word| !word.is_empty());
    words.join(" · ")
}

/// The title of the pane.
pub(super) fn caption(app: &App) -> String {
    let leaves = app.notebook().leaves();
    let hidden = |leaf: &&Leaf| app.is_hidden(leaf.paragraph()) && (leaf.is_note() || leaf.draft);
    let hidden = if app.filter().is_some() { leaves.iter().filter(hidden).count() } else { 0 };
    let count = app.notebook().count();
    let review = app.notebook().review();
    let notes = match (review.viewed_words(), hidden) {
        (Some(view), _) => {
            let of_view = leaves.iter().filter(|leaf| review.is_of_view(leaf));
            let (hidden, shown): (Vec<_>, Vec<_>) = of_view.partition(|leaf| app.is_hidden(leaf.paragraph()));
            let (shown, hidden) = (shown.len(), app.notebook().sifted() + hidden.len());
            format!("Notes {shown} {view}, {hidden} hidden")
        }
        (None, 0) => format!("Notes {count}"),
        (None, _) => format!("Notes {} of {count}", count - hidden),
    };
    // Who is who: a blind reader is not to know.
    let authors = review.authors().all().into_iter().filter(|_| !review.is_blind());
    std::iter::once(notes).chain(authors.map(|(_, byline)| byline.words())).collect::<Vec<_>>().join(" · ")
}
