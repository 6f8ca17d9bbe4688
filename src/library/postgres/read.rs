//! What the index answers.

use std::os::unix::ffi::OsStringExt;
use std::path::PathBuf;

use jiff::Timestamp;
use postgres::fallible_iterator::FallibleIterator;
use postgres::types::ToSql;
use postgres::{Client, Row};

use super::condition::{Condition, Value};
use super::words::lexemes;
use crate::entity::Kind;
use crate::library::condition::Bound;
use crate::library::query::{Field, Folded, Near, Phrase, Query};
use crate::library::stored::{CARD, WIDTH, bytes, kind, level, number};
use crate::library::{Answer, Appearance, Card, Gap, Hit, Name, Place, Refused, Stamp, Standing};

fn path(row: &Row, column: usize) -> PathBuf {
    PathBuf::from(std::ffi::OsString::from_vec(row.get(column)))
}

fn count(row: &Row, column: usize) -> usize {
    usize::try_from(row.get::<_, i64>(column)).unwrap_or_default()
}

fn limited(limit: usize) -> Value {
    Value::number(i64::try_from(limit).unwrap_or(i64::MAX))
}

fn card(row: &Row) -> Card {
    Card {
        place: Place { path: path(row, 0), index: count(row, 1) },
        key: row.get(2),
        text_sha256: row.get(3),
        date: row.get::<_, Option<i64>>(4).and_then(|second| Timestamp::from_second(second).ok()),
        post: row.get(5),
        classification: row.get::<_, Option<i64>>(6).and_then(level),
        subject: row.get(7),
        paragraphs: count(row, 8),
    }
}

fn name(row: &Row, at: usize) -> Name {
    let paragraphs: Vec<i64> = row.get(at + 4);
    Name {
        kind: kind(row.get(at)),
        name: row.get(at + 1),
        aliases: row.get(at + 2),
        mentions: count(row, at + 3),
        paragraphs: paragraphs.into_iter().filter_map(|index| usize::try_from(index).ok()).collect(),
    }
}

/// All rows of a statement with a `?` for each value.
fn all<T>(client: &mut Client, sql: &str, values: Vec<Value>, read: impl Fn(&Row) -> T) -> Answer<Vec<T>> {
    let values = values.iter().map(|value| &**value as &(dyn ToSql + Sync));
    let rows = client.query_raw(&Condition::numbered(sql), values)?;
    Ok(rows.map(|row| Ok(read(&row))).collect()?)
}

pub(super) fn files(client: &mut Client) -> Answer<Vec<(PathBuf, Stamp)>> {
    all(client, "select path, size, changed from file", Vec::new(), |row| {
        (path(row, 0), Stamp { size: row.get::<_, i64>(1) as u64, changed: row.get(2) })
    })
}

pub(super) fn cards(client: &mut Client, roots: &[PathBuf]) -> Answer<Vec<Card>> {
    let Condition { sql, values } = Condition::below(roots);
    let sql = format!(
        "select {CARD} from cable, file where file.id = cable.file and {sql} order by file.path, cable.place"
    );
    all(client, &sql, values, card)
}

pub(super) fn refused(client: &mut Client, roots: &[PathBuf]) -> Answer<Vec<Refused>> {
    let Condition { sql, values } = Condition::below(roots);
    let sql = format!("select path, why from file where why is not null and {sql} order by path");
    all(client, &sql, values, |row| Refused { path: path(row, 0), why: row.get(1) })
}

pub(super) fn nameless(client: &mut Client, limit: usize) -> Answer<Vec<Place>> {
    let sql =
        "select file.path, cable.place from cable, file where not cable.searched and file.id = cable.file
        order by cable.file, cable.place limit ?";
    all(client, sql, vec![limited(limit)], |row| Place { path: path(row, 0), index: count(row, 1) })
}

pub(super) fn standings(client: &mut Client) -> Answer<Vec<(String, Standing)>> {
    let sql = "select key, notes, read, pinned from standing where owner = current_user";
    all(client, sql, Vec::new(), |row| {
        (row.get(0), Standing { notes: count(row, 1), read: count(row, 2), pinned: row.get(3) })
    })
}

