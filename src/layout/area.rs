//! Rectangles of the screen.

/// The size of a screen: columns and rows. Clamped to 1000 x 500 where it comes in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

impl Size {
    /// A size a program can allocate for, whatever a terminal claims.
    pub fn clamped(width: u16, height: u16) -> Self {
        Self { width: width.min(1000), height: height.min(500) }
    }
}

/// A rectangle of the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Area {
    /// Left column.
    pub x: u16,
    /// Top row.
    pub y: u16,
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

impl Area {
    /// Whether nothing can be drawn in it.
    pub fn is_empty(self) -> bool {
        self.width == 0 || self.height == 0
    }
}
