//! The reader's settings: `config.yaml`, names with values, and below `keys:` the keys of commands.
//!
//! ```yaml
//! theme: dark
//! keys:
//!   reading:
//!     next-note: ["]n", <F3>]
//!     delete-note: null
//! ```
//! What can be set, and to what, others know; here is only what the file says, and where.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use serde_yaml::{Mapping, Value};

use super::error::StoreError;
use super::{files, paths, yaml};

/// Longest file, in bytes.
const CAP: usize = 256 << 10;
/// Most faults that are told of one file.
const FAULTS: usize = 100;
/// Under which the keys of commands stand.
const KEYS: &str = "keys";

/// What the file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConfigFile {
    /// Where it is, or would be.
    pub path: PathBuf,
    /// Every setting, in the order of the file.
    pub settings: Vec<ConfigEntry>,
    /// The keys of every command.
    pub keys: Vec<ConfigKeys>,
    /// What of it says nothing: the line, from 1 (0: the file as a whole), and why.
    pub faults: Vec<(usize, String)>,
}

/// A setting as it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConfigEntry {
    /// Its line, from 1.
    pub line: usize,
    /// Its name, whether there is such a setting or not.
    pub name: String,
    /// Its value in words.
    pub value: String,
}

/// The keys of a command as they are written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConfigKeys {
    /// The line of the command, from 1; of the scope where nothing stands under that.
    pub line: usize,
    /// The scope.
    pub scope: String,
    /// The command.
    pub command: String,
    /// Its keys; none unbinds it.
    pub keys: Option<Vec<String>>,
}

impl ConfigFile {
    /// Reads the settings in the configuration directory that is given, or found as for notes; none are no settings.
    ///
    /// # Errors
    /// [`StoreError::NoDirectory`] when no directory is named at all.
    pub fn find(root: Option<PathBuf>) -> Result<Self, StoreError> {
        Ok(Self::of(&paths::root(root)?))
    }

    /// Reads the settings in a configuration directory; none are no settings.
    pub fn of(root: &Path) -> Self {
        let path = root.join("config.yaml");
        if fs::symlink_metadata(&path).is_err_and(|error| error.kind() == std::io::ErrorKind::NotFound) {
            return Self { path, ..Self::default() };
        }
        let bytes = files::read_own(&path, CAP).map(Option::unwrap_or_default);
        let failed = |why: String| Self { faults: vec![(0, why)], ..Self::default() };
        let file = match (foreign(root).or_else(|| foreign(&path)), bytes.map(String::from_utf8)) {
            (Some(why), _) => failed(why),
            (None, Ok(Ok(text))) => read(&text),
            (None, Ok(Err(_))) => failed("it is no text in UTF-8".into()),
            (None, Err(error)) => failed(error.to_string()),
        };
        Self { path, ..file }
    }
}

/// Why what lies there is not taken for the reader's own. It names a program that is run: whoever can change it could run
/// anything in the reader's name.
fn foreign(path: &Path) -> Option<String> {
    let there = fs::metadata(path).ok()?;
    let (me, name) = (rustix::process::geteuid().as_raw(), path.display());
    if ![me, 0].contains(&there.uid()) {
        return Some(format!(
            "{name} belongs to another user (uid {}), so nothing of it is used",
            there.uid()
        ));
    }
    let open = there.mode() & 0o002 != 0;
    open.then(|| format!("everybody can change {name}, so nothing of it is used; run: chmod o-w '{name}'"))
}

fn read(text: &str) -> ConfigFile {
    let mut file = ConfigFile::default();
    for (line, item) in yaml::items(text, yaml::begins_entry) {
        if item.trim_end() == "---" {
            continue;
        }
        match yaml::read_located(&item) {
            Ok((Value::Mapping(map), places)) => {
                let at = |path: &[&str]| {
                    let is_it = |(known, _): &&(Vec<String>, usize)| known.iter().eq(path.iter());
                    line + places.iter().find(is_it).map_or(0, |(_, at)| at.saturating_sub(1))
                };
                map.iter().for_each(|(name, value)| file.take(&at, name.as_str().unwrap_or_default(), value));
            }
            Ok(_) => file.faults.push((line, "write a name, a colon and its value".into())),
            Err(refusal) => {
                file.faults.push((line + refusal.line.saturating_sub(1), refusal.why().to_owned()));
            }
        }
    }
    file.faults.truncate(FAULTS);
    file
}

impl ConfigFile {
    /// Takes up what stands under a name; `at` tells the line of a path of names.
    fn take(&mut self, at: &dyn Fn(&[&str]) -> usize, name: &str, value: &Value) {
        let line = at(&[name]);
        if name == KEYS {
            return match value {
                Value::Null => {}
                Value::Mapping(scopes) => self.take_keys(at, scopes),
                _ => self.faults.push((line, "write scopes under keys:, and under those commands".into())),
            };
        }
        if self.settings.iter().any(|entry| entry.name == name) {
            return self.faults.push((line, format!("{name} occurs twice; the first is used")));
        }
        match scalar(value) {
            Some(value) => self.settings.push(ConfigEntry { line, name: name.to_owned(), value }),
            // A name with nothing behind it sets nothing.
            None if value.is_null() => {}
            None => self.faults.push((line, format!("{name} takes one value, in one line"))),
        }
    }

