//! Personal names by their form and place: behind a title, with a given name, family name first, signature.

use super::Kind;
use super::acronym::is_half;
use super::board::{Board, Claim, Found, Line};
use super::lexicon::{self, Marks};
use super::vote::is_firm;
use super::words::{Shape, Word};
use crate::cable::BlockKind;

/// The most words of a personal name.
const REACH: usize = 6;

/// Takes the names that need no vote.
pub(super) fn claim(board: &mut Board) {
    behind_titles(board);
    board.sweep(|line, at| {
        let found = |end: usize, why: &'static str| Found { words: at..end, kind: Kind::Person, why };
        signature(line, at)
            .map(|end| found(end, "signature"))
            .or_else(|| given(line, at).map(|end| found(end, "given name and family name")))
            .or_else(|| family_first(line, at).map(|end| found(end, "family name first")))
            // `Lars Foss management`: the company is called after somebody.
            .filter(|found| !is_firm(line, found.words.end))
    });
}

fn behind_titles(board: &mut Board) {
    let titles: Vec<Claim> = board.claims.iter().filter(|claim| claim.kind == Kind::Role).cloned().collect();
    for title in titles {
        let Some(line) = board.lines.get(title.line) else { continue };
        let short = line.word(title.words.end - 1).is_some_and(|word| word.text.len() < 5);
        let dot = short && line.sign(title.words.end, '.');
        let at = past_parenthesis(line, title.words.end + usize::from(dot));
        if let Some(end) = titled(line, at) {
            board.claim(title.line, at..end, Kind::Person, "behind a title");
        }
    }
    board.sweep(|line, at| {
        let address = line.before(at).is_some_and(|word| {
            word.is(Marks::ADDRESS) && word.capital()
                || word.text == "." && at > 1 && line.is(at - 2, Marks::ADDRESS) && line.capital(at - 2)
        });
        let end = if address { titled(line, at).or_else(|| addressed(line, at))? } else { return None };
        Some(Found { words: at..end, kind: Kind::Person, why: "form of address" })
    });
}

/// `Mr. Service`: behind a form of address any word is a name that is no title.
fn addressed(line: &Line, at: usize) -> Option<usize> {
    let not = Marks::TITLE | Marks::TITLE_PART | Marks::DEMONYM | Marks::PLACE | Marks::GRAMMAR;
    let word = line.word(at).filter(|word| word.shape == Shape::Capital && line.free(at))?;
    (!line.capitals && !word.is(not)).then_some(at + 1)
}

/// Past what stands in parentheses between title and name: an acronym, or `(ret.)`.
pub(super) fn past_parenthesis(line: &Line, at: usize) -> usize {
    let inside = line.word(at + 1).is_some_and(|word| {
        word.shape == Shape::Upper || matches!(word.lower.as_str(), "ret" | "retd" | "retired")
    });
    let close = at + 2 + usize::from(line.sign(at + 2, '.'));
    if line.sign(at, '(') && inside && line.sign(close, ')') { close + 1 } else { at }
}

/// A name behind a title: even a common word may be one there.
fn titled(line: &Line, at: usize) -> Option<usize> {
    let joined = at + 1 + usize::from(hyphen(line, at + 1));
    let small = line.is(at, Marks::PARTICLE) && line.word(joined).is_some_and(Word::name_like);
    let first = line.word(at).filter(|word| line.free(at) && (word.capital() || small))?;
    let not = Marks::BODY
        | Marks::DEMONYM
        | Marks::TITLE_PART
        | Marks::SITE
        | Marks::EVENT
        | Marks::LAW
        | Marks::PROGRAM;
    let common = first.is(Marks::COMMON) && !first.is(Marks::FIRST | Marks::FIGURE);
    let family = line.word(at + 1).is_some_and(|next| next.name_like() && !next.is(Marks::COMMON));
    // `Vice President Tho told us`: what a mind does tells who has it.
    let speaks = first.shape == Shape::Capital
        && !line.capitals
        && line.is(at + 1, Marks::SPEECH)
        && !first.is(Marks::NOUN | Marks::WORD);
    if common && !family && !speaks && !first.is(Marks::SURNAME) {
        return None;
    }
    // `CHARGE SAID`: in capitals a verb of speech is the verb.
    let given =
        first.lower == "said" && line.capital(at + 1) && !line.is(at + 1, Marks::COMMON | Marks::PLACE);
    if line.capitals && first.is(Marks::SPEECH) && first.is(Marks::COMMON) && !given {
        return None;
    }
    // `COUNSELOR SAW FABIO VRINDLE`: before a given name a verb is the verb.
    let met =
        line.capitals && first.is(Marks::COMMON) && first.is(Marks::DOES | Marks::TO_WHOM | Marks::FAMILY);
    if met && line.word(at + 1).is_some_and(|next| next.is(Marks::FIRST) && !next.is(Marks::COMMON)) {
        return None;
    }
    if common
        && (line.capitals && (first.is(Marks::DOES | Marks::TO_WHOM) || !first.is(Marks::SURNAME))
            || first.is(not))
    {
        return None;
    }
    // `President of the Council France`: a place alone is the place.
    let alone = !line.word(at + 1).is_some_and(|next| next.capital() && !next.is(Marks::COMMON));
    // `Consul General Bergen`: so is the town of a post.
    let post = first.town == Some(3) && alone;
    let posted = post && line.before(at).is_some_and(|title| ENVOYS.contains(&title.lower.as_str()));
    let place = first.is(Marks::DEMONYM | Marks::PLACE) || posted;
    let place = place && (alone || !first.is(Marks::SURNAME | Marks::FIRST));
    if place || is_acronym(line, at) {
        return None;
    }
    name_end(line, at)
}

