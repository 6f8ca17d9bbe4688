//! From text to rows and panes; no colours, no terminal.
//!
//! ```text
//! untrusted text --glyphs--> safe cells with widths --wrap--> rows --margin--> notes beside them
//! Size --panes--> the areas of the screen
//! ```
//! This is the one bridge between positions in the text and rows on the screen, and the one sanitiser
//! ([`glyph`]) that every text from outside passes before it is measured or drawn.

mod area;
mod escape;
mod gap;
pub mod glyph;
mod lead;
mod margin;
mod page;
mod panes;
mod places;
mod wrap;

pub use area::{Area, Size};
pub use glyph::{Glyph, escapes, glyphs, safe, safe_width};
pub use lead::{label, lead};
pub use margin::{Placed, SHORTEST, Slip, in_view, place, place_beside};
pub use page::{Page, Row};
pub use panes::{Pane, Panes, Widths, panes};
pub use places::{Place, Places};
pub use wrap::{wrap, wrap_verbatim};
