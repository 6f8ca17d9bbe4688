//! Who classified the cable: `Classified By: DCM Jane Doe for reasons 1.4 (b) and (d)`.

use super::label;
use crate::cable::parse::scan;
use crate::cable::{Field, Marking, Span, is_word};

/// The column at which the machine that added the line cut it, in the middle of a word if need be.
const CUT: usize = 71;

/// The classifier and the reasons, the lines joined, doubled labels and the clause's own mark taken away.
pub(super) fn classified_by(text: &str, contents: &[Span]) -> Option<String> {
    let mut joined = String::new();
    let mut above: Option<Span> = None;
    for &span in contents {
        let line = &text[span.range()];
        if above.is_some_and(|above| !is_cut(text, above, span)) {
            joined.push(' ');
        }
        joined.push_str(line);
        above = Some(span);
    }
    let folded = scan::folded(&joined);
    let clause = clause(unlabelled(&folded));
    let clause = clause.strip_suffix(" .").unwrap_or(clause);
    (!clause.is_empty()).then(|| clause.to_owned())
}

/// The classifier named at the beginning of a paragraph, behind its mark: `1. (C) Entire text. Classified by ...`.
pub(in crate::cable::parse) fn in_text(text: &str, contents: &[Span]) -> Option<String> {
    // A seam in front of the label leaves nothing behind the mark.
    let mut contents: Vec<Span> = contents.iter().copied().filter(|span| !span.is_empty()).collect();
    let first = contents.first()?;
    let printed = &text[first.range()];
    let stops = printed.match_indices(". ").map(|(at, _)| at + 1).take(2);
    let mut starts = std::iter::once(0).chain(stops).map(|at| at + scan::blanks(&printed[at..]));
    let (at, label) = starts.find_map(|at| Some((at, label::label(&printed[at..])?)))?;
    if label.field != Field::ClassifiedBy {
        return None;
    }
    contents[0].start += at + label.content;
    classified_by(text, &contents)
}

/// Whether `printed` goes on with the clause whose last line is `above`, though a page or a blank line stands between.
pub(super) fn goes_on(above: &str, printed: &str) -> bool {
    reason(above).is_none() && reason(printed).is_some_and(|at| at <= CUT)
}

/// Whether the line lists letters of the order's section and nothing else: `(c), and (d).`
pub(super) fn is_list(line: &str) -> bool {
    line.starts_with('(') && line.split(' ').all(is_letter)
}

/// Whether a word is a letter of the order's section, or joins two of them: `(b),`, `and`, `(b)(d).`, `&`.
fn is_letter(word: &str) -> bool {
    let mut pieces = word.split(|c: char| !c.is_alphabetic());
    pieces.all(|letters| letters.len() <= 1 || letters.eq_ignore_ascii_case("AND"))
}

/// Where the reason stands, a section of the order: `1.4 (b)`, `1.5(D)`.
pub(super) fn reason(text: &str) -> Option<usize> {
    let free = |at: usize| at == 0 || !text.as_bytes()[at - 1].is_ascii_digit();
    let ended = |at: usize| !text.as_bytes().get(at + 3).is_some_and(u8::is_ascii_digit);
    let named = |at: usize| text.as_bytes().get(at + 2).is_some_and(|digit| (b'2'..=b'6').contains(digit));
    text.match_indices("1.").map(|(at, _)| at).find(|&at| free(at) && ended(at) && named(at))
}

/// The clause without the labels, numbers and marks in front of it: `(U) Classified by DCM Doe`, `1. CLASSIFIED BY`.
fn unlabelled(mut clause: &str) -> &str {
    loop {
        let marked = Marking::read(clause, Span::new(0, clause.len())).map_or(0, |marking| marking.span.end);
        let numbered = if clause.starts_with("1. ") { 3 } else { 0 };
        let labelled = label::label(clause).filter(|label| label.field == Field::ClassifiedBy);
        let skipped = labelled.map_or(marked.max(numbered), |label| label.content);
        clause = clause[skipped..].trim_start_matches([' ', ':', '.']);
        if skipped == 0 {
            return clause;
        }
    }
}

