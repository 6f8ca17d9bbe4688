//! What is said must be so: examples run, options exist, variables are looked at.

use clap::error::ErrorKind;
use clap::{CommandFactory, Parser};

use super::*;
use crate::app::manual::TOPICS;

/// The program and all commands below it.
fn commands() -> Vec<clap::Command> {
    fn below(command: &clap::Command, found: &mut Vec<clap::Command>) {
        found.push(command.clone());
        command.get_subcommands().filter(|one| one.get_name() != "help").for_each(|one| below(one, found));
    }
    let mut program = Arguments::command();
    program.build();
    let mut found = Vec::new();
    below(&program, &mut found);
    found
}

/// The words of a line as a shell splits them, up to where it is explained or goes to another program.
fn words(line: &str) -> Vec<String> {
    let line = line.trim().replace('\'', "\"");
    let mut words = Vec::new();
    for (index, part) in line.split('"').enumerate() {
        if index % 2 == 1 {
            words.push(part.to_owned());
            continue;
        }
        let own = part.split("  ").next().unwrap_or_default();
        let own = own.split(['|', '<', '>']).next().unwrap_or_default();
        words.extend(own.split_whitespace().map(str::to_owned));
        if own.len() < part.len() {
            break;
        }
    }
    words
}

/// Whether clap takes a line.
fn refusal(line: &str) -> Option<String> {
    let error = Arguments::try_parse_from(words(line)).err()?;
    // The name of a command that has others below it says no more than that.
    let is_whole = error.kind() != ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand;
    (error.use_stderr() && is_whole).then(|| format!("{line}: {error}"))
}

#[test]
fn every_command_shows_examples_that_are_taken() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for command in commands() {
        let help = command.clone().render_long_help().to_string();
        let name = command.get_display_name().unwrap_or("reftel").to_owned();
        // What has commands below it, or is one of several, has its examples with them.
        if name.matches('-').count() < 2 && !help.contains("Examples:") {
            wrong.push(format!("{name} has no examples"));
        }
        for line in help.lines().filter(|line| line.starts_with("  reftel ")) {
            wrong.extend(refusal(line));
            count += 1;
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count > 60, "the examples were not found: {count}");
}

#[test]
fn the_manual_names_commands_options_and_variables_that_are_there() {
    let options: Vec<String> = commands()
        .iter()
        .flat_map(|command| {
            command
                .get_arguments()
                .filter_map(|one| one.get_long())
                .map(|long| format!("--{long}"))
                .collect::<Vec<_>>()
        })
        .collect();
    let mut wrong = Vec::new();
    for (topic, text) in TOPICS {
        let spans = text.split('`').skip(1).step_by(2).filter(|span| !span.is_empty());
        let lines = text.split("```").skip(1).step_by(2).flat_map(str::lines);
        let typed = lines.chain(spans).filter(|line| line.starts_with("reftel "));
        wrong.extend(typed.filter_map(refusal));
        for span in text.replace("```", "").split('`').skip(1).step_by(2) {
            let first = span.split_whitespace().next().unwrap_or_default();
            let is_there = match span {
                _ if span.starts_with("--") => options.iter().any(|option| option == first),
                _ if span.len() > 1 && span.starts_with('$') => {
                    man::ENVIRONMENT.iter().any(|(name, _)| *name == &span[1..])
                }
                _ if span.starts_with("REFTEL_") => {
                    man::ENVIRONMENT.iter().any(|(name, _)| Some(*name) == span.split('=').next())
                }
                _ => true,
            };
            if !is_there {
                wrong.push(format!("{topic}: {span}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn there_is_a_page_for_every_command_and_the_first_says_what_clap_does_not_know() {
    let pages = man::pages(Arguments::command());
    assert_eq!(pages.len(), commands().len());
    let (name, text) = &pages[0];
    assert_eq!(name, "reftel.1");
    for section in ["EXAMPLES", "\"EXIT STATUS\"", "\"ENVIRONMENT\"", "\"FILES\""] {
        assert!(text.contains(&format!(".SH {section}")), "{section}");
    }
    assert!(pages.iter().any(|(name, _)| name == "reftel-notes-add.1"));
    for (name, text) in &pages {
        let odd = text.lines().find(|line| line.starts_with('\''));
        assert!(
            odd.is_none_or(|line| line.starts_with("'\\\"")),
            "{name}: {odd:?} would command the formatter"
        );
    }
}

#[test]
fn every_variable_of_ours_that_is_looked_at_is_on_the_page() {
    let mut folders = vec![std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            for (at, _) in text.match_indices("\"REFTEL_") {
                let name = text[at + 1..].split('"').next().unwrap();
                let is_ours = name.chars().all(|c| c.is_ascii_uppercase() || c == '_') && name.len() > 7;
                // Of debug builds only.
                let is_known =
                    name == "REFTEL_FAULT" || man::ENVIRONMENT.iter().any(|(known, _)| *known == name);
                assert!(!is_ours || is_known, "{}: {name} is not on the page", path.display());
            }
        }
    }
}
