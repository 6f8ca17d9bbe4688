//! What fits what is typed behind `:`, for the list above it.

use super::table::{COMMANDS, Command, Offer};
use super::words;
use crate::app::fuzzy::ranked;
use crate::app::library::folder_of;
use crate::app::{App, Completion, PromptKind, SETTINGS, Setting, Values};
use crate::keys::{Action, Scope, notation};

/// Something that what is typed can become.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suggestion {
    /// What takes the place of what is typed.
    pub word: String,
    /// What can stand behind it.
    pub arguments: &'static str,
    /// Keys that do the same.
    pub keys: String,
    /// One line on what it is.
    pub help: String,
}

impl Suggestion {
    /// A word of which nothing else is to be said.
    pub(in crate::app) fn word(word: impl Into<String>) -> Self {
        Self { word: word.into(), ..Self::default() }
    }

    fn about(word: impl Into<String>, help: impl Into<String>) -> Self {
        Self { word: word.into(), help: help.into(), ..Self::default() }
    }
}

impl App {
    /// What the word that is typed last can become, the best first.
    pub(in crate::app) fn suggested(&self, line: &str) -> Completion {
        let argument = words::command(line).filter(|(_, rest)| !rest.is_empty() || line.ends_with(' '));
        let Some((command, rest)) = argument else {
            let typed = line.trim_start();
            let (start, rows) = (line.len() - typed.len(), self.commands(typed.trim_end()));
            let about = if rows.is_empty() { "no command fits; erase some of it" } else { "" };
            return Completion {
                start,
                typed: typed.to_owned(),
                about: about.to_owned(),
                rows,
                chosen: None,
            };
        };
        let behind = line.trim_end().len() - rest.len();
        let arguments = line.get(behind..).unwrap_or_default();
        let start = match command.offer {
            _ if rest.is_empty() => line.len(),
            // Names of entities have blanks in them, and so have commands.
            Offer::Entities | Offer::Commands => behind,
            Offer::Paths => behind + folder_of(arguments).len(),
            Offer::Mapping => {
                let second = arguments.split_once(' ').map(|(_, second)| second.trim_start().len());
                second.map_or(behind, |second| line.len() - second)
            }
            _ => line.rfind(' ').map_or(0, |at| at + 1),
        };
        let typed = line.get(start..).unwrap_or_default().to_owned();
        let before = line.get(behind..start).unwrap_or_default().trim();
        let rows = match command.offer {
            Offer::Paths => self.path_rows(&typed),
            offer => ranked(&typed, self.offered(offer, before), |row| &row.word),
        };
        let about = format!("{} {}: {}", command.name, command.arguments, command.help);
        Completion { start, typed, about, rows, chosen: None }
    }

    /// The commands that fit: by name, and behind those the ones whose help has what is typed.
    fn commands(&self, typed: &str) -> Vec<Suggestion> {
        let all = self.all_commands();
        let lower = typed.to_lowercase();
        let named = ranked(typed, all.clone(), |row| &row.word);
        let told = all.into_iter().filter(|row| lower.len() > 2 && row.help.to_lowercase().contains(&lower));
        let more: Vec<Suggestion> = told.filter(|row| !named.contains(row)).collect();
        named.into_iter().chain(more).collect()
    }

    /// The words of the table, and behind them the commands that none of those runs.
    fn all_commands(&self) -> Vec<Suggestion> {
        let words = COMMANDS.iter().map(|command| Suggestion {
            word: command.name.to_owned(),
            arguments: command.arguments,
            keys: command.action().map(|action| self.key_words(action)).unwrap_or_default(),
            help: command.help.to_owned(),
        });
        let is_new = |action: &&Action| {
            !action.is_typing()
                && **action != Action::Command
                && Command::named(action.name()).is_none()
                && COMMANDS.iter().all(|command| command.action() != Some(**action))
        };
        let actions = Action::ALL.iter().filter(is_new).map(|action| Suggestion {
            keys: self.key_words(*action),
            ..Suggestion::about(action.name(), action.help())
        });
        words.chain(actions).collect()
    }

    /// The plainest keys of a command in the panes.
    fn key_words(&self, action: Action) -> String {
        let scopes = Scope::ALL.into_iter().filter(|scope| scope.is_reading());
        let mut keys = scopes.filter_map(|scope| self.keymap.keys_of(scope, action));
        keys.next().map(notation).unwrap_or_default()
    }

    /// What an argument can be; `before` is what stands in front of it.
    fn offered(&self, offer: Offer, before: &str) -> Vec<Suggestion> {
        let words = |words: &[&str]| words.iter().map(|word| Suggestion::word(*word)).collect();
        let of = |kind: &PromptKind| self.candidates(kind).into_iter().map(Suggestion::word).collect();
        match offer {
            // Paths are asked for folder by folder.
            Offer::Nothing | Offer::Paths => Vec::new(),
            Offer::Words(of) => words(of),
            Offer::Filters => of(&PromptKind::Filter),
            Offer::Templates => of(&PromptKind::Template(None)),
            Offer::Labels => {
                self.known_types().into_iter().chain(self.known_tags()).map(Suggestion::word).collect()
            }
            Offer::Kinds => crate::entity::Kind::ALL.map(|kind| Suggestion::word(kind.name())).into(),
            Offer::Entities => {
                let found = self.entities.extraction().into_iter().flat_map(|found| &found.entities);
                found.map(|entity| Suggestion::about(entity.name.clone(), entity.kind.name())).collect()
            }
            Offer::Views => self.notebook.review().view_names().into_iter().map(Suggestion::word).collect(),
            Offer::Marks => {
                let row = |(letter, mark): (&String, _)| {
                    Suggestion::about(letter.clone(), self.mark_row(letter, mark).text)
                };
                self.marks.iter().map(row).collect()
            }
            Offer::Paragraphs => {
                let paragraph = |index: usize| {
                    let mark = self.cable.paragraphs.get(index)?.marking.as_ref();
                    let blocks = self.cable.paragraphs.get(index)?.blocks.clone();
                    let text = self.cable.blocks.get(blocks.start).map_or("", |block| block.reading.text());
                    let begins: String = text.chars().take(60).collect();
                    let mark = mark.map(|mark| format!("({}) ", mark.code)).unwrap_or_default();
                    Some(Suggestion::about(self.printed(index), mark + &begins))
                };
                (0..self.cable.paragraphs.len()).filter_map(paragraph).collect()
            }
            Offer::Settings if before.is_empty() => {
                let live = SETTINGS.iter().filter(|setting| setting.live);
                live.map(|setting| Suggestion::about(setting.name, setting.help)).collect()
            }
            Offer::Settings => match Setting::named(before).map(|setting| setting.values) {
                Ok(Values::OneOf(of)) => words(of),
                _ => Vec::new(),
            },
            Offer::Keys => {
                let bound = self.keymap.targets(Scope::Reading).into_iter();
                bound.map(|(keys, target)| Suggestion::about(notation(&keys), target.name())).collect()
            }
            Offer::Mapping if before.is_empty() => Vec::new(),
            Offer::Mapping | Offer::Commands => self.all_commands(),
        }
    }
}

impl Command {
    /// The word that a line begins with.
    pub(in crate::app) fn of_line(line: &str) -> Option<&'static Self> {
        words::command(line.trim()).map(|(command, _)| command)
    }
}
