//! Offices, titles and ranks: `[Deputy Assistant] AG [for the Criminal Division]`.

mod complement;

use complement::complement;

use super::Kind;
use super::acronym::{Senses, is_unspeakable};
use super::board::{Board, Found, Line};
use super::head::ACTS;
use super::lexicon::{self, Marks, meanings};
use super::person::past_parenthesis;
use super::words::{Shape, Word};

/// The most words of a title before its complement.
const REACH: usize = 8;

/// Takes every title printed with capitals.
pub(super) fn claim(board: &mut Board, senses: &Senses) {
    board.sweep(|line, at| {
        let end = end(line, at)?;
        // `Public Ministry (MP)`: here the letters are no title.
        let other = |word: &Word| word.shape == Shape::Upper && senses.defines_other(word.text, Kind::Role);
        if end == at + 1 && line.word(at).is_some_and(other) {
            return None;
        }
        Some(Found { words: at..end, kind: Kind::Role, why: "title" })
    });
}

/// The end of the title that begins at `at`.
pub(super) fn end(line: &Line, at: usize) -> Option<usize> {
    let first = line.word(at).filter(|word| word.capital())?;
    // `AID Director`: the letters of a body are no part of the title.
    let body = !line.capitals
        && first.shape == Shape::Upper
        && !first.is(Marks::TITLE)
        && meanings(first.text).any(|meaning| meaning.kind.is_some());
    let phrase = line.longest(at, Marks::TITLE).is_some();
    let known = (phrase || first.is(Marks::TITLE | Marks::TITLE_PART)) && !body || is_abbreviated(line, at);
    let word = !line.capitals && !first.opens && first.shape == Shape::Capital && is_plain(line, at);
    let within = line.longest(at, Marks::NAMED_BODY).is_some_and(|end| end > at + 1);
    if !(known || word)
        || within
        || is_given(line, at)
        || ends_name(line, at)
        || of_office(line, at)
        || names_site(line, at)
        || ends_place(line, at)
        || is_crowd(line, at)
        || line.capitals
            && line.before(at).is_some_and(|to| to.lower == "to")
            && ACTS.contains(&line.lower(at))
    {
        return None;
    }
    let (head, end) = head_end(line, at)?;
    if !line.capitals && (at..head).any(|i| chairs(line, at, i)) {
        return None;
    }
    if line.is(end, Marks::BODY)
        && line.word(end).is_some_and(|next| next.capital() && next.shape != Shape::Upper || line.capitals)
    {
        return None;
    }
    if line.lower(end - 1).ends_with('s') && begins_body(line, end) {
        return None;
    }
    let end = suffix(line, end);
    // `Attorney General's Office`: the office is a body.
    let owns = line.word(end).is_some_and(|word| word.text.len() > 1 && word.shape == Shape::Sign);
    if owns && !line.capitals && OFFICES.contains(&line.lower(end + 1)) && line.capital(end + 1) {
        return None;
    }
    let full = complement(line, end);
    (full > end || sure(line, at, head, end)).then_some(full)
}

/// `[Foreign Affairs Committee] Chairman`: whether a body of several words, which stands outside of the title, ends at
/// `body`, seen from `at` on.
fn chairs(line: &Line, at: usize, body: usize) -> bool {
    let named = body > at || line.before(at).is_some_and(|word| word.capital() && !word.is(Marks::TITLE));
    named && line.free(body) && CHAIRED.contains(&line.lower(body))
}

/// Bodies that have a chairman rather than being a part of the title.
const CHAIRED: [&str; 11] = [
    "committee",
    "subcommittee",
    "council",
    "commission",
    "board",
    "agency",
    "bank",
    "institute",
    "foundation",
    "association",
    "federation",
];

/// `Ambassadors Working Group`: behind a title in the plural a body that is made of them.
fn begins_body(line: &Line, at: usize) -> bool {
    let within =
        |at: &usize| line.free(*at) && line.word(*at).is_some_and(|word| word.shape == Shape::Capital);
    (at..at + 3).take_while(within).any(|at| line.is(at, Marks::BODY)) && !line.capitals
}

/// The last title within the words that may belong to it: where it begins and ends.
fn head_end(line: &Line, at: usize) -> Option<(usize, usize)> {
    let mut next = at;
    let mut found = None;
    while next < at + REACH && line.free(next) {
        let word = line.word(next)?;
        let office = found.is_some_and(|(_, end)| end == next && !is_rank(line, next - 1));
        if is_given(line, next) || office && is_rank(line, next) {
            break;
        }
        let title = line.longest(next, Marks::TITLE).filter(|_| word.capital());
        if let Some(end) = title.or_else(|| is_abbreviated(line, next).then_some(next + 1)) {
            found = Some((next, end));
            next = end;
        } else if word.capital() && (word.is(Marks::TITLE_PART) || is_plain(line, next)) || joint(line, next)
        {
            next += 1;
        } else {
            break;
        }
    }
    found
}

