//! Keymaps by name: the default, and what differs from it for hands that know another program.

use std::collections::BTreeMap;

use super::Keymap;
use super::keymap::{builtin, read};
use super::overlay::{Fault, Layer, Overlay, Taken};

/// A keymap that ships with the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Preset {
    /// What it is called.
    pub name: &'static str,
    /// For whom it is, in one line.
    pub help: &'static str,
    yaml: &'static str,
}

impl Preset {
    /// All of them, the default first.
    pub const ALL: [Preset; 4] = [
        Preset { name: "default", help: "the keys of this program", yaml: "{}" },
        Preset {
            name: "less",
            help: "for hands that know less: ? searches back, v edits, H helps; d u e y move",
            yaml: include_str!("../../assets/keymaps/less.yaml"),
        },
        Preset {
            name: "vim",
            help: "for hands that know vim: ? searches back, b and e go by words, yy copies, ^W w changes panes",
            yaml: include_str!("../../assets/keymaps/vim.yaml"),
        },
        Preset {
            name: "emacs",
            help: "for hands that know Emacs: ^N ^P move, <A-x> types commands, ^S searches, ^H ^H helps",
            yaml: include_str!("../../assets/keymaps/emacs.yaml"),
        },
    ];

    /// The preset of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|preset| preset.name == name)
    }

    /// What it says of the default.
    ///
    /// # Errors
    /// None that a test would not have seen: the file is part of the program.
    pub fn layer(self) -> Result<Layer, Fault> {
        read(self.yaml)
    }

    /// The keys of this preset with a reader's own over them, what of those is wrong, and what they took from others.
    pub fn keymap(self, own: &[&Layer], is_line: &dyn Fn(&str) -> bool) -> (Keymap, Vec<Fault>, Vec<Taken>) {
        let mut faults = Vec::new();
        let base = builtin().unwrap_or_else(|fault| {
            faults.push(fault);
            BTreeMap::new()
        });
        let preset = self.layer().unwrap_or_default();
        let mut scopes = Overlay::of(base, &preset, is_line).scopes;
        let mut taken = Vec::new();
        for layer in own {
            let overlay = Overlay::of(scopes, layer, is_line);
            faults.extend(overlay.faults);
            taken.extend(overlay.taken);
            scopes = overlay.scopes;
        }
        (Keymap::of(scopes), faults, taken)
    }
}
