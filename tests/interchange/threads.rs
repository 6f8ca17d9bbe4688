//! What was said about a note, in every format.

use reftel::annotation::{Anchor, Content, Judgement, Ledger, Target};
use reftel::cable::{Cable, decode};
use reftel::export::{Commentary, Notes, Whose, csv, html, markdown, text};
use reftel::review;

use crate::support::{cable, exported, id, write};

/// Ann's note on paragraph 1, with Ben's verdict, Cas's reply, Ben's suggestion and Ann's word that it is settled; Ann has
/// changed the note since.
fn ledger() -> Ledger {
    let mut ledger = Ledger::default();
    let anchor = Anchor::paragraph(&cable(), 0);
    let note = |body: &str| Content { anchor: anchor.clone(), body: body.into(), ..Content::default() };
    let ver = write(&mut ledger, 0, id(1), Some(note("Which count?")));
    let on = Target { id: id(1), author: "a-ann".into(), ver };
    let (verdict, content) = review::verdict("a-ben", on.clone(), Judgement::Reject, "He was a duke.".into());
    write(&mut ledger, 2, verdict, Some(content));
    write(&mut ledger, 3, id(2), Some(review::reply(on.clone(), "So he was.".into())));
    write(&mut ledger, 2, id(3), Some(review::suggestion(on.clone(), Some(note("Which duke?")))));
    let (settled, content) = review::resolution("a-ann", on, true);
    write(&mut ledger, 0, settled, Some(content));
    write(&mut ledger, 0, id(1), Some(note("Which noble?")));
    ledger
}

fn in_all(cable: &Cable, ledger: &Ledger, whose: &Whose) -> Vec<(&'static str, String)> {
    let commentary = Commentary::new(cable, "boats.txt", ("text-1", "00"), ledger, "a-ann", whose);
    vec![
        ("text", text(&commentary)),
        ("markdown", markdown(&commentary)),
        ("json", serde_json::to_string_pretty(&Notes(&commentary)).unwrap()),
        ("csv", csv(&commentary)),
        ("html", html(&commentary)),
    ]
}

#[test]
fn verdicts_replies_suggestions_and_the_last_word_stand_under_their_note() {
    for (format, out) in in_all(&cable(), &ledger(), &Whose::All) {
        let at = |words: &str| out.find(words).unwrap_or_else(|| panic!("{format} has no {words}:\n{out}"));
        let note = at("Which noble?");
        for (word, body) in
            [("reject", "He was a duke."), ("reply", "So he was."), ("suggestion", "Which duke?")]
        {
            assert!(note < at(body) && out.contains(word), "{format}: {word}\n{out}");
        }
        assert!(at("resolved") > note);
        assert!(at("the note has changed since") > note, "{format}");
        // By sign and name, not by colour alone.
        assert!(
            out.contains("Bén") && (matches!(format, "csv" | "json") || out.contains("◆ Bén")),
            "{format}:\n{out}"
        );
    }
}

/// Two who judge what the note says now, and agree or do not; a verdict on what it said before says nothing of it.
#[test]
fn pages_for_people_say_at_the_head_of_a_note_how_it_was_judged() {
    let people = |ledger: &Ledger| {
        let all = in_all(&cable(), ledger, &Whose::All).into_iter();
        all.filter(|(format, _)| matches!(*format, "text" | "markdown" | "html")).collect::<Vec<_>>()
    };
    for (format, out) in people(&ledger()) {
        assert!(out.contains("rejected") && !out.contains(", rejected"), "{format}:\n{out}");
    }
    let verdicts = [
        (2, "a-ben", Judgement::Accept, ", accepted"),
        (3, "a-cas", Judgement::Reject, ", disputed (1 accepted, 1 rejected)"),
    ];
    let mut judged = Ledger::default();
    let content =
        Content { anchor: Anchor::paragraph(&cable(), 0), body: "Which count?".into(), ..Content::default() };
    let ver = write(&mut judged, 0, id(1), Some(content));
    for (who, author, judgement, words) in verdicts {
        let on = Target { id: id(1), author: "a-ann".into(), ver: ver.clone() };
        let (verdict, content) = review::verdict(author, on, judgement, String::new());
        write(&mut judged, who, verdict, Some(content));
        for (format, out) in people(&judged) {
            let day = out.find(words).unwrap_or_else(|| panic!("{format} has no {words}:\n{out}"));
            assert!(day < out.find("Which count?").unwrap(), "{format}:\n{out}");
        }
    }
}

