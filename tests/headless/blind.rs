//! Who reads blind is told nothing of what others wrote by any command.

use crate::support::Desk;

#[test]
fn what_others_wrote_is_left_out_of_every_command_until_blind_reading_ends() {
    let desk = Desk::new();
    let cable = desk.cable();
    desk.add(&["--para", "1", "--input", "mine"]);
    let theirs = desk.path("theirs.yaml");
    let mut bea = desk.command(&["notes", "add", &cable, "--para", "2", "--input", "hers of the herring"]);
    let bea = bea.env("REFTEL_AUTHOR", "Bea").env("REFTEL_CONFIG_DIR", desk.path("hers"));
    assert!(bea.output().unwrap().status.success());
    let mut finish = desk.command(&["review", "finish", &cable, "-o", &theirs]);
    let finish = finish.env("REFTEL_AUTHOR", "Bea").env("REFTEL_CONFIG_DIR", desk.path("hers"));
    assert!(finish.output().unwrap().status.success());
    desk.ok(&["import", "--yes", &theirs]);
    desk.ok(&["--print", &cable, "--keys", "gb"]);

    std::fs::create_dir(desk.path("list")).unwrap();
    desk.file("list/cable.txt", &std::fs::read_to_string(&cable).unwrap());
    let folder = desk.path("list");
    let commands: [&[&str]; 6] = [
        &["notes", "list", &cable, "--json"],
        &["review", "list", &cable, "--json"],
        &["coverage", &cable, "--by", "user"],
        &["agreement", &cable],
        &["export", &cable, "--format", "md"],
        &["search", "note:herring", &folder],
    ];
    let said = |arguments: &[&str]| {
        let output = desk.run(arguments);
        let text = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
        text.concat()
    };
    let tells = |said: &str| {
        said.contains("Bea") || said.contains("hers of") || said.contains("BOATS ON THE LAKE\n    ")
    };
    for arguments in commands {
        let said = said(arguments);
        assert!(!tells(&said), "{arguments:?}: {said}");
        assert!(arguments[0] == "search" || said.contains(":blind off"), "{arguments:?}: {said}");
    }
    desk.ok(&["--print", &cable, "--keys", ":blind off<Enter>y<Enter>"]);
    for arguments in commands {
        let said = said(arguments);
        assert!(tells(&said) && !said.contains(":blind off"), "{arguments:?}: {said}");
    }
}
