//! Ranges over several paragraphs, and those too long to be kept whole: known by their two ends, and by the hash of all
//! their letters.

use super::quote::EXACT_MAX;
use super::{Anchor, Finder, Fit, Place, fold};
use crate::cable::{Span, boundary};

/// Most bytes of either end.
const END_MAX: usize = 256;

impl Finder<'_> {
    /// The anchor of what the paragraphs show of `span` of the decoded text; `None` when they show nothing of it.
    pub fn range(&self, span: Span) -> Option<Anchor> {
        let paragraphs = self.cable.paragraphs.iter().enumerate();
        let touched = paragraphs.filter(|(_, paragraph)| paragraph.span.overlaps(span));
        let mut parts =
            touched.filter_map(|(at, _)| Some((at, self.text.folded.shown(self.cable, at, span)?)));
        let (first, head) = parts.next()?;
        let (last, tail) = parts.next_back().unwrap_or((first, head.clone()));
        let is_whole = self.text.folded.paragraphs.get(first) == Some(&head);
        if first == last && (is_whole || head.len() <= EXACT_MAX) {
            return self.anchor(first, head);
        }
        let until = self.anchor(last, self.last_words(&tail))?;
        let range_sha = self.letters_sha(&(head.start..tail.end));
        let anchor = self.anchor(first, self.first_words(&head))?;
        Some(Anchor { until: Some(Box::new(until)), range_sha, ..anchor })
    }

    /// Where the range from the quote of `anchor` to that of `until` fits.
    pub(super) fn fit_range(&self, anchor: &Anchor, until: &Anchor) -> Fit {
        let (first, last) = (self.fit_quote(anchor), self.fit_quote(until));
        if let (Fit::Exact(start) | Fit::Moved(start), Fit::Exact(end) | Fit::Moved(end)) = (&first, &last) {
            if end.start < start.end {
                return Fit::Choices(Vec::new());
            }
            let range = start.start..end.end;
            if self.letters_sha(&range) != anchor.range_sha {
                return Fit::Choices(vec![range]);
            }
            let exact = matches!((first, last), (Fit::Exact(_), Fit::Exact(_)));
            return if exact { Fit::Exact(range) } else { Fit::Moved(range) };
        }
        // From each beginning to the next end behind it.
        let (starts, ends) = (first.places(), last.places());
        let range = |start: &Place| {
            let end = ends.get(ends.partition_point(|end| end.start < start.end))?;
            Some(start.start..end.end)
        };
        Fit::Choices(starts.iter().filter_map(range).collect())
    }

    fn letters_sha(&self, range: &Place) -> String {
        fold::hash(&fold::letters(&self.text.folded.text[range.clone()]))
    }

    /// The beginning of a place, up to a blank where it is cut.
    fn first_words(&self, place: &Place) -> Place {
        let text = &self.text.folded.text[place.clone()];
        if text.len() <= END_MAX {
            return place.clone();
        }
        let most = boundary(text, END_MAX);
        place.start..place.start + text[..most].rfind(' ').unwrap_or(most)
    }

    /// The end of a place, from behind a blank where it is cut.
    fn last_words(&self, place: &Place) -> Place {
        let text = &self.text.folded.text[place.clone()];
        if text.len() <= END_MAX {
            return place.clone();
        }
        let least = (text.len() - END_MAX..).find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        place.start + text[least..].find(' ').map_or(least, |at| least + at + 1)..place.end
    }
}

impl Fit {
    /// All places, in the order of the text.
    fn places(self) -> Vec<Place> {
        match self {
            Self::Exact(place) | Self::Moved(place) => vec![place],
            Self::Choices(places) => places,
        }
    }
}
