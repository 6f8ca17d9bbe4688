//! Anchors: the same note in another copy of the cable, and never at a wrong place.

#[cfg(test)]
mod cases;
#[cfg(test)]
mod copies;
#[cfg(test)]
mod edits;
#[cfg(test)]
mod sheet;
