//! What the words around a candidate say of it.

use std::ops::Range;

use super::Evidence;
use crate::cable::BlockKind;
use crate::entity::Kind;
use crate::entity::acronym;
use crate::entity::board::Line;
use crate::entity::lexicon::{self, Marks, meanings};
use crate::entity::words::{Shape, Word};

/// Behind these stands a thing more often than somebody.
const NO_PERSON_BEHIND: [&str; 11] = ["the", "a", "an", "during", "on", "&", "\"", "“", "‘", "'", "no"];

/// Adds the points of one mention.
pub(super) fn weigh(line: &Line, words: Range<usize>, evidence: &mut Evidence) {
    let (at, end) = (words.start, words.end);
    let Some(word) = line.word(at) else { return };
    // What stands before `al-Tamzit` stands before its article.
    let article = line.joined(at) && at > 1 && line.is(at - 2, Marks::PARTICLE);
    let before = line.before(if article { at - 2 } else { at });
    let next = line.word(end);
    let has = |marks: Marks| next.is_some_and(|word| word.is(marks));
    let mut person = 0;
    if has(Marks::SPEECH) {
        person += 3;
    } else if has(Marks::DOES) {
        person += 1;
    }
    person += u32::from(next.is_some_and(|word| word.text.len() > 1 && word.shape == Shape::Sign));
    person += u32::from(
        before.is_some_and(|word| word.is(Marks::TO_WHOM) && (line.capitals || !word.is(Marks::JOINT))),
    );
    person += u32::from(before.is_some_and(|word| word.is(Marks::SPEECH)));
    let last = line.word(end - 1);
    let figure = end > at + 1 && lexicon::word(&line.phrase(words.clone()), false).any(Marks::FIGURE);
    if figure || last.is_some_and(|word| word.is(Marks::FIGURE)) {
        person += 3;
    } else if last.is_some_and(|word| word.is(Marks::SURNAME | Marks::FAMILY)) {
        person += 1;
    }
    person += u32::from(word.is(Marks::FIRST));
    person += u32::from(line.sign(at.wrapping_sub(1), '(') || line.sign(end, ')'));
    person += u32::from(end > at + 1);
    let sited = word.is(Marks::SITE_FIRST) || before.is_some_and(|word| word.is(Marks::AT));
    person += u32::from(end > at + 1 && !sited && last.is_some_and(|word| word.is(Marks::SURNAME)));
    person += apposition(line, at, end);
    // A capital among small letters on what is no word and no town is half a person.
    let telling = word.name_like() && !line.capitals;
    let strange = last
        .is_some_and(|last| !last.is(Marks::COMMON | Marks::PLACE | Marks::DEMONYM) && last.town.is_none());
    let unknown = strange && last.is_some_and(|last| last.marks == Marks::NONE);
    let open = before.is_none_or(|word| {
        let aged =
            word.text == "," && at > 1 && line.word(at - 2).is_some_and(|word| word.shape == Shape::Number);
        !(word.is(Marks::AT) || aged || NO_PERSON_BEHIND.contains(&word.lower.as_str()))
    });
    // `the Zoltak regime`, `Zoltak murder`
    let owns = strange && has(Marks::OF_MIND) && (telling || line.capitals);
    person += u32::from(owns) + u32::from(owns && (line.capitals || !open));
    person += if telling && strange && open { 2 } else { u32::from(unknown) };
    person += u32::from(has(Marks::MODAL)) + nation_behind(line, end);
    // `Zoltak to see Vrindle`
    person += u32::from(
        next.is_some_and(|to| to.lower == "to") && line.is(end + 1, Marks::TO_WHOM | Marks::MEETING),
    );
    // Letters to be spelled, and short capitals among small letters, are no family names.
    let single = end == at + 1;
    let letters = single && word.shape == Shape::Upper && is_letters(line, word);
    evidence.person += if letters { 0 } else { person };
    // `GRZ Minister`, `NU vice chairman`, `Permina Director`
    let staffed = has(Marks::TITLE) && !has(Marks::DOES);
    let upper = single && word.shape == Shape::Upper && !line.capitals && word.marks == Marks::NONE;
    let running = matches!(line.kind, BlockKind::Prose | BlockKind::Item) && line.capitals;
    let thing = has(Marks::THING)
        || next.is_some_and(|next| next.shape == Shape::Number || next.glued && next.text == "-");
    let spoken = running && !thing && !word.glued && acronym::is_unspeakable(word) && word.text.len() > 2;
    let body = has(Marks::CAMP) || staffed || spoken || spelled_body(line, at);
    evidence.body += if (letters || upper) && body { 3 } else { 0 };
    let unknown = single && telling && word.marks == Marks::NONE && word.town.is_none();
    let led = unknown
        && staffed
        && next.is_some_and(Word::capital)
        && line.is(end + 1, Marks::FIRST | Marks::SURNAME);
    let firm = next.is_some_and(|next| next.shape == Shape::Small) && is_firm(line, end);
    let manned = telling && strange && (has(Marks::OF_BODY) || firm);
    // `Jamaat leader Maudoodi`
    // `Zoltak co-chairman Foss`
    let who =
        if next.is_some_and(|next| next.lower == "co") && line.sign(end + 1, '-') { end + 2 } else { end };
    let small =
        line.word(who).is_some_and(|word| word.shape == Shape::Small && word.is(Marks::TITLE | Marks::CAMP));
    let headed = unknown && small && line.word(who + 1).is_some_and(Word::name_like);
    evidence.body += if led || manned || headed { 5 } else { 0 } + if firm { 4 } else { 0 };
    evidence.body += body_behind(line, at, end) + camp_in_capitals(line, at, end);
    // `the Labor party (PvdA)`
    let beside = at > 1 && line.sign(at - 1, '(') && line.sign(end, ')') && word.shape != Shape::Capital;
    evidence.body += if beside && line.is(at - 2, Marks::INTRODUCES) { 3 } else { 0 };
    evidence.common |= word.is(Marks::COMMON) && end == at + 1;
    let auxiliary = before.is_some_and(|word| word.is(Marks::AUXILIARY));
    if line.capitals && auxiliary {
        evidence.person = 0;
    }
    if next.is_some_and(|next| next.shape == Shape::Small && next.is(Marks::UNDERTAKING))
        && !line.capitals
        && !last.is_some_and(|last| last.is(Marks::FIGURE))
    {
        evidence.program += 3;
    }
    // `El` and `San` begin nicknames too.
    let site = word.is(Marks::SITE_FIRST) && !word.is(Marks::PARTICLE) && end > at + 1;
    // `in Oslo`, but not `in Dravicek's view`.
    let owner = next.is_some_and(|word| word.text.len() > 1 && word.shape == Shape::Sign);
    let sited = before.is_some_and(|word| word.is(Marks::AT));
    // `work in SEGEPLAN`: among small letters strange capitals are a body wherever they stand.
    let spelled = upper && word.town.is_none() && word.text.len() > 3;
    evidence.place += match (sited, owner) {
        (true, _) if spelled => 0,
        (true, false) => 5,
        _ => 3 * u32::from(sited),
    };
    evidence.place += 3 * u32::from(site);
    evidence.body += if spelled && sited { 3 } else { 0 };
    evidence.place += sited_by_noun(line, at, end) + in_region(line, at, end);
    if before.is_some_and(|word| word.lower == "the") {
        evidence.body += 2;
    }
    if !line.capitals && matches!(word.shape, Shape::Upper | Shape::Mixed) && end == at + 1 {
        evidence.body += 2;
    }
}

