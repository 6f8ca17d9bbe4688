//! The whole program on a screen that is not there: key script in, last frame out.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::perform::Desk;
use crate::app::{App, Effect, Event, Opening, Outcome};
use crate::entity;
use crate::keys::Step;
use crate::layout::Size;
use crate::ui::{self, Theme};

/// Plays the steps; gives the last frame, one line a row. When the script ends without quitting, the program is left as
/// if the terminal had gone: nothing is lost.
pub(super) fn replay(opening: Opening, mut desk: Desk, steps: Vec<Step>) -> String {
    let found = Outcome::Extracted(entity::extract(&opening.cable));
    let mut app = App::open(opening);
    give(&mut app, &mut desk, Event::Done(found));
    let mut over = false;
    for step in steps {
        let event = match step {
            Step::Key(key) => Event::Key(key),
            Step::Paste(text) => Event::Paste(text),
            Step::Resize(width, height) => Event::Resize(Size::clamped(width, height)),
        };
        over = give(&mut app, &mut desk, event);
        if over {
            break;
        }
    }
    let frame = frame(&app);
    if !over {
        give(&mut app, &mut desk, Event::Hangup);
    }
    frame
}

/// Gives the program an event and carries out what follows; whether it has quit.
fn give(app: &mut App, desk: &mut Desk, event: Event) -> bool {
    let mut events = vec![event];
    let mut over = false;
    while let Some(event) = events.pop() {
        for effect in app.handle(event, desk.moment()) {
            match effect {
                Effect::Quit => over = true,
                Effect::Redraw | Effect::Suspend => {}
                other => events.extend(desk.perform(other).map(Event::Done)),
            }
        }
    }
    over
}

fn frame(app: &App) -> String {
    let Size { width, height } = app.size();
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    ui::draw(&mut buffer, app, &Theme::Monochrome);
    let mut text = String::new();
    for y in 0..height {
        let mut line = String::new();
        let mut covered = 0;
        for x in 0..width {
            // The cell behind a wide character is covered by it.
            if covered > 0 {
                covered -= 1;
                continue;
            }
            let symbol = buffer[(x, y)].symbol();
            covered = crate::layout::safe_width(symbol).saturating_sub(1);
            line.push_str(symbol);
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}
