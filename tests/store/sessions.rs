//! Several sessions on one directory: of one author, of several, at once.

use std::fs;
use std::path::Path;

use reftel::annotation::{Change, Flag};
use reftel::store::{Store, StoreError};

use crate::support::{Home, bodies, content, id, key, note};

#[test]
fn two_sessions_of_one_author_see_each_others_notes() {
    let home = Home::new();
    let (mut one, mut two) = (home.open(), home.open());
    one.load(&key());
    two.load(&key());
    one.commit(&key(), &[note(1, "one")]).unwrap();
    assert_eq!(bodies(&two.commit(&key(), &[note(2, "two")]).unwrap()), ["one", "two"]);
    assert_eq!(one.refresh(&key()).map(|ledger| bodies(&ledger)), Some(vec!["one".into(), "two".into()]));
    assert_eq!(one.refresh(&key()), None);
    let ledger = home.open().load(&key()).ledger;
    assert_eq!(ledger.flags(), []);
    let numbers: Vec<_> =
        ledger.entries_of(one.writer()).iter().map(|entry| (entry.seq, entry.lamport)).collect();
    assert_eq!(numbers, [(1, 1), (2, 2)]);
}

#[test]
fn two_edits_of_one_note_are_both_there() {
    let home = Home::new();
    let (mut one, mut two) = (home.open(), home.open());
    let first = one.commit(&key(), &[note(1, "first")]).unwrap().notes()[0].heads.clone();
    let edit = |body: &str| Change { parents: first.clone(), ..note(1, body) };
    one.commit(&key(), &[edit("from one")]).unwrap();
    let ledger = two.commit(&key(), &[edit("from two")]).unwrap();
    assert_eq!((ledger.notes()[0].heads.len(), ledger.notes()[0].others.len()), (2, 1));
}

#[test]
fn a_thousand_notes_by_two_sessions_at_once() {
    const EACH: u64 = 500;
    const AT_ONCE: u64 = 25;
    let home = Home::new();
    let write = |mut store: Store, from: u64| {
        for start in (from..from + EACH).step_by(usize::try_from(AT_ONCE).unwrap()) {
            let changes: Vec<Change> =
                (start..start + AT_ONCE).map(|at| note(at, &format!("note {at}"))).collect();
            while let Err(error) = store.commit(&key(), &changes) {
                assert!(matches!(error, StoreError::Busy(_)), "{error}");
            }
        }
    };
    let (one, two) = (home.open(), home.open());
    std::thread::scope(|scope| {
        scope.spawn(|| write(one, 0));
        scope.spawn(|| write(two, EACH));
    });
    let mut store = home.open();
    let loaded = store.load(&key());
    assert_eq!(loaded.ledger.notes().len(), 1_000);
    assert_eq!((loaded.ledger.flags(), loaded.notices), (vec![], vec![]));
    assert_eq!(home.files().iter().filter(|name| name.ends_with(".tmp")).count(), 0);
}

#[test]
fn a_reader_sees_a_whole_file_whenever_it_looks() {
    let home = Home::new();
    let mut writer = home.open();
    let mut reader = home.open();
    let done = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for number in 0..60 {
                writer.commit(&key(), &[note(number, "text")]).unwrap();
            }
            done.store(true, std::sync::atomic::Ordering::Release);
        });
        let mut last = 0;
        while !done.load(std::sync::atomic::Ordering::Acquire) {
            let loaded = reader.load(&key());
            assert_eq!(loaded.notices, [""; 0]);
            assert!(loaded.ledger.len() >= last);
            last = loaded.ledger.len();
        }
    });
    assert_eq!(reader.load(&key()).ledger.len(), 60);
}

#[test]
fn a_file_replaced_by_an_older_one_is_united_not_obeyed() {
    let home = Home::new();
    let mut store = home.open();
    store.commit(&key(), &[note(1, "one")]).unwrap();
    let old = fs::read(home.notes_file()).unwrap();
    store.commit(&key(), &[note(2, "two")]).unwrap();
    fs::write(home.notes_file(), old).unwrap();
    assert_eq!(bodies(&store.commit(&key(), &[note(3, "three")]).unwrap()), ["one", "two", "three"]);
    assert_eq!(bodies(&home.open().load(&key()).ledger), ["one", "two", "three"]);
}

#[test]
fn the_notes_of_colleagues_are_shown_and_never_written() {
    let (mine, theirs) = (Home::new(), Home::new());
    let mut store = mine.open();
    store.commit(&key(), &[note(1, "mine")]).unwrap();
    theirs.open().commit(&key(), &[note(2, "theirs")]).unwrap();
    let copy = mine.notes().join(crate::support::name(&theirs.notes_file()));
    fs::copy(theirs.notes_file(), &copy).unwrap();
    let before = fs::read(&copy).unwrap();
    assert_eq!(
        store.refresh(&key()).map(|ledger| bodies(&ledger)),
        Some(vec!["mine".into(), "theirs".into()])
    );
    store.commit(&key(), &[note(3, "more")]).unwrap();
    assert_eq!(fs::read(&copy).unwrap(), before);
    let own = fs::read_to_string(mine.notes_file()).unwrap();
    let seen = format!("seen:\n  {}: 1\nentries:", theirs.open().writer().key());
    assert!(!own.contains("theirs") && own.contains(&seen), "{own}");
    assert_eq!(bodies(&mine.open().load(&key()).ledger), ["mine", "theirs", "more"]);
}

