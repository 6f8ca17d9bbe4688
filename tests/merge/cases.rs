use reftel::annotation::Reversible;
use reftel::annotation::{Edit, Entry, EntryKind, Flag, Ledger, Version, Writer};
use reftel::review::merge;

use crate::support::{bodies, change, id, write, writer};

/// A ledger in which Ann wrote one note, and the note's version.
fn one_note() -> (Ledger, Writer, Version) {
    let (mut ledger, ann) = (Ledger::default(), writer(0));
    let version = write(&mut ledger, &ann, &change(1, &[], Some("first"), 0));
    (ledger, ann, version)
}

/// An entry of a kind and number of its own, signed off by `writer`.
fn entry(writer: &Writer, spoil: impl Fn(&mut Entry)) -> Entry {
    let mut ledger = Ledger::default();
    write(&mut ledger, writer, &change(9, &[], Some("forged"), 0));
    let mut entry = ledger.entries_of(writer)[0].clone();
    spoil(&mut entry);
    entry.ver = entry.hash(writer);
    entry
}

#[test]
fn an_edit_replaces_what_it_was_made_from() {
    let (mut ledger, ann, first) = one_note();
    write(&mut ledger, &ann, &change(1, &[first], Some("second"), 1));
    assert_eq!(bodies(&ledger), ["second"]);
    assert_eq!(ledger.len(), 2);
}

#[test]
fn two_edits_of_one_version_are_both_shown_until_one_settles_them() {
    let (base, ann, first) = one_note();
    let (mut here, mut there) = (base.clone(), base);
    write(&mut here, &ann, &change(1, std::slice::from_ref(&first), Some("here"), 1));
    write(&mut there, &writer(1), &change(1, &[first], Some("there"), 2));
    let mut both = merge(&here, &there);
    let note = &both.notes()[0];
    assert_eq!((note.heads.len(), note.others.len()), (2, 1));
    let settled = change(1, &note.heads, Some("settled"), 3);
    write(&mut both, &ann, &settled);
    assert_eq!(bodies(&both), ["settled"]);
    assert_eq!(bodies(&merge(&both, &there)), ["settled"]);
}

#[test]
fn an_edit_outlives_a_deletion_that_did_not_know_it() {
    let (base, ann, first) = one_note();
    let (mut here, mut there) = (base.clone(), base);
    write(&mut here, &ann, &change(1, std::slice::from_ref(&first), None, 1));
    write(&mut there, &writer(1), &change(1, &[first], Some("edited"), 2));
    assert!(bodies(&here).is_empty());
    for both in [merge(&here, &there), merge(&there, &here)] {
        assert_eq!(bodies(&both), ["edited"]);
        assert_eq!(both.notes()[0].heads.len(), 2);
    }
}

#[test]
fn a_deleted_note_comes_back_over_its_tombstone() {
    let (mut ledger, ann, first) = one_note();
    let content = ledger.notes()[0].content.clone();
    let delete = Edit { id: id(1), before: Some(content), after: None };
    write(&mut ledger, &ann, &delete.change(vec![first], jiff::Timestamp::UNIX_EPOCH));
    assert!(ledger.notes().is_empty());
    let heads = ledger.heads(&id(1), &ann.author.id);
    write(&mut ledger, &ann, &delete.inverse().change(heads, jiff::Timestamp::UNIX_EPOCH));
    assert_eq!(bodies(&ledger), ["first"]);
    assert_eq!(ledger.notes()[0].heads.len(), 1);
}

#[test]
fn nobody_edits_or_deletes_the_note_of_another() {
    let (mut ledger, ann, first) = one_note();
    let mut theirs = Ledger::default();
    write(&mut theirs, &writer(2), &change(1, std::slice::from_ref(&first), Some("not what she said"), 1));
    let deletion = write(&mut theirs, &writer(3), &change(1, std::slice::from_ref(&first), None, 1));
    ledger = merge(&ledger, &theirs);
    let notes = ledger.notes();
    let mine = notes.iter().find(|note| note.author == ann.author).unwrap();
    assert_eq!((mine.content.body.as_str(), &mine.heads[..]), ("first", std::slice::from_ref(&first)));
    assert!(mine.others.is_empty());
    assert_eq!(ledger.heads(&id(1), &ann.author.id), [first]);
    assert_eq!(notes.len(), 2, "theirs is shown beside mine");
    assert!(ledger.contains(&deletion), "and kept, whatever it is");
}

#[test]
fn what_was_changed_after_it_was_written_is_not_taken_in() {
    let (ledger, ann, _) = one_note();
    let honest = ledger.entries_of(&ann)[0].clone();
    let spoil: [fn(&mut Entry); 8] = [
        |entry| entry.body.push('!'),
        |entry| entry.at = "2001-01-01T00:00:00Z".into(),
        |entry| entry.seq += 1,
        |entry| entry.lamport += 1,
        |entry| entry.kind = EntryKind::Tombstone,
        |entry| entry.tags.push("x".into()),
        |entry| entry.id = id(7),
        |entry| _ = entry.extra.insert("x".into(), 1.into()),
    ];
    for (at, spoil) in spoil.iter().enumerate() {
        let mut entry = honest.clone();
        spoil(&mut entry);
        assert!(Ledger::default().add(&ann, entry).is_err(), "{at}");
    }
    assert!(Ledger::default().add(&writer(2), honest.clone()).is_err(), "in the name of another");
    assert!(Ledger::default().add(&writer(1), honest.clone()).is_err(), "from another machine");
    assert_eq!(Ledger::default().add(&ann, honest), Ok(()));
}

