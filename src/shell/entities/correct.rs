//! `reftel entities rename` and the like: acknowledged once it is on the medium.

use std::path::Path;
use std::process::ExitCode;

use super::arguments::{Add, Command, How, OfEntity, Place, Split, ToKind, ToName};
use crate::annotation::{Anchor, Change, Content, Finder, NoteId};
use crate::entity::{Correction, Entity, Entry, Extraction, Fix, Kind, Named};
use crate::shell::Failure;
use crate::shell::arguments::State;
use crate::shell::clock::now;
use crate::shell::dossier::{Cabinet, Dossier};
use crate::shell::notes::{acknowledged, anchor};

/// Puts right what a cable speaks of.
struct Corrector {
    cabinet: Cabinet,
    dossier: Dossier,
    /// Its entities, as they are shown now.
    found: Extraction,
    me: String,
}

/// Writes a correction down.
pub(super) fn run(command: Command, state: &State) -> Result<ExitCode, Failure> {
    match command {
        Command::Rename(ToName { file, name, other, how }) => {
            let mut corrector = Corrector::open(&file, &how, state)?;
            let on = corrector.entity(&name)?.subject();
            corrector.write(Correction { on, fix: Fix::Rename(other) }, Anchor::default(), &how)
        }
        Command::Type(ToKind { file, name, kind, how }) => {
            let kind = kind_of(&kind)?;
            let mut corrector = Corrector::open(&file, &how, state)?;
            let on = corrector.entity(&name)?.subject();
            corrector.write(Correction { on, fix: Fix::Kind(kind) }, Anchor::default(), &how)
        }
        Command::Merge(ToName { file, name, other, how }) => {
            let mut corrector = Corrector::open(&file, &how, state)?;
            let (on, other) = (corrector.entity(&name)?.subject(), corrector.entity(&other)?.subject());
            if on == other {
                return Err(Failure::Usage(String::from("that is the entity itself")));
            }
            corrector.write(Correction { on, fix: Fix::Merge(other) }, Anchor::default(), &how)
        }
        Command::Split(Split { to: ToName { file, name, other, how }, place }) => {
            let mut corrector = Corrector::open(&file, &how, state)?;
            let on = corrector.entity(&name)?.subject();
            let anchor = corrector.place(&place)?;
            corrector.write(Correction { on, fix: Fix::Split(other) }, anchor, &how)
        }
        Command::Ignore(OfEntity { file, name, how }) => {
            let mut corrector = Corrector::open(&file, &how, state)?;
            let on = corrector.entity(&name)?.subject();
            corrector.write(Correction { on, fix: Fix::Ignore }, Anchor::default(), &how)
        }
        Command::Add(Add { file, kind, place, how }) => {
            let kind = kind_of(&kind)?;
            let mut corrector = Corrector::open(&file, &how, state)?;
            let anchor = corrector.place(&place)?;
            let on = Named { name: anchor.exact.clone(), kind };
            corrector.write(Correction { on, fix: Fix::Add }, anchor, &how)
        }
        Command::Undo(OfEntity { file, name, how }) => Corrector::open(&file, &how, state)?.undo(&name, &how),
        // Answered where nothing is put right.
        Command::Lexicon => Ok(ExitCode::SUCCESS),
    }
}

fn kind_of(word: &str) -> Result<Kind, Failure> {
    let known = || Kind::ALL.map(Kind::name).join(", ");
    Kind::named(word).ok_or_else(|| Failure::Usage(format!("no kind '{word}'; one of {}", known())))
}

impl Corrector {
    fn open(file: &Path, how: &How, state: &State) -> Result<Self, Failure> {
        let mut cabinet = Cabinet::to_write(file, state)?;
        let dossier = cabinet.only(how.of.as_deref())?;
        let me = cabinet.me().author.id;
        let found = cabinet.entities(&dossier);
        Ok(Self { cabinet, dossier, found, me })
    }

