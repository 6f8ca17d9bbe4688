//! Web pages: told from plain text by their tags, tokenised as browsers do, written down as text.

use std::convert::Infallible;

use html5gum::{Emitter, Error, State, Tokenizer};

use super::super::text::boundary;
use super::page::{Page, Writer};

/// Bytes at the start of a file that show whether it is a page.
const SAMPLE: usize = 64 * 1024;
/// Longest name of a tag that means anything here; longer ones are cut, which makes them unknown.
const LONGEST: usize = 16;

/// How much of HTML a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A page or a piece of one: tags make its lines.
    Page,
    /// Text copied out of a page's source: its own lines, with character references such as `&quot;`.
    References,
}

impl Form {
    /// The sentence for the reader.
    pub(super) fn notice(self) -> &'static str {
        match self {
            Self::Page => "Read from an HTML page.",
            Self::References => "HTML character references were decoded.",
        }
    }
}

/// Whether a text is HTML; `None` for plain text, which may well hold a few `<` and `&` of its own.
pub(super) fn form(text: &str) -> Option<Form> {
    let sample =
        text[..boundary(text, SAMPLE)].trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if is_tag(sample) || sample.starts_with("<?xml") && sample.split('<').skip(2).any(is_tag_name) {
        return Some(Form::Page);
    }
    let behind = |sign| memchr::memchr_iter(sign, sample.as_bytes()).map(|at| &sample[at + 1..]);
    let tags = behind(b'<').filter(|rest| is_tag_name(rest)).count();
    let lines = || sample.lines().filter(|line| !line.trim().is_empty()).count();
    if tags >= 4 && tags * 3 >= lines() {
        return Some(Form::Page);
    }
    let references = behind(b'&').filter(|rest| is_reference(rest)).count();
    (references >= 4).then_some(Form::References)
}

fn is_tag(text: &str) -> bool {
    text.strip_prefix('<').is_some_and(is_tag_name)
}

/// Whether what follows a `<` is the name of a tag that pages are made of.
fn is_tag_name(rest: &str) -> bool {
    const NAMES: [&str; 38] = [
        "!doctype", "html", "head", "body", "title", "meta", "link", "script", "style", "pre", "code", "div",
        "span", "p", "br", "a", "b", "i", "em", "strong", "font", "center", "table", "tr", "td", "th", "h1",
        "h2", "h3", "h4", "ul", "ol", "li", "dl", "article", "section", "main", "nav",
    ];
    let rest = rest.strip_prefix('/').unwrap_or(rest);
    let length =
        rest.bytes().take(LONGEST).take_while(|&byte| byte.is_ascii_alphanumeric() || byte == b'!').count();
    let ended = matches!(rest.as_bytes().get(length), Some(b'>' | b'/' | b' ' | b'\t' | b'\n' | b'\r'));
    rest.starts_with("!--") || ended && NAMES.iter().any(|name| name.eq_ignore_ascii_case(&rest[..length]))
}

/// Whether what follows an `&` is a character reference with its semicolon.
fn is_reference(rest: &str) -> bool {
    let Some(name) = rest.bytes().take(10).position(|byte| byte == b';').and_then(|end| rest.get(..end))
    else {
        return false;
    };
    match name.strip_prefix('#') {
        Some(code) => {
            let digits = code.strip_prefix(['x', 'X']).unwrap_or(code);
            !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
        }
        None => name.len() >= 2 && name.bytes().all(|byte| byte.is_ascii_alphanumeric()),
    }
}

/// Reads a page. Linear in its length, whatever its tags; never more than the text itself is held.
pub(super) fn read(text: &str, form: Form) -> Page {
    let mut page = Page::default();
    let mut writer = Writer::default();
    if form == Form::References {
        writer.start(b"pre");
    }
    let tags = Tags { writer, name: Vec::new(), last: Vec::new(), closes: false, page: &mut page };
    let Ok(()) = Tokenizer::new_with_emitter(text, tags).finish();
    if form == Form::References {
        page.markup.verbatim.clear();
    }
    page
}

/// What the tokenizer speaks to: names of tags and text go to the writer, the rest is dropped.
struct Tags<'a> {
    writer: Writer,
    /// The name of the current tag.
    name: Vec<u8>,
    /// The name of the last start tag, for the end of a script.
    last: Vec<u8>,
    /// Whether the current tag is an end tag.
    closes: bool,
    page: &'a mut Page,
}

