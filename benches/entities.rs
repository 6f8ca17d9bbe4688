//! How right and how fast the entities are: `cargo bench --bench entities [-- --errors KIND]`.
//!
//! Reads the annotated texts under `entities/` of `../shared` (or `$REFTEL_SHARED`), writes what is found there as the
//! scorer's JSON lines, and lets its `score.py` judge the even half, the odd half and all of them. The halves are fixed
//! by the order of the file names: **a rule that was written from one half counts only when it helps the other.** With
//! `--errors KIND` (a kind of entity, `acronym` or `all`) every wrong and missing mention is listed with its context.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use reftel::cable::{Cable, decode};
use reftel::{entity, export};
use serde_json::{Value, json};

/// One annotated text, and what was found in it.
struct Document {
    name: String,
    gold: Value,
    /// The scorer's lines.
    found: Vec<Value>,
    time: Duration,
}

fn main() {
    let shared = std::env::var("REFTEL_SHARED").unwrap_or_else(|_| String::from("../shared"));
    let shared = Path::new(&shared).join("entities");
    let Ok(entries) = fs::read_dir(shared.join("gold")) else {
        println!("no annotated texts in {}: set REFTEL_SHARED", shared.display());
        return;
    };
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "json"));
    files.sort();
    let documents: Vec<Document> = files.iter().map(|file| read(file)).collect();
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(at) = arguments.iter().position(|argument| argument == "--errors") {
        let kind = arguments.get(at + 1).map_or("all", String::as_str);
        documents.iter().for_each(|document| errors(document, kind));
    }
    let scratch = Path::new(env!("CARGO_TARGET_TMPDIR")).join("entities");
    let even: Vec<&Document> = documents.iter().step_by(2).collect();
    let odd: Vec<&Document> = documents.iter().skip(1).step_by(2).collect();
    for (name, half) in [("even half", even), ("odd half", odd), ("all", documents.iter().collect())] {
        println!("\n== {name}: {} texts", half.len());
        score(&shared.join("score.py"), &scratch.join(name), &half);
    }
    let letters: usize = documents.iter().map(|document| text(&document.gold).len()).sum();
    let total: Duration = documents.iter().map(|document| document.time).sum();
    let worst = documents.iter().max_by_key(|document| document.time).unwrap();
    let per_text = total.as_secs_f64() * 1e7 / letters as f64;
    println!("\nspeed: {per_text:.2} ms for 10,000 bytes; slowest {:?} ({})", worst.time, worst.name);
}

fn text(gold: &Value) -> &str {
    gold["text"].as_str().unwrap()
}

fn read(file: &Path) -> Document {
    let gold: Value = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
    let cable = Cable::parse(decode(text(&gold).as_bytes().to_vec()));
    entity::extract(&cable);
    let start = Instant::now();
    let extraction = entity::extract(&cable);
    let time = start.elapsed();
    let exported = export::Entities { cable: &cable, extraction: &extraction, file: "" };
    let found = lines(&serde_json::to_value(exported).unwrap());
    Document { name: gold["id"].as_str().unwrap().to_owned(), gold, found, time }
}

/// The output of `reftel entities --json` as the scorer's lines.
fn lines(found: &Value) -> Vec<Value> {
    let mut lines = Vec::new();
    for entity in found["entities"].as_array().unwrap() {
        for at in entity["mentions"].as_array().unwrap() {
            lines.push(json!({
                "type": entity["kind"], "text": at["text"], "start": at["start"], "end": at["end"],
                "entity": entity["id"], "why": entity["why"]
            }));
        }
    }
    for acronym in found["acronyms"].as_array().unwrap() {
        for at in acronym["mentions"].as_array().unwrap() {
            lines.push(json!({
                "type": "acronym", "text": at["text"], "start": at["start"], "end": at["end"],
                "expansion": acronym["expansion"]
            }));
        }
    }
    lines
}