    /// The entity of that name, or else with that alias.
    fn entity(&self, name: &str) -> Result<&Entity, Failure> {
        let is_it = |own: &str| own.to_lowercase() == name.to_lowercase();
        let named: Vec<&Entity> = self.found.entities.iter().filter(|entity| is_it(&entity.name)).collect();
        let aliased = self.found.entities.iter().filter(|it| it.aliases.iter().any(|alias| is_it(alias)));
        let meant = if named.is_empty() { aliased.collect() } else { named };
        match &meant[..] {
            [entity] => Ok(entity),
            [] => Err(Failure::Nothing(format!(
                "no entity is called '{name}'; 'reftel entities FILE' lists them"
            ))),
            several => {
                let kinds: Vec<String> =
                    several.iter().map(|it| format!("{} ({})", it.name, it.kind.name())).collect();
                Err(Failure::Usage(format!(
                    "'{name}' may be {}; put that right in the program",
                    kinds.join(", ")
                )))
            }
        }
    }

    fn place(&self, place: &Place) -> Result<Anchor, Failure> {
        anchor(&self.dossier.cable, &Finder::new(&self.dossier.cable), place.para, Some(&place.quote))
    }

    fn write(&mut self, correction: Correction, anchor: Anchor, how: &How) -> Result<ExitCode, Failure> {
        correction.check_form().map_err(|flaw| Failure::Usage(flaw.to_string()))?;
        let entry = how.everywhere.then(|| self.everywhere(&correction));
        let id = NoteId::of_correction(&self.me, &correction, &anchor);
        let parents = self.dossier.ledger.heads(&id, &self.me);
        // One that leaves the entity as it was found takes back what was said before.
        let says = how.everywhere || !correction.is_idle();
        let content = Content { anchor, correction: Some(correction), ..Content::default() };
        let content = Some(content).filter(|_| says);
        if self.dossier.ledger.said(&parents) == content && !how.everywhere {
            return Err(Failure::Nothing(String::from("it is so already: nothing was written")));
        }
        let code = self.save(&[Change { id, parents, content, at: now() }], how.json)?;
        if let Some(entry) = entry {
            self.cabinet.store.add_to_lexicon(&entry).map_err(|error| Failure::State(error.to_string()))?;
        }
        Ok(code)
    }

    /// What a correction is for all cables.
    fn everywhere(&self, correction: &Correction) -> Entry {
        let Correction { on: Named { name, kind }, fix } = correction;
        let called = |name: &str, kind: Kind, aliases: Vec<String>| Entry {
            name: Some(name.to_owned()),
            kind: Some(kind),
            aliases,
            ..Entry::default()
        };
        match fix {
            Fix::Ignore => Entry { ignore: Some(name.clone()), kind: Some(*kind), ..Entry::default() },
            Fix::Rename(other) => called(other, *kind, vec![name.clone()]),
            Fix::Merge(other) => called(&other.name, other.kind, vec![name.clone()]),
            Fix::Kind(kind) => called(name, *kind, Vec::new()),
            Fix::Add => called(name, *kind, Vec::new()),
            Fix::Split(other) => called(other, *kind, Vec::new()),
        }
    }

    fn undo(&mut self, name: &str, how: &How) -> Result<ExitCode, Failure> {
        let is_it = |own: &str| own.to_lowercase() == name.to_lowercase();
        let about = |correction: &Correction| {
            let other = match &correction.fix {
                Fix::Rename(other) | Fix::Split(other) => other.as_str(),
                _ => "",
            };
            is_it(&correction.on.name) || is_it(other)
        };
        let own = self.dossier.ledger.corrections().into_iter().filter(|note| note.author.id == self.me);
        let meant = own.filter(|note| note.content.correction.as_ref().is_some_and(about));
        let at = now();
        let changes: Vec<Change> =
            meant.map(|note| Change { id: note.id, parents: note.heads, content: None, at }).collect();
        if changes.is_empty() {
            return Err(Failure::Nothing(format!("you have put nothing right about '{name}'")));
        }
        self.save(&changes, how.json)
    }

    fn save(&mut self, changes: &[Change], as_json: bool) -> Result<ExitCode, Failure> {
        let versions = self.cabinet.commit(&self.dossier, changes)?;
        acknowledged(changes.iter().map(|change| &change.id).zip(&versions), as_json)
    }
}
