//! How a reader speaks to the program: keys, the commands they run, and the map between them.
//!
//! ```text
//! Key sequence --Keymap::lookup(scope)--> Action    every key runs a named command
//! ```

mod action;
mod key;
mod keymap;
mod script;

pub use action::Action;
pub use key::{Code, Key};
pub use keymap::{Hint, Keymap, KeymapError, Lookup, Scope, notation};
pub use script::{Step, parse_script};
