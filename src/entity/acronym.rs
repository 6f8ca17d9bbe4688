//! Acronyms: what the cable defines, what the table knows, whose government `GOM` is.

use std::collections::{HashMap, HashSet};

use super::board::{Board, Claim, Found, Line};
use super::lexicon::{self, Marks, meanings};
use super::words::{Shape, Word};
use super::{Acronym, Kind, Lexicon, Source, alias, definition};
use crate::cable::{BlockKind, Cable, Field};

/// What an acronym stands for here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sense {
    /// `None` for words like `FYI` that name nothing.
    pub(super) kind: Option<Kind>,
    pub(super) expansion: Option<String>,
    pub(super) source: Option<Source>,
}

/// The senses of this cable's acronyms.
pub(super) struct Senses {
    defined: HashMap<String, Sense>,
    countries: Vec<&'static str>,
}

/// Reads the definitions in the text, `Long Name (LN)` and `LN (Long Name)`, and takes their long names.
pub(super) fn read(board: &mut Board, countries: Vec<&'static str>, own: &Lexicon) -> Senses {
    let mut defined = own.senses();
    let mut names = Vec::new();
    for (index, line) in board.lines.iter().enumerate() {
        for open in (0..line.words.len()).filter(|at| line.sign(*at, '(')) {
            let Some((acronym, name)) =
                definition::behind(line, open).or_else(|| definition::before(line, open))
            else {
                continue;
            };
            let kind = definition::kind_of(line, name.clone());
            let expansion = Some(line.slice(name.clone()).to_owned());
            let key = line.word(acronym).map_or_else(String::new, |word| word.text.to_owned());
            defined.entry(key).or_insert(Sense { kind, expansion, source: Some(Source::Cable) });
            names.extend(kind.map(|kind| (index, name, kind)));
        }
    }
    for (line, words, kind) in names {
        board.claim(line, words, kind, "defined with its acronym");
    }
    Senses { defined, countries }
}

impl Senses {
    /// Learns what the cable puts in parentheses beside a name already taken: `Workers' Front (FT)`, `FT (Workers' Front)`.
    pub(super) fn learn(&mut self, board: &Board) {
        for claim in &board.claims {
            let Some(line) = board.lines.get(claim.line) else { continue };
            let body = matches!(claim.kind, Kind::Organization | Kind::Event | Kind::Program | Kind::Law);
            let (start, end) = (claim.words.start, claim.words.end);
            let behind = line.sign(end, '(') && line.sign(end + 2, ')');
            let before = start > 1 && line.sign(start - 1, '(') && line.sign(end, ')');
            let at = if behind { end + 1 } else { start.saturating_sub(2) };
            let word = line.word(at).filter(|word| {
                (behind || before)
                    && word.shape == Shape::Upper
                    && (2..8).contains(&word.text.len())
                    && line.free(at)
            });
            let Some(word) = word.filter(|_| body && end > start + 1) else { continue };
            let named = Marks::COMMON | Marks::PLACE | Marks::FIRST | Marks::SURNAME | Marks::DEMONYM;
            // `BARNES (WASHINGTON POST)`: on a line of capitals a word that can be spoken may be somebody.
            let spoken = line.capitals && before && !is_unspeakable(word);
            let own = || definition::is_spelled(word.text, line, claim.words.clone());
            // `National Endowment for Democracy (NED)`: among small letters capitals behind a body are its letters.
            let sure =
                !line.capitals && behind && (own() || !word.is(Marks::PLACE | Marks::SURNAME | Marks::TITLE));
            let plain = word.is(named) && !sure || spoken || is_handling(word.text);
            let printed = line.slice(claim.words.clone());
            // What the table says too is none the less the cable's own word.
            let agrees = |known: &String| known.eq_ignore_ascii_case(printed);
            let table = || self.of(word.text).is_none_or(|sense| sense.expansion.as_ref().is_none_or(agrees));
            if !plain && (table() || own()) {
                let expansion = Some(printed.to_owned());
                let sense = Sense { kind: Some(claim.kind), expansion, source: Some(Source::Cable) };
                let known = self.defined.entry(word.text.to_owned()).or_insert_with(|| sense.clone());
                // Part of the name, `Peace, Democracy and Development`, names nothing.
                if known.kind.is_none() && known.source == Some(Source::Cable) {
                    *known = sense;
                }
            }
        }
    }
}

