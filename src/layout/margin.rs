//! Notes beside the text: each at the height of what it is about, none over another.

use std::ops::Range;

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

/// Fewest rows in which a note is shown: its head, a line of text, a blank row.
pub const SHORTEST: usize = 3;
/// Fewest rows of a folded note: its head, a line of text, what is folded away, a blank row.
const FOLDED: usize = 4;

/// Puts slips (in the order of their rows) into the margin. A long note folds to the room before the next one; what
/// still does not fit is pushed down, so that no note covers another.
pub fn place(slips: &[Slip]) -> Vec<Placed> {
    place_from(slips, 0)
}

/// The same with one slip at the very row that it is about, whatever stands before it: what has no room above it is not
/// shown.
pub fn place_beside(slips: &[Slip], pinned: usize) -> Vec<Placed> {
    let row = slips.get(pinned).map_or(0, |slip| slip.row);
    let (before, behind) = slips.split_at(pinned.min(slips.len()));
    let mut free = row;
    let mut above: Vec<Placed> = before
        .iter()
        .rev()
        .map(|slip| {
            let height = slip.height.min(FOLDED);
            let room = free.saturating_sub(slip.row).min(slip.height).max(height);
            let placed = free.checked_sub(room).map(|row| Placed { row, height: room });
            free = placed.map_or(0, |placed| placed.row);
            placed.unwrap_or(Placed { row: 0, height: 0 })
        })
        .collect();
    above.reverse();
    above.extend(place_from(behind, row));
    above
}

fn place_from(slips: &[Slip], free: usize) -> Vec<Placed> {
    let mut placed = Vec::with_capacity(slips.len());
    let mut free = free;
    for (index, slip) in slips.iter().enumerate() {
        let row = slip.row.max(free);
        let room = slips.get(index + 1).map_or(usize::MAX, |next| next.row.saturating_sub(row));
        let height = if slip.open { slip.height } else { slip.height.min(room.max(FOLDED)) };
        placed.push(Placed { row, height });
        free = row + height;
    }
    placed
}

/// The notes that stand in the rows `view`, by their numbers. One that begins above while `ends[number]`, the row behind what it
/// is about, is still in view is held at the top, so that a long paragraph keeps its notes. Those that begin in view go first,
/// and one that is too long to be held goes past like the text, so that all of it can be read.
pub fn in_view(placed: &[Placed], ends: &[usize], view: Range<usize>) -> Vec<(usize, Placed)> {
    let notes = || placed.iter().copied().enumerate().filter(|(_, note)| note.height > 0);
    let begun: Vec<(usize, Placed)> = notes().filter(|(_, note)| view.contains(&note.row)).collect();
    let above = || notes().take_while(|(_, note)| note.row < view.start);
    let room = begun.first().map_or(view.end, |(_, note)| note.row) - view.start;
    let passing = above().last().filter(|(_, note)| note.row + note.height > view.start);
    let mut free = 0;
    let hold = |(number, note): (usize, Placed)| {
        let height = note.height.min(room - free);
        let held = ends.get(number).is_some_and(|end| *end > view.start) && height >= SHORTEST;
        let row = view.start + free;
        free += if held { height } else { 0 };
        held.then_some((number, Placed { row, height }))
    };
    let is_long = passing.is_some_and(|(_, note)| note.height > room);
    let mut shown: Vec<(usize, Placed)> =
        if is_long { Vec::new() } else { above().filter_map(hold).collect() };
    if shown.is_empty() {
        shown.extend(passing);
    }
    shown.extend(begun);
    shown
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

    #[test]
    fn a_pinned_note_stands_beside_its_text_whatever_is_before_it() {
        let slips =
            [slip(1, 4, false), slip(2, 4, false), slip(3, 4, false), slip(6, 9, true), slip(6, 3, false)];
        assert_eq!(
            place_beside(&slips, 3),
            [
                Placed { row: 0, height: 0 },
                Placed { row: 0, height: 0 },
                Placed { row: 2, height: 4 },
                Placed { row: 6, height: 9 },
                Placed { row: 15, height: 3 },
            ]
        );
    }

    #[test]
    fn a_note_stays_while_what_it_is_about_is_in_view() {
        let placed = place(&[slip(2, 4, false), slip(2, 4, false), slip(30, 4, false)]);
        let ends = [26, 26, 40];
        let rows = |view: Range<usize>| -> Vec<(usize, usize, usize)> {
            in_view(&placed, &ends, view)
                .into_iter()
                .map(|(number, at)| (number, at.row, at.height))
                .collect()
        };
        assert_eq!(rows(0..20), [(0, 2, 4), (1, 6, 4)]);
        assert_eq!(rows(12..24), [(0, 12, 4), (1, 16, 4)], "held at the top, one below the other");
        assert_eq!(rows(24..44), [(0, 24, 4), (2, 30, 4)], "what has no room before the next is left out");
        assert_eq!(rows(26..46), [(2, 30, 4)], "nothing of the paragraph is in view");
        assert_eq!(rows(5..7), [(0, 2, 4), (1, 6, 4)], "no room for a head and a line: it goes past");
    }

    #[test]
    fn a_long_note_goes_past_with_the_text() {
        let placed = place(&[slip(2, 4, false), slip(2, 30, true), slip(50, 4, false)]);
        let view = |view: Range<usize>| in_view(&placed, &[45, 45, 60], view);
        assert_eq!(view(20..30), [(1, Placed { row: 6, height: 30 })], "its rows pass, nothing covers them");
        assert_eq!(
            view(36..46).first(),
            Some(&(0, Placed { row: 36, height: 4 })),
            "behind it both are held"
        );
        assert_eq!(view(36..46).last(), Some(&(1, Placed { row: 40, height: 6 })), "as far as there is room");
    }

    proptest! {
        #[test]
        fn notes_in_view_cover_none_and_keep_their_order(
            slips in prop::collection::vec((0usize..60, 1usize..12, any::<bool>(), 0usize..30), 1..20), top in 0usize..60,
        ) {
            let mut slips = slips;
            slips.sort_by_key(|slip| slip.0);
            let ends: Vec<usize> = slips.iter().map(|slip| slip.0 + slip.3).collect();
            let placed = place(&slips.iter().map(|(r, h, o, _)| slip(*r, *h, *o)).collect::<Vec<_>>());
            let shown = in_view(&placed, &ends, top..top + 20);
            for pair in shown.windows(2) {
                prop_assert!(pair[0].1.row + pair[0].1.height <= pair[1].1.row && pair[0].0 < pair[1].0);
            }
            for (number, at) in &placed.iter().enumerate().collect::<Vec<_>>() {
                if (top..top + 20).contains(&at.row) {
                    prop_assert!(shown.contains(&(*number, **at)), "what begins in view is where it was put");
                }
            }
        }

        #[test]
        fn nothing_covers_a_pinned_note(
            slips in prop::collection::vec((0usize..60, 1usize..30, any::<bool>()), 1..20), pinned in any::<prop::sample::Index>(),
        ) {
            let mut slips: Vec<Slip> = slips.into_iter().map(|(r, h, o)| slip(r, h, o)).collect();
            slips.sort_by_key(|slip| slip.row);
            let pinned = pinned.index(slips.len());
            let placed = place_beside(&slips, pinned);
            prop_assert_eq!(placed.len(), slips.len());
            prop_assert_eq!(placed[pinned].row, slips[pinned].row);
            let shown: Vec<&Placed> = placed.iter().filter(|placed| placed.height > 0).collect();
            for pair in shown.windows(2) {
                prop_assert!(pair[0].row + pair[0].height <= pair[1].row);
            }
        }

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
