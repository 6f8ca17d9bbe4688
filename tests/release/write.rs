//! Writing: whole files for this user alone, never over others, and the report beside.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use crate::support::{CABLE, Desk, assert_refused};

fn write(desk: &Desk, more: &[&str]) -> std::process::Output {
    desk.run(&[&["release", "write", "cable.txt", "--max", "U", "-o", "out.txt"], more].concat())
}

#[test]
fn the_release_and_its_report_are_written_for_this_user_alone() {
    let desk = Desk::new(CABLE);
    let output = write(&desk, &[]);
    assert!(output.status.success() && output.stdout.is_empty() && output.stderr.is_empty());
    let read = |name: &str| fs::read_to_string(desk.path(name)).unwrap();
    assert_eq!(read("out.txt"), desk.release("preview", "U"));
    assert_eq!(read("out.txt.withheld.txt"), desk.release("check", "U"));
    for name in ["out.txt", "out.txt.withheld.txt"] {
        assert_eq!(fs::metadata(desk.path(name)).unwrap().permissions().mode() & 0o777, 0o600);
    }
    let left: Vec<_> = fs::read_dir(desk.path("")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 4, "{left:?}");
}

#[test]
fn nothing_is_overwritten_unless_forced() {
    for name in ["out.txt", "out.txt.withheld.txt"] {
        let desk = Desk::new(CABLE);
        fs::write(desk.path(name), "mine").unwrap();
        assert_refused(&write(&desk, &[]), 4, &["is there already"]);
        assert_eq!(fs::read_to_string(desk.path(name)).unwrap(), "mine");
        let other = if name == "out.txt" { "out.txt.withheld.txt" } else { "out.txt" };
        assert!(!desk.path(other).exists());
        assert!(write(&desk, &["--force"]).status.success());
        assert_ne!(fs::read_to_string(desk.path(name)).unwrap(), "mine");
    }
}

#[test]
fn the_cable_is_never_overwritten() {
    let desk = Desk::new(CABLE);
    std::os::unix::fs::symlink(desk.cable(), desk.path("out.txt")).unwrap();
    assert_refused(&write(&desk, &["--force"]), 2, &["the cable itself"]);
    assert_eq!(fs::read_to_string(desk.cable()).unwrap(), CABLE);
}

#[test]
fn what_cannot_be_written_is_refused_and_leaves_nothing() {
    let desk = Desk::new(CABLE);
    let to = |path: &str| desk.run(&["release", "write", "cable.txt", "--max", "U", "--force", "-o", path]);
    assert_refused(&to("missing/out.txt"), 4, &["cannot write"]);
    fs::create_dir(desk.path("folder")).unwrap();
    assert_refused(&to("folder"), 4, &["cannot write"]);
    assert!(!desk.path("folder.withheld.txt").exists());
    fs::write(desk.path("folder.withheld.txt"), "of an earlier release").unwrap();
    assert_refused(&to("folder"), 4, &["cannot write"]);
    assert_eq!(fs::read_to_string(desk.path("folder.withheld.txt")).unwrap(), "of an earlier release");
    assert_refused(&to(".."), 2, &["no file name"]);
}

#[test]
fn where_nothing_may_go_out_nothing_is_written() {
    let desk = Desk::new("S E C R E T ELBONIA 000012\n\nSUBJECT: BOATS\n\n1. (S) One.\n");
    assert_refused(&write(&desk, &["--force"]), 5, &["nothing may go out at U"]);
    assert!(!desk.path("out.txt").exists() && !desk.path("out.txt.withheld.txt").exists());
}

#[test]
fn json_is_written_where_it_is_asked_for() {
    let desk = Desk::new(CABLE);
    assert!(write(&desk, &["--json"]).status.success());
    let json: serde_json::Value = serde_json::from_slice(&fs::read(desk.path("out.txt")).unwrap()).unwrap();
    assert_eq!(json["max"], "U");
    assert_eq!(
        json["text"][2]["text"],
        "The harbour master counted the boats twice. He found seven boats, and dined with Ambassador Anna Roe."
    );
}
