//! The labels that an edition prints on lines of their own: `SUBJECT`, and what it is on the next line.

use crate::cable::Field;
use crate::cable::parse::body::number;
use crate::cable::parse::line::{Line, Role};

/// The labels, and the field they open.
const NAMES: [(&str, Field); 6] = [
    ("SUBJECT", Field::Subject),
    ("SUBJECTS", Field::Subject),
    ("REF", Field::References),
    ("REFS", Field::References),
    ("REFERENCE", Field::References),
    ("REFERENCES", Field::References),
];

/// Marks the labels from the line at `index` on, and what stands under each up to the next blank line. Gives the line behind
/// them.
pub(super) fn mark(text: &str, lines: &mut [Line], mut index: usize) -> usize {
    while let Some(field) = lines.get(index).and_then(|line| label(line.of(text))) {
        let under = lines[index + 1..].iter().enumerate();
        let goes_on = |(at, line): &(usize, &Line)| {
            let printed = line.of(text);
            (*at == 0 || !line.after_blank) && label(printed).is_none() && !number::opens(printed)
        };
        let length = under.take_while(goes_on).count();
        if length == 0 {
            break;
        }
        lines[index].role = Role::Header(None);
        for line in &mut lines[index + 1..=index + length] {
            line.role = Role::Header(Some(field));
        }
        index += length + 1;
    }
    index
}

fn label(printed: &str) -> Option<Field> {
    let name = printed.trim_end_matches(':');
    NAMES.iter().find(|(label, _)| *label == name).map(|(_, field)| *field)
}
