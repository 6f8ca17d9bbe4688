//! Writing to a terminal that may be slow, blocked, or gone.
//!
//! Frames bypass `std::io::stdout` and its lock: whoever must give the terminal back, while another thread is held up in
//! a write, waits for nothing.

use std::io;
use std::os::fd::AsFd;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

/// Writes all bytes. On a terminal that does not block (somebody who shares it may have set that), waits up to
/// `patience` for each next piece to be taken; a terminal that blocks may take any time.
pub(super) fn send(terminal: impl AsFd, bytes: &[u8], patience: Duration) -> io::Result<()> {
    let mut rest = bytes;
    while !rest.is_empty() {
        match rustix::io::write(&terminal, rest) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(count) => rest = rest.get(count..).unwrap_or_default(),
            Err(Errno::INTR) => {}
            Err(Errno::AGAIN) if is_writable(&terminal, patience) => {}
            Err(errno) => return Err(errno.into()),
        }
    }
    Ok(())
}

/// Waits up to `patience` until a write would be taken at once, or fail at once.
pub(super) fn is_writable(terminal: impl AsFd, patience: Duration) -> bool {
    let Ok(patience) = Timespec::try_from(patience) else { return false };
    loop {
        match poll(&mut [PollFd::new(&terminal, PollFlags::OUT)], Some(&patience)) {
            Err(Errno::INTR) => {}
            answer => return answer.is_ok_and(|ready| ready > 0),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;
    use std::os::unix::net::UnixStream;

    use super::*;

    /// Longer than the test may take: a wait that never ends is a failure too.
    const LONG: Duration = Duration::from_secs(60);

    /// Two ends, of which the first never blocks.
    fn line() -> (UnixStream, UnixStream) {
        let (near, far) = UnixStream::pair().unwrap();
        near.set_nonblocking(true).unwrap();
        (near, far)
    }

    #[test]
    fn what_the_terminal_cannot_take_yet_is_sent_when_it_can() {
        let (near, mut far) = line();
        let bytes: Vec<u8> = (0..3_000_000_u32).map(|n| n.to_le_bytes()[0]).collect();
        let reading = std::thread::spawn(move || {
            let mut arrived = Vec::new();
            far.read_to_end(&mut arrived).unwrap();
            arrived
        });
        send(&near, &bytes, LONG).unwrap();
        drop(near);
        assert!(reading.join().unwrap() == bytes, "the bytes that arrived are others");
    }

    #[test]
    fn a_terminal_that_takes_nothing_for_long_has_failed() {
        let (near, far) = line();
        let failed = send(&near, &[0; 3_000_000], Duration::ZERO).unwrap_err();
        assert_eq!(failed.kind(), io::ErrorKind::WouldBlock);
        assert!(!is_writable(&near, Duration::ZERO));
        drop(far);
    }

    #[test]
    fn a_terminal_that_is_gone_is_an_error_at_once() {
        let (near, far) = line();
        drop(far);
        assert_eq!(send(&near, b"frame", LONG).unwrap_err().kind(), io::ErrorKind::BrokenPipe);
    }
}
