//! Notes beside the text: each at the height of what it is about, none over another.

/// A note that wants to stand beside the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slip {
    /// The row of the page that it is about.
    pub row: usize,
    /// Rows that it takes unfolded, its blank row included.
    pub height: usize,
    /// Whether the reader wants all of it.
    pub open: bool,
}

/// Where a slip was put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed {
    /// First row, in rows of the page.
    pub row: usize,
    /// Rows that it takes there.
    pub height: usize,
}

/// Fewest rows of a folded note: its head, a line of text, what is folded away, a blank row.
const FOLDED: usize = 4;

/// Puts slips (in the order of their rows) into the margin. A long note folds to the room before the next one; what
/// still does not fit is pushed down, so that no note covers another.
pub fn place(slips: &[Slip]) -> Vec<Placed> {
    let mut placed = Vec::with_capacity(slips.len());
    let mut free = 0;
    for (index, slip) in slips.iter().enumerate() {
        let row = slip.row.max(free);
        let room = slips.get(index + 1).map_or(usize::MAX, |next| next.row.saturating_sub(row));
        let height = if slip.open { slip.height } else { slip.height.min(room.max(FOLDED)) };
        placed.push(Placed { row, height });
        free = row + height;
    }
    placed
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn slip(row: usize, height: usize, open: bool) -> Slip {
        Slip { row, height, open }
    }

    #[test]
    fn a_note_stands_at_its_paragraph_and_folds_before_the_next() {
        let placed = place(&[slip(2, 20, false), slip(10, 3, false)]);
        assert_eq!(placed, [Placed { row: 2, height: 8 }, Placed { row: 10, height: 3 }]);
    }

    #[test]
    fn an_open_note_pushes_the_next_down() {
        let placed = place(&[slip(2, 20, true), slip(10, 3, false)]);
        assert_eq!(placed, [Placed { row: 2, height: 20 }, Placed { row: 22, height: 3 }]);
    }

    proptest! {
        #[test]
        fn no_note_covers_another(slips in prop::collection::vec((0usize..100, 1usize..30, any::<bool>()), 0..20)) {
            let mut slips: Vec<Slip> = slips.into_iter().map(|(r, h, o)| slip(r, h, o)).collect();
            slips.sort_by_key(|slip| slip.row);
            let placed = place(&slips);
            for (slip, place) in slips.iter().zip(&placed) {
                prop_assert!(place.row >= slip.row && place.height >= 1 && place.height <= slip.height);
            }
            for pair in placed.windows(2) {
                prop_assert!(pair[0].row + pair[0].height <= pair[1].row);
            }
        }
    }
}
