//! What a reader puts right about entities, with the real program: it stays so in another copy of the cable and under
//! another lexicon, goes into what leaves the house, and of a colleague it is a proposal.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../support/bare.rs"]
mod bare;
mod colleagues;
mod copies;
mod desk;
mod hostile;
mod leaving;
