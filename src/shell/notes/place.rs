//! The place of a note, from a printed number or from words.

use crate::annotation::{Anchor, Finder, Found};
use crate::cable::Cable;
use crate::shell::Failure;

/// Most paragraphs that a refusal names.
const NAMES: usize = 20;

/// The anchor on the paragraph printed `para`, or on the words `quote`, in that paragraph where both are given; on the
/// whole cable where neither is.
pub(in crate::shell) fn anchor(
    cable: &Cable,
    text: &Finder<'_>,
    para: Option<u32>,
    quote: Option<&str>,
) -> Result<Anchor, Failure> {
    let nothing = || Failure::Usage(String::from("nothing is shown at that place"));
    match (para, quote) {
        (None, None) => Ok(Anchor::whole()),
        (Some(number), None) => text.paragraph(printed(cable, number)?).ok_or_else(nothing),
        (_, Some(words)) => {
            let found = only(cable, text, para, words)?;
            text.quote(found.paragraph, found.span).ok_or_else(nothing)
        }
    }
}

/// The one paragraph that is printed `number`.
fn printed(cable: &Cable, number: u32) -> Result<usize, Failure> {
    let paragraphs = cable.paragraphs.iter().enumerate();
    let mut with = paragraphs.filter(|(_, paragraph)| paragraph.number == Some(number));
    match (with.next(), with.count()) {
        (Some((index, _)), 0) => Ok(index),
        (Some(_), more) => Err(Failure::Usage(format!(
            "{} paragraphs are printed {number}; say which with --quote and words of it",
            more + 1
        ))),
        (None, _) => {
            let numbers = cable.paragraphs.iter().filter_map(|paragraph| paragraph.number);
            let range = match (numbers.clone().min(), numbers.max()) {
                (Some(first), Some(last)) => format!("they go from {first} to {last}"),
                _ => String::from("none has a number; use --quote"),
            };
            Err(Failure::Usage(format!("no paragraph is printed {number}; {range}")))
        }
    }
}

/// The one place with the words.
fn only(cable: &Cable, text: &Finder<'_>, para: Option<u32>, words: &str) -> Result<Found, Failure> {
    let number = |found: &Found| cable.paragraphs.get(found.paragraph).and_then(|paragraph| paragraph.number);
    let places = text.places(words).into_iter();
    let places: Vec<Found> = places.filter(|found| para.is_none() || number(found) == para).collect();
    match &places[..] {
        [place] => Ok(*place),
        [] => Err(Failure::Usage(format!(
            "the quoted words do not occur in {}, letter by letter",
            para.map_or_else(|| String::from("any paragraph"), |para| format!("paragraph {para}")),
        ))),
        many => {
            let name =
                |found: &Found| number(found).map_or(String::from("one without a number"), |n| n.to_string());
            let mut names: Vec<String> = many.iter().map(name).collect();
            names.dedup();
            let names = names.get(..NAMES).unwrap_or(&names).join(", ");
            Err(Failure::Usage(format!(
                "the quoted words occur {} times, in paragraph {names}; quote more of the text",
                many.len()
            )))
        }
    }
}
