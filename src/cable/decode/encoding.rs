//! The encoding of a file.

use encoding_rs::{
    DecoderResult, Encoding, ISO_8859_2, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1250, WINDOWS_1252,
};

use super::Decoded;
use crate::cable::counted;

/// Bytes at the start of a file that show its encoding.
const SAMPLE: usize = 4096;
/// Bytes from the first letter that is not ASCII on which its alphabet is guessed.
const LETTERS: usize = 256 * 1024;

/// Decodes bytes. A byte order mark decides; else the zeros of UTF-16; else UTF-8; else the encoding that a page
/// declares; else a legacy encoding, when the bytes are plausibly text in one. The mark itself is no part of the text.
pub(super) fn decode(mut bytes: Vec<u8>) -> Decoded {
    match Encoding::for_bom(&bytes).or_else(|| Some((wide(&bytes)?, 0))) {
        Some((encoding, length)) if encoding != UTF_8 => {
            return replaced(encoding, bytes.get(length..).unwrap_or_default());
        }
        Some((_, length)) => drop(bytes.drain(..length)),
        None => {}
    }
    match String::from_utf8(bytes) {
        Ok(text) => Decoded { text, ..Decoded::default() },
        Err(error) => {
            let bytes = error.as_bytes();
            declared(bytes).or_else(|| legacy(bytes)).unwrap_or_else(|| escaped(bytes))
        }
    }
}

/// Whether the bytes are UTF-16: by their byte order mark, or by the zeros in every other byte.
pub fn is_utf16(bytes: &[u8]) -> bool {
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    marked.map_or_else(|| wide(bytes).is_some(), |encoding| encoding != UTF_8)
}

/// The byte order of UTF-16 without a mark: text in Latin letters has a zero in nearly every other byte.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let (pairs, _) = sample.as_chunks::<2>();
    let zeros = |at: usize| pairs.iter().filter(|pair| pair[at] == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let clear = |many: usize, few: usize| many * 10 >= pairs.len() * 7 && few * 20 <= pairs.len();
    if pairs.len() < 8 {
        None
    } else if clear(odd, even) {
        Some(UTF_16LE)
    } else {
        clear(even, odd).then_some(UTF_16BE)
    }
}

/// Decodes in an encoding that is sure; what is no text in it becomes U+FFFD.
fn replaced(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    let mut notices = vec![format!("The file is in {}.", encoding.name())];
    if damaged {
        notices.push(format!("Some bytes are no text in {} and are shown as U+FFFD.", encoding.name()));
    }
    Decoded { text: text.into_owned(), notices, ..Decoded::default() }
}

/// Decodes a page that is not UTF-8 in the encoding that it says it has: `<meta charset="iso-8859-1">`.
fn declared(bytes: &[u8]) -> Option<Decoded> {
    let head = String::from_utf8_lossy(bytes.get(..SAMPLE).unwrap_or(bytes)).to_ascii_lowercase();
    let at = ["charset=", "encoding="].iter().find_map(|name| head.find(name).map(|at| at + name.len()))?;
    let label = head[at..].trim_start_matches(['"', '\'', ' ']);
    let label = label.split(|c: char| !c.is_ascii_alphanumeric() && !"-_:".contains(c)).next()?;
    let encoding = Encoding::for_label(label.as_bytes()).filter(|_| head.contains('<'))?;
    let notices = vec![format!("The file is in {}, as it says.", encoding.name())];
    Some(Decoded { text: transcoded(encoding, bytes)?, notices, ..Decoded::default() })
}

/// Decodes all of the bytes, or none when there are some that are no text in the encoding. The text grows as it needs
/// to: the room that could be needed at most is three times the bytes.
fn transcoded(encoding: &'static Encoding, bytes: &[u8]) -> Option<String> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(bytes.len());
    let mut rest = bytes;
    loop {
        let (result, read) = decoder.decode_to_string_without_replacement(rest, &mut text, true);
        rest = rest.get(read..)?;
        match result {
            DecoderResult::InputEmpty => return Some(text),
            DecoderResult::OutputFull => text.reserve_exact(rest.len() / 2 + 64),
            DecoderResult::Malformed(..) => return None,
        }
    }
}