/// `Lars Foss management`, `Lars Foss textile plant`: what only a company has stands at `at` or behind one more word.
pub(in crate::entity) fn is_firm(line: &Line, at: usize) -> bool {
    let small = |at: usize| line.word(at).is_some_and(|word| word.shape == Shape::Small);
    let kind = small(at) && !line.is(at, Marks::GRAMMAR | Marks::AT | Marks::JOINT);
    small(at) && line.is(at, Marks::OF_FIRM) || kind && small(at + 1) && line.is(at + 1, Marks::OF_FIRM)
}

/// Capitals that are an acronym rather than somebody's name: nobody can speak them, or they stand short among small letters.
fn is_letters(line: &Line, word: &Word) -> bool {
    let strange = word.marks == Marks::NONE
        || word.text.len() < 4 && !word.is(Marks::COMMON | Marks::PLACE | Marks::TITLE);
    acronym::is_unspeakable(word)
        || strange && !line.capitals && word.text.len() < 5
        || word.text.len() < 8 && !word.is(Marks::COMMON | Marks::SURNAME) && consonants(&word.lower) > 3
}

/// The longest run of consonants.
fn consonants(lower: &str) -> usize {
    let runs = lower.split(|c| "aeiouy".contains(c));
    runs.map(str::len).max().unwrap_or(0)
}

/// Points of a body that what follows tells: `Saba, the official agency,`, `PCChM leader`.
fn body_behind(line: &Line, at: usize, end: usize) -> u32 {
    let noun = |at: usize| {
        line.word(at).is_some_and(|word| word.shape == Shape::Small && word.is(Marks::INTRODUCES))
    };
    let closed = |at: usize| {
        line.word(at).is_some_and(|word| word.shape == Shape::Sign || word.is(Marks::AT | Marks::JOINT))
    };
    let article = line.sign(end, ',') && matches!(line.lower(end + 1), "the" | "a" | "an");
    let apposed = article && (end + 2..end + 6).find(|i| closed(*i)).is_some_and(|stop| noun(stop - 1));
    let letters = line.word(at).is_some_and(|word| word.shape == Shape::Mixed && end == at + 1);
    let led = letters && line.is(end, Marks::CAMP) && !line.capitals;
    if apposed || led { 4 } else { 0 }
}

/// Points of a short strange word of capitals before what bodies have: `ZANLA COMMANDERS`, `ZIPRA GUERRILLAS`.
fn camp_in_capitals(line: &Line, at: usize, end: usize) -> u32 {
    let strange = line.word(at).is_some_and(|word| {
        let names =
            Marks::COMMON | Marks::PLACE | Marks::FIRST | Marks::FIGURE | Marks::FAMILY | Marks::TITLE;
        (3..7).contains(&word.text.len()) && word.town.is_none() && !word.is(names)
    });
    let owned = line.is(end, Marks::CAMP) && !line.is(end, Marks::TITLE);
    if line.capitals && end == at + 1 && strange && owned { 3 } else { 0 }
}

