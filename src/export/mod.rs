//! (under construction)
pub mod entities;
