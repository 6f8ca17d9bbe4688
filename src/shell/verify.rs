//! `reftel verify`: whether everything is on disk as it was written.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use serde_json::{Value, json};

use super::Failure;
use super::arguments::State;
use super::commands::write_out;
use super::input_file::InputFile;
use super::json::{self, Form};
use super::load::load_to_read;
use crate::annotation::{Flag, SEND_AGAIN, Version};
use crate::cable::counted;
use crate::layout::safe;
use crate::store::{CableKey, Health, Role, StoreError, Verification, Verified};

const EXAMPLES: &str = "\
Examples:
  reftel verify                             look at every file that reftel keeps
  reftel verify --cable cable.txt --json    at what there is of one cable
  reftel verify --has v1-2b9f...            and whether these versions are in the notes
  reftel verify --has - < acks              the same for a list, 'ack VERSION' or VERSION a line";

/// `reftel verify`.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub(super) struct Verify {
    /// Only what there is of the cables in this file
    #[arg(long, value_name = "FILE")]
    cable: Option<PathBuf>,
    /// Versions that must be in the notes; - reads them from standard input
    #[arg(long, value_name = "VERSION", num_args = 1..)]
    has: Vec<String>,
    /// As JSON
    #[arg(long)]
    json: bool,
}

/// Says of every file what it is and how it is. Exit code 4 when one is not as it was written, or a version is
/// missing.
pub(super) fn run(verify: &Verify, state: &State) -> Result<ExitCode, Failure> {
    let wanted = versions(&verify.has)?;
    let refused = |error: StoreError| Failure::State(error.to_string());
    let mut found = Verification::default();
    match &verify.cable {
        None => found = Verification::of(state.config_dir.clone(), None).map_err(refused)?,
        Some(file) => {
            let volume = load_to_read(Some(file))?.volume;
            for cable in volume.cables() {
                let key = CableKey::of(&cable);
                let one = Verification::of(state.config_dir.clone(), Some(&key)).map_err(refused)?;
                (found.root, found.author) = (one.root, one.author);
                found.files.extend(one.files);
                found.flags.extend(one.flags);
            }
        }
    }
    let missing = found.missing(&wanted);
    let sound = found.is_sound() && missing.is_empty();
    if verify.json {
        let files: Vec<Value> = found.files.iter().map(|file| value(file, &wanted)).collect();
        let flags = found.flags.iter().map(|(cable, flag)| {
            json!({"cable": cable, "flag": words(flag), "file": file_of(cable, flag), "warning": found.is_warning(flag)})
        });
        let flags: Vec<Value> = flags.collect();
        let root = found.root.to_string_lossy();
        let value = json!({"schema": 1, "root": root, "sound": sound, "files": files, "flags": flags,
                           "asked": wanted.len(), "missing": missing});
        json::print(&value, Form::Page)?;
    } else {
        let mut text: String = found.files.iter().map(|file| line(file, &wanted)).collect();
        for (cable, flag) in &found.flags {
            text.push_str(&format!("{}\n", safe(&said(&found, cable, flag))));
        }
        for version in &missing {
            text.push_str(&format!("missing: {}\n", version.0));
        }
        text.push_str(&summary(&found, wanted.len(), missing.len(), sound));
        write_out(&text)?;
    }
    Ok(if sound { ExitCode::SUCCESS } else { ExitCode::from(4) })
}

/// The versions that are asked for.
fn versions(has: &[String]) -> Result<Vec<Version>, Failure> {
    let mut wanted: Vec<String> = has.iter().filter(|word| *word != "-").cloned().collect();
    if has.iter().any(|word| word == "-") {
        let bytes = InputFile::open(Some("-".as_ref()))?.read_all(|_| {})?;
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let lines = text.lines().map(|line| line.trim().trim_start_matches("ack ").to_owned());
        wanted.extend(lines.filter(|line| !line.is_empty()));
    }
    let wanted: Vec<Version> = wanted.into_iter().map(|version| Version(version.into())).collect();
    match wanted.iter().find(|version| !version.is_valid()) {
        Some(wrong) => Err(Failure::Usage(format!("'{}' is no version; they look like v1-2b9f...", wrong.0))),
        None => Ok(wanted),
    }
}

