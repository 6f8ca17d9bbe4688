//! `reftel review`: going through what colleagues wrote, without a screen.

mod arguments;
mod finish;
mod judge;
mod list;
mod pick;
mod proposal;
mod say;

use std::process::ExitCode;

use super::Failure;
use super::arguments::State;
use crate::annotation::Judgement;
use arguments::Command;

pub(super) use arguments::Review;

/// Does what the arguments say.
pub(super) fn run(review: Review, state: &State) -> Result<ExitCode, Failure> {
    match review.command {
        Command::List(list) => list::list(&list, state),
        Command::Next(next) => list::next(&next, state),
        Command::Show(one) => list::show(&one, state),
        Command::Accept(accept) => judge::accept(&accept, state),
        Command::Reject(judge) => judge::judge(&judge, Judgement::Reject, state),
        Command::Unsure(judge) => judge::judge(&judge, Judgement::Unsure, state),
        Command::Undo(ids) => judge::undo(&ids, state),
        Command::Reply(say) => say::reply(&say, state),
        Command::Resolve(ids) => say::settle(&ids, true, state),
        Command::Reopen(ids) => say::settle(&ids, false, state),
        Command::Suggest(suggest) => say::suggest(&suggest, state),
        Command::Finish(finish) => finish::finish(&finish, state),
    }
}
