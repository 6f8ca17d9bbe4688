//! Random names and ids.

use std::fs::File;
use std::io::{self, Read};

/// The alphabet of ids: digits and lower-case letters, without i, l, o and u.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Random bytes from the system.
pub(super) fn bytes<const N: usize>() -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    File::open("/dev/urandom")?.read_exact(&mut bytes)?;
    Ok(bytes)
}

/// 80 random bits as 16 characters, for names of files.
pub(super) fn token() -> io::Result<String> {
    Ok(base32(&bytes::<10>()?))
}

/// `bytes` in base 32; 16 bytes give 26 characters.
pub(super) fn base32(bytes: &[u8]) -> String {
    let bit = |at: usize| bytes.get(at / 8).map_or(0, |byte| byte >> (7 - at % 8) & 1);
    let digit = |group: usize| (0..5).fold(0, |digit, at| digit << 1 | bit(group * 5 + at));
    (0..(bytes.len() * 8).div_ceil(5)).map(|group| char::from(ALPHABET[usize::from(digit(group))])).collect()
}
