//! What is sent, seen through a terminal of another make.

use proptest::prelude::*;
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

use super::*;

const PLAIN: Abilities = Abilities { scrolls: true, margins: false, synchronizes: false };
const WIDTH: u16 = 40;
const HEIGHT: u16 = 12;

fn area() -> Rect {
    Rect::new(0, 0, WIDTH, HEIGHT)
}

fn a_terminal() -> vt100::Parser {
    let size = |n: u16| std::num::NonZero::new(n).unwrap();
    vt100::Parser::new(size(HEIGHT), size(WIDTH), 0)
}

fn styles() -> impl Strategy<Value = Style> {
    let colours = prop_oneof![
        Just(Color::Reset),
        Just(Color::Cyan),
        Just(Color::LightRed),
        Just(Color::Indexed(200)),
        Just(Color::Rgb(1, 2, 3))
    ];
    let modifiers = prop_oneof![
        4 => Just(Modifier::empty()),
        1 => Just(Modifier::BOLD),
        1 => Just(Modifier::DIM),
        1 => Just(Modifier::BOLD.union(Modifier::UNDERLINED)),
        1 => Just(Modifier::REVERSED),
        1 => Just(Modifier::ITALIC.union(Modifier::REVERSED)),
    ];
    (colours.clone(), colours, modifiers)
        .prop_map(|(fg, bg, modifier)| Style::new().fg(fg).bg(bg).add_modifier(modifier))
}

/// One thing done to a screen.
#[derive(Clone, Debug)]
enum Step {
    Write { x: u16, y: u16, text: String, style: Style },
    Clear { y: u16 },
    Move { by: usize, up: bool, from: u16, to: u16 },
    Line { x: u16, from: u16, to: u16, style: Style },
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let text = prop_oneof![
        "[a-z ]{1,40}",
        Just(String::from("│ ● ─")),
        Just(String::from("外務省")),
        Just(String::from("e\u{301}te\u{301}")),
        Just(String::from("👩\u{200d}👩\u{200d}👧 x")),
        Just(String::from("          ")),
    ];
    let step = prop_oneof![
        4 => (0..WIDTH, 0..HEIGHT, text, styles()).prop_map(|(x, y, text, style)| Step::Write { x, y, text, style }),
        1 => (0..HEIGHT).prop_map(|y| Step::Clear { y }),
        1 => (0..WIDTH, 0..3_u16, 9..HEIGHT, styles()).prop_map(|(x, from, to, style)| Step::Line { x, from, to, style }),
        2 => (1..6usize, any::<bool>(), 0..HEIGHT, 0..HEIGHT)
            .prop_map(|(by, up, from, to)| Step::Move { by, up, from: from.min(to), to: from.max(to) }),
    ];
    proptest::collection::vec(step, 1..8)
}

fn run(buffer: &mut Buffer, steps: &[Step]) {
    for step in steps {
        match step {
            Step::Write { x, y, text, style } => _ = buffer.set_stringn(*x, *y, text, 60, *style),
            Step::Clear { y } => {
                _ = buffer.set_stringn(0, *y, " ".repeat(usize::from(WIDTH)), 60, Style::reset())
            }
            Step::Line { x, from, to, style } => {
                (*from..=*to).for_each(|y| _ = buffer.set_stringn(*x, y, "│", 1, *style))
            }
            Step::Move { by, up, from, to } => {
                let was = buffer.clone();
                for y in *from..=*to {
                    let by = u16::try_from(*by).unwrap();
                    let source = if *up { y.checked_add(by) } else { y.checked_sub(by) };
                    for x in 0..WIDTH {
                        buffer[(x, y)] = match source.filter(|source| (*from..=*to).contains(source)) {
                            Some(source) => was[(x, source)].clone(),
                            None => ratatui::buffer::Cell::new(" "),
                        };
                    }
                }
            }
        }
    }
    repair(buffer);
}

/// No half of a wide character stays behind, none that could stick out of the screen, and nothing the model cannot show.
fn repair(buffer: &mut Buffer) {
    for y in 0..HEIGHT {
        let mut covered = 0;
        for x in 0..WIDTH {
            let cell = &mut buffer[(x, y)];
            // The model knows either, not both.
            if cell.modifier.contains(Modifier::BOLD) {
                cell.modifier.remove(Modifier::DIM);
            }
            if covered > 0 {
                covered -= 1;
                cell.set_symbol(" ");
                continue;
            }
            let width = grid::width(cell);
            let widest = if grid::is_uncertain(cell) { 6 } else { width };
            if usize::from(x) + widest > usize::from(WIDTH) {
                cell.set_symbol("x");
            } else {
                covered = width - 1;
            }
        }
    }
}

