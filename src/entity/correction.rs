//! What a reader puts right about the entities of a cable. What was found never overrides it.

use serde::{Deserialize, Serialize};

use super::{Entity, Extraction, Kind, Mention, occurrence};
use crate::cable::Cable;

/// An entity by its name and kind.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Named {
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: Kind,
}

/// What a correction does.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "what", content = "value", rename_all = "kebab-case")]
pub enum Fix {
    /// The words pointed at, and all the same in the cable, name an entity.
    Add,
    /// The mention pointed at is of another entity, which has this name.
    Split(String),
    /// It is the same as another.
    Merge(Named),
    /// It is of another kind.
    Kind(Kind),
    /// It has another name.
    Rename(String),
    /// It is none.
    Ignore,
}

impl Fix {
    /// The stable word: `add`, `split`, `merge`, `kind`, `rename`, `ignore`.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Add => "add",
            Self::Split(_) => "split",
            Self::Merge(_) => "merge",
            Self::Kind(_) => "kind",
            Self::Rename(_) => "rename",
            Self::Ignore => "ignore",
        }
    }

    /// Whether it is about one place in the text, not about all that the entity is.
    pub fn points(&self) -> bool {
        matches!(self, Self::Add | Self::Split(_))
    }
}

/// One thing put right.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Correction {
    /// The entity, as it was called before anything was put right; of an addition, what it is to be.
    #[serde(flatten)]
    pub on: Named,
    /// What is done to it.
    #[serde(flatten)]
    pub fix: Fix,
}

impl Correction {
    /// The names in it: what it is about, and what that is called from now on.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let other = match &self.fix {
            Fix::Split(name) | Fix::Rename(name) | Fix::Merge(Named { name, .. }) => Some(name.as_str()),
            Fix::Add | Fix::Kind(_) | Fix::Ignore => None,
        };
        [self.on.name.as_str()].into_iter().chain(other)
    }

    /// Whether it leaves everything as it is: the entity is called so, or is of that kind.
    pub fn is_idle(&self) -> bool {
        match &self.fix {
            Fix::Kind(kind) => *kind == self.on.kind,
            Fix::Rename(name) | Fix::Split(name) => *name == self.on.name,
            Fix::Merge(other) => *other == self.on,
            Fix::Add | Fix::Ignore => false,
        }
    }

    /// Whether only one of two can hold: by the one there is no such entity, by the other something is said of it.
    pub fn contradicts(&self, other: &Self) -> bool {
        let denies = |one: &Self, other: &Self| {
            let joined = if let Fix::Merge(with) = &other.fix { Some(with) } else { None };
            one.fix == Fix::Ignore
                && other.fix != Fix::Ignore
                && (one.on == other.on || joined == Some(&one.on))
        };
        denies(self, other) || denies(other, self)
    }

    /// What it does, in words: `PGR (organization) is the same as Procuraduria (organization)`.
    pub fn words(&self) -> String {
        let Named { name, kind } = &self.on;
        let subject = format!("{name} ({})", kind.name());
        match &self.fix {
            Fix::Add => format!("{name} is a new {}", kind.name()),
            Fix::Split(other) => format!("here {subject} is {other}"),
            Fix::Merge(other) => format!("{subject} is the same as {} ({})", other.name, other.kind.name()),
            Fix::Kind(other) => format!("{subject} is of kind {}", other.name()),
            Fix::Rename(other) => format!("{subject} is called {other}"),
            Fix::Ignore => format!("{subject} is no entity"),
        }
    }
}

/// A correction in the cable at hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// What is put right.
    pub correction: Correction,
    /// The words pointed at, where they were found.
    pub at: Option<Mention>,
}

/// What was found, put right. Pure, and in whatever order the corrections come the same: what points at a place is done
/// first, then what is the same is united, then kinds and names are given, and what is none goes. What another version of
/// the program does not find is an entity all the same, because the reader says something about it.
pub fn corrected(found: Extraction, cable: &Cable, corrections: &[Placed]) -> Extraction {
    put_right(found, cable, corrections, true)
}

/// The same for the fixes of a lexicon, which say nothing about what this cable names.
pub(super) fn with_lexicon(found: Extraction, cable: &Cable, fixes: &[Placed]) -> Extraction {
    put_right(found, cable, fixes, false)
}

