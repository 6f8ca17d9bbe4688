//! The commands that work without a screen, each with the real program and a configuration directory of its own.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../support/bare.rs"]
mod bare;
mod blind;
#[path = "../support/desk.rs"]
#[allow(dead_code, reason = "not everything is used by all tests that share it")]
mod desk;
mod doctor;
mod hostile;
mod notes;
mod options;
mod refusals;
mod restore;
mod support;
mod undone;
mod unnamed;
mod verify;
