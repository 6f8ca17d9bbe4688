//! The id of a cable, as it is put together.

/// The parts of an id, as far as a text has them: its year, post and number, in digits, letters and digits. Which of them
/// must be there, and how long each may be, is for the caller to say.
pub(crate) fn id_parts(id: &str) -> (&str, &str, &str) {
    let is_digit = |c: char| c.is_ascii_digit();
    let named = id.trim_start_matches(is_digit);
    let post = named.trim_end_matches(is_digit);
    let (year, number) = (id.len() - named.len(), post.len());
    (id.get(..year).unwrap_or_default(), post, named.get(number..).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_has_three_parts_and_a_text_as_many_as_there_are() {
        for (id, parts) in [
            ("09STATE81957", ("09", "STATE", "81957")),
            ("09USUN2NEWYORK0012", ("09", "USUN2NEWYORK", "0012")),
            ("STATE7", ("", "STATE", "7")),
            ("2009", ("2009", "", "")),
            ("09É7", ("09", "É", "7")),
            ("", ("", "", "")),
        ] {
            assert_eq!(id_parts(id), parts, "{id}");
        }
    }
}
