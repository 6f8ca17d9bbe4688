//! Counts in words.

/// A count with its noun: `1 cable`, `2 cables`, `0 entries`, `3 other lines`.
pub fn counted(count: usize, noun: &str) -> String {
    match noun.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u'])) {
        _ if count == 1 => format!("1 {noun}"),
        Some(stem) => format!("{count} {stem}ies"),
        None => format!("{count} {noun}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_agrees_with_its_noun() {
        assert_eq!(counted(1, "reply"), "1 reply");
        assert_eq!([counted(0, "reply"), counted(2, "entity")], ["0 replies", "2 entities"]);
        assert_eq!([counted(3, "other line"), counted(2, "key")], ["3 other lines", "2 keys"]);
    }
}
