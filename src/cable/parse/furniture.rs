//! Page furniture: page lines, banners and dump marks that the machines printed into the text.

use super::head::{level, transmission};
use super::line::{Line, Role};
use super::scan;

/// Lines searched for the first line.
const REACH: usize = 400;
/// The longest line that the department prints below a copy, in bytes.
const LONGEST_STAMP: usize = 160;

/// Gives page lines and banners their role and cuts them off where a copy has glued them to the text.
pub(super) fn separate(text: &str, lines: Vec<Line>) -> Vec<Line> {
    // The post of the first line tells a page line's post from the words before it.
    let first = lines.iter().take(REACH).find_map(|line| level::first_line(line.of(text)));
    let origin = first.as_ref().map(|first| first.origin.as_str());
    let mut separated = Vec::with_capacity(lines.len() + 8);
    let mut ahead = lines.iter().skip(1);
    for &line in &lines {
        let page_follows = ahead.next().is_some_and(|next| page_head(next.of(text)).is_some());
        let line = if page_follows { cut_banner(text, line, &mut separated) } else { line };
        if is_current(line.of(text)) {
            separated.push(line.with(Role::Wrapper));
            continue;
        }
        match line.of(text).as_bytes().first() {
            Some(b'P' | b'p') if page_head(line.of(text)).is_some() => {
                cut_page_head(text, line, &mut separated)
            }
            _ => cut_page_line(text, line, origin, &mut separated),
        }
    }
    separated
}

/// Whether the line is one that the department prints below a copy which it releases: `*** Current Classification ***
/// UNCLASSIFIED`. It tells how the copy is to be handled today, not what the message says.
fn is_current(printed: &str) -> bool {
    const NAMES: [&str; 2] = ["Classification", "Handling Restrictions"];
    let name = printed.strip_prefix("*** Current ").and_then(|rest| rest.split_once(" ***"));
    printed.len() <= LONGEST_STAMP && name.is_some_and(|(name, _)| NAMES.contains(&name.trim()))
}

/// Cuts a banner off the end of a line: `... FOR THE THIRD  CONFIDENTIAL` above a page line.
fn cut_banner(text: &str, line: Line, out: &mut Vec<Line>) -> Line {
    let printed = line.of(text);
    // Up to three words: LIMITED OFFICIAL USE.
    let blanks = printed.rmatch_indices(' ').map(|(at, _)| at).take(16);
    let is_banner = |word: &str| level::is_banner(word) && scan::is_capitals(word);
    let banner = blanks.filter(|&at| is_banner(printed[at..].trim())).last();
    let Some(at) = banner else { return line };
    let (body, banner) = line.cut(text, line.text.start + at);
    out.push(body);
    banner.with(Role::Furniture)
}

/// Cuts the page line off the text that a copy has joined to it.
fn cut_page_head(text: &str, line: Line, out: &mut Vec<Line>) {
    let end = page_head(line.of(text)).unwrap_or_default();
    let rest = line.of(text)[end..].trim_start();
    if rest.is_empty() || transmission::wire(rest).is_some() {
        out.push(line.with(Role::Furniture));
        return;
    }
    let (page, rest) = line.cut(text, line.text.start + end);
    out.push(page.with(Role::Furniture));
    out.push(rest);
}

/// Marks `LA PAZ 00000502  002 OF 003`, wherever on the line it stands.
fn cut_page_line(text: &str, line: Line, origin: Option<&str>, out: &mut Vec<Line>) {
    if !line.signs.have_digits() {
        out.push(line);
        return;
    }
    let printed = line.of(text);
    let mut rest = line;
    let mut from = 0;
    while let Some(found) = page_line(&printed[from..], origin) {
        let start = line.text.start + from + found.start;
        let end = line.text.start + from + found.end;
        if start > rest.text.start {
            let (head, tail) = rest.cut(text, start);
            out.push(head);
            rest = tail;
        }
        from += found.end;
        if end >= rest.text.end {
            out.push(rest.with(Role::Furniture));
            return;
        }
        let (page, tail) = rest.cut(text, end);
        out.push(page.with(Role::Furniture));
        rest = tail;
    }
    out.push(rest);
}

/// The bytes of the page line that `text` begins with: `PAGE 02        CAPE T  00097  01 OF 03  182017Z`.
pub(super) fn page_head(text: &str) -> Option<usize> {
    if !scan::starts(text, "PAGE ") {
        return None;
    }
    let mut words = Words { text, at: 4 };
    let page = words.next()?;
    if !is_number(page, 2..=3) {
        return None;
    }
    let mut post = 0;
    let mut number = words.next()?;
    while !is_number(number, 3..=8) {
        post += 1;
        if post > 4 || !scan::is_capitals(number) {
            return None;
        }
        number = words.next()?;
    }
    let mut end = words.at;
    let section = [words.next(), words.next(), words.next()];
    if let [Some(part), Some("OF"), Some(whole)] = section
        && is_number(part, 2..=3)
        && is_number(whole, 2..=3)
    {
        end = words.at;
    } else {
        words.at = end;
    }
    if words.next().is_some_and(is_time) {
        end = words.at;
    }
    (post > 0).then_some(end)
}

