use proptest::prelude::*;

use super::*;

/// What comes out of readings that come one after the other, and then nothing more.
fn read(readings: &[&[u8]]) -> Vec<Input> {
    let mut keyboard = Keyboard::default();
    let mut out: Vec<Input> = readings.iter().flat_map(|bytes| keyboard.feed(bytes)).collect();
    out.extend(keyboard.settle());
    assert_eq!((keyboard.settle(), keyboard.patience()), (Vec::new(), None));
    out
}

fn keys(keys: &[&str]) -> Vec<Input> {
    keys.iter().map(|key| Input::Key(key.parse().unwrap())).collect()
}

fn pasted(text: &str) -> Input {
    Input::Paste(text.to_string())
}

#[test]
fn keys_come_as_they_are_typed() {
    for (bytes, typed) in [
        ("jG é外", &["j", "G", "<Space>", "é", "外"][..]),
        ("\r\t\x7f\x08\x00\x1f\x04", &["<Enter>", "<Tab>", "<BS>", "<C-h>", "<C-Space>", "<C-_>", "<C-d>"]),
        (
            "\x1b[A\x1bOB\x1b[H\x1b[4~\x1b[6~\x1bOP\x1b[15~\x1b[[C",
            &["<Up>", "<Down>", "<Home>", "<End>", "<PgDn>", "<F1>", "<F5>", "<F3>"],
        ),
        ("\x1b[1;5C\x1b[1;2A\x1b[3;3~\x1b[Z", &["<C-Right>", "<S-Up>", "<A-Del>", "<S-Tab>"]),
        ("\x1bb\x1b\x7f\x1b\x1b[B", &["<A-b>", "<A-BS>", "<Esc>", "<Down>"]),
        ("\x1b[101;5u\x1b[27;5;101~", &["<C-e>", "<C-e>"]),
        ("\x1b", &["<Esc>"]),
        ("\x1b[", &["<A-[>"]),
        // Each terminal has a number or a letter of its own for the same key.
        (
            "\x1b[1~\x1b[7~\x1b[8~\x1b[2~\x1b[5~\x1b[D\x1bOM",
            &["<Home>", "<Home>", "<End>", "<Ins>", "<PgUp>", "<Left>", "<Enter>"],
        ),
        ("\x1b[11~\x1b[12~\x1b[13~\x1b[14~\x1bOQ\x1bOS", &["<F1>", "<F2>", "<F3>", "<F4>", "<F2>", "<F4>"]),
        (
            "\x1b[17~\x1b[18~\x1b[19~\x1b[20~\x1b[21~\x1b[23~\x1b[24~",
            &["<F6>", "<F7>", "<F8>", "<F9>", "<F10>", "<F11>", "<F12>"],
        ),
        (
            "\x1b[9;5u\x1b[13;5u\x1b[27u\x1b[8;3u\x1b[127;5u",
            &["<C-Tab>", "<C-Enter>", "<Esc>", "<A-BS>", "<C-BS>"],
        ),
    ] {
        assert_eq!(read(&[bytes.as_bytes()]), keys(typed), "{bytes:?}");
    }
}

#[test]
fn what_no_key_sends_types_nothing() {
    for bytes in ["\x1b[16~", "\x1b[99~", "\x1b[1u", "\x1b[133u", "\x1b[27;5~", "\x1b[1;1X", "\x1b[101;5:3u"]
    {
        assert_eq!(read(&[bytes.as_bytes()]), [], "{bytes:?}");
    }
}

#[test]
fn torn_keys_are_put_together_and_typed_ones_are_not() {
    assert_eq!(read(&[b"\x1b", b"[A"]), keys(&["<Up>"]));
    assert_eq!(read(&[b"\x1b", b"[", b"6", b"~x"]), keys(&["<PgDn>", "x"]));
    assert_eq!(read(&[b"\x1b", b"OF"]), keys(&["<End>"]));
    assert_eq!(read(&[b"\x1b", b"", b"[A"]), keys(&["<Up>"]));
    assert_eq!(read(&[b"\xe5\xa4", b"\x96"]), keys(&["外"]));
    assert_eq!(read(&[b"\x1b", b"j"]), keys(&["<Esc>", "j"]));
    assert_eq!(read(&[b"\x1b", b"[", b"p"]), keys(&["<Esc>", "[", "p"]));
    assert_eq!(read(&[b"\x1b", b"["]), keys(&["<Esc>", "["]));
    assert_eq!(read(&[b"\x1b", b"\x1b"]), keys(&["<Esc>", "<Esc>"]));
}

