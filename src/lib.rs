//! reftel: a terminal reader for diplomatic cables with side-by-side commentary.
#![warn(missing_docs)]

pub mod annotation;
pub mod app;
pub mod cable;
pub mod entity;
pub mod export;
pub mod keys;
pub mod layout;
pub mod review;
pub mod shell;
pub mod store;
pub mod ui;
