//! The command line: what it prints, what it refuses, with which exit code.

#[cfg(test)]
mod answers;
#[cfg(test)]
#[path = "../support/bare.rs"]
mod bare;
#[cfg(test)]
mod documents;
#[cfg(test)]
mod state;
#[cfg(test)]
mod support;
