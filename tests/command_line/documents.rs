//! The pages for people agree with the program and with each other.

use std::fs;
use std::path::Path;

use crate::support::{reftel, stdout};

#[test]
fn the_manual_shows_the_keys_as_they_are() {
    let path = format!("{}/assets/manual/keys.md", env!("CARGO_MANIFEST_DIR"));
    let table = stdout(&reftel(&["keys", "--markdown"]));
    if std::env::var_os("REFTEL_BLESS").is_some() {
        let heading = "# Keys\n\nMade from `assets/keymap.yaml` by `reftel keys --markdown`.\n\n";
        fs::write(&path, format!("{heading}{table}")).unwrap();
    }
    let shown = fs::read_to_string(&path).unwrap();
    assert!(
        shown.ends_with(&table),
        "assets/manual/keys.md is stale: REFTEL_BLESS=1 cargo test --test command_line keys"
    );
}

/// The files that the pages for people refer to, as the links of Markdown do.
#[test]
fn the_pages_for_people_lead_to_files_that_are_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let pages = ["README.md", ".github/CONTRIBUTING.md", ".github/SECURITY.md"];
    let mut count = 0;
    for page in pages {
        let text = fs::read_to_string(root.join(page)).unwrap();
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let target = root.join(page).parent().unwrap().join(link);
            assert!(target.exists(), "{page}: {link} leads nowhere");
            count += 1;
        }
    }
    assert!(count > 10, "the links were not found");
}