/// Where in `text` a page line of the form `LA PAZ 00000502  002.2 OF 003` stands, or of the shorter one of the 1980s,
/// `OSLO 06677 01 OF 03 291400Z`.
fn page_line(text: &str, origin: Option<&str>) -> Option<std::ops::Range<usize>> {
    let mut from = 0;
    let bytes = text.as_bytes();
    // OF is looked for by its rarer letter.
    while let Some(letter) = memchr::memchr(b'F', bytes.get(from..)?).map(|at| at + from) {
        from = letter + 1;
        let Some(at) = letter.checked_sub(2).filter(|&at| bytes[at..].starts_with(b" OF ")) else { continue };
        from += 1;
        let whole = scan::digits(&text[from..]);
        let time = if whole == 2 { time(&text[from + whole..]) } else { None };
        if whole != 3 && time.is_none() {
            continue;
        }
        let end = from + whole + time.unwrap_or(0);
        let Some((head, part)) = text[..at].rsplit_once(' ') else { continue };
        let Some((head, number)) = head.trim_end().rsplit_once(' ') else { continue };
        let part = part.split_once('.').map_or(part, |(part, _)| part);
        if !is_number(part, whole..=whole) || !is_number(number, 5..=8) {
            continue;
        }
        let head = head.trim_end();
        let post = post(head, origin);
        // The short form could be a cable cited in capitals, unless the line is nothing else or names this cable's post.
        let alone = || post > 0 && post == head.len() && end == text.len();
        if whole == 3 || alone() || origin.is_some_and(|origin| head.ends_with(origin)) {
            return Some(head.len() - post..end);
        }
    }
    None
}

/// The bytes of the time that ends the short form: ` 291400Z`.
fn time(text: &str) -> Option<usize> {
    let blanks = scan::blanks(text);
    let word = text[blanks..].split_whitespace().next()?;
    (blanks > 0 && is_time(word)).then_some(blanks + word.len())
}

fn is_time(word: &str) -> bool {
    word.len() == 7 && word.ends_with('Z') && scan::digits(word) == 6
}

/// Bytes of the post's name at the end of `head`: the known origin, else the capitals behind the last wide gap.
fn post(head: &str, origin: Option<&str>) -> usize {
    if let Some(origin) = origin.filter(|origin| head.ends_with(origin)) {
        return origin.len();
    }
    let name = head.rsplit_once("  ").map_or(head, |(_, name)| name);
    let mut length = 0;
    for word in name.rsplit(' ').take(3).take_while(|word| scan::is_capitals(word)) {
        length += word.len() + usize::from(length > 0);
    }
    length
}

fn is_number(word: &str, width: std::ops::RangeInclusive<usize>) -> bool {
    width.contains(&word.len()) && scan::digits(word) == word.len()
}

/// The words of a text, with the place behind the last one taken.
struct Words<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Iterator for Words<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let rest = self.text.get(self.at..)?;
        let start = self.at + scan::blanks(rest);
        let word = self.text[start..].split_whitespace().next()?;
        self.at = start + word.len();
        Some(word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_both_forms() {
        let head = |text: &str| page_head(text).map(|end| text[end..].to_owned());
        assert_eq!(head("PAGE 02        OSLO    00097  01 OF 03  182017Z").as_deref(), Some(""));
        assert_eq!(head("PAGE 04 OSLO 06677 01 OF 03 291400Z THE TALKS").as_deref(), Some(" THE TALKS"));
        assert_eq!(head("PAGE 01 STATE 237171").as_deref(), Some(""));
        assert_eq!(head("Page 12 of the report"), None);

        let inner = |text: &'static str| page_line(text, None).map(|range| &text[range]);
        assert_eq!(inner("LA PAZ 00000502  002 OF 003"), Some("LA PAZ 00000502  002 OF 003"));
        assert_eq!(inner("OSLO 06677 01 OF 03 291400Z"), Some("OSLO 06677 01 OF 03 291400Z"));
        for text in ["OSLO 06677 01 OF 03", "SEE OSLO 06677 01 OF 03 291400Z FOR THE TEXT"] {
            assert_eq!(inner(text), None, "{text}");
        }
        assert_eq!(
            inner("bill. The OSLO 00000504 002.2 OF 004 influential"),
            Some("OSLO 00000504 002.2 OF 004")
        );
        assert_eq!(inner("one of 003"), None);
        assert_eq!(page_line("IN THE LA PAZ 00000502 002 OF 003", Some("LA PAZ")), Some(7..33));
    }
}
