//! The lines typed at prompts before, in this session and in earlier ones.

use std::collections::BTreeMap;

use super::mode::Asked;
use super::{App, Effect, Mode, Prompt, PromptKind};

/// Most lines of one prompt that are known.
pub const TYPED_MAX: usize = 200;

/// Lines typed at prompts, the latest last, by the name of the prompt.
pub type Typed = BTreeMap<String, Vec<String>>;

impl App {
    /// The lines typed at a prompt of this kind before, the latest last.
    pub(super) fn typed_before(&mut self, kind: &PromptKind) -> &mut Vec<String> {
        self.typed.entry(String::from(kind.asked().name())).or_default()
    }

    /// What was searched for last, in the text or the notes.
    pub(super) fn last_searched(&self) -> Option<String> {
        self.typed.get(Asked::Search.name())?.last().cloned()
    }

    /// A line has been typed; what is to be kept of it for later sessions.
    pub(super) fn remember(&mut self, kind: &PromptKind, line: &str) -> Option<Effect> {
        let typed = self.typed_before(kind);
        if line.is_empty() || typed.last().is_some_and(|last| last == line) {
            return None;
        }
        typed.retain(|known| known != line);
        typed.push(line.to_owned());
        let over = typed.len().saturating_sub(TYPED_MAX);
        typed.drain(..over);
        // An answer to a question, and why somebody's note was rejected, are of their moment.
        let asked = kind.asked();
        if matches!(asked, Asked::Answer | Asked::Reason) || !self.settings.is_on("history") {
            return None;
        }
        self.typed_here.push((String::from(asked.name()), line.to_owned()));
        let over = self.typed_here.len().saturating_sub(TYPED_MAX);
        self.typed_here.drain(..over);
        Some(Effect::KeepTyped(self.typed_here.clone()))
    }

    /// Goes back and forth among the lines that begin with what is typed; that itself is the newest.
    pub(super) fn recall(&mut self, by: isize) {
        let Mode::Prompting(prompt) = &self.mode else { return };
        let (kind, from) = (prompt.kind.clone(), prompt.older);
        let typed = if from == 0 { prompt.line.text().to_string() } else { prompt.typed.clone() };
        let begins = |line: &&String| line.starts_with(&typed) && **line != typed;
        let fitting: Vec<String> = self.typed_before(&kind).iter().rev().filter(begins).cloned().collect();
        let older = from.saturating_add_signed(by).min(fitting.len());
        let text = older.checked_sub(1).and_then(|index| fitting.get(index)).unwrap_or(&typed).clone();
        self.mode = Mode::Prompting(Prompt { older, typed, ..Prompt::with(kind, &text) });
        self.refresh_menu();
    }
}
