//! Looking through files without an index: for a folder that is searched once, or where nothing may be written.

use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::sync_channel;
use std::thread;

use jiff::tz::TimeZone;

use super::card::{Card, Filing};
use super::query::{CableId, Document, Field, Folded, Mark, Node, Phrase, Query, Term};
use super::scan::Loader;
use super::walk::Walk;

/// Letters of the longest name of a character in a web page.
const LONGEST_NAME: usize = 32;

/// Bytes that are passed over at once where all are ASCII.
const BLOCK: usize = 64;

/// Letters and digits from the seldom to the frequent in English telegrams.
const RAREST_FIRST: &[u8] = b"jqzx7864359kv201bypgwfmudclhrsnioate";

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
    let Walk { files, unread, .. } = Walk::of(roots, &mut |_| true).unwrap_or_default();
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
                    let filings =
                        if may_hold(file, needle) { load(file).unwrap_or_default() } else { Vec::new() };
                    for (card, document) in filings.into_iter().map(document) {
                        if query.matches(&document) && sender.send(card).is_err() {
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
    let word = |phrase: &Phrase| {
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

/// Whether the cables of a file may hold a word. Of markup and of texts that are not UTF-8 nothing is said.
fn may_hold(file: &PathBuf, needle: Option<&[u8]>) -> bool {
    let (Some(needle), Ok(bytes)) = (needle, fs::read(file)) else { return true };
    is_encoded(&bytes) || std::str::from_utf8(&bytes).map_or(true, |text| may_spell(text, needle))
}

/// Whether the letters of a folded word may stand in a text in a row. Between them there may be anything that a copy puts
/// there, blanks, hyphens and line ends. Looked at is only where the rarest of them stands; of letters that are not ASCII
/// nothing is said.
fn may_spell(text: &str, needle: &[u8]) -> bool {
    let rarity = |byte: &u8| RAREST_FIRST.iter().position(|letter| letter == byte);
    let Some(rarest) = (0..needle.len()).min_by_key(|at| needle.get(*at).map(rarity)) else { return true };
    let (before, [letter, after @ ..]) = needle.split_at(rarest) else { return true };
    memchr::memchr2_iter(*letter, letter.to_ascii_uppercase(), text.as_bytes()).any(|at| {
        let (behind, ahead) = (text.get(..at).unwrap_or_default(), text.get(at + 1..).unwrap_or_default());
        may_follow(ahead.chars(), after.iter()) && may_follow(behind.chars().rev(), before.iter().rev())
    }) || others(text).any(|other| folded(other).as_bytes().contains(letter))
}

/// Whether the next letters of a text may be those of a folded word.
fn may_follow<'a>(text: impl Iterator<Item = char>, mut word: impl Iterator<Item = &'a u8>) -> bool {
    let mut letters = text
        .filter(|letter| letter.is_ascii_alphanumeric() || !letter.is_ascii() && !folded(*letter).is_empty());
    word.all(|letter| {
        letters.next().is_some_and(|next| !next.is_ascii() || next.eq_ignore_ascii_case(&char::from(*letter)))
    })
}

/// The characters of a text that are not ASCII.
fn others(text: &str) -> impl Iterator<Item = char> {
    let blocks = text.as_bytes().chunks(BLOCK).enumerate().filter(|(_, block)| !block.is_ascii());
    // The first byte of a character says that it is one.
    let firsts = blocks.flat_map(|(number, block)| {
        let firsts = block.iter().enumerate().filter(|(_, byte)| **byte >= 0xC0);
        firsts.map(move |(at, _)| number * BLOCK + at)
    });
    firsts.filter_map(|at| text.get(at..)?.chars().next())
}

/// The letters that a character is folded to.
fn folded(letter: char) -> String {
    Folded::new(letter.encode_utf8(&mut [0; 4])).as_str().trim().to_owned()
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

/// What the list shows of a cable, and the cable as a query sees it.
fn document(filing: Filing) -> (Card, Document) {
    let Filing { card, sender, tags, cites, marks, text } = filing;
    let with_and_without_year = |id: String| [CableId::parse(&id), id.get(2..).and_then(CableId::parse)];
    let mark = |code: String| if code.is_empty() { Mark::Unmarked } else { Mark::Code(code) };
    let words = [
        (Field::Text, vec![text]),
        (Field::Subject, vec![Folded::new(&card.subject)]),
        (Field::From, vec![Folded::new(&card.post), Folded::new(&sender)]),
        (Field::Tag, tags.iter().map(|tag| Folded::new(tag)).collect()),
    ];
    let document = Document {
        words: words.into(),
        sent: card.date.map(|date| TimeZone::UTC.to_datetime(date).date()),
        class: card.classification,
        marks: marks.into_iter().map(mark).collect(),
        id: card.id().and_then(CableId::parse),
        cites: cites.into_iter().flat_map(with_and_without_year).flatten().collect(),
        states: Vec::new(),
    };
    (card, document)
}
