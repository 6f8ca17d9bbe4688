//! Looking through files without an index finds what the index finds: however a copy writes and breaks its words.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "support/bare.rs"]
mod bare;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use bare::bare;
use proptest::prelude::*;
use serde_json::Value;

/// Words as copies write them; each asked for below in plain letters.
const WRITTEN: [&str; 22] = [
    "quartz",
    "QUARTZ",
    "qua-\nrtz",
    "quar\ntz",
    "quárťz",
    "\u{ff51}uartz",
    "qua\u{301}rtz",
    "q&uuml;artz",
    "<b>q</b>uartz",
    "q=75artz",
    "quart=\nz",
    "state",
    "State's",
    "sta-\n\n\n   te",
    "stâte",
    "ﬁve",
    "five",
    "FI\u{a0}VE",
    "fi\u{ad}ve",
    "09STATE81957",
    "\u{212a}elvin",
    "kelvin",
];

const ASKED: [&str; 12] = [
    "quartz",
    "state",
    "five",
    "kelvin",
    "09state81957",
    "quar",
    "qua*",
    "\"five state\"",
    "quartz -five",
    "subject:quartz",
    "state OR kelvin",
    "NEAR(quartz kelvin, 3)",
];

/// A cable of two paragraphs of such words; or, told so, the same in an encoding of the last century.
fn cable() -> impl Strategy<Value = Vec<u8>> {
    let words = || proptest::collection::vec(proptest::sample::select(&WRITTEN[..]), 0..8);
    (words(), words(), words(), any::<bool>()).prop_map(|(subject, first, second, is_latin)| {
        let (subject, first, second) = (subject.join(" "), first.join(" "), second.join(" "));
        let text = format!(
            "UNCLAS MEXICO 001234\n\nE.O. 12958: N/A\nTAGS: PREL, MX\nSUBJECT: {subject}\n\n\
             1. (U) {first}.\n\n2. (U) {second}.\n\nPASCUAL\n"
        );
        let latin = |letter: char| u8::try_from(u32::from(letter)).unwrap_or(b'?');
        if is_latin { text.chars().map(latin).collect() } else { text.into_bytes() }
    })
}

/// The files that a search names.
fn found(config: &Path, folder: &Path, query: &str, further: &[&str]) -> BTreeSet<String> {
    let output = bare(env!("CARGO_BIN_EXE_reftel"))
        .env("REFTEL_CONFIG_DIR", config)
        .args(["search", "--json", "--limit", "100"])
        .args(further)
        .arg(query)
        .arg(folder)
        .output()
        .unwrap();
    let said: Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|_| panic!("{query}: {}", String::from_utf8_lossy(&output.stderr)));
    let hits = said["hits"].as_array().unwrap();
    hits.iter().map(|hit| hit["file"].as_str().unwrap().to_owned()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, ..ProptestConfig::default() })]

    #[test]
    fn an_index_finds_no_other_files(cables in proptest::collection::vec(cable(), 20..40)) {
        let (config, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        for (number, cable) in cables.iter().enumerate() {
            fs::write(folder.path().join(format!("{number:02}.txt")), cable).unwrap();
        }
        for query in ASKED {
            let indexed = found(config.path(), folder.path(), query, &[]);
            let looked = found(config.path(), folder.path(), query, &["--no-index"]);
            prop_assert_eq!(indexed, looked, "{}", query);
        }
    }
}