/// Titles behind which stands the town of the post.
const ENVOYS: [&str; 5] = ["general", "consul", "ambassador", "charge", "chargé"];

/// Whether a word of capitals in a mixed line is an acronym rather than a name in capitals.
pub(super) fn is_acronym(line: &Line, at: usize) -> bool {
    line.word(at).is_some_and(|word| {
        word.shape == Shape::Upper
            && (lexicon::is_acronym(word.text) && !is_half(line, at) || !line.capitals && word.text.len() < 4)
    })
}

/// The end of the name that begins at `at`: capital words with initials, hyphens and particles between.
pub(super) fn name_end(line: &Line, at: usize) -> Option<usize> {
    let mut end = at;
    let mut next = at;
    let mut hyphens = 0;
    while next < at + REACH + hyphens && line.free(next) {
        // `Douglas-Home`: behind its hyphen any word is a name.
        let half = next > at && !line.capitals && hyphen(line, next - 1);
        if is_name_word(line, next, next == at || half) {
            end = next + 1;
            next = end;
            // `al-Attiyah`: the article's hyphen.
            if line.is(next - 1, Marks::PARTICLE) && hyphen(line, next) {
                next += 1;
                hyphens += 1;
            }
        } else if hyphen(line, next) && end == next && end > at && !is_pair(line, next) {
            next += 1;
            // `Dong-su`: the word behind the hyphen may be small.
            if line.word(next).is_some_and(|word| word.glued && word.shape == Shape::Small)
                && !line.is(next, Marks::TITLE_SUFFIX | Marks::COMMON)
            {
                end = next + 1;
                next = end;
            }
        } else if let Some(stop) = nickname(line, next).filter(|_| end == next && end > at) {
            next = stop;
            hyphens += 3;
        } else if line.is(next, Marks::PARTICLE) && next < at + 4 + hyphens {
            let joined = usize::from(hyphen(line, next + 1));
            next += 1 + joined;
            hyphens += joined;
        } else {
            break;
        }
    }
    let numbered =
        end > at && line.free(end) && line.word(end).is_some_and(|word| NUMERALS.contains(&word.text));
    let end = end + usize::from(numbered);
    let initial = end == at + 1 && line.word(at).is_some_and(|word| word.shape == Shape::Initial);
    (end > at && !initial).then_some(end)
}

/// Past the nickname in quotes inside of `Lars "Nino" Vrindle`.
fn nickname(line: &Line, at: usize) -> Option<usize> {
    let quote = |at: usize| line.word(at).is_some_and(|word| matches!(word.text, "\"" | "“" | "”"));
    let name = |at: usize| line.free(at) && line.word(at).is_some_and(Word::name_like);
    (quote(at) && name(at + 1) && quote(at + 2) && name(at + 3) && !line.is(at + 3, Marks::COMMON))
        .then_some(at + 3)
}

