//! The command line.

use std::path::{Path, PathBuf};

use clap::builder::PossibleValuesParser;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use jiff::Timestamp;

use super::Failure;
use super::cite::Cite;
use super::config::Config;
use super::doctor::Doctor;
use super::entities::Entities;
use super::exchange::{Diff, GitSetup, Import, Merge, ShareArguments};
use super::export::Export;
use super::keys::Keys;
use super::library::Search;
use super::manual::{Completions, Help, Man};
use super::notes::Notes;
use super::release::Release;
use super::restore::Restore;
use super::review::Review;
use super::tutor::Tutor;
use super::verify::Verify;
use crate::keys::{Preset, nearest};
use crate::layout::Size;

const EXAMPLES: &str = "\
Examples:
  reftel                          read the sample cable
  reftel 09MEXICO2882.txt         read a cable, write notes beside it
  reftel cables/                  list the cables of a folder, find in them, open one
  reftel search 'tag:KCRM money' cables/   find cables from the shell
  zcat cable.txt.gz | reftel -    read a cable from a pipe
  reftel print cable.txt          write it out, reflowed
  reftel parse cable.txt --json   its structure, for other programs
  reftel notes cable.txt          list your notes; 'reftel notes --help' shows how to write them from a script
  reftel release check cable.txt --max U   what may leave the house, by portion marks
  reftel review list cable.txt    what colleagues wrote and you have not judged
  reftel doctor                   what is wrong here, and what to do
  reftel config edit              settings and keys of your own

Keys: ? in the program, or 'reftel keys'.
Notes are kept in the configuration directory: $REFTEL_CONFIG_DIR, else the system's place for it.
Exit codes: 0 ok, 1 negative result, 2 usage, 3 input unreadable, 4 state unreadable or not writable,
5 release refused.";

const PARSE_EXAMPLES: &str = "\
Examples:
  reftel parse cable.txt            what was found, and a warning with its line for all that is odd
  reftel parse cable.txt --json     all of it, for other programs
  reftel parse *.txt --json         one object a line";

const PRINT_EXAMPLES: &str = "\
Examples:
  reftel print cable.txt              reflowed to 80 columns
  reftel print cable.txt --width 60   to 60
  reftel print cable.txt --raw        the file as it is, decoded";

const AGREEMENT_EXAMPLES: &str = "\
Examples:
  reftel agreement cable.txt          kappa and alpha, with the number of paragraphs behind them
  reftel agreement cable.txt --json   the same for other programs";

const COVERAGE_EXAMPLES: &str = "\
Examples:
  reftel coverage cable.txt             how much is read and annotated
  reftel coverage cable.txt --by user   by whom";

const KEYS_EXAMPLES: &str = "\
Examples:
  reftel keys              all keys, by what is open
  reftel keys --json       for other programs
  reftel keys --markdown   as assets/manual/keys.md has them";

/// Read diplomatic cables in the terminal, with notes and entities beside the text.
#[derive(Debug, Parser)]
#[command(name = "reftel", version, disable_help_subcommand = true, after_help = EXAMPLES)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Option<Command>,

    /// The cable to read; folders, or several files: the library; - reads standard input; without any, the sample
    pub(super) files: Vec<PathBuf>,

    #[command(flatten)]
    pub(super) display: Display,

    #[command(flatten)]
    pub(super) replay: Replay,

    #[command(flatten)]
    pub(super) state: State,
}

/// Where notes are kept, and whose they are.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct State {
    /// Keep notes and settings in this directory
    #[arg(long, value_name = "DIR", global = true)]
    pub(super) config_dir: Option<PathBuf>,

    /// Name shown on your notes
    #[arg(long, value_name = "NAME", global = true)]
    pub(super) author: Option<String>,

    /// Where the index of the library is: without it a file of your own, with postgresql://... a server
    #[arg(long, value_name = "ADDRESS", global = true)]
    pub(super) library: Option<String>,
}

