//! `reftel export` and `reftel cite`, the whole program.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Output, Stdio};

use crate::bare::bare;
use reftel::export::{CSV_HEAD, w3c};
use serde_json::Value;
use tempfile::TempDir;

use crate::support::CABLE;

/// A directory with a cable and a configuration.
struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        let desk = Self(tempfile::tempdir().unwrap());
        fs::write(desk.path("boats.txt"), CABLE).unwrap();
        desk
    }

    /// One with a note on a paragraph, on words, on the cable, each of which wants to be obeyed.
    fn with_notes() -> Self {
        let desk = Self::new();
        let evil = "# Who?\n\n<script>alert(1)</script>\n\n**came** [x](javascript:y) \u{1b}[2J\u{202e}";
        for note in [
            &["--para", "1", "--type", "question", "--tag", "boats", "--input", evil][..],
            &["--quote", "third", "--input", "=1+1"],
            &["--input", "On the cable."],
        ] {
            let mut arguments = vec!["--author", "Ann <i>", "notes", "add", "boats.txt"];
            arguments.extend(note);
            assert!(desk.run(&arguments).status.success());
        }
        desk
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.run_as("Ann <i>", "state", arguments)
    }

    /// The same for somebody else, whose configuration is in `state`.
    fn run_as(&self, author: &str, state: &str, arguments: &[&str]) -> Output {
        bare(env!("CARGO_BIN_EXE_reftel"))
            .env("REFTEL_CONFIG_DIR", self.path(state))
            .env("REFTEL_AUTHOR", author)
            .current_dir(self.0.path())
            .args(arguments)
            .stdin(Stdio::null())
            .output()
            .unwrap()
    }

    fn export(&self, format: &str) -> String {
        let output = self.run(&["export", "boats.txt", "--format", format]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    fn line(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap().trim_end().to_owned()
    }

    fn refused(&self, arguments: &[&str], code: i32, part: &str) {
        let output = self.run(arguments);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(code), "{said}");
        assert!(said.contains(part) && said.lines().count() == 1, "{said}");
    }
}

