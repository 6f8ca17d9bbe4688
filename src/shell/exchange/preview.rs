//! What taking a file in would change, in words and as JSON.

use serde_json::{Value, json};

use super::import::Offer;
use crate::layout::safe;
use crate::shell::verify::words;
use crate::store::{NotesFile, Origin, Preview};

/// Most warnings about one file that are written out.
const WARNINGS_MAX: usize = 10;

/// A file, whose it is, what is new in it, and what is odd about it.
pub(super) fn lines(offer: &Offer) -> String {
    let path = offer.path.display().to_string();
    let path = safe(&path);
    let (file, preview) = match &offer.looked {
        Ok(looked) => looked,
        Err(why) => return format!("{path}\n  REFUSED: {}\n", safe(why)),
    };
    let author = &file.writer().author;
    let mut text = format!(
        "{path}\n  {}\n",
        safe(&format!("{} ({}) on {}", author.name, file.writer().key(), file.cable()))
    );
    text.push_str(&format!(
        "  entries: {} new, {} known, {} quarantined\n",
        preview.new, preview.known, preview.quarantined
    ));
    let warnings = warnings(file, preview);
    for warning in warnings.iter().take(WARNINGS_MAX) {
        text.push_str(&format!("  {}\n", safe(warning)));
    }
    if warnings.len() > WARNINGS_MAX {
        text.push_str(&format!("  and {} more remarks\n", warnings.len() - WARNINGS_MAX));
    }
    text
}

/// For other programs.
pub(super) fn value(offer: &Offer) -> Value {
    let path = offer.path.to_string_lossy();
    let (file, preview) = match &offer.looked {
        Ok(looked) => looked,
        Err(why) => return json!({"path": path, "state": "refused", "why": why}),
    };
    let state = match (offer.taken, preview.new) {
        (_, 0) => "nothing new",
        (Some(_), _) => "taken in",
        (None, _) => "offered",
    };
    json!({
        "path": path, "state": state, "cable": file.cable(), "author": file.writer().author,
        "replica": file.writer().replica, "new": preview.new, "known": preview.known,
        "quarantined": preview.quarantined, "remarks": warnings(file, preview),
    })
}

/// What the reader should know before they say yes.
fn warnings(file: &NotesFile, preview: &Preview) -> Vec<String> {
    let mut warnings = Vec::new();
    match preview.origin {
        Origin::Colleague => {}
        Origin::OtherMachine if preview.new > 0 => {
            warnings.push(String::from("claims to be you, on another machine; taken for yours"));
        }
        Origin::OtherMachine => warnings.push(String::from("written by you on another machine")),
        Origin::Own if preview.new > 0 => warnings.push(String::from("claims to be you; taken for yours")),
        Origin::Own => warnings.push(String::from("your own file")),
    }
    if preview.quarantined > 0 {
        warnings.push(String::from(
            "quarantined entries are malformed or not what their writer wrote; they are not taken",
        ));
    }
    if file.cable().starts_with("text-") {
        warnings.push(String::from("about a text without an id: shown with the very same text only"));
    }
    warnings.extend(preview.flags.iter().map(words));
    warnings.extend(preview.unseen.iter().map(|flag| format!("its writer had them: {}", words(flag))));
    warnings
}
