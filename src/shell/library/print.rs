//! The list of the library where there is no screen: a cable a line.

use std::path::PathBuf;
use std::process::ExitCode;

use super::desk::LibraryDesk;
use crate::layout::safe;
use crate::library::Card;
use crate::shell::Failure;
use crate::shell::commands::write_out;
use crate::shell::dossier::warn;

/// Prints the cables of folders, in the order of their files.
pub(in crate::shell) fn print(mut desk: LibraryDesk, folders: &[PathBuf]) -> Result<ExitCode, Failure> {
    let (listed, unread) = desk.list(folders).map_err(Failure::State)?;
    if let (true, Some(why)) = (listed.cards.is_empty(), unread.first()) {
        return Err(Failure::Input(why.clone()));
    }
    let refused = listed.refused.iter().map(|refused| format!("{}: {}", refused.path.display(), refused.why));
    refused.chain(unread).for_each(|what| warn(&format!("not listed: {what}")));
    if listed.cards.is_empty() {
        let folder = folders.first().map(|folder| folder.display().to_string()).unwrap_or_default();
        return Err(Failure::Input(format!(
            "{folder}: no files there that hold cables; name another folder"
        )));
    }
    write_out(&listed.cards.iter().map(line).collect::<String>())
}

fn line(card: &Card) -> String {
    let class = card.classification.map_or("-", |level| level.name());
    let day = card.day().unwrap_or_else(|| String::from("-"));
    let (id, path) = (card.id_words(), card.place.path.display());
    let part =
        if card.place.index == 0 { String::new() } else { format!(" (cable {})", card.place.index + 1) };
    format!("{}\n", safe(&format!("{id:<17} {day:<10} {class:<13} {}  {path}{part}", card.subject)))
}
