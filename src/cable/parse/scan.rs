//! Small questions about a stretch of text, asked by all the parsers.

/// Whether `text` begins with `prefix`, ASCII case aside.
pub(super) fn starts(text: &str, prefix: &str) -> bool {
    text.as_bytes().get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix.as_bytes()))
}

/// Whether `text` begins with `word` (ASCII case aside) and the word ends there.
pub(super) fn starts_word(text: &str, word: &str) -> bool {
    starts(text, word) && !text.as_bytes().get(word.len()).is_some_and(u8::is_ascii_alphanumeric)
}

/// Whether `needle` occurs anywhere in `text`, ASCII case aside.
pub(super) fn contains(text: &str, needle: &str) -> bool {
    let Some(first) = needle.bytes().next() else { return true };
    let begins =
        memchr::memchr2_iter(first.to_ascii_lowercase(), first.to_ascii_uppercase(), text.as_bytes());
    begins.into_iter().any(|at| text.get(at..).is_some_and(|rest| starts(rest, needle)))
}

/// The beginning of `text`, of at most `longest` bytes.
pub(super) fn head(text: &str, longest: usize) -> &str {
    (0..4).find_map(|back| text.get(..longest.checked_sub(back)?)).unwrap_or(text)
}

/// The places behind blanks, tabs and pilcrows, where a line that a copy has run into another can begin.
pub(super) fn word_starts(text: &str) -> impl Iterator<Item = usize> {
    const PILCROW: u8 = "¶".as_bytes()[1];
    let behind = memchr::memchr3_iter(b' ', b'\t', PILCROW, text.as_bytes()).map(|at| at + 1);
    behind.filter(|&at| at < text.len() && text.is_char_boundary(at))
}

/// Bytes of blanks at the start of `text`, no-break spaces included.
pub(super) fn blanks(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

/// Bytes of ASCII digits at the start of `text`.
pub(super) fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// Columns that `text` takes, counting characters.
pub(super) fn columns(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.chars().count() }
}

/// Whether `text` has letters and none of them is small.
pub(super) fn is_capitals(text: &str) -> bool {
    !has_small(text) && text.bytes().any(|byte| byte.is_ascii_uppercase())
}

/// Whether `text` has small letters. Most text gives itself away by the first of them.
pub(super) fn has_small(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_lowercase())
        || !text.is_ascii() && text.chars().any(char::is_lowercase)
}

/// Whether a sentence ends at the end of `text`: a full stop, question or exclamation mark, closing quotes and
/// brackets aside, or `END SUMMARY` and the like, where many leave out the stop.
pub(super) fn ends_sentence(text: &str) -> bool {
    let plain = text.trim_end_matches(['"', '\'', ')', ']', '”', '’', '#', '8']);
    plain.ends_with(['.', '?', '!', '…']) || ends_part(plain)
}

/// Whether `text` ends with `END SUMMARY`, `End comment`, `END NOTE`.
pub(super) fn ends_part(text: &str) -> bool {
    const PARTS: [&str; 3] = ["SUMMARY", "COMMENT", "NOTE"];
    if !text.ends_with(['Y', 'y', 'T', 't', 'E', 'e']) {
        return false;
    }
    let mut words = text.rsplit(' ');
    let part = words.next().is_some_and(|word| PARTS.iter().any(|part| part.eq_ignore_ascii_case(word)));
    part && words.find(|word| !word.is_empty()).is_some_and(|word| word.eq_ignore_ascii_case("END"))
}

/// Whether `text` consists of `words` (ASCII case and amount of blanks aside).
pub(super) fn is_words(text: &str, words: &str) -> bool {
    let begins = |text: &str| text.bytes().next().map(|byte| byte.to_ascii_uppercase());
    if begins(text) != begins(words) && !text.starts_with(char::is_whitespace) {
        return false;
    }
    let mut left = text.split_whitespace();
    let mut right = words.split_whitespace();
    loop {
        match (left.next(), right.next()) {
            (None, None) => return true,
            (Some(a), Some(b)) if a.eq_ignore_ascii_case(b) => {}
            _ => return false,
        }
    }
}

/// The words of `text` on one line: soft line breaks, doubled and no-break blanks become one blank.
pub(super) fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    folded
}
