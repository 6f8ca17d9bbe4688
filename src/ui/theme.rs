//! Styles by role. Colour is never the only sign: every role differs by attribute or by a character too.

use ratatui::style::{Color, Modifier, Style};

/// What a piece of the screen is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The text of the cable.
    Text,
    /// Labels, gutters, separators, folded rests.
    Quiet,
    /// The title of a pane.
    Title,
    /// The title of the pane that has the keys.
    ActiveTitle,
    /// A section heading.
    Heading,
    /// The number and mark of a paragraph.
    Number,
    /// The marker of the current paragraph, row or entry.
    Marker,
    /// The chosen entry of a list.
    Chosen,
    /// A note's head.
    NoteHead,
    /// A draft's head.
    DraftHead,
    /// A mention of the entity that is walked.
    Mention,
    /// The mention last visited.
    CurrentMention,
    /// A search hit.
    Hit,
    /// The search hit under the cursor.
    CurrentHit,
    /// What the chosen note quotes.
    Quote,
    /// What is selected.
    Selected,
    /// Something that is not shown as itself: no content can produce this style.
    Escape,
    /// Strong words of a note.
    Strong,
    /// Stressed words of a note.
    Emphasis,
    /// A reference in a note.
    Link,
    /// What a suggestion takes out.
    Removed,
    /// What a suggestion puts in.
    Added,
    /// The mark of another author, by their number: the letters tell them apart, the colour helps.
    Author(usize),
    /// The status line.
    Status,
    /// A warning in the status line or a message.
    Alert,
    /// A key in the footer or on the help page.
    Key,
}

/// How roles look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// Sixteen colours, as the terminal has set them.
    #[default]
    Sixteen,
    /// Light colours of 256, for a dark ground.
    Dark,
    /// Dark colours of 256, for a light ground.
    Light,
    /// Attributes only (`NO_COLOR`, terminals without colours).
    Monochrome,
    /// The terminal's own letters at full strength: nothing dim, nothing slanted, no colour.
    Contrast,
}

impl Theme {
    /// The style of a role.
    pub fn style(self, role: Role) -> Style {
        let attributes = attributes(role);
        let (attributes, palette) = match self {
            Self::Sixteen => (attributes, Some(&SIXTEEN)),
            Self::Dark => (attributes, Some(&DARK)),
            Self::Light => (attributes, Some(&LIGHT)),
            Self::Monochrome => (attributes, None),
            Self::Contrast => (strong(attributes), None),
        };
        let style = Style::new().add_modifier(attributes);
        palette.and_then(|palette| palette.of(role)).map_or(style, |colour| style.fg(colour))
    }
}

/// How many authors have a look of their own.
pub(super) const AUTHORS: usize = 6;

/// The colours of a theme, by what they say.
struct Palette {
    /// What leads on: numbers, keys, links.
    lead: Color,
    /// What stands out: the reader's place, a hit, a draft.
    place: Color,
    /// The reader's own, and what is put in.
    own: Color,
    mention: Color,
    alert: Color,
    /// Other authors.
    authors: [Color; AUTHORS],
}

const SIXTEEN: Palette = Palette {
    lead: Color::Cyan,
    place: Color::Yellow,
    own: Color::Green,
    mention: Color::Magenta,
    alert: Color::Red,
    authors: [
        Color::Magenta,
        Color::Cyan,
        Color::LightBlue,
        Color::LightRed,
        Color::LightMagenta,
        Color::LightCyan,
    ],
};

const DARK: Palette = Palette {
    lead: Color::Indexed(80),
    place: Color::Indexed(221),
    own: Color::Indexed(114),
    mention: Color::Indexed(176),
    alert: Color::Indexed(203),
    authors: indexed([176, 80, 111, 209, 183, 116]),
};

const LIGHT: Palette = Palette {
    lead: Color::Indexed(24),
    place: Color::Indexed(94),
    own: Color::Indexed(22),
    mention: Color::Indexed(90),
    alert: Color::Indexed(124),
    authors: indexed([90, 24, 26, 130, 54, 23]),
};

const fn indexed(numbers: [u8; 6]) -> [Color; 6] {
    let [a, b, c, d, e, f] = numbers;
    [
        Color::Indexed(a),
        Color::Indexed(b),
        Color::Indexed(c),
        Color::Indexed(d),
        Color::Indexed(e),
        Color::Indexed(f),
    ]
}

/// Attributes without those that make letters harder to read.
fn strong(attributes: Modifier) -> Modifier {
    let kept = attributes.difference(Modifier::DIM.union(Modifier::ITALIC));
    if attributes.contains(Modifier::ITALIC) { kept.union(Modifier::UNDERLINED) } else { kept }
}

fn attributes(role: Role) -> Modifier {
    match role {
        Role::Text | Role::Title | Role::Number => Modifier::empty(),
        // Dark grey would vanish on terminals that use it as their background.
        Role::Quiet => Modifier::DIM,
        Role::ActiveTitle
        | Role::Marker
        | Role::NoteHead
        | Role::Author(_)
        | Role::Alert
        | Role::Key
        | Role::Strong => Modifier::BOLD,
        Role::Removed => Modifier::CROSSED_OUT,
        Role::Added => Modifier::BOLD.union(Modifier::UNDERLINED),
        Role::Emphasis => Modifier::ITALIC,
        Role::Heading => Modifier::BOLD.union(Modifier::UNDERLINED),
        Role::DraftHead => Modifier::ITALIC.union(Modifier::BOLD),
        Role::Mention | Role::Hit | Role::Quote | Role::Link => Modifier::UNDERLINED,
        Role::CurrentMention | Role::CurrentHit | Role::Chosen | Role::Selected | Role::Status => {
            Modifier::REVERSED
        }
        // Underlined besides: faint letters of a row that is reversed would look the same.
        Role::Escape => Modifier::REVERSED.union(Modifier::DIM).union(Modifier::UNDERLINED),
    }
}

impl Palette {
    /// The colour of a role, if it has one.
    fn of(&self, role: Role) -> Option<Color> {
        match role {
            Role::Number | Role::Key | Role::Link => Some(self.lead),
            Role::Marker | Role::DraftHead => Some(self.place),
            Role::NoteHead | Role::Quote => Some(self.own),
            Role::Mention | Role::CurrentMention => Some(self.mention),
            Role::Hit | Role::CurrentHit => Some(self.place),
            Role::Alert | Role::Escape | Role::Removed => Some(self.alert),
            Role::Author(number) => self.authors.get(number % AUTHORS).copied(),
            Role::Added => Some(self.own),
            // Blue is too dark on black, and headings are read most: bold and underlined in the text's own colour.
            Role::Text
            | Role::Title
            | Role::ActiveTitle
            | Role::Heading
            | Role::Quiet
            | Role::Chosen
            | Role::Selected
            | Role::Strong
            | Role::Emphasis
            | Role::Status => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colour_is_never_the_only_sign_and_the_strongest_theme_has_nothing_faint() {
        for role in [Role::Quiet, Role::Emphasis, Role::DraftHead, Role::Escape, Role::Hit, Role::Alert] {
            let plain = Theme::Monochrome.style(role);
            assert_eq!((plain.fg, plain.bg), (None, None));
            for theme in [Theme::Sixteen, Theme::Dark, Theme::Light] {
                assert_eq!(theme.style(role).add_modifier, plain.add_modifier, "{role:?}");
            }
            let strong = Theme::Contrast.style(role);
            assert!(!strong.add_modifier.intersects(Modifier::DIM.union(Modifier::ITALIC)), "{role:?}");
            assert_eq!(strong.fg, None);
        }
    }
}