impl Emitter for Tags<'_> {
    type Token = Infallible;

    fn emit_string(&mut self, text: &[u8]) {
        self.writer.text(text);
    }

    fn emit_current_tag(&mut self) -> Option<State> {
        if self.closes {
            self.writer.end(&self.name);
            return None;
        }
        self.writer.start(&self.name);
        self.last.clone_from(&self.name);
        inside(&self.name)
    }

    fn emit_eof(&mut self) {
        *self.page = std::mem::take(&mut self.writer).finish();
    }

    fn init_start_tag(&mut self) {
        self.name.clear();
        self.closes = false;
    }

    fn init_end_tag(&mut self) {
        self.name.clear();
        self.closes = true;
    }

    fn push_tag_name(&mut self, name: &[u8]) {
        let room = LONGEST.saturating_sub(self.name.len());
        self.name.extend(name.iter().take(room));
    }

    fn current_is_appropriate_end_tag_token(&mut self) -> bool {
        self.closes && !self.last.is_empty() && self.last == self.name
    }

    fn set_last_start_tag(&mut self, name: Option<&[u8]>) {
        self.last = name.unwrap_or_default().to_vec();
    }

    fn should_emit_errors(&mut self) -> bool {
        false
    }

    fn pop_token(&mut self) -> Option<Infallible> {
        None
    }

    fn emit_error(&mut self, _: Error) {}
    fn init_comment(&mut self) {}
    fn push_comment(&mut self, _: &[u8]) {}
    fn emit_current_comment(&mut self) {}
    fn init_doctype(&mut self) {}
    fn push_doctype_name(&mut self, _: &[u8]) {}
    fn set_doctype_public_identifier(&mut self, _: &[u8]) {}
    fn set_doctype_system_identifier(&mut self, _: &[u8]) {}
    fn push_doctype_public_identifier(&mut self, _: &[u8]) {}
    fn push_doctype_system_identifier(&mut self, _: &[u8]) {}
    fn set_force_quirks(&mut self) {}
    fn emit_current_doctype(&mut self) {}
    fn init_attribute(&mut self) {}
    fn push_attribute_name(&mut self, _: &[u8]) {}
    fn push_attribute_value(&mut self, _: &[u8]) {}
    fn set_self_closing(&mut self) {}
}

/// How the tokenizer goes on behind the start tag: what stands in these elements is no markup.
fn inside(name: &[u8]) -> Option<State> {
    match name {
        b"textarea" | b"title" => Some(State::RcData),
        b"script" => Some(State::ScriptData),
        b"style" | b"xmp" | b"iframe" | b"noembed" | b"noframes" => Some(State::RawText),
        b"plaintext" => Some(State::PlainText),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(page: &str) -> String {
        assert_eq!(form(page), Some(Form::Page), "{page}");
        read(page, Form::Page).text
    }

    #[test]
    fn tells_pages_from_text() {
        for page in [
            "<!DOCTYPE html><p>x",
            "\u{feff} <HTML>x",
            "<?xml version='1.0'?>\n<html>x",
            "<!-- saved -->x",
            "CONFIDENTIAL<br>OSLO 12<br>SIPDIS<br>TAGS<br>",
        ] {
            assert_eq!(form(page), Some(Form::Page), "{page}");
        }
        assert_eq!(form("&quot;x&quot; &#10; &nbsp;"), Some(Form::References));
        for plain in [
            "AT&T; R&D; &QUOTE8",
            "if a < b and c <d> then <e>, <f>, <g>",
            "<< END OF DOCUMENT >>",
            "1. (C) The form has a <br> in it.\n2. (C) x",
            "",
        ] {
            assert_eq!(form(plain), None, "{plain}");
        }
    }

    #[test]
    fn scripts_styles_and_titles_are_dropped() {
        let page = "<html><head><title>A <b></title><style>p > a {}</style></head>\
                    <script>if (a < b) document.write('<p>x</p>')</script><p>one</p></html>";
        assert_eq!(text(page), "one\n");
    }

    #[test]
    fn preformatted_text_is_verbatim_and_references_are_decoded() {
        let page = "<html><pre>\nA&#x000A;  B &amp; C&#10;<a>¶</a>1. x &lt;y&gt;\n</pre>";
        assert_eq!(text(page), "A\n  B & C\n¶1. x <y>\n");
        let soup = "&quot;A&quot;  B\n&quot;C&quot;\n";
        assert_eq!(read(soup, Form::References).text, "\"A\"  B\n\"C\"\n");
    }

    #[test]
    fn marks_of_footnotes_are_dropped() {
        assert_eq!(
            text("<p>State<sup><a href='#1'>1</a></sup> on the 5<sup>th</sup> km<sup>2</sup></p>"),
            "State on the 5th km2\n"
        );
    }

    #[test]
    fn rows_are_lines_and_columns_of_the_layout_are_not() {
        assert_eq!(text("<table><tr><td><p>a</p></td><td>b</td></tr><tr><td>c</table>"), "a\tb\nc\n");
        assert_eq!(text("<table><tr><td>a<br>b</td><td>c</td></tr></table>"), "a\nb\n\nc\n");
        assert_eq!(text("<dl><dt>1.</dt><dd><p>a</p></dd><dt>2.</dt><dd>b</dd></dl>"), "1.\ta\n\n2.\tb\n");
    }

    #[test]
    fn large_pages_are_read() {
        for piece in
            ["<", "<div>", "<pre>", "<nav>x", "<td>x", "<a>x<br>", "<!--", "<p a=b ", "&", "&amp;", "</a>"]
        {
            let page = read(&format!("<html>{}", piece.repeat(100_000)), Form::Page);
            for spans in [&page.markup.asides, &page.markup.verbatim] {
                assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start), "{piece}");
                assert!(spans.last().is_none_or(|last| last.end <= page.text.len()), "{piece}");
            }
        }
    }

    #[test]
    fn broken_pages_are_read() {
        assert_eq!(text("<html>one<!-- open").trim_end(), "one");
        assert_eq!(text("<html>one<p two").trim_end(), "one");
        assert_eq!(text("<html></p></td></pre></nav>one").trim_end(), "one");
        assert_eq!(text(&format!("<html>{}", "<".repeat(9))), format!("{}\n", "<".repeat(9)));
    }
}
