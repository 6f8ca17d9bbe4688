//! Things in the way: links, pipes, directories, ids that are paths, modes that let others in.

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};

use reftel::annotation::Place;
use reftel::store::{CableKey, Store};

use crate::support::{Home, bodies, draft, key, note};

fn fifo(path: &Path) {
    let made = std::process::Command::new("mkfifo").arg(path).status().unwrap();
    assert!(made.success());
}

/// Puts at `path`, one after the other, everything that is no regular file, and a link to `target`.
fn each_obstacle(path: &Path, target: &Path, check: impl Fn(&str)) {
    let obstacles: [(&str, &dyn Fn()); 5] = [
        ("link", &|| symlink(target, path).unwrap()),
        ("dangling link", &|| symlink("nowhere", path).unwrap()),
        ("link to itself", &|| symlink(path, path).unwrap()),
        ("pipe", &|| fifo(path)),
        ("directory", &|| fs::create_dir(path).unwrap()),
    ];
    for (name, put) in obstacles {
        put();
        check(name);
        if path.symlink_metadata().is_ok_and(|metadata| metadata.is_dir()) {
            fs::remove_dir(path).unwrap();
        } else {
            let _ = fs::remove_file(path);
        }
    }
}

/// A home, and a file of somebody else's that must stay as it is.
fn home() -> (Home, PathBuf) {
    let home = Home::new();
    home.open();
    let target = home.path().with_file_name("precious");
    fs::write(&target, "precious").unwrap();
    (home, target)
}

#[test]
fn what_stands_in_place_of_the_notes_is_set_aside_and_not_followed() {
    let (home, target) = home();
    let path = home.notes_file();
    fs::create_dir(home.notes()).unwrap();
    each_obstacle(&path, &target, |name| {
        let ledger = home.open().commit(&key(), &[note(1, "one")]).unwrap();
        assert_eq!(bodies(&ledger), ["one"], "{name}");
        assert!(path.symlink_metadata().unwrap().is_file(), "{name}");
        assert_eq!(fs::read_to_string(&target).unwrap(), "precious", "{name}");
        fs::remove_dir_all(home.notes()).unwrap();
        fs::create_dir(home.notes()).unwrap();
    });
}

#[test]
fn a_backup_that_is_a_link_is_replaced_and_not_followed() {
    let (home, target) = home();
    let mut store = home.open();
    store.commit(&key(), &[note(1, "one")]).unwrap();
    let backup = home.notes().join(format!("{}.bak", crate::support::name(&home.notes_file())));
    symlink(&target, &backup).unwrap();
    store.commit(&key(), &[note(2, "two")]).unwrap();
    assert!(backup.symlink_metadata().unwrap().is_file());
    assert_eq!(fs::read_to_string(&target).unwrap(), "precious");
}

#[test]
fn a_lock_that_is_no_file_is_refused_in_one_line() {
    let (home, target) = home();
    let lock = home.path().join("lock");
    let _ = fs::remove_file(&lock);
    each_obstacle(&lock, &target, |name| {
        let error = home.open().commit(&key(), &[note(1, "one")]).unwrap_err().to_string();
        assert!(error.contains("lock") && !error.contains('\n'), "{name}: {error}");
        assert_eq!(fs::read_to_string(&target).unwrap(), "precious", "{name}");
    });
}

#[test]
fn journals_and_places_that_are_no_files_are_passed_over() {
    let (home, target) = home();
    let mut store = home.open();
    store.journal(&key(), &[draft(1, "x")], &[]).unwrap();
    let journal = home.path().join("drafts").join(format!("{}.1.wal", key().directory()));
    each_obstacle(&journal, &target, |name| {
        assert!(home.open().load(&key()).drafts.is_empty(), "{name}");
    });
    let place = home.path().join("state").join(format!("{}.yaml", key().directory()));
    each_obstacle(&place, &target, |name| {
        let mut store = home.open();
        let loaded = store.load(&key());
        assert!(loaded.place.is_none() && loaded.notices.len() == 1, "{name}: {:?}", loaded.notices);
        store.keep_place(&key(), &Place::default()).unwrap();
        assert_eq!(home.open().load(&key()).place, Some(Place::default()), "{name}");
        assert_eq!(fs::read_to_string(&target).unwrap(), "precious", "{name}");
    });
}

#[test]
fn a_linked_directory_is_not_written_to() {
    for name in ["notes", "drafts", "state"] {
        let home = Home::new();
        fs::create_dir_all(home.path()).unwrap();
        fs::set_permissions(home.path(), Permissions::from_mode(0o700)).unwrap();
        let elsewhere = home.path().with_file_name("elsewhere");
        fs::create_dir(&elsewhere).unwrap();
        symlink(&elsewhere, home.path().join(name)).unwrap();
        let mut store = home.open();
        let reason = store.load(&key()).writable.unwrap_err();
        assert!(reason.contains(name), "{reason}");
        assert!(store.commit(&key(), &[note(1, "one")]).is_err());
        assert_eq!(fs::read_dir(&elsewhere).unwrap().count(), 0);
    }
}

