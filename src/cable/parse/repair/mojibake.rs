//! UTF-8 that somebody once read as Windows-1252 and saved: `Ã©` for `é`, `â€™` for `’`.

use encoding_rs::WINDOWS_1252;

/// Characters that the bytes of a damaged one can begin as: `Ã`, `Â` and `â`, the first byte of letters of Western
/// Europe, of signs, and of typographic quotes and dashes.
const LEADS: [char; 3] = ['Ã', 'Â', 'â'];

/// The character that `text` begins with in damaged form, and the bytes that it takes here.
pub(super) fn decode(text: &str) -> Option<(char, usize)> {
    let mut characters = text.char_indices();
    let (_, lead) = characters.next().filter(|(_, lead)| LEADS.contains(lead))?;
    let count = if lead == 'â' { 3 } else { 2 };
    let end = text.char_indices().nth(count).map_or(text.len(), |(at, _)| at);
    let damaged = text.get(..end).filter(|damaged| damaged.chars().count() == count)?;
    let (bytes, _, unmappable) = WINDOWS_1252.encode(damaged);
    let mut whole = std::str::from_utf8(&bytes).ok().filter(|_| !unmappable)?.chars();
    let (Some(shown), None) = (whole.next(), whole.next()) else { return None };
    // A word can end in `Ã` before a closing quotation mark; what follows tells it from half a letter.
    let typographic = damaged.chars().nth(1).is_some_and(|c| "‘’‚“”„–—•…".contains(c));
    let inside = text.get(end..).is_some_and(|rest| rest.starts_with(char::is_alphabetic));
    (lead == 'â' || !typographic || inside).then_some((shown, end))
}
