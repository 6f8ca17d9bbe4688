//! The text: paragraphs, headings, the header.

use serde_json::Value;

use crate::support::{CABLE, Desk, assert_refused};

#[test]
fn a_part_goes_out_by_its_own_mark() {
    let desk = Desk::new(CABLE);
    let expected = "\
[Release at U]

Subject: (U) BOATS ON THE LAKE

[1 paragraph withheld]

2. (U) The harbour master counted the boats twice. He found seven boats, and dined with Ambassador Anna Roe.

(U) THE WEATHER

[5 paragraphs withheld]
";
    let preview = desk.release("preview", "U");
    assert!(preview.starts_with(expected), "{preview}");
    for (number, reason) in [
        (1, "above-ceiling"),
        (3, "above-ceiling"),
        (4, "above-ceiling"),
        (5, "unmarked"),
        (6, "inner-mark"),
        (7, "malformed-mark"),
    ] {
        assert_eq!(desk.reason("U", number).as_deref(), Some(reason), "{number}");
    }
}

#[test]
fn a_higher_ceiling_lets_more_out_and_handling_words_must_be_named() {
    let desk = Desk::new(CABLE);
    let out =
        |max: &str| -> Vec<u64> { (1..=7).filter(|number| desk.reason(max, *number).is_none()).collect() };
    assert_eq!(out("SBU"), [2, 3]);
    assert_eq!(out("C"), [1, 2, 3, 6]);
    assert_eq!(out("TS"), [1, 2, 3, 6]);
    assert_eq!(out("s/nf"), [1, 2, 3, 4, 6]);
}

#[test]
fn the_report_repeats_nothing_of_what_is_withheld() {
    let desk = Desk::new(&CABLE.replace("(S/NF)", "(S/REL BRANDT AND QUIST)"));
    let report = desk.release("check", "U");
    assert!(report.contains("\n  paragraph 4 (S/REL): its mark is above the ceiling\n"), "{report}");
    assert!(report.contains("\n  heading 1: it is not marked\n  paragraph 3 (SBU): "), "{report}");
    for part in ["classification line", "captions", "TAGS line", "Classified By line", "FM line", "signature"]
    {
        assert!(report.contains(&format!("\n  {part}: it is not marked\n")), "{part}: {report}");
    }
    let json = desk.report("U").to_string();
    for word in ["Brandt", "BRANDT", "QUIST", "Quist", "Freedonia", "COUNT", "pilots", "ELBONIA"] {
        assert!(!report.contains(word) && !json.contains(word), "{word}: {report}");
    }
}

#[test]
fn the_sample_at_u_is_paragraph_2() {
    let desk = Desk::new(include_str!("../../assets/09MEXICO2882.txt"));
    let preview = desk.release("preview", "U");
    let paragraphs: Vec<&str> = preview.lines().filter(|line| line.contains(". (")).collect();
    assert!(
        paragraphs.len() == 1 && paragraphs[0].starts_with("2. (U) Acting Attorney General"),
        "{preview}"
    );
    assert!(preview.contains("\nNAS Director Keith Mines\n\n[10 paragraphs withheld]\n"), "{preview}");
    for absent in [
        "MERIDA",
        "Merida",
        "Ciudad Juarez",
        "PASCUAL",
        "ELEMENTS",
        "KCRM",
        "12958",
        "2882",
        "1.5",
        "Wikileak",
    ] {
        assert!(!preview.contains(absent), "{absent}: {preview}");
    }
    let report = desk.report("U");
    let withheld = report["withheld"].as_array().unwrap();
    let of = |kind: &str, reason: &str| {
        withheld.iter().filter(|it| it["kind"] == kind && it["reason"] == reason).count()
    };
    assert_eq!(of("paragraph", "above-ceiling"), 11);
    assert_eq!([of("heading", "unmarked"), of("header", "unmarked"), of("subject", "unmarked")], [5, 4, 1]);
    assert_eq!(
        [of("trailer", "unmarked"), of("signature", "unmarked"), of("wrapper", "not-the-message")],
        [1, 1, 1]
    );
    assert_eq!(report["released"]["paragraphs"], 1);
}

