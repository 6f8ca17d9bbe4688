//! Where keys are read.

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
    /// The list of the library.
    Library,
    /// The letter that names a mark.
    Mark,
}

impl Scope {
    /// All scopes, in the order of the help page.
    pub const ALL: [Scope; 12] = [
        Scope::Reading,
        Scope::Review,
        Scope::Thread,
        Scope::Entities,
        Scope::Selecting,
        Scope::Editor,
        Scope::Prompt,
        Scope::Contents,
        Scope::List,
        Scope::Library,
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
            Self::Library => "library",
            Self::Mark => "mark",
        }
    }

    /// The scope of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.name() == name)
    }

    /// Whether commands for the panes run here, those typed behind `:` among them.
    pub fn is_reading(self) -> bool {
        matches!(self, Self::Reading | Self::Review | Self::Thread | Self::Entities)
    }
}
