use reftel::annotation::{Anchor, Finder, Resolution};
use reftel::cable::{Cable, Reading, Span};

use crate::sheet::{cable, numbered_cable, span};

const HARBOR: &str = "The minister of fisheries told the Ambassador that the harbor would reopen in May.";
const BUDGET: &str = "Comment: The budget has not been approved, and nobody expects that it will be.";
const GREETING: &str = "The Ambassador thanked the minister and promised to report his views.";

fn harbor() -> Cable {
    cable(&[&[HARBOR], &[BUDGET], &[GREETING]])
}

fn shown<'a>(cable: &'a Cable, resolution: &Resolution) -> &'a str {
    let found = resolution.found().unwrap_or_else(|| panic!("{resolution:?}"));
    &cable.text[found.span.range()]
}

#[test]
fn a_note_on_the_whole_cable_is_on_every_cable() {
    assert_eq!(Anchor::whole().resolve(&Cable::default()), Resolution::Whole);
    assert_eq!(Anchor::paragraph(&harbor(), 9), Anchor::whole());
}

#[test]
fn a_paragraph_is_found_where_it_was() {
    let cable = harbor();
    for (at, text) in [HARBOR, BUDGET, GREETING].into_iter().enumerate() {
        let resolution = Anchor::paragraph(&cable, at).resolve(&cable);
        assert!(matches!(resolution, Resolution::Exact(found) if found.paragraph == at), "{resolution:?}");
        assert_eq!(shown(&cable, &resolution), text);
    }
}

#[test]
fn a_paragraph_is_found_behind_a_new_one() {
    let anchor = Anchor::paragraph(&harbor(), 1);
    let longer = cable(&[&["Summary: nothing new."], &[HARBOR], &[BUDGET], &[GREETING]]);
    let resolution = anchor.resolve(&longer);
    assert!(matches!(resolution, Resolution::Moved(found) if found.paragraph == 2), "{resolution:?}");
    assert_eq!(shown(&longer, &resolution), BUDGET);
}

/// The original with a word changed, or joined with another, is no less it than a copy further down.
#[test]
fn a_copy_of_a_paragraph_that_was_changed_is_not_taken_for_it() {
    let changed = HARBOR.replace("May", "June");
    let joined = format!("{HARBOR} {BUDGET}");
    let whole = Anchor::paragraph(&harbor(), 0);
    let words = Anchor::quote(&harbor(), 0, span(&harbor(), "the harbor would reopen", 0)).unwrap();
    for original in [changed, joined] {
        let copied = cable(&[&[original.as_str()], &[GREETING], &[HARBOR]]);
        for anchor in [&whole, &words] {
            let resolution = anchor.resolve(&copied);
            assert!(matches!(&resolution, Resolution::Ambiguous(places) if places.len() == 2), "{resolution:?}");
        }
    }
}

#[test]
fn a_paragraph_that_keeps_its_number_has_not_moved() {
    let before = numbered_cable(&[(1, &[HARBOR][..]), (2, &[BUDGET]), (3, &[GREETING])]);
    let after = numbered_cable(&[(1, &[HARBOR][..]), (3, &[GREETING])]);
    let resolution = Anchor::paragraph(&before, 2).resolve(&after);
    assert!(matches!(resolution, Resolution::Exact(found) if found.paragraph == 1), "{resolution:?}");
}

/// A copy on the web has other line breaks, quotation marks, hyphens and capitals.
#[test]
fn a_paragraph_is_found_in_another_copy() {
    let clean = cable(&[&["He called it a \u{201c}well-known\u{201d} fact.", "- Then he left."], &[BUDGET]]);
    let blog = cable(&[&["HE CALLED  IT A \"well known\" fact. -- Then\nhe left"], &[BUDGET]]);
    for (from, to) in [(&clean, &blog), (&blog, &clean)] {
        let resolution = Anchor::paragraph(from, 0).resolve(to);
        assert!(matches!(resolution, Resolution::Moved(found) if found.paragraph == 0), "{resolution:?}");
        assert!(shown(to, &resolution).to_lowercase().starts_with("he called"));
    }
}