#[test]
fn a_paste_is_text_to_its_end_mark_wherever_it_is_torn() {
    let sent = "\x1b[200~dd\n\x1b[31m q\x1b[201~j".as_bytes();
    for cut in 1..sent.len() {
        let (left, right) = sent.split_at(cut);
        assert_eq!(
            read(&[left, right]),
            [vec![pasted("dd\n\x1b[31m q")], keys(&["j"])].concat(),
            "cut at {cut}"
        );
    }
    assert_eq!(read(&[b"\x1b[200~dd", b"q"]), [pasted("ddq")]);
    assert_eq!(read(&[b"\x1b[200~\xff\x1b[201~"]), [pasted("\u{fffd}")]);
}

#[test]
fn answers_are_told_apart_from_keys_and_what_was_not_asked_for_is_lost() {
    let mode = |number, known| Input::Answer(Answer::Mode { number, known });
    assert_eq!(read(&[b"\x1b[0n"]), [Input::Answer(Answer::Ready)]);
    assert_eq!(
        read(&[b"\x1b[?69;2$y\x1b[?2026;0$y\x1b[?69;4$y"]),
        [mode(69, true), mode(2026, false), mode(69, false)]
    );
    for lost in [
        "\x1b[?62;c",
        "\x1b[<0;1;1M",
        "\x1b[3;1R\x1b[?1;2c",
        "\x1b]52;c;ZGQ=\x07",
        "\x1b]11;rgb:0/0/0\x1b\\",
        "\x1bP1$r0m\x1b\\",
        "\x1b[I\x1b[O",
        "\x1b[97;1:3u",
        "\x1b[3n",
        "\x1b_data\x1b\\",
        "\u{9b}",
        "\x1b[?69;2$x",
    ] {
        let all = format!("{lost}j");
        let got = read(&[all.as_bytes()]);
        let typed: Vec<&Input> =
            got.iter().filter(|input| !matches!(input, Input::Key(Key { code: Code::F(3), .. }))).collect();
        assert_eq!(typed.last(), Some(&&keys(&["j"])[0]), "{lost:?}");
        assert!(typed.len() <= 2, "{lost:?}: {got:?}");
    }
    let endless = [b"\x1b]0;", &[b'x'; 10_000][..]].concat();
    assert_eq!(read(&[&endless, b"j"]), keys(&["j"]));
}

#[test]
fn only_what_is_held_back_is_waited_for() {
    let mut keyboard = Keyboard::default();
    assert_eq!(keyboard.patience(), None);
    for (bytes, patience) in [
        (&b"j"[..], None),
        (b"\x1b", Some(TORN)),
        (b"[20", Some(TORN)),
        (b"0~", Some(SILENCE)),
        (b"text", Some(SILENCE)),
        (b"\x1b[201~", None),
    ] {
        keyboard.feed(bytes);
        assert_eq!(keyboard.patience(), patience, "{bytes:?}");
    }
}

proptest! {
    /// Whatever comes, nothing is held for ever, and no paste becomes keys.
    #[test]
    fn any_bytes_in_any_pieces_end(pieces in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..20), 0..10)) {
        let pieces: Vec<&[u8]> = pieces.iter().map(Vec::as_slice).collect();
        read(&pieces);
    }

    #[test]
    fn pasted_text_comes_as_it_was(text in "[a-z\n\t\u{1b}é外]{0,60}", cuts in proptest::collection::vec(0..80usize, 0..5)) {
        prop_assume!(!text.contains("\u{1b}[201~"));
        let sent = format!("\x1b[200~{text}\x1b[201~").into_bytes();
        let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(sent.len())).collect();
        cuts.extend([0, sent.len()]);
        cuts.sort_unstable();
        let pieces: Vec<&[u8]> = cuts.windows(2).map(|pair| &sent[pair[0]..pair[1]]).collect();
        prop_assert_eq!(read(&pieces), vec![pasted(&text)]);
    }
}
