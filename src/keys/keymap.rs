//! From key sequences to commands: one trie per scope, read from YAML.

use std::collections::BTreeMap;

use super::{Action, Key};

/// Where keys are read: what is open decides which map counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// The panes.
    Reading,
    /// The notes pane, on something that the reader is to judge.
    Review,
    /// The notes pane, on a note of somebody else's or one with a thread.
    Thread,
    /// The entities pane.
    Entities,
    /// A selection in the text.
    Selecting,
    /// The note editor.
    Editor,
    /// The line at the foot of the screen: search, command.
    Prompt,
    /// The help page.
    Help,
    /// The list of the cables in the file.
    Contents,
    /// The list of notes or marks.
    List,
    /// The letter that names a mark.
    Mark,
}

impl Scope {
    /// All scopes, in the order of the help page.
    pub const ALL: [Scope; 11] = [
        Scope::Reading,
        Scope::Review,
        Scope::Thread,
        Scope::Entities,
        Scope::Selecting,
        Scope::Editor,
        Scope::Prompt,
        Scope::Contents,
        Scope::List,
        Scope::Mark,
        Scope::Help,
    ];

    /// Its name in the keymap file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Reading => "reading",
            Self::Review => "review",
            Self::Thread => "thread",
            Self::Entities => "entities",
            Self::Selecting => "selecting",
            Self::Editor => "editor",
            Self::Prompt => "prompt",
            Self::Help => "help",
            Self::Contents => "contents",
            Self::List => "list",
            Self::Mark => "mark",
        }
    }
}

/// One key that can follow, and where it leads; `None` when more keys must follow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// The key.
    pub key: Key,
    /// The command, if the sequence is complete with it.
    pub action: Option<Action>,
}

/// What a key sequence means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// A command.
    Found(Action),
    /// The beginning of longer sequences; what can follow.
    Pending(Vec<Hint>),
    /// Nothing.
    None,
}

/// Why a keymap was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeymapError {
    /// Not YAML of the right form.
    #[error("keymap: {0}")]
    Form(String),
    /// A scope that does not exist.
    #[error(
        "keymap: no scope is called '{0}'; the scopes are reading, review, thread, selecting, editor, prompt, contents, list, mark, help"
    )]
    Scope(String),
    /// A command that does not exist.
    #[error("keymap, {scope}: no command is called '{name}'")]
    Action {
        /// The scope.
        scope: &'static str,
        /// The name that was not found.
        name: String,
    },
    /// A key that cannot be read.
    #[error("keymap, {scope}, {action}: {why}")]
    Key {
        /// The scope.
        scope: &'static str,
        /// The command.
        action: &'static str,
        /// What is wrong.
        why: String,
    },
    /// Two commands on one sequence, or one sequence that begins another.
    #[error("keymap, {scope}: '{keys}' is taken or begins another sequence")]
    Clash {
        /// The scope.
        scope: &'static str,
        /// The sequence.
        keys: String,
    },
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Node {
    Leaf(Action),
    Branch(BTreeMap<Key, Node>),
}

/// The map from keys to commands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keymap {
    scopes: BTreeMap<Scope, BTreeMap<Key, Node>>,
    /// The plainest sequence of each command: asked for with every frame.
    plainest: BTreeMap<(Scope, Action), Vec<Key>>,
}

impl Keymap {
    /// The map that ships with the program.
    pub fn builtin() -> Result<Self, KeymapError> {
        Self::from_yaml(include_str!("../../assets/keymap.yaml"))
    }

    /// Reads `scope: { command: [keys, keys] }`.
    pub fn from_yaml(yaml: &str) -> Result<Self, KeymapError> {
        let file: BTreeMap<String, BTreeMap<String, Vec<String>>> =
            serde_yaml::from_str(yaml).map_err(|error| KeymapError::Form(error.to_string()))?;
        let mut scopes = BTreeMap::new();
        for (name, commands) in file {
            let scope = Scope::ALL.into_iter().find(|s| s.name() == name).ok_or(KeymapError::Scope(name))?;
            scopes.insert(scope, read_scope(scope.name(), &commands)?);
        }
        let mut map = Self { scopes, plainest: BTreeMap::new() };
        for scope in Scope::ALL {
            for (keys, action) in map.bindings(scope) {
                map.plainest.entry((scope, action)).or_insert(keys);
            }
        }
        Ok(map)
    }

    /// What `keys` mean in `scope`.
    pub fn lookup(&self, scope: Scope, keys: &[Key]) -> Lookup {
        let Some(mut branch) = self.scopes.get(&scope) else { return Lookup::None };
        for key in keys {
            match branch.get(key) {
                Some(Node::Leaf(action)) => return Lookup::Found(*action),
                Some(Node::Branch(next)) => branch = next,
                None => return Lookup::None,
            }
        }
        let hint = |(key, node): (&Key, &Node)| Hint {
            key: *key,
            action: match node {
                Node::Leaf(action) => Some(*action),
                Node::Branch(_) => None,
            },
        };
        Lookup::Pending(branch.iter().map(hint).collect())
    }

