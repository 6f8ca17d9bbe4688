//! What changes the index. Each call is one transaction: all of it is there afterwards, or nothing.

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};

use super::{Answer, Filing, Name, NoteText, Place, Scanned, Standing};
use crate::library::query::Folded;
use crate::library::stored::{bytes, folded, number};

fn begin(connection: &mut Connection) -> Answer<Transaction<'_>> {
    // At once for writing: a transaction that begins by reading cannot wait for another program.
    Ok(connection.transaction_with_behavior(TransactionBehavior::Immediate)?)
}

pub(super) fn files(connection: &mut Connection, files: &[Scanned]) -> Answer<()> {
    let writing = begin(connection)?;
    {
        let mut add = writing.prepare("insert into file (path, size, changed, why) values (?, ?, ?, ?)")?;
        for Scanned { path, stamp, cables } in files {
            forget_file(&writing, bytes(path))?;
            let (filings, why) = match cables {
                Ok(filings) => (filings.as_slice(), None),
                Err(why) => (&[][..], Some(why)),
            };
            add.execute(params![bytes(path), stamp.size as i64, stamp.changed, why])?;
            let file = writing.last_insert_rowid();
            for filing in filings {
                add_cable(&writing, file, filing)?;
            }
        }
    }
    Ok(writing.commit()?)
}

fn add_cable(writing: &Transaction, file: i64, filing: &Filing) -> Answer<()> {
    let Filing { card, sender, tags, cites, marks, text } = filing;
    let mut add = writing.prepare_cached(
        "insert into cable (file, place, key, sha, date, post, sender, class, subject, folded, paragraphs)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )?;
    add.execute(params![
        file,
        card.place.index as i64,
        card.key,
        card.text_sha256,
        card.date.map(|date| date.as_second()),
        card.post,
        folded([card.post.as_str(), sender]),
        card.classification.map(|level| level as i64),
        card.subject,
        Folded::new(&card.subject).as_str(),
        card.paragraphs as i64,
    ])?;
    let cable = writing.last_insert_rowid();
    writing
        .prepare_cached("insert into body (rowid, text) values (?, ?)")?
        .execute(params![cable, text.as_str()])?;
    let mut add = writing.prepare_cached("insert into tag (cable, folded) values (?, ?)")?;
    for tag in tags {
        add.execute(params![cable, Folded::new(tag).as_str()])?;
    }
    let mut add = writing.prepare_cached("insert into mark (cable, code) values (?, ?)")?;
    for mark in marks {
        add.execute(params![cable, mark])?;
    }
    let mut add = writing.prepare_cached("insert or ignore into cite (cable, id) values (?, ?)")?;
    for id in cites {
        add.execute(params![cable, id])?;
    }
    Ok(())
}

pub(super) fn forget(connection: &mut Connection, paths: &[std::path::PathBuf]) -> Answer<()> {
    let writing = begin(connection)?;
    for path in paths {
        forget_file(&writing, bytes(path))?;
    }
    Ok(writing.commit()?)
}

fn forget_file(writing: &Transaction, path: &[u8]) -> Answer<()> {
    let mut find = writing.prepare_cached("select id from file where path = ?")?;
    let Some(file) = find.query_row([path], |row| row.get::<_, i64>(0)).optional()? else { return Ok(()) };
    for rows in [
        "delete from named where rowid in (select name.id from name, cable where name.cable = cable.id and file = ?)",
        "delete from name where cable in (select id from cable where file = ?)",
        "delete from tag where cable in (select id from cable where file = ?)",
        "delete from mark where cable in (select id from cable where file = ?)",
        "delete from cite where cable in (select id from cable where file = ?)",
        "delete from body where rowid in (select id from cable where file = ?)",
        "delete from cable where file = ?",
        "delete from file where id = ?",
    ] {
        writing.prepare_cached(rows)?.execute([file])?;
    }
    Ok(())
}

pub(super) fn names(connection: &mut Connection, all: &[(Place, Vec<Name>)]) -> Answer<()> {
    let writing = begin(connection)?;
    for (place, names) in all {
        let mut find = writing.prepare_cached(
            "select cable.id from cable, file where file.id = cable.file and path = ? and place = ?",
        )?;
        let found =
            find.query_row(params![bytes(&place.path), place.index as i64], |row| row.get::<_, i64>(0));
        // It may have gone while its entities were looked for.
        let Some(cable) = found.optional()? else { continue };
        for rows in [
            "delete from named where rowid in (select id from name where cable = ?)",
            "delete from name where cable = ?",
            "update cable set searched = 1 where id = ?",
        ] {
            writing.prepare_cached(rows)?.execute([cable])?;
        }
        for name in names {
            add_name(&writing, cable, name)?;
        }
    }
    Ok(writing.commit()?)
}

fn add_name(writing: &Transaction, cable: i64, name: &Name) -> Answer<()> {
    let paragraphs: Vec<String> = name.paragraphs.iter().map(usize::to_string).collect();
    let mut add = writing.prepare_cached(
        "insert into name (cable, kind, name, aliases, mentions, paragraphs) values (?, ?, ?, ?, ?, ?)",
    )?;
    add.execute(params![
        cable,
        number(name.kind),
        name.name,
        serde_json::to_string(&name.aliases).unwrap_or_default(),
        name.mentions as i64,
        paragraphs.join(" "),
    ])?;
    let id = writing.last_insert_rowid();
    let forms = folded(name.forms());
    writing.prepare_cached("insert into named (rowid, forms) values (?, ?)")?.execute(params![id, forms])?;
    Ok(())
}

pub(super) fn no_names(connection: &mut Connection) -> Answer<()> {
    let writing = begin(connection)?;
    writing.execute_batch("delete from named; delete from name; update cable set searched = 0;")?;
    Ok(writing.commit()?)
}

pub(super) fn standing(
    connection: &mut Connection,
    key: &str,
    standing: Standing,
    texts: &[NoteText],
) -> Answer<()> {
    let writing = begin(connection)?;
    writing.execute("delete from remark where key = ?", [key])?;
    writing.execute(
        "insert or replace into standing (key, notes, read, pinned) values (?, ?, ?, ?)",
        params![key, standing.notes as i64, standing.read as i64, standing.pinned],
    )?;
    for NoteText(words) in texts {
        let folded = Folded::new(words);
        writing.execute("insert into remark (key, folded) values (?, ?)", params![key, folded.as_str()])?;
    }
    Ok(writing.commit()?)
}
