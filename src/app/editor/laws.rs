//! What the editor does to a text, and what holds whatever is done to it.

use proptest::prelude::*;
use unicode_segmentation::GraphemeCursor;

use super::*;

fn typed(text: &str) -> Editor {
    let mut editor = Editor::default();
    text.chars().for_each(|c| editor.type_char(c));
    editor
}

/// An editor with the cursor where `|` stands, and the mark where `[` does.
fn at(text: &str) -> Editor {
    let mut editor = Editor::new(&text.replace(['|', '['], ""));
    let mark = text.replace('|', "").find('[');
    if let Some(mark) = mark {
        editor.settle(mark);
        editor.set_mark();
    }
    editor.settle(text.replace('[', "").find('|').unwrap_or(text.len()));
    editor
}

/// The text with `|` at the cursor.
fn shown(editor: &Editor) -> String {
    let (before, behind) = editor.text().split_at(editor.cursor());
    format!("{before}|{behind}")
}

#[test]
fn a_cluster_is_one_step_and_one_erasure() {
    for cluster in ["e\u{301}", "👨\u{200d}👩\u{200d}👧", "🇲🇽", "👍🏽"] {
        let mut editor = typed(&format!("a{cluster}"));
        editor.go(Motion::Left);
        assert_eq!(editor.cursor(), 1);
        editor.go(Motion::Right);
        editor.erase(Motion::Left);
        assert_eq!(editor.text(), "a");
    }
}

#[test]
fn undo_takes_back_words() {
    let mut editor = typed("two key cities");
    editor.undo();
    assert_eq!(editor.text(), "two key");
    editor.undo();
    assert_eq!(editor.text(), "two");
    editor.redo();
    assert_eq!(editor.text(), "two key");
    editor.type_char('!');
    assert!(!editor.redo());
}

#[test]
fn what_is_cut_comes_back() {
    let mut editor = typed("one two\nthree");
    editor.cut(Motion::WordLeft);
    assert_eq!(editor.text(), "one two\n");
    editor.go(Motion::TextStart);
    editor.yank();
    assert_eq!(editor.text(), "threeone two\n");
    editor.cut(Motion::LineEnd);
    assert_eq!(editor.text(), "three\n");
    editor.cut(Motion::LineStart);
    assert_eq!(editor.text(), "\n");
}

#[test]
fn cuts_in_a_row_are_one_text_and_older_ones_follow() {
    let mut editor = at("one two |three four");
    editor.cut(Motion::WordLeft);
    editor.cut(Motion::WordLeft);
    editor.cut(Motion::WordRight);
    assert_eq!(shown(&editor), "| four");
    editor.go(Motion::TextEnd);
    editor.cut(Motion::WordLeft);
    editor.yank();
    assert_eq!(shown(&editor), " four|");
    assert_eq!(editor.ring().older(), Some("one two three"));
    assert!(editor.yank_older());
    assert_eq!(shown(&editor), " one two three|");
    assert!(editor.yank_older(), "from the oldest to the latest again");
    assert_eq!(shown(&editor), " four|");
    editor.go(Motion::Left);
    assert!(!editor.yank_older(), "only right behind a yank");
}

#[test]
fn what_is_selected_is_replaced_cut_or_copied() {
    let mut editor = at("one [two| three");
    editor.type_char('2');
    assert_eq!(shown(&editor), "one 2| three");
    editor.type_char('b');
    editor.undo();
    assert_eq!(shown(&editor), "one two| three");
    let mut editor = at("one |two[ three");
    assert!(editor.copy());
    assert!(!editor.copy(), "the mark is gone");
    editor.go(Motion::TextEnd);
    editor.yank();
    assert_eq!(shown(&editor), "one two threetwo|");
    let mut editor = at("one [two |three");
    editor.cut_selection_or(Motion::WordLeft);
    assert_eq!((shown(&editor).as_str(), editor.ring().current()), ("one |three", Some("two ")));
    let mut editor = at("one [two| three");
    editor.erase(Motion::Right);
    assert_eq!((shown(&editor).as_str(), editor.ring().current()), ("one | three", None));
}

#[test]
fn shift_selects_until_it_is_let_go_and_a_mark_until_it_is_dropped() {
    let mut editor = at("one| two");
    editor.select(Motion::Right);
    editor.select(Motion::WordRight);
    assert_eq!(editor.selection(), Some(3..7));
    editor.go(Motion::Left);
    assert_eq!(editor.selection(), None);
    editor.set_mark();
    editor.go(Motion::LineStart);
    assert_eq!(editor.selection(), Some(0..6));
    assert!(editor.drop_mark() && !editor.drop_mark());
}