/// Letters that nobody explains among small letters are a body, unless a number or thing behind them says otherwise.
fn spelled_body(line: &Line, at: usize) -> bool {
    let thing = line.word(at + 1).is_some_and(|next| {
        next.is(Marks::THING)
            || next.shape == Shape::Number
            || next.glued && matches!(next.text, "-" | "–" | "&")
    });
    // Two letters alone are many things, unless they act.
    let speaks = line.is(at + 1, Marks::SPEECH | Marks::DOES);
    let acts = speaks || line.is(at + 1, Marks::MODAL);
    let least = if acts { 2 } else { 3 };
    let word = line.word(at).is_some_and(|word| {
        // `MIGs` are things, `SLFP` is one.
        let most = if word.marks == Marks::NONE { 12 } else { 7 };
        // `DOLGOV blamed the fog`: who has a long name that can be spoken, and speaks, may be somebody.
        let somebody = word.text.len() > 5 && speaks && !acronym::is_unspeakable(word);
        (least..most).contains(&word.text.len()) && !word.glued && !word.text.ends_with('s') && !somebody
    });
    word && !thing && !line.capitals && !line.is(at, Marks::COMMON | Marks::PLACE | Marks::TITLE)
}

/// Points of a nation behind a delegate: `Adebo of Nigeria`, `Tabor (Denmark)`.
fn nation_behind(line: &Line, end: usize) -> u32 {
    let nation = line.is(end + 1, Marks::PLACE | Marks::DEMONYM);
    let closed = line.sign(end, '(') && line.sign(end + 2, ')');
    if nation && (closed || line.lower(end) == "of") { 1 } else { 0 }
}

/// Points of a small noun that says it is a place: `the village of Tamzit`, `Tamzit valley`.
fn sited_by_noun(line: &Line, at: usize, end: usize) -> u32 {
    let noun = |at: usize| {
        line.word(at)
            .is_some_and(|word| word.is(Marks::SITE) && (word.shape == Shape::Small || line.capitals))
    };
    let before = at > 0 && noun(at - 1) || at > 1 && line.lower(at - 1) == "of" && noun(at - 2);
    3 * u32::from(before || noun(end))
}

/// Points of a region that has its article: `In the Tamzit, fighting`.
fn in_region(line: &Line, at: usize, end: usize) -> u32 {
    let within = at > 1
        && line.lower(at - 1) == "the"
        && matches!(line.lower(at - 2), "in" | "into" | "across" | "throughout");
    let strange = line.word(at).is_some_and(|word| word.shape == Shape::Capital && word.marks == Marks::NONE);
    if within && strange && end == at + 1 && line.word(end).is_some_and(|next| next.shape == Shape::Sign) {
        3
    } else {
        0
    }
}

/// Points of what stands around: `talks with Dravicek`, `a man named Mandel, who`, a sentence that is only a name.
fn apposition(line: &Line, at: usize, end: usize) -> u32 {
    let mut points = 0;
    let before = at.checked_sub(1).map_or("", |at| line.lower(at));
    if matches!(before, "with" | "to" | "from" | "on") && at > 1 && line.is(at - 2, Marks::MEETING) {
        points += 2;
    }
    if at > 0
        && line.is(at - 1, Marks::SOMEBODY)
        && line.word(at - 1).is_some_and(|who| who.shape == Shape::Small || line.capitals)
    {
        points += 2;
    }
    if at > 0 && small_title(line, at - 1)
        || line.sign(end, ',') && (end + 1..end + 4).any(|i| small_title(line, i))
    {
        points += 3;
    }
    if matches!(before, "named" | "called" | "nicknamed") {
        points += 2;
    }
    points += u32::from(matches!(before, "by" | "through" | "via"));
    let owns = line.word(end).is_some_and(|word| word.text.len() > 1 && word.shape == Shape::Sign);
    points += if owns && line.is(end + 1, Marks::OF_MIND) { 2 } else { 0 };
    if line.sign(end, ',') && matches!(line.lower(end + 1), "who" | "whose" | "whom") {
        points += 3;
    }
    if line.sign(end, '(') && line.sign(end + 2, ')') && is_body(line, end + 1) {
        points += 2;
    }
    if line.sign(end, '.') && (before == "." || before == "\"" || before == "”") {
        points += 2;
    }
    points
}

/// A title in small letters: `director`, `minister`.
fn small_title(line: &Line, at: usize) -> bool {
    line.word(at)
        .is_some_and(|word| word.shape == Shape::Small && word.is(Marks::TITLE) && !word.is(Marks::DOES))
}

/// A party in parentheses behind its member.
fn is_body(line: &Line, at: usize) -> bool {
    line.word(at).is_some_and(|word| {
        word.shape == Shape::Upper
            && meanings(word.text).any(|meaning| meaning.kind == Some(Kind::Organization))
    })
}
