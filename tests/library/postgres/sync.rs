//! Notes to a server and from there, by the command itself: two people who each have a configuration directory.

use std::path::Path;
use std::process::Output;

use super::server::Schema;
use crate::bare::bare;

const CABLE: &str = "P 120910Z MAR 07\nFM AMEMBASSY ELBONIA\nTO SECSTATE WASHDC\n\nC O N F I D E N T I A L ELBONIA 000051\n\n\
                     SUBJECT: MUD\n\n1. (C) The mud rose.\n\n2. (U) It fell.\n";

struct Reader<'a> {
    name: &'static str,
    folder: &'a Path,
    address: String,
}

impl Reader<'_> {
    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = bare(env!("CARGO_BIN_EXE_reftel"));
        command.env("REFTEL_LIBRARY", &self.address).env("REFTEL_AUTHOR", self.name);
        command.env("REFTEL_CONFIG_DIR", self.folder.join(self.name)).current_dir(self.folder);
        command.args(arguments).output().unwrap()
    }

    fn says(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// The id under which the reader writes.
    fn author(&self) -> String {
        let identity = std::fs::read_to_string(self.folder.join(self.name).join("identity.yaml")).unwrap();
        let line = identity.lines().find(|line| line.starts_with("author: "));
        line.unwrap().trim_start_matches("author: ").to_owned()
    }
}

#[test]
fn notes_go_to_the_server_and_come_to_others_once() {
    let (schema, folder) = (Schema::new(), tempfile::tempdir().unwrap());
    std::fs::write(folder.path().join("cable.txt"), CABLE).unwrap();
    let reader = |name| Reader { name, folder: folder.path(), address: schema.address(name) };
    let (owner, ann, ben) = (reader("owner"), reader("ann"), reader("ben"));
    for one in [&ann, &ben] {
        one.says(&["notes", "add", "cable.txt", "--para", "1", "--input", &format!("{} was here", one.name)]);
    }
    // Nobody writes before they are known.
    owner.says(&["search", "mud", "cable.txt"]);
    assert_eq!(ann.run(&["library", "sync"]).status.code(), Some(4));
    owner.says(&["library", "admit", "ann", &ann.author()]);
    owner.says(&["library", "admit", "ben", &ben.author()]);
    assert_eq!(ann.says(&["library", "sync"]), "1 entry pushed, 0 pulled\n");
    assert_eq!(ben.says(&["library", "sync"]), "1 entry pushed, 1 pulled\n");
    assert_eq!(ann.says(&["library", "sync"]), "0 entries pushed, 1 pulled\n");
    assert_eq!(ann.says(&["library", "sync"]), "0 entries pushed, 0 pulled\n");
    for one in [&ann, &ben] {
        let notes = one.says(&["notes", "list", "cable.txt"]);
        assert!(notes.contains("ann was here") && notes.contains("ben was here"), "{notes}");
    }
}
