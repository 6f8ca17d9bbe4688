//! What may leave the house, with the real program: `reftel release`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../support/bare.rs"]
mod bare;
#[path = "../support/desk.rs"]
#[allow(dead_code, reason = "not everything is used by all tests that share it")]
mod desk;
mod notes;
mod random;
mod support;
mod text;
mod write;
