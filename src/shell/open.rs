//! A cable with everything the store holds for it.

use std::sync::Arc;

use super::Failure;
use super::arguments::State;
use super::load::Source;
use super::perform::Desk;
use crate::app::{Opened, Opening, Progress, Shelf, Template};
use crate::keys::Keymap;
use crate::layout::{Size, safe};
use crate::store::Store;

/// Opens the store at the first cable of a file; `rest` tells whether the file has only been begun.
pub(super) fn open(
    source: Source,
    rest: bool,
    state: &State,
    size: Size,
) -> Result<(Opening, Desk), Failure> {
    open_in(store(state)?, source, rest, size)
}

/// The same with a store that is open.
pub(super) fn open_in(
    store: Store,
    source: Source,
    rest: bool,
    size: Size,
) -> Result<(Opening, Desk), Failure> {
    let Source { name, volume } = source;
    let templates = templates(&store);
    let keymap = Keymap::builtin().map_err(|error| Failure::State(error.to_string()))?;
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
    let mut desk = Desk::new(store).with_file(name);
    let opened = desk.open(cable, shelf.is_cut_off(0));
    notices.extend(opened.notices);
    notices.extend(desk.lexicon().faults);
    let opened = Opened { notices, ..opened };
    Ok((Opening { opened, shelf, me, keymap, size, templates }, desk))
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

/// Opens the configuration directory.
pub(super) fn store(state: &State) -> Result<Store, Failure> {
    Store::open(state.config_dir.clone(), state.author.as_deref())
        .map_err(|error| Failure::State(error.to_string()))
}
