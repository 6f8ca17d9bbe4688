//! Every word that can be typed behind `:`, typed.

use reftel::app::COMMANDS;

use crate::support::{CABLE, Desk, TWO};

/// A word, keys that type it, and what the screen shows then; `QUIT` where the program has ended.
const TYPED: &[(&str, &str, &str)] = &[
    ("goto", ":goto 3<Enter>", "¶ 3/3"),
    ("goto", ":goto x<Enter>", "goto takes the number of a paragraph, not 'x'"),
    ("goto", ":goto<Enter>", "write :goto N"),
    ("mark", "3G:mark a<Enter>gg:marks<Enter>", "1 mark"),
    ("marks", ":marks<Enter>", "no marks"),
    ("follow", "3Gasee ¶1<C-s>:follow<Enter>", "¶ 1/3"),
    ("search", ":search herring<Enter>", "/herring [1/"),
    ("search", ":search boats<Enter>gg/<Enter>", "/boats [1/"),
    ("filter", ":filter (U)<Enter>", "1 of 3 paragraphs fit"),
    ("filter", ":filter<Enter>", "&  "),
    ("unfilter", ":filter (U)<Enter>:unfilter<Enter>", "3 (C)"),
    ("noh", ":search boats<Enter>:noh<Enter>", "/ search"),
    ("raw", ":raw<Enter>", "the file as it is"),
    ("notes", ":notes<Enter>", "1 note"),
    ("notes", "1Gamine<C-s>:notes theirs<Enter>", "1 of 2 notes"),
    ("note add", "3G:note add why dear?<Enter>", "why dear?"),
    ("note add", "3G:note add<Enter>", "save note"),
    ("note cable", ":note cable on all of it<Enter>", "on all of it"),
    ("note template", "3G:note template question<Enter>", "save note"),
    ("note edit", "3Gaone<C-s>:note edit<Enter>", "save note"),
    ("note editor", "3Gaone<C-s>:note editor<Enter>", "the editor was asked for"),
    ("note delete", "3Gaone<C-s>:note delete<Enter>", "deleted"),
    ("note type", "3Gaone<C-s>:note type question #fish<Enter>", "question"),
    ("note move", "3Gaone<C-s><Enter>:note move 1<Enter>", "stands on ¶1 now"),
    ("note move", "3Gaone<C-s><Enter>:note move 9<Enter>", "no paragraph is numbered 9"),
    ("anchor next", ":anchor next<Enter>", "every note stands where it was put"),
    ("anchor place", ":anchor place<Enter>", "no note with several places"),
    ("anchor confirm", "3Gaone<C-s><Enter>:anchor confirm<Enter>", "stands where it was put"),
    ("anchor relocate", "3Gaone<C-s><Enter>:anchor relocate<Enter>", "placing «one»"),
    ("anchor detach", "3Gaone<C-s><Enter>:anchor detach<Enter>", "stands on"),
    ("review next", ":review next<Enter>", "accept"),
    ("review prev", ":review prev<Enter>", "from the end again"),
    ("accept", "]r:accept<Enter>", "accepted: B's note"),
    ("accept-edited", "]r:accept-edited<Enter>", "your changes are a suggestion to B"),
    ("accept-all", "]r:accept-all<Enter>", "1 in view accepted"),
    ("reject", "]r:reject not ours<Enter>", "rejected: B's note"),
    ("reject", "]r:reject<Enter>", "reject, because"),
    ("skip", "]r:skip<Enter>", "nothing else is to be judged"),
    ("reply", "]r:reply all of them<Enter>", "all of them"),
    ("resolve", "]r:resolve<Enter>", "thread resolved"),
    ("resolve", "]r:resolve<Enter>:resolve<Enter>", "resolved already"),
    ("reopen", "]r:resolve<Enter>:reopen<Enter>", "thread reopened"),
    ("reopen", "]r:reopen<Enter>", "open already"),
    ("view", ":view mine<Enter>", "view mine"),
    ("view", ":view nobody<Enter>", "no view is called 'nobody'"),
    ("blind", ":blind<Enter>", "blind: only your own"),
    ("blind", ":blind<Enter>:blind off<Enter>", "show what others wrote now?"),
    ("blind", ":blind on<Enter>", "nothing behind it but off"),
    ("seen", ":seen<Enter>", "all seen"),
    ("entity alias", "<Tab><Tab>:entity alias Bear<Enter>", "Bear"),
    ("entity type", "<Tab><Tab>:entity type place<Enter>", "Places"),
    ("entity type", "<Tab><Tab>:entity type fish<Enter>", "no kind 'fish'"),
    ("entity merge", "<Tab><Tab>:entity merge nobody<Enter>", "no entity is called 'nobody'"),
    ("entity split", "<Tab><Tab>:entity split<Enter>", "this mention is of"),
    ("entity ignore", "<Tab><Tab>:entity ignore<Enter>", "u undoes"),
    ("entity why", "<Tab><Tab>:entity why<Enter>", "person"),
    ("entity keep", "<Tab><Tab>:entity keep<Enter>", "in the lexicon"),
    ("entity next", "<Tab><Tab><Enter>:entity next<Enter>", "2/"),
    ("entity filter", "<Tab><Tab>:entity filter white<Enter>", "White"),
    ("copy", ":copy<Enter>", "copied"),
    ("cite", ":cite<Enter>", "copied"),
    ("coverage", ":coverage<Enter>", "0 of 3 read"),
    ("read", "1G:read<Enter>:coverage<Enter>", "1 of 3 read"),
    ("undo", "3Gaone<C-s>:undo<Enter>", "(¶3)"),
    ("redo", "3Gaone<C-s>:undo<Enter>:redo<Enter>", "one"),
    ("set", ":set<Enter>", "theme auto · keymap default"),
    ("set", ":set ascii<Enter>", "ascii is auto (auto|on|off)"),
    ("set", ":set noclipboard<Enter>:set clipboard?<Enter>", "clipboard is off (on|off)"),
    ("set", ":set clipboard!<Enter>:set clipboard!<Enter>", "clipboard is on until"),
    ("set", ":set notes-width=40<Enter>:set notes-width<Enter>", "notes-width is 40 (16-200)"),
    ("set", ":set notes-width 9<Enter>", "from 16 to 200, not '9'"),
    ("set", ":set author Bo<Enter>", "read at the start"),
    ("set", ":set theem dark<Enter>", "'theem' is no setting (theme?)"),
    ("theme", ":theme light<Enter>", "theme is light until the session ends"),
    ("theme", ":theme lihgt<Enter>", "theme cannot be 'lihgt' (light?)"),
    ("keymap", ":keymap vim<Enter>e", "CONFIDENTIAL"),
    ("keymap", ":keymap vi<Enter>", "(vim?)"),
    ("map", ":map <lt>F5> filter (U)<Enter><F5>", "1 of 3 paragraphs fit"),
    ("map", ":map <lt>F5> next-paragraph<Enter><F5>]p", "¶ 2/3"),
    ("map", ":map <lt>F5> fly<Enter>", "no command is called 'fly'"),
    ("map", ":map <lt>F5><Enter>", "write :map KEYS COMMAND"),
    ("unmap", ":unmap }<Enter>}", "no command on }"),
    ("unmap", ":unmap }<Enter>]p", "¶ 1/3"),
    ("unmap", ":unmap q<Enter>", "quit needs a key here"),
    ("describe-key", ":describe-key gg<Enter>", "gg: top, to the top of the file"),
    ("describe-key", ":describe-key g<Enter>", "g: begins"),
    ("describe-key", ":describe-key ~<Enter>", "no command on ~"),
    ("describe-key", ":describe-key<Enter>dd", "dd: delete-note"),
    ("help", ":help<Enter>", "While reading"),
    ("help", ":help delete-note<Enter>", "delete-note"),
    ("help", ":help note add<Enter>", ":note add [TEXT]"),
    ("help", ":help names<Enter>", "no topic or command 'names': the first line with it"),
    ("help", ":help snorkel<Enter>", "the help says nothing of 'snorkel'"),
    ("h", ":h<Enter>", "While reading"),
    ("version", ":version<Enter>", concat!("reftel ", env!("CARGO_PKG_VERSION"))),
    ("w", ":w<Enter>", "everything is saved"),
    ("q", ":q<Enter>", "QUIT"),
    ("wq", ":wq<Enter>", "QUIT"),
    ("x", ":x<Enter>", "QUIT"),
    ("q!", ":q!<Enter>", "QUIT"),
];

