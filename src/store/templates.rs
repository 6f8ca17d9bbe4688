//! The reader's own templates: `templates/<name>.md`.

use std::fs;

use super::files;
use super::handle::Store;

/// Longest template, in bytes: as long as a note.
const CAP: usize = crate::annotation::BODY_MAX;
/// Most templates.
const COUNT: usize = 200;

impl Store {
    /// The reader's own templates by name. What is no text, too long, or has another name than letters, digits and hyphens
    /// is left alone.
    pub fn templates(&self) -> Vec<(String, String)> {
        let entries = fs::read_dir(self.root.join("templates")).into_iter().flatten().flatten();
        let template = |entry: fs::DirEntry| {
            let name = entry.file_name().into_string().ok()?;
            let name = name.strip_suffix(".md").filter(|name| is_name(name))?.to_owned();
            let bytes = files::read(&entry.path(), CAP).ok()??;
            Some((name, String::from_utf8(bytes).ok()?))
        };
        let mut templates: Vec<(String, String)> = entries.filter_map(template).take(COUNT).collect();
        templates.sort();
        templates
    }
}

fn is_name(name: &str) -> bool {
    (1..=40).contains(&name.len()) && name.bytes().all(|byte| byte == b'-' || byte.is_ascii_alphanumeric())
}
