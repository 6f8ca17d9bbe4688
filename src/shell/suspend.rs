//! Stopping the program for a while, as `^Z` asks.

use std::fs;

use rustix::process::{Signal, getpid, getsid, kill_current_process_group, kill_process};

/// Stops the program and all that was started together with it (a script around it, the other end of a pipe), as the
/// shell expects of a job.
pub(super) fn stop() {
    // SIGSTOP and not SIGTSTP: the latter is caught, and would ask to stop once more after the program goes on.
    let _ = kill_current_process_group(Signal::STOP);
}

/// Stops the program only: the editor that has the terminal has stopped the others of the job.
pub(super) fn stop_alone() {
    let _ = kill_process(getpid(), Signal::STOP);
}

/// Whether somebody could continue the program, as a shell with job control can: the nearest ancestor outside the
/// program's process group is in the same session. (POSIX calls a group without such an ancestor orphaned.)
///
/// Where the system does not list its processes, whoever does not lead its session is taken to have a shell.
pub(super) fn is_possible() -> bool {
    match Process::listed("self") {
        Some(own) => own.has_a_shell(|id| Process::listed(&id.to_string())),
        None => getsid(None) != Ok(getpid()),
    }
}

/// What the system tells of a process, in its own numbers. A group or session whose leader is outside the container
/// has the number 0, which is no process.
#[derive(Clone, Copy)]
struct Process {
    parent: i32,
    group: i32,
    session: i32,
}

impl Process {
    fn listed(id: &str) -> Option<Self> {
        Self::in_line(&fs::read_to_string(format!("/proc/{id}/stat")).ok()?)
    }

    /// Reads a line of `/proc/<pid>/stat`: `pid (name) state parent group session ...`, where the name may hold
    /// anything.
    fn in_line(line: &str) -> Option<Self> {
        let (_, behind_name) = line.rsplit_once(')')?;
        let mut numbers = behind_name.split_whitespace().skip(1).map_while(|word| word.parse().ok());
        Some(Self { parent: numbers.next()?, group: numbers.next()?, session: numbers.next()? })
    }

    fn has_a_shell(self, listed: impl Fn(i32) -> Option<Self>) -> bool {
        let mut ancestor = self;
        while let Some(parent) = listed(ancestor.parent) {
            if parent.group != self.group {
                return parent.session == self.session;
            }
            ancestor = parent;
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has_a_shell(own: &str, others: &[(i32, &str)]) -> bool {
        Process::in_line(own).unwrap().has_a_shell(|id| {
            let (_, line) = others.iter().find(|(other, _)| *other == id)?;
            Process::in_line(line)
        })
    }

    #[test]
    fn a_job_of_a_shell_can_go_on_also_behind_a_script() {
        assert!(has_a_shell("43 (reftel) S 40 43 40 34816", &[(40, "40 (bash) S 1 40 40 34816")]));
        let script = [(42, "42 (sh) S 40 42 40 34816"), (40, "40 (bash) S 1 40 40 34816")];
        assert!(has_a_shell("43 (reftel) S 42 42 40 34816", &script));
    }

    #[test]
    fn whoever_leads_its_session_has_no_shell_to_go_back_to() {
        assert!(!has_a_shell("43 (reftel) S 1 43 43 34816", &[(1, "1 (init) S 0 1 1 0")]));
    }

    /// In a container the first process may belong to a group and a session outside of it.
    #[test]
    fn a_group_outside_the_container_is_no_shell() {
        assert!(!has_a_shell("43 (reftel) S 1 43 43 34816", &[(1, "1 (sh) S 0 0 0 34816")]));
        assert!(!has_a_shell("1 (reftel) S 0 0 0 34816", &[]));
    }

    #[test]
    fn the_name_of_a_process_does_not_hide_its_parent() {
        assert_eq!(Process::in_line("41 (a) b (c) S 40 41 41").unwrap().parent, 40);
        assert!(Process::in_line("41 (sh").is_none());
    }
}
