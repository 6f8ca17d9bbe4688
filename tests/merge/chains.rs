//! Threads of an odd shape: long, crooked, in a ring, settled by several people.

use reftel::annotation::{Change, Content, Judgement, Ledger, NoteId, Target, Version};
use reftel::review::{self, Kind, Queue, Reviewer, Standing, Threads, Why, merge};

use crate::support::{change, id, say, write, writer};

const ANN: usize = 0;
const BEN: usize = 2;
const CAS: usize = 3;

fn note() -> (Ledger, Target) {
    let mut ledger = Ledger::default();
    let ver = write(&mut ledger, &writer(ANN), &change(1, &[], Some("a thought"), 0));
    (ledger, target(1, "a-ann", ver))
}

fn target(note: u64, author: &str, ver: Version) -> Target {
    Target { id: id(note), author: author.into(), ver }
}

/// Replies; the answer is the reply, to be answered.
fn reply(ledger: &mut Ledger, who: usize, new: u64, on: &Target) -> Target {
    let ver = say(ledger, who, id(new), review::reply(on.clone(), format!("reply {new}")));
    target(new, &writer(who).author.id, ver)
}

fn resolve(ledger: &mut Ledger, who: usize, on: &Target, resolved: bool) -> (NoteId, Version) {
    let (id, content) = review::resolution(&writer(who).author.id, on.clone(), resolved);
    (id.clone(), say(ledger, who, id, content))
}

fn judge(ledger: &mut Ledger, who: usize, on: &Target, judgement: Judgement) -> Target {
    let author = &writer(who).author.id;
    let (id, content) = review::verdict(author, on.clone(), judgement, "so it is".into());
    let ver = say(ledger, who, id.clone(), content);
    Target { id, author: author.clone(), ver }
}

fn settled(ledger: &Ledger) -> Option<bool> {
    let threads = Threads::of(ledger);
    threads.on(&id(1), "a-ann")?.settled.as_ref().map(|settled| settled.resolved)
}

/// A colleague may have written it so: recursion would end the program, and a walk from each to the bottom the day. Making
/// the chain is most of the work, so it is a hundred thousand in a release build only.
#[test]
fn a_chain_of_very_many_replies_is_one_thread() {
    const LENGTH: u64 = if cfg!(debug_assertions) { 10_000 } else { 100_000 };
    let (mut ledger, mut on) = note();
    let mut changes = Vec::new();
    for at in 0..LENGTH {
        let said = review::reply(on, String::from("and?"));
        let change = Change { content: Some(said), ..change(10 + at, &[], None, 0) };
        on = target(10 + at, "a-ben", change.key());
        changes.push(change);
    }
    ledger.write(&writer(BEN), &changes).unwrap();
    let threads = Threads::of(&ledger);
    let replies = &threads.on(&id(1), "a-ann").unwrap().replies;
    assert!(replies.iter().map(|reply| reply.depth as u64).eq(0..LENGTH));
    assert_eq!(threads.adrift(), []);
}

#[test]
fn what_answers_itself_or_nothing_is_adrift() {
    let (mut ledger, _) = note();
    let unknown = |author: &str, note| target(note, author, Version(format!("v1-{note:032}").into()));
    reply(&mut ledger, BEN, 2, &unknown("a-ben", 2));
    reply(&mut ledger, BEN, 3, &unknown("a-cas", 4));
    reply(&mut ledger, CAS, 4, &unknown("a-ben", 5));
    reply(&mut ledger, BEN, 5, &unknown("a-ben", 3));
    reply(&mut ledger, CAS, 6, &unknown("a-ben", 5));
    let seven = reply(&mut ledger, BEN, 7, &unknown("a-ann", 99));
    reply(&mut ledger, CAS, 8, &seven);
    let threads = Threads::of(&ledger);
    assert_eq!(threads.all().count(), 0);
    let adrift: Vec<&NoteId> = threads.adrift().iter().map(|adrift| &adrift.id).collect();
    assert_eq!(adrift, [2, 3, 4, 5, 6, 7, 8].map(id).each_ref());
    assert!(threads.adrift().iter().all(|adrift| adrift.why == Why::NotReceived));
}

/// 1 <- 2 and 1 <- 3 <- 4, resolved at 4: the thread is resolved, although 2 is a leaf that says nothing of it.
#[test]
fn a_thread_that_is_resolved_at_one_of_its_leaves_is_resolved() {
    let (mut ledger, one) = note();
    reply(&mut ledger, BEN, 2, &one);
    let three = reply(&mut ledger, CAS, 3, &one);
    let four = reply(&mut ledger, ANN, 4, &three);
    resolve(&mut ledger, ANN, &four, true);
    assert_eq!(settled(&ledger), Some(true));
    resolve(&mut ledger, BEN, &one, false);
    assert_eq!(settled(&ledger), Some(false));
}