/// `Gromyko-Thompson talks`: the hyphen joins two people who meet, not the halves of a name.
fn is_pair(line: &Line, hyphen: usize) -> bool {
    let figure = |at: usize| line.is(at, Marks::FIGURE) && !line.is(at, Marks::FIRST);
    let first =
        line.before(hyphen).is_some_and(|word| !word.is(Marks::FIRST | Marks::PARTICLE | Marks::FAMILY));
    let meet =
        line.word(hyphen + 2).is_some_and(|word| word.shape == Shape::Small && word.is(Marks::MEETING));
    let figures = figure(hyphen - 1) as usize + figure(hyphen + 1) as usize;
    first && (figures == 2 || figures == 1 && meet)
}

/// Behind the names of kings and popes.
const NUMERALS: [&str; 11] = ["II", "III", "IV", "VI", "VII", "VIII", "IX", "XI", "XII", "XVI", "XXIII"];

fn hyphen(line: &Line, at: usize) -> bool {
    line.word(at).is_some_and(|word| word.glued && matches!(word.text, "-" | "–")) && line.glued(at + 1)
}

/// Whether a word may stand in a name, as its first word or behind others.
fn is_name_word(line: &Line, at: usize, first: bool) -> bool {
    // A name holds no figure and no negation: `PTQ2121`, `WON'T`.
    let plain = |word: &&Word| !word.text.bytes().any(|b| b.is_ascii_digit()) && !word.lower.ends_with("n't");
    let Some(word) = line.word(at).filter(plain) else { return false };
    let particle = word.is(Marks::PARTICLE) && word.shape != Shape::Capital && !word.is(Marks::FAMILY);
    // `LA MALFA`: in capitals the article of a family name is no acronym.
    let article = line.capitals && word.is(Marks::PARTICLE);
    if particle && !first || !article && lexicon::is_acronym(word.text) && !is_half(line, at) {
        return false;
    }
    if line.capitals {
        let fits = matches!(word.shape, Shape::Upper | Shape::Initial);
        // `U LWIN`: of single letters only the Burmese uncle begins a name.
        let long = word.text.len() > 1 || first && word.is(Marks::FIRST);
        // `STANLEY FOSTER`: behind a given name a family name that is no verb of what people do.
        let given =
            line.before(at).is_some_and(|before| before.is(Marks::FIRST) && !before.is(Marks::COMMON));
        let verb = Marks::DOES
            | Marks::SPEECH
            | Marks::MODAL
            | Marks::AUXILIARY
            | Marks::TO_WHOM
            | Marks::GRAMMAR
            | Marks::NOUN;
        let family = given && word.is(Marks::SURNAME) && !word.is(verb);
        return fits && long && (first || family || !word.is(Marks::COMMON | Marks::DEMONYM));
    }
    let shaped = word.name_like() || word.shape == Shape::Upper && word.text.len() > 3;
    // Behind a given name even a common word is one, unless it says what it is: `Ruben Castro Peon`.
    let given = line.before(at).is_some_and(|before| before.is(Marks::FIRST) && !before.is(Marks::COMMON));
    let useful = word.is(Marks::WORD) && !word.is(Marks::SURNAME | Marks::FIRST | Marks::FIGURE) && !given;
    // `Khalid bin Sultan`, `Abd al-Hakim Amir`
    let behind = given || line.before(at).is_some_and(|before| before.is(Marks::PARTICLE));
    let noun = useful || word.is(Marks::NOUN) && !(behind && word.is(Marks::FIRST));
    shaped && (first || word.shape == Shape::Initial || !noun && !word.opens)
}

