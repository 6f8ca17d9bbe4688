//! What was perhaps meant by a word that is no name of anything.

/// Most characters of a word of the reader's that a message shows.
const SHORT: usize = 40;

/// Of the known names the one that differs from the word in no more than two letters, if there is one.
pub fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let word = short(word);
    // Of several the one with the same letters: two of them were exchanged.
    let near = known.map(|name| (steps(&word, name), letters(&word) != letters(name), name)).min();
    // Of a short word two letters are most of it.
    let far = if word.chars().count() < 4 { 1 } else { 2 };
    near.filter(|(steps, ..)| *steps <= far).map(|(.., name)| name)
}

/// The same in brackets, for the end of a message: ` (title?)`; nothing where there is none.
pub fn meant<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> String {
    nearest(word, known).map(|name| format!(" ({name}?)")).unwrap_or_default()
}

/// A word of the reader's, not longer than a message can hold.
pub fn short(word: &str) -> String {
    word.chars().take(SHORT).collect()
}

/// The letters of a word, in the order of the alphabet.
fn letters(word: &str) -> Vec<char> {
    let mut letters: Vec<char> = word.chars().collect();
    letters.sort_unstable();
    letters
}

/// How many letters must be put in, taken out or exchanged to make one word of another.
fn steps(one: &str, other: &str) -> usize {
    let mut row: Vec<usize> = (0..=other.chars().count()).collect();
    for (at, a) in one.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], at + 1);
        for (column, b) in other.chars().enumerate() {
            let exchanged = diagonal + usize::from(a != b);
            diagonal = row[column + 1];
            row[column + 1] = exchanged.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_meant_and_a_far_one_is_not() {
        let known = || ["title", "text", "filter", "w"].into_iter();
        assert_eq!(nearest("titel", known()), Some("title"));
        assert_eq!(nearest("fitler", known()), Some("filter"));
        assert_eq!(nearest("xy", known()), None, "two letters of two are all of them");
        assert_eq!(meant("banana", known()), "");
        assert!(meant(&"t".repeat(60_000), known()).is_empty());
    }
}
