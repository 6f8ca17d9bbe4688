//! How fast notes are when there are many on one cable: `cargo bench --bench notes`.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::path::Path;
use std::sync::Arc;

use divan::{Bencher, black_box};
use jiff::Timestamp;
use reftel::annotation::{Anchor, Author, Change, Content, Ledger, NoteId, Target, Writer};
use reftel::app::{App, Effect, Event, Moment, Opened, Opening, Outcome, Progress, Settings, Shelf, Typed};
use reftel::cable::{Cable, Volume, decode};
use reftel::keys::parse_script;
use reftel::layout::Size;
use reftel::review::{self, Threads};
use reftel::store::{CableKey, Store};

const NOTES: u64 = 10_000;
const SAMPLE: &str = include_str!("../assets/09MEXICO2882.txt");

fn main() {
    divan::main();
}

fn moment() -> Moment {
    Moment { now: Timestamp::UNIX_EPOCH, random: [7; 10] }
}

fn volume() -> Volume {
    Volume::new(decode(SAMPLE.into()))
}

fn change(cable: &Cable, number: u64) -> Change {
    let paragraph = number as usize % cable.paragraphs.len();
    let content = Content {
        anchor: Anchor::paragraph(cable, paragraph),
        body: format!("Note {number}: who else was at the table, and who wrote it down?"),
        ..Content::default()
    };
    let id = NoteId::mint(number, [7; 10]);
    Change { id, parents: Vec::new(), content: Some(content), at: Timestamp::UNIX_EPOCH }
}

/// A configuration directory with [`NOTES`] notes on the sample.
fn filled() -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    let cable = volume().cable(0);
    let first: Vec<Change> = (0..NOTES).map(|number| change(&cable, number)).collect();
    store(root.path()).commit(&CableKey::of(&cable), &first).unwrap();
    root
}

fn store(root: &Path) -> Store {
    Store::open(Some(root.into()), Some("Ann")).unwrap()
}

fn opened(store: &mut Store) -> App {
    let shelf = Shelf::new(Arc::new(volume()), Progress::Whole);
    let cable = Arc::new(shelf.volume().cable(0));
    let key = CableKey::of(&cable);
    let ledger = store.load(&key).ledger;
    let opened = Opened { cable, ledger, text_sha256: key.text_sha256, ..Opened::default() };
    let (me, size) = (store.writer().clone(), Size::clamped(120, 40));
    let (settings, typed) = (Settings::default(), Typed::new());
    App::open(Opening { opened, shelf, me, settings, typed, size, templates: Vec::new(), file: None })
}

fn press(app: &mut App, keys: &str) -> Vec<Effect> {
    let steps = parse_script(keys).unwrap();
    let events = steps.into_iter().map(|step| match step {
        reftel::keys::Step::Key(key) => Event::Key(key),
        step => panic!("{step:?} is no key"),
    });
    events.flat_map(|event| app.handle(event, moment())).collect()
}

/// The file of notes, read and checked.
#[divan::bench(sample_count = 10)]
fn load(bencher: Bencher) {
    let root = filled();
    let key = CableKey::of(&volume().cable(0));
    bencher.bench_local(|| black_box(store(root.path()).load(&key)));
}

/// From the file to the first frame.
#[divan::bench(sample_count = 10)]
fn open(bencher: Bencher) {
    let root = filled();
    bencher.bench_local(|| black_box(opened(&mut store(root.path()))));
}

/// A key in the note editor, without the disk.
#[divan::bench(sample_count = 20)]
fn type_a_character(bencher: Bencher) {
    let root = filled();
    let mut app = opened(&mut store(root.path()));
    press(&mut app, "a");
    bencher.bench_local(|| black_box(press(&mut app, "x")));
}

/// The key that saves a note, without the disk.
#[divan::bench(sample_count = 10)]
fn press_save(bencher: Bencher) {
    let root = filled();
    let app = opened(&mut store(root.path()));
    bencher
        .with_inputs(|| {
            let mut app = app.clone();
            press(&mut app, "ax");
            app
        })
        .bench_local_values(|mut app| {
            black_box(press(&mut app, "<C-s>"));
            app
        });
}

/// What the program does when a save has ended.
#[divan::bench(sample_count = 10)]
fn take_the_saved(bencher: Bencher) {
    let root = filled();
    let mut store = store(root.path());
    let app = opened(&mut store);
    let ledger = store.load(&CableKey::of(app.cable())).ledger;
    bencher.with_inputs(|| (app.clone(), ledger.clone())).bench_local_values(|(mut app, ledger)| {
        black_box(app.handle(Event::Done(Outcome::Committed(ledger)), moment()));
        app
    });
}

/// What was said, where a hundred thousand replies each answer the one before.
#[divan::bench(sample_count = 10)]
fn threads_of_a_long_chain(bencher: Bencher) {
    let note = Change { content: Some(Content::default()), ..change(&volume().cable(0), 0) };
    let mut changes = vec![note];
    for number in 1..=100_000 {
        let before: &Change = &changes[changes.len() - 1];
        let on = Target { id: before.id.clone(), author: "a-ann".into(), ver: before.key() };
        let id = NoteId::mint(number, [7; 10]);
        let content = Some(review::reply(on, "And?".into()));
        changes.push(Change { id, parents: Vec::new(), content, at: Timestamp::UNIX_EPOCH });
    }
    let writer = Writer { author: Author { id: "a-ann".into(), name: "Ann".into() }, replica: "r-1".into() };
    let mut ledger = Ledger::default();
    ledger.write(&writer, &changes).unwrap();
    bencher.bench_local(|| black_box(Threads::of(&ledger)));
}

/// One more note put on disk.
#[divan::bench(sample_count = 10)]
fn commit(bencher: Bencher) {
    let root = filled();
    let mut store = store(root.path());
    let cable = volume().cable(0);
    let key = CableKey::of(&cable);
    store.load(&key);
    let mut number = NOTES;
    bencher.bench_local(|| {
        number += 1;
        black_box(store.commit(&key, &[change(&cable, number)]).unwrap())
    });
}
