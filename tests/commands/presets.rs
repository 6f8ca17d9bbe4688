//! The presets of keys, and settings that are read anew.

use reftel::app::{Event, Settings, is_line};
use reftel::keys::{Action, Keymap, Preset, Scope, Target, notation};

use crate::support::{CABLE, Desk};

fn keymap(preset: Preset) -> Keymap {
    let (map, faults, _) = preset.keymap(&[], &is_line);
    assert_eq!(faults, [], "{}", preset.name);
    map
}

#[test]
fn every_preset_keeps_a_way_to_each_command_that_it_does_not_drop() {
    let default = keymap(Preset::ALL[0]);
    for preset in Preset::ALL {
        let layer = preset.layer().unwrap();
        let (_, faults) = Keymap::builtin().unwrap().with(&layer, &is_line);
        assert_eq!(faults, [], "{}", preset.name);
        let map = keymap(preset);
        for scope in Scope::ALL {
            let dropped = |action: Action| {
                layer.get(scope.name()).and_then(|commands| commands.get(action.name())) == Some(&None)
            };
            for (_, action) in default.bindings(scope) {
                let kept = map.keys_of(scope, action).is_some();
                assert!(
                    kept || dropped(action),
                    "{}: {} has no key in {}",
                    preset.name,
                    action.name(),
                    scope.name()
                );
            }
        }
        assert_eq!(preset.name == "default", layer.is_empty());
    }
}

/// What a preset says of a command is what its keys do: nothing in the same file takes them again.
#[test]
fn presets_have_the_keys_that_they_name() {
    for preset in Preset::ALL {
        let map = keymap(preset);
        for (scope, commands) in preset.layer().unwrap() {
            let bound = map.targets(Scope::named(&scope).unwrap());
            for (command, keys) in commands {
                for keys in keys.unwrap_or_default() {
                    let is_it = |(known, target): &(Vec<_>, Target)| {
                        notation(known) == keys && target.name() == command
                    };
                    assert!(
                        bound.iter().any(is_it),
                        "{}: {keys} does not run {command} in {scope}",
                        preset.name
                    );
                }
            }
        }
    }
}

#[test]
fn presets_feel_as_the_program_that_they_are_named_after() {
    let with = |preset: &str, keys: &str| {
        let mut desk = Desk::open(CABLE, (100, 24));
        desk.play(&format!(":keymap {preset}<Enter>{keys}"))
    };
    for (preset, keys, wanted) in [
        ("less", "?herring<Enter>", "?"),
        ("less", "H", "While reading"),
        ("less", "Q", "CONFIDENTIAL"),
        ("vim", "?stoere<Enter>", "[2/2]"),
        ("vim", "?stoere<Enter>n", "[1/2]"),
        ("vim", "?stoere<Enter>nN", "[2/2]"),
        ("vim", "?stoere<Enter><Esc>n", "[1/2]"),
        ("vim", "?stoere<Enter>/stoere<Enter>n", "[1/2]"),
        ("vim", "gO", "1 note"),
        ("emacs", "<A-x>goto 3<Enter>", "¶ 3/3"),
        ("emacs", "<C-s>herring<Enter>", "/herring [1/"),
        ("emacs", "<C-h>kgg", "gg: top"),
        ("emacs", "<C-x>", "^C quit"),
    ] {
        let shown = with(preset, keys);
        assert!(shown.contains(wanted), "{preset} {keys}: {shown}");
    }
    let mut desk = Desk::open(CABLE, (100, 24));
    desk.play(":keymap emacs<Enter><C-x><C-c>");
    assert!(desk.over);
}

#[test]
fn settings_read_anew_leave_what_was_set_here() {
    let mut desk = Desk::open(CABLE, (120, 30));
    desk.play(":theme light<Enter>:map <lt>F5> coverage<Enter>");
    let mut settings = Settings::default();
    settings.set("theme", "dark").unwrap();
    settings.set("keymap", "emacs").unwrap();
    settings.set("notes-width", "50").unwrap();
    desk.give(Event::Configured { settings: Box::new(settings), words: "read anew".into() });
    assert!(desk.frame().contains("read anew"));
    assert_eq!((desk.app.settings().get("theme"), desk.app.settings().get("keymap")), ("light", "emacs"));
    assert!(desk.play("<F5>").contains("0 of 3 read"));
    assert!(desk.play("<A-x>coverage<Enter>").contains("0 of 3 read"));
    assert_eq!(desk.app.panes().notes.unwrap().width, 50);
}
