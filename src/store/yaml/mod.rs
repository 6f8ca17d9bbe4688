//! YAML text to and from [`serde_yaml::Value`], for files that may come from anybody.
//!
//! serde_yaml's own lexer accepts alias bombs, is quadratic in nesting, and reads and writes U+2028 in block scalars
//! in ways that other readers do not share. So only its data model is used: [`read()`] builds the value from a gated
//! event stream, [`write()`] prints it, and serde_yaml turns values into types.

mod items;
mod read;
mod write;

pub(super) use items::{begins_entry, items};
pub(super) use read::{NODES_MAX, count, read, read_located};
pub(super) use write::{must_escape, write};

#[cfg(test)]
mod tests;
