//! The only way onto the screen: what is drawn has passed the sanitiser and stays inside its area.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::{Role, Styles};
use crate::layout::{Area, Glyph, glyphs};

/// A buffer, the part of it that may be drawn on, and the looks.
pub(super) struct Canvas<'a> {
    buffer: &'a mut Buffer,
    screen: Area,
    styles: &'a Styles,
}

impl<'a> Canvas<'a> {
    pub(super) fn new(buffer: &'a mut Buffer, screen: Area, styles: &'a Styles) -> Self {
        Self { buffer, screen, styles }
    }

    /// The whole screen.
    pub(super) fn screen(&self) -> Area {
        self.screen
    }

    /// Blanks everything.
    pub(super) fn clear(&mut self) {
        self.buffer.reset();
    }

    /// Draws a text of any origin at column `x` of row `y` of an area, cut at its right edge. Gives the column behind.
    pub(super) fn put(&mut self, area: Area, x: u16, y: u16, text: &str, role: Role) -> u16 {
        self.put_with(area, x, y, text, |_| role)
    }

    /// Draws a text whose glyphs have roles of their own.
    pub(super) fn put_with(
        &mut self,
        area: Area,
        x: u16,
        y: u16,
        text: &str,
        role: impl Fn(&Glyph<'_>) -> Role,
    ) -> u16 {
        let mut x = x;
        if y >= area.height {
            return x;
        }
        for glyph in glyphs(text) {
            let width = u16::try_from(glyph.width).unwrap_or(u16::MAX);
            let room = area.width.saturating_sub(x);
            if room == 0 {
                break;
            }
            let role = if glyph.escaped { Role::Escape } else { role(&glyph) };
            let style = self.styles.style(role);
            if glyph.shown.len() == 1
                && let Some(cell) = self.buffer.cell_mut((area.x + x, area.y + y))
            {
                // Most of a cable: no need to look for clusters once more.
                cell.set_symbol(&glyph.shown).set_style(style);
                x += 1;
                continue;
            }
            let shown = usize::from(width.min(room));
            let (end, _) = self.buffer.set_stringn(area.x + x, area.y + y, &glyph.shown, shown, style);
            if width > room {
                // Of an escape what fits is shown: a reader must see that something is there.
                return end.saturating_sub(area.x);
            }
            x += width;
        }
        x
    }

    /// Draws a text that ends in `…` where it does not fit.
    pub(super) fn put_cut(&mut self, area: Area, x: u16, y: u16, text: &str, role: Role) -> u16 {
        let room = usize::from(area.width.saturating_sub(x));
        if crate::layout::safe_width(text) <= room {
            return self.put(area, x, y, text, role);
        }
        let cut = Area { width: area.width.saturating_sub(1), ..area };
        let x = self.put(cut, x, y, text, role);
        self.put(area, x, y, "…", role)
    }

    /// Draws a text that ends at the right edge of its area, when it fits behind column `from`.
    pub(super) fn put_right(&mut self, area: Area, from: u16, y: u16, text: &str, role: Role) {
        let width = u16::try_from(crate::layout::safe_width(text)).unwrap_or(u16::MAX);
        if let Some(x) = area.width.checked_sub(width).filter(|x| *x >= from) {
            self.put(area, x, y, text, role);
        }
    }

    /// Gives a whole row the style of a role.
    pub(super) fn fill(&mut self, area: Area, y: u16, role: Role) {
        let style: Style = self.styles.style(role);
        if y < area.height {
            self.buffer.set_style(Rect::new(area.x, area.y + y, area.width, 1), style);
        }
    }

    /// Blanks an area: neither the text nor the look of what was there is left.
    pub(super) fn blank(&mut self, area: Area) {
        for (x, y) in (0..area.width).flat_map(|x| (0..area.height).map(move |y| (x, y))) {
            if let Some(cell) = self.buffer.cell_mut((area.x + x, area.y + y)) {
                cell.reset();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Theme;
    use super::*;

    #[test]
    fn nothing_shows_through_what_is_blank() {
        let area = Area { x: 0, y: 0, width: 4, height: 1 };
        let mut buffer = Buffer::empty(Rect::new(0, 0, 4, 1));
        let styles = Theme::Sixteen.into();
        let mut canvas = Canvas::new(&mut buffer, area, &styles);
        canvas.put(area, 0, 0, "abcd", Role::Link);
        canvas.blank(area);
        canvas.put(area, 0, 0, "abcd", Role::Text);
        let mut plain = Buffer::empty(Rect::new(0, 0, 4, 1));
        Canvas::new(&mut plain, area, &styles).put(area, 0, 0, "abcd", Role::Text);
        assert_eq!(buffer, plain);
    }

    /// What a text leaves on one row of `width` columns inside a wider screen.
    fn drawn(text: &str, width: u16) -> String {
        let screen = Area { x: 0, y: 0, width: width + 4, height: 1 };
        let mut buffer = Buffer::empty(Rect::new(0, 0, screen.width, 1));
        Canvas::new(&mut buffer, screen, &Theme::Monochrome.into()).put(
            Area { width, ..screen },
            0,
            0,
            text,
            Role::Text,
        );
        let cells: String = (0..screen.width).map(|x| buffer[(x, 0)].symbol()).collect();
        cells.trim_end().to_owned()
    }

    #[test]
    fn what_is_drawn_stays_inside() {
        assert_eq!(drawn("cable", 3), "cab");
        assert_eq!(drawn("外務省", 5), "外 務");
        assert_eq!(drawn("ﾊﾞ", 4), "ﾊﾞ");
    }

    #[test]
    fn an_escape_too_wide_for_its_row_still_shows() {
        assert_eq!(drawn("\u{202e}", 5), "<U+20");
        assert_eq!(drawn("ab\u{202e}c", 4), "ab<U");
    }
}
