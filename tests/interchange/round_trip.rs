//! Export and import of JSON-LD give the same set of entries, whatever it holds.

use proptest::prelude::*;
use reftel::annotation::{
    Anchor, Content, Entry, EntryKind, Extra, Judgement, Ledger, NoteId, Target, Version,
};
use reftel::cable::Cable;
use reftel::entity::{Correction, Fix, Kind, Named};
use reftel::export::Whose;
use reftel::review::{self, merge};
use serde_json::Value;

use crate::support::{all, cable, exported, id, imported, write, writer};

/// What one of four people does.
#[derive(Clone, Debug)]
enum Step {
    Note {
        who: usize,
        note: u64,
        paragraph: usize,
        body: String,
        tag: String,
    },
    Delete {
        who: usize,
        note: u64,
    },
    Say {
        who: usize,
        on: usize,
        what: usize,
        body: String,
    },
    /// Puts an entity right.
    Correct {
        who: usize,
        name: String,
        what: usize,
    },
    Sync {
        from: usize,
        to: usize,
    },
    /// An entry of a version to come: a kind, a field and a fraction that nobody knows yet.
    Newer {
        who: usize,
        kind: String,
        fraction: f64,
    },
}

fn step() -> impl Strategy<Value = Step> {
    let who = || 0..4usize;
    let body = || "[a-z \n\"\\\\<&é外\u{202e}\u{0}\u{feff}\u{1f6f3}]{0,20}";
    prop_oneof![
        3 => (who(), 0..4u64, 0..4usize, body(), "[a-zé ]{0,6}")
            .prop_map(|(who, note, paragraph, body, tag)| Step::Note { who, note, paragraph, body, tag }),
        1 => (who(), 0..4u64).prop_map(|(who, note)| Step::Delete { who, note }),
        3 => (who(), 0..40usize, 0..6usize, body()).prop_map(|(who, on, what, body)| Step::Say { who, on, what, body }),
        2 => (who(), "[A-Z][a-z é\u{202e}\u{0}\"\\\\]{1,8}", 0..6usize)
            .prop_map(|(who, name, what)| Step::Correct { who, name, what }),
        2 => (who(), who()).prop_map(|(from, to)| Step::Sync { from, to }),
        1 => (who(), "[a-z]{1,8}", -1e9..1e9f64).prop_map(|(who, kind, fraction)| Step::Newer { who, kind, fraction }),
    ]
}

/// Everything that was written after `steps`.
fn play(steps: &[Step]) -> Ledger {
    let cable = cable();
    let mut ledgers: [Ledger; 4] = Default::default();
    for (at, step) in steps.iter().enumerate() {
        match step {
            Step::Note { who, note, paragraph, body, tag } => {
                let anchor =
                    if *paragraph == 3 { Anchor::whole() } else { Anchor::paragraph(&cable, *paragraph) };
                let tags = vec![tag.clone()];
                let content = Content { anchor, body: format!("{body}{at}"), tags, ..Content::default() };
                write(&mut ledgers[*who], *who, id(*note), Some(content));
            }
            Step::Delete { who, note } => _ = write(&mut ledgers[*who], *who, id(*note), None),
            Step::Say { who, on, what, body } => say(&mut ledgers[*who], *who, *on, *what, body, at),
            Step::Correct { who, name, what } => correct(&cable, &mut ledgers[*who], *who, name, *what),
            Step::Sync { from, to } => ledgers[*to] = merge(&ledgers[*to], &ledgers[*from]),
            Step::Newer { who, kind, fraction } => newer(&mut ledgers[*who], *who, kind, *fraction, at),
        }
    }
    ledgers.iter().fold(Ledger::default(), |union, ledger| merge(&union, ledger))
}

/// Says something about the annotation that is the `on`th known; about one that is not known where there is none.
fn say(ledger: &mut Ledger, who: usize, on: usize, what: usize, body: &str, at: usize) {
    let author = writer(who).author.id;
    let known = all(ledger);
    let target = match known.get(on % known.len().max(1)) {
        Some((writer, entry)) => {
            Target { id: entry.id.clone(), author: writer.author.id.clone(), ver: entry.ver.clone() }
        }
        None => Target { id: id(99), author: "a-dan".into(), ver: Version(format!("v1-{on:032x}").into()) },
    };
    let fresh = id(1000 + at as u64);
    let (id, content) = match what {
        0 => (fresh, review::reply(target, body.into())),
        1 => review::verdict(&author, target, Judgement::Reject, body.into()),
        2 => review::verdict(&author, target, Judgement::Unsure, body.into()),
        3 => review::resolution(&author, target, at.is_multiple_of(2)),
        4 => (fresh, review::suggestion(target, None)),
        _ => (fresh, review::suggestion(target, Some(Content { body: body.into(), ..Content::default() }))),
    };
    write(ledger, who, id, Some(content));
}

/// Puts an entity right, in one of the six ways.
fn correct(cable: &Cable, ledger: &mut Ledger, who: usize, name: &str, what: usize) {
    let on = Named { name: name.to_owned(), kind: Kind::Person };
    let fix = match what {
        0 => Fix::Add,
        1 => Fix::Split(format!("{name} the younger")),
        2 => Fix::Merge(Named { name: "Ann".into(), kind: Kind::Organization }),
        3 => Fix::Kind(Kind::CableRef),
        4 => Fix::Rename(format!("the real {name}")),
        _ => Fix::Ignore,
    };
    let anchor = if fix.points() { Anchor::paragraph(cable, 1) } else { Anchor::default() };
    let correction = Correction { on, fix };
    let id = NoteId::of_correction(&writer(who).author.id, &correction, &anchor);
    let content = Content { anchor, correction: Some(correction), ..Content::default() };
    write(ledger, who, id, Some(content));
}

