//! The arguments of `reftel notes`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

const EXAMPLES: &str = "\
Examples:
  reftel notes cable.txt                                        list the notes on a cable
  reftel notes add cable.txt --para 12 --input 'Who paid?'      write one on the paragraph printed 12
  reftel notes add cable.txt --quote 'joint cell' --tag money < text
  reftel notes edit cable.txt 0197 --input @text                change the note whose id begins so
  reftel notes history cable.txt 0197                           every version, deleted ones too";

const ADD: &str = "\
Examples:
  reftel notes add cable.txt --para 12 --input 'Who paid?'
  echo 'Who paid?' | reftel notes add cable.txt --quote 'the joint cell' --type question --tag money
  reftel notes add cable.txt --json-in --input @notes.json
      [{\"para\": 12, \"body\": \"Who paid?\", \"type\": \"question\", \"tags\": [\"money\"]},
       {\"quote\": \"the joint cell\", \"body\": \"First mention.\"},
       {\"body\": \"On the whole cable.\"}]          or one object a line
Prints 'ack VERSION' for each note, after it is safe on the disk.";

const EDIT: &str = "\
Examples:
  reftel notes edit cable.txt 0197 --input 'Who paid, and when?'
  reftel notes edit cable.txt 0197 --tag money --tag open       other tags, same text
  reftel notes edit cable.txt 0197 --quote 'the joint cell'     another place";

/// `reftel notes`.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub(in crate::shell) struct Notes {
    #[command(subcommand)]
    pub(super) command: Option<Command>,

    #[command(flatten)]
    pub(super) list: List,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// List the notes and drafts on a cable
    List(List),
    /// Write notes
    Add(Add),
    /// Change a note
    Edit(Edit),
    /// Delete a note; its text stays in its history
    Rm(Rm),
    /// Print a note
    Show(One),
    /// Print every version of a note, deleted ones too
    History(One),
}

#[derive(Debug, Args)]
pub(super) struct List {
    /// The cable; - reads standard input; without it, the sample
    pub(super) file: Option<PathBuf>,
    /// As JSON
    #[arg(long)]
    pub(super) json: bool,
}

/// Where a note stands; without any of them, on the whole cable.
#[derive(Debug, Default, Args)]
pub(super) struct Where {
    /// On the paragraph with this printed number
    #[arg(long, value_name = "NUMBER")]
    pub(super) para: Option<u32>,
    /// On these words, which must occur once (with --para: in that paragraph)
    #[arg(long, value_name = "WORDS")]
    pub(super) quote: Option<String>,
    /// On the whole cable
    #[arg(long, conflicts_with_all = ["para", "quote"])]
    pub(super) cable: bool,
}

/// What a note says.
#[derive(Debug, Default, Args)]
pub(super) struct What {
    /// The text: as it stands here, @FILE, or - for standard input
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub(super) input: Option<String>,
    /// The type, one word; '' for none
    #[arg(long = "type", value_name = "TYPE")]
    pub(super) note_type: Option<String>,
    /// A tag; may be given several times; '' for none
    #[arg(long = "tag", value_name = "TAG")]
    pub(super) tags: Vec<String>,
}

#[derive(Debug, Args)]
#[command(before_help = ADD)]
pub(super) struct Add {
    /// The cable; - reads standard input
    pub(super) file: PathBuf,
    #[command(flatten)]
    pub(super) place: Where,
    #[command(flatten)]
    pub(super) what: What,
    /// Read notes as JSON: an array, or one object a line; all are saved, or none
    #[arg(long, conflicts_with_all = ["para", "quote", "cable", "note_type", "tags"])]
    pub(super) json_in: bool,
    /// The cable of a file that holds several
    #[arg(long, value_name = "ID")]
    pub(super) of: Option<String>,
    /// Print the versions as JSON, one object a line
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
#[command(before_help = EDIT)]
pub(super) struct Edit {
    #[command(flatten)]
    pub(super) one: One,
    #[command(flatten)]
    pub(super) place: Where,
    #[command(flatten)]
    pub(super) what: What,
    /// Replace all versions that stand side by side
    #[arg(long)]
    pub(super) settle: bool,
}

#[derive(Debug, Args)]
pub(super) struct Rm {
    #[command(flatten)]
    pub(super) one: One,
    /// Delete all versions that stand side by side
    #[arg(long)]
    pub(super) settle: bool,
}

/// One note.
#[derive(Debug, Args)]
pub(super) struct One {
    /// The cable; - reads standard input
    pub(super) file: PathBuf,
    /// The note: its id, one of its versions, or how either begins
    pub(super) id: String,
    /// The cable of a file that holds several
    #[arg(long, value_name = "ID")]
    pub(super) of: Option<String>,
    /// As JSON
    #[arg(long)]
    pub(super) json: bool,
}
