//! Sections: known by the text of their heading.

use super::quote::abridged;
use super::{Anchor, CHOICES_MAX, Finder, Found, Resolution, fold};
use crate::cable::{Cable, Span};

/// A heading that stands above a paragraph.
pub(super) struct Section {
    /// Index into the cable's headings.
    heading: usize,
    text: String,
    /// What it is told by: its letters, or all of it when it has none.
    letters: String,
    /// The paragraph below.
    paragraph: usize,
    span: Span,
}

/// The sections of a cable, in order.
pub(super) fn all(cable: &Cable) -> Vec<Section> {
    let section = |(heading, found): (usize, &crate::cable::Heading)| {
        let reading = &cable.blocks.get(found.block)?.reading;
        let words: Vec<&str> = reading.text().split_whitespace().collect();
        let text = abridged(&words.join(" "));
        let letters = key(&text);
        Some(Section { heading, text, letters, paragraph: found.before?, span: reading.span() })
    };
    cable.headings.iter().enumerate().filter_map(section).collect()
}

fn key(text: &str) -> String {
    let letters = fold::letters(text);
    if letters.is_empty() { text.to_owned() } else { letters }
}

impl Finder<'_> {
    /// The anchor of the section below a heading (index into the cable's headings); `None` when no paragraph follows it.
    pub fn section(&self, heading: usize) -> Option<Anchor> {
        let section = self.text.sections.iter().find(|section| section.heading == heading)?;
        let same = self.text.sections.iter().filter(|other| other.letters == section.letters);
        Some(Anchor {
            label: self.label(section.paragraph),
            text_sha: self.text.sha.clone(),
            para_sha: self.text.hashes.get(section.paragraph)?.clone(),
            twin: same.count() > 1,
            section: section.text.clone(),
            ..Anchor::default()
        })
    }

    pub(super) fn find_section(&self, anchor: &Anchor) -> Resolution {
        let letters = key(&anchor.section);
        let is_over = |section: &&Section| self.text.hashes.get(section.paragraph) == Some(&anchor.para_sha);
        let same: Vec<&Section> =
            self.text.sections.iter().filter(|section| section.letters == letters).collect();
        if let [section] = same[..]
            && !anchor.twin
        {
            let exact = section.text == anchor.section && is_over(&section);
            return if exact {
                Resolution::Exact(section.found())
            } else {
                Resolution::Moved(section.found())
            };
        }
        if anchor.text_sha == self.text.sha
            && let [section] = same.iter().copied().filter(is_over).collect::<Vec<_>>()[..]
        {
            return Resolution::Exact(section.found());
        }
        let choices: Vec<Found> = same.iter().map(|section| section.found()).take(CHOICES_MAX).collect();
        if choices.is_empty() { Resolution::Lost } else { Resolution::Ambiguous(choices) }
    }
}

impl Section {
    fn found(&self) -> Found {
        Found { paragraph: self.paragraph, last: self.paragraph, span: self.span }
    }
}
