//! The clock.

use std::time::SystemTime;

use jiff::Timestamp;

/// The time; beyond the year 9999 the last moment of it.
pub(super) fn now() -> Timestamp {
    Timestamp::try_from(SystemTime::now()).unwrap_or(Timestamp::MAX)
}