#[test]
fn malformed_entries_are_not_taken_in() {
    let spoil: [fn(&mut Entry); 8] = [
        |entry| entry.id.0 = "../../x".into(),
        |entry| entry.parents.push(Version("v1-".into())),
        |entry| entry.seq = 0,
        |entry| entry.seq = u64::MAX,
        |entry| entry.anchor.start = 1,
        |entry| entry.body = "x".repeat(64 * 1024 + 1),
        |entry| entry.tags = vec!["x".into(); 33],
        |entry| entry.anchor.exact = "x".repeat(1025),
    ];
    for (at, spoil) in spoil.iter().enumerate() {
        let entry = entry(&writer(0), spoil);
        assert!(Ledger::default().add(&writer(0), entry).is_err(), "{at}");
    }
}

#[test]
fn a_number_beyond_belief_is_held_back_and_not_followed() {
    let (mut ledger, ann, _) = one_note();
    let ben = writer(2);
    for lamport in [1_000_003, u64::MAX] {
        ledger.add(&ben, entry(&ben, |entry| entry.lamport = lamport)).unwrap();
    }
    assert_eq!(bodies(&ledger), ["first"]);
    let held = ledger.flags().into_iter().filter(|flag| matches!(flag, Flag::HeldBack { .. })).count();
    assert_eq!(held, 2);
    let next = write(&mut ledger, &ann, &change(2, &[], Some("next"), 1));
    assert_eq!(ledger.entries_of(&ann).iter().find(|entry| entry.ver == next).unwrap().lamport, 2);
}

#[test]
fn a_copied_home_directory_is_flagged_and_both_are_kept() {
    let (base, ann, _) = one_note();
    let (mut here, mut there) = (base.clone(), base);
    write(&mut here, &ann, &change(2, &[], Some("here"), 1));
    write(&mut there, &ann, &change(3, &[], Some("there"), 2));
    let both = merge(&here, &there);
    assert_eq!(bodies(&both), ["first", "here", "there"]);
    assert_eq!(both.flags(), [Flag::CopiedIdentity { writer: ann.key(), seq: 2 }]);
}

/// An author may call themselves something else one day; older copies of their file do not know.
#[test]
fn of_two_names_for_one_author_everybody_shows_the_same() {
    let (old, ann, _) = one_note();
    let mut renamed = ann.clone();
    renamed.author.name = "Dr. Ann".into();
    let mut new = Ledger::default();
    new.add(&renamed, old.entries_of(&ann)[0].clone()).unwrap();
    assert_ne!(old, new);
    assert_eq!(merge(&old, &new), merge(&new, &old));
    assert_eq!(merge(&old, &new).len(), 1);
}

#[test]
fn what_has_not_come_yet_is_counted() {
    let (mut all, ben) = (Ledger::default(), writer(2));
    for note in 1..=7 {
        write(&mut all, &ben, &change(note, &[], Some("x"), 0));
    }
    let mut some = Ledger::default();
    for entry in all.entries_of(&ben).into_iter().filter(|entry| entry.seq != 5) {
        some.add(&ben, entry.clone()).unwrap();
    }
    assert_eq!(some.flags(), [Flag::Missing { writer: ben.key(), count: 1 }]);
    assert_eq!(some.seen().get(&ben.key()), Some(&4));
    assert!(merge(&some, &all).flags().is_empty());
    assert_eq!(all.seen().get(&ben.key()), Some(&7));
}

#[test]
fn kinds_of_a_newer_version_are_kept_and_shown_as_nothing() {
    let ben = writer(2);
    let verdict = entry(&ben, |entry| {
        entry.kind = EntryKind::Other("verdict".into());
        entry.extra.insert("verdict".into(), "accept".into());
    });
    let mut ledger = Ledger::default();
    ledger.add(&ben, verdict.clone()).unwrap();
    assert!(ledger.notes().is_empty());
    assert_eq!(ledger.entries_of(&ben), [&verdict]);
}

#[test]
fn pending_changes_show_as_they_will_be() {
    let (ledger, ann, first) = one_note();
    let edit = change(1, &[first], Some("edited"), 1);
    let again = change(1, &[edit.key()], Some("edited again"), 2);
    let new = change(2, &[], Some("new"), 3);
    let changes = [edit, again, new];
    let preview = ledger.with(&ann, &changes);
    assert_eq!(bodies(&preview), ["edited again", "new"]);
    let mut saved = ledger.clone();
    saved.write(&ann, &changes).unwrap();
    assert_eq!(bodies(&saved), bodies(&preview));
    // Still pending when the answer of the store has come: nothing is shown twice.
    assert_eq!(saved.with(&ann, &changes), saved);
    // And an edit of what was pending, made before the answer came, finds its version.
    let late = change(1, &preview.heads(&id(1), &ann.author.id), Some("late"), 4);
    assert_eq!(bodies(&saved.with(&ann, std::slice::from_ref(&late))), ["late", "new"]);
    write(&mut saved, &ann, &late);
    assert_eq!(bodies(&saved), ["late", "new"]);
    assert_eq!(saved.notes()[0].heads.len(), 1);
}

#[test]
fn of_several_changes_all_or_none_are_written() {
    let (mut ledger, ann, _) = one_note();
    let before = ledger.clone();
    let long = "x".repeat(64 * 1024 + 1);
    let changes = [change(2, &[], Some("fine"), 0), change(3, &[], Some(&long), 0)];
    assert_eq!(ledger.write(&ann, &changes).map_err(|(at, _)| at), Err(1));
    assert_eq!(ledger, before);
}
