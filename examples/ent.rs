use reftel::cable::*;
fn main() {
    for f in std::env::args().skip(1) {
        let bytes = std::fs::read(&f).unwrap();
        let cable = if std::env::var("REAL").is_ok() {
            Cable::parse(decode(&bytes))
        } else {
            rough(String::from_utf8(bytes).unwrap())
        };
        let t = std::time::Instant::now();
        let e = reftel::entity::extract(&cable);
        let cold = t.elapsed();
        let t = std::time::Instant::now();
        for _ in 0..20 {
            let _ = reftel::entity::extract(&cable);
        }
        if std::env::var("TIME").is_ok() {
            eprintln!("{f} cold {cold:?} warm {:?}", t.elapsed() / 20);
        }
        println!("{}", reftel::export::entities::entities(&cable, &e, &f));
    }
}
fn rough(text: String) -> Cable {
    let mut c = Cable { text: text.clone(), ..Default::default() };
    let mut at = 0;
    let mut body = false;
    let lines: Vec<&str> = text.split('\n').collect();
    let n = lines.len();
    for (i, line) in lines.iter().enumerate() {
        let (mut s, mut e) = (at, at + line.len());
        at = e + 1;
        let u = line.trim();
        if u.is_empty() {
            continue;
        }
        let num: String = u.chars().take_while(|c| c.is_ascii_digit()).collect();
        if !num.is_empty() && u[num.len()..].starts_with(". ") {
            body = true;
        }
        let mut kind = BlockKind::Prose;
        let tagline = u.starts_with("TAGS") || u.starts_with("[TAGS");
        if !body {
            if tagline || u.contains(" TAGS:") {
                let p = line.find("TAGS").unwrap();
                for t in line[p + 4..].split(|c: char| !c.is_ascii_uppercase()) {
                    if t.len() == 2 {
                        c.header.tags.push(Tag { text: t.into(), kind: TagKind::Country });
                    }
                }
                e = s + p;
                if p == 0 {
                    continue;
                }
            }
            if u.starts_with("SUBJECT:") {
                kind = BlockKind::Field(Field::Subject);
                s += line.find(':').unwrap() + 1;
            } else if u.starts_with("REF:") {
                kind = BlockKind::Field(Field::References);
                s += 4;
            } else if u.contains(" FOR ") || u.contains(" PASS ") {
                kind = BlockKind::Field(Field::Attention);
            } else if u.starts_with("FM ") {
                kind = BlockKind::Field(Field::From);
            }
        }
        let rest_blank = lines[i + 1..].iter().filter(|l| !l.trim().is_empty()).count() < 3;
        if (rest_blank || i + 1 == n)
            && u.len() < 20
            && !u.contains(' ')
            && u.len() > 2
            && (u.chars().all(|c| !c.is_lowercase()) || i + 2 >= n)
        {
            kind = BlockKind::Signature;
        }
        let p = body.then_some(0);
        c.blocks.push(Block {
            kind,
            reading: Reading::verbatim(&text, Span::new(s, e)),
            paragraph: p,
            indent: 0,
        });
    }
    c
}
