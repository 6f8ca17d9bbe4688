//! Looking through files without an index: for a folder that is searched once, or where nothing may be written.

use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::sync_channel;
use std::thread;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::card::{Card, Filing};
use super::query::{CableId, Document, Field, Folded, Mark, Node, Query, State, Term};
use super::scan::{Loader, files_in};
use crate::cable::Classification;

/// Letters of the longest name of a character in a web page.
const LONGEST_NAME: usize = 32;

/// What the reader's own fields ask: they are in an index only.
const NOT_HERE: [Field; 5] = [Field::Note, Field::Person, Field::Organization, Field::Place, Field::Entity];

/// Whether a query can be answered without an index: it asks for nothing of notes, names or what was read.
pub fn is_answerable(query: &Query) -> bool {
    !NOT_HERE.into_iter().any(|field| query.asks(field)) && !asks_for_state(query.root())
}

fn asks_for_state(node: &Node) -> bool {
    match node {
        Node::All(nodes) | Node::Any(nodes) => nodes.iter().any(asks_for_state),
        Node::Not(node) => asks_for_state(node),
        Node::Term(term) => matches!(term, Term::Is(_)),
    }
}

/// Looks through all files below `roots` on all processors, and tells every cable that fits, as it is found, until `told`
/// has enough; how many files there are, and the folders that cannot be read.
pub fn look_through(
    query: &Query,
    roots: &[PathBuf],
    load: Loader,
    told: &mut dyn FnMut(Card) -> bool,
) -> (usize, Vec<String>) {
    let (files, unread) = files_in(roots);
    let needle = needle(query.root());
    let (next, over) = (AtomicUsize::new(0), AtomicBool::new(false));
    let workers = thread::available_parallelism().map_or(1, usize::from).min(files.len());
    thread::scope(|scope| {
        let (sender, receiver) = sync_channel(64);
        for _ in 0..workers {
            let (sender, next, over, files, needle) =
                (sender.clone(), &next, &over, &files, needle.as_deref());
            scope.spawn(move || {
                while !over.load(Ordering::Relaxed)
                    && let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed))
                {
                    let fitting =
                        if may_hold(file, needle) { load(file).unwrap_or_default() } else { Vec::new() };
                    for filing in fitting.into_iter().filter(|filing| query.matches(&Paper::of(filing))) {
                        if sender.send(filing.card).is_err() {
                            return;
                        }
                    }
                }
            });
        }
        drop(sender);
        while let Ok(card) = receiver.recv() {
            if !told(card) {
                break;
            }
        }
        over.store(true, Ordering::Relaxed);
    });
    (files.len(), unread)
}

/// The longest word that every fitting cable holds, if it is one that can be looked for in the bytes of a file.
fn needle(node: &Node) -> Option<Vec<u8>> {
    let word = |phrase: &super::query::Phrase| {
        let words = phrase.words().iter().filter(|word| word.is_ascii());
        words.max_by_key(|word| word.len()).map(|word| word.clone().into_bytes())
    };
    match node {
        Node::All(nodes) => nodes.iter().filter_map(needle).max_by_key(Vec::len),
        Node::Term(Term::Words(Field::Text | Field::Subject, phrase)) => word(phrase),
        Node::Term(Term::Near(near)) => near.phrases.iter().filter_map(word).max_by_key(Vec::len),
        Node::Any(_) | Node::Not(_) | Node::Term(_) => None,
    }
}

/// Whether the cables of a file may hold a word. Between its letters there may be anything that a copy puts there, blanks,
/// hyphens and line ends; of markup and of texts that are not UTF-8 nothing is said.
fn may_hold(file: &PathBuf, needle: Option<&[u8]>) -> bool {
    let (Some(needle), Ok(bytes)) = (needle, fs::read(file)) else { return true };
    let Some(text) = std::str::from_utf8(&bytes).ok().filter(|_| !is_encoded(&bytes)) else { return true };
    memchr::memmem::find(&letters(text), needle).is_some()
}

/// Whether a letter may be written with others: `&eacute;`, `<b>`, `=E9`.
fn is_encoded(bytes: &[u8]) -> bool {
    memchr::memchr3_iter(b'<', b'&', b'=', bytes).any(|at| {
        let behind = bytes.get(at + 1..).unwrap_or_default();
        match (bytes[at], behind) {
            (b'<', [next, ..]) => next.is_ascii_alphabetic() || matches!(next, b'/' | b'!' | b'?'),
            (b'&', _) => {
                let name = behind
                    .iter()
                    .take(LONGEST_NAME)
                    .take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'#');
                behind.get(name.count()) == Some(&b';')
            }
            (b'=', [b'\n' | b'\r', ..]) => true,
            (b'=', [one, two, ..]) => one.is_ascii_hexdigit() && two.is_ascii_hexdigit(),
            _ => false,
        }
    })
}

/// The letters and digits of a text and nothing between them, folded.
fn letters(text: &str) -> Vec<u8> {
    let mut letters = Vec::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let ascii = rest.bytes().position(|byte| !byte.is_ascii()).unwrap_or(rest.len());
        let plain = rest.bytes().take(ascii).filter(u8::is_ascii_alphanumeric);
        letters.extend(plain.map(|byte| byte.to_ascii_lowercase()));
        let mut others = rest.get(ascii..).unwrap_or_default().chars();
        if let Some(other) = others.next() {
            letters.extend_from_slice(Folded::new(other.encode_utf8(&mut [0; 4])).as_str().trim().as_bytes());
        }
        rest = others.as_str();
    }
    letters
}

/// A cable as a query sees it.
struct Paper {
    text: [Folded; 1],
    subject: [Folded; 1],
    from: [Folded; 2],
    tags: Vec<Folded>,
    marks: Vec<Mark>,
    cites: Vec<CableId>,
    id: Option<CableId>,
    sent: Option<Date>,
    class: Option<Classification>,
}

impl Paper {
    fn of(filing: &Filing) -> Self {
        let Filing { card, sender, tags, cites, marks, text } = filing;
        let with_and_without_year = |id: &String| [CableId::parse(id), id.get(2..).and_then(CableId::parse)];
        let mark = |code: &String| if code.is_empty() { Mark::Unmarked } else { Mark::Code(code.clone()) };
        Self {
            text: [text.clone()],
            subject: [Folded::new(&card.subject)],
            from: [Folded::new(&card.post), Folded::new(sender)],
            tags: tags.iter().map(|tag| Folded::new(tag)).collect(),
            marks: marks.iter().map(mark).collect(),
            cites: cites.iter().flat_map(with_and_without_year).flatten().collect(),
            id: card.id().and_then(CableId::parse),
            sent: card.date.map(|date| TimeZone::UTC.to_datetime(date).date()),
            class: card.classification,
        }
    }
}

impl Document for Paper {
    fn words(&self, field: Field) -> &[Folded] {
        match field {
            Field::Text => &self.text,
            Field::Subject => &self.subject,
            Field::From => &self.from,
            Field::Tag => &self.tags,
            Field::Person | Field::Organization | Field::Place | Field::Entity | Field::Note => &[],
        }
    }

    fn sent(&self) -> Option<Date> {
        self.sent
    }

    fn class(&self) -> Option<Classification> {
        self.class
    }

    fn marks(&self) -> &[Mark] {
        &self.marks
    }

    fn id(&self) -> Option<&CableId> {
        self.id.as_ref()
    }

    fn cites(&self) -> &[CableId] {
        &self.cites
    }

    fn is(&self, _: State) -> bool {
        false
    }
}
