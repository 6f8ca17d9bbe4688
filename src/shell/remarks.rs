//! What was said about an annotation, as the commands print it.

use serde_json::{Value, json};

use super::notes::indented;
use crate::annotation::{Author, day};
use crate::cable::counted;
use crate::layout::safe;
use crate::review::{Adrift, Given, Reply, Suggestion, Thread, Why};

/// Replies deeper than this are not moved further to the right.
const DEPTH_MAX: usize = 8;

/// A thread for other programs; of what nothing was said about, an empty one. `me` is the id of the reader.
pub(super) fn value(thread: Option<&Thread>, me: &str) -> Value {
    let none = Thread::default();
    let thread = thread.unwrap_or(&none);
    let replies = thread.replies.iter().map(|reply| {
        json!({"id": reply.id.0, "version": reply.heads.first(), "author": reply.author.name,
               "mine": reply.author.id == me, "at": reply.at, "depth": reply.depth, "on": reply.on.id.0,
               "body": reply.content.body})
    });
    let verdicts = thread.verdicts.iter().map(|given| {
        json!({"id": given.id.0, "version": given.held, "author": given.author.name,
               "mine": given.author.id == me, "at": given.at, "verdict": given.judgement.word(),
               "reason": given.reason, "judged": given.ver, "stale": given.stale})
    });
    let suggestions = thread.suggestions.iter().map(|suggestion| {
        json!({"id": suggestion.id.0, "version": suggestion.heads.first(), "author": suggestion.author.name,
               "mine": suggestion.author.id == me, "at": suggestion.at,
               "body": suggestion.content.as_ref().map(|content| &content.body), "reason": suggestion.reason,
               "taken": suggestion.taken, "outdated": suggestion.outdated})
    });
    let settled = thread.settled.as_ref();
    json!({
        "replies": replies.collect::<Vec<_>>(), "verdicts": verdicts.collect::<Vec<_>>(),
        "suggestions": suggestions.collect::<Vec<_>>(), "resolved": settled.map(|settled| settled.resolved),
        "resolved_by": settled.map(|settled| &settled.author.name),
    })
}

/// A thread in one line; nothing where nothing was said.
pub(super) fn brief(thread: &Thread, me: &str) -> String {
    let some = |count: usize, noun: &str| (count > 0).then(|| counted(count, noun));
    let open = thread.suggestions.iter().filter(|suggestion| !suggestion.taken).count();
    let verdicts = thread.verdicts.iter().map(|given| judged(given, me));
    let settled = thread.settled.as_ref();
    let words: Vec<String> = verdicts
        .chain(some(thread.replies.len(), "reply"))
        .chain(some(open, "suggestion"))
        .chain(settled.map(|settled| String::from(if settled.resolved { "resolved" } else { "reopened" })))
        .collect();
    if words.is_empty() { String::new() } else { format!("  {}\n", safe(&words.join("; "))) }
}

/// A thread in full. What people wrote is moved further to the right than what the program says about it.
pub(super) fn lines(thread: &Thread, me: &str) -> String {
    let verdicts = thread.verdicts.iter().map(|given| {
        format!(
            "  {}\n{}",
            safe(&format!("{} {} {}", judged(given, me), day(&given.at), given.id.0)),
            indented(&given.reason)
        )
    });
    let replies = thread.replies.iter().map(|reply| answer(reply, me));
    let suggestions = thread.suggestions.iter().map(|suggestion| suggested(suggestion, me));
    let settled = thread.settled.iter().map(|settled| {
        let word = if settled.resolved { "resolved" } else { "reopened" };
        format!("  {word} {}\n", safe(&format!("by {} {}", name(&settled.author, me), day(&settled.at))))
    });
    verdicts.chain(suggestions).chain(replies).chain(settled).collect()
}

/// What was said about annotations that are not there, for other programs.
pub(super) fn adrift_value(adrift: &[Adrift], me: &str) -> Value {
    let one = |adrift: &Adrift| {
        let says = adrift.content.remark.as_ref().map(|remark| remark.says.word());
        json!({"id": adrift.id.0, "author": adrift.author.name, "mine": adrift.author.id == me, "at": adrift.at,
               "says": says, "on": adrift.content.remark.as_ref().map(|remark| &remark.on.id.0),
               "why": why(adrift.why), "body": adrift.content.body})
    };
    adrift.iter().map(one).collect()
}

/// The same for people.
pub(super) fn adrift_lines(adrift: &[Adrift]) -> String {
    let one = |adrift: &Adrift| {
        let says = adrift.content.remark.as_ref().map_or("deletion", |remark| remark.says.word());
        let about = match adrift.why {
            Why::NotReceived => "something that has not been received",
            Why::Deleted => "a deleted note",
        };
        let head =
            format!("{says} by {} about {about} {} {}", adrift.author.name, day(&adrift.at), adrift.id.0);
        format!("{}\n{}", safe(&head), indented(&adrift.content.body))
    };
    adrift.iter().map(one).collect()
}

fn why(why: Why) -> &'static str {
    match why {
        Why::NotReceived => "not-received",
        Why::Deleted => "deleted",
    }
}

/// `accepted by Ben`, and whether it is about what the annotation says now.
fn judged(given: &Given, me: &str) -> String {
    format!("{} by {}{}", given.judgement.done(), name(&given.author, me), given.since())
}

fn answer(reply: &Reply, me: &str) -> String {
    let right = " ".repeat(2 * (reply.depth.min(DEPTH_MAX) + 1));
    let head = format!("reply by {} {} {}", name(&reply.author, me), day(&reply.at), reply.id.0);
    let body = indented(&reply.content.body);
    let body: String = body.lines().map(|line| format!("{right}{line}\n")).collect();
    format!("{right}{}\n{body}", safe(&head))
}

fn suggested(suggestion: &Suggestion, me: &str) -> String {
    let state = match (suggestion.taken, suggestion.outdated) {
        (true, _) => " (taken over)",
        (false, true) => " (the note has changed since)",
        (false, false) => "",
    };
    let what = if suggestion.content.is_some() { "suggestion" } else { "suggestion to delete it" };
    let by = name(&suggestion.author, me);
    let head = format!("{what} by {by}{state} {} {}", day(&suggestion.at), suggestion.id.0);
    let body = suggestion.content.as_ref().map_or(&suggestion.reason, |content| &content.body);
    format!("  {}\n{}", safe(&head), indented(body))
}

/// A name for people.
pub(super) fn name(author: &Author, me: &str) -> String {
    if author.id == me { String::from("yourself") } else { author.name.clone() }
}
