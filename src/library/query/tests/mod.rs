//! The language as a whole, in tables; what holds for every query is in [`laws`].

mod laws;
mod matching;
mod snippets;

use super::{Field, Query};

#[test]
fn queries_have_a_normal_spelling() {
    for (typed, normal) in [
        ("", ""),
        ("  \n ", ""),
        ("Money  LAUNDERING", "money laundering"),
        ("Juárez U.S. so-called", "juarez \"u s\" \"so called\""),
        ("\"a\" “b c” \"d e*\" \"f g\"* h*", "a \"b c\" \"d e\"* \"f g\"* h*"),
        ("a AND b OR c AND d", "a b OR c d"),
        ("a (b OR c) d", "a (b OR c) d"),
        ("((a b)) c OR ((d) OR e)", "a b c OR d OR e"),
        ("NOT a -b -(c d) NOT NOT e --f", "-a -b -(c d) e f"),
        ("not a or b", "not a or b"),
        ("NEAR(money \"b c\" d*, 5)", "NEAR(money \"b c\" d*, 5)"),
        ("NEAR(a b) near(c)", "NEAR(a b, 10) near c"),
        ("a NEAR/5 b NEAR/5 c d", "NEAR(a b c, 5) d"),
        ("a NEAR b", "NEAR(a b, 10)"),
        ("TAG:kcrm from:MEX* Subject:\"a b\"", "tag:kcrm from:mex* subject:\"a b\""),
        (
            "person:“Tello Peón” org:PGR place:x entity:x note:cities*",
            "person:\"tello peon\" org:pgr place:x entity:x note:cities*",
        ),
        ("class:confidential CLASS:>=c class:\"top secret\"", "class:C class:>=C class:TS"),
        ("before:2009-10 after:2009 on:2009-10-05", "before:2009-10 after:2009 on:2009-10-05"),
        (
            "mark:u mark:S//NF mark:Unmarked mark:\"C/REL UK, USA\"",
            "mark:U mark:S/NF mark:unmarked mark:\"C/REL UK, USA\"",
        ),
        ("ref:09state081957 id:\"09 CAPE TOWN 12\"", "ref:09STATE81957 id:09CAPETOWN12"),
        ("is:read is:UNREAD is:noted -is:pinned", "is:read is:unread is:noted -is:pinned"),
        ("12:30 tag:OR tag:-x note:a:b", "\"12 30\" tag:or tag:x note:\"a b\""),
        ("(tag:KCRM OR money) -from:X", "(tag:kcrm OR money) -from:x"),
        ("a\"b\"c(d)", "a b c d"),
    ] {
        let query = Query::parse(typed).unwrap_or_else(|error| panic!("{typed}: {error}"));
        assert_eq!(query.to_string(), normal, "{typed}");
        assert_eq!(Query::parse(normal), Ok(query), "{typed}");
    }
}

#[test]
fn what_is_wrong_is_named_with_its_place() {
    for (typed, place, said) in [
        ("tag:", "", "a value is missing"),
        ("tag: KCRM", "", "a value is missing"),
        ("tag:(a OR b)", "", "a value is missing"),
        ("tga:KCRM", "tga", "no such field 'tga' (tag?)"),
        ("a PERSONS:x", "PERSONS", "no such field 'PERSONS' (person?)"),
        ("form:MEXICO", "form", "no such field 'form' (from?)"),
        ("http://x", "http", "no such field 'http'; in quotes it is a word"),
        ("is:raed", "raed", "'raed' is none of read, unread, noted, pinned (read?)"),
        ("class:>=X", ">=X", "'>=X' is no level such as U, C, S or >=C"),
        ("on:2009-13", "2009-13", "'2009-13' is no date such as 2009, 2009-10 or 2009-10-05"),
        ("mark:zz", "zz", "'zz' is no portion mark such as C, S/NF or unmarked"),
        ("id:09MEXICO", "09MEXICO", "'09MEXICO' is no cable's id such as 09MEXICO2882"),
        ("id:09MEXICO2882*", "09MEXICO2882*", "a * is for words only"),
        ("note:!!", "!!", "'!!' is no word"),
        ("a & b", "&", "'&' is no word"),
        ("*", "*", "'' is no word"),
        ("na*co", "na*co", "a * stands at the end of a word only"),
        ("a - b", "-", "a - stands directly before what it excludes, other signs in quotes"),
        ("a \"b c", "\"", "this quote is not closed"),
        ("(a (b)", "(", "this bracket is not closed"),
        ("a) b", ")", "this bracket closes nothing"),
        ("()", ")", "a term is missing before this"),
        ("a OR", "", "a term is missing"),
        ("OR a", "OR", "a term is missing before this"),
        ("a NOT", "", "a term is missing"),
        ("a AND OR b", "OR", "a term is missing before this"),
        ("NEAR(a)", "NEAR(", "near each other are two words or phrases, or more"),
        ("NEAR(a b", "NEAR(", "this bracket is not closed"),
        ("NEAR(a b, x)", "x", "a distance is a number of words, at most 1000"),
        ("a NEAR/1001 b", "1001", "a distance is a number of words, at most 1000"),
        ("NEAR(a b, 5 c)", "c", "the bracket must be closed before this"),
        ("NEAR(a tag:b)", "tag", "near each other are words and phrases, not fields"),
        ("a NEAR tag:b", "tag:b", "NEAR needs a word or a phrase here"),
        ("a NEAR", "", "NEAR needs a word or a phrase"),
        ("a NEAR/2 b NEAR/3 c", "NEAR/3", "one distance holds for all that are near each other"),
    ] {
        let error = Query::parse(typed).expect_err(typed);
        assert_eq!((&typed[error.at.clone()], error.to_string().as_str()), (place, said), "{typed}");
    }
    let hostile = "\u{1b}]0;".repeat(1000);
    let said = Query::parse(&format!("class:\"{hostile}\"")).unwrap_err().to_string();
    assert!(said.len() < 200 && !said.contains('\u{1b}'), "{said}");
}

#[test]
fn everything_is_bounded() {
    let deep = |levels| format!("{}a{}", "(".repeat(levels), ")".repeat(levels));
    assert!(Query::parse(&deep(64)).is_ok());
    assert_eq!(Query::parse(&deep(65)).unwrap_err().to_string(), "more than 64 levels deep");
    assert!(Query::parse(&format!("{}a", "-".repeat(64))).is_ok());
    assert!(Query::parse(&format!("{}a", "NOT ".repeat(65))).is_err());
    assert!(Query::parse(&"a ".repeat(256)).is_ok());
    assert_eq!(Query::parse(&"a ".repeat(257)).unwrap_err().to_string(), "more than 256 terms");
    assert!(Query::parse(&"a".repeat(4096)).is_ok());
    for long in ["a".repeat(4097), "a.".repeat(2048)] {
        let said = Query::parse(&long).unwrap_err().to_string();
        assert_eq!(said, "a query is at most 4096 bytes long");
    }
}

#[test]
fn words_are_those_that_are_looked_for() {
    let query = Query::parse("a -b (c OR -(d -\"e f\")) NEAR(g h*, 3) a tag:x note:y -note:z").unwrap();
    let shown = |field| query.words(field).iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    assert_eq!(shown(Field::Text), "a c \"e f\" g h*");
    assert_eq!((shown(Field::Tag), shown(Field::Note)), (String::from("x"), String::from("y")));
}
