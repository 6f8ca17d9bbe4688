//! Reviewing without a screen: the real program, and a configuration directory for each person.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod agreement;
#[path = "../support/bare.rs"]
mod bare;
#[path = "../support/desk.rs"]
#[allow(dead_code, reason = "not everything is used by all tests that share it")]
mod desk;
mod judging;
mod refusals;
mod support;
mod talking;
