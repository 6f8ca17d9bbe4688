//! The arguments of `reftel entities`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

const EXAMPLES: &str = "\
Examples:
  reftel entities cable.txt --json                              for other programs
  reftel entities rename cable.txt 'Tello Peon' 'Jorge Tello'   give one another name
  reftel entities type cable.txt Merida program --everywhere    in this cable, and in the lexicon for all
  reftel entities add cable.txt person --quote 'El Tigre'       what was not found
  reftel entities lexicon                                       check lexicon.yaml";

/// `reftel entities`.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES, args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(in crate::shell) struct Entities {
    #[command(subcommand)]
    pub(super) command: Option<Command>,
    /// The cables; - reads standard input
    #[arg(required = true)]
    pub(super) files: Vec<PathBuf>,
    /// As JSON: one object a cable, one a line when there are several
    #[arg(long)]
    pub(super) json: bool,
    /// As a table: one row a mention
    #[arg(long, conflicts_with = "json")]
    pub(super) csv: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Give an entity another name; the former stays among its aliases
    #[command(visible_alias = "alias")]
    Rename(ToName),
    /// Say of what kind an entity is: person, organization, place, date, role, program, event, law, quantity, cable_ref
    Type(ToKind),
    /// Say that an entity is the same as another
    Merge(ToName),
    /// Say that the mention that --quote gives is of another entity
    Split(Split),
    /// Say that an entity is none
    Ignore(OfEntity),
    /// Say that the words that --quote gives name an entity
    Add(Add),
    /// Take back what you have put right about an entity
    Undo(OfEntity),
    /// Check lexicon.yaml, your own names and acronyms; exit code 1 where an entry cannot be used
    Lexicon,
}

/// Which entity, of which cable.
#[derive(Debug, Args)]
pub(super) struct OfEntity {
    /// The cable; - reads standard input
    pub(super) file: PathBuf,
    /// The entity, by its name or one of its aliases
    pub(super) name: String,
    #[command(flatten)]
    pub(super) how: How,
}

#[derive(Debug, Args)]
pub(super) struct How {
    /// The cable of the file, by its id
    #[arg(long, value_name = "ID")]
    pub(super) of: Option<String>,
    /// Also in lexicon.yaml, for all cables
    #[arg(long)]
    pub(super) everywhere: bool,
    /// Acknowledge as JSON
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
pub(super) struct ToName {
    /// The cable; - reads standard input
    pub(super) file: PathBuf,
    /// The entity, by its name or one of its aliases
    pub(super) name: String,
    /// The name; for merge, the other entity
    pub(super) other: String,
    #[command(flatten)]
    pub(super) how: How,
}

#[derive(Debug, Args)]
pub(super) struct ToKind {
    /// The cable; - reads standard input
    pub(super) file: PathBuf,
    /// The entity, by its name or one of its aliases
    pub(super) name: String,
    /// The kind
    pub(super) kind: String,
    #[command(flatten)]
    pub(super) how: How,
}

#[derive(Debug, Args)]
pub(super) struct Split {
    #[command(flatten)]
    pub(super) to: ToName,
    #[command(flatten)]
    pub(super) place: Place,
}

#[derive(Debug, Args)]
pub(super) struct Add {
    /// The cable; - reads standard input
    pub(super) file: PathBuf,
    /// Its kind
    pub(super) kind: String,
    #[command(flatten)]
    pub(super) place: Place,
    #[command(flatten)]
    pub(super) how: How,
}

/// The words that are pointed at.
#[derive(Debug, Args)]
pub(super) struct Place {
    /// The words
    #[arg(long, value_name = "TEXT")]
    pub(super) quote: String,
    /// The paragraph that has them, by its printed number
    #[arg(long, value_name = "N")]
    pub(super) para: Option<u32>,
}
