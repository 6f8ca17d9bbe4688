//! Notes on their way between readers: copied, mailed, shared, merged by git; and files that mean harm. All with the real
//! program, and a configuration directory for each reader.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../support/bare.rs"]
mod bare;
#[path = "../support/desk.rs"]
#[allow(dead_code, reason = "not everything is used by all tests that share it")]
mod desk;
mod dropped;
mod forge;
mod git;
mod golden;
mod hostile;
mod import;
mod merge;
#[path = "../support/mod.rs"]
#[allow(dead_code, reason = "not everything is used by all tests that share it")]
mod pty;
mod share;
mod support;
mod ways;
mod yaml;
