//! A cable with everything the store holds for it.

use super::Failure;
use std::sync::Arc;

use super::arguments::State;
use super::load::Source;
use super::perform::Desk;
use crate::app::Opening;
use crate::keys::Keymap;
use crate::layout::Size;
use crate::store::{CableKey, Store};

/// Opens the store at the cable.
pub(super) fn open(source: Source, state: &State, size: Size) -> Result<(Opening, Desk), Failure> {
    let mut store = store(state)?;
    let key = CableKey::of(&source.cable);
    let loaded = store.load(&key);
    let keymap = Keymap::builtin().map_err(|error| Failure::State(error.to_string()))?;
    let mut notices = source.cable.notices.clone();
    if !source.cable.is_cable() {
        notices.push(format!("{} is no cable: shown as plain text", source.name));
    }
    notices.extend(loaded.notices);
    let opening = Opening {
        me: store.writer().clone(),
        ledger: loaded.ledger,
        changes: loaded.changes,
        drafts: loaded.drafts,
        text_sha256: key.text_sha256.clone(),
        place: loaded.place,
        read_only: loaded.writable.err(),
        cable: Arc::new(source.cable),
        notices,
        keymap,
        size,
    };
    Ok((opening, Desk::new(store, key)))
}

/// Opens the configuration directory.
pub(super) fn store(state: &State) -> Result<Store, Failure> {
    Store::open(state.config_dir.clone(), state.author.as_deref())
        .map_err(|error| Failure::State(error.to_string()))
}
