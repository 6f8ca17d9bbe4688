//! What undo and redo do to files beside the notes.

use std::fs;

use crate::desk::BOATS;
use crate::support::Desk;

#[test]
fn an_entity_that_is_ignored_again_is_so_in_all_cables() {
    let desk = Desk::new();
    let file = desk.file("named.txt", &BOATS.replace("nobody", "Ambassador John Smith"));
    let lexicon = desk.config().join("lexicon.yaml");
    let ignores = |keys: &str| {
        desk.ok(&["--print", "--keys", keys, &file]);
        fs::read_to_string(&lexicon).unwrap_or_default().matches("ignore").count()
    };
    assert_eq!(ignores("<Tab><Tab>jX"), 1);
    // In a later session too.
    assert_eq!(ignores("u"), 0);
    assert_eq!(ignores("<C-r>"), 0, "what was undone in an earlier session is not known to have been there");
    assert_eq!(ignores("u"), 0);
    assert_eq!(ignores("<Tab><Tab>jXu<C-r>"), 1);
    assert_eq!(ignores("u<C-r>u<C-r>"), 1);
    assert_eq!(ignores("u"), 0);
    // One that was ignored in this cable only is so again.
    assert_eq!(ignores("<Tab><Tab>jxu<C-r>"), 0);
}

#[test]
fn who_would_undo_a_read_mark_of_an_earlier_session_is_told_how() {
    let desk = Desk::new();
    let play = |keys: &str| desk.ok(&["--print", "--keys", keys, &desk.cable()]);
    assert!(play("1GMu").contains("undone: ¶1 is unread again"));
    play("1GM");
    assert!(play("u").contains("M takes the mark of a paragraph back"));
    assert!(play("1GM").contains("¶1 is unread again"));
}
