//! `reftel share`: a directory for notes that colleagues see.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use crate::cable::counted;
use crate::layout::safe;
use crate::shell::arguments::State;
use crate::shell::commands::write_out;
use crate::shell::dossier::warn_nameless;
use crate::shell::{Failure, open};

const EXAMPLES: &str = "\
Examples:
  reftel share /srv/team/notes    copy your notes there with every save, and take colleagues' notes from there
  reftel share                    which directory that is
  reftel share --off              none any more; what lies there stays
A colleague's notes are taken in by themselves once you have taken some in with 'reftel import'. Whoever may write
to the directory may write in any name.";

/// `reftel share`.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub(in crate::shell) struct ShareArguments {
    /// The directory
    directory: Option<PathBuf>,
    /// Share none
    #[arg(long, conflicts_with = "directory")]
    off: bool,
}

impl ShareArguments {
    /// Does what the arguments say.
    pub(in crate::shell) fn run(&self, state: &State) -> Result<ExitCode, Failure> {
        let mut store = open::store(state)?;
        let failed = |error: crate::store::StoreError| Failure::State(error.to_string());
        if self.off {
            store.set_shared(None).map_err(failed)?;
            return write_out("no directory is shared\n");
        }
        let Some(directory) = &self.directory else {
            return match store.shared().map_err(Failure::State)? {
                Some(directory) => write_out(&format!("{}\n", safe(&directory.display().to_string()))),
                None => {
                    Err(Failure::Nothing(String::from("no directory is shared; name one: reftel share DIR")))
                }
            };
        };
        let named = name(directory)?;
        if store.holds(directory) {
            let why = "is in the configuration directory, where colleagues have no business; name another";
            return Err(Failure::Usage(format!("{} {why}", directory.display())));
        }
        store.set_shared(Some(&named)).map_err(failed)?;
        let Some(mut share) = store.share() else {
            return Err(Failure::State(store.take_notices().concat()));
        };
        warn_nameless(store.writer());
        let (count, failures) = share.send_all();
        let name = share.directory().display().to_string();
        let name = safe(&name);
        write_out(&format!(
            "{name}: shared; your notes on {} are there\n\
             to take in what colleagues have there: reftel import '{name}'\n",
            counted(count, "cable")
        ))?;
        let Some((first, more)) = failures.split_first() else { return Ok(ExitCode::SUCCESS) };
        let more = if more.is_empty() {
            String::new()
        } else {
            format!(", nor those on {} more", counted(more.len(), "cable"))
        };
        Err(Failure::State(format!("{first}{more}; mend that, then share the directory again")))
    }
}

/// The directory as it is written down: from the root, and with its links.
fn name(directory: &Path) -> Result<String, Failure> {
    let refuse = |why: &str| Failure::Input(format!("{}: {why}", directory.display()));
    if !directory.is_dir() {
        return Err(refuse("no such directory; make it first"));
    }
    let path = std::path::absolute(directory).map_err(|error| refuse(&error.to_string()))?;
    path.to_str().map(str::to_owned).ok_or_else(|| refuse("its path is not UTF-8"))
}
