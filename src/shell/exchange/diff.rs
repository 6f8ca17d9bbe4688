//! `reftel diff`: where two sets of notes on one cable differ, annotation by annotation.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use serde_json::{Value, json};

use super::read;
use crate::annotation::{Entry, EntryKind, Ledger, NoteId, Past, Strand, Version};
use crate::cable::counted;
use crate::export::label;
use crate::layout::safe;
use crate::shell::arguments::State;
use crate::shell::commands::write_out;
use crate::shell::json::{self, Form};
use crate::shell::{Failure, open};

const EXAMPLES: &str = "\
Examples:
  reftel diff old.yaml new.yaml    two notes files about one cable
  reftel diff new.yaml             what is held of its author, and the file
Exit code 1 when they differ.";

/// `reftel diff`.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub(in crate::shell) struct Diff {
    /// A notes file
    first: PathBuf,
    /// Another one; without it, FIRST is compared with what is held of its author
    second: Option<PathBuf>,
    /// As JSON
    #[arg(long)]
    json: bool,
}

/// An annotation on which the sides differ.
struct Difference<'a> {
    id: NoteId,
    author: String,
    sides: [Option<Strand<'a>>; 2],
}

impl Diff {
    /// Does what the arguments say.
    pub(in crate::shell) fn run(&self, state: &State) -> Result<ExitCode, Failure> {
        let first = read(&self.first)?;
        let cable = first.cable().to_owned();
        let (sides, names) = match &self.second {
            Some(path) => {
                let second = read(path)?;
                if first.cable() != second.cable() {
                    let (a, b) = (self.first.display(), path.display());
                    return Err(Failure::Input(format!("{a} and {b} are about different cables")));
                }
                let names = [&self.first, path].map(|path| path.display().to_string());
                ([first.ledger(), second.ledger()], names)
            }
            None => {
                let held = open::store(state)?.held(&first.key()).of_author(&first.writer().author.id);
                ([held, first.ledger()], [String::from("the notes here"), self.first.display().to_string()])
            }
        };
        let [one, other] = &sides;
        let differences = differences(one, other);
        let unknown = [unknown(one, other), unknown(other, one)];
        let same = differences.is_empty() && unknown == [0, 0];
        if self.json {
            let notes: Vec<Value> = differences.iter().map(Difference::value).collect();
            let value = json!({"schema": 1, "cable": cable, "same": same, "notes": notes,
                               "unknown": unknown});
            json::print(&value, Form::Page)?;
        } else {
            let mut text: String = differences.iter().map(|difference| difference.lines(&names)).collect();
            for (count, name) in unknown.iter().zip(&names).filter(|(count, _)| **count > 0) {
                text.push_str(&format!(
                    "only in {}: {} from a newer version\n",
                    safe(name),
                    counted(*count, "entry")
                ));
            }
            write_out(&text)?;
        }
        Ok(if same { ExitCode::SUCCESS } else { ExitCode::from(1) })
    }
}

/// The annotations whose current versions are not the same on both sides, by id.
fn differences<'a>(one: &'a Ledger, other: &'a Ledger) -> Vec<Difference<'a>> {
    let by_key = |ledger: &'a Ledger| -> BTreeMap<(NoteId, String), Strand<'a>> {
        ledger.strands().into_iter().map(|strand| (strand.key(), strand)).collect()
    };
    let (mut one, mut other) = (by_key(one), by_key(other));
    let keys: BTreeSet<(NoteId, String)> = one.keys().chain(other.keys()).cloned().collect();
    let differences = keys.into_iter().filter_map(|key| {
        let sides = [one.remove(&key), other.remove(&key)];
        let [a, b] = sides.each_ref().map(|side| side.as_ref().map(heads));
        (a != b).then_some(Difference { id: key.0, author: key.1, sides })
    });
    differences.collect()
}

fn heads(strand: &Strand<'_>) -> BTreeSet<Version> {
    strand.versions().into_iter().collect()
}

/// How many entries of kinds that this version does not know only `one` has.
fn unknown(one: &Ledger, other: &Ledger) -> usize {
    let is_unknown = |past: &Past<'_>| matches!(past.entry.kind, EntryKind::Other(_));
    one.versions().iter().filter(|past| is_unknown(past) && !other.contains(&past.entry.ver)).count()
}

impl Difference<'_> {
    fn state(&self) -> &'static str {
        match &self.sides {
            [Some(_), None] => "only in the first",
            [None, _] => "only in the second",
            [Some(_), Some(_)] => "different",
        }
    }

    /// For other programs: the current versions on each side, as in the files.
    fn value(&self) -> Value {
        let side = |side: &Option<Strand<'_>>| json!(side.as_ref().map(Strand::heads));
        let [first, second] = &self.sides;
        json!({"id": self.id, "author": self.author, "state": self.state(), "first": side(first),
               "second": side(second)})
    }

    /// Where it is, what it is and whose, and the texts of both sides.
    fn lines(&self, names: &[String; 2]) -> String {
        let head = match &self.sides {
            [Some(_), Some(_)] => String::from("different"),
            [Some(_), None] => format!("only in {}", names[0]),
            _ => format!("only in {}", names[1]),
        };
        let Some(strand) = self.sides.iter().flatten().next() else { return String::new() };
        let first = strand.first();
        let what = [
            label(&first.anchor),
            kind(first),
            format!("by {}", strand.author().name),
            self.id.0.to_string(),
        ];
        let mut text = format!("{}\n", safe(&format!("{head}: {}", what.join(" "))));
        for (sign, side) in ["-", "+"].into_iter().zip(&self.sides) {
            for entry in side.iter().flat_map(Strand::heads) {
                text.push_str(&body(sign, entry));
            }
        }
        text
    }
}

/// What an entry is, in a word.
fn kind(entry: &Entry) -> String {
    match entry.remark() {
        Some(remark) => remark.says.word().to_owned(),
        None if entry.is_said() => String::from("note"),
        None => String::from("deletion"),
    }
}

/// The lines of a version, each behind the sign of its side.
fn body(sign: &str, entry: &Entry) -> String {
    let tags = entry.tags.iter().map(|tag| format!("#{tag}"));
    let labels: Vec<String> =
        [entry.note_type.clone()].into_iter().chain(tags).filter(|word| !word.is_empty()).collect();
    let labels = labels.join(" ");
    let gone = if entry.is_said() { "" } else { "(deleted)" };
    let lines = [gone, &labels].into_iter().filter(|line| !line.is_empty()).chain(entry.body.lines());
    lines.map(|line| format!("  {sign} {}\n", safe(line))).collect()
}
