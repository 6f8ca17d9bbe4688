//! Random cables of marked paragraphs: no word of a withheld one goes out, whatever its mark looks like.

use proptest::prelude::*;
use reftel::annotation::{Anchor, Author, Content, Note, NoteId, Version};
use reftel::cable::{Cable, decode};
use reftel::entity;
use reftel::export::{Released, Report, named};
use reftel::layout::label;
use reftel::review::release::{Ceiling, Release};

/// Marks with which a paragraph may go out at U, and those with which it may not; a blank one is none.
const OPEN: [&str; 4] = ["(U) ", "( U ) ", "(u) ", "(Unclassified) "];
const CLOSED: [&str; 18] = [
    "",
    "(C) ",
    "(S) ",
    "(TS) ",
    "(SBU) ",
    "(S/NF) ",
    "(C//REL TO USA, FVEY) ",
    "(U//FOUO) ",
    "(U/NF) ",
    "(FOUO) ",
    "(c) ",
    "(C/XYZ) ",
    "(N/SF) ",
    "(U/XYZ) ",
    "(U",
    "(UC) ",
    "[U] ",
    "U ",
];

/// A paragraph of words that nothing else has: its printed form, and whether it may go out at U.
fn paragraph() -> impl Strategy<Value = (String, usize, bool)> {
    let mark = prop_oneof![
        proptest::sample::select(OPEN.to_vec()).prop_map(|mark| (mark, true)),
        proptest::sample::select(CLOSED.to_vec()).prop_map(|mark| (mark, false)),
    ];
    // What may stand in the middle: nothing, or a sign that the rest is another matter.
    let middle = proptest::sample::select(vec!["", "", "", "(S) ", "(C/NF) ", "S E C R E T ", "[C] "]);
    (mark, middle, 6..20usize).prop_map(|((mark, open), middle, words)| {
        (format!("{mark}\u{0}{middle}"), words, open && middle.is_empty())
    })
}

/// The word at `at` of the paragraph at `index`: letters only, so that no two are alike.
fn word(index: usize, at: usize) -> String {
    let letter = |n: usize| char::from(b'a' + u8::try_from(n % 26).unwrap());
    format!("q{}{}x{}{}", letter(index / 26), letter(index), letter(at / 26), letter(at))
}

fn words(index: usize, count: usize) -> Vec<String> {
    (0..count).map(|at| word(index, at)).collect()
}

fn text_of(paragraphs: &[(String, usize, bool)], first_line: &str) -> String {
    let mut text = format!("{first_line} ELBONIA 000012\n\nSIPDIS\n\nSUBJECT: BOATS\n\n");
    for (index, (signs, count, _)) in paragraphs.iter().enumerate() {
        let (mark, middle) = signs.split_once('\u{0}').unwrap();
        let words = words(index, *count);
        let (one, two) = words.split_at(count / 2);
        text.push_str(&format!("{}. {mark}{} {middle}{}.\n\n", index + 1, one.join(" "), two.join("\n")));
    }
    text
}

/// Everything that is printed of a cable and its notes, and the report on the rest.
fn released(cable: &Cable, notes: &[Note]) -> (String, String) {
    let ceiling = Ceiling::parse("U").unwrap();
    let extraction = entity::extract(cable);
    let names: Vec<_> = extraction.entities.iter().map(named).collect();
    let release = &Release::new(cable, notes, &std::collections::BTreeSet::new(), &names, &ceiling);
    let out = Released { cable, extraction: &extraction, release, ceiling: &ceiling };
    let report = Report { cable, release, ceiling: &ceiling };
    let json = [serde_json::to_string(&out).unwrap(), serde_json::to_string(&report).unwrap()];
    (out.lines(label).join("\n") + &json[0], report.lines().join("\n") + &json[1])
}

fn note(cable: &Cable, paragraph: usize, body: String) -> Note {
    let content = Content { anchor: Anchor::paragraph(cable, paragraph), body, ..Content::default() };
    Note {
        id: NoteId::mint(1_700_000_000_000, [7; 10]),
        author: Author { id: String::from("a-x"), name: String::from("Ann") },
        content,
        at: String::new(),
        heads: vec![Version::default()],
        others: Vec::new(),
        claim: None,
    }
}

/// A text as somebody writes it who does not want it to be found.
fn disguised(words: &[String], how: usize) -> String {
    let plain = words.join(" ");
    match how {
        0 => plain,
        1 => plain.to_uppercase(),
        2 => plain.replace('x', "\u{200b}x\u{ad}"),
        3 => words.join("\n-- "),
        4 => plain.chars().map(|c| format!("{c} ")).collect(),
        5 => plain.replace('a', "á").replace('x', "ｘ"),
        _ => words.concat(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_word_of_a_withheld_paragraph_goes_out_and_every_open_one_does(
        paragraphs in proptest::collection::vec(paragraph(), 1..12),
        first_line in proptest::sample::select(vec!["S E C R E T", "UNCLAS", "C O N F I D E N T I A L"]),
    ) {
        let text = text_of(&paragraphs, first_line);
        let cable = Cable::parse(decode(text.clone().into()));
        let (out, report) = released(&cable, &[]);
        for (index, (_, count, open)) in paragraphs.iter().enumerate() {
            for word in words(index, *count) {
                prop_assert!(*open || !out.contains(&word), "{word} went out:\n{text}\n{out}");
                prop_assert!(!report.contains(&word), "{word} is reported:\n{report}");
            }
        }
        // A number without a mark can be taken for text of the paragraph before: then that one is held back too.
        let all_marked = paragraphs.iter().all(|(signs, ..)| OPEN.iter().chain(&CLOSED[1..11]).any(|mark| signs.starts_with(mark)));
        if all_marked {
            for (index, _) in paragraphs.iter().enumerate().filter(|(_, (_, _, open))| *open) {
                prop_assert!(out.contains(&word(index, 0)), "paragraph {} is held back:\n{text}\n{out}", index + 1);
            }
        }
    }

    #[test]
    fn no_words_of_a_withheld_paragraph_go_out_in_a_note(from in 0..8usize, count in 4..10usize, how in 0..7usize) {
        let paragraphs = [(String::from("(U) \u{0}"), 9, true), (String::from("(S) \u{0}"), 18, false)];
        let cable = Cable::parse(decode(text_of(&paragraphs, "S E C R E T").into()));
        let repeated = &words(1, 18)[from..from + count];
        let body = format!("see also {} of that day", disguised(repeated, how));
        let (out, _) = released(&cable, &[note(&cable, 0, body)]);
        prop_assert!(out.contains(&word(0, 0)) && !out.contains("of that day"), "{out}");
        let (out, _) = released(&cable, &[note(&cable, 0, disguised(&words(0, 9), how))]);
        prop_assert!(out.contains("NOTES"), "{out}");
    }
}