/// Two people who know nothing of each other, so with equal numbers, and a third who knows both.
#[test]
fn two_people_may_settle_a_thread_in_every_order() {
    for (ann, ben) in [(true, false), (false, true), (true, true), (false, false)] {
        let (base, on) = note();
        let (mut here, mut there) = (base.clone(), base);
        resolve(&mut here, ANN, &on, ann);
        resolve(&mut there, BEN, &on, ben);
        let both = merge(&here, &there);
        let entries = both.versions();
        let lamports: Vec<u64> = entries.iter().map(|past| past.entry.lamport).collect();
        assert_eq!(lamports.iter().filter(|lamport| **lamport == 2).count(), 2, "written at once");
        for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
            let mut ledger = Ledger::default();
            for at in order {
                ledger.add(entries[at].writer, entries[at].entry.clone()).unwrap();
            }
            assert_eq!(settled(&ledger), Some(ben), "of equal numbers the later name has it: {order:?}");
            resolve(&mut ledger, CAS, &on, !ben);
            assert_eq!(settled(&ledger), Some(!ben));
        }
    }
}

/// One person on two machines.
#[test]
fn who_resolves_and_reopens_on_two_machines_is_taken_at_one_of_their_words() {
    let (base, on) = note();
    let (mut here, mut there) = (base.clone(), base);
    resolve(&mut here, 0, &on, true);
    resolve(&mut there, 1, &on, false);
    let both = merge(&here, &there);
    assert_eq!(settled(&both), settled(&merge(&there, &here)));
    let mut decided = both;
    resolve(&mut decided, 1, &on, true);
    assert_eq!(settled(&decided), Some(true));
    assert_eq!(settled(&merge(&decided, &there)), Some(true), "the older word comes again");
}

#[test]
fn an_answer_to_a_verdict_or_to_a_resolution_is_in_the_thread() {
    let (mut ledger, on) = note();
    let verdict = judge(&mut ledger, BEN, &on, Judgement::Reject);
    reply(&mut ledger, ANN, 2, &verdict);
    let (resolution, ver) = resolve(&mut ledger, BEN, &on, true);
    reply(&mut ledger, ANN, 3, &Target { id: resolution, author: "a-ben".into(), ver });
    let threads = Threads::of(&ledger);
    let thread = threads.on(&id(1), "a-ann").unwrap();
    let replies: Vec<(&NoteId, usize)> =
        thread.replies.iter().map(|reply| (&reply.id, reply.depth)).collect();
    assert_eq!(replies, [(&id(2), 0), (&id(3), 0)]);
    assert_eq!(thread.replies[0].on, verdict);
    assert_eq!(threads.adrift(), []);
}

/// Otherwise whoever rejects a reply would have judged the note, and a suggestion for a reply would replace the note.
#[test]
fn what_is_said_about_a_reply_is_not_said_about_the_note() {
    let (mut ledger, on) = note();
    let answer = reply(&mut ledger, CAS, 2, &on);
    judge(&mut ledger, BEN, &answer, Judgement::Reject);
    let other = Content { body: "another answer".into(), ..Content::default() };
    say(&mut ledger, BEN, id(3), review::suggestion(answer, Some(other)));
    let threads = Threads::of(&ledger);
    let queue = |author| Queue::of(&ledger, &threads, author).items;
    assert_eq!(queue("a-ben").iter().map(|item| item.standing).collect::<Vec<_>>(), [Standing::Open]);
    assert_eq!(queue("a-ann"), []);
    let about = threads.on(&id(2), "a-cas").unwrap();
    assert_eq!((about.verdicts.len(), about.suggestions.len()), (1, 1));
}

/// Found from a verdict on a reply too: it stands in the reply's own thread, and a resolution counts for the whole.
#[test]
fn a_thread_settled_already_is_not_settled_again_from_anything_in_it() {
    let (mut ledger, on) = note();
    let answer = reply(&mut ledger, CAS, 2, &on);
    let verdict = judge(&mut ledger, BEN, &answer, Judgement::Reject);
    resolve(&mut ledger, BEN, &on, true);
    let reviewer = Reviewer::new(&ledger, "a-ann", jiff::Timestamp::UNIX_EPOCH);
    for about in [&on, &answer, &verdict] {
        assert_eq!(reviewer.threads().root(about), on.key());
        assert_eq!(reviewer.settle(about, true), None);
        assert!(reviewer.settle(about, false).is_some());
    }
}

#[test]
fn a_colleagues_deletion_of_my_note_can_be_rejected() {
    let (mut ledger, on) = note();
    let tomb = write(&mut ledger, &writer(BEN), &change(1, std::slice::from_ref(&on.ver), None, 1));
    let item = |ledger: &Ledger| Queue::of(ledger, &Threads::of(ledger), "a-ann").items[0].clone();
    assert_eq!((item(&ledger).kind, item(&ledger).standing), (Kind::Removal, Standing::Open));
    judge(&mut ledger, ANN, &target(1, "a-ben", tomb), Judgement::Reject);
    assert_eq!(item(&ledger).standing, Standing::Judged(Judgement::Reject));
    assert_eq!(Threads::of(&ledger).adrift(), []);
}
