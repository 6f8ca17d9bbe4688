//! `reftel keys`: the keys and the commands that they run.

use std::process::ExitCode;

use clap::Args;
use clap::builder::PossibleValuesParser;
use serde_json::{Value, json};

use super::Failure;
use super::arguments::{Display, State};
use super::commands::write_out;
use super::config::Configured;
use super::json::{self, Form};
use crate::app::{COMMANDS, Settings, help_lines, help_of, is_line, keys_table};
use crate::keys::{Keymap, Preset, Scope, Taken, notation};
use crate::layout::safe;

/// `reftel keys`.
#[derive(Debug, Args)]
pub(super) struct Keys {
    /// As JSON, with the words that can be typed behind :
    #[arg(long)]
    json: bool,
    /// As a Markdown table, without your own keys
    #[arg(long, conflicts_with = "json")]
    markdown: bool,
    /// Without your own keys
    #[arg(long)]
    default: bool,
    /// Of this keymap, without your own keys
    #[arg(long, value_name = "PRESET", conflicts_with = "default", value_parser = PossibleValuesParser::new(Preset::ALL.map(|preset| preset.name)))]
    preset: Option<String>,
    /// What your own keys take from other commands; exit code 1 when there is anything
    #[arg(long, conflicts_with_all = ["default", "preset", "markdown"])]
    conflicts: bool,
}

impl Keys {
    /// Prints them.
    pub(super) fn run(&self, state: &State) -> Result<ExitCode, Failure> {
        if self.conflicts {
            return conflicts(&Configured::find(state, &Display::default())?.taken, self.json);
        }
        let keymap = self.keymap(state)?;
        if self.markdown {
            return write_out(&keys_table(&keymap));
        }
        if self.json {
            return as_json(&keymap);
        }
        let lines = help_lines(&keymap).into_iter().map(|line| safe(&line.plain()).into_owned() + "\n");
        write_out(&lines.collect::<String>())
    }

    fn keymap(&self, state: &State) -> Result<Keymap, Failure> {
        let preset = self.preset.as_deref().and_then(Preset::named);
        let plain = preset.or((self.default || self.markdown).then_some(Preset::ALL[0]));
        let settings = match plain {
            Some(preset) => return Ok(preset.keymap(&[], &is_line).0),
            None => Configured::find(state, &Display::default())?.settings,
        };
        let Settings { keys, .. } = &settings;
        Ok(settings.preset().keymap(&[keys], &is_line).0)
    }
}

fn as_json(keymap: &Keymap) -> Result<ExitCode, Failure> {
    let of = |scope: Scope| -> Vec<Value> {
        let actions = keymap.bindings(scope).into_iter().map(|(keys, action)| {
            json!({"scope": scope.name(), "keys": notation(&keys), "command": action.name(), "help": action.help()})
        });
        let lines = keymap.targets(scope).into_iter().filter(|(_, target)| is_line(target.name())).map(
            |(keys, target)| {
                json!({"scope": scope.name(), "keys": notation(&keys), "line": target.name(), "help": help_of(&target)})
            },
        );
        actions.chain(lines).collect()
    };
    let bindings: Vec<Value> = Scope::ALL.into_iter().flat_map(of).collect();
    let word = |command: &crate::app::Command| json!({"command": command.name, "arguments": command.arguments, "help": command.help});
    let words: Vec<Value> = COMMANDS.iter().map(word).collect();
    json::print(&json!({"schema": 1, "bindings": bindings, "words": words}), Form::Page)
}

fn conflicts(taken: &[Taken], as_json: bool) -> Result<ExitCode, Failure> {
    if as_json {
        let one = |taken: &Taken| json!({"scope": taken.scope.name(), "keys": taken.keys, "from": taken.from.name(), "by": taken.by.name()});
        json::print(
            &json!({"schema": 1, "conflicts": taken.iter().map(one).collect::<Vec<_>>()}),
            Form::Page,
        )?;
    } else {
        let line = |taken: &Taken| {
            let Taken { scope, keys, from, by } = taken;
            safe(&format!("{}: {keys} runs {} no longer, {} does", scope.name(), from.name(), by.name()))
                .into_owned()
                + "\n"
        };
        write_out(&taken.iter().map(line).collect::<String>())?;
    }
    Ok(if taken.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}