/// What a terminal shows, for comparing: rows of characters with their looks.
fn screen(parser: &vt100::Parser) -> Vec<String> {
    let screen = parser.screen();
    let cell = |y, x| {
        let cell = screen.cell(y, x).unwrap();
        let blank = cell.contents().trim().is_empty();
        let looks = (
            cell.fgcolor(),
            cell.bgcolor(),
            cell.bold(),
            cell.dim(),
            cell.italic(),
            cell.underline(),
            cell.inverse(),
        );
        if cell.is_wide_continuation() {
            String::from("»")
        } else if blank && !cell.underline() && !cell.inverse() {
            format!(" {:?}", cell.bgcolor())
        } else if blank {
            let ink = if cell.inverse() || cell.underline() { cell.fgcolor() } else { vt100::Color::Default };
            format!(" {:?}{ink:?}{}{}", cell.bgcolor(), cell.underline(), cell.inverse())
        } else {
            format!("{}{looks:?}", cell.contents())
        }
    };
    (0..HEIGHT).map(|y| (0..WIDTH).map(|x| cell(y, x)).collect::<String>()).collect()
}

/// The screen that a terminal shows when every cell is put in its place, one by one.
fn put_one_by_one(buffer: &Buffer) -> vt100::Parser {
    let mut terminal = a_terminal();
    for (at, cell) in buffer.content().iter().enumerate() {
        let (x, y) = buffer.pos_of(at);
        if x > 0 && grid::width(&buffer[(x - 1, y)]) > 1 {
            continue;
        }
        let mut bytes = format!("\x1b[{};{}H", y + 1, x + 1).into_bytes();
        sgr::change(&mut bytes, None, sgr::Look::of(cell));
        terminal.process(&[&bytes, cell.symbol().as_bytes()].concat());
    }
    terminal
}

/// What ratatui's own writer sends for the same change.
fn plain_diff(shown: &Buffer, next: &Buffer) -> Vec<u8> {
    let mut bytes = Vec::new();
    CrosstermBackend::new(&mut bytes).draw(shown.diff(next).into_iter()).unwrap();
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn the_terminal_shows_each_frame_for_no_more_bytes_than_a_plain_diff(
        frames in proptest::collection::vec((steps(), proptest::option::of((0..WIDTH, 0..HEIGHT))), 1..6),
        abilities in prop_oneof![Just(PLAIN), Just(Abilities { scrolls: false, ..PLAIN })],
    ) {
        let mut encoder = Encoder::new();
        let mut terminal = a_terminal();
        terminal.process(b"left over from \x1b[1;31mbefore");
        let mut buffer = Buffer::empty(area());
        let mut first = true;
        for (steps, cursor) in frames {
            let was = buffer.clone();
            run(&mut buffer, &steps);
            let bytes = encoder.encode(buffer.clone(), cursor, &[], abilities);
            terminal.process(&bytes);
            for (y, (shown, meant)) in screen(&terminal).iter().zip(&screen(&put_one_by_one(&buffer))).enumerate() {
                prop_assert_eq!(shown, meant, "row {} of {:?}", y, String::from_utf8_lossy(&bytes));
            }
            prop_assert_eq!(terminal.screen().hide_cursor(), cursor.is_none());
            if let Some((x, y)) = cursor {
                prop_assert_eq!(terminal.screen().cursor_position(), (y, x));
            }
            let most = plain_diff(&was, &buffer).len();
            // The cursor and the first frame's clearing come on top, and what makes joined characters safe.
            let joined = buffer.content().iter().any(grid::is_uncertain);
            prop_assert!(first || joined || bytes.len() <= most + 14, "{:?}, plain {:?}", String::from_utf8_lossy(&bytes), String::from_utf8_lossy(&plain_diff(&was, &buffer)));
            prop_assert!(encoder.encode(buffer.clone(), cursor, &[], abilities).is_empty());
            first = false;
        }
    }
}

