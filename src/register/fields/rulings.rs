//! What the office decides of a rule, as fields: its parameters, how binding it is, from when until when, the paper. The
//! screen, the command line and files of rules all come through here.

mod file;
mod title;

pub use file::{RulesImport, export, import};
pub use title::{STANDARD, standard};

use super::column::{Choice, Column, Input, Reader, Wrong, asked, day_cell, needed, span_cells};
use super::rows::SheetRow;
use crate::domain::edit::renumber::PROVISIONAL;
use crate::domain::{Day, Edit, Nature, Paper, Record, RuleText, Ruling, RulingId, Span};
use crate::policy::{Parameter, Rule, RuleKind, Shape, as_in_a_file};
use crate::register::problem::Problem;
use crate::register::view::View;
use std::sync::Arc;

/// How binding a rule can be, and how sure its number: the words of files of rules.
const STRENGTH: Input = Input::Choice(Choice::Some("strength", &["hard", "target", "notice"]));
const SURENESS: Input = Input::Choice(Choice::Some("sureness", &["text", "report", "practice", "unsure"]));

const FROM: Column = needed("from", Input::Day);
const UNTIL: Column = asked("until", Input::Day);
const PAPER: [Column; 3] =
    [needed("decision", Input::Line), needed("decision-date", Input::Day), needed("decided-by", Input::Line)];

/// The fields of a ruling in the journal and in files of the whole register.
pub(super) const RULING: &[Column] = &[
    needed("rule", Input::Line),
    FROM,
    asked("to", Input::Day),
    asked("rule-kind", Input::Line),
    asked("rule-with", Input::Line),
    asked("rule-applies", Input::Line),
    asked("rule-except", Input::Line),
    asked("strength", STRENGTH),
    asked("sureness", SURENESS),
    asked("removal", Input::Line),
    asked("rule-vi", Input::Line),
    asked("rule-en", Input::Line),
    asked("short-vi", Input::Line),
    asked("short-en", Input::Line),
    PAPER[0],
    PAPER[1],
    PAPER[2],
];

fn wrong(column: &'static str, problem: Problem) -> Wrong {
    Wrong { column, problem }
}

/// Names and values as one line of a file.
fn inline(pairs: &[(String, String)]) -> String {
    if pairs.is_empty() {
        return String::new();
    }
    let pairs: Vec<String> = pairs.iter().map(|(name, value)| format!("{name} = {value}")).collect();
    format!("{{ {} }}", pairs.join(", "))
}

fn pairs(r: &Reader<'_>, column: &'static str) -> Result<Vec<(String, String)>, Wrong> {
    let text = r.line(column)?;
    if text.is_empty() {
        return Ok(Vec::new());
    }
    match as_in_a_file(&text) {
        Some(toml::Value::Table(table)) => Ok(table.iter().map(|(n, value)| (n.clone(), value.to_string())).collect()),
        _ => Err(wrong(column, Problem::Text(text))),
    }
}

impl SheetRow for Ruling {
    fn cells(&self, _: &View) -> Vec<String> {
        let [from, to] = span_cells(self.span);
        let nothing = RuleText::default();
        let says = self.says.as_ref().unwrap_or(&nothing);
        let (short_vi, short_en) = says.short.clone().unwrap_or_default();
        vec![
            self.rule.clone(),
            from,
            to,
            says.kind.clone(),
            inline(&says.with),
            inline(&says.applies),
            says.except.join(", "),
            says.strength.clone(),
            says.sureness.clone(),
            says.removal.clone().unwrap_or_default(),
            says.vi.clone(),
            says.en.clone(),
            short_vi,
            short_en,
            self.paper.number.clone(),
            day_cell(self.paper.on),
            self.paper.by.clone(),
        ]
    }

