//! Each repair fires where it must, not where it must not, is counted, and can be undone.

use super::*;
use crate::cable::parse::line;

fn read(text: &str) -> String {
    let reading = Repairer::new(text).reading(line::split(text).iter().map(|line| line.text));
    reading.text().to_owned()
}

/// Reads `text`, which one kind of repair changes once, and gives back what the change stands for.
fn undone<'a>(text: &'a str, kind: RepairKind, shown: &str) -> &'a str {
    let repairer = Repairer::new(text);
    let reading = repairer.reading(line::split(text).iter().map(|line| line.text));
    assert_eq!(repairer.repairs(&[], 0), [Repair { kind, count: 1 }], "{text}");
    let at = reading.text().find(shown).unwrap();
    &text[reading.to_source(at..at + shown.len()).range()]
}

#[test]
fn joins_lines_and_blanks() {
    assert_eq!(read("one  two \nthree\u{a0}four"), "one two three four");
    assert_eq!(read("Kurdish/\nIslamist and/or"), "Kurdish/Islamist and/or");
}

#[test]
fn every_repair_is_counted_and_can_be_undone() {
    for (text, kind, shown, printed) in [
        ("the country,s name", RepairKind::Apostrophe, "country's", "country,s"),
        ("Norway?s fleet; Norway sails", RepairKind::QuestionMark, "Norway's", "Norway?s"),
        ("a &good8 boat", RepairKind::AmpersandQuotes, "\"good\"", "&good8"),
        ("a fleet of \"\" boats", RepairKind::DoubledQuotes, "\"", "\"\""),
        (
            "the admini-\nstration and administration",
            RepairKind::Hyphen,
            "administration",
            "admini-\nstration",
        ),
        ("the har-\nbor", RepairKind::Hyphen, "harbor", "har-\nbor"),
        ("the har\u{ad}\nbor", RepairKind::Hyphen, "harbor", "har\u{ad}\nbor"),
        ("the har\u{ad}bor", RepairKind::Hyphen, "harbor", "har\u{ad}bor"),
        ("it was con- structive", RepairKind::Hyphen, "constructive", "con- structive"),
        ("of ZANU- PF and ZANU-PF", RepairKind::Hyphen, "ZANU-PF", "ZANU- PF"),
        ("a cafÃ© there", RepairKind::Mojibake, "café", "cafÃ©"),
    ] {
        assert_eq!(undone(text, kind, shown), printed);
    }
    assert_eq!(undone("They went. ##", RepairKind::Hash, "went."), "went.");
}

#[test]
fn takes_out_only_safe_hyphens() {
    assert_eq!(read("THE JURIS-\nDICTION. JURISDICTION"), "THE JURISDICTION. JURISDICTION");
    assert_eq!(read("COMMUNICA-\nTIONS, OTHER-\nWISE"), "COMMUNICATIONS, OTHERWISE");
    assert_eq!(read("A SPANISH-\nLIBYAN PACT"), "A SPANISH-LIBYAN PACT");
    assert_eq!(read("the parties --\nall of them"), "the parties -- all of them");
    assert_eq!(read("short-\nand long-term, post-\nSoviet"), "short- and long-term, post-Soviet");
    assert_eq!(
        read("the fish-\nermen of Zorva-\nnij went out with-\nout fuel"),
        "the fishermen of Zorvanij went out without fuel"
    );
    assert_eq!(
        read("an ice-\nfree, well-\nkept air-\nport, by e-\nmail"),
        "an ice-free, well-kept airport, by e-mail"
    );
    assert_eq!(read("a RO-\nRO ship, gov-\nernment, Lib-\nLab"), "a RO-RO ship, government, Lib-Lab");
    assert_eq!(
        read("a U.S.-\nled talk of Mr. xxxxx-\nxxxx. He left.-\nThe end"),
        "a U.S.-led talk of Mr. xxxxx-xxxx. He left.- The end"
    );
    assert_eq!(
        read("at http://oslo.example/har-\nbor and har-\nbor"),
        "at http://oslo.example/har-bor and harbor"
    );
    assert_eq!(read("re-\nelect him, or re-elect her"), "re-elect him, or re-elect her");
    assert_eq!(read("a follow-\nup of the build-\nup"), "a follow-up of the build-up");
    assert_eq!(read("at 72-\n40 and 9-\n18N"), "at 72-40 and 9-18N");
    for text in ["Russia- which", "two- to three-year", "pre- and post-war", "law- abiding"] {
        assert_eq!(read(text), text);
    }
}

#[test]
fn repairs_apostrophes_only_where_a_comma_cannot_be() {
    assert_eq!(read("country,s DON,T we,ll I,m D,Affaires"), "country's DON'T we'll I'm D'Affaires");
    for text in ["A,B,C", "one,two", "1,000", "red, s", "U,S", "G,s", "cat,tail", "Cort?s", "Is it?so"] {
        assert_eq!(read(text), text);
    }
}

#[test]
fn repairs_quotes_only_in_pairs() {
    assert_eq!(read("a &chicken and egg8 talk"), "a \"chicken and egg\" talk");
    assert_eq!(read("the &new\npopulism.8 He"), "the \"new populism.\" He");
    for text in ["AT&T sold 8", "R&D in 2008", "&open only", "S & T8", "P&L 8", "&sold 18 of them"] {
        assert_eq!(read(text), text);
    }
    assert_eq!(read("\"one \"\"two\"\" three\""), "\"one \"\"two\"\" three\"");
}

#[test]
fn repairs_only_letters_that_were_damaged() {
    assert_eq!(read("SÃ£o JosÃ© â€™90s Â£5"), "São José ’90s £5");
    for text in ["MANHÃ”", "Ã", "São", "â€", "Â"] {
        assert_eq!(read(text), text);
    }
}
