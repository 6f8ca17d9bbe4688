//! Whatever keys are typed in a review: what others wrote stays as it is, and undo leads back.

use std::collections::BTreeSet;

use jiff::Timestamp;
use proptest::prelude::*;

use crate::annotation::{
    Anchor, Author, Change, Content, Judgement, Ledger, Note, NoteId, Target, Version, Writer,
};
use crate::app::{App, Event, Moment, Opened};
use crate::cable::{Volume, decode};
use crate::layout::Size;
use crate::review::{Threads, reply, suggestion, verdict};

const TEXT: &str = "C O N F I D E N T I A L OSLO 000001\n\nTAGS: PREL\nSUBJECT: BOATS\n\n1. (C) A boat came in.\n\n\
    2. (U) No ferry came.\n\n3. (C) It rained.\n";

/// What a reader may type in a review, each by itself.
const KEYS: [&str; 26] = [
    "a",
    "x<Enter>",
    "xno<Enter>",
    "E!<C-s>",
    "E!<Esc>",
    "r!<C-s>",
    "r?<Esc>",
    "R",
    "<Space>",
    "U",
    "u",
    "<C-r>",
    "]r",
    "[r",
    "]n",
    "[n",
    "]w",
    "i!<C-s>",
    "dd",
    "za",
    "gv",
    "gb",
    "gby<Enter>",
    "<Tab>",
    "<Enter>",
    "<Esc>",
];

fn writer(name: &str) -> Writer {
    let author = Author { id: format!("a-{}", name.repeat(26)), name: name.into() };
    Writer { author, replica: format!("r-{}", name.repeat(26)) }
}

fn write(ledger: &mut Ledger, by: &str, id: NoteId, parents: Vec<Version>, content: Content) {
    let change = Change { id, parents, content: Some(content), at: Timestamp::UNIX_EPOCH };
    ledger.write(&writer(by), &[change]).unwrap();
}

fn target(ledger: &Ledger, by: &str, number: u8) -> Target {
    let (id, author) = (NoteId::mint(u64::from(number), [number; 10]), writer(by).author.id);
    let ver = ledger.heads(&id, &author).remove(0);
    Target { id, author, ver }
}

/// Two notes of mine, two of a colleague's; they suggest another text for one of mine in each of the two ways, and that the
/// other goes; a third reader has judged and answered.
fn two_sets(cable: &crate::cable::Cable) -> Ledger {
    let mut ledger = Ledger::default();
    let note = |paragraph, body: &str| Content {
        anchor: Anchor::paragraph(cable, paragraph),
        body: body.into(),
        ..Content::default()
    };
    let id = |number: u8| NoteId::mint(u64::from(number), [number; 10]);
    // Undo goes no further back than to a version that is not here.
    let gone = vec![Version(format!("v1-{}", "0".repeat(32)).into())];
    write(&mut ledger, "1", id(1), gone.clone(), note(0, "which boat"));
    write(&mut ledger, "1", id(2), gone, note(1, "which ferry"));
    write(&mut ledger, "2", id(3), Vec::new(), note(1, "the night ferry"));
    write(&mut ledger, "2", id(4), Vec::new(), note(2, "as ever"));
    let (boat, ferry) = (target(&ledger, "1", 1), target(&ledger, "1", 2));
    write(&mut ledger, "2", id(5), Vec::new(), suggestion(boat.clone(), Some(note(0, "which small boat"))));
    write(&mut ledger, "2", id(1), vec![boat.ver], note(0, "which white boat"));
    write(&mut ledger, "2", id(6), Vec::new(), suggestion(ferry, None));
    let theirs = target(&ledger, "2", 3);
    let (verdict_id, verdict) =
        verdict(&writer("3").author.id, theirs.clone(), Judgement::Accept, "yes".into());
    write(&mut ledger, "3", verdict_id, Vec::new(), verdict);
    write(&mut ledger, "3", id(7), Vec::new(), reply(theirs, "are you sure".into()));
    ledger
}

fn open() -> (App, Ledger) {
    let ledger = two_sets(&Volume::new(decode(TEXT.into())).cable(0));
    let opened = Opened { ledger: ledger.clone(), ..Opened::default() };
    (App::on(TEXT, writer("1"), Size::clamped(120, 40), opened), ledger)
}

/// All that is known, with what waits to be saved.
fn known(app: &App, ledger: &Ledger) -> Ledger {
    ledger.with(&writer("1"), app.notebook().unsaved())
}

