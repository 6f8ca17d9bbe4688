//! A frame of the program as a picture: SVG, with nothing in it that is not in the file.

use std::fmt::Write;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier, Style};

use crate::layout::safe_width;

/// Size of a cell and of the letters, in units of the picture.
const CELL: (f32, f32) = (8.4, 18.0);
const LETTERS: f32 = 14.0;
/// What a terminal shows that has not been told otherwise: its ground, and its letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Paper {
    ground: &'static str,
    ink: &'static str,
}

/// Of most terminals.
pub(super) const DARK: Paper = Paper { ground: "#1c1c1c", ink: "#d0d0d0" };
/// Of those that look like paper.
pub(super) const LIGHT: Paper = Paper { ground: "#fafafa", ink: "#303030" };

/// The sixteen colours of such a terminal.
const SIXTEEN: [&str; 16] = [
    "#1c1c1c", "#d75f5f", "#87af5f", "#d7af5f", "#5f87d7", "#af87d7", "#5fafaf", "#d0d0d0", "#808080",
    "#ff8787", "#afd787", "#ffd787", "#87afff", "#d7afff", "#87d7d7", "#ffffff",
];

/// Draws a frame as SVG. `title` and `description` are read out where the picture is not seen.
pub(super) fn svg(frame: &Buffer, paper: Paper, title: &str, description: &str) -> String {
    let (columns, rows) = (frame.area.width, frame.area.height);
    let Paper { ground, ink } = paper;
    let (width, height) = (f32::from(columns) * CELL.0 + 16.0, f32::from(rows) * CELL.1 + 16.0);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" \
         viewBox=\"0 0 {width:.1} {height:.1}\" role=\"img\" aria-labelledby=\"title description\">\n\
         <title id=\"title\">{}</title>\n<desc id=\"description\">{}</desc>\n\
         <rect width=\"100%\" height=\"100%\" rx=\"6\" fill=\"{ground}\"/>\n\
         <g transform=\"translate(8 8)\" font-family=\"monospace\" font-size=\"{LETTERS}\" fill=\"{ink}\" \
         xml:space=\"preserve\">\n",
        escaped(title),
        escaped(description),
    );
    for y in 0..rows {
        let mut x = 0;
        while x < columns {
            let run = Run::at(frame, x, y);
            x = run.end;
            run.draw(&mut out, y, paper);
        }
    }
    out.push_str("</g>\n</svg>\n");
    out
}

/// Cells of a row that look the same.
struct Run {
    start: u16,
    end: u16,
    text: String,
    style: Style,
}

impl Run {
    fn at(frame: &Buffer, start: u16, y: u16) -> Self {
        let cell = |x: u16| frame.cell((x, y));
        let style = cell(start).map(Cell::style).unwrap_or_default();
        let (mut end, mut text) = (start, String::new());
        while let Some(cell) = cell(end).filter(|cell| end < frame.area.width && cell.style() == style) {
            text.push_str(cell.symbol());
            // The cell behind a wide character is covered by it.
            end += u16::try_from(safe_width(cell.symbol())).unwrap_or(1).max(1);
        }
        Self { start, end: end.max(start + 1), text, style }
    }

    fn draw(&self, out: &mut String, y: u16, paper: Paper) {
        let modifiers = self.style.add_modifier;
        let has = |modifier| modifiers.contains(modifier);
        let (mut ink, mut ground) = (colour(self.style.fg), colour(self.style.bg));
        if has(Modifier::REVERSED) {
            (ink, ground) = (ground.or(Some(paper.ground.into())), ink.or(Some(paper.ink.into())));
        }
        let (left, top) = (f32::from(self.start) * CELL.0, f32::from(y) * CELL.1);
        let width = f32::from(self.end - self.start) * CELL.0;
        if let Some(ground) = ground {
            let _ = writeln!(
                out,
                "<rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"{}\" fill=\"{ground}\"/>",
                CELL.1
            );
        }
        // Blanks at the end say nothing, and those in front are room.
        let shown = self.text.trim();
        if shown.is_empty() {
            return;
        }
        let before = safe_width(&self.text) - safe_width(self.text.trim_start());
        let left = left + before as f32 * CELL.0;
        let mut looks = String::new();
        let mut look = |wanted: bool, words: &str| looks.push_str(if wanted { words } else { "" });
        look(has(Modifier::BOLD), " font-weight=\"bold\"");
        look(has(Modifier::ITALIC), " font-style=\"italic\"");
        look(has(Modifier::UNDERLINED), " text-decoration=\"underline\"");
        look(has(Modifier::DIM), " opacity=\"0.6\"");
        if let Some(ink) = ink {
            let _ = write!(looks, " fill=\"{ink}\"");
        }
        // The length holds the grid, whatever letters the reader has.
        let length = safe_width(shown) as f32 * CELL.0;
        let _ = writeln!(
            out,
            "<text x=\"{left:.1}\" y=\"{:.1}\" textLength=\"{length:.1}\" \
             lengthAdjust=\"spacingAndGlyphs\"{looks}>{}</text>",
            top + LETTERS,
            escaped(shown),
        );
    }
}

