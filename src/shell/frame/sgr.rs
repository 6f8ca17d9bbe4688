//! Styles as sequences: what must be said to come from one look to another.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

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
const ATTRIBUTES: [(Modifier, &str, &str); 8] = [
    (Modifier::BOLD, "1", "22"),
    (Modifier::DIM, "2", "22"),
    (Modifier::ITALIC, "3", "23"),
    (Modifier::UNDERLINED, "4", "24"),
    (Modifier::SLOW_BLINK, "5", "25"),
    (Modifier::REVERSED, "7", "27"),
    (Modifier::HIDDEN, "8", "28"),
    (Modifier::CROSSED_OUT, "9", "29"),
];

/// Writes the shorter of two ways from a look (`None`: any) to another: by what differs, or from the plain look.
pub(super) fn change(out: &mut Vec<u8>, from: Option<Look>, to: Look) {
    let anew = sequence(&fresh(to));
    let way = match from {
        Some(from) => Some(sequence(&steps(from, to))).filter(|way| way.len() <= anew.len()).unwrap_or(anew),
        None => anew,
    };
    out.extend_from_slice(way.as_bytes());
}

fn sequence(codes: &[String]) -> String {
    format!("\x1b[{}m", codes.join(";"))
}

/// From any look: everything off, then what is wanted. Nothing at all means off.
fn fresh(to: Look) -> Vec<String> {
    let on = steps(Look::default(), to);
    if on.is_empty() { on } else { [vec![String::from("0")], on].concat() }
}

fn steps(from: Look, to: Look) -> Vec<String> {
    let mut codes: Vec<String> = Vec::new();
    let gone = from.modifier.difference(to.modifier);
    for (attribute, _, off) in ATTRIBUTES {
        if gone.contains(attribute) && !codes.iter().any(|code| code == off) {
            codes.push(off.into());
        }
    }
    // Bold and dim go off together.
    let weight = Modifier::BOLD.union(Modifier::DIM);
    let kept = if gone.intersects(weight) { from.modifier.difference(weight) } else { from.modifier };
    let wanted = to.modifier.difference(kept);
    codes.extend(
        ATTRIBUTES
            .iter()
            .filter(|(attribute, ..)| wanted.contains(*attribute))
            .map(|(_, on, _)| (*on).into()),
    );
    if from.fg != to.fg {
        codes.push(colour(to.fg, 30));
    }
    if from.bg != to.bg {
        codes.push(colour(to.bg, 40));
    }
    codes
}

/// The code of a colour of letters (`base` 30) or of the ground (40).
fn colour(colour: Color, base: u8) -> String {
    match colour {
        Color::Reset => (base + 9).to_string(),
        Color::Indexed(index) => format!("{};5;{index}", base + 8),
        Color::Rgb(red, green, blue) => format!("{};2;{red};{green};{blue}", base + 8),
        named => {
            let number = place(named);
            (base + number % 8 + if number < 8 { 0 } else { 60 }).to_string()
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
