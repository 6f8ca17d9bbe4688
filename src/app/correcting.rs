//! Putting right what was found about entities: each correction is an edit that undo takes back.

use super::selecting::NOTHING_SELECTED;
use super::{App, Effect, EntityRow, Mode, Moment, Notebook, Prompt, PromptKind};
use crate::annotation::{Anchor, Content, Edit, Finder, NoteId, placed};
use crate::entity::{Correction, Entity, Entry, Fix, Kind, Named};
use crate::keys::Action;
use crate::layout::Pane;

/// Longest name of an entity that can be picked out of the text, in bytes.
const NAME_MAX: usize = 200;

/// What is asked for, to put an entity right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Correcting {
    /// Its name.
    Rename(Named),
    /// Its kind.
    Kind(Named),
    /// What it is the same as.
    Merge(Named),
    /// What the mention at the anchor is of.
    Split(Named, Box<Anchor>),
    /// The kind of the words at the anchor.
    Add(Box<Anchor>),
}

impl Correcting {
    /// What stands in front of the prompt.
    pub(super) fn sign(&self) -> &'static str {
        match self {
            Self::Rename(_) => "name: ",
            Self::Kind(_) => "kind: ",
            Self::Merge(_) => "the same as: ",
            Self::Split(..) => "this mention is of: ",
            Self::Add(_) => "kind of what is selected: ",
        }
    }
}

impl Notebook {
    /// Writes a correction; one that leaves the entity as it was found is taken back. What was done, in words.
    ///
    /// # Errors
    /// When it is so already, or a name is too long to be written down.
    pub(super) fn correct(
        &mut self,
        correction: Correction,
        anchor: Anchor,
        moment: Moment,
    ) -> Result<String, String> {
        correction.check_form().map_err(|flaw| flaw.to_string())?;
        let id = NoteId::of_correction(&self.me().author.id, &correction, &anchor);
        let words = correction.words();
        let is_idle = correction.is_idle();
        let content = Content { anchor, correction: Some(correction), ..Content::default() };
        let (before, after) = (self.said(&id), Some(content).filter(|_| !is_idle));
        if before == after {
            return Err(String::from("it is so already"));
        }
        let edit = self.over_heads(Edit { id, before, after });
        self.change_all(vec![edit], moment);
        Ok(format!("{words}; u undoes"))
    }
}

impl App {
    /// Runs a command on the chosen entity; `None` for one that is something else.
    pub(super) fn run_on_entity(&mut self, action: Action, moment: Moment) -> Option<Vec<Effect>> {
        let ask: fn(Named) -> Correcting = match action {
            Action::RenameEntity => Correcting::Rename,
            Action::EntityKind => Correcting::Kind,
            Action::MergeEntity => Correcting::Merge,
            Action::SplitMention => {
                self.ask_to_split();
                return Some(Vec::new());
            }
            Action::IgnoreEntity => return Some(self.ignore_entity(moment)),
            Action::DescribeEntity => {
                self.describe_entity();
                return Some(Vec::new());
            }
            Action::SortEntities => {
                let order = self.entities.turn_order();
                self.tell(order);
                return Some(Vec::new());
            }
            Action::FilterEntities => {
                let filter = self.entities.filter().to_owned();
                self.mode = Mode::Prompting(Prompt::with(PromptKind::FilterEntities, &filter));
                return Some(Vec::new());
            }
            Action::KeepEntity => return Some(self.keep_entity()),
            Action::IgnoreEverywhere => {
                let entry = self.entity_to_correct().map(|entity| Entry::ignoring(entity.subject()));
                let here = self.ignore_entity(moment);
                return Some(here.into_iter().chain(entry.map(Effect::AddToLexicon)).collect());
            }
            _ => return None,
        };
        if let Some(entity) = self.entity_to_correct() {
            let (subject, name) = (entity.subject(), entity.name.clone());
            let typed = if action == Action::RenameEntity { name } else { String::new() };
            self.mode = Mode::Prompting(Prompt::with(PromptKind::Correct(ask(subject)), &typed));
        }
        Some(Vec::new())
    }

    /// The entity that a correction is about; says why there is none.
    fn entity_to_correct(&mut self) -> Option<&Entity> {
        if !self.writable() {
            return None;
        }
        match self.chosen_entity().filter(|_| self.focus == Pane::Entities) {
            Some(EntityRow::Entity(_)) => {}
            Some(_) => self.tell("what an acronym stands for is put right in lexicon.yaml"),
            None => self.tell("choose an entity first: Tab goes to the entities"),
        }
        self.chosen()
    }

    /// The chosen entity.
    pub(super) fn chosen(&self) -> Option<&Entity> {
        match self.chosen_entity().filter(|_| self.focus == Pane::Entities)? {
            EntityRow::Entity(index) => self.entities.extraction()?.entities.get(index),
            _ => None,
        }
    }

