//! The program line by line: for screen readers, serial lines and terminals that can do no more. A line in, lines out, not
//! one escape sequence; the commands, the notes and the store are those of the screen.

mod telling;
mod words;

use std::borrow::Cow;
use std::io::{self, BufRead, BufReader, IsTerminal, Read, Write};
use std::path::Path;
use std::process::ExitCode;

use super::desk::Desk;
use super::headless::Headless;
use super::ring::Ring;
use super::{Failure, session};
use crate::app::{App, Event, Mode, Opening};
use crate::keys::{Code, Key, Step, parse_script};
use crate::layout::Place;
use crate::ui::ascii;
use words::Wish;

/// Most bytes of a line; a longer one comes in pieces.
const LINE: u64 = 64 * 1024;

/// Ends the text of a note.
const END: &str = ".";

/// Whether both ends are a terminal that can do no more than lines.
pub(super) fn is_called_for() -> bool {
    let term = std::env::var("TERM").unwrap_or_default();
    let both = io::stdout().is_terminal() && io::stdin().is_terminal();
    both && !session::is_possible() && (term.is_empty() || term == "dumb")
}

/// Reads a cable line by line until the reader quits or the lines end. They come from the terminal where the cable itself
/// is standard input.
///
/// # Errors
/// There is no terminal to read lines from; the output has gone; something could not be put on disk.
pub(super) fn run(
    opening: Opening,
    desk: Desk,
    file: Option<&Path>,
    ascii: bool,
) -> Result<ExitCode, Failure> {
    let input: Box<dyn Read> = if file == Some(Path::new("-")) {
        let failed = |error| Failure::Terminal(format!("no terminal to read commands from: {error}"));
        Box::new(std::fs::File::open("/dev/tty").map_err(failed)?)
    } else {
        Box::new(io::stdin())
    };
    let prompts = io::stdin().is_terminal() || file == Some(Path::new("-"));
    let mut linear = Linear {
        program: Headless::open(opening, desk),
        input: BufReader::new(input),
        out: io::stdout(),
        prompts,
        ascii,
    };
    let served = linear.serve();
    if !linear.program.over {
        linear.program.give(Event::Hangup);
    }
    served?;
    linear.program.app.unsaved_words().map_or(Ok(ExitCode::SUCCESS), |words| Err(Failure::State(words)))
}

struct Linear<R, W> {
    program: Headless,
    input: BufReader<R>,
    out: W,
    /// Whether somebody sees what is asked for.
    prompts: bool,
    /// Whether they see ASCII only.
    ascii: bool,
}

impl<R: Read, W: Write> Linear<R, W> {
    fn serve(&mut self) -> io::Result<()> {
        let beginning = telling::beginning(&self.program.app);
        self.say(&beginning)?;
        self.say_message()?;
        while !self.program.over {
            let Some(line) = self.line(": ")? else { break };
            self.obey(&line)?;
        }
        Ok(())
    }

    /// Does what a line says, and says what came of it.
    fn obey(&mut self, line: &str) -> io::Result<()> {
        let app = &self.program.app;
        let told = match words::wish(line) {
            Wish::Here => telling::here(app),
            Wish::Notes => telling::notes(app),
            Wish::Entities => telling::entities(app),
            Wish::Help => words::help(),
            Wish::Command { name, answer } => return self.command(&name, answer.as_deref()),
        };
        self.say(&told)
    }

    /// Runs a command of the command line `:`. `answer` is what it will ask for.
    fn command(&mut self, name: &str, answer: Option<&str>) -> io::Result<()> {
        let before = place(&self.program.app);
        self.program.play(vec![key(':'), Step::Paste(name.into()), enter()]);
        let mut answer = answer.map(String::from);
        while let Mode::Prompting(prompt) = self.program.app.mode() {
            let sign = prompt.sign();
            let Some(line) = answer.take().map_or_else(|| self.line(sign), |line| Ok(Some(line)))? else {
                break;
            };
            self.program.play(vec![Step::Paste(line), enter()]);
        }
        match self.program.app.mode() {
            Mode::Composing(_) => self.write_note(name == words::EDIT, answer)?,
            Mode::Reading | Mode::Prompting(_) => {}
            _ => {
                self.keys("<Esc><Esc>");
                self.say("That needs the screen; 'help' lists what works here.\n")?;
            }
        }
        if self.program.over {
            return Ok(());
        }
        self.program.give(Event::Idle);
        self.say_message()?;
        if place(&self.program.app) != before {
            let here = telling::here(&self.program.app);
            self.say(&here)?;
        }
        Ok(())
    }

    /// Takes the text of a note, each line on disk before the next; `first` is one that was typed behind the command. What
    /// the lines end without is kept as a draft.
    fn write_note(&mut self, replaces: bool, mut first: Option<String>) -> io::Result<()> {
        let old = match self.program.app.mode() {
            Mode::Composing(composer) => composer.editor.text().to_owned(),
            _ => String::new(),
        };
        if replaces {
            self.say(&telling::lines(&old))?;
        }
        if self.prompts {
            let kept = if replaces { "What you type takes its place. " } else { "" };
            self.say(&format!("{kept}A line with nothing but . ends the note and saves it.\n"))?;
        }
        let mut begun = false;
        while let Some(line) = first.take().map_or_else(|| self.line(""), |line| Ok(Some(line)))? {
            if line == END {
                self.keys(if begun { "<C-s>" } else { "<Esc>" });
                return Ok(());
            }
            if !begun && replaces {
                self.keys("<C-Home><C-Space><C-End>");
            }
            let text = if begun { format!("\n{line}") } else { line };
            self.program.play(vec![Step::Paste(text)]);
            begun = true;
        }
        Ok(())
    }

    fn keys(&mut self, script: &str) {
        // A constant of this file, so it can be read.
        self.program.play(parse_script(script).unwrap_or_default());
    }

    /// The next line without its end; `None` when there is none.
    fn line(&mut self, asks: &str) -> io::Result<Option<String>> {
        if self.prompts {
            self.say(asks)?;
        }
        let mut bytes = Vec::new();
        if (&mut self.input).take(LINE).read_until(b'\n', &mut bytes)? == 0 {
            return Ok(None);
        }
        let line = String::from_utf8_lossy(&bytes);
        Ok(Some(line.trim_end_matches(['\n', '\r']).to_owned()))
    }

    fn say_message(&mut self) -> io::Result<()> {
        let message = self.program.app.message().map(telling::lines);
        message.map_or(Ok(()), |message| self.say(&message))
    }

    /// Writes what has been made safe.
    fn say(&mut self, text: &str) -> io::Result<()> {
        let text = if self.ascii { Cow::Owned(ascii(text)) } else { Cow::Borrowed(text) };
        self.out.write_all(text.as_bytes())?;
        self.out.flush()
    }
}

/// What must be told again when it is another: the cable, the place in it, the chosen note.
fn place(app: &App) -> (usize, Place, Option<usize>) {
    (app.shelf().index(), app.reader().cursor(), app.notebook().selected())
}

fn key(c: char) -> Step {
    Step::Key(Key::plain(Code::Char(c)))
}

fn enter() -> Step {
    Step::Key(Key::plain(Code::Enter))
}
