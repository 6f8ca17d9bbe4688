//! A parser of what the program sends that accepts its own sequences only.

/// What CSI sequences end in, besides the modes.
const FINALS: &[u8] = b"HJKXABCDmrLMSTs";
/// The private modes that the program sets, resets and asks for.
const MODES: [&str; 5] = ["25", "69", "1049", "2004", "2026"];

/// The first thing in `sent` that the program has no business to send.
pub(crate) fn foreign(sent: &[u8]) -> Option<String> {
    let Ok(text) = std::str::from_utf8(sent) else { return Some("no UTF-8".into()) };
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '\u{1b}' => own_sequence(rest),
            '\r' | '\n' | '\u{8}' => Some(1),
            c if c.is_control() || is_unseen(c) => None,
            c => Some(c.len_utf8()),
        };
        let Some(length) = length else {
            return Some(format!("{:?}", rest.chars().take(12).collect::<String>()));
        };
        rest = &rest[length..];
    }
    None
}

/// How long the sequence is with which `text` begins, if it is one of the program's.
fn own_sequence(text: &str) -> Option<usize> {
    let inner = text.strip_prefix("\u{1b}[")?;
    let end = inner.find(|c: char| ('@'..='~').contains(&c))?;
    let (parameters, last) = (&inner[..end], inner.as_bytes()[end]);
    let plain = parameters.bytes().all(|byte| byte.is_ascii_digit() || byte == b';');
    let mode = |ending: &str| {
        parameters
            .strip_prefix('?')
            .and_then(|rest| rest.strip_suffix(ending))
            .is_some_and(|mode| MODES.contains(&mode))
    };
    let own = match last {
        b'h' | b'l' => mode(""),
        b'p' => mode("$"),
        b'n' => parameters == "5",
        last => plain && FINALS.contains(&last),
    };
    own.then_some(2 + end + 1)
}

/// What reorders its neighbours or cannot be seen, wherever it stands.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
        | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{fff9}'..='\u{fffc}'
        | '\u{e000}'..='\u{f8ff}' | '\u{e0000}'..='\u{e0fff}')
}

/// Nothing foreign was sent.
pub(crate) fn assert_own(sent: &[u8], when: &str) {
    assert_eq!(foreign(sent), None, "{when}");
}

#[test]
fn the_oracle_knows_what_is_foreign() {
    for own in
        ["plain é外", "\u{1b}[2;3H", "\u{1b}[0;38;5;8m", "\u{1b}[?2004h", "\u{1b}[?69$p", "\u{1b}[5n", "\r\n"]
    {
        assert_eq!(foreign(own.as_bytes()), None, "{own:?}");
    }
    for other in [
        "\u{1b}]0;x\u{7}",
        "\u{1b}[6n",
        "\u{1b}[?1000h",
        "\u{1b}c",
        "\u{9b}2J",
        "\u{7}",
        "\u{202e}",
        "\u{1b}[",
        "\u{1b}[!p",
    ] {
        assert!(foreign(other.as_bytes()).is_some(), "{other:?}");
    }
}
