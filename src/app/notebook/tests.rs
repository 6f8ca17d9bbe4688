//! Two terminals, several versions, drafts: what undo may and may not take back.

use std::sync::Arc;

use jiff::Timestamp;

use crate::annotation::{Anchor, Author, Change, Content, Ledger, NoteId, Version, Writer};
use crate::app::{App, Event, Moment, Opened, Outcome};
use crate::cable::{Volume, decode};
use crate::layout::Size;

const TEXT: &str = "C O N F I D E N T I A L OSLO 000001\n\nTAGS: PREL\nSUBJECT: BOATS\n\n1. (C) A boat came in with \
    the tide and left again.\n\n2. (U) No ferry came to the harbour on that day.\n";

fn writer(digit: &str, replica: &str) -> Writer {
    let author = Author { id: format!("a-{}", digit.repeat(26)), name: digit.into() };
    Writer { author, replica: format!("r-{}", replica.repeat(26)) }
}

fn me() -> Writer {
    writer("1", "1")
}

fn volume() -> Arc<Volume> {
    Arc::new(Volume::new(decode(TEXT.into())))
}

fn open(ledger: &Ledger) -> App {
    let opened = Opened { ledger: ledger.clone(), ..Opened::default() };
    App::on(TEXT, me(), Size::clamped(120, 40), opened)
}

/// A change to note 1, on the first paragraph.
fn change(parents: Vec<Version>, body: &str, note_type: &str, second: i64) -> Change {
    let anchor = Anchor::paragraph(&volume().cable(0), 0);
    let content = Content { anchor, body: body.into(), note_type: note_type.into(), ..Content::default() };
    let at = Timestamp::from_second(second).unwrap();
    Change { id: NoteId::mint(1, [1; 10]), parents, content: Some(content), at }
}

fn written(body: &str) -> Ledger {
    let mut ledger = Ledger::default();
    ledger.write(&me(), &[change(Vec::new(), body, "", 1)]).unwrap();
    ledger
}

fn heads(ledger: &Ledger) -> Vec<Version> {
    ledger.heads(&NoteId::mint(1, [1; 10]), &me().author.id)
}

/// A note with two versions, written on two machines without knowing of each other.
fn two_versions(here: (&str, &str), there: (&str, &str)) -> Ledger {
    let mut one = written("first");
    let mut other = one.clone();
    let base = heads(&one);
    one.write(&me(), &[change(base.clone(), here.0, here.1, 2)]).unwrap();
    other.write(&writer("1", "2"), &[change(base, there.0, there.1, 3)]).unwrap();
    one.unite(&other);
    one
}

/// What the first note says on the screen, and how many versions it has.
fn shown(app: &App) -> (String, usize) {
    app.notebook().leaves().first().map(|leaf| (leaf.body.clone(), leaf.versions)).unwrap_or_default()
}

fn shows_both(app: &App) -> bool {
    let (body, _) = shown(app);
    body.contains("MINE HERE") && body.contains("MINE THERE")
}

#[test]
fn undoing_the_type_of_a_draft_leaves_what_was_typed_since() {
    let mut app = open(&Ledger::default());
    app.play("1Gaabc<Esc>tquestion<Enter>i and much more<Esc>u");
    assert_eq!(shown(&app).0, "abc and much more");
    assert_eq!(app.notebook().leaves()[0].note_type, "");
    app.play("<C-r>");
    assert_eq!(shown(&app).0, "abc and much more");
    assert_eq!(app.notebook().leaves()[0].note_type, "question");
}

#[test]
fn a_dropped_draft_does_not_come_back_over_a_newer_one() {
    let mut app = open(&written("note"));
    app.play("]ni old<Esc>ddi precious<Esc>u");
    assert_eq!(shown(&app).0, "note precious");
}

#[test]
fn the_type_of_a_draft_is_undone_before_what_an_earlier_session_did() {
    let mut app = open(&written("of an earlier session"));
    app.play("2Gadraft<Esc>tquestion<Enter>u");
    assert_eq!(shown(&app).0, "of an earlier session");
    assert_eq!(app.notebook().leaves().len(), 2);
}

#[test]
fn only_its_text_settles_a_note_of_two_versions() {
    let ledger = two_versions(("MINE HERE", ""), ("MINE THERE", ""));
    for keys in ["]ntquestion<Enter>", "]n=c", "]n=p"] {
        let mut app = open(&ledger);
        app.play(keys);
        assert!(shows_both(&app) && shown(&app).1 == 2, "{keys}: {:?}", shown(&app));
    }
    for keys in ["]ni!<C-s>u", "]nddu"] {
        let mut app = open(&ledger);
        app.play(keys);
        assert!(shows_both(&app), "{keys}: {:?}", shown(&app));
    }
}

