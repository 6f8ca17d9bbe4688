//! The files: where they are and why, who may read them, whether they are sound, and what died sessions left.

use std::env;

use super::{Finding, State};
use crate::annotation::{Flag, SEND_AGAIN};
use crate::shell::verify;
use crate::store::{Health, Loose, Role, Verification, Verified};

/// Free bytes below which saving may soon fail.
const ROOM_LOW: u64 = 16 << 20;
/// Most findings of one kind that are printed one by one.
const MANY: usize = 20;

/// Where the files are, and why there.
pub(super) fn root(found: &Verification, state: &State) -> Finding {
    let is_set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    let is_absolute =
        |name| env::var_os(name).is_some_and(|value| std::path::Path::new(&value).is_absolute());
    let why = if state.config_dir.is_some() {
        "named by --config-dir"
    } else if is_set("REFTEL_CONFIG_DIR") {
        "named by REFTEL_CONFIG_DIR"
    } else if is_absolute("XDG_CONFIG_HOME") {
        "in XDG_CONFIG_HOME"
    } else {
        "the system's place below HOME"
    };
    let what = format!("{} ({why})", found.root.display());
    match found.root.symlink_metadata() {
        Ok(_) if found.root.is_dir() => Finding::fine("directory", what),
        Ok(_) => Finding::problem(
            "directory",
            format!("{what}: it is no directory"),
            "move it away, or name another directory with --config-dir",
        ),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            Finding::fine("directory", format!("{what}: not there yet, made at the first start"))
        }
        Err(error) => Finding::problem(
            "directory",
            format!("{what}: {error}"),
            "open the way to it, or name another directory with --config-dir",
        ),
    }
}

/// Everything about the files.
pub(super) fn findings(found: &Verification) -> Vec<Finding> {
    let mut findings = modes(found);
    findings.extend(locks(found));
    findings.extend(room(found));
    findings.extend(damaged(found));
    findings.extend(left_over(found));
    findings
}

fn modes(found: &Verification) -> Vec<Finding> {
    let loose = found.loose();
    if loose.is_empty() {
        return Vec::from([Finding::fine("permissions", "everything is yours, and closed to others")]);
    }
    let one = |loose: &Loose| {
        let path = loose.path.display();
        let mode = format!("{path} has mode {:03o}, not {:03o}", loose.mode, loose.wanted);
        match loose.owner {
            Some(owner) => Finding::problem(
                "permissions",
                format!("{path} belongs to another user (uid {owner})"),
                "ask them, or name your own directory with --config-dir",
            ),
            None if loose.mode & 0o022 != 0 || loose.mode & 0o600 != 0o600 => {
                Finding::problem("permissions", mode, "run: reftel doctor --fix")
            }
            None => Finding::note("permissions", mode, "others may read it; run: reftel doctor --fix"),
        }
    };
    let mut findings: Vec<Finding> = loose.iter().take(MANY).map(one).collect();
    if let Some(more) = loose.len().checked_sub(MANY).filter(|more| *more > 0) {
        findings.push(Finding::note("permissions", format!("and {more} more"), "run: reftel doctor --fix"));
    }
    findings
}

fn locks(found: &Verification) -> Option<Finding> {
    Some(match found.has_locks()? {
        Ok(true) => Finding::fine("locks", "the file system has them"),
        Ok(false) => Finding::note(
            "locks",
            "the file system has none; sessions that save at the same time check their work and repeat it",
            "let synchronisers and several machines each write their own file, as they do",
        ),
        Err(why) => Finding::problem(
            "locks",
            format!("the lock cannot be had: {why}"),
            "end the session that holds it",
        ),
    })
}

fn room(found: &Verification) -> Option<Finding> {
    let room = found.room()?;
    let what = format!("{} MiB free; reserve for a full disk: {} KiB", room.free >> 20, room.reserve >> 10);
    Some(if room.free < ROOM_LOW {
        Finding::problem("room", what, "free some space before you write more")
    } else if room.reserve == 0 && found.root.is_dir() {
        Finding::note("room", what, "the next start sets the reserve aside")
    } else {
        Finding::fine("room", what)
    })
}