#[test]
fn characters_change_places_and_words_their_case() {
    for (before, after) in [
        ("ab|c", "acb|"),
        ("abc|", "acb|"),
        ("ab|\nc", "ba|\nc"),
        ("|ab", "|ab"),
        ("a\n|b", "a\n|b"),
        ("a|", "a|"),
    ] {
        let mut editor = at(before);
        editor.transpose();
        assert_eq!(shown(&editor), after, "{before}");
    }
    for (case, before, after) in [
        (Case::Upper, "|straße und", "STRASSE| und"),
        (Case::Lower, "a| BIG boat", "a big| boat"),
        (Case::Title, "the| “bIG boat", "the “Big| boat"),
        (Case::Upper, "a [big boat| b", "a BIG BOAT| b"),
        (Case::Upper, "|BIG boat", "BIG| boat"),
    ] {
        let mut editor = at(before);
        editor.set_case(case);
        assert_eq!(shown(&editor), after);
    }
}

#[test]
fn rows_keep_their_column() {
    let mut editor = Editor::new("a long first line\nx\nanother long one");
    editor.lay_out(40);
    editor.go(Motion::Up(1));
    assert_eq!(editor.position(), (1, 1));
    editor.go(Motion::Up(1));
    assert_eq!(editor.position(), (0, 16));
    editor.go(Motion::Down(7));
    assert_eq!(editor.position(), (2, 16));
}

#[test]
fn a_paste_is_text_with_line_feeds() {
    let mut editor = Editor::default();
    editor.insert("a\r\nb\rc");
    assert_eq!(editor.text(), "a\nb\nc");
}

#[test]
fn a_history_of_another_text_ends_without_harm() {
    let mut old = typed("another text altogether");
    old.undo();
    let mut editor = Editor::new("a text");
    editor.recall(old.history().clone());
    assert!(!editor.undo() && !editor.redo());
    assert_eq!(editor.text(), "a text");
}

/// Does one of everything that the keys do.
fn act(editor: &mut Editor, step: u8, text: &str) {
    const MOTIONS: [Motion; 10] = [
        Motion::Left,
        Motion::Right,
        Motion::WordLeft,
        Motion::WordRight,
        Motion::LineStart,
        Motion::LineEnd,
        Motion::TextStart,
        Motion::TextEnd,
        Motion::Up(2),
        Motion::Down(1),
    ];
    let motion = MOTIONS[text.len() % MOTIONS.len()];
    match step {
        0 => editor.insert(text),
        1 => editor.erase(motion),
        2 => editor.cut(motion),
        3 => editor.cut_selection_or(motion),
        4 => editor.yank(),
        5 => _ = editor.yank_older(),
        6 => editor.set_mark(),
        7 => _ = editor.drop_mark(),
        8 => _ = editor.copy(),
        9 => editor.transpose(),
        10 => editor.set_case([Case::Upper, Case::Lower, Case::Title][text.len() % 3]),
        11 => editor.become_text(text),
        12 | 13 => editor.select(motion),
        14 | 15 => editor.go(motion),
        16 => _ = editor.undo(),
        17 => _ = editor.redo(),
        _ => text.chars().for_each(|c| editor.type_char(c)),
    }
}

fn on_boundary(text: &str, at: usize) -> bool {
    GraphemeCursor::new(at, text.len(), true).is_boundary(text, 0).unwrap()
}

fn steps() -> impl Strategy<Value = Vec<(u8, String)>> {
    prop::collection::vec((0u8..21, "[ -~é外\u{301}\u{200d}👍🇲\n\t]{0,9}"), 0..40)
}

proptest! {
    #[test]
    fn undoing_everything_gives_the_beginning_and_redoing_the_end(steps in steps()) {
        let beginning = "Réf\u{301}erence text\n\t外務省";
        let mut editor = Editor::new(beginning);
        editor.lay_out(7);
        for (step, text) in steps {
            let revision = (editor.revision(), editor.text().to_string());
            act(&mut editor, step, &text);
            prop_assert!(on_boundary(editor.text(), editor.cursor()));
            if let Some(selected) = editor.selection() {
                prop_assert!(!selected.is_empty() && selected.end <= editor.text().len());
                prop_assert!(on_boundary(editor.text(), selected.start) && on_boundary(editor.text(), selected.end));
            }
            prop_assert!(editor.revision() != revision.0 || editor.text() == revision.1);
            let mut anew = Rows::default();
            anew.lay_out(editor.text(), 7);
            prop_assert_eq!(&editor.rows, &anew);
        }
        while editor.redo() {}
        let end = editor.text().to_string();
        // In a later session: what was kept of it, over the text as it is.
        let kept = serde_json::to_string(editor.history()).unwrap();
        let mut later = Editor::new(&end);
        later.recall(serde_json::from_str(&kept).unwrap());
        for editor in [&mut editor, &mut later] {
            while editor.undo() {}
            prop_assert_eq!(editor.text(), beginning);
            while editor.redo() {}
            prop_assert_eq!(editor.text(), &end);
        }
    }
}
