//! The cables that a cable cites.

use std::collections::HashSet;

use super::id::id_parts;
use super::model::Cable;

/// `02MAY2009` is a date.
const MONTHS: [&str; 12] =
    ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

/// Letters of the shortest name of a post.
const SHORTEST_POST: usize = 3;
/// Digits of the longest number of a message.
const LONGEST_NUMBER: usize = 6;

impl Cable {
    /// The ids of the cables that it cites, each once: of its references in their order, then those that its text writes
    /// whole, `09STATE81957`. Not its own.
    pub fn cites(&self) -> Vec<String> {
        let listed = self.header.references.iter().filter_map(|reference| reference.value.clone());
        let blocks = self.blocks.iter().filter(|block| block.paragraph.is_some());
        let words = blocks.flat_map(|block| block.reading.text().split(|c: char| !c.is_ascii_alphanumeric()));
        // A list of a million ids is a text too.
        let mut seen: HashSet<String> = self.header.reference_id.iter().cloned().collect();
        listed.chain(words.filter_map(whole_id)).filter(|id| seen.insert(id.clone())).collect()
    }
}

/// The id that a word is, without zeros before its number.
fn whole_id(word: &str) -> Option<String> {
    let (year, post, number) = id_parts(word);
    let is_post = post.len() >= SHORTEST_POST
        && post.bytes().all(|byte| byte.is_ascii_uppercase())
        && !MONTHS.contains(&post);
    let is_number = number.len() <= LONGEST_NUMBER;
    let number = number.trim_start_matches('0');
    (year.len() == 2 && is_post && is_number && !number.is_empty()).then(|| format!("{year}{post}{number}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_year_post_and_number() {
        for (word, id) in [
            ("09STATE81957", Some("09STATE81957")),
            ("09OSLO000731", Some("09OSLO731")),
            ("02MAY2009", None),
            ("50KM20", None),
            ("09STATE", None),
            ("STATE81957", None),
            ("09State81957", None),
            ("09STATE0", None),
            ("09STATE8195712", None),
            ("é9STATE8", None),
            ("", None),
        ] {
            assert_eq!(whole_id(word).as_deref(), id, "{word}");
        }
    }
}