/// `Foreign Secretary Sultan Khan`: behind a title one that is a given name too begins the name.
fn is_given(line: &Line, at: usize) -> bool {
    let title = line.before(at).is_some_and(|before| before.capital() && before.is(Marks::TITLE));
    let name =
        line.is(at + 1, Marks::SURNAME | Marks::FIGURE) && !line.is(at + 1, Marks::TITLE | Marks::COMMON);
    title && name && line.is(at, Marks::FIRST) && !line.is(at, Marks::TITLE_PART)
}

/// `Khalid bin Sultan`, `Port-au-Prince`, `Abdel Hakim Amir`: a title that ends a name is a part of it.
fn ends_name(line: &Line, at: usize) -> bool {
    let dash = line.glued(at) && line.before(at).is_some_and(|sign| sign.text == "-");
    let before = at.checked_sub(if dash { 2 } else { 1 });
    let particle = before.is_some_and(|before| {
        before > 0
            && (line.is(before, Marks::PARTICLE)
                || dash && line.word(before).is_some_and(|w| w.shape == Shape::Small))
    });
    let given = before.is_some_and(|before| {
        line.word(before).is_some_and(|word| {
            word.name_like() && word.is(Marks::FIRST) && !word.is(Marks::TITLE | Marks::COMMON | Marks::PLACE)
        })
    });
    let name = line.is(at, Marks::FIRST | Marks::SURNAME);
    let alone = !line.word(at + 1).is_some_and(Word::name_like);
    particle && (dash || name) || given && name && alone
}

/// `Prince Leopold Hospital`, `King Hussein Bridge`: what is called after somebody.
fn names_site(line: &Line, at: usize) -> bool {
    let title = line.longest(at, Marks::TITLE).unwrap_or(at + 1);
    let end =
        (title..title + 3).find(|i| !line.word(*i).is_some_and(|w| w.name_like() && !is_site(line, *i)));
    let country = line.longest(title, Marks::PLACE).is_some();
    end.is_some_and(|end| end > title && line.capital(end) && is_site(line, end))
        && !line.capitals
        && !country
}

/// `Representatives of the Salmon Society came`: several of a kind that open a sentence hold no office.
fn is_crowd(line: &Line, at: usize) -> bool {
    let several =
        line.word(at).is_some_and(|word| word.opens && word.lower.ends_with('s') && word.is(Marks::COMMON));
    several && line.lower(at + 1) == "of" && !line.capitals
}

/// Bodies that are called after who heads them.
pub(super) const OFFICES: [&str; 4] = ["office", "bureau", "secretariat", "chancery"];

/// `Sharm el Sheikh`, `House of Representatives`: a title that ends the name of a place or body is a part of it.
fn ends_place(line: &Line, at: usize) -> bool {
    let named = Marks::PLACE | Marks::NAMED_BODY;
    (at.saturating_sub(3)..at).any(|from| line.longest(from, named).is_some_and(|end| end > at))
}

fn is_site(line: &Line, at: usize) -> bool {
    line.is(at, Marks::SITE) && !line.is(at, Marks::PLACE) || CALLED_AFTER.contains(&line.lower(at))
}

/// Bodies that are called after somebody.
const CALLED_AFTER: [&str; 7] =
    ["hospital", "university", "college", "school", "institute", "foundation", "academy"];

/// An acronym of a title: `AG`, `DCM`.
fn is_abbreviated(line: &Line, at: usize) -> bool {
    line.word(at).is_some_and(|word| {
        word.shape == Shape::Upper
            && meanings(word.text).next().is_some_and(|meaning| meaning.kind == Some(Kind::Role))
    })
}

/// `Military Attache Colonel Foss`: behind an office the rank is another title.
fn is_rank(line: &Line, at: usize) -> bool {
    // `Commander General Foss`, but not `Consul General Foss`
    let general = line.lower(at) == "general"
        && at > 0
        && matches!(
            line.lower(at - 1),
            "commander" | "chief" | "staff" | "minister" | "chairman" | "attache"
        );
    general || RANKS.contains(&line.lower(at))
}

