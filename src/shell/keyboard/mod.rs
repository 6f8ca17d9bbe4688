//! Bytes from the terminal as keys, pasted text and answers, however a slow link has torn them apart.
//!
//! `Esc`, `[`, `A` within a moment is one key. What lies between the marks of a paste is text, never commands, and what looks
//! like an answer of the terminal but is none that was asked for is lost rather than run as commands.

mod sequence;
#[cfg(test)]
mod tests;

use std::time::Duration;

use crate::keys::{Code, Key};
use sequence::{control_sequence, single_shift};

/// How long the rest of a torn key may take.
const TORN: Duration = Duration::from_millis(50);
/// How long a paste may be silent before it counts as ended: its end mark may never come.
const SILENCE: Duration = Duration::from_millis(2_000);
/// Longest control sequence, and longest answer, that are taken for one.
const SEQUENCE_MAX: usize = 64;
const ANSWER_MAX: usize = 4_096;
/// Most pasted text that is kept until its end mark, in bytes.
const PASTE_MAX: usize = 16 << 20;

const ESC: u8 = 0x1b;
const PASTE_END: &[u8] = b"\x1b[201~";

/// What came from the terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Input {
    /// A key.
    Key(Key),
    /// Pasted text, as it came.
    Paste(String),
    /// The terminal answers.
    Answer(Answer),
}

/// An answer of the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// It has taken everything that was sent before the question.
    Ready,
    /// Whether it knows a mode.
    Mode {
        /// The number of the mode.
        number: u16,
        /// Whether it can be set.
        known: bool,
    },
}

/// What one step of reading comes to.
enum Step {
    /// So many bytes mean nothing.
    Skip(usize),
    /// So many bytes mean this.
    Take(usize, Input),
    /// So many bytes begin a paste.
    Paste(usize),
    /// More must come.
    More,
}

/// Bytes that may go on, or the text of a paste that has not ended.
#[derive(Debug, Default)]
pub(super) struct Keyboard {
    held: Vec<u8>,
    pasted: Option<Vec<u8>>,
    /// Whether what is held began with an `Esc` that came alone: it may have been typed.
    torn: bool,
}

impl Keyboard {
    /// How long the next bytes may take to belong to those held back; `None` when none are.
    pub(super) fn patience(&self) -> Option<Duration> {
        match &self.pasted {
            Some(_) => Some(SILENCE),
            None => (!self.held.is_empty()).then_some(TORN),
        }
    }

    /// Takes what one reading gave; gives what is settled.
    pub(super) fn feed(&mut self, bytes: &[u8]) -> Vec<Input> {
        let mut out = Vec::new();
        match bytes {
            // Nothing has come: what is held still waits.
            [] => return out,
            _ if self.held != [ESC] || self.pasted.is_some() => {}
            [b'[' | b'O', ..] => self.torn = true,
            _ => out.extend(self.settle()),
        }
        self.held.extend_from_slice(bytes);
        let mut at = 0;
        loop {
            if self.pasted.is_some() {
                let Some(end) = self.take_pasted(&mut at) else { break };
                out.push(end);
            }
            match step(self.held.get(at..).unwrap_or_default(), self.torn) {
                Step::Skip(count) => at += count,
                Step::Take(count, input) => {
                    at += count;
                    out.push(input);
                }
                Step::Paste(count) => {
                    at += count;
                    self.pasted = Some(Vec::new());
                }
                Step::More => break,
            }
            self.torn = false;
        }
        self.held.drain(..at);
        out
    }

    /// Nothing came in time: the keys were typed one by one, the paste is at its end.
    pub(super) fn settle(&mut self) -> Vec<Input> {
        let (held, torn) = (std::mem::take(&mut self.held), std::mem::take(&mut self.torn));
        if let Some(mut text) = self.pasted.take() {
            text.extend_from_slice(&held);
            return vec![paste(&text)];
        }
        match held[..] {
            [ESC] => vec![Input::Key(Key::plain(Code::Esc))],
            [ESC, letter] if torn => vec![Input::Key(Key::plain(Code::Esc)), Input::Key(plain(letter))],
            [ESC, letter] => vec![Input::Key(Key { alt: true, ..plain(letter) })],
            // The rest of an answer, or of a character: lost.
            _ => Vec::new(),
        }
    }

    /// Moves pasted text from what is held behind `at`; the paste, once its end mark is there.
    fn take_pasted(&mut self, at: &mut usize) -> Option<Input> {
        let text = self.pasted.as_mut()?;
        let rest = self.held.get(*at..).unwrap_or_default();
        let end = memchr::memmem::find(rest, PASTE_END);
        // A part of the end mark may be the last that has come.
        let begun =
            (1..PASTE_END.len()).rev().find(|count| rest.ends_with(&PASTE_END[..*count])).unwrap_or(0);
        let count = end.unwrap_or(rest.len() - begun);
        let room = PASTE_MAX.saturating_sub(text.len());
        text.extend_from_slice(rest.get(..count.min(room)).unwrap_or_default());
        *at += count + if end.is_some() { PASTE_END.len() } else { 0 };
        end?;
        self.pasted.take().map(|text| paste(&text))
    }
}

