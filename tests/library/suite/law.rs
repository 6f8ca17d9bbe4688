//! The law: what an engine finds is what `Query::matches` says of each cable.

use std::cell::RefCell;
use std::collections::BTreeSet;

use jiff::Timestamp;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use reftel::cable::Classification;
use reftel::entity::Kind;
use reftel::library::query::Folded;
use reftel::library::{Card, Engine, Filing, Name, NoteText, Query, Standing};

use super::paper::{Paper, place, scanned};

/// Few words, so that they meet, and some that tokenizers of their own take apart elsewhere: circled, private, newer than
/// an index, without letters, with accents of their own.
const WORD: &str =
    "[a-c]|[a-c]|[a-c]{2}|[ÀéÑß]|Ⓐ|\u{e000}|🤌|½|x²|İ|a\u{301}|\u{301}|北京|ﬁ|\u{16e80}|\u{a7cd}|ａ|_|'|\0";

fn words(most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec((WORD, "[ ]|[ ]|[-.,\n']|"), 0..=most)
        .prop_map(|words| words.into_iter().map(|(word, between)| word + &between).collect())
}

fn kind() -> impl Strategy<Value = Kind> {
    prop::sample::select(vec![Kind::Person, Kind::Organization, Kind::Place, Kind::Law])
}

fn name() -> impl Strategy<Value = Name> {
    (kind(), words(3), prop::collection::vec(words(2), 0..3)).prop_map(|(kind, name, aliases)| Name {
        kind,
        name,
        aliases,
        mentions: 1,
        paragraphs: vec![0],
    })
}

fn id() -> impl Strategy<Value = String> {
    "0[12](AB|B|01AB)[12]".prop_map(|id| id.replace("01AB", "XYAB"))
}

fn card() -> impl Strategy<Value = Card> {
    let level = prop::sample::select(vec![
        Classification::Unclassified,
        Classification::LimitedOfficialUse,
        Classification::Secret,
        Classification::TopSecret,
    ]);
    // The seconds around midnights of 2000 to 2002.
    let second = (0i64..800, -1i64..=1).prop_map(|(day, second)| 946_684_800 + day * 86_400 + second);
    (prop::option::of(id()), prop::option::of(second), words(3), prop::option::of(level), words(4), 0usize..3)
        .prop_map(|(id, second, post, classification, subject, paragraphs)| Card {
            key: id.unwrap_or_else(|| String::from("text-01ab1")),
            date: second.map(|second| Timestamp::from_second(second).unwrap()),
            post,
            classification,
            subject,
            paragraphs,
            ..Card::default()
        })
}

fn filing() -> impl Strategy<Value = Filing> {
    let tags = prop::collection::btree_set(words(3), 0..3);
    let marks = prop::collection::btree_set("|U|C|S/NF", 0..3);
    (card(), words(3), tags, prop::collection::btree_set(id(), 0..3), marks, words(12)).prop_map(
        |(card, sender, tags, cites, marks, text)| {
            let text = Folded::new(&text);
            Filing { card, sender, tags, cites, marks, text }
        },
    )
}

fn paper() -> impl Strategy<Value = Paper> {
    let standing = (0usize..2, 0usize..3, any::<bool>()).prop_map(|(notes, read, pinned)| Standing {
        notes,
        read,
        pinned,
    });
    let texts = prop::collection::vec(words(4).prop_map(NoteText), 0..3);
    (filing(), prop::collection::vec(name(), 0..3), standing, texts)
        .prop_map(|(filing, names, standing, texts)| Paper { filing, names, standing, texts })
}

fn term() -> impl Strategy<Value = String> {
    let phrase = (words(3), any::<bool>()).prop_map(|(words, star)| {
        // A query of signs alone is none.
        format!(
            "\"{}\"{}",
            if words.chars().any(char::is_alphanumeric) { words } else { "a".into() },
            if star { "*" } else { "" }
        )
    });
    let field = "|(subject|tag|from|note|person|org|place|entity):";
    prop_oneof![
        4 => (field, phrase).prop_map(|(field, phrase)| field + &phrase),
        2 => "NEAR\\([a-c] \"[a-c]( [a-c])?\"\\*?( [a-c]{1,2})?, [0-4]\\)",
        1 => "(before|on|after):200[0-2](-0[1-3](-0[1-3])?)?",
        1 => "class:(>=|<=)?(U|LOU|C|S|TS)",
        1 => "mark:(U|C|S/NF|unmarked)",
        1 => "(ref|id):(0[12])?(AB|B|XYAB)[12]",
        1 => "is:(read|unread|noted|pinned)",
    ]
}

fn query() -> impl Strategy<Value = String> {
    term().prop_recursive(4, 16, 3, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} {b})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} OR {b})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} -({b}))")),
            inner.prop_map(|a| format!("-({a})")),
        ]
    })
}

pub(crate) fn every_answer_is_that_of_the_reference(engine: &mut dyn Engine) {
    let engine = RefCell::new(engine);
    let corpus = (prop::collection::vec(paper(), 1..5), prop::collection::vec(query(), 1..8));
    let config = Config { failure_persistence: None, ..Config::default() };
    let law = |(mut papers, queries): (Vec<Paper>, Vec<String>)| {
        let mut engine = engine.borrow_mut();
        let mut keys = BTreeSet::new();
        papers.retain(|paper| keys.insert(paper.filing.card.key.clone()));
        put(&mut **engine, &papers);
        for query in queries {
            // What has no word is refused before an engine hears of it.
            let Ok(query) = Query::parse(&query) else { continue };
            let hits = engine.search(&query, &[], 100).unwrap();
            let found: BTreeSet<usize> = hits.iter().map(|hit| hit.card.place.index).collect();
            prop_assert_eq!(found.len(), hits.len(), "each once");
            let fit = |(index, paper): (usize, &Paper)| query.matches(&paper.document()).then_some(index);
            let wanted: BTreeSet<usize> = papers.iter().enumerate().filter_map(fit).collect();
            prop_assert_eq!(found, wanted, "{}", query);
        }
        Ok(())
    };
    if let Err(error) = TestRunner::new(config).run(&corpus, law) {
        panic!("{error}");
    }
}

/// Puts these in, in place of all that was there.
fn put(engine: &mut dyn Engine, papers: &[Paper]) {
    for (key, _) in engine.standings().unwrap() {
        engine.put_standing(&key, Standing::default(), &[]).unwrap();
    }
    engine.put(&[scanned("/a", papers.iter().map(|paper| paper.filing.clone()))]).unwrap();
    let names: Vec<_> =
        papers.iter().enumerate().map(|(index, paper)| (place("/a", index), paper.names.clone())).collect();
    engine.put_names(&names).unwrap();
    for paper in papers {
        engine.put_standing(&paper.filing.card.key, paper.standing, &paper.texts).unwrap();
    }
}
