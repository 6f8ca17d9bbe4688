//! What the lexicon knows of a word, as a set of marks.

use std::ops::BitOr;

/// A set of marks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Marks(pub(super) u64);

impl Marks {
    /// Nothing is known.
    pub(crate) const NONE: Self = Self(0);
    /// An English word that is written small.
    pub(crate) const COMMON: Self = Self(1);
    /// A given name.
    pub(crate) const FIRST: Self = Self(1 << 1);
    /// A family name.
    pub(crate) const SURNAME: Self = Self(1 << 2);
    /// A family name that stands first.
    pub(crate) const FAMILY: Self = Self(1 << 3);
    /// A small word inside a name: `de`, `van`.
    pub(crate) const PARTICLE: Self = Self(1 << 4);
    /// An office, title or rank.
    pub(crate) const TITLE: Self = Self(1 << 5);
    /// A form of address: announces a person and is no role.
    pub(crate) const ADDRESS: Self = Self(1 << 6);
    /// Belongs to the title behind it.
    pub(crate) const TITLE_PART: Self = Self(1 << 7);
    /// What follows the title's hyphen.
    pub(crate) const TITLE_SUFFIX: Self = Self(1 << 8);
    /// Closes the name of a body.
    pub(crate) const BODY: Self = Self(1 << 9);
    /// Closes the name of a place.
    pub(crate) const SITE: Self = Self(1 << 10);
    /// Closes the name of a programme.
    pub(crate) const PROGRAM: Self = Self(1 << 11);
    /// Closes the name of an event.
    pub(crate) const EVENT: Self = Self(1 << 12);
    /// Closes the name of a law.
    pub(crate) const LAW: Self = Self(1 << 13);
    /// Closes any kind of name.
    pub(crate) const HEAD: Self = Self(0b1_1111 << 9);
    /// Bare, even in capitals, it names nothing.
    pub(crate) const GENERIC: Self = Self(1 << 14);
    /// The name of a body.
    pub(crate) const NAMED_BODY: Self = Self(1 << 15);
    /// A telegraphic short form of a body.
    pub(crate) const SHORT_BODY: Self = Self(1 << 16);
    /// Makes a diplomatic post with a city.
    pub(crate) const POST: Self = Self(1 << 17);
    /// May stand before a head noun on a line of capitals.
    pub(crate) const BODY_PART: Self = Self(1 << 18);
    /// The name of a country, region, sea.
    pub(crate) const PLACE: Self = Self(1 << 19);
    /// A town by the gazetteer that is nearly always another word.
    pub(crate) const NOT_PLACE: Self = Self(1 << 20);
    /// An adjective or noun of nation, faith or camp.
    pub(crate) const DEMONYM: Self = Self(1 << 21);
    /// A verb of what people do.
    pub(crate) const DOES: Self = Self(1 << 22);
    /// A word whose object may be a person.
    pub(crate) const TO_WHOM: Self = Self(1 << 23);
    /// A verb that only a mind can do.
    pub(crate) const SPEECH: Self = Self(1 << 24);
    /// Stands before a place.
    pub(crate) const AT: Self = Self(1 << 25);
    /// The family name of a public figure.
    pub(crate) const FIGURE: Self = Self(1 << 26);
    /// The first word of a phrase of the lexicon.
    pub(crate) const BEGINS: Self = Self(1 << 27);

    /// The name of a programme.
    pub(crate) const NAMED_PROGRAM: Self = Self(1 << 28);
    /// The name of a law or treaty.
    pub(crate) const NAMED_LAW: Self = Self(1 << 29);
    /// The name of an event.
    pub(crate) const NAMED_EVENT: Self = Self(1 << 30);

    /// Begins the name of a place: `Port`, `Wadi`, `South`.
    pub(crate) const SITE_FIRST: Self = Self(1 << 31);

    /// Small nouns behind which stands the name of a body: the newspaper X.
    pub(crate) const INTRODUCES: Self = Self(1 << 32);
    /// Heads that are a name only behind a nation: before others stands somebody's name.
    pub(crate) const NEEDS_NATION: Self = Self(1 << 33);
    /// Bodies that a nation before them names in capitals too.
    pub(crate) const OF_STATE: Self = Self(1 << 34);
    /// Events that a nation before them does not name.
    pub(crate) const LOOSE: Self = Self(1 << 35);
    /// Titles only beside a name or in a longer title.
    pub(crate) const UNSURE: Self = Self(1 << 36);
    /// Of those, the ones that a capital inside a sentence makes a title.
    pub(crate) const TELLING: Self = Self(1 << 37);
    /// What one has with, or does to, people: talks with X.
    pub(crate) const MEETING: Self = Self(1 << 38);
    /// Behind these a word in capitals is a participle or adjective.
    pub(crate) const AUXILIARY: Self = Self(1 << 39);
    /// Joints that in mixed text say nothing of what follows.
    pub(crate) const JOINT: Self = Self(1 << 40);
    /// Small nouns behind the name of a programme.
    pub(crate) const UNDERTAKING: Self = Self(1 << 41);
    /// Behind these US in capitals is the pronoun.
    pub(crate) const GIVER: Self = Self(1 << 42);
    /// Before these, behind a preposition, US in capitals is the pronoun.
    pub(crate) const CLAUSE: Self = Self(1 << 43);
    /// A head that stands first: `Operation X`.
    pub(crate) const LEADS: Self = Self(1 << 44);
    /// Stays outside of the name or title behind it: `New`, `Former`.
    pub(crate) const OUTSIDE: Self = Self(1 << 45);
    /// Small nouns of what bodies have: a spokesman of X, X militants.
    pub(crate) const CAMP: Self = Self(1 << 46);
    /// What stands between who acts and the verb: will, has.
    pub(crate) const MODAL: Self = Self(1 << 47);
    /// What letters before it name is a thing: a system, a visa.
    pub(crate) const THING: Self = Self(1 << 48);
    /// A word of grammar, which begins no title even with a capital.
    pub(crate) const GRAMMAR: Self = Self(1 << 49);
    /// What only somebody can have: a view, a wife.
    pub(crate) const OF_MIND: Self = Self(1 << 50);
    /// A noun of another language that makes a place with any name behind it: `Jebel`.
    pub(crate) const FEATURE: Self = Self(1 << 51);
    /// Says in small letters who somebody is: a businessman, his brother.
    pub(crate) const SOMEBODY: Self = Self(1 << 52);
    /// What only bodies have: headquarters, membership.
    pub(crate) const OF_BODY: Self = Self(1 << 53);
    /// What only companies have, though they be called after somebody: a plant, shareholders.
    pub(crate) const OF_FIRM: Self = Self(1 << 54);
    /// A body by its last part, which names it alone: `Bauernverband`.
    pub(crate) const COMPOUND: Self = Self(1 << 55);

    /// Says what a thing or person is, and so ends a name before it.
    pub(crate) const NOUN: Self = Self(
        Self::BODY.0
            | Self::PROGRAM.0
            | Self::EVENT.0
            | Self::LAW.0
            | Self::DEMONYM.0
            | Self::TITLE.0
            | Self::ADDRESS.0,
    );
    /// A word of some use in a sentence; a name when it is a name too.
    pub(crate) const WORD: Self = Self(
        Self::SITE.0
            | Self::TITLE_PART.0
            | Self::BODY_PART.0
            | Self::PLACE.0
            | Self::DOES.0
            | Self::TO_WHOM.0
            | Self::AT.0,
    );

    /// Both sets, for constants.
    pub(crate) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether it shares a mark with `other`.
    pub(crate) fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl BitOr for Marks {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        self.or(other)
    }
}
