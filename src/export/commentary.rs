//! A cable with what was written on it, in the order in which people read.

use std::collections::BTreeSet;

use crate::annotation::{Author, Finder, Judgement, Ledger, Note, NoteId, Resolution, day};
use crate::cable::Cable;
use crate::review::{Adrift, Settled, Thread, Threads, Why};

use super::place::place;

/// Whose notes are meant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Whose {
    /// Everybody's.
    #[default]
    All,
    /// The reader's own.
    Mine,
    /// Those of everybody with this name or author id.
    Named(String),
}

impl Whose {
    /// Whether `author` is meant; `me` is the id of the reader.
    pub fn takes(&self, author: &Author, me: &str) -> bool {
        match self {
            Self::All => true,
            Self::Mine => author.id == me,
            Self::Named(name) => author.name == *name || author.id == *name,
        }
    }
}

/// A cable and the notes on it that were asked for, each with everything that was said about it.
pub struct Commentary<'a> {
    /// The cable.
    pub cable: &'a Cable,
    /// The name of the file that it was read from.
    pub file: &'a str,
    /// The id under which its notes are kept: that of the cable, or one made from its text.
    pub key: &'a str,
    /// sha256 (hex) of its text.
    pub text_sha256: &'a str,
    /// Everything that is known of it.
    pub ledger: &'a Ledger,
    /// The id of the reader.
    pub me: &'a str,
    /// Whose notes were asked for.
    pub whose: &'a Whose,
    /// The notes, in the order of the text; those without a certain place last.
    pub notes: Vec<Comment>,
    /// What was said about notes that are not there.
    pub adrift: Vec<Adrift>,
    /// Who has a word in it, the reader first, then by id.
    pub authors: Vec<Author>,
}

/// A note, where it stands, and its thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// The note.
    pub note: Note,
    /// What became of its place.
    pub resolution: Resolution,
    /// The place for people: `¶8`, `§ HEADING`, `cable`.
    pub place: String,
    /// What was said about it.
    pub thread: Thread,
}

/// Something said about a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voice<'a> {
    /// The annotation that holds it; `None` for the last word on whether the thread is settled.
    pub id: Option<&'a NoteId>,
    /// Who.
    pub author: &'a Author,
    /// When, as claimed.
    pub at: &'a str,
    /// `reply`, `accept`, `suggestion` and so on.
    pub word: &'static str,
    /// The same for people: of a verdict what became of the note by it, `accepted`.
    pub shown: &'static str,
    /// What should be known about it: `the note has changed since`; empty for nothing.
    pub state: &'static str,
    /// The text, of all versions that stand side by side; empty for none.
    pub body: String,
    /// How many replies it answers in turn.
    pub depth: usize,
}

impl<'a> Commentary<'a> {
    /// Gathers the notes. `key` is the id under which they are kept, and the sha256 of the text.
    pub fn new(
        cable: &'a Cable,
        file: &'a str,
        key: (&'a str, &'a str),
        ledger: &'a Ledger,
        me: &'a str,
        whose: &'a Whose,
    ) -> Self {
        let finder = Finder::new(cable);
        let threads = Threads::of(ledger);
        let asked = |author: &Author| whose.takes(author, me);
        let notes = ledger.notes().into_iter().filter(|note| asked(&note.author));
        let notes = notes.filter(|note| !is_in_a_thread(note, &threads));
        let mut notes: Vec<Comment> = notes
            .map(|note| {
                let resolution = finder.find(&note.content.anchor);
                let place = place(cable, &note.content.anchor, resolution.found());
                let thread = threads.on(&note.id, &note.author.id).cloned().unwrap_or_default();
                Comment { note, resolution, place, thread }
            })
            .collect();
        notes.sort_by_key(|comment| match (&comment.resolution, comment.resolution.found()) {
            (Resolution::Whole, _) => (0, 0, 0),
            (_, Some(found)) => (1, found.paragraph, found.span.start),
            (_, None) => (2, 0, 0),
        });
        let adrift: Vec<Adrift> =
            threads.adrift().iter().filter(|adrift| asked(&adrift.author)).cloned().collect();
        let mut authors: Vec<Author> = Vec::new();
        let voices = notes.iter().flat_map(|comment| {
            let voices = comment.voices().into_iter().map(|voice| voice.author.clone());
            std::iter::once(comment.note.author.clone()).chain(voices).collect::<Vec<_>>()
        });
        let everybody: BTreeSet<(bool, Author)> = voices
            .chain(adrift.iter().map(|adrift| adrift.author.clone()))
            .map(|author| (author.id != me, author))
            .collect();
        for (_, author) in everybody {
            if authors.iter().all(|known| known.id != author.id) {
                authors.push(author);
            }
        }
        let (key, text_sha256) = key;
        Self { cable, file, key, text_sha256, ledger, me, whose, notes, adrift, authors }
    }

