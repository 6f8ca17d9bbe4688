//! The stable JSON of `reftel export --format json`: a cable's notes with everything that was said about them.

use serde::{Serialize, Serializer};

use super::commentary::reason;
use super::json::{List, object};
use super::offsets::Offsets;
use super::{Citation, Comment, Commentary, Voice};
use crate::annotation::{Author, Resolution};
use crate::review::Adrift;

/// `{"schema": 1, "file", "cable": {...}, "notes": [...], "adrift": [...]}`.
///
/// Offsets count Unicode scalars of the decoded file, half-open. `paragraph` is the printed number, `index` counts from 1;
/// both, with `marking`, `start` and `end`, are `null` where the place is not certain in this copy.
pub struct Notes<'a>(pub &'a Commentary<'a>);

impl Serialize for Notes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let commentary = self.0;
        let offsets = &Offsets::new(commentary.cable);
        object! {
            schema: 1,
            file: commentary.file,
            cable: Citation::of(commentary.cable, commentary.file, None),
            notes: List(commentary.notes.iter().map(|it| note(commentary, it, offsets))),
            adrift: List(commentary.adrift.iter().map(adrift)),
        }
        .serialize(serializer)
    }
}

fn note(commentary: &Commentary<'_>, comment: &Comment, offsets: &Offsets) -> impl Serialize {
    let Comment { note, resolution, place, .. } = comment;
    let found = resolution.found();
    let paragraph = found.and_then(|found| commentary.cable.paragraphs.get(found.paragraph));
    let span = found.map(|found| offsets.of(found.span));
    let content = note.united();
    let said: Vec<_> = comment.voices().into_iter().map(|it| voice(&it)).collect();
    object! {
        id: note.id.clone(),
        versions: note.heads.clone(),
        author: author(&note.author),
        at: note.at.clone(),
        place: place.clone(),
        anchor: Resolution::word(resolution),
        paragraph: paragraph.and_then(|paragraph| paragraph.number),
        index: found.map(|found| found.paragraph + 1),
        marking: paragraph.and_then(|paragraph| paragraph.marking.as_ref()).map(|marking| marking.code.clone()),
        start: span.as_ref().map(|span| span.start),
        end: span.as_ref().map(|span| span.end),
        quote: comment.quote(),
        entity: Some(content.anchor.entity).filter(|entity| !entity.is_empty()),
        #[serde(rename = "type")]
        note_type: content.note_type,
        tags: content.tags,
        body: content.body,
        said,
    }
}

fn voice(voice: &Voice<'_>) -> impl Serialize + use<> {
    object! {
        kind: voice.word,
        id: voice.id.cloned(),
        author: author(voice.author),
        at: voice.at.to_owned(),
        state: Some(voice.state).filter(|state| !state.is_empty()),
        body: voice.body.clone(),
        depth: voice.depth,
    }
}

fn adrift(adrift: &Adrift) -> impl Serialize {
    let remark = adrift.content.remark.as_ref();
    object! {
        why: reason(adrift.why),
        kind: remark.map_or("suggestion", |remark| remark.says.word()),
        on: remark.map(|remark| remark.on.id.clone()),
        author: author(&adrift.author),
        at: adrift.at.clone(),
        body: adrift.content.body.clone(),
    }
}

fn author(author: &Author) -> impl Serialize + use<> {
    object! { id: author.id.clone(), name: author.name.clone() }
}
