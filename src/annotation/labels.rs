//! Types and tags of notes: one word each, in small letters. Files of others may hold any.

use super::{TAG_MAX, TAGS_MAX};

/// Reads a type and tags as they are typed in one line: `question #sanctions #mexico`, in any order.
///
/// # Errors
/// In one line, which word cannot be one.
pub fn parse_labels(line: &str) -> Result<(String, Vec<String>), String> {
    let (tags, types): (Vec<&str>, Vec<&str>) =
        line.split_whitespace().partition(|word| word.starts_with('#'));
    match types[..] {
        [_, second, ..] => Err(format!("one type for a note; tags begin with #, as in #{second}")),
        _ => labels(types.first().copied().unwrap_or_default(), tags),
    }
}

/// The type and the tags that are meant, each tag once; with or without the sign. Empty words stand for none.
///
/// # Errors
/// In one line, which word cannot be one.
pub fn labels<'a>(
    note_type: &str,
    tags: impl IntoIterator<Item = &'a str>,
) -> Result<(String, Vec<String>), String> {
    let note_type = Some(note_type.trim()).filter(|word| !word.is_empty()).map(name).transpose()?;
    let mut names: Vec<String> = Vec::new();
    for tag in tags.into_iter().map(str::trim).filter(|tag| !tag.is_empty()) {
        let name = name(tag.strip_prefix('#').unwrap_or(tag))?;
        if !names.contains(&name) {
            names.push(name);
        }
    }
    if names.len() > TAGS_MAX {
        return Err(format!("a note holds {TAGS_MAX} tags, these are {}", names.len()));
    }
    Ok((note_type.unwrap_or_default(), names))
}

/// One word that can be seen.
fn name(word: &str) -> Result<String, String> {
    let name = word.to_lowercase();
    // What the standard library escapes cannot be seen; a mark can, on what stands before it.
    let rest: String = std::iter::once('x').chain(name.chars().filter(|c| !c.is_ascii_graphic())).collect();
    if name.is_empty()
        || name.contains('#')
        || name.contains(char::is_whitespace)
        || !rest.escape_debug().eq(rest.chars())
    {
        return Err(format!("'{word}' cannot be a tag or a type: each is one word"));
    }
    if name.len() > TAG_MAX {
        return Err(format!("a tag or a type holds {TAG_MAX} bytes, this one {}", name.len()));
    }
    Ok(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_string()).collect()
    }

    #[test]
    fn one_type_and_tags_in_any_order() {
        let parsed = parse_labels("#Sanctions  QUESTION #sanctions #e\u{301}te\u{301}");
        assert_eq!(parsed, Ok((String::from("question"), words(&["sanctions", "e\u{301}te\u{301}"]))));
        assert_eq!(parse_labels("  "), Ok((String::new(), Vec::new())));
        assert_eq!(
            labels(" Lead ", ["", "#Oil", "oil", "d'arc"]),
            Ok((String::from("lead"), words(&["oil", "d'arc"])))
        );
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
            let error = parse_labels(typed).unwrap_err();
            assert!(error.contains(part), "{typed}: {error}");
        }
        for (note_type, tag) in [("x y", ""), ("#x", ""), ("", "a b"), ("", "a\u{a0}b"), ("", "##a")] {
            assert!(labels(note_type, [tag]).unwrap_err().contains("cannot be"), "{note_type} {tag}");
        }
    }
}
