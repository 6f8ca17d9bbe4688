//! Portion marks: the `(C)` behind a paragraph's number.

use super::Span;

/// The portion mark of a paragraph, heading or subject, normalised.
///
/// A text without a mark has no `Marking` at all: unmarked never means `U`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marking {
    /// The normal spelling without parentheses: `C`, `SBU`, `S/NF`, `C/REL ISAF`.
    pub code: String,
    /// What the mark says it covers beyond its paragraph: `entire text` for "(C - ENTIRE TEXT)".
    pub scope: Option<String>,
    /// The printed mark with its parentheses, a second pair of them and a colon behind it included.
    pub span: Span,
}

/// The brackets that a mark can open with.
const BRACKETS: [char; 3] = ['(', '[', '{'];
/// The longest mark looked for, in bytes; release lists can name many countries.
const LONGEST: usize = 120;

impl Marking {
    /// Reads the mark that the text at `span` of `source` begins with, if it begins with one.
    pub(crate) fn read(source: &str, span: Span) -> Option<Self> {
        let text = &source[span.range()];
        let (code, scope, length) = match enclosed(text) {
            Some((inside, length)) => in_brackets(text, inside, length)?,
            None if text.starts_with(BRACKETS) => return None,
            None => bare(text)?,
        };
        let scope = scope.then(|| "entire text".to_owned());
        Some(Self { code, scope, span: Span::new(span.start, span.start + length) })
    }

    /// Whether `text` begins with something in parentheses that is meant as a mark and is none: `(C/XYZ)`, `(N/SF)`,
    /// `(SBU The`.
    pub(crate) fn is_malformed(text: &str) -> bool {
        let Some(inside) = text.strip_prefix('(') else { return false };
        let inside = inside.split([')', '\n']).next().unwrap_or_default();
        let closed = text.as_bytes().get(inside.len() + 1) == Some(&b')');
        let first = inside.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        let begins = level(first).is_some()
            && first.bytes().all(|byte| byte.is_ascii_uppercase())
            && (!closed || inside.contains(['/', '-']));
        normalise(inside).is_none() && (begins || closed && is_jumbled(inside))
    }
}

/// What stands between the brackets that `text` begins with, and the bytes up to behind them. A machine that reads print
/// takes one bracket for another: `(C]`, `{C)`; a hand can print one too many.
fn enclosed(text: &str) -> Option<(&str, usize)> {
    let opened = text.strip_prefix(BRACKETS)?;
    let inside = if text.starts_with('(') { opened.trim_start_matches('(') } else { opened };
    let close = text.bytes().take(LONGEST).position(|byte| b")]}".contains(&byte))?;
    let inside = text.get(text.len() - inside.len()..close)?;
    Some((inside, close + 1))
}

/// A mark in brackets: code, whether the scope is the entire text, and length. Handling words can stand in brackets of
/// their own, `(C)(NF)`, and a colon behind them.
fn in_brackets(text: &str, inside: &str, mut length: usize) -> Option<(String, bool, usize)> {
    let (mut code, scope) = normalise(inside)?;
    // A quotation changes the first letter of a word in square brackets: "[c]ommunity". And what opens a text to everybody
    // must be a mark beyond doubt.
    let doubtful = code.starts_with('U') || text[length..].starts_with(char::is_alphanumeric);
    let round = text.starts_with('(') && text[..length].ends_with(')');
    if !round && doubtful {
        return None;
    }
    let rest = text[length..].trim_start_matches([' ', '/']);
    if let Some((second, width)) = enclosed(rest).filter(|(second, _)| is_handling(second))
        && let Some((joined, _)) = normalise(&format!("{inside}/{second}"))
    {
        code = joined;
        length = text.len() - rest.len() + width;
    }
    let colon =
        text[length..].strip_prefix(':').is_some_and(|rest| !rest.starts_with(|c: char| !c.is_whitespace()));
    Some((code, scope, length + usize::from(colon)))
}

