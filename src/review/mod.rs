//! A colleague's set beside one's own. So far: the union on which everything rests.
