//! One folder per quirk of the telegram format: `tests/cables/<case>/cable.txt` is parsed, and `expected.json` holds
//! the fields the case is about, compared as a subset of what the parser found.
//!
//! Beside the fields of the stable structure a case can name `blocks` (those of the body), `blocks_of` one kind, and
//! the first or last `parts` of the tiling (`parts_head`, `parts_tail`).

#![allow(clippy::unwrap_used, clippy::panic)]

use std::fs;
use std::path::Path;

use reftel::cable::{BlockKind, Cable, decode};
use reftel::export::Structure;
use serde_json::{Value, json};

#[test]
fn every_case() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cables");
    let mut cases: Vec<_> = fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.retain(|case| case.is_dir());
    cases.sort();
    assert!(cases.len() > 40, "the cases are gone");
    let failures: Vec<String> = cases.iter().flat_map(|case| check(case)).collect();
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

/// What differs in one case, a line each.
fn check(case: &Path) -> Vec<String> {
    let name = case.file_name().unwrap().to_string_lossy().into_owned();
    let cable = Cable::parse(decode(fs::read(case.join("cable.txt")).unwrap()));
    let expected: Value =
        serde_json::from_str(&fs::read_to_string(case.join("expected.json")).unwrap()).unwrap();
    let mut found = serde_json::to_value(Structure { cable: &cable, file: &name }).unwrap();
    found["blocks"] = blocks(&cable, &expected["blocks_of"]["kind"]);
    found["blocks_of"] = json!({ "kind": expected["blocks_of"]["kind"], "texts": texts(&found["blocks"]) });
    let parts = parts(&cable);
    let length = |name: &str| expected[name].as_array().map_or(0, Vec::len).min(parts.len());
    found["parts_head"] = json!(parts[..length("parts_head")]);
    found["parts_tail"] = json!(parts[parts.len() - length("parts_tail")..]);
    let mut failures = Vec::new();
    differ(&name, &expected, &found, &mut failures);
    failures
}

/// The blocks of `kind`, or all blocks of the body when there is none.
fn blocks(cable: &Cable, kind: &Value) -> Value {
    let named = |block: &&reftel::cable::Block| match kind.as_str() {
        Some(kind) => format!("{:?}", block.kind) == kind,
        None => !matches!(block.kind, BlockKind::Field(_)),
    };
    let found = cable.blocks.iter().filter(named);
    found.map(|block| json!({ "kind": format!("{:?}", block.kind), "text": block.reading.text() })).collect()
}

fn texts(blocks: &Value) -> Vec<&Value> {
    blocks.as_array().unwrap().iter().map(|block| &block["text"]).collect()
}

/// The parts that hold anything: kind and text.
fn parts(cable: &Cable) -> Vec<Value> {
    let folded = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let parts = cable.parts.iter().map(|part| (part.kind, folded(&cable.text[part.span.range()])));
    parts
        .filter(|(_, text)| !text.is_empty())
        .map(|(kind, text)| json!([format!("{kind:?}"), text]))
        .collect()
}

/// Reports where `found` lacks what is `expected`: objects by their named fields, lists item by item.
fn differ(at: &str, expected: &Value, found: &Value, failures: &mut Vec<String>) {
    match (expected, found) {
        (Value::Object(fields), Value::Object(_)) => {
            for (name, value) in fields {
                differ(&format!("{at}.{name}"), value, &found[name], failures);
            }
        }
        (Value::Array(left), Value::Array(right)) if left.len() == right.len() => {
            for (index, (left, right)) in left.iter().zip(right).enumerate() {
                differ(&format!("{at}[{index}]"), left, right, failures);
            }
        }
        _ if expected == found => {}
        _ => failures.push(format!("{at}: expected {expected}, found {found}")),
    }
}
