//! One line that names a cable, or a paragraph of it, for a footnote.

use jiff::tz::TimeZone;
use serde::Serialize;

use crate::cable::Cable;

/// How a citation is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// The id first, then what it is: for notes and mails.
    #[default]
    Plain,
    /// As the National Archives of the United States ask for it: from whom to whom, the kind of document and its number,
    /// its subject, its date; after "Citing Foreign Affairs Records", the supplement to General Information Leaflet 17,
    /// "Citing Records in the National Archives of the United States". File, record group and repository end such a
    /// citation; a cable does not name them, so whoever cites adds them.
    Nara,
    /// A note after the Chicago Manual of Style, 17th edition, 14.111 and 14.221-14.231 (letters, unpublished documents):
    /// sender to recipient, title, kind of document, date, place in it. The collection ends such a note; whoever cites
    /// adds it.
    Chicago,
}

/// What is known of a cable and of the paragraph cited. What the cable does not say is `None`, never guessed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Citation {
    /// `09MEXICO2882`.
    pub reference_id: Option<String>,
    /// The day of its date-time group (UTC), `2009-10-05`.
    pub date: Option<String>,
    /// The post as printed.
    pub origin: Option<String>,
    /// The FM line.
    pub from: Option<String>,
    /// The first of the TO lines.
    pub to: Option<String>,
    /// The message number without leading zeros.
    pub number: Option<String>,
    /// The subject.
    pub subject: Option<String>,
    /// The subject's own portion mark.
    pub subject_marking: Option<String>,
    /// The base level of the whole message, in full words.
    pub classification: Option<&'static str>,
    /// The printed number of the paragraph.
    pub paragraph: Option<u32>,
    /// Its portion mark; `None` when it has none, which never means U.
    pub marking: Option<String>,
    /// The same day in words, `October 5, 2009`.
    #[serde(skip)]
    day: Option<String>,
    /// The index of a paragraph that has no number.
    #[serde(skip)]
    unnumbered: Option<usize>,
}

impl Citation {
    /// The citation of `cable`, read from the file named `file`, or of its paragraph at the index `paragraph`.
    pub fn of(cable: &Cable, file: &str, paragraph: Option<usize>) -> Self {
        let header = &cable.header;
        let day = header.date.map(|date| TimeZone::UTC.to_datetime(date).date());
        let cited = paragraph.and_then(|index| cable.paragraphs.get(index));
        let code = |marking: &crate::cable::Marking| marking.code.clone();
        Self {
            reference_id: cable.reference_id(file),
            date: day.map(|day| day.to_string()),
            origin: header.origin.clone(),
            from: header.from.clone(),
            to: header.to.first().map(|to| to.name.clone()),
            number: header.number.clone(),
            subject: header.subject.as_ref().map(|subject| folded(subject.text())),
            subject_marking: header.subject_marking.as_ref().map(code),
            classification: header.classification.map(|level| level.name()),
            paragraph: cited.and_then(|paragraph| paragraph.number),
            marking: cited.and_then(|paragraph| paragraph.marking.as_ref()).map(code),
            day: day.map(|day| day.strftime("%B %-d, %Y").to_string()),
            unnumbered: paragraph.filter(|_| cited.is_some_and(|paragraph| paragraph.number.is_none())),
        }
    }

    /// The citation in one line. It holds what the cable says as it says it: whoever prints it makes it safe.
    pub fn line(&self, style: Style) -> String {
        let cable = self.number.as_ref().or(self.reference_id.as_ref());
        let kind = |word: &str| cable.map_or_else(|| word.to_owned(), |number| format!("{word} {number}"));
        let (subject, parties) = (self.quoted(), self.parties());
        let parts = match style {
            Style::Plain => {
                [self.reference_id.clone(), self.date.clone(), self.origin.clone(), subject, self.place("¶ ")]
            }
            Style::Nara => {
                [parties, Some(kind("Telegram")), subject, self.day.clone(), self.place("paragraph ")]
            }
            Style::Chicago => {
                [parties, subject, Some(kind("telegram")), self.day.clone(), self.place("para. ")]
            }
        };
        let level = self.classification.map(str::to_owned);
        let parts: Vec<String> = parts.into_iter().chain([level]).flatten().collect();
        match style {
            Style::Chicago if !parts.is_empty() => parts.join(", ") + ".",
            _ => parts.join(", "),
        }
    }

    /// `from to to`, or either.
    fn parties(&self) -> Option<String> {
        let from = self.from.as_ref().or(self.origin.as_ref());
        match (from, &self.to) {
            (Some(from), Some(to)) => Some(format!("{from} to {to}")),
            (from, to) => from.or(to.as_ref()).cloned(),
        }
    }

    /// The subject in quotation marks behind its own mark.
    fn quoted(&self) -> Option<String> {
        let marking =
            self.subject_marking.as_ref().map(|marking| format!("({marking}) ")).unwrap_or_default();
        self.subject.as_ref().map(|subject| format!("“{marking}{subject}”"))
    }

    /// The paragraph and its mark.
    fn place(&self, word: &str) -> Option<String> {
        let marking = self.marking.as_ref().map(|marking| format!(" ({marking})")).unwrap_or_default();
        let unnumbered = || self.unnumbered.map(|index| format!("{} (unnumbered)", index + 1));
        let number = self.paragraph.map(|number| number.to_string()).or_else(unnumbered)?;
        Some(format!("{word}{number}{marking}"))
    }
}

/// Runs of white space as one blank.
fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
