//! From claims to entities: which mentions mean the same someone or something.

use std::collections::HashMap;

use super::acronym::{self, Senses};
use super::board::{Board, Claim, Line, Origin};
use super::pattern;
use super::words::Shape;
use super::{Entity, Kind, Mention};
use crate::cable::{BlockKind, Cable, Field, Span};

/// More forms of one name than a reader wants to see.
const MOST_ALIASES: usize = 24;

/// Groups the claims, in order of the text.
pub(super) fn entities(board: &Board, senses: &Senses, cable: &Cable) -> Vec<Entity> {
    let mut claims: Vec<&Claim> = board.claims.iter().collect();
    claims.sort_by_key(|claim| (claim.line, claim.words.start));
    let people = full_names(board, &claims);
    let references = references(board, &claims);
    let sent = cable.header.date.map(|sent| jiff::tz::TimeZone::UTC.to_datetime(sent).date());
    let mut index: HashMap<(Kind, String), usize> = HashMap::new();
    let mut entities: Vec<Entity> = Vec::new();
    for (at, claim) in claims.iter().enumerate() {
        let Some(line) = board.lines.get(claim.line) else { continue };
        let phrase = line.phrase(claim.words.clone());
        let value =
            if claim.kind == Kind::Date { pattern::value(line, claim.words.clone(), sent) } else { None };
        let expansion = sense_expansion(line, senses, claim);
        let key = match claim.kind {
            Kind::Person => people.get(&phrase).cloned().unwrap_or_else(|| phrase.clone()),
            Kind::Date => value.clone().unwrap_or_else(|| phrase.clone()),
            Kind::CableRef => pointed(&phrase, &references).unwrap_or_else(|| reference_key(&phrase)),
            _ => expansion.as_ref().map_or_else(|| phrase.clone(), |expansion| expansion.to_lowercase()),
        };
        let slot = *index.entry((claim.kind, key)).or_insert_with(|| {
            entities.push(Entity::blank(claim.kind));
            entities.len() - 1
        });
        if let Some(entity) = entities.get_mut(slot) {
            entity.value = entity.value.take().or(value);
            entity.expansion = entity.expansion.take().or(expansion);
            entity.role = entity.role.take().or_else(|| role_beside(board, &claims, at));
            add(entity, line, claim, cable);
        }
    }
    entities
}

/// Adds a mention; the longest form becomes the name, the others its aliases.
fn add(entity: &mut Entity, line: &Line, claim: &Claim, cable: &Cable) {
    let text = line.slice(claim.words.clone()).to_owned();
    let why = claim.why.to_owned();
    if !entity.why.contains(&why) {
        entity.why.push(why);
    }
    if let Some(mention) = mention(line, claim.words.clone(), cable) {
        entity.mentions.push(mention);
    }
    if entity.name == text || entity.aliases.len() == MOST_ALIASES || entity.aliases.contains(&text) {
        return;
    }
    let same = text.eq_ignore_ascii_case(&entity.name);
    let calmer = same && !line.capitals && entity.name.chars().all(|c| !c.is_lowercase());
    if entity.name.is_empty() || calmer || !same && text.chars().count() > entity.name.chars().count() {
        let former = std::mem::replace(&mut entity.name, text);
        if !former.is_empty() {
            entity.aliases.push(former);
        }
    } else {
        entity.aliases.push(text);
    }
}

/// Where in the file the words stand.
pub(super) fn mention(line: &Line, words: std::ops::Range<usize>, cable: &Cable) -> Option<Mention> {
    let (first, last) = (line.words.get(words.start)?, line.words.get(words.end.checked_sub(1)?)?);
    // The full stop behind `Ref A` ends the sentence; the one of `U.S.` does not.
    let letter = last.shape == Shape::Initial && last.text.ends_with('.') && words.len() > 1;
    let stop = letter
        && (last.glued || matches!(first.lower.as_str(), "ref" | "refs" | "reftel" | "reftels" | "septel"));
    let (start, end) = (first.range.start, last.range.end - usize::from(stop));
    Some(match line.origin {
        Origin::Block(index) => {
            let block = cable.blocks.get(index)?;
            Mention { span: block.reading.to_source(start..end), paragraph: block.paragraph }
        }
        Origin::File(offset) => Mention { span: Span::new(offset + start, offset + end), paragraph: None },
    })
}

