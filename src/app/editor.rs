//! A text under a cursor: the note editor and the prompt line, without a screen.
//!
//! The cursor stands between grapheme clusters, so that an accent or an emoji family is one step and one erasure.

use std::ops::Range;

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use crate::layout::{safe_width, wrap};

/// A replacement in the text, as a value: done one way, undone the other.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Patch {
    at: usize,
    removed: String,
    inserted: String,
}

/// Text, cursor, history and the text cut last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Editor {
    text: String,
    cursor: usize,
    undo: Vec<Patch>,
    redo: Vec<Patch>,
    /// Whether the next typed character joins the last patch, so that undo takes back words.
    joining: bool,
    cut: String,
    /// Column that moving up and down aims at.
    goal: Option<usize>,
}

impl Editor {
    /// An editor over `text`, with the cursor behind it.
    pub fn new(text: &str) -> Self {
        Self { text: text.to_string(), cursor: text.len(), ..Self::default() }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The cursor, in bytes.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// Types one character.
    pub fn type_char(&mut self, c: char) {
        let join = self.joining && !c.is_whitespace();
        let mut buffer = [0; 4];
        self.replace(self.cursor..self.cursor, c.encode_utf8(&mut buffer), join);
        self.joining = true;
    }

    /// Inserts a text in one step. Line ends of any kind become line feeds: terminals paste CR.
    pub fn insert(&mut self, text: &str) {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        self.replace(self.cursor..self.cursor, &text, false);
    }

    /// Erases the character on the left.
    pub fn delete_left(&mut self) {
        self.replace(self.left()..self.cursor, "", false);
    }

    /// Erases the character on the right.
    pub fn delete_right(&mut self) {
        self.replace(self.cursor..self.right(), "", false);
    }

    /// Cuts the word on the left.
    pub fn cut_word_left(&mut self) {
        self.cut(self.word_left()..self.cursor);
    }

    /// Cuts the word on the right.
    pub fn cut_word_right(&mut self) {
        self.cut(self.cursor..self.word_right());
    }

    /// Cuts to the start of the line.
    pub fn cut_to_line_start(&mut self) {
        self.cut(self.line_start()..self.cursor);
    }

    /// Cuts to the end of the line; at the end, the line feed itself.
    pub fn cut_to_line_end(&mut self) {
        let end = if self.line_end() == self.cursor { self.right() } else { self.line_end() };
        self.cut(self.cursor..end);
    }

    /// Bytes that putting back would add.
    pub fn yanks(&self) -> usize {
        self.cut.len()
    }

    /// Puts back what was cut last.
    pub fn yank(&mut self) {
        let cut = self.cut.clone();
        self.replace(self.cursor..self.cursor, &cut, false);
    }

    /// Takes the last change back; false when there is none.
    pub fn undo(&mut self) -> bool {
        let Some(patch) = self.undo.pop() else { return false };
        self.text.replace_range(patch.at..patch.at + patch.inserted.len(), &patch.removed);
        self.settle(patch.at + patch.removed.len());
        self.redo.push(patch);
        true
    }

    /// Does again what was taken back; false when there is nothing.
    pub fn redo(&mut self) -> bool {
        let Some(patch) = self.redo.pop() else { return false };
        self.text.replace_range(patch.at..patch.at + patch.removed.len(), &patch.inserted);
        self.settle(patch.at + patch.inserted.len());
        self.undo.push(patch);
        true
    }

    /// One character left.
    pub fn move_left(&mut self) {
        self.settle(self.left());
    }

    /// One character right.
    pub fn move_right(&mut self) {
        self.settle(self.right());
    }

    /// To the start of the word.
    pub fn move_word_left(&mut self) {
        self.settle(self.word_left());
    }

    /// To the end of the word.
    pub fn move_word_right(&mut self) {
        self.settle(self.word_right());
    }

    /// To the start of the line.
    pub fn move_line_start(&mut self) {
        self.settle(self.line_start());
    }

    /// To the end of the line.
    pub fn move_line_end(&mut self) {
        self.settle(self.line_end());
    }

    /// To the start of the text.
    pub fn move_text_start(&mut self) {
        self.settle(0);
    }

    /// To the end of the text.
    pub fn move_text_end(&mut self) {
        self.settle(self.text.len());
    }

    /// One row up, at a width of `width` columns.
    pub fn move_up(&mut self, width: usize) {
        self.move_rows(width, -1);
    }

    /// One row down, at a width of `width` columns.
    pub fn move_down(&mut self, width: usize) {
        self.move_rows(width, 1);
    }

    /// The rows of the text at `width` columns.
    pub fn rows(&self, width: usize) -> Vec<Range<usize>> {
        wrap(&self.text, width)
    }

    /// The cursor on those rows: row, column.
    pub fn position(&self, rows: &[Range<usize>]) -> (usize, usize) {
        let row = rows.iter().rposition(|row| row.start <= self.cursor).unwrap_or(0);
        let start = rows.get(row).map_or(0, |row| row.start);
        (row, safe_width(self.text.get(start..self.cursor).unwrap_or_default()))
    }

    fn move_rows(&mut self, width: usize, by: isize) {
        let rows = self.rows(width);
        let (row, column) = self.position(&rows);
        let goal = self.goal.unwrap_or(column);
        let Some(index) = row.checked_add_signed(by).filter(|row| *row < rows.len()) else { return };
        let target = rows[index].clone();
        // Behind the last character of a row that is cut inside a word begins the next row.
        let cut = rows.get(index + 1).is_some_and(|next| next.start == target.end);
        let mut at = target.start;
        let mut used = 0;
        for cluster in self.text.get(target.clone()).unwrap_or_default().graphemes(true) {
            used += safe_width(cluster);
            if used > goal || (cut && at + cluster.len() == target.end) {
                break;
            }
            at += cluster.len();
        }
        self.settle(at);
        self.goal = Some(goal);
    }

    fn cut(&mut self, range: Range<usize>) {
        if let Some(text) = self.text.get(range.clone()).filter(|text| !text.is_empty()) {
            self.cut = text.to_string();
            self.replace(range, "", false);
        }
    }

    /// Every change of the text goes through here.
    fn replace(&mut self, range: Range<usize>, with: &str, join: bool) {
        if range.is_empty() && with.is_empty() {
            return;
        }
        let removed = self.text.get(range.clone()).unwrap_or_default().to_string();
        self.text.replace_range(range.clone(), with);
        self.redo.clear();
        match self.undo.last_mut() {
            Some(last) if join && last.at + last.inserted.len() == range.start => {
                last.inserted.push_str(with)
            }
            _ => self.undo.push(Patch { at: range.start, removed, inserted: with.to_string() }),
        }
        self.settle(range.start + with.len());
    }

    /// Moves the cursor to `at`, or behind the cluster that typing has joined around it.
    fn settle(&mut self, at: usize) {
        let mut cursor = GraphemeCursor::new(at.min(self.text.len()), self.text.len(), true);
        let whole = cursor.is_boundary(&self.text, 0).unwrap_or(true);
        self.cursor = if whole {
            cursor.cur_cursor()
        } else {
            cursor.next_boundary(&self.text, 0).ok().flatten().unwrap_or(self.text.len())
        };
        self.joining = false;
        self.goal = None;
    }

    fn left(&self) -> usize {
        let before = self.text.get(..self.cursor).unwrap_or_default();
        before.graphemes(true).next_back().map_or(0, |cluster| self.cursor - cluster.len())
    }

    fn right(&self) -> usize {
        let behind = self.text.get(self.cursor..).unwrap_or_default();
        behind.graphemes(true).next().map_or(self.cursor, |cluster| self.cursor + cluster.len())
    }

    fn word_left(&self) -> usize {
        let before = self.text.get(..self.cursor).unwrap_or_default();
        before.unicode_word_indices().next_back().map_or(0, |(at, _)| at)
    }

    fn word_right(&self) -> usize {
        let behind = self.text.get(self.cursor..).unwrap_or_default();
        behind
            .unicode_word_indices()
            .next()
            .map_or(self.text.len(), |(at, word)| self.cursor + at + word.len())
    }

    fn line_start(&self) -> usize {
        self.text.get(..self.cursor).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1)
    }

