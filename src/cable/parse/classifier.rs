//! Who classified the cable: `Classified By: DCM Jane Doe for reasons 1.4 (b) and (d)`.

use super::super::{Field, Span};
use super::label;
use super::scan;

/// Columns at which the machine that added the line cut it, in the middle of a word if need be.
const CUT: std::ops::RangeInclusive<usize> = 70..=71;

/// The classifier and the reasons, the lines joined and a doubled label taken away.
pub(super) fn classified_by(text: &str, contents: &[Span]) -> Option<String> {
    let mut joined = String::new();
    let mut above: Option<Span> = None;
    for &span in contents {
        let line = &text[span.range()];
        if let Some(above) = above {
            let printed = line_columns(text, above);
            let cut = CUT.contains(&printed)
                && joined.ends_with(char::is_alphabetic)
                && line.starts_with(char::is_alphabetic);
            if !cut {
                joined.push(' ');
            }
        }
        joined.push_str(line);
        above = Some(span);
    }
    let folded = scan::folded(&joined);
    let mut named = folded.as_str();
    while let Some(label) = label::label(named).filter(|label| label.field == Field::ClassifiedBy) {
        named = &named[label.content..];
    }
    (!named.is_empty()).then(|| named.to_owned())
}

/// The classifier named by a paragraph that does nothing else.
pub(super) fn in_text(text: &str, contents: &[Span]) -> Option<String> {
    let first = &text[contents.first()?.range()];
    let label = label::label(first).filter(|label| label.field == Field::ClassifiedBy)?;
    let mut contents = contents.to_vec();
    contents[0].start += label.content;
    classified_by(text, &contents)
}

/// The columns of the printed line that `content` is the end of, its label included.
fn line_columns(text: &str, content: Span) -> usize {
    let start = text[..content.start].rfind(['\n', '\r']).map_or(0, |at| at + 1);
    scan::columns(&text[start..content.end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joins_a_word_cut_by_the_machine() {
        let first = "Classified By: Counselor for Political Affairs Mary Roe, reason 1.4 (b";
        assert_eq!(first.len(), 70);
        for (line, next, joined) in [
            ("Classified By: DCM Jane Q. Public-Doe, Counselor, reasons 1.4 (b) an", "d (d).", false),
            ("Classified By: DCM Jane Q. Public-Doe, Counselor A, reasons 1.4 (b) an", "d (d).", true),
        ] {
            let text = format!("{line}\n{next}");
            let spans = [Span::new(15, line.len()), Span::new(line.len() + 1, text.len())];
            let read = classified_by(&text, &spans).unwrap();
            assert_eq!(read.ends_with("(b) and (d)."), joined, "{line}");
        }
    }

    #[test]
    fn takes_a_doubled_label_away() {
        let text = "CLASSIFIED BY DCM DOE";
        assert_eq!(classified_by(text, &[Span::new(0, text.len())]).as_deref(), Some("DCM DOE"));
    }
}
