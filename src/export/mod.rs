//! (under construction)

pub mod structure;
