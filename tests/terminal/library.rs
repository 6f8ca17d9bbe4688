//! The library on a real screen: one thread reads the folders, another answers, and no key waits for them.

use std::fs;
use std::path::{Path, PathBuf};

use crate::REFTEL;
use crate::support::Pty;

/// A folder of two cables, one of which refers to the other.
fn shelf(home: &Path) -> PathBuf {
    let folder = home.join("cables");
    fs::create_dir(&folder).unwrap();
    for (number, subject, text) in
        [(51, "BOATS", "A boat left."), (52, "HERRING", "Nobody caught any herring.")]
    {
        let reference = if number == 52 { "REF: OSLO 51\n\n" } else { "" };
        let cable = format!(
            "P 120910Z MAR 07\nFM AMEMBASSY OSLO\nTO SECSTATE WASHDC\n\nC O N F I D E N T I A L OSLO 0000{number}\n\n\
             TAGS: PREL\nSUBJECT: {subject}\n\n{reference}1. (C) {text}\n"
        );
        fs::write(folder.join(format!("07OSLO{number}.txt")), cable).unwrap();
    }
    folder
}

#[test]
fn a_folder_is_listed_searched_and_its_cables_are_opened() {
    let home = tempfile::tempdir().unwrap();
    let folder = shelf(home.path());
    let mut pty = Pty::start(REFTEL, &[folder.to_str().unwrap()], &home.path().join("config"), &[]);
    pty.until_text("2 cables");
    pty.send("/herring\r");
    pty.until("one cable", |screen| {
        screen.contents().contains("HERRING") && !screen.contents().contains("BOATS")
    });
    pty.send("\r");
    pty.until_text("Nobody caught any herring.");
    pty.send("gr");
    pty.until_text("07OSLO51");
    pty.send("q");
    pty.until_text("Nobody caught any herring.");
    // The list is where the reader came from; from there q leaves the program.
    pty.send("q");
    pty.until_text("1 of 2 cables");
    pty.send("q");
    assert_eq!(pty.end(), 0);
    pty.assert_given_back();
}

/// What is asked while the answer to the same question is on its way takes its place.
#[test]
fn a_file_that_comes_is_listed_when_the_reader_looks_again() {
    let home = tempfile::tempdir().unwrap();
    let folder = shelf(home.path());
    let mut pty = Pty::start(REFTEL, &[folder.to_str().unwrap()], &home.path().join("config"), &[]);
    pty.until_text("2 cables");
    let more = fs::read_to_string(folder.join("07OSLO51.txt")).unwrap();
    fs::write(folder.join("07OSLO53.txt"), more.replace("000051", "000053").replace("BOATS", "FERRIES"))
        .unwrap();
    pty.send("R");
    pty.until_text("FERRIES");
    pty.send("q");
    assert_eq!(pty.end(), 0);
}
