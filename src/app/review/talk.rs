//! What was said about a note, as it stands below it: one line while folded, all of it when opened.

use super::Review;
use crate::annotation::Judgement;
use crate::cable::counted;
use crate::layout::wrap;
use crate::review::{Given, Thread};

/// Deepest answer to an answer that is indented further than the one before.
const DEPTH_MAX: usize = 4;

/// A thread below a note.
#[derive(Clone, Debug, Default)]
pub struct Talk {
    /// `2 replies · accepted by MD · resolved`; empty where nothing was said.
    summary: String,
    lines: Vec<Line>,
    resolved: bool,
    open: bool,
    rows: Vec<TalkRow>,
}

/// One thing that was said.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    indent: usize,
    text: String,
    /// Where in the text its author's mark stands, and their colour.
    who: (std::ops::Range<usize>, Option<usize>),
}

/// A row of a thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TalkRow {
    /// Columns in front of it.
    pub indent: usize,
    /// Its text.
    pub text: String,
    /// The part of it that is an author's mark, and their colour; `None` for the reader.
    pub who: (std::ops::Range<usize>, Option<usize>),
}

impl Talk {
    /// What the thread comes to in one line; empty where nothing was said.
    pub fn summary(&self) -> &str {
        &self.summary
    }

    /// Whether the thread is settled: then it stays folded, though its note is chosen.
    pub fn is_resolved(&self) -> bool {
        self.resolved
    }

    /// Whether there is anything to show.
    pub fn is_empty(&self) -> bool {
        self.summary.is_empty()
    }

    /// The rows to show: all while it is open, else none, as the summary stands for them.
    pub fn rows(&self) -> &[TalkRow] {
        &self.rows
    }

    /// Whether all of it is shown.
    pub fn is_open(&self) -> bool {
        self.open && !self.lines.is_empty()
    }

    /// Rows that it takes.
    pub fn height(&self) -> usize {
        if self.is_open() { self.rows.len() } else { usize::from(!self.is_empty()) }
    }

    /// Lays it out in so many columns, opened or folded.
    pub(in crate::app) fn lay_out(&mut self, width: usize, open: bool) {
        self.open = open;
        self.rows.clear();
        if !self.is_open() {
            return;
        }
        for line in &self.lines {
            let indent = (line.indent * 2).min(width / 2);
            for row in wrap(&line.text, (width - indent).max(1)) {
                let (who, hue) = &line.who;
                let at = |byte: usize| byte.clamp(row.start, row.end) - row.start;
                let text = line.text.get(row.clone()).unwrap_or_default().to_string();
                self.rows.push(TalkRow { indent, text, who: (at(who.start)..at(who.end), *hue) });
            }
        }
    }
}

impl Review {
    /// The thread as it stands below its note.
    pub(super) fn talk(&self, thread: &Thread) -> Talk {
        let mut lines = Vec::new();
        for reply in &thread.replies {
            let (mark, hue) = self.who(&reply.author.id);
            let indent = reply.depth.min(DEPTH_MAX);
            let text = format!("↳ {mark}: {}", reply.content.body.trim_end());
            lines.push(Line { indent, who: ("↳ ".len().."↳ ".len() + mark.len(), hue), text });
        }
        for given in &thread.verdicts {
            lines.push(self.by(given.judgement.done(), &given.author.id, &verdict_rest(given)));
        }
        if let Some(settled) = &thread.settled {
            let word = if settled.resolved { "resolved" } else { "reopened" };
            lines.push(self.by(word, &settled.author.id, ""));
        }
        let resolved = thread.settled.as_ref().is_some_and(|settled| settled.resolved);
        Talk { summary: self.summary(thread), lines, resolved, open: false, rows: Vec::new() }
    }

    /// `accepted by MD: reason`.
    fn by(&self, word: &str, author: &str, rest: &str) -> Line {
        let (mark, hue) = self.who(author);
        let before = format!("{word} by ");
        let who = before.len()..before.len() + mark.len();
        Line { indent: 0, text: format!("{before}{mark}{rest}"), who: (who, hue) }
    }

    /// The mark of an author and their colour.
    fn who(&self, author: &str) -> (&str, Option<usize>) {
        match self.authors.get(author) {
            Some(byline) => (&byline.mark, Some(byline.hue)),
            None => ("you", None),
        }
    }

    fn summary(&self, thread: &Thread) -> String {
        let some = |count: usize, noun: &str| (count > 0).then(|| counted(count, noun));
        let mut words = Vec::new();
        words.extend(some(thread.replies.len(), "reply"));
        words.extend(some(thread.suggestions.len(), "suggestion"));
        for judgement in [Judgement::Accept, Judgement::Reject, Judgement::Unsure] {
            let given: Vec<&Given> =
                thread.verdicts.iter().filter(|given| given.judgement == judgement).collect();
            let stale = if given.iter().any(|given| given.stale) { " (stale)" } else { "" };
            let (by, reason) = match given[..] {
                [] => continue,
                [only] => (self.who(&only.author.id).0.to_string(), only.reason.trim()),
                _ => (given.len().to_string(), ""),
            };
            let sign = if reason.is_empty() { "" } else { ": " };
            words.push(format!("{} by {by}{stale}{sign}{reason}", judgement.done()));
        }
        let settled = thread.settled.as_ref();
        words.extend(
            settled.map(|settled| String::from(if settled.resolved { "resolved" } else { "reopened" })),
        );
        words.join(" · ")
    }
}

/// `: reason`, `, before it changed (stale): reason`.
fn verdict_rest(given: &Given) -> String {
    let reason = given.reason.trim();
    if reason.is_empty() { given.since().to_string() } else { format!("{}: {reason}", given.since()) }
}
