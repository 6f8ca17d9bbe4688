//! The program on a small cable, with as much of its shell as words and presets need.

use std::collections::VecDeque;
use std::sync::Arc;

use jiff::Timestamp;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use reftel::annotation::{Anchor, Author, Change, Content, Ledger, NoteId, Writer};
use reftel::app::{App, Effect, Event, Moment, Opened, Opening, Outcome, Progress, Settings, Shelf, Typed};
use reftel::cable::{Volume, decode};
use reftel::keys::{Step, parse_script};
use reftel::layout::Size;
use reftel::ui::{self, Theme};

pub(crate) const CABLE: &str = "\
C O N F I D E N T I A L OSLO 000777

SIPDIS

E.O. 12958: DECL: 03/04/2019
TAGS: PREL PGOV
SUBJECT: HERRING AND ITS FRIENDS

1. (C) Summary: Foreign Minister Jonas Stoere met Ambassador Barry White. End summary.

2. (U) Minister Stoere spoke of boats. See 09OSLO777.

3. (C) Ambassador White had herring for lunch.

SMITH
";

/// Two cables of one file.
pub(crate) const TWO: &str = "C O N F I D E N T I A L OSLO 000001\n\nTAGS: PREL\nSUBJECT: BOATS\n\n1. (C) A boat.\n\n\
                   C O N F I D E N T I A L OSLO 000002\n\nTAGS: PREL\nSUBJECT: FERRIES\n\n1. (C) A ferry.\n\n";

fn writer(name: &str) -> Writer {
    let id = format!("a-{}", name.repeat(26).chars().take(26).collect::<String>());
    Writer { author: Author { id, name: name.to_uppercase() }, replica: format!("r-{name}") }
}

/// The program with its shell, as far as these tests need one.
pub(crate) struct Desk {
    pub(crate) app: App,
    ledger: Ledger,
    random: u64,
    pub(crate) over: bool,
    /// What was to be given to the clipboard, and what was applied.
    pub(crate) effects: Vec<Effect>,
}

impl Desk {
    /// On a file, with a note of a colleague's on the second paragraph where there is one.
    pub(crate) fn open(text: &str, size: (u16, u16)) -> Self {
        let volume = Arc::new(Volume::new(decode(text.as_bytes().to_vec())));
        let cable = Arc::new(volume.cable(0));
        let mut ledger = Ledger::default();
        if cable.paragraphs.len() > 1 {
            let content = Content {
                anchor: Anchor::paragraph(&cable, 1),
                body: "whose boats?".into(),
                ..Content::default()
            };
            let id = NoteId::mint(1, [9; 10]);
            let change =
                Change { id, parents: Vec::new(), content: Some(content), at: Timestamp::UNIX_EPOCH };
            ledger.write(&writer("b"), &[change]).unwrap();
        }
        let opened = Opened { cable: Arc::clone(&cable), ledger: ledger.clone(), ..Opened::default() };
        let app = App::open(Opening {
            opened,
            shelf: Shelf::new(volume, Progress::Whole),
            me: writer("a"),
            settings: Settings::default(),
            typed: Typed::new(),
            size: Size::clamped(size.0, size.1),
            templates: reftel::app::Template::builtin(),
            file: None,
        });
        let mut desk = Self { app, ledger, random: 0, over: false, effects: Vec::new() };
        let extraction = reftel::entity::extract(&cable);
        desk.give(Event::Done(Outcome::Extracted { text_sha256: String::new(), extraction }));
        desk
    }

    pub(crate) fn give(&mut self, event: Event) {
        let mut events = VecDeque::from([event]);
        while let Some(event) = events.pop_front() {
            self.random += 1;
            let mut random = [0; 10];
            random[..8].copy_from_slice(&self.random.to_be_bytes());
            for effect in self.app.handle(event, Moment { now: Timestamp::UNIX_EPOCH, random }) {
                self.effects.push(effect.clone());
                let outcome = match effect {
                    Effect::Commit(changes) => {
                        self.ledger.write(&writer("a"), &changes).unwrap();
                        Outcome::Committed(self.ledger.clone())
                    }
                    Effect::Journal { .. } => Outcome::Journaled,
                    Effect::OpenCable { cable, .. } => {
                        Outcome::Opened(Box::new(Opened { cable, ..Opened::default() }))
                    }
                    Effect::Copy(_) => Outcome::Copied("copied".into()),
                    Effect::EditOutside { .. } => Outcome::NotEdited("the editor was asked for".into()),
                    Effect::AddToLexicon(_) => Outcome::Noticed(vec!["in the lexicon".into()]),
                    Effect::Quit => {
                        self.over = true;
                        continue;
                    }
                    _ => continue,
                };
                events.push_back(Event::Done(outcome));
            }
        }
    }

    pub(crate) fn play(&mut self, script: &str) -> String {
        for step in parse_script(script).unwrap() {
            self.give(match step {
                Step::Key(key) => Event::Key(key),
                Step::Paste(text) => Event::Paste(text),
                Step::Resize(width, height) => Event::Resize(Size::clamped(width, height)),
            });
        }
        self.frame()
    }

    pub(crate) fn frame(&self) -> String {
        let Size { width, height } = self.app.size();
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        ui::draw(&mut buffer, &self.app, &Theme::Monochrome.into());
        let rows = buffer.content.chunks(usize::from(width));
        rows.map(|row| row.iter().map(|cell| cell.symbol()).collect::<String>() + "\n").collect()
    }
}
