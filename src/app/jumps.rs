//! Where jumps began, as in vi: a list that is walked back and forth.

/// Most places that are remembered.
const LONGEST: usize = 100;

/// The list. A place is in it once, where it was left last.
#[derive(Clone, Debug)]
pub(super) struct Jumps<P = crate::layout::Place> {
    places: Vec<P>,
    /// The place that the walk has come to; behind the last while nobody walks.
    at: usize,
    /// Where the last jump began.
    previous: Option<P>,
}

impl<P> Default for Jumps<P> {
    fn default() -> Self {
        Self { places: Vec::new(), at: 0, previous: None }
    }
}

impl<P: Copy + PartialEq> Jumps<P> {
    /// A jump begins at `from`.
    pub(super) fn begin(&mut self, from: P) {
        self.previous = Some(from);
        self.add(from);
        self.at = self.places.len();
    }

    /// Where the last jump began.
    pub(super) fn previous(&self) -> Option<P> {
        self.previous
    }

    /// The place `times` further back; the first one when there are not so many. From the end of the list, `here` becomes
    /// its last place, so that the walk can return to it.
    pub(super) fn back(&mut self, here: P, times: usize) -> Option<P> {
        if self.at == self.places.len() {
            self.add(here);
            self.at = self.places.len() - 1;
        }
        let to = self.at.checked_sub(1)?.saturating_sub(times.saturating_sub(1));
        self.go(here, to)
    }

    /// The place `times` further on; the last one when there are not so many.
    pub(super) fn forward(&mut self, here: P, times: usize) -> Option<P> {
        let last = self.places.len().checked_sub(1).filter(|last| self.at < *last)?;
        self.go(here, self.at.saturating_add(times).min(last))
    }

    /// The same list of places as they are called elsewhere.
    pub(super) fn map<Q>(&self, name: impl Fn(P) -> Q) -> Jumps<Q> {
        Jumps {
            places: self.places.iter().map(|place| name(*place)).collect(),
            at: self.at,
            previous: self.previous.map(name),
        }
    }

    fn go(&mut self, here: P, to: usize) -> Option<P> {
        self.previous = Some(here);
        self.at = to;
        self.places.get(to).copied()
    }

    fn add(&mut self, place: P) {
        self.places.retain(|known| *known != place);
        if self.places.len() == LONGEST {
            self.places.remove(0);
        }
        self.places.push(place);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn jumps(places: &[u32]) -> Jumps<u32> {
        let mut jumps = Jumps::default();
        places.iter().for_each(|place| jumps.begin(*place));
        jumps
    }

    #[test]
    fn the_walk_goes_back_and_forth_and_returns_to_where_it_began() {
        let mut list = jumps(&[1, 2, 3]);
        let walk = [list.back(4, 1), list.back(3, 1), list.back(2, 1), list.back(1, 1)];
        assert_eq!(walk, [Some(3), Some(2), Some(1), None]);
        let walk = [list.forward(1, 1), list.forward(2, 2), list.forward(4, 1)];
        assert_eq!(walk, [Some(2), Some(4), None]);
        assert_eq!((list.back(4, 99), list.forward(1, 99)), (Some(1), Some(4)));
        assert_eq!(jumps(&[]).back(1, 1), None);
        assert_eq!(jumps(&[]).forward(1, 1), None);
    }

    #[test]
    fn a_place_is_listed_once_and_the_list_is_bounded() {
        let mut list = jumps(&[1, 2, 1]);
        assert_eq!([list.back(9, 1), list.back(1, 1), list.back(2, 1)], [Some(1), Some(2), None]);
        let many: Vec<u32> = (0..1000).collect();
        let mut list = jumps(&many);
        assert_eq!(list.places.len(), LONGEST);
        assert_eq!(list.back(1000, 1), Some(999));
    }

    #[test]
    fn a_new_jump_ends_the_walk() {
        let mut list = jumps(&[1, 2, 3]);
        list.back(4, 2);
        list.begin(2);
        assert_eq!((list.previous(), list.forward(7, 1)), (Some(2), None));
        assert_eq!([list.back(7, 1), list.back(2, 1), list.back(4, 1)], [Some(2), Some(4), Some(3)]);
    }
}
