//! What is typed behind `:`. The words are those of the command line, and one table has them: completion, help and
//! documentation read it.
//!
//! ```text
//! line -words::parse--> Parsed --App::run_line--> effects        menu: what fits what is typed     table: the words
//! ```
//! To add one: a row in `table`, and for what no command of the program does a function beside those in `doing`.

mod doing;
mod menu;
mod table;
mod tuning;
mod words;

pub use menu::Suggestion;
pub use table::{COMMANDS, Command, Offer};
pub use words::is_line;

use super::{App, Effect, Mode, Moment, PromptKind};
use crate::keys::Action;
use table::Does;
use words::{Parsed, parse};

impl App {
    /// Runs a line typed behind `:`: the number of a paragraph, a word of the table, or a command by its name.
    pub(super) fn run_line(&mut self, line: &str, moment: Moment) -> Vec<Effect> {
        match parse(line) {
            Ok(Parsed::Nothing) => Vec::new(),
            Ok(Parsed::Number(number)) => {
                self.go_to_printed(number);
                Vec::new()
            }
            Ok(Parsed::Action(action)) => self.run(action, None, moment),
            Ok(Parsed::Command(command, rest)) => self.run_command(command, rest, moment),
            Err(why) => {
                self.tell(why);
                Vec::new()
            }
        }
    }

    fn run_command(&mut self, command: &Command, rest: &str, moment: Moment) -> Vec<Effect> {
        match (command.does, rest) {
            (Does::Run(action) | Does::Ask(action) | Does::Either(action, _), "") => {
                self.run(action, None, moment)
            }
            (Does::Run(_), _) => {
                self.tell(format!("{} takes nothing behind it", command.name));
                Vec::new()
            }
            (Does::Ask(action), text) => self.answer(action, text, moment),
            (Does::Either(_, with) | Does::With(with), text) if !text.is_empty() || command.is_optional() => {
                with(self, text, moment)
            }
            (Does::Either(..) | Does::With(_), _) => {
                self.tell(format!("write :{} {}", command.name, command.arguments));
                Vec::new()
            }
        }
    }

    /// Runs a command that asks for something, or opens a text, and gives it this as if it had been typed.
    fn answer(&mut self, action: Action, text: &str, moment: Moment) -> Vec<Effect> {
        let mut effects = self.run(action, None, moment);
        match &mut self.mode {
            // An answer stands for all that is in the prompt already.
            Mode::Prompting(prompt) if prompt.kind != PromptKind::Command => {
                *prompt.line = super::Editor::new(text);
                effects.extend(self.accept_prompt(moment));
            }
            Mode::Composing(composer) => {
                composer.editor.insert(text);
                effects.extend(self.composed(moment));
                effects.extend(self.run(Action::EditorSave, None, moment));
            }
            _ => {}
        }
        effects
    }
}
