//! Which characters the terminal is said to know.

/// The variable that decides, and its value: the first that is set.
pub(super) fn named(variable: impl Fn(&str) -> Option<String>) -> Option<(&'static str, String)> {
    let set = |name| variable(name).filter(|value| !value.is_empty());
    ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(|name| Some((name, set(name)?)))
}

/// Whether a locale is one of UTF-8.
pub(super) fn is_utf8(locale: &str) -> bool {
    let locale = locale.to_ascii_lowercase();
    locale.contains("utf-8") || locale.contains("utf8")
}

/// Whether the locale of the program is one of UTF-8. Without any, it is C, which is not.
pub(super) fn knows_utf8() -> bool {
    named(|name| std::env::var(name).ok()).is_some_and(|(_, locale)| is_utf8(&locale))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_that_is_set_decides() {
        let of = |values: [&'static str; 3]| {
            named(move |name| {
                let at = ["LC_ALL", "LC_CTYPE", "LANG"].iter().position(|known| *known == name)?;
                Some(values[at].to_owned())
            })
        };
        assert_eq!(of(["", "de_DE.ISO-8859-1", "C.UTF-8"]), Some(("LC_CTYPE", "de_DE.ISO-8859-1".into())));
        assert_eq!(of(["", "", ""]), None);
        assert!(is_utf8("en_US.utf8") && is_utf8("C.UTF-8") && !is_utf8("C") && !is_utf8("de_DE.ISO-8859-1"));
    }
}
