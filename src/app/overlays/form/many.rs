//! The same change on many: one task, filled in once, tried on each of those who are marked; what would change is
//! shown before one revision changes it.

use super::{Form, accept, options};
use crate::app::session::Session;
use crate::app::session::host::Notice;
use crate::app::words::refusals;
use crate::domain::{CadreId, Edit};
use crate::policy;
use crate::register::check::Problem;
use crate::register::fields::{CARD, Records, Sheet, Task, Wrong, differences};
use crate::register::handle::Texts;
use crate::register::trial;

/// A task for many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Many {
    /// As for the first of them.
    pub task: Task,
    /// The one field of it that is filled in; all of them where there is none.
    pub column: Option<usize>,
    /// For whom.
    pub cadres: Vec<CadreId>,
}

/// What would come of it.
#[derive(Debug, Clone, Default)]
pub struct Preview {
    /// Whether it has been made for what stands in the fields.
    pub made: bool,
    /// A line for each value that changes: whose, what was, what becomes.
    pub changes: Vec<String>,
    /// A line for each for whom it cannot be.
    pub refused: Vec<String>,
    /// For how many nothing would change.
    pub same: usize,
    /// First line shown.
    pub top: usize,
    edits: Vec<Edit>,
}

/// Up to so many, the preview follows each key; above it is made when one accepts.
const AT_ONCE: usize = 300;

/// What can be done to many at once: sheets that grow by a row, values that change from a day on, fields of the card.
const ADDED: [Sheet; 5] = [Sheet::Grade, Sheet::Conclusion, Sheet::Praise, Sheet::Status, Sheet::Exempt];
const CHANGED: [Sheet; 2] = [Sheet::Rank, Sheet::Payroll];

/// The tasks that can be done to many, each with the one field where it has only one.
#[must_use]
pub fn tasks(first: CadreId) -> Vec<(Task, Option<usize>)> {
    let key = |sheet: Sheet| crate::domain::RecordKey { kind: sheet.kind(), id: first.0 };
    let added = ADDED.iter().map(|s| (Task::Add { sheet: *s, key: key(*s) }, None));
    let changed = CHANGED.iter().map(|s| (Task::Change { sheet: *s, key: key(*s), row: 0 }, None));
    let card = Task::Correct { sheet: Sheet::Card, key: key(Sheet::Card), row: 0 };
    let corrected = CARD.iter().enumerate().filter(|(_, field)| field.is_shared);
    added.chain(changed).chain(corrected.map(|(at, _)| (card, Some(at)))).collect()
}

/// Opens the form for many.
pub fn open(cx: &mut Session, many: Many) {
    if cx.refuses_edits() {
        return;
    }
    let columns = many.task.columns();
    let columns: Vec<_> = match many.column.and_then(|at| columns.get(at)) {
        Some(one) => vec![*one],
        None => columns,
    };
    let today = cx.view.on.to_string();
    let cells: Vec<String> =
        columns.iter().map(|c| if c.id == "from" { today.clone() } else { String::new() }).collect();
    let sheet = many.task.sheet().map(|s| cx.words.of_group("sheet", s.id())).unwrap_or_default();
    let intent = cx.words.of_group("intent", many.task.intent());
    let title = cx.words.fill("form.many", &[intent, sheet.to_owned(), cx.words.number(many.cadres.len())]);
    let form = Form::new(cx, super::FormPurpose::Many(many), title, &columns, &cells);
    cx.over.open(form);
}

/// The edits for one of them.
fn edits(cx: &Session, many: &Many, cadre: CadreId, cells: &[String]) -> Result<Vec<Edit>, Wrong> {
    let texts = Texts::default();
    let records = Records { view: &cx.view, texts: &texts };
    let task = many.task.of(cadre.0);
    match (many.column, cells.first()) {
        (Some(at), Some(cell)) => {
            let mut all = task.begin(records)?;
            if let Some(own) = all.get_mut(at) {
                own.clone_from(cell);
            }
            task.edits(records, &all)
        }
        _ => task.edits(records, cells),
    }
}

