//! Styles as sequences: what must be said to come from one look to another.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

use super::sequence::Sequence;

/// How a character looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

impl Look {
    pub(super) fn of(cell: &Cell) -> Self {
        Self { fg: cell.fg, bg: cell.bg, modifier: cell.modifier }
    }
}

impl Look {
    /// The same ground with the letters of another look, of its attributes those that do not `show` on the ground.
    pub(super) fn with_letters_of(self, on: Self, show: Modifier) -> Self {
        Self { fg: on.fg, bg: self.bg, modifier: on.modifier.difference(show) }
    }
}

/// Attributes, what turns each on, and what turns it off.
const ATTRIBUTES: [(Modifier, u16, u16); 8] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];

/// Writes the shorter of two ways from a look (`None`: any) to another: by what differs, or from the plain look.
pub(super) fn change(out: &mut Vec<u8>, from: Option<Look>, to: Look) {
    let anew = fresh(to);
    let way = from.map_or(anew, |from| steps(Codes::begin(), from, to).end().shorter(anew));
    out.extend_from_slice(way.bytes());
}

/// From any look: everything off, then what is wanted. Nothing at all means off.
fn fresh(to: Look) -> Sequence {
    let plain = Look::default();
    let begun = if to == plain { Codes::begin() } else { Codes::begin().code(0) };
    steps(begun, plain, to).end()
}

/// The codes of one change of style.
struct Codes {
    sequence: Sequence,
    any: bool,
}

impl Codes {
    fn begin() -> Self {
        Self { sequence: Sequence::new().then(b"\x1b["), any: false }
    }

    fn code(self, code: u16) -> Self {
        let parted = if self.any { self.sequence.then(b";") } else { self.sequence };
        Self { sequence: parted.number(code), any: true }
    }

    fn codes(self, codes: &[u16]) -> Self {
        codes.iter().fold(self, |all, code| all.code(*code))
    }

    fn end(self) -> Sequence {
        self.sequence.then(b"m")
    }
}

fn steps(mut codes: Codes, from: Look, to: Look) -> Codes {
    let gone = from.modifier.difference(to.modifier);
    // Bold and dim go off together.
    let weight = Modifier::BOLD.union(Modifier::DIM);
    let kept = if gone.intersects(weight) { from.modifier.difference(weight) } else { from.modifier };
    let wanted = to.modifier.difference(kept);
    let mut last = 0;
    for (attribute, _, off) in ATTRIBUTES {
        if gone.contains(attribute) && off != last {
            codes = codes.code(off);
            last = off;
        }
    }
    for (attribute, on, _) in ATTRIBUTES {
        if wanted.contains(attribute) {
            codes = codes.code(on);
        }
    }
    if from.fg != to.fg {
        codes = colour(codes, to.fg, 30);
    }
    if from.bg != to.bg {
        codes = colour(codes, to.bg, 40);
    }
    codes
}

/// With the code of a colour of letters (`base` 30) or of the ground (40).
fn colour(codes: Codes, colour: Color, base: u16) -> Codes {
    match colour {
        Color::Reset => codes.code(base + 9),
        Color::Indexed(index) => codes.codes(&[base + 8, 5, index.into()]),
        Color::Rgb(red, green, blue) => codes.codes(&[base + 8, 2, red.into(), green.into(), blue.into()]),
        named => {
            let number = u16::from(place(named));
            codes.code(base + number % 8 + if number < 8 { 0 } else { 60 })
        }
    }
}

/// The place of a named colour among the sixteen.
fn place(named: Color) -> u8 {
    match named {
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
        Color::Black | Color::Reset | Color::Indexed(_) | Color::Rgb(..) => 0,
    }
}

/// A number for each colour, below 2^27; the colour of the terminal's own is 0.
pub(super) fn number(colour: Color) -> u32 {
    match colour {
        Color::Reset => 0,
        Color::Indexed(index) => 1 << 24 | u32::from(index),
        Color::Rgb(red, green, blue) => 2 << 24 | u32::from_be_bytes([0, red, green, blue]),
        named => 3 << 24 | u32::from(place(named)),
    }
}
