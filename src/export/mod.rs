//! (under construction)
pub mod entities;

pub mod structure;
