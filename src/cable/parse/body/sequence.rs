//! Which of the lines that look like the beginning of a numbered paragraph are: the whole sequence decides.

use super::candidate::Candidate;

/// Numbers that a list inside a paragraph can have.
const LONGEST_LIST: usize = 100;

/// The candidates that open paragraphs.
pub(super) fn accept(candidates: Vec<Candidate>) -> Vec<Candidate> {
    let marked = candidates.iter().filter(|candidate| candidate.marking.is_some()).count() >= 2;
    let first = candidates.iter().position(|candidate| candidate.number == 1).unwrap_or(0);
    let mut chosen = Vec::new();
    let mut last: Option<u32> = None;
    let mut list: Option<u32> = None;
    let mut spaced = false;
    // The last number below an item by letters, and the item.
    let mut inner: Option<(usize, u32)> = None;
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
        let below =
            |item| candidate.number == 1 && last.is_some() || inner == Some((item, candidate.number - 1));
        if let Some(item) = candidate.item.filter(|&item| below(item)) {
            inner = Some((item, candidate.number));
            continue;
        }
        let fits = match (&candidate.marking, last) {
            (Some(_), last) => marked_fits(candidate, last),
            (None, None) => {
                let opens = candidate.opens && candidate.number <= 200;
                index >= first && (opens || !marked && begins(&candidates[index..]))
            }
            (None, Some(_)) if marked && is_rivalled(&candidates[index..]) => false,
            (None, Some(last)) => {
                // Where blank lines part the paragraphs, a number without one is in the middle of a paragraph, unless the
                // next number stands below it.
                let closed_up = !spaced || candidate.parted != Some(false);
                let runs_on = || !marked && runs_on(&candidates[index..], last, list, closed_up);
                let again = || !marked && !spaced && list.is_none() && repeats(candidate, last, next);
                let announced = candidate.announced && candidate.number == last + 1;
                let in_list = list == Some(last) || announced && next == Some(last + 2);
                let list_goes_on = in_list && !marked && is_repeated(&candidates[index..]);
                !list_goes_on && unmarked_fits(candidate, last, list, next, marked) || runs_on() || again()
            }
        };
        if fits {
            spaced |= candidate.parted == Some(true) && last.is_some();
            last = Some(candidate.number);
            list = None;
            chosen.push(index);
        } else if candidate.number == 1
            || candidate.announced && last == candidate.number.checked_sub(1)
            || list.is_some_and(|item| candidate.number == item + 1)
        {
            list = Some(candidate.number);
        }
    }
    let mut chosen = chosen.into_iter().peekable();
    let numbered = candidates.into_iter().enumerate();
    numbered.filter(|(index, _)| chosen.next_if_eq(index).is_some()).map(|(_, candidate)| candidate).collect()
}

/// Whether the number of the first of `candidates`, which has no mark, is that of the next one with a mark: a list has come
/// as far as the paragraphs.
fn is_rivalled(candidates: &[Candidate]) -> bool {
    let Some((candidate, below)) = candidates.split_first() else { return false };
    let marked = below.iter().find(|other| other.marking.is_some());
    marked.is_some_and(|other| other.number == candidate.number)
}

/// Whether the number of the first of `candidates`, which a list has come to, is printed again below before anything counts
/// from 1: then that is the paragraph's.
fn is_repeated(candidates: &[Candidate]) -> bool {
    let Some((candidate, below)) = candidates.split_first() else { return false };
    let mut list = below.iter().take(LONGEST_LIST).take_while(|other| other.number >= candidate.number);
    list.any(|other| other.number == candidate.number && (other.opens || other.ended))
}

