//! Laws that hold for every input, whatever it is.

use proptest::prelude::*;

use crate::cable::{Cable, PartKind, Reading, Span, WARNING_CODES, decode};

/// Pieces that the parsers look for, to be thrown together in any order.
const PIECES: [&str; 84] = [
    "1. (C) ",
    "2. ",
    "¶3. (SBU) ",
    "(S/NF) 4. ",
    "(U) ",
    "16. ",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\n\u{a0}\n",
    "\u{2028}",
    "UNCLAS OSLO 000123\n",
    "C O N F I D E N T I A L SECTION 02 OF 03 LA PAZ 000123",
    "CONFIDENTIAL",
    "  SECRET\n",
    "PAGE 02 OSLO 00123 01 OF 02 101206Z ",
    "OSLO 00000123  002 OF 003",
    "VZCZCXRO1234\n",
    "P 101206Z OCT 07\n",
    "FM AMEMBASSY OSLO\n",
    "TO RUEHC/SECSTATE WASHDC 12\n",
    "INFO LOG-00 AF-00\n",
    "SIPDIS\n",
    "E.O. 12958: DECL: 1/2/2019 ",
    "TAGS: PREL (DOE, J.) NO ",
    "SUBJECT: ",
    "REF: A. OSLO 1 B. ",
    "Classified By: ",
    "-------",
    "- - - -",
    "HEADING\n",
    "-- ",
    "a. ",
    "&",
    "8 ",
    ",s ",
    "DON,T",
    "JURIS-\n",
    "é",
    "”",
    "\\\n",
    "ADAMS\n",
    "Visit http://x\n",
    "BEGIN TEXT:\n",
    "x    y    z\n",
    "The talks resumed. ",
    "word ",
    "<html>",
    "<p>",
    "<br>",
    "<pre>",
    "</pre>",
    "<tr><td>",
    "<a>link</a>",
    "<nav>",
    "</nav>",
    "&amp;",
    "<!-- ",
    "\"1\",\"04OSLO1\",\"",
    "\t",
    "Reference ID: 04OSLO1\n",
    "Created\n",
    "Message Attributes\n",
    "<< END OF DOCUMENT >>\n",
    "NNNN\n",
    "64. Telegram From the Embassy in Norway to the Department of State1\n",
    "Oslo, March 5, 1973, 1215Z.\n",
    "974. ",
    "1 Source: RG 59. Secret; Exdis.\n",
    "SIPDIS ",
    " SIPDIS\n",
    " --------------------------------------------- ---- ",
    "**********",
    "The Nets of Bergen",
    "  THE NETS\n",
    "XXXXXXXXXXXX ",
    "[NAME REMOVED]",
    "\"\"quoted\"\" ",
    "Ã©",
    "Norway?s ",
    "CON- ",
    ". ##\n",
    " 3. Next",
];

fn cable_text() -> impl Strategy<Value = String> {
    let pieces = proptest::sample::select(PIECES.to_vec());
    proptest::collection::vec(pieces, 0..60).prop_map(|pieces| pieces.concat())
}

fn parse(text: &str) -> Cable {
    Cable::parse(decode(text.into()))
}

/// The spans of a reading's letters, one by one, in the order of the reading.
fn places(reading: &Reading) -> Vec<Span> {
    let text = reading.text();
    text.char_indices().map(|(at, c)| reading.to_source(at..at + c.len_utf8())).collect()
}

fn check(cable: &Cable) -> Result<(), TestCaseError> {
    let text = cable.text.as_str();
    let mut end = 0;
    for part in &cable.parts {
        prop_assert_eq!(part.span.start, end, "a gap or overlap in the tiling");
        prop_assert!(part.span.end > end && text.is_char_boundary(part.span.end));
        if part.kind == PartKind::Blank {
            prop_assert!(!text[part.span.range()].contains(char::is_alphanumeric), "text passed as blank");
        }
        end = part.span.end;
    }
    prop_assert_eq!(end, text.len(), "the tiling stops early");

    let mut last = 0;
    for block in &cable.blocks {
        prop_assert!(!block.reading.text().is_empty());
        for place in places(&block.reading) {
            prop_assert!(place.start >= last && place.end <= text.len(), "a reading runs backwards");
            prop_assert!(text.is_char_boundary(place.start));
            last = place.start;
        }
    }
    let mut start = 0;
    let mut blocks = 0;
    for (index, paragraph) in cable.paragraphs.iter().enumerate() {
        prop_assert!(paragraph.span.start >= start, "paragraphs out of order");
        prop_assert!(text.get(paragraph.span.range()).is_some());
        prop_assert!(paragraph.blocks.start >= blocks && paragraph.blocks.end <= cable.blocks.len());
        for block in &cable.blocks[paragraph.blocks.clone()] {
            prop_assert_eq!(block.paragraph, Some(index));
            prop_assert!(block.reading.span().start >= paragraph.span.start);
            prop_assert!(block.reading.span().end <= paragraph.span.end);
        }
        (start, blocks) = (paragraph.span.end, paragraph.blocks.end);
    }
    for heading in &cable.headings {
        prop_assert!(heading.block < cable.blocks.len());
        prop_assert!(heading.before.is_none_or(|before| before < cable.paragraphs.len()));
    }
    prop_assert!(cable.warnings.windows(2).all(|pair| pair[0].line <= pair[1].line));
    let documented = |code: &str| WARNING_CODES.iter().any(|(known, _)| *known == code);
    prop_assert!(cable.warnings.iter().all(|warning| documented(warning.code)));
    for redaction in &cable.redactions {
        prop_assert!(text.get(redaction.span.range()).is_some_and(|token| !token.is_empty()));
        let paragraph = redaction.paragraph.map(|index| cable.paragraphs[index].span);
        prop_assert!(paragraph.is_none_or(|span| span.contains(redaction.span.start)));
    }
    prop_assert!(cable.repairs.iter().all(|repair| repair.count > 0));
    Ok(())
}

