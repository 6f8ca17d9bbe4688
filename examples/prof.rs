use reftel::cable::*;
fn main() {
    let f = std::env::args().nth(1).unwrap();
    let c = Cable::parse(decode(&std::fs::read(&f).unwrap()));
    let mut best = std::time::Duration::MAX;
    for _ in 0..200 {
        let t = std::time::Instant::now();
        std::hint::black_box(reftel::entity::extract(&c));
        best = best.min(t.elapsed());
    }
    println!("{} bytes best {best:?}", c.text.len());
}
