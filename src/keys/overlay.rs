//! One keymap over another: the keys that a reader or a preset gives a command are all that it has then, and are taken from
//! whatever had them.

use std::collections::BTreeMap;

use super::keymap::{Bindings, beginning};
use super::{Action, Key, Scope, Step, Target, meant, notation, parse_script, short};

/// What a keymap file says: scope, command, its keys; none unbinds it.
pub type Layer = BTreeMap<String, BTreeMap<String, Option<Vec<String>>>>;

/// Something in a layer that is not taken, and why.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{why}")]
pub struct Fault {
    /// The scope as it is written; empty for the layer as a whole.
    pub scope: String,
    /// The command as it is written; empty for the scope as a whole.
    pub command: String,
    /// What is wrong, with what was perhaps meant.
    pub why: String,
}

impl Fault {
    pub(super) fn whole(why: String) -> Self {
        Self { scope: String::new(), command: String::new(), why }
    }
}

/// Keys that a layer took from a command below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// Where.
    pub scope: Scope,
    /// The keys that ran the other command, in the notation.
    pub keys: String,
    /// What they ran.
    pub from: Target,
    /// What has them, or the beginning of them, now.
    pub by: Target,
}

/// A layer being put over a map.
pub(super) struct Overlay {
    pub(super) scopes: BTreeMap<Scope, Bindings>,
    pub(super) faults: Vec<Fault>,
    pub(super) taken: Vec<Taken>,
}

impl Overlay {
    /// Puts `layer` over `below`. All faults are found, and what has none is taken.
    pub(super) fn of(
        below: BTreeMap<Scope, Bindings>,
        layer: &Layer,
        is_line: &dyn Fn(&str) -> bool,
    ) -> Self {
        let mut overlay = Self { scopes: below, faults: Vec::new(), taken: Vec::new() };
        for (name, commands) in layer {
            let Some(scope) = Scope::named(name) else {
                let near = meant(name, Scope::ALL.iter().map(|scope| scope.name()));
                overlay.fault(name, "", format!("no scope is called '{}'{near}", short(name)));
                continue;
            };
            overlay.take(scope, commands, is_line);
        }
        overlay
    }

    fn take(
        &mut self,
        scope: Scope,
        commands: &BTreeMap<String, Option<Vec<String>>>,
        is_line: &dyn Fn(&str) -> bool,
    ) {
        let mut wanted = Vec::new();
        for (name, sequences) in commands {
            match target(scope, name, is_line) {
                Ok(target) => wanted.push((name, target, sequences.as_deref().unwrap_or_default())),
                Err(why) => self.fault(scope.name(), name, why),
            }
        }
        let before = self.scopes.get(&scope).cloned().unwrap_or_default();
        let bound = self.scopes.entry(scope).or_default();
        bound.retain(|_, target| wanted.iter().all(|(_, given, _)| given != target));
        let mut own = Bindings::new();
        for (name, target, sequences) in wanted {
            for sequence in sequences {
                match read_sequence(sequence) {
                    Ok(keys) => match own_clash(&own, &keys) {
                        Some(other) => {
                            let why =
                                format!("'{}' is the key of {other} too, or begins it", short(sequence));
                            self.fault(scope.name(), name, why);
                        }
                        None => _ = own.insert(keys, target.clone()),
                    },
                    Err(why) => self.fault(scope.name(), name, why),
                }
            }
        }
        for (keys, target) in own {
            self.bind(scope, keys, target);
        }
        self.keep_ways_out(scope, &before);
    }

    /// Binds keys, and takes them from what they ran, or were the beginning of, or went on from.
    fn bind(&mut self, scope: Scope, keys: Vec<Key>, target: Target) {
        let bound = self.scopes.entry(scope).or_default();
        let shorter = (1..keys.len()).filter_map(|length| keys.get(..length).map(<[Key]>::to_vec));
        let longer = beginning(bound, &keys).map(|(longer, _)| longer.clone());
        for taken in shorter.chain(longer).collect::<Vec<_>>() {
            if let Some(from) = bound.remove(&taken) {
                self.taken.push(Taken { scope, keys: notation(&taken), from, by: target.clone() });
            }
        }
        bound.insert(keys, target);
    }

    /// Nobody can lock themselves in: without any key for the way out, those below the layer stay.
    fn keep_ways_out(&mut self, scope: Scope, before: &Bindings) {
        for action in ways_out(scope) {
            let target = Target::Action(*action);
            let has_key = self.scopes.get(&scope).is_some_and(|bound| bound.values().any(|is| *is == target));
            let keys: Vec<_> = before.iter().filter(|(_, is)| **is == target).map(|(keys, _)| keys).collect();
            if has_key || keys.is_empty() {
                continue;
            }
            let why = format!("{} needs a key here; it keeps its own", action.name());
            self.fault(scope.name(), action.name(), why);
            for keys in keys {
                self.bind(scope, keys.clone(), target.clone());
            }
        }
    }

    fn fault(&mut self, scope: &str, command: &str, why: String) {
        self.faults.push(Fault { scope: scope.into(), command: command.into(), why });
    }
}

/// The commands without which a scope could not be left, or not be used.
fn ways_out(scope: Scope) -> &'static [Action] {
    match scope {
        Scope::Reading => &[Action::Quit, Action::Command],
        Scope::Selecting | Scope::Mark => &[Action::Cancel],
        Scope::Editor => &[Action::EditorClose],
        Scope::Prompt => &[Action::PromptAccept, Action::PromptCancel],
        Scope::Help | Scope::Contents | Scope::List | Scope::Library => &[Action::Quit],
        Scope::Review | Scope::Thread | Scope::Entities => &[],
    }
}

