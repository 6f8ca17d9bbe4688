//! Annotations from Hypothes.is: an answer of its search (`rows`), an export of its client (`annotations`), or a list.
//!
//! Everybody there becomes an author of their own, whose id is made from the account, so that the same account is the same
//! author in every file. That the account wrote it is a claim of the file, and said as one: in the name, and in the entry.
//! Ids, numbers and times are made from those of the annotations and nothing else: reading a file twice gives the same
//! entries. A quote is placed where its words stand once, or once with the same words around them; else the note is lost or
//! to be placed by hand, never guessed.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::gate::SEVERAL;
use super::{Parcel, Refusal};
use crate::annotation::{
    Anchor, Author, Entry, EntryKind, Extra, Finder, NoteId, TAGS_MAX, Target, Unfit, Version, Writer,
    wrong_field,
};
use crate::cable::{Cable, boundary};

/// Names the service in ids.
const SERVICE: &str = "hypothes.is";
/// Most annotations of one file.
const ROWS_MAX: usize = 10_000;
/// Longest account, id or time that is taken, in bytes.
const WORD_MAX: usize = 128;
/// Highest number in which entries are ordered: what is newer than 2072 is as new as that.
const HOURS_MAX: i64 = 900_000;
/// Fewest letters beside a quote that tell it from another.
const LETTERS_MIN: usize = 12;
/// Scalars of context that are kept on each side of a quote, and longest quote, in bytes.
const CONTEXT_MAX: usize = 32;
const QUOTE_MAX: usize = 1024;

/// What a search or an export has around its annotations.
#[derive(Deserialize)]
struct File<T> {
    #[serde(alias = "annotations")]
    rows: Vec<T>,
}

#[derive(PartialEq, Deserialize)]
struct Row {
    id: String,
    user: String,
    #[serde(default)]
    created: String,
    #[serde(default)]
    updated: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default)]
    references: Vec<String>,
    #[serde(default)]
    target: Vec<Aim>,
}

#[derive(PartialEq, Deserialize)]
struct Aim {
    #[serde(default)]
    selector: Vec<Value>,
}

#[derive(Deserialize)]
struct Quote {
    exact: String,
    #[serde(default)]
    prefix: String,
    #[serde(default)]
    suffix: String,
}

/// The annotations of a file as entries on `cable`. Those that are malformed are counted and left out.
///
/// # Errors
/// Why nothing is taken. The text must have passed the gate.
pub(super) fn read(text: &str, cable: &Cable) -> Result<Parcel, Refusal> {
    // They are counted before anything is kept.
    if rows::<IgnoredAny>(text)?.len() > ROWS_MAX {
        let why = format!("more than {ROWS_MAX} annotations; {SEVERAL}");
        return Err(Refusal(why));
    }
    let values: Vec<Value> = rows(text)?;
    let mut parcel = Parcel::default();
    let mut rows: BTreeMap<String, Row> = BTreeMap::new();
    for value in values {
        match Row::of(&value) {
            Err(unfit) => parcel.refused.push(unfit),
            Ok(row) => match rows.get(&row.id) {
                None => _ = rows.insert(row.id.clone(), row),
                Some(first) if *first == row => {}
                Some(_) => parcel.refused.push(unfit(&row.id, "another annotation above it has the same id")),
            },
        }
    }
    let numbers = numbers(&rows);
    let finder = Finder::new(cable);
    // What is answered comes before its answers, which name its version.
    let mut order: Vec<&Row> = rows.values().collect();
    order.sort_by_key(|row| (row.references.len(), &row.id));
    let mut known: BTreeMap<&str, Target> = BTreeMap::new();
    for row in order {
        let writer = row.writer();
        let mut entry = row.entry(&finder, &known, numbers.get(&row.id).copied().unwrap_or(1));
        entry.ver = entry.hash(&writer);
        if let Err(flaw) = entry.check(&writer) {
            parcel.refused.push(unfit(&row.id, &flaw.to_string()));
            continue;
        }
        let target =
            Target { id: entry.id.clone(), author: writer.author.id.clone(), ver: entry.ver.clone() };
        known.insert(&row.id, target);
        parcel.entries.push((writer, entry));
    }
    Ok(parcel)
}

