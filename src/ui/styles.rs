//! The styles that are drawn with: those of a theme, and what the reader has put in their place.

use ratatui::style::{Color, Modifier, Style};

use super::colour::{Depth, reduced};
use super::theme::{AUTHORS, Role, Theme};
use crate::keys::{meant, short};

/// Roles by the names that the reader calls them by.
pub(super) const NAMES: [(&str, Role); 31] = [
    ("text", Role::Text),
    ("quiet", Role::Quiet),
    ("title", Role::Title),
    ("active-title", Role::ActiveTitle),
    ("heading", Role::Heading),
    ("number", Role::Number),
    ("marker", Role::Marker),
    ("chosen", Role::Chosen),
    ("note-head", Role::NoteHead),
    ("draft-head", Role::DraftHead),
    ("mention", Role::Mention),
    ("current-mention", Role::CurrentMention),
    ("hit", Role::Hit),
    ("current-hit", Role::CurrentHit),
    ("quote", Role::Quote),
    ("selected", Role::Selected),
    ("escape", Role::Escape),
    ("strong", Role::Strong),
    ("emphasis", Role::Emphasis),
    ("link", Role::Link),
    ("removed", Role::Removed),
    ("added", Role::Added),
    ("author-1", Role::Author(0)),
    ("author-2", Role::Author(1)),
    ("author-3", Role::Author(2)),
    ("author-4", Role::Author(3)),
    ("author-5", Role::Author(4)),
    ("author-6", Role::Author(5)),
    ("status", Role::Status),
    ("alert", Role::Alert),
    ("key", Role::Key),
];

/// What a role can be besides coloured.
const ATTRIBUTES: [(&str, Modifier); 6] = [
    ("bold", Modifier::BOLD),
    ("dim", Modifier::DIM),
    ("italic", Modifier::ITALIC),
    ("underlined", Modifier::UNDERLINED),
    ("reversed", Modifier::REVERSED),
    ("crossed-out", Modifier::CROSSED_OUT),
];

/// What only makes letters harder to read can be taken off; the others may be the one sign that is no colour.
const REMOVABLE: [(&str, Modifier); 2] = [("no-dim", Modifier::DIM), ("no-italic", Modifier::ITALIC)];

/// How every role looks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Styles {
    theme: Theme,
    depth: Depth,
    own: Vec<(Role, Style)>,
}

impl From<Theme> for Styles {
    fn from(theme: Theme) -> Self {
        Self::new(theme, Depth::default())
    }
}

impl Styles {
    /// Those of a theme, on a terminal of so many colours.
    pub fn new(theme: Theme, depth: Depth) -> Self {
        Self { theme, depth, own: Vec::new() }
    }

    /// Whether they are made for a light ground.
    pub fn is_for_light_ground(&self) -> bool {
        self.theme == Theme::Light
    }

    /// The style of a role.
    pub fn style(&self, role: Role) -> Style {
        let style = self.theme.style(role);
        if self.own.is_empty() {
            return style;
        }
        let role = if let Role::Author(number) = role { Role::Author(number % AUTHORS) } else { role };
        let own = self.own.iter().find(|(known, _)| *known == role);
        own.map_or(style, |(_, own)| style.patch(*own))
    }

    /// Gives a role a look of the reader's: up to two colours, the second behind `on`, and attributes. A colour is one of
    /// the sixteen by its name, a number up to 255, or `#rrggbb`. Attributes come on top of those that the role has, so
    /// that no colour ever is its only sign; `no-dim` and `no-italic` take off what makes letters hard to read.
    ///
    /// # Errors
    /// In a few words, what is wrong; then the role looks as it did.
    pub fn set(&mut self, role: &str, look: &str) -> Result<(), String> {
        let Some((_, role)) = NAMES.iter().find(|(name, _)| *name == role) else {
            return Err(format!("no such role '{}'{}", short(role), meant(role, names())));
        };
        let style = self.parse(look)?;
        if *role == Role::Escape && !style.sub_modifier.is_empty() {
            return Err("an escape keeps its attributes: no text may look like one".into());
        }
        self.own.push((*role, style));
        Ok(())
    }

