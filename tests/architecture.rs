//! The allowed arrows between the folders of `src`, and who may touch the world. Fails on a forbidden one.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// What each module may use of this crate; `app` and `store` never meet.
const ARROWS: &[(&str, &[&str])] = &[
    ("cable", &[]),
    ("entity", &["cable"]),
    ("annotation", &["cable", "entity"]),
    ("review", &["annotation", "entity", "cable"]),
    ("layout", &["cable"]),
    ("library", &["cable", "entity", "annotation", "layout"]),
    ("keys", &[]),
    ("app", &["cable", "annotation", "entity", "review", "layout", "library", "keys"]),
    ("store", &["annotation", "review", "entity", "cable"]),
    ("export", &["cable", "annotation", "review", "entity", "layout"]),
    ("ui", &["app", "cable", "annotation", "entity", "review", "layout", "library", "keys"]),
    (
        "shell",
        &[
            "cable",
            "entity",
            "annotation",
            "review",
            "layout",
            "library",
            "keys",
            "app",
            "store",
            "export",
            "ui",
        ],
    ),
];

/// Which modules may name what of the outside world.
const OUTSIDE: &[(&str, &[&str])] = &[
    ("ratatui", &["ui", "shell"]),
    ("base64", &["shell"]),
    ("crossterm", &["shell"]),
    ("clap", &["shell"]),
    ("clap_complete", &["shell"]),
    ("clap_mangen", &["shell"]),
    ("pulldown_cmark", &["annotation", "app", "export"]),
    ("signal_hook", &["shell"]),
    ("rustix", &["shell", "store"]),
    ("directories", &["store"]),
    ("rusqlite", &["library"]),
    ("postgres::", &["library"]),
    ("serde_yaml", &["store", "keys"]),
    ("saphyr_parser", &["store"]),
    ("textwrap", &["layout"]),
    ("html5gum", &["cable"]),
    ("unicode_normalization", &["review", "library"]),
    ("regex_lite", &["app"]),
    ("fst::", &["cable"]),
    ("nucleo_matcher", &["app"]),
    ("similar", &["review"]),
    ("std::fs", &["shell", "store", "library"]),
    ("std::env", &["shell", "store"]),
    ("std::thread", &["shell", "store", "library"]),
    ("std::process", &["shell", "store"]),
    ("std::net", &[]),
    ("SystemTime", &["shell", "store"]),
    ("Instant", &["shell", "store"]),
    ("Timestamp::now", &["shell", "store"]),
    ("println!", &[]),
    ("print!", &[]),
    ("eprintln!", &[]),
    ("static mut", &[]),
];

fn sources() -> Vec<(String, PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root.clone()];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let inside = path.strip_prefix(&root).unwrap();
            if inside.components().count() > 1 {
                let module = inside.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
                let text = code_of(&fs::read_to_string(&path).unwrap());
                found.push((module, inside.to_path_buf(), text));
            }
        }
    }
    assert!(found.len() > 20, "the sources were not found");
    found
}

/// A file's code without comments and without its tests.
fn code_of(text: &str) -> String {
    let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    let lines = code.lines().map(|line| if line.trim_start().starts_with("//") { "" } else { line });
    lines.collect::<Vec<_>>().join("\n")
}

/// The modules that a file names behind `crate::`, one or several in braces.
fn used(code: &str) -> BTreeSet<String> {
    let word =
        |text: &str| -> String { text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect() };
    let mut used = BTreeSet::new();
    for (at, name) in code.match_indices("crate::") {
        let rest = &code[at + name.len()..];
        match rest.strip_prefix('{') {
            Some(group) => {
                let mut depth = 0;
                let mut item = String::new();
                for c in group.chars() {
                    match c {
                        '{' => depth += 1,
                        '}' if depth == 0 => break,
                        '}' => depth -= 1,
                        ',' if depth == 0 => {
                            used.insert(word(item.trim()));
                            item.clear();
                            continue;
                        }
                        _ => {}
                    }
                    item.push(c);
                }
                used.insert(word(item.trim()));
            }
            None => {
                used.insert(word(rest));
            }
        }
    }
    used.remove("");
    used
}

#[test]
fn every_arrow_is_allowed() {
    let mut wrong = Vec::new();
    for (module, path, code) in sources() {
        let allowed = ARROWS.iter().find(|(name, _)| *name == module);
        let Some((_, allowed)) = allowed else {
            wrong.push(format!("{}: the folder {module} is not in the table", path.display()));
            continue;
        };
        for target in used(&code) {
            if target != module && !allowed.contains(&target.as_str()) {
                wrong.push(format!("{}: {module} -> {target}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "forbidden arrows:\n{}", wrong.join("\n"));
}

#[test]
fn the_world_is_touched_at_the_rim_only() {
    let mut wrong = Vec::new();
    for (module, path, code) in sources() {
        for (name, allowed) in OUTSIDE {
            let names = code.match_indices(name).any(|(at, _)| {
                let before = code[..at].chars().next_back();
                !before.is_some_and(|c| c.is_alphanumeric() || c == '_')
            });
            if names && !allowed.contains(&module.as_str()) {
                wrong.push(format!("{}: names {name}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "outside the rim:\n{}", wrong.join("\n"));
}

#[test]
fn yaml_is_read_in_the_store_and_by_the_keymap_only() {
    let others: Vec<_> = sources()
        .into_iter()
        .filter(|(module, _, code)| module == "keys" && code.contains("serde_yaml"))
        .filter(|(_, path, _)| !path.ends_with("keys/keymap.rs"))
        .map(|(_, path, _)| path)
        .collect();
    assert!(others.is_empty(), "{others:?}");
}

/// A message that says only what is not there leaves its reader alone.
#[test]
fn a_message_that_something_is_not_there_says_what_to_do() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for (module, path, code) in sources() {
        let is_told = module == "app" && !path.ends_with("tests.rs");
        for (at, _) in code.match_indices('"').filter(|_| is_told) {
            let text = code[at + 1..].split('"').next().unwrap_or_default();
            // A word of the status line, and what goes on elsewhere.
            let is_whole = text.contains(' ')
                && !["no mark", "nothing to review", "nothing came since you last looked"].contains(&text);
            if is_whole && ["no ", "nothing ", "not found", "No "].iter().any(|begin| text.starts_with(begin))
            {
                count += 1;
                if ![';', ':', ','].iter().any(|sign| text.contains(*sign)) {
                    wrong.push(format!("{}: {text}", path.display()));
                }
            }
        }
    }
    assert!(count > 30, "the messages were not found");
    assert!(wrong.is_empty(), "they say what is not there, and not what to do:\n{}", wrong.join("\n"));
}

#[test]
fn files_are_short() {
    let mut lengths: Vec<(usize, PathBuf)> = Vec::new();
    for (_, path, _) in sources() {
        let whole =
            fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(&path)).unwrap();
        lengths.push((whole.lines().count(), path));
    }
    lengths.sort();
    let long: Vec<_> = lengths.iter().filter(|(lines, _)| *lines > 400).collect();
    assert!(long.is_empty(), "over 400 lines: {long:?}");
    let median = lengths[lengths.len() / 2].0;
    assert!(median <= 150, "the median file has {median} lines");
}

#[test]
fn the_scanner_sees_what_it_must() {
    assert_eq!(
        used("use crate::{app::{App, Mode}, ui};\ncrate::store::x()"),
        ["app", "store", "ui"].map(String::from).into()
    );
    assert!(!code_of("a\n// std::fs\n#[cfg(test)]\nmod tests { use std::fs; }").contains("std::fs"));
}