/// How the program uses the terminal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Args)]
pub(super) struct Display {
    /// Line by line, without a screen: for screen readers and serial lines; TERM=dumb does the same
    #[arg(long)]
    pub(super) linear: bool,

    /// Borders and signs in ASCII; so it is where LC_ALL, LC_CTYPE or LANG is not UTF-8
    #[arg(long)]
    pub(super) ascii: bool,

    /// Colours: what the terminal can show unless told
    #[arg(long, value_enum, value_name = "THEME")]
    pub(super) theme: Option<Chosen>,

    /// Keys for hands that know another program; your own, in config.yaml, count over them
    #[arg(long, value_name = "PRESET", value_parser = PossibleValuesParser::new(Preset::ALL.map(|preset| preset.name)))]
    pub(super) keymap: Option<String>,

    /// Give nothing to the terminal's clipboard; REFTEL_SECURE=1 does the same
    #[arg(long)]
    pub(super) no_clipboard: bool,
}

/// The themes by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Chosen {
    /// 256 colours for a dark ground
    Dark,
    /// 256 colours for a light ground
    Light,
    /// The terminal's own sixteen
    #[value(name = "16")]
    Sixteen,
    /// Attributes only
    Mono,
    /// Full strength: nothing dim, no colour
    Contrast,
}

impl Chosen {
    /// Its name as a setting.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Dark => "dark",
            Self::Light => "light",
            Self::Sixteen => "16",
            Self::Mono => "mono",
            Self::Contrast => "contrast",
        }
    }
}

/// Replaying keys on a screen that is not there, for bug reports and tests.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct Replay {
    /// Type these keys on a screen that is not there, e.g. `8Ga<paste>text</paste><C-s>q`
    #[arg(long, value_name = "SCRIPT", requires = "print")]
    pub(super) keys: Option<String>,

    /// Columns and rows of that screen, 80x24 unless told
    #[arg(long, value_name = "WxH", value_parser = size)]
    pub(super) size: Option<Size>,

    /// Print the last frame as text
    #[arg(long)]
    pub(super) print: bool,

    /// Print it as a picture (SVG), in the colours of the theme
    #[arg(long, requires = "print")]
    pub(super) svg: bool,

    /// What the clock shows on that screen, e.g. 2026-03-02T09:14:05Z
    #[arg(long, value_name = "TIME", requires = "print")]
    pub(super) clock: Option<Timestamp>,
}

impl Replay {
    /// The size of the screen: as told, or that of the first terminals.
    pub(super) fn size(&self) -> Size {
        self.size.unwrap_or(Size::clamped(80, 24))
    }
}

