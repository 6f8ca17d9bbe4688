//! The commands: each has a name (for the keymap, the command line `:` and the help page) and one line of help.

/// Declares the commands, one a line: `Variant "name" "label" "help"`. The label is the word in the footer.
macro_rules! actions {
    ($($variant:ident $name:literal $label:literal $help:literal),+ $(,)?) => {
        /// A command of the program.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Action {
            $(#[doc = $help] $variant),+
        }

        impl Action {
            /// All commands, in the order of the help page.
            pub const ALL: &'static [Action] = &[$(Action::$variant),+];

            /// The stable name.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// The short word shown in the footer.
            pub fn label(self) -> &'static str {
                match self { $(Self::$variant => $label),+ }
            }

            /// One line of help.
            pub const fn help(self) -> &'static str {
                match self { $(Self::$variant => $help),+ }
            }

            /// Whether it works on a text that is being typed, and on nothing else.
            pub fn is_typing(self) -> bool {
                ["editor-", "prompt-"].iter().any(|kind| self.name().starts_with(kind))
            }

            /// The command of that name.
            pub fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|action| action.name() == name)
            }
        }
    };
}

actions! {
    LineDown "line-down" "down" "one line down; in a list the next entry",
    LineUp "line-up" "up" "one line up; in a list the entry above",
    HalfPageDown "half-page-down" "half down" "half a page down",
    HalfPageUp "half-page-up" "half up" "half a page up",
    PageDown "page-down" "page" "one page down",
    PageUp "page-up" "page up" "one page up",
    Top "top" "top" "to the top of the file; with a number, to the paragraph printed so",
    Bottom "bottom" "end" "to the end of the file; with a number, to the paragraph printed so",
    Percent "percent" "percent" "to the place that so many percent of the text stand before: 50%",
    RowToTop "row-to-top" "row to top" "show the line of the cursor at the top of the pane",
    RowToMiddle "row-to-middle" "to middle" "show the line of the cursor in the middle of the pane",
    RowToBottom "row-to-bottom" "to bottom" "show the line of the cursor at the bottom of the pane",
    NextParagraph "next-paragraph" "next ¶" "to the next paragraph",
    PreviousParagraph "previous-paragraph" "prev ¶" "to the paragraph before",
    NextSection "next-section" "next §" "to the next section heading",
    PreviousSection "previous-section" "prev §" "to the section heading before",
    NextNote "next-note" "next note" "to the next note",
    PreviousNote "previous-note" "prev note" "to the note before",
    CharLeft "char-left" "left" "one character left in the text",
    CharRight "char-right" "right" "one character right in the text",
    NextWord "next-word" "next word" "to the start of the next word",
    PreviousWord "previous-word" "prev word" "to the start of the word, or of the word before",
    WordEnd "word-end" "word end" "to the end of the word, or of the next",
    NextSentence "next-sentence" "sentence" "to the next sentence; while selecting, to the end of the sentence",
    PreviousSentence "previous-sentence" "prev sentence" "to the start of the sentence, or of the one before",
    RowStart "row-start" "line start" "to the start of the line",
    RowText "row-text" "line text" "to the first character of the line that is not blank",
    RowEnd "row-end" "line end" "to the end of the line",
    SelectWords "select-words" "words" "select words: a writes a note on them",
    SelectParagraphs "select-paragraphs" "paragraphs" "select whole paragraphs: a writes a note on them",
    SwapEnds "swap-ends" "other end" "to the other end of the selection",
    RenameEntity "rename-entity" "rename" "give the chosen entity another name",
    EntityKind "entity-kind" "kind" "say of what kind the chosen entity is",
    MergeEntity "merge-entity" "merge" "say what the chosen entity is the same as",
    SplitMention "split-mention" "split" "say whom the mention last visited, else the first, really names",
    IgnoreEntity "ignore-entity" "no entity" "say that the chosen entity is none",
    KeepEntity "keep-entity" "for all cables" "keep the chosen entity's name, kind and other forms in the lexicon, for all cables",
    IgnoreEverywhere "ignore-everywhere" "never" "say that the chosen entity is none in any cable",
    DescribeEntity "describe-entity" "about" "say what is known of who or what is named at the cursor, or of the chosen entity, and why it was taken",
    SortEntities "sort-entities" "order" "show the most named entities first, or the first named",
    FilterEntities "filter-entities" "filter" "show only the entities that hold what is typed; nothing shows all",
    AddEntity "add-entity" "entity" "say that the selected words name an entity",
    NextMention "next-mention" "next mention" "to the next mention of the chosen entity",
    PreviousMention "previous-mention" "prev mention" "to the mention before",
    NextCable "next-cable" "next cable" "to the next cable of the file",
    PreviousCable "previous-cable" "prev cable" "to the beginning of the cable, then to the cable before",
    ListCables "list-cables" "cables" "list the cables of the file",
    Library "library" "library" "list the cables of the library: folders of them, with a filter and a search in all texts",
    Find "find" "find" "find cables of the library by their words, tags, people, dates: `:find tag:KCRM money`",
    NextListed "next-listed" "next listed" "open the cable that stands next in the list of the library",
    PreviousListed "previous-listed" "prev listed" "open the cable that stands before in the list of the library",
    References "references" "references" "what the cable refers to, what refers to it, and the whole thread by date",
    WhereElse "where-else" "where else" "every cable of the library that names the chosen entity, and who is named beside it",
    SortLibrary "sort-library" "order" "the next order of the list: by date, id, classification, notes, what was opened last",
    Pin "pin" "pin" "keep the chosen cable at the top of the list, or no longer",
    NextCopy "next-copy" "next copy" "the next copy of the chosen cable",
    ListGaps "list-gaps" "gaps" "list the cables that others refer to and that are not held",
    ListRefused "list-refused" "refused" "list the files that hold no cable, and why",
    Rescan "rescan" "look again" "look for new and changed files",
    ListNotes "list-notes" "notes" "list the notes and drafts; / filters them as you type",
    Search "search" "search" "search the file, or the notes while they have the keys",
    SearchBack "search-back" "search back" "search the file backwards",
    SearchWord "search-word" "this word" "to the next mention of the entity under the cursor, or of the word",
    SearchNext "search-next" "next hit" "to the next hit, the way that the search was begun",
    SearchPrevious "search-previous" "prev hit" "to the next hit the other way",
    Filter "filter" "filter" "show only paragraphs that fit: (C) note unread #tag /regex/ word",
    JumpBack "jump-back" "back" "back through the places where jumps began",
    JumpForward "jump-forward" "forward" "forward again through those places",
    PreviousPlace "previous-place" "back" "to where the last jump began; again returns",
    SetMark "set-mark" "mark" "set a mark here, named by the letter that follows",
    GoToMark "go-to-mark" "to mark" "to the row of the mark named by the letter that follows",
    GoToMarkPlace "go-to-mark-place" "to mark" "to the very place of that mark",
    ListMarks "list-marks" "marks" "list the marks",
    MarkRead "mark-read" "read" "mark the paragraph read, and go to the next that is not; on a read one, take that back",
    NextUnread "next-unread" "next unread" "to the next paragraph that is not read",
    PreviousUnread "previous-unread" "prev unread" "to the paragraph before that is not read",
    Coverage "coverage" "coverage" "say how many paragraphs are read and how many annotated",
    NextPane "next-pane" "pane" "to the next pane",
    PreviousPane "previous-pane" "pane back" "to the pane before",
    PaneLeft "pane-left" "left" "to the pane on the left",
    PaneRight "pane-right" "right" "to the pane on the right",
    GrowPane "grow-pane" "wider" "make the pane that has the keys wider",
    ShrinkPane "shrink-pane" "narrower" "make the pane that has the keys narrower",
    Open "open" "go to" "jump from a note to its text and back; from an entity to its next mention; open the chosen cable",
    Copy "copy" "copy" "copy the selection, the note, or else the paragraph to the clipboard",
    CopyCitation "copy-citation" "cite" "copy a line that cites the paragraph",
    AddNote "add-note" "note" "write a note on the current paragraph",
    AddCableNote "add-cable-note" "cable note" "write a note on the whole cable",
    FromTemplate "from-template" "template" "write a note that begins with a template; Tab shows them",
    EditNote "edit-note" "edit" "edit the current note, or go on with its draft",
    EditOutside "edit-outside" "editor" "edit the current note in $VISUAL or $EDITOR",
    ClassifyNote "classify-note" "type" "set type and tags of the current note: question #sanctions",
    FollowLink "follow-link" "follow" "go where a link of the current note leads: ¶4, 09STATE81957¶4",
    Repeat "repeat" "again" "once more what was last done to notes: a note, its type and tags, dd, M",
    DeleteNote "delete-note" "delete" "delete the current note (undo brings it back)",
    NextAnchor "next-anchor" "next loose" "take up the next note whose place is not exact, to confirm or place it; Esc leaves it",
    PreviousAnchor "previous-anchor" "prev loose" "take up the note before whose place is not exact",
    AnchorConfirm "anchor-confirm" "confirm" "the note stands rightly where it is shown; of several places, at the one under the cursor",
    AnchorNextPlace "anchor-next-place" "next place" "show the next of the places that the note may stand at",
    AnchorRelocate "anchor-relocate" "put here" "put the note being placed on the selection, or the paragraph or heading at the cursor; in the notes, take one up",
    AnchorDetach "anchor-detach" "on the cable" "put the note being placed on the whole cable, or the one chosen in the notes",
    NextPending "next-pending" "review" "to the next item that awaits your verdict",
    PreviousPending "previous-pending" "prev review" "to the item before that awaits your verdict",
    Accept "accept" "accept" "accept the chosen note; a suggestion for a note of yours is taken over. The next item opens",
    Reject "reject" "reject" "reject it, with a reason in one line",
    AcceptEdited "accept-edited" "edit, accept" "edit the text, and accept it so: to its author your changes are a suggestion",
    Skip "skip" "skip" "leave it for later and open the next item",
    AcceptAll "accept-all" "accept all" "accept all in view that do not conflict; the others are named",
    Reply "reply" "reply" "reply in the thread of the chosen note",
    Resolve "resolve" "resolve" "settle the thread of the chosen note, or open it again",
    NextNew "next-new" "next new" "to the next note that came since you last looked",
    PreviousNew "previous-new" "prev new" "to the note before that came since you last looked",
    View "view" "view" "show all notes, mine, theirs, differences, new, or one author's; `:view WORD` goes to one",
    Blind "blind" "blind" "hide what others wrote; again, or `:blind off`, asks to end that",
    Seen "seen" "seen" "take all that is here as seen: what comes from now on is new",
    Undo "undo" "undo" "undo the last change to the notes",
    Redo "redo" "redo" "do again what was undone",
    ToggleFold "toggle-fold" "fold" "fold or unfold the current note",
    ToggleRaw "toggle-raw" "raw" "show the file as it is, or the repaired reading",
    Help "help" "help" "this page",
    Tour "tour" "tour" "a short tour of the first keys, at the foot of the screen",
    Command "command" "command" "type a command, or the number of a paragraph; those that fit are listed",
    DescribeKey "describe-key" "what key" "say what the keys typed next do, and do it not",
    Redraw "redraw" "redraw" "draw the screen anew",
    Suspend "suspend" "suspend" "back to the shell; fg returns",
    Cancel "cancel" "clear" "leave what is open: prompt, search, pending keys; never discards text",
    Interrupt "interrupt" "stop" "stop what is going on; says how to quit",
    Quit "quit" "quit" "close what is open, or quit; all text is kept",
    SaveAndQuit "save-and-quit" "save, quit" "save and quit",
    QuitAnyway "quit-anyway" "quit anyway" "quit even if something could not be put on disk",
    Save "save" "save" "save the notes now",
    EditorSave "editor-save" "save note" "save the note and close the editor",
    EditorClose "editor-close" "keep draft" "close the editor; the text stays as a draft",
    EditorNewline "editor-newline" "new line" "start a new line",
    EditorLeft "editor-left" "left" "one character left",
    EditorRight "editor-right" "right" "one character right",
    EditorUp "editor-up" "up" "one row up",
    EditorDown "editor-down" "down" "one row down",
    EditorWordLeft "editor-word-left" "word left" "to the start of the word",
    EditorWordRight "editor-word-right" "word right" "to the end of the word",
    EditorLineStart "editor-line-start" "line start" "to the start of the line",
    EditorLineEnd "editor-line-end" "line end" "to the end of the line",
    EditorTextStart "editor-text-start" "text start" "to the start of the text",
    EditorTextEnd "editor-text-end" "text end" "to the end of the text",
    EditorPageUp "editor-page-up" "page up" "one page up",
    EditorPageDown "editor-page-down" "page" "one page down",
    EditorMark "editor-mark" "mark" "begin to select here; moving selects, typing replaces what is selected",
    EditorUnmark "editor-unmark" "unmark" "select nothing",
    EditorSelectLeft "editor-select-left" "select" "select one character to the left",
    EditorSelectRight "editor-select-right" "select" "select one character to the right",
    EditorSelectUp "editor-select-up" "select" "select one row up",
    EditorSelectDown "editor-select-down" "select" "select one row down",
    EditorSelectWordLeft "editor-select-word-left" "select" "select to the start of the word",
    EditorSelectWordRight "editor-select-word-right" "select" "select to the end of the word",
    EditorSelectLineStart "editor-select-line-start" "select" "select to the start of the line",
    EditorSelectLineEnd "editor-select-line-end" "select" "select to the end of the line",
    EditorCopy "editor-copy" "copy" "copy what is selected",
    EditorTab "editor-tab" "tab" "type a tab",
    EditorDeleteLeft "editor-delete-left" "erase" "erase what is selected, else the character on the left",
    EditorDeleteRight "editor-delete-right" "erase" "erase what is selected, else the character on the right",
    EditorDeleteWordLeft "editor-delete-word-left" "cut" "cut what is selected, else the word on the left",
    EditorDeleteWordRight "editor-delete-word-right" "cut word" "cut the word on the right",
    EditorKillToStart "editor-kill-to-start" "kill" "cut to the start of the line",
    EditorKillToEnd "editor-kill-to-end" "kill" "cut to the end of the line",
    EditorYank "editor-yank" "yank" "put back what was cut last",
    EditorYankOlder "editor-yank-older" "yank older" "behind a yank: what was cut before, in its place",
    EditorTranspose "editor-transpose" "transpose" "exchange the characters around the cursor",
    EditorUpper "editor-upper" "capitals" "make the word, or what is selected, capitals",
    EditorLower "editor-lower" "small" "make the word, or what is selected, small letters",
    EditorTitle "editor-title" "capital" "make the first letter of the word a capital, the others small",
    EditorUndo "editor-undo" "undo" "undo in the text",
    EditorRedo "editor-redo" "redo" "redo in the text",
    PromptAccept "prompt-accept" "go" "run what is typed",
    PromptCancel "prompt-cancel" "cancel" "leave the prompt",
    PromptComplete "prompt-complete" "complete" "complete the word; again takes the next one that fits",
    PromptCompleteBack "prompt-complete-back" "back" "the one before of those that fit",
    PromptOlder "prompt-older" "older" "the line before that begins with what is typed, also of earlier sessions",
    PromptNewer "prompt-newer" "newer" "the line after that begins so",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_found() {
        for action in Action::ALL {
            assert_eq!(Action::named(action.name()), Some(*action), "{} occurs twice", action.name());
        }
    }
}
