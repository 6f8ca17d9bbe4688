//! What changes the index. Each call is one transaction: all of it is there afterwards, or nothing.

use std::path::PathBuf;

use postgres::{Client, Statement, Transaction};

use super::words::Words;
use crate::library::query::Folded;
use crate::library::stored::{bytes, folded, number};
use crate::library::{Answer, Filing, Name, NoteText, Place, Scanned, Standing};

/// A text as the server takes it: it has no NUL.
fn clean(text: &str) -> String {
    text.replace('\0', "\u{fffd}")
}

fn all_clean<'a>(texts: impl IntoIterator<Item = &'a String>) -> Vec<String> {
    texts.into_iter().map(|text| clean(text)).collect()
}

pub(super) fn files(client: &mut Client, files: &[Scanned]) -> Answer<()> {
    let mut writing = client.transaction()?;
    let forget = writing.prepare(FORGET)?;
    let add = writing
        .prepare("insert into file (path, size, changed, why) values ($1, $2, $3, $4) returning id")?;
    let cable = writing.prepare(
        "insert into cable (file, place, key, sha, date, post, class, subject, paragraphs, subject_words, sender_words,
           tag_words, marks, words, vector, cut)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15::text::tsvector, $16) returning id",
    )?;
    let cite = writing.prepare("insert into cite (id, cable) select unnest($1::text[]), $2")?;
    for Scanned { path, stamp, cables } in files {
        writing.execute(&forget, &[&bytes(path)])?;
        let (filings, why) = match cables {
            Ok(filings) => (filings.as_slice(), None),
            Err(why) => (&[][..], Some(clean(why))),
        };
        let row = writing.query_one(&add, &[&bytes(path), &(stamp.size as i64), &stamp.changed, &why])?;
        let file: i64 = row.get(0);
        for filing in filings {
            add_cable(&mut writing, [&cable, &cite], file, filing)?;
        }
    }
    settle(&mut writing, "cable_vector")?;
    Ok(writing.commit()?)
}

/// What lies in the file goes with it.
const FORGET: &str = "delete from file where sha256(path) = sha256($1) and path = $1";

fn add_cable(
    writing: &mut Transaction,
    [add, add_cites]: [&Statement; 2],
    file: i64,
    filing: &Filing,
) -> Answer<()> {
    let Filing { card, sender, tags, cites, marks, text } = filing;
    let words = Words::of([text.as_str()]);
    let row = writing.query_one(
        add,
        &[
            &file,
            &(card.place.index as i64),
            &clean(&card.key),
            &clean(&card.text_sha256),
            &card.date.map(|date| date.as_second()),
            &clean(&card.post),
            &card.classification.map(|level| level as i64),
            &clean(&card.subject),
            &(card.paragraphs as i64),
            &Folded::new(&card.subject).as_str(),
            &folded([card.post.as_str(), sender]),
            &folded(tags.iter().map(String::as_str)),
            &all_clean(marks),
            &words.folded,
            &words.vector,
            &words.cut,
        ],
    )?;
    if !cites.is_empty() {
        writing.execute(add_cites, &[&all_clean(cites), &row.get::<_, i64>(0)])?;
    }
    Ok(())
}

pub(super) fn forget(client: &mut Client, paths: &[PathBuf]) -> Answer<()> {
    let mut writing = client.transaction()?;
    let forget = writing.prepare(FORGET)?;
    for path in paths {
        writing.execute(&forget, &[&bytes(path)])?;
    }
    Ok(writing.commit()?)
}

pub(super) fn names(client: &mut Client, all: &[(Place, Vec<Name>)]) -> Answer<()> {
    let mut writing = client.transaction()?;
    let search = writing.prepare(
        "update cable set searched = true from file where file.id = cable.file
           and sha256(file.path) = sha256($1) and file.path = $1 and cable.place = $2 returning cable.id",
    )?;
    let forget = writing.prepare("delete from name where cable = $1")?;
    let add = writing.prepare(
        "insert into name (cable, kind, name, aliases, mentions, paragraphs, words, vector, cut)
         values ($1, $2, $3, $4, $5, $6, $7, $8::text::tsvector, $9)",
    )?;
    for (place, names) in all {
        // It may have gone while its entities were looked for.
        let found = writing.query_opt(&search, &[&bytes(&place.path), &(place.index as i64)])?;
        let Some(cable) = found.map(|row| row.get::<_, i64>(0)) else { continue };
        writing.execute(&forget, &[&cable])?;
        for name in names {
            let words = Words::of(name.forms());
            let paragraphs: Vec<i64> = name.paragraphs.iter().map(|index| *index as i64).collect();
            writing.execute(
                &add,
                &[
                    &cable,
                    &number(name.kind),
                    &clean(&name.name),
                    &all_clean(&name.aliases),
                    &(name.mentions as i64),
                    &paragraphs,
                    &words.folded,
                    &words.vector,
                    &words.cut,
                ],
            )?;
        }
    }
    settle(&mut writing, "name_vector")?;
    Ok(writing.commit()?)
}

/// Puts into an index what the server keeps beside it until later: with much there it would rather read the whole table.
fn settle(writing: &mut Transaction, index: &str) -> Answer<()> {
    writing.execute("select gin_clean_pending_list($1::text::regclass)", &[&index])?;
    Ok(())
}

pub(super) fn no_names(client: &mut Client) -> Answer<()> {
    let mut writing = client.transaction()?;
    writing.batch_execute("delete from name; update cable set searched = false where searched")?;
    Ok(writing.commit()?)
}

pub(super) fn standing(client: &mut Client, key: &str, standing: Standing, texts: &[NoteText]) -> Answer<()> {
    let key = clean(key);
    let mut writing = client.transaction()?;
    writing.execute(
        "insert into standing (key, notes, read, pinned) values ($1, $2, $3, $4)
         on conflict (owner, key) do update set notes = excluded.notes, read = excluded.read, pinned = excluded.pinned",
        &[&key, &(standing.notes as i64), &(standing.read as i64), &standing.pinned],
    )?;
    writing.execute("delete from remark where owner = current_user and key = $1", &[&key])?;
    let words: Vec<String> =
        texts.iter().map(|NoteText(words)| Folded::new(words).as_str().to_owned()).collect();
    writing.execute("insert into remark (key, words) select $1, unnest($2::text[])", &[&key, &words])?;
    Ok(writing.commit()?)
}
