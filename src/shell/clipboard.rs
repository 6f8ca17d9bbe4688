//! The clipboard of the terminal that the reader sits at, over any number of hops: OSC 52.
//!
//! What is copied is the text as it is, not its escapes, in base64: nothing in it can reach the terminal as a command. It
//! goes out on the reader's key only, and nothing is ever asked of the clipboard.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::look::is_secure;

/// Most bytes that are copied: what terminals take, 100,000 in base64.
const MOST: usize = 74_994;

/// Bytes of base64 in one piece for GNU screen, which takes short strings only.
const PIECE: usize = 240;

/// By which way a text goes to the clipboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Clipboard {
    /// Not at all, and why.
    Off(&'static str),
    /// Straight to the terminal.
    Terminal,
    /// To tmux, which may keep it, and through it to the terminal around it.
    Tmux,
    /// Through GNU screen to the terminal around it.
    Screen,
}

impl Clipboard {
    /// The way from here, as the environment tells. `refused`: the reader wants none.
    pub(super) fn of(refused: bool, variable: impl Fn(&str) -> Option<String>) -> Self {
        let has = |name| variable(name).is_some_and(|value| !value.is_empty());
        let term = variable("TERM").unwrap_or_default();
        // These print what they do not know.
        let is_old = ["linux", "vt", "ansi"].iter().any(|name| term.starts_with(name));
        match () {
            () if is_secure(&variable) => Self::Off("REFTEL_SECURE is set"),
            () if refused => Self::Off("it is set to none (--no-clipboard, or clipboard: off)"),
            () if is_old => Self::Off("this kind of terminal has no clipboard"),
            () if has("TMUX") => Self::Tmux,
            () if has("STY") || term.starts_with("screen") => Self::Screen,
            () => Self::Terminal,
        }
    }

    /// What must be sent so that the clipboard holds a text.
    ///
    /// # Errors
    /// There is no way, or the text is too long for it.
    pub(super) fn sequence(self, text: &str) -> Result<Vec<u8>, String> {
        if let Self::Off(why) = self {
            return Err(why.into());
        }
        if text.len() > MOST {
            return Err(format!(
                "{} KiB are too long for the clipboard, {} at most",
                text.len() >> 10,
                MOST >> 10
            ));
        }
        let data = STANDARD.encode(text);
        let plain = format!("\x1b]52;c;{data}\x07");
        Ok(match self {
            // By its settings tmux takes one or the other; it passes over the one that it does not take.
            Self::Tmux => format!("{plain}\x1bPtmux;{}\x1b\\", plain.replace('\x1b', "\x1b\x1b")),
            Self::Screen => in_pieces(&plain),
            Self::Terminal | Self::Off(_) => plain,
        }
        .into_bytes())
    }

    /// The way in words.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Off(why) => why,
            Self::Terminal => "by OSC 52",
            Self::Tmux => "by OSC 52, to tmux and through it",
            Self::Screen => "by OSC 52, through screen",
        }
    }
}

/// A sequence as strings that screen hands on one after the other.
fn in_pieces(sequence: &str) -> String {
    let pieces = sequence.as_bytes().chunks(PIECE).filter_map(|piece| std::str::from_utf8(piece).ok());
    pieces.map(|piece| format!("\x1bP{piece}\x1b\\")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn way(variables: &[(&str, &str)]) -> Clipboard {
        let of =
            |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).into());
        Clipboard::of(false, of)
    }

    #[test]
    fn the_environment_tells_the_way() {
        assert_eq!(way(&[("TERM", "xterm-256color")]), Clipboard::Terminal);
        assert_eq!(way(&[("TERM", "screen-256color"), ("TMUX", "/tmp/t,1,0")]), Clipboard::Tmux);
        assert_eq!(way(&[("TERM", "screen"), ("STY", "1.pts")]), Clipboard::Screen);
        assert_eq!(way(&[("TERM", "xterm"), ("REFTEL_SECURE", "0")]), Clipboard::Terminal);
        for off in [way(&[("TERM", "linux")]), way(&[("REFTEL_SECURE", "1")]), Clipboard::of(true, |_| None)]
        {
            assert!(matches!(off, Clipboard::Off(_)));
            assert!(off.sequence("text").is_err());
        }
    }

    #[test]
    fn a_hostile_text_is_nothing_but_base64_on_its_way() {
        let hostile = "\x1b]0;title\x07\x1b[2J\u{9b}31m\u{202e}\n".repeat(40);
        let data = STANDARD.encode(&hostile);
        let sent = |way: Clipboard| String::from_utf8(way.sequence(&hostile).unwrap()).unwrap();
        assert_eq!(sent(Clipboard::Terminal), format!("\x1b]52;c;{data}\x07"));
        let tmux = sent(Clipboard::Tmux);
        assert!(tmux.ends_with(&format!("\x1bPtmux;\x1b\x1b]52;c;{data}\x07\x1b\\")), "{tmux:?}");
        let screen = sent(Clipboard::Screen);
        let pieces: Vec<&str> = screen.split_inclusive("\x1b\\").collect();
        assert!(pieces.len() > 2 && pieces.iter().all(|piece| piece.len() <= PIECE + 4), "{screen:?}");
        let inside =
            |piece: &&str| piece.strip_prefix("\x1bP").unwrap().strip_suffix("\x1b\\").unwrap().to_owned();
        assert_eq!(pieces.iter().map(inside).collect::<String>(), format!("\x1b]52;c;{data}\x07"));
    }

    #[test]
    fn what_is_too_long_is_refused_and_the_longest_is_taken() {
        assert!(Clipboard::Terminal.sequence(&"x".repeat(MOST + 1)).unwrap_err().contains("too long"));
        let longest = Clipboard::Terminal.sequence(&"x".repeat(MOST)).unwrap();
        assert!(longest.len() <= 100_000 + 8);
    }
}