/// Whether what stands in brackets behind a mark belongs to it: `NF`, `REL UK`.
fn is_handling(inside: &str) -> bool {
    let first = inside.split([' ', '/']).next().unwrap_or_default();
    !inside.contains(char::is_lowercase) && (first == "REL" || handling(first).is_some())
}

/// Whether the letters are those of a mark in another order: `N/SF`, `SUB`.
fn is_jumbled(inside: &str) -> bool {
    let mut letters: Vec<u8> = inside.bytes().filter(u8::is_ascii_alphabetic).collect();
    letters.sort_unstable();
    let sorted = |mark: &[u8]| letters == mark;
    inside.len() <= 6 && [b"FNS".as_slice(), b"CFN", b"BSU", b"BFNSU"].into_iter().any(sorted)
}

/// `SECRET - ENTIRE TEXT` without parentheses: code, whether the scope is the entire text, and length.
fn bare(text: &str) -> Option<(String, bool, usize)> {
    let first = text.split(|c: char| !c.is_ascii_alphabetic()).next()?;
    if level(first).is_none() && !["LIMITED", "TOP"].contains(&first) {
        return None;
    }
    let head: String = text.chars().take(60).collect::<String>().to_ascii_uppercase();
    let end = head.find("ENTIRE TEXT")?;
    let (code, scope) = normalise(&head[..end + 11])?;
    scope.then_some((code, scope, end + 11))
}

/// The level that one word of a mark stands for.
fn level(word: &str) -> Option<&'static str> {
    Some(match word {
        "U" | "UNCLAS" | "UNCLASSIFIED" => "U",
        "C" | "CONFIDENTIAL" => "C",
        "S" | "SE" | "SECRET" => "S",
        "TS" | "TOPSECRET" => "TS",
        "SBU" => "SBU",
        "LOU" => "LOU",
        "FOUO" => "FOUO",
        "SNF" => "S/NF",
        "CNF" => "C/NF",
        _ => return None,
    })
}

/// The handling word that one word of a mark stands for.
fn handling(word: &str) -> Option<&'static str> {
    Some(match word {
        "NF" | "NOFORN" | "N" => "NF",
        "FGI" => "FGI",
        "FOUO" => "FOUO",
        "OC" | "ORCON" => "OC",
        "PR" | "PROPIN" => "PR",
        "EXDIS" => "EXDIS",
        "NODIS" => "NODIS",
        "LES" => "LES",
        "LIMDIS" => "LIMDIS",
        "STADIS" => "STADIS",
        // The compartments of intelligence, and the five that share it.
        "SI" => "SI",
        "TK" => "TK",
        "HCS" => "HCS",
        "FVEY" => "FVEY",
        _ => return None,
    })
}

/// The normal spelling of a mark's inside, and whether it covers the entire text.
fn normalise(inside: &str) -> Option<(String, bool)> {
    // Nearly all are one word.
    if let Some(level) = level(inside) {
        return Some((level.to_owned(), false));
    }
    // A long one can be printed on two lines.
    let upper = inside.split_whitespace().collect::<Vec<_>>().join(" ").to_ascii_uppercase();
    let (upper, entire) = match upper.find("ENTIRE TEXT") {
        Some(at) if upper[at + 11..].trim_matches([' ', '.']).is_empty() => (&upper[..at], true),
        Some(_) => return None,
        None => (upper.as_str(), false),
    };
    let spelled = upper.replace("TOP SECRET", "TS").replace("LIMITED OFFICIAL USE", "LOU");
    let (marks, release) = match spelled.find("REL") {
        Some(at) if at > 0 => spelled.split_at(at),
        _ => (spelled.as_str(), ""),
    };
    let mut words =
        marks.split(|c: char| c.is_whitespace() || "/-,.".contains(c)).filter(|word| !word.is_empty());
    let mut code = level(words.next()?)?.to_owned();
    for word in words {
        let word = handling(word)?;
        code.push('/');
        code.push_str(word);
    }
    if !release.is_empty() {
        code.push_str("/REL ");
        code.push_str(&countries(release)?);
    }
    Some((code, entire))
}

