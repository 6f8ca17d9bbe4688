//! What somebody means who types only some of its letters.

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

/// Those of the items whose text has all letters of each typed word in their order, the best first; all of them, as they
/// are, when nothing is typed.
pub(super) fn ranked<T>(typed: &str, items: Vec<T>, text: impl Fn(&T) -> &str) -> Vec<T> {
    let mut config = Config::DEFAULT;
    config.prefer_prefix = true;
    let mut matcher = Matcher::new(config);
    let pattern = Pattern::new(typed, CaseMatching::Ignore, Normalization::Never, AtomKind::Fuzzy);
    let mut buffer = Vec::new();
    let mut scored: Vec<(u32, T)> = items
        .into_iter()
        .filter_map(|item| {
            Some((pattern.score(Utf32Str::new(text(&item), &mut buffer), &mut matcher)?, item))
        })
        .collect();
    // Of two that fit as well the shorter one has less that was not typed.
    if !typed.trim().is_empty() {
        scored.sort_by_key(|(score, item)| (std::cmp::Reverse(*score), text(item).len()));
    }
    scored.into_iter().map(|(_, item)| item).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_in_their_order_fit_and_the_best_comes_first() {
        let names = vec!["note type", "unfilter", "entity type", "filter", "note add"];
        let fit = |typed: &str| ranked(typed, names.clone(), |name| name);
        assert_eq!(fit("fil"), ["filter", "unfilter"]);
        assert_eq!(fit("nty"), ["note type", "entity type"]);
        assert_eq!(fit("type note"), ["note type"]);
        assert_eq!(fit("  "), names);
        assert!(fit("xyz").is_empty());
    }
}
