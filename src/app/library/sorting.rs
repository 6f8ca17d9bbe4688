//! The orders of the list.

use std::cmp::Reverse;
use std::sync::LazyLock;

use super::Library;
use crate::library::{Card, Standing};

/// How the list is ordered. What a query found in the texts comes by how well it fits, whatever the order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// By date, the latest first.
    #[default]
    Newest,
    /// By date, the earliest first.
    Oldest,
    /// By id.
    Id,
    /// By classification, the highest first.
    Class,
    /// By the number of notes, the most first.
    Notes,
    /// What was opened last first.
    Recent,
}

impl Sort {
    /// The next order.
    pub(super) fn next(self) -> Self {
        match self {
            Self::Newest => Self::Oldest,
            Self::Oldest => Self::Id,
            Self::Id => Self::Class,
            Self::Class => Self::Notes,
            Self::Notes => Self::Recent,
            Self::Recent => Self::Newest,
        }
    }

    /// It in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Newest => "newest first",
            Self::Oldest => "oldest first",
            Self::Id => "by id",
            Self::Class => "by classification",
            Self::Notes => "most notes first",
            Self::Recent => "opened last first",
        }
    }
}

impl Library {
    /// Puts all cables in order again; pinned ones stand before all others.
    pub(super) fn reorder(&mut self) {
        self.order = self.sorted((0..self.catalog.groups.len()).collect());
        self.refill();
    }

    fn sorted(&self, mut groups: Vec<usize>) -> Vec<usize> {
        let pinned = |group: &usize| !self.standing(*group).pinned;
        match self.sort {
            Sort::Newest => {
                groups.sort_by_cached_key(|group| (pinned(group), Reverse(self.card(*group).date)))
            }
            // What has no date stands behind all that has one, in both directions.
            Sort::Oldest => groups.sort_by_cached_key(|group| {
                let date = self.card(*group).date;
                (pinned(group), date.is_none(), date)
            }),
            Sort::Id => groups.sort_by_cached_key(|group| (pinned(group), self.card(*group).key.clone())),
            Sort::Class => groups.sort_by_cached_key(|group| {
                let card = self.card(*group);
                (pinned(group), Reverse(card.classification), Reverse(card.date))
            }),
            Sort::Notes => groups.sort_by_cached_key(|group| {
                (pinned(group), Reverse(self.standing(*group).notes), Reverse(self.card(*group).date))
            }),
            Sort::Recent => {
                let recent = &self.catalog.listed.recent;
                let age = |group: &usize| {
                    let is_one =
                        |place: &crate::library::Place| self.copies(*group).any(|card| card.place == *place);
                    recent.iter().position(is_one).unwrap_or(usize::MAX)
                };
                groups
                    .sort_by_cached_key(|group| (pinned(group), age(group), Reverse(self.card(*group).date)));
            }
        }
        groups
    }

    /// The first copy of a group.
    pub(super) fn card(&self, group: usize) -> &Card {
        self.copies(group).next().unwrap_or(&NONE)
    }

    /// All copies of a group.
    pub(super) fn copies(&self, group: usize) -> impl Iterator<Item = &Card> {
        let cards = &self.catalog.listed.cards;
        self.catalog.groups.get(group).into_iter().flatten().filter_map(|card| cards.get(*card))
    }

    /// What the reader has done with a group.
    pub(super) fn standing(&self, group: usize) -> Standing {
        self.catalog.standings.get(group).copied().unwrap_or_default()
    }
}

/// A card of nothing.
static NONE: LazyLock<Card> = LazyLock::new(Card::default);