#[test]
fn where_nothing_may_go_out_the_answer_is_5() {
    let desk = Desk::new("S E C R E T ELBONIA 000012\n\nSUBJECT: BOATS\n\n1. (S) One.\n\n2. Two.\n");
    for action in ["preview", "check"] {
        let output = desk.run(&["release", action, "cable.txt", "--max", "U"]);
        assert_eq!(output.status.code(), Some(5));
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains("nothing may go out at U") && said.lines().count() == 1, "{said}");
        assert_eq!(output.stdout.is_empty(), action == "preview");
    }
    assert_eq!(desk.report("U")["refused"], Value::Bool(true));
    assert!(desk.release("preview", "S").contains("1. (S) One."));
    assert_refused(&desk.run(&["release", "check", "cable.txt", "--max", "X"]), 2, &["highest mark"]);
    assert_refused(&desk.run(&["release", "check", "cable.txt"]), 2, &["--max"]);
    assert_refused(&desk.run(&["release", "check", "missing.txt", "--max", "U"]), 3, &["no such file"]);
}

/// A message with this first line, these lines under it and these paragraphs.
fn message(first: &str, lines: &str, paragraphs: &str) -> Desk {
    Desk::new(&format!(
        "{first} ELBONIA 000012\n\n{lines}\nTAGS: PREL\nSUBJECT: BOATS\n\n{paragraphs}\n\nQUIST\n"
    ))
}

#[test]
fn an_unclassified_message_speaks_for_its_header_and_not_for_its_paragraphs() {
    let paragraphs =
        "FIRST PART\n----------\n\n1. (U) One goes out.\n\nSECOND PART\n-----------\n\n2. Two is unmarked.";
    let preview = message("UNCLAS", "SIPDIS\n", paragraphs).release("preview", "U");
    for part in ["Subject: BOATS", "TAGS: PREL", "FIRST PART\n\n1. (U) One", "QUIST", "UNCLAS"] {
        assert!(preview.contains(part), "{part}: {preview}");
    }
    assert!(!preview.contains("SECOND") && !preview.contains("Two is"), "{preview}");
    // A caption, a mark or a banner that says otherwise.
    for desk in [
        message("UNCLAS", "SENSITIVE\n", paragraphs),
        message("UNCLAS", "NOFORN\n", &format!("{paragraphs}\n\n3. (C) Three.")),
        message("UNCLAS", "SIPDIS\n", &format!("{paragraphs}\n\n3. (S/NF) Three.")),
        message("UNCLAS", "SIPDIS\n", &format!("{paragraphs}\n\nCONFIDENTIAL")),
        message("LIMITED OFFICIAL USE", "SIPDIS\n", paragraphs),
        message(
            "ZNY CCCCC ZZH\nP 120910Z MAR 07\nFM AMEMBASSY ELBONIA\nTO SECSTATE WASHDC\n\nUNCLAS",
            "SIPDIS\n",
            paragraphs,
        ),
        message("Classification: Confidential\n\nUNCLAS", "SIPDIS\n", paragraphs),
    ] {
        let preview = desk.release("preview", "U");
        assert!(preview.contains("1. (U) One goes out.") && !preview.contains("BOATS"), "{preview}");
        assert!(!preview.contains("PREL") && !preview.contains("FIRST PART"), "{preview}");
    }
    assert!(
        message("UNCLAS", "SENSITIVE\n", paragraphs).release("preview", "SBU").contains("Subject: BOATS")
    );
    let unmarked = message("UNCLAS", "", "1. One.\n\n2. Two.");
    assert_eq!(unmarked.run(&["release", "check", "cable.txt", "--max", "U"]).status.code(), Some(5));
}

/// The text may have been run into such a line.
#[test]
fn a_line_of_the_header_that_is_too_long_does_not_speak_for_itself() {
    let order = |count: usize| {
        let desk = message("UNCLAS", &format!("E.O. 12958: {}", "N/A ".repeat(count)), "1. (U) One.");
        desk.release("check", "U").contains("\n  E.O. line: it may hold a further paragraph\n")
    };
    assert!(!order(20) && order(300));
}

#[test]
fn what_may_hold_more_than_its_mark_says_is_withheld_and_said_why() {
    let desk = message(
        "UNCLAS",
        "",
        "FIRST PART\n----------\n\n1. (U) One ends. 2. Two begins.\n\n3. (U) Three.\n\n4. (U) Four ends. NEXT MATTER",
    );
    let report = desk.release("check", "U");
    for line in [
        "paragraph 1 (U): it may hold a further paragraph",
        "paragraph 4 (U): it may hold a heading or the signature",
        "heading 1: the paragraph below it is withheld",
    ] {
        assert!(report.contains(&format!("\n  {line}\n")), "{line}: {report}");
    }
    assert_eq!(
        [desk.reason("U", 1), desk.reason("U", 4)].map(Option::unwrap),
        ["further-paragraph", "heading-inside"]
    );
    assert_eq!(desk.reason("U", 3), None);
}