    /// Every binding of a scope: key sequence, command. In the order of [`Action::ALL`], plain keys first.
    pub fn bindings(&self, scope: Scope) -> Vec<(Vec<Key>, Action)> {
        let mut all = Vec::new();
        if let Some(branch) = self.scopes.get(&scope) {
            collect(branch, &mut Vec::new(), &mut all);
        }
        all.sort_by_key(|(keys, action)| {
            let notation = notation(keys);
            (*action, notation.starts_with('<'), notation.len())
        });
        all
    }

    /// The plainest sequence that runs `action` in `scope`.
    pub fn keys_of(&self, scope: Scope, action: Action) -> Option<&[Key]> {
        self.plainest.get(&(scope, action)).map(Vec::as_slice)
    }
}

/// A key sequence in the notation of the keymap.
pub fn notation(keys: &[Key]) -> String {
    keys.iter().map(Key::to_string).collect()
}

fn collect(branch: &BTreeMap<Key, Node>, before: &mut Vec<Key>, all: &mut Vec<(Vec<Key>, Action)>) {
    for (key, node) in branch {
        before.push(*key);
        match node {
            Node::Leaf(action) => all.push((before.clone(), *action)),
            Node::Branch(next) => collect(next, before, all),
        }
        before.pop();
    }
}

fn read_scope(
    scope: &'static str,
    commands: &BTreeMap<String, Vec<String>>,
) -> Result<BTreeMap<Key, Node>, KeymapError> {
    let mut root = BTreeMap::new();
    for (name, sequences) in commands {
        let action = Action::named(name).ok_or_else(|| KeymapError::Action { scope, name: name.clone() })?;
        for sequence in sequences {
            let keys = read_sequence(sequence).map_err(|why| KeymapError::Key {
                scope,
                action: action.name(),
                why,
            })?;
            if !bind(&mut root, &keys, action) {
                return Err(KeymapError::Clash { scope, keys: sequence.clone() });
            }
        }
    }
    Ok(root)
}

fn read_sequence(sequence: &str) -> Result<Vec<Key>, String> {
    let steps = super::parse_script(sequence)?;
    let keys: Vec<Key> = steps
        .into_iter()
        .map(|step| match step {
            super::Step::Key(key) => Ok(key),
            _ => Err(format!("'{sequence}' is no key")),
        })
        .collect::<Result<_, _>>()?;
    if keys.is_empty() { Err(String::from("no keys")) } else { Ok(keys) }
}

/// Binds `keys`; false when they are taken, begin a longer sequence, or a shorter one begins them.
fn bind(branch: &mut BTreeMap<Key, Node>, keys: &[Key], action: Action) -> bool {
    match keys {
        [] => false,
        [last] => branch.insert(*last, Node::Leaf(action)).is_none(),
        [first, rest @ ..] => match branch.entry(*first).or_insert_with(|| Node::Branch(BTreeMap::new())) {
            Node::Branch(next) => bind(next, rest, action),
            Node::Leaf(_) => false,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<Key> {
        read_sequence(text).unwrap()
    }

    #[test]
    fn the_builtin_map_reads_and_reaches_every_command() {
        let map = Keymap::builtin().unwrap();
        let bound: Vec<Action> =
            Scope::ALL.into_iter().flat_map(|s| map.bindings(s)).map(|(_, action)| action).collect();
        let missing: Vec<_> = Action::ALL
            .iter()
            .filter(|a| !bound.contains(a) && !matches!(a, Action::Save | Action::Tour))
            .collect();
        assert!(missing.is_empty(), "no key for {missing:?}");
    }

    #[test]
    fn sequences_wait_for_their_rest() {
        let map = Keymap::from_yaml("reading: {top: [gg], redraw: [<C-l>]}").unwrap();
        assert_eq!(map.lookup(Scope::Reading, &keys("gg")), Lookup::Found(Action::Top));
        assert_eq!(map.lookup(Scope::Reading, &keys("x")), Lookup::None);
        let Lookup::Pending(hints) = map.lookup(Scope::Reading, &keys("g")) else { panic!() };
        assert_eq!(hints.len(), 1);
        assert_eq!(hints[0].action, Some(Action::Top));
    }

    #[test]
    fn faults_are_named() {
        for (yaml, part) in [
            ("nowhere: {top: [g]}", "nowhere"),
            ("reading: {fly: [g]}", "fly"),
            ("reading: {top: [<Q-x>]}", "<Q-x>"),
            ("reading: {bottom: [g], top: [gg]}", "'gg'"),
            ("reading: {top: [g], bottom: [g]}", "'g'"),
            ("reading: [", "keymap:"),
        ] {
            let error = Keymap::from_yaml(yaml).unwrap_err().to_string();
            assert!(error.contains(part), "{yaml}: {error}");
        }
    }
}
