//! Templates: notes that begin with a text, `{para}` and the like filled in.

use super::quoted::quotation;
use super::{App, Mode, Moment, Prompt, PromptKind};
use crate::annotation::Anchor;

/// A text that a note can begin with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// What it is called: letters, digits and hyphens.
    pub name: String,
    /// The text. `{id}`, `{para}`, `{mark}`, `{quote}` and `{date}` are filled in.
    pub text: String,
}

impl Template {
    /// Those that come with the program.
    pub fn builtin() -> Vec<Self> {
        let template = |(name, text): (&str, &str)| Self { name: name.into(), text: text.into() };
        [
            ("check", include_str!("../../assets/templates/check.md")),
            ("claim", include_str!("../../assets/templates/claim.md")),
            ("question", include_str!("../../assets/templates/question.md")),
        ]
        .map(template)
        .into()
    }
}

impl App {
    /// Asks for a template, for a note on `anchor`, else on what is at the cursor.
    pub(super) fn ask_for_template(&mut self, anchor: Option<Anchor>) {
        if self.writable() {
            self.mode = Mode::Prompting(Prompt::new(PromptKind::Template(anchor.map(Box::new))));
        }
    }

    /// The names of the templates.
    pub(super) fn template_names(&self) -> impl Iterator<Item = &str> {
        self.templates.iter().map(|template| template.name.as_str())
    }

    /// Begins a note with the text of a template: on `anchor`, else on what is at the cursor.
    pub(super) fn compose_from(&mut self, name: &str, anchor: Option<Anchor>, moment: Moment) {
        let Some(template) = self.templates.iter().find(|template| template.name == name) else {
            let names: Vec<&str> = self.template_names().collect();
            let words = format!("no template is called '{name}'; there are {}", names.join(", "));
            return self.tell(words);
        };
        let anchor = anchor.unwrap_or_else(|| self.anchor_here());
        let text = self.filled(&template.text, &anchor, moment);
        let mut draft = self.notebook.begin(anchor, moment);
        draft.content.body = text;
        self.compose(draft);
    }

    /// A text that was written on `from`, for a note on `to`: what a template had filled in there is filled in anew.
    pub(super) fn refilled(&self, text: &str, (from, to): (&Anchor, &Anchor), moment: Moment) -> String {
        let lines = self.templates.iter().flat_map(|template| template.text.lines());
        let open: Vec<&str> = lines.filter(|line| line.contains('{')).collect();
        let anew = |line: &str| {
            let of = open.iter().find(|open| self.filled(open, from, moment).trim_end() == line.trim_end());
            of.map_or_else(|| line.to_owned(), |open| self.filled(open, to, moment))
        };
        text.split('\n').map(anew).collect::<Vec<_>>().join("\n")
    }

    /// The text of a template with what is known of the place. What is filled in is not looked through again.
    fn filled(&self, text: &str, anchor: &Anchor, moment: Moment) -> String {
        let paragraph =
            anchor.para.and_then(|number| self.cable.paragraphs.get((number as usize).checked_sub(1)?));
        let mut filled = String::new();
        let mut rest = text;
        while let Some((before, behind)) = rest.split_once('{') {
            filled.push_str(before);
            let known = behind.split_once('}').and_then(|(name, behind)| {
                let value = match name {
                    "id" => self.cable.header.reference_id.clone().unwrap_or_default(),
                    "para" => anchor.label.clone().unwrap_or_default(),
                    "mark" => {
                        paragraph.and_then(|p| Some(p.marking.as_ref()?.code.clone())).unwrap_or_default()
                    }
                    "quote" => quotation(&anchor.exact),
                    "date" => moment.now.strftime("%Y-%m-%d").to_string(),
                    _ => return None,
                };
                Some((value, behind))
            });
            match known {
                Some((value, behind)) => {
                    filled.push_str(&value);
                    rest = behind;
                }
                None => {
                    filled.push('{');
                    rest = behind;
                }
            }
        }
        filled + rest
    }
}
