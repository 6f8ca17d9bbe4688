//! Writing, changing, deleting, printing.

use serde_json::Value;

use crate::support::{Desk, assert_refused, version};

#[test]
fn a_note_is_written_from_an_argument_a_file_and_standard_input() {
    let desk = Desk::new();
    desk.add(&[
        "--para",
        "2",
        "--input",
        "Who\r\ncounted?\n",
        "--type",
        "question",
        "--tag",
        "harbour",
        "--tag",
        "x",
    ]);
    std::fs::write(desk.path("text"), "\u{feff}from a file\r\nsecond line\n").unwrap();
    desk.add(&["--quote", "harbour\nmaster  counted", "--input", &format!("@{}", desk.path("text"))]);
    let output = desk.feed("from a pipe\n\n", &["notes", "add", &desk.cable(), "--cable"]);
    version(&String::from_utf8(output.stdout).unwrap());
    let notes = desk.notes();
    let field = |name: &str| notes.iter().map(|note| note[name].clone()).collect::<Vec<Value>>();
    assert_eq!(field("body"), ["from a pipe\n", "Who\ncounted?\n", "from a file\nsecond line"]);
    assert_eq!(field("paragraph"), [Value::Null, 2.into(), 2.into()]);
    assert_eq!(field("anchor"), ["whole", "exact", "exact"]);
    assert_eq!(notes[2]["quote"], "harbour master counted");
    assert_eq!(
        (&notes[1]["type"], &notes[1]["tags"]),
        (&"question".into(), &Value::from(vec!["harbour", "x"]))
    );
    assert_eq!(notes[1]["author"], "Ann Tester");
}

#[test]
fn a_note_stays_on_its_words_in_another_copy() {
    let desk = Desk::new();
    desk.add(&["--quote", "found seven", "--input", "x"]);
    let copy = std::fs::read_to_string(desk.cable()).unwrap();
    std::fs::write(desk.cable(), copy.replace("2. (U)", "2. (U) An inserted paragraph.\n\n3. (U)")).unwrap();
    let notes = desk.notes();
    assert_eq!((&notes[0]["anchor"], &notes[0]["paragraph"]), (&"moved".into(), &3.into()));
}

#[test]
fn places_that_are_not_certain_are_refused() {
    let desk = Desk::new();
    let add = |place: &[&str]| {
        let cable = desk.cable();
        desk.run(&[&["notes", "add", &cable, "--input", "x"], place].concat())
    };
    assert_refused(&add(&["--para", "9"]), 2, &["no paragraph is printed 9", "from 1 to 3"]);
    assert_refused(&add(&["--quote", "boats"]), 2, &["occur 3 times", "paragraph 1, 2"]);
    assert_refused(&add(&["--quote", "boats", "--para", "2"]), 2, &["occur 2 times", "paragraph 2"]);
    assert_refused(&add(&["--quote", "seven ships"]), 2, &["do not occur"]);
    assert_refused(&add(&["--quote", "board. The"]), 2, &["do not occur"]);
    assert_refused(&add(&["--quote", " "]), 2, &["do not occur"]);
    assert_refused(&add(&["--cable", "--para", "1"]), 2, &["--para"]);
    desk.add(&["--quote", "boats", "--para", "1", "--input", "in paragraph 1"]);
    assert_eq!(desk.notes()[0]["paragraph"], 1);
    let twice = std::fs::read_to_string(desk.cable()).unwrap() + "\n3. (C) Another third one.\n";
    std::fs::write(desk.cable(), twice).unwrap();
    assert_refused(&add(&["--para", "3"]), 2, &["2 paragraphs are printed 3", "--quote"]);
    assert_eq!(desk.bodies(), ["in paragraph 1"]);
}

