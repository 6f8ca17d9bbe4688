//! Bringing an index up to date with folders: what is read, what is left alone, what is forgotten.

use std::fs::{self, File};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use reftel::library::{Answer, Engine, Filing, News, Query, Sqlite, Summary, update};

use crate::suite::paper::filing;

struct Shelf {
    folder: tempfile::TempDir,
    engine: Sqlite,
    /// The files that were read by the last update, in order of their names.
    read: Vec<PathBuf>,
}

impl Shelf {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("cables")).unwrap();
        let engine = Sqlite::open(&folder.path().join("index")).unwrap();
        Self { engine, folder, read: Vec::new() }
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("cables")
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.root().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn update(&mut self) -> Summary {
        self.update_all(&[self.root()], &mut |_| true).unwrap()
    }

    fn update_all(&mut self, roots: &[PathBuf], told: &mut dyn FnMut(News) -> bool) -> Answer<Summary> {
        let read = Mutex::new(Vec::new());
        let load = |path: &Path| -> Result<Vec<Filing>, String> {
            read.lock().unwrap().push(path.to_owned());
            let text = fs::read_to_string(path).map_err(|error| error.to_string())?;
            Ok(vec![filing(path.to_str().unwrap(), &text, &text)])
        };
        let summary = update(&mut self.engine, roots, &load, told);
        self.read = read.into_inner().unwrap();
        self.read.sort();
        summary
    }

    /// The names of the files that were read by the last update.
    fn names_read(&self) -> Vec<&str> {
        self.read.iter().map(|path| path.strip_prefix(self.root()).unwrap().to_str().unwrap()).collect()
    }

    fn found(&self, query: &str) -> usize {
        self.engine.search(&Query::parse(query).unwrap(), &[], 1000).unwrap().len()
    }
}

fn counts(summary: &Summary) -> (usize, usize, usize) {
    assert!(!summary.stopped);
    (summary.files, summary.read, summary.gone)
}

#[test]
fn only_what_is_new_or_changed_is_read() {
    let mut shelf = Shelf::new();
    shelf.write("one", "boats");
    shelf.write("folder/two", "cars");
    assert_eq!(counts(&shelf.update()), (2, 2, 0));
    assert_eq!(shelf.names_read(), ["folder/two", "one"]);
    assert_eq!(counts(&shelf.update()), (2, 0, 0));
    shelf.write("one", "planes");
    shelf.write("three", "boats");
    assert_eq!(counts(&shelf.update()), (3, 2, 0));
    assert_eq!(shelf.names_read(), ["one", "three"]);
    assert_eq!((shelf.found("planes"), shelf.found("boats"), shelf.found("cars")), (1, 1, 1));
}

#[test]
fn a_change_that_keeps_size_and_time_is_a_change() {
    let mut shelf = Shelf::new();
    shelf.write("one", "boats");
    shelf.update();
    let path = shelf.root().join("one");
    let modified = fs::metadata(&path).unwrap().modified().unwrap();
    shelf.write("other", "barks");
    File::options().write(true).open(shelf.root().join("other")).unwrap().set_modified(modified).unwrap();
    fs::rename(shelf.root().join("other"), &path).unwrap();
    assert_eq!(counts(&shelf.update()), (1, 1, 0));
    assert_eq!((shelf.found("boats"), shelf.found("barks")), (0, 1));
}

#[test]
fn what_may_be_read_now_is_read_again() {
    let mut shelf = Shelf::new();
    shelf.write("one", "boats");
    shelf.update();
    // Root may read everything, so the mode is all that changes here.
    fs::set_permissions(shelf.root().join("one"), fs::Permissions::from_mode(0o600)).unwrap();
    assert_eq!(counts(&shelf.update()), (1, 1, 0));
}

#[test]
fn what_is_gone_is_forgotten_and_only_below_the_roots() {
    let mut shelf = Shelf::new();
    for name in ["a/one", "a/two", "ab/three"] {
        shelf.write(name, "boats");
    }
    shelf.update();
    fs::remove_file(shelf.root().join("a/two")).unwrap();
    fs::remove_file(shelf.root().join("ab/three")).unwrap();
    let root = shelf.root().join("a");
    assert_eq!(counts(&shelf.update_all(&[root], &mut |_| true).unwrap()), (1, 0, 1));
    assert_eq!(shelf.found("boats"), 2);
    fs::remove_dir_all(shelf.root().join("a")).unwrap();
    assert_eq!(counts(&shelf.update()), (0, 0, 2));
    assert_eq!(shelf.found(""), 0);
}

