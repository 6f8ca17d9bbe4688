//! The store from outside: what survives, what is refused, what two sessions see of each other.

#[cfg(test)]
mod basics;
#[cfg(test)]
mod children;
#[cfg(test)]
mod contents;
#[cfg(test)]
mod damage;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod journal;
#[cfg(test)]
mod outside;
#[cfg(test)]
mod past;
#[cfg(test)]
mod progress;
#[cfg(test)]
mod sessions;
#[cfg(test)]
mod support;
#[cfg(test)]
mod templates;
