//! Control sequences that terminals send: keys without a character, and answers.

use super::{Answer, Input};
use crate::keys::{Code, Key};

/// `CSI parameters last`; `None` for what means nothing here.
pub(super) fn control_sequence(parameters: &str, last: u8) -> Option<Input> {
    if let Some(mode) = parameters.strip_prefix('?').and_then(|rest| rest.strip_suffix('$')) {
        let (number, state) = mode.split_once(';').filter(|_| last == b'y')?;
        // 0 is not known, 4 is off for ever.
        let known = matches!(state, "1" | "2" | "3");
        return Some(Input::Answer(Answer::Mode { number: number.parse().ok()?, known }));
    }
    let mut numbers =
        parameters.split(';').map(|number| number.split(':').next().unwrap_or_default().parse().ok());
    let first: Option<u32> = numbers.next().flatten();
    let second: Option<u32> = numbers.next().flatten();
    if last == b'n' {
        return (first == Some(0)).then_some(Input::Answer(Answer::Ready));
    }
    // Behind the colon stands what happens to the key: 3 is that it is let go.
    if parameters.contains(":3") {
        return None;
    }
    let code = match last {
        b'~' if first == Some(27) => Code::Char(char::from_u32(numbers.next().flatten()?)?),
        b'~' => numbered(first?)?,
        b'u' => character(first?)?,
        b'Z' => return Some(Input::Key(Key { shift: true, ..Key::plain(Code::Tab) })),
        letter => lettered(letter)?,
    };
    Some(Input::Key(with_modifiers(code, second.unwrap_or(1))))
}

/// `SS3 letter`.
pub(super) fn single_shift(letter: u8) -> Option<Key> {
    let code = if letter == b'M' { Code::Enter } else { lettered(letter)? };
    Some(Key::plain(code))
}

fn lettered(letter: u8) -> Option<Code> {
    Some(match letter {
        b'A' => Code::Up,
        b'B' => Code::Down,
        b'C' => Code::Right,
        b'D' => Code::Left,
        b'H' => Code::Home,
        b'F' => Code::End,
        b'P' => Code::F(1),
        b'Q' => Code::F(2),
        b'R' => Code::F(3),
        b'S' => Code::F(4),
        _ => return None,
    })
}

fn numbered(number: u32) -> Option<Code> {
    Some(match number {
        1 | 7 => Code::Home,
        2 => Code::Insert,
        3 => Code::Delete,
        4 | 8 => Code::End,
        5 => Code::PageUp,
        6 => Code::PageDown,
        11 => Code::F(1),
        12 => Code::F(2),
        13 => Code::F(3),
        14 => Code::F(4),
        15 => Code::F(5),
        17 => Code::F(6),
        18 => Code::F(7),
        19 => Code::F(8),
        20 => Code::F(9),
        21 => Code::F(10),
        23 => Code::F(11),
        24 => Code::F(12),
        _ => return None,
    })
}

/// The key with this number in Unicode.
fn character(number: u32) -> Option<Code> {
    Some(match number {
        9 => Code::Tab,
        13 => Code::Enter,
        27 => Code::Esc,
        8 | 127 => Code::Backspace,
        _ => Code::Char(char::from_u32(number).filter(|c| !c.is_control())?),
    })
}

/// A key with what is held beside it: 1 and the sum of 1 for Shift, 2 for Alt, 4 for Ctrl.
fn with_modifiers(code: Code, held: u32) -> Key {
    let held = held.saturating_sub(1);
    let is_character = matches!(code, Code::Char(_));
    Key { code, shift: held & 1 > 0 && !is_character, alt: held & 2 > 0, ctrl: held & 4 > 0 }
}
