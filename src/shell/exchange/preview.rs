//! What taking a file in would change, in words and as JSON.

use serde_json::{Value, json};

use super::import::Offer;
use crate::annotation::Unfit;
use crate::cable::counted;
use crate::layout::safe;
use crate::shell::verify::words;
use crate::store::{NotesFile, Origin, Preview};

/// Most entries of one file that are named as not taken, in JSON.
const REFUSED_MAX: usize = 1_000;
/// Most warnings about one file that are written out.
const WARNINGS_MAX: usize = 10;

/// A file, whose it is, what is new in it, and what is odd about it.
pub(super) fn lines(offer: &Offer) -> String {
    let path = offer.path.display().to_string();
    let path = safe(&path);
    let (file, preview) = match &offer.looked {
        Ok(looked) => looked,
        Err(why) => return format!("{path}\n  REFUSED: {}\n{}", safe(why), unfit(&offer.refused)),
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
    text.push_str(&unfit(&offer.refused));
    let warnings = warnings(offer, file, preview);
    for warning in warnings.iter().take(WARNINGS_MAX) {
        text.push_str(&format!("  {}\n", safe(warning)));
    }
    if warnings.len() > WARNINGS_MAX {
        text.push_str(&format!("  and more: {}\n", counted(warnings.len() - WARNINGS_MAX, "remark")));
    }
    text
}

/// For other programs.
pub(super) fn value(offer: &Offer) -> Value {
    let path = offer.path.to_string_lossy();
    let (file, preview) = match &offer.looked {
        Ok(looked) => looked,
        Err(why) => {
            return json!({"path": path, "state": "refused", "why": why, "refused": values(&offer.refused)});
        }
    };
    let state = match (offer.taken, preview.new) {
        (_, 0) => "nothing new",
        (Some(_), _) => "taken in",
        (None, _) => "offered",
    };
    json!({
        "path": path, "state": state, "cable": file.cable(), "author": file.writer().author,
        "replica": file.writer().replica, "new": preview.new, "known": preview.known,
        "quarantined": preview.quarantined, "newer": preview.newer, "refused": values(&offer.refused),
        "remarks": warnings(offer, file, preview),
    })
}

/// Which entries are not taken, and what can be done.
fn unfit(refused: &[Unfit]) -> String {
    if refused.is_empty() {
        return String::new();
    }
    let one = |unfit: &Unfit| {
        let id = if unfit.id.is_empty() { "an entry without a proper id" } else { &unfit.id };
        format!("    not taken: {}: {}\n", safe(id), safe(&unfit.why))
    };
    let mut text: String = refused.iter().take(WARNINGS_MAX).map(one).collect();
    if let Some(more) = refused.len().checked_sub(WARNINGS_MAX).filter(|more| *more > 0) {
        text.push_str(&format!("    and {more} more\n"));
    }
    text + "    they are not as they were written: ask their writer for the file again\n"
}

fn values(refused: &[Unfit]) -> Vec<Value> {
    refused.iter().take(REFUSED_MAX).map(|unfit| json!({"id": unfit.id, "why": unfit.why})).collect()
}

/// What the reader should know before they say yes.
fn warnings(offer: &Offer, file: &NotesFile, preview: &Preview) -> Vec<String> {
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
    if preview.newer > 0 {
        let are = if preview.newer == 1 { "is" } else { "are" };
        warnings.push(format!(
            "{} of the new entries {are} of a kind that a newer reftel knows: kept for it, and not shown",
            preview.newer
        ));
    }
    if preview.held_back() > 0 {
        warnings.push(String::from(
            "an entry numbered beyond belief is kept, and not shown: ask its writer for the note in a new file",
        ));
    }
    if offer.edited {
        warnings.push(String::from(
            "another program has changed the annotations in it: that is not taken, only what reftel recorded beside them",
        ));
    }
    if file.cable().starts_with("text-") {
        warnings.push(String::from("about a text without an id: shown with the very same text only"));
    }
    warnings.extend(preview.flags.iter().map(words));
    warnings.extend(preview.unseen.iter().map(|flag| format!("its writer had them: {}", words(flag))));
    warnings
}