fn newer(ledger: &mut Ledger, who: usize, kind: &str, fraction: f64, at: usize) {
    let writer = writer(who);
    let seq = ledger.entries_of(&writer).last().map_or(0, |entry| entry.seq) + 1;
    let known = Content { body: "to come".into(), ..Content::default() };
    write(ledger, who, id(2000 + at as u64), Some(known));
    let mut entry: Entry = ledger.entries_of(&writer).last().copied().unwrap().clone();
    entry.kind = EntryKind::Other(format!("x-{kind}"));
    entry.seq = seq + 1;
    entry.extra = Extra::from([("weight".into(), fraction.into()), ("é".into(), Value::from(vec![1, 2]))]);
    entry.ver = entry.hash(&writer);
    ledger.add(&writer, entry).unwrap();
}

/// As many cases as `PROPTEST_CASES` says.
fn config() -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn export_and_import_give_the_same_set(steps in proptest::collection::vec(step(), 0..24)) {
        let ledger = play(&steps);
        let text = exported(&cable(), &ledger, &Whose::All);
        let (back, refused) = imported(&text);
        prop_assert_eq!(refused, 0);
        prop_assert_eq!(all(&back), all(&ledger));
        prop_assert_eq!(&back, &ledger);
        prop_assert_eq!(back.corrections(), ledger.corrections());
        prop_assert_eq!(exported(&cable(), &back, &Whose::All), text, "the same set is the same document");
    }

    /// Every annotation has an id of its own, an author, and a target.
    #[test]
    fn every_annotation_is_one_of_the_model(steps in proptest::collection::vec(step(), 0..24)) {
        let ledger = play(&steps);
        let document: Value = serde_json::from_str(&exported(&cable(), &ledger, &Whose::All)).unwrap();
        let items = document["first"]["items"].as_array().unwrap();
        let living = ledger.strands().iter().map(|strand| strand.living().count()).sum::<usize>();
        prop_assert_eq!(items.len(), living);
        let mut ids: Vec<&str> = items.iter().filter_map(|item| item["id"].as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        prop_assert_eq!(ids.len(), items.len(), "an id occurs twice");
        for item in items {
            prop_assert_eq!(&item["type"], "Annotation");
            prop_assert!(item["creator"]["id"].is_string() && item["motivation"].is_string());
            prop_assert!(item["target"].is_string() || item["target"]["source"].is_string());
        }
    }
}

#[test]
fn one_author_s_entries_go_out_alone() {
    let mut ledger = Ledger::default();
    let note = Content { body: "mine".into(), ..Content::default() };
    write(&mut ledger, 0, id(1), Some(note.clone()));
    write(&mut ledger, 2, id(2), Some(Content { body: "theirs".into(), ..note }));
    let authors = |whose: &Whose| {
        let (back, _) = imported(&exported(&cable(), &ledger, whose));
        all(&back).into_iter().map(|(writer, _)| writer.author.id).collect::<Vec<_>>()
    };
    assert_eq!(authors(&Whose::Mine), ["a-ann"]);
    assert_eq!(authors(&Whose::Named("a-ben".into())), ["a-ben"]);
    assert_eq!(authors(&Whose::Named(writer(2).author.name)), ["a-ben"]);
    assert_eq!(authors(&Whose::All).len(), 2);
}

#[test]
fn a_quote_has_its_words_and_its_place_in_the_file() {
    let cable = cable();
    let at = cable.text.find("château").unwrap();
    let span = reftel::cable::Span::new(at, at + "château".len());
    let anchor = Anchor::quote(&cable, 0, span).unwrap();
    let mut ledger = Ledger::default();
    write(&mut ledger, 0, id(1), Some(Content { anchor, body: "where?".into(), ..Content::default() }));
    let document: Value = serde_json::from_str(&exported(&cable, &ledger, &Whose::All)).unwrap();
    let item = &document["first"]["items"][0];
    let scalars = cable.text[..at].chars().count();
    assert_eq!(item["target"]["selector"][0]["exact"], "château");
    assert_eq!(item["target"]["selector"][0]["suffix"], " of the count.");
    assert_eq!(item["target"]["selector"][1]["start"], scalars);
    assert_eq!(item["target"]["selector"][1]["end"], scalars + 7);
    assert_eq!((&item["reftel:marking"], &item["reftel:paragraph"]), (&Value::from("C"), &Value::from(1)));
    assert_eq!(document["reftel:classification"][0], "CONFIDENTIAL SIPDIS");
}

#[test]
fn what_is_unmarked_stays_unmarked() {
    let mut ledger = Ledger::default();
    let anchor = Anchor::paragraph(&cable(), 2);
    write(
        &mut ledger,
        0,
        NoteId::mint(1, [0; 10]),
        Some(Content { anchor, body: "x".into(), ..Content::default() }),
    );
    let document: Value = serde_json::from_str(&exported(&cable(), &ledger, &Whose::All)).unwrap();
    assert!(document["first"]["items"][0].get("reftel:marking").is_none());
    let bare = reftel::cable::Cable::parse(reftel::cable::decode("1. Nobody came.\n".into()));
    let document: Value = serde_json::from_str(&exported(&bare, &ledger, &Whose::All)).unwrap();
    assert!(document.get("reftel:classification").is_none());
}
