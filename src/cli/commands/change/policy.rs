//! `policy set`, `off`, `reset`, `standard`, `import`, `export`: what the office decides of the rules.

use crate::app::overlays::form::options;
use crate::cli::answer::{self, Answer, Failure, save};
use crate::cli::args::{ActArgs, day, field_values};
use crate::cli::context::Context;
use crate::cli::shared::editing::Editing;
use crate::cli::user::data;
use crate::domain::{Day, Edit, Paper};
use crate::policy::{Fault, Policy};
use crate::register::check::Problem;
use crate::register::fields::rulings::{self, RuleFields};
use crate::register::fields::{Column, Input, Wrong};
use crate::register::{Loaded, View};
use clap::Args;
use serde::Serialize;
use std::path::PathBuf;

/// From when what is decided holds, and the paper it rests on.
#[derive(Debug, Args)]
struct RulingArgs {
    /// First day.
    #[arg(long, alias = "effective", value_name = "DATE", value_parser = day)]
    from: Option<Day>,
    /// Last day.
    #[arg(long, value_name = "DATE", value_parser = day)]
    until: Option<Day>,
    #[command(flatten)]
    paper: PaperArgs,
    #[command(flatten)]
    how: HowArgs,
}

/// The paper that a decision rests on.
#[derive(Debug, Args)]
pub struct PaperArgs {
    /// Its number.
    #[arg(long, value_name = "NO")]
    decision: Option<String>,
    /// Its date.
    #[arg(long, value_name = "DATE", value_parser = day)]
    decision_date: Option<Day>,
    /// The authority that decided.
    #[arg(long, value_name = "AUTHORITY")]
    by: Option<String>,
}

/// Why, and whether it is only tried out.
#[derive(Debug, Args)]
struct HowArgs {
    /// Why, in the author's words.
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    /// Only say whether it would be taken.
    #[arg(long)]
    dry_run: bool,
}

/// Another number for a rule.
#[derive(Debug, Args)]
pub struct SetArgs {
    /// The rule's id.
    rule: String,
    /// Parameters and what else changes.
    #[arg(value_name = "FIELD=VALUE")]
    fields: Vec<String>,
    #[command(flatten)]
    ruling: RulingArgs,
}

/// A rule that judges nothing from a day on.
#[derive(Debug, Args)]
pub struct OffArgs {
    /// The rule's id.
    rule: String,
    #[command(flatten)]
    ruling: RulingArgs,
}

/// A rule as the program has it again.
#[derive(Debug, Args)]
pub struct ResetArgs {
    /// The rule's id.
    rule: String,
    #[command(flatten)]
    how: HowArgs,
}

/// What is asked of those who are planned for a title.
#[derive(Debug, Args)]
pub struct StandardArgs {
    /// The title's code.
    title: String,
    /// `theory=`, `education=`, `management=`, `strength=`.
    #[arg(value_name = "FIELD=VALUE")]
    fields: Vec<String>,
    #[command(flatten)]
    ruling: RulingArgs,
}

/// Takes a file of rules in.
#[derive(Debug, Args)]
pub struct TakeInArgs {
    /// The file of rules.
    file: PathBuf,
    #[command(flatten)]
    paper: PaperArgs,
    #[command(flatten)]
    how: HowArgs,
}

/// What the office decided, as a file of rules.
#[derive(Debug, Args)]
pub struct GiveOutArgs {
    file: PathBuf,
    /// Over a file that is there.
    #[arg(long)]
    force: bool,
}

#[derive(Debug, Serialize)]
struct GivenOut {
    file: String,
    rules: usize,
}

