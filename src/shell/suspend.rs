//! Stopping the program for a while, as `^Z` asks.

use rustix::process::{Pid, Signal, getpgid, getpgrp, getppid, getsid, kill_current_process_group};

/// Stops the program and all that was started together with it (a script around it, the other end of a pipe), as the
/// shell expects of a job.
pub(super) fn stop() {
    // SIGSTOP and not SIGTSTP: the latter is caught, and would ask to stop once more after the program goes on.
    let _ = kill_current_process_group(Signal::STOP);
}

/// Whether somebody could continue the program, as a shell with job control can: the nearest ancestor outside the
/// program's process group is in the same session. (POSIX calls a group without such an ancestor orphaned.)
pub(super) fn is_possible() -> bool {
    let group = getpgrp();
    let mut ancestor = getppid();
    while let Some(pid) = ancestor {
        let Ok(its_group) = getpgid(Some(pid)) else { return false };
        if its_group != group {
            return getsid(Some(pid)).is_ok_and(|session| getsid(None) == Ok(session));
        }
        ancestor = parent(pid);
    }
    false
}

/// The parent of a process, where the system tells.
fn parent(pid: Pid) -> Option<Pid> {
    let stat = std::fs::read_to_string(format!("/proc/{}/stat", pid.as_raw_nonzero())).ok()?;
    parent_in(&stat).and_then(Pid::from_raw)
}

/// The parent's id in a line of `/proc/<pid>/stat`: `pid (name) state parent ...`, where the name may hold anything.
fn parent_in(stat: &str) -> Option<i32> {
    let (_, behind_name) = stat.rsplit_once(')')?;
    behind_name.split_whitespace().nth(1)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_process_does_not_hide_its_parent() {
        assert_eq!(parent_in("41 (sh) S 40 41 40 34816"), Some(40));
        assert_eq!(parent_in("41 (a) b (c) S 40 41"), Some(40));
        assert_eq!(parent_in("41 (sh"), None);
    }
}
