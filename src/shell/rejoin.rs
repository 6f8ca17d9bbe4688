//! Puts together again what a slow link has torn apart: `Esc`, `[`, `A` within a moment is one key, and what begins with
//! `Esc`, `[200~` is a paste, never commands.
//!
//! The tear is always behind `Esc`: that byte alone is a key, while crossterm waits for the rest of anything longer.

use std::time::Duration;

use crate::app::Event;
use crate::keys::{Code, Key};

/// How long the rest of a torn key may take.
const TORN: Duration = Duration::from_millis(50);

/// How long a torn paste may be silent. Its end mark cannot be waited for: crossterm drops one that is whole where it has
/// seen no beginning. Longer than for a key, since what comes too late would be run as commands.
const SILENCE: Duration = Duration::from_millis(300);

const ESC: Key = Key::plain(Code::Esc);

/// What a terminal sends before pasted text.
const PASTE_BEGIN: &str = "\x1b[200~";

/// What a terminal sends behind pasted text.
const PASTE_END: &str = "\x1b[201~";

/// What a terminal sends for keys without a character.
const SEQUENCES: &[(&str, Code)] = &[
    ("\x1b[A", Code::Up),
    ("\x1b[B", Code::Down),
    ("\x1b[C", Code::Right),
    ("\x1b[D", Code::Left),
    ("\x1b[H", Code::Home),
    ("\x1b[F", Code::End),
    ("\x1bOA", Code::Up),
    ("\x1bOB", Code::Down),
    ("\x1bOC", Code::Right),
    ("\x1bOD", Code::Left),
    ("\x1bOH", Code::Home),
    ("\x1bOF", Code::End),
    ("\x1bOP", Code::F(1)),
    ("\x1bOQ", Code::F(2)),
    ("\x1bOR", Code::F(3)),
    ("\x1bOS", Code::F(4)),
    ("\x1b[1~", Code::Home),
    ("\x1b[2~", Code::Insert),
    ("\x1b[3~", Code::Delete),
    ("\x1b[4~", Code::End),
    ("\x1b[5~", Code::PageUp),
    ("\x1b[6~", Code::PageDown),
];

/// Keys that may be the beginning of something torn, or the text of a torn paste.
#[derive(Debug, Default)]
pub(super) struct Rejoin {
    held: Vec<Key>,
    pasted: Option<String>,
}

impl Rejoin {
    /// How long the next key may take to belong to those held back; `None` when none are.
    pub(super) fn patience(&self) -> Option<Duration> {
        match &self.pasted {
            Some(_) => Some(SILENCE),
            None => (!self.held.is_empty()).then_some(TORN),
        }
    }

    /// Takes a key; gives what is settled.
    pub(super) fn push(&mut self, key: Key) -> Vec<Event> {
        if let Some(text) = &mut self.pasted {
            text.extend(character(key));
            let Some(whole) = text.strip_suffix(PASTE_END).map(str::len) else { return Vec::new() };
            text.truncate(whole);
            return self.settle();
        }
        self.held.push(key);
        let sent: Option<String> = self.held.iter().map(|key| byte(*key)).collect();
        let sent = sent.unwrap_or_default();
        if sent == PASTE_BEGIN {
            self.held.clear();
            self.pasted = Some(String::new());
            return Vec::new();
        }
        if let Some((_, code)) = SEQUENCES.iter().find(|(sequence, _)| *sequence == sent) {
            self.held.clear();
            return vec![Event::Key(Key::plain(*code))];
        }
        let begins = |sequence: &str| !sent.is_empty() && sequence.starts_with(&sent);
        if begins(PASTE_BEGIN) || SEQUENCES.iter().any(|(sequence, _)| begins(sequence)) {
            return Vec::new();
        }
        // What has parameters is no typing: a key with modifiers, a report. Unknown, it is better lost than run as commands.
        match parameters(&sent) {
            Some(false) => return Vec::new(),
            Some(true) => {
                self.held.clear();
                return Vec::new();
            }
            None => {}
        }
        // Nothing that is known; but with a second `Esc` something may begin anew.
        let again = self.held.pop_if(|last| *last == ESC);
        let settled = self.settle();
        self.held.extend(again);
        settled
    }

    /// Nothing came in time: the keys were typed one by one, the paste is at its end.
    pub(super) fn settle(&mut self) -> Vec<Event> {
        let keys = std::mem::take(&mut self.held).into_iter().map(Event::Key);
        self.pasted.take().map(Event::Paste).into_iter().chain(keys).collect()
    }
}

