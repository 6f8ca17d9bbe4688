//! The entities pane: a list grouped by kind, an entry chosen, and the walk through its mentions.

use super::Direction;
use crate::cable::{Cable, Span};
use crate::entity::{Entity, Extraction, Kind, Mention, Named, Placed, corrected};

/// One row of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntityRow {
    /// The heading of a group, and how many entries it has.
    Group(Group, usize),
    /// An entity: index into the extraction.
    Entity(usize),
    /// An acronym: index into the extraction.
    Acronym(usize),
}

/// A group of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Entities of one kind.
    Kind(Kind),
    /// Acronyms with what they stand for.
    Acronyms,
}

impl Group {
    /// Its heading.
    pub fn title(self) -> &'static str {
        match self {
            Self::Kind(kind) => kind.plural(),
            Self::Acronyms => "Acronyms",
        }
    }
}

/// A walk through mentions.
#[derive(Clone, Copy, Debug)]
struct Walk {
    /// Whose.
    row: EntityRow,
    /// The mention last visited.
    mention: Option<usize>,
}

/// State of the entities pane.
#[derive(Clone, Debug, Default)]
pub struct EntityList {
    /// What was found.
    found: Extraction,
    /// What the reader has put right of that.
    corrections: Vec<Placed>,
    /// What is shown: both together.
    extraction: Option<Extraction>,
    rows: Vec<EntityRow>,
    selected: usize,
    /// Whether the most named come first; else the first named.
    by_weight: bool,
    /// What the names that are shown hold, in lower case.
    filter: String,
    top: usize,
    height: usize,
    walked: Option<Walk>,
}

impl EntityList {
    /// Fills the list.
    pub fn fill(&mut self, found: Extraction) {
        self.corrections.clear();
        self.show(found.clone());
        self.found = found;
    }

    /// Puts right what is shown. Who is chosen or walked stays so, under whatever name.
    pub(super) fn correct(&mut self, cable: &Cable, corrections: Vec<Placed>) {
        if self.extraction.is_none() || self.corrections == corrections {
            return;
        }
        let subject = |row| self.entity(row).map(Entity::subject);
        let (chosen, row) = (self.rows.get(self.selected).copied().and_then(subject), self.selected);
        let walked = self.walked.and_then(|walk| Some((subject(walk.row)?, walk.mention)));
        self.show(corrected(self.found.clone(), cable, &corrections));
        self.corrections = corrections;
        let place = |list: &Self, subject: Named| {
            list.rows
                .iter()
                .position(|row| list.entity(*row).is_some_and(|entity| entity.subject() == subject))
        };
        self.selected = chosen.and_then(|subject| place(self, subject)).unwrap_or(row);
        self.move_by(0);
        self.walked = walked.and_then(|(subject, mention)| {
            let row = self.rows[place(self, subject)?];
            Some(Walk { row, mention: mention.filter(|mention| *mention < self.mentions(row).len()) })
        });
    }

