//! The store from outside: what survives, what is refused, what two sessions see of each other.

mod basics;
mod support;
