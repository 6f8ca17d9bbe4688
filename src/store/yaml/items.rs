//! A file whose entries are read one by one, so that a bad one costs nothing but itself.

/// Whether a line begins an entry of a map: what follows indented, or behind a bracket, belongs to the line before.
pub(in crate::store) fn begins_entry(line: &str) -> bool {
    line.starts_with(|c: char| !c.is_whitespace() && !"#}]".contains(c))
}

/// The entries of `text` as they stand there, each with the number of its first line, from 1. One begins with a line for
/// which `begins` holds; what stands before the first is one too.
pub(in crate::store) fn items(text: &str, begins: impl Fn(&str) -> bool) -> Vec<(usize, String)> {
    let mut items: Vec<(usize, String)> = Vec::new();
    for (at, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let says = !line.trim().is_empty() && !line.starts_with('#');
        match items.last_mut().filter(|_| !begins(line)) {
            Some((_, item)) => item.push_str(line),
            None if says => items.push((at + 1, line.to_owned())),
            None => continue,
        }
        if let Some((_, item)) = items.last_mut() {
            item.push('\n');
        }
    }
    items
}
