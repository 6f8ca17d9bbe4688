//! The light Markdown of a note as HTML. HTML in it is text, its headings are bold lines, pictures are their words.
//!
//! Every link shows its address, since a printed page has no links and words can lie about where they lead. Only one to a
//! web page or a mail address can be followed.

use pulldown_cmark::{CowStr, Event, Parser, Tag, TagEnd, html::push_html};

use super::safe;

/// What the links that are open lead to: the address, and whether it can be followed.
type Open = Vec<(String, bool)>;

/// The text of a note as HTML, ended by a line feed; empty for an empty one.
pub(super) fn html(body: &str) -> String {
    let mut open = Open::new();
    let events: Vec<Event<'_>> = Parser::new(body).flat_map(|event| harmless(event, &mut open)).collect();
    let mut out = String::new();
    push_html(&mut out, events.into_iter());
    out
}

fn harmless<'a>(event: Event<'a>, open: &mut Open) -> Vec<Event<'a>> {
    match event {
        Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => vec![Event::Text(shown(&text))],
        Event::Code(text) => vec![Event::Code(shown(&text))],
        Event::Start(Tag::HtmlBlock) => vec![Event::Start(Tag::Paragraph)],
        Event::End(TagEnd::HtmlBlock) => vec![Event::End(TagEnd::Paragraph)],
        Event::Start(Tag::Heading { .. }) => vec![Event::Start(Tag::Paragraph), Event::Start(Tag::Strong)],
        Event::End(TagEnd::Heading(_)) => vec![Event::End(TagEnd::Strong), Event::End(TagEnd::Paragraph)],
        Event::Start(Tag::Link { link_type, dest_url, id, .. }) => {
            let followed = is_followed(&dest_url);
            open.push((dest_url.to_string(), followed));
            let title = CowStr::Borrowed("");
            let link = Event::Start(Tag::Link { link_type, dest_url, title, id });
            if followed { vec![link] } else { Vec::new() }
        }
        Event::Start(Tag::Image { dest_url, .. }) => {
            open.push((dest_url.to_string(), false));
            Vec::new()
        }
        Event::End(end @ (TagEnd::Link | TagEnd::Image)) => {
            let (address, followed) = open.pop().unwrap_or_default();
            let address = Event::Text(CowStr::from(format!(" <{}>", shown(&address))));
            if followed { vec![Event::End(end), address] } else { vec![address] }
        }
        // A code block's language is a word of its writer, and would be a class.
        Event::Start(Tag::CodeBlock(_)) => {
            vec![Event::Start(Tag::CodeBlock(pulldown_cmark::CodeBlockKind::Indented))]
        }
        other => vec![other],
    }
}

/// Whether an address is one that a reader may follow.
fn is_followed(address: &str) -> bool {
    let lower = address.to_ascii_lowercase();
    ["https://", "http://", "mailto:"].iter().any(|scheme| lower.starts_with(scheme))
        && address.chars().all(|c| c.is_ascii_graphic())
}

/// The text with its line feeds, all else that cannot be seen named.
fn shown(text: &str) -> CowStr<'static> {
    let lines: Vec<_> = text.split('\n').map(safe).collect();
    CowStr::from(lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn markdown_is_shown_and_html_is_text() {
        assert_eq!(html("**a** <b>c</b>"), "<p><strong>a</strong> &lt;b&gt;c&lt;/b&gt;</p>\n");
        assert_eq!(html("# Who"), "<p><strong>Who</strong></p>\n");
        let block = html("<script>\nalert(1)\n</script>\n");
        assert!(block.contains("&lt;script&gt;") && !block.contains("<script"), "{block}");
        assert_eq!(html("``` x\" onload=\"y\ncode\n```"), "<pre><code>code\n</code></pre>\n");
    }

    #[test]
    fn only_links_to_pages_and_mail_can_be_followed_and_all_show_where() {
        let link = html("[here](https://example.org/a?b=1&c=2)");
        assert_eq!(
            link,
            "<p><a href=\"https://example.org/a?b=1&amp;c=2\">here</a> &lt;https://example.org/a?b=1&amp;c=2&gt;</p>\n"
        );
        assert_eq!(html("[x](javascript:alert(1))"), "<p>x &lt;javascript:alert(1)&gt;</p>\n");
        assert_eq!(
            html("![a picture](https://example.org/p.png)"),
            "<p>a picture &lt;https://example.org/p.png&gt;</p>\n"
        );
        assert!(!html("[x](data:text/html,y) [z](JaVaScRiPt:y) <file:///etc/passwd>").contains("href"));
        assert!(html("[t](http://e.org \"a title\")").contains("<a href=\"http://e.org\">t</a>"));
    }

    #[test]
    fn what_turns_a_text_around_is_named() {
        assert_eq!(html("a\u{202e}b"), "<p>a&lt;U+202E&gt;b</p>\n");
    }

    proptest! {
        #[test]
        fn nothing_but_the_few_tags_comes_out(body in "[ -~\n\\[\\]()<>!`\"'#é]{0,80}") {
            let out = html(&body);
            for tag in out.split('<').skip(1) {
                let name = tag.trim_start_matches('/').split([' ', '>', '/']).next().unwrap();
                prop_assert!(
                    ["p", "strong", "em", "code", "pre", "ul", "ol", "li", "blockquote", "hr", "br", "a"].contains(&name),
                    "{out}"
                );
                let attribute = tag.split_once(' ').filter(|_| !tag.starts_with("hr") && !tag.starts_with("br"));
                if let Some((_, attribute)) = attribute.filter(|_| tag.split('>').next().unwrap().contains(' ')) {
                    let allowed = ["href=\"http", "href=\"HTTP", "href=\"mailto:", "start=\""];
                    prop_assert!(allowed.iter().any(|begin| attribute.starts_with(begin)), "{out}");
                }
            }
        }
    }
}
