//! What reviewers have judged.

use crate::annotation::{Author, Judgement, NoteId, Says, Strand, Version};

/// One reviewer's verdict on an annotation. One that was given twice without knowledge of each other is there twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// The annotation that holds it.
    pub id: NoteId,
    /// The version of that annotation.
    pub held: Version,
    /// The reviewer.
    pub author: Author,
    /// The verdict.
    pub judgement: Judgement,
    /// Why; empty for no reason given.
    pub reason: String,
    /// Time as claimed, RFC 3339.
    pub at: String,
    /// The version that was judged.
    pub ver: Version,
    /// Whether what was judged is no longer what the annotation says.
    pub stale: bool,
}

/// Where an annotation stands with one reviewer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Judged, and not changed since.
    Judged(Judgement),
    /// Judged before it was changed.
    Stale(Judgement),
    /// Judged twice, not in the same way.
    Split,
    /// Not judged.
    Open,
}

impl Standing {
    /// What verdicts of one reviewer come to.
    pub fn of<'a>(given: impl Iterator<Item = &'a Given>) -> Self {
        let mut standing = Self::Open;
        for given in given {
            let this = if given.stale { Self::Stale(given.judgement) } else { Self::Judged(given.judgement) };
            standing = match (standing, this) {
                (Self::Open | Self::Stale(_), this) => this,
                (standing, Self::Stale(_)) => standing,
                (standing, this) if standing == this => standing,
                _ => Self::Split,
            };
        }
        standing
    }

    /// `open`, `judged`, `stale` or `split`, for other programs.
    pub fn word(self) -> &'static str {
        match self {
            Self::Judged(_) => "judged",
            Self::Stale(_) => "stale",
            Self::Split => "split",
            Self::Open => "open",
        }
    }

    /// The verdict, where there is one.
    pub fn judgement(self) -> Option<Judgement> {
        match self {
            Self::Judged(judgement) | Self::Stale(judgement) => Some(judgement),
            Self::Split | Self::Open => None,
        }
    }

    /// Whether the reviewer has nothing more to do about it.
    pub fn is_done(self) -> bool {
        matches!(self, Self::Judged(_))
    }
}

/// The verdicts that a strand holds: its living heads, each with the version that it judges, of an annotation that now is
/// `heads`.
pub(super) fn given_by(strand: &Strand<'_>, heads: &[Version]) -> Vec<Given> {
    let given = strand.living().filter_map(|entry| {
        let remark = entry.remark()?;
        let Says::Verdict(judgement) = remark.says else { return None };
        Some(Given {
            id: entry.id.clone(),
            held: entry.ver.clone(),
            author: strand.author().clone(),
            judgement,
            reason: entry.body.clone(),
            at: entry.at.clone(),
            stale: !heads.contains(&remark.on.ver),
            ver: remark.on.ver,
        })
    });
    given.collect()
}