/// A cell with any look.
fn cells() -> impl Strategy<Value = ratatui::buffer::Cell> {
    let symbols =
        prop::sample::select(vec!["a", "b", "é", "外", "👩", "e\u{301}", "o\u{301}", "👩\u{200d}👧"]);
    let colour = prop_oneof![
        Just(Color::Reset),
        Just(Color::Black),
        Just(Color::White),
        (0..3_u8).prop_map(Color::Indexed),
        (0..2_u8, 0..2_u8, 0..2_u8).prop_map(|(red, green, blue)| Color::Rgb(red, green, blue)),
    ];
    let modifier = prop_oneof![Just(Modifier::empty()), Just(Modifier::BOLD), Just(Modifier::CROSSED_OUT)];
    (symbols, colour.clone(), colour, modifier).prop_map(|(symbol, fg, bg, modifier)| {
        let mut cell = ratatui::buffer::Cell::new(symbol);
        cell.set_style(Style::new().fg(fg).bg(bg).add_modifier(modifier));
        cell
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn cells_have_one_print_when_they_look_the_same_and_only_then(one in cells(), other in cells()) {
        let screen = |cell: &ratatui::buffer::Cell| grid::Picture::of(Buffer::filled(Rect::new(0, 0, 6, 1), cell.clone()));
        prop_assert_eq!(screen(&one).grid.differences(&screen(&other).grid) == 0, one == other);
        prop_assert_eq!(screen(&one).grid.differences(&screen(&one).grid), 0);
    }
}

/// Forty columns of text that differ from row to row, one row further with each `top`.
fn text(top: usize) -> Buffer {
    let mut buffer = Buffer::empty(area());
    for y in 0..HEIGHT {
        let line = top + usize::from(y);
        let noise = line.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let words = format!("{line:04} {noise:016x}{noise:016x}");
        buffer.set_stringn(0, y, words, 40, Style::reset());
    }
    buffer
}

#[test]
fn text_that_moves_is_moved_by_the_terminal() {
    let mut encoder = Encoder::new();
    let mut terminal = a_terminal();
    terminal.process(&encoder.encode(text(10), None, &[], PLAIN));
    for (top, most) in [(11, 60), (10, 60), (13, 140), (12, 60)] {
        let bytes = encoder.encode(text(top), None, &[], PLAIN);
        assert!(bytes.len() <= most, "{} bytes to line {top}", bytes.len());
        terminal.process(&bytes);
        assert!(terminal.screen().contents().starts_with(&format!("{top:04}")));
    }
}

/// A step down and back is two bytes, the bar three: the rows pay nothing for it.
#[test]
fn borders_are_drawn_downwards() {
    let sent = |border: bool| {
        let mut buffer = text(10);
        for y in 0..HEIGHT {
            buffer.set_stringn(20, y, if border { "     │     " } else { "           " }, 20, Style::reset());
        }
        Encoder::new().encode(buffer, None, &[], PLAIN).len()
    };
    let (with, without) = (sent(true), sent(false));
    assert!(with <= without + usize::from(HEIGHT) * 5 + 10, "{with} bytes, without the border {without}");
}

#[test]
fn a_pane_moves_alone_between_margins() {
    let pane = Rect::new(0, 0, 20, HEIGHT);
    let beside = |top: usize| {
        let mut buffer = text(top);
        for y in 0..HEIGHT {
            buffer.set_stringn(20, y, format!("│ beside {y:<12}"), 20, Style::reset());
        }
        buffer
    };
    let with = Abilities { margins: true, ..PLAIN };
    let sent = |abilities| {
        let mut encoder = Encoder::new();
        encoder.encode(beside(10), None, &[pane], abilities);
        String::from_utf8(encoder.encode(beside(11), None, &[pane], abilities)).unwrap()
    };
    let moved = sent(with);
    assert!(moved.starts_with("\x1b[?69h\x1b[1;20s\x1b[1;12r\x1b[S\x1b[?69l\x1b[r"), "{moved:?}");
    assert!(moved.len() < 70 && moved.len() < sent(PLAIN).len(), "{} bytes", moved.len());
}

#[test]
fn no_character_commands_the_terminal() {
    for control in (0..=0xa0).filter_map(char::from_u32).filter(|c| c.is_control()) {
        let mut buffer = Buffer::empty(area());
        buffer[(3, 3)].set_symbol(&format!("a{control}[2J"));
        let mut encoder = Encoder::new();
        let bytes = encoder.encode(buffer.clone(), None, &[], PLAIN);
        assert!(!bytes.windows(2).any(|pair| pair == [b'a', 0x1b]), "{control:?}");
        let mut terminal = a_terminal();
        terminal.process(&bytes);
        assert_eq!((encoder.refused(), terminal.screen().contents().trim()), (1, "?"), "{control:?}");
    }
}

#[test]
fn long_frames_are_marked_as_one_where_the_terminal_knows_that() {
    let mut encoder = Encoder::new();
    let wide = Buffer::filled(Rect::new(0, 0, 120, 40), ratatui::buffer::Cell::new("x"));
    let bytes = encoder.encode(wide.clone(), None, &[], Abilities { synchronizes: true, ..PLAIN });
    assert!(bytes.starts_with(b"\x1b[?2026h") && bytes.ends_with(b"\x1b[?2026l"));
    encoder.forget();
    assert!(!encoder.encode(wide.clone(), None, &[], PLAIN).starts_with(b"\x1b[?2026h"));
}
