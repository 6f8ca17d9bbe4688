//! What the index answers.

use std::os::unix::ffi::OsStringExt;
use std::path::PathBuf;

use jiff::Timestamp;
use rusqlite::types::Value;
use rusqlite::{Connection, Row, params_from_iter};

use super::condition::{Condition, Conditions};
use super::{Answer, Appearance, Card, Gap, Hit, Name, Place, Refused, Stamp, Standing};
use crate::entity::Kind;
use crate::library::query::fts5::quoted;
use crate::library::query::{Folded, Phrase, Query};
use crate::library::stored::{CARD, WIDTH, bytes, kind, level, number};

fn path(row: &Row, column: usize) -> rusqlite::Result<PathBuf> {
    Ok(PathBuf::from(std::ffi::OsString::from_vec(row.get(column)?)))
}

fn count(row: &Row, column: usize) -> rusqlite::Result<usize> {
    Ok(usize::try_from(row.get::<_, i64>(column)?).unwrap_or_default())
}

fn card(row: &Row) -> rusqlite::Result<Card> {
    let class: Option<i64> = row.get(6)?;
    let date: Option<i64> = row.get(4)?;
    Ok(Card {
        place: Place { path: path(row, 0)?, index: count(row, 1)? },
        key: row.get(2)?,
        text_sha256: row.get(3)?,
        date: date.and_then(|second| Timestamp::from_second(second).ok()),
        post: row.get(5)?,
        classification: class.and_then(level),
        subject: row.get(7)?,
        paragraphs: count(row, 8)?,
    })
}

fn name(row: &Row, at: usize) -> rusqlite::Result<Name> {
    let (aliases, paragraphs) = (row.get::<_, String>(at + 2)?, row.get::<_, String>(at + 4)?);
    Ok(Name {
        kind: kind(row.get(at)?),
        name: row.get(at + 1)?,
        aliases: serde_json::from_str(&aliases).unwrap_or_default(),
        mentions: count(row, at + 3)?,
        paragraphs: paragraphs.split(' ').filter_map(|index| index.parse().ok()).collect(),
    })
}

fn limited(limit: usize) -> Value {
    Value::Integer(i64::try_from(limit).unwrap_or(i64::MAX))
}

