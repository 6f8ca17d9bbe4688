//! JSON that is written as it goes: objects and lists borrow what they show, and nothing is gathered before it is
//! written. A text of a million paragraphs needs no more room than its longest one.

use serde::{Serialize, Serializer};

/// An object with the named fields, in their order: `object! { kind, start: 310 }`. A field takes the attributes of
/// serde.
macro_rules! object {
    ($($(#[$attribute:meta])* $field:ident $(: $value:expr)?),* $(,)?) => {{
        // Every place has a type of its own, generic in its fields: none of their types has to be written down.
        #[derive(serde::Serialize)]
        struct Object<$($field),*> {
            $($(#[$attribute])* $field: $field),*
        }
        Object { $($field $(: $value)?),* }
    }};
}
pub(super) use object;

/// A list whose items are made one at a time, when they are written.
pub(super) struct List<I>(pub(super) I);

impl<I: Iterator<Item: Serialize> + Clone> Serialize for List<I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.clone())
    }
}
