//! A cable with everything the store holds for it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Failure;
use super::arguments::{Display, State};
use super::config::Configured;
use super::desk::Desk;
use super::load::Source;
use crate::app::{Opened, Opening, Progress, Shelf, Template, Typed};
use crate::cable::{Volume, decode};
use crate::layout::{Size, safe};
use crate::library::Place;
use crate::store::Store;

/// Opens the store without any cable: what there is to read is in the library.
pub(super) fn nothing(
    state: &State,
    configured: &Configured,
    size: Size,
) -> Result<(Opening, Desk), Failure> {
    let source = Source { name: String::new(), volume: Volume::new(decode(Vec::new())) };
    let (opening, desk) = open(source, None, false, state, configured, size)?;
    let read_only = Some(String::from("no cable is open"));
    let opened = Opened { read_only, notices: Vec::new(), ..opening.opened };
    Ok((Opening { opened, file: None, ..opening }, desk))
}

/// Opens the store at the first cable of a file, which is at `file` where it has a name; `rest` tells whether the file has
/// only been begun.
pub(super) fn open(
    source: Source,
    file: Option<&Path>,
    rest: bool,
    state: &State,
    configured: &Configured,
    size: Size,
) -> Result<(Opening, Desk), Failure> {
    let (opening, desk) = open_in(store_of(state, configured)?, source, rest, configured, size)?;
    // The sample has no path, and what came through a pipe cannot be opened again.
    let path = match file {
        None => Some(PathBuf::new()),
        Some(file) if file == Path::new("-") => None,
        Some(file) => file.canonicalize().ok(),
    };
    let file = path.map(|path| Place { path, index: 0 });
    Ok((Opening { file, ..opening }, desk))
}

/// The same with a store that is open.
pub(super) fn open_in(
    store: Store,
    source: Source,
    rest: bool,
    configured: &Configured,
    size: Size,
) -> Result<(Opening, Desk), Failure> {
    let Source { name, volume } = source;
    let templates = templates(&store);
    let settings = configured.settings.clone();
    let typed = if settings.is_on("history") { store.typed() } else { Typed::new() };
    let me = store.writer().clone();
    let shelf = Shelf::new(Arc::new(volume), if rest { Progress::Reading(None) } else { Progress::Whole });
    let cable = Arc::new(shelf.volume().cable(0));
    let alone = shelf.volume().count() == 1;
    let mut notices = Vec::new();
    // On one line, whatever is in it.
    let shown = safe(&name);
    if !cable.is_cable() {
        notices.push(format!("{shown} is no cable: shown as plain text"));
    }
    if !alone {
        notices.push(format!("{} in {shown}: L lists them, ]c goes to the next", shelf.count_words()));
    }
    let mut desk = Desk::new(store).with_file(name).with_settings(settings.clone());
    let opened = desk.open(cable, shelf.is_cut_off(0));
    notices.extend(opened.notices);
    notices.extend(desk.lexicon().faults);
    notices.extend(configured.notice());
    let opened = Opened { notices, ..opened };
    Ok((Opening { opened, shelf, me, settings, typed, size, templates, file: None }, desk))
}

/// The templates of the program, and the reader's own, which may take the place of one of those.
fn templates(store: &Store) -> Vec<Template> {
    let own = store.templates().into_iter().map(|(name, text)| Template { name, text });
    let mut templates: Vec<Template> = own.collect();
    for template in Template::builtin() {
        if templates.iter().all(|own| own.name != template.name) {
            templates.push(template);
        }
    }
    templates
}

/// Opens the configuration directory, for the author that is set.
pub(super) fn store(state: &State) -> Result<Store, Failure> {
    store_of(state, &Configured::find(state, &Display::default())?)
}

fn store_of(state: &State, configured: &Configured) -> Result<Store, Failure> {
    let author = Some(configured.settings.get("author")).filter(|name| !name.is_empty());
    Store::open(state.config_dir.clone(), author).map_err(|error| Failure::State(error.to_string()))
}
