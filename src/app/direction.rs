//! Forward and back.

/// Which way a step goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Towards the end.
    Forward,
    /// Towards the beginning.
    Backward,
}

impl Direction {
    /// The direction of a signed step.
    pub fn of(by: isize) -> Self {
        if by < 0 { Self::Backward } else { Self::Forward }
    }

    /// The other way.
    pub(super) fn other(self) -> Self {
        if self == Self::Forward { Self::Backward } else { Self::Forward }
    }

    /// What is said when a search that way goes around the end of the text.
    pub(super) fn around(self) -> &'static str {
        match self {
            Self::Forward => "from the top again",
            Self::Backward => "from the end again",
        }
    }
}
