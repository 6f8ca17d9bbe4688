//! What a query finds, and in which order.

use std::path::PathBuf;

use reftel::cable::Classification;
use reftel::entity::Kind;
use reftel::library::query::Folded;
use reftel::library::{Card, Engine, Filing, NoteText, Standing};

use super::paper::{date, filing, found, keys, name, parsed, place, scanned};

/// Two cables that differ in everything.
fn fill(engine: &mut dyn Engine) {
    let port = Filing {
        card: Card {
            key: "09PORTLOUIS12".into(),
            date: date("2009-10-05T12:30:00Z"),
            post: "PORT LOUIS".into(),
            classification: Some(Classification::Confidential),
            subject: "Harbour dues".into(),
            paragraphs: 2,
            ..Card::default()
        },
        sender: "AMEMBASSY PORT LOUIS".into(),
        tags: ["ECON".into(), "MARÍN, ANA".into()].into(),
        cites: ["09STATE7".into()].into(),
        marks: ["S/NF".into(), String::new()].into(),
        text: Folded::new(
            "Harbour dues\nThe Ministry's officers asked for money. Laundering of money was denied.",
        ),
    };
    let rest = Filing { card: Card { key: "text-0a1".into(), ..Card::default() }, ..Filing::default() };
    engine.put(&[scanned("/port", [port]), scanned("/rest", [rest])]).unwrap();
    let names = [
        name(Kind::Person, &["Ana Marín Soto", "Soto"]),
        name(Kind::Organization, &["Ministry of Ports"]),
        name(Kind::Place, &["Port Louis"]),
        name(Kind::Event, &["Regatta"]),
    ];
    engine.put_names(&[(place("/port", 0), names.into()), (place("/rest", 0), Vec::new())]).unwrap();
    let standing = Standing { notes: 1, read: 1, pinned: true };
    engine.put_standing("09PORTLOUIS12", standing, &[NoteText("Which cities?".into())]).unwrap();
}

pub(crate) fn every_field_finds_its_cables(engine: &mut dyn Engine) {
    fill(engine);
    for query in [
        "harbour",
        "\"money laundering\" minist*",
        "(money -drugs) (tag:ECON OR nothing) -from:MEXICO",
        "\"officers ask\"*",
        "NEAR(officers denied, 7)",
        "tag:EC* tag:\"marin, ana\"",
        "from:\"port louis\" from:amemb*",
        "subject:dues",
        "person:\"marin soto\" person:an* -person:ministry",
        "org:\"ministry of\" place:louis entity:regatta entity:soto -org:regatta",
        "note:cities -note:harbour",
        "class:C class:>=LOU class:<=S -class:U",
        "before:2010 before:2009-10-06 on:2009 on:2009-10 on:2009-10-05 after:2008 after:2009-09 after:2009-10-04",
        "mark:S/NF mark:unmarked -mark:S",
        "id:09PORTLOUIS12 ref:09STATE7 ref:STATE7",
        "is:unread is:noted is:pinned",
    ] {
        assert_eq!(found(engine, query), ["09PORTLOUIS12"], "{query}");
    }
    for query in [
        "-harbour",
        "-class:>=U -before:9999 -after:0001 -mark:unmarked",
        "-is:noted -tag:econ",
        "is:unread -is:pinned",
        "-(class:C OR harb OR \"dues the ministry officers\") -entity:r*",
    ] {
        assert_eq!(found(engine, query), ["text-0a1"], "{query}");
    }
    for query in
        ["harb", "\"dues harbour\"", "ref:TE7", "ref:08STATE7", "id:PORTLOUIS12", "is:read", "person:regatta"]
    {
        assert!(found(engine, query).is_empty(), "{query}");
    }
    assert_eq!(found(engine, "").len(), 2);
}

pub(crate) fn words_are_not_found_across_two_values(engine: &mut dyn Engine) {
    fill(engine);
    let texts = ["one two", "three four"].map(|words| NoteText(words.into()));
    engine.put_standing("09PORTLOUIS12", Standing::default(), &texts).unwrap();
    for query in [
        "from:\"port louis amembassy\"",
        "tag:\"econ marin\"",
        "person:\"soto soto\"",
        "person:\"soto \u{e000} soto\"",
        "person:\u{e000}",
        "note:\"two three\"",
        "entity:\"soto ministry\"",
    ] {
        assert!(found(engine, query).is_empty(), "{query}");
    }
}

pub(crate) fn the_best_come_first(engine: &mut dyn Engine) {
    let texts = ["boats and cars and trains and planes", "boats boats boats and", "a car", "cars boats"];
    let filler =
        (0..20).map(|number| filing("", &format!("filler {number}"), "nothing to see here, it is full"));
    let cables = texts.map(|text| filing("", text, text)).into_iter().chain(filler);
    engine.put(&[scanned("/a", cables)]).unwrap();
    // Ranked by the index alone, and together with a condition.
    for query in ["boats", "boats -class:S"] {
        let hits = engine.search(&parsed(query), &[], 9).unwrap();
        assert!(hits.is_sorted_by(|before, after| before.score >= after.score), "{query}");
        assert!(hits.iter().all(|hit| hit.score > 0.0), "{query}");
        let keys: Vec<String> = hits.into_iter().map(|hit| hit.card.key).collect();
        assert_eq!((keys.len(), keys[0].as_str(), keys[2].as_str()), (3, texts[1], texts[0]), "{query}");
    }
    assert_eq!(keys(engine.search(&parsed("boats"), &[], 1)), [texts[1]]);
}

