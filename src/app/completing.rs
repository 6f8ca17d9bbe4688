//! Completion at the prompts: what the word before the cursor can become, listed above it.

use std::collections::BTreeSet;

use super::commands::Suggestion;
use super::{App, Completion, Editor, Mode, Motion, Prompt, PromptKind};

impl App {
    /// Lists what fits what is typed, with every key, where the prompt takes words that are known; names of entities are
    /// listed when that is asked for, as anything may be typed there.
    pub(super) fn refresh_menu(&mut self) {
        let Mode::Prompting(prompt) = &self.mode else { return };
        let takes_words = matches!(
            prompt.kind,
            PromptKind::Command | PromptKind::Filter | PromptKind::Type(_) | PromptKind::Template(_)
        );
        let menu = takes_words.then(|| self.completion(prompt));
        if let Mode::Prompting(prompt) = &mut self.mode {
            prompt.completion = menu;
        }
    }

    /// The word before the cursor becomes the next or the previous one that it can be, and in the end itself again.
    pub(super) fn complete(&mut self, by: isize) {
        let Mode::Prompting(prompt) = &self.mode else { return };
        let mut next = prompt.completion.clone().unwrap_or_else(|| self.completion(prompt));
        let count = next.rows.len();
        if count == 0 {
            return self.tell("nothing to complete; erase some of it, or go on typing");
        }
        let text = prompt.line.text();
        let old = next.start + next.word().len();
        // What was typed stands between the last and the first.
        let ring = count as isize + 1;
        let at = next.chosen.map_or(count as isize, |chosen| chosen as isize);
        next.chosen = usize::try_from((at + by).rem_euclid(ring)).ok().filter(|chosen| *chosen < count);
        let only = count == 1 && next.chosen.is_some();
        let before = format!("{}{}", text.get(..next.start).unwrap_or_default(), next.word());
        let mut line = Editor::new(&format!("{before}{}", text.get(old..).unwrap_or_default()));
        while line.cursor() > before.len() {
            line.go(Motion::Left);
        }
        if let Mode::Prompting(prompt) = &mut self.mode {
            *prompt.line = line;
            prompt.completion = Some(next);
        }
        if only {
            // It is settled what the word is: what can follow is listed.
            self.refresh_menu();
        }
    }

    /// What the word before the cursor can become.
    fn completion(&self, prompt: &Prompt) -> Completion {
        let before = prompt.line.text().get(..prompt.line.cursor()).unwrap_or_default();
        if prompt.kind == PromptKind::Command {
            return self.suggested(before);
        }
        let is_name = matches!(prompt.kind, PromptKind::Correct(_));
        let is_break = |c: char| c == ' ' && !is_name || prompt.kind == PromptKind::Filter && c == '!';
        let start = before.rfind(is_break).map_or(0, |at| at + 1);
        let typed = before.get(start..).unwrap_or_default();
        let lower = typed.to_lowercase();
        let fits = |word: &String| {
            word != typed && (word.starts_with(typed) || is_name && word.to_lowercase().contains(&lower))
        };
        let words = self.candidates(&prompt.kind).into_iter().filter(fits);
        let rows = words.map(Suggestion::word).collect();
        Completion { start, typed: typed.to_string(), about: String::new(), rows, chosen: None }
    }

    /// The words that a prompt takes, in the order in which they are offered.
    pub(super) fn candidates(&self, kind: &PromptKind) -> Vec<String> {
        match kind {
            PromptKind::Search
            | PromptKind::SearchBack
            | PromptKind::SearchNotes
            | PromptKind::FilterEntities
            | PromptKind::Reason(_)
            | PromptKind::Unblind
            | PromptKind::Command => Vec::new(),
            PromptKind::Filter => {
                let words = ["note", "unread", "read", "unmarked"].map(String::from);
                let markings =
                    self.cable.paragraphs.iter().filter_map(|paragraph| paragraph.marking.as_ref());
                let markings: BTreeSet<String> =
                    markings.map(|marking| format!("({})", marking.code)).collect();
                words.into_iter().chain(markings).chain(self.known_tags()).collect()
            }
            PromptKind::Type(_) => self.known_types().into_iter().chain(self.known_tags()).collect(),
            PromptKind::Correct(asked) => self.entity_words(asked),
            PromptKind::Template(_) => self.template_names().map(String::from).collect(),
        }
    }
}

impl Completion {
    /// The word that stands there now.
    fn word(&self) -> String {
        match self.chosen.and_then(|chosen| self.rows.get(chosen)) {
            // What takes something behind it waits for that.
            Some(row) if !row.arguments.is_empty() => format!("{} ", row.word),
            Some(row) => row.word.clone(),
            None => self.typed.clone(),
        }
    }
}
