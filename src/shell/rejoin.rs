//! Puts arrow keys together again that a slow link has torn apart: `Esc`, `[`, `A` within a moment is one key.

use crate::keys::{Code, Key};

/// Keys that may be the beginning of a torn one.
#[derive(Debug, Default)]
pub(super) struct Rejoin {
    held: Vec<Key>,
}

impl Rejoin {
    /// Whether the next key, if it comes at once, may belong to those held back.
    pub(super) fn is_waiting(&self) -> bool {
        !self.held.is_empty()
    }

    /// Takes a key; gives those that are settled.
    pub(super) fn push(&mut self, key: Key) -> Vec<Key> {
        self.held.push(key);
        match self.held.iter().map(|key| plain(*key)).collect::<Vec<_>>().as_slice() {
            [Some('\x1b')] | [Some('\x1b'), Some('[' | 'O')] | [Some('\x1b'), Some('['), Some('1'..='6')] => {
                Vec::new()
            }
            [Some('\x1b'), Some('[' | 'O'), Some(last)] => self.join(arrow(*last)),
            [Some('\x1b'), Some('['), Some(number), Some('~')] => self.join(editing(*number)),
            _ => self.settle(),
        }
    }

    /// Nothing came in time: the keys were typed one by one.
    pub(super) fn settle(&mut self) -> Vec<Key> {
        std::mem::take(&mut self.held)
    }

    fn join(&mut self, code: Option<Code>) -> Vec<Key> {
        let held = self.settle();
        code.map_or(held, |code| vec![Key::plain(code)])
    }
}

/// The byte of a key without modifiers that can be part of a torn one.
fn plain(key: Key) -> Option<char> {
    match key {
        Key { code: Code::Esc, ctrl: false, alt: false, shift: false } => Some('\x1b'),
        key => key.typed(),
    }
}

fn arrow(last: char) -> Option<Code> {
    Some(match last {
        'A' => Code::Up,
        'B' => Code::Down,
        'C' => Code::Right,
        'D' => Code::Left,
        'H' => Code::Home,
        'F' => Code::End,
        _ => return None,
    })
}

fn editing(number: char) -> Option<Code> {
    Some(match number {
        '1' => Code::Home,
        '2' => Code::Insert,
        '3' => Code::Delete,
        '4' => Code::End,
        '5' => Code::PageUp,
        '6' => Code::PageDown,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What comes out for keys that come in one after the other, and then nothing more.
    fn played(keys: &[&str]) -> String {
        let mut rejoin = Rejoin::default();
        let mut out: Vec<Key> = keys.iter().flat_map(|key| rejoin.push(key.parse().unwrap())).collect();
        out.extend(rejoin.settle());
        out.iter().map(Key::to_string).collect()
    }

    #[test]
    fn torn_keys_are_put_together() {
        assert_eq!(played(&["<Esc>", "[", "A"]), "<Up>");
        assert_eq!(played(&["<Esc>", "O", "F", "x"]), "<End>x");
        assert_eq!(played(&["<Esc>", "[", "6", "~"]), "<PgDn>");
    }

    #[test]
    fn typed_keys_stay_as_they_are() {
        for keys in
            [&["<Esc>"][..], &["j", "k"], &["<Esc>", "j"], &["<Esc>", "[", "p"], &["<Esc>", "[", "5", "x"]]
        {
            assert_eq!(played(keys), keys.concat());
        }
    }
}