fn score(scorer: &Path, folder: &Path, documents: &[&Document]) {
    let _ = fs::remove_dir_all(folder);
    fs::create_dir_all(folder.join("gold")).unwrap();
    fs::create_dir_all(folder.join("found")).unwrap();
    for document in documents {
        let gold = folder.join("gold").join(format!("{}.json", document.name));
        fs::write(gold, document.gold.to_string()).unwrap();
        let found: String = document.found.iter().map(|line| format!("{line}\n")).collect();
        fs::write(folder.join("found").join(format!("{}.jsonl", document.name)), found).unwrap();
    }
    let run =
        Command::new("python3").arg(scorer).args(["gold", "found"].map(|name| folder.join(name))).output();
    match run {
        Ok(output) => {
            println!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
        }
        Err(error) => println!("the scorer needs python3: {error}"),
    }
}

/// Lists what is missing (`-`), wrong (`+`) and of the wrong kind or extent (`~`), each with the words around it.
fn errors(document: &Document, kind: &str) {
    let letters: Vec<char> = text(&document.gold).chars().collect();
    let place = |line: &Value| -> (usize, usize) {
        (line["start"].as_u64().unwrap() as usize, line["end"].as_u64().unwrap() as usize)
    };
    let of = |lines: &[Value], acronyms: bool| -> BTreeMap<(usize, usize), Value> {
        let fits = |line: &&Value| (line["type"] == "acronym") == acronyms;
        lines.iter().filter(fits).map(|line| (place(line), line.clone())).collect()
    };
    let acronyms = kind == "acronym";
    let mut gold = of(document.gold["mentions"].as_array().unwrap(), false);
    if acronyms {
        gold =
            document.gold["acronyms"].as_array().unwrap().iter().map(|it| (place(it), it.clone())).collect();
    }
    let found = of(&document.found, acronyms);
    let ignored: Vec<(u64, u64)> = ["ignore", "acr_ignore"]
        .iter()
        .flat_map(|key| document.gold[*key].as_array().unwrap())
        .map(|span| (span[0].as_u64().unwrap(), span[1].as_u64().unwrap()))
        .collect();
    let show = |sign: char, (start, end): (usize, usize), what: String| {
        let part = |from: usize, to: usize| {
            letters[from.min(letters.len())..to.min(letters.len())].iter().collect::<String>()
        };
        let context =
            format!("{}[{}]{}", part(start.saturating_sub(50), start), part(start, end), part(end, end + 40));
        println!("{sign} {:<24} {:<36} {}", document.name, what, context.replace('\n', " | "));
    };
    let name = |line: &Value| line["type"].as_str().unwrap_or("acronym").to_owned();
    let wanted = |line: &Value| acronyms || kind == "all" || line["type"] == kind;
    let expansion = |line: &Value| line["expansion"].as_str().unwrap_or("?").to_owned();
    let crossing = |lines: &BTreeMap<(usize, usize), Value>, (start, end): (usize, usize)| {
        lines
            .iter()
            .filter(|((s, e), _)| *s < end && start < *e)
            .map(|(_, line)| format!("{} {}", name(line), line["text"]))
            .collect::<Vec<_>>()
            .join(", ")
    };
    for (at, line) in gold.iter().filter(|(_, line)| wanted(line)) {
        match found.get(at) {
            None => show('-', *at, format!("{} found: {}", name(line), crossing(&found, *at))),
            Some(other) if acronyms && expansion(other) != expansion(line) => {
                show('~', *at, format!("{} for {}", expansion(other), expansion(line)));
            }
            Some(other) if !acronyms && name(other) != name(line) => {
                show('~', *at, format!("{} for {}", name(other), name(line)))
            }
            Some(_) => {}
        }
    }
    for (at, line) in found.iter().filter(|(at, line)| wanted(line) && !gold.contains_key(*at)) {
        let ignored = ignored.iter().any(|(start, end)| (at.0 as u64) < *end && *start < at.1 as u64);
        if !ignored || !crossing(&gold, *at).is_empty() {
            show('+', *at, format!("{} gold: {} {}", name(line), crossing(&gold, *at), line["why"]));
        }
    }
}
