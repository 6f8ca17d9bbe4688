use reftel::cable::*;
fn main() {
    for f in std::env::args().skip(1) {
        let c = Cable::parse(decode(&std::fs::read(&f).unwrap()));
        for p in &c.parts {
            println!("{:?} {:?}", p.kind, c.text[p.span.range()].chars().take(60).collect::<String>());
        }
        for b in &c.blocks {
            println!(
                "{:?} {:?} {:?}",
                b.kind,
                b.paragraph,
                b.reading.text().chars().take(90).collect::<String>()
            );
        }
        println!("{:?} {:?}", c.header.date, c.header.tags);
    }
}
