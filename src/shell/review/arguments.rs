//! The arguments of `reftel review`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

const EXAMPLES: &str = "\
Examples:
  reftel review start cable.txt --from ben.yaml           take in what a colleague sent, and list it
  reftel review list cable.txt                            what colleagues wrote and you have not judged
  reftel review accept cable.txt 0197 0198                by the beginning of an id or of a version
  reftel review accept cable.txt 0197 --input @text       with another text: to a colleague that is a suggestion
  reftel review reject cable.txt 0199 --reason 'Not what the cable says.'
  reftel review reply cable.txt 0199 --input 'Who says so?'
  reftel review finish cable.txt -o for-ben.yaml          a file with all you wrote, for a colleague to import
Every change prints 'ack VERSION' after it is safe on the disk.";

/// `reftel review`.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub(in crate::shell) struct Review {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Take in a colleague's file, then list what is to be judged
    Start(Start),
    /// List what is to be judged: colleagues' notes, and what they suggest for yours
    List(List),
    /// Print the first thing that is to be judged; exit code 1 when there is none
    Next(Next),
    /// Print one of them, with everything that was said about it
    Show(One),
    /// Accept; of a suggestion for your note, take it over
    Accept(Accept),
    /// Reject
    Reject(Judge),
    /// Judge as unsure
    Unsure(Judge),
    /// Take back a verdict, a suggestion that you took over, a reply or a suggestion of yours
    Undo(Ids),
    /// Answer a note, a reply, a suggestion or a verdict
    Reply(Reply),
    /// Say that a thread is settled
    Resolve(Ids),
    /// Say that it is not
    Reopen(Ids),
    /// Suggest another text for a colleague's note, or that it should go
    Suggest(Suggest),
    /// Write all you wrote about the cable to a file for colleagues; exit code 1 while something is to be judged
    Finish(Finish),
}

#[derive(Debug, Args)]
pub(super) struct Start {
    /// The cable
    pub(super) file: PathBuf,
    /// The colleague's notes file
    #[arg(long, value_name = "FILE")]
    pub(super) from: PathBuf,
    /// Take it in without a question
    #[arg(long)]
    pub(super) yes: bool,
}

#[derive(Debug, Args)]
pub(super) struct List {
    /// The cable; - reads standard input
    pub(super) file: PathBuf,
    /// List what is judged too
    #[arg(long)]
    pub(super) all: bool,
    /// As JSON: one object a cable, one a line when there are several
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Next {
    /// The cable; - reads standard input
    pub(super) file: PathBuf,
    /// As JSON
    #[arg(long)]
    pub(super) json: bool,
}

/// One annotation.
#[derive(Debug, Args)]
pub(super) struct One {
    /// The cable; - reads standard input
    pub(super) file: PathBuf,
    /// Its id, one of its versions, or how either begins
    pub(super) id: String,
    /// The cable of a file that holds several
    #[arg(long, value_name = "ID")]
    pub(super) of: Option<String>,
    /// As JSON
    #[arg(long)]
    pub(super) json: bool,
}

/// One annotation or several.
#[derive(Debug, Args)]
pub(super) struct Ids {
    /// The cable; - reads standard input
    pub(super) file: PathBuf,
    /// Which: their ids, versions, or how either begins
    #[arg(required = true)]
    pub(super) ids: Vec<String>,
    /// The cable of a file that holds several
    #[arg(long, value_name = "ID")]
    pub(super) of: Option<String>,
    /// Print the versions as JSON, one object a line
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Judge {
    #[command(flatten)]
    pub(super) ids: Ids,
    /// Why
    #[arg(
        long,
        value_name = "TEXT",
        default_value = "",
        hide_default_value = true,
        allow_hyphen_values = true
    )]
    pub(super) reason: String,
}

#[derive(Debug, Args)]
pub(super) struct Accept {
    #[command(flatten)]
    pub(super) judge: Judge,
    /// With this text instead: as it stands here, @FILE, or - for standard input
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub(super) input: Option<String>,
    /// Also what conflicts with something else
    #[arg(long)]
    pub(super) anyway: bool,
}

#[derive(Debug, Args)]
pub(super) struct Reply {
    #[command(flatten)]
    pub(super) one: One,
    /// The text: as it stands here, @FILE, or - for standard input
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub(super) input: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct Suggest {
    #[command(flatten)]
    pub(super) one: One,
    /// The text that the note should have: as it stands here, @FILE, or - for standard input
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub(super) input: Option<String>,
    /// That it should go
    #[arg(long, conflicts_with = "input")]
    pub(super) delete: bool,
    /// Why it should go
    #[arg(long, value_name = "TEXT", requires = "delete", allow_hyphen_values = true)]
    pub(super) reason: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct Finish {
    /// The cable; - reads standard input
    pub(super) file: PathBuf,
    /// The file to write; an earlier outcome that is there is replaced
    #[arg(short, long, value_name = "OUT")]
    pub(super) output: PathBuf,
    /// The cable of a file that holds several
    #[arg(long, value_name = "ID")]
    pub(super) of: Option<String>,
    /// As JSON
    #[arg(long)]
    pub(super) json: bool,
}
