//! Whatever people have written, a decision is then what it says, and undoing it opens the item again.

use proptest::prelude::*;
use proptest::sample::Index;
use reftel::annotation::{Change, Judgement, Ledger, Note};
use reftel::review::{Item, Kind, Reviewer, Standing};

use crate::play::{AUTHORS, play, step};
use crate::support::writer;

/// A machine of each of the authors.
const MACHINE: [usize; 3] = [0, 2, 3];

fn reviewer(ledger: &Ledger, author: usize) -> Reviewer<'_> {
    Reviewer::new(ledger, AUTHORS[author], jiff::Timestamp::UNIX_EPOCH)
}

/// The ledger with the changes.
fn after(ledger: &Ledger, author: usize, changes: &[Change]) -> Ledger {
    let mut after = ledger.clone();
    after.write(&writer(MACHINE[author]), changes).unwrap();
    after
}

fn decide(reviewer: &Reviewer<'_>, item: &Item, judgement: Judgement) -> Vec<Change> {
    match judgement {
        Judgement::Accept => reviewer.accept(item, None, ""),
        other => reviewer.judge(item, other, "").into_iter().collect(),
    }
}

fn find<'a>(reviewer: &'a Reviewer<'_>, item: &Item) -> Option<&'a Item> {
    reviewer.queue().items.iter().find(|other| other.target.key() == item.target.key())
}

/// The notes of everybody else.
fn others(ledger: &Ledger, author: usize) -> Vec<Note> {
    ledger.notes().into_iter().filter(|note| note.author.id != AUTHORS[author]).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_decision_is_what_it_says_and_can_be_undone(
        steps in proptest::collection::vec(step(), 0..40),
        which in any::<Index>(),
        author in 0..AUTHORS.len(),
        judgement in prop_oneof![Just(Judgement::Accept), Just(Judgement::Reject), Just(Judgement::Unsure)],
    ) {
        let before = play(&steps).union();
        let asked = reviewer(&before, author);
        let is_taken = |item: &Item| asked.suggestion(item).is_some_and(|suggestion| suggestion.taken);
        let items: Vec<&Item> = asked.queue().items.iter().filter(|item| !is_taken(item)).collect();
        if items.is_empty() {
            return Ok(());
        }
        let item = *which.get(&items);
        let judged = after(&before, author, &decide(&asked, item, judgement));
        prop_assert_eq!(others(&judged, author), others(&before, author));
        let asked_again = reviewer(&judged, author);
        let Some(now) = find(&asked_again, item) else {
            prop_assert!(judgement == Judgement::Accept && item.kind == Kind::Removal, "gone: {:?}", item);
            return Ok(());
        };
        prop_assert_eq!(now.standing, Standing::Judged(judgement));
        prop_assert_eq!(decide(&asked_again, now, judgement), []);
        let undone = after(&judged, author, &asked_again.undo(now));
        let open = reviewer(&undone, author);
        prop_assert_eq!(find(&open, item).map(|item| item.standing), Some(Standing::Open));
        prop_assert_eq!(open.undo(item), []);
    }
}
