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
    /// Sixteen colours and attributes.
    #[default]
    Colour,
    /// Attributes only (`NO_COLOR`, terminals without colours).
    Monochrome,
}

impl Theme {
    /// The style of a role.
    pub fn style(self, role: Role) -> Style {
        let style = Style::new().add_modifier(attributes(role));
        match (self, colour(role)) {
            (Self::Colour, Some(colour)) => style.fg(colour),
            _ => style,
        }
    }
}

/// The colours of other authors; green is the reader's own.
const AUTHORS: [Color; 6] =
    [Color::Magenta, Color::Cyan, Color::LightBlue, Color::LightRed, Color::LightMagenta, Color::LightCyan];

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
        Role::Escape => Modifier::REVERSED.union(Modifier::DIM),
    }
}

fn colour(role: Role) -> Option<Color> {
    match role {
        Role::Number | Role::Key | Role::Link => Some(Color::Cyan),
        Role::Marker | Role::DraftHead => Some(Color::Yellow),
        Role::NoteHead | Role::Quote => Some(Color::Green),
        Role::Mention | Role::CurrentMention => Some(Color::Magenta),
        Role::Hit | Role::CurrentHit => Some(Color::Yellow),
        Role::Alert | Role::Escape | Role::Removed => Some(Color::Red),
        Role::Author(number) => AUTHORS.get(number % AUTHORS.len()).copied(),
        Role::Added => Some(Color::Green),
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
