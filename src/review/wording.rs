//! What a suggestion would change, word by word.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::annotation::Patch;

/// Most words of both texts together that are compared one by one: the time grows with their square.
const WORDS_MAX: usize = 4_000;

/// A stretch of text, and what becomes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// It stays.
    Kept(String),
    /// It goes.
    Removed(String),
    /// It comes.
    Added(String),
}

/// How `old` becomes `new`. The pieces that stay and go are `old`, those that stay and come are `new`.
pub fn wording(old: &str, new: &str) -> Vec<Piece> {
    let (before, after) = (words_of(old), words_of(new));
    if before.len() + after.len() > WORDS_MAX {
        return in_one_piece(old, new);
    }
    let mut pieces = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &before, &after) {
        let old = before.get(op.old_range()).unwrap_or_default().concat();
        let new = after.get(op.new_range()).unwrap_or_default().concat();
        match op {
            DiffOp::Equal { .. } => pieces.push(Piece::Kept(old)),
            DiffOp::Delete { .. } => pieces.push(Piece::Removed(old)),
            DiffOp::Insert { .. } => pieces.push(Piece::Added(new)),
            DiffOp::Replace { .. } => pieces.extend([Piece::Removed(old), Piece::Added(new)]),
        }
    }
    pieces
}

/// Words and signs, each with the white space behind it: two words that change side by side are one change.
fn words_of(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let (mut start, mut before) = (0, None);
    for (at, next) in text.char_indices() {
        let begins = |before: char| {
            !next.is_whitespace()
                && (before.is_whitespace() || before.is_alphanumeric() != next.is_alphanumeric())
        };
        if before.is_some_and(begins) {
            words.extend(text.get(start..at));
            start = at;
        }
        before = Some(next);
    }
    words.extend(text.get(start..).filter(|rest| !rest.is_empty()));
    words
}

/// The stretch in which two texts differ, without looking for what stays inside it.
fn in_one_piece(old: &str, new: &str) -> Vec<Piece> {
    let patch = Patch::between(old, new);
    let kept = |range: Option<&str>| Piece::Kept(range.unwrap_or_default().to_string());
    let pieces = [
        kept(old.get(..patch.at)),
        Piece::Removed(patch.removed.clone()),
        Piece::Added(patch.inserted.clone()),
        kept(old.get(patch.at + patch.removed.len()..)),
    ];
    pieces.into_iter().filter(|piece| !piece.text().is_empty()).collect()
}

impl Piece {
    /// The text of the stretch.
    pub fn text(&self) -> &str {
        match self {
            Self::Kept(text) | Self::Removed(text) | Self::Added(text) => text,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn joined(pieces: &[Piece], without: fn(&Piece) -> bool) -> String {
        pieces.iter().filter(|piece| !without(piece)).map(Piece::text).collect()
    }

    fn leads_there(old: &str, new: &str) -> bool {
        let pieces = wording(old, new);
        joined(&pieces, |piece| matches!(piece, Piece::Added(_))) == old
            && joined(&pieces, |piece| matches!(piece, Piece::Removed(_))) == new
    }

    #[test]
    fn what_changes_is_told_word_by_word() {
        let pieces = wording("The minister spoke of boats.", "The minister spoke of nets and boats.");
        assert_eq!(
            pieces,
            [
                Piece::Kept("The minister spoke of ".into()),
                Piece::Added("nets and ".into()),
                Piece::Kept("boats.".into()),
            ]
        );
    }

    #[test]
    fn a_sign_changes_by_itself() {
        let pieces = wording("Was it herring?", "Was it herring!");
        let [Piece::Kept(kept), Piece::Removed(removed), Piece::Added(added)] = &pieces[..] else {
            panic!("{pieces:?}");
        };
        assert_eq!((&kept[..], &removed[..], &added[..]), ("Was it herring", "?", "!"));
    }

    #[test]
    fn long_texts_are_compared_in_one_piece() {
        let old = "a b ".repeat(WORDS_MAX);
        let new = format!("x {old}y");
        assert!(leads_there(&old, &new));
        assert_eq!(wording(&old, &new).iter().filter(|piece| matches!(piece, Piece::Removed(_))).count(), 1);
    }

    proptest! {
        #[test]
        fn the_pieces_are_both_texts(old in "[abé \n]{0,30}", new in "[abé \n]{0,30}") {
            prop_assert!(leads_there(&old, &new));
        }
    }
}