/// The words that need a file of several cables.
const OF_FILES: &[(&str, &str, &str)] = &[
    ("next", ":next<Enter>", "2/2"),
    ("prev", ":next<Enter>:prev<Enter>", "1/2"),
    ("cables", ":cables<Enter>", "FERRIES"),
];

/// The words of the library, and what is asked of it then.
const OF_THE_LIBRARY: &[(&str, &str, &str)] = &[
    ("open", ":open my cables<Enter>", "OpenFile(Path(\"my cables\"))"),
    ("e", ":e my cables<Enter>", "OpenFile(Path(\"my cables\"))"),
    ("library", ":library<Enter>", "ScanLibrary([])"),
    ("find", ":find tag:KCRM money<Enter>", "FindCables { typed: \"tag:KCRM money\""),
    ("ref", ":ref 09state81957¶4<Enter>", "OpenFile(Id(\"09STATE81957\"))"),
    ("refs", ":refs<Enter>", "LookAround(References"),
    ("where-else", "<Tab><Tab>:where-else<Enter>", "LookAround(Entity"),
    ("gaps", ":gaps<Enter>", "LookAround(Gaps)"),
];

#[test]
fn every_word_does_what_it_says() {
    let mut wrong = Vec::new();
    for (word, keys, wanted) in TYPED {
        let mut desk = Desk::open(CABLE, (120, 30));
        let shown = desk.play(keys);
        let is_it = if *wanted == "QUIT" { desk.over } else { shown.contains(wanted) };
        if !is_it {
            wrong.push(format!("{word}: {keys}: wanted {wanted}\n{shown}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn words_lead_from_cable_to_cable() {
    for (_, keys, wanted) in OF_FILES {
        let shown = Desk::open(TWO, (120, 30)).play(keys);
        assert!(shown.contains(wanted), "{keys}: {shown}");
    }
}

#[test]
fn words_ask_the_library() {
    for (_, keys, wanted) in OF_THE_LIBRARY {
        let mut desk = Desk::open(CABLE, (120, 30));
        desk.play(keys);
        let asked = format!("{:?}", desk.effects);
        assert!(asked.contains(wanted), "{keys}: {asked}");
    }
}

/// Whoever adds a word adds a line above.
#[test]
fn no_word_is_left_out() {
    let rows = || TYPED.iter().chain(OF_FILES).chain(OF_THE_LIBRARY);
    for (word, keys, _) in rows() {
        assert!(COMMANDS.iter().any(|command| command.name == *word), "{word} is no word");
        assert!(keys.contains(&format!(":{word}")), "{keys} does not type {word}");
    }
    let left: Vec<&str> = COMMANDS
        .iter()
        .map(|command| command.name)
        .filter(|name| rows().all(|(word, ..)| word != name))
        .collect();
    assert!(left.is_empty(), "typed by no test: {left:?}");
}
