//! A note as the file that the reader's own editor opens: the text, and below a line to cut at what it is about.
//!
//! ```text
//! The text of the note, with whatever lines it has: # none of them is a comment.
//! # ------------------------ >8 ------------------------ 0jq3v0c6kq2m7x5t
//! # Everything below the line above is left out of the note. Leave that line as it is.
//! #
//! # Note on ¶8 of 09MEXICO2882.
//! ```
//! Nothing but the place of that one line tells note from comment. The random word in it keeps any line of the note
//! from being taken for it; without the line, everything is the note: no line can be lost.

/// The file for `text`; `token` is a random word, `below` the lines about it.
pub fn write_sheet(text: &str, token: &str, below: &[String]) -> String {
    let cut = cut_line(token);
    let mut sheet = format!("{text}\n{cut}\n# Everything below the line above is left out of the note.");
    sheet.push_str(" Leave that line as it is.\n#\n");
    for line in below {
        sheet.push_str(format!("# {line}").trim_end());
        sheet.push('\n');
    }
    sheet
}

/// The text of the note in a file that was written with `token` and edited since. Line ends become line feeds.
pub fn read_sheet(sheet: &str, token: &str) -> String {
    let sheet = sheet.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
    let cut = cut_line(token);
    let at_line = |at: &usize| {
        let rest = sheet.get(at + cut.len()..).unwrap_or_default();
        let begins = *at == 0 || sheet.as_bytes().get(at - 1) == Some(&b'\n');
        begins && (rest.is_empty() || rest.starts_with('\n'))
    };
    let end = sheet.rmatch_indices(&cut).map(|(at, _)| at).find(at_line).unwrap_or(sheet.len());
    let text = sheet.get(..end).unwrap_or_default();
    text.strip_suffix('\n').unwrap_or(text).to_string()
}

fn cut_line(token: &str) -> String {
    format!("# ------------------------ >8 ------------------------ {token}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TOKEN: &str = "0jq3";

    #[test]
    fn lines_that_look_like_comments_are_the_note() {
        let text = "# a heading\n# ------------------------ >8 ------------------------ other\n\n#\n";
        let sheet = write_sheet(text, TOKEN, &[String::from("the paragraph"), String::new()]);
        assert!(sheet.ends_with("\n# the paragraph\n#\n"), "{sheet}");
        assert_eq!(read_sheet(&sheet, TOKEN), text);
    }

    #[test]
    fn without_the_line_everything_is_the_note() {
        let sheet = write_sheet("text", TOKEN, &[String::from("paragraph")]);
        let cut = cut_line(TOKEN);
        let without = sheet.replace(&format!("{cut}\n"), "");
        assert_eq!(read_sheet(&without, TOKEN), without.trim_end_matches('\n'));
        let changed = sheet.replace(&cut, &format!("{cut}!"));
        assert!(read_sheet(&changed, TOKEN).contains(TOKEN));
        assert_eq!(read_sheet("one\ntwo\n", TOKEN), "one\ntwo");
        assert_eq!(read_sheet("", TOKEN), "");
    }

    #[test]
    fn what_editors_add_to_a_file_is_no_text() {
        let sheet = write_sheet("a\nb", TOKEN, &[]);
        assert_eq!(read_sheet(&format!("\u{feff}{}", sheet.replace('\n', "\r\n")), TOKEN), "a\nb");
        assert_eq!(read_sheet(sheet.trim_end(), TOKEN), "a\nb");
    }

    proptest! {
        #[test]
        fn a_sheet_gives_back_its_text(
            text in prop_oneof!["[a#> -8\n\té外]{0,40}", Just(cut_line(TOKEN)), Just(format!("x\n{}\ny", cut_line(TOKEN)))],
            below in prop::collection::vec("[a#> -]{0,9}", 0..4)
        ) {
            prop_assert_eq!(read_sheet(&write_sheet(&text, TOKEN, &below), TOKEN), text);
        }
    }
}
