//! The `config.yaml` that is written for the reader: every setting as a remark, to be taken up.

use crate::app::SETTINGS;
use crate::keys::Preset;

/// Its text.
pub(super) fn template() -> String {
    let mut text = String::from(
        "# The settings of reftel. Take the # away from what you want to change; 'reftel config check' says what is wrong,\n\
         # 'reftel config show' what counts. A running reftel reads this file anew when it changes.\n",
    );
    for setting in SETTINGS {
        let value = if setting.default.is_empty() { "\"\"" } else { setting.default };
        let when = if setting.live { "" } else { " Read at the start only." };
        text.push_str(&format!(
            "\n# {}: {}.{when}\n#{}: {value}\n",
            setting.takes(),
            setting.help,
            setting.name
        ));
    }
    text.push_str("\n# Keymaps:\n");
    for preset in Preset::ALL {
        text.push_str(&format!("#   {}: {}\n", preset.name, preset.help));
    }
    text.push_str(
        "\n# Keys over those of the keymap: scope, command, keys. A command has the keys that stand here and no others;\n\
         # null takes them away. 'reftel keys' lists scopes, commands and keys, 'reftel keys --conflicts' what these take\n\
         # from other commands. What is typed behind : can stand in the place of a command.\n\
         #keys:\n\
         #  reading:\n\
         #    next-note: [\"]n\", <F3>]\n\
         #    filter (U): [<F5>]\n\
         #    suspend: null\n",
    );
    text
}

#[cfg(test)]
mod tests {
    use super::super::{Configured, Display, State};
    use super::*;
    use crate::store::ConfigFile;

    #[test]
    fn what_is_written_sets_nothing_and_taken_up_is_without_a_fault() {
        let root = tempfile::tempdir().unwrap();
        let read = |text: &str| {
            std::fs::write(root.path().join("config.yaml"), text).unwrap();
            Configured::of(ConfigFile::of(root.path()), &State::default(), &Display::default())
        };
        let written = read(&template());
        assert_eq!((written.file.settings.len(), written.faults.len()), (0, 0));
        let is_remark = |line: &str| line.starts_with("# ") || line.starts_with("#  ") && !line.contains(':');
        let taken_up = |line: &str| match line.strip_prefix('#') {
            Some(rest) if !is_remark(line) || rest.starts_with("  ") && !rest.starts_with("   ") => {
                rest.to_owned()
            }
            Some(rest) if rest.starts_with("    ") => rest.to_owned(),
            _ => line.to_owned(),
        };
        let (settings, keys) = (template(), template());
        let settings: Vec<String> =
            settings.lines().take_while(|line| *line != "# Keymaps:").map(taken_up).collect();
        let keys: Vec<String> = keys.lines().skip_while(|line| *line != "#keys:").map(taken_up).collect();
        let all = read(&(settings.join("\n") + "\n" + &keys.join("\n")));
        assert_eq!(all.faults, Vec::<String>::new());
        assert_eq!((all.file.settings.len(), all.file.keys.len()), (SETTINGS.len(), 3));
    }
}
