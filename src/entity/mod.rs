//! What the cable speaks of: people, organizations, places, dates, roles, acronyms.
//!
//! ```text
//! Cable --words--> Board --rules, in this order--> claims --alias--> Extraction
//!
//!  0 own        names of the reader's own
//!  1 acronym    definitions in the text, with their long names
//!  2 post       addressees, embassies with their town, symbols of offices
//!  3 pattern    cable numbers, dates, quantities: told by form alone
//!  4 role       titles with their complement
//!  5 known      names of the lexicon, the longest first
//!  6 head       names by their head noun: ministries, treaties, conferences; then the places that were left to it
//!  7 acronym    what the cable or the table explains
//!  8 person     behind a title, with a given name, signature
//!  9 attention  whom the cable is for
//! 10 spread     further mentions of all of these
//! 11 vote       everything else: evidence summed over the cable, then spread again; with the feature `model` also what
//!               a recognizer of the caller's own says
//! ```
//! Claims are flat: the first rule to take a word keeps it, so that structure comes before likelihood. Every claim
//! carries its reason. What a reader puts right comes after all of this, in [`corrected`], and is never overridden.
//! Nothing here reads a file or a clock, and every rule is linear in the length of the text.

mod acronym;
mod alias;
mod attention;
mod board;
mod company;
mod context;
mod correction;
mod definition;
mod head;
mod known;
mod lexicon;
mod model;
mod occurrence;
mod own;
mod pattern;
mod person;
mod post;
#[cfg(feature = "model")]
mod recognizer;
mod role;
#[cfg(test)]
mod sample;
mod spread;
mod vote;
mod words;

pub use correction::{Correction, Fix, Named, Placed, corrected};
pub use model::{Acronym, Entity, Kind, Mention, Source};
pub use own::{Entry, Lexicon};
#[cfg(feature = "model")]
pub use recognizer::{Candidate, Recognizer, extract_with_model};

use crate::cable::Cable;
use board::Board;

/// Everything found in one cable.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extraction {
    /// Entities in order of first mention.
    pub entities: Vec<Entity>,
    /// Acronyms in order of first mention.
    pub acronyms: Vec<Acronym>,
}

/// Longest text that is searched, in bytes. The longest of 6,712 real cables has 66 KB; what is larger is no cable.
pub const LONGEST: usize = 1 << 20;

/// Finds the entities of a cable; none in a text of more than [`LONGEST`] bytes. Pure: the same cable gives the same
/// answer.
pub fn extract(cable: &Cable) -> Extraction {
    extract_with(cable, &Lexicon::default())
}

/// The same for a reader with names and acronyms of their own, which come before all rules.
pub fn extract_with(cable: &Cable, own: &Lexicon) -> Extraction {
    extract_from(cable, own, |_| ())
}

/// The same from a board that something is put on before the rules begin.
fn extract_from<'a>(cable: &'a Cable, own: &Lexicon, prepare: impl FnOnce(&mut Board<'a>)) -> Extraction {
    if cable.text.len() > LONGEST {
        return Extraction::default();
    }
    let mut board = Board::new(cable);
    prepare(&mut board);
    let countries = context::countries(cable, &board);
    own::claim(&mut board, own);
    let mut senses = acronym::read(&mut board, countries, own);
    post::claim(&mut board);
    pattern::claim(&mut board);
    role::claim(&mut board, &senses);
    head::claim_leading(&mut board);
    known::claim(&mut board);
    head::claim(&mut board);
    known::claim_places(&mut board);
    senses.learn(&board);
    acronym::claim(&mut board, &senses);
    board.close_above();
    person::claim(&mut board);
    attention::claim(&mut board);
    spread::claim(&mut board, false);
    // The second vote knows whom the first one found: people stand together.
    for last in [false, true] {
        vote::claim(&mut board, &senses, last);
        spread::claim(&mut board, true);
    }
    let found = Extraction {
        entities: alias::entities(&board, &senses, cable),
        acronyms: acronym::list(&board, &senses, cable),
    };
    correction::with_lexicon(found, cable, own.fixes())
}
