//! What goes out: effects for the shell to carry out, and what became of them.

use std::sync::Arc;

use super::{Catalog, Destination, Found, Opened, OpenedFile, PathsListed, Progress, Settings};
use crate::annotation::{Change, Draft, EditedText, History, Ledger, NoteId, Patch, Place, ReadMarks};
use crate::cable::{Cable, Volume};
use crate::entity::{Entry, Extraction};
use crate::library::{Around, Place as FilePlace, Question};

/// Something the shell is to do. Plain data; what can fail is answered by an [`Outcome`].
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Save changes to the notes. Answered by `Committed` or `CommitFailed`.
    Commit(Vec<Change>),
    /// Record what is being typed, before the next key. Answered by `Journaled` or `JournalFailed`.
    Journal {
        /// Every open draft.
        drafts: Vec<Draft>,
        /// Every change that is not saved yet.
        changes: Vec<Change>,
    },
    /// Bring the journal to the medium: what was typed survives a power cut from here on.
    Sync,
    /// Keep what was done to the text of a note. Answered by `HistoryFailed` only.
    KeepHistory {
        /// The note.
        id: NoteId,
        /// Its text now.
        body: String,
        /// What was done to it.
        history: History<Patch>,
    },
    /// Find what was done to the text of a note in an earlier session. Answered by `HistoryRecalled`, if it is known.
    RecallHistory {
        /// The note.
        id: NoteId,
        /// Its text now.
        body: String,
    },
    /// Open a draft in the reader's own editor. Answered by `Edited` or `NotEdited`.
    EditOutside {
        /// The draft.
        draft: Box<Draft>,
        /// What the editor shows below the text, line by line.
        below: Vec<String>,
    },
    /// What `Edited` gave has been taken up: its file is not needed any longer, if all of the journal is on disk.
    EditTaken,
    /// The reader has seen the tour: it is not to begin by itself again.
    TourSeen,
    /// Add something to what the reader knows of names, for all cables. Answered by `Noticed`.
    AddToLexicon(Entry),
    /// Take that back, if it is there. Answered by `TakenFromLexicon`, if it was.
    TakeFromLexicon(Entry),
    /// Keep the lines typed at prompts in this session, each with the name of its prompt. Not answered: nothing hangs on it.
    KeepTyped(Vec<(String, String)>),
    /// Do what of the settings is not the program's own: colours, clipboard, editor.
    Apply(Settings),
    /// Keep the reading place. Answered only when it failed.
    KeepPlace(Place),
    /// Keep which paragraphs have been read. Answered by `ReadKept` or `ReadFailed`.
    KeepRead(ReadMarks),
    /// See whether another program has saved notes on this cable. Answered by `Refreshed` if so.
    Refresh,
    /// Open another cable of the file with all that is known of it. Answered by `Opened`.
    OpenCable {
        /// The cable.
        cable: Arc<Cable>,
        /// Whether it may go on in what has not been read of the file: then it takes no notes yet.
        cut_off: bool,
    },
    /// Open another file with all that is known of its cable. Answered by `OpenedFile`, `Listed` or `NotOpened`.
    OpenFile(Destination),
    /// Bring the library up to date with these folders; without any, with those of the last time. Answered by `Listed`,
    /// several times, and by `Scanning`.
    ScanLibrary(Vec<std::path::PathBuf>),
    /// Find cables of the library. Answered by `Found`.
    FindCables {
        /// The query as it was typed.
        typed: String,
        /// How many at most.
        limit: usize,
    },
    /// Say what is in a folder, as it was typed. Answered by `Paths`.
    ListPaths(String),
    /// Say what is in a cable. Answered by `Previewed`.
    Preview {
        /// The cable.
        place: FilePlace,
        /// The query that found it; empty where none did.
        query: String,
    },
    /// Answer a question about the library. Answered by `Around`.
    LookAround(Question),
    /// Pin a cable, or no longer. Answered only when it failed.
    Pin {
        /// The key of the cable.
        key: String,
        /// Whether it is pinned.
        pinned: bool,
    },
    /// Give something to the terminal's clipboard. Answered by `Copied` or `NotCopied`.
    Copy(Copied),
    /// Stop the program until the shell continues it.
    Suspend,
    /// Draw the whole screen anew.
    Redraw,
    /// End the program.
    Quit,
}