#[test]
fn a_line_that_may_begin_another_paragraph_is_withheld_with_the_one_above() {
    for line in [
        "2 - Two begins.",
        "2 Two begins.",
        "(2) Two begins.",
        "\n(2) Two begins.",
        "TWO. Two begins.",
        "2) Two begins.",
        "ii. Two begins.",
        "B. Two begins.",
        "1. Two begins.",
        "COMMENT: Two begins.",
    ] {
        let desk = message("UNCLAS", "", &format!("1. (U) One ends.\n{line}\n\n3. (U) Three.\n"));
        let preview = desk.release("preview", "U");
        assert!(preview.contains("Three.") && !preview.contains("Two begins"), "{line}: {preview}");
    }
    let summary = "1. (U) Summary: One ends. End summary.\nTwo begins.\n\n2. (U) Three.\n";
    let preview = message("UNCLAS", "", summary).release("preview", "U");
    assert!(preview.contains("Three.") && !preview.contains("Two begins"), "{preview}");
}

/// What may be another paragraph goes by no mark of the one above.
#[test]
fn text_that_a_reader_may_take_for_another_paragraph_is_withheld() {
    let page = "ELBONIA 00000012  002 OF 003";
    for text in [
        "- Navy Two.".to_owned(),
        "• Navy Two.".to_owned(),
        "(a) Navy Two.".to_owned(),
        "Navy Two has a line of its own.".to_owned(),
        "BEGIN TEXT:\nNavy Two.\nEND TEXT".to_owned(),
        "BEGIN TEXT Navy Two. END TEXT".to_owned(),
        "\u{c}Navy Two.".to_owned(),
        "\rNavy Two.".to_owned(),
        "\u{2028}Navy Two.".to_owned(),
        format!("{page} Navy Two."),
        format!("{page}\nNavy Two."),
        "Post comment: Navy Two.".to_owned(),
    ] {
        let desk = message("S E C R E T", "", &format!("1. (U) One ends.\n{text}\n\n2. (U) Three."));
        let preview = desk.release("preview", "U");
        assert!(preview.contains("Three.") && !preview.contains("Navy"), "{text:?}: {preview}");
        assert_eq!(desk.reason("U", 1).as_deref(), Some("further-paragraph"), "{text:?}");
    }
    let list = "1. (U) They are:\n- One;\n- Two.\n\n2. (U) Three goes on\nELBONIA 00000012  002 OF 003\nbelow a page line.";
    let preview = message("S E C R E T", "", list).release("preview", "U");
    assert!(preview.contains("Two.") && preview.contains("below a page"), "{preview}");
}

#[test]
fn one_mark_speaks_for_one_line() {
    let subject = |lines: &str| {
        let head = "S E C R E T ELBONIA 000012\n\nTAGS: PREL\n";
        let desk = Desk::new(&format!("{head}SUBJECT: (U) {lines}\n\n1. (U) One.\n\nQUIST\n"));
        desk.release("preview", "U")
    };
    for lines in ["BOATS\nNAVY MONEY", "BOATS\n- NAVY MONEY", "BOATS\rNAVY MONEY", "BOATS\u{c}NAVY MONEY"] {
        let preview = subject(lines);
        assert!(preview.contains("One.") && !preview.contains("MONEY"), "{lines:?}: {preview}");
    }
    assert!(subject("BOATS ON THE LAKE AND ON THE MANY OTHER\nRIVERS").contains("RIVERS"));
    let heading = "1. (U) One.\n\n(U) BOATS\nNAVY MONEY\n----------\n\n2. (U) Two.";
    let preview = message("S E C R E T", "", heading).release("preview", "U");
    assert!(preview.contains("Two.") && !preview.contains("MONEY"), "{preview}");
}

#[test]
fn a_message_that_somebody_has_classified_does_not_speak_for_its_header() {
    for lines in
        ["E.O. 12958: DECL: 03/12/2017", "E.O. 12356: DECL: OADR", "Classified By: DCM Quist, reason 1.4 (b)"]
    {
        let preview = message("UNCLAS", lines, "1. (U) One.").release("preview", "U");
        assert!(preview.contains("One.") && !preview.contains("BOATS"), "{lines}: {preview}");
    }
    let preview = message("UNCLAS", "E.O. 12958: N/A", "1. (U) One.").release("preview", "U");
    assert!(preview.contains("Subject: BOATS"), "{preview}");
}