    /// The classification and the captions of the message as one line; `None` where it has neither, which never means
    /// that it is unclassified.
    pub fn banner(&self) -> Option<String> {
        let header = &self.cable.header;
        let level = header.classification.map(|level| level.name());
        let captions = header.captions.iter().map(String::as_str);
        let words: Vec<&str> = level.into_iter().chain(captions).collect();
        (!words.is_empty()).then(|| words.join(" "))
    }

    /// The id of the cable, which its file name can have given; else the name of its file.
    pub fn title(&self) -> String {
        self.cable.reference_id(self.file).unwrap_or_else(|| self.file.to_owned())
    }

    /// The notes on the whole cable.
    pub fn on_cable(&self) -> impl Iterator<Item = &Comment> {
        self.notes.iter().filter(|comment| comment.resolution == Resolution::Whole)
    }

    /// The notes beside `paragraph`, from 0: those that begin in it, or are on the section whose heading stands above.
    pub fn on(&self, paragraph: usize) -> impl Iterator<Item = &Comment> {
        let here = move |comment: &&Comment| {
            comment.resolution.found().is_some_and(|found| found.paragraph == paragraph)
        };
        self.notes.iter().filter(here)
    }

    /// The notes whose place is not certain in this copy.
    pub fn unplaced(&self) -> impl Iterator<Item = &Comment> {
        let is_placed = |comment: &Comment| {
            comment.resolution == Resolution::Whole || comment.resolution.found().is_some()
        };
        self.notes.iter().filter(move |comment| !is_placed(comment))
    }

    /// The name of an author for people, with their sign: who has no name goes by the id.
    pub fn name(&self, author: &Author) -> String {
        let at = self.authors.iter().position(|known| known.id == author.id).unwrap_or_default();
        let sign = SIGNS.get(at % SIGNS.len()).copied().unwrap_or_default();
        let name = if author.name.is_empty() { &author.id } else { &author.name };
        let same = |other: &&Author| other.name == author.name && other.id != author.id;
        let more = match () {
            () if author.id == self.me => " (you)".to_owned(),
            // Names are for display: two people may have one.
            () if self.authors.iter().any(|other| same(&other)) => format!(" ({})", author.id),
            () => String::new(),
        };
        format!("{sign} {name}{more}")
    }
}

/// What tells authors apart where there is no colour, and on paper.
pub(super) const SIGNS: [&str; 6] = ["●", "◆", "■", "▲", "○", "◇"];

/// A note that claims to replace somebody else's is shown in the thread of that.
fn is_in_a_thread(note: &Note, threads: &Threads) -> bool {
    let thread = note.claim.as_ref().and_then(|claim| threads.on(&claim.id, &claim.author));
    thread.is_some_and(|thread| {
        thread
            .suggestions
            .iter()
            .any(|suggestion| suggestion.id == note.id && suggestion.author.id == note.author.id)
    })
}

