//! Frames as bytes: what must be sent so that the terminal shows the program as it is now.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::frame::{Abilities, Encoder};
use crate::app::App;
use crate::ui::{self, Styles};

/// How the program looks on a terminal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    /// The styles.
    pub(super) styles: Styles,
    /// Whether the terminal knows ASCII only.
    pub(super) ascii: bool,
}

/// Draws the program, and says what of it is new to the terminal.
pub(super) struct Painter {
    look: Look,
    encoder: Encoder,
    abilities: Abilities,
}

impl Painter {
    /// A painter before the first frame.
    pub(super) fn new(look: Look, abilities: Abilities) -> Self {
        Self { look, encoder: Encoder::new(), abilities }
    }

    /// Looks otherwise from the next frame on.
    pub(super) fn dress(&mut self, look: Look) {
        if look != self.look {
            self.look = look;
            self.forget();
        }
    }

    /// The terminal has said whether it knows a mode.
    pub(super) fn learn(&mut self, mode: u16, known: bool) {
        match mode {
            69 => self.abilities.margins = known && self.abilities.scrolls,
            2026 => self.abilities.synchronizes = known,
            _ => {}
        }
    }

    /// Forgets what the terminal shows: the next frame is sent whole.
    pub(super) fn forget(&mut self) {
        self.encoder.forget();
    }

    /// The bytes of the next frame; none when nothing changed.
    pub(super) fn paint(&mut self, app: &App) -> Vec<u8> {
        let size = app.size();
        let mut next = Buffer::empty(Rect::new(0, 0, size.width, size.height));
        let cursor = ui::draw(&mut next, app, &self.look.styles);
        if self.look.ascii {
            ui::make_ascii(&mut next, &self.look.styles);
        }
        let panes = app.panes();
        let rect = |area: crate::layout::Area| Rect::new(area.x, area.y, area.width, area.height);
        let panes: Vec<Rect> =
            [panes.cable, panes.notes, panes.entities].into_iter().flatten().map(rect).collect();
        let frame = self.encoder.encode(next, cursor, &panes, self.abilities);
        debug_assert_eq!(self.encoder.refused(), 0, "the sanitiser let a control character through");
        frame
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Event;
    use crate::keys::{Code, Key};
    use crate::layout::Size;
    use crate::shell::arguments::State;
    use crate::shell::config::Configured;
    use crate::shell::headless::extracted;
    use crate::shell::{load, open};

    /// The sample at 120x40 and what each key sends: bytes are the same on every machine.
    #[test]
    fn each_key_sends_few_bytes() {
        let config = tempfile::tempdir().unwrap();
        let state = State { config_dir: Some(config.path().to_path_buf()), ..State::default() };
        let (opening, desk) = open::open(
            load::load(None).unwrap(),
            None,
            false,
            &state,
            &Configured::default(),
            Size::clamped(120, 40),
        )
        .unwrap();
        let entities = extracted(&opening.opened, &desk);
        let mut app = App::open(opening);
        let abilities = Abilities { scrolls: true, margins: false, synchronizes: false };
        let mut painter = Painter::new(Look::default(), abilities);
        let first = painter.paint(&app).len();
        assert!(first <= 2_700, "the first frame has {first} bytes");
        app.handle(Event::Done(entities), desk.moment());
        let filled = painter.paint(&app).len();
        assert!(filled <= 1_400, "the entities have {filled} bytes");
        assert!(painter.paint(&app).is_empty(), "nothing is sent when nothing changed");
        let key = |code| Event::Key(Key::plain(code));
        let mut sent = |event: Event, times: usize| {
            let mut bytes: Vec<usize> = (0..times)
                .map(|_| {
                    app.handle(event.clone(), desk.moment());
                    painter.paint(&app).len()
                })
                .collect();
            bytes.sort_unstable();
            bytes[times / 2]
        };
        let page = sent(key(Code::Char(' ')), 3);
        let top = sent(key(Code::Home), 1);
        // The cursor goes to the last row first; from there each step moves the text.
        let step = sent(key(Code::Char('j')), 10);
        sent(key(Code::Char('j')), 30);
        let scroll = sent(key(Code::Char('j')), 31);
        assert!(page <= 2_100, "a page has {page} bytes");
        assert!(top <= 2_100, "the way to the top has {top} bytes");
        assert!(step <= 20, "a step of the cursor has {step} bytes");
        // Most of it is the entities, which stay where they are while the rest moves.
        assert!(scroll <= 1_480, "a scrolled line has {scroll} bytes");
        painter.forget();
        assert!(painter.paint(&app).len() > 2_000);
    }
}
