//! Options that every command knows, and words that are no command.

use crate::support::{Desk, assert_refused};

#[test]
fn the_options_of_every_command_stand_before_it_or_behind() {
    let desk = Desk::new();
    let (cable, other) = (desk.cable(), desk.path("other"));
    let options = ["--config-dir", &other, "--author", "Bea"];
    let said = |before: &[&str], behind: &[&str]| desk.ok(&[before, behind].concat());
    said(&options, &["notes", "add", &cable, "--input", "one", "--tag", "t"]);
    said(&["notes"], &[&options[..], &["add", &cable, "--input", "two"]].concat());
    for command in [
        &["notes", cable.as_str(), "--json"][..],
        &["notes", "list", &cable, "--json"],
        &["verify", "--json"],
        &["coverage", &cable],
        &["restore", &cable, "--json"],
        &["parse", &cable],
        &["keys", "--json"],
    ] {
        let (before, behind) = (said(&options, command), said(command, &options));
        assert_eq!(before, behind, "{command:?}");
        assert!(command[0] != "notes" || before.contains("two") && before.contains("Bea"), "{before}");
        assert!(command[0] != "verify" || before.contains(&other), "{before}");
    }
    for doctor in [said(&options, &["doctor"]), said(&["doctor"], &options)] {
        assert!(doctor.contains(&other), "{doctor}");
    }
    assert_eq!(desk.bodies(), [""; 0]);
    let note = desk.json(&["--config-dir", &other, "notes", &cable, "--json"])["notes"][0]["id"].clone();
    for command in ["show", "history", "rm"] {
        said(&options, &["notes", command, &cable, note.as_str().unwrap()]);
    }
}

#[test]
fn what_is_not_for_a_command_is_refused_before_it() {
    let desk = Desk::new();
    let cable = desk.cable();
    for before in [&[cable.as_str()][..], &["--print"], &["--size", "80x24"]] {
        assert_refused(&desk.run(&[before, &["verify"]].concat()), 2, &["before a command"]);
    }
    assert_refused(&desk.run(&["notes", &cable, "list", &cable]), 2, &["behind the command"]);
    assert_refused(&desk.run(&["notes", "--json", "list", &cable]), 2, &["behind the command"]);
    assert_refused(&desk.run(&["notes", "frob"]), 3, &["frob: no such file, and no such command"]);
}