    fn line_end(&self) -> usize {
        let behind = self.text.get(self.cursor..).unwrap_or_default();
        behind.find('\n').map_or(self.text.len(), |at| self.cursor + at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn typed(text: &str) -> Editor {
        let mut editor = Editor::default();
        text.chars().for_each(|c| editor.type_char(c));
        editor
    }

    #[test]
    fn a_cluster_is_one_step_and_one_erasure() {
        for cluster in ["e\u{301}", "👨\u{200d}👩\u{200d}👧", "🇲🇽", "👍🏽"] {
            let mut editor = typed(&format!("a{cluster}"));
            editor.move_left();
            assert_eq!(editor.cursor(), 1);
            editor.move_right();
            editor.delete_left();
            assert_eq!(editor.text(), "a");
        }
    }

    #[test]
    fn undo_takes_back_words() {
        let mut editor = typed("two key cities");
        editor.undo();
        assert_eq!(editor.text(), "two key");
        editor.undo();
        assert_eq!(editor.text(), "two");
        editor.redo();
        assert_eq!(editor.text(), "two key");
        editor.type_char('!');
        assert!(!editor.redo());
    }

    #[test]
    fn cut_and_yank() {
        let mut editor = typed("one two\nthree");
        editor.cut_word_left();
        assert_eq!(editor.text(), "one two\n");
        editor.move_text_start();
        editor.yank();
        assert_eq!(editor.text(), "threeone two\n");
        editor.cut_to_line_end();
        assert_eq!(editor.text(), "three\n");
        editor.cut_to_line_start();
        assert_eq!(editor.text(), "\n");
    }

    #[test]
    fn rows_keep_their_column() {
        let mut editor = Editor::new("a long first line\nx\nanother long one");
        editor.move_up(40);
        assert_eq!(editor.position(&editor.rows(40)), (1, 1));
        editor.move_up(40);
        assert_eq!(editor.position(&editor.rows(40)), (0, 16));
    }

    #[test]
    fn a_paste_is_text_with_line_feeds() {
        let mut editor = Editor::default();
        editor.insert("a\r\nb\rc");
        assert_eq!(editor.text(), "a\nb\nc");
    }

    proptest! {
        #[test]
        fn undoing_everything_gives_the_beginning_and_redoing_the_end(
            steps in prop::collection::vec((0u8..14, "[ -~é外\u{301}\n]{0,4}"), 0..40)
        ) {
            let mut editor = Editor::new("Réf\u{301}erence text");
            for (step, text) in steps {
                match step {
                    0 => editor.insert(&text),
                    1 => editor.delete_left(),
                    2 => editor.delete_right(),
                    3 => editor.cut_word_left(),
                    4 => editor.cut_word_right(),
                    5 => editor.yank(),
                    6 => editor.move_left(),
                    7 => editor.move_right(),
                    8 => editor.move_up(7),
                    9 => editor.move_down(7),
                    10 => editor.move_word_left(),
                    11 => editor.move_line_start(),
                    12 => editor.cut_to_line_end(),
                    _ => text.chars().for_each(|c| editor.type_char(c)),
                }
                prop_assert!(editor.text().is_char_boundary(editor.cursor()));
            }
            let end = editor.text().to_string();
            while editor.undo() {}
            prop_assert_eq!(editor.text(), "Réf\u{301}erence text");
            while editor.redo() {}
            prop_assert_eq!(editor.text(), end);
        }
    }
}