/// What a terminal obeys, and what turns a text around.
fn is_obeyed(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\r')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[test]
fn no_format_lets_anything_out_that_a_terminal_obeys() {
    let desk = Desk::with_notes();
    for format in ["w3c", "html", "md", "csv", "txt", "json"] {
        let text = desk.export(format);
        assert!(!text.contains(is_obeyed), "{format}");
        assert!(text.contains("CONFIDENTIAL"), "{format} without its banner");
        assert!(text.contains("On the cable."), "{format}");
    }
}

#[test]
fn the_page_has_no_script_and_nothing_from_elsewhere() {
    let page = Desk::with_notes().export("html");
    for bad in ["<script", "<i>", "<b>third", "href=", "src=", "url(", "@import", "<link", "onload"] {
        assert!(!page.contains(bad), "{bad}");
    }
    for good in [
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "<strong>Who?</strong>",
        "x &lt;javascript:y&gt;",
        "● Ann &lt;i&gt; (you)",
        "the &lt;b&gt;third&lt;/b&gt; boat &amp; its crew",
        "<div class=\"banner head\"><p>CONFIDENTIAL SIPDIS</p></div>",
        "<p class=\"lead\">1 (C)</p>",
        "<p class=\"lead\">3</p>",
        "@media print",
    ] {
        assert!(page.contains(good), "no {good} in\n{page}");
    }
}

#[test]
fn an_unmarked_text_has_no_banner_in_any_format() {
    let desk = Desk::new();
    fs::write(desk.path("boats.txt"), "1. Nobody came.\n").unwrap();
    assert!(desk.run(&["notes", "add", "boats.txt", "--para", "1", "--input", "x"]).status.success());
    let page = desk.export("html");
    assert!(!page.contains("class=\"banner") && page.contains("<p class=\"lead\">1</p>"), "{page}");
    for format in ["html", "md", "csv", "txt", "json", "w3c"] {
        let text = desk.export(format);
        assert!(!text.contains("UNCLASSIFIED") && !text.contains("(U)"), "{format}");
    }
}

#[test]
fn notes_stand_under_their_paragraphs_in_text_and_markdown() {
    let desk = Desk::with_notes();
    let text = desk.export("txt");
    assert!(text.starts_with("CONFIDENTIAL SIPDIS\n"), "{text}");
    assert!(text.contains("    | ● Ann <i> (you), ¶1 "), "{text}");
    let (first, second) = (text.find("three boats").unwrap(), text.find("They left.").unwrap());
    let note = text.find("# Who?").unwrap();
    assert!(first < note && note < second);
    assert!(text.contains("\"third\"\n    | =1+1"), "{text}");
    let markdown = desk.export("md");
    assert!(markdown.starts_with("**CONFIDENTIAL SIPDIS**\n"), "{markdown}");
    assert!(markdown.contains("> &lt;script>alert(1)&lt;/script>\n>\n> **came**"), "{markdown}");
    assert!(markdown.contains("**1 (C)** On Monday three boats"), "{markdown}");
    assert!(markdown.contains("\\<b\\>third"), "{markdown}");
}

#[test]
fn without_a_format_it_is_markdown() {
    let desk = Desk::with_notes();
    let bare = desk.run(&["export", "boats.txt"]);
    assert!(bare.status.success(), "{}", String::from_utf8_lossy(&bare.stderr));
    assert_eq!(String::from_utf8(bare.stdout).unwrap(), desk.export("md"));
    let help = String::from_utf8(desk.run(&["export", "--help"]).stdout).unwrap();
    assert!(help.contains("[default: md]"), "{help}");
}

#[test]
fn the_table_has_a_row_for_each_note_and_no_formula() {
    let table = Desk::with_notes().export("csv");
    assert!(table.starts_with(CSV_HEAD));
    assert!(table.contains(",third,'=1+1\r\n"), "{table}");
    assert!(table.contains(",CONFIDENTIAL,1,1,C,¶1,exact,note,,Ann <i>,a-"), "{table}");
    assert!(table.contains(",CONFIDENTIAL,3,3,,¶3,exact,note,"), "unmarked is an empty cell: {table}");
}

#[test]
fn json_and_json_ld_hold_the_notes() {
    let desk = Desk::with_notes();
    let value: Value = serde_json::from_str(&desk.export("json")).unwrap();
    assert_eq!(value["schema"], 1);
    assert_eq!(value["cable"]["classification"], "CONFIDENTIAL");
    assert_eq!(value["notes"].as_array().unwrap().len(), 3);
    let note = &value["notes"][2];
    assert_eq!(
        (&note["quote"], &note["paragraph"], &note["marking"]),
        (&"third".into(), &3.into(), &Value::Null)
    );
    let parcels = w3c::read(&desk.export("w3c")).unwrap();
    assert_eq!((parcels[0].entries.len(), parcels[0].refused.len()), (3, 0));
}

/// `--force` replaces what was exported before, and nothing that cannot be made again.
#[test]
fn the_cable_notes_and_the_programs_own_files_are_never_overwritten() {
    let desk = Desk::with_notes();
    let find = |at: &Path| fs::read_dir(at).unwrap().map(|entry| entry.unwrap().path()).next().unwrap();
    let own = find(&find(&desk.path("state/notes")));
    fs::copy(&own, desk.path("sent.yaml")).unwrap();
    fs::write(desk.path("a-damaged.r-1.yaml"), "format").unwrap();
    std::os::unix::fs::symlink("boats.txt", desk.path("link.txt")).unwrap();
    let (own, new) = (own.to_str().unwrap(), desk.path("state/notes/new.md"));
    for (path, what) in [
        ("boats.txt", "is the cable itself"),
        ("./boats.txt", "is the cable itself"),
        ("link.txt", "is the cable itself"),
        ("sent.yaml", "is a notes file"),
        ("a-damaged.r-1.yaml", "is a notes file"),
        (own, "is in the configuration directory"),
        ("state/identity.yaml", "is in the configuration directory"),
        (new.to_str().unwrap(), "is in the configuration directory"),
    ] {
        let before = fs::read(desk.path(path)).ok();
        desk.refused(&["export", "boats.txt", "--format", "md", "--force", "-o", path], 2, what);
        assert_eq!(fs::read(desk.path(path)).ok(), before, "{path}");
    }
}

#[test]
fn a_file_is_written_whole_for_its_owner_alone_and_never_over_another() {
    let desk = Desk::with_notes();
    let export = |more: &[&str]| {
        desk.run(&[&["export", "boats.txt", "--format", "md", "-o", "out.md"], more].concat())
    };
    assert!(export(&[]).status.success());
    let written = fs::read_to_string(desk.path("out.md")).unwrap();
    assert_eq!(written, desk.export("md"));
    assert_eq!(fs::metadata(desk.path("out.md")).unwrap().permissions().mode() & 0o777, 0o600);
    fs::write(desk.path("out.md"), "mine").unwrap();
    let arguments = ["export", "boats.txt", "--format", "md", "-o", "out.md"];
    desk.refused(&arguments, 2, "is there already");
    assert_eq!(fs::read_to_string(desk.path("out.md")).unwrap(), "mine");
    assert!(export(&["--force"]).status.success());
    assert_eq!(fs::read_to_string(desk.path("out.md")).unwrap(), written);
    let _socket = std::os::unix::net::UnixListener::bind(desk.path("socket")).unwrap();
    let arguments = ["export", "boats.txt", "--format", "md", "--force", "-o", "socket"];
    desk.refused(&arguments, 4, "not a regular file");
    assert!(!fs::symlink_metadata(desk.path("socket")).unwrap().is_file());
    desk.refused(
        &["export", "boats.txt", "--format", "md", "-o", "no/where.md"],
        4,
        "directory does not exist",
    );
    desk.refused(&["export", "boats.txt", "--format", "md", "-o", "state"], 2, "no name for a file");
    desk.refused(&["export", "none.txt", "--format", "md"], 3, "no such file");
    desk.refused(&["export", "boats.txt", "--format", "pdf"], 2, "pdf");
    assert_eq!(left_over(desk.0.path()), 0);
}

#[test]
fn an_author_who_wrote_nothing_is_a_negative_result() {
    let desk = Desk::with_notes();
    let arguments = ["export", "boats.txt", "--format", "csv", "--notes", "Nobody", "-o", "out.csv"];
    desk.refused(&arguments, 1, "nobody called Nobody");
    assert!(!desk.path("out.csv").exists());
    assert_eq!(left_over(desk.0.path()), 0);
    let mine = desk.line(&["export", "boats.txt", "--format", "csv", "--notes", "Ann <i>"]);
    assert!(mine.contains("On the cable."));
}

fn left_over(folder: &Path) -> usize {
    fs::read_dir(folder)
        .unwrap()
        .flatten()
        .filter(|entry| entry.path().extension().is_some_and(|e| e == "tmp"))
        .count()
}

#[test]
fn a_citation_says_what_the_cable_says_and_no_more() {
    let desk = Desk::new();
    assert_eq!(desk.line(&["cite", "boats.txt"]), "OSLO, “BOATS”, CONFIDENTIAL");
    assert_eq!(desk.line(&["cite", "boats.txt:1"]), "OSLO, “BOATS”, ¶ 1 (C), CONFIDENTIAL");
    assert_eq!(desk.line(&["cite", "boats.txt:3"]), "OSLO, “BOATS”, ¶ 3, CONFIDENTIAL");
    fs::write(
        desk.path("07OSLO12.txt"),
        "P 101206Z OCT 07\nFM AMEMBASSY OSLO\nTO SECSTATE WASHDC PRIORITY 3597\n\nC O N F I D E N T I A L OSLO 000012\n\n\
         TAGS: PREL\nSUBJECT: (U) BOATS\n\n1. (C) They came.\n",
    )
    .unwrap();
    let cite = |style: &str| desk.line(&["cite", "07OSLO12.txt:1", "--style", style]);
    assert_eq!(cite("plain"), "07OSLO12, 2007-10-10, OSLO, “(U) BOATS”, ¶ 1 (C), CONFIDENTIAL");
    assert_eq!(
        cite("nara"),
        "AMEMBASSY OSLO to SECSTATE WASHDC, Telegram 12, “(U) BOATS”, October 10, 2007, paragraph 1 (C), CONFIDENTIAL"
    );
    assert_eq!(
        cite("chicago"),
        "AMEMBASSY OSLO to SECSTATE WASHDC, “(U) BOATS”, telegram 12, October 10, 2007, para. 1 (C), CONFIDENTIAL."
    );
    let value: Value = serde_json::from_str(&desk.line(&["cite", "boats.txt:3", "--json"])).unwrap();
    assert_eq!(
        (&value["paragraph"], &value["marking"], &value["date"]),
        (&3.into(), &Value::Null, &Value::Null)
    );
}

#[test]
fn what_cannot_be_cited_is_told() {
    let desk = Desk::new();
    desk.refused(&["cite", "boats.txt:9"], 2, "they go from 1 to 3");
    desk.refused(&["cite", "none.txt:1"], 3, "none.txt: no such file");
    desk.refused(&["cite", "boats.txt", "--of", "05BERN7"], 2, "holds no cable 05BERN7");
    fs::write(desk.path("bare.txt"), "Words.\n").unwrap();
    desk.refused(&["cite", "bare.txt"], 1, "to cite it by");
    fs::write(desk.path("twice.txt"), CABLE.replace("2. (U)", "1. (U)")).unwrap();
    desk.refused(&["cite", "twice.txt:1"], 2, "2 paragraphs are printed 1");
}

/// What `reftel notes list --json` gives somebody, the notes by their text.
fn listed(desk: &Desk, state: &str) -> Vec<(String, String, bool)> {
    let output = desk.run_as("Ben", state, &["notes", "list", "boats.txt", "--json"]);
    let value: Value = serde_json::from_slice(&output.stdout).unwrap();
    let text = |note: &Value, field: &str| note[field].as_str().unwrap().to_owned();
    let notes = value["notes"].as_array().unwrap().iter();
    let mut notes: Vec<_> = notes
        .map(|note| (text(note, "body"), text(note, "author"), note["mine"].as_bool().unwrap()))
        .collect();
    notes.sort();
    notes
}

#[test]
fn what_one_exports_another_imports_once() {
    let desk = Desk::with_notes();
    fs::write(desk.path("ann.jsonld"), desk.export("w3c")).unwrap();
    let import = ["import", "ann.jsonld", "--yes"];
    let first = desk.run_as("Ben", "other", &import);
    assert!(first.status.success(), "{}", String::from_utf8_lossy(&first.stderr));
    assert!(String::from_utf8_lossy(&first.stdout).contains("new entries taken in: 3"));
    let notes = listed(&desk, "other");
    assert_eq!(notes.len(), 3);
    assert!(notes.iter().all(|(_, author, mine)| author == "Ann <i>" && !mine), "{notes:?}");
    let again = desk.run_as("Ben", "other", &import);
    assert!(String::from_utf8_lossy(&again.stdout).contains("new entries taken in: 0"));
    let back = desk.run_as("Ben", "other", &["export", "boats.txt", "--format", "w3c"]);
    let record = |text: &[u8]| serde_json::from_slice::<Value>(text).unwrap()["reftel:record"].clone();
    assert_eq!(record(&back.stdout), record(&fs::read(desk.path("ann.jsonld")).unwrap()));
    let text = fs::read_to_string(desk.path("ann.jsonld")).unwrap();
    fs::write(desk.path("forged.jsonld"), text.replace("On the cable.", "On the label.")).unwrap();
    let forged = desk.run_as("Cas", "third", &["import", "forged.jsonld", "--yes"]);
    assert_eq!(forged.status.code(), Some(3));
    assert!(!listed(&desk, "third").iter().any(|(body, ..)| body.contains("label")));
}

#[test]
fn what_another_program_changed_in_the_annotations_is_said_to_be_left_out() {
    let desk = Desk::with_notes();
    let text = desk.export("w3c");
    let import = |text: String| {
        fs::write(desk.path("sent.jsonld"), text).unwrap();
        desk.line(&["import", "sent.jsonld", "--dry-run"])
    };
    let mut value: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert!(!import(value.to_string()).contains("another program"), "printed otherwise is the same");
    value["first"]["items"][0]["body"] = "changed".into();
    assert!(import(value.to_string()).contains("another program has changed the annotations"));
}

#[test]
fn rows_that_are_refused_are_named_and_counted() {
    let desk = Desk::new();
    let row =
        |id: &str, text: &str| serde_json::json!({"id": id, "user": "acct:ben@hypothes.is", "text": text});
    let rows = serde_json::json!([row("AAAA", "One"), row("AAAA", "Two"), {"id": "BBBB", "user": 5}]);
    fs::write(desk.path("rows.json"), rows.to_string()).unwrap();
    let output = desk.run(&["import", "rows.json", "--yes", "--cable", "boats.txt"]);
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("not taken: AAAA: another annotation above it has the same id"), "{said}");
    assert!(said.contains("not taken: BBBB: 'user' is of the wrong kind"), "{said}");
    assert_eq!(output.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&output.stderr).contains("entries that were not taken: 2"));
}