impl Arguments {
    /// Refuses what stands before a command and is not for it. Clap refuses that too, but then it takes a command behind
    /// an option for a file.
    pub(super) fn checked(self) -> Result<Self, Failure> {
        let Replay { keys, size, print, svg, clock } = &self.replay;
        let replays = keys.is_some() || size.is_some() || *print || *svg || clock.is_some();
        let reads = !self.files.is_empty() || replays || self.display != Display::default();
        // Behind a file clap takes a command for another one, and a slip in its name too. Names of files mostly have a stop:
        // the commands are made for nothing else.
        let is_word = |typed: &&str| typed.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
        let words = self.files.iter().filter_map(|file| file.to_str()).filter(is_word);
        let words: Vec<&str> = words.filter(|word| !Path::new(word).exists()).collect();
        let commands = (!words.is_empty()).then(Self::command);
        let names = || commands.iter().flat_map(clap::Command::get_subcommands).map(clap::Command::get_name);
        if self.command.is_some() && reads || words.iter().any(|word| names().any(|name| name == *word)) {
            return Err(Failure::Usage(String::from(
                "before a command only --config-dir and --author may stand; 'reftel --help' shows how",
            )));
        }
        let mistyped =
            self.files.first().and_then(|first| words.iter().find(|word| Path::new(word) == first));
        if let Some((typed, near)) = mistyped.and_then(|typed| Some((typed, nearest(typed, names())?))) {
            let why = format!("{typed}: no such file; check the name, or is 'reftel {near}' meant?");
            return Err(Failure::Input(why));
        }
        Ok(self)
    }
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Print the structure of cables
    #[command(before_help = PARSE_EXAMPLES)]
    Parse {
        /// The cables; - reads standard input
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// As JSON: one object a cable, one a line when there are several
        #[arg(long)]
        json: bool,
    },
    /// Print the people, organizations, places, dates and acronyms of cables, or put them right
    Entities(Entities),
    /// Print a cable readable: header, headings, numbered paragraphs
    #[command(before_help = PRINT_EXAMPLES)]
    Print {
        /// The cable; - reads standard input
        file: PathBuf,
        /// Columns
        #[arg(long, value_name = "N", default_value_t = 80)]
        width: usize,
        /// The file as it is
        #[arg(long)]
        raw: bool,
    },
    /// Find cables: words, phrases, fields, notes, entities
    Search(Search),
    /// Push notes to the server of the library, and pull those of others
    #[cfg(feature = "postgres")]
    #[command(name = "library")]
    Server(super::library::Server),
    /// List, write, change and delete notes; print their history
    Notes(Notes),
    /// Write a cable with its notes for other programs: W3C JSON-LD, HTML, Markdown, CSV, text, JSON
    Export(Export),
    /// Print a line that cites a cable or one of its paragraphs
    Cite(Cite),
    /// Go through what colleagues wrote: accept, reject, answer, suggest, and send the outcome back
    Review(Review),
    /// Print who annotated which paragraphs, and how far their types of notes agree
    #[command(before_help = AGREEMENT_EXAMPLES)]
    Agreement {
        /// The cable; - reads standard input; without it, the sample
        file: Option<PathBuf>,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Bring back a deleted note, an earlier version, or what a backup holds
    Restore(Restore),
    /// Say, preview or write what may leave the house, by portion marks
    Release(Release),
    /// Check every file that reftel keeps; changes nothing
    Verify(Verify),
    /// Say what reftel finds here: paths, permissions, terminal, damaged files, and what to do
    Doctor(Doctor),
    /// Take in notes that a colleague has sent
    Import(Import),
    /// Keep a directory that colleagues see, for your notes and theirs
    Share(ShareArguments),
    /// Say where two notes files differ
    Diff(Diff),
    /// Unite two versions of a notes file, as git's merge driver
    Merge(Merge),
    /// Let git merge notes files in a repository
    GitSetup(GitSetup),
    /// Print how much of a cable has been marked read and annotated
    #[command(before_help = COVERAGE_EXAMPLES)]
    Coverage {
        /// The cable; - reads standard input; without it, the sample
        file: Option<PathBuf>,
        /// Whose notes too, by author; what colleagues have read is not known
        #[arg(long, value_enum)]
        by: Option<By>,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Read a cable that teaches the keys, one thing a paragraph
    Tutor(Tutor),
    /// Print the manual, a topic at a time
    Help(Help),
    /// Say what is set and where each value comes from, or change it
    Config(Config),
    /// Print the keys and the commands they run: as they are set here, unless told
    #[command(before_help = KEYS_EXAMPLES)]
    Keys(Keys),
    /// Print the man page, or write one for each command
    Man(Man),
    /// Print the script by which a shell completes commands and options
    Completions(Completions),
}

/// How coverage is told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum By {
    /// By author.
    User,
}

fn size(text: &str) -> Result<Size, String> {
    let wrong = || String::from("write columns x rows, as in 120x40");
    let (width, height) = text.split_once('x').ok_or_else(wrong)?;
    let parse = |n: &str| n.parse::<u16>().map_err(|_| wrong());
    Ok(Size::clamped(parse(width)?, parse(height)?))
}
