//! Light Markdown in a note: which of its characters are emphasis, code, a heading, a quotation. The text is shown as it
//! was written, signs and all; only its looks change.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag};

/// What a stretch of a note is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Markup {
    /// `# heading`
    Heading,
    /// `> quotation`
    Quotation,
    /// `**strong**`
    Strong,
    /// `*emphasis*`
    Emphasis,
    /// `` `code` ``, or a block of it
    Code,
    /// The sign in front of a list item.
    Bullet,
}

/// The marked stretches of a note, in bytes; inner ones behind those they are in.
pub fn markup(body: &str) -> Vec<(Range<usize>, Markup)> {
    let stretch = |(event, range): (Event<'_>, Range<usize>)| {
        let markup = match event {
            Event::Start(Tag::Heading { .. }) => Markup::Heading,
            Event::Start(Tag::BlockQuote(_)) => Markup::Quotation,
            Event::Start(Tag::Strong) => Markup::Strong,
            Event::Start(Tag::Emphasis) => Markup::Emphasis,
            Event::Code(_) | Event::Start(Tag::CodeBlock(_)) => Markup::Code,
            Event::Start(Tag::Item) => {
                let sign = body.get(range.clone())?.find(char::is_whitespace)?;
                return Some((range.start..range.start + sign, Markup::Bullet));
            }
            _ => return None,
        };
        Some((range, markup))
    };
    Parser::new(body).into_offset_iter().filter_map(stretch).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn marked(body: &str) -> Vec<(&str, Markup)> {
        markup(body).into_iter().map(|(range, markup)| (&body[range], markup)).collect()
    }

    #[test]
    fn what_is_marked_is_found_with_its_signs() {
        let body = "# Who\n\n**Ms. Park** was *not* there, see `09STATE81957`.\n\n- one\n2. two\n\n> said\n";
        assert_eq!(
            marked(body),
            [
                ("# Who\n", Markup::Heading),
                ("**Ms. Park**", Markup::Strong),
                ("*not*", Markup::Emphasis),
                ("`09STATE81957`", Markup::Code),
                ("-", Markup::Bullet),
                ("2.", Markup::Bullet),
                ("> said\n", Markup::Quotation),
            ]
        );
    }

    #[test]
    fn plain_words_are_plain() {
        assert_eq!(marked("At 3 * 4 = 12, a_b_c costs $5; see (U) and ¶ 4.\nNext line."), []);
    }

    proptest! {
        #[test]
        fn any_text_has_stretches_within_it(body in "[ -~\n*_`>#é外-]{0,80}") {
            for (range, _) in markup(&body) {
                prop_assert!(body.get(range).is_some());
            }
        }
    }
}
