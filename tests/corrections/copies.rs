//! Another copy, another lexicon, another session.

use crate::desk::{Desk, assert_has};

/// Puts things right on the clean copy, in every way there is.
fn put_right(desk: &Desk) {
    for arguments in [
        &["rename", "clean.txt", "Ingrid Solheim", "Ingrid Sol"][..],
        &["type", "clean.txt", "Bergen", "event"],
        &["merge", "clean.txt", "Harbour Office", "Lake Fund"],
        &["split", "clean.txt", "Peter Lund", "Petra Lund", "--para", "2", "--quote", "Lund"],
        &["add", "clean.txt", "program", "--quote", "greywater"],
        &["ignore", "clean.txt", "Minister"],
    ] {
        desk.ok(&[&["entities"], arguments].concat());
    }
}

/// What all of that gives.
#[track_caller]
fn assert_right(shown: &[String]) {
    for line in [
        "Ingrid Sol person 3",
        "Bergen event 1",
        "Lake Fund organization 3",
        "Petra Lund person 1",
        "Peter Lund person 2",
        "greywater program 1",
    ] {
        assert_has(shown, line);
    }
    assert!(shown.iter().all(|line| !line.starts_with("Minister ")), "{shown:#?}");
}

#[test]
fn what_was_put_right_on_one_copy_is_so_on_another() {
    let desk = Desk::of("Ann");
    let plain = desk.entities("blog.html");
    assert_eq!(plain, desk.entities("clean.txt"), "both are the same cable");
    assert_has(&plain, "Minister role 1");
    put_right(&desk);
    assert_right(&desk.entities("clean.txt"));
    assert_right(&desk.entities("blog.html"));
}

#[test]
fn another_lexicon_does_not_override_it() {
    let desk = Desk::of("Ann");
    put_right(&desk);
    desk.knows(
        "- {name: Ingrid Solheim, kind: person, aliases: [Ingrid S.]}\n- {name: Bergen, kind: person}\n\
         - {name: Harbour Office, kind: place, aliases: [Old Harbour]}\n- {name: greywater, kind: law}\n",
    );
    assert_right(&desk.entities("blog.html"));
    assert_right(&desk.entities("clean.txt"));
    desk.knows("- {name: Ingrid Solheim, kind: organization}\n");
    let shown = desk.entities("clean.txt");
    assert!(shown.iter().any(|line| line.starts_with("Ingrid Sol ")), "of whatever kind: {shown:#?}");
}

#[test]
fn the_screen_of_another_copy_shows_it_too() {
    let desk = Desk::of("Ann");
    put_right(&desk);
    let screen = desk.ok(&["--print", "--size", "120x40", "--keys", "<Tab><Tab>", "blog.html"]);
    for name in ["Ingrid Sol ", "Petra Lund ", "greywater "] {
        assert!(screen.contains(name), "{name}: {screen}");
    }
}

#[test]
fn what_was_put_right_on_the_screen_is_so_for_the_command_and_the_other_way_round() {
    let desk = Desk::of("Ann");
    let keys = "<Tab><Tab>jc<C-u>Ingrid Sol<Enter>";
    desk.ok(&["--print", "--size", "120x40", "--keys", keys, "blog.html"]);
    assert_has(&desk.entities("clean.txt"), "Ingrid Sol person 3");
    desk.ok(&["entities", "undo", "clean.txt", "Ingrid Sol"]);
    let screen = desk.ok(&["--print", "--size", "120x40", "--keys", "<Tab><Tab>", "blog.html"]);
    assert!(screen.contains("Ingrid Solheim "), "{screen}");
}
