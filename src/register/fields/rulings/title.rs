//! What the office asks of those who are planned for one title.

use super::{FROM, PAPER, STRENGTH, UNTIL, lay, one_of, paper, wrong};
use crate::domain::edit::renumber::PROVISIONAL;
use crate::domain::{Day, Edit, Education, Management, RuleText, Ruling, RulingId, Span, Theory};
use crate::register::fields::codes::Coded;
use crate::register::fields::column::{Choice, Column, Input, Reader, Wrong, asked, needed};
use crate::register::problem::Problem;
use crate::register::view::View;

/// The fields of what is asked of those who are planned for one title.
pub const STANDARD: &[Column] = &[
    needed("title", Input::Choice(Choice::Titles)),
    asked("theory", Input::Choice(Choice::Group(Theory::GROUP))),
    asked("education", Input::Choice(Choice::Group(Education::GROUP))),
    asked("management", Input::Choice(Choice::Group(Management::GROUP))),
    needed("strength", STRENGTH),
    FROM,
    UNTIL,
    PAPER[0],
    PAPER[1],
    PAPER[2],
];

/// The edits that set what is asked of one title: a rule of the office for each standard, in the words of the program's
/// rule of that standard.
///
/// # Errors
/// The field that is wrong, and why.
pub fn standard(view: &View, cells: &[String]) -> Result<Vec<Edit>, Wrong> {
    let r = Reader { columns: STANDARD, cells, view };
    let title = view.catalogue.title(r.title("title")?).ok_or_else(|| wrong("title", Problem::Needed))?;
    let strength = one_of(&r, "strength", STRENGTH)?;
    let (from, until, paper) = (r.day("from")?, r.day_or("until")?, paper(&r)?);
    let span = Span { from, to: until.map_or(Day::MAX, Day::next) };
    if span.from >= span.to {
        return Err(wrong("until", Problem::EndsFirst(span)));
    }
    let mut edits = Vec::new();
    for (at, of) in (1..).zip([Theory::GROUP, Education::GROUP, Management::GROUP]) {
        let level = r.line(of)?;
        if level.is_empty() {
            continue;
        }
        let known = match of {
            Theory::GROUP => r.coded_or::<Theory>(of)?.is_some(),
            Education::GROUP => r.coded_or::<Education>(of)?.is_some(),
            _ => r.coded_or::<Management>(of)?.is_some(),
        };
        let quoted = toml::Value::from(of).to_string();
        let is_general = |says: &RuleText| {
            says.kind == "standards" && says.with.len() == 1 && says.with.iter().any(|(_, value)| *value == quoted)
        };
        let general = view.snapshot.base_policy().rules.iter().map(RuleText::of).find(is_general);
        let (Some(general), true) = (general, known) else { return Err(wrong(of, Problem::NoChoice(level))) };
        let says = RuleText {
            with: vec![("asked".to_owned(), format!("{{ {of} = \"{level}\" }}")), ("of".to_owned(), quoted)],
            applies: vec![("titles".to_owned(), format!("[\"{}\"]", title.code))],
            strength: strength.clone(),
            sureness: "text".to_owned(),
            vi: format!("{}: {}", general.vi, title.vi),
            en: format!("{}: {}", general.en, title.en),
            ..general
        };
        let rule = format!("standard-{of}-{}", title.code);
        let (id, says) = (RulingId::new(PROVISIONAL, at), Some(says));
        edits.extend(lay(view, Ruling { id, rule, span, says, paper: paper.clone() }));
    }
    if edits.is_empty() { Err(Problem::Nothing.into()) } else { Ok(edits) }
}
