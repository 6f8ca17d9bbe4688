//! What the lists written by hand know of phrases: a set of marks for each, and for places and peoples a country.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use crate::marks::Marks;

/// The hand-written files with, for each `[section]`, the mark of its phrases.
const FILES: [(&str, &[(&str, Marks)]); 7] = [
    (
        "titles.txt",
        &[
            ("head", Marks::TITLE),
            ("rank", Marks::ADDRESS),
            ("modifier", Marks::TITLE_PART),
            ("suffix", Marks::TITLE_SUFFIX),
            // A clipped word names nobody: `Poloff`. It is as common as any.
            ("clipped", Marks::COMMON),
            ("unsure", Marks::UNSURE),
            ("telling", Marks::TELLING),
        ],
    ),
    (
        "heads.txt",
        &[
            ("organization", Marks::BODY),
            ("place", Marks::SITE),
            ("program", Marks::PROGRAM),
            ("event", Marks::EVENT),
            ("law", Marks::LAW),
            ("generic", Marks::GENERIC),
            ("introduces", Marks::INTRODUCES),
            ("state", Marks::NEEDS_NATION),
            ("state body", Marks::OF_STATE),
            ("loose", Marks::LOOSE),
            ("undertaking", Marks::UNDERTAKING),
            ("leads", Marks::LEADS),
            ("outside", Marks::OUTSIDE),
        ],
    ),
    (
        "organizations.txt",
        &[
            ("capital", Marks::NAMED_BODY),
            ("abbreviated", Marks::SHORT_BODY),
            ("certain", Marks::SHORT_BODY),
            ("post", Marks::POST),
            ("modifier", Marks::BODY_PART),
        ],
    ),
    (
        "names.txt",
        &[
            ("first", Marks::FIRST),
            ("family", Marks::FAMILY),
            ("surname", Marks::SURNAME),
            ("particle", Marks::PARTICLE),
        ],
    ),
    (
        "verbs.txt",
        &[
            ("subject", Marks::DOES),
            ("object", Marks::TO_WHOM),
            ("speech", Marks::SPEECH),
            ("at", Marks::AT),
            ("meeting", Marks::MEETING),
            ("auxiliary", Marks::AUXILIARY),
            ("joint", Marks::JOINT),
            ("giver", Marks::GIVER),
            ("clause", Marks::CLAUSE),
            ("camp", Marks::CAMP),
            ("modal", Marks::MODAL),
            ("thing", Marks::THING),
            ("grammar", Marks::GRAMMAR),
            ("of a mind", Marks::OF_MIND),
            ("somebody", Marks::SOMEBODY),
            ("of a body", Marks::OF_BODY),
            ("of a firm", Marks::OF_FIRM),
        ],
    ),
    (
        "works.txt",
        &[("program", Marks::NAMED_PROGRAM), ("law", Marks::NAMED_LAW), ("event", Marks::NAMED_EVENT)],
    ),
    (
        "places.txt",
        &[
            ("", Marks::PLACE),
            ("before", Marks::SITE_FIRST),
            ("feature", Marks::FEATURE),
            ("not", Marks::NOT_PLACE),
        ],
    ),
];

/// What is known of phrases in lower case, single blanks between their words.
#[derive(Default)]
pub(crate) struct Phrases {
    /// What each may be.
    pub(crate) marks: BTreeMap<String, Marks>,
    /// The ISO codes of countries, regions and peoples.
    pub(crate) codes: BTreeMap<String, String>,
}

impl Phrases {
    /// Reads the lists in the folder `home`.
    ///
    /// # Errors
    /// When one cannot be read.
    pub(crate) fn read(home: &Path) -> io::Result<Self> {
        let list = |name: &str| fs::read_to_string(home.join(name));
        let mut phrases = Self::default();
        for (name, sections) in FILES {
            for (section, phrase) in entries(&list(name)?) {
                if let Some((_, mark)) = sections.iter().find(|(known, _)| *known == section) {
                    phrases.add(phrase.split('=').next().unwrap_or(phrase), *mark);
                }
            }
        }
        phrases.add_countries(&list("countries.txt")?);
        phrases.add_regions(&list("places.txt")?);
        phrases.add_peoples(&list("demonyms.txt")?);
        phrases.add_spelled_out(&list("acronyms.txt")?);
        Ok(phrases)
    }

    fn add(&mut self, phrase: &str, mark: Marks) {
        if let Some((first, _)) = phrase.split_once([' ', '-']) {
            self.mark(first, Marks::BEGINS);
        }
        self.mark(phrase, mark);
    }

    fn mark(&mut self, phrase: &str, mark: Marks) {
        let marks = self.marks.entry(phrase.to_owned()).or_default();
        *marks = *marks | mark;
    }

    /// `ISO<TAB>TAGS code<TAB>name<TAB>capital`.
    fn add_countries(&mut self, list: &str) {
        for line in list.lines() {
            let mut fields = line.split('\t');
            if let (Some(code), Some(name)) = (fields.next(), fields.nth(1)) {
                let name = name.to_lowercase();
                self.add(&name, Marks::PLACE);
                self.codes.insert(name, code.to_owned());
            }
        }
    }

    /// `upper volta=BF`.
    fn add_regions(&mut self, list: &str) {
        let placed = entries(list).filter_map(|(_, phrase)| phrase.split_once('='));
        self.codes.extend(placed.map(|(region, code)| (region.to_owned(), code.to_owned())));
    }

    /// `Country;people,peoples`.
    fn add_peoples(&mut self, list: &str) {
        for (country, forms) in list.lines().map(|line| line.split_once(';').unwrap_or_default()) {
            let code = self.codes.get(&country.to_lowercase()).cloned();
            for form in forms.split(',') {
                self.add(form, Marks::DEMONYM);
                self.codes.extend(code.clone().map(|code| (form.to_owned(), code)));
            }
        }
    }

    /// What acronyms stand for is known spelled out as well; a title is none of the bodies that are called by it.
    fn add_spelled_out(&mut self, list: &str) {
        for line in list.lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split(';').skip(1);
            let mark = match fields.next() {
                Some("o") => Marks::NAMED_BODY,
                Some("l") => Marks::PLACE,
                Some("p") => Marks::NAMED_PROGRAM,
                Some("e") => Marks::NAMED_EVENT,
                Some("w") => Marks::NAMED_LAW,
                _ => continue,
            };
            let phrase = fields.next().unwrap_or_default().to_lowercase();
            let known = self.marks.get(&phrase).copied().unwrap_or_default();
            if phrase.contains(' ') && !known.any(Marks::TITLE | Marks::POST) {
                self.add(&phrase, mark);
            }
        }
    }
}

/// The comma-separated phrases of a list, each with the name of its `[section]`.
fn entries(list: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut section = "";
    list.lines().filter(|line| !line.starts_with('#')).flat_map(move |line| {
        let heading = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
        section = heading.unwrap_or(section);
        let phrases = if heading.is_some() { "" } else { line };
        let section = section;
        phrases
            .split(',')
            .map(str::trim)
            .filter(|phrase| !phrase.is_empty())
            .map(move |phrase| (section, phrase))
    })
}