#[test]
fn annotations_from_hypothesis_need_their_cable() {
    let desk = Desk::new();
    let row = serde_json::json!({
        "id": "AAAA", "user": "acct:ben@hypothes.is", "text": "How many?", "tags": [], "references": [],
        "created": "2019-03-04T10:11:12.131415+00:00", "updated": "2019-03-04T10:11:12.131415+00:00",
        "target": [{"source": "x", "selector": [
            {"type": "TextQuoteSelector", "exact": "three boats", "prefix": "On Monday ", "suffix": " came"}]}],
    });
    fs::write(desk.path("rows.json"), serde_json::json!({"total": 1, "rows": [row]}).to_string()).unwrap();
    desk.refused(&["import", "rows.json", "--yes"], 3, "--cable FILE");
    let output = desk.run(&["import", "rows.json", "--yes", "--cable", "boats.txt"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let notes = listed(&desk, "state");
    assert_eq!(notes, [("How many?".into(), "ben (claimed, Hypothes.is)".into(), false)]);
}

#[test]
fn a_review_starts_with_what_a_colleague_sent() {
    let desk = Desk::with_notes();
    assert!(desk.run(&["review", "finish", "boats.txt", "-o", "ann.yaml"]).status.success());
    let start = desk.run_as("Ben", "other", &["review", "start", "boats.txt", "--from", "ann.yaml", "--yes"]);
    let said = String::from_utf8_lossy(&start.stdout).into_owned();
    assert!(start.status.success() && said.contains("0 of 3 judged"), "{said}");
}