#[test]
fn ids_that_are_paths_stay_below_the_root() {
    let (home, _) = home();
    let long = "x".repeat(10_000);
    for id in ["../../x", "/etc/passwd", "a/b", "", ".", "..", "a\u{0}b", "\u{1b}]0;x\u{7}", long.as_str()] {
        let key = CableKey { id: id.into(), text_sha256: String::new() };
        let mut store = home.open();
        store.commit(&key, &[note(1, "one")]).unwrap();
        store.journal(&key, &[draft(2, "two")], &[]).unwrap();
        store.keep_place(&key, &Place::default()).unwrap();
        assert_eq!(bodies(&home.open().load(&key).ledger), ["one"], "{id:?}");
    }
    let above: Vec<String> = fs::read_dir(home.path().parent().unwrap())
        .unwrap()
        .map(|entry| crate::support::name(&entry.unwrap().path()))
        .collect();
    assert_eq!(above.len(), 2, "{above:?}");
}

#[test]
fn a_directory_that_others_can_change_is_not_written_to() {
    for (below, mode) in
        [("", 0o770), ("", 0o777), ("", 0o702), ("notes", 0o775), ("drafts", 0o777), ("state", 0o720)]
    {
        let (home, _) = home();
        fs::set_permissions(home.path().join(below), Permissions::from_mode(mode)).unwrap();
        let mut store = home.open();
        let reason = store.load(&key()).writable.unwrap_err();
        assert!(reason.contains("chmod 700") && !reason.contains('\n'), "{reason}");
        assert_eq!(store.commit(&key(), &[note(1, "one")]).unwrap_err().to_string(), reason);
        assert!(store.journal(&key(), &[draft(1, "x")], &[]).is_err());
        assert!(store.keep_place(&key(), &Place::default()).is_err());
        assert!(!home.notes().exists());
    }
}

#[test]
fn a_directory_that_others_can_list_is_closed_to_them_inside() {
    for mode in [0o755, 0o750, 0o711] {
        let home = Home::new();
        fs::create_dir(home.path()).unwrap();
        fs::set_permissions(home.path(), Permissions::from_mode(mode)).unwrap();
        home.open().commit(&key(), &[note(1, "one")]).unwrap();
        for path in home.walk().into_iter().skip(1) {
            assert_eq!(path.metadata().unwrap().permissions().mode() & 0o077, 0, "{}", path.display());
        }
    }
}

/// Only root can give a directory away, and only to root does the system let others' directories be written to.
#[test]
fn a_directory_of_another_user_is_not_written_to() {
    let (home, _) = home();
    if std::os::unix::fs::chown(home.path(), Some(65_534), None).is_err() {
        return;
    }
    let reason = home.open().load(&key()).writable.unwrap_err();
    assert!(reason.contains("another user") && reason.contains("--config-dir"), "{reason}");
}

/// Modes do not stop root; a path that cannot be a directory stops everybody.
#[test]
fn where_nothing_can_be_written_everything_can_be_read() {
    let file = Home::new();
    fs::write(file.path(), "a file").unwrap();
    for root in [file.path().join("below"), "/proc/reftel".into(), "/dev/null/x".into()] {
        let mut store = Store::open(Some(root), Some("Ann")).unwrap();
        let loaded = store.load(&key());
        let reason = loaded.writable.unwrap_err();
        assert!(reason.contains("cannot") && !reason.contains('\n'), "{reason}");
        assert!(loaded.ledger.is_empty());
        assert_eq!(store.commit(&key(), &[note(1, "x")]).unwrap_err().to_string(), reason);
        assert!(store.journal(&key(), &[draft(1, "x")], &[]).is_err());
        assert_eq!(store.refresh(&key()), None);
    }
}

/// Said once, as what it is; not as damage to files that cannot be there.
#[test]
fn a_name_that_is_too_long_is_no_damage() {
    let home = Home::new();
    let mut store = Store::open(Some(home.path().join("x".repeat(300))), Some("Ann")).unwrap();
    let loaded = store.load(&key());
    assert_eq!(loaded.notices, [""; 0]);
    assert!(loaded.writable.unwrap_err().contains("too long"));
}

#[test]
fn a_directory_that_goes_while_it_is_used_is_made_again() {
    let home = Home::new();
    let mut store = home.open();
    store.commit(&key(), &[note(1, "one")]).unwrap();
    fs::remove_dir_all(home.path()).unwrap();
    assert_eq!(bodies(&store.commit(&key(), &[note(2, "two")]).unwrap()), ["one", "two"]);
    assert_eq!(fs::metadata(home.path()).unwrap().permissions().mode() & 0o777, 0o700);
    assert_eq!(bodies(&store.load(&key()).ledger), ["one", "two"]);
}

#[test]
fn a_damaged_identity_is_kept_and_said() {
    let (home, _) = home();
    let path = home.path().join("identity.yaml");
    for damage in ["", "format: reftel-identity\nschema: 1\nauthor: ../x\ninstall: x\n", "\0\0"] {
        fs::write(&path, damage).unwrap();
        let mut store = home.open();
        let loaded = store.load(&key());
        assert!(loaded.notices[0].contains("identity.yaml.corrupt-"), "{:?}", loaded.notices);
        let id = store.writer().author.id.clone();
        assert_eq!(home.open().writer().author.id, id, "the new one stays");
    }
}