fn rows<T: DeserializeOwned>(text: &str) -> Result<Vec<T>, Refusal> {
    let rows = match text.trim_start().starts_with('[') {
        true => serde_json::from_str(text),
        false => serde_json::from_str(text).map(|file: File<T>| file.rows),
    };
    rows.map_err(|error| Refusal::of(&error))
}

/// The number of each annotation among those of its author, from 1, in the order in which they were made.
fn numbers(rows: &BTreeMap<String, Row>) -> BTreeMap<String, u64> {
    let mut order: Vec<&Row> = rows.values().collect();
    order.sort_by_key(|row| (&row.created, &row.id));
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    let number = |row: &Row, count: &mut u64| {
        *count += 1;
        (row.id.clone(), *count)
    };
    order.into_iter().map(|row| number(row, counts.entry(&row.user).or_default())).collect()
}

/// The fields of a row that are read, those first without which there is none.
const FIELDS: [&str; 8] = ["id", "user", "created", "updated", "text", "tags", "references", "target"];

fn unfit(id: &str, why: &str) -> Unfit {
    Unfit { id: id.into(), why: why.into() }
}

impl Row {
    /// The row that a value is; else which, and why it is none.
    fn of(value: &Value) -> Result<Self, Unfit> {
        let named = value.get("id").and_then(Value::as_str).filter(|id| id.len() <= WORD_MAX);
        let id = named.unwrap_or_default().to_owned();
        let wrong = || wrong_field::<Self>(value, &FIELDS, json!({"id": "", "user": ""}));
        match Self::deserialize(value) {
            Ok(row) if row.is_sound() => Ok(row),
            Ok(_) => Err(unfit(&id, "its id or account is missing, or a field is too long")),
            Err(_) => Err(unfit(&id, &wrong().unwrap_or_else(|| "it is no annotation".into()))),
        }
    }

    fn is_sound(&self) -> bool {
        let words = [&self.id, &self.user, &self.created, &self.updated];
        words.into_iter().chain(&self.references).all(|word| word.len() <= WORD_MAX)
            && !self.id.is_empty()
            && !self.user.is_empty()
            && self.tags.len() <= TAGS_MAX
    }

    /// The account without its frame: `jdoe` of `acct:jdoe@hypothes.is`.
    fn account(&self) -> &str {
        let user = self.user.strip_prefix("acct:").unwrap_or(&self.user);
        user.strip_suffix("@hypothes.is").unwrap_or(user)
    }

    fn writer(&self) -> Writer {
        let hash = |name: &str, bytes: usize| base32(&Sha256::digest(name)[..bytes]);
        Writer {
            author: Author {
                id: format!("a-{}", hash(&format!("{SERVICE}\n{}", self.user), 16)),
                name: format!("{} (claimed, Hypothes.is)", self.account()),
            },
            replica: format!("r-{}", hash(SERVICE, 10)),
        }
    }

    fn entry(&self, finder: &Finder<'_>, known: &BTreeMap<&str, Target>, seq: u64) -> Entry {
        let on = self.references.last().map(|parent| {
            known.get(parent.as_str()).cloned().unwrap_or_else(|| Target {
                id: note_id(parent),
                author: String::new(),
                // Of a note that has not come nobody knows a version.
                ver: Version(format!("v1-{:032x}", 0).into()),
            })
        });
        let anchor = if on.is_some() { Anchor::default() } else { self.anchor(finder) };
        let source = json!({"id": self.id, "user": self.user, "claimed": true});
        Entry {
            ver: Version::default(),
            id: note_id(&self.id),
            parents: Vec::new(),
            seq,
            lamport: self.hours() + self.references.len() as u64,
            at: if self.updated.is_empty() { self.created.clone() } else { self.updated.clone() },
            kind: if on.is_some() { EntryKind::Reply } else { EntryKind::Note },
            change: None,
            anchor,
            body: self.text.replace("\r\n", "\n"),
            note_type: String::new(),
            tags: self.tags.clone(),
            re: on,
            verdict: None,
            resolved: None,
            removes: false,
            accepts: Vec::new(),
            correction: None,
            extra: Extra::from([(String::from(SERVICE), source)]),
        }
    }