/// Whether a control sequence with parameters is complete; `None` for anything else.
fn parameters(sent: &str) -> Option<bool> {
    let behind = sent.strip_prefix("\x1b[")?;
    let parameters = behind.trim_start_matches(|c: char| matches!(c, '\x20'..='\x3f'));
    let counted = behind.len() - parameters.len();
    match parameters.len() {
        0 if counted > 0 && counted < 32 => Some(false),
        1 if counted > 0 => Some(true),
        _ => None,
    }
}

/// The byte of a key without modifiers that can be part of a sequence.
fn byte(key: Key) -> Option<char> {
    if key == ESC { Some('\x1b') } else { key.typed() }
}

/// The character that a key stands for in pasted text.
fn character(key: Key) -> Option<char> {
    match (key.code, key.ctrl) {
        // A line feed arrives as Ctrl-J.
        (Code::Enter, _) | (Code::Char('j'), true) => Some('\n'),
        (Code::Tab, _) => Some('\t'),
        _ => byte(key),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What comes out for keys that come in one after the other, and then nothing more.
    fn played(keys: &[&str]) -> Vec<Event> {
        let mut rejoin = Rejoin::default();
        let mut out: Vec<Event> = keys.iter().flat_map(|key| rejoin.push(key.parse().unwrap())).collect();
        out.extend(rejoin.settle());
        assert_eq!((rejoin.settle(), rejoin.patience()), (Vec::new(), None));
        out
    }

    #[test]
    fn what_has_parameters_is_no_typing() {
        for sequence in ["[15~", "[1;5C", "[<0;1;1M", "[13;2u", "[?62;c"] {
            let sent: Vec<String> = sequence.chars().map(|c| Key::plain(Code::Char(c)).to_string()).collect();
            let torn: Vec<&str> =
                std::iter::once("<Esc>").chain(sent.iter().map(String::as_str)).chain(["j"]).collect();
            assert_eq!(played(&torn), keys(&["j"]), "{sequence}");
        }
    }

    fn keys(keys: &[&str]) -> Vec<Event> {
        keys.iter().map(|key| Event::Key(key.parse().unwrap())).collect()
    }

    fn paste(text: &str) -> Event {
        Event::Paste(text.to_string())
    }

    #[test]
    fn torn_keys_are_put_together() {
        assert_eq!(played(&["<Esc>", "[", "A"]), keys(&["<Up>"]));
        assert_eq!(played(&["<Esc>", "O", "F", "x"]), keys(&["<End>", "x"]));
        assert_eq!(played(&["<Esc>", "[", "6", "~"]), keys(&["<PgDn>"]));
        assert_eq!(played(&["<Esc>", "<Esc>", "[", "B"]), keys(&["<Esc>", "<Down>"]));
    }

    #[test]
    fn typed_keys_stay_as_they_are() {
        for typed in [
            &["<Esc>"][..],
            &["j", "k"],
            &["<C-d>"],
            &["<Esc>", "j"],
            &["<Esc>", "[", "p"],
            &["[", "2", "0", "0", "~", "q"],
        ] {
            assert_eq!(played(typed), keys(typed));
        }
    }

    #[test]
    fn a_torn_paste_is_text_to_its_end_mark() {
        let torn = ["<Esc>", "[", "2", "0", "0", "~"];
        let text = ["d", "d", "<Enter>", "<Tab>", "<C-j>", "~", "é", "q"];
        let end = ["<Esc>", "[", "2", "0", "1", "~"];
        let all = [&torn[..], &text, &end, &["j"]].concat();
        assert_eq!(played(&all), [paste("dd\n\t\n~éq"), Event::Key("j".parse().unwrap())]);
        assert_eq!(played(&[&torn[..], &end].concat()), [paste("")]);
    }

    #[test]
    fn a_torn_paste_ends_with_silence() {
        assert_eq!(played(&["<Esc>", "[", "2", "0", "0", "~", "d", "d", "q"]), [paste("ddq")]);
    }

    #[test]
    fn only_what_is_held_back_is_waited_for() {
        let mut rejoin = Rejoin::default();
        let mut waits = vec![rejoin.patience()];
        for key in ["j", "<Esc>", "[", "2", "0", "0", "~"] {
            rejoin.push(key.parse().unwrap());
            waits.push(rejoin.patience());
        }
        let (torn, silence) = (Some(TORN), Some(SILENCE));
        assert_eq!(waits, [None, None, torn, torn, torn, torn, torn, silence]);
    }
}
