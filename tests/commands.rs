//! Every word that can be typed behind `:`, typed; completion of them; presets; keys described.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::VecDeque;
use std::sync::Arc;

use jiff::Timestamp;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use reftel::annotation::{Anchor, Author, Change, Content, Ledger, NoteId, Writer};
use reftel::app::{
    App, COMMANDS, Effect, Event, Moment, Opened, Opening, Outcome, Progress, Settings, Shelf, Typed, is_line,
};
use reftel::cable::{Cable, Volume, decode};
use reftel::keys::{Action, Keymap, Preset, Scope, Step, Target, notation, parse_script};
use reftel::layout::Size;
use reftel::ui::{self, Theme};

const CABLE: &str = "\
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
const TWO: &str = "C O N F I D E N T I A L OSLO 000001\n\nTAGS: PREL\nSUBJECT: BOATS\n\n1. (C) A boat.\n\n\
                   C O N F I D E N T I A L OSLO 000002\n\nTAGS: PREL\nSUBJECT: FERRIES\n\n1. (C) A ferry.\n\n";

fn writer(name: &str) -> Writer {
    let id = format!("a-{}", name.repeat(26).chars().take(26).collect::<String>());
    Writer { author: Author { id, name: name.to_uppercase() }, replica: format!("r-{name}") }
}

/// The program with its shell, as far as these tests need one.
struct Desk {
    app: App,
    ledger: Ledger,
    random: u64,
    over: bool,
    /// What was to be given to the clipboard, and what was applied.
    effects: Vec<Effect>,
}