#[test]
fn many_notes_are_saved_at_once_and_acknowledged_in_order() {
    let desk = Desk::new();
    let cable = desk.cable();
    let lines =
        "{\"para\": 2, \"body\": \"one\", \"tags\": [\"t\"]}\n\n{\"body\": \"two\", \"type\": \"context\"}\n";
    let array = "[{\"quote\": \"seven\", \"body\": \"three\"}, {\"para\": 1, \"body\": \"four\"}]";
    for (input, bodies) in [(lines, ["one", "two"]), (array, ["three", "four"])] {
        let output = desk.feed(input, &["notes", "add", &cable, "--json-in", "--json"]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let text = String::from_utf8(output.stdout).unwrap();
        let acks: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let ids = bodies.map(|body| Value::from(desk.id(body)));
        assert_eq!(acks.iter().map(|ack| ack["id"].clone()).collect::<Vec<_>>(), ids);
        assert!(acks.iter().all(|ack| ack["schema"] == 1 && ack["ack"].as_str().unwrap().starts_with("v1-")));
    }
    assert_eq!(desk.bodies(), ["two", "four", "one", "three"]);
    let asked = desk.feed("", &["notes", "add", &cable, "--json-in", "--input", "[]"]);
    assert!(asked.status.success() && asked.stdout.is_empty());
}

#[test]
fn of_many_notes_with_a_fault_none_is_saved() {
    let desk = Desk::new();
    let cable = desk.cable();
    let add = |input: &str| desk.feed(input, &["notes", "add", &cable, "--json-in"]);
    assert_refused(&add("[{\"body\": \"a\"}, {\"para\": 9, \"body\": \"b\"}]"), 2, &["note 2", "printed 9"]);
    assert_refused(&add("{\"body\": \"a\"}\n{\"body\": \"b\", \"tag\": \"x\"}\n"), 3, &["line 2", "tag"]);
    assert_refused(&add("{\"body\": \"a\"}\n{\"body\": 7}\n"), 3, &["line 2"]);
    assert_refused(&add("[{\"body\": \"a\"}"), 3, &["line 1"]);
    assert_refused(&add("[{\"body\": \" \"}]"), 2, &["note 1", "empty"]);
    assert_eq!(desk.bodies(), [""; 0]);
}

#[test]
fn an_edit_changes_what_it_names_and_keeps_the_rest() {
    let desk = Desk::new();
    let cable = desk.cable();
    let first = desk.add(&["--para", "2", "--input", "one", "--type", "question", "--tag", "a"]);
    let id = desk.id("one");
    let edit = |arguments: &[&str]| {
        version(&desk.ok(&[&["notes", "edit", &cable, &id], arguments].concat()));
        desk.notes().remove(0)
    };
    let note = edit(&["--input", "two"]);
    assert_eq!(
        (&note["body"], &note["type"], &note["paragraph"]),
        (&"two".into(), &"question".into(), &2.into())
    );
    let note = edit(&["--tag", "b", "--tag", "c", "--type", ""]);
    assert_eq!((&note["body"], &note["type"]), (&"two".into(), &"".into()));
    assert_eq!(note["tags"], Value::from(vec!["b", "c"]));
    let note = edit(&["--quote", "doubt", "--tag", ""]);
    assert_eq!(
        (&note["body"], &note["paragraph"], &note["tags"]),
        (&"two".into(), &3.into(), &Value::from([""; 0].to_vec()))
    );
    let note = edit(&["--cable"]);
    assert_eq!((&note["id"], &note["anchor"]), (&id.as_str().into(), &"whole".into()));
    // A version names its note too, and so does the beginning of either.
    version(&desk.ok(&["notes", "edit", &cable, &first[..10], "--input", "three"]));
    assert_eq!(desk.bodies(), ["three"]);
    let changed = desk.json(&["notes", "history", &cable, &id, "--json"]);
    let words: Vec<Vec<String>> = changed["versions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|version| serde_json::from_value(version["changed"].clone()).unwrap())
        .collect();
    assert_eq!(
        words,
        [
            vec!["written on ¶2"],
            vec!["text"],
            vec!["type", "tags"],
            vec!["place (¶2, now ¶3)", "tags"],
            vec!["place (¶3, now cable)"],
            vec!["text"],
        ]
    );
}

#[test]
fn an_edit_that_changes_nothing_writes_nothing() {
    let desk = Desk::new();
    desk.add(&["--para", "2", "--input", "one", "--type", "question", "--tag", "a"]);
    let (id, before) = (desk.id("one"), std::fs::read(desk.notes_file()).unwrap());
    for same in [&["--input", "one"][..], &["--para", "2"], &["--type", "Question", "--tag", "#A"]] {
        let output = desk.run(&[&["notes", "edit", &desk.cable(), &id], same].concat());
        assert_refused(&output, 1, &["nothing was written"]);
    }
    assert_eq!(std::fs::read(desk.notes_file()).unwrap(), before);
}

/// The same rule as in the program.
#[test]
fn types_and_tags_are_single_words_in_small_letters() {
    let desk = Desk::new();
    let cable = desk.cable();
    desk.add(&["--input", "one", "--type", "QUESTION", "--tag", "#Oil", "--tag", "oil", "--tag", ""]);
    let note = desk.notes().remove(0);
    assert_eq!((&note["type"], &note["tags"]), (&"question".into(), &Value::from(vec!["oil"])));
    let id = desk.id("one");
    for wrong in [["--type", "x y"], ["--tag", "a b"], ["--tag", "a#b"], ["--tag", "a\u{202e}b"]] {
        let add = [&["notes", "add", &cable, "--input", "two"], &wrong[..]].concat();
        assert_refused(&desk.run(&add), 2, &["cannot be a tag or a type"]);
        assert_refused(&desk.run(&[&["notes", "edit", &cable, &id], &wrong[..]].concat()), 2, &["cannot be"]);
    }
    let json = desk.feed("{\"body\": \"x\", \"type\": \"x y\"}", &["notes", "add", &cable, "--json-in"]);
    assert_refused(&json, 2, &["note 1", "cannot be"]);
    assert_eq!(desk.bodies(), ["one"]);
}

#[test]
fn a_list_says_where_a_note_stands_and_what_it_is() {
    let desk = Desk::new();
    desk.add(&["--quote", "seven boats", "--input", "x", "--type", "question", "--tag", "oil"]);
    desk.run(&["--print", "--keys", "2GVjjaover two<C-s>", &desk.cable()]);
    let listed = desk.ok(&["notes", &desk.cable()]);
    assert!(listed.contains("\n  question #oil \"seven boats\"\n    x\n"), "{listed}");
    assert!(listed.contains("¶2-3 20"), "{listed}");
    let text = std::fs::read_to_string(desk.cable()).unwrap();
    std::fs::write(desk.cable(), text.replace("seven boats", "seven big boats")).unwrap();
    assert!(
        desk.ok(&["notes", &desk.cable()]).contains("¶2 (lost) 20"),
        "{}",
        desk.ok(&["notes", &desk.cable()])
    );
}

#[test]
fn a_list_says_that_versions_stand_side_by_side() {
    let desk = Desk::new();
    desk.add(&["--para", "1", "--input", "first words"]);
    // The backup has the first note from here on.
    desk.add(&["--para", "2", "--input", "more"]);
    // A change from outside stands beside what was written here.
    let text = std::fs::read_to_string(desk.notes_file()).unwrap();
    std::fs::write(desk.notes_file(), text.replace("first words", "other words")).unwrap();
    desk.run(&["notes", &desk.cable()]);
    let listed = desk.ok(&["notes", &desk.cable()]);
    assert!(listed.contains("  2 VERSIONS stand side by side; reftel notes show "), "{listed}");
    let screen = desk.ok(&["--print", "--size", "100x24", "--keys", "gn", &desk.cable()]);
    assert!(screen.contains("2 VERSIONS"), "{screen}");
}

#[test]
fn a_deleted_note_is_gone_from_the_list_and_stays_in_its_history() {
    let desk = Desk::new();
    let cable = desk.cable();
    desk.add(&["--para", "1", "--input", "first words\nsecond line"]);
    desk.add(&["--para", "1", "--input", "another"]);
    let id = desk.id("first words\nsecond line");
    version(&desk.ok(&["notes", "rm", &cable, &id]));
    assert_eq!(desk.bodies(), ["another"]);
    for command in ["show", "rm", "edit"] {
        assert_refused(&desk.run(&["notes", command, &cable, &id]), 1, &["deleted"]);
    }
    let history = desk.ok(&["notes", "history", &cable, &id]);
    assert!(
        history.contains("first words\n    second line") && history.contains("Ann Tester  deleted"),
        "{history}"
    );
    let json = desk.json(&["notes", "history", &cable, &id, "--json"]);
    let kinds: Vec<&str> = json["versions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|version| version["kind"].as_str().unwrap())
        .collect();
    assert_eq!(kinds, ["note", "tombstone"]);
}

#[test]
fn ids_must_mean_one_note() {
    let desk = Desk::new();
    let cable = desk.cable();
    desk.add(&["--input", "a"]);
    desk.add(&["--input", "b"]);
    for command in ["show", "rm", "history", "edit"] {
        assert_refused(&desk.run(&["notes", command, &cable, "v1-"]), 2, &["2 notes are meant by 'v1-'"]);
        assert_refused(&desk.run(&["notes", command, &cable, "zz\u{1b}[2J"]), 1, &["zz^[[2J"]);
        assert_refused(&desk.run(&["notes", command, &cable, ""]), 1, &["no note"]);
    }
    assert_eq!(desk.bodies().len(), 2);
}

#[test]
fn a_note_is_shown_with_everything() {
    let desk = Desk::new();
    desk.add(&[
        "--quote",
        "seven boats",
        "--input",
        "Which?\nNames?",
        "--type",
        "question",
        "--tag",
        "x",
        "--tag",
        "y",
    ]);
    let shown = desk.ok(&["notes", "show", &desk.cable(), &desk.id("Which?\nNames?")]);
    for part in
        ["¶2 20", "quote: seven boats\n", "type: question\n", "tags: x, y\n", "    Which?\n    Names?\n"]
    {
        assert!(shown.contains(part), "no '{part}' in {shown}");
    }
}

/// The list has been there before its brothers; a file name alone still lists.
#[test]
fn a_file_alone_is_listed() {
    let desk = Desk::new();
    desk.add(&["--para", "3", "--input", "x"]);
    let id = desk.id("x");
    let listed = desk.ok(&["notes", &desk.cable()]);
    assert_eq!(listed, desk.ok(&["notes", "list", &desk.cable()]));
    assert!(listed.ends_with(&format!(" {id}\n    x\n")), "{listed}");
    assert!(desk.ok(&["notes"]).starts_with("09MEXICO2882: no notes"));
}

#[test]
fn cables_of_one_file_keep_their_notes_apart() {
    let desk = Desk::new();
    let two = "\nC O N F I D E N T I A L ELBONIA 000013\n\nREF: 07 ELBONIA 12\n\nSUBJECT: MORE BOATS\n\n1. (C) More boats came.\n";
    let file = desk.path("two.txt");
    let row = |id: &str, text: &str| {
        format!(
            "\"1\",\"1/2/2007 10:00\",\"{id}\",\"Embassy Elbonia\",\"CONFIDENTIAL\",\"\",\"\",\"{}\"\n",
            text.replace('"', "")
        )
    };
    let one = std::fs::read_to_string(desk.cable()).unwrap();
    std::fs::write(&file, row("07ELBONIA12", &one) + &row("07ELBONIA13", two)).unwrap();
    assert_refused(
        &desk.run(&["notes", "add", &file, "--input", "x"]),
        2,
        &["several cables", "--of", "07ELBONIA12, 07ELBONIA13"],
    );
    assert_refused(
        &desk.run(&["notes", "add", &file, "--of", "07X1", "--input", "x"]),
        2,
        &["no cable 07X1, but 07ELBONIA12, 07ELBONIA13"],
    );
    version(&desk.ok(&[
        "notes",
        "add",
        &file,
        "--of",
        "07ELBONIA13",
        "--para",
        "1",
        "--input",
        "on the second",
    ]));
    let listed = desk.ok(&["notes", &file, "--json"]);
    let lists: Vec<Value> = listed.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((&lists[0]["cable"], lists[0]["notes"].as_array().unwrap().len()), (&"07ELBONIA12".into(), 0));
    let note = &lists[1]["notes"][0];
    assert_eq!(note["body"], "on the second");
    version(&desk.ok(&["notes", "edit", &file, note["id"].as_str().unwrap(), "--input", "changed"]));
    assert!(desk.ok(&["notes", &file]).ends_with("    changed\n"));
    // An id begins like another: the cable tells them apart.
    desk.ok(&["notes", "add", &file, "--of", "07ELBONIA12", "--input", "on the first"]);
    let both = ["show", "history", "rm"].map(|command| desk.run(&["notes", command, &file, "0"]));
    for output in both {
        assert_refused(&output, 2, &["2 notes", "in 07ELBONIA12, ", "in 07ELBONIA13", "--of ID"]);
    }
    let of = |command: &[&str], id: &str| desk.ok(&[&["notes"], command, &[&file, "0", "--of", id]].concat());
    assert!(of(&["show"], "07ELBONIA12").contains("on the first"));
    assert!(of(&["history"], "07ELBONIA13").contains("changed"));
    of(&["edit", "--input", "again"], "07ELBONIA12");
    of(&["rm"], "07ELBONIA13");
    let left = desk.ok(&["notes", &file]);
    assert!(left.contains("again") && !left.contains("changed"), "{left}");
}

#[test]
fn what_was_exported_into_a_folder_of_cables_is_none_of_them() {
    let desk = Desk::new();
    desk.add(&["--para", "2", "--input", "who counted?"]);
    let shelf = desk.path("shelf");
    std::fs::create_dir(&shelf).unwrap();
    std::fs::copy(desk.cable(), format!("{shelf}/cable.txt")).unwrap();
    let formats = ["csv", "json", "w3c", "txt", "md", "html"];
    for format in formats {
        let out = format!("{shelf}/notes.{format}");
        desk.ok(&["export", &desk.cable(), "--format", format, "-o", &out]);
        // One on which there are no notes is the same.
        let out = format!("{shelf}/bare.{format}");
        desk.ok(&[
            "export",
            &desk.cable(),
            "--notes",
            "mine",
            "--author",
            "Nobody",
            "--format",
            format,
            "-o",
            &out,
        ]);
    }
    desk.ok(&["release", "write", &desk.cable(), "--max", "TS", "-o", &desk.path("out.txt")]);
    std::fs::copy(desk.path("out.txt.withheld.txt"), format!("{shelf}/withheld.txt")).unwrap();
    let listed = desk.run(&[&shelf]);
    let said = [listed.stdout, listed.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
    assert_eq!(said.matches("BOATS ON THE LAKE").count(), 1, "{said}");
    assert_eq!(said.matches("written by reftel export").count(), 2 * formats.len(), "{said}");
    assert_eq!(said.matches("the report of a release").count(), 1, "{said}");
}