#[test]
fn repaired_text_is_found_at_its_place_in_the_file() {
    let clean = cable(&[&["The country's minister left."], &[BUDGET]]);
    let mut garbled = cable(&[&["The country,s minister left."], &[BUDGET]]);
    let comma = garbled.text.find(',').unwrap();
    let whole = garbled.blocks[0].reading.span();
    let mut reading = Reading::default();
    reading.copy(&garbled.text, Span::new(whole.start, comma));
    reading.replace("'", Span::new(comma, comma + 1));
    reading.copy(&garbled.text, Span::new(comma + 1, whole.end));
    garbled.blocks[0].reading = reading;
    let anchor = Anchor::quote(&clean, 0, span(&clean, "country's minister", 0)).unwrap();
    assert_eq!((anchor.start, anchor.end), (4, 22));
    let resolution = anchor.resolve(&garbled);
    assert!(matches!(resolution, Resolution::Exact(_)), "{resolution:?}");
    assert_eq!(shown(&garbled, &resolution), "country,s minister");
}

#[test]
fn of_two_equal_paragraphs_the_right_one_is_found() {
    let cable = cable(&[&["No change."], &[HARBOR], &["No change."], &[BUDGET]]);
    for at in [0, 2] {
        let resolution = Anchor::paragraph(&cable, at).resolve(&cable);
        assert!(
            matches!(resolution, Resolution::Exact(found) if found.paragraph == at),
            "{at}: {resolution:?}"
        );
    }
}

#[test]
fn what_is_left_of_two_equal_paragraphs_is_not_taken_for_the_other() {
    let before = cable(&[&["Nothing has changed."], &[HARBOR], &["Nothing has changed."], &[BUDGET]]);
    let after = cable(&[&["Nothing has changed."], &[HARBOR], &[BUDGET]]);
    assert_eq!(Anchor::paragraph(&before, 2).resolve(&after).found(), None);
}

#[test]
fn a_quote_that_occurs_often_is_found_by_its_surroundings() {
    let before =
        cable(&[&["He said no. She said no. They all said no to him, and then he left."], &[BUDGET]]);
    let after = cable(&[
        &["As reported:"],
        &["He said no. She said no. They all said no to him, and then he went."],
        &[BUDGET],
    ]);
    let anchor = Anchor::quote(&before, 0, span(&before, "said no", 1)).unwrap();
    let found = anchor.resolve(&after).found().unwrap();
    assert_eq!(found.span, span(&after, "said no", 1));
}

/// Either side alone may be what tells two places apart.
#[test]
fn both_sides_of_a_quote_count() {
    let paragraph = |before: &str, behind: &str| {
        format!(
            "{before} the minister of all the fisheries said no to {behind} the harbor of the old town in the north."
        )
    };
    for (one, other) in [
        (paragraph("Then", "closing"), paragraph("Then", "opening up")),
        (paragraph("Now and then", "opening"), paragraph("Not even then", "opening")),
    ] {
        let before = cable(&[&[&one], &[&other], &[&BUDGET.into()]]);
        let (edited, moved) =
            (one.replace("in the north", "in the far north"), other.replace("north", "south"));
        let after = cable(&[&[moved], &[edited]]);
        for (paragraph, place) in [(0, 1), (1, 0)] {
            let anchor =
                Anchor::quote(&before, paragraph, span(&before, "fisheries said no", paragraph)).unwrap();
            let found = anchor.resolve(&after).found();
            assert_eq!(found.map(|found| found.paragraph), Some(place), "{anchor:?}");
        }
    }
}