impl Desk {
    /// On a file, with a note of a colleague's on the second paragraph where there is one.
    fn open(text: &str, size: (u16, u16)) -> Self {
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

    fn give(&mut self, event: Event) {
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

    fn play(&mut self, script: &str) -> String {
        for step in parse_script(script).unwrap() {
            self.give(match step {
                Step::Key(key) => Event::Key(key),
                Step::Paste(text) => Event::Paste(text),
                Step::Resize(width, height) => Event::Resize(Size::clamped(width, height)),
            });
        }
        self.frame()
    }

    fn frame(&self) -> String {
        let Size { width, height } = self.app.size();
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        ui::draw(&mut buffer, &self.app, &Theme::Monochrome.into());
        let rows = buffer.content.chunks(usize::from(width));
        rows.map(|row| row.iter().map(|cell| cell.symbol()).collect::<String>() + "\n").collect()
    }
}

/// A word, keys that type it, and what the screen shows then; `QUIT` where the program has ended.
const TYPED: &[(&str, &str, &str)] = &[
    ("goto", ":goto 3<Enter>", "¶ 3/3"),
    ("goto", ":goto x<Enter>", "goto takes the number of a paragraph, not 'x'"),
    ("goto", ":goto<Enter>", "write :goto N"),
    ("mark", "3G:mark a<Enter>gg:marks<Enter>", "1 mark"),
    ("marks", ":marks<Enter>", "no marks"),
    ("follow", "3Gasee ¶1<C-s>:follow<Enter>", "¶ 1/3"),
    ("search", ":search herring<Enter>", "/herring [1/"),
    ("search", ":search boats<Enter>gg/<Enter>", "/boats [1/"),
    ("filter", ":filter (U)<Enter>", "1 of 3 paragraphs fit"),
    ("filter", ":filter<Enter>", "&  "),
    ("unfilter", ":filter (U)<Enter>:unfilter<Enter>", "3 (C)"),
    ("noh", ":search boats<Enter>:noh<Enter>", "/ search"),
    ("raw", ":raw<Enter>", "the file as it is"),
    ("notes", ":notes<Enter>", "1 note"),
    ("notes", "1Gamine<C-s>:notes theirs<Enter>", "1 of 2 notes"),
    ("note add", "3G:note add why dear?<Enter>", "why dear?"),
    ("note add", "3G:note add<Enter>", "save note"),
    ("note cable", ":note cable on all of it<Enter>", "on all of it"),
    ("note template", "3G:note template question<Enter>", "save note"),
    ("note edit", "3Gaone<C-s>:note edit<Enter>", "save note"),
    ("note editor", "3Gaone<C-s>:note editor<Enter>", "the editor was asked for"),
    ("note delete", "3Gaone<C-s>:note delete<Enter>", "deleted"),
    ("note type", "3Gaone<C-s>:note type question #fish<Enter>", "question"),
    ("note move", "3Gaone<C-s><Enter>:note move 1<Enter>", "stands on ¶1 now"),
    ("note move", "3Gaone<C-s><Enter>:note move 9<Enter>", "no paragraph is numbered 9"),
    ("anchor next", ":anchor next<Enter>", "every note stands where it was put"),
    ("anchor place", ":anchor place<Enter>", "no note with several places"),
    ("anchor confirm", "3Gaone<C-s><Enter>:anchor confirm<Enter>", "stands where it was put"),
    ("anchor relocate", "3Gaone<C-s><Enter>:anchor relocate<Enter>", "placing «one»"),
    ("anchor detach", "3Gaone<C-s><Enter>:anchor detach<Enter>", "stands on"),
    ("review next", ":review next<Enter>", "accept"),
    ("review prev", ":review prev<Enter>", "from the end again"),
    ("accept", "]r:accept<Enter>", "accepted: B's note"),
    ("accept-edited", "]r:accept-edited<Enter>", "your changes are a suggestion to B"),
    ("accept-all", "]r:accept-all<Enter>", "1 in view accepted"),
    ("reject", "]r:reject not ours<Enter>", "rejected: B's note"),
    ("reject", "]r:reject<Enter>", "reject, because"),
    ("skip", "]r:skip<Enter>", "nothing else is to be judged"),
    ("reply", "]r:reply all of them<Enter>", "all of them"),
    ("resolve", "]r:resolve<Enter>", "thread resolved"),
    ("resolve", "]r:resolve<Enter>:resolve<Enter>", "resolved already"),
    ("reopen", "]r:resolve<Enter>:reopen<Enter>", "thread reopened"),
    ("reopen", "]r:reopen<Enter>", "open already"),
    ("view", ":view mine<Enter>", "view mine"),
    ("view", ":view nobody<Enter>", "no view is called 'nobody'"),
    ("blind", ":blind<Enter>", "blind: only your own"),
    ("blind", ":blind<Enter>:blind off<Enter>", "show what others wrote now?"),
    ("blind", ":blind on<Enter>", "nothing behind it but off"),
    ("seen", ":seen<Enter>", "all seen"),
    ("entity alias", "<Tab><Tab>:entity alias Bear<Enter>", "Bear"),
    ("entity type", "<Tab><Tab>:entity type place<Enter>", "Places"),
    ("entity type", "<Tab><Tab>:entity type fish<Enter>", "no kind 'fish'"),
    ("entity merge", "<Tab><Tab>:entity merge nobody<Enter>", "no entity is called 'nobody'"),
    ("entity split", "<Tab><Tab>:entity split<Enter>", "this mention is of"),
    ("entity ignore", "<Tab><Tab>:entity ignore<Enter>", "u undoes"),
    ("entity why", "<Tab><Tab>:entity why<Enter>", "person"),
    ("entity keep", "<Tab><Tab>:entity keep<Enter>", "in the lexicon"),
    ("entity next", "<Tab><Tab><Enter>:entity next<Enter>", "2/"),
    ("entity filter", "<Tab><Tab>:entity filter white<Enter>", "White"),
    ("copy", ":copy<Enter>", "copied"),
    ("cite", ":cite<Enter>", "copied"),
    ("coverage", ":coverage<Enter>", "0 of 3 read"),
    ("read", "1G:read<Enter>:coverage<Enter>", "1 of 3 read"),
    ("undo", "3Gaone<C-s>:undo<Enter>", "(¶3)"),
    ("redo", "3Gaone<C-s>:undo<Enter>:redo<Enter>", "one"),
    ("set", ":set<Enter>", "theme auto · keymap default"),
    ("set", ":set ascii<Enter>", "ascii is auto (auto|on|off)"),
    ("set", ":set noclipboard<Enter>:set clipboard?<Enter>", "clipboard is off (on|off)"),
    ("set", ":set clipboard!<Enter>:set clipboard!<Enter>", "clipboard is on until"),
    ("set", ":set notes-width=40<Enter>:set notes-width<Enter>", "notes-width is 40 (16-200)"),
    ("set", ":set notes-width 9<Enter>", "from 16 to 200, not '9'"),
    ("set", ":set author Bo<Enter>", "read at the start"),
    ("set", ":set theem dark<Enter>", "'theem' is no setting (theme?)"),
    ("theme", ":theme light<Enter>", "theme is light until the session ends"),
    ("theme", ":theme lihgt<Enter>", "theme cannot be 'lihgt' (light?)"),
    ("keymap", ":keymap vim<Enter>e", "CONFIDENTIAL"),
    ("keymap", ":keymap vi<Enter>", "(vim?)"),
    ("map", ":map <lt>F5> filter (U)<Enter><F5>", "1 of 3 paragraphs fit"),
    ("map", ":map <lt>F5> next-paragraph<Enter><F5>]p", "¶ 2/3"),
    ("map", ":map <lt>F5> fly<Enter>", "no command is called 'fly'"),
    ("map", ":map <lt>F5><Enter>", "write :map KEYS COMMAND"),
    ("unmap", ":unmap }<Enter>}", "no command on }"),
    ("unmap", ":unmap }<Enter>]p", "¶ 1/3"),
    ("unmap", ":unmap q<Enter>", "quit needs a key here"),
    ("describe-key", ":describe-key gg<Enter>", "gg: top, to the top of the file"),
    ("describe-key", ":describe-key g<Enter>", "g: begins"),
    ("describe-key", ":describe-key ~<Enter>", "no command on ~"),
    ("describe-key", ":describe-key<Enter>dd", "dd: delete-note"),
    ("help", ":help<Enter>", "While reading"),
    ("help", ":help delete-note<Enter>", "delete-note"),
    ("help", ":help note add<Enter>", ":note add [TEXT]"),
    ("help", ":help snorkel<Enter>", "the help says nothing of 'snorkel'"),
    ("h", ":h<Enter>", "While reading"),
    ("version", ":version<Enter>", concat!("reftel ", env!("CARGO_PKG_VERSION"))),
    ("w", ":w<Enter>", "everything is saved"),
    ("q", ":q<Enter>", "QUIT"),
    ("wq", ":wq<Enter>", "QUIT"),
    ("x", ":x<Enter>", "QUIT"),
    ("q!", ":q!<Enter>", "QUIT"),
];

/// The words that need a file of several cables.
const OF_FILES: &[(&str, &str, &str)] = &[
    ("next", ":next<Enter>", "2/2"),
    ("prev", ":next<Enter>:prev<Enter>", "1/2"),
    ("cables", ":cables<Enter>", "FERRIES"),
];

/// The words of the library, and what is asked of it then.
const OF_THE_LIBRARY: &[(&str, &str, &str)] = &[
    ("open", ":open my cables<Enter>", "OpenFile(Path(\"my cables\"))"),
    ("e", ":e my cables<Enter>", "OpenFile(Path(\"my cables\"))"),
    ("library", ":library<Enter>", "ScanLibrary([])"),
    ("find", ":find tag:KCRM money<Enter>", "FindCables { typed: \"tag:KCRM money\""),
    ("ref", ":ref 09state81957¶4<Enter>", "OpenFile(Id(\"09STATE81957\"))"),
    ("refs", ":refs<Enter>", "LookAround(References"),
    ("where-else", "<Tab><Tab>:where-else<Enter>", "LookAround(Entity"),
    ("gaps", ":gaps<Enter>", "LookAround(Gaps)"),
];

#[test]
fn every_word_does_what_it_says() {
    let mut wrong = Vec::new();
    for (word, keys, wanted) in TYPED {
        let mut desk = Desk::open(CABLE, (120, 30));
        let shown = desk.play(keys);
        let is_it = if *wanted == "QUIT" { desk.over } else { shown.contains(wanted) };
        if !is_it {
            wrong.push(format!("{word}: {keys}: wanted {wanted}\n{shown}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn words_lead_from_cable_to_cable() {
    for (_, keys, wanted) in OF_FILES {
        let shown = Desk::open(TWO, (120, 30)).play(keys);
        assert!(shown.contains(wanted), "{keys}: {shown}");
    }
}

#[test]
fn words_ask_the_library() {
    for (_, keys, wanted) in OF_THE_LIBRARY {
        let mut desk = Desk::open(CABLE, (120, 30));
        desk.play(keys);
        let asked = format!("{:?}", desk.effects);
        assert!(asked.contains(wanted), "{keys}: {asked}");
    }
}

/// Whoever adds a word adds a line above.
#[test]
fn no_word_is_left_out() {
    let rows = || TYPED.iter().chain(OF_FILES).chain(OF_THE_LIBRARY);
    for (word, keys, _) in rows() {
        assert!(COMMANDS.iter().any(|command| command.name == *word), "{word} is no word");
        assert!(keys.contains(&format!(":{word}")), "{keys} does not type {word}");
    }
    let left: Vec<&str> = COMMANDS
        .iter()
        .map(|command| command.name)
        .filter(|name| rows().all(|(word, ..)| word != name))
        .collect();
    assert!(left.is_empty(), "typed by no test: {left:?}");
}

#[test]
fn what_fits_is_listed_and_chosen() {
    let shown = |keys: &str| Desk::open(CABLE, (80, 24)).play(keys);
    for (keys, wanted) in [
        (":", "1-10 of "),
        ("<C-p>", "1-10 of "),
        (":nt<Tab>", ":note type"),
        (":nty<C-n>", ":note type"),
        (":unfil<Tab>", ":unfilter"),
        (":note <S-Tab>", ":"),
        (":theme d<Tab>", ":theme dark"),
        (":keymap <Tab><Tab>", ":keymap less"),
        (":set theme <Tab><Tab>", ":set theme dark"),
        (":set wid", "text-width"),
        (":goto ", "(U) Minister Stoere"),
        (":filter (<Tab>", ":filter (C)"),
        (":entity merge whi<Tab>", ":entity merge Barry White"),
        (":entity type per<Tab>", ":entity type person"),
        (":describe-key dd", "delete-note"),
        (":map <lt>F5> unfi<Tab>", ":map <F5> unfilter"),
        (":view th<Tab>", ":view theirs"),
        (":help unf<Tab>", ":help unfilter"),
        (":note type ques<Tab>", ":note type question"),
        (":xyzzy<Tab>", "no command fits"),
        (":search h", "search [WORDS]: search the file"),
        // A command that a word is named like is that word.
        (":resolv", "1 fit"),
        // What the help says finds a command too.
        (":backwards", "search-back"),
        // Only one fits: Tab settles it, and what can follow is listed.
        (":keyma<Tab>", "emacs"),
    ] {
        assert!(shown(keys).contains(wanted), "{keys}: {wanted}\n{}", shown(keys));
    }
    // Around the ring it is what was typed again, and back the other way.
    let around = shown(":theme a<Tab><Tab><Tab><Tab>");
    assert!(around.contains(":theme a ") && around.contains("3 fit"), "{around}");
    let (there, back) = (shown(":no<Tab>"), shown(":no<Tab><Tab><S-Tab>"));
    assert_eq!(there, back);
}

#[test]
fn the_list_stays_on_every_screen() {
    for height in 1..12 {
        for width in [1, 10, 40, 80] {
            let mut desk = Desk::open(CABLE, (width, height));
            desk.play(":note <Tab><Tab><Tab><Tab><Tab><Tab><Tab><Tab><Tab><Tab><Tab><Tab>");
        }
    }
}

#[test]
fn lines_typed_before_come_back_by_their_beginning() {
    let mut desk = Desk::open(CABLE, (80, 24));
    desk.play(":goto 1<Enter>:filter (U)<Enter>:goto 3<Enter>");
    let line = |desk: &mut Desk, keys: &str| {
        let shown = desk.play(keys);
        shown.lines().last().unwrap().trim().to_owned()
    };
    assert_eq!(line(&mut desk, ":<Up>"), ":goto 3");
    assert_eq!(line(&mut desk, "<Up>"), ":filter (U)");
    assert_eq!(line(&mut desk, "<Esc>:go<Up><Up>"), ":goto 1");
    assert_eq!(line(&mut desk, "<Down>"), ":goto 3");
    assert_eq!(line(&mut desk, "<Down>"), ":go");
    let kept = desk.effects.iter().rev().find_map(|effect| match effect {
        Effect::KeepTyped(lines) => Some(lines.clone()),
        _ => None,
    });
    let kept: Vec<_> = kept.unwrap().into_iter().filter(|(prompt, _)| prompt == "command").collect();
    assert_eq!(kept.len(), 3);
    let mut desk = Desk::open(CABLE, (80, 24));
    desk.play(":set nohistory<Enter>/boats<Enter>");
    assert!(!desk.effects.iter().any(|effect| matches!(effect, Effect::KeepTyped(lines) if lines.len() > 1)));
}

#[test]
fn numbers_repeat_what_can_be_repeated() {
    for (keys, wanted) in [
        ("1Gaone<C-s>atwo<C-s>athree<C-s>2dd", "notes 2"),
        ("1Gaone<C-s>atwo<C-s>2u", "notes 1"),
        ("1Gaone<C-s>atwo<C-s>2u2<C-r>", "notes 3"),
        ("9u", "nothing to undo"),
        ("1G2M:coverage<Enter>", "2 of 3 read"),
        ("2<Tab>", "▸Entities"),
        ("2}", "¶ 2/3"),
        ("?5j", ", 34/"),
    ] {
        let shown = Desk::open(CABLE, (120, 30)).play(keys);
        assert!(shown.contains(wanted), "{keys}: {wanted}\n{shown}");
    }
}

fn keymap(preset: Preset) -> Keymap {
    let (map, faults, _) = preset.keymap(&[], &is_line);
    assert_eq!(faults, [], "{}", preset.name);
    map
}

#[test]
fn every_preset_keeps_a_way_to_each_command_that_it_does_not_drop() {
    let default = keymap(Preset::ALL[0]);
    for preset in Preset::ALL {
        let layer = preset.layer().unwrap();
        let (_, faults) = Keymap::builtin().unwrap().with(&layer, &is_line);
        assert_eq!(faults, [], "{}", preset.name);
        let map = keymap(preset);
        for scope in Scope::ALL {
            let dropped = |action: Action| {
                layer.get(scope.name()).and_then(|commands| commands.get(action.name())) == Some(&None)
            };
            for (_, action) in default.bindings(scope) {
                let kept = map.keys_of(scope, action).is_some();
                assert!(
                    kept || dropped(action),
                    "{}: {} has no key in {}",
                    preset.name,
                    action.name(),
                    scope.name()
                );
            }
        }
        assert_eq!(preset.name == "default", layer.is_empty());
    }
}

/// What a preset says of a command is what its keys do: nothing in the same file takes them again.
#[test]
fn presets_have_the_keys_that_they_name() {
    for preset in Preset::ALL {
        let map = keymap(preset);
        for (scope, commands) in preset.layer().unwrap() {
            let bound = map.targets(Scope::named(&scope).unwrap());
            for (command, keys) in commands {
                for keys in keys.unwrap_or_default() {
                    let is_it = |(known, target): &(Vec<_>, Target)| {
                        notation(known) == keys && target.name() == command
                    };
                    assert!(
                        bound.iter().any(is_it),
                        "{}: {keys} does not run {command} in {scope}",
                        preset.name
                    );
                }
            }
        }
    }
}

#[test]
fn presets_feel_as_the_program_that_they_are_named_after() {
    let with = |preset: &str, keys: &str| {
        let mut desk = Desk::open(CABLE, (100, 24));
        desk.play(&format!(":keymap {preset}<Enter>{keys}"))
    };
    for (preset, keys, wanted) in [
        ("less", "?herring<Enter>", "?"),
        ("less", "H", "While reading"),
        ("less", "Q", "CONFIDENTIAL"),
        ("vim", "?stoere<Enter>", "[2/2]"),
        ("vim", "?stoere<Enter>n", "[1/2]"),
        ("vim", "?stoere<Enter>nN", "[2/2]"),
        ("vim", "?stoere<Enter><Esc>n", "[1/2]"),
        ("vim", "?stoere<Enter>/stoere<Enter>n", "[1/2]"),
        ("vim", "gO", "1 note"),
        ("emacs", "<A-x>goto 3<Enter>", "¶ 3/3"),
        ("emacs", "<C-s>herring<Enter>", "/herring [1/"),
        ("emacs", "<C-h>kgg", "gg: top"),
        ("emacs", "<C-x>", "^C quit"),
    ] {
        let shown = with(preset, keys);
        assert!(shown.contains(wanted), "{preset} {keys}: {shown}");
    }
    let mut desk = Desk::open(CABLE, (100, 24));
    desk.play(":keymap emacs<Enter><C-x><C-c>");
    assert!(desk.over);
}

#[test]
fn settings_read_anew_leave_what_was_set_here() {
    let mut desk = Desk::open(CABLE, (120, 30));
    desk.play(":theme light<Enter>:map <lt>F5> coverage<Enter>");
    let mut settings = Settings::default();
    settings.set("theme", "dark").unwrap();
    settings.set("keymap", "emacs").unwrap();
    settings.set("notes-width", "50").unwrap();
    desk.give(Event::Configured { settings: Box::new(settings), words: "read anew".into() });
    assert!(desk.frame().contains("read anew"));
    assert_eq!((desk.app.settings().get("theme"), desk.app.settings().get("keymap")), ("light", "emacs"));
    assert!(desk.play("<F5>").contains("0 of 3 read"));
    assert!(desk.play("<A-x>coverage<Enter>").contains("0 of 3 read"));
    assert_eq!(desk.app.panes().notes.unwrap().width, 50);
}

#[test]
fn the_cable_is_one() {
    assert!(Cable::parse(decode(CABLE.into())).is_cable());
}
