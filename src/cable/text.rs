//! Places in a text.

/// The last place between two characters at or before byte `at`, which may be behind the end.
pub(crate) fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default()
}
