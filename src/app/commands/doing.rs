//! What words behind `:` do that no command of the program does.

use crate::annotation::Anchor;
use crate::app::{App, Effect, HelpLine, MarkUse, Mode, Moment, help_lines, manual};
use crate::keys::{meant, read_sequence, short};
use crate::library::query::CableId;

/// What the list of notes is mostly asked for.
pub(super) const NOTE_QUERIES: &[&str] =
    &["is:draft", "is:moved", "is:lost", "pending", "accepted", "rejected", "new", "theirs"];

/// The number of a paragraph that is printed; else says that it is none.
fn paragraph(app: &mut App, text: &str) -> Option<usize> {
    let number = text.trim_start_matches('¶').parse::<u32>().ok();
    let found = number.and_then(|number| app.cable.paragraph_printed(number));
    if found.is_none() {
        app.tell(format!("no paragraph is numbered {}; :goto and Tab lists them", short(text)));
    }
    found
}

/// `:goto N`.
pub(super) fn go_to(app: &mut App, text: &str, _: Moment) -> Vec<Effect> {
    match text.trim_start_matches('¶').parse() {
        Ok(number) => app.go_to_printed(number),
        Err(_) => app.tell(format!("goto takes the number of a paragraph, not '{}'", short(text))),
    }
    Vec::new()
}

/// `:open PATH`.
pub(super) fn open(app: &mut App, text: &str, _: Moment) -> Vec<Effect> {
    app.open_path(text);
    Vec::new()
}

/// `:e PATH`, and `:e` for the file that is open.
pub(super) fn open_again(app: &mut App, text: &str, moment: Moment) -> Vec<Effect> {
    if !text.is_empty() {
        return open(app, text, moment);
    }
    app.read_again()
}

/// `:find QUERY`.
pub(super) fn find(app: &mut App, text: &str, _: Moment) -> Vec<Effect> {
    app.find_cables(text)
}

/// `:ref ID`, with the number of a paragraph or without: `09STATE81957¶4`.
pub(super) fn refer(app: &mut App, text: &str, _: Moment) -> Vec<Effect> {
    let (id, paragraph) = text.split_once('¶').map_or((text, None), |(id, number)| (id, number.parse().ok()));
    match CableId::parse(id) {
        Some(id) => app.go_to_id(id.as_str(), paragraph),
        None => app.tell(format!("{} is no id of a cable, as 09STATE81957 is", short(text))),
    }
    Vec::new()
}

/// `:mark LETTER`.
pub(super) fn mark(app: &mut App, text: &str, moment: Moment) -> Vec<Effect> {
    let mut letters = text.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) => app.name_mark(MarkUse::Set, letter, moment),
        _ => app.tell(format!("marks are letters from a to z, not {}", short(text))),
    }
    Vec::new()
}

/// `:unfilter`.
pub(super) fn unfilter(app: &mut App, _: &str, _: Moment) -> Vec<Effect> {
    app.filter_by("");
    Vec::new()
}

/// `:noh`.
pub(super) fn unsearch(app: &mut App, _: &str, _: Moment) -> Vec<Effect> {
    app.search = None;
    Vec::new()
}

/// `:notes WHAT`.
pub(super) fn notes(app: &mut App, text: &str, _: Moment) -> Vec<Effect> {
    app.list_notes();
    if let Mode::List(list) = &mut app.mode {
        list.query = text.to_owned();
    }
    app.lay_out_list();
    Vec::new()
}

/// `:note move N`, `:anchor relocate N`.
pub(super) fn relocate(app: &mut App, text: &str, moment: Moment) -> Vec<Effect> {
    let Some(paragraph) = paragraph(app, text) else { return Vec::new() };
    // With a number behind it nothing is moved by chance: it means the note at hand, as other commands do.
    if let (None, Some(leaf)) = (app.to_place(), app.meant()) {
        app.begin_placing(leaf);
    }
    app.relocate_to(Anchor::paragraph(&app.cable, paragraph), moment)
}

/// `:resolve`.
pub(super) fn resolve(app: &mut App, _: &str, moment: Moment) -> Vec<Effect> {
    settle(app, true, moment)
}

/// `:reopen`.
pub(super) fn reopen(app: &mut App, _: &str, moment: Moment) -> Vec<Effect> {
    settle(app, false, moment)
}

/// Settles the thread of the chosen note, or opens it again, unless it is so already.
fn settle(app: &mut App, resolved: bool, moment: Moment) -> Vec<Effect> {
    let chosen = app.notebook.selected().and_then(|leaf| app.notebook.leaves().get(leaf));
    if chosen.is_some_and(|leaf| leaf.talk().is_resolved() == resolved) {
        app.tell(if resolved { "its thread is resolved already" } else { "its thread is open already" });
        return Vec::new();
    }
    app.run(crate::keys::Action::Resolve, None, moment)
}

/// `:view WHOSE`.
pub(super) fn view(app: &mut App, text: &str, _: Moment) -> Vec<Effect> {
    app.view_by_name(text);
    Vec::new()
}

/// `:blind off`.
pub(super) fn blind(app: &mut App, text: &str, _: Moment) -> Vec<Effect> {
    match text {
        "off" => app.ask_to_see(),
        other => app.tell(format!("blind takes nothing behind it but off, not '{}'", short(other))),
    }
    Vec::new()
}

/// `:describe-key KEYS`.
pub(super) fn describe(app: &mut App, text: &str, _: Moment) -> Vec<Effect> {
    let described = read_sequence(text).map(|keys| app.described(&keys));
    app.tell(described.unwrap_or_else(|why| why));
    Vec::new()
}

/// `:help WHAT`: a topic of the manual, or the page of keys at the line that is about it.
pub(super) fn help(app: &mut App, text: &str, _: Moment) -> Vec<Effect> {
    if manual::topic(text).is_some() || text == "keys" {
        app.open_topic(text);
        return Vec::new();
    }
    let lines = help_lines(&app.keymap);
    let word = text.trim_start_matches(':').to_lowercase();
    let names = |line: &HelpLine| match line {
        HelpLine::Keys(keys, name, _) => {
            let typed = keys.first().map(|keys| keys.trim_start_matches(':').to_owned());
            let typed = typed.unwrap_or_default();
            *name == word || typed == word || typed.split([' ', '[']).next() == Some(&word)
        }
        _ => false,
    };
    let holds = |line: &HelpLine| line.plain().to_lowercase().contains(&word);
    let named = lines.iter().position(names);
    match named.or_else(|| lines.iter().position(holds)) {
        Some(at) => {
            if named.is_none() {
                app.tell(format!(
                    "no topic or command '{}': the first line with it; topics: {}",
                    short(text),
                    manual::topic_names()
                ));
            }
            app.mode = Mode::Help(app.keys_at(at));
        }
        None => {
            let known = super::COMMANDS.iter().map(|command| command.name);
            let near = meant(&word, known);
            app.tell(format!("the help says nothing of '{}'{near}", short(text)));
        }
    }
    Vec::new()
}

/// `:version`.
pub(super) fn version(app: &mut App, _: &str, _: Moment) -> Vec<Effect> {
    app.tell(concat!("reftel ", env!("CARGO_PKG_VERSION")));
    Vec::new()
}
