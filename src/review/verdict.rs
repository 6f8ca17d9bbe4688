//! What reviewers have judged.

use crate::annotation::{Author, Content, Entry, Judgement, Ledger, NoteId, Says, Strand, Version};

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

impl Given {
    /// For people, behind who judged: that the annotation was another then; empty while it is the same.
    pub fn since(&self) -> &'static str {
        if self.stale { ", before it changed (stale)" } else { "" }
    }
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

    /// The same for people, on the screen and in what the commands print: `pending`, `accepted`.
    pub fn words(self) -> String {
        match self {
            Self::Open => String::from("pending"),
            Self::Judged(judgement) => judgement.done().to_owned(),
            Self::Stale(judgement) => format!("STALE, {} before it changed", judgement.done()),
            Self::Split => String::from("judged in two ways"),
        }
    }

    /// The first of these words, where there is no room for more.
    pub fn brief(self) -> &'static str {
        match self {
            Self::Open => "pending",
            Self::Judged(judgement) => judgement.done(),
            Self::Stale(_) => "STALE",
            Self::Split => "two ways",
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

/// The verdicts on `object` that a strand holds: its living heads, each with the version that it judges.
pub(super) fn given_by(ledger: &Ledger, strand: &Strand<'_>, object: &Strand<'_>) -> Vec<Given> {
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
            stale: !still_says(ledger, object, &remark.on.ver),
            ver: remark.on.ver,
        })
    });
    given.collect()
}

/// Whether an annotation says what it said in one of its versions: a change that was taken back is none.
pub(super) fn still_says(ledger: &Ledger, annotation: &Strand<'_>, version: &Version) -> bool {
    if annotation.heads().iter().any(|head| head.ver == *version) {
        return true;
    }
    let Some(then) = ledger.entry(version) else { return false };
    let is_its_own = then.entry.id == *annotation.id() && then.writer.author.id == annotation.author().id;
    // Whose suggestions were taken over on the way says nothing of the text.
    let said = |entry: &Entry| (entry.kind.clone(), Content { accepts: Vec::new(), ..entry.content() });
    is_its_own && annotation.living().any(|head| said(head) == said(then.entry))
}
