//! What leaves the program for others, and what comes back.

#[path = "../support/bare.rs"]
mod bare;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod hypothesis;
#[cfg(test)]
mod program;
#[cfg(test)]
mod round_trip;
#[cfg(test)]
mod support;
#[cfg(test)]
mod threads;
