//! Links in a note: to a paragraph, to another cable of the file or of the library.

use super::{App, LeafKey};
use crate::annotation::links;

/// The link that was followed last.
pub(super) type Followed = (LeafKey, usize);

impl App {
    /// Goes where a link of the note at hand leads: the first, and when it was followed last, the next one. Where no note
    /// is at hand, it is the one that was followed here.
    pub(super) fn follow_link(&mut self) {
        let leaves = self.notebook.leaves();
        let here = self.meant().and_then(|leaf| leaves.get(leaf));
        let was = || leaves.get(self.notebook.position(&self.followed.as_ref()?.0)?);
        let Some(leaf) = here.or_else(was) else {
            return self.tell("no note here; links such as ¶4 or 09STATE81957¶4 stand in notes");
        };
        let (key, links) = (leaf.key(), links(&leaf.body));
        let before = self.followed.take().filter(|(followed, _)| *followed == key);
        let number = before.map_or(0, |(_, before)| before + 1);
        let number = if number < links.len() { number } else { 0 };
        let Some(link) = links.get(number) else {
            return self.tell("no link in this note; ¶4 and 09STATE81957¶4 are links");
        };
        self.followed = Some((key, number));
        let here = self.cable.header.reference_id.as_deref();
        match (&link.cable, link.paragraph) {
            (Some(cable), paragraph) if here != Some(cable) => self.go_to_id(cable, paragraph),
            (_, Some(paragraph)) => self.go_to_printed(paragraph),
            (_, None) => self.reader.go_to_top(),
        }
    }
}
