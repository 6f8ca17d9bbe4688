//! The areas of the screen for every size.

use super::{Area, Size};

/// The three panes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pane {
    /// The text of the cable.
    #[default]
    Cable,
    /// The notes beside it.
    Notes,
    /// The entities.
    Entities,
}

impl Pane {
    /// In the order of Tab.
    pub const ALL: [Pane; 3] = [Pane::Cable, Pane::Notes, Pane::Entities];

    /// Its name in the state file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Cable => "cable",
            Self::Notes => "notes",
            Self::Entities => "entities",
        }
    }

    /// The pane `steps` further in the order of Tab, around the end.
    pub fn step(self, steps: usize) -> Pane {
        let at = Self::ALL.iter().position(|pane| *pane == self).unwrap_or(0);
        Self::ALL[(at + steps % Self::ALL.len()) % Self::ALL.len()]
    }
}

/// What the reader has set: widths in columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Widths {
    /// The notes.
    pub notes: u16,
    /// The entities.
    pub entities: u16,
    /// Most columns of the text: longer lines are hard to read.
    pub text: u16,
}

impl Widths {
    /// The width set for a side pane; that of the notes for the cable, which has none of its own.
    pub fn of(self, pane: Pane) -> u16 {
        if pane == Pane::Entities { self.entities } else { self.notes }
    }

    /// Sets the width of a side pane, within what any screen can show.
    pub fn set(&mut self, pane: Pane, width: u16) {
        let width = width.clamp(SIDE, 200);
        if pane == Pane::Entities { self.entities = width } else { self.notes = width }
    }
}

impl Default for Widths {
    fn default() -> Self {
        Self { notes: 32, entities: 24, text: 100 }
    }
}

/// Where everything is drawn; `None` where there is no room.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Panes {
    /// The cable, below its title row.
    pub cable: Option<Area>,
    /// The notes.
    pub notes: Option<Area>,
    /// The entities.
    pub entities: Option<Area>,
    /// One row of titles above the panes.
    pub titles: Option<Area>,
    /// The status line.
    pub status: Option<Area>,
    /// The keys valid now, or the prompt.
    pub footer: Option<Area>,
}

/// Columns from which all three panes are shown.
const THREE: u16 = 100;
/// Columns from which the cable and one side pane are shown.
const TWO: u16 = 60;
/// Fewest columns of a side pane.
const SIDE: u16 = 16;
/// Fewest columns that the cable keeps beside the others.
const TEXT: u16 = 40;

/// Divides the screen. Total: any size gives areas inside it. `side` is the side pane shown when there is room for one;
/// `focus` the one shown when there is room for a single pane.
pub fn panes(size: Size, focus: Pane, side: Pane, widths: Widths) -> Panes {
    let Size { width, height } = size;
    let mut panes = Panes::default();
    if width == 0 || height == 0 {
        return panes;
    }
    let row = |y| Some(Area { x: 0, y, width, height: 1 });
    let mut top = 0;
    let mut bottom = height;
    if height >= 2 {
        bottom -= 1;
        panes.footer = row(bottom);
    }
    if height >= 4 {
        bottom -= 1;
        panes.status = row(bottom);
    }
    if height >= 6 {
        panes.titles = row(0);
        top = 1;
    }
    let column = |x: u16, width: u16| Some(Area { x, y: top, width, height: bottom - top });
    if width < TWO {
        *panes.of(focus) = column(0, width);
        return panes;
    }
    if width < THREE {
        let wanted = if side == Pane::Entities {
            widths.entities.max(widths.notes.saturating_sub(4))
        } else {
            widths.notes
        };
        let wide = wanted.clamp(SIDE, (width - TEXT - 1).max(SIDE));
        let wide = wide.max((width - 1).saturating_sub(widths.text.max(TEXT)));
        panes.cable = column(0, width - wide - 1);
        *panes.of(if side == Pane::Cable { Pane::Notes } else { side }) = column(width - wide, wide);
        return panes;
    }
    let room = width - TEXT - 2;
    let entities = widths.entities.clamp(SIDE, room - SIDE);
    let notes = widths.notes.clamp(SIDE, room - entities);
    // What a wide screen has over goes to the side panes.
    let over = (width - notes - entities - 2).saturating_sub(widths.text.max(TEXT));
    let (notes, entities) = (notes + over - over / 3, entities + over / 3);
    let text = width - notes - entities - 2;
    panes.cable = column(0, text);
    panes.notes = column(text + 1, notes);
    panes.entities = column(text + 1 + notes + 1, entities);
    panes
}

impl Panes {
    /// The area of a pane.
    pub fn area(&self, pane: Pane) -> Option<Area> {
        match pane {
            Pane::Cable => self.cable,
            Pane::Notes => self.notes,
            Pane::Entities => self.entities,
        }
    }

    fn of(&mut self, pane: Pane) -> &mut Option<Area> {
        match pane {
            Pane::Cable => &mut self.cable,
            Pane::Notes => &mut self.notes,
            Pane::Entities => &mut self.entities,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(width: u16, height: u16, focus: Pane, side: Pane) -> Vec<Pane> {
        let panes = panes(Size { width, height }, focus, side, Widths::default());
        Pane::ALL.into_iter().filter(|pane| panes.area(*pane).is_some()).collect()
    }

    #[test]
    fn as_many_panes_as_fit() {
        assert_eq!(shown(120, 40, Pane::Cable, Pane::Notes), Pane::ALL);
        assert_eq!(shown(80, 24, Pane::Cable, Pane::Notes), [Pane::Cable, Pane::Notes]);
        assert_eq!(shown(80, 24, Pane::Entities, Pane::Entities), [Pane::Cable, Pane::Entities]);
        assert_eq!(shown(40, 10, Pane::Notes, Pane::Notes), [Pane::Notes]);
        assert_eq!(shown(0, 0, Pane::Cable, Pane::Notes), []);
    }

    #[test]
    fn tab_goes_around() {
        assert_eq!(Pane::Entities.step(1), Pane::Cable);
        assert_eq!(Pane::Entities.step(usize::MAX), Pane::Entities);
    }

    proptest! {
        #[test]
        fn areas_lie_inside_and_apart(
            width in prop_oneof![0u16..130, 0u16..=1000], height in 0u16..=500, focus in 0usize..3, side in 1usize..3,
            notes in prop_oneof![0u16..8, 0u16..2000, Just(u16::MAX)],
            entities in prop_oneof![0u16..8, 0u16..2000, Just(u16::MAX)],
        ) {
            let (focus, side) = (Pane::ALL[focus], Pane::ALL[side]);
            let found = panes(Size { width, height }, focus, side, Widths { notes, entities, text: 100 });
            let areas: Vec<Area> = [found.cable, found.notes, found.entities, found.titles, found.status, found.footer]
                .into_iter().flatten().collect();
            for (index, a) in areas.iter().enumerate() {
                prop_assert!(!a.is_empty());
                prop_assert!(a.x + a.width <= width && a.y + a.height <= height);
                for b in &areas[index + 1..] {
                    let apart = a.x + a.width <= b.x || b.x + b.width <= a.x
                        || a.y + a.height <= b.y || b.y + b.height <= a.y;
                    prop_assert!(apart, "{a:?} {b:?}");
                }
            }
            prop_assert_eq!(found.area(focus).is_some() || width >= TWO, width > 0 && height > 0 || width >= TWO);
        }
    }
}
