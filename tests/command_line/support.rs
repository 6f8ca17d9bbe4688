//! The program run with a directory of its own.

use std::ffi::OsStr;
use std::process::{Output, Stdio};

use crate::bare::bare;

pub(crate) fn reftel(arguments: &[impl AsRef<OsStr>]) -> Output {
    let config = tempfile::tempdir().unwrap();
    bare(env!("CARGO_BIN_EXE_reftel"))
        .env("REFTEL_CONFIG_DIR", config.path())
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

pub(crate) fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// One line on stderr that names the file and what is wrong, nothing on stdout, the given exit code.
pub(crate) fn assert_refused(output: &Output, code: i32, parts: &[&str]) {
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(code), "{said}");
    assert!(output.stdout.is_empty());
    assert_eq!(said.lines().count(), 1, "{said}");
    for part in parts {
        assert!(said.contains(part), "no '{part}' in: {said}");
    }
    assert!(!said.chars().any(|c| c.is_control() && c != '\n'), "{said:?}");
}

pub(crate) fn sample() -> String {
    format!("{}/assets/09MEXICO2882.txt", env!("CARGO_MANIFEST_DIR"))
}
