//! Any keys, any pastes, any sizes: the program neither stops nor loses text that was written.

#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use jiff::Timestamp;
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use reftel::annotation::{Author, EditedText, History, Ledger, Patch, Writer};
use reftel::app::{
    App, Effect, Event, Mode, Moment, Opened, Opening, Outcome, Progress, Settings, Shelf, Typed,
};
use reftel::cable::{Cable, Volume, decode};
use reftel::keys::{Action, Code, Key, Keymap, Scope};
use reftel::layout::Size;
use reftel::ui::{self, Theme};

const TEXTS: [&str; 4] = [
    include_str!("../assets/09MEXICO2882.txt"),
    "plain text\n\nwith \u{1b}[2J and \u{202e}bidi\u{202c}, 外務省, e\u{301}\u{301}\u{301}\n\n\tand a tab\r\nCRLF\rCR\n",
    "UNCLAS POST 000001\nSUBJECT: X\n1. (S//REL TO USA, AUS, CAN, GBR, NZL) One.\n2. (U) Two.\n\n\n\n",
    "\n\n\n",
];

fn writer() -> Writer {
    let author = Author { id: format!("a-{}", "0".repeat(26)), name: String::from("Tester") };
    Writer { author, replica: format!("r-{}", "0".repeat(16)) }
}

/// A disk that takes everything, or nothing.
struct Desk {
    ledger: Ledger,
    full: bool,
    random: u64,
}

impl Desk {
    fn moment(&mut self) -> Moment {
        self.random += 1;
        let mut random = [0; 10];
        random[..8].copy_from_slice(&self.random.to_be_bytes());
        Moment { now: Timestamp::UNIX_EPOCH, random }
    }

    fn perform(&mut self, effect: Effect) -> Option<Outcome> {
        let why = || String::from("no space left");
        match effect {
            Effect::Commit(_) if self.full => Some(Outcome::CommitFailed(why())),
            Effect::Commit(changes) => {
                self.ledger.write(&writer(), &changes).unwrap();
                Some(Outcome::Committed(self.ledger.clone()))
            }
            Effect::Journal { .. } if self.full => Some(Outcome::JournalFailed(why())),
            Effect::Journal { .. } => Some(Outcome::Journaled),
            Effect::OpenCable { cable, .. } => {
                Some(Outcome::Opened(Box::new(Opened { cable, ..Opened::default() })))
            }
            Effect::EditOutside { .. } if self.full => Some(Outcome::NotEdited(why())),
            Effect::EditOutside { draft, .. } => {
                let text = draft.content.body.to_uppercase().repeat(self.random as usize % 3);
                Some(Outcome::Edited { draft, text: EditedText { text, taken_in: 0 } })
            }
            // Damaged on disk: of another text.
            Effect::RecallHistory { id, .. } => {
                let mut history = History::default();
                history.record(Patch { at: 1, removed: "x".into(), inserted: "y".into() });
                Some(Outcome::HistoryRecalled { id, history })
            }
            _ => None,
        }
    }
}

/// Gives the event and what follows from it; whether the program has quit.
fn give(app: &mut App, desk: &mut Desk, event: Event) -> bool {
    let mut events = std::collections::VecDeque::from([event]);
    let mut over = false;
    while let Some(event) = events.pop_front() {
        for effect in app.handle(event, desk.moment()) {
            over |= effect == Effect::Quit;
            events.extend(desk.perform(effect).map(Event::Done));
        }
    }
    over
}

fn open(cable: &Arc<Cable>) -> App {
    App::open(Opening {
        opened: Opened { cable: Arc::clone(cable), ..Opened::default() },
        shelf: Shelf::new(Arc::new(Volume::new(decode(cable.text.clone().into()))), Progress::Whole),
        me: writer(),
        settings: Settings::default(),
        typed: Typed::new(),
        size: Size::clamped(80, 24),
        templates: Vec::new(),
        file: None,
    })
}