#[test]
fn a_day_in_markdown_is_read_as_it_stands() {
    let out =
        markdown(&Commentary::new(&cable(), "boats.txt", ("text-1", "00"), &ledger(), "a-ann", &Whose::All));
    assert!(!out.contains("\\-"), "{out}");
}

#[test]
fn the_model_has_a_motivation_for_each() {
    let document: serde_json::Value =
        serde_json::from_str(&exported(&cable(), &ledger(), &Whose::All)).unwrap();
    let items = document["first"]["items"].as_array().unwrap();
    let mut motivations: Vec<&str> = items.iter().filter_map(|item| item["motivation"].as_str()).collect();
    motivations.sort_unstable();
    assert_eq!(motivations, ["assessing", "commenting", "editing", "moderating", "replying"]);
    let note = items.iter().find(|item| item["motivation"] == "commenting").unwrap();
    assert_eq!(note["id"], format!("urn:uuid:{}", id(1).0));
    let about = items.iter().filter(|item| item["target"] == note["id"]).count();
    assert_eq!(about, 4, "what is said about the note has it as its target");
    let verdict = items.iter().find(|item| item["motivation"] == "assessing").unwrap();
    assert_eq!(verdict["reftel:verdict"], "reject");
}

#[test]
fn a_reader_who_asks_for_one_author_gets_their_notes_with_the_whole_thread() {
    for (format, out) in in_all(&cable(), &ledger(), &Whose::Mine) {
        assert!(out.contains("Which noble?") && out.contains("So he was."), "{format}");
    }
    for (format, out) in in_all(&cable(), &ledger(), &Whose::Named("a-cas".into())) {
        assert!(!out.contains("Which noble?"), "{format}");
    }
}

#[test]
fn what_is_about_a_note_that_is_not_here_comes_last_with_the_reason() {
    let mut ledger = ledger();
    let note = |body: &str| Some(Content { body: body.into(), ..Content::default() });
    let absent =
        Target { id: id(8), author: "a-ann".into(), ver: write(&mut Ledger::default(), 0, id(8), note("?")) };
    write(&mut ledger, 2, id(9), Some(review::reply(absent, "To what never came.".into())));
    let gone = write(&mut ledger, 0, id(7), note("Gone."));
    let deleted = Target { id: id(7), author: "a-ann".into(), ver: gone };
    write(&mut ledger, 3, id(10), Some(review::reply(deleted, "To what was deleted.".into())));
    write(&mut ledger, 0, id(7), None);
    for (format, out) in in_all(&cable(), &ledger, &Whose::All) {
        let at = |words: &str| out.find(words).unwrap_or_else(|| panic!("{format} has no {words}:\n{out}"));
        for (body, why) in [
            ("To what never came.", "on a note that has not come"),
            ("To what was deleted.", "on a note that is deleted"),
        ] {
            assert!(at("Which noble?") < at(body) && out.contains(why), "{format}:\n{out}");
        }
        assert!(!out.contains("Gone."), "{format}");
    }
}

/// A copy with a heading and a line below the text; a quotation that it does not have, and one that it has twice.
#[test]
fn notes_without_a_certain_place_stand_below_the_text_and_headings_above_theirs() {
    let other = Cable::parse(decode("SUBJECT: X\n\n1. (C) Nobody was there. He saw it.\n".into()));
    let text = "SUBJECT: BOATS\n\n1. (C) Boats came.\n\nPRICES OF <HERRING>\n\n2. (U) They fell.\nHANSEN\n";
    let cable = Cable::parse(decode(text.into()));
    assert_eq!(cable.headings.len(), 1, "{cable:?}");
    let span = other.paragraphs[0].span;
    let mut ledger = Ledger::default();
    let anchor = Anchor::quote(&other, 0, span).unwrap();
    write(&mut ledger, 0, id(1), Some(Content { anchor, body: "Who?".into(), ..Content::default() }));
    for (format, out) in in_all(&cable, &ledger, &Whose::All) {
        let at = |words: &str| out.find(words).unwrap_or_else(|| panic!("{format} has no {words}:\n{out}"));
        assert!(at("Who?") > 0 && at("lost") > 0, "{format}:\n{out}");
        if matches!(format, "json" | "csv") {
            continue;
        }
        let heading = match format {
            "text" => "PRICES OF <HERRING>",
            "markdown" => r"PRICES OF \<HERRING\>",
            _ => "PRICES OF &lt;HERRING&gt;",
        };
        assert!(at("Boats came.") < at(heading) && at(heading) < at("They fell."), "{format}:\n{out}");
        assert!(at("HANSEN") < at("without a certain place"), "{format}:\n{out}");
        assert!(at("without a certain place") < at("Who?"), "{format}:\n{out}");
    }
}
