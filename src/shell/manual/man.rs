//! Man pages: what clap knows of each command, and what it does not.

use std::fmt::Write;

use clap::Command;
use clap_mangen::Man;

/// The exit codes.
pub(super) const EXIT_STATUS: [(&str, &str); 8] = [
    ("0", "Done."),
    ("1", "A negative result: nothing found, files differ, conflicts; or the terminal was lost."),
    ("2", "The command line is wrong."),
    ("3", "The input cannot be read."),
    ("4", "The notes cannot be read or saved."),
    ("5", "Nothing may be released."),
    ("101", "A fault of the program; what was typed is in the journal."),
    ("128+n", "Ended by signal n."),
];

/// The variables of the environment that are looked at.
pub(super) const ENVIRONMENT: [(&str, &str); 14] = [
    ("REFTEL_CONFIG_DIR", "The directory of notes and settings; --config-dir goes before it."),
    ("REFTEL_AUTHOR", "The name that is shown on your notes; --author goes before it, USER is behind it."),
    (
        "REFTEL_LIBRARY",
        "Where the index of the library is: postgresql://..., a server; else a file of your own.",
    ),
    ("REFTEL_SECURE", "If 1, no editor is run and nothing is given to the clipboard."),
    ("XDG_CONFIG_HOME", "Where the directory reftel is, unless REFTEL_CONFIG_DIR is set; else ~/.config."),
    ("VISUAL", "The editor for notes."),
    ("EDITOR", "The same where VISUAL is not set."),
    ("NO_COLOR", "If set and not empty, attributes only, no colours."),
    ("COLORTERM", "truecolor or 24bit: how many colours the terminal has."),
    ("TERM", "What the terminal is; dumb reads and writes line by line."),
    ("LC_ALL", "Whether the terminal knows UTF-8, as LC_CTYPE and LANG behind it; else ASCII is drawn."),
    ("SSH_TTY", "That the terminal is elsewhere, which 'reftel doctor' says; SSH_CONNECTION too."),
    ("TMUX", "That the clipboard is reached through tmux; STY: through screen."),
    ("USER", "The name on your notes where no other is told."),
];

/// What is kept, below the configuration directory.
const FILES: [(&str, &str); 9] = [
    ("identity.yaml", "Who you are as an author, and its copy, identity.yaml.bak."),
    ("notes/CABLE/AUTHOR.REPLICA.yaml", "Notes on a cable: one file per writer, every version kept."),
    ("drafts/", "The journal: what is being written, until it is saved."),
    ("state/", "Reading places, marks, what was read, undo."),
    ("lexicon.yaml", "Names and acronyms for all cables."),
    ("theme.yaml", "Your own colours."),
    ("templates/NAME.md", "Your own beginnings of notes."),
    ("share.yaml", "The directory that colleagues see."),
    ("tutor/", "The same again, for the cable of 'reftel tutor'."),
];

/// File names and texts of the pages: the program's, then one for each command and those below it.
pub(super) fn pages(mut program: Command) -> Vec<(String, String)> {
    program.build();
    let mut pages = Vec::new();
    add(&program, true, &mut pages);
    pages
}

fn add(command: &Command, is_program: bool, pages: &mut Vec<(String, String)>) {
    let examples = [command.get_before_help(), command.get_after_help()];
    let examples: Vec<String> = examples.into_iter().flatten().map(ToString::to_string).collect();
    // They are laid out below; clap's page would make one paragraph of them.
    let bare = command.clone().before_help(None::<&str>).after_help(None::<&str>);
    let man = Man::new(bare).manual("reftel").source(concat!("reftel ", env!("CARGO_PKG_VERSION")));
    let mut page = Vec::new();
    // Into memory: nothing can fail.
    let _ = man.render(&mut page);
    let mut text = String::from_utf8_lossy(&page).into_owned();
    if !examples.is_empty() {
        let _ = writeln!(text, ".SH EXAMPLES\n.nf");
        for line in examples.join("\n").lines().filter(|line| *line != "Examples:") {
            let _ = writeln!(text, "{}", escaped(line));
        }
        text.push_str(".fi\n");
    }
    if is_program {
        table(&mut text, "EXIT STATUS", &EXIT_STATUS);
        table(&mut text, "ENVIRONMENT", &ENVIRONMENT);
        table(&mut text, "FILES", &FILES);
        let _ = writeln!(
            text,
            ".SH SEE ALSO\nreftel help TOPIC prints the manual; in the program, ? shows the keys."
        );
    } else {
        let _ = writeln!(text, ".SH SEE ALSO\n.BR reftel (1)");
    }
    pages.push((man.get_filename(), text));
    for below in command.get_subcommands().filter(|below| below.get_name() != "help") {
        add(below, false, pages);
    }
}

fn table(text: &mut String, title: &str, rows: &[(&str, &str)]) {
    let _ = writeln!(text, ".SH \"{title}\"");
    for (name, words) in rows {
        let _ = writeln!(text, ".TP\n\\fB{}\\fR\n{}", escaped(name), escaped(words));
    }
}

/// A line as roff shows it unchanged.
fn escaped(line: &str) -> String {
    let line = line.replace('\\', "\\e").replace('-', "\\-");
    if line.starts_with(['.', '\'']) { format!("\\&{line}") } else { line }
}