fn draw(app: &App) {
    let size = app.size();
    let mut buffer = Buffer::empty(Rect::new(0, 0, size.width, size.height));
    let cursor = ui::draw(&mut buffer, app, &Theme::Sixteen.into());
    if let Some((x, y)) = cursor {
        assert!(x < size.width && y < size.height, "the cursor is outside: {x},{y} of {size:?}");
    }
    for cell in &buffer.content {
        assert!(!cell.symbol().chars().any(char::is_control), "{:?}", cell.symbol());
    }
}

/// Every key that is bound somewhere, and some that are not.
fn keys() -> Vec<Key> {
    let map = Keymap::builtin().unwrap();
    let mut keys: Vec<Key> =
        Scope::ALL.into_iter().flat_map(|s| map.bindings(s)).flat_map(|(keys, _)| keys).collect();
    keys.extend("0123456789xyzé外".chars().map(|c| Key::plain(Code::Char(c))));
    keys
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        12 => prop::sample::select(keys()).prop_map(Event::Key),
        2 => "[a-z ]{1,8}|[\\PC\n\r\t]{0,20}".prop_map(Event::Paste),
        1 => (0u16..140, 0u16..50).prop_map(|(w, h)| Event::Resize(Size::clamped(w, h))),
        1 => Just(Event::Idle),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn nothing_stops_the_program(
        text in 0..TEXTS.len(), full in any::<bool>(), events in prop::collection::vec(event(), 1..80)
    ) {
        let cable = Arc::new(Cable::parse(decode(TEXTS[text].into())));
        let mut desk = Desk { ledger: Ledger::default(), full, random: 0 };
        let mut app = open(&cable);
        let extraction = reftel::entity::extract(&cable);
        let found = Outcome::Extracted { text_sha256: String::new(), extraction };
        give(&mut app, &mut desk, Event::Done(found));
        for event in events {
            if give(&mut app, &mut desk, event) {
                break;
            }
            draw(&app);
            // What is in the editor is in the draft that the journal was given.
            if let Mode::Composing(composer) = app.mode()
                && !composer.editor.text().trim().is_empty()
                && composer.editor.text() != composer.draft.content.body
            {
                prop_assert!(false, "the draft is behind the editor");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn the_cursor_stands_on_text_that_is_shown(
        filter in prop::sample::select(vec!["(C)", "!(C)", "note", "unread", "/Mexico|a/", "the", "unmarked"]),
        events in prop::collection::vec(event(), 1..60),
    ) {
        let cable = Arc::new(Cable::parse(decode(TEXTS[0].into())));
        let mut desk = Desk { ledger: Ledger::default(), full: false, random: 0 };
        let mut app = open(&cable);
        let typed = format!("8Ga{filter}\u{13}&{filter}\r");
        for c in typed.chars() {
            let key = match c {
                '\r' => Key::plain(Code::Enter),
                '\u{13}' => reftel::keys::Key { ctrl: true, ..Key::plain(Code::Char('s')) },
                c => Key::plain(Code::Char(c)),
            };
            give(&mut app, &mut desk, Event::Key(key));
        }
        for event in events {
            if give(&mut app, &mut desk, event) {
                break;
            }
            draw(&app);
            let cursor = app.reader().cursor();
            prop_assert!(!app.reader().is_hidden(cursor.block), "{cursor:?} with {:?}", app.filter());
        }
    }
}

#[test]
fn every_command_runs_everywhere() {
    let cable = Arc::new(Cable::parse(decode(TEXTS[0].into())));
    for action in Action::ALL {
        let mut desk = Desk { ledger: Ledger::default(), full: false, random: 0 };
        let mut app = open(&cable);
        for key in format!(":{}\r", action.name()).chars() {
            let code = if key == '\r' { Code::Enter } else { Code::Char(key) };
            give(&mut app, &mut desk, Event::Key(Key::plain(code)));
        }
        draw(&app);
    }
}
