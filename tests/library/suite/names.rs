//! The entities of cables: found by their names, and who is named beside them.

use reftel::entity::Kind;
use reftel::library::{Engine, Name};

use super::paper::{date, filing, found, name, place, scanned};

fn fill(engine: &mut dyn Engine) {
    let mut late = filing("", "late", "");
    late.card.date = date("2010-01-01T00:00:00Z");
    let mut early = filing("", "early", "");
    early.card.date = date("1999-01-01T00:00:00Z");
    engine.put(&[scanned("/a", [late, early, filing("", "never", "")])]).unwrap();
}

pub(crate) fn names_are_found_by_kind_and_by_every_form(engine: &mut dyn Engine) {
    fill(engine);
    let names = vec![
        name(Kind::Person, &["Jorge Tello Peón", "Tello", "the Deputy"]),
        name(Kind::Place, &["Ciudad Juárez"]),
        name(Kind::Organization, &["Procuraduría General de la República", "PGR"]),
        name(Kind::Law, &["Mérida Initiative"]),
    ];
    engine.put_names(&[(place("/a", 0), names)]).unwrap();
    for query in [
        "person:\"tello peon\"",
        "person:TELL*",
        "person:\"the dep\"*",
        "place:juárez",
        "org:pgr org:\"general de la rep\"*",
        "entity:merida entity:pgr entity:juarez entity:tello",
    ] {
        assert_eq!(found(engine, query), ["late"], "{query}");
    }
    for query in
        ["person:juarez", "place:tello", "org:merida", "person:tell", "person:\"peon tello\"", "tello"]
    {
        assert!(found(engine, query).is_empty(), "{query}");
    }
}

pub(crate) fn names_come_back_as_they_were_put_in(engine: &mut dyn Engine) {
    fill(engine);
    let name = |kind, name: &str, aliases: &[&str], mentions, paragraphs: &[usize]| Name {
        kind,
        name: name.into(),
        aliases: aliases.iter().map(ToString::to_string).collect(),
        mentions,
        paragraphs: paragraphs.into(),
    };
    let names = vec![
        name(Kind::CableRef, "09 STATE 7", &[], 1, &[]),
        name(Kind::Person, "Ana\nSoto", &["", "two\nlines", "\u{1b}\\\"{,}'"], 70_000, &[0, 3, 41_000]),
        name(Kind::Quantity, "", &[], 0, &[1]),
    ];
    engine.put_names(&[(place("/a", 1), names.clone())]).unwrap();
    let company = engine.company(&[place("/a", 1), place("/a", 7), place("/b", 0)]).unwrap();
    assert!(company.iter().all(|(at, _)| *at == place("/a", 1)));
    assert_eq!(company.into_iter().map(|(_, name)| name).collect::<Vec<_>>(), names);
}

pub(crate) fn names_wait_until_they_are_put_in(engine: &mut dyn Engine) {
    fill(engine);
    assert_eq!(engine.nameless(9).unwrap(), [0, 1, 2].map(|index| place("/a", index)));
    let soto = || vec![name(Kind::Person, &["Ana Soto"])];
    engine
        .put_names(&[(place("/a", 0), soto()), (place("/a", 2), vec![]), (place("/gone", 0), soto())])
        .unwrap();
    assert_eq!(engine.nameless(9).unwrap(), [place("/a", 1)], "none found is an answer too");
    engine.put_names(&[(place("/a", 0), vec![name(Kind::Person, &["Eva Lund"])])]).unwrap();
    assert_eq!((found(engine, "person:soto").len(), found(engine, "person:lund").len()), (0, 1));
    engine.forget_names().unwrap();
    assert_eq!((found(engine, "person:lund").len(), engine.nameless(9).unwrap().len()), (0, 3));
    assert_eq!(engine.appearances(Kind::Person, "Eva Lund").unwrap(), []);
}

pub(crate) fn names_of_a_replaced_file_are_forgotten(engine: &mut dyn Engine) {
    fill(engine);
    engine.put_names(&[(place("/a", 0), vec![name(Kind::Person, &["Ana Soto"])])]).unwrap();
    fill(engine);
    assert!(found(engine, "person:soto").is_empty());
    assert_eq!(engine.nameless(9).unwrap().len(), 3);
    assert_eq!(engine.company(&[place("/a", 0)]).unwrap(), []);
}

pub(crate) fn an_appearance_is_under_the_whole_name(engine: &mut dyn Engine) {
    fill(engine);
    let street = name(Kind::Person, &["Ana Soto Street"]);
    let soto = name(Kind::Person, &["Ana María Soto", "ANA SÓTO"]);
    engine
        .put_names(&[
            (place("/a", 0), vec![street, name(Kind::Place, &["Ana Soto"])]),
            (place("/a", 1), vec![soto.clone()]),
            (place("/a", 2), vec![name(Kind::Person, &["Ana Soto"])]),
        ])
        .unwrap();
    let appearances = engine.appearances(Kind::Person, "ana soto").unwrap();
    let keys: Vec<&str> = appearances.iter().map(|appearance| appearance.card.key.as_str()).collect();
    assert_eq!(keys, ["early", "never"], "by date, the one without at the end");
    assert_eq!(appearances[0].name, soto);
    for nobody in ["Soto", "Ana", "", "--", "Ana Soto Stre"] {
        assert_eq!(engine.appearances(Kind::Person, nobody).unwrap(), [], "{nobody}");
    }
}

pub(crate) fn company_is_everybody_in_the_same_cables(engine: &mut dyn Engine) {
    fill(engine);
    let (soto, lund) = (name(Kind::Person, &["Ana Soto"]), name(Kind::Person, &["Eva Lund"]));
    engine
        .put_names(&[
            (place("/a", 0), vec![soto.clone(), lund.clone()]),
            (place("/a", 1), vec![lund.clone()]),
        ])
        .unwrap();
    let together = engine.company(&[place("/a", 1), place("/a", 0)]).unwrap();
    assert_eq!(together, [(place("/a", 1), lund.clone()), (place("/a", 0), soto), (place("/a", 0), lund)]);
    assert_eq!(engine.company(&[]).unwrap(), []);
}