#[test]
fn a_quote_that_fits_everywhere_is_for_the_reader_to_place() {
    let before = cable(&[&["One no. Two no."], &[BUDGET]]);
    let many: String = "no. ".repeat(10_000);
    let after = cable(&[&[many.as_str()], &[BUDGET]]);
    let anchor = Anchor::quote(&before, 0, span(&before, "no", 0)).unwrap();
    match anchor.resolve(&after) {
        Resolution::Ambiguous(choices) => assert_eq!(choices.len(), 20),
        other => panic!("{other:?}"),
    }
}

/// A name is not found inside another word, nor two words in one.
#[test]
fn words_are_found_as_words() {
    for (quote, text) in
        [("Robin", "Robinson left."), ("chines", "The machines left."), ("the rapist", "The therapist left.")]
    {
        let before = cable(&[&[format!("We met {quote} then.")], &[BUDGET.into()]]);
        let after = cable(&[&[text], &[BUDGET]]);
        let anchor = Anchor::quote(&before, 0, span(&before, quote, 0)).unwrap();
        assert_eq!(anchor.resolve(&after), Resolution::Lost, "{quote}");
    }
}

/// What was one of several is not taken for certain when the others are gone.
#[test]
fn a_quote_is_not_given_the_place_of_another_that_is_left() {
    let left = [
        // The same before it, something else behind it.
        "The minister of fisheries said yes to a second harbor in the north of the country.",
        // The same for 32 characters on both sides.
        "Of all things the minister of fisheries said yes to a new harbor in the south of the country, and so on.",
    ];
    let quoted =
        "Then the minister of fisheries said yes to a new harbor in the south of the country, they say.";
    for left in left {
        let before = cable(&[&[quoted], &[left], &[BUDGET]]);
        let anchor = Anchor::quote(&before, 0, span(&before, "yes", 0)).unwrap();
        assert!(anchor.resolve(&before).found().is_some());
        let after = cable(&[&[left], &[BUDGET]]);
        assert_eq!(anchor.resolve(&after).found(), None, "{left}");
    }
}

#[test]
fn a_short_quote_alone_in_its_paragraph_is_not_taken_for_another() {
    let before = cable(&[&["Robin."], &[BUDGET]]);
    let anchor = Anchor::quote(&before, 0, span(&before, "Robin", 0)).unwrap();
    assert_eq!(anchor.resolve(&cable(&[&["\u{2014} Robin!"], &[BUDGET]])).found(), None);
}

#[test]
fn a_quote_goes_with_its_only_place_only_if_something_around_it_is_the_same() {
    let anchor = |cable: &Cable| Anchor::quote(cable, 0, span(cable, "harbor", 0)).unwrap();
    let before = harbor();
    let fixed = cable(&[
        &["The Minister of Fisheries told the Ambassador that the harbor would open in June."],
        &[BUDGET],
    ]);
    assert_eq!(shown(&fixed, &anchor(&before).resolve(&fixed)), "harbor");
    let other = cable(&[&["A different harbor altogether."], &[BUDGET]]);
    assert!(matches!(anchor(&before).resolve(&other), Resolution::Ambiguous(choices) if choices.len() == 1));
}

#[test]
fn a_paragraph_that_is_gone_is_lost() {
    assert_eq!(Anchor::paragraph(&harbor(), 0).resolve(&cable(&[&[BUDGET], &[GREETING]])), Resolution::Lost);
    assert_eq!(Anchor::paragraph(&harbor(), 0).resolve(&Cable::default()), Resolution::Lost);
}

#[test]
fn a_long_paragraph_is_kept_by_its_ends() {
    let long: String = (0..400).map(|word| format!("word{word} \u{e9}t\u{e9} ")).collect();
    let before = cable(&[&[long.as_str()], &[BUDGET]]);
    let anchor = Anchor::paragraph(&before, 0);
    assert!(anchor.exact.len() <= 1024);
    let spaced = long.replace(' ', " \n");
    let after = cable(&[&["New."], &[spaced.as_str()], &[BUDGET]]);
    assert!(matches!(anchor.resolve(&after), Resolution::Moved(found) if found.paragraph == 1));
    let fixed = long.replace("word200", "word-two-hundred");
    let after = cable(&[&[fixed.as_str()], &[BUDGET]]);
    assert!(matches!(anchor.resolve(&after), Resolution::Moved(found) if found.paragraph == 0));
}

