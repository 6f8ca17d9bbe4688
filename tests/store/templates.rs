//! The reader's own templates.

use std::fs;

use crate::support::Home;

#[test]
fn texts_with_a_name_that_can_be_typed_are_templates_and_nothing_else_is() {
    let home = Home::new();
    let store = home.open();
    assert_eq!(store.templates(), [], "no directory is no fault");
    let directory = home.path().join("templates");
    fs::create_dir(&directory).unwrap();
    let long = "x".repeat(reftel::annotation::BODY_MAX);
    for (name, bytes) in [
        ("who-is-it.md", &b"Who is {quote}?"[..]),
        ("b2.md", b""),
        ("full.md", long.as_bytes()),
        ("too-long.md", format!("{long}x").as_bytes()),
        ("no text.md", b"a blank in the name"),
        ("no\u{1b}.md", b"a control"),
        (".md", b"no name"),
        ("latin.md", b"caf\xe9"),
        ("other.txt", b"another ending"),
        (&format!("{}.md", "n".repeat(41)), b"a name too long"),
    ] {
        fs::write(directory.join(name), bytes).unwrap();
    }
    fs::create_dir(directory.join("folder.md")).unwrap();
    std::os::unix::fs::symlink("/dev/zero", directory.join("endless.md")).unwrap();
    let names: Vec<String> = store.templates().into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["b2", "full", "who-is-it"]);
    assert_eq!(store.templates()[2].1, "Who is {quote}?");
    for number in 0..300 {
        fs::write(directory.join(format!("m{number}.md")), "x").unwrap();
    }
    assert_eq!(store.templates().len(), 200);
}
