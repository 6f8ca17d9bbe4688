//! Git carries the notes: three clones with branches come to one state.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output};

use crate::bare::bare;
use crate::support::{Desk, Reader, assert_refused};

fn try_git(directory: &Path, arguments: &[&str]) -> Output {
    let mut command = bare("git");
    command.env("PATH", std::env::var_os("PATH").unwrap_or_default()).env("HOME", "/nowhere");
    let settings = ["user.name=Test", "user.email=test@example.org", "init.defaultBranch=main"];
    settings.iter().for_each(|setting| _ = command.args(["-c", setting]));
    command.arg("-C").arg(directory).args(arguments).output().unwrap()
}

fn git(directory: &Path, arguments: &[&str]) -> String {
    let output = try_git(directory, arguments);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "git {arguments:?}: {said}{}", String::from_utf8_lossy(&output.stdout));
    String::from_utf8(output.stdout).unwrap()
}

/// Whether git is here; it is said when it is not.
fn has_git() -> bool {
    let here = Command::new("git").arg("--version").output().is_ok();
    if !here {
        let _ = writeln!(std::io::stderr(), "LEFT OUT: git is not here");
    }
    here
}

#[test]
fn three_clones_with_branches_come_to_one_state() {
    if !has_git() {
        return;
    }
    let desk = Desk::new();
    let (ann, ben) = (desk.reader("ann"), desk.reader("ben"));
    ann.add(1, "Ann's first");
    // Ann's second machine is a copy of her first: two versions of one file that only a merge of its own unites.
    let copy = Reader { author: "ann", ..desk.reader("copy") };
    copy_directory(&ann.config(), &copy.config());
    let origin = desk.directory("origin");
    git(&origin, &["init", "-q", "--bare"]);
    let readers = [ann, ben, copy];
    for reader in &readers {
        let clone = desk.path(&format!("{}-clone", reader.name));
        git(&desk.path(""), &["clone", "-q", origin.to_str().unwrap(), clone.to_str().unwrap()]);
        reader.ok(&["git-setup"], &[&clone]);
        reader.ok(&["share"], &[&desk.directory(&format!("{}-clone/notes", reader.name))]);
        reader.add(2, &format!("{} writes", reader.name));
        reader.add(3, &format!("{} writes more", reader.name));
        git(&clone, &["checkout", "-q", "-b", reader.name]);
        git(&clone, &["add", "-A"]);
        git(&clone, &["commit", "-q", "-m", "notes"]);
        git(&clone, &["push", "-q", "origin", reader.name]);
    }
    for (reader, others) in readers.iter().zip([["ben", "copy"], ["copy", "ann"], ["ann", "ben"]]) {
        let clone = desk.path(&format!("{}-clone", reader.name));
        git(&clone, &["fetch", "-q"]);
        for other in others {
            git(
                &clone,
                &["merge", "-q", "--allow-unrelated-histories", "-m", "union", &format!("origin/{other}")],
            );
        }
        reader.ok(&["import", "--yes", "--mine"], &[&clone]);
    }
    assert_eq!(readers[0].bodies().len(), 7, "{:?}", readers[0].bodies());
    assert_eq!(readers[0].notes(), readers[1].notes());
    assert_eq!(readers[0].notes(), readers[2].notes());
    let said = readers[1].run(&["verify"]);
    assert!(String::from_utf8_lossy(&said.stdout).contains("copied identity"), "two notes with one number");
}

fn copy_directory(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    fs::set_permissions(to, fs::metadata(from).unwrap().permissions()).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_directory(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

#[test]
fn what_is_set_up_twice_is_written_once() {
    if !has_git() {
        return;
    }
    let desk = Desk::new();
    let ann = desk.reader("ann");
    let repository = desk.directory("it's 100% a repository");
    git(&repository, &["init", "-q"]);
    fs::write(repository.join(".gitattributes"), "*.png binary").unwrap();
    let state = || {
        ["config", "attributes"].map(|file| {
            let path = if file == "config" { ".git/config" } else { ".gitattributes" };
            fs::read_to_string(repository.join(path)).unwrap()
        })
    };
    let first = ann.ok(&["git-setup"], &[&desk.directory("it's 100% a repository/below")]);
    assert!(first.contains("added to") && first.contains("merge.reftel.driver = "), "{first}");
    let [config, attributes] = state();
    assert_eq!(attributes, "*.png binary\na-*.r-*.yaml merge=reftel -text\n");
    let second = ann.ok(&["git-setup"], &[&repository]);
    assert!(!second.contains("added to"), "{second}");
    assert_eq!(state(), [config, attributes]);
}

#[test]
fn where_there_is_no_repository_nothing_is_written() {
    if !has_git() {
        return;
    }
    let desk = Desk::new();
    let ann = desk.reader("ann");
    let bare = desk.directory("bare");
    assert_refused(&ann.run_on(&["git-setup"], &[&bare]), 3, &["bare", "not a git repository"]);
    assert_eq!(fs::read_dir(bare).unwrap().count(), 0);
}