pub(crate) fn without_words_the_latest_come_first(engine: &mut dyn Engine) {
    let dated = |key: &str, day: &str| {
        let mut cable = filing("", key, "boats");
        cable.card.date = (!day.is_empty()).then(|| date(day)).flatten();
        cable
    };
    let cables = [
        dated("old", "1966-02-28T00:00:00Z"),
        dated("none", ""),
        dated("new", "2010-01-01T00:00:00Z"),
        dated("middle", "2009-01-01T00:00:00Z"),
    ];
    engine.put(&[scanned("/a", cables)]).unwrap();
    assert_eq!(found(engine, ""), ["new", "middle", "old", "none"]);
    assert_eq!(found(engine, "-on:2009"), ["new", "old", "none"]);
    assert!(engine.search(&parsed("-on:2009"), &[], 9).unwrap().iter().all(|hit| hit.score == 0.0));
}

pub(crate) fn no_more_than_the_limit_are_given(engine: &mut dyn Engine) {
    let cables = (0..9).map(|number| filing("", &format!("cable {number}"), "boats"));
    engine.put(&[scanned("/a", cables)]).unwrap();
    for query in ["", "boats", "boats -class:S", "-class:S"] {
        for (limit, given) in [(0, 0), (1, 1), (9, 9), (10, 9), (usize::MAX, 9)] {
            assert_eq!(engine.search(&parsed(query), &[], limit).unwrap().len(), given, "{query} {limit}");
        }
    }
    for (limit, given) in [(0, 0), (1, 1), (usize::MAX, 9)] {
        assert_eq!(engine.nameless(limit).unwrap().len(), given, "{limit}");
    }
}

pub(crate) fn roots_bound_what_is_found(engine: &mut dyn Engine) {
    let files = ["/a/1", "/ab/2", "/a/c/3"].map(|path| scanned(path, [filing("", path, "boats")]));
    engine.put(&files).unwrap();
    let root = [PathBuf::from("/a")];
    for query in ["boats", "boats -class:S", "", "-class:S"] {
        let mut below = keys(engine.search(&parsed(query), &root, 9));
        below.sort();
        assert_eq!(below, ["/a/1", "/a/c/3"], "{query}");
    }
    // The limit counts what lies below.
    assert_eq!(keys(engine.search(&parsed("boats"), &["/ab".into()], 1)), ["/ab/2"]);
}

pub(crate) fn texts_beyond_all_bounds_are_found(engine: &mut dyn Engine) {
    let many: String = (0..200_000).map(|number| format!("w{number} ")).collect();
    let (long, other) = ("é".repeat(1500), "e".repeat(1501));
    let texts = [many + "end end", format!("{long} end"), format!("{other} end"), "end ".repeat(100_000)];
    let cables = texts.iter().zip(["many", "long", "other", "end"]).map(|(text, key)| filing("", key, text));
    engine.put(&[scanned("/a", cables)]).unwrap();
    let mut name = name(Kind::Person, &["Ana"]);
    name.aliases = (0..100_000).map(|number| format!("alias{number} soto{number}")).collect();
    engine.put_names(&[(place("/a", 0), vec![name])]).unwrap();
    for (query, finds) in [
        ("w199999 w1 -w200000".into(), &["many"][..]),
        ("\"w199998 w199999 end\" -\"w1 w3\" w19999*".into(), &["many"]),
        ("\"w199999 w199998\" OR w1999990*".into(), &[]),
        (long.clone(), &["long"]),
        (format!("{long}*"), &["long", "other"]),
        (format!("end -{other}"), &["end", "long", "many"]),
        (format!("{}*", "e".repeat(1499)), &["long", "other"]),
        ("e*".into(), &["end", "long", "many", "other"]),
        ("NEAR(w5 end, 9) OR NEAR(w199999 end, 0)".into(), &["many"]),
        ("person:\"alias99999 soto99999\" person:soto9999* -person:\"soto1 alias2\"".into(), &["many"]),
    ] {
        let mut keys = found(engine, &query);
        keys.sort();
        assert_eq!(keys, finds, "{}", &query[..query.len().min(60)]);
    }
}

pub(crate) fn the_largest_queries_are_answered(engine: &mut dyn Engine) {
    engine.put(&[scanned("/a", [filing("", "1", "a b c")])]).unwrap();
    for (query, finds) in [
        ("a ".repeat(256), true),
        (format!("a{}", " OR x".repeat(255)), true),
        (format!("a{}", " -x".repeat(255)), true),
        (format!("a{}", " tag:x".repeat(255)), false),
        (format!("a{}", " OR tag:x".repeat(255)), true),
        (format!("a{}", " OR person:x".repeat(255)), true),
        (format!("-({}", "b -(a OR tag:x OR (".repeat(20)) + "c" + &"))".repeat(20) + ")", true),
        (format!("{}c{}", "(x OR (a ".repeat(31), "))".repeat(31)), true),
        (format!("NEAR({})", "a ".repeat(250)), true),
        (format!("\"{}\"", "a ".repeat(1000)), false),
        (format!("tag:\"{}\"", "a ".repeat(1000)), false),
    ] {
        assert_eq!(!found(engine, &query).is_empty(), finds, "{query}");
    }
}