    fn take_keys(&mut self, at: &dyn Fn(&[&str]) -> usize, scopes: &Mapping) {
        for (scope, commands) in scopes {
            let scope = scope.as_str().unwrap_or_default();
            let line = at(&[KEYS, scope]);
            let commands = match commands {
                Value::Mapping(commands) => commands,
                Value::Null => continue,
                _ => {
                    self.faults.push((line, format!("write commands under {scope}:, each with its keys")));
                    continue;
                }
            };
            for (command, keys) in commands {
                let command = command.as_str().unwrap_or_default();
                let line = at(&[KEYS, scope, command]);
                match sequences(keys) {
                    Ok(keys) => self.keys.push(ConfigKeys {
                        line,
                        scope: scope.to_owned(),
                        command: command.to_owned(),
                        keys,
                    }),
                    Err(why) => self.faults.push((line, format!("{command}: {why}"))),
                }
            }
        }
    }
}

/// A value in words, if it is one.
fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(words) => Some(words.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        _ => None,
    }
}

/// Keys as a list, one alone, or none.
fn sequences(value: &Value) -> Result<Option<Vec<String>>, &'static str> {
    const HOW: &str = "write its keys as a list, as in [gg, <Home>], or null for none";
    match value {
        Value::Null => Ok(None),
        Value::Sequence(list) => list.iter().map(scalar).collect::<Option<_>>().map(Some).ok_or(HOW),
        value => scalar(value).map(|keys| Some(vec![keys])).ok_or(HOW),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_says_something_or_is_named() {
        let text = "\u{feff}# mine\n---\ntheme: dark\nnotes-width: 40\nascii: true\neditor:\nauthor: [a]\ntheme: light\nwhat\n\
                    keys:\n  reading:\n    next-note: [\"]n\", 3]\n    # a remark\n    delete-note: null\n    top: gg\n    open: {a: b}\n\
                    \x20 editor: x\nkeymap: &a vim\n";
        let file = read(text);
        let settings: Vec<_> =
            file.settings.iter().map(|entry| (entry.line, &entry.name[..], &entry.value[..])).collect();
        assert_eq!(settings, [(3, "theme", "dark"), (4, "notes-width", "40"), (5, "ascii", "true")]);
        let keys: Vec<_> = file
            .keys
            .iter()
            .map(|keys| (keys.line, &keys.command[..], keys.keys.as_ref().map(Vec::len)))
            .collect();
        assert_eq!(keys, [(12, "next-note", Some(2)), (14, "delete-note", None), (15, "top", Some(1))]);
        let lines: Vec<usize> = file.faults.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [7, 8, 9, 16, 17, 18], "{:?}", file.faults);
    }

    #[test]
    fn what_everybody_can_change_is_not_used() {
        use std::os::unix::fs::PermissionsExt;
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("config.yaml");
        fs::write(&path, "editor: vi\n").unwrap();
        let with = |path: &Path, mode| {
            fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
            let file = ConfigFile::of(root.path());
            (file.settings.len(), file.faults.len())
        };
        assert_eq!(with(&path, 0o664), (1, 0));
        assert_eq!(with(&path, 0o666), (0, 1));
        assert_eq!(with(&path, 0o600), (1, 0));
        assert_eq!(with(root.path(), 0o777), (0, 1));
        assert_eq!(with(root.path(), 0o700), (1, 0));
    }

    #[test]
    fn a_bomb_is_no_settings_and_what_is_no_file_is_named() {
        let nest = |depth| format!("theme: {}{}\n", "[".repeat(depth), "]".repeat(depth));
        assert_eq!(read(&nest(20_000)).faults.len(), 1);
        assert_eq!(read(&"x\n".repeat(30_000)).faults.len(), FAULTS);
        assert_eq!(read(""), ConfigFile::default());
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("config.yaml");
        assert_eq!(ConfigFile::of(root.path()).faults, []);
        for bytes in [&b"theme: \xff"[..], &vec![b'x'; CAP + 1]] {
            std::fs::write(&path, bytes).unwrap();
            assert_eq!(ConfigFile::of(root.path()).faults.len(), 1);
        }
        std::fs::remove_file(&path).unwrap();
        std::os::unix::fs::symlink("/dev/zero", &path).unwrap();
        assert_eq!(ConfigFile::of(root.path()).faults.len(), 1);
        // Settings that are kept together elsewhere are linked to.
        std::fs::write(root.path().join("dotfile"), "theme: dark\n").unwrap();
        std::fs::remove_file(&path).unwrap();
        std::os::unix::fs::symlink("dotfile", &path).unwrap();
        assert_eq!(ConfigFile::of(root.path()).settings.len(), 1);
    }
}
