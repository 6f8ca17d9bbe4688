//! `reftel library`: where the index is; notes to and from a server that several share.

use std::collections::BTreeMap;
use std::process::ExitCode;

use clap::{Args, Subcommand};

use crate::annotation::{Entry, Writer};
use crate::cable::counted;
use crate::layout::safe;
use crate::library::{Postgres, Pushed};
use crate::shell::arguments::{Display, State};
use crate::shell::commands::write_out;
use crate::shell::config::Configured;
use crate::shell::{Failure, open};
use crate::store::{CableKey, NotesFile, Store, notes_files_in};

/// Entries that are pulled at once.
const BATCH: usize = 500;

const EXAMPLES: &str = "\
Examples:
  reftel library sync --library postgresql:///cables?host=/run/postgresql     your notes there, those of others here
  reftel library admit ann a-p6cvcrpm7fmycyv9brjx7fmq6g       let the role ann write as that author
Notes stay on this machine until they are pushed; what was written without the server is pushed the next time.";

/// `reftel library`.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub(in crate::shell) struct Server {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Push your notes to the server, and pull those of others
    Sync,
    /// Say as which author a role of the server writes; only who made its tables may
    Admit {
        /// The role
        role: String,
        /// The id of the author: 'author' in their identity.yaml
        author: String,
    },
}

impl Server {
    /// Does what the arguments say.
    ///
    /// # Errors
    /// When no server is named, it cannot be reached, or it refuses.
    pub(in crate::shell) fn run(&self, state: &State) -> Result<ExitCode, Failure> {
        let configured = Configured::find(state, &Display::default())?;
        let address = configured.settings.get("library");
        if address.is_empty() {
            return Err(Failure::Usage(String::from(
                "no server is named: --library postgresql://..., or 'library:' in config.yaml",
            )));
        }
        let mut server = Postgres::open(address)?;
        match &self.command {
            Command::Admit { role, author } => {
                server.admit(role, author)?;
                write_out(&format!("{} writes as {} from now on\n", safe(role), safe(author)))
            }
            Command::Sync => {
                let mut store = open::store(state)?;
                let pushed = push(&mut server, &store)?;
                let (pulled, quarantined) = pull(&mut server, &mut store, address)?;
                let bad = match quarantined {
                    0 => String::new(),
                    count => format!("; {count} that are not what their writer wrote were left there"),
                };
                write_out(&format!("{} pushed, {pulled} pulled{bad}\n", counted(pushed, "entry")))
            }
        }
    }
}

/// Gives the server what this writer has written, on every cable; how many entries are new to it.
fn push(server: &mut Postgres, store: &Store) -> Result<usize, Failure> {
    let (notes, _) = store.places(&CableKey::default());
    let files = notes_files_in(&notes).map_err(Failure::State)?;
    let mut pushed = 0;
    for file in files
        .iter()
        .filter_map(|path| NotesFile::read(path).ok())
        .filter(|file| file.writer().key() == store.writer().key())
    {
        let key = file.key();
        let ledger = file.ledger();
        let own = ledger.entries_of(store.writer()).into_iter().map(|entry| Pushed {
            key: key.id.clone(),
            text_sha256: key.text_sha256.clone(),
            writer: store.writer().clone(),
            private: false,
            entry: entry.clone(),
        });
        pushed += server.push(&own.collect::<Vec<_>>())?;
    }
    Ok(pushed)
}

/// Takes in what others have pushed since the last time; how many entries are new here, and how many are not sound.
fn pull(server: &mut Postgres, store: &mut Store, address: &str) -> Result<(usize, usize), Failure> {
    let failed = |error: crate::store::StoreError| Failure::State(error.to_string());
    let mut since = store.library().pulled.get(address).copied().unwrap_or_default();
    let (mut new, mut quarantined) = (0, 0);
    loop {
        let pulled = server.pull(since, BATCH)?;
        quarantined += pulled.quarantined;
        let mut files: BTreeMap<(String, String, String), (Writer, Vec<Entry>)> = BTreeMap::new();
        for Pushed { key, text_sha256, writer, entry, .. } in pulled.entries {
            if writer.key() != store.writer().key() {
                let file = files.entry((key, text_sha256, writer.key()));
                file.or_insert_with(|| (writer, Vec::new())).1.push(entry);
            }
        }
        for ((id, text_sha256, _), (writer, entries)) in files {
            let key = CableKey { id, text_sha256 };
            let file = NotesFile::of(writer, &key, entries).map_err(Failure::State)?;
            new += store.import(&file, false).map_err(failed)?;
        }
        if pulled.next == since {
            return Ok((new, quarantined));
        }
        since = pulled.next;
        store
            .change_library(|library| _ = library.pulled.insert(address.to_owned(), since))
            .map_err(failed)?;
    }
}
