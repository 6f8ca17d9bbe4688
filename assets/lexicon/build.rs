//! Packs the lists beside this file into maps that are searched where they lie, when the program is built.

#[allow(dead_code, reason = "the program asks for the rest")]
#[path = "../../src/entity/lexicon/marks.rs"]
mod marks;
mod phrases;

use std::collections::BTreeMap;
use std::env;
use std::error::Error;
use std::fs::{self, File};
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use fst::MapBuilder;

use phrases::Phrases;

/// Codes of countries and the values of the large lists are numbers in this base: `ES2`.
const BASE: u32 = 36;

type Answer<T> = Result<T, Box<dyn Error>>;

fn main() -> Answer<()> {
    println!("cargo::rerun-if-changed=assets/lexicon");
    println!("cargo::rerun-if-changed=src/entity/lexicon/marks.rs");
    let home = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("assets/lexicon");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    for (name, separator) in [("words", ' '), ("cities", '\t')] {
        let list = home.join(name).with_extension("txt");
        let lines = large(&list, separator).map_err(|error| format!("{}: {error}", list.display()))?;
        pack(&out.join(name), lines)?;
    }
    let (meanings, starts) = grouped(&fs::read_to_string(home.join("acronyms.txt"))?);
    fs::write(out.join("meanings.txt"), meanings)?;
    pack(&out.join("acronyms"), starts)?;
    let Phrases { marks, codes } = Phrases::read(&home)?;
    pack(&out.join("phrases"), marks.into_iter().map(|(phrase, marks)| (phrase, marks.0)))?;
    let number = |(name, code): (String, String)| Ok((name, u64::from_str_radix(&code, BASE)?));
    pack(&out.join("codes"), codes.into_iter().map(number).collect::<Answer<Vec<_>>>()?)
}

/// The lines `key<separator>value` of a list that is sorted by the bytes of the key.
fn large(list: &Path, separator: char) -> Answer<Vec<(String, u64)>> {
    let row = |line: &str| {
        let (key, value) = line.split_once(separator).ok_or("a line has no separator")?;
        Ok((key.to_owned(), u64::from_str_radix(value, BASE)?))
    };
    fs::read_to_string(list)?.lines().map(row).collect()
}

/// The meanings of each acronym, an empty line behind them, and the byte at which they begin.
fn grouped(list: &str) -> (String, Vec<(String, u64)>) {
    let mut groups: BTreeMap<&str, String> = BTreeMap::new();
    for line in list.lines().filter(|line| !line.starts_with('#')) {
        if let Some((acronym, meaning)) = line.split_once(';') {
            groups.entry(acronym).or_default().extend([meaning, "\n"]);
        }
    }
    let (mut meanings, mut starts) = (String::new(), Vec::new());
    for (acronym, lines) in groups {
        starts.push((acronym.to_owned(), meanings.len() as u64));
        meanings.extend([&lines, "\n"]);
    }
    (meanings, starts)
}

/// Writes `NAME.fst`. The keys come in the order of their bytes.
fn pack(name: &Path, rows: impl IntoIterator<Item = (String, u64)>) -> Answer<()> {
    let mut map = MapBuilder::new(BufWriter::new(File::create(name.with_extension("fst"))?))?;
    for (key, value) in rows {
        map.insert(key, value)?;
    }
    Ok(map.finish()?)
}