pub(super) fn search(
    client: &mut Client,
    query: &Query,
    roots: &[PathBuf],
    limit: usize,
) -> Answer<Vec<Hit>> {
    let wanted = Condition::of(query.root(), &mut |near| near_ones(client, near))?;
    let below = Condition::below(roots);
    let phrases: Vec<String> =
        query.words(Field::Text).into_iter().map(|phrase| format!("({})", lexemes(phrase))).collect();
    let rank = if phrases.is_empty() {
        Condition::new("0.0::float8", [])
    } else {
        // A long cable counts for less, by the logarithm of its words, which have some six letters. How rare a word is the
        // server does not know.
        let sql =
            "ts_rank(cable.vector, ?::text::tsquery) / ln(20 + octet_length(cable.words) / 6.0::float8)";
        Condition::new(sql, [Value::text(&phrases.join(" | "))])
    };
    let order = if phrases.is_empty() { "cable.date desc nulls last" } else { "score desc" };
    let sql = format!(
        "select {CARD}, {} as score from cable, file where file.id = cable.file and {} and {}
         order by {order}, cable.id limit ?",
        rank.sql, wanted.sql, below.sql
    );
    let values = rank.values.into_iter().chain(wanted.values).chain(below.values).chain([limited(limit)]);
    all(client, &sql, values.collect(), |row| Hit { card: card(row), score: row.get(WIDTH) })
}

/// The cables in whose text phrases are near each other: those that have them all are sent here, one by one, and measured.
fn near_ones(client: &mut Client, near: &Near) -> Answer<Vec<i64>> {
    let phrases = near.phrases.iter().map(|phrase| Condition::holds("cable", phrase)).collect();
    let Condition { sql, values } = Condition::joined(phrases, " and ", "true");
    let sql = format!("select id, words from cable where {sql}");
    let is_near = |row: &Row| near.is_in(&Folded::new(row.get(1))).then(|| row.get(0));
    Ok(all(client, &sql, values, is_near)?.into_iter().flatten().collect())
}

pub(super) fn held(client: &mut Client, id: &str) -> Answer<Vec<Card>> {
    let sql = format!(
        "select {CARD} from cable, file where file.id = cable.file and cable.key = ? order by cable.id"
    );
    all(client, &sql, vec![Value::text(id)], card)
}

pub(super) fn cited(client: &mut Client, key: &str) -> Answer<Vec<String>> {
    let sql = "select distinct cite.id collate \"C\" from cite, cable
        where cable.id = cite.cable and cable.key = ? order by 1";
    all(client, sql, vec![Value::text(key)], |row| row.get(0))
}

pub(super) fn citing(client: &mut Client, id: &str) -> Answer<Vec<Card>> {
    let sql = format!(
        "select {CARD} from cite, cable, file where cite.id = ? and cable.id = cite.cable and file.id = cable.file
         order by cable.date nulls last, cable.id"
    );
    all(client, &sql, vec![Value::text(id)], card)
}

pub(super) fn gaps(client: &mut Client, limit: usize) -> Answer<Vec<Gap>> {
    let sql =
        "select cite.id collate \"C\", count(distinct cable.key) from cite, cable where cable.id = cite.cable
        and not exists (select 1 from cable as held where held.key = cite.id)
        group by 1 order by 2 desc, 1 limit ?";
    all(client, sql, vec![limited(limit)], |row| Gap { id: row.get(0), cited_by: count(row, 1) })
}

pub(super) fn appearances(client: &mut Client, of: Kind, wanted: &str) -> Answer<Vec<Appearance>> {
    let Some(phrase) = Phrase::new(wanted, false) else { return Ok(Vec::new()) };
    let Condition { sql, mut values } = Condition::holds("name", &phrase);
    let sql = format!(
        "select {CARD}, name.kind, name.name, name.aliases, name.mentions, name.paragraphs
         from name, cable, file where {sql} and name.kind = ?
         and cable.id = name.cable and file.id = cable.file order by cable.date nulls last, cable.id"
    );
    values.push(Value::number(number(of)));
    let mut found = all(client, &sql, values, |row| Appearance { card: card(row), name: name(row, WIDTH) })?;
    let wanted = Folded::new(wanted);
    found.retain(|appearance| appearance.name.is_called(&wanted));
    Ok(found)
}

pub(super) fn company(client: &mut Client, places: &[Place]) -> Answer<Vec<(Place, Name)>> {
    let sql =
        "select name.kind, name.name, name.aliases, name.mentions, name.paragraphs from name, cable, file
        where sha256(file.path) = sha256(?) and file.path = ? and cable.file = file.id and cable.place = ?
        and name.cable = cable.id order by name.id";
    let mut found = Vec::new();
    for place in places {
        let path = || Value::bytes(bytes(&place.path).to_vec());
        let names =
            all(client, sql, vec![path(), path(), Value::number(place.index as i64)], |row| name(row, 0))?;
        found.extend(names.into_iter().map(|name| (place.clone(), name)));
    }
    Ok(found)
}
