//! Goes between the notes on the open cable and the shared directory, on a thread of its own: a file server that hangs holds
//! up nothing else. It looks from time to time, which finds out about everything on every file system.

use std::collections::BTreeSet;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use crate::store::{CableKey, Exchanged, Share};

/// How often it looks.
const LOOK: Duration = Duration::from_millis(1200);
/// How long a command waits for the shared directory.
const PATIENCE: Duration = Duration::from_secs(2);
/// Most sentences that it remembers to have said.
const SAID_MAX: usize = 1_000;

/// The way to the thread.
pub(in crate::shell) struct Courier {
    orders: Sender<Order>,
}

enum Order {
    /// Another cable is open.
    Aim(CableKey),
    /// A last round; then it says that it is done.
    End(Sender<()>),
}

impl Courier {
    /// Starts at the cable. `tell` is called on the thread with what is new, and every sentence once.
    pub(in crate::shell) fn start(
        share: Share,
        key: CableKey,
        tell: impl FnMut(Exchanged) + Send + 'static,
    ) -> Option<Self> {
        let (orders, receiver) = channel();
        let rounds = Rounds { share, key, tell, said: BTreeSet::new() };
        let thread = std::thread::Builder::new().name("courier".into());
        thread.spawn(move || rounds.run(&receiver)).ok()?;
        Some(Self { orders })
    }

    /// Goes to another cable.
    pub(in crate::shell) fn aim(&self, key: CableKey) {
        let _ = self.orders.send(Order::Aim(key));
    }

    /// A last round, if it ends within `patience`.
    pub(in crate::shell) fn end(self, patience: Duration) {
        let (done, ended) = channel();
        if self.orders.send(Order::End(done)).is_ok() {
            let _ = ended.recv_timeout(patience);
        }
    }
}

/// One exchange, for a command: what the reader should know, that it takes too long for waiting among it.
pub(in crate::shell) fn once(mut share: Share, key: CableKey) -> Vec<String> {
    let slow = format!("the shared directory does not answer: {}", share.directory().display());
    let (done, ended) = channel();
    let thread = std::thread::Builder::new().name("courier".into());
    let started = thread.spawn(move || _ = done.send(share.exchange(&key)));
    match ended.recv_timeout(PATIENCE) {
        Ok(exchanged) => exchanged.turn.into_iter().chain(exchanged.notices).collect(),
        Err(_) => vec![started.map_or_else(|error| error.to_string(), |_| slow)],
    }
}

struct Rounds<T> {
    share: Share,
    key: CableKey,
    tell: T,
    said: BTreeSet<String>,
}

impl<T: FnMut(Exchanged)> Rounds<T> {
    fn run(mut self, orders: &Receiver<Order>) {
        loop {
            self.go();
            match orders.recv_timeout(LOOK) {
                Ok(Order::Aim(key)) => self.key = key,
                Ok(Order::End(done)) => {
                    self.go();
                    let _ = done.send(());
                    return;
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    fn go(&mut self) {
        // A cable that is cut off has no name, and no notes.
        if self.key.id.is_empty() {
            return;
        }
        let mut exchanged = self.share.exchange(&self.key);
        let said = &mut self.said;
        exchanged.notices.retain(|sentence| said.len() < SAID_MAX && said.insert(sentence.clone()));
        exchanged.notices.extend(exchanged.turn.take());
        if exchanged != Exchanged::default() {
            (self.tell)(exchanged);
        }
    }
}
