//! `reftel review finish`: the outcome, for colleagues.

use std::process::ExitCode;

use serde_json::json;

use super::arguments::Finish;
use crate::cable::counted;
use crate::layout::safe;
use crate::review::{Queue, Threads};
use crate::shell::Failure;
use crate::shell::arguments::State;
use crate::shell::commands::write_out;
use crate::shell::dossier::{Cabinet, refused, warn_nameless};
use crate::shell::json::{self, Form};

/// Writes everything of the reader's to a file, verdicts and replies with the notes, and says what is still to be judged.
pub(super) fn finish(finish: &Finish, state: &State) -> Result<ExitCode, Failure> {
    let mut cabinet = Cabinet::to_write(&finish.file, state)?;
    let dossier = cabinet.only(finish.of.as_deref())?;
    if dossier.has_pending() {
        cabinet.commit(&dossier, &[])?;
    }
    warn_nameless(&cabinet.me());
    let entries = cabinet.store.hand_out(&dossier.key, &finish.output).map_err(refused)?;
    let Some(entries) = entries else {
        return Err(Failure::Nothing(format!("you have written nothing about {}", dossier.name())));
    };
    let me = cabinet.me().author.id;
    let queue = Queue::of(&dossier.ledger, &Threads::of(&dossier.ledger), &me);
    let pending = queue.pending().count();
    if finish.json {
        let (cable, output) = (&dossier.cable.header.reference_id, finish.output.to_string_lossy());
        let report = json!({"schema": 1, "cable": cable, "output": output, "entries": entries,
                            "pending": pending, "total": queue.items.len()});
        json::print(&report, Form::Page)?;
    } else {
        let line =
            format!("{}: {} in {}", dossier.name(), counted(entries, "entry"), finish.output.display());
        write_out(&format!("{}\n", safe(&line)))?;
    }
    if pending > 0 {
        return Err(Failure::Nothing(format!(
            "the outcome is written; the review is not finished (exit code 1): still to be judged {pending} of {}; \
             'reftel review next FILE' prints the first",
            queue.items.len()
        )));
    }
    Ok(ExitCode::SUCCESS)
}