/// What a name in a layer stands for.
fn target(scope: Scope, name: &str, is_line: &dyn Fn(&str) -> bool) -> Result<Target, String> {
    match Action::named(name) {
        Some(action) if action.is_typing() && scope.is_reading() => {
            Err(format!("{name} does nothing in the scope {}", scope.name()))
        }
        Some(action) => Ok(Target::Action(action)),
        None if is_line(name) && scope.is_reading() => Ok(Target::Line(name.trim().to_owned())),
        None if is_line(name) => {
            Err(String::from("what is typed behind : is bound in the scope reading only"))
        }
        None => {
            let near = meant(name, Action::ALL.iter().map(|action| action.name()));
            Err(format!("no command is called '{}'{near}", short(name)))
        }
    }
}

/// What in the same layer has these keys, or the beginning of them, or goes on with them.
fn own_clash(own: &Bindings, keys: &[Key]) -> Option<String> {
    let shorter = (1..=keys.len()).find_map(|length| own.get(keys.get(..length)?));
    let longer = beginning(own, keys).next().map(|(_, target)| target);
    shorter.or(longer).map(|target| target.name().to_owned())
}

/// Keys in the notation, one after the other.
///
/// # Errors
/// What of it is no key.
pub fn read_sequence(sequence: &str) -> Result<Vec<Key>, String> {
    let steps = parse_script(sequence)?;
    let keys: Option<Vec<Key>> =
        steps.into_iter().map(|step| if let Step::Key(key) = step { Some(key) } else { None }).collect();
    match keys {
        Some(keys) if keys.is_empty() => Err(String::from("no keys")),
        Some(keys) => Ok(keys),
        None => Err(format!("'{}' is no key", short(sequence))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::keymap::read;
    use crate::keys::{Keymap, Lookup};

    fn over(yaml: &str) -> (Keymap, Vec<Fault>) {
        Keymap::builtin().unwrap().with(&read(yaml).unwrap(), &|line| line.starts_with("filter "))
    }

    fn runs(map: &Keymap, keys: &str) -> Option<String> {
        match map.lookup(Scope::Reading, &read_sequence(keys).unwrap()) {
            Lookup::Found(target) => Some(target.name().to_owned()),
            _ => None,
        }
    }

    #[test]
    fn a_layer_gives_takes_and_unbinds() {
        let (map, faults) = over("reading: {next-note: [x, gg], delete-note: null, 'filter (U)': [<F5>]}");
        assert_eq!(faults, []);
        let all = ["x", "gg", "]n", "dd", "<F5>"].map(|keys| runs(&map, keys));
        let wanted = [Some("next-note"), Some("next-note"), None, None, Some("filter (U)")];
        assert_eq!(all, wanted.map(|name| name.map(String::from)));
        assert_eq!(map.keys_of(Scope::Reading, Action::Top).map(notation).as_deref(), Some("<Home>"));
    }

    #[test]
    fn keys_that_begin_others_take_their_place_and_are_told() {
        let below = Keymap::builtin().unwrap().scopes;
        let layer = read("reading: {copy: [g], search: [qq]}").unwrap();
        let overlay = Overlay::of(below, &layer, &|_| false);
        let taken: Vec<&str> = overlay.taken.iter().map(|taken| taken.keys.as_str()).collect();
        assert!(taken.contains(&"gg") && taken.contains(&"gf") && taken.contains(&"q"), "{taken:?}");
        // The way out keeps its key, and takes it back.
        let map = Keymap::of(overlay.scopes);
        assert_eq!(
            (runs(&map, "q"), runs(&map, "qq"), runs(&map, "g")),
            (Some("quit".into()), None, Some("copy".into()))
        );
        assert_eq!(overlay.faults.len(), 1);
    }

    #[test]
    fn every_fault_is_named_and_the_rest_is_taken() {
        let (map, faults) = over(
            "nowhere: {top: [g]}\nreadin: {}\nreading: {fly: [g], botom: [x], redraw: [<Q-x>, X], open: [j], line-down: [jj],\n\
             editor-save: [x], quit: null}\neditor: {'filter (U)': [<F5>]}",
        );
        let said: Vec<String> =
            faults.iter().map(|f| format!("{}/{}: {}", f.scope, f.command, f.why)).collect();
        for part in [
            "nowhere/: no scope is called 'nowhere'",
            "readin/: no scope is called 'readin' (reading?)",
            "reading/fly: no command is called 'fly'",
            "reading/botom: no command is called 'botom' (bottom?)",
            "reading/redraw: character 1: '<Q-x>'",
            "reading/open: 'j' is the key of line-down too, or begins it",
            "reading/editor-save: editor-save does nothing in the scope reading",
            "reading/quit: quit needs a key here",
            "editor/filter (U): what is typed behind : is bound in the scope reading only",
        ] {
            assert!(said.iter().any(|line| line.contains(part)), "{part}: {said:#?}");
        }
        assert_eq!(faults.len(), 9, "{said:#?}");
        assert_eq!((runs(&map, "X"), runs(&map, "q")), (Some("redraw".into()), Some("quit".into())));
    }
}
