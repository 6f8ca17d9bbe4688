//! Pages about the library: where somebody appears, what refers to what, what is missing, what could not be read.

use super::Destination;
use crate::app::contents::entry_after;
use crate::app::{App, Effect, HelpPage, Landing, Mode};
use crate::cable::counted;
use crate::entity::Kind;
use crate::keys::Action;
use crate::library::{Appearance, Around, Card, Company, Gap};

/// Others that are named in one line.
const OTHERS: usize = 6;
/// Columns of the strip that shows when somebody is named.
const STRIP: usize = 24;

/// A page: what it is about, and its rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// What it is about.
    pub title: String,
    /// What is to be known besides, a line each.
    pub heads: Vec<String>,
    /// The rows.
    pub rows: Vec<PageRow>,
    /// The chosen row.
    pub chosen: usize,
    /// First row in view.
    pub top: usize,
    /// Whether it was opened from the list of the library.
    pub(super) from_library: bool,
}

/// One row of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageRow {
    /// What it says, in columns.
    pub cells: [String; 3],
    /// The rest of it.
    pub text: String,
    /// A row that only heads those below.
    pub is_heading: bool,
    /// Where Enter leads.
    target: Option<(Destination, Landing)>,
}

impl PageRow {
    fn heading(text: String) -> Self {
        Self { text, is_heading: true, ..Self::default() }
    }

    fn of(card: &Card, place: String, landing: Landing) -> Self {
        let day = card.day().unwrap_or_default();
        let id = card.id_words().to_owned();
        let to = Destination::File { place: card.place.clone(), query: None };
        Self {
            cells: [day, id, place],
            text: card.subject.clone(),
            is_heading: false,
            target: Some((to, landing)),
        }
    }
}

impl App {
    /// Shows the answer to a question.
    pub(in crate::app) fn look_around(&mut self, around: Around) {
        let page = match around {
            Around::Entity { kind, name, appearances, company, unknown } => {
                entity_page(kind, &name, &appearances, &company, unknown)
            }
            Around::References { key, cites, citing, thread } => {
                reference_page(&key, &cites, &citing, &thread)
            }
            Around::Gaps(gaps) => gaps_page(&gaps),
        };
        self.show_page(page);
    }

    pub(super) fn list_refused(&mut self) {
        let refused = self.library.refused();
        let rows = refused.iter().map(|refused| {
            let (why, file) = (&refused.why, self.library.short_path(&refused.path));
            PageRow { text: format!("{why} ({file})"), ..PageRow::default() }
        });
        let rows: Vec<PageRow> = rows.collect();
        self.show_page(Page {
            title: counted(rows.len(), "file") + " without a cable",
            rows,
            ..Page::default()
        });
    }

    fn show_page(&mut self, page: Page) {
        let from_library = matches!(self.mode, Mode::Library);
        let chosen = page.rows.iter().position(|row| !row.is_heading).unwrap_or_default();
        self.mode = Mode::Page(Page { from_library, chosen, ..page });
    }

    /// Rows of a page: the screen without its head and the keys below.
    pub fn page_height(&self, page: &Page) -> usize {
        usize::from(self.size.height).saturating_sub(2 + page.heads.len()).max(1)
    }

    /// Runs a command on a page.
    pub(in crate::app) fn run_page(&mut self, action: Action, count: Option<u32>) -> Vec<Effect> {
        let Mode::Page(page) = &self.mode else { return Vec::new() };
        let mut page = page.clone();
        let height = self.page_height(&page);
        match (action, entry_after(action, count, page.chosen, height)) {
            (Action::Open, _) => {
                match page.rows.get(page.chosen).and_then(|row| row.target.clone()) {
                    Some((to, landing)) => self.go(to, landing),
                    None => self.tell("nothing to open here; q goes back"),
                }
                return Vec::new();
            }
            (_, Some(to)) => page.choose(to, height),
            (Action::Help, _) => {
                self.mode = Mode::Help(HelpPage { from_library: page.from_library, ..HelpPage::default() });
                return Vec::new();
            }
            _ if page.from_library => return self.open_library(),
            _ => {
                self.mode = Mode::Reading;
                return Vec::new();
            }
        }
        self.mode = Mode::Page(page);
        Vec::new()
    }
}

impl Page {
    /// Chooses a row; from one that only heads others, on to the next that does not.
    fn choose(&mut self, to: usize, height: usize) {
        let last = self.rows.len().saturating_sub(1);
        let to = to.min(last);
        let is_row = |index: &usize| self.rows.get(*index).is_some_and(|row| !row.is_heading);
        let found = if to < self.chosen { (0..=to).rev().find(is_row) } else { (to..=last).find(is_row) };
        self.chosen = found.unwrap_or(self.chosen);
        let lowest = (self.chosen + 1).saturating_sub(height);
        self.top = self.top.clamp(lowest, self.chosen).min(self.rows.len().saturating_sub(height));
        // The heading above the first row is seen with it.
        if self.top > 0
            && self.chosen == self.top
            && self.rows.get(self.top - 1).is_some_and(|row| row.is_heading)
        {
            self.top -= 1;
        }
    }
}

