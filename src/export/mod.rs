//! What leaves the program for other programs and for people without it, and what other programs have to say.
//!
//! ```text
//! Cable ---------------> Structure, Entities, Citation           the stable JSON; one line for a footnote
//! Cable + Ledger --> Commentary --> html, markdown, text, csv, json    what people and tables read
//!                               '-> w3c::Collection               every entry, without loss
//! Release ------------> Released, Report                          what may leave the house, and what may not
//! text of others --> gate --> w3c, hypothesis --> Parcel          entries, each with its writer
//! ```
//! Nothing here knows files. What people read passes the one sanitiser ([`crate::layout::safe`]); JSON is exact, and
//! escaped by whoever writes it.

#![allow(non_camel_case_types, reason = "the types that `json::object` makes are named like its fields")]

mod citation;
mod commentary;
mod csv;
mod entities;
mod gate;
mod html;
mod hypothesis;
mod json;
mod markdown;
mod notes;
mod offsets;
mod outline;
mod own;
mod parcel;
mod place;
mod release;
mod structure;
mod text;
pub mod w3c;

pub use citation::{Citation, Style};
pub use commentary::{Comment, Commentary, Voice, Whose};
pub use csv::{CSV_HEAD, csv, csv_row};
pub use entities::Entities;
pub use html::{HTML_END, html, html_begin};
pub use markdown::markdown;
pub use notes::Notes;
pub use own::{EXPORT_BEGIN, exported};
pub use parcel::{Parcel, Refusal, read_parcels};
pub use place::{label, place, short};
use release::{REPORT_HEAD, REPORT_TAIL};
pub use release::{Released, Report, named};
pub use structure::Structure;
pub use text::text;
