//! How far a release may go: the level and the handling words that its receiver may hold.

use std::collections::BTreeSet;

use crate::cable::{Marking, Span};

/// The levels in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    /// U.
    Open,
    /// SBU, FOUO, LOU: unclassified, and still not for everybody. The marks of three periods for one thing.
    Controlled,
    Confidential,
    Secret,
    TopSecret,
}

/// What a mark says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Grade {
    pub(super) level: Level,
    /// NF, OC, EXDIS ...: each narrows who may read it.
    pub(super) handling: BTreeSet<String>,
    /// The list behind REL.
    releasable: Option<String>,
}

impl Grade {
    /// Reads the code of a [`Marking`]; `None` for one that this does not know.
    pub(super) fn of(code: &str) -> Option<Self> {
        let (words, releasable) = match code.split_once("/REL ") {
            Some((words, list)) => (words, Some(list.to_owned())),
            None => (code, None),
        };
        let mut words = words.split('/');
        let level = match words.next()? {
            "U" => Level::Open,
            "SBU" | "FOUO" | "LOU" => Level::Controlled,
            "C" => Level::Confidential,
            "S" => Level::Secret,
            "TS" => Level::TopSecret,
            _ => return None,
        };
        let (official, handling): (Vec<&str>, Vec<&str>) = words.partition(|word| *word == "FOUO");
        let level = if official.is_empty() { level } else { level.max(Level::Controlled) };
        Some(Self { level, handling: handling.into_iter().map(str::to_owned).collect(), releasable })
    }

    /// The mark without the names of a REL list, which are free text: what a report may say of it.
    pub(super) fn words(&self) -> String {
        let level = match self.level {
            Level::Open => "U",
            Level::Controlled => "SBU",
            Level::Confidential => "C",
            Level::Secret => "S",
            Level::TopSecret => "TS",
        };
        let handling =
            self.handling.iter().map(String::as_str).chain(self.releasable.as_ref().map(|_| "REL"));
        [level].into_iter().chain(handling).collect::<Vec<_>>().join("/")
    }
}

/// The highest mark that may go out.
///
/// A text goes out when its level is not higher, when the ceiling names every handling word of its mark, and when both
/// name the same countries behind REL: whether one list includes another is not guessed. U without more always fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ceiling {
    code: String,
    grade: Grade,
}

impl Ceiling {
    /// Reads a ceiling as it is typed: `U`, `SBU`, `s/nf`, `C/REL ISAF`.
    ///
    /// # Errors
    /// In one line, what can be typed.
    pub fn parse(typed: &str) -> Result<Self, String> {
        let mark = format!("({typed})");
        let marking = Marking::read(&mark, Span::new(0, mark.len()))
            .filter(|marking| marking.span.end == mark.len() && marking.scope.is_none());
        let code = marking.map(|marking| marking.code);
        let grade = code.as_deref().and_then(Grade::of);
        let wrong = || {
            String::from(
                "name the highest mark that may go out: U, SBU, C, S or TS, as in U, S/NF or C/REL ISAF",
            )
        };
        code.zip(grade).map(|(code, grade)| Self { code, grade }).ok_or_else(wrong)
    }

    /// In its normal spelling.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// Whether what carries this mark may go out.
    pub(super) fn allows(&self, code: &str) -> bool {
        let Some(grade) = Grade::of(code) else { return false };
        let everybody = grade.level == Level::Open && grade.releasable.is_none();
        grade.level <= self.grade.level
            && grade.handling.is_subset(&self.grade.handling)
            && (everybody || grade.releasable == self.grade.releasable)
    }

    /// Whether it names the handling word.
    pub(super) fn names(&self, handling: &str) -> bool {
        self.grade.handling.contains(handling)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allowed(ceiling: &str, codes: &[&str]) -> Vec<bool> {
        let ceiling = Ceiling::parse(ceiling).unwrap();
        codes.iter().map(|code| ceiling.allows(code)).collect()
    }

    #[test]
    fn no_mark_above_the_ceiling_goes_out() {
        let codes = ["U", "U/FOUO", "FOUO", "SBU", "LOU", "C", "S", "TS"];
        for (ceiling, count) in [("U", 1), ("u//fouo", 5), ("SBU", 5), ("C", 6), ("S", 7), ("TS", 8)] {
            let expected: Vec<bool> = (0..codes.len()).map(|at| at < count).collect();
            assert_eq!(allowed(ceiling, &codes), expected, "{ceiling}");
        }
    }

    #[test]
    fn every_handling_word_must_be_named() {
        let codes = ["U", "U/NF", "SBU/NF", "S", "S/NF", "S/FGI/NF", "S/EXDIS", "S/XYZ"];
        assert_eq!(allowed("S", &codes), [true, false, false, true, false, false, false, false]);
        assert_eq!(allowed("S/NF", &codes), [true, true, true, true, true, false, false, false]);
        assert_eq!(allowed("U", &codes), [true, false, false, false, false, false, false, false]);
    }

    #[test]
    fn a_release_list_must_be_the_same() {
        let codes = ["U", "SBU", "S", "S/REL UK", "S/REL UK, CANADA", "C/REL UK", "U/REL UK"];
        assert_eq!(allowed("S", &codes), [true, true, true, false, false, false, false]);
        assert_eq!(allowed("S/REL TO UK", &codes), [true, false, false, true, false, true, true]);
    }

    #[test]
    fn what_is_no_mark_is_no_ceiling() {
        for typed in
            ["", "X", "U)", "U) (S", "C/XYZ", "NF", "REL UK", "C - ENTIRE TEXT", "UNKNOWN", "U\u{200b}"]
        {
            assert!(Ceiling::parse(typed).unwrap_err().contains("highest mark"), "{typed}");
        }
        assert_eq!(Ceiling::parse("secret//noforn").unwrap().code(), "S/NF");
    }

    #[test]
    fn a_report_names_no_list() {
        assert_eq!(Grade::of("S/NF/REL ANY WORDS").unwrap().words(), "S/NF/REL");
    }
}