#[test]
fn printed_numbers_are_remembered_but_not_believed() {
    let before = numbered_cable(&[(7, &[HARBOR][..]), (8, &[BUDGET])]);
    let anchor = Anchor::paragraph(&before, 0);
    assert_eq!(anchor.label.as_deref(), Some("7"));
    let after = numbered_cable(&[(7, &[BUDGET][..]), (8, &[HARBOR])]);
    assert!(matches!(anchor.resolve(&after), Resolution::Moved(found) if found.paragraph == 1));
}

/// Whatever a colleague's file says, an answer comes.
#[test]
fn impossible_anchors_are_answered() {
    let cable = harbor();
    let finder = Finder::new(&cable);
    let honest = Anchor::quote(&cable, 0, span(&cable, "minister", 0)).unwrap();
    let spoil: [fn(&mut Anchor); 7] = [
        |anchor| (anchor.start, anchor.end) = (0, 3),
        |anchor| anchor.para = Some(0),
        |anchor| anchor.para = Some(u32::MAX),
        |anchor| (anchor.start, anchor.end) = (u32::MAX - 1, u32::MAX),
        |anchor| (anchor.start, anchor.end) = (9, 3),
        |anchor| anchor.exact.clear(),
        |anchor| anchor.exact = "\u{1f9d1}\u{200d}".into(),
    ];
    for spoil in spoil {
        let mut anchor = honest.clone();
        spoil(&mut anchor);
        let found = finder.find(&anchor).found();
        assert!(found.is_none_or(|found| &cable.text[found.span.range()] == "minister"), "{anchor:?}");
    }
}

#[test]
fn nothing_shown_is_nothing_quoted() {
    let cable = harbor();
    assert_eq!(Anchor::quote(&cable, 0, Span::new(0, 7)), None);
    assert_eq!(Anchor::quote(&cable, 9, Span::new(0, 7)), None);
}

/// SAFETY 83: a quote that occurs 2, 50 and 10,000 times is found in the same text and nowhere else with certainty.
#[test]
fn a_quote_that_occurs_often_is_exact_or_ambiguous() {
    for count in [2, 50, 10_000] {
        let text = "no. ".repeat(count);
        let before = cable(&[&[text.as_str()], &[BUDGET]]);
        let after = cable(&[&[text.as_str()], &[BUDGET, GREETING]]);
        let edited = cable(&[&[format!("{text}no.")], &[BUDGET.into()]]);
        for nth in [0, count / 2, count - 1] {
            let quoted = span(&before, "no", nth);
            let anchor = Anchor::quote(&before, 0, quoted).unwrap();
            let resolution = anchor.resolve(&before);
            assert!(matches!(resolution, Resolution::Exact(found) if found.span == quoted), "{resolution:?}");
            assert_eq!(anchor.resolve(&after).found().map(|found| found.span), Some(quoted));
            // At the end of a paragraph, or near it, the end tells it from the others.
            let resolution = anchor.resolve(&edited);
            let is_far = (20..count - 20.min(count)).contains(&nth);
            assert!(!is_far || matches!(resolution, Resolution::Ambiguous(_)), "{nth}: {resolution:?}");
        }
    }
}

#[test]
fn one_character_is_found_by_its_surroundings_only() {
    let before = harbor();
    let anchor = Anchor::quote(&before, 0, span(&before, "h", 0)).unwrap();
    assert_eq!(anchor.exact, "h");
    assert!(matches!(anchor.resolve(&before), Resolution::Exact(_)));
    let other = cable(&[&["The h was silent."]]);
    assert_eq!(anchor.resolve(&other).found(), None);
}

