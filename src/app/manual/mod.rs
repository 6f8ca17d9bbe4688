//! The manual: topics in Markdown, the same on the screen, on the command line and where the sources are read.

mod page;

pub use page::{Line, Look, page};

/// A topic: its name and its text.
pub type Topic = (&'static str, &'static str);

/// The topics, in the order in which they are read.
pub const TOPICS: [Topic; 11] = [
    ("reading", include_str!("../../../assets/manual/reading.md")),
    ("notes", include_str!("../../../assets/manual/notes.md")),
    ("review", include_str!("../../../assets/manual/review.md")),
    ("release", include_str!("../../../assets/manual/release.md")),
    ("entities", include_str!("../../../assets/manual/entities.md")),
    ("library", include_str!("../../../assets/manual/library.md")),
    ("queries", include_str!("../../../assets/manual/queries.md")),
    ("configuration", include_str!("../../../assets/manual/configuration.md")),
    ("safety", include_str!("../../../assets/manual/safety.md")),
    ("troubleshooting", include_str!("../../../assets/manual/troubleshooting.md")),
    ("glossary", include_str!("../../../assets/manual/glossary.md")),
];

/// The topic of that name, or the only one that begins so.
pub fn topic(name: &str) -> Option<Topic> {
    let mut fitting = TOPICS.into_iter().filter(|(topic, _)| topic.starts_with(name) && !name.is_empty());
    let exact = TOPICS.into_iter().find(|(topic, _)| *topic == name);
    exact.or_else(|| fitting.next().filter(|_| fitting.next().is_none()))
}

/// The names of the topics, as a sentence lists them.
pub fn topic_names() -> String {
    TOPICS.map(|(name, _)| name).join(", ")
}

#[cfg(test)]
mod tests;