    fn ask_to_split(&mut self) {
        let Some(subject) = self.entity_to_correct().map(Entity::subject) else { return };
        match self.entity_anchor().filter(|anchor| anchor.para.is_some()) {
            Some(anchor) => {
                let anchor = Box::new(Anchor { entity: String::new(), ..anchor });
                let kind = PromptKind::Correct(Correcting::Split(subject, anchor));
                self.mode = Mode::Prompting(Prompt::new(kind));
            }
            None => self.tell("only a mention in a paragraph can be split off; ]e goes to the next"),
        }
    }

    fn ignore_entity(&mut self, moment: Moment) -> Vec<Effect> {
        let Some(on) = self.entity_to_correct().map(Entity::subject) else { return Vec::new() };
        self.put_right(Correction { on, fix: Fix::Ignore }, Anchor::default(), moment)
    }

    /// Keeps the chosen entity as it is now for all cables.
    fn keep_entity(&mut self) -> Vec<Effect> {
        let entry = self.entity_to_correct().map(|entity| Entry {
            name: Some(entity.name.clone()),
            kind: Some(entity.kind),
            aliases: entity.aliases.clone(),
            ..Entry::default()
        });
        entry.map(Effect::AddToLexicon).into_iter().collect()
    }

    /// Asks of what kind the selected words are.
    pub(super) fn ask_to_add(&mut self) {
        match self.anchor_selected() {
            Some(anchor) if anchor.until.is_some() || anchor.exact.len() > NAME_MAX => {
                self.tell("too much for a name; select the name alone");
            }
            Some(anchor) if self.writable() => {
                let kind = PromptKind::Correct(Correcting::Add(Box::new(anchor)));
                self.mode = Mode::Prompting(Prompt::new(kind));
            }
            Some(_) => {}
            None => self.tell(NOTHING_SELECTED),
        }
    }

    /// Does what was asked for.
    pub(super) fn corrected_by(&mut self, asked: Correcting, typed: &str, moment: Moment) -> Vec<Effect> {
        match self.correction(asked, typed.trim()) {
            Ok((correction, anchor)) => self.put_right(correction, anchor, moment),
            Err(why) => {
                self.tell(why);
                Vec::new()
            }
        }
    }

    fn correction(&self, asked: Correcting, typed: &str) -> Result<(Correction, Anchor), String> {
        if typed.is_empty() {
            return Err(String::from("nothing typed: it stays as it is"));
        }
        let kind = || {
            let known = Kind::ALL.map(Kind::name).join(", ");
            Kind::named(typed).ok_or_else(|| format!("no kind '{typed}'; one of {known}"))
        };
        let (on, fix, anchor) = match asked {
            Correcting::Rename(on) => (on, Fix::Rename(typed.to_owned()), Anchor::default()),
            Correcting::Kind(on) => (on, Fix::Kind(kind()?), Anchor::default()),
            Correcting::Merge(on) => (on, Fix::Merge(self.entity_called(typed)?), Anchor::default()),
            Correcting::Split(on, anchor) => (on, Fix::Split(typed.to_owned()), *anchor),
            Correcting::Add(anchor) => {
                (Named { name: anchor.exact.clone(), kind: kind()? }, Fix::Add, *anchor)
            }
        };
        match &fix {
            Fix::Merge(other) if *other == on => Err(String::from("that is the entity itself")),
            _ => Ok((Correction { on, fix }, anchor)),
        }
    }

    fn entity_called(&self, typed: &str) -> Result<Named, String> {
        let mut all = self.entities.extraction().into_iter().flat_map(|found| &found.entities);
        let found = all.find(|entity| entity.name.to_lowercase() == typed.to_lowercase());
        found.map(Entity::subject).ok_or_else(|| format!("no entity is called '{typed}'; Tab completes"))
    }

    fn put_right(&mut self, correction: Correction, anchor: Anchor, moment: Moment) -> Vec<Effect> {
        let done = self.notebook.correct(correction, anchor, moment);
        self.written(done)
    }

    /// Brings the entities up to date with what the reader has put right.
    pub(super) fn correct_entities(&mut self) {
        let finder = Finder::new(&self.cable);
        let own = placed(self.notebook.corrections(), &self.notebook.me().author.id, &finder);
        self.entities.correct(&self.cable, own);
    }

    /// What a prompt about an entity can be completed to.
    pub(super) fn entity_words(&self, asked: &Correcting) -> Vec<String> {
        match asked {
            Correcting::Kind(_) | Correcting::Add(_) => Kind::ALL.map(|kind| kind.name().to_owned()).into(),
            Correcting::Rename(_) | Correcting::Merge(_) | Correcting::Split(..) => {
                let found = self.entities.extraction().into_iter().flat_map(|found| &found.entities);
                found.map(|entity| entity.name.clone()).collect()
            }
        }
    }
}