fn value(file: &Verified, wanted: &[Version]) -> Value {
    let why = if let Health::Damaged(why) = &file.health { Some(why) } else { None };
    json!({
        "path": file.path.to_string_lossy(), "what": role(file.role), "state": state_of(file), "why": why,
        "cable": file.cable, "remarks": file.remarks, "in_use": file.in_use, "versions": file.versions,
        "has": held(file, wanted),
    })
}

/// How many of the versions that are asked for are in the file.
fn held(file: &Verified, wanted: &[Version]) -> usize {
    let held: BTreeSet<&Version> = file.versions.iter().collect();
    wanted.iter().filter(|version| held.contains(version)).count()
}

fn line(file: &Verified, wanted: &[Version]) -> String {
    let mut text = format!("{:<8} {:<10} {}", state_of(file), role(file.role), file.path.display());
    if !file.versions.is_empty() {
        text.push_str(&format!(", entries: {}", file.versions.len()));
        if !wanted.is_empty() {
            text.push_str(&format!(", {} of the {} asked for", held(file, wanted), wanted.len()));
        }
    }
    if let Health::Damaged(why) = &file.health {
        text.push_str(&format!(": {why}"));
    }
    if file.in_use {
        text.push_str(", in use");
    }
    for remark in &file.remarks {
        text.push_str(&format!("; {remark}"));
    }
    format!("{}\n", safe(&text))
}

fn summary(found: &Verification, asked: usize, missing: usize, sound: bool) -> String {
    let entries: usize = found
        .files
        .iter()
        .filter(|file| matches!(file.role, Role::Notes | Role::Copy))
        .map(|file| file.versions.len())
        .sum();
    let asked = if asked > 0 { format!(", missing: {missing} of {asked}") } else { String::new() };
    let verdict = if sound { "sound" } else { "NOT sound" };
    let root = found.root.display().to_string();
    format!("{}: {verdict}; files: {}, entries: {entries}{asked}\n", safe(&root), found.files.len())
}

/// A flag of a cable in words, with what can be done.
fn said(found: &Verification, cable: &str, flag: &Flag) -> String {
    match file_of(cable, flag) {
        Some(file) if found.is_warning(flag) => {
            format!("warning: {file}: {}; {SEND_AGAIN}", words(flag))
        }
        _ => format!("notes/{cable}: {}", words(flag)),
    }
}

/// The file that a flag is about, below the root.
pub(super) fn file_of(cable: &str, flag: &Flag) -> Option<String> {
    match flag {
        Flag::Missing { writer, .. } => Some(format!("notes/{cable}/{writer}.yaml")),
        _ => None,
    }
}

/// A flag in words.
pub(super) fn words(flag: &Flag) -> String {
    match flag {
        Flag::CopiedIdentity { writer, seq } => {
            format!("copied identity: {writer} wrote two different entries with the number {seq}")
        }
        Flag::HeldBack { version } => format!("{} is numbered beyond belief and held back", version.0),
        Flag::Missing { writer, count } => {
            let count = usize::try_from(*count).unwrap_or(usize::MAX);
            let are = if count == 1 { "is" } else { "are" };
            format!("{} of {writer} {are} missing", counted(count, "entry"))
        }
    }
}

fn role(role: Role) -> &'static str {
    match role {
        Role::Notes => "notes",
        Role::Copy => "copy",
        Role::Backup => "backup",
        Role::Aside => "set-aside",
        Role::Journal => "journal",
        Role::Place => "place",
        Role::Identity => "identity",
        Role::Helper => "helper",
        Role::Temporary => "temporary",
        Role::Unknown => "unknown",
    }
}

fn state_of(file: &Verified) -> &'static str {
    match file.health {
        Health::Sound => "sound",
        Health::Edited => "edited",
        Health::Damaged(_) => "damaged",
        Health::Newer => "newer",
        Health::Foreign => "foreign",
        Health::Stray => "stray",
    }
}
