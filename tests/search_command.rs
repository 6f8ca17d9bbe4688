//! `reftel search`, the whole program: what it prints for a reader, and what it refuses.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "support/bare.rs"]
mod bare;

use std::fs;
use std::os::unix::fs::symlink;
use std::path::PathBuf;
use std::process::Output;

use bare::bare;
use tempfile::TempDir;

const TALKS: &str = "P 120910Z MAR 07\nFM AMEMBASSY OSLO\nTO SECSTATE WASHDC\n\nC O N F I D E N T I A L OSLO 000051\n\n\
    TAGS: PREL\nSUBJECT: TALKS\n\n1. (C) Foreign Minister Ole Hansen spoke of boats.\n\n2. (U) Minister Hansen left.\n";
const MORE: &str = "R 130910Z MAR 07\nFM AMEMBASSY OSLO\nTO SECSTATE WASHDC\n\nUNCLAS OSLO 000052\n\n\
    TAGS: EFIS\nSUBJECT: HERRING\n\n1. (U) The boats came \u{1b}[31mback\u{202e}.\n";

/// A folder of two cables, and a reader with a configuration directory.
struct Shelf(TempDir);

impl Shelf {
    fn new() -> Self {
        let shelf = Self(tempfile::tempdir().unwrap());
        fs::create_dir(shelf.path("cables")).unwrap();
        fs::write(shelf.path("cables/07OSLO51.txt"), TALKS).unwrap();
        fs::write(shelf.path("cables/07OSLO52.txt"), MORE).unwrap();
        shelf
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = bare(env!("CARGO_BIN_EXE_reftel"));
        command.env("REFTEL_CONFIG_DIR", self.path("config")).env("REFTEL_AUTHOR", "Ann");
        command.current_dir(self.0.path()).args(arguments).output().unwrap()
    }

    /// The ids of the cables that a search prints.
    fn found(&self, arguments: &[&str]) -> Vec<String> {
        let output = self.run(&[&["search"], arguments].concat());
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        let printed = String::from_utf8(output.stdout).unwrap();
        let heads = printed.lines().filter(|line| !line.starts_with(' '));
        let mut ids: Vec<String> = heads.map(|head| head.split_once("  ").unwrap().0.to_owned()).collect();
        ids.sort();
        ids
    }

    /// A search that ends with this code and says this; the other half is what it prints.
    fn ends(&self, arguments: &[&str], code: i32, said: &str) -> String {
        let output = self.run(&[&["search"], arguments].concat());
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {errors}");
        assert!(errors.contains(said), "{arguments:?}: no '{said}' in: {errors}");
        String::from_utf8(output.stdout).unwrap()
    }
}

#[test]
fn a_cable_is_printed_with_its_head_the_words_that_fit_and_where_it_lies() {
    let shelf = Shelf::new();
    for way in [&["boats", "cables"][..], &["boats", "cables", "--no-index"]] {
        let printed = shelf.ends(way, 0, "");
        for line in [
            "07OSLO51  2007-03-12  CONFIDENTIAL  TALKS\n",
            "07OSLO52  2007-03-13  UNCLASSIFIED  HERRING\n",
            "    ¶1: Foreign Minister Ole Hansen spoke of boats.",
            "/cables/07OSLO51.txt\n",
            "came ^[[31mback<U+202E>.",
        ] {
            assert!(printed.contains(line), "{way:?}: no {line:?} in\n{printed}");
        }
    }
}

#[test]
fn words_without_a_field_are_looked_for_where_the_reader_says() {
    let shelf = Shelf::new();
    let note = ["notes", "add", "cables/07OSLO52.txt", "--input", "Ask Hansen of the red herring"];
    assert!(shelf.run(&note).status.success());
    assert_eq!(shelf.found(&["hansen", "cables"]), ["07OSLO51"]);
    assert_eq!(shelf.found(&["hansen red", "cables", "--in", "notes"]), ["07OSLO52"]);
    assert_eq!(shelf.found(&["hansen", "cables", "--in", "entities"]), ["07OSLO51"]);
    // All ways to put words together are asked in the field; a field of one's own stays.
    assert_eq!(shelf.found(&["(hansen OR boats) -blue", "--in", "notes"]), ["07OSLO52"]);
    assert_eq!(shelf.found(&["hansen tag:PREL", "--in", "entities"]), ["07OSLO51"]);
    shelf.ends(&["boats", "cables", "--in", "notes"], 1, "no cable fits");
}

#[test]
fn the_folders_named_last_are_searched_and_new_files_in_them_unless_it_is_told_not_to_look() {
    let shelf = Shelf::new();
    shelf.ends(&["boats"], 2, "name a folder of cables");
    assert_eq!(shelf.found(&["boats", "cables"]).len(), 2);
    fs::write(shelf.path("cables/07OSLO53.txt"), TALKS.replace("000051", "000053")).unwrap();
    assert_eq!(shelf.found(&["boats", "--no-update"]).len(), 2);
    assert_eq!(shelf.found(&["boats"]), ["07OSLO51", "07OSLO52", "07OSLO53"]);
    let printed = shelf.ends(&["boats", "--limit", "1"], 0, "there may be more than these 1");
    assert_eq!(printed.lines().count(), 3, "{printed}");
}

#[test]
fn what_cannot_be_searched_is_said_with_its_exit_code() {
    let shelf = Shelf::new();
    fs::create_dir(shelf.path("empty")).unwrap();
    fs::write(shelf.path("cables/noise.bin"), [0, 159, 146, 150].repeat(64)).unwrap();
    shelf.ends(&["boats", "nowhere"], 3, "nowhere: No such file");
    shelf.ends(&["boats", "empty"], 3, "no files there");
    shelf.ends(&["boats", "cables"], 0, "not searched: ");
    shelf.ends(&["boats", "--no-index"], 2, "name a folder: reftel search --no-index");
    shelf.ends(&["note:boats", "cables", "--no-index"], 2, "leave --no-index out");
    // A sign under the place that is meant stands above the sentence.
    shelf.ends(&["boats AND (", "cables"], 2, "in the query: ");
    let printed = shelf.ends(&["mud", "cables", "--json"], 1, "");
    assert!(printed.contains("\"hits\": []"), "{printed}");
    shelf.ends(&["mud", "cables"], 1, "no cable fits: mud");
}

#[test]
fn a_folder_that_leads_back_to_itself_is_gone_through_once() {
    let shelf = Shelf::new();
    symlink(shelf.path("cables"), shelf.path("cables/again")).unwrap();
    assert_eq!(shelf.found(&["boats", "cables"]), ["07OSLO51", "07OSLO52"]);
}

#[test]
fn the_language_of_queries_is_printed() {
    let shelf = Shelf::new();
    assert!(shelf.ends(&["--syntax"], 0, "").contains("before:"));
}

#[test]
fn a_server_that_this_program_does_not_know_is_refused() {
    let shelf = Shelf::new();
    let settings = shelf.path("config/config.yaml");
    fs::create_dir_all(shelf.path("config")).unwrap();
    fs::write(settings, "library: postgresql://nobody@localhost/none\n").unwrap();
    if cfg!(not(feature = "postgres")) {
        shelf.ends(&["boats", "cables"], 2, "built without servers");
    }
}
