//! The laws of merging: nothing is lost, and it does not matter in which order or how often entries come.

#[cfg(test)]
mod cases;
mod chains;
#[cfg(test)]
mod deciding;
#[cfg(test)]
mod laws;
#[cfg(test)]
mod play;
#[cfg(test)]
mod support;
mod threads;