fn damaged(found: &Verification) -> Vec<Finding> {
    let of = |file: &Verified| {
        let path = file.path.display();
        match &file.health {
            Health::Damaged(why) => Some(Finding::problem(
                "files",
                format!("{path}: {why}"),
                remedy(file.role, found.is_own(file)),
            )),
            Health::Edited => Some(Finding::note(
                "files",
                format!("{path} was changed outside reftel"),
                "open the cable: the changes become new versions, and the file is kept",
            )),
            Health::Newer => Some(Finding::note(
                "files",
                format!("{path} was written by a newer version"),
                "update reftel; until then these notes are read-only",
            )),
            Health::Sound if file.role == Role::Aside => Some(Finding::note(
                "files",
                format!("{path} was set aside"),
                "'reftel restore FILE' lists what is in it; remove it when you need it no more",
            )),
            _ => None,
        }
    };
    let mut findings: Vec<Finding> = found.files.iter().filter_map(of).collect();
    findings.extend(found.flags.iter().map(|(cable, flag)| {
        let what = format!("notes/{cable}: {}", verify::words(flag));
        match flag {
            Flag::CopiedIdentity { .. } => Finding::note(
                "files",
                what,
                "a copied home directory, or a file system without locks; both entries are kept",
            ),
            Flag::HeldBack { .. } => Finding::note(
                "files",
                what,
                "kept and not shown: ask its writer for the note in a new file; nothing else depends on it",
            ),
            Flag::Missing { .. } if found.is_warning(flag) => {
                let file = verify::file_of(cable, flag).unwrap_or_default();
                let what = format!("{file}: {}", verify::words(flag));
                Finding::note("files", what, format!("{SEND_AGAIN}; nothing of yours is missing"))
            }
            Flag::Missing { .. } => {
                Finding::problem("files", what, "'reftel restore FILE' shows what backups hold of it")
            }
        }
    }));
    if findings.is_empty() {
        findings.push(Finding::fine("files", format!("{} looked at, all sound", found.files.len())));
    }
    findings
}

/// What helps with a damaged file, which is the reader's `own` or was sent by somebody.
fn remedy(role: Role, own: bool) -> &'static str {
    match role {
        Role::Notes if !own => "move it away, and import it again from its writer: nothing of yours is in it",
        Role::Notes => "open the cable: what can be saved is, from it and its backup, and the file is kept",
        Role::Backup => "the next save makes a new one",
        Role::Copy => "ask for it again where it came from",
        Role::Identity => "the next start takes the other copy, and keeps this one",
        Role::Journal => "keep it and report it; what was saved is not touched",
        Role::Place => "the next start keeps it aside; a reading place is all that is lost",
        _ => "move it away; the next start makes what is missing",
    }
}

/// Journals and temporary files of sessions that died.
fn left_over(found: &Verification) -> Vec<Finding> {
    let of = |file: &Verified| {
        let path = file.path.display();
        match file.role {
            Role::Journal if !file.in_use => Some(Finding::note(
                "drafts",
                format!("{path} is of a session that died or kept a draft: {}", file.remarks.join("; ")),
                "open the cable that its name ends with: the text is back",
            )),
            Role::Temporary => Some(Finding::note(
                "leftovers",
                format!("{path} is half a file, of a writer that was killed or is at work"),
                "the next start sweeps it; or run: reftel doctor --fix",
            )),
            _ => None,
        }
    };
    found.files.iter().filter_map(of).collect()
}

/// Does what harms nothing; says what it did.
pub(super) fn fix(found: &Verification) -> Vec<String> {
    let mut done = Vec::new();
    for loose in found.loose() {
        let path = loose.path.display();
        match loose.tighten() {
            Ok(()) => done.push(format!("{path} had mode {:03o}, now {:03o}", loose.mode, loose.wanted)),
            Err(error) => done.push(format!("{path} keeps mode {:03o}: {error}", loose.mode)),
        }
    }
    done.extend(found.sweep().iter().map(|path| format!("removed {}", path.display())));
    done
}
