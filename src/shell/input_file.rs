//! The file that was asked for, opened without ever waiting and read with a limit.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::os::unix::fs::FileTypeExt;
use std::path::Path;

use rustix::fs::{Mode, OFlags};

use super::Failure;

/// Largest file that is read, in bytes.
const CAP: u64 = 1 << 30;
/// What is said of a larger one.
const TOO_LARGE: &str = "larger than 1 GiB; cut it into cables first";
/// Bytes that are read at a time.
const STEP: u64 = 4 << 20;
/// The cable that opens when none is named.
const SAMPLE: &[u8] = include_bytes!("../../assets/09MEXICO2882.txt");
/// Its file name.
const SAMPLE_NAME: &str = "09MEXICO2882.txt";

/// A file that is being read.
pub(super) struct InputFile {
    /// The file's name without its directories, or `standard input`.
    pub(super) name: String,
    /// What is named in messages: the path as it was given.
    path: String,
    source: Box<dyn Read + Send>,
    /// Its size as the system tells it; `None` for a pipe.
    size: Option<u64>,
    /// What has been read of it.
    bytes: Vec<u8>,
}

impl InputFile {
    /// Opens a file; `-` is standard input, `None` the sample.
    pub(super) fn open(file: Option<&Path>) -> Result<Self, Failure> {
        let (name, path, source, size): (_, _, Box<dyn Read + Send>, _) = match file {
            None => (SAMPLE_NAME.to_owned(), SAMPLE_NAME.to_owned(), Box::new(SAMPLE), None),
            Some(path) if path == Path::new("-") => {
                let name = String::from("standard input");
                (name.clone(), name, Box::new(std::io::stdin()), None)
            }
            Some(path) => {
                let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
                let (file, size) = regular(path)?;
                (name, path.display().to_string(), Box::new(file), Some(size))
            }
        };
        Ok(Self { name, path, source, size, bytes: Vec::new() })
    }

    /// What has been read.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Reads until `wanted` bytes are there or the file has ended; whether it has.
    pub(super) fn read_to(&mut self, wanted: u64) -> Result<bool, Failure> {
        while (self.bytes.len() as u64) < wanted {
            if !self.read_some(wanted - self.bytes.len() as u64)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Reads to the end, and tells how far it has come after every step: in percent, where the size is known. Gives
    /// the bytes, never trusting a size that was promised.
    pub(super) fn read_all(&mut self, mut told: impl FnMut(Option<u8>)) -> Result<Vec<u8>, Failure> {
        if let Some(size) = self.size {
            // At once, so that a large text is never held twice.
            let more = size.min(CAP).saturating_sub(self.bytes.len() as u64) + 1;
            let room = self.bytes.try_reserve_exact(usize::try_from(more).unwrap_or_default());
            room.map_err(|_| Failure::Input(format!("{}: too large for the memory there is", self.path)))?;
        }
        while self.read_some(STEP)? {
            let done = self.bytes.len() as u64;
            told(self.size.map(|size| u8::try_from((done * 100 / size.max(1)).min(99)).unwrap_or_default()));
        }
        Ok(std::mem::take(&mut self.bytes))
    }

    /// Reads up to `most` bytes more; false at the end.
    fn read_some(&mut self, most: u64) -> Result<bool, Failure> {
        let fault = |why: String| Failure::Input(format!("{}: {why}", self.path));
        let mut step = (&mut self.source).take(most);
        let read =
            step.read_to_end(&mut self.bytes).map_err(|error| fault(format!("cannot be read: {error}")))?;
        if self.bytes.len() as u64 > CAP {
            return Err(fault(String::from(TOO_LARGE)));
        }
        Ok(read > 0)
    }
}

/// Opens without ever waiting (a FIFO without a writer would), regular files only; with the size.
fn regular(path: &Path) -> Result<(File, u64), Failure> {
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
    let file = File::from(file);
    let about = file.metadata().map_err(|error| refuse(&format!("cannot be read: {error}")))?;
    let kind = about.file_type();
    if kind.is_dir() {
        return Err(refuse("is a directory; name a file in it"));
    }
    if kind.is_fifo() {
        return Err(refuse("is a pipe; use '-' and let it feed standard input"));
    }
    if !kind.is_file() {
        return Err(refuse("is a device or socket, not a file"));
    }
    // A size may promise too little, never too much: what is too large is not read first.
    if about.len() > CAP {
        return Err(refuse(TOO_LARGE));
    }
    Ok((file, about.len()))
}
