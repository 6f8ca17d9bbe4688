//! What the terms of the file mean.

use serde_json::Value;

/// The context: the one of the W3C by name, as the model asks for it; then the meaning of every term that is used, so that
/// a reader without a network needs nothing else; then the program's own terms. `reftel:classification` is the level of the
/// message and `reftel:marking` the mark of the paragraph: absent where there is none, which never means U.
const CONTEXT: &str = include_str!("../../../assets/annotations.context.json");

/// The context as a value.
pub(super) fn context() -> Value {
    serde_json::from_str(CONTEXT).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_context_is_json_and_names_that_of_the_model_first() {
        assert_eq!(context()[0], "http://www.w3.org/ns/anno.jsonld");
        assert_eq!(context()[1]["reftel"], "urn:reftel:ns#");
    }
}
