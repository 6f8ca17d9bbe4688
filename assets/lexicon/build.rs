//! Packs the two large lists beside this file into automata, a third of their size, when the program is built.
//!
//! A line is `key<separator>value`, sorted by the bytes of the key; the value is read as a number in base 36 (`ES2`).

use std::env;
use std::error::Error;
use std::fs::{self, File};
use std::io::BufWriter;
use std::path::Path;

use fst::MapBuilder;

const LISTS: [(&str, char); 2] = [("words", ' '), ("cities", '\t')];
const BASE: u32 = 36;

fn main() -> Result<(), Box<dyn Error>> {
    let home = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("assets/lexicon");
    let out = env::var("OUT_DIR")?;
    println!("cargo::rerun-if-changed=assets/lexicon/build.rs");
    for (name, separator) in LISTS {
        let source = home.join(name).with_extension("txt");
        println!("cargo::rerun-if-changed=assets/lexicon/{name}.txt");
        pack(&source, separator, &Path::new(&out).join(name).with_extension("fst"))
            .map_err(|error| format!("{}: {error}", source.display()))?;
    }
    Ok(())
}

/// Writes the lines of `source` as a map from key to value.
fn pack(source: &Path, separator: char, target: &Path) -> Result<(), Box<dyn Error>> {
    let mut map = MapBuilder::new(BufWriter::new(File::create(target)?))?;
    for line in fs::read_to_string(source)?.lines() {
        let (key, value) = line.split_once(separator).ok_or("a line has no separator")?;
        map.insert(key, u64::from_str_radix(value, BASE)?)?;
    }
    Ok(map.finish()?)
}
