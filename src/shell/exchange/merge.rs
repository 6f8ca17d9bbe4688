//! `reftel merge`: two versions of one writer's file into one, as git's merge driver.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::{named, read};
use crate::shell::Failure;
use crate::store::StoreError;

const EXAMPLES: &str = "\
Examples:
  reftel git-setup                     let git merge notes files in this repository
  reftel merge BASE MINE THEIRS        what git then runs; the result is in MINE
Entries are never changed, so the union has everything that either side has. Exit code 1 when it cannot be made:
MINE is as it was then.";

/// `reftel merge`.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub(in crate::shell) struct Merge {
    /// The common ancestor (%O), which is not needed
    #[arg(value_name = "BASE")]
    _base: PathBuf,
    /// This side's file (%A)
    mine: PathBuf,
    /// The other side's file (%B)
    theirs: PathBuf,
    /// Write the result here instead of MINE
    #[arg(short, value_name = "OUT")]
    out: Option<PathBuf>,
}

impl Merge {
    /// Does what the arguments say.
    pub(in crate::shell) fn run(&self) -> Result<ExitCode, Failure> {
        // Whatever is wrong, for git there is a conflict then, and a person looks at it.
        let impossible = |failure: Failure| Failure::Nothing(format!("not merged: {failure}"));
        let mut file = read(&self.mine).map_err(impossible)?;
        let theirs = read(&self.theirs).map_err(impossible)?;
        let conflict = |why: String| {
            let (mine, theirs) = (self.mine.display(), self.theirs.display());
            Failure::Nothing(format!("not merged: {mine} and {theirs}: {why}"))
        };
        file.unite(theirs).map_err(conflict)?;
        let out = self.out.as_ref().unwrap_or(&self.mine);
        if let Some(directory) = out.parent().filter(|it| !it.as_os_str().is_empty() && !it.is_dir()) {
            let what =
                format!("there is no directory {}; make it, or name another file", directory.display());
            return Err(Failure::State(format!("{} cannot be written: {what}", out.display())));
        }
        file.write(&named(out)).map_err(|error: StoreError| Failure::State(error.to_string()))?;
        Ok(ExitCode::SUCCESS)
    }
}