/// Ranks that close no office.
const RANKS: [&str; 18] = [
    "ltc",
    "ltgen",
    "majgen",
    "cdr",
    "cpt",
    "colonel",
    "major",
    "captain",
    "lieutenant",
    "admiral",
    "brigadier",
    "sergeant",
    "col",
    "maj",
    "capt",
    "lt",
    "adm",
    "brig",
];

/// A hyphen, `and`, or the dot of an abbreviation, with a title word behind.
fn joint(line: &Line, at: usize) -> bool {
    let behind =
        line.word(at + 1).is_some_and(|next| next.capital() && next.is(Marks::TITLE | Marks::TITLE_PART));
    let dot = line.sign(at, '.')
        && line.before(at).is_some_and(|word| {
            word.text.len() < 6
                && word.is(Marks::TITLE | Marks::TITLE_PART)
                && !WHOLE.contains(&word.lower.as_str())
        });
    // `Pol/Econ Chief`
    let dash = (line.sign(at, '-') || line.sign(at, '/')) && line.glued(at);
    // `COMATT AND ECON COUNSELOR` are two.
    let clipped = line.before(at).is_some_and(|word| CLIPS.iter().any(|clip| word.lower.ends_with(clip)));
    behind && (dot || dash || line.lower(at) == "and" && !clipped && and_title(line, at + 1))
}

/// Ends of titles as telegrams clip them.
const CLIPS: [&str; 5] = ["att", "atts", "off", "offs", "couns"];

/// Short titles that a dot does not abbreviate.
const WHOLE: [&str; 9] = ["king", "queen", "shah", "emir", "amir", "pope", "chief", "judge", "mayor"];

/// `Political and Economic Counselor`: the word behind `and` is followed by a title.
fn and_title(line: &Line, at: usize) -> bool {
    !line.is(at, Marks::TITLE) && line.is(at + 1, Marks::TITLE) && line.capital(at + 1)
}

/// A common word in capitals that could be part of a title: `Liaison`, `System`.
fn is_plain(line: &Line, at: usize) -> bool {
    let not = Marks::BODY
        | Marks::DEMONYM
        | Marks::PLACE
        | Marks::ADDRESS
        | Marks::FIRST
        | Marks::GRAMMAR
        | Marks::OF_STATE;
    line.word(at).is_some_and(|word| {
        word.shape == Shape::Capital
            && word.is(Marks::COMMON)
            && !word.opens
            && !word.is(not)
            && !word.is(Marks::OUTSIDE)
    }) && !line.capitals
}

/// `Office of the President` is a body.
fn of_office(line: &Line, at: usize) -> bool {
    let named = (at.saturating_sub(REACH)..at).rev().take_while(|i| line.capital(*i));
    let at = if line.capitals { at } else { named.last().unwrap_or(at) };
    let at = at - usize::from(line.before(at).is_some_and(|word| word.lower == "the"));
    // `Association for Justice`
    let cause = at > 1 && line.lower(at - 1) == "for" && line.lower(at) == "justice";
    at > 1 && (line.lower(at - 1) == "of" || cause) && line.is(at - 2, Marks::BODY) && line.capital(at - 2)
}

/// Past `-designate`.
fn suffix(line: &Line, at: usize) -> usize {
    let dash = line.sign(at, '-') && line.glued(at);
    if dash && line.is(at + 1, Marks::TITLE_SUFFIX) { at + 2 } else { at }
}

/// Whether words that end in a title are one: a name follows, the title is always one, or its capital tells.
fn sure(line: &Line, at: usize, head: usize, end: usize) -> bool {
    let alone = end == at + 1 && head == at;
    let opens = line.word(at).is_some_and(|word| word.opens);
    let next = past_parenthesis(line, end + usize::from(line.sign(end, '.')));
    let name = line.word(next).is_some_and(|word| {
        let common = line.capitals && word.is(Marks::COMMON) && !word.is(Marks::FIGURE);
        word.capital()
            && !common
            && !lexicon::is_acronym(word.text)
            && !word.is(Marks::BODY)
            && word.shape != Shape::Sign
    });
    // `RCFS DIRECTOR`: letters that are a body's tell whose title it is.
    let led = line.capitals
        && line.before(at).is_some_and(|body| {
            let known = meanings(body.text).any(|meaning| meaning.kind == Some(Kind::Organization));
            !body.is(Marks::COMMON) && (known || is_unspeakable(body))
        });
    let unsure = line.is(head, Marks::UNSURE) && !led;
    let telling = !(line.capitals || opens);
    name || !unsure || telling && (!alone || line.is(head, Marks::TELLING))
}

#[cfg(test)]
mod tests;
