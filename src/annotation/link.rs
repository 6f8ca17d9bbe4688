//! References in a note: to a paragraph (`¶4`), to another cable (`09STATE81957`), to a paragraph there
//! (`09STATE81957¶4`).

use std::ops::Range;

use crate::cable::id_parts;

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The link in the text, in bytes.
    pub range: Range<usize>,
    /// The id of the cable, in capitals and without blanks; `None` for the cable that the note is on.
    pub cable: Option<String>,
    /// The printed number of a paragraph; `None` for the cable itself.
    pub paragraph: Option<u32>,
}

/// The links in a note, in the order of the text.
pub fn links(body: &str) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    let mut joined = false;
    for (start, character) in body.char_indices() {
        let covered = links.last().is_some_and(|link| start < link.range.end);
        if !covered
            && !joined
            && let Some((length, cable, paragraph)) = link_at(&body[start..])
        {
            links.push(Link { range: start..start + length, cable, paragraph });
        }
        joined = character.is_alphanumeric();
    }
    links
}

/// The link that a text begins with: its length, cable and paragraph.
fn link_at(text: &str) -> Option<(usize, Option<String>, Option<u32>)> {
    let id = id_at(text);
    let behind = text.get(id..)?;
    let sign = behind.strip_prefix('¶').map(|rest| rest.trim_start_matches(' '));
    let digits = sign.map_or("", |rest| rest.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default());
    let paragraph: Option<u32> = digits.parse().ok();
    let length = match (paragraph, sign) {
        (Some(_), Some(rest)) => text.len() - rest.len() + digits.len(),
        _ if id == 0 => return None,
        _ => id,
    };
    let cable = (id > 0).then(|| text[..id].to_ascii_uppercase());
    let ends = !text[length..].starts_with(char::is_alphanumeric);
    ends.then_some((length, cable, paragraph))
}

/// The length of the cable id that a text begins with (two digits, a post in capitals, a number), or 0.
fn id_at(text: &str) -> usize {
    let id = text.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    let (year, post, number) = id_parts(id);
    let is_id = year.len() == 2
        && (3..=24).contains(&post.len())
        && post.bytes().all(|byte| byte.is_ascii_uppercase())
        && (1..=7).contains(&number.len());
    if is_id { id.len() } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(body: &str) -> Vec<(&str, Option<&str>, Option<u32>)> {
        // The cables outlive the links for comparing.
        links(body)
            .into_iter()
            .map(|link| {
                let cable: Option<&str> = link.cable.map(|cable| &*cable.leak());
                (&body[link.range], cable, link.paragraph)
            })
            .collect()
    }

    #[test]
    fn paragraphs_and_cables_are_found() {
        assert_eq!(
            found("Compare ¶4 and 09STATE81957¶ 12 (but not 07ELBONIA12)."),
            [
                ("¶4", None, Some(4)),
                ("09STATE81957¶ 12", Some("09STATE81957"), Some(12)),
                ("07ELBONIA12", Some("07ELBONIA12"), None),
            ]
        );
    }

    #[test]
    fn what_only_looks_like_a_link_is_none() {
        assert_eq!(found("¶ and ¶x, 12AB3, 1999PARIS5, x09STATE81957, 09STATE81957b, 10 PARIS 3"), []);
        assert_eq!(found(""), []);
    }

    #[test]
    fn a_sign_without_a_number_is_not_part_of_the_link() {
        assert_eq!(found("09STATE81957¶"), [("09STATE81957", Some("09STATE81957"), None)]);
    }
}
