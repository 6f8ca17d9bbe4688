//! What is shown of a text.

use super::super::Query;

/// The snippet with its hits in brackets, and what stands at its place in the text.
fn shown(query: &str, text: &str, width: usize) -> (String, String) {
    let snippet = Query::parse(query).unwrap().snippet(text, width);
    let mut marked = snippet.text.clone();
    for hit in snippet.hits.iter().rev() {
        marked.insert(hit.end, ']');
        marked.insert(hit.start, '[');
    }
    (marked, text[snippet.at..].chars().take(5).collect())
}

#[test]
fn the_window_with_most_terms_is_shown() {
    let filler = "one two three four five six seven eight nine ten ".repeat(3);
    let text = format!("The money,\nthe money.\n\n{filler}\nMoney-laundering in ports. {filler}");
    let expected = [
        ("money laundering", 40, "…ten [Money]-[laundering] in ports. one two…", "Money"),
        ("\"money laundering\" money", 30, "…nine ten [Money-laundering] in…", "Money"),
        ("money", 24, "…[money], the [money]. one…", "money"),
        ("port*", 30, "…in [ports]. one two three four…", "ports"),
        ("tag:x -money", 24, "The money, the money.…", "The m"),
        ("absent", 24, "The money, the money.…", "The m"),
    ];
    for (query, width, snippet, place) in expected {
        let (marked, at) = shown(query, &text, width);
        assert_eq!((marked.as_str(), at.as_str()), (snippet, place), "{query}");
    }
}

#[test]
fn a_text_without_blanks_is_cut_too() {
    let text = "犬".repeat(500) + ",猫," + &"犬".repeat(500);
    let (marked, _) = shown("猫", &text, 20);
    assert!(marked.contains("[猫]") && marked.starts_with('…') && marked.ends_with('…'), "{marked}");
    assert!(crate::layout::safe_width(&marked) <= 22, "{marked}");
    let (marked, _) = shown("x*", &format!("a {}", "x".repeat(99)), 20);
    assert_eq!(marked, format!("a [{}]…", "x".repeat(16)));
    assert_eq!(shown("a", "", 20), (String::new(), String::new()));
}
