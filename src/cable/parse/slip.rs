//! Words that differ by one slip of the keyboard or of the line.

/// Whether `word` is `name` (in capitals) with one letter lost, added, changed or exchanged with its neighbour, ASCII
/// case aside.
pub(super) fn is_slip(word: &str, name: &str) -> bool {
    let (word, name) = (word.as_bytes(), name.as_bytes());
    if word.len().abs_diff(name.len()) > 1 {
        return false;
    }
    let same = |(a, b): &(&u8, &u8)| a.eq_ignore_ascii_case(b);
    let head = word.iter().zip(name).take_while(same).count();
    let tail = |skip: usize, skip_name: usize| {
        let (word, name) = (word.get(head + skip..), name.get(head + skip_name..));
        word.zip(name).is_some_and(|(word, name)| word.eq_ignore_ascii_case(name))
    };
    let exchanged = || {
        let pair = word.get(head..head + 2).zip(name.get(head..head + 2));
        pair.is_some_and(|(a, b)| a[0].eq_ignore_ascii_case(&b[1]) && a[1].eq_ignore_ascii_case(&b[0]))
            && tail(2, 2)
    };
    tail(0, 1) || tail(1, 0) || tail(1, 1) || exchanged()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn allows_one_slip() {
        for word in ["AGS", "TAG", "TAAGS", "TAHS", "TGAS", "tasg", "TAGSS"] {
            assert!(is_slip(word, "TAGS"), "{word}");
        }
        for word in ["TAGS", "TASKS", "AG", "GATS", "", "TXYZ"] {
            assert!(!is_slip(word, "TAGS"), "{word}");
        }
    }
}