/// A mark behind the number makes it nearly sure; what is left to doubt is a jump in the middle of running text.
fn marked_fits(candidate: &Candidate, last: Option<u32>) -> bool {
    if candidate.guessed && candidate.number != last.unwrap_or(0) + 1 {
        return false;
    }
    let Some(last) = last else { return !candidate.inside || candidate.number <= 2 };
    let ahead = (last..=last + 3).contains(&candidate.number);
    if candidate.inside {
        ahead && candidate.number > last && (candidate.ended || !candidate.wanted)
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

/// Whether the numbers begin with the first of `candidates`, below a summary or a line that says for whom the telegram is:
/// with the first number, and the second below it. A list that is announced begins none.
fn begins(candidates: &[Candidate]) -> bool {
    let [candidate, next, ..] = candidates else { return false };
    let claimed = candidate.wanted || candidate.announced || candidate.inside || candidate.embedded.is_some();
    candidate.leads && !claimed && candidate.number == 1 && next.number == 2 && (next.ended || next.opens)
}

/// Whether the number above is printed again in a copy without blank lines, and the next one below.
fn repeats(candidate: &Candidate, last: u32, next: Option<u32>) -> bool {
    let claimed = candidate.wanted || candidate.announced || candidate.inside;
    candidate.number == last && candidate.ended && !claimed && next == Some(last + 1)
}

/// Whether the first of `candidates` goes on with the numbers in a copy that has no marks, although the text above it ends
/// without a stop: with a table, or as telegrams end. There the number must be the next one, and nothing else may lay
/// claim to it: no word above it, no list, no better line below. Where blank lines part the other paragraphs, so that this
/// one is not `closed_up`, the number that follows must stand below, or a heading above.
fn runs_on(candidates: &[Candidate], last: u32, list: Option<u32>, closed_up: bool) -> bool {
    let Some((candidate, below)) = candidates.split_first() else { return false };
    let number = last + 1;
    let claimed = candidate.wanted || candidate.announced || candidate.inside || list == Some(last);
    if candidate.number != number || claimed {
        return false;
    }
    let rival = below.iter().find(|other| (number..=number + 1).contains(&other.number));
    let follows = |other: &Candidate| other.number > number && (other.ended || other.opens);
    match rival {
        Some(rival) if !closed_up => follows(rival),
        Some(rival) => rival.number > number || !rival.ended && !rival.opens,
        None => closed_up || candidate.headed,
    }
}

#[cfg(test)]
mod tests {
    use super::super::candidate;
    use super::*;
    use crate::cable::parse::line;

    /// The printed beginnings of the paragraphs.
    fn accepted(text: &str) -> Vec<&str> {
        let lines = line::split(text);
        let accepted = accept(candidate::candidates(text, &lines, 0));
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
    fn numbers_begin_below_a_summary_and_not_in_an_announced_list() {
        for lead in ["SUMMARY: BOATS CAME. END SUMMARY.", "FOR THE AMBASSADOR FROM JONES", "SUMMARY"] {
            assert_eq!(accepted(&format!("{lead}\n1. BOATS CAME.\n2. THEY LEFT.")).len(), 2, "{lead}");
        }
        for text in [
            "HE SAID:\n1. BOATS CAME.\n2. THEY LEFT.",
            "ON JUNE\n1. BOATS CAME.\n2. THEY LEFT.",
            "PROSE.\n\nMORE.\n1. A.\n2. B.",
        ] {
            assert_eq!(accepted(text).len(), 0, "{text}");
        }
    }

    #[test]
    fn a_number_above_the_next_one_needs_no_blank_line() {
        let text = "1. HE LEFT.\n\n2. HE MET\n-- EMIR\n3. HE SPOKE.\n4. NONE.";
        assert_eq!(accepted(text).len(), 4);
        assert_eq!(
            accepted("1. A.\n2. B.\n3. C.\n3. D.\n4. E."),
            ["1. A.", "2. B.", "3. C.", "3. D.", "4. E."]
        );
    }

    #[test]
    fn where_blank_lines_part_paragraphs_a_number_needs_one() {
        assert_eq!(accepted("1. We saw boats.\n\n2. They sailed past quay\n3. It rained").len(), 2);
    }
}