    /// Shows the most named first, or the first named again; which it is now, in words.
    pub(super) fn turn_order(&mut self) -> &'static str {
        self.by_weight = !self.by_weight;
        self.arrange();
        if self.by_weight { "the most named first" } else { "in order of first mention" }
    }

    /// Shows only what holds `typed` in its name, an alias or its expansion; all for nothing.
    pub(super) fn filter_by(&mut self, typed: &str) {
        let filter = typed.to_lowercase();
        if self.filter != filter {
            self.filter = filter;
            self.arrange();
        }
    }

    /// What the names that are shown hold; empty where all are.
    pub fn filter(&self) -> &str {
        &self.filter
    }

    fn fits(&self, row: EntityRow) -> bool {
        let holds = |text: &str| text.to_lowercase().contains(&self.filter);
        let other = |entity: &Entity| entity.aliases.iter().chain(&entity.expansion).any(|text| holds(text));
        self.filter.is_empty() || holds(self.name(row)) || self.entity(row).is_some_and(other)
    }

    /// The entity of a row.
    pub fn entity(&self, row: EntityRow) -> Option<&Entity> {
        match row {
            EntityRow::Entity(index) => self.extraction.as_ref()?.entities.get(index),
            EntityRow::Group(..) | EntityRow::Acronym(_) => None,
        }
    }

    fn show(&mut self, extraction: Extraction) {
        self.walked = None;
        self.extraction = Some(extraction);
        self.arrange();
    }

    /// Makes the rows; the first entry is chosen.
    fn arrange(&mut self) {
        self.rows.clear();
        let Some(found) = &self.extraction else { return };
        let (entities, acronyms) = (found.entities.len(), found.acronyms.len());
        let kinds: Vec<Kind> = found.entities.iter().map(|entity| entity.kind).collect();
        for kind in Kind::ALL {
            let of_kind = (0..entities).filter(|index| kinds[*index] == kind);
            self.push_group(Group::Kind(kind), of_kind.map(EntityRow::Entity).collect());
        }
        self.push_group(Group::Acronyms, (0..acronyms).map(EntityRow::Acronym).collect());
        self.selected = self.rows.len().min(1);
        self.top = 0;
    }

    fn push_group(&mut self, group: Group, mut entries: Vec<EntityRow>) {
        entries.retain(|row| self.fits(*row));
        if self.by_weight {
            entries.sort_by_key(|row| std::cmp::Reverse(self.mentions(*row).len()));
        }
        if !entries.is_empty() {
            self.rows.push(EntityRow::Group(group, entries.len()));
            self.rows.extend(entries);
        }
    }

    /// What was found; `None` while the cable is still being searched.
    pub fn extraction(&self) -> Option<&Extraction> {
        self.extraction.as_ref()
    }

    /// The rows of the list.
    pub fn rows(&self) -> &[EntityRow] {
        &self.rows
    }

    /// The chosen row.
    pub fn selected(&self) -> usize {
        self.selected
    }

    /// First row in view.
    pub fn top(&self) -> usize {
        self.top
    }

    /// Says how many rows are in view.
    pub fn set_height(&mut self, height: usize) {
        self.height = height;
        self.keep_in_view();
    }

    /// Moves the choice, over the headings of groups.
    pub fn move_by(&mut self, by: isize) {
        let last = self.rows.len().saturating_sub(1);
        let mut row = self.selected.saturating_add_signed(by).min(last);
        while matches!(self.rows.get(row), Some(EntityRow::Group(..))) {
            row = if by < 0 && row > 0 { row - 1 } else { (row + 1).min(last) };
        }
        self.selected = row;
        self.keep_in_view();
    }

    /// The mentions of a row.
    pub fn mentions(&self, row: EntityRow) -> &[Mention] {
        let Some(extraction) = &self.extraction else { return &[] };
        match row {
            EntityRow::Group(..) => &[],
            EntityRow::Entity(index) => extraction.entities.get(index).map_or(&[], |e| &e.mentions),
            EntityRow::Acronym(index) => extraction.acronyms.get(index).map_or(&[], |a| &a.mentions),
        }
    }

    /// The mentions to be shown in the text: those of the entry that is walked.
    pub fn marked(&self) -> &[Mention] {
        self.walked.map_or(&[], |walk| self.mentions(walk.row))
    }

    /// The mention last visited.
    pub fn visited(&self) -> Option<Span> {
        let walk = self.walked?;
        self.mentions(walk.row).get(walk.mention?).map(|mention| mention.span)
    }

    /// The entry that is walked, and `[2/8]`.
    pub fn walk(&self) -> Option<(EntityRow, String)> {
        let walk = self.walked?;
        Some((walk.row, format!("[{}/{}]", self.mention_number()?, self.mentions(walk.row).len())))
    }

    /// The name of a row's entry.
    pub fn name(&self, row: EntityRow) -> &str {
        let Some(extraction) = &self.extraction else { return "" };
        match row {
            EntityRow::Group(group, _) => group.title(),
            EntityRow::Entity(index) => extraction.entities.get(index).map_or("", |e| e.name.as_str()),
            EntityRow::Acronym(index) => extraction.acronyms.get(index).map_or("", |a| a.text.as_str()),
        }
    }

    /// Begins a walk through the mentions of the chosen entry; goes on when it is walked already.
    pub fn walk_selected(&mut self) {
        let Some(row) = self.rows.get(self.selected).copied() else { return };
        if self.walked.is_none_or(|walk| walk.row != row) {
            self.walked = Some(Walk { row, mention: None });
        }
    }

    /// The entry that is named at `span` of the text, an entity before an acronym, and which of its mentions that is.
    pub(super) fn named_at(&self, span: Span) -> Option<(EntityRow, usize)> {
        let found = self.extraction.as_ref()?;
        let entities = (0..found.entities.len()).map(EntityRow::Entity);
        let mut all = entities.chain((0..found.acronyms.len()).map(EntityRow::Acronym));
        let covers = |mention: &Mention| mention.span.start <= span.start && span.end <= mention.span.end;
        all.find_map(|row| Some((row, self.mentions(row).iter().position(covers)?)))
    }

    /// Chooses the entry that is named at `span` of the text, and walks it from that mention on; all entries are shown again
    /// where the filter hides this one. `None` where nothing is named.
    pub(super) fn choose_at(&mut self, span: Span) -> Option<EntityRow> {
        let (row, mention) = self.named_at(span)?;
        if !self.fits(row) {
            self.filter_by("");
        }
        self.selected = self.rows.iter().position(|other| *other == row).unwrap_or(self.selected);
        self.keep_in_view();
        self.walked = Some(Walk { row, mention: Some(mention) });
        Some(row)
    }

    /// The cable that is named at a byte of the text, as it is named there.
    pub(super) fn cable_at(&self, offset: usize) -> Option<&str> {
        let found = self.extraction.as_ref()?;
        let is_here = |mention: &Mention| mention.span.contains(offset);
        let mut cables = found.entities.iter().filter(|entity| entity.kind == Kind::CableRef);
        Some(&cables.find(|entity| entity.mentions.iter().any(is_here))?.name)
    }

    /// Kind and name of the chosen entity, or of the one that is walked; an acronym stands for an organization.
    pub(super) fn chosen_entity(&self) -> Option<(Kind, String)> {
        let walked = self.walked.map(|walk| walk.row);
        let row = walked.or_else(|| self.rows.get(self.selected).copied())?;
        match row {
            EntityRow::Acronym(_) => Some((Kind::Organization, self.name(row).to_owned())),
            _ => self.entity(row).map(|entity| (entity.kind, entity.name.clone())),
        }
    }

    /// Which mention was last visited, from 1.
    pub(super) fn mention_number(&self) -> Option<usize> {
        Some(self.walked?.mention? + 1)
    }

    /// Goes to the next or previous mention of the entry that is walked, `times` over, around the ends; at first to the
    /// one nearest to byte `from` of the text. `None` when none is walked.
    pub fn step(&mut self, direction: Direction, times: usize, from: usize) -> Option<Span> {
        let walk = self.walked?;
        let mentions = self.mentions(walk.row);
        let count = mentions.len();
        if count == 0 {
            return None;
        }
        let steps = times % count;
        let next = match (walk.mention, direction) {
            (None, _) => mentions.iter().position(|mention| mention.span.start >= from).unwrap_or(0),
            (Some(mention), Direction::Forward) => (mention + steps) % count,
            (Some(mention), Direction::Backward) => (mention + count - steps) % count,
        };
        self.walked = Some(Walk { mention: Some(next), ..walk });
        self.visited()
    }

    /// Ends the walk; false when there was none.
    pub fn stop(&mut self) -> bool {
        self.walked.take().is_some()
    }

    fn keep_in_view(&mut self) {
        // The heading above the first entry of a group stays in view with it.
        let above = self.selected.saturating_sub(1);
        let first =
            if matches!(self.rows.get(above), Some(EntityRow::Group(..))) { above } else { self.selected };
        self.top = self.top.min(first).max((self.selected + 1).saturating_sub(self.height.max(1)));
    }
}