fn put_right(found: Extraction, cable: &Cable, corrections: &[Placed], vouched: bool) -> Extraction {
    if corrections.is_empty() {
        return found;
    }
    let mut sorted: Vec<&Placed> = corrections.iter().collect();
    // `Fix` is declared in the order in which its variants are carried out.
    sorted.sort_by(|a, b| {
        let order = |placed: &Placed| placed.at.map(|at| at.span.start);
        (&a.correction.fix, &a.correction.on, order(a)).cmp(&(&b.correction.fix, &b.correction.on, order(b)))
    });
    let merged = vec![None; found.entities.len()];
    let mut table = Table { cable, vouched, entities: found.entities, merged };
    for Placed { correction, at } in sorted {
        let Correction { on, fix } = correction;
        let why = &format!("put right: {}", correction.words());
        match (fix, at) {
            (Fix::Add, at) => table.add(on, *at, why),
            (Fix::Split(name), Some(at)) => table.split(on, *at, name, why),
            (Fix::Split(_), None) => {}
            (Fix::Merge(other), _) => table.merge(on, other, why),
            (Fix::Kind(kind), _) => table.change(on, why, |entity| entity.kind = *kind),
            (Fix::Rename(name), _) => table.change(on, why, |entity| entity.rename(name)),
            (Fix::Ignore, _) => table.ignore(on),
        }
    }
    Extraction { entities: table.united(), ..found }
}

impl Entity {
    /// What it was called before anything was put right: what a further correction is about.
    pub fn subject(&self) -> Named {
        self.before.clone().unwrap_or_else(|| Named { name: self.name.clone(), kind: self.kind })
    }

    fn rename(&mut self, name: &str) {
        let former = std::mem::replace(&mut self.name, name.to_owned());
        self.aliases.retain(|alias| alias != name);
        if former != name && !self.aliases.contains(&former) {
            self.aliases.insert(0, former);
        }
    }

    /// Takes over everything that another is.
    fn absorb(&mut self, other: Entity) {
        for name in [other.name].into_iter().chain(other.aliases) {
            if name != self.name && !self.aliases.contains(&name) {
                self.aliases.push(name);
            }
        }
        self.why.extend(other.why.into_iter().filter(|why| !self.why.contains(why)).collect::<Vec<_>>());
        self.expansion = self.expansion.take().or(other.expansion);
        self.role = self.role.take().or(other.role);
        self.value = self.value.take().or(other.value);
        self.mentions.extend(other.mentions);
    }

    /// Remembers what it was before, and why it is no longer.
    fn mark(&mut self, why: &str) {
        let subject = self.subject();
        self.before = Some(subject);
        if !self.why.iter().any(|known| known == why) {
            self.why.push(why.to_owned());
        }
    }

    fn is_called(&self, name: &str) -> bool {
        let is_it = |own: &str| own.to_lowercase() == name.to_lowercase();
        is_it(&self.name) || self.before.as_ref().is_some_and(|before| is_it(&before.name))
    }
}

/// The entities, while they are put right.
struct Table<'a> {
    cable: &'a Cable,
    /// Whether what is put right is an entity wherever it stands, found or not.
    vouched: bool,
    entities: Vec<Entity>,
    /// For each, the one that it is the same as.
    merged: Vec<Option<usize>>,
}

