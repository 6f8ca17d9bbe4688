//! Rows of a table whose cells are quoted and hold whole texts: `"22350","11/2/2004 18:31","04OSLO123","Embassy Oslo"`.

use super::super::id::id_parts;

/// Cells of a row among which the id stands.
const CELLS: usize = 4;

/// The cells of a table of cables: the short ones of a row on one line with tabs between them, each long one below, as
/// it was before it was quoted. `None` when the text is no such table.
pub(super) fn cells(text: &str) -> Option<String> {
    let delimiter = delimiter(text)?;
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        rest = row(rest, delimiter, &mut out);
    }
    Some(out)
}

/// What parts the cells, when one of the first two rows gives a cable's id early and has quoted cells.
fn delimiter(text: &str) -> Option<u8> {
    let start = text.trim_start_matches(['\u{feff}', '\r', '\n', ' ']);
    // The names of the columns may stand on a line of their own.
    start.split('\n').take(2).find_map(|row| {
        [',', ';', '\t'].into_iter().find_map(|delimiter| {
            let named = row.split(delimiter).take(CELLS).any(|cell| is_id(cell.trim().trim_matches('"')));
            let quoted = || row.starts_with('"') || row.contains(&format!("{delimiter}\""));
            (named && quoted()).then(|| u8::try_from(delimiter).ok()).flatten()
        })
    })
}

/// Whether a cell is the id of a cable: `04OSLO123`.
fn is_id(cell: &str) -> bool {
    let (year, post, number) = id_parts(cell);
    matches!(year.len(), 2 | 4)
        && (3..=24).contains(&post.len())
        && post.bytes().all(|byte| byte.is_ascii_uppercase())
        && !number.is_empty()
}

/// Writes one row down and gives what follows it.
fn row<'a>(text: &'a str, delimiter: u8, out: &mut String) -> &'a str {
    let mut rest = text;
    let mut first = true;
    loop {
        let start = out.len();
        let end = cell(rest, delimiter, out);
        let long = out[start..].contains('\n');
        if !first && out.len() > start {
            out.insert(start, if long { '\n' } else { '\t' });
        }
        first = false;
        rest = &rest[end..];
        match rest.as_bytes().first() {
            Some(&byte) if byte == delimiter => rest = &rest[1..],
            _ => break,
        }
    }
    out.push('\n');
    rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix(['\n', '\r'])).unwrap_or(rest)
}

/// Writes the cell that `text` begins with and gives the bytes it takes. A quote ends it only before a delimiter or a
/// line end: `""` and `\"` stand for one, a backslash before a line end for nothing.
fn cell(text: &str, delimiter: u8, out: &mut String) -> usize {
    let bytes = text.as_bytes();
    let ends = |at: usize| bytes.get(at).is_none_or(|byte| *byte == delimiter || b"\r\n".contains(byte));
    if bytes.first() != Some(&b'"') {
        let end = (0..bytes.len()).find(|&at| ends(at)).unwrap_or(bytes.len());
        out.push_str(&text[..end]);
        return end;
    }
    let mut at = 1;
    loop {
        let from = at;
        at += bytes[at..].iter().position(|byte| matches!(byte, b'"' | b'\\')).unwrap_or(bytes.len() - at);
        out.push_str(&text[from..at]);
        match &bytes[at..] {
            [] => return at,
            [b'"', b'"', ..] => {
                out.push('"');
                at += 2;
            }
            [b'"', ..] if ends(at + 1) => return at + 1,
            [b'\\', b'"' | b'\\', ..] => {
                out.push(char::from(bytes[at + 1]));
                at += 2;
            }
            [b'\\', b'\r' | b'\n', ..] => at += 1,
            _ => {
                out.push(char::from(bytes[at]));
                at += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unquotes_cells() {
        let table = "\"1\",\"2004-11-02\",\"04OSLO123\",\"Embassy Oslo\",\"FM OSLO\nTO X\",\"He said \"\"no\"\", and \\\"yes\\\".\\\nEnd\"\n";
        assert_eq!(
            cells(table).as_deref(),
            Some(
                "1\t2004-11-02\t04OSLO123\tEmbassy Oslo\nFM OSLO\nTO X\nHe said \"no\", and \"yes\".\nEnd\n"
            )
        );
    }

    #[test]
    fn names_of_columns_other_delimiters_and_empty_cells() {
        let table =
            "id;date;refid\r\n\"1\";\"\";\"2004OSLO00123\";\"a \"b\" c\"\r\n\"2\";\"x\";\"05OSLO1\";\"\"\r\n";
        assert_eq!(
            cells(table).as_deref(),
            Some("id\tdate\trefid\n1\t2004OSLO00123\ta \"b\" c\n2\tx\t05OSLO1\n")
        );
    }

    #[test]
    fn short_cells_need_no_quotes() {
        let table = "7,2004-11-02 18:31,04OSLO123,Embassy Oslo,\"CONFIDENTIAL OSLO 123\n1. x\"\n";
        assert_eq!(
            cells(table).as_deref(),
            Some("7\t2004-11-02 18:31\t04OSLO123\tEmbassy Oslo\nCONFIDENTIAL OSLO 123\n1. x\n")
        );
    }

    #[test]
    fn an_open_quote_ends_with_the_file() {
        assert_eq!(cells("\"04OSLO123\",\"open").as_deref(), Some("04OSLO123\topen\n"));
        assert_eq!(cells("\"04OSLO123\",\"").as_deref(), Some("04OSLO123\n"));
    }

    #[test]
    fn quoted_text_is_no_table() {
        for text in
            ["\"The talks\", he said, \"failed\".", "\"1\",\"2\",\"3\"", "\"", "", "04OSLO123,04OSLO124"]
        {
            assert_eq!(cells(text), None, "{text}");
        }
    }
}
