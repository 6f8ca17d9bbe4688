//! The parser: each part of the cable has a file that gives lines their role, and reads what they say.
//!
//! ```text
//! text --line--> lines --copy--> + the copy's own, page lines cut off --head--> header | text
//!   text --body--> every line has its role --body::assemble--> Cable, with warn's warnings
//! ```
//! Nothing here fails. What a part does not recognise stays text; what looks wrong becomes a warning.
//!
//! | folder | what it knows |
//! |---|---|
//! | `copy` | what a copyist added: web pages, archive rows, page lines, the editors of a printed edition |
//! | `head` | the header: which lines are its, the fields they belong to, what each field says |
//! | `body` | the text: paragraph numbers, headings, lists, the summary, the signature |
//! | `repair` | printed lines to reading text |
//! | `message` | where the cables of a file begin, before any is parsed |
//! | `line`, `scan`, `slip` | what all of these are built from |

mod body;
mod copy;
mod head;
#[cfg(test)]
mod laws;
mod line;
pub(super) mod message;
mod repair;
mod scan;
mod slip;
mod warn;

use super::{Cable, Decoded, redaction};
use body::{assemble, cut, heading, number, summary, tail, title};
use copy::{page, retyped};
use head::{fields, level, second};
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
