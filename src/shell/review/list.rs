//! `reftel review list`, `next` and `show`.

use std::process::ExitCode;

use serde_json::{Value, json};

use super::arguments::{List, Next, One, Start};
use super::pick::{Among, pick_one};
use super::proposal::{Proposal, proposals};
use crate::layout::safe;
use crate::review::Reviewer;
use crate::shell::Failure;
use crate::shell::arguments::State;
use crate::shell::clock::now;
use crate::shell::commands::write_out;
use crate::shell::dossier::Cabinet;
use crate::shell::exchange::Import;
use crate::shell::json::{self, Form};

/// Takes a colleague's file in, lists what is to be judged then, and says how.
pub(super) fn start(start: &Start, state: &State) -> Result<ExitCode, Failure> {
    Import::of(&start.from, start.yes).run(state)?;
    let pending = listed(&List { file: start.file.clone(), all: false, json: false }, state)?;
    let file = start.file.display().to_string();
    let file = safe(&file);
    write_out(&match pending {
        0 => format!(
            "nothing is to be judged; your outcome for colleagues: reftel review finish '{file}' -o OUT\n"
        ),
        _ => format!(
            "next: reftel review accept '{file}' ID, or reject or reply; in the reader ]r, then a, x or r\n"
        ),
    })
}

/// Lists what is to be judged, in the order of the text.
pub(super) fn list(list: &List, state: &State) -> Result<ExitCode, Failure> {
    listed(list, state).map(|_| ExitCode::SUCCESS)
}

/// Does that; gives how much is still to be judged.
fn listed(list: &List, state: &State) -> Result<usize, Failure> {
    let mut left = 0;
    let mut cabinet = Cabinet::open(Some(&list.file), state)?;
    let (me, form) = (cabinet.me().author.id, Form::of(cabinet.count()));
    for index in 0..cabinet.count() {
        let dossier = cabinet.dossier(index);
        let reviewer = Reviewer::new(&dossier.ledger, &me, now());
        let (judged, total) = reviewer.queue().counts();
        left += total - judged;
        let mut shown = proposals(&dossier, &reviewer, &me);
        shown.retain(|proposal| list.all || !proposal.item.standing.is_done());
        if list.json {
            let items: Vec<Value> = shown.iter().map(Proposal::value).collect();
            let cable = &dossier.cable.header.reference_id;
            let pending = total - judged;
            let value =
                json!({"schema": 1, "cable": cable, "pending": pending, "total": total, "items": items});
            json::print(&value, form)?;
            continue;
        }
        let lines: String = shown.iter().map(Proposal::lines).collect();
        write_out(&format!("{}: {judged} of {total} judged\n{lines}", safe(dossier.name())))?;
    }
    Ok(left)
}

/// Prints the first thing that is to be judged.
pub(super) fn next(next: &Next, state: &State) -> Result<ExitCode, Failure> {
    let mut cabinet = Cabinet::open(Some(&next.file), state)?;
    let me = cabinet.me().author.id;
    for index in 0..cabinet.count() {
        let dossier = cabinet.dossier(index);
        let reviewer = Reviewer::new(&dossier.ledger, &me, now());
        let proposals = proposals(&dossier, &reviewer, &me);
        if let Some(first) = proposals.iter().find(|proposal| !proposal.item.standing.is_done()) {
            return print(first, &dossier.cable.header.reference_id, next.json);
        }
    }
    Err(Failure::Nothing(String::from("nothing is to be judged; 'reftel review finish' writes the outcome")))
}

/// Prints one of the things that are or were to be judged.
pub(super) fn show(one: &One, state: &State) -> Result<ExitCode, Failure> {
    let mut cabinet = Cabinet::open(Some(&one.file), state)?;
    let me = cabinet.me().author.id;
    let (dossier, key) = pick_one(&mut cabinet, &one.id, one.of.as_deref(), Among::Items)?;
    let reviewer = Reviewer::new(&dossier.ledger, &me, now());
    let proposals = proposals(&dossier, &reviewer, &me);
    let meant = proposals.iter().find(|proposal| proposal.item.target.key() == key);
    let meant = meant.ok_or_else(|| Failure::Nothing(String::from("it is gone")))?;
    print(meant, &dossier.cable.header.reference_id, one.json)
}

fn print(proposal: &Proposal<'_>, cable: &Option<String>, as_json: bool) -> Result<ExitCode, Failure> {
    if as_json {
        return json::print(&json!({"schema": 1, "cable": cable, "item": proposal.value()}), Form::Page);
    }
    write_out(&proposal.whole_lines())
}