/// The clause without the sentence behind its reasons: `... 1.5 (B) AND (D).  ACTION REQUEST IN PARA 10.`
fn clause(text: &str) -> &str {
    let Some(at) = reason(text) else { return text };
    let behind = &text[at..];
    let words = behind.split_inclusive(' ').take_while(|word| is_letter(word));
    let end: usize = words.map(str::len).sum();
    let reasons = behind[..end].trim_end();
    if reasons.ends_with('.') { &text[..at + reasons.len()] } else { text }
}

/// Whether the machine has cut the clause between its lines `above` and `below`, within a word or bracket. A blank at
/// the beginning of the lower line is one of the clause; one behind a line of 70 columns may have been cut off. In a
/// copy with other columns the word that the halves make tells.
fn is_cut(text: &str, above: Span, below: Span) -> bool {
    let line = &text[below.range()];
    let parted = text[above.end..below.start].contains(['\n', '\r']);
    if !parted || text[..below.start].ends_with([' ', '\u{a0}']) {
        return false;
    }
    let columns = line_columns(text, above);
    if columns != CUT && columns != CUT - 1 {
        return is_word_cut(&text[above.range()], line);
    }
    let fragment = line.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    columns == CUT || line.starts_with([')', '.', ',']) || (1..=2).contains(&fragment.len())
}

/// Whether the end of `above` and the beginning of `below`, which is no word, make one together: `REAS`, `ONS`.
fn is_word_cut(above: &str, below: &str) -> bool {
    let head = above.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let tail = below.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    // One letter is one of the order's section.
    head.len() > 1 && !tail.is_empty() && !is_word(&[tail]) && is_word(&[head, tail])
}

/// The columns of the printed line that `content` is the end of, its label included.
fn line_columns(text: &str, content: Span) -> usize {
    let start = text[..content.start].rfind(['\n', '\r']).map_or(0, |at| at + 1);
    scan::columns(&text[start..content.end])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads a clause printed from the column of its label on.
    fn read(lines: &str) -> String {
        let mut from = 0;
        let mut spans = Vec::new();
        for line in lines.split_inclusive('\n') {
            let start = from + scan::blanks(line);
            spans.push(Span::new(start, start + line.trim().len()));
            from += line.len();
        }
        classified_by(lines, &spans).unwrap()
    }

    #[test]
    fn joins_a_word_cut_by_the_machine() {
        let head = "Classified By: Counselor for Political Affairs Mary Roe, reason";
        for (above, below, end) in [
            ("s 1.4 (b", ") and (d).", "reasons 1.4 (b) and (d)."),
            ("s: 1.4 (", "b) and (d)", "reasons: 1.4 (b) and (d)"),
            ("s 1.4  b", " and d", "reasons 1.4 b and d"),
            ("s 1.4 a", "nd b", "reasons 1.4 and b"),
            ("s 1.4 b", "and d", "reasons 1.4 b and d"),
            ("s 1.4", "b and d", "reasons 1.4 b and d"),
        ] {
            let lines = format!("{head}{above} \n{below} \n");
            assert!(read(&lines).ends_with(end), "{} - {end}", read(&lines));
        }
    }

    #[test]
    fn takes_labels_and_marks_away() {
        for text in
            ["CLASSIFIED BY DCM DOE", "(U) Classified by: DCM DOE", "Classfied By: 1. CLASSIFIED BY DCM DOE"]
        {
            assert_eq!(read(text), "DCM DOE");
        }
    }

    #[test]
    fn tells_a_list_of_letters_from_a_portion_mark() {
        assert!(is_list("(c), and (d).") && is_list("(C) & (D)"));
        assert!(!is_list("(C) Summary: the talks") && !is_list("(C) We") && !is_list("1. (C)"));
    }

    #[test]
    fn ends_with_the_reasons() {
        assert_eq!(read("DCM DOE PER 1.5 (B) AND (D). ACTION IN PARA 10."), "DCM DOE PER 1.5 (B) AND (D).");
        let named = "REASON 1.5 (B) AND (D), DCM DOE, EMBASSY OSLO.";
        assert_eq!(read(named), named);
    }

    #[test]
    fn finds_the_classifier_behind_the_mark_of_the_paragraph() {
        let text = ". CLASSIFIED BY DCM DOE, 1.5 (D). NIACT.";
        assert_eq!(in_text(text, &[Span::new(0, text.len())]).as_deref(), Some("DCM DOE, 1.5 (D)."));
        assert_eq!(in_text("THE DOG. IT BARKS", &[Span::new(0, 17)]), None);
    }
}
