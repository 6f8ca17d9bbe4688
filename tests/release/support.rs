//! What one person does with a cable that is to leave the house.

use std::process::Output;

use serde_json::Value;

pub(crate) use crate::desk::{Desk, assert_refused};
use crate::desk::{feed, printed};

/// A cable whose parts are marked in every way that matters.
pub(crate) const CABLE: &str = "\
P 120910Z MAR 07
FM AMEMBASSY ELBONIA
TO SECSTATE WASHDC

S E C R E T ELBONIA 000012

SIPDIS

E.O. 12958: DECL: 03/12/2017
TAGS: PREL PGOV
SUBJECT: (U) BOATS ON THE LAKE

Classified By: DCM Paula Quist, reasons 1.4 (b) and (d)

1. (C) Summary: Deputy Harbour Master Olaf Brandt told us that the boats belong to
a company in Freedonia. End Summary.

THE COUNT
---------

2. (U) The harbour master counted the boats twice. He
found seven boats, and dined with Ambassador Anna Roe.

(U) THE WEATHER
---------------

3. (SBU) The minister fears a strike of the pilots.

4. (S/NF) A source close to the minister says the strike begins on May 23.

5. It rained on the day of the count.

6. (U) The wind came from the north. (C) The wind of change came from the navy.

7. (C/XYZ) Nobody can read this mark.

QUIST
";

impl Desk {
    /// A desk with `text` as its cable.
    pub(crate) fn new(text: &str) -> Self {
        Self::with(text)
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        self.feed("", arguments)
    }

    pub(crate) fn feed(&self, input: &str, arguments: &[&str]) -> Output {
        let mut program = self.program("Ann Tester", "config");
        program.args(arguments);
        feed(program, input)
    }

    /// What `reftel release ACTION cable.txt --max MAX` prints when it goes well.
    pub(crate) fn release(&self, action: &str, max: &str) -> String {
        printed(self.run(&["release", action, "cable.txt", "--max", max]))
    }

    /// The report as data.
    pub(crate) fn report(&self, max: &str) -> Value {
        let output = self.run(&["release", "check", "cable.txt", "--max", max, "--json"]);
        serde_json::from_slice(&output.stdout).unwrap()
    }

    /// The reason that the report gives for the paragraph with a printed number; `None` for one that goes out.
    pub(crate) fn reason(&self, max: &str, number: u64) -> Option<String> {
        let report = self.report(max);
        let withheld = report["withheld"].as_array().unwrap().clone();
        let found = withheld.iter().find(|it| it["kind"] == "paragraph" && it["number"] == number)?;
        Some(found["reason"].as_str().unwrap().to_owned())
    }

    /// Writes a note; `arguments` say where.
    pub(crate) fn note(&self, body: &str, arguments: &[&str]) {
        printed(self.feed(body, &[&["notes", "add", "cable.txt"], arguments].concat()));
    }
}
