use proptest::prelude::*;
use serde_yaml::{Mapping, Value};

use super::{read, write};

fn one(content: &str) -> Value {
    Value::Mapping(Mapping::from_iter([(Value::from("k"), Value::from(content))]))
}

/// Strings that some reader somewhere takes for something else.
const NASTY: &[&str] = &[
    "",
    " ",
    "\n",
    "\n\n",
    " \n",
    "a\n",
    "a\n\n",
    "a\n\n\n",
    "\na",
    " a\nb",
    "a\n b",
    "a \nb ",
    "a\n \nb",
    "\ta\nb",
    "a\n\tb",
    "no",
    "No",
    "on",
    "y",
    "~",
    "null",
    "true",
    "2010-01-01",
    "12:30:45",
    "0x1f",
    "0123",
    "1e3",
    ".5",
    "+1",
    "1_000",
    "=",
    "<<",
    "- a",
    "? b",
    "!x",
    "&a",
    "*a",
    "%x\ny",
    "---",
    "...\n",
    "# c\n",
    "a: b\n- c",
    "'",
    "\"",
    "\\",
    "a\\\nb",
    "\0",
    "\0\n",
    "\u{1}\nx",
    "\u{1b}[2J",
    "\u{7f}\nz",
    "\u{85}",
    "a\u{85}b\n",
    "a\u{2028}\nb",
    "\u{2028}\n",
    "\u{2029}",
    "a\r\nb",
    "a\rb\nc",
    "\r",
    "\u{feff}x",
    "x\n\u{feff}y",
    "\u{202e}abc",
    "\u{fffe}",
    "\u{1f600}\nx",
    "\u{10ffff}",
    "\u{a0}\nb",
    "e\u{301}\n",
    "\u{200d}",
    "end: {entries: 1}\n",
    "<<<<<<< HEAD\n=======\n",
    "key: |\n  x\n",
    "|",
    ">-",
];

#[test]
fn nasty_strings_come_back() {
    for content in NASTY {
        let text = write(&one(content));
        assert_eq!(read(&text), Ok(one(content)), "{content:?} as {text:?}");
        assert_eq!(serde_yaml::from_str::<Value>(&text).unwrap(), one(content), "{content:?} by libyaml");
        let key = Value::Mapping(Mapping::from_iter([(Value::from(*content), Value::Null)]));
        assert_eq!(read(&write(&key)).ok(), (*content != "<<").then_some(key), "{content:?} as a key");
    }
}

fn values() -> impl Strategy<Value = Value> {
    let text = prop_oneof![
        any::<String>(),
        proptest::collection::vec(proptest::sample::select(NASTY), 1..4).prop_map(|parts| parts.concat())
    ];
    let scalar = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (-1e300..1e300).prop_map(Value::from),
        text.clone().prop_map(Value::from),
    ];
    scalar.prop_recursive(6, 40, 5, move |inner| {
        let list = proptest::collection::vec(inner.clone(), 0..5).prop_map(Value::from);
        let map = proptest::collection::vec((text.clone(), inner), 0..5).prop_map(|pairs| {
            let pairs = pairs.into_iter().filter(|(key, _)| key != "<<");
            Value::Mapping(pairs.map(|(key, value)| (Value::from(key), value)).collect())
        });
        prop_oneof![list, map]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read(value in values()) {
        let text = write(&value);
        prop_assert_eq!(read(&text), Ok(value.clone()), "{}", &text);
    }

    /// Two readers that share no code agree on what is written.
    #[test]
    fn libyaml_reads_the_same(value in values()) {
        let text = write(&value);
        prop_assert_eq!(serde_yaml::from_str::<Value>(&text).unwrap(), value, "{}", &text);
    }

    #[test]
    fn no_bytes_make_it_panic(text in "[-:{}\\[\\],?&*!|>'\"%@`# \\na-c\\t]{0,60}") {
        let _ = read(&text);
    }
}

#[test]
fn what_is_written_shows_no_control() {
    let text = write(&one("\u{1b}]0;x\u{7}\u{9b}\u{202e}\u{2028}"));
    assert!(text.chars().all(|character| character == '\n' || !character.is_control()), "{text:?}");
    assert!(text.is_ascii());
}

#[test]
fn plain_data_only() {
    let refused = [
        "a: &x 1\nb: *x\n",
        "a: *x\n",
        "a: !!str 1\n",
        "!t {a: 1}\n",
        "%YAML 1.2\n---\na: 1\n",
        "a: 1\n---\nb: 2\n",
        "a: 1\na: 2\n",
        "? [a]\n: 1\n",
        "{[a]: 1}\n",
        "b: {<<: {a: 1}}\n",
        "",
        "# nothing\n",
        "a: 1\n\0\0",
        "a: [1\n",
        "<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> other\n",
    ];
    for text in refused {
        assert!(read(text).is_err(), "{text:?} gave {:?}", read(text));
    }
    assert!(read("---\na: [1, {b: c}]\n").is_ok());
}

/// Each of these takes minutes or gigabytes where the parser works before the gate says no.
#[test]
fn bombs_are_refused() {
    let scalar = "x".repeat(100_000);
    let bombs = [
        "[".repeat(200_000),
        "[\n".repeat(200_000),
        "{a: ".repeat(100_000),
        "- ".repeat(100_000),
        "? ".repeat(100_000),
        "a:\n".to_owned() + &(1..600).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect::<String>(),
        format!("a: &a {scalar}\nb: [{}]\n", "*a, ".repeat(20_000)),
        format!("a: [{}]\n", ",".repeat(4_000_000)),
        format!("a: [{}]\n", "b,".repeat(2_000_000)),
        format!("a: \"{}\"\n", "x".repeat(4_000_000)),
        "- a\n".repeat(1_000_000),
        "a: b: ".repeat(100_000),
        "!".repeat(1_000_000),
        format!("a: {}1\n", "&b ".repeat(100_000)),
        "\"".repeat(1_000_001),
    ];
    for bomb in bombs {
        assert!(read(&bomb).is_err(), "{:.20}", bomb);
    }
}