#[test]
fn versions_with_one_text_are_settled_by_saving_it() {
    let mut app = open(&two_versions(("same", "question"), ("same", "claim")));
    assert_eq!(shown(&app).1, 2);
    app.play("]ni<C-s>");
    assert_eq!(shown(&app), ("same".into(), 1));
}

#[test]
fn undo_leaves_what_another_terminal_wrote_since() {
    let mut ledger = written("a");
    let mut app = open(&ledger);
    app.play("]ni, b<C-s>");
    ledger.write(&me(), app.notebook().unsaved()).unwrap();
    let theirs = change(heads(&ledger), "a, b, THEIRS", "", 5);
    ledger.write(&me(), &[theirs]).unwrap();
    app.handle(
        Event::Done(Outcome::Committed(ledger)),
        Moment { now: Timestamp::UNIX_EPOCH, random: [0; 10] },
    );
    app.play("u");
    assert_eq!(shown(&app), ("a, b, THEIRS".into(), 1));
    assert!(app.message().unwrap().contains("changed elsewhere"));
    app.play("<C-r>");
    assert_eq!(shown(&app).0, "a, b, THEIRS");
}

#[test]
fn a_note_opened_and_not_changed_is_no_version_whatever_came_meanwhile() {
    let mut ledger = written("a");
    for keys in ["<C-s>", "<Esc>"] {
        let mut app = open(&ledger);
        app.play("]ni");
        ledger.write(&me(), &[change(heads(&ledger), "THEIRS", "", 5)]).unwrap();
        let refreshed = Event::Done(Outcome::Refreshed(ledger.clone()));
        app.handle(refreshed, Moment { now: Timestamp::UNIX_EPOCH, random: [0; 10] });
        app.play(keys);
        assert_eq!(shown(&app), ("THEIRS".into(), 1), "{keys}");
        assert!(app.notebook().drafts().is_empty());
    }
}

#[test]
fn what_was_said_of_the_notes_goes_when_another_terminal_changes_them() {
    let mut ledger = written("a");
    let mut app = open(&ledger);
    app.play("]ndd");
    assert!(app.message().unwrap().contains("u brings it back"));
    ledger.write(&me(), &[change(heads(&ledger), "written elsewhere", "", 5)]).unwrap();
    let moment = Moment { now: Timestamp::UNIX_EPOCH, random: [0; 10] };
    app.handle(Event::Done(Outcome::Refreshed(ledger.clone())), moment);
    assert!(app.message().unwrap().contains("another terminal"), "{:?}", app.message());
    // What is known already is no news.
    app.play("j");
    app.handle(Event::Done(Outcome::Refreshed(ledger)), moment);
    assert_eq!(app.message(), None);
}

#[test]
fn colleagues_with_one_id_are_walked_one_by_one() {
    let mut ledger = written("mine");
    for digit in ["2", "3"] {
        ledger.write(&writer(digit, "1"), &[change(Vec::new(), digit, "", 1)]).unwrap();
    }
    let mut app = open(&ledger);
    app.play("<Tab>");
    let mut seen = Vec::new();
    for _ in 0..3 {
        seen.extend(app.notebook().selected());
        app.play("]n");
    }
    seen.extend(app.notebook().selected());
    seen.dedup();
    assert_eq!(seen, [0, 1, 2]);
}

#[test]
fn quitting_before_the_disk_has_answered_is_said() {
    let mut app = open(&Ledger::default());
    app.play("1Gaabc<C-s>");
    assert!(app.unsaved_words().unwrap().contains("1 note is not saved"));
}

/// What is said when a note is saved that another terminal has written or deleted meanwhile, and how it looks then.
fn saved_over(theirs: &dyn Fn(Vec<Version>) -> Change) -> (String, (String, usize)) {
    let mut ledger = written("a");
    let mut app = open(&ledger);
    app.play("]ni, b");
    let base = heads(&ledger);
    app.play("<C-s>");
    let mine = app.notebook().unsaved().to_vec();
    ledger.write(&writer("1", "2"), &[theirs(base)]).unwrap();
    ledger.write(&me(), &mine).unwrap();
    let committed = Event::Done(Outcome::Committed(ledger));
    app.handle(committed, Moment { now: Timestamp::UNIX_EPOCH, random: [0; 10] });
    (app.message().unwrap_or_default().to_owned(), shown(&app))
}

#[test]
fn a_note_that_met_another_version_of_itself_is_said_to_whoever_saved_it() {
    let (said, (_, versions)) = saved_over(&|base| change(base, "THEIRS", "", 5));
    assert!(said.starts_with("changed in two places: ¶1"), "{said}");
    assert_eq!(versions, 2);
    let (said, shown) = saved_over(&|base| Change { content: None, ..change(base, "", "", 5) });
    assert!(said.starts_with("deleted elsewhere meanwhile: ¶1"), "{said}");
    assert_eq!(shown, ("a, b".into(), 1));
}