    fn parse(&self, look: &str) -> Result<Style, String> {
        let mut style = Style::new();
        let mut ground = false;
        if look.trim().is_empty() {
            return Err("no colour and no attribute".into());
        }
        for word in look.split_whitespace() {
            let of =
                |list: &[(&str, Modifier)]| list.iter().find(|(name, _)| *name == word).map(|(_, is)| *is);
            if word == "on" && !ground && style.bg.is_none() {
                ground = true;
            } else if let Some(attribute) = of(&ATTRIBUTES) {
                style = style.add_modifier(attribute);
            } else if let Some(attribute) = of(&REMOVABLE) {
                style = style.remove_modifier(attribute);
            } else {
                let colour: Color = word.parse().map_err(|_| unknown(word))?;
                let colour = reduced(colour, self.depth);
                match std::mem::take(&mut ground) {
                    true => style.bg = colour,
                    false if style.fg.is_some() => {
                        return Err("two colours; put 'on' before that of the ground".into());
                    }
                    false => style.fg = colour,
                }
            }
        }
        if ground {
            return Err("'on' is followed by the colour of the ground".into());
        }
        if style.fg.is_some() && style.fg == style.bg {
            return Err("letters and ground are of one colour here: nothing could be read".into());
        }
        Ok(style)
    }
}

fn names() -> impl Iterator<Item = &'static str> {
    NAMES.iter().map(|(name, _)| *name)
}

fn unknown(word: &str) -> String {
    let attributes = ATTRIBUTES.iter().chain(&REMOVABLE).map(|(name, _)| *name);
    let colours =
        ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "gray", "dark-gray", "white"];
    let meant = meant(word, attributes.chain(colours));
    format!("'{}' is no colour and no attribute{meant}", short(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_look_lies_over_the_theme_and_takes_no_sign_away() {
        let mut styles = Styles::new(Theme::Dark, Depth::Indexed);
        styles.set("hit", "#ff0000 on 17 bold").unwrap();
        styles.set("quiet", "no-dim").unwrap();
        styles.set("author-2", "yellow").unwrap();
        let hit = styles.style(Role::Hit);
        assert_eq!((hit.fg, hit.bg), (Some(Color::Indexed(196)), Some(Color::Indexed(17))));
        assert_eq!(hit.add_modifier, Modifier::UNDERLINED.union(Modifier::BOLD));
        assert!(!styles.style(Role::Quiet).add_modifier.contains(Modifier::DIM));
        assert_eq!(styles.style(Role::Author(7)).fg, Some(Color::Yellow));
        assert_eq!(styles.style(Role::Author(2)), Theme::Dark.style(Role::Author(2)));
        assert_eq!(styles.style(Role::Heading), Theme::Dark.style(Role::Heading));
    }

    #[test]
    fn where_there_are_no_colours_the_attributes_of_a_look_are_left() {
        let mut styles = Styles::new(Theme::Monochrome, Depth::None);
        styles.set("number", "red bold").unwrap();
        let number = styles.style(Role::Number);
        assert_eq!((number.fg, number.add_modifier), (None, Modifier::BOLD));
    }

    #[test]
    fn faults_are_named_with_what_was_meant_and_change_nothing() {
        let mut styles = Styles::default();
        for (role, look, said) in [
            ("titel", "red", "no such role 'titel' (title?)"),
            ("", "red", "no such role ''"),
            ("hit", "blod", "'blod' is no colour and no attribute (bold?)"),
            ("hit", "256", "'256' is no colour and no attribute"),
            ("hit", "#é2345", "'#é2345' is no colour and no attribute"),
            ("hit", "red green", "two colours; put 'on' before that of the ground"),
            ("hit", "red on", "'on' is followed by the colour of the ground"),
            ("hit", "red on 1", "letters and ground are of one colour here: nothing could be read"),
            ("escape", "red no-dim", "an escape keeps its attributes: no text may look like one"),
            ("hit", " ", "no colour and no attribute"),
        ] {
            assert_eq!(styles.set(role, look), Err(String::from(said)));
        }
        assert_eq!(styles, Styles::default());
        assert!(styles.set(&"x".repeat(60_000), "red").unwrap_err().len() < 100);
    }

    /// Also on a row that is filled, as the chosen one of a list is: the roles that occur there.
    #[test]
    fn nothing_looks_like_an_escape() {
        for theme in [Theme::Sixteen, Theme::Dark, Theme::Light, Theme::Monochrome, Theme::Contrast] {
            let escape = theme.style(Role::Escape);
            for (name, role) in NAMES.iter().filter(|(_, role)| *role != Role::Escape) {
                assert_ne!(theme.style(*role).add_modifier, escape.add_modifier, "{name} in {theme:?}");
            }
            for role in [Role::Text, Role::Quiet, Role::Key, Role::NoteHead, Role::DraftHead] {
                let filled = theme.style(role).patch(theme.style(Role::Chosen));
                assert_ne!(filled.add_modifier, escape.add_modifier, "{role:?} in {theme:?}");
            }
        }
    }
}