    fn read(r: &Reader<'_>, was: Option<&Self>) -> Result<Self, Wrong> {
        let id = was.map_or(RulingId::new(PROVISIONAL, 1), |was| was.id);
        let kind = r.line("rule-kind")?;
        let short = (r.line("short-vi")?, r.line("short-en")?);
        let except = r.line("rule-except")?;
        let says = RuleText {
            with: pairs(r, "rule-with")?,
            applies: pairs(r, "rule-applies")?,
            except: except.split(',').map(str::trim).filter(|code| !code.is_empty()).map(str::to_owned).collect(),
            strength: r.line("strength")?,
            sureness: r.line("sureness")?,
            removal: Some(r.line("removal")?).filter(|code| !code.is_empty()),
            vi: r.line("rule-vi")?,
            en: r.line("rule-en")?,
            short: (!short.0.is_empty()).then_some(short),
            kind,
        };
        let says = (!says.kind.is_empty()).then_some(says);
        Ok(Ruling { id, rule: r.line("rule")?, span: r.span()?, says, paper: paper(r)? })
    }
}

fn paper(r: &Reader<'_>) -> Result<Paper, Wrong> {
    let text = |id| r.line(id);
    Ok(Paper { number: text("decision")?, on: r.day("decision-date")?, by: text("decided-by")? })
}

/// What the office has decided of a rule, in order of time.
#[must_use]
pub fn of_rule<'v>(view: &'v View, rule: &str) -> Vec<&'v Arc<Ruling>> {
    let mut rulings: Vec<_> = view.snapshot.rulings.values().filter(|r| r.rule == rule).collect();
    rulings.sort_by_key(|r| r.span.from);
    rulings
}

/// The version of a rule that holds on a day; of the others the last.
fn version<'v>(view: &'v View, rule: &str, on: Day) -> Option<&'v Rule> {
    let mut versions = view.policy().rules.iter().filter(|r| *r.id == *rule);
    versions.clone().find(|r| r.dated(on)).or_else(|| versions.next_back())
}

/// The fields of one rule.
#[derive(Debug)]
pub struct RuleFields<'v> {
    view: &'v View,
    rule: String,
    /// The version that is changed.
    is: &'v Rule,
    parameters: Vec<Parameter>,
}

