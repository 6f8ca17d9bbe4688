//! Reading the file that was asked for, whatever it turns out to be.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::os::unix::fs::FileTypeExt;
use std::path::Path;

use rustix::fs::{Mode, OFlags};

use super::Failure;
use crate::cable::{Cable, decode, is_utf16};

/// Largest file that is read, in bytes.
const CAP: u64 = 1 << 30;
/// The cable that opens when none is named.
const SAMPLE: &[u8] = include_bytes!("../../assets/09MEXICO2882.txt");
/// Its file name.
const SAMPLE_NAME: &str = "09MEXICO2882.txt";

/// A cable and the name to show for it.
pub(super) struct Source {
    /// The file's name without its directories, or `standard input`.
    pub(super) name: String,
    /// The parsed cable.
    pub(super) cable: Cable,
}

/// Reads and parses a file; `-` is standard input, `None` the sample.
pub(super) fn load(file: Option<&Path>) -> Result<Source, Failure> {
    let (name, bytes) = match file {
        None => (SAMPLE_NAME.to_string(), SAMPLE.to_vec()),
        Some(path) if path == Path::new("-") => (String::from("standard input"), read_stdin()?),
        Some(path) => (file_name(path), read(path)?),
    };
    if is_binary(&bytes) {
        return Err(Failure::Input(format!("{name}: not a text ({} bytes of binary data)", bytes.len())));
    }
    let decoded = decode(bytes);
    if decoded.text.chars().all(is_unseen) {
        return Err(Failure::Input(format!("{name}: the file is empty; name one that holds a cable")));
    }
    Ok(Source { name, cable: Cable::parse(decoded) })
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// Opens without ever waiting (a FIFO without a writer would) and reads regular files only.
fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let refuse = |why: &str| Failure::Input(format!("{}: {why}", path.display()));
    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::CLOEXEC | OFlags::NOCTTY;
    let file = rustix::fs::open(path, flags, Mode::empty()).map_err(|errno| {
        let error = std::io::Error::from(errno);
        refuse(&match error.kind() {
            ErrorKind::NotFound => String::from("no such file; check the name"),
            ErrorKind::PermissionDenied => String::from("you may not read it"),
            _ => format!("cannot be opened: {error}"),
        })
    })?;
    let mut file = File::from(file);
    let kind = file.metadata().map_err(|error| refuse(&format!("cannot be read: {error}")))?.file_type();
    if kind.is_dir() {
        return Err(refuse("is a directory; name a file in it"));
    }
    if kind.is_fifo() {
        return Err(refuse("is a pipe; use '-' and let it feed standard input"));
    }
    if !kind.is_file() {
        return Err(refuse("is a device or socket, not a file"));
    }
    read_capped(&mut file).map_err(|why| refuse(&why))
}

fn read_stdin() -> Result<Vec<u8>, Failure> {
    read_capped(&mut std::io::stdin().lock()).map_err(|why| Failure::Input(format!("standard input: {why}")))
}

/// Reads to the end or to the cap, never trusting a length that was promised.
fn read_capped(source: &mut impl Read) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    source.take(CAP + 1).read_to_end(&mut bytes).map_err(|error| format!("cannot be read: {error}"))?;
    if bytes.len() as u64 > CAP {
        return Err(String::from("larger than 1 GiB; cut it into cables first"));
    }
    Ok(bytes)
}

/// Blanks, and what takes no room at all.
fn is_unseen(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Whether the bytes are no text in any encoding: one in twenty is a control that no
/// text holds (of random bytes it is one in ten).
fn is_binary(bytes: &[u8]) -> bool {
    if is_utf16(bytes) {
        return false;
    }
    let sample = bytes.get(..64 * 1024).unwrap_or(bytes);
    let odd = |byte: &&u8| matches!(**byte, 0..=8 | 0x0e..=0x1a | 0x1c..=0x1f | 0x7f);
    sample.starts_with(b"%PDF-") || sample.iter().filter(odd).count() * 20 > sample.len()
}
