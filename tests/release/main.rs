//! What may leave the house, with the real program: `reftel release`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod notes;
mod random;
mod support;
mod text;
mod write;
