//! Colours as far as a terminal can show them.

use ratatui::style::Color;

/// How many colours a terminal shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Depth {
    /// None.
    None,
    /// The sixteen that have names.
    #[default]
    Sixteen,
    /// Those, a cube of 216, and 24 greys.
    Indexed,
    /// All.
    True,
}

/// The sixteen in their order, and what they are on most terminals.
const NAMED: [(Color, [u8; 3]); 16] = [
    (Color::Black, [0, 0, 0]),
    (Color::Red, [205, 0, 0]),
    (Color::Green, [0, 205, 0]),
    (Color::Yellow, [205, 205, 0]),
    (Color::Blue, [0, 0, 238]),
    (Color::Magenta, [205, 0, 205]),
    (Color::Cyan, [0, 205, 205]),
    (Color::Gray, [229, 229, 229]),
    (Color::DarkGray, [127, 127, 127]),
    (Color::LightRed, [255, 0, 0]),
    (Color::LightGreen, [0, 255, 0]),
    (Color::LightYellow, [255, 255, 0]),
    (Color::LightBlue, [92, 92, 255]),
    (Color::LightMagenta, [255, 0, 255]),
    (Color::LightCyan, [0, 255, 255]),
    (Color::White, [255, 255, 255]),
];

/// The steps of the cube of 216.
const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];

/// The colour that comes nearest to `colour` of those that there are; `None` where there are none.
pub(super) fn reduced(colour: Color, depth: Depth) -> Option<Color> {
    match (depth, colour) {
        (Depth::None, _) => None,
        (Depth::Indexed, Color::Rgb(red, green, blue)) => {
            let wanted = [red, green, blue];
            (16..=255).min_by_key(|index| distance(strength(*index), wanted)).map(Color::Indexed)
        }
        (Depth::Sixteen, Color::Rgb(red, green, blue)) => Some(named([red, green, blue])),
        (Depth::Sixteen, Color::Indexed(index)) => {
            Some(NAMED.get(usize::from(index)).map_or_else(|| named(strength(index)), |(colour, _)| *colour))
        }
        (_, colour) => Some(colour),
    }
}

fn named(wanted: [u8; 3]) -> Color {
    let nearest = NAMED.iter().min_by_key(|(_, there)| distance(*there, wanted));
    nearest.map_or(Color::Reset, |(colour, _)| *colour)
}

/// How much red, green and blue is in one of the 240 behind the sixteen.
fn strength(index: u8) -> [u8; 3] {
    let index = index.saturating_sub(16);
    if let Some(grey) = index.checked_sub(216) {
        return [8 + 10 * grey; 3];
    }
    let step = |at: u8| STEPS.get(usize::from(at % 6)).copied().unwrap_or_default();
    [step(index / 36), step(index / 6), step(index)]
}

/// How far apart two colours are, weighed as the eye does it.
fn distance(one: [u8; 3], other: [u8; 3]) -> u32 {
    [2, 4, 3]
        .iter()
        .zip(one.iter().zip(other))
        .map(|(weight, (a, b))| weight * u32::from(a.abs_diff(b)).pow(2))
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_becomes_the_nearest_that_there_is() {
        let red = Color::Rgb(250, 10, 5);
        assert_eq!(reduced(red, Depth::True), Some(red));
        assert_eq!(reduced(red, Depth::Indexed), Some(Color::Indexed(196)));
        assert_eq!(reduced(red, Depth::Sixteen), Some(Color::LightRed));
        assert_eq!(reduced(red, Depth::None), None);
        assert_eq!(reduced(Color::Rgb(98, 98, 98), Depth::Indexed), Some(Color::Indexed(241)));
        assert_eq!(reduced(Color::Indexed(3), Depth::Sixteen), Some(Color::Yellow));
        assert_eq!(reduced(Color::Indexed(22), Depth::Sixteen), Some(Color::Black));
        assert_eq!(reduced(Color::Indexed(255), Depth::Sixteen), Some(Color::Gray));
        assert_eq!(reduced(Color::Indexed(200), Depth::Indexed), Some(Color::Indexed(200)));
        assert_eq!(reduced(Color::Blue, Depth::Sixteen), Some(Color::Blue));
    }
}
