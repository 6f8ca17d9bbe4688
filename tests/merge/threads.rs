//! What was said about a note, as each side sees it.

use reftel::annotation::{Content, Judgement, Ledger, Target, Version};
use reftel::review::{self, Kind, Queue, Standing, Threads, Why, merge};

use crate::support::{change, id, say, write, writer};

const ANN: usize = 0;
const BEN: usize = 2;
const CAS: usize = 3;

/// A ledger with one note by Ann, and the version of it.
fn note() -> (Ledger, Version) {
    let mut ledger = Ledger::default();
    let version = write(&mut ledger, &writer(ANN), &change(1, &[], Some("a thought"), 0));
    (ledger, version)
}

fn on(version: &Version) -> Target {
    Target { id: id(1), author: "a-ann".into(), ver: version.clone() }
}

fn judge(ledger: &mut Ledger, who: usize, target: Target, judgement: Judgement, reason: &str) -> Version {
    let (id, content) = review::verdict(&writer(who).author.id, target, judgement, reason.into());
    say(ledger, who, id, content)
}

#[test]
fn a_verdict_is_stale_once_the_note_says_something_else() {
    let (mut ledger, version) = note();
    judge(&mut ledger, BEN, on(&version), Judgement::Accept, "so it was");
    let standing = |ledger: &Ledger| Queue::of(ledger, &Threads::of(ledger), "a-ben").items[0].standing;
    assert_eq!(standing(&ledger), Standing::Judged(Judgement::Accept));
    let second = write(&mut ledger, &writer(ANN), &change(1, &[version], Some("another thought"), 1));
    assert_eq!(standing(&ledger), Standing::Stale(Judgement::Accept));
    judge(&mut ledger, BEN, on(&second), Judgement::Reject, "no");
    assert_eq!(standing(&ledger), Standing::Judged(Judgement::Reject));
    let threads = Threads::of(&ledger);
    let verdicts = &threads.on(&id(1), "a-ann").unwrap().verdicts;
    assert_eq!(verdicts.len(), 1, "judging again replaces the verdict");
    assert_eq!(verdicts[0].reason, "no");
}

#[test]
fn two_verdicts_of_one_person_are_both_shown_until_one_is_given_over_both() {
    let (ledger, version) = note();
    let (mut here, mut there) = (ledger.clone(), ledger);
    judge(&mut here, 0, on(&version), Judgement::Accept, "");
    judge(&mut there, 1, on(&version), Judgement::Reject, "");
    let mut both = merge(&here, &there);
    let threads = Threads::of(&both);
    let verdicts = &threads.on(&id(1), "a-ann").unwrap().verdicts;
    assert_eq!(verdicts.len(), 2);
    assert_eq!(Standing::of(verdicts.iter()), Standing::Split);
    judge(&mut both, 0, on(&version), Judgement::Unsure, "");
    let threads = Threads::of(&both);
    let verdicts = &threads.on(&id(1), "a-ann").unwrap().verdicts;
    assert_eq!(Standing::of(verdicts.iter()), Standing::Judged(Judgement::Unsure));
}

#[test]
fn replies_stand_behind_what_they_answer_and_wait_for_what_has_not_come() {
    let (mut ledger, version) = note();
    let before = ledger.clone();
    let first = say(&mut ledger, BEN, id(2), review::reply(on(&version), "who says so?".into()));
    let under = Target { id: id(2), author: "a-ben".into(), ver: first };
    let second = say(&mut ledger, ANN, id(3), review::reply(under, "the minister".into()));
    say(&mut ledger, CAS, id(4), review::reply(on(&version), "I agree".into()));
    let itself = Target { id: id(9), author: "a-cas".into(), ver: second };
    let threads = Threads::of(&ledger);
    let replies = &threads.on(&id(1), "a-ann").unwrap().replies;
    let shown: Vec<(usize, &str)> =
        replies.iter().map(|reply| (reply.depth, reply.content.body.as_str())).collect();
    assert_eq!(shown, [(0, "who says so?"), (1, "the minister"), (0, "I agree")]);
    // Of all this only the answer to the answer has come.
    let mut late = before;
    say(&mut late, CAS, id(9), review::reply(itself, "to nothing that is here".into()));
    let threads = Threads::of(&late);
    assert!(threads.on(&id(1), "a-ann").is_none());
    assert_eq!(threads.adrift().len(), 1);
    assert_eq!(threads.adrift()[0].why, Why::NotReceived);
    let threads = Threads::of(&merge(&late, &ledger));
    assert_eq!(threads.adrift(), []);
    assert_eq!(threads.on(&id(1), "a-ann").unwrap().replies.len(), 4);
}