#[test]
fn a_torn_mark_cannot_be_read() {
    let reason =
        |mark: &str| message("S E C R E T", "", &format!("1. {mark} One.\n\n2. (U) Two.")).reason("U", 1);
    for mark in ["(U/)", "(/U)", "(U//)"] {
        assert_eq!(reason(mark).as_deref(), Some("malformed-mark"), "{mark}");
    }
    assert_eq!(reason("(U)//NF").as_deref(), Some("inner-mark"));
    assert_eq!([reason("(u)"), reason("( U ):"), reason("(UNCLASSIFIED)")], [None, None, None]);
}

#[test]
fn captions_narrow_what_the_marks_allow() {
    let paragraphs = "1. (U) One.\n\n2. (S) Two.\n\n3. (S/NF) Three.";
    let reason = |captions: &str, max: &str, number: u64| {
        message("S E C R E T", captions, paragraphs).reason(max, number)
    };
    assert_eq!(reason("NOFORN\n", "U", 1), None);
    assert_eq!(reason("NOFORN\n", "S", 2).as_deref(), Some("caption"));
    assert_eq!(reason("NOFORN\n", "S/NF", 2), None);
    for (caption, mark) in [("ORCON\n", "OC"), ("PROPIN\n", "PR")] {
        assert_eq!(reason(caption, "S", 2).as_deref(), Some("caption"), "{caption}");
        assert_eq!(reason(caption, &format!("S/{mark}"), 2), None, "{caption}");
    }
    for caption in ["EXDIS\n", "NODIS\n", "LIMDIS\n", "ROGER CHANNEL\n", "EYES ONLY\n"] {
        assert_eq!(reason(caption, "U", 1).as_deref(), Some("caption"), "{caption}");
    }
    assert_eq!(reason("EXDIS\n", "S/EXDIS", 2), None);
    assert_eq!(reason("STADIS\n", "TS/NF/EXDIS/NODIS", 1).as_deref(), Some("caption"));
}

#[test]
fn a_mark_on_the_entire_text_binds_every_paragraph_and_marks_none() {
    let text = "1. (C - ENTIRE TEXT) One.\n\n2. (U) Two.\n\n3. Three.";
    let desk = message("C O N F I D E N T I A L", "", text);
    assert_eq!(desk.reason("U", 2).as_deref(), Some("entire-text"));
    assert_eq!(desk.run(&["release", "check", "cable.txt", "--max", "U"]).status.code(), Some(5));
    assert_eq!([desk.reason("C", 1), desk.reason("C", 2)], [None, None]);
    assert_eq!(desk.reason("C", 3).as_deref(), Some("unmarked"));
    let bare =
        message("C O N F I D E N T I A L", "", "1. (U) One.\n\n2. (U) Two. CONFIDENTIAL - ENTIRE TEXT.");
    assert_eq!(bare.reason("U", 1).as_deref(), Some("entire-text"));
}

#[test]
fn one_text_under_two_marks_is_withheld() {
    let desk = message("S E C R E T", "", "1. (U) The boats left.\n\n2. (U) Two.\n\n3. (S) The boats\nleft.");
    assert_eq!(desk.reason("U", 1).as_deref(), Some("withheld-elsewhere"));
    assert_eq!(desk.reason("U", 2), None);
}

#[test]
fn entities_go_out_when_released_text_has_every_form_of_them() {
    let preview = Desk::new(CABLE).release("preview", "U");
    assert!(preview.contains("\nENTITIES\n") && preview.contains("\nperson: Anna Roe\n"), "{preview}");
    assert!(!preview.contains("Brandt") && !preview.contains("Freedonia"), "{preview}");
    // The given name stands in the unmarked paragraph alone.
    let longer =
        CABLE.replace("Ambassador Anna Roe", "Ambassador Roe").replace("the day of", "the day of Anna Roe's");
    let preview = Desk::new(&longer).release("preview", "U");
    assert!(preview.contains("Ambassador Roe.") && !preview.contains("person: "), "{preview}");
}

#[test]
fn what_a_terminal_acts_on_is_shown_and_not_sent() {
    let desk = message("S E C R E T", "", "1. (S) One.\n\n2. (U) Two\u{202e} \u{1b}[2J three\u{200b}.");
    let preview = desk.release("preview", "U");
    assert!(preview.contains("Two<U+202E> ^[[2J three<U+200B>."), "{preview:?}");
    let json = desk.run(&["release", "preview", "cable.txt", "--max", "U", "--json"]);
    let json = String::from_utf8(json.stdout).unwrap();
    assert!(json.contains("Two\\u202e \\u001b[2J"), "{json:?}");
    let value: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(
        value["text"][0],
        serde_json::json!({"kind": "withheld", "number": null, "marking": null, "count": 1, "text": null})
    );
}
