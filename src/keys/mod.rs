//! How a reader speaks to the program: keys, the commands they run, and the map between them.
//!
//! ```text
//! Key sequence --Keymap::lookup(scope)--> Action    every key runs a named command, or a line of the prompt `:`
//! ```
//! A map is made in layers: the default, a [`Preset`], the reader's own keys; each says only what differs.

mod action;
mod key;
mod keymap;
mod nearest;
mod overlay;
mod preset;
mod scope;
mod script;

pub use action::Action;
pub use key::{Code, Key};
pub use keymap::{Hint, Keymap, Lookup, Target, notation};
pub use nearest::{meant, nearest, short};
pub use overlay::{Fault, Layer, Taken, read_sequence};
pub use preset::Preset;
pub use scope::Scope;
pub use script::{Step, parse_script};