/// Letters of the message that no block shows: everything but wrapper, header and furniture must be readable.
fn unread(cable: &Cable) -> String {
    let shown: Vec<Span> = cable.blocks.iter().flat_map(|block| places(&block.reading)).collect();
    let body = cable
        .parts
        .iter()
        .filter(|part| matches!(part.kind, PartKind::Paragraph | PartKind::Trailer | PartKind::Signature));
    let mut letters = String::new();
    for part in body {
        for (at, c) in cable.text[part.span.range()].char_indices().filter(|(_, c)| c.is_alphabetic()) {
            let at = part.span.start + at;
            let first = shown.partition_point(|place| place.end <= at);
            if !shown.get(first).is_some_and(|place| place.contains(at)) {
                letters.push(c);
            }
        }
    }
    letters
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_parse(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        check(&Cable::parse(decode(bytes)))?;
    }

    #[test]
    fn any_text_parses(text in "\\PC{0,200}") {
        check(&parse(&text))?;
    }

    #[test]
    fn any_mixture_of_pieces_parses(text in cable_text()) {
        check(&parse(&text))?;
    }

    #[test]
    fn no_letter_of_a_paragraph_is_lost(text in cable_text()) {
        let cable = parse(&text);
        let marks: usize = cable.paragraphs.iter().filter_map(|paragraph| paragraph.marking.as_ref())
            .map(|marking| cable.text[marking.span.range()].chars().filter(|c| c.is_alphabetic()).count()).sum();
        prop_assert_eq!(unread(&cable).chars().count(), marks, "{:?}", unread(&cable));
    }

    #[test]
    fn parsing_is_the_same_twice(text in cable_text()) {
        prop_assert_eq!(parse(&text), parse(&text));
    }
}

/// Inputs that a quadratic parser would not finish: long lines, many lines, many beginnings without an end.
#[test]
fn large_inputs_are_parsed() {
    const HEAD: &str = "UNCLAS OSLO 000123\nE.O. 12958: N/A\nTAGS: PREL\nSUBJECT: X\n\n";
    for (start, piece, times) in [
        ("", "word ", 200_000),
        ("", "line\n", 100_000),
        ("", "UNCLAS OSLO 000123\n", 20_000),
        ("", "TAGS: A (SUBJECT: REF: ", 20_000),
        ("REF: ", "OSLO 1;\n", 30_000),
        ("REF: ", "OSLO 1, ", 30_000),
        ("1. (U) Summary: ", "END OF ", 30_000),
        ("REF: ", "CLASSIFIED BY ", 20_000),
        ("1. (C) ", "1. (C) text. ", 20_000),
        ("1. (C) ", "7. item\n\n", 20_000),
        ("1. (C) ", "HEADING\n-------\n", 10_000),
        ("1. (C) ", "-----\n", 20_000),
        ("1. (C) ", "&a", 100_000),
        ("1. (C) ", "(", 100_000),
        ("1. (C) ", "OSLO 00000123 001 OF 003 ", 8_000),
        ("1. (C) ", "foo-\nbar\n", 20_000),
        ("1. (C) ", "ADAMS\n", 20_000),
        ("1. (C) ", "NNNN\n", 20_000),
        ("", "Reference ID\tCreated\t", 20_000),
        ("", "Reference ID\n", 20_000),
        ("", "7. Telegram From the Embassy to the X\n", 20_000),
        ("1. (C) ", "SIPDIS x ", 40_000),
        ("1. (C) ", "x ---------- y ", 20_000),
        ("1. (C) ", "an end.  A Title  ", 20_000),
        ("", "1. a. 2. b. ", 30_000),
        ("1. (C) ", "\"\"", 200_000),
        ("1. (C) ", "Ã©", 100_000),
        ("1. (C) ", "con- structive ", 20_000),
        ("1. (C) ", "word?s ", 40_000),
        ("1. (C) ", "a?b", 100_000),
        ("1. (C) ", "x SIPDIS\n----------\n", 10_000),
        ("1. (C) ", "XXXXX[", 50_000),
    ] {
        let head = if start.is_empty() { "" } else { HEAD };
        let text = format!("{head}{start}{}", piece.repeat(times));
        let cable = parse(&text);
        assert_eq!(cable.parts.last().map(|part| part.span.end), Some(text.len()), "{piece:?}");
    }
}
