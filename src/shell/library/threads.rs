//! The library beside the screen: one thread answers what is asked, another reads the folders. No key waits for either.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};

use super::desk::LibraryDesk;
use crate::app::{Effect, Outcome};

/// The threads; each begins when it is needed.
#[derive(Default)]
pub(in crate::shell) struct Library {
    asked: Option<Sender<Effect>>,
    /// Which scan counts: an earlier one ends when another begins.
    scan: Arc<AtomicUsize>,
}

impl Library {
    /// Asks something; `told` hears the answer.
    pub(in crate::shell) fn ask(
        &mut self,
        effect: Effect,
        desk: impl FnOnce() -> LibraryDesk,
        told: impl Fn(Outcome) + Send + 'static,
    ) {
        if self.asked.is_none() {
            let (sender, receiver) = channel();
            let desk = desk();
            let started = std::thread::Builder::new()
                .name("library".into())
                .spawn(move || answer(desk, &receiver, &told));
            self.asked = started.is_ok().then_some(sender);
        }
        if let Some(asked) = &self.asked {
            let _ = asked.send(effect);
        }
    }

    /// Begins to read folders; one that is being read is given up.
    pub(in crate::shell) fn scan(
        &mut self,
        folders: Vec<PathBuf>,
        mut desk: LibraryDesk,
        told: impl Fn(Outcome) + Send + 'static,
    ) {
        let mine = self.scan.fetch_add(1, Ordering::Relaxed) + 1;
        let scan = Arc::clone(&self.scan);
        let _ = std::thread::Builder::new().name("folders".into()).spawn(move || {
            let counts = || scan.load(Ordering::Relaxed) == mine;
            desk.scan(folders, &mut |outcome| {
                let counts = counts();
                if counts {
                    told(outcome);
                }
                counts
            });
        });
    }
}

/// Answers what is asked. Of several queries that wait, only the last is still wanted; so with previews and folders.
fn answer(mut desk: LibraryDesk, asked: &Receiver<Effect>, told: &impl Fn(Outcome)) {
    while let Ok(first) = asked.recv() {
        let mut waiting = vec![first];
        waiting.extend(asked.try_iter());
        let is_stale = |index: usize| {
            let kind = std::mem::discriminant(&waiting[index]);
            let replaced = matches!(
                waiting[index],
                Effect::FindCables { .. } | Effect::Preview { .. } | Effect::ListPaths(_)
            );
            replaced && waiting[index + 1..].iter().any(|later| std::mem::discriminant(later) == kind)
        };
        for index in (0..waiting.len()).filter(|index| !is_stale(*index)) {
            desk.answer(&waiting[index]).into_iter().for_each(told);
        }
    }
}