impl Senses {
    /// What the acronym as printed stands for; `None` when nobody knows.
    pub(super) fn of(&self, text: &str) -> Option<Sense> {
        if let Some(defined) = self.defined.get(text) {
            return Some(defined.clone());
        }
        match self.tabled(text) {
            Some(sense) if sense.expansion.is_some() => Some(sense),
            elsewhere => self.government(text).or(elsewhere),
        }
    }

    /// Whether the cable itself says that the acronym is something else than `kind`.
    pub(super) fn defines_other(&self, text: &str, kind: Kind) -> bool {
        self.defined.get(text).is_some_and(|sense| sense.kind.is_some_and(|own| own != kind))
    }

    /// `NGOs`, and in a line of capitals `NGOS`: several of a kind name nothing.
    fn plural(&self, text: &str) -> Option<Sense> {
        let one = text.strip_suffix(['s', 'S']).filter(|one| one.len() > 2)?;
        let several = !lexicon::word(&text.to_lowercase(), false).any(Marks::COMMON | Marks::SURNAME);
        let sense = self.tabled(one).filter(|sense| several && sense.expansion.is_some())?;
        Some(Sense { kind: None, ..sense })
    }

    fn tabled(&self, text: &str) -> Option<Sense> {
        let all = meanings(text);
        let of = |code: &&'static str| all.clone().find(|meaning| meaning.countries.contains(*code));
        let here = self.countries.iter().find_map(of);
        let own = here.or_else(|| all.clone().find(|meaning| meaning.countries.is_empty()));
        let meaning = own.or(all.clone().next())?;
        let expansion = own.map(|meaning| meaning.expansion.to_owned());
        Some(Sense { kind: meaning.kind, source: expansion.as_ref().map(|_| Source::Table), expansion })
    }

    /// `GOM`, `GOSL`: the government of a country of the cable.
    fn government(&self, text: &str) -> Option<Sense> {
        let rest = text
            .strip_prefix("GO")
            .or_else(|| text.strip_prefix("Go"))
            .filter(|rest| (1..=4).contains(&rest.len()))?;
        if !rest.chars().all(|c| c.is_ascii_uppercase()) {
            return None;
        }
        let expansion = lexicon::government(rest, &self.countries);
        let known = Marks::COMMON | Marks::SURNAME | Marks::FIRST;
        if expansion.is_none() && lexicon::word(&text.to_lowercase(), false).any(known) {
            return None;
        }
        let source = expansion.as_ref().map(|_| Source::Table);
        Some(Sense { kind: Some(Kind::Organization), expansion, source })
    }
}

/// An acronym's words from `at` on: `USG`, `RFE/RL`, `CJTF-101`; the longest that has a sense.
pub(super) fn end(line: &Line, senses: &Senses, at: usize) -> Option<(usize, Sense)> {
    let word = line.word(at)?;
    let shaped = matches!(word.shape, Shape::Upper | Shape::Mixed | Shape::Initial);
    let addressed = line.capitals && word.text == "FM" && (at == 0 || line.is(at + 1, Marks::POST));
    // `AF-00`: the count of copies for an office.
    let copies =
        line.sign(at + 1, '-') && line.word(at + 2).is_some_and(|n| n.glued && n.text.starts_with('0'));
    let inside =
        addressed || copies || word.glued && line.before(at).is_some_and(|word| word.shape == Shape::Number);
    if !shaped || inside || line.capitals && unsure(line, at) || is_half(line, at) {
        return None;
    }
    [at + 5, at + 3, at + 1].into_iter().find_map(|end| {
        if end > line.words.len() || !(at + 1..end).all(|i| line.glued(i)) {
            return None;
        }
        let text = line.slice(at..end).replace('–', "-");
        let sense = senses.of(&text).or_else(|| senses.plural(&text))?;
        Some((past_number(line, end, &sense), sense))
    })
}