fn entity_page(
    kind: Kind,
    name: &str,
    appearances: &[Appearance],
    company: &[Company],
    unknown: bool,
) -> Page {
    let mentions: usize = appearances.iter().map(|appearance| appearance.name.mentions).sum();
    let title = format!(
        "{name} ({}): {}, {}",
        kind.name().replace('_', " "),
        counted(appearances.len(), "cable"),
        counted(mentions, "mention")
    );
    let mut heads = Vec::new();
    heads.extend(months(appearances));
    let beside: Vec<String> = company
        .iter()
        .filter(|other| other.paragraphs > 0)
        .take(OTHERS)
        .map(|other| format!("{} {}", other.name, other.paragraphs))
        .collect();
    if !beside.is_empty() {
        heads.push(format!("in one paragraph with: {}", beside.join(", ")));
    }
    if unknown {
        heads.push(String::from("not all cables have been searched for names yet: there may be more"));
    }
    let row = |appearance: &Appearance| {
        let first = appearance.name.paragraphs.first();
        let place = first.map_or(String::from("head"), |paragraph| format!("¶{}", paragraph + 1));
        let landing = first.map_or(Landing::Top, |paragraph| Landing::Paragraph(*paragraph));
        let mut row = PageRow::of(&appearance.card, place, landing);
        let called = if appearance.name.name == name {
            String::new()
        } else {
            format!("as {}: ", appearance.name.name)
        };
        row.text = format!("{}x {called}{}", appearance.name.mentions, row.text);
        row
    };
    Page { title, heads, rows: appearances.iter().map(row).collect(), ..Page::default() }
}

/// When somebody is named: a bar for each stretch of months, the first and the last month beside it.
fn months(appearances: &[Appearance]) -> Option<String> {
    let month = |date: jiff::Timestamp| {
        let day = date.to_string();
        let (year, month) = (day.get(..4)?.parse::<i64>().ok()?, day.get(5..7)?.parse::<i64>().ok()?);
        Some(year * 12 + month - 1)
    };
    let dated: Vec<(i64, usize)> = appearances
        .iter()
        .filter_map(|appearance| Some((month(appearance.card.date?)?, appearance.name.mentions)))
        .collect();
    let (first, last) = (dated.iter().map(|dated| dated.0).min()?, dated.iter().map(|dated| dated.0).max()?);
    let span = usize::try_from(last - first).ok()? + 1;
    let width = span.min(STRIP);
    let mut bars = vec![0; width];
    for (month, mentions) in dated {
        let at = usize::try_from(month - first).ok()? * width / span;
        *bars.get_mut(at)? += mentions;
    }
    let most = bars.iter().copied().max().filter(|most| *most > 0)?;
    let levels = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let strip: String = bars
        .iter()
        .map(
            |bar| {
                if *bar == 0 { ' ' } else { levels[(bar * levels.len() / most).clamp(1, levels.len()) - 1] }
            },
        )
        .collect();
    let name = |month: i64| format!("{}-{:02}", month / 12, month % 12 + 1);
    Some(format!("{} [{strip}] {}  most in one bar: {most}", name(first), name(last)))
}

fn reference_page(key: &str, cites: &[(String, Vec<Card>)], citing: &[Card], thread: &[Card]) -> Page {
    let mut rows = Vec::new();
    let heading = |rows: &mut Vec<PageRow>, text: String| rows.push(PageRow::heading(text));
    heading(&mut rows, format!("Refers to {}", counted(cites.len(), "cable")));
    for (id, held) in cites {
        rows.push(match held.first() {
            Some(card) => PageRow::of(card, String::new(), Landing::Kept),
            None => PageRow {
                cells: [String::new(), id.clone(), String::from("not held")],
                target: Some((Destination::Id(id.clone()), Landing::Kept)),
                ..PageRow::default()
            },
        });
    }
    heading(&mut rows, format!("Cited by {}", counted(citing.len(), "cable")));
    rows.extend(citing.iter().map(|card| PageRow::of(card, String::new(), Landing::Kept)));
    if thread.len() > 1 {
        heading(&mut rows, format!("The whole thread, by date: {}", counted(thread.len(), "cable")));
        rows.extend(thread.iter().map(|card| {
            let here = if card.key == key { String::from("open") } else { String::new() };
            PageRow::of(card, here, Landing::Kept)
        }));
    }
    let name = if key.is_empty() { "this text, which has no id" } else { key };
    Page { title: format!("References of {name}"), rows, ..Page::default() }
}

fn gaps_page(gaps: &[Gap]) -> Page {
    let row = |gap: &Gap| PageRow {
        cells: [String::new(), gap.id.clone(), String::new()],
        text: format!("cited by {}", counted(gap.cited_by, "cable")),
        target: None,
        is_heading: false,
    };
    let title = counted(gaps.len(), "cable") + " cited and not held";
    Page { title, rows: gaps.iter().map(row).collect(), ..Page::default() }
}
