//! What is said below the list of entities about the chosen one.

use std::collections::BTreeSet;

use super::{App, EntityRow};
use crate::entity::{Acronym, Entity, Mention};
use crate::layout::Pane;

/// Rows of the details, with the blank one above.
pub(super) const ROWS: usize = 4;
/// Fewest rows of a pane that has details.
const FEWEST: usize = 14;
/// Most others that are named beside the chosen one.
const BESIDE: usize = 3;

impl App {
    /// Rows that the details take of a pane of this height.
    pub(super) fn detail_rows(&self, height: usize) -> usize {
        if self.focus == Pane::Entities && height >= FEWEST { ROWS } else { 0 }
    }

    /// Where the chosen entity stands, with whom, and why it was taken: a line each, for a pane of `width` columns. `None`
    /// where nothing is chosen, or there is no room.
    pub fn entity_details(&self, width: usize) -> Option<[String; ROWS - 1]> {
        let area = self.panes.entities?;
        let entity = self.chosen().filter(|_| self.detail_rows(usize::from(area.height)) > 0)?;
        Some([self.density(&entity.mentions, width), self.company(entity), reasons(entity)])
    }

    /// How often each stretch of the cable names it: `..2.1...`, a sign for each paragraph or for several.
    fn density(&self, mentions: &[Mention], width: usize) -> String {
        let paragraphs = self.cable.paragraphs.len();
        let each = paragraphs.div_ceil(width.saturating_sub(2).max(1)).max(1);
        let mut counts = vec![0_usize; paragraphs.div_ceil(each)];
        for paragraph in mentions.iter().filter_map(|mention| mention.paragraph) {
            if let Some(count) = counts.get_mut(paragraph / each) {
                *count += 1;
            }
        }
        let sign = |count: &usize| match count {
            0 => '.',
            1..=9 => char::from_digit(*count as u32, 10).unwrap_or('+'),
            _ => '+',
        };
        format!("¶ {}", counts.iter().map(sign).collect::<String>())
    }

    /// `3 ¶ with Tello Peon`: who and what is named where it is, most often first.
    fn company(&self, entity: &Entity) -> String {
        let of = |entity: &Entity| -> BTreeSet<usize> {
            entity.mentions.iter().filter_map(|mention| mention.paragraph).collect()
        };
        let here = of(entity);
        let others = self.entities.extraction().into_iter().flat_map(|found| &found.entities);
        let others = others.filter(|other| other.kind == entity.kind && other.mentions != entity.mentions);
        let mut together: Vec<(usize, &str)> =
            others.map(|other| (of(other).intersection(&here).count(), other.name.as_str())).collect();
        together.retain(|(count, _)| *count > 0);
        together.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1)));
        // The number first: a narrow pane cuts the line.
        let named = together.iter().take(BESIDE).map(|(count, name)| format!("{count} ¶ with {name}"));
        let named: Vec<String> = named.collect();
        if named.is_empty() { String::from("with no other of its kind") } else { named.join(", ") }
    }

    /// `K`: everything about the chosen entity, or about who or what the text names at the cursor, in one line.
    pub(super) fn describe_entity(&mut self) {
        let row = match self.focus {
            Pane::Entities => self.chosen_entity(),
            _ => self.word_here().and_then(|(_, span)| self.entities.named_at(span)).map(|(row, _)| row),
        };
        let found = self.entities.extraction();
        let described = match row {
            Some(EntityRow::Entity(index)) => {
                found.and_then(|found| found.entities.get(index)).map(of_entity)
            }
            Some(EntityRow::Acronym(index)) => {
                found.and_then(|found| found.acronyms.get(index)).map(of_acronym)
            }
            _ => None,
        };
        let nothing = match self.focus {
            Pane::Entities => "choose an entity first",
            _ => "nobody and nothing is named here; Tab goes to the entities",
        };
        self.tell(described.unwrap_or_else(|| nothing.to_owned()));
    }
}

/// `PGR · organization · Procuraduria General · because: ...`.
fn of_entity(entity: &Entity) -> String {
    let more = entity.role.iter().chain(&entity.expansion).chain(&entity.value);
    let parts = [entity.name.clone(), entity.kind.name().to_owned()].into_iter().chain(more.cloned());
    format!("{} · {}", parts.collect::<Vec<_>>().join(" · "), reasons(entity))
}

fn of_acronym(acronym: &Acronym) -> String {
    let meaning = acronym.expansion.as_deref().unwrap_or("what it stands for is not known");
    format!("{} · acronym · {meaning}", acronym.text)
}

/// `= Tello Peon · because: role before name`.
fn reasons(entity: &Entity) -> String {
    let because = format!("because: {}", entity.why.join(", "));
    match &entity.aliases[..] {
        [] => because,
        aliases => format!("= {} · {because}", aliases.join(", ")),
    }
}