/// The list behind REL: `REL TO USA, FVEY` gives `USA, FVEY`.
fn countries(release: &str) -> Option<String> {
    let list = release.strip_prefix("REL")?.trim_start_matches("EASABLE").trim_start();
    let list = list.strip_prefix("TO ").unwrap_or(list).trim();
    let fits = !list.is_empty() && list.chars().all(|c| c.is_alphabetic() || " ,/&-".contains(c));
    fits.then(|| list.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> Option<String> {
        Marking::read(text, Span::new(0, text.len())).map(|marking| marking.code)
    }

    #[test]
    fn normalises_spellings() {
        for (text, normal) in [
            ("(C) x", "C"),
            ("( C ) x", "C"),
            ("(c)", "C"),
            ("(S//NF)", "S/NF"),
            ("(C NF)", "C/NF"),
            ("(S-NF)", "S/NF"),
            ("(SNF)", "S/NF"),
            ("(C/NOFORN)", "C/NF"),
            ("(S//FGI//NF)", "S/FGI/NF"),
            ("(U//FOUO)", "U/FOUO"),
            ("(S/Rel UK)", "S/REL UK"),
            ("(S//REL TO USA, FVEY)", "S/REL USA, FVEY"),
            ("(C/REL  UK, CANADA)", "C/REL UK, CANADA"),
            ("(S//REL TO\nUSA,\nFVEY)", "S/REL USA, FVEY"),
            ("(Secret/Rel Armenia)", "S/REL ARMENIA"),
            ("[C] x", "C"),
            ("[S//NF]", "S/NF"),
            ("(C)(NF) x", "C/NF"),
            ("(S) (REL UK, CANADA) x", "S/REL UK, CANADA"),
            ("(C)/(NF) x", "C/NF"),
            ("(TS//SI//NF) x", "TS/SI/NF"),
            ("(C] x", "C"),
            ("{S/NF) x", "S/NF"),
            ("((C)) x", "C"),
        ] {
            assert_eq!(code(text).as_deref(), Some(normal), "{text}");
        }
    }

    #[test]
    fn other_parentheses_are_no_marks() {
        for text in [
            "[U] x",
            "(U] x",
            "(C]ommunity",
            "(U.S.)",
            "(Iran)",
            "(3)",
            "(MIDEAST)",
            "(CIA)",
            "(C",
            "()",
            "(REL UK)",
            "C)",
            "[C",
            "[c]ommunity",
            "[U.S.]",
        ] {
            assert_eq!(code(text), None, "{text}");
        }
        assert!(Marking::is_malformed("(C/XYZ) x") && Marking::is_malformed("(SBU The embassy"));
        assert!(Marking::is_malformed("(N/SF) x") && Marking::is_malformed("(SUB) x"));
        assert!(!Marking::is_malformed("(S/NF) x") && !Marking::is_malformed("(UN) x"));
        assert!(!Marking::is_malformed("(Iran) x") && !Marking::is_malformed("(U.S.) x"));
    }

    #[test]
    fn takes_in_what_belongs_to_the_mark() {
        for (text, printed) in [
            ("(C): x", "(C):"),
            ("(C)(NF): x", "(C)(NF):"),
            ("(C) (Norway) x", "(C)"),
            ("(C) (U) x", "(C)"),
            ("(U) (Rel UK) x", "(U)"),
            ("(C):x", "(C)"),
        ] {
            let marking = Marking::read(text, Span::new(0, text.len())).unwrap();
            assert_eq!(&text[marking.span.range()], printed, "{text}");
        }
    }

    #[test]
    fn keeps_the_scope() {
        for text in ["(C - ENTIRE TEXT).", "(CONFIDENTIAL - ENTIRE TEXT)", "SECRET - ENTIRE TEXT."] {
            let marking = Marking::read(text, Span::new(0, text.len())).unwrap();
            assert_eq!(marking.scope.as_deref(), Some("entire text"), "{text}");
        }
    }
}