    /// Hours since 1970 until it was last changed: puts entries in order, the way they were made.
    fn hours(&self) -> u64 {
        let times = [&self.updated, &self.created];
        let time = times.into_iter().find_map(|time| time.parse::<jiff::Timestamp>().ok());
        let hours = time.map_or(1, |time| time.as_second() / 3600).clamp(1, HOURS_MAX);
        hours.unsigned_abs()
    }

    /// Where the quote stands in the cable; on the cable where there is none.
    fn anchor(&self, finder: &Finder<'_>) -> Anchor {
        let selectors = self.target.iter().flat_map(|aim| &aim.selector);
        let mut quotes = selectors
            .filter(|selector| selector.get("type").and_then(Value::as_str) == Some("TextQuoteSelector"))
            .filter_map(|selector| serde_json::from_value::<Quote>(selector.clone()).ok());
        quotes.next().map_or_else(Anchor::whole, |quote| quote.anchor(finder))
    }
}

impl Quote {
    /// The anchor of the only place with the words, or of the only one with the same around them. Else one that is found
    /// nowhere, or in several places, for the reader to choose.
    fn anchor(&self, finder: &Finder<'_>) -> Anchor {
        let places = finder.places(&self.exact).into_iter();
        let places: Vec<Anchor> =
            places.filter_map(|found| finder.quote(found.paragraph, found.span)).collect();
        let mut around = places.iter().filter(|place| {
            let before = alike(self.prefix.chars().rev(), place.prefix.chars().rev());
            let behind = alike(self.suffix.chars(), place.suffix.chars());
            before.zip(behind).is_some_and(|(before, behind)| before.max(behind) >= LETTERS_MIN)
        });
        match (&places[..], around.next(), around.next()) {
            ([only], ..) => only.clone(),
            (_, Some(only), None) => only.clone(),
            _ => self.unplaced(),
        }
    }

    fn unplaced(&self) -> Anchor {
        let folded = self.exact.split_whitespace().collect::<Vec<_>>().join(" ");
        let last: Vec<char> = self.prefix.chars().rev().take(CONTEXT_MAX).collect();
        Anchor {
            // No paragraph has this number: the place is not known.
            para: Some(0),
            exact: folded.get(..boundary(&folded, QUOTE_MAX)).unwrap_or_default().to_owned(),
            prefix: last.into_iter().rev().collect(),
            suffix: self.suffix.chars().take(CONTEXT_MAX).collect(),
            ..Anchor::default()
        }
    }
}

/// How many letters two contexts have in common as far as both go; `None` where they part. A paragraph ends the one sooner
/// than a page ends the other.
fn alike(a: impl Iterator<Item = char>, b: impl Iterator<Item = char>) -> Option<usize> {
    let letters = |text: &mut dyn Iterator<Item = char>| -> Vec<char> {
        text.filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let (mut a, mut b) = (a, b);
    let (a, b) = (letters(&mut a), letters(&mut b));
    a.iter().zip(&b).all(|(a, b)| a == b).then_some(a.len().min(b.len()))
}

/// The id of an annotation here, from its id there.
fn note_id(id: &str) -> NoteId {
    let there = Target { id: NoteId(id.into()), ..Target::default() };
    NoteId::derived(SERVICE, &there, "annotation")
}

/// `bytes` in the base 32 of ids.
fn base32(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let bit = |at: usize| bytes.get(at / 8).map_or(0, |byte| byte >> (7 - at % 8) & 1);
    let digit = |group: usize| (0..5).fold(0, |digit, at| digit << 1 | bit(group * 5 + at));
    (0..(bytes.len() * 8).div_ceil(5)).map(|group| char::from(ALPHABET[usize::from(digit(group))])).collect()
}
