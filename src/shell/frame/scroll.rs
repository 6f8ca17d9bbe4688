//! Text that has moved up or down: the terminal moves it, and only the rest is sent.

use std::ops::Range;

use ratatui::layout::Rect;

use super::grid::Grid;
use super::pen::Pen;
use super::sgr::Look;

/// Screens with more cells than this are searched for short moves only.
const LARGE: usize = 20_000;
const SHORT: u16 = 8;
/// Moves that are tried out in full.
const TRIED: usize = 2;

/// A region whose rows move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Scroll {
    /// First and last row of the region.
    top: u16,
    bottom: u16,
    /// First column, and one past the last; all columns where there are no margins.
    left: u16,
    right: u16,
    margins: bool,
    /// How many rows.
    by: u16,
    /// Towards the top.
    up: bool,
}

/// The moves that bring most of `next` out of `shown`, in the columns and rows of `pane` where one is named.
pub(super) fn candidates(shown: &Grid, next: &Grid, pane: Option<Rect>) -> Vec<Scroll> {
    let area = pane.unwrap_or(Rect::new(0, 0, next.width, next.height));
    let (left, right) = (area.left(), area.right().min(next.width));
    let rows = area.top()..area.bottom().min(next.height);
    let (old, new) = (shown.shades(), next.shades());
    let costs = |y: u16, from: u16| {
        differences(part(&old, next.width, from, left..right), part(&new, next.width, y, left..right))
    };
    let unmoved: Vec<i64> = rows.clone().map(|y| costs(y, y)).collect();
    let furthest = if next.len() > LARGE { SHORT } else { area.height }.min(area.height.saturating_sub(1));
    let mut found: Vec<(i64, Scroll)> = Vec::new();
    for by in 1..=furthest {
        for up in [true, false] {
            let gain = |(y, unmoved): (u16, &i64)| {
                let from = if up { y.checked_add(by) } else { y.checked_sub(by) };
                from.filter(|from| rows.contains(from)).map(|from| unmoved - costs(y, from))
            };
            let gains = rows.clone().zip(&unmoved).map(gain);
            let Some((gain, first, last)) = best_stretch(gains) else { continue };
            let (first, last) = (rows.start + first, rows.start + last);
            let (top, bottom) = if up { (first, last + by) } else { (first - by, last) };
            found.push((gain, Scroll { top, bottom, left, right, margins: pane.is_some(), by, up }));
        }
    }
    found.sort_by_key(|(gain, scroll)| (-gain, scroll.by));
    found.into_iter().take(TRIED).map(|(_, scroll)| scroll).collect()
}

/// The columns of a row.
fn part(shades: &[u32], width: u16, y: u16, columns: Range<u16>) -> &[u32] {
    let start = usize::from(y) * usize::from(width);
    shades.get(start + usize::from(columns.start)..start + usize::from(columns.end)).unwrap_or_default()
}

/// How many cells differ.
fn differences(old: &[u32], new: &[u32]) -> i64 {
    old.iter().zip(new).map(|(old, new)| u32::from(old != new)).sum::<u32>().into()
}

/// The stretch with the greatest sum, if that is above nothing; `None` breaks a stretch.
fn best_stretch(gains: impl Iterator<Item = Option<i64>>) -> Option<(i64, u16, u16)> {
    let mut best: Option<(i64, u16, u16)> = None;
    let (mut sum, mut start) = (0, 0);
    for (at, gain) in (0..).zip(gains) {
        sum = gain.map_or(0, |gain| sum + gain);
        if sum <= 0 {
            (sum, start) = (0, at + 1);
        } else if best.is_none_or(|(most, ..)| sum > most) {
            best = Some((sum, start, at));
        }
    }
    best
}

impl Scroll {
    /// What the terminal shows behind it.
    pub(super) fn apply(&self, grid: &mut Grid) {
        let rows = self.top..=self.bottom;
        let mut shift = |y: u16| {
            let from = if self.up { y.checked_add(self.by) } else { y.checked_sub(self.by) };
            grid.replace(y, from.filter(|from| rows.contains(from)), self.left, self.right);
        };
        if self.up {
            rows.clone().for_each(&mut shift);
        } else {
            rows.clone().rev().for_each(&mut shift);
        }
    }

    /// Has the terminal move the text of a screen of `height` rows. What it uncovers takes the style that is on.
    pub(super) fn write(&self, pen: &mut Pen, height: u16) {
        pen.style(Look::default());
        let by = if self.by == 1 { String::new() } else { self.by.to_string() };
        let region = format!("\x1b[{};{}r", self.top + 1, self.bottom + 1);
        let whole = self.top == 0 && self.bottom + 1 == height;
        if self.margins {
            let margins = format!("\x1b[?69h\x1b[{};{}s", self.left + 1, self.right);
            let to = if self.up { 'S' } else { 'T' };
            pen.losing(format!("{margins}{region}\x1b[{by}{to}\x1b[?69l\x1b[r").as_bytes());
            return;
        }
        if !whole {
            // Where that leaves the cursor is not the same on all terminals.
            pen.losing(region.as_bytes());
        }
        pen.go(0, self.top);
        // Deleting and inserting lines leaves the cursor in the first column.
        pen.raw(format!("\x1b[{by}{}", if self.up { 'M' } else { 'L' }).as_bytes());
        if !whole {
            pen.losing(b"\x1b[r");
        }
    }
}
