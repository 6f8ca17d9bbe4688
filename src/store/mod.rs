//! What lies on disk: the notes of each cable, the journal of what is being typed, the reading place.
