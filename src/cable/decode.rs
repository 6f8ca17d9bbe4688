//! Bytes to text.

use encoding_rs::Encoding;

/// The text of a file and what had to be guessed for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decoded {
    /// The text; line ends are as in the file.
    pub text: String,
    /// One sentence each: a legacy encoding guessed, bytes that are no text.
    pub notices: Vec<String>,
}

/// Decodes a file. Total: bytes that are no text in any encoding are kept visible as `\xNN`.
///
/// A byte order mark decides; else UTF-8; else a legacy encoding, when the bytes are plausibly text in one. The mark
/// itself is no part of the text.
pub fn decode(bytes: &[u8]) -> Decoded {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        let body = &bytes[length..];
        if encoding == encoding_rs::UTF_8 {
            return utf8(body).unwrap_or_else(|| escaped(body));
        }
        let (text, damaged) = encoding.decode_without_bom_handling(body);
        let mut notices = vec![format!("The file is in {}.", encoding.name())];
        if damaged {
            notices.push(format!("Some bytes are no text in {} and are shown as U+FFFD.", encoding.name()));
        }
        return Decoded { text: text.into_owned(), notices };
    }
    utf8(bytes).or_else(|| legacy(bytes)).unwrap_or_else(|| escaped(bytes))
}

fn utf8(bytes: &[u8]) -> Option<Decoded> {
    let text = std::str::from_utf8(bytes).ok()?;
    Some(Decoded { text: text.to_owned(), notices: Vec::new() })
}

/// Decodes bytes that are not UTF-8 in the encoding their letters suggest; `None` when they are UTF-8 with a few
/// bad bytes, or no text at all.
fn legacy(bytes: &[u8]) -> Option<Decoded> {
    let valid = multibyte(bytes);
    let bad = bad_bytes(bytes);
    if valid >= bad || bytes.contains(&0) || !is_texty(bytes) {
        return None;
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, chardetng::Utf8Detection::Deny);
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    let notice = format!("The file is not UTF-8; it was read as {}.", encoding.name());
    Some(Decoded { text: text.into_owned(), notices: vec![notice] })
}

/// Characters of several bytes that are whole UTF-8.
fn multibyte(bytes: &[u8]) -> usize {
    bytes.utf8_chunks().map(|chunk| chunk.valid().chars().filter(|c| !c.is_ascii()).count()).sum()
}

/// Bytes that belong to no UTF-8 character.
fn bad_bytes(bytes: &[u8]) -> usize {
    bytes.utf8_chunks().map(|chunk| chunk.invalid().len()).sum()
}

/// Whether the bytes are mostly printed characters.
fn is_texty(bytes: &[u8]) -> bool {
    let control = bytes.iter().filter(|byte| byte.is_ascii_control() && !byte.is_ascii_whitespace()).count();
    let high = bytes.iter().filter(|byte| !byte.is_ascii()).count();
    control * 50 <= bytes.len() && high * 2 <= bytes.len()
}

/// UTF-8 with every bad byte made visible.
fn escaped(bytes: &[u8]) -> Decoded {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        for byte in chunk.invalid() {
            text.push_str(&format!("\\x{byte:02X}"));
        }
    }
    let notices = vec![format!("{} bytes are no text and are shown as \\xNN.", bad_bytes(bytes))];
    Decoded { text, notices }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_utf8_and_line_ends() {
        let decoded = decode("one\r\ntwo\rthré".as_bytes());
        assert_eq!(decoded.text, "one\r\ntwo\rthré");
        assert!(decoded.notices.is_empty());
        assert_eq!(decode(b"\xEF\xBB\xBFone").text, "one");
    }

    #[test]
    fn byte_order_marks_decide() {
        assert_eq!(decode(b"\xFF\xFEa\x00\xE9\x00").text, "aé");
        assert_eq!(decode(b"\xFE\xFF\x00a\x00\xE9").text, "aé");
    }

    #[test]
    fn legacy_text_is_read_with_a_notice() {
        let decoded = decode(b"Le pr\xE9sident fran\xE7ais a \xE9t\xE9 re\xE7u \xE0 l'ambassade.");
        assert_eq!(decoded.text, "Le président français a été reçu à l'ambassade.");
        assert!(decoded.notices[0].contains("windows-1252"));
    }

    #[test]
    fn bad_bytes_in_utf8_are_visible() {
        let decoded = decode(b"caf\xC3\xA9 and \xFF end");
        assert_eq!(decoded.text, "café and \\xFF end");
        assert_eq!(decoded.notices.len(), 1);
        assert_eq!(decode(b"\x00\xFF\xFE\x01").text, "\0\\xFF\\xFE\u{1}");
    }
}
