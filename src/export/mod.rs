//! What leaves the program as data, for other programs and for people without it.

#![allow(non_camel_case_types, reason = "the types that `json::object` makes are named like its fields")]

mod entities;
mod json;
mod offsets;
mod release;
mod structure;

pub use entities::Entities;
pub use release::{Released, Report, named};
pub use structure::Structure;
