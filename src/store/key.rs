//! What names a cable on disk: its id, never the path of its file.

use sha2::{Digest, Sha256};

use crate::annotation::hex;
use crate::cable::Cable;

/// Names a cable in the store. Two copies of one cable share their notes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CableKey {
    /// `09MEXICO2882`, or `text-<hash>` for a text without a reference id.
    pub id: String,
    /// sha256 (hex) of the text with line ends as LF and no byte order mark.
    pub text_sha256: String,
}

impl CableKey {
    /// The key of a cable.
    pub fn of(cable: &Cable) -> Self {
        let text = cable.text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
        let text_sha256 = hex(&Sha256::digest(text));
        let id = cable.header.reference_id.clone();
        Self {
            id: id.unwrap_or_else(|| format!("text-{}", text_sha256.get(..16).unwrap_or(""))),
            text_sha256,
        }
    }

    /// `<16 hex digits of sha256 of the id>-<id, for people>`: safe as a name whatever the id is.
    pub fn directory(&self) -> String {
        let hash = hex(&Sha256::digest(&self.id)[..8]);
        let safe = |character: char| if character.is_ascii_alphanumeric() { character } else { '-' };
        let slug: String = self.id.chars().take(40).map(safe).collect();
        format!("{hash}-{}", if slug.is_empty() { "cable" } else { &slug })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_id_gives_a_safe_name() {
        let name = |id: &str| CableKey { id: id.into(), text_sha256: String::new() }.directory();
        assert_eq!(name("09MEXICO2882").get(16..), Some("-09MEXICO2882"));
        let long = "x".repeat(10_000);
        for id in ["", "../../x", "/etc/passwd", "a\0b", "\u{202e}x", long.as_str()] {
            let name = name(id);
            assert!(
                name.len() <= 57 && name.bytes().all(|byte| byte == b'-' || byte.is_ascii_alphanumeric())
            );
        }
        assert_ne!(name("a/b"), name("a-b"));
    }

    #[test]
    fn line_ends_and_a_byte_order_mark_do_not_make_another_text() {
        let of = |text: &str| CableKey::of(&Cable { text: text.into(), ..Cable::default() });
        assert_eq!(of("\u{feff}a\r\nb\r"), of("a\nb\n"));
        assert_ne!(of("a\n"), of("b\n"));
        assert!(of("a").id.starts_with("text-"));
    }
}
