//! Any bytes decode, any text parses, and every character of it is accounted for.

#![no_main]

use libfuzzer_sys::fuzz_target;
use reftel::cable::{Cable, Volume, decode};
use reftel::export::Structure;

fuzz_target!(|bytes: &[u8]| {
    let volume = Volume::new(decode(bytes.to_vec()));
    let mut end = 0;
    for (index, cable) in volume.cables().enumerate() {
        let range = volume.range(index);
        assert_eq!(range.start, end, "the cables are the whole text");
        end = range.end;
        check(&cable);
    }
    assert_eq!(end, volume.text().len(), "the cables are the whole text");
});

fn check(cable: &Cable) {
    let mut end = 0;
    for part in &cable.parts {
        assert_eq!(part.span.start, end, "the parts leave nothing out");
        assert!(cable.text.get(part.span.range()).is_some(), "a part ends between two characters");
        end = part.span.end;
    }
    assert_eq!(end, cable.text.len(), "the parts leave nothing out");
    for block in &cable.blocks {
        let reading = block.reading.text();
        let span = block.reading.to_source(0..reading.len());
        assert!(cable.text.get(span.range()).is_some(), "a reading stands for a place in the file");
    }
    serde_json::to_writer(std::io::sink(), &Structure { cable, file: "fuzz" }).expect("a sink takes all");
}
