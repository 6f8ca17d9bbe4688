//! What an entry must be like to be taken into a ledger, whoever wrote it.

use super::{Anchor, Entry, EntryKind, Writer};
use crate::entity::Correction;

/// Longest body, in bytes.
pub const BODY_MAX: usize = 64 * 1024;
/// Longest text of a draft, in bytes: more than a note holds, so that a long paste can be cut down.
pub const DRAFT_MAX: usize = 2 << 20;
/// Most tags of one note.
pub const TAGS_MAX: usize = 32;
/// Longest tag or type, in bytes.
pub const TAG_MAX: usize = 256;
/// Longest name of an entity, in bytes.
pub const ENTITY_MAX: usize = 1024;

/// Most versions that one entry names.
const VERSIONS_MAX: usize = 10_000;
/// Highest sequence number: what every reader of JSON can hold.
const SEQ_MAX: u64 = 1 << 53;

/// Why an entry is not taken in. It is kept aside as it came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    /// An id, version or parent without the form of one.
    #[error("malformed id")]
    Id,
    /// A sequence number below 1 or beyond what any writer reaches.
    #[error("impossible sequence number")]
    Sequence,
    /// A quote that ends before it starts.
    #[error("quote ends before it starts")]
    Offsets,
    /// A reply, verdict or the like that does not say about what, or lacks its judgement.
    #[error("remark without its object")]
    Remark,
    /// A correction that does not say what it puts right, or what it is called from now on.
    #[error("correction without a name")]
    Correction,
    /// A field longer than its limit.
    #[error("{0} too long")]
    TooLong(&'static str),
    /// Contents that are not those its version was made from.
    #[error("contents differ from those that were signed off")]
    Hash,
}

impl Entry {
    /// Whether the entry is well formed and is what `writer` wrote.
    ///
    /// # Errors
    /// The first flaw found.
    pub fn check(&self, writer: &Writer) -> Result<(), Flaw> {
        self.check_form()?;
        if self.hash(writer) == self.ver { Ok(()) } else { Err(Flaw::Hash) }
    }

    /// Whether every field has the form and size it must have, the hash aside.
    ///
    /// # Errors
    /// The first flaw found.
    pub fn check_form(&self) -> Result<(), Flaw> {
        let about = self.re.iter().map(|target| &target.ver);
        let versions =
            self.parents.iter().chain(&self.change).chain([&self.ver]).chain(&self.accepts).chain(about);
        let ids = [&self.id].into_iter().chain(self.re.iter().map(|target| &target.id));
        if ids.into_iter().any(|id| !id.is_valid()) || versions.into_iter().any(|version| !version.is_valid())
        {
            return Err(Flaw::Id);
        }
        match self.kind {
            EntryKind::Note | EntryKind::Tombstone | EntryKind::Other(_) => {}
            EntryKind::Correction if self.correction.is_none() => return Err(Flaw::Correction),
            EntryKind::Correction => {}
            _ if self.remark().is_none() => return Err(Flaw::Remark),
            _ => {}
        }
        if !(1..=SEQ_MAX).contains(&self.seq) {
            return Err(Flaw::Sequence);
        }
        self.anchor.check_form()?;
        self.correction.as_ref().map_or(Ok(()), Correction::check_form)?;
        let sizes = [
            ("body", self.body.len(), BODY_MAX),
            ("type", self.note_type.len(), TAG_MAX),
            ("list of tags", self.tags.len(), TAGS_MAX),
            ("tag", self.tags.iter().map(String::len).max().unwrap_or(0), TAG_MAX),
            ("time", self.at.len(), 64),
            ("list of parents", self.parents.len(), VERSIONS_MAX),
            ("list of suggestions", self.accepts.len(), VERSIONS_MAX),
            ("author of the object", self.re.as_ref().map_or(0, |target| target.author.len()), 64),
        ];
        within(&sizes)
    }
}

impl Correction {
    /// Whether its names are some, and not too long.
    ///
    /// # Errors
    /// The first flaw found.
    pub fn check_form(&self) -> Result<(), Flaw> {
        if self.names().any(|name| name.trim().is_empty()) {
            return Err(Flaw::Correction);
        }
        let longest = self.names().map(str::len).max().unwrap_or(0);
        within(&[("name of an entity", longest, ENTITY_MAX)])
    }
}

impl Anchor {
    /// Whether every field has the form and size it must have. The end of a range has no end of its own.
    fn check_form(&self) -> Result<(), Flaw> {
        let end = self.until.as_deref();
        if self.start > self.end || end.is_some_and(|end| end.until.is_some()) {
            return Err(Flaw::Offsets);
        }
        end.map_or(Ok(()), Self::check_form)?;
        within(&[
            ("paragraph label", self.label.as_ref().map_or(0, String::len), 64),
            ("text hash", self.text_sha.len(), 64),
            ("paragraph hash", self.para_sha.len(), 64),
            ("range hash", self.range_sha.len(), 64),
            ("quote", self.exact.len(), 1024),
            ("context", self.prefix.len().max(self.suffix.len()), 128),
            ("section", self.section.len(), 1024),
            ("entity", self.entity.len(), ENTITY_MAX),
        ])
    }
}

/// Whether no field (its name, its size, its limit) is too long.
fn within(sizes: &[(&'static str, usize, usize)]) -> Result<(), Flaw> {
    match sizes.iter().find(|(_, size, limit)| size > limit) {
        Some((name, ..)) => Err(Flaw::TooLong(name)),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flaw(spoil: impl FnOnce(&mut Anchor)) -> Option<Flaw> {
        let end = Anchor { para: Some(2), ..Anchor::default() };
        let mut anchor = Anchor { para: Some(1), until: Some(Box::new(end)), ..Anchor::default() };
        spoil(&mut anchor);
        anchor.check_form().err()
    }

    #[test]
    fn both_ends_of_a_range_are_looked_at() {
        assert_eq!(flaw(|_| {}), None);
        assert_eq!(flaw(|anchor| anchor.section = "x".repeat(1025)), Some(Flaw::TooLong("section")));
        assert_eq!(flaw(|anchor| anchor.entity = "x".repeat(1025)), Some(Flaw::TooLong("entity")));
        assert_eq!(flaw(|anchor| anchor.range_sha = "x".repeat(65)), Some(Flaw::TooLong("range hash")));
        let end = |change: fn(&mut Anchor)| flaw(move |anchor| change(anchor.until.as_mut().unwrap()));
        assert_eq!(end(|end| end.exact = "x".repeat(1025)), Some(Flaw::TooLong("quote")));
        assert_eq!(end(|end| end.start = 1), Some(Flaw::Offsets));
        assert_eq!(end(|end| end.until = Some(Box::default())), Some(Flaw::Offsets));
    }
}
