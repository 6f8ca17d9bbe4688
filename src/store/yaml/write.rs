//! Prints a value so that every reader, of YAML 1.1 too, reads the same value back.
//!
//! Text is left bare only where no reader takes `no`, `2010-01-01` or `12:30` for something else; text of several
//! lines is a `|` block; everything else is quoted. What a terminal would obey or hide is escaped.

use std::fmt::Write;

use serde_yaml::Value;

/// `value` as the text of a YAML file. Nothing but lists, maps with text keys and scalars comes out.
pub(in crate::store) fn write(value: &Value) -> String {
    let mut out = String::new();
    match value {
        Value::Mapping(map) if !map.is_empty() => entries(&mut out, map, 0, 0),
        Value::Sequence(list) if !list.is_empty() => items(&mut out, list, 0),
        other => inline(&mut out, other, 0),
    }
    out
}

/// Every key on its line. `first` is the indent that the first line still needs: none behind `- `.
fn entries(out: &mut String, map: &serde_yaml::Mapping, indent: usize, first: usize) {
    for (at, (key, value)) in map.iter().enumerate() {
        pad(out, if at == 0 { first } else { indent });
        text(out, key.as_str().unwrap_or_default());
        out.push(':');
        match value {
            Value::Mapping(map) if !map.is_empty() => {
                out.push('\n');
                entries(out, map, indent + 2, indent + 2);
            }
            Value::Sequence(list) if !list.is_empty() => {
                out.push('\n');
                items(out, list, indent);
            }
            other => {
                out.push(' ');
                inline(out, other, indent);
            }
        }
    }
}

fn items(out: &mut String, list: &[Value], indent: usize) {
    for value in list {
        pad(out, indent);
        out.push('-');
        match value {
            Value::Mapping(map) if !map.is_empty() => {
                out.push(' ');
                entries(out, map, indent + 2, 0);
            }
            Value::Sequence(list) if !list.is_empty() => {
                out.push('\n');
                items(out, list, indent + 2);
            }
            other => {
                out.push(' ');
                inline(out, other, indent);
            }
        }
    }
}

/// A scalar, or an empty list or map, to the end of its line.
fn inline(out: &mut String, value: &Value, indent: usize) {
    match value {
        Value::String(content) if is_block(content) => return block(out, content, indent + 2),
        Value::String(content) => text(out, content),
        Value::Number(number) => out.push_str(&number.to_string()),
        Value::Bool(truth) => out.push_str(if *truth { "true" } else { "false" }),
        Value::Sequence(_) => out.push_str("[]"),
        Value::Mapping(_) => out.push_str("{}"),
        Value::Null | Value::Tagged(_) => out.push_str("null"),
    }
    out.push('\n');
}

/// Text on one line.
fn text(out: &mut String, content: &str) {
    if is_bare(content) {
        out.push_str(content);
        return;
    }
    out.push('"');
    for character in content.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            _ if !must_escape(character) => out.push(character),
            // Writing to a string does not fail.
            _ if u32::from(character) > 0xffff => _ = write!(out, "\\U{:08x}", u32::from(character)),
            _ => _ = write!(out, "\\u{:04x}", u32::from(character)),
        }
    }
    out.push('"');
}

/// Whether no reader takes the text, bare, for anything but this text.
fn is_bare(content: &str) -> bool {
    const WORDS: [&str; 9] = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"];
    content.starts_with(|first: char| first.is_ascii_alphabetic())
        && content.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_./".contains(&byte))
        && !WORDS.iter().any(|word| word.eq_ignore_ascii_case(content))
}

/// Whether the text reads back the same from a `|` block, as text of several lines is best read.
fn is_block(content: &str) -> bool {
    content.contains('\n')
        && !content.starts_with([' ', '\t', '\n'])
        && content.chars().all(|character| character == '\n' || !must_escape(character))
}

fn block(out: &mut String, content: &str, indent: usize) {
    let body = content.trim_end_matches('\n');
    out.push_str(match content.len() - body.len() {
        0 => "|-\n",
        1 => "|\n",
        _ => "|+\n",
    });
    let lines = content.strip_suffix('\n').unwrap_or(content);
    for line in lines.split('\n') {
        pad(out, if line.is_empty() { 0 } else { indent });
        out.push_str(line);
        out.push('\n');
    }
}

fn pad(out: &mut String, indent: usize) {
    out.extend(std::iter::repeat_n(' ', indent));
}

/// Controls, line ends that only some readers see, invisible marks, and characters that turn the text around.
pub(in crate::store) fn must_escape(character: char) -> bool {
    character.is_control()
        || matches!(u32::from(character), 0xad | 0x34f | 0x61c | 0x180e | 0x200b | 0x200e..=0x200f)
        || matches!(u32::from(character), 0x2028..=0x202e | 0x2060..=0x206f | 0xfeff | 0xfff9..=0xfffc)
        || matches!(u32::from(character), 0xe000..=0xf8ff | 0xe0000..)
        || u32::from(character) & 0xfffe == 0xfffe
}