fn paste(text: &[u8]) -> Input {
    Input::Paste(String::from_utf8_lossy(text).into_owned())
}

/// What the bytes begin with.
fn step(bytes: &[u8], torn: bool) -> Step {
    match *bytes {
        [] => Step::More,
        [ESC, ..] => escape(bytes, torn),
        [byte @ (..=0x1f | 0x7f), ..] => Step::Take(1, Input::Key(plain(byte))),
        [..] => character(bytes),
    }
}

/// What begins with `Esc`.
fn escape(bytes: &[u8], torn: bool) -> Step {
    match *bytes {
        [] | [_] => Step::More,
        [_, ESC, ..] => Step::Take(1, Input::Key(Key::plain(Code::Esc))),
        [_, b'[', ref rest @ ..] => bracket(rest, torn),
        [_, b'O'] => Step::More,
        [_, b'O', letter, ..] => {
            single_shift(letter).map_or(Step::Skip(3), |key| Step::Take(3, Input::Key(key)))
        }
        [_, b'P' | b']' | b'^' | b'_' | b'X', ref rest @ ..] => string(rest),
        [_, ref rest @ ..] => match step(rest, torn) {
            Step::Take(count, Input::Key(key)) => Step::Take(count + 1, Input::Key(Key { alt: true, ..key })),
            Step::Skip(count) => Step::Skip(count + 1),
            _ => Step::More,
        },
    }
}

/// A control sequence, from behind its bracket.
fn bracket(rest: &[u8], torn: bool) -> Step {
    // The Linux console names its function keys with a second bracket.
    if let [b'[', behind @ ..] = rest {
        return match behind {
            [] => Step::More,
            [letter @ b'A'..=b'E', ..] => Step::Take(4, Input::Key(Key::plain(Code::F(letter - b'A' + 1)))),
            _ => Step::Skip(3),
        };
    }
    let Some(end) = rest.iter().take(SEQUENCE_MAX).position(|byte| !matches!(byte, 0x20..=0x3f)) else {
        return if rest.len() < SEQUENCE_MAX { Step::More } else { Step::Skip(2 + SEQUENCE_MAX) };
    };
    let (parameters, last) =
        (rest.get(..end).unwrap_or_default(), rest.get(end).copied().unwrap_or_default());
    if !matches!(last, 0x40..=0x7e) {
        // No sequence at all.
        return Step::Skip(2 + end);
    }
    let count = 2 + end + 1;
    match (std::str::from_utf8(parameters), last) {
        (Ok("200"), b'~') => Step::Paste(count),
        (Ok(parameters), last) => match control_sequence(parameters, last) {
            Some(input) => Step::Take(count, input),
            // Typed by hand: it has no parameters, and began with an Esc of its own.
            None if torn && parameters.is_empty() => Step::Take(1, Input::Key(Key::plain(Code::Esc))),
            None => Step::Skip(count),
        },
        (Err(_), _) => Step::Skip(count),
    }
}

/// What a terminal says in a string of its own: nothing that was asked for.
fn string(rest: &[u8]) -> Step {
    let ends = |at: usize| match (rest.get(at), rest.get(at + 1)) {
        (Some(0x07), _) => Some(at + 1),
        (Some(&ESC), Some(b'\\')) => Some(at + 2),
        _ => None,
    };
    match (0..rest.len()).find_map(ends) {
        Some(end) => Step::Skip(2 + end),
        None if rest.len() > ANSWER_MAX => Step::Skip(2 + rest.len()),
        None => Step::More,
    }
}

/// A character of UTF-8; a byte that begins none is lost.
fn character(bytes: &[u8]) -> Step {
    let length = match bytes.first() {
        Some(..=0x7f) => 1,
        Some(0xc2..=0xdf) => 2,
        Some(0xe0..=0xef) => 3,
        Some(0xf0..=0xf4) => 4,
        _ => return Step::Skip(1),
    };
    let Some(whole) = bytes.get(..length) else {
        let goes_on = bytes.iter().skip(1).all(|byte| matches!(byte, 0x80..=0xbf));
        return if goes_on { Step::More } else { Step::Skip(1) };
    };
    match std::str::from_utf8(whole).ok().and_then(|text| text.chars().next()) {
        Some(c) => Step::Take(length, Input::Key(Key::plain(Code::Char(c)))),
        None => Step::Skip(1),
    }
}

/// The key of one byte.
fn plain(byte: u8) -> Key {
    let ctrl = |c: char| Key { ctrl: true, ..Key::plain(Code::Char(c)) };
    match byte {
        b'\r' => Key::plain(Code::Enter),
        b'\t' => Key::plain(Code::Tab),
        0x7f => Key::plain(Code::Backspace),
        ESC => Key::plain(Code::Esc),
        0 => ctrl(' '),
        1..=0x1a => ctrl(char::from(byte - 1 + b'a')),
        // `\`, `]`, `^` and `_`.
        0x1c..=0x1f => ctrl(char::from(byte + 0x40)),
        byte => Key::plain(Code::Char(char::from(byte))),
    }
}
