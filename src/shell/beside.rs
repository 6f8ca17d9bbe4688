//! What goes on beside the screen, on threads that nobody waits for.

use std::sync::Arc;
use std::sync::mpsc::Sender;

use super::config;
use super::desk::Desk;
use super::exchange::Courier;
use super::load::Rest;
use super::session::Incoming;
use super::watch::Watch;
use crate::app::{Event, Outcome, Progress};
use crate::cable::Cable;
use crate::entity;

/// Watches the notes on the open cable, and the settings.
pub(super) fn watch_notes(desk: &Desk, sender: Sender<Incoming>) -> Watch {
    let (notes, directory) = desk.places();
    let mut watch = Watch::start(&notes, desk.root(), &config::WATCHED, move || {
        let _ = sender.send(Incoming::Touched);
    });
    watch.aim(&directory);
    watch
}

/// Begins to exchange notes with the shared directory, if there is one.
pub(super) fn courier(desk: &mut Desk, sender: Sender<Incoming>) -> Option<Courier> {
    let share = desk.share()?;
    Courier::start(share, desk.key().clone(), move |exchanged| {
        if exchanged.taken > 0 {
            let _ = sender.send(Incoming::Touched);
        }
        if !exchanged.notices.is_empty() {
            let _ = sender.send(Incoming::Event(Event::Done(Outcome::Noticed(exchanged.notices))));
        }
    })
}

/// Finds the entities of a cable, on a thread of its own.
pub(super) fn extract(cable: Arc<Cable>, text_sha256: String, desk: &Desk, sender: &Sender<Incoming>) {
    let lexicon = desk.lexicon().lexicon;
    let sender = sender.clone();
    let _ = thread("entities", move || {
        let extraction = entity::extract_with(&cable, &lexicon);
        let _ = sender.send(Incoming::Event(Event::Done(Outcome::Extracted { text_sha256, extraction })));
    });
}

/// Reads a file to its end, on a thread of its own, and tells how far it has come.
pub(super) fn read_on(rest: Rest, sender: Sender<Incoming>) {
    let told = sender.clone();
    let started = thread("reading", move || {
        let tell = |outcome| {
            let _ = sender.send(Incoming::Event(Event::Done(outcome)));
        };
        let read = rest.read(|percent| tell(Outcome::Reading(Progress::Reading(percent))));
        tell(match read {
            Ok(volume) => Outcome::ReadWhole(Arc::new(volume)),
            Err(why) => Outcome::Reading(Progress::Failed(why)),
        });
    });
    if let Err(error) = started {
        let failed = Outcome::Reading(Progress::Failed(error.to_string()));
        let _ = told.send(Incoming::Event(Event::Done(failed)));
    }
}

/// Starts a thread that nobody waits for.
fn thread(name: &str, run: impl FnOnce() + Send + 'static) -> std::io::Result<()> {
    std::thread::Builder::new().name(name.into()).spawn(run).map(|_| ())
}
