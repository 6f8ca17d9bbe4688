use reftel::cable::*;
fn main() {
    let mk = |t: String| {
        let mut c = Cable { text: t.clone(), ..Default::default() };
        c.blocks.push(Block {
            kind: BlockKind::Prose,
            reading: Reading::verbatim(&t, Span::new(0, t.len())),
            paragraph: None,
            indent: 0,
        });
        c
    };
    let n = 100_000;
    let cases: Vec<(&str, String)> = vec![
        ("caps words", "Solheim ".repeat(n)),
        ("upper", "SOLHEIM ".repeat(n)),
        ("ministry", "Ministry of ".repeat(n)),
        ("ministry2", "Ministry Ministry, ".repeat(n)),
        (
            "distinct",
            (0..n)
                .map(|i| {
                    format!("Minister Xa{} ", i).replace(|c: char| c.is_ascii_digit(), "q")
                        + &format!("Ab{}", (b'a' + (i % 26) as u8) as char)
                })
                .collect(),
        ),
        (
            "distinct2",
            (0..n)
                .map(|i| {
                    let mut s = String::from("Mr. X");
                    let mut k = i;
                    for _ in 0..5 {
                        s.push((b'a' + (k % 26) as u8) as char);
                        k /= 26;
                    }
                    s + " said. "
                })
                .collect(),
        ),
        ("1mb word", "a".repeat(1 << 20)),
        ("1mb Word", "A".repeat(1 << 20)),
        ("hyphens", "A-".repeat(n * 5)),
        ("slashes", "A/".repeat(n * 5)),
        ("dots", "U.S.".repeat(n)),
        ("paren", "(ABC".repeat(n)),
        ("paren2", "(ABC)".repeat(n)),
        ("numbers", "21-23 ".repeat(n)),
        ("may", "May ".repeat(n)),
        ("de", "de la ".repeat(n)),
        ("Gov", "Deputy ".repeat(n)),
        ("stop", "X. ".repeat(n)),
        ("names", "John Smith ".repeat(n)),
        ("digits", "1".repeat(1 << 20)),
        ("apos", "'".repeat(1 << 20)),
        ("of", "President of the ".repeat(n)),
        ("new york", "New York ".repeat(n)),
        ("gom", "GOM ".repeat(n)),
        ("SIG", ". SMITH".repeat(n)),
        ("spaces", (0..n).map(|i| format!("New{}York ", " ".repeat(i % 50))).collect()),
    ];
    for (name, t) in cases {
        let c = mk(t);
        let s = std::time::Instant::now();
        let e = reftel::entity::extract(&c);
        println!("{name:12} {:8} bytes {:?} {} entities", c.text.len(), s.elapsed(), e.entities.len());
    }
}
