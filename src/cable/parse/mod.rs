//! The parser: each part of the cable has a file that gives lines their role, and reads what they say.
//!
//! ```text
//! text --line--> lines --copy--> + the copy's own --furniture--> + page lines cut off --head--> header | text
//!   text --body--> every line has its role --head::fields, body::assemble--> Cable --warn--> + warnings
//! ```
//! Nothing here fails. What a part does not recognise stays text; what looks wrong becomes a warning.
//!
//! | folder or file | what it knows |
//! |---|---|
//! | `copy` | what a copyist added: web pages, archive rows, the editors of a printed edition |
//! | `furniture` | what the machines of the department printed into the text: page lines, banners |
//! | `head` | the header: which lines are its, the fields they belong to, what each field says |
//! | `body` | the text: paragraph numbers, headings, lists, the summary, the signature |
//! | `repair` | printed lines to reading text |
//! | `message` | where the cables of a file begin, before any is parsed |
//! | `line`, `mail`, `signs`, `scan`, `slip`, `date` | what all of these are built from |

mod body;
mod copy;
mod date;
mod furniture;
mod head;
#[cfg(test)]
mod laws;
mod line;
mod mail;
pub(super) mod message;
mod repair;
mod scan;
mod signs;
mod slip;
mod warn;

use super::{Cable, Decoded, redaction};
use body::{Numbers, assemble, summary};
use copy::retyped;
use head::{fields, level, second};
use repair::Repairer;

impl Cable {
    /// Parses a decoded text. Total: any text gives a cable, in time linear in its length.
    pub fn parse(decoded: Decoded) -> Self {
        let text = decoded.text.as_str();
        let mut lines = line::split(text);
        level::join(text, &mut lines);
        copy::mark(&decoded, &mut lines);
        lines = furniture::separate(text, lines);
        let retyped = retyped::mark(text, &mut lines);
        let from = match &retyped {
            // The editors' head ends where the text begins, unless that has a header of its own.
            Some(head) if !head.has_header(text, &lines) => head.start,
            _ => head::mark(text, &mut lines),
        };
        second::mark(text, &mut lines, from);
        let Numbers { candidates, accepted } = body::mark(text, &mut lines, from);

        let repairer = Repairer::new(text);
        let (header, blocks) = fields::read(text, &lines, retyped.as_ref(), &repairer);
        let mut cable = Cable { header, blocks, ..Cable::default() };
        assemble::body(text, &lines, from, accepted, &repairer, &mut cable);
        cable.parts = assemble::parts(text, &lines, &cable);
        summary::find(&mut cable);
        cable.redactions = redaction::find(text, &cable.parts, &cable.paragraphs);
        cable.repairs = repairer.repairs(&lines, from);
        cable.warnings = warn::warnings(text, &cable, &candidates);
        drop(repairer);
        cable.notices = decoded.notices;
        cable.text = decoded.text;
        cable
    }
}