fn notes_of(ledger: &Ledger, by: &[&str]) -> Vec<Note> {
    let authors: BTreeSet<String> = by.iter().map(|name| writer(name).author.id).collect();
    ledger.notes().into_iter().filter(|note| authors.contains(&note.author.id)).collect()
}

#[test]
fn what_awaits_a_verdict_is_walked_in_the_order_of_the_text() {
    let (mut app, _) = open();
    let mut walked = Vec::new();
    for round in 0..6 {
        app.play_as(round, "]r");
        walked.extend(app.meant().map(|leaf| app.notebook().leaves()[leaf].body.clone()));
    }
    assert_eq!(
        walked,
        [
            "which {+white +}boat",
            "which {+small +}boat",
            "[-which ferry-]",
            "the night ferry",
            "as ever",
            "which {+white +}boat",
        ]
        .map(|words| words.replace(" +}", "+} "))
    );
}

#[test]
fn a_verdict_given_again_without_a_reason_keeps_the_reason() {
    let (mut app, ledger) = open();
    let theirs = target(&ledger, "2", 3);
    // To the colleague's own note: the three items before it are suggestions.
    app.play_as(1, "]r]r]r]rxno<Enter>");
    let given = |app: &App| {
        let threads = Threads::of(&known(app, &ledger));
        let verdicts = threads.on(&theirs.id, &theirs.author).unwrap().verdicts.clone();
        verdicts.into_iter().find(|given| given.author.id == writer("1").author.id)
    };
    let before = given(&app);
    assert_eq!(before.as_ref().map(|given| given.reason.as_str()), Some("no"));
    app.notebook.select(app.notebook.position(&theirs.key()));
    app.play_as(2, "x<Enter>");
    assert_eq!(given(&app), before);
    app.play_as(3, "xyes<Enter>");
    assert_eq!(given(&app).map(|given| given.reason).as_deref(), Some("yes"));
}

#[test]
fn after_all_in_view_are_accepted_the_one_behind_them_opens() {
    let (mut app, _) = open();
    // So small that the notes on paragraph 3 are not in view.
    app.handle(Event::Resize(Size::clamped(80, 14)), Moment { now: Timestamp::UNIX_EPOCH, random: [0; 10] });
    app.play_as(1, "gg]rU");
    let chosen = app.notebook().selected().map(|leaf| &app.notebook().leaves()[leaf]);
    assert!(chosen.is_some_and(|leaf| leaf.item.as_ref().is_some_and(|item| !item.standing.is_done())));
}

#[test]
fn after_a_suggestion_the_note_stays_chosen_so_that_it_can_be_judged() {
    let (mut app, ledger) = open();
    app.play_as(1, "gg4]ri!<C-s>");
    let before = notes_of(&known(&app, &ledger), &["1"]).len();
    app.play_as(50, "a");
    assert_eq!(app.message().map(|words| words.starts_with("accepted: ")), Some(true));
    assert_eq!(notes_of(&known(&app, &ledger), &["1"]).len(), before);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 100, ..ProptestConfig::default() })]

    #[test]
    fn no_key_changes_what_others_wrote_and_undo_leads_back(
        typed in prop::collection::vec(prop::sample::select(&KEYS[..]), 0..25),
    ) {
        let (mut app, ledger) = open();
        app.play_as(0, "gg]r");
        let mut beside = false;
        for (keys, round) in typed.iter().zip(1u8..) {
            app.play_as(round, keys);
            let leaves = app.notebook().leaves();
            let keys: BTreeSet<_> = leaves.iter().map(|leaf| (&leaf.id, &leaf.author_id)).collect();
            prop_assert_eq!(keys.len(), leaves.len(), "a note is shown twice");
            prop_assert_eq!(app.margin().placed().len(), leaves.len());
            beside |= leaves.iter().any(|leaf| leaf.versions > 1 || leaf.draft);
        }
        let now = known(&app, &ledger);
        prop_assert_eq!(notes_of(&now, &["2", "3"]), notes_of(&ledger, &["2", "3"]));
        // A draft that was begun before an undo stands beside what is there since: that stays.
        prop_assume!(!beside);
        app.play_as(100, "<Esc><Esc><Esc>");
        for round in 101..180 {
            app.play_as(round, "u");
        }
        let now = known(&app, &ledger);
        let contents = |ledger: &Ledger| -> Vec<Content> {
            notes_of(ledger, &["1"]).into_iter().map(|note| note.content).collect()
        };
        prop_assert_eq!(contents(&now), contents(&ledger));
        prop_assert_eq!(Threads::of(&now), Threads::of(&ledger));
    }
}
