//! `reftel doctor`: what reftel finds here, and what to do about it.

mod files;
mod surroundings;

use std::process::ExitCode;

use clap::Args;
use serde_json::{Value, json};

use super::Failure;
use super::arguments::{Display, State};
use super::commands::write_out;
use super::config::Configured;
use super::json::{self, Form};
use crate::layout::safe;
use crate::store::{ConfigFile, Verification};

const EXAMPLES: &str = "\
Examples:
  reftel doctor           what is wrong here, and what to do
  reftel doctor --fix     do the harmless part of it: modes of own files, leftovers of dead sessions
  reftel doctor --json    for a bug report; it names paths, and no text of a note";

/// `reftel doctor`.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub(super) struct Doctor {
    /// Close own files to others (0700, 0600) and remove own temporary files older than 10 minutes
    #[arg(long)]
    fix: bool,
    /// As JSON
    #[arg(long)]
    json: bool,
}

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Weight {
    /// As it should be.
    Fine,
    /// Worth knowing.
    Note,
    /// In the way of notes.
    Problem,
}

/// Something found.
#[derive(Debug)]
struct Finding {
    topic: &'static str,
    weight: Weight,
    what: String,
    /// What to do.
    advice: Option<String>,
}

impl Finding {
    fn fine(topic: &'static str, what: impl Into<String>) -> Self {
        Self { topic, weight: Weight::Fine, what: what.into(), advice: None }
    }

    fn note(topic: &'static str, what: impl Into<String>, advice: impl Into<String>) -> Self {
        Self { topic, weight: Weight::Note, what: what.into(), advice: Some(advice.into()) }
    }

    fn problem(topic: &'static str, what: impl Into<String>, advice: impl Into<String>) -> Self {
        Self { topic, weight: Weight::Problem, what: what.into(), advice: Some(advice.into()) }
    }
}

/// Prints the findings. Exit code 4 when something is in the way of notes.
pub(super) fn run(doctor: &Doctor, state: &State) -> Result<ExitCode, Failure> {
    let look = || {
        Verification::of(state.config_dir.clone(), None).map_err(|error| Failure::State(error.to_string()))
    };
    let mut found = look()?;
    let done = if doctor.fix { files::fix(&found) } else { Vec::new() };
    if !done.is_empty() {
        found = look()?;
    }
    let configured = Configured::of(ConfigFile::of(&found.root), state, &Display::default());
    let author = surroundings::author(&configured);
    let mut findings = vec![surroundings::version(), author, files::root(&found, state)];
    findings.extend(files::findings(&found));
    findings.extend(surroundings::findings(&found.root, &configured));
    if doctor.json {
        let list: Vec<Value> = findings.iter().map(value).collect();
        json::print(&json!({"schema": 1, "findings": list, "fixed": done}), Form::Page)?;
    } else {
        let done = done.iter().map(|what| format!("fixed    {}\n", safe(what)));
        write_out(&done.chain(findings.iter().map(lines)).collect::<String>())?;
    }
    let is_well = findings.iter().all(|finding| finding.weight != Weight::Problem);
    Ok(if is_well { ExitCode::SUCCESS } else { ExitCode::from(4) })
}

fn value(finding: &Finding) -> Value {
    json!({
        "topic": finding.topic, "weight": word(finding.weight), "what": finding.what, "advice": finding.advice,
    })
}

fn lines(finding: &Finding) -> String {
    let mut text = format!("{:<8} {:<12} {}\n", word(finding.weight), finding.topic, safe(&finding.what));
    if let Some(advice) = &finding.advice {
        text.push_str(&format!("{:22}-> {}\n", "", safe(advice)));
    }
    text
}

fn word(weight: Weight) -> &'static str {
    match weight {
        Weight::Fine => "fine",
        Weight::Note => "note",
        Weight::Problem => "PROBLEM",
    }
}