/// All rows of a statement.
fn all<T>(
    connection: &Connection,
    sql: &str,
    values: impl IntoIterator<Item = Value>,
    read: impl FnMut(&Row) -> rusqlite::Result<T>,
) -> Answer<Vec<T>> {
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map(params_from_iter(values), read)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(super) fn files(connection: &Connection) -> Answer<Vec<(PathBuf, Stamp)>> {
    all(connection, "select path, size, changed from file", [], |row| {
        Ok((path(row, 0)?, Stamp { size: row.get::<_, i64>(1)? as u64, changed: row.get(2)? }))
    })
}

pub(super) fn cards(connection: &Connection, roots: &[PathBuf]) -> Answer<Vec<Card>> {
    let below = Condition::below(roots);
    let sql = format!(
        "select {CARD} from cable, file where file.id = cable.file and {} order by file.path, cable.place",
        below.sql
    );
    all(connection, &sql, below.values, card)
}

pub(super) fn refused(connection: &Connection, roots: &[PathBuf]) -> Answer<Vec<Refused>> {
    let below = Condition::below(roots);
    let sql = format!("select path, why from file where why is not null and {} order by path", below.sql);
    all(connection, &sql, below.values, |row| Ok(Refused { path: path(row, 0)?, why: row.get(1)? }))
}

pub(super) fn nameless(connection: &Connection, limit: usize) -> Answer<Vec<Place>> {
    let sql =
        "select file.path, cable.place from cable, file where cable.searched = 0 and file.id = cable.file
        order by cable.file, cable.place limit ?";
    all(connection, sql, [limited(limit)], |row| Ok(Place { path: path(row, 0)?, index: count(row, 1)? }))
}

pub(super) fn standings(connection: &Connection) -> Answer<Vec<(String, Standing)>> {
    all(connection, "select key, notes, read, pinned from standing", [], |row| {
        Ok((row.get(0)?, Standing { notes: count(row, 1)?, read: count(row, 2)?, pinned: row.get(3)? }))
    })
}

pub(super) fn search(
    connection: &Connection,
    query: &Query,
    roots: &[PathBuf],
    limit: usize,
) -> Answer<Vec<Hit>> {
    let Conditions { ranking, others } = Conditions::of(query);
    let below = Condition::below(roots);
    let wanted = format!("file.id = cable.file and {} and {}", others.sql, below.sql);
    let values = others.values.into_iter().chain(below.values);
    let limit = limited(limit);
    let hit = |row: &Row| Ok(Hit { card: card(row)?, score: -row.get::<_, f64>(WIDTH)? });
    match ranking {
        // The index ranks before it reads a row of ours: of a common word only the best are.
        Some(expression) if others.sql == "true" && roots.is_empty() => {
            let sql = format!(
                "select {CARD}, best.score from
                   (select rowid as id, rank as score from body where body match ? order by rank limit ?) as best,
                   cable, file where cable.id = best.id and file.id = cable.file order by best.score, cable.id"
            );
            all(connection, &sql, [Value::Text(expression), limit], hit)
        }
        Some(expression) => {
            let sql = format!(
                "select {CARD}, body.rank from body, cable, file where body match ? and cable.id = body.rowid and {wanted}
                 order by body.rank, cable.id limit ?"
            );
            let values = std::iter::once(Value::Text(expression)).chain(values).chain([limit]);
            all(connection, &sql, values, hit)
        }
        None => {
            let sql = format!(
                "select {CARD}, 0.0 from cable, file where {wanted} order by cable.date desc nulls last, cable.id limit ?"
            );
            all(connection, &sql, values.chain([limit]), hit)
        }
    }
}

pub(super) fn held(connection: &Connection, id: &str) -> Answer<Vec<Card>> {
    let sql = format!(
        "select {CARD} from cable, file where file.id = cable.file and cable.key = ? order by cable.id"
    );
    all(connection, &sql, [Value::Text(id.to_owned())], card)
}

pub(super) fn cited(connection: &Connection, key: &str) -> Answer<Vec<String>> {
    let sql = "select distinct cite.id from cite, cable where cable.key = ? and cite.cable = cable.id order by cite.id";
    all(connection, sql, [Value::Text(key.to_owned())], |row| row.get(0))
}

pub(super) fn citing(connection: &Connection, id: &str) -> Answer<Vec<Card>> {
    let sql = format!(
        "select {CARD} from cite, cable, file where cite.id = ? and cable.id = cite.cable and file.id = cable.file
         order by cable.date nulls last, cable.id"
    );
    all(connection, &sql, [Value::Text(id.to_owned())], card)
}

pub(super) fn gaps(connection: &Connection, limit: usize) -> Answer<Vec<Gap>> {
    let sql = "select cite.id, count(distinct cable.key) from cite, cable where cable.id = cite.cable
        and not exists (select 1 from cable as held where held.key = cite.id)
        group by cite.id order by 2 desc, 1 limit ?";
    all(connection, sql, [limited(limit)], |row| Ok(Gap { id: row.get(0)?, cited_by: count(row, 1)? }))
}

pub(super) fn appearances(connection: &Connection, of: Kind, wanted: &str) -> Answer<Vec<Appearance>> {
    let Some(phrase) = Phrase::new(wanted, false) else { return Ok(Vec::new()) };
    let sql = format!(
        "select {CARD}, name.kind, name.name, name.aliases, name.mentions, name.paragraphs
         from named, name, cable, file where named match ? and name.id = named.rowid and name.kind = ?
         and cable.id = name.cable and file.id = cable.file order by cable.date nulls last, cable.id"
    );
    let values = [Value::Text(quoted(&phrase)), Value::Integer(number(of))];
    let mut found =
        all(connection, &sql, values, |row| Ok(Appearance { card: card(row)?, name: name(row, WIDTH)? }))?;
    let wanted = Folded::new(wanted);
    found.retain(|appearance| appearance.name.is_called(&wanted));
    Ok(found)
}

pub(super) fn company(connection: &Connection, places: &[Place]) -> Answer<Vec<(Place, Name)>> {
    let sql = "select name.kind, name.name, name.aliases, name.mentions, name.paragraphs from name, cable, file
        where file.path = ? and cable.file = file.id and cable.place = ? and name.cable = cable.id order by name.id";
    let mut found = Vec::new();
    for place in places {
        let values = [Value::Blob(bytes(&place.path).to_vec()), Value::Integer(place.index as i64)];
        let names = all(connection, sql, values, |row| name(row, 0))?;
        found.extend(names.into_iter().map(|name| (place.clone(), name)));
    }
    Ok(found)
}
