//! The commands that work without a screen, each with the real program and a configuration directory of its own.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod doctor;
mod hostile;
mod notes;
mod options;
mod refusals;
mod restore;
mod support;
mod unnamed;
mod verify;
