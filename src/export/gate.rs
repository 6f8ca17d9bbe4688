//! What any JSON from outside must pass before it is read: its size, its nesting and the number of its values.

use super::Refusal;
use crate::annotation::SEND_AGAIN;

/// What helps where a file holds too much.
pub(super) const SEVERAL: &str = "take it in in several files";
/// Largest text that is read, in bytes.
const BYTES_MAX: usize = 32 << 20;
/// Deepest nesting of lists and objects.
const DEPTH_MAX: usize = 32;
/// Most values.
const VALUES_MAX: usize = 1_000_000;

/// Whether the text may be read at all. Takes one look at every byte and keeps nothing.
///
/// # Errors
/// Why not, in words that quote nothing of it.
pub(super) fn check(text: &str) -> Result<(), Refusal> {
    if text.len() > BYTES_MAX {
        return Err(Refusal(format!("larger than {} MiB; {SEVERAL}", BYTES_MAX >> 20)));
    }
    let (mut depth, mut values, mut line) = (0_usize, 1_usize, 1_usize);
    let (mut quoted, mut escaped) = (false, false);
    for byte in text.bytes() {
        if quoted {
            quoted = escaped || byte != b'"';
            escaped = !escaped && byte == b'\\';
            continue;
        }
        match byte {
            b'"' => quoted = true,
            b'{' | b'[' => {
                depth += 1;
                values += 1;
            }
            b'}' | b']' => depth = depth.saturating_sub(1),
            b',' => values += 1,
            b'\n' => line += 1,
            _ => {}
        }
        if depth > DEPTH_MAX {
            return Err(Refusal(format!("line {line}: nested more than {DEPTH_MAX} deep; {SEND_AGAIN}")));
        }
        if values > VALUES_MAX {
            return Err(Refusal(format!("line {line}: more than {VALUES_MAX} values; {SEVERAL}")));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_deep_too_long_or_too_much_is_refused() {
        assert!(check(&format!("{}1{}", "[".repeat(32), "]".repeat(32))).is_ok());
        assert!(check(&"[".repeat(33)).is_err_and(|refusal| refusal.0.contains("deep")));
        assert!(
            check(&format!("[{}1]", "1,".repeat(1_000_000)))
                .is_err_and(|refusal| refusal.0.contains("values"))
        );
        assert!(check(&" ".repeat(BYTES_MAX + 1)).is_err_and(|refusal| refusal.0.contains("MiB")));
    }

    #[test]
    fn what_stands_in_quotes_does_not_count() {
        assert!(check(&format!("[\"{}\"]", "[,\\\"".repeat(2_000_000))).is_ok());
        assert!(check(&format!("[\"\\\\\",{}", "[".repeat(40))).is_err());
    }
}
