//! The parser: one part of the cable a file, each giving lines their role.
//!
//! ```text
//! text --line--> lines --copy--> + the copy's own --page--> + page lines cut off --head--> header | text
//!   text --second, ruler, number, heading, tail--> every line has its role --assemble--> Cable
//! ```
//! Nothing here fails. What a part does not recognise stays text; what looks wrong becomes a warning.

mod assemble;
mod attributes;
mod below;
mod caption;
mod classifier;
mod copy;
mod cut;
mod embedded;
mod fields;
mod head;
mod heading;
mod label;
#[cfg(test)]
mod laws;
mod level;
mod line;
mod list;
pub(super) mod message;
mod number;
mod order;
mod page;
mod reference;
mod repair;
mod retyped;
mod ruler;
mod scan;
mod seam;
mod second;
mod sheet;
mod signs;
mod slip;
mod summary;
mod tag_code;
mod tags;
mod tail;
mod title;
mod transmission;
mod walk;
mod warn;
mod when;
mod wrapper;

use super::{Cable, Decoded, redaction};
use repair::Repairer;

impl Cable {
    /// Parses a decoded text. Total: any text gives a cable, in time linear in its length.
    pub fn parse(decoded: Decoded) -> Self {
        let text = decoded.text.as_str();
        let mut lines = line::split(text);
        copy::mark(&decoded, &mut lines);
        let origin = lines
            .iter()
            .take(400)
            .find_map(|line| level::first_line(line.of(text)))
            .map(|first| first.origin);
        lines = page::separate(text, lines, origin.as_deref());
        let retyped = retyped::mark(text, &mut lines);
        let from = match &retyped {
            // The editors' head ends where the text begins, unless that has a header of its own.
            Some(head) if !head.has_header(text, &lines) => head.start,
            _ => head::mark(text, &mut lines),
        };
        second::mark(text, &mut lines, from);
        cut::inside(text, &mut lines, from);

        let candidates = number::candidates(text, &lines, from);
        heading::mark_ruled(text, &mut lines, from, &candidates);
        let candidates = number::candidates(text, &lines, from);
        let all = candidates.clone();
        let accepted = number::accept(candidates);
        title::mark_plain(text, &mut lines, from, &accepted);
        title::mark_named(text, &mut lines, from);
        if from > 0 || !accepted.is_empty() {
            let last = accepted.last().map_or(from, |candidate| candidate.line);
            tail::mark(text, &mut lines, last);
        }
        title::mark_last(text, &mut lines, from);
        assemble::mend_page_breaks(text, &mut lines, from);

        let repairer = Repairer::new(text);
        let (header, blocks) = fields::read(text, &lines, retyped.as_ref(), &repairer);
        let mut cable = Cable { header, blocks, ..Cable::default() };
        assemble::body(text, &lines, from, accepted, &repairer, &mut cable);
        cable.parts = assemble::parts(text, &lines, &cable);
        summary::find(&mut cable);
        cable.redactions = redaction::find(text, &cable.parts, &cable.paragraphs);
        cable.repairs = repairer.repairs(&lines, from);
        cable.warnings = warn::warnings(text, &cable, &all);
        drop(repairer);
        cable.notices = decoded.notices;
        cable.text = decoded.text;
        cable
    }
}