#[test]
fn a_folder_that_cannot_be_read_keeps_what_is_known() {
    let mut shelf = Shelf::new();
    shelf.write("one", "boats");
    shelf.update();
    // As when a disk is not there. It holds for root too, whom no mode keeps out.
    fs::rename(shelf.root(), shelf.folder.path().join("away")).unwrap();
    let summary = shelf.update();
    assert_eq!((counts(&summary), summary.unread.len()), ((0, 0, 0), 1));
    assert!(summary.unread[0].starts_with(shelf.root().to_str().unwrap()), "{:?}", summary.unread);
    assert_eq!(shelf.found("boats"), 1);
    fs::rename(shelf.folder.path().join("away"), shelf.root()).unwrap();
    for mode in [0o000, 0o444] {
        fs::set_permissions(shelf.root(), fs::Permissions::from_mode(mode)).unwrap();
        let may_look = fs::metadata(shelf.root().join("one")).is_ok();
        let summary = shelf.update();
        fs::set_permissions(shelf.root(), fs::Permissions::from_mode(0o755)).unwrap();
        assert_eq!((summary.gone, summary.unread.len()), (0, usize::from(!may_look)), "{mode:o}");
    }
}

#[test]
fn folders_too_deep_are_named_and_keep_what_is_known() {
    let mut shelf = Shelf::new();
    shelf.write(&("d/".repeat(64) + "one"), "boats");
    shelf.write(&("d/".repeat(65) + "two"), "boats");
    let summary = shelf.update();
    assert_eq!((counts(&summary), summary.unread.len()), ((1, 1, 0), 1));
}

#[test]
fn links_are_followed_to_files_only() {
    let mut shelf = Shelf::new();
    shelf.write("folder/one", "boats");
    let root = shelf.root();
    symlink(&root, root.join("folder/up")).unwrap();
    symlink(root.join("folder"), root.join("other")).unwrap();
    symlink("itself", root.join("itself")).unwrap();
    symlink("nowhere", root.join("dangling")).unwrap();
    symlink(root.join("folder/one"), root.join("link")).unwrap();
    assert_eq!(counts(&shelf.update()), (2, 2, 0));
    assert_eq!(shelf.names_read(), ["folder/one", "link"]);
    // What is named may be a link to a folder.
    let named = root.join("other");
    assert_eq!(counts(&shelf.update_all(&[named], &mut |_| true).unwrap()), (1, 1, 0));
}

#[test]
fn what_is_hidden_or_no_file_is_left_alone() {
    let mut shelf = Shelf::new();
    shelf.write(".hidden", "boats");
    shelf.write(".git/one", "boats");
    shelf.write("seen", "boats");
    let fifo = shelf.root().join("fifo");
    assert!(std::process::Command::new("mkfifo").arg(&fifo).status().unwrap().success());
    let _socket = std::os::unix::net::UnixListener::bind(shelf.root().join("socket")).unwrap();
    symlink("/dev/zero", shelf.root().join("zero")).unwrap();
    assert_eq!(counts(&shelf.update()), (1, 1, 0));
    let named = [fifo, shelf.root().join(".git")];
    assert_eq!(counts(&shelf.update_all(&named, &mut |_| true).unwrap()), (1, 1, 0), "but if it is named");
    assert_eq!(shelf.read, [shelf.root().join(".git/one")]);
}

#[test]
fn a_file_of_more_than_64_mib_is_refused_unread() {
    let mut shelf = Shelf::new();
    File::create(shelf.root().join("large")).unwrap().set_len((64 << 20) + 1).unwrap();
    shelf.write("small", "boats");
    assert_eq!(counts(&shelf.update()), (2, 2, 0));
    assert_eq!(shelf.names_read(), ["small"]);
    let refused = shelf.engine.refused(&[]).unwrap();
    assert_eq!((refused.len(), refused[0].why.as_str()), (1, "larger than 64 MiB: open it by itself"));
    assert_eq!(counts(&shelf.update()), (2, 0, 0));
}

#[test]
fn roots_that_overlap_are_read_once() {
    let mut shelf = Shelf::new();
    shelf.write("folder/one", "boats");
    let roots = [shelf.root(), shelf.root().join("folder"), shelf.root().join("folder/one"), shelf.root()];
    assert_eq!(counts(&shelf.update_all(&roots, &mut |_| true).unwrap()), (1, 1, 0));
    assert_eq!(counts(&shelf.update_all(&roots, &mut |_| true).unwrap()), (1, 0, 0));
}

#[test]
fn told_to_stop_it_stops_and_goes_on_the_next_time() {
    let mut shelf = Shelf::new();
    let files = 3000;
    for number in 0..files {
        shelf.write(&format!("{}/{number}", number % 3), "boats");
    }
    let roots = [shelf.root()];
    let summary = shelf.update_all(&roots, &mut |_| false).unwrap();
    assert!(summary.stopped && shelf.read.is_empty());
    let mut last = None;
    let summary = shelf.update_all(&roots, &mut |news| {
        last = Some(news);
        !matches!(news, News::Read(..))
    });
    let kept = shelf.found("boats");
    assert!(summary.unwrap().stopped);
    assert_eq!(last, Some(News::Read(2048, files)));
    let summary = shelf.update();
    assert_eq!(counts(&summary), (files, files - kept.max(2048), 0));
    assert_eq!(shelf.found(""), 1000, "the limit of the question");
    assert_eq!(shelf.engine.cards(&[]).unwrap().len(), files);
}
