//! Regular expressions as they are typed, between slashes: in a filter and in a search.

use regex_lite::{Regex, RegexBuilder};

/// Largest compiled expression, in bytes, for a text of the length `LENGTH`; less for longer ones. The time that it takes
/// to match grows with both: this much takes about a second.
const SIZE_MAX: usize = 64 << 10;
const LENGTH: usize = 128 << 10;
/// Room for a few words.
const SIZE_MIN: usize = 8 << 10;
/// Deepest nesting of groups in one.
const DEPTH_MAX: u32 = 50;

/// What stands between the slashes of `/text/`.
pub(super) fn between_slashes(typed: &str) -> Option<&str> {
    typed.strip_prefix('/')?.strip_suffix('/').filter(|inside| !inside.is_empty())
}

/// Compiles an expression, to be asked about texts of `length` bytes; without a capital letter in it, case does not count
/// (of letters without accents).
///
/// # Errors
/// In one line, what is wrong with it.
pub(super) fn compile(typed: &str, length: usize) -> Result<Regex, String> {
    let size = (SIZE_MAX * LENGTH / length.max(LENGTH)).max(SIZE_MIN);
    let built = RegexBuilder::new(typed)
        .case_insensitive(!has_capital(typed))
        .size_limit(size)
        .nest_limit(DEPTH_MAX)
        .build();
    built.map_err(|error| format!("/{typed}/: {error}"))
}

/// Whether an expression holds a capital letter; `\W` and `\S` are none.
pub(super) fn has_capital(typed: &str) -> bool {
    let mut before = ' ';
    typed.chars().any(|c| std::mem::replace(&mut before, c) != '\\' && c.is_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_faulty_expression_is_told_in_one_line() {
        let nested = format!("{}a{}", "(".repeat(60), ")".repeat(60));
        for (typed, part) in
            [("(a", "open group"), ("*", "repetition"), (r"\w{10000}", "size"), (&nested, "nest")]
        {
            let error = compile(typed, 0).unwrap_err();
            assert!(error.contains(part) && !error.contains('\n'), "{typed}: {error}");
        }
    }

    #[test]
    fn an_expression_is_smaller_for_a_longer_text() {
        assert!(compile(".{300}", 0).is_ok() && compile(".{300}", 10 << 20).is_err());
        assert!(compile("herring|trawler", usize::MAX / SIZE_MAX).is_ok());
        let hard = format!("{}!", "a".repeat(100_000));
        assert!(!compile("(a+)+$", hard.len()).unwrap().is_match(&hard));
    }

    #[test]
    fn both_slashes_make_an_expression() {
        assert_eq!(between_slashes("/a b/"), Some("a b"));
        for literal in ["/a", "a/", "and/or", "//", "/", ""] {
            assert_eq!(between_slashes(literal), None, "{literal}");
        }
    }
}