impl Table<'_> {
    /// The entity meant by a name of that very kind: a name before an alias.
    fn exactly(&self, on: &Named) -> Option<usize> {
        let of_kind = |at: &usize| self.entities[*at].subject().kind == on.kind;
        let all = || (0..self.entities.len()).filter(of_kind);
        let lower = on.name.to_lowercase();
        let aliases =
            |at: &usize| self.entities[*at].aliases.iter().any(|alias| alias.to_lowercase() == lower);
        all().find(|at| self.entities[*at].is_called(&on.name)).or_else(|| all().find(aliases))
    }

    /// The entity meant, also where another version of the program takes it for another kind.
    fn find(&self, on: &Named) -> Option<usize> {
        let by_name = || self.entities.iter().position(|entity| entity.is_called(&on.name));
        self.exactly(on).or_else(by_name)
    }

    /// The same, or what the reader vouches for.
    fn meant(&mut self, on: &Named, why: &str) -> Option<usize> {
        if self.vouched && self.find(on).is_none() {
            self.add(on, None, why);
        }
        self.find(on)
    }

    fn root(&self, mut at: usize) -> usize {
        while let Some(next) = self.merged[at] {
            at = next;
        }
        at
    }

    fn change(&mut self, on: &Named, why: &str, change: impl FnOnce(&mut Entity)) {
        // What was taken for the same as another bears the name of that.
        if let Some(at) = self.meant(on, why).filter(|at| self.merged[*at].is_none()) {
            self.entities[at].mark(why);
            change(&mut self.entities[at]);
        }
    }

    fn merge(&mut self, on: &Named, other: &Named, why: &str) {
        let Some(at) = self.meant(on, why) else { return };
        match self.find(other).map(|other| self.root(other)) {
            Some(root) if root == self.root(at) => {}
            Some(root) => {
                let at = self.root(at);
                self.entities[root].mark(why);
                self.merged[at] = Some(root);
            }
            // The other is not named in this cable: it is still what this one is called.
            None => self.change(on, why, |entity| {
                entity.rename(&other.name);
                entity.kind = other.kind;
            }),
        }
    }

    fn ignore(&mut self, on: &Named) {
        if let Some(at) = self.exactly(on).filter(|at| self.merged[*at].is_none()) {
            self.entities[at].mentions.clear();
            // What is the same as nothing is nothing.
            for other in 0..self.entities.len() {
                if self.root(other) == at {
                    self.entities[other].mentions.clear();
                }
            }
        }
    }

    /// Takes a mention from whichever entity it was given to.
    fn free(&mut self, at: Mention, why: &str) -> Option<usize> {
        let mut owner = None;
        for (index, entity) in self.entities.iter_mut().enumerate() {
            let before = entity.mentions.len();
            entity.mentions.retain(|mention| !mention.span.overlaps(at.span));
            if entity.mentions.len() < before {
                entity.mark(why);
                owner = owner.or(Some(index));
            }
        }
        owner
    }

    fn add(&mut self, on: &Named, at: Option<Mention>, why: &str) {
        if let Some(at) = at {
            self.free(at, why);
        }
        let mut mentions: Vec<Mention> = at.into_iter().collect();
        for other in occurrence::all(self.cable, &on.name) {
            // The same words elsewhere are this one too, unless they are part of a longer name.
            let longer = |mention: &Mention| mention.span != other.span && mention.span.overlaps(other.span);
            if !self.entities.iter().flat_map(|entity| &entity.mentions).chain(&mentions).any(longer) {
                self.free(other, why);
                mentions.push(other);
            }
        }
        self.give(on.clone(), mentions, why);
    }

    fn split(&mut self, on: &Named, at: Mention, name: &str, why: &str) {
        let kind = self.free(at, why).map_or(on.kind, |owner| self.entities[owner].kind);
        let target = self.give(Named { name: name.to_owned(), kind }, vec![at], why);
        if let Some(text) = self.cable.text.get(at.span.start..at.span.end)
            && text != name
            && !text.contains('\n')
            && !self.entities[target].aliases.iter().any(|alias| alias == text)
        {
            self.entities[target].aliases.push(text.to_owned());
        }
    }

    /// Gives mentions to the entity of that name and kind, a new one where there is none.
    fn give(&mut self, named: Named, mentions: Vec<Mention>, why: &str) -> usize {
        let at = self.exactly(&named).unwrap_or_else(|| {
            self.entities.push(Entity { name: named.name, ..Entity::blank(named.kind) });
            self.merged.push(None);
            self.entities.len() - 1
        });
        self.entities[at].mentions.extend(mentions);
        self.entities[at].mark(why);
        at
    }

    /// What is left, in order of first mention; what has got the same name and kind is the same.
    fn united(mut self) -> Vec<Entity> {
        for at in 0..self.entities.len() {
            let same = |other: &usize| {
                let (one, two) = (&self.entities[at], &self.entities[*other]);
                one.kind == two.kind && one.name == two.name && (one.before.is_some() || two.before.is_some())
            };
            let here = self.merged[at].is_none() && !self.entities[at].mentions.is_empty();
            let other = (0..at).find(|other| here && self.merged[*other].is_none() && same(other));
            self.merged[at] = self.merged[at].or(other);
        }
        for at in 0..self.entities.len() {
            let root = self.root(at);
            if root != at && !self.entities[at].mentions.is_empty() {
                let kind = self.entities[at].kind;
                let other = std::mem::replace(&mut self.entities[at], Entity::blank(kind));
                self.entities[root].absorb(other);
            }
        }
        for entity in &mut self.entities {
            entity.mentions.sort_by_key(|mention| (mention.span.start, mention.span.end));
            entity.mentions.dedup();
        }
        self.entities.retain(|entity| !entity.mentions.is_empty());
        self.entities.sort_by_key(|entity| entity.mentions.first().map(|mention| mention.span.start));
        self.entities
    }
}

#[cfg(test)]
mod tests;