impl<'v> RuleFields<'v> {
    /// The fields of a rule, as it holds on a day.
    ///
    /// # Errors
    /// There is no such rule.
    pub fn of(view: &'v View, rule: &str, on: Day) -> Result<RuleFields<'v>, Wrong> {
        let is = version(view, rule, on).ok_or_else(|| wrong("rule", Problem::NoRule(rule.to_owned())))?;
        Ok(RuleFields { view, rule: rule.to_owned(), is, parameters: RuleKind::parameters_of(is.kind.id()) })
    }

    /// The parameters of its kind.
    #[must_use]
    pub fn parameters(&self) -> &[Parameter] {
        &self.parameters
    }

    /// Its fields: the parameters first.
    #[must_use]
    pub fn columns(&self) -> Vec<Column> {
        let parameters = self.parameters.iter().map(|parameter| {
            let input = if parameter.shape == Shape::Flag { Input::Flag } else { Input::Line };
            asked(parameter.name, input)
        });
        let words = [needed("strength", STRENGTH), needed("sureness", SURENESS), FROM, UNTIL];
        let text = [needed("rule-vi", Input::Line), needed("rule-en", Input::Line)];
        parameters.chain(words).chain(PAPER).chain(text).collect()
    }

    /// With what they begin: the numbers as they hold, from the day that is looked at.
    #[must_use]
    pub fn begin(&self, on: Day) -> Vec<String> {
        let says = RuleText::of(self.is);
        let own = of_rule(self.view, &self.rule).into_iter().find(|r| r.span.holds(on));
        let parameters = self.parameters.iter().map(|parameter| self.value(&says, *parameter));
        let until = self.is.until.map(|day| day.0.to_string()).unwrap_or_default();
        let (from, sureness) = match own {
            Some(own) => (own.span.from, says.sureness.clone()),
            // what the office decides rests on a paper that it holds
            None => (on, "text".to_owned()),
        };
        let words = [says.strength.clone(), sureness, from.to_string(), until];
        let paper = match own {
            Some(own) => [own.paper.number.clone(), day_cell(own.paper.on), own.paper.by.clone()],
            None => Default::default(),
        };
        parameters.chain(words).chain(paper).chain([says.vi.clone(), says.en.clone()]).collect()
    }

    /// A parameter as it stands in its field; empty where the rule does not give it.
    fn value(&self, says: &RuleText, parameter: Parameter) -> String {
        let value = says.with.iter().find(|(name, _)| name == parameter.name);
        value.and_then(|(_, value)| as_in_a_file(value)).map(|v| parameter.shape.text(&v)).unwrap_or_default()
    }

    /// What is typed in the field of a parameter, as a file has it. A bare word for a level of schooling is one of the
    /// standard that the rule is of.
    fn typed(&self, parameter: Parameter, typed: &str) -> Option<toml::Value> {
        let is_word = typed.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        match (parameter.shape, RuleText::of(self.is).with.iter().find(|(name, _)| name == "of")) {
            (Shape::Other, Some((_, of))) if is_word => {
                let of = as_in_a_file(of)?.as_str()?.to_owned();
                Some(toml::Value::Table([(of, typed.into())].into_iter().collect()))
            }
            _ => parameter.shape.value(typed),
        }
    }

    /// The edits that come of what stands in the fields.
    ///
    /// # Errors
    /// The field that is wrong, and why.
    pub fn set(&self, cells: &[String]) -> Result<Vec<Edit>, Wrong> {
        let columns = self.columns();
        let r = Reader { columns: &columns, cells, view: self.view };
        let mut says = RuleText::of(self.is);
        let mut changes = Vec::new();
        for parameter in &self.parameters {
            let typed = r.line(parameter.name)?;
            let was = self.value(&says, *parameter);
            if typed == was || (parameter.shape == Shape::Flag && typed.is_empty() && was == "no") {
                continue;
            }
            says.with.retain(|(name, _)| name != parameter.name);
            if !typed.is_empty() {
                let value = self.typed(*parameter, &typed);
                let value = value.ok_or_else(|| wrong(parameter.name, Problem::NoNumber(typed.clone())))?;
                says.with.push((parameter.name.to_owned(), value.to_string()));
            }
            says.with.sort();
            let is = self.value(&says, *parameter);
            changes.push(format!("{} → {}", dash(&was), dash(&is)));
        }
        says.with.sort();
        (says.strength, says.sureness) = (one_of(&r, "strength", STRENGTH)?, one_of(&r, "sureness", SURENESS)?);
        let (vi, en) = (r.line("rule-vi")?, r.line("rule-en")?);
        (says.vi, says.en) = if (&vi, &en) == (&says.vi, &says.en) && !changes.is_empty() {
            // the words name the numbers of before
            let changes = changes.join("; ");
            (reworded(&vi, "nay", &changes.replace('.', ",")), reworded(&en, "now", &changes))
        } else {
            (vi, en)
        };
        let (from, until) = (r.day("from")?, r.day_or("until")?);
        self.ruled(Some(says), from, until, paper(&r)?)
    }

    /// The edits that switch the rule off from a day on.
    ///
    /// # Errors
    /// What is wrong with the days or the paper.
    pub fn off(&self, from: Day, until: Option<Day>, paper: Paper) -> Result<Vec<Edit>, Wrong> {
        // beyond its own last day the rule says nothing that could be switched off
        let until = until.or_else(|| self.is.until.map(|day| day.0));
        self.ruled(None, from, until, paper)
    }

    fn ruled(&self, says: Option<RuleText>, from: Day, until: Option<Day>, paper: Paper) -> Result<Vec<Edit>, Wrong> {
        let span = Span { from, to: until.map_or(Day::MAX, Day::next) };
        if span.from >= span.to {
            return Err(wrong("until", Problem::EndsFirst(span)));
        }
        let ruling = Ruling { id: RulingId::new(PROVISIONAL, 1), rule: self.rule.clone(), span, says, paper };
        let edits = lay(self.view, ruling);
        if edits.is_empty() { Err(Problem::Nothing.into()) } else { Ok(edits) }
    }
}

/// One of the words that a field offers.
fn one_of(r: &Reader<'_>, id: &'static str, input: Input) -> Result<String, Wrong> {
    let word = r.line(id)?;
    match input {
        Input::Choice(Choice::Some(_, words)) if !words.contains(&word.as_str()) => {
            Err(wrong(id, Problem::NoChoice(word)))
        }
        _ => Ok(word),
    }
}

fn dash(text: &str) -> &str {
    if text.is_empty() { "—" } else { text }
}

/// What a rule says, with what it says now.
fn reworded(says: &str, now: &str, changes: &str) -> String {
    let marker = format!(" ({now} ");
    let first = says.split(&marker).next().unwrap_or(says);
    format!("{first}{marker}{changes})")
}

/// The edits that put a ruling beside those that there are: one that begins on the same day becomes it, one that still
/// holds on its first day ends before it. No edit where it says what is said already.
fn lay(view: &View, mut ruling: Ruling) -> Vec<Edit> {
    let there = of_rule(view, &ruling.rule);
    let same = there.iter().find(|r| r.span.from == ruling.span.from);
    // the only one that there is, dated too late, is set right
    let only =
        || there.first().filter(|r| there.len() == 1 && ruling.span.from < r.span.from && ruling.span.overlaps(r.span));
    if let Some(was) = same.or_else(only) {
        ruling.id = was.id;
        let was = Record::Ruling(Ruling::clone(was));
        let becomes = Record::Ruling(ruling);
        let edit = Edit { nature: Nature::Correction, was: Some(was), becomes: Some(becomes) };
        return if edit.is_sound() { vec![edit] } else { Vec::new() };
    }
    let nature = Nature::Change(ruling.span.from);
    let ends = there.iter().find(|r| r.span.holds(ruling.span.from)).map(|was| {
        let span = Span { to: ruling.span.from, ..was.span };
        let becomes = Ruling { span, ..Ruling::clone(was) };
        Edit { nature, was: Some(Record::Ruling(Ruling::clone(was))), becomes: Some(Record::Ruling(becomes)) }
    });
    ends.into_iter().chain([Edit { nature, was: None, becomes: Some(Record::Ruling(ruling)) }]).collect()
}

/// The fields of a rule that is switched off.
pub const OFF: &[Column] = &[FROM, UNTIL, PAPER[0], PAPER[1], PAPER[2]];

/// The edits that switch a rule off, of what stands in the fields.
///
/// # Errors
/// The field that is wrong, and why.
pub fn off(view: &View, rule: &str, cells: &[String]) -> Result<Vec<Edit>, Wrong> {
    let r = Reader { columns: OFF, cells, view };
    let from = r.day("from")?;
    RuleFields::of(view, rule, from)?.off(from, r.day_or("until")?, paper(&r)?)
}

/// The edits that make a rule what the program says again.
///
/// # Errors
/// There is no such rule, or the office has decided nothing of it.
pub fn reset(view: &View, rule: &str) -> Result<Vec<Edit>, Wrong> {
    let there = of_rule(view, rule);
    if there.is_empty() {
        let known = view.policy().rule(rule).is_some();
        let problem = if known { Problem::NotOwn } else { Problem::NoRule };
        return Err(wrong("rule", problem(rule.to_owned())));
    }
    let gone = |was: &Arc<Ruling>| Edit {
        nature: Nature::Correction,
        was: Some(Record::Ruling(Ruling::clone(was))),
        becomes: None,
    };
    Ok(there.into_iter().map(gone).collect())
}
