//! The addressees behind TO and INFO: `RUEHC/SECSTATE WASHDC PRIORITY 3597`.

use super::transmission::{is_precedence, is_route};
use crate::cable::Addressee;
use crate::cable::parse::{furniture, scan};

/// The member of a collective that an XMT line names.
pub(super) fn exempt(text: &str) -> Option<&str> {
    text.strip_prefix("XMT").filter(|name| name.starts_with([' ', '/'])).map(|name| name[1..].trim())
}

/// Reads the addressees of the lines of TO or INFO, without these words.
pub(super) fn addressees<'a>(lines: impl Iterator<Item = &'a str>) -> Vec<Addressee> {
    let mut addressees: Vec<Addressee> = Vec::new();
    let mut exempting = false;
    // The machine that prints the message can break the page behind the very word TO.
    for line in lines.filter(|line| furniture::page_head(line).is_none_or(|end| end < line.len())) {
        let read = addressee(line);
        let named = exempt(line);
        // The exempted go on over lines until one has a route of its own.
        exempting = named.is_some() || exempting && read.route.is_none();
        if !exempting {
            addressees.push(read);
        } else if let Some(collective) = addressees.last_mut() {
            collective.exempt.push(named.map_or(read.name, str::to_owned));
        }
    }
    addressees
}

/// Reads one addressee: `RUEHC/SECSTATE WASHDC PRIORITY 3597`.
pub(in crate::cable::parse) fn addressee(text: &str) -> Addressee {
    let (route, name) = match text.split_once('/') {
        Some((route, name)) if is_route(route) => (Some(route.to_owned()), name),
        _ => (None, text),
    };
    let mut addressee = Addressee { route, ..Addressee::default() };
    let mut words: Vec<&str> = name.split_whitespace().collect();
    let is_serial = |word: &mut &str| word.len() <= 5 && scan::digits(word) == word.len();
    // A name is left even where it looks like either.
    if words.len() > 1 {
        addressee.mcn = words.pop_if(is_serial).map(str::to_owned);
    }
    while words.len() > 1
        && let Some(word) = words.pop_if(|word| is_precedence(word) && scan::is_capitals(word))
    {
        let behind = addressee.precedence.map_or(String::new(), |behind| format!(" {behind}"));
        addressee.precedence = Some(format!("{word}{behind}"));
    }
    addressee.name = words.join(" ");
    addressee
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_addressees() {
        let full = addressee("RUEHC/SECSTATE WASHDC PRIORITY 3597");
        assert_eq!(full.route.as_deref(), Some("RUEHC"));
        assert_eq!(full.name, "SECSTATE WASHDC");
        assert_eq!(full.precedence.as_deref(), Some("PRIORITY"));
        assert_eq!(full.mcn.as_deref(), Some("3597"));
        assert_eq!(addressee("SECDEF WASHDC//USDP/ISA//").name, "SECDEF WASHDC//USDP/ISA//");
        assert_eq!(
            addressee("AMCONSUL BERGEN NIACT IMMEDIATE").precedence.as_deref(),
            Some("NIACT IMMEDIATE")
        );
        assert_eq!(addressee("PRIORITY").name, "PRIORITY");
    }

    #[test]
    fn leaves_out_the_exempted_and_page_lines() {
        let lines = [
            "PAGE 02        OSLO    015113  182333Z",
            "RUEHX/NORDIC COLLECTIVE",
            "XMT AMEMBASSY OSLO",
            "AMEMBASSY RIGA",
            "RUEHC/SECSTATE WASHDC",
        ];
        let found = addressees(lines.into_iter());
        let names: Vec<&str> = found.iter().map(|addressee| addressee.name.as_str()).collect();
        assert_eq!(names, ["NORDIC COLLECTIVE", "SECSTATE WASHDC"]);
        assert_eq!(found[0].exempt, ["AMEMBASSY OSLO", "AMEMBASSY RIGA"]);
        assert_eq!(addressees(["XMT OSLO"].into_iter()), []);
    }
}
