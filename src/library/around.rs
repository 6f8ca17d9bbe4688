//! What stands around a cable or an entity: who is named beside them, and what refers to what.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::card::{Card, Name};
use super::engine::{Answer, Appearance, Engine, Gap};
use crate::entity::Kind;

/// Most cables of a thread.
const THREAD: usize = 200;
/// Most cables whose other names are counted.
const COMPANY: usize = 500;
/// Most others that are told.
const OTHERS: usize = 20;
/// Most cables that are told to be missing.
const GAPS: usize = 10_000;

/// What is asked about the library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// Every cable that names this.
    Entity {
        /// What it is.
        kind: Kind,
        /// Its name, as a cable has it or the reader has put it.
        name: String,
    },
    /// What a cable refers to, and what refers to it.
    References {
        /// The key of the cable.
        key: String,
        /// The ids that it refers to.
        cites: Vec<String>,
    },
    /// What cables refer to and is not held.
    Gaps,
}

/// The answer to a [`Question`].
#[derive(Clone, Debug, PartialEq)]
pub enum Around {
    /// Of an entity.
    Entity {
        /// What it is.
        kind: Kind,
        /// Its name.
        name: String,
        /// The cables that name it, by date.
        appearances: Vec<Appearance>,
        /// Who else they name, those with most cables first.
        company: Vec<Company>,
        /// How many cables have not been searched for names yet.
        unknown: bool,
    },
    /// Of a cable.
    References {
        /// Its key.
        key: String,
        /// What it refers to, and the copies that are held.
        cites: Vec<(String, Vec<Card>)>,
        /// What refers to it, by date.
        citing: Vec<Card>,
        /// All that these lead to in turn, by date: the cable itself too.
        thread: Vec<Card>,
    },
    /// What is not held.
    Gaps(Vec<Gap>),
}

/// Somebody who is named beside somebody else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Company {
    /// What it is.
    pub kind: Kind,
    /// Its name.
    pub name: String,
    /// In how many of the cables.
    pub cables: usize,
    /// In how many paragraphs that name both.
    pub paragraphs: usize,
}

/// Answers a question from the index.
///
/// # Errors
/// When the index cannot be used.
pub fn around(engine: &dyn Engine, question: &Question) -> Answer<Around> {
    Ok(match question {
        Question::Entity { kind, name } => {
            let appearances = once_each(engine.appearances(*kind, name)?);
            let company = company(engine, &appearances)?;
            let unknown = !engine.nameless(1)?.is_empty();
            Around::Entity { kind: *kind, name: name.clone(), appearances, company, unknown }
        }
        Question::References { key, cites } => {
            let held = |id: &String| Ok((id.clone(), engine.held(id)?));
            Around::References {
                key: key.clone(),
                cites: cites.iter().map(held).collect::<Answer<_>>()?,
                citing: one_of_each(engine.citing(key)?),
                thread: thread(engine, key)?,
            }
        }
        Question::Gaps => Around::Gaps(engine.gaps(GAPS)?),
    })
}

/// Of several copies of a cable the first.
fn one_of_each(mut cards: Vec<Card>) -> Vec<Card> {
    let mut seen = BTreeSet::new();
    cards.retain(|card| seen.insert(card.key.clone()));
    cards
}

/// Of several copies of a cable the first; of several entities in it that are called so, the one most named.
fn once_each(mut appearances: Vec<Appearance>) -> Vec<Appearance> {
    let mut best: BTreeMap<String, usize> = BTreeMap::new();
    for Appearance { card, name } in &appearances {
        let most = best.entry(card.key.clone()).or_default();
        *most = name.mentions.max(*most);
    }
    appearances.retain(|Appearance { card, name }| {
        let is_best = best.get(&card.key).is_some_and(|most| *most == name.mentions);
        if is_best {
            best.remove(&card.key);
        }
        is_best
    });
    appearances
}

fn company(engine: &dyn Engine, appearances: &[Appearance]) -> Answer<Vec<Company>> {
    let asked = appearances.get(..COMPANY).unwrap_or(appearances);
    let places: Vec<_> = asked.iter().map(|appearance| appearance.card.place.clone()).collect();
    let beside: BTreeMap<_, &Name> =
        asked.iter().map(|appearance| (&appearance.card.place, &appearance.name)).collect();
    let mut others: BTreeMap<(Kind, String), (usize, usize)> = BTreeMap::new();
    for (place, other) in engine.company(&places)? {
        let Some(own) = beside.get(&place) else { continue };
        if other == **own {
            continue;
        }
        let shared = other.paragraphs.iter().filter(|paragraph| own.paragraphs.contains(paragraph)).count();
        let counts = others.entry((other.kind, other.name)).or_default();
        *counts = (counts.0 + 1, counts.1 + shared);
    }
    let mut company: Vec<Company> = others
        .into_iter()
        .map(|((kind, name), (cables, paragraphs))| Company { kind, name, cables, paragraphs })
        .collect();
    company.sort_by_key(|other| std::cmp::Reverse((other.paragraphs, other.cables)));
    company.truncate(OTHERS);
    Ok(company)
}

/// All cables that are held and that references lead to from `key`, in either direction, by date.
fn thread(engine: &dyn Engine, key: &str) -> Answer<Vec<Card>> {
    let mut known: BTreeSet<String> = [key.to_owned()].into();
    let mut next: VecDeque<String> = known.iter().cloned().collect();
    let mut cards = Vec::new();
    while let Some(id) = next.pop_front()
        && cards.len() < THREAD
    {
        let Some(card) = engine.held(&id)?.into_iter().next() else { continue };
        cards.push(card);
        let citing = engine.citing(&id)?.into_iter().map(|card| card.key);
        for other in engine.cited(&id)?.into_iter().chain(citing) {
            if known.insert(other.clone()) {
                next.push_back(other);
            }
        }
    }
    cards.sort_by_key(|card| (card.date, card.key.clone()));
    Ok(cards)
}