/// Past the number of a body: `EC-9`, `EU-27`.
fn past_number(line: &Line, end: usize, sense: &Sense) -> usize {
    let dash = matches!(line.word(end).map(|word| word.text), Some("-" | "–"));
    let number = line.word(end + 1).is_some_and(|word| word.shape == Shape::Number && word.text.len() < 3);
    let numbered =
        sense.kind == Some(Kind::Organization) && dash && line.glued(end) && line.glued(end + 1) && number;
    // `SALT II`
    let treaty = matches!(sense.kind, Some(Kind::Law | Kind::Event))
        && line.word(end).is_some_and(|word| matches!(word.text, "I" | "II" | "III"));
    end + if numbered { 2 } else { usize::from(treaty) }
}

/// `AIT-VRINDLE`: in capitals letters that a hyphen joins to a strange word are the half of a name. In a field a hyphen
/// stands between an office and whom the telegram is for.
pub(super) fn is_half(line: &Line, at: usize) -> bool {
    if !line.capitals || matches!(line.kind, BlockKind::Field(_)) {
        return false;
    }
    let strange = |at: usize| {
        line.word(at).is_some_and(|word| {
            let plain = word.shape == Shape::Upper && word.text.len() > 4 && word.town.is_none();
            plain
                && (word.marks == Marks::NONE || word.marks == Marks::SURNAME)
                && !lexicon::is_acronym(word.text)
        })
    };
    line.sign(at + 1, '-') && line.joined(at + 2) && strange(at + 2)
        || at > 1 && line.joined(at) && strange(at - 2)
}

/// In capitals a word of English is the word; `US` is the pronoun behind a verb or before a small clause.
fn unsure(line: &Line, at: usize) -> bool {
    match line.lower(at) {
        "us" => {
            let giver = line.before(at).is_some_and(|word| word.is(Marks::GIVER));
            let clause = line.before(at).is_some_and(|word| JOINTS.contains(&word.lower.as_str()))
                && (line.word(at + 1).is_none_or(|next| next.shape == Shape::Sign && next.text != "-")
                    || line.is(at + 1, Marks::CLAUSE));
            giver || clause
        }
        "un" | "uk" => false,
        // `LA MALFA`
        _ if line.is(at, Marks::PARTICLE) => true,
        // `THE GOT` is a government, `HE GOT` is none.
        word if word.len() == 3 && word.starts_with("go") => {
            line.is(at, Marks::COMMON) && line.before(at).is_none_or(|word| word.lower != "the")
        }
        _ => line.is(at, Marks::COMMON),
    }
}

/// Prepositions behind which `US` may be the pronoun.
const JOINTS: [&str; 11] =
    ["to", "with", "for", "by", "from", "of", "on", "among", "against", "upon", "behind"];

/// Takes every acronym that names something.
pub(super) fn claim(board: &mut Board, senses: &Senses) {
    board.sweep(|line, at| {
        let (end, sense) = end(line, senses, at)?;
        let why = if sense.source == Some(Source::Cable) { "acronym defined here" } else { "known acronym" };
        Some(Found { words: at..end, kind: sense.kind?, why })
    });
}

/// Lists every acronym printed, in order of first mention; in mixed text also those that nobody explains.
pub(super) fn list(board: &Board, senses: &Senses, cable: &Cable) -> Vec<Acronym> {
    let mut index: HashMap<String, usize> = HashMap::new();
    let mut acronyms: Vec<Acronym> = Vec::new();
    let alone = |claim: &&Claim| claim.words.len() == 1 && claim.kind != Kind::Person;
    // `BTEX Workshop`: among words with a capital the letters of a name are letters.
    let among = |claim: &&Claim| {
        let kinds = matches!(claim.kind, Kind::Organization | Kind::Event | Kind::Law | Kind::Role);
        let line = board.lines.get(claim.line);
        let capital =
            |line: &Line| line.words.get(claim.words.clone()).unwrap_or_default().iter().any(Word::name_like);
        kinds && line.is_some_and(capital)
    };
    let named: HashSet<(usize, usize)> = (board.claims.iter())
        .filter(|claim| alone(claim) || among(claim))
        .flat_map(|claim| claim.words.clone().map(|word| (claim.line, word)))
        .collect();
    for (number, line) in board.lines.iter().enumerate() {
        let mut at = 0;
        while at < line.words.len() {
            let open = line.free(at) || named.contains(&(number, at));
            let Some((end, sense)) = printed(line, senses, at, open) else {
                at += 1;
                continue;
            };
            let text = line.slice(at..end).to_owned();
            let slot = *index.entry(text.clone()).or_insert_with(|| {
                let Sense { expansion, source, .. } = sense;
                acronyms.push(Acronym { text, expansion, source, mentions: Vec::new() });
                acronyms.len() - 1
            });
            let mention = alias::mention(line, at..end, cable);
            if let Some(acronym) = acronyms.get_mut(slot) {
                acronym.mentions.extend(mention);
            }
            at = end;
        }
    }
    acronyms.retain(|acronym| !acronym.mentions.is_empty());
    acronyms
}