/// A given name or initial with a family name behind.
fn given(line: &Line, at: usize) -> Option<usize> {
    let word = line.word(at).filter(|word| word.capital() && !is_acronym(line, at))?;
    let initial = word.shape == Shape::Initial && word.text.ends_with('.');
    let ordinary = word.is(Marks::COMMON | Marks::PLACE | Marks::TITLE | Marks::DEMONYM);
    // `TO ROB NORIEGA OF IT`
    let infinitive = line.before(at).is_some_and(|before| before.lower == "to" || before.is(Marks::MODAL));
    // `Said Zoltak would go`: a telegram leaves out who says it.
    let told = word.opens && word.is(Marks::SPEECH);
    let verb = word.is(Marks::COMMON)
        && (told
            || line.capitals
                && (word.is(Marks::SPEECH | Marks::TO_WHOM | Marks::MODAL)
                    || infinitive && !word.is(Marks::SURNAME)));
    // `in Santa Vrindle`
    let site = word.is(Marks::SITE_FIRST) && line.before(at).is_some_and(|before| before.is(Marks::AT));
    if site || verb || !(initial || word.is(Marks::FIRST) || before_given(line, at)) {
        return None;
    }
    let end = name_end(line, at).filter(|end| *end > at + 1)?;
    let last = line.word(end - 1)?;
    // `Mark Zeil`: a word that is a given name too, before one that can only be a name.
    let strange =
        last.marks == Marks::NONE || last.is(Marks::SURNAME) && !last.is(Marks::COMMON | Marks::PLACE);
    let listed = !word.is(Marks::PLACE | Marks::TITLE | Marks::DEMONYM);
    let running = !line.capitals && last.shape == Shape::Capital;
    let field = matches!(line.kind, BlockKind::Field(_)) && last.marks == Marks::NONE;
    let ordinary = ordinary && !(listed && strange && (running || field));
    let arabic = end > at + 2 && last.is(Marks::FIRST) && !line.capitals;
    let family = last.is(Marks::SURNAME) || !last.is(Marks::COMMON) || arabic;
    let certain = !ordinary
        || last.is(Marks::SURNAME) && !last.is(Marks::COMMON | Marks::PLACE) && !word.is(Marks::PLACE);
    let plain =
        last.is(Marks::COMMON) && (line.capitals || last.is(Marks::BODY | Marks::SITE | Marks::EVENT));
    (family && certain && !plain && !last.is(Marks::DEMONYM)).then_some(end)
}

/// An unknown name before a given name and more: the `Rubio` of `Rubio Pedro Malvas`.
fn before_given(line: &Line, at: usize) -> bool {
    let unknown = |word: &Word| {
        let strange = word.marks == Marks::NONE || word.marks == Marks::SURNAME;
        word.shape == Shape::Capital && strange && (!word.opens || word.town.is_none())
    };
    let given =
        |word: &Word| word.name_like() && word.is(Marks::FIRST) && !word.is(Marks::COMMON | Marks::PLACE);
    let family = line.word(at + 2).is_some_and(|word| word.name_like() && !word.is(Marks::NOUN));
    !line.capitals && line.word(at).is_some_and(unknown) && line.word(at + 1).is_some_and(given) && family
}

/// `Tran Quoc Lam`, `Kim Dong-su`.
fn family_first(line: &Line, at: usize) -> Option<usize> {
    // `Chyung Dai-chul`: the form of the given name tells.
    let halves = line.word(at + 1).is_some_and(Word::name_like)
        && hyphen(line, at + 2)
        && line.word(at + 3).is_some_and(|half| half.shape == Shape::Small && !half.is(Marks::COMMON));
    let strange = |word: &Word| word.name_like() && word.marks == Marks::NONE;
    let word = line.word(at).filter(|word| {
        word.capital()
            && (word.is(Marks::FAMILY) || halves && strange(word))
            && !(word.opens && word.is(Marks::COMMON))
    })?;
    let end = name_end(line, at).filter(|end| *end > at + 1)?;
    let known = (at + 1..end).any(|i| line.is(i, Marks::COMMON | Marks::PLACE) && !line.is(i, Marks::FAMILY));
    let short = (at + 1..end).all(|i| line.word(i).is_some_and(|w| w.text.len() < 8));
    (!known && short && !(line.capitals && word.is(Marks::COMMON))).then_some(end)
}

/// The signature: its block, a last line that is only a name, or last words in capitals behind the last full stop.
fn signature(line: &Line, at: usize) -> Option<usize> {
    let end = line.words.len();
    let letters = |word: &Word| word.capital() || word.text == "-";
    let plain = |word: &Word| word.is(Marks::COMMON) && !word.is(Marks::SURNAME);
    let name = line.last && end <= 2 && !line.words.iter().all(plain);
    if line.kind == BlockKind::Signature || name {
        return (at == 0 && end <= 4 && line.words.iter().all(letters)).then_some(end);
    }
    let running =
        matches!(line.kind, BlockKind::Prose | BlockKind::Item | BlockKind::Quote) && !line.capitals;
    if !running || end > at + 2 {
        return None;
    }
    let stop = line.before(at).is_some_and(|word| matches!(word.text, "." | "\"" | "”" | ")" | "U.S."));
    let upper = |word: &Word| {
        word.shape == Shape::Upper && word.text.len() > 2 && !word.is(Marks::PLACE) && !plain(word)
    };
    let name = line.words.get(at..)?.iter().all(upper) && !lexicon::is_acronym(line.word(at)?.text);
    (stop && name).then_some(end)
}

#[cfg(test)]
mod tests;
