//! How fast bytes become cables, on one core: `cargo bench`. Throughput counts bytes of the file.

#![allow(clippy::unwrap_used)]

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use reftel::cable::{Volume, decode};

fn main() {
    divan::main();
}

/// The blog copy of the sample, with its tripled blank lines.
const SAMPLE: &str = include_str!("../assets/09MEXICO2882.txt");

/// What an archive file looks like: many cables, hard-wrapped, one blank line between paragraphs.
fn archive() -> String {
    let sentence = "The Minister said that the agreement of March 16 would be signed in due course. ";
    let wrapped = textwrap::fill(&sentence.repeat(9), 62);
    let cable = |number: u32| {
        let mut text = format!(
            "VZCZCXRO{number:04}\nPP RUEHRN\nDE RUEHMD #{number:04}/01 2831206\nZNY CCCCC ZZH\nP 101206Z OCT 07\n\
             FM AMEMBASSY LISBON\nTO RUEHC/SECSTATE WASHDC PRIORITY {number}\nINFO RUEHXX/NATO COLLECTIVE\n\
             C O N F I D E N T I A L LISBON {number:06} \n\nSIPDIS \n\nE.O. 12958: DECL: 10/10/2017 \n\
             TAGS: PREL PGOV ECON PO\nSUBJECT: AN AGREEMENT, AND WHAT COMES OF IT IN THE SECOND\nYEAR\n\n\
             REF: A. LISBON {number} B. STATE 81957\n\nClassified By: Ambassador John Doe, reasons 1.4 (b) and (d)\n\n"
        );
        for paragraph in 1..=12 {
            if paragraph % 4 == 1 {
                text.push_str("The Second Year\n---------------\n\n");
            }
            text.push_str(&format!("{paragraph}. (C) {wrapped}\n\n"));
        }
        text + "SMITH\n\n"
    };
    (1000..1400).map(cable).collect()
}

#[divan::bench]
fn sample(bencher: Bencher) {
    parse(bencher, SAMPLE);
}

#[divan::bench]
fn archive_of_400_cables(bencher: Bencher) {
    parse(bencher, &archive());
}

/// The real cables of `../shared` (or `$REFTEL_SHARED`), where they are at hand.
#[divan::bench]
fn shared_samples(bencher: Bencher) {
    let shared = std::env::var("REFTEL_SHARED").unwrap_or_else(|_| String::from("../shared"));
    let Ok(entries) = std::fs::read_dir(format!("{shared}/cables/samples")) else { return };
    let texts: Vec<Vec<u8>> = entries.map(|entry| std::fs::read(entry.unwrap().path()).unwrap()).collect();
    let bytes: usize = texts.iter().map(Vec::len).sum();
    bencher.counter(BytesCount::new(bytes)).bench_local(|| {
        for text in &texts {
            for cable in Volume::new(decode(black_box(text.clone()))).cables() {
                black_box(cable);
            }
        }
    });
}

fn parse(bencher: Bencher, text: &str) {
    bencher.counter(BytesCount::of_str(text)).bench_local(|| {
        for cable in Volume::new(decode(black_box(text.into()))).cables() {
            black_box(cable);
        }
    });
}
