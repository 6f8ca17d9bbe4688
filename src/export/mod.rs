//! What leaves the program as data, for other programs and for people without it.

pub mod entities;
pub mod structure;
