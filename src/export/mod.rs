//! What leaves the program as data.
/// stub
pub mod structure {
    /// stub
    pub fn structure(_: &crate::cable::Cable, _: &str) -> serde_json::Value {
        serde_json::Value::Null
    }
}
/// stub
pub mod entities {
    /// stub
    pub fn entities(_: &crate::cable::Cable, _: &crate::entity::Extraction, _: &str) -> serde_json::Value {
        serde_json::Value::Null
    }
}
