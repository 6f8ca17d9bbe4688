//! The corrections of a reader, in the cable at hand.

use super::{Finder, Note};
use crate::entity::{Mention, Placed};

/// What `author` has put right, of all that is put right about the entities of a cable ([`super::Ledger::corrections`]);
/// each with the place that it points at, where that is certain.
pub fn placed(corrections: &[Note], author: &str, finder: &Finder<'_>) -> Vec<Placed> {
    let own = corrections.iter().filter(|note| note.author.id == author);
    let placed = own.filter_map(|note| {
        let correction = note.content.correction.clone()?;
        let points = correction.fix.points();
        let found = points.then(|| finder.find(&note.content.anchor).found()).flatten();
        let at = found.map(|found| Mention { span: found.span, paragraph: Some(found.paragraph) });
        Some(Placed { correction, at })
    });
    placed.collect()
}
