//! What is listed while a word is typed, lines that come back, numbers before a command.

use reftel::app::Effect;
use reftel::cable::{Cable, decode};

use crate::support::{CABLE, Desk};

#[test]
fn what_fits_is_listed_and_chosen() {
    let shown = |keys: &str| Desk::open(CABLE, (80, 24)).play(keys);
    for (keys, wanted) in [
        (":", "1-10 of "),
        ("<C-p>", "1-10 of "),
        (":nt<Tab>", ":note type"),
        (":nty<C-n>", ":note type"),
        (":unfil<Tab>", ":unfilter"),
        (":note <S-Tab>", ":"),
        (":theme d<Tab>", ":theme dark"),
        (":keymap <Tab><Tab>", ":keymap less"),
        (":set theme <Tab><Tab>", ":set theme dark"),
        (":set wid", "text-width"),
        (":goto ", "(U) Minister Stoere"),
        (":filter (<Tab>", ":filter (C)"),
        (":entity merge whi<Tab>", ":entity merge Barry White"),
        (":entity type per<Tab>", ":entity type person"),
        (":describe-key dd", "delete-note"),
        (":map <lt>F5> unfi<Tab>", ":map <F5> unfilter"),
        (":view th<Tab>", ":view theirs"),
        (":help unf<Tab>", ":help unfilter"),
        (":note type ques<Tab>", ":note type question"),
        (":xyzzy<Tab>", "no command fits"),
        (":search h", "search [WORDS]: search the file"),
        // A command that a word is named like is that word.
        (":resolv", "1 fit"),
        // What the help says finds a command too.
        (":backwards", "search-back"),
        // Only one fits: Tab settles it, and what can follow is listed.
        (":keyma<Tab>", "emacs"),
    ] {
        assert!(shown(keys).contains(wanted), "{keys}: {wanted}\n{}", shown(keys));
    }
    // Around the ring it is what was typed again, and back the other way.
    let around = shown(":theme a<Tab><Tab><Tab><Tab>");
    assert!(around.contains(":theme a ") && around.contains("3 fit"), "{around}");
    let (there, back) = (shown(":no<Tab>"), shown(":no<Tab><Tab><S-Tab>"));
    assert_eq!(there, back);
}

#[test]
fn the_list_stays_on_every_screen() {
    for height in 1..12 {
        for width in [1, 10, 40, 80] {
            let mut desk = Desk::open(CABLE, (width, height));
            desk.play(":note <Tab><Tab><Tab><Tab><Tab><Tab><Tab><Tab><Tab><Tab><Tab><Tab>");
        }
    }
}

#[test]
fn lines_typed_before_come_back_by_their_beginning() {
    let mut desk = Desk::open(CABLE, (80, 24));
    desk.play(":goto 1<Enter>:filter (U)<Enter>:goto 3<Enter>");
    let line = |desk: &mut Desk, keys: &str| {
        let shown = desk.play(keys);
        shown.lines().last().unwrap().trim().to_owned()
    };
    assert_eq!(line(&mut desk, ":<Up>"), ":goto 3");
    assert_eq!(line(&mut desk, "<Up>"), ":filter (U)");
    assert_eq!(line(&mut desk, "<Esc>:go<Up><Up>"), ":goto 1");
    assert_eq!(line(&mut desk, "<Down>"), ":goto 3");
    assert_eq!(line(&mut desk, "<Down>"), ":go");
    let kept = desk.effects.iter().rev().find_map(|effect| match effect {
        Effect::KeepTyped(lines) => Some(lines.clone()),
        _ => None,
    });
    let kept: Vec<_> = kept.unwrap().into_iter().filter(|(prompt, _)| prompt == "command").collect();
    assert_eq!(kept.len(), 3);
    let mut desk = Desk::open(CABLE, (80, 24));
    desk.play(":set nohistory<Enter>/boats<Enter>");
    assert!(!desk.effects.iter().any(|effect| matches!(effect, Effect::KeepTyped(lines) if lines.len() > 1)));
}

#[test]
fn numbers_repeat_what_can_be_repeated() {
    for (keys, wanted) in [
        ("1Gaone<C-s>atwo<C-s>athree<C-s>2dd", "notes 2"),
        ("1Gaone<C-s>atwo<C-s>2u", "notes 1"),
        ("1Gaone<C-s>atwo<C-s>2u2<C-r>", "notes 3"),
        ("9u", "nothing to undo"),
        ("1G2M:coverage<Enter>", "2 of 3 read"),
        ("2<Tab>", "▸Entities"),
        ("2}", "¶ 2/3"),
        ("?5j", ", 34/"),
    ] {
        let shown = Desk::open(CABLE, (120, 30)).play(keys);
        assert!(shown.contains(wanted), "{keys}: {wanted}\n{shown}");
    }
}

#[test]
fn the_cable_is_one() {
    assert!(Cable::parse(decode(CABLE.into())).is_cable());
}
