//! Reviewing without a screen: the real program, and a configuration directory for each person.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod agreement;
mod judging;
mod refusals;
mod support;
mod talking;