#[test]
fn a_synchronisers_copy_of_the_own_file_is_united() {
    let home = Home::new();
    home.open().commit(&key(), &[note(1, "one"), note(2, "two")]).unwrap();
    let name =
        crate::support::name(&home.notes_file()).replace(".yaml", ".sync-conflict-20260302-101010-ABC.yaml");
    fs::rename(home.notes_file(), home.notes().join(name)).unwrap();
    let mut store = home.open();
    assert_eq!(bodies(&store.load(&key()).ledger), ["one", "two"]);
    let ledger = store.commit(&key(), &[note(3, "three")]).unwrap();
    assert_eq!((bodies(&ledger).len(), ledger.flags()), (3, vec![]));
    assert!(fs::read_to_string(home.notes_file()).unwrap().contains("two"));
}

#[test]
fn files_that_are_not_what_they_say_are_refused_in_words() {
    let (mine, theirs) = (Home::new(), Home::new());
    let mut store = mine.open();
    store.commit(&key(), &[note(1, "mine")]).unwrap();
    theirs.open().commit(&key(), &[note(2, "theirs")]).unwrap();
    let bytes = fs::read(theirs.notes_file()).unwrap();
    let text = String::from_utf8(bytes.clone()).unwrap();
    let named = |name: &str, bytes: &[u8]| fs::write(mine.notes().join(name), bytes).unwrap();
    named("a-someone.r-else.yaml", &bytes);
    named("a-cut.r-0.yaml", &bytes[..bytes.len() / 2]);
    named(
        "a-bomb.r-0.yaml",
        format!("a: &a {}\nb: [{}]\n", "x".repeat(100_000), "*a, ".repeat(20_000)).as_bytes(),
    );
    let elsewhere = text.replacen("07ELBONIA12", "07ELBONIA13", 1);
    let name = crate::support::name(&theirs.notes_file());
    named(&name.replace(".yaml", ".sync-conflict-1.yaml"), elsewhere.as_bytes());
    let changed = text.replacen("theirs", "forged", 1);
    named(&name, changed.as_bytes());
    // These are nobody's business.
    for name in ["notes.yaml", ".a-x.r-y.yaml", "a-x.r-y.yaml.swp", "a-X.r-y.yaml", "a-.r-.yaml", "README"] {
        named(name, b"junk");
    }
    let loaded = mine.open().load(&key());
    assert_eq!(bodies(&loaded.ledger), ["mine"]);
    assert_eq!(loaded.notices.len(), 5, "{:?}", loaded.notices);
    for word in ["another writer", "another cable", "line ", "anchors", "1 entry is damaged"] {
        assert!(loaded.notices.iter().any(|notice| notice.contains(word)), "{word}: {:?}", loaded.notices);
    }
}

#[test]
fn a_copied_home_directory_is_flagged() {
    let (one, two) = (Home::new(), Home::new());
    one.open();
    fs::create_dir_all(two.path()).unwrap();
    copy_identity(&one.path(), &two.path());
    one.open().commit(&key(), &[note(1, "one")]).unwrap();
    two.open().commit(&key(), &[note(2, "two")]).unwrap();
    let name = crate::support::name(&one.notes_file());
    let conflict = one.notes().join(name.replace(".yaml", ".sync-conflict-1.yaml"));
    fs::copy(two.notes_file(), conflict).unwrap();
    let mut store = one.open();
    let ledger = store.load(&key()).ledger;
    assert_eq!(bodies(&ledger), ["one", "two"]);
    assert_eq!(ledger.flags(), [Flag::CopiedIdentity { writer: store.writer().key(), seq: 1 }]);
}

fn copy_identity(from: &Path, to: &Path) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(to, fs::Permissions::from_mode(0o700)).unwrap();
    fs::copy(from.join("identity.yaml"), to.join("identity.yaml")).unwrap();
}

#[test]
fn undo_is_a_version_like_any_other() {
    let home = Home::new();
    let mut store = home.open();
    let first = store.commit(&key(), &[note(1, "first")]).unwrap();
    let delete = Change { content: None, parents: first.notes()[0].heads.clone(), ..note(1, "") };
    let deleted = store.commit(&key(), &[delete]).unwrap();
    assert!(deleted.notes().is_empty());
    let heads = deleted.heads(&id(1), &store.writer().author.id);
    let undo = Change { content: Some(content("first")), parents: heads, ..note(1, "") };
    store.commit(&key(), &[undo]).unwrap();
    assert_eq!(bodies(&home.open().load(&key()).ledger), ["first"]);
}

/// A session that saved and one that waits for its lock: nothing is left over, and the wait is an error in words.
#[test]
fn a_lock_that_is_never_freed_is_not_waited_for_for_ever() {
    let home = Home::new();
    let mut store = home.open();
    store.commit(&key(), &[note(1, "one")]).unwrap();
    let holder = fs::File::options().write(true).open(home.path().join("lock")).unwrap();
    holder.lock().unwrap();
    let error = store.commit(&key(), &[note(2, "two")]).unwrap_err();
    assert!(matches!(error, StoreError::Busy(_)), "{error}");
    drop(holder);
    assert_eq!(bodies(&store.commit(&key(), &[note(2, "two")]).unwrap()), ["one", "two"]);
}
