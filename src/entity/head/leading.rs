//! Names whose head noun stands first: `Operation Cold Cod`, `Partido da Terra`, `Hizb al-Zelen`.

use super::kind_of;
use crate::entity::Kind;
use crate::entity::board::{Board, Found, Line};
use crate::entity::lexicon::{self, Marks};
use crate::entity::words::{Shape, Word};

/// Takes the names whose head noun stands first, without `of`: `University Olav Brekke`, `Operation Cold Cod`.
pub(in crate::entity) fn claim_leading(board: &mut Board) {
    board.sweep(|line, at| {
        let word = line.word(at).filter(|word| leads(line, at, word))?;
        let kind = kind_of(word).unwrap_or(Kind::Organization);
        // `Tamzit University Students Union`: the name has begun before.
        let begun = line.before(at).is_some_and(|b| {
            b.shape == Shape::Capital
                && line.free(at - 1)
                && !b.is(Marks::NOUN | Marks::TITLE | Marks::OUTSIDE | Marks::GRAMMAR)
                && !(b.opens && b.is(Marks::COMMON))
        });
        if begun && kind == Kind::Organization {
            return None;
        }
        let end = name_end(line, at + 1);
        (end > at + 1).then_some(Found { words: at..end, kind, why: "name by its head noun" })
    });
}

/// Whether the word may lead a name. In capitals a head of English leads none: `PLAN`, `UNIVERSITY`.
fn leads(line: &Line, at: usize, word: &Word) -> bool {
    // `Lashkar Gah` is a town.
    let town = || lexicon::town(&line.phrase(at..at + 2)).is_some();
    if line.capitals {
        // `OPERATION NAGAMIN`
        let strange =
            line.word(at + 1).is_some_and(|next| next.shape == Shape::Upper && next.marks == Marks::NONE);
        if word.lower == "operation" && strange {
            return true;
        }
        return word.is(Marks::LEADS) && word.shape == Shape::Upper && !word.is(Marks::COMMON) && !town();
    }
    // `Union Zelenhorstiste`, `Bank Tamzit`: an English head leads what is no word of English and nobody's name.
    let strange = || {
        let names = Marks::COMMON | Marks::PLACE | Marks::FIRST | Marks::TITLE;
        let next = line.word(at + 1).filter(|next| next.shape == Shape::Capital)?;
        let foreign = next.marks == Marks::NONE || ROMANCE_ENDS.iter().any(|end| next.lower.ends_with(end));
        let acts = line.is(at + 2, Marks::SPEECH | Marks::DOES);
        // `Bank Negara`, `Bank Indonesia`
        let bank = word.lower == "bank" && !next.is(Marks::COMMON | Marks::TITLE);
        (bank || foreign && !acts && !next.is(names) && next.town.is_none()).then_some(())
    };
    let led = || word.is(Marks::LEADS) || LEADING_TOO.contains(&word.lower.as_str()) && strange().is_some();
    // `P.T. Zelen`: the company's form stands first.
    let form = matches!(word.text, "P.T." | "PT" | "S.A.R.L.");
    (word.shape == Shape::Capital || form) && led() && !town()
}

/// Heads of English that other languages have too, and set first.
const LEADING_TOO: [&str; 8] =
    ["bank", "union", "confederation", "federation", "direction", "office", "association", "alliance"];

/// Ends of adjectives in languages that set them behind their noun.
const ROMANCE_ENDS: [&str; 10] =
    ["ale", "elle", "aise", "aine", "ique", "iste", "onal", "ional", "ista", "ana"];

/// The end of the name that goes on at `at` behind its head.
fn name_end(line: &Line, at: usize) -> usize {
    let mut end = at;
    let mut next = at;
    while next < at + LEAD && line.free(next) {
        let strange = |word: &Word| word.shape == Shape::Upper && !word.is(Marks::COMMON);
        // `Movimiento 26 de Julio`
        let day =
            line.word(next).is_some_and(|word| word.shape == Shape::Number) && line.lower(next + 1) == "de";
        let small = day || ROMANCE.contains(&line.lower(next));
        if line.word(next).is_some_and(|word| word.name_like() || line.capitals && !small && strange(word)) {
            end = next + 1;
        } else if let Some(stop) = article(line, next) {
            next = stop;
            continue;
        } else if !small {
            break;
        }
        next += 1;
    }
    end
}

/// Past the article inside such a name: the `al-` of `Hizb al-Zelen`, the `-ud-` of `Jamaat-ud-Dawa`.
fn article(line: &Line, at: usize) -> Option<usize> {
    let at = at + usize::from(line.sign(at, '-') && line.glued(at));
    let article = ARTICLES.contains(&line.lower(at)) && line.sign(at + 1, '-');
    (article && line.capital(at + 2) && line.glued(at + 2)).then_some(at + 2)
}

/// The most words of a name whose head stands first.
const LEAD: usize = 9;
/// Small words inside such a name: `Partido da Terra e do Mar`.
const ROMANCE: [&str; 19] = [
    "de", "del", "da", "do", "das", "dos", "di", "dei", "della", "delle", "du", "des", "la", "las", "los",
    "y", "e", "para", "pour",
];
/// Arabic and Persian articles and joints before a hyphen.
const ARTICLES: [&str; 13] = ["al", "ul", "ud", "ut", "un", "ur", "us", "as", "ar", "at", "e", "i", "el"];

#[cfg(test)]
mod tests {
    use crate::entity::Kind;
    use crate::entity::sample::mentions;

    #[test]
    fn articles_of_other_languages_belong_to_the_name() {
        let text = "The Hizb al-Zelen, the Jamaat-ud-Vrindle and the Movimiento 26 de Zelen met.";
        assert_eq!(
            mentions(text, Kind::Organization),
            ["Hizb al-Zelen", "Jamaat-ud-Vrindle", "Movimiento 26 de Zelen"]
        );
        let text = "They fled from Lashkar Gah.";
        assert!(mentions(text, Kind::Organization).is_empty());
    }

    #[test]
    fn an_english_head_leads_a_name_of_another_language() {
        let text = "The Union Salmoniste Vrindelaise and Bank Zelendi met Bank Negara.";
        assert_eq!(
            mentions(text, Kind::Organization),
            ["Union Salmoniste Vrindelaise", "Bank Zelendi", "Bank Negara"]
        );
    }

    #[test]
    fn in_capitals_heads_of_other_languages_lead_too() {
        let text = "THE BANQUE EXTERIEURE DE ZELEN WILL LEND MONEY.";
        assert_eq!(mentions(text, Kind::Organization), ["BANQUE EXTERIEURE DE ZELEN"]);
        let text = "HE DENIED THAT OPERATION ZOLTAMIN WAS AIMED AT THEM.";
        assert_eq!(mentions(text, Kind::Program), ["OPERATION ZOLTAMIN"]);
    }
}
