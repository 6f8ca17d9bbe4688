//! Notes on entities.

use super::{App, EntityRow};
use crate::annotation::{Anchor, ENTITY_MAX, Finder};
use crate::cable::boundary;

impl App {
    /// An anchor on the chosen entity: on the mention that was visited, else on its first in a paragraph; of one that the
    /// header alone names, on the cable. `None` when none is chosen.
    pub(super) fn entity_anchor(&self) -> Option<Anchor> {
        let row = self.chosen_entity()?;
        let visited = self.entities.visited().filter(|_| self.entities.walk().is_some_and(|(w, _)| w == row));
        let mentions = self.entities.mentions(row).iter().map(|mention| mention.span);
        let finder = Finder::new(&self.cable);
        let quote = visited.into_iter().chain(mentions).find_map(|span| finder.range(span));
        Some(Anchor { entity: self.entity_name(row), ..quote.unwrap_or_default() })
    }

    /// The first note on the chosen entity.
    pub(super) fn entity_note(&self) -> Option<usize> {
        let name = self.entity_name(self.chosen_entity()?);
        self.notebook.leaves().iter().position(|leaf| leaf.anchor.entity == name)
    }

    pub(super) fn chosen_entity(&self) -> Option<EntityRow> {
        let row = self.entities.rows().get(self.entities.selected())?;
        (!matches!(row, EntityRow::Group(..))).then_some(*row)
    }

    /// Its name, cut to what an anchor holds.
    fn entity_name(&self, row: EntityRow) -> String {
        let name = self.entities.name(row);
        name[..boundary(name, ENTITY_MAX)].to_owned()
    }
}