/// The expansion when the claim is exactly an acronym.
fn sense_expansion(line: &Line, senses: &Senses, claim: &Claim) -> Option<String> {
    let (end, sense) = acronym::end(line, senses, claim.words.start)?;
    if end == claim.words.end { sense.expansion } else { None }
}

/// The keys of the cables that this one refers to, in the order of their letters: those of its field, or behind `Ref:`.
fn references(board: &Board, claims: &[&Claim]) -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    let mut last: Option<&Claim> = None;
    for claim in claims.iter().filter(|claim| claim.kind == Kind::CableRef) {
        let Some(line) = board.lines.get(claim.line) else { continue };
        let (start, phrase) = (claim.words.start, line.phrase(claim.words.clone()));
        let field = line.kind == BlockKind::Field(Field::References);
        let marked = start > 1 && line.sign(start - 1, ':') && line.lower(start - 2).starts_with("ref");
        let next = last.is_some_and(|last| last.line == claim.line && start <= last.words.end + 4);
        if (field || marked || next) && phrase.chars().any(|c| c.is_ascii_digit()) {
            keys.push(reference_key(&phrase));
            last = Some(claim);
        }
    }
    keys
}

/// The cable that `reftel` (the first) or `ref b` (the second) points to.
fn pointed(phrase: &str, references: &[String]) -> Option<String> {
    let (word, letter) = phrase.split_once(' ').unwrap_or((phrase, "a"));
    let pointer = matches!(word, "ref" | "refs" | "reftel" | "reftels");
    let letter = letter.trim_matches(['(', ')', '.', ' ']).bytes().next().filter(|_| pointer)?;
    references.get(usize::from(letter.checked_sub(b'a')?)).cloned()
}

/// `OSLO 001234` and `09OSLO1234` are one cable.
fn reference_key(phrase: &str) -> String {
    let name = phrase.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = phrase.get(name.len()..).unwrap_or_default().trim_start_matches('0');
    let name = name.trim_start_matches(|c: char| c.is_ascii_digit()).trim();
    format!("{name} {number}")
}

/// For each form of a personal name, as a phrase, the fullest name that holds it; the first in the text if several do.
fn full_names(board: &Board, claims: &[&Claim]) -> HashMap<String, String> {
    let mut forms: Vec<(String, Vec<&str>)> = claims
        .iter()
        .filter(|claim| claim.kind == Kind::Person)
        .filter_map(|claim| {
            let line = board.lines.get(claim.line)?;
            let words = line.words.get(claim.words.clone())?.iter();
            let form =
                words.filter(|word| word.shape != Shape::Sign).map(|word| word.lower.as_str()).collect();
            Some((line.phrase(claim.words.clone()), form))
        })
        .collect();
    // Longest first; the sort is stable, so that the text's order decides between equals.
    forms.sort_by_key(|(_, form)| usize::MAX - form.len());
    let mut holders: HashMap<Vec<&str>, String> = HashMap::new();
    let mut full = HashMap::new();
    for (phrase, form) in forms {
        let holder = holders.get(&form).cloned().unwrap_or_else(|| form.join(" "));
        for start in 0..form.len() {
            for end in start + 1..=form.len() {
                let part = form.get(start..end).unwrap_or_default().to_vec();
                holders.entry(part).or_insert_with(|| holder.clone());
            }
        }
        full.insert(phrase, holder);
    }
    full
}

/// The title printed right before a person, or right behind one and a comma.
fn role_beside(board: &Board, claims: &[&Claim], at: usize) -> Option<String> {
    let person = claims.get(at).filter(|claim| claim.kind == Kind::Person)?;
    let line = board.lines.get(person.line)?;
    let near = |other: &&&Claim| other.line == person.line && other.kind == Kind::Role;
    let before = at.checked_sub(1).and_then(|before| claims.get(before)).filter(near);
    let gap = |from: usize, to: usize| {
        line.words.get(from..to).is_some_and(|words| words.iter().all(|w| w.shape == Shape::Sign))
    };
    let before = before.filter(|role| gap(role.words.end, person.words.start));
    // In `Eide, Captain Foss` the title is that of the next one.
    let is_free = |role: &&&Claim| {
        let next = claims.get(at + 2).filter(|next| next.line == person.line && next.kind == Kind::Person);
        next.is_none_or(|next| next.words.start > role.words.end)
    };
    let after = claims
        .get(at + 1)
        .filter(near)
        .filter(|role| line.sign(person.words.end, ',') && role.words.start <= person.words.end + 2)
        .filter(is_free);
    before.or(after).map(|role| line.slice(role.words.clone()).to_owned())
}
