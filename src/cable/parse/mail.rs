//! Copies out of an e-mail: every line stands behind `> `, or behind several of these signs.

/// Lines from which the signs are those of an e-mail, and not of a few lines that somebody quotes.
const FEWEST: usize = 8;

/// The signs that every line of a message in an e-mail stands behind; 0 in any other copy.
pub(super) fn depth(text: &str) -> usize {
    if !text.starts_with('>') && memchr::memmem::find(text.as_bytes(), b"\n>").is_none() {
        return 0;
    }
    let printed = text.split(['\n', '\r']).filter(|line| !line.trim().is_empty());
    let depths: Vec<usize> = printed.map(|line| signs(line.as_bytes(), usize::MAX).0).collect();
    let quoted = |depth: &usize| *depth > 0;
    let first = depths.iter().position(quoted).unwrap_or(0);
    let message = &depths[first..depths.iter().rposition(quoted).map_or(first, |last| last + 1)];
    let least = message.iter().copied().filter(quoted).min().unwrap_or(0);
    let count = message.iter().filter(|depth| quoted(depth)).count();
    // The mailer has wrapped some lines, and says something above and below.
    let all = count >= FEWEST && count * 10 >= message.len() * 9 && count * 2 > depths.len();
    if all { least } else { 0 }
}

/// Of the signs that a line begins with up to `most`, and the bytes they take with the blanks between them.
pub(super) fn signs(line: &[u8], most: usize) -> (usize, usize) {
    let (mut count, mut end) = (0, 0);
    for (at, byte) in line.iter().enumerate() {
        match byte {
            b'>' if count < most => (count, end) = (count + 1, at + 1),
            b' ' | b'\t' => {}
            _ => break,
        }
    }
    (count, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_the_signs_of_a_mail_from_those_of_a_quotation() {
        assert_eq!(depth(&"> a line\n".repeat(9)), 1);
        assert_eq!(depth(&format!("From: Doe\n\n{}> wrapped\nend\n", ">> a line\n".repeat(12))), 1);
        assert_eq!(depth(&"> > a line\n>>\n".repeat(9)), 2);
        for text in ["", "> a\n> b\n", &format!("{}> a\n", "a line\n".repeat(20))] {
            assert_eq!(depth(text), 0, "{text}");
        }
    }
}
