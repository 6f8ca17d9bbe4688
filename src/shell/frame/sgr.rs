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
    let (number, bright) = match colour {
        Color::Reset => return (base + 9).to_string(),
        Color::Indexed(index) => return format!("{};5;{index}", base + 8),
        Color::Rgb(red, green, blue) => return format!("{};2;{red};{green};{blue}", base + 8),
        Color::Black => (0, false),
        Color::Red => (1, false),
        Color::Green => (2, false),
        Color::Yellow => (3, false),
        Color::Blue => (4, false),
        Color::Magenta => (5, false),
        Color::Cyan => (6, false),
        Color::Gray => (7, false),
        Color::DarkGray => (0, true),
        Color::LightRed => (1, true),
        Color::LightGreen => (2, true),
        Color::LightYellow => (3, true),
        Color::LightBlue => (4, true),
        Color::LightMagenta => (5, true),
        Color::LightCyan => (6, true),
        Color::White => (7, true),
    };
    (base + number + if bright { 60 } else { 0 }).to_string()
}