/// Looks at what would come of it, where that is quickly done.
pub fn preview(cx: &Session, many: &Many, form: &mut Form) {
    form.preview = Preview::default();
    if many.cadres.len() <= AT_ONCE
        && let Err(wrong) = make(cx, many, form)
        && !matches!(wrong.problem, Problem::Needed)
    {
        form.blame(wrong.column, refusals::problem(&wrong.problem));
    }
}

/// Tries it on each; what is wrong with all of them is wrong with the form.
fn make(cx: &Session, many: &Many, form: &mut Form) -> Result<(), Wrong> {
    let cells = form.cells();
    let mut preview = Preview::default();
    let mut first = None;
    let paper = form.exception.and_then(|own| accept::override_of(form, own).ok());
    let stops = if paper.is_some() { policy::forbids } else { policy::stops };
    for cadre in &many.cadres {
        let name = cx.view.cadre(*cadre).map_or("", |c| c.name.as_str()).to_owned();
        let tried = edits(cx, many, *cadre, &cells).and_then(|edits| {
            let trial = trial::try_with(&cx.view, &cx.policy, &edits, cx.today, paper.as_ref())?;
            Ok((edits, trial.findings))
        });
        match tried {
            Ok((edits, findings)) if !findings.iter().any(stops) => {
                preview.changes.extend(edits.iter().flat_map(|edit| lines(cx, &name, edit)));
                preview.edits.extend(edits);
            }
            Ok((_, findings)) => {
                let rule = findings.iter().find(|f| stops(f)).and_then(|f| cx.policy.rule_of(f));
                let says = rule.map(|r| cx.words.pick(&r.vi, &r.en)).unwrap_or_default();
                preview.refused.push(format!("{name}: {says}"));
            }
            Err(Wrong { problem: Problem::Nothing, .. }) => preview.same += 1,
            Err(wrong) => {
                let said = refusals::problem(&wrong.problem);
                preview.refused.push(format!("{name}: {}", cx.words.fill(said.key, &said.with)));
                first.get_or_insert(wrong);
            }
        }
    }
    let nobody = preview.changes.is_empty() && preview.same == 0;
    preview.made = true;
    form.preview = preview;
    match first.filter(|_| nobody) {
        Some(wrong) => {
            form.preview = Preview::default();
            Err(wrong)
        }
        None => Ok(()),
    }
}

/// What an edit changes, a line a row: "Nông Thị Hoa · 2024 → HTT".
fn lines(cx: &Session, name: &str, edit: &Edit) -> Vec<String> {
    let mut out: Vec<(Sheet, usize, Vec<String>, Vec<String>)> = Vec::new();
    for d in differences(edit.was.as_ref(), edit.becomes.as_ref(), &cx.view) {
        let input = d.sheet.columns().get(d.column).map(|c| c.input);
        let words = |cell: &str| input.map(|i| options::shown(&cx.words, &cx.view, i, cell)).filter(|t| !t.is_empty());
        if out.last().is_none_or(|(sheet, row, ..)| (*sheet, *row) != (d.sheet, d.row)) {
            out.push((d.sheet, d.row, Vec::new(), Vec::new()));
        }
        if let Some((_, _, was, becomes)) = out.last_mut() {
            was.extend(words(&d.was));
            becomes.extend(words(&d.becomes));
        }
    }
    let dash = |cells: Vec<String>| if cells.is_empty() { "—".to_owned() } else { cells.join(" · ") };
    out.into_iter().map(|(_, _, was, becomes)| format!("{name}: {} → {}", dash(was), dash(becomes))).collect()
}

/// Shows what would change, or changes it once it has been shown.
pub fn submit(cx: &mut Session, many: &Many, form: &mut Form) {
    if !form.preview.made {
        if let Err(wrong) = make(cx, many, form) {
            form.blame(wrong.column, refusals::problem(&wrong.problem));
            return;
        }
        if many.cadres.len() > AT_ONCE {
            // so many are looked at before they are changed
            return;
        }
    }
    let edits = form.preview.edits.clone();
    if edits.is_empty() {
        form.problem = Some(Notice { key: "problem.nothing", with: Vec::new() });
        return;
    }
    accept::send(cx, form, edits, "many");
}
