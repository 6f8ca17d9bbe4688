//! Which of the lines that look like the beginning of a numbered paragraph are: the whole sequence decides.

use super::number::Candidate;

/// The candidates that open paragraphs.
pub(super) fn accept(candidates: Vec<Candidate>) -> Vec<Candidate> {
    let marked = candidates.iter().filter(|candidate| candidate.marking.is_some()).count() >= 2;
    let first = candidates.iter().position(|candidate| candidate.number == 1).unwrap_or(0);
    let mut chosen = Vec::new();
    let mut last: Option<u32> = None;
    let mut list: Option<u32> = None;
    let mut spaced = false;
    for (index, candidate) in candidates.iter().enumerate() {
        let next = candidates.get(index + 1).map(|next| next.number);
        // The numbers of an embedded text are its own when those of the paragraphs go on behind it.
        let resumes = candidate.embedded.is_some_and(|end| {
            let behind = candidates.partition_point(|other| other.line < end);
            candidates.get(behind).is_none_or(|other| last.is_some_and(|last| other.number == last + 1))
        });
        if resumes {
            continue;
        }
        let fits = match (&candidate.marking, last) {
            (Some(_), last) => marked_fits(candidate, last),
            (None, None) => index >= first && candidate.opens && candidate.number <= 200,
            (None, Some(last)) => {
                // Where blank lines part the paragraphs, a number without one is in the middle of a paragraph.
                let closed_up = !spaced || candidate.parted != Some(false);
                let runs_on = || !marked && closed_up && runs_on(&candidates[index..], last, list);
                unmarked_fits(candidate, last, list, next, marked) || runs_on()
            }
        };
        if fits {
            spaced |= candidate.parted == Some(true) && last.is_some();
            last = Some(candidate.number);
            list = None;
            chosen.push(index);
        } else if candidate.number == 1 || list.is_some_and(|item| candidate.number == item + 1) {
            list = Some(candidate.number);
        }
    }
    let mut chosen = chosen.into_iter().peekable();
    let numbered = candidates.into_iter().enumerate();
    numbered.filter(|(index, _)| chosen.next_if_eq(index).is_some()).map(|(_, candidate)| candidate).collect()
}

/// A mark behind the number makes it nearly sure; what is left to doubt is a jump in the middle of running text.
fn marked_fits(candidate: &Candidate, last: Option<u32>) -> bool {
    let Some(last) = last else { return !candidate.inside || candidate.number <= 2 };
    let ahead = (last..=last + 3).contains(&candidate.number);
    if candidate.inside {
        ahead && candidate.number > last && candidate.ended
    } else {
        ahead || candidate.opens
    }
}

/// Without a mark only the sequence speaks for it, and an announced or running list speaks against it.
fn unmarked_fits(
    candidate: &Candidate,
    last: u32,
    list: Option<u32>,
    next: Option<u32>,
    marked: bool,
) -> bool {
    let number = candidate.number;
    let in_list = list.is_some_and(|item| number == item + 1);
    if candidate.inside {
        return number == last + 1;
    }
    if !candidate.ended && !candidate.opens || candidate.announced && number == 1 {
        return false;
    }
    if number == last + 1 {
        // A list that has come as far as the paragraphs: the real number is the one that follows.
        return !in_list || next != Some(number) && !marked;
    }
    if marked || in_list || !candidate.opens {
        return false;
    }
    number == last || (last + 2..=last + 3).contains(&number) && next == Some(number + 1)
}

/// Whether the first of `candidates` goes on with the numbers in a copy that has neither marks nor blank lines between
/// its paragraphs, although the text above it ends without a stop: with a table, or as telegrams end. There the number
/// must be the next one, and nothing else may lay claim to it: no word above it, no list, no better line below.
fn runs_on(candidates: &[Candidate], last: u32, list: Option<u32>) -> bool {
    let Some((candidate, below)) = candidates.split_first() else { return false };
    let number = last + 1;
    let claimed = candidate.wanted || candidate.announced || candidate.inside || list == Some(last);
    if candidate.number != number || claimed {
        return false;
    }
    let rival = below.iter().find(|other| (number..=number + 1).contains(&other.number));
    rival.is_none_or(|rival| rival.number > number || !rival.ended && !rival.opens)
}

#[cfg(test)]
mod tests {
    use super::super::number;
    use super::*;
    use crate::cable::parse::line;

    /// The printed beginnings of the paragraphs.
    fn accepted(text: &str) -> Vec<&str> {
        let lines = line::split(text);
        let accepted = accept(number::candidates(text, &lines, 0));
        accepted.iter().map(|candidate| lines[candidate.line].of(text)).collect()
    }

    #[test]
    fn a_telegram_needs_no_stops() {
        let text = "1. NOTE RECEIVED\n2. EMBASSY CONCURS\n3. BOATS SAILED";
        assert_eq!(accepted(text), ["1. NOTE RECEIVED", "2. EMBASSY CONCURS", "3. BOATS SAILED"]);
    }

    #[test]
    fn a_number_that_something_else_claims_opens_nothing() {
        for text in ["1. BOATS SAIL ON JUNE\n2. AND RETURN", "1. SEE PARAS 1 AND\n2. BOATS SAIL"] {
            assert_eq!(accepted(text).len(), 1, "{text}");
        }
        assert_eq!(accepted("1. WE SAW\n1) BOATS\n2) NETS\n2. ALL IS WELL").last(), Some(&"2. ALL IS WELL"));
        assert_eq!(accepted("1. WE SAW\n2. BOATS LAND.\n2. ALL IS WELL"), ["1. WE SAW", "2. ALL IS WELL"]);
    }

    #[test]
    fn where_blank_lines_part_paragraphs_a_number_needs_one() {
        assert_eq!(accepted("1. We saw boats.\n\n2. They sailed past quay\n3. It rained").len(), 2);
    }
}