impl PaperArgs {
    /// The paper as cells of a form have it.
    fn cells(&self) -> [(&'static str, Option<String>); 3] {
        let day = self.decision_date.map(|day| day.to_string());
        [("decision", self.decision.clone()), ("decision-date", day), ("decided-by", self.by.clone())]
    }

    /// The paper, where all of it is named.
    fn paper(&self) -> Option<Paper> {
        Some(Paper { number: self.decision.clone()?, on: self.decision_date?, by: self.by.clone()? })
    }

    /// The paper, of which nothing may be missing.
    fn needed(&self, cx: &Context) -> Result<Paper, Failure> {
        let missing =
            self.cells().into_iter().find(|(_, cell)| cell.as_ref().is_none_or(|text| text.trim().is_empty()));
        match (self.paper(), missing) {
            (Some(paper), None) => Ok(paper),
            (_, missing) => {
                Err(wrong(cx, &Wrong { column: missing.map_or("decision", |(id, _)| id), problem: Problem::Needed }))
            }
        }
    }
}

fn wrong(cx: &Context, wrong: &Wrong) -> Failure {
    let failure = Failure::problem(&wrong.problem);
    if wrong.column.is_empty() || matches!(wrong.problem, Problem::NoRule(_) | Problem::NotOwn(_)) {
        return failure;
    }
    Failure::refused("told.in-field", &[wrong.column, &cx.sentence(&failure.said)])
}

fn finish(
    cx: &Context,
    how: &HowArgs,
    of: &str,
    edits: impl FnOnce(&View) -> Result<Vec<Edit>, Failure>,
) -> Result<Answer, Failure> {
    let (register, view) = cx.open(Loaded::All)?;
    let act = ActArgs {
        effective: None,
        decision: None,
        decision_date: None,
        reason: how.reason.clone(),
        override_doc: None,
        override_date: None,
        override_by: None,
        dry_run: how.dry_run,
    };
    Editing { cx, register: &register, view: &view, act: &act }.finish(edits(&view)?, of)
}

/// Puts what the arguments say into the cells of a form.
fn fill(
    cx: &Context,
    view: &View,
    columns: &[Column],
    cells: &mut [String],
    given: &[(&str, String)],
) -> Result<(), Failure> {
    for (name, text) in given {
        let id = match *name {
            "vi" => "rule-vi",
            "en" => "rule-en",
            other => other,
        };
        let at = columns.iter().position(|column| column.id == id);
        let known = || columns.iter().map(|c| c.id).collect::<Vec<_>>().join(", ");
        let Some((column, cell)) = at.and_then(|at| Some((columns.get(at)?, cells.get_mut(at)?))) else {
            return Err(Failure::refused("told.no-field", &[*name, &known()]));
        };
        *cell = match column.input {
            Input::Choice(_) | Input::Flag if !text.is_empty() => {
                let offers = options::all(&cx.words, view, column.input);
                let meant = options::meant(&offers, text).map(|offer| offer.cell.clone());
                meant
                    .ok_or_else(|| wrong(cx, &Wrong { column: column.id, problem: Problem::NoChoice(text.clone()) }))?
            }
            _ => text.clone(),
        };
    }
    Ok(())
}

impl RulingArgs {
    /// What the options say, as cells.
    fn given(&self) -> Vec<(&'static str, String)> {
        let days = [("from", self.from), ("until", self.until)].map(|(id, day)| (id, day.map(|day| day.to_string())));
        days.into_iter().chain(self.paper.cells()).filter_map(|(id, text)| Some((id, text?))).collect()
    }
}

pub fn set(cx: &Context, args: &SetArgs) -> Result<Answer, Failure> {
    finish(cx, &args.ruling.how, "set-rule", |view| {
        let on = args.ruling.from.unwrap_or(view.on);
        let fields = RuleFields::of(view, &args.rule, on).map_err(|w| wrong(cx, &w))?;
        let (columns, mut cells) = (fields.columns(), fields.begin(on));
        let own = field_values(&args.fields)?.into_iter().map(|(name, text)| (name, text.to_owned()));
        let given: Vec<(&str, String)> = args.ruling.given().into_iter().chain(own).collect();
        fill(cx, view, &columns, &mut cells, &given)?;
        fields.set(&cells).map_err(|w| wrong(cx, &w))
    })
}

pub fn off(cx: &Context, args: &OffArgs) -> Result<Answer, Failure> {
    finish(cx, &args.ruling.how, "rule-off", |view| {
        let from = args.ruling.from.unwrap_or(view.on);
        let fields = RuleFields::of(view, &args.rule, from).map_err(|w| wrong(cx, &w))?;
        let paper = args.ruling.paper.needed(cx)?;
        fields.off(from, args.ruling.until, paper).map_err(|w| wrong(cx, &w))
    })
}

pub fn reset(cx: &Context, args: &ResetArgs) -> Result<Answer, Failure> {
    finish(cx, &args.how, "reset-rule", |view| rulings::reset(view, &args.rule).map_err(|w| wrong(cx, &w)))
}

pub fn standard(cx: &Context, args: &StandardArgs) -> Result<Answer, Failure> {
    finish(cx, &args.ruling.how, "set-standard", |view| {
        let columns = rulings::STANDARD;
        let mut cells = vec![String::new(); columns.len()];
        let defaults =
            [("title", args.title.clone()), ("strength", "target".to_owned()), ("from", view.on.to_string())];
        let own = field_values(&args.fields)?.into_iter().map(|(name, text)| (name, text.to_owned()));
        let given: Vec<(&str, String)> = defaults.into_iter().chain(args.ruling.given()).chain(own).collect();
        fill(cx, view, columns, &mut cells, &given)?;
        rulings::standard(view, &cells).map_err(|w| wrong(cx, &w))
    })
}

/// Takes a file of rules in; what is wrong with it is told by its line, and nothing changes.
pub fn import(cx: &Context, args: &TakeInArgs) -> Result<Answer, Failure> {
    let text = answer::read(&args.file)?;
    let name = args.file.display().to_string();
    let rules = Policy::rules_of_file(&name, &text).map_err(|faults| faulty(cx, &faults))?;
    let file = args.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or(name);
    // a paper of which only half is named is no paper
    let named = args.paper.cells().iter().any(|(_, cell)| cell.is_some());
    let paper = if named { Some(args.paper.needed(cx)?) } else { None };
    finish(cx, &args.how, "import-rules", |view| {
        let taken = rulings::import(view, rules, paper.as_ref(), &file);
        if !taken.without_paper.is_empty() {
            cx.warn(&crate::cli::answer::say("told.rules-without-paper", &[&taken.without_paper.join(", ")]));
        }
        if taken.same > 0 {
            cx.warn(&crate::cli::answer::say("told.rules-same", &[&cx.words.number(taken.same)]));
        }
        if taken.edits.is_empty() { Err(Failure::problem(&Problem::Nothing)) } else { Ok(taken.edits) }
    })
}

fn faulty(cx: &Context, faults: &[Fault]) -> Failure {
    let Some(fault) = faults.first() else { return Failure::problem(&Problem::Nothing) };
    let (key, with) = data::flaw(&fault.flaw);
    let why = cx.words.fill(key, &[with]);
    Failure::refused("told.rules-faulty", &[&fault.file, &fault.line.to_string(), &why, &cx.words.number(faults.len())])
}

pub fn export(cx: &Context, args: &GiveOutArgs) -> Result<Answer, Failure> {
    let (_, view) = cx.open(Loaded::All)?;
    save(&args.file, args.force, rulings::export(&view).as_bytes())?;
    let given = GivenOut { file: args.file.display().to_string(), rules: view.snapshot.rulings.len() };
    let words = &cx.words;
    Ok(cx.answer(&given, |given| {
        words.fill("told.rules-exported", &[given.file.clone(), words.number(given.rules)]) + "\n"
    }))
}
