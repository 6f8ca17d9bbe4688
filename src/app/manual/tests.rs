//! What the manual names must be there.

use std::collections::BTreeSet;

use jiff::Timestamp;
use pulldown_cmark::{Event as Part, Parser};

use super::*;
use crate::app::{App, Event, Moment};
use crate::keys::{Code, Key, Keymap, Scope, notation};

/// All that stands in backticks in the running text, with its topic.
fn named() -> Vec<(&'static str, String)> {
    let of = |(name, text): Topic| {
        let parts = Parser::new(text).filter_map(move |part| match part {
            Part::Code(code) => Some((name, code.to_string())),
            _ => None,
        });
        parts.collect::<Vec<_>>()
    };
    TOPICS.into_iter().flat_map(of).collect()
}

/// What is left of keys without the number in front, and the letter of a mark behind.
fn bare(keys: &str) -> &str {
    let keys = match keys.trim_start_matches(|c: char| c.is_ascii_digit()) {
        "" => keys,
        keys => keys,
    };
    match keys.as_bytes() {
        [b'm' | b'\'', b'a'..=b'z'] => &keys[..1],
        _ => keys,
    }
}

#[test]
fn every_key_is_a_key_of_the_program() {
    let keymap = Keymap::builtin().unwrap();
    let bindings = Scope::ALL.into_iter().flat_map(|scope| keymap.bindings(scope));
    let known: BTreeSet<String> = bindings.map(|(keys, _)| notation(&keys)).collect();
    let is_line = |code: &str| {
        code.len() > 1 && [":", "$", "--", "reftel ", "REFTEL_"].iter().any(|sign| code.starts_with(sign))
    };
    // What stands there are queries.
    let is_key = |(topic, code): &(&str, String)| *topic != "queries" && !is_line(code);
    let keys: Vec<_> = named().into_iter().filter(is_key).collect();
    let wrong: Vec<_> = keys.iter().filter(|(_, keys)| keys != "''" && !known.contains(bare(keys))).collect();
    assert!(wrong.is_empty(), "no such keys: {wrong:?}");
    assert!(keys.len() > 100, "the keys were not found");
}

#[test]
fn every_line_behind_a_colon_is_understood() {
    let lines: Vec<_> =
        named().into_iter().filter(|(_, code)| code.len() > 1 && code.starts_with(':')).collect();
    assert!(lines.len() > 3, "the lines were not found");
    for (topic, line) in lines {
        let mut app = App::sample("1. (C) The boats came.\n", Vec::new());
        let keys = line.chars().map(|c| Key::plain(Code::Char(c))).chain([Key::plain(Code::Enter)]);
        for key in keys {
            app.handle(Event::Key(key), Moment { now: Timestamp::UNIX_EPOCH, random: [0; 10] });
        }
        let said = app.message().unwrap_or_default();
        assert!(!said.starts_with("no command") && !said.starts_with("no topic"), "{topic}: {line}: {said}");
    }
}

#[test]
fn a_topic_has_a_name_that_is_its_heading() {
    for (name, text) in TOPICS {
        let heading = text.lines().next().unwrap_or_default();
        assert_eq!(heading.to_lowercase(), format!("# {name}"));
        assert!(text.lines().all(|line| line.len() <= 130), "{name} has a long line");
    }
}

#[test]
fn a_topic_is_found_by_its_beginning_where_it_is_the_only_one() {
    assert_eq!(topic("glo").map(|(name, _)| name), Some("glossary"));
    assert_eq!(topic("re"), None);
    assert_eq!(topic("review").map(|(name, _)| name), Some("review"));
    assert_eq!(topic(""), None);
}
