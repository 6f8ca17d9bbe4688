//! What holds for every query.

use proptest::prelude::*;

use super::super::{CableId, Document, Field, Folded, Levels, Mark, Phrase, Query, State, fts5};
use crate::layout::safe_width;

/// Terms that a cable of [`documents`] may fit.
fn term() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-d]{1,2}\\*?",
        "\"[a-d] [a-d]\"\\*?",
        "NEAR\\([a-d] \"[a-d] [a-d]\", [0-3]\\)",
        "[a-d] NEAR/[0-3] [a-d]",
        "(tag|from|note|person):[a-d]\\*?",
        "(before|on|after):200[1-3](-0[1-3](-0[1-3])?)?",
        "class:(>=|<=)?(U|C|S)",
        "mark:(U|C|S/NF|unmarked)",
        "(ref|id):0[1-2]A[1-2]",
        "is:(read|unread|noted)",
    ]
}

fn query() -> impl Strategy<Value = String> {
    term().prop_recursive(4, 24, 3, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} {b})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} OR {b})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("{a} OR {b}")),
            inner.prop_map(|a| format!("NOT ({a})")),
        ]
    })
}

fn documents() -> impl Strategy<Value = Document> {
    let values = prop::collection::vec("[a-d]( [a-d]){0,6}", 4);
    (values, 1i16..4, 1i8..4, "(U|C|S)", any::<[bool; 3]>()).prop_map(|(values, year, month, class, has)| {
        let fields = [Field::Text, Field::Tag, Field::From, Field::Note];
        let words = fields.into_iter().zip(values.iter().map(|value| vec![Folded::new(value)]));
        Document {
            words: words.collect(),
            sent: has[0].then(|| jiff::civil::date(2000 + year, month, 2)),
            class: has[1].then(|| Levels::parse(&class).unwrap().lowest),
            marks: Mark::parse(&class).into_iter().collect(),
            id: CableId::parse("01A1"),
            cites: CableId::parse("02A2").into_iter().collect(),
            states: has[2].then_some(State::Read).into_iter().collect(),
        }
    })
}

fn fits(query: &str, document: &Document) -> bool {
    Query::parse(query).unwrap_or_else(|error| panic!("{query}: {error}")).matches(document)
}

/// What a plan finds when its expressions are read again as queries: MATCH has the same operators, but for NOT.
fn found(plan: &fts5::Plan, document: &Document) -> bool {
    match plan {
        fts5::Plan::All(plans) => plans.iter().all(|plan| found(plan, document)),
        fts5::Plan::Any(plans) => plans.iter().any(|plan| found(plan, document)),
        fts5::Plan::Not(plan) => !found(plan, document),
        fts5::Plan::Match(expression) => fits(expression, document),
        fts5::Plan::Field(term) => fits(&term.to_string(), document),
    }
}

proptest! {
    #[test]
    fn no_text_is_too_strange(text in any::<String>(), cut in "([-()\":*,/ ]|NEAR|NOT|OR|AND|tag|a|\u{e9}|\u{202e}){0,40}") {
        for text in [text, cut] {
            match Query::parse(&text) {
                Ok(query) => prop_assert_eq!(Query::parse(&query.to_string()), Ok(query)),
                Err(error) => {
                    prop_assert!(text.get(error.at.clone()).is_some());
                    prop_assert_eq!(error.sketch(&text).lines().count(), 2);
                    prop_assert_eq!(error.to_string().lines().count(), 1);
                }
            }
        }
    }

    #[test]
    fn the_normal_spelling_is_the_same_query(typed in query()) {
        let query = Query::parse(&typed).unwrap();
        let again = Query::parse(&query.to_string()).unwrap();
        prop_assert_eq!(again.to_string(), query.to_string());
        prop_assert_eq!(again, query);
    }

    #[test]
    fn operators_obey_the_laws_of_logic(a in query(), b in query(), c in query(), document in documents()) {
        let [is_a, is_b, is_c] = [&a, &b, &c].map(|query| fits(query, &document));
        let (both, either) = (fits(&format!("({a}) ({b})"), &document), fits(&format!("({a}) OR ({b})"), &document));
        prop_assert_eq!((both, either), (is_a && is_b, is_a || is_b));
        for (one, other) in [
            (format!("NOT (({a}) OR ({b}))"), format!("-({a}) -({b})")),
            (format!("NOT (({a}) ({b}))"), format!("-({a}) OR -({b})")),
            (format!("({a}) (({b}) OR ({c}))"), format!("({a}) ({b}) OR ({a}) ({c})")),
            (format!("({a}) OR ({b}) ({c})"), format!("(({a}) OR ({b})) (({a}) OR ({c}))")),
        ] {
            prop_assert_eq!(fits(&one, &document), fits(&other, &document), "{} and {}", &one, &other);
        }
        let not_a = fits(&format!("-({a})"), &document);
        prop_assert_ne!(not_a, is_a);
        let all = fits(&format!("({a}) ({b}) ({c})"), &document);
        prop_assert_eq!(all, is_a && is_b && is_c);
    }

    #[test]
    fn a_plan_finds_the_same(typed in query(), document in documents()) {
        let query = Query::parse(&typed).unwrap();
        prop_assert_eq!(found(&fts5::plan(&query), &document), query.matches(&document), "{:?}", fts5::plan(&query));
    }

    #[test]
    fn a_phrase_is_found_where_its_words_are(words in "[ab]( [ab]){0,2}", prefix in any::<bool>(), text in "[abc ,]{0,12}") {
        let phrase = Phrase::new(&words, prefix).unwrap();
        let tokens: Vec<&str> = text.split([' ', ',']).filter(|word| !word.is_empty()).collect();
        let (last, before) = phrase.words().split_last().unwrap();
        let there = tokens.windows(phrase.words().len()).any(|window| {
            let (end, begin) = window.split_last().unwrap();
            let ends = if prefix { end.starts_with(last.as_str()) } else { end == last };
            ends && begin.iter().eq(before)
        });
        prop_assert_eq!(Folded::new(&text).holds(&phrase), there);
    }

    #[test]
    fn hits_are_words_of_the_query(
        typed in "[a-d]{1,2}\\*?( \"[a-d] [a-d]\"){0,2}",
        text in "([a-dA-DÁ\u{301}, \n-]|東|\u{202e}){0,80}",
        width in 0usize..60,
    ) {
        let query = Query::parse(&typed).unwrap();
        let snippet = query.snippet(&text, width);
        prop_assert!(safe_width(&snippet.text) <= width.max(16) && !snippet.text.contains('\n'));
        prop_assert!(text.is_char_boundary(snippet.at));
        let phrases = query.words(Field::Text);
        let found = phrases.iter().any(|phrase| Folded::new(&text).holds(phrase));
        prop_assert_eq!(snippet.hits.is_empty(), !found);
        let mut end = 0;
        for hit in &snippet.hits {
            prop_assert!(end <= hit.start && hit.start < hit.end);
            end = hit.end;
            let word = snippet.text.get(hit.clone()).expect("a hit is cut between characters");
            let cut = snippet.text.get(hit.end..) == Some("…");
            let folded = Folded::new(word);
            prop_assert!(cut || phrases.iter().any(|phrase| folded.holds(phrase)), "{} in {:?}", word, snippet);
        }
    }
}