/// A colour as SVG has it; none is the terminal's own.
fn colour(colour: Option<Color>) -> Option<String> {
    let sixteen = |index: usize| SIXTEEN.get(index).map(|name| String::from(*name));
    match colour? {
        Color::Reset => None,
        Color::Rgb(red, green, blue) => Some(format!("#{red:02x}{green:02x}{blue:02x}")),
        Color::Indexed(index @ 0..16) => sixteen(usize::from(index)),
        Color::Indexed(index @ 16..232) => {
            let level = |step: u8| if step == 0 { 0 } else { 55 + 40 * step };
            let cube = index - 16;
            let (red, green, blue) = (level(cube / 36), level(cube / 6 % 6), level(cube % 6));
            Some(format!("#{red:02x}{green:02x}{blue:02x}"))
        }
        Color::Indexed(index) => {
            let grey = 8 + 10 * (index - 232);
            Some(format!("#{grey:02x}{grey:02x}{grey:02x}"))
        }
        Color::Black => sixteen(0),
        Color::Red => sixteen(1),
        Color::Green => sixteen(2),
        Color::Yellow => sixteen(3),
        Color::Blue => sixteen(4),
        Color::Magenta => sixteen(5),
        Color::Cyan => sixteen(6),
        Color::Gray => sixteen(7),
        Color::DarkGray => sixteen(8),
        Color::LightRed => sixteen(9),
        Color::LightGreen => sixteen(10),
        Color::LightYellow => sixteen(11),
        Color::LightBlue => sixteen(12),
        Color::LightMagenta => sixteen(13),
        Color::LightCyan => sixteen(14),
        Color::White => sixteen(15),
    }
}

/// A text as XML shows it unchanged. What was drawn has no controls in it.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;

    #[test]
    fn what_looks_the_same_is_one_text_and_markup_is_none() {
        let mut frame = Buffer::empty(Rect::new(0, 0, 12, 1));
        frame.set_string(0, 0, "a <b>", Style::new());
        frame.set_string(6, 0, "cd", Style::new().fg(Color::Indexed(80)).add_modifier(Modifier::BOLD));
        let picture = svg(&frame, DARK, "A & B", "");
        assert!(picture.contains("<title id=\"title\">A &amp; B</title>"));
        assert!(picture.contains(">a &lt;b&gt;</text>"), "{picture}");
        assert!(picture.contains("font-weight=\"bold\" fill=\"#5fd7d7\">cd</text>"), "{picture}");
        assert_eq!(picture.matches("<text").count(), 2);
    }

    #[test]
    fn a_wide_character_takes_two_cells_and_is_drawn_once() {
        let mut frame = Buffer::empty(Rect::new(0, 0, 6, 1));
        frame.set_string(0, 0, "外務", Style::new());
        let picture = svg(&frame, DARK, "", "");
        assert!(picture.contains("textLength=\"33.6\"") && picture.matches("外務").count() == 1, "{picture}");
    }

    #[test]
    fn what_is_reversed_has_its_colours_exchanged() {
        let mut frame = Buffer::empty(Rect::new(0, 0, 2, 1));
        frame.set_string(0, 0, "x", Style::new().add_modifier(Modifier::REVERSED));
        for paper in [DARK, LIGHT] {
            let picture = svg(&frame, paper, "", "");
            assert!(picture.contains(&format!("fill=\"{}\"/>", paper.ink)), "{picture}");
            assert!(picture.contains(&format!("fill=\"{}\">x</text>", paper.ground)), "{picture}");
        }
    }
}
