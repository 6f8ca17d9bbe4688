//! A note being written, on a shell that is not there: what stands on its frame, and what becomes of a text that the
//! reader's own editor gives back.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::sync::Arc;

use jiff::Timestamp;
use reftel::annotation::{BODY_MAX, Draft, EditedText, Writer};
use reftel::app::{App, Effect, Event, Moment, Opened, Opening, Outcome, Progress, Settings, Shelf, Typed};
use reftel::cable::{Cable, Volume, decode};
use reftel::keys::{Step, parse_script};
use reftel::layout::Size;

const MOMENT: Moment = Moment { now: Timestamp::UNIX_EPOCH, random: [7; 10] };

fn open() -> App {
    let cable = Arc::new(Cable::parse(decode("1. (C) The boats came.\n\n2. (C) They left.\n".into())));
    App::open(Opening {
        shelf: Shelf::new(Arc::new(Volume::new(decode(cable.text.clone().into()))), Progress::Whole),
        opened: Opened { cable, ..Opened::default() },
        me: Writer::default(),
        settings: Settings::default(),
        typed: Typed::new(),
        size: Size::clamped(80, 24),
        templates: Vec::new(),
        file: None,
    })
}

/// Types; gives what is to be done for the last key.
fn keys(app: &mut App, script: &str) -> Vec<Effect> {
    let mut effects = Vec::new();
    for step in parse_script(script).unwrap() {
        let Step::Key(key) = step else { panic!("a key") };
        effects = app.handle(Event::Key(key), MOMENT);
    }
    effects
}

/// What goes out to the editor.
fn sent(effects: Vec<Effect>) -> (Draft, Vec<String>) {
    let out = effects.into_iter().find_map(|effect| match effect {
        Effect::EditOutside { draft, below } => Some((*draft, below)),
        _ => None,
    });
    out.unwrap()
}

/// The note on the second paragraph goes out, and `text` comes back.
fn round(app: &mut App, text: &str) -> Vec<Effect> {
    let (draft, _) = sent(keys(app, "e"));
    app.handle(
        Event::Done(Outcome::Edited {
            draft: Box::new(draft),
            text: EditedText { text: text.into(), taken_in: 0 },
        }),
        MOMENT,
    )
}

/// The texts of the notes and drafts, and which are drafts.
fn leaves(app: &App) -> Vec<(&str, bool)> {
    app.notebook().leaves().iter().map(|leaf| (leaf.body.as_str(), leaf.draft)).collect()
}

#[test]
fn the_frame_says_where_the_text_is_and_how_near_the_limit() {
    let mut app = open();
    keys(&mut app, "2Ga");
    assert_eq!(app.editor_frame().unwrap().kept, Ok(""), "nothing typed yet");
    keys(&mut app, "x");
    assert_eq!(app.editor_frame().unwrap().kept, Ok("draft in journal"));
    app.handle(Event::Done(Outcome::JournalFailed("disk full".into())), MOMENT);
    assert_eq!(app.editor_frame().unwrap().kept, Err("not on disk: disk full".into()));
    app.handle(Event::Done(Outcome::Journaled), MOMENT);
    app.handle(Event::Paste("y".repeat(40 << 10)), MOMENT);
    assert_eq!(app.editor_frame().unwrap().limit, None);
    app.handle(Event::Paste("y".repeat(20 << 10)), MOMENT);
    assert_eq!(app.editor_frame().unwrap().limit, Some("61 of 64 KiB".into()));
}

/// What is in view moves only when the cursor would leave it.
#[test]
fn the_frame_scrolls_with_the_cursor() {
    let mut app = open();
    keys(&mut app, "2Ga");
    app.handle(Event::Paste("line\n".repeat(99)), MOMENT);
    let rows = app.editor_frame().unwrap().rows;
    assert_eq!((rows.end, app.editor_frame().unwrap().below), (100, 0));
    keys(&mut app, "<Up><Up>");
    assert_eq!(app.editor_frame().unwrap().rows, rows);
    keys(&mut app, "<C-Home>");
    assert_eq!(app.editor_frame().unwrap().rows.start, 0);
    keys(&mut app, "<PgDn>");
    assert_eq!(app.editor_frame().unwrap().rows.start, 0, "to the last row in view");
    keys(&mut app, "<PgDn>");
    assert_eq!(app.editor_frame().unwrap().rows.start, rows.len() - 1);
}

#[test]
fn the_paragraph_goes_with_the_note() {
    let mut app = open();
    let (draft, below) = sent(keys(&mut app, "2Gatext<C-x><C-e>"));
    assert_eq!(draft.content.body, "text");
    assert_eq!(below, ["Note on ¶2 of this text.", "", "They left."]);
    let before = keys(&mut app, " and<C-x><C-e>");
    let out = before.iter().position(|effect| matches!(effect, Effect::EditOutside { .. }));
    let synced = before.iter().position(|effect| *effect == Effect::Sync);
    assert!(synced < out, "what was typed is on the medium before another program has the terminal");
}

#[test]
fn what_comes_back_is_the_note() {
    let mut app = open();
    keys(&mut app, "2Gatext<C-s>");
    let effects = round(&mut app, "longer\r\ntext");
    assert_eq!(leaves(&app), [("longer\ntext", false)]);
    let taken = effects.iter().position(|effect| *effect == Effect::EditTaken);
    let journal = effects.iter().position(|effect| matches!(effect, Effect::Journal { .. }));
    assert!(journal.is_some() && journal < taken, "its file goes when the journal has it");
}

#[test]
fn an_empty_or_unchanged_text_changes_nothing() {
    let mut app = open();
    keys(&mut app, "2Gatext<C-s>");
    for (text, said) in [(" \n", "stays as it was"), ("text", "changed nothing")] {
        let effects = round(&mut app, text);
        assert_eq!(effects, [Effect::EditTaken]);
        assert_eq!(leaves(&app), [("text", false)]);
        assert!(app.message().unwrap().contains(said), "{:?}", app.message());
    }
}

#[test]
fn a_text_too_long_for_a_note_is_kept_as_a_draft() {
    let mut app = open();
    keys(&mut app, "2Gatext<C-s>");
    let long = "x".repeat(BODY_MAX + 1);
    round(&mut app, &long);
    assert_eq!(leaves(&app), [(long.as_str(), true)]);
    assert!(app.message().unwrap().contains("kept as a draft"), "{:?}", app.message());
}

#[test]
fn nothing_goes_out_where_there_is_no_note() {
    let mut app = open();
    assert_eq!(keys(&mut app, "2Ge"), []);
    assert!(app.message().unwrap().contains("no note here"));
}
