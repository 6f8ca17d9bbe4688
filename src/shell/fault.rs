//! Faults on purpose, in debug builds only: `REFTEL_FAULT=draw:3` panics at the third frame, so that a test can see
//! that the terminal comes back and no word is lost.

/// A place where a fault can be put in.
#[cfg(debug_assertions)]
pub(super) fn point(place: &str) {
    use std::sync::atomic::{AtomicU32, Ordering};
    static PASSED: AtomicU32 = AtomicU32::new(0);
    let Ok(wanted) = std::env::var("REFTEL_FAULT") else { return };
    let (name, time) = wanted.split_once(':').unwrap_or((&wanted, "1"));
    if name == place && time.parse() == Ok(PASSED.fetch_add(1, Ordering::SeqCst) + 1) {
        std::panic::panic_any(format!("fault put in at {place}"));
    }
}

/// A place where a fault can be put in: never in a release build.
#[cfg(not(debug_assertions))]
pub(super) fn point(_place: &str) {}
