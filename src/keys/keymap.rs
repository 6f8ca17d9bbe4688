//! From key sequences to commands: per scope every sequence that is bound, in order, so that what goes on with the same
//! keys stands together.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::overlay::{Fault, Layer, Overlay};
use super::{Action, Key, Scope};

/// What a key sequence runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A command of the program.
    Action(Action),
    /// A line as it is typed behind `:`.
    Line(String),
}

impl Target {
    /// Its name in the keymap file.
    pub fn name(&self) -> &str {
        match self {
            Self::Action(action) => action.name(),
            Self::Line(line) => line,
        }
    }
}

/// One key that can follow, and where it leads; `None` when more keys must follow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// The key.
    pub key: Key,
    /// What runs, if the sequence is complete with it.
    pub target: Option<Target>,
}

/// What a key sequence means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// A command.
    Found(Target),
    /// The beginning of longer sequences; what can follow.
    Pending(Vec<Hint>),
    /// Nothing.
    None,
}

/// The sequences of one scope.
pub(super) type Bindings = BTreeMap<Vec<Key>, Target>;

/// The map from keys to commands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keymap {
    pub(super) scopes: BTreeMap<Scope, Bindings>,
    /// The plainest sequence of each command: asked for with every frame.
    plainest: BTreeMap<(Scope, Action), Vec<Key>>,
}

impl Keymap {
    /// The map that ships with the program.
    ///
    /// # Errors
    /// None that a test would not have seen: the file is part of the program.
    pub fn builtin() -> Result<Self, Fault> {
        builtin().map(Self::of)
    }

    /// Reads the map that ships with the program, so that it is there when it is asked for.
    pub fn prepare() {
        LazyLock::force(&BUILTIN);
    }

    /// This map with a layer over it; and what of the layer was not taken. `is_line` tells what can be typed behind `:`.
    pub fn with(self, layer: &Layer, is_line: &dyn Fn(&str) -> bool) -> (Self, Vec<Fault>) {
        let Overlay { scopes, faults, .. } = Overlay::of(self.scopes, layer, is_line);
        (Self::of(scopes), faults)
    }

    pub(super) fn of(scopes: BTreeMap<Scope, Bindings>) -> Self {
        let mut map = Self { scopes, plainest: BTreeMap::new() };
        for scope in Scope::ALL {
            for (keys, action) in map.bindings(scope) {
                map.plainest.entry((scope, action)).or_insert(keys);
            }
        }
        map
    }

    /// What `keys` mean in `scope`.
    pub fn lookup(&self, scope: Scope, keys: &[Key]) -> Lookup {
        let Some(bound) = self.scopes.get(&scope) else { return Lookup::None };
        if let Some(target) = bound.get(keys) {
            return Lookup::Found(target.clone());
        }
        let mut hints: Vec<Hint> = Vec::new();
        for (longer, target) in beginning(bound, keys) {
            let Some((key, rest)) = longer.get(keys.len()..).and_then(<[Key]>::split_first) else { continue };
            if hints.last().is_none_or(|last| last.key != *key) {
                hints.push(Hint { key: *key, target: rest.is_empty().then(|| target.clone()) });
            }
        }
        if hints.is_empty() { Lookup::None } else { Lookup::Pending(hints) }
    }

    /// Every binding of a command of the program in a scope: key sequence, command. In the order of [`Action::ALL`],
    /// plain keys first.
    pub fn bindings(&self, scope: Scope) -> Vec<(Vec<Key>, Action)> {
        let bound = self.scopes.get(&scope).into_iter().flatten();
        let actions = bound.filter_map(|(keys, target)| match target {
            Target::Action(action) => Some((keys.clone(), *action)),
            Target::Line(_) => None,
        });
        let mut all: Vec<_> = actions.collect();
        all.sort_by_cached_key(|(keys, action)| {
            let notation = notation(keys);
            (*action, notation.starts_with('<'), notation.len())
        });
        all
    }

    /// Every binding of a scope, in the order of the keys.
    pub fn targets(&self, scope: Scope) -> Vec<(Vec<Key>, Target)> {
        let bound = self.scopes.get(&scope).into_iter().flatten();
        bound.map(|(keys, target)| (keys.clone(), target.clone())).collect()
    }

    /// The plainest sequence that runs `action` in `scope`.
    pub fn keys_of(&self, scope: Scope, action: Action) -> Option<&[Key]> {
        self.plainest.get(&(scope, action)).map(Vec::as_slice)
    }
}

/// The sequences of the map that ships with the program, read once.
static BUILTIN: LazyLock<Result<BTreeMap<Scope, Bindings>, Fault>> = LazyLock::new(|| {
    let layer = read(include_str!("../../assets/keymap.yaml"))?;
    let Overlay { scopes, faults, .. } = Overlay::of(BTreeMap::new(), &layer, &|_| false);
    faults.into_iter().next().map_or(Ok(scopes), Err)
});

/// The sequences of the map that ships with the program.
pub(super) fn builtin() -> Result<BTreeMap<Scope, Bindings>, Fault> {
    BUILTIN.clone()
}

/// The bindings whose sequence begins with `keys`.
pub(super) fn beginning<'a>(
    bound: &'a Bindings,
    keys: &'a [Key],
) -> impl Iterator<Item = (&'a Vec<Key>, &'a Target)> {
    bound.range(keys.to_vec()..).take_while(move |(longer, _)| longer.starts_with(keys))
}

/// Reads `scope: { command: [keys, keys] }` from a file that is part of the program.
pub(super) fn read(yaml: &str) -> Result<Layer, Fault> {
    serde_yaml::from_str(yaml).map_err(|error| Fault::whole(error.to_string()))
}

/// A key sequence in the notation of the keymap.
pub fn notation(keys: &[Key]) -> String {
    keys.iter().map(Key::to_string).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::read_sequence;

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
        let layer = read("reading: {top: [gg], bottom: [gx], redraw: [<C-l>]}").unwrap();
        let (map, faults) = Keymap::default().with(&layer, &|_| false);
        assert_eq!(faults.len(), 0, "{faults:?}");
        let found = |keys: &[Key]| map.lookup(Scope::Reading, keys);
        assert_eq!(found(&keys("gg")), Lookup::Found(Target::Action(Action::Top)));
        assert_eq!(found(&keys("x")), Lookup::None);
        assert_eq!(found(&keys("ggg")), Lookup::None);
        let Lookup::Pending(hints) = found(&keys("g")) else { panic!() };
        let targets: Vec<_> = hints.iter().map(|hint| hint.target.clone()).collect();
        assert_eq!(targets, [Action::Top, Action::Bottom].map(|action| Some(Target::Action(action))));
        let Lookup::Pending(hints) = found(&[]) else { panic!() };
        assert_eq!(hints.len(), 2, "what begins with the same key is one hint");
    }
}
