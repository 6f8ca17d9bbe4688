//! `reftel config`.

use std::path::Path;
use std::process::ExitCode;

use clap::{Args, Subcommand};
use serde_json::{Map, Value, json};

use super::template::template;
use super::{Configured, all};
use crate::layout::safe;
use crate::shell::arguments::{Display, State};
use crate::shell::commands::write_out;
use crate::shell::json::{self, Form};
use crate::shell::{Failure, open, outside};
use crate::store::{ConfigFile, write_private};

const EXAMPLES: &str = "\
Examples:
  reftel config show     what is set, and where each value comes from
  reftel config edit     change config.yaml in your editor; it is written with all settings as remarks first
  reftel config check    what of config.yaml cannot be used, line by line
  reftel config path     where it is";

/// `reftel config`.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub(in crate::shell) struct Config {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Print what is set, and where each value comes from
    Show {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Change config.yaml in $VISUAL or $EDITOR
    Edit,
    /// Say what of config.yaml cannot be used; exit code 1 when there is anything
    Check,
    /// Print where config.yaml is
    Path,
}

impl Config {
    /// Does it.
    pub(in crate::shell) fn run(&self, state: &State) -> Result<ExitCode, Failure> {
        let configured = Configured::find(state, &Display::default())?;
        match &self.what {
            What::Show { json: true } => show_json(&configured),
            What::Show { json: false } => write_out(&show(&configured)),
            What::Edit => edit(state, &configured),
            What::Check => check(&configured),
            What::Path => write_out(&format!("{}\n", safe(&configured.file.path.display().to_string()))),
        }
    }
}

fn show(configured: &Configured) -> String {
    let mut text = String::new();
    for (setting, origin) in all(configured) {
        let value = match configured.settings.get(setting.name) {
            "" => "(not set)",
            value => value,
        };
        text.push_str(&format!("{:<15} {:<20} {origin}\n", setting.name, safe(value)));
    }
    for keys in &configured.file.keys {
        let bound = keys.keys.as_ref().map_or(String::from("none"), |keys| keys.join(" "));
        let name = format!("keys.{}.{}", keys.scope, keys.command);
        text.push_str(&format!("{} {} config.yaml:{}\n", safe(&name), safe(&bound), keys.line));
    }
    text
}

fn show_json(configured: &Configured) -> Result<ExitCode, Failure> {
    let setting = |(setting, origin): (&crate::app::Setting, super::Origin)| {
        let value = configured.settings.get(setting.name);
        json!({
            "name": setting.name, "value": value, "from": origin.to_string(), "takes": setting.takes(),
            "live": setting.live, "help": setting.help,
        })
    };
    let settings: Vec<Value> = all(configured).map(setting).collect();
    let mut scopes = Map::new();
    for keys in &configured.file.keys {
        let scope = scopes.entry(keys.scope.clone()).or_insert_with(|| json!({}));
        scope[&keys.command] = json!({"keys": keys.keys, "from": format!("config.yaml:{}", keys.line)});
    }
    let path = configured.file.path.display().to_string();
    json::print(&json!({"schema": 1, "path": path, "settings": settings, "keys": scopes}), Form::Page)
}

/// Every fault in a line, as for a compiler.
fn check(configured: &Configured) -> Result<ExitCode, Failure> {
    if configured.faults.is_empty() {
        write_out("config.yaml: nothing is wrong\n")?;
        return Ok(ExitCode::SUCCESS);
    }
    write_out(&configured.faults.iter().map(|fault| safe(fault).into_owned() + "\n").collect::<String>())?;
    Ok(ExitCode::from(1))
}

fn edit(state: &State, configured: &Configured) -> Result<ExitCode, Failure> {
    let path = &configured.file.path;
    let editor = outside::editor(configured.settings.get("editor")).map_err(Failure::Usage)?;
    if !path.exists() {
        begin(state, path)?;
    }
    let ended = outside::edit(&editor, path).map_err(|error| Failure::State(format!("{editor}: {error}")))?;
    if !ended.success() {
        return Err(Failure::Nothing(format!(
            "{editor} did not end well; {} is as it left it",
            path.display()
        )));
    }
    let root = path.parent().unwrap_or(Path::new("."));
    check(&Configured::of(ConfigFile::of(root), state, &Display::default()))
}

/// Writes the file down where there is none.
fn begin(state: &State, path: &Path) -> Result<(), Failure> {
    // Makes the directory, closed to others.
    drop(open::store(state)?);
    let failed = |error| Failure::State(format!("cannot write {}: {error}", path.display()));
    write_private(path, template().as_bytes(), false).map(|_| ()).map_err(failed)
}