impl Comment {
    /// Everything said about the note: verdicts, replies, suggestions, and the last word on whether it is settled.
    pub fn voices(&self) -> Vec<Voice<'_>> {
        let Thread { replies, verdicts, suggestions, settled } = &self.thread;
        let stale = |stale: bool| if stale { "the note has changed since" } else { "" };
        let verdicts = verdicts.iter().map(|given| Voice {
            id: Some(&given.id),
            author: &given.author,
            at: &given.at,
            word: given.judgement.word(),
            shown: given.judgement.done(),
            state: stale(given.stale),
            body: given.reason.clone(),
            depth: 0,
        });
        let replies = replies.iter().map(|reply| Voice {
            id: Some(&reply.id),
            author: &reply.author,
            at: &reply.at,
            word: "reply",
            shown: "reply",
            state: "",
            body: reply.content.body.clone(),
            depth: reply.depth,
        });
        let suggestions = suggestions.iter().map(|suggestion| {
            let word = if suggestion.content.is_some() { "suggestion" } else { "removal" };
            Voice {
                id: Some(&suggestion.id),
                author: &suggestion.author,
                at: &suggestion.at,
                word,
                shown: word,
                state: if suggestion.taken { "taken over" } else { stale(suggestion.outdated) },
                body: suggestion.content.as_ref().map_or(&suggestion.reason, |content| &content.body).clone(),
                depth: 0,
            }
        });
        let settled = settled.iter().map(|Settled { author, resolved, at }| {
            let word = if *resolved { "resolved" } else { "reopened" };
            Voice { id: None, author, at, word, shown: word, state: "", body: String::new(), depth: 0 }
        });
        verdicts.chain(replies).chain(suggestions).chain(settled).collect()
    }

    /// Everything that stands at the head of a note: its place, what is not as it was, when, type, tags and how it was judged.
    pub(super) fn facts(&self) -> String {
        let content = &self.note.content;
        let state = match &self.resolution {
            Resolution::Whole | Resolution::Exact(_) => String::new(),
            other => format!("({})", other.word()),
        };
        let versions = match self.note.heads.len() {
            0 | 1 => String::new(),
            more => format!("({more} versions)"),
        };
        let tags = content.tags.iter().map(|tag| format!("#{tag}"));
        let words = [self.place.clone(), state, day(&self.note.at).to_owned(), content.note_type.clone()];
        let words: Vec<String> = words.into_iter().chain(tags).chain([versions]).collect();
        let facts = words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        match self.judged() {
            Some(judged) => format!("{facts}, {judged}"),
            None => facts,
        }
    }

    /// What became of the note in the review, by the verdicts on what it says now: `accepted`, or where they differ
    /// `disputed (1 accepted, 1 rejected)`.
    fn judged(&self) -> Option<String> {
        let holds = |judgement: Judgement| {
            let verdicts = self.thread.verdicts.iter();
            verdicts.filter(|given| !given.stale && given.judgement == judgement).count()
        };
        let all = [Judgement::Accept, Judgement::Reject, Judgement::Unsure].map(|each| (each, holds(each)));
        let given: Vec<(Judgement, usize)> = all.into_iter().filter(|(_, count)| *count > 0).collect();
        match &given[..] {
            [] => None,
            [(only, _)] => Some(only.done().to_owned()),
            several => {
                let each = several.iter().map(|(judgement, count)| format!("{count} {}", judgement.done()));
                Some(format!("disputed ({})", each.collect::<Vec<_>>().join(", ")))
            }
        }
    }

    /// The quoted words of a note on a part of a paragraph, or how a range begins and ends; empty for any other.
    pub(super) fn quote(&self) -> String {
        let anchor = &self.note.content.anchor;
        if anchor.is_whole_paragraph() && self.resolution.found().is_some() {
            return String::new();
        }
        match &anchor.until {
            Some(until) => format!("{} … {}", anchor.exact, until.exact),
            None => anchor.exact.clone(),
        }
    }
}

/// Why something said is not in a thread.
pub(super) fn reason(why: Why) -> &'static str {
    match why {
        Why::NotReceived => "on a note that has not come",
        Why::Deleted => "on a note that is deleted",
    }
}
