//! The clock, and chance.

use std::time::SystemTime;

use jiff::Timestamp;

/// The time; beyond the year 9999 the last moment of it.
pub(super) fn now() -> Timestamp {
    Timestamp::try_from(SystemTime::now()).unwrap_or(Timestamp::MAX)
}

/// Fresh random bytes for an id.
pub(super) fn random() -> [u8; 10] {
    let mut random = [0; 10];
    // Without the system's randomness the time alone still tells notes apart.
    let _ = rustix::rand::getrandom(&mut random, rustix::rand::GetRandomFlags::NONBLOCK);
    random
}
