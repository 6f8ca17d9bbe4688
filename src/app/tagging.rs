//! Types and tags of notes, as they are typed: `question #sanctions #mexico`.

use std::collections::BTreeSet;

use super::{App, Effect, LeafKey, Mode, Moment, Prompt, PromptKind};
use crate::annotation::{TAG_MAX, TAGS_MAX};
use crate::layout::safe;

/// Types that are offered before any was used.
const TYPES: [&str; 7] = ["question", "context", "claim", "doubt", "source", "correction", "lead"];

/// Reads a type and tags.
///
/// # Errors
/// In one line, which word cannot be one.
pub(super) fn parse(line: &str) -> Result<(String, Vec<String>), String> {
    let (mut note_type, mut tags) = (None, Vec::new());
    for word in line.to_lowercase().split_whitespace() {
        let name = word.strip_prefix('#').unwrap_or(word);
        if name.is_empty() || name.contains('#') || safe(name) != name {
            return Err(format!("'{word}' cannot be a tag or a type"));
        }
        if name.len() > TAG_MAX {
            return Err(format!("a tag or a type holds {TAG_MAX} bytes, this one {}", name.len()));
        }
        if name.len() < word.len() {
            if !tags.iter().any(|tag| tag == name) {
                tags.push(name.to_string());
            }
        } else if note_type.replace(name.to_string()).is_some() {
            return Err(format!("one type for a note; tags begin with #, as in #{name}"));
        }
    }
    if tags.len() > TAGS_MAX {
        return Err(format!("a note holds {TAGS_MAX} tags, these are {}", tags.len()));
    }
    Ok((note_type.unwrap_or_default(), tags))
}

/// A type and tags as one types them.
pub(super) fn print(note_type: &str, tags: &[String]) -> String {
    let words = Some(note_type).filter(|word| !word.is_empty()).map(str::to_string);
    words.into_iter().chain(tags.iter().map(|tag| format!("#{tag}"))).collect::<Vec<_>>().join(" ")
}

impl App {
    /// `t`: asks for type and tags of the current note.
    pub(super) fn ask_type(&mut self) {
        let Some(leaf) = self.meant().and_then(|leaf| self.notebook.leaves().get(leaf)) else {
            return self.tell("no note here; a writes one");
        };
        if leaf.author.is_some() {
            return self.tell("a colleague's note keeps its type and tags");
        }
        let (kind, typed) = (PromptKind::Type(leaf.key()), print(&leaf.note_type, &leaf.tags));
        if self.writable() {
            // What follows is typed behind what is there.
            let typed = if typed.is_empty() { typed } else { typed + " " };
            self.mode = Mode::Prompting(Prompt::with(kind, &typed));
        }
    }

    /// What was typed becomes type and tags of the note.
    pub(super) fn classify(&mut self, note: &LeafKey, typed: &str, moment: Moment) -> Vec<Effect> {
        let classified = parse(typed)
            .and_then(|(note_type, tags)| Ok(self.notebook.classify(note, (note_type, tags), moment)?));
        self.written(classified)
    }

    /// Types and tags that can be meant: those offered, and those used in this cable.
    pub(super) fn known_types(&self) -> BTreeSet<String> {
        let used = self.notebook.leaves().iter().map(|leaf| leaf.note_type.clone());
        TYPES.iter().map(|name| (*name).to_string()).chain(used.filter(|name| !name.is_empty())).collect()
    }

    /// The tags used in this cable, with the sign.
    pub(super) fn known_tags(&self) -> BTreeSet<String> {
        self.notebook.leaves().iter().flat_map(|leaf| &leaf.tags).map(|tag| format!("#{tag}")).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_type_and_tags_in_any_order() {
        let tags = |tags: &[&str]| tags.iter().map(|tag| (*tag).to_string()).collect::<Vec<_>>();
        let parsed = parse("#Sanctions  QUESTION #sanctions #été").unwrap();
        assert_eq!(parsed, (String::from("question"), tags(&["sanctions", "été"])));
        assert_eq!(print(&parsed.0, &parsed.1), "question #sanctions #été");
        assert_eq!(parse("  ").unwrap(), (String::new(), Vec::new()));
        assert_eq!(print("", &tags(&["a"])), "#a");
    }

    #[test]
    fn what_cannot_be_a_tag_is_told() {
        let long = format!("#{}", "x".repeat(TAG_MAX + 1));
        let many = (0..=TAGS_MAX).map(|n| format!("#{n} ")).collect::<String>();
        for (typed, part) in [
            ("#", "cannot be"),
            ("#a#b", "cannot be"),
            ("a\u{202e}b", "cannot be"),
            ("#\u{7}", "cannot be"),
            ("question claim", "#claim"),
            (&long, "256 bytes"),
            (&many, "32 tags"),
        ] {
            let error = parse(typed).unwrap_err();
            assert!(error.contains(part), "{typed}: {error}");
        }
    }
}
