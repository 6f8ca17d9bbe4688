//! From a file to the cables in it, whatever it turns out to be.
//!
//! For reading, a large file opens with its beginning, and a thread reads the [`Rest`]: the first screen is there at
//! once.

use std::ops::Range;
use std::path::Path;

use super::Failure;
use super::dossier::several;
use super::input_file::InputFile;
use crate::cable::{Volume, decode, is_utf16};

/// Bytes with which a large file opens.
const FIRST: u64 = 256 << 10;
/// Longest text that is shown as one, in bytes; the longest cable known has 66 KiB. What is longer comes in parts.
const LONGEST: usize = 2 << 20;
/// Bytes of such a part.
const PART: usize = 512 << 10;

/// Ids of cables that a refusal names at most.
const NAMES: usize = 10;

/// The cables of a file, and the name to show for it.
pub(super) struct Source {
    /// The file's name without its directories, or `standard input`.
    pub(super) name: String,
    /// The cables.
    pub(super) volume: Volume,
}

impl Source {
    /// The cables that are meant, from 0: the one with the id `of`, or all.
    ///
    /// # Errors
    /// None has that id.
    pub(super) fn cables(&self, of: Option<&str>) -> Result<Range<usize>, Failure> {
        let Some(wanted) = of else { return Ok(0..self.volume.count()) };
        let index = self.ids().position(|id| id.as_deref() == Some(wanted)).ok_or_else(|| {
            Failure::Usage(format!("{}: holds no cable {wanted}, but {}", self.name, self.known()))
        })?;
        Ok(index..index + 1)
    }

    /// The cable that is meant where it can be one only.
    ///
    /// # Errors
    /// None has that id; there are several, and none is named.
    pub(super) fn only(&self, of: Option<&str>) -> Result<usize, Failure> {
        if of.is_none() && self.volume.count() > 1 {
            let why = format!("{}: holds several cables; name one with --of ID: {}", self.name, self.known());
            return Err(Failure::Usage(why));
        }
        Ok(self.cables(of)?.start)
    }

    fn ids(&self) -> impl Iterator<Item = Option<String>> {
        (0..self.volume.count()).map(|index| self.volume.title(index).reference_id)
    }

    fn known(&self) -> String {
        several(&self.ids().flatten().collect::<Vec<_>>(), NAMES)
    }
}

/// The part of a file that has not been read yet.
pub(super) struct Rest(InputFile);

/// Reads the cables of a file; `-` is standard input, `None` the sample.
pub(super) fn load(file: Option<&Path>) -> Result<Source, Failure> {
    let mut input = InputFile::open(file)?;
    whole(&mut input)
}

/// The same of a file whose first bytes are not `refused`, which says why.
pub(super) fn load_unless(
    path: &Path,
    begin: u64,
    refused: impl Fn(&[u8]) -> Option<&'static str>,
) -> Result<Source, Failure> {
    let mut input = InputFile::open(Some(path))?;
    input.read_to(begin)?;
    match refused(input.bytes()) {
        Some(why) => Err(Failure::Input(why.to_owned())),
        None => whole(&mut input),
    }
}

/// The cables of a text that is part of the program.
pub(super) fn builtin(name: &str, text: &str) -> Source {
    Source { name: name.into(), volume: Volume::new(decode(text.into())) }
}

/// The same for reading on a screen: what is too long to be shown as one is in parts.
pub(super) fn load_to_read(file: Option<&Path>) -> Result<Source, Failure> {
    let Source { name, volume } = load(file)?;
    Ok(Source { name, volume: volume.in_parts(LONGEST, PART) })
}

/// Begins to read a file: a small one whole, of a large one the beginning.
pub(super) fn begin(file: Option<&Path>) -> Result<(Source, Option<Rest>), Failure> {
    let mut input = InputFile::open(file)?;
    if !input.read_to(FIRST)?
        && let Some(beginning) = beginning(input.bytes())
    {
        let volume = Volume::new(decode(beginning.to_vec())).in_parts(LONGEST, PART);
        return Ok((Source { name: input.name.clone(), volume }, Some(Rest(input))));
    }
    let Source { name, volume } = whole(&mut input)?;
    Ok((Source { name, volume: volume.in_parts(LONGEST, PART) }, None))
}

impl Rest {
    /// Reads to the end, telling after every step how far it has come, in percent where that is known.
    ///
    /// # Errors
    /// In one line, why the file cannot be read to its end.
    pub(super) fn read(mut self, told: impl FnMut(Option<u8>)) -> Result<Volume, String> {
        let bytes = self.0.read_all(told).map_err(|failure| failure.to_string())?;
        Ok(Volume::new(decode(bytes)).in_parts(LONGEST, PART))
    }
}

/// What of the first bytes of a larger file can be shown: whole lines of UTF-8 that hold something. `None` when the
/// file must be seen whole to know what it is.
fn beginning(bytes: &[u8]) -> Option<&[u8]> {
    let lines = bytes.iter().rposition(|byte| *byte == b'\n').map_or(bytes.len(), |at| at + 1);
    let lines = bytes.get(..lines)?;
    let valid = match std::str::from_utf8(lines) {
        Ok(text) => text,
        // A character cut at the end.
        Err(error) if error.error_len().is_none() => {
            std::str::from_utf8(lines.get(..error.valid_up_to())?).ok()?
        }
        Err(_) => return None,
    };
    let shown = !is_utf32(lines) && !is_binary(lines) && !valid.chars().all(is_unseen);
    shown.then_some(valid.as_bytes())
}

fn whole(input: &mut InputFile) -> Result<Source, Failure> {
    let bytes = input.read_all(|_| {})?;
    let name = input.name.clone();
    if is_utf32(&bytes) {
        return Err(Failure::Input(format!(
            "{name}: is in UTF-32, which is not read; save it as UTF-8 first"
        )));
    }
    if is_binary(&bytes) {
        return Err(Failure::Input(format!("{name}: not a text ({} bytes of binary data)", bytes.len())));
    }
    let decoded = decode(bytes);
    if decoded.text.chars().all(is_unseen) {
        return Err(Failure::Input(format!("{name}: the file is empty; name one that holds a cable")));
    }
    Ok(Source { name, volume: Volume::new(decoded) })
}

/// Blanks, and what takes no room at all.
fn is_unseen(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Whether the bytes begin with the mark of UTF-32, either way round. Of one of these UTF-16 has the beginning.
fn is_utf32(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xff, 0xfe, 0, 0]) || bytes.starts_with(&[0, 0, 0xfe, 0xff])
}

/// Whether the bytes are no text in any encoding: one in twenty is a control that no text holds (of random bytes it is
/// one in ten).
fn is_binary(bytes: &[u8]) -> bool {
    if is_utf16(bytes) {
        return false;
    }
    let sample = bytes.get(..64 * 1024).unwrap_or(bytes);
    let odd = |byte: &&u8| matches!(**byte, 0..=8 | 0x0e..=0x1a | 0x1c..=0x1f | 0x7f);
    sample.starts_with(b"%PDF-") || sample.iter().filter(odd).count() * 20 > sample.len()
}