#[test]
fn an_empty_quote_is_none() {
    let cable = harbor();
    let at = span(&cable, "minister", 0).start;
    assert_eq!(Anchor::range(&cable, Span::new(at, at)), None);
    assert_eq!(Anchor::range(&Cable::default(), Span::new(0, 9)), None);
    assert_eq!(Anchor::range(&cable, Span::new(0, 5)), None);
}

/// From a word of one paragraph to a word of another.
fn over_two(cable: &Cable) -> Anchor {
    Anchor::range(cable, span(cable, "fisheries", 0).join(span(cable, "budget has not", 0))).unwrap()
}

#[test]
fn a_range_over_paragraphs_goes_with_both_its_ends() {
    let before = harbor();
    let anchor = over_two(&before);
    assert!(anchor.exact.starts_with("fisheries told") && anchor.exact.ends_with("in May."));
    assert_eq!(anchor.until.as_ref().unwrap().exact, "Comment: The budget has not");
    let resolution = anchor.resolve(&before);
    assert!(
        matches!(resolution, Resolution::Exact(found) if (found.paragraph, found.last) == (0, 1)),
        "{resolution:?}"
    );
    let after = cable(&[&["Summary: nothing new."], &[HARBOR], &[BUDGET], &[GREETING]]);
    let resolution = anchor.resolve(&after);
    assert!(
        matches!(resolution, Resolution::Moved(found) if (found.paragraph, found.last) == (1, 2)),
        "{resolution:?}"
    );
    let quoted = shown(&after, &resolution);
    assert!(quoted.starts_with("fisheries told") && quoted.ends_with("The budget has not"), "{quoted}");
}

#[test]
fn a_range_is_not_certain_when_anything_inside_has_changed() {
    let anchor = over_two(&harbor());
    let between = cable(&[&[HARBOR], &["Something was put in."], &[BUDGET]]);
    assert!(matches!(anchor.resolve(&between), Resolution::Ambiguous(choices) if choices.len() == 1));
    let swapped = cable(&[&[BUDGET], &[HARBOR]]);
    assert_eq!(anchor.resolve(&swapped), Resolution::Lost);
    let half = cable(&[&[HARBOR], &[GREETING]]);
    assert_eq!(anchor.resolve(&half), Resolution::Lost);
}

#[test]
fn the_whole_text_is_a_range() {
    let before = harbor();
    let anchor = Anchor::range(&before, Span::new(0, before.text.len())).unwrap();
    assert!(matches!(anchor.resolve(&before), Resolution::Exact(found) if found.last == 2));
    let blog = cable(&[&[HARBOR.to_uppercase()], &[BUDGET.replace(' ', "\n")], &[GREETING.into()]]);
    assert!(matches!(anchor.resolve(&blog), Resolution::Moved(found) if found.last == 2));
}

/// Words of a long paragraph, more than are kept whole.
#[test]
fn a_long_quote_is_found_in_another_copy() {
    let long: String = (0..400).map(|word| format!("word{word} \u{e9}t\u{e9} ")).collect();
    let before = cable(&[&[long.as_str()], &[BUDGET]]);
    let quoted = span(&before, "word9 ", 0).join(span(&before, "word390", 0));
    let anchor = Anchor::range(&before, quoted).unwrap();
    assert!(
        anchor.until.is_some()
            && matches!(anchor.resolve(&before), Resolution::Exact(found) if found.span == quoted)
    );
    let after = cable(&[&["New."], &[long.to_uppercase().as_str()], &[BUDGET]]);
    let resolution = anchor.resolve(&after);
    let shown = shown(&after, &resolution);
    assert!(shown.starts_with("WORD9 ") && shown.ends_with(" WORD390"));
    let fixed = cable(&[&[long.replace("word200", "word-two-hundred").as_str()], &[BUDGET]]);
    assert!(matches!(anchor.resolve(&fixed), Resolution::Ambiguous(_)));
}