#[test]
fn what_is_said_about_a_deleted_note_is_not_dropped() {
    let (mut ledger, version) = note();
    say(&mut ledger, BEN, id(2), review::reply(on(&version), "who says so?".into()));
    write(&mut ledger, &writer(ANN), &change(1, &[version], None, 1));
    let threads = Threads::of(&ledger);
    assert_eq!((threads.adrift().len(), threads.adrift()[0].why), (1, Why::Deleted));
}

#[test]
fn the_last_word_on_a_thread_counts_and_undoing_it_gives_the_one_before() {
    let (mut ledger, version) = note();
    let resolved = |ledger: &Ledger| {
        Threads::of(ledger).on(&id(1), "a-ann").and_then(|thread| thread.settled.clone()).map(|s| s.resolved)
    };
    assert_eq!(resolved(&ledger), None);
    let (ann, content) = review::resolution("a-ann", on(&version), true);
    say(&mut ledger, ANN, ann, content);
    assert_eq!(resolved(&ledger), Some(true));
    let (ben, content) = review::resolution("a-ben", on(&version), false);
    let open = say(&mut ledger, BEN, ben.clone(), content);
    assert_eq!(resolved(&ledger), Some(false));
    let undo = reftel::annotation::Change { id: ben, parents: vec![open], ..change(0, &[], None, 2) };
    write(&mut ledger, &writer(BEN), &undo);
    assert_eq!(resolved(&ledger), Some(true));
}

#[test]
fn a_suggestion_is_taken_over_by_the_author_of_the_note_alone() {
    let (mut ledger, version) = note();
    let better = Content { body: "a better thought".into(), ..Content::default() };
    let suggested = say(&mut ledger, BEN, id(2), review::suggestion(on(&version), Some(better.clone())));
    let item = |ledger: &Ledger| Queue::of(ledger, &Threads::of(ledger), "a-ann").items[0].clone();
    assert_eq!((item(&ledger).kind, item(&ledger).standing), (Kind::Suggestion, Standing::Open));
    assert_eq!(ledger.notes()[0].content.body, "a thought");
    let taken = Content { accepts: vec![suggested.clone()], ..better.clone() };
    let edit = reftel::annotation::Change {
        content: Some(taken),
        ..change(1, std::slice::from_ref(&version), None, 1)
    };
    let second = write(&mut ledger, &writer(ANN), &edit);
    assert_eq!(item(&ledger).standing, Standing::Judged(Judgement::Accept));
    // Taking it back opens it again.
    let third = write(&mut ledger, &writer(ANN), &change(1, &[second], Some("a thought"), 2));
    assert_eq!(item(&ledger).standing, Standing::Open);
    assert!(!item(&ledger).conflicts, "the note says again what it was made from");
    write(&mut ledger, &writer(ANN), &change(1, &[third], Some("a new thought"), 3));
    assert!(item(&ledger).conflicts, "it was made from an earlier text");
}

#[test]
fn who_edits_or_deletes_the_note_of_another_suggests() {
    let (mut ledger, version) = note();
    write(&mut ledger, &writer(BEN), &change(1, std::slice::from_ref(&version), Some("my words"), 1));
    write(&mut ledger, &writer(CAS), &change(1, &[version], None, 1));
    let queue = Queue::of(&ledger, &Threads::of(&ledger), "a-ann");
    let kinds: Vec<Kind> = queue.items.iter().map(|item| item.kind).collect();
    assert_eq!(kinds, [Kind::Suggestion, Kind::Removal]);
    assert!(queue.items.iter().all(|item| item.conflicts), "they want different things");
    assert_eq!(ledger.notes().len(), 2);
    assert!(ledger.notes().iter().any(|note| note.author.id == "a-ann" && note.content.body == "a thought"));
    assert_eq!(Queue::of(&ledger, &Threads::of(&ledger), "a-cas").items.len(), 1, "only Ann's note");
}

#[test]
fn a_forged_object_is_taken_for_what_its_version_names() {
    let (mut ledger, version) = note();
    let forged = Target { id: id(7), author: "a-ben".into(), ver: version };
    say(&mut ledger, CAS, id(2), review::reply(forged, "?".into()));
    assert_eq!(Threads::of(&ledger).on(&id(1), "a-ann").unwrap().replies.len(), 1);
}