/// Decodes bytes that are not UTF-8 in the encoding their letters suggest; `None` when they are UTF-8 with a few
/// bad bytes, or no text at all.
fn legacy(bytes: &[u8]) -> Option<Decoded> {
    let valid = multibyte(bytes);
    let bad = bad_bytes(bytes);
    if valid >= bad || bytes.contains(&0) || !is_texty(bytes) {
        return None;
    }
    let encoding = alphabet(bytes);
    let notice = format!("The file is not UTF-8; it was read as {}.", encoding.name());
    Some(Decoded { text: transcoded(encoding, bytes)?, notices: vec![notice], ..Decoded::default() })
}

/// The encoding that the letters suggest. Signs suggest none: the detector takes the pilcrow for a letter of Poland, and would
/// have every paragraph begin with it.
fn alphabet(bytes: &[u8]) -> &'static Encoding {
    let first = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or_default();
    // Letters enough; the detector is far slower than the decoder.
    let sample = bytes[first..].get(..LETTERS).unwrap_or(&bytes[first..]);
    let is_high = |byte: Option<&u8>| byte.is_some_and(|byte| !byte.is_ascii());
    let mut signs = false;
    let letters: Vec<u8> = sample
        .iter()
        .enumerate()
        .map(|(at, byte)| {
            let alone =
                !is_high(sample.get(at + 1)) && !is_high(at.checked_sub(1).and_then(|at| sample.get(at)));
            let is_sign = alone && is_sign(*byte);
            signs |= is_sign;
            if is_sign { b' ' } else { *byte }
        })
        .collect();
    if letters.is_ascii() {
        return WINDOWS_1252;
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(&letters, true);
    let encoding = detector.guess(None, chardetng::Utf8Detection::Deny);
    if signs && encoding == ISO_8859_2 { WINDOWS_1250 } else { encoding }
}

/// Whether a byte is a quotation mark, a dash, a pilcrow or another sign in the Windows encodings of Europe.
fn is_sign(byte: u8) -> bool {
    matches!(
        byte,
        0x80 | 0x82 | 0x84 | 0x85 | 0x91
            ..=0x97 | 0xA0 | 0xA7 | 0xA9 | 0xAB | 0xAD | 0xAE | 0xB0 | 0xB6 | 0xB7 | 0xBB
    )
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
    let notices = vec![format!("Shown as \\xNN, as no text: {}.", counted(bad_bytes(bytes), "byte"))];
    Decoded { text, notices, ..Decoded::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode(bytes: &[u8]) -> Decoded {
        super::decode(bytes.to_vec())
    }

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
    fn utf_16_without_a_mark_shows_in_its_zeros() {
        let wide: Vec<u8> = "CONFIDENTIAL OSLO 12 é".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(is_utf16(&wide));
        assert_eq!(decode(&wide).text, "CONFIDENTIAL OSLO 12 é");
        let wide: Vec<u8> = "CONFIDENTIAL OSLO 12".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(&wide).text, "CONFIDENTIAL OSLO 12");
        assert!(!is_utf16(b"CONFIDENTIAL OSLO 12") && !is_utf16(&[0; 64]));
    }

    #[test]
    fn a_page_says_its_encoding() {
        let page = b"<html><meta charset='iso-8859-5'>\xBF\xE0\xD8\xD2\xD5\xE2</html>";
        assert!(decode(page).text.contains("Привет"));
        assert_eq!(decode(page).notices, ["The file is in ISO-8859-5, as it says."]);
        let unknown =
            b"<html><meta charset='none-such'>Le pr\xE9sident fran\xE7ais a \xE9t\xE9 re\xE7u</html>";
        assert!(decode(unknown).text.contains("président"));
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
