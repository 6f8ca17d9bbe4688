//! What the copy wraps around the cable, and what that tells: page titles, archive rows and tables, remarks that the
//! text is an extract.

use jiff::Timestamp;

use super::attributes::{Attributes, Fact};
use super::when;
use crate::cable::parse::date;
use crate::cable::parse::head::{addressee, caption, level, tags};
use crate::cable::parse::line::{Line, Role};
use crate::cable::parse::repair::Repairer;
use crate::cable::parse::scan;
use crate::cable::{Header, Span};

/// What the lines of the wrapper tell about the cable.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::cable::parse) struct Wrapping {
    /// The cable's id with a two-digit year, `09OSLO12`.
    pub(in crate::cable::parse) id: Option<String>,
    /// Date and time as printed, taken as UTC.
    date: Option<Timestamp>,
    /// The copy says that it is an extract.
    partial: bool,
    /// What stands behind the id in a page's title.
    title: Option<Span>,
    attributes: Attributes,
}

impl Wrapping {
    /// Learns from the lines that have been found to be wrapper.
    pub(in crate::cable::parse) fn of(text: &str, lines: &[Line]) -> Self {
        let mut wrapping = Self::default();
        // Below the text a page names other cables and other days.
        let mut ahead = true;
        for line in lines {
            match line.role {
                Role::Wrapper => wrapping.read(text, line.text, ahead),
                role => ahead &= role != Role::Text,
            }
        }
        let told = |fact| wrapping.attributes.value(fact).map(|span| &text[span.range()]);
        let labelled = told(Fact::Id).and_then(|printed| printed.split(['_', ' ']).find_map(id));
        let dated = told(Fact::Date).and_then(when::moment).map(|moment| moment.date);
        wrapping.id = labelled.or(wrapping.id);
        wrapping.date = dated.or(wrapping.date);
        wrapping
    }

    fn read(&mut self, text: &str, line: Span, ahead: bool) {
        let printed = &text[line.range()];
        self.partial |= scan::contains(printed, "partial extract");
        self.attributes.read(text, line);
        if !ahead {
            return;
        }
        let words =
            || printed.split(|c: char| c.is_whitespace() || "\",;|()_".contains(c)).take(40).find_map(id);
        self.id = self.id.take().or_else(words);
        let timed = || when::moment(printed).filter(|moment| moment.timed);
        self.date = self.date.or_else(|| timed().map(|moment| moment.date));
        if scan::starts(printed, "viewing cable ") {
            let at = printed.find(", ").map(|at| at + 2);
            self.title = at.map(|at| Span::new(line.start + at, line.end));
        }
    }

    /// Gives the header what the message itself does not say.
    pub(in crate::cable::parse) fn complete(&self, text: &str, header: &mut Header, repairer: &Repairer) {
        let told = |fact| self.attributes.value(fact).map(|span| &text[span.range()]);
        header.partial = self.partial;
        header.date = header.date.or(self.date);
        if let (None, Some(printed)) = (header.classification, told(Fact::Classification))
            && let Some((level, end)) = level::level(printed)
        {
            header.classification = Some(level);
            header.captions.extend(caption::captions(printed[end..].trim_start_matches(['/', ' '])));
        }
        header.from = header.from.take().or_else(|| told(Fact::From).map(scan::folded));
        if header.to.is_empty() {
            let names = told(Fact::To).into_iter().flat_map(|printed| printed.split(['|', ';']));
            header.to.extend(names.map(|name| addressee::addressee(name.trim())));
        }
        if header.tags.is_empty() {
            header.tags.extend(told(Fact::Tags).into_iter().flat_map(tags::tags));
        }
        if header.subject.is_none() {
            let subject = self.attributes.value(Fact::Subject).or(self.title);
            header.subject = subject.map(|span| repairer.reading([span]));
        }
        if let (None, Some(id)) = (&header.origin, &self.id) {
            let name = id.trim_start_matches(|c: char| c.is_ascii_digit());
            let number = name.trim_start_matches(|c: char| c.is_ascii_uppercase());
            let post = &name[..name.len() - number.len()];
            let witnesses = [told(Fact::Origin), told(Fact::From)];
            header.origin = witnesses.into_iter().flatten().find_map(|printed| printed_post(printed, post));
            header.number = Some(number.to_owned());
        }
    }
}

/// The post as an attribute prints it, `Embassy Cape Town`, when it is the one of the id.
fn printed_post(printed: &str, post: &str) -> Option<String> {
    let upper = printed.to_ascii_uppercase();
    let words: Vec<&str> = upper.split_whitespace().collect();
    (0..words.len()).map(|at| &words[at..]).find(|words| words.concat() == post).map(|words| words.join(" "))
}

/// The id that a word is: two or four digits of a year, a post, a number. A year of four digits is shortened.
pub(in crate::cable::parse) fn id(word: &str) -> Option<String> {
    let post = word.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = post.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let year = date::year(&word[..word.len() - post.len()])?;
    let letters = &post[..post.len() - number.len()];
    let plausible = (3..=24).contains(&letters.len()) && scan::digits(number) == number.len();
    let number = number.trim_start_matches('0');
    (plausible && !number.is_empty()).then(|| format!("{:02}{letters}{number}", year % 100))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn learn(text: &str) -> Wrapping {
        let mut lines = crate::cable::parse::line::split(text);
        lines.iter_mut().for_each(|line| line.role = Role::Wrapper);
        Wrapping::of(text, &lines)
    }

    #[test]
    fn learns_id_date_and_extract() {
        let page = learn(
            "This record is a partial extract of the original cable.\nThursday, 24 April 2008, 09:01\nWikileak 08OSLO12",
        );
        assert!(page.partial);
        assert_eq!(page.id.as_deref(), Some("08OSLO12"));
        assert_eq!(page.date.map(|date| date.to_string()).as_deref(), Some("2008-04-24T09:01:00Z"));

        let row = learn("22350\t2004-11-02 18:31:00\t2004OSLO00012\tEmbassy Oslo");
        assert_eq!(row.id.as_deref(), Some("04OSLO12"));
        assert_eq!(row.date.map(|date| date.to_string()).as_deref(), Some("2004-11-02T18:31:00Z"));
    }

    #[test]
    fn a_label_counts_more_than_a_word() {
        let page = learn(
            "See also 05PARIS1 of 2005-01-01 10:00\nReference ID: 2008OSLO00012_a\nCreated: 2008-04-24\n",
        );
        assert_eq!(page.id.as_deref(), Some("08OSLO12"));
        assert_eq!(page.date.map(|date| date.to_string()).as_deref(), Some("2008-04-24T00:00:00Z"));
    }

    #[test]
    fn the_post_is_the_one_of_the_id() {
        assert_eq!(printed_post("Embassy Cape Town", "CAPETOWN").as_deref(), Some("CAPE TOWN"));
        assert_eq!(printed_post("Secretary of State", "STATE").as_deref(), Some("STATE"));
        assert_eq!(printed_post("Embassy Oslo", "PARIS"), None);
    }
}