/// What is given to the clipboard.
#[derive(Clone, Debug, PartialEq)]
pub enum Copied {
    /// A text as it is.
    Text {
        /// What it is, as the reader is told: `¶8`, `5 words`.
        what: String,
        /// The text.
        text: String,
    },
    /// A line that cites a paragraph; `None` for the cable.
    Citation {
        /// The cable.
        cable: Arc<Cable>,
        /// The index of the paragraph.
        paragraph: Option<usize>,
        /// What is cited, as the reader is told.
        what: String,
    },
}

/// What became of an effect.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// The changes are on disk; this is the union of all writers.
    Committed(Ledger),
    /// What the reader should know of the files, one sentence each.
    Noticed(Vec<String>),
    /// Something is no longer in the lexicon: what, and what the reader is told.
    TakenFromLexicon(Box<Entry>, String),
    /// The changes are not on disk, and why.
    CommitFailed(String),
    /// What is being typed is on disk.
    Journaled,
    /// What is being typed is not on disk, and why.
    JournalFailed(String),
    /// What was done to the text of a note in an earlier session.
    HistoryRecalled {
        /// The note.
        id: NoteId,
        /// What was done.
        history: History<Patch>,
    },
    /// What was done to the text of a note was not kept, and why.
    HistoryFailed(String),
    /// The reader's own editor gave a text back.
    Edited {
        /// The draft as it was given to the editor.
        draft: Box<Draft>,
        /// What its file says now.
        text: EditedText,
    },
    /// The reader's own editor gave nothing back, and why.
    NotEdited(String),
    /// The reading place was not kept, and why.
    PlaceFailed(String),
    /// What has been read is on disk, with what other sessions have marked.
    ReadKept {
        /// sha256 (hex) of the text of the cable.
        text_sha256: String,
        /// The union.
        marks: ReadMarks,
    },
    /// What has been read is not on disk, and why.
    ReadFailed(String),
    /// Another program has saved notes.
    Refreshed(Ledger),
    /// The cable cannot be opened now, and why: the reader stays where they are.
    NotOpened(String),
    /// A cable is open.
    Opened(Box<Opened>),
    /// Another file is open.
    OpenedFile(Box<OpenedFile>),
    /// What was to be opened are folders.
    Folders(Vec<std::path::PathBuf>),
    /// What there is in the library.
    Listed(Box<Catalog>),
    /// How far the library has been brought up to date, in words; `None`: to its end.
    Scanning(Option<String>),
    /// What a query found.
    Found(Found),
    /// What is in a cable.
    Previewed {
        /// The cable.
        place: FilePlace,
        /// Its words.
        words: String,
    },
    /// What is in a folder.
    Paths(PathsListed),
    /// The answer to a question.
    Around(Box<Around>),
    /// More of the file has been read.
    Reading(Progress),
    /// The file has been read to its end; these are its cables.
    ReadWhole(Arc<Volume>),
    /// The entities of a cable.
    Extracted {
        /// sha256 (hex) of its text.
        text_sha256: String,
        /// What was found.
        extraction: Extraction,
    },
    /// Something is on its way to the clipboard; a sentence that says which way.
    Copied(String),
    /// Nothing was given to the clipboard, and why.
    NotCopied(String),
    /// Nobody could continue the program if it stopped: it leads its session.
    SuspendRefused,
}

impl Outcome {
    /// The cable that is open now, where another one is.
    pub fn opened(&self) -> Option<&Opened> {
        match self {
            Self::Opened(opened) => Some(opened),
            Self::OpenedFile(file) => Some(&file.opened),
            _ => None,
        }
    }
}