/// An acronym with a sense, or an unexplained one: capitals that are no word or name, among small letters or such as
/// nobody can speak. `open`: the word is no part of a longer name.
fn printed(line: &Line, senses: &Senses, at: usize, open: bool) -> Option<(usize, Sense)> {
    let field = !matches!(line.kind, BlockKind::Field(Field::Classification | Field::Captions | Field::Tags));
    let word = line.word(at).filter(|word| field && !is_clipped(word))?;
    let known = end(line, senses, at).filter(|(_, sense)| sense.kind != Some(Kind::Person));
    known.filter(|(_, sense)| sense.expansion.is_some() || sense.kind.is_some()).or_else(|| {
        let shaped = word.shape == Shape::Upper && open && (!line.capitals || is_unspeakable(word));
        // `SOPs`: who prints capitals with a small s means letters, whatever they spell.
        let plural = word.text.ends_with('s') && !line.capitals;
        let named =
            Marks::COMMON | Marks::PLACE | Marks::FIRST | Marks::SURNAME | Marks::ADDRESS | Marks::TITLE;
        let plain = (plural || !word.is(named)) && word.text.len() < 7;
        let sense = Sense { kind: None, expansion: None, source: None };
        (shaped && plain && !word.glued && !is_handling(word.text)).then_some((at + 1, sense))
    })
}

/// A clipped word rather than an acronym: `AMEMBASSY`, `PriMin`.
fn is_clipped(word: &Word) -> bool {
    let small = word.text.chars().filter(|c| c.is_lowercase()).count();
    let clipped = word.shape == Shape::Mixed && 2 * small >= word.text.len();
    let post = word.is(Marks::POST) && word.text.len() > 6 || matches!(word.lower.as_str(), "usdel" | "emb");
    clipped || post
}

/// Consonants only: letters to be spelled, no name.
pub(super) fn is_unspeakable(word: &Word) -> bool {
    let letters = word.lower.trim_end_matches('s');
    (2..7).contains(&letters.len())
        && letters.bytes().all(|b| b.is_ascii_lowercase() && !b"aeiouy".contains(&b))
}

/// A word of the traffic itself: handling, a header keyword, a routing indicator (`RUEHC`).
pub(super) fn is_handling(text: &str) -> bool {
    // `RUEHC`, `RUQMKI`, but not `RUSSIA` or `RUTENGA`.
    let region = text.as_bytes().get(2).is_some_and(|b| b"CDEFGHJKLMQWZ".contains(b));
    let vowel = text.as_bytes().get(3).is_some_and(|b| b"AEIOU".contains(b)) && !text.starts_with("RUE");
    let route = (5..=7).contains(&text.len())
        && text.starts_with("RU")
        && region
        && !vowel
        && text.bytes().all(|b| b.is_ascii_uppercase());
    HANDLING.contains(&text) || text.len() > 4 && HANDLING.contains(&text.to_uppercase().as_str()) || route
}

/// Handling words, header keywords and numerals that look like acronyms.
const HANDLING: [&str; 43] = [
    "TOSEC", "SECTO", "TODEP", "TAGS", "SIPDIS", "DECL", "NOFORN", "SBU", "REF", "REFS", "UNCLAS", "FOUO",
    "LOU", "EXDIS", "NODIS", "LIMDIS", "NOTAL", "STADIS", "ZFF", "NIACT", "MRN", "GDS", "XGDS", "ADS",
    "OADR", "SUBJ", "SECTION", "II", "III", "IV", "VI", "VII", "VIII", "IX", "XI", "XII", "XX", "PARA",
    "PARAS", "FM", "TO", "E.O.", "EO",
];

#[cfg(test)]
mod tests;
