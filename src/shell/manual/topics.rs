//! `reftel help`: the manual of the program, as text.

use std::process::ExitCode;

use clap::{Args, CommandFactory};

use crate::app::manual::{TOPICS, page, topic, topic_names};
use crate::layout::safe;
use crate::shell::Failure;
use crate::shell::arguments::Arguments;
use crate::shell::commands::write_out;

/// Columns of the text.
const WIDTH: usize = 80;

const EXAMPLES: &str = "\
Examples:
  reftel help            the topics of the manual
  reftel help notes      one of them; in the program, :help notes
  reftel help parse      what a command takes, as 'reftel parse --help' says it";

/// `reftel help`.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub(in crate::shell) struct Help {
    /// A topic, or a command
    topic: Option<String>,
}

impl Help {
    /// Prints the topic; what a command takes, where there is no topic of that name.
    ///
    /// # Errors
    /// There is neither.
    pub(in crate::shell) fn run(&self) -> Result<ExitCode, Failure> {
        let Some(wanted) = &self.topic else {
            let text = format!(
                "Topics: {}.\n'reftel help TOPIC' prints one; 'reftel --help' shows the commands.\n",
                topic_names()
            );
            return write_out(&text);
        };
        let mut commands = Arguments::command();
        commands.build();
        let command = commands.find_subcommand_mut(wanted);
        let exact = TOPICS.into_iter().find(|(name, _)| name == wanted);
        match (exact, command) {
            (Some((name, text)), command) => {
                let more =
                    command.map(|_| format!("\n'reftel {name} --help' shows what the command takes.\n"));
                write_out(&(shown(text) + &more.unwrap_or_default()))
            }
            (None, Some(command)) => write_out(&command.render_help().to_string()),
            (None, None) => match topic(wanted) {
                Some((_, text)) => write_out(&shown(text)),
                None => {
                    let wanted = safe(wanted);
                    Err(Failure::Usage(format!("no topic or command '{wanted}'; topics: {}", topic_names())))
                }
            },
        }
    }
}

fn shown(text: &str) -> String {
    page(text, WIDTH, "\"").into_iter().map(|line| line.text + "\n").collect()
}
