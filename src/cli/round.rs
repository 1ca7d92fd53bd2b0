//! `round`: review rounds from opening to closing, and who must leave by the rules.

use super::Asked;
use super::args::{ActWords, RoundWhat};
use super::edit::{Found, found_by};
use super::enter;
use super::fail::Failure;
use super::names;
use super::out::{Answer, Side, Table};
use super::pool::units;
use crate::app::words::Words;
use crate::domain::{CadreId, EntryId, PlanKind, PostId, Round, RoundId, RoundState, Step, Subject, TermId, UnitId};
use crate::policy::Leaver;
use crate::register::fields::codes::Coded;
use crate::register::fields::{Operation, Planning, Task};
use crate::register::{Loaded, Register, View};
use serde::Serialize;
use std::collections::BTreeSet;

/// A round as it is printed.
#[derive(Debug, Serialize)]
struct Row {
    #[serde(serialize_with = "super::pool::list::shown")]
    id: RoundId,
    #[serde(serialize_with = "super::pool::list::shown")]
    unit: UnitId,
    unit_name: String,
    term: String,
    kind: PlanKind,
    year: u16,
    state: RoundState,
    opened: String,
    submitted: Option<String>,
    approved: Option<String>,
    closed: Option<String>,
    plan: Option<String>,
    decision: Option<String>,
    /// Places that it brings.
    enter: usize,
    /// Places that it takes away.
    leave: usize,
    steps: Vec<Step>,
}

/// Somebody who must leave.
#[derive(Debug, Serialize)]
struct Leaving {
    #[serde(serialize_with = "super::pool::list::shown")]
    entry: EntryId,
    #[serde(serialize_with = "super::pool::list::shown")]
    cadre: CadreId,
    name: String,
    #[serde(serialize_with = "super::pool::list::shown")]
    post: PostId,
    title: String,
    reason: String,
    reason_name: String,
    finding: Found,
}

/// Answers `round`.
///
/// # Errors
/// No such round, term or unit; or the change is refused, and nothing has changed then.
pub fn answer(asked: &Asked, what: &RoundWhat) -> Result<Answer, Failure> {
    match what {
        RoundWhat::List { term, unit, state } => list(asked, term.as_deref(), unit.as_deref(), state.as_deref()),
        RoundWhat::Open { unit, term, year, kind, plan, plan_date, act } => {
            let (register, view) = asked.open(Loaded::All)?;
            let (unit, term) = (names::unit(&view, unit)?, names::term(&view, term)?.number);
            let (year, date) = (year.map(|y| y.to_string()), plan_date.map(|d| d.to_string()));
            let said = [("year", year.as_deref()), ("plan-kind", kind.as_deref())];
            let said = said.into_iter().chain([("plan", plan.as_deref()), ("plan-date", date.as_deref())]);
            let fields: Vec<(&str, &str)> = said.filter_map(|(name, text)| Some((name, text?))).collect();
            carry_out(asked, &register, &view, Planning::Open(Some(unit), Some(term)), &fields, act)
        }
        RoundWhat::Propose { round, accept, act } => propose(asked, round, *accept, act),
        RoundWhat::Submit { round, act } => step(asked, round, act, Planning::Submit),
        RoundWhat::Approve { round, act } => step(asked, round, act, Planning::Approve),
        RoundWhat::Close { round, act } => step(asked, round, act, Planning::Close),
    }
}

fn carry_out(
    asked: &Asked,
    register: &Register,
    view: &View,
    act_of: Planning,
    fields: &[(&str, &str)],
    act: &ActWords,
) -> Result<Answer, Failure> {
    enter::carry_out(asked, register, view, Task::Do(Operation::Plan(act_of)), fields, act)
}

fn step(asked: &Asked, round: &str, act: &ActWords, of: fn(RoundId) -> Planning) -> Result<Answer, Failure> {
    let (register, view) = asked.open(Loaded::All)?;
    let id = named(&view, round)?.id;
    carry_out(asked, &register, &view, of(id), &[], act)
}

/// The round that a word names.
///
/// # Errors
/// There is none.
pub(super) fn named<'v>(view: &'v View, word: &str) -> Result<&'v Round, Failure> {
    let id = word.parse::<RoundId>().ok();
    let found = id.and_then(|id| view.snapshot.rounds.get(&id));
    found.map(AsRef::as_ref).ok_or_else(|| Failure::refused("told.no-round", &[word]))
}

fn list(asked: &Asked, term: Option<&str>, unit: Option<&str>, state: Option<&str>) -> Result<Answer, Failure> {
    let (_, view) = asked.open(Loaded::All)?;
    let term = term.map(|word| names::term(&view, word).map(|t| t.number)).transpose()?;
    let under = unit.map(|word| units(&view, Some(word))).transpose()?;
    let rounds = view.snapshot.rounds.values().filter(|r| {
        let of_term = term.is_none_or(|t| r.term == t);
        of_term && under.as_ref().is_none_or(|under| under.contains(&r.unit))
    });
    let rows: Vec<Row> =
        rounds.filter_map(|r| row(&view, r)).filter(|r| state.is_none_or(|s| name(r.state) == s)).collect();
    Ok(Answer::of(asked.form, &rows, |rows| plain(rows, &asked.words)))
}

/// Its name on the command line, and of its words.
fn name(state: RoundState) -> &'static str {
    match state {
        RoundState::Open => "open",
        RoundState::Submitted => "submitted",
        RoundState::Approved => "approved",
        RoundState::Closed => "closed",
    }
}

fn term_name(view: &View, term: TermId) -> String {
    view.term(term).map(|t| t.id.clone()).unwrap_or_default()
}

fn row(view: &View, round: &Round) -> Option<Row> {
    let state = round.state(view.on)?;
    let of = |e: &&std::sync::Arc<crate::domain::Entry>| e.removal.as_ref().and_then(|r| r.round) == Some(round.id);
    let leave = view.proposed_in(round.id).filter(of).count();
    let enter = view.proposed_in(round.id).filter(|e| e.round == Some(round.id)).count();
    let day = |day: Option<crate::domain::Day>| day.filter(|d| *d <= view.on).map(crate::domain::Day::iso);
    Some(Row {
        id: round.id,
        unit: round.unit,
        unit_name: names::unit_name(view, round.unit),
        term: term_name(view, round.term),
        kind: round.kind,
        year: round.year,
        state,
        opened: round.opened.iso(),
        submitted: day(round.submitted),
        approved: day(round.approved),
        closed: day(round.closed),
        plan: round.plan.as_ref().map(|p| p.number.clone()),
        decision: round.decision.as_ref().filter(|d| d.on <= view.on).map(|d| d.number.clone()),
        enter,
        leave,
        steps: round.steps.iter().filter(|s| s.held <= view.on).cloned().collect(),
    })
}

fn plain(rows: &[Row], words: &Words) -> String {
    let mut table = Table::new(&[
        (words.get("cli.round.round"), Side::Left),
        (words.get("cli.pool.unit"), Side::Left),
        (words.get("cli.pool.term"), Side::Left),
        (words.get("cli.round.year"), Side::Right),
        (words.get("cli.round.kind"), Side::Left),
        (words.get("cli.round.state"), Side::Left),
        (words.get("cli.round.enter"), Side::Right),
        (words.get("cli.round.leave"), Side::Right),
        (words.get("cli.round.decision"), Side::Left),
    ]);
    for r in rows {
        table.row(vec![
            r.id.to_string(),
            r.unit_name.clone(),
            r.term.clone(),
            r.year.to_string(),
            words.of_group(PlanKind::GROUP, r.kind.code()),
            words.get(&format!("cli.round.{}", name(r.state))).to_owned(),
            r.enter.to_string(),
            r.leave.to_string(),
            r.decision.clone().unwrap_or_default(),
        ]);
    }
    table.text()
}

/// Who must leave the pools that a round speaks of, by the rules of the day.
fn leavers(register: &Register, view: &View, round: &Round) -> Result<Vec<Leaver>, Failure> {
    let under = units(view, Some(&round.unit.to_string()))?;
    let own = |post: PostId| {
        let unit = view.post(post).filter(|p| under.contains(&p.unit));
        // what stands under another open round is that round's
        unit.is_some() && view.open_round(post, round.term).is_none_or(|r| r.id == round.id)
    };
    let standing = view.snapshot.entries.values().filter(|e| e.term == round.term && e.span.holds(view.on));
    let posts: BTreeSet<PostId> = standing.map(|e| e.post).collect();
    let of = |post: PostId| register.policy().leavers(view, post, round.term, view.on);
    Ok(posts.into_iter().filter(|post| own(*post)).flat_map(of).collect())
}

fn propose(asked: &Asked, word: &str, accept: bool, act: &ActWords) -> Result<Answer, Failure> {
    let (register, view) = asked.open(Loaded::All)?;
    let view = act.effective.map_or_else(|| view.clone(), |day| view.on(day));
    let round = named(&view, word)?;
    if round.closed.is_some_and(|day| day <= view.on) {
        return Err(Failure::problem(&crate::register::check::Problem::RoundClosed));
    }
    let leavers = leavers(&register, &view, round)?;
    if accept {
        return take_out(asked, &register, &view, round, &leavers, act);
    }
    let rows: Vec<Leaving> = leavers.iter().filter_map(|l| leaving(&register, &view, l, &asked.words)).collect();
    Ok(Answer::of(asked.form, &rows, |rows| {
        let lines = rows.iter().map(|r| format!("{} · {} — {}\n", r.name, r.title, r.reason_name));
        let count = asked.words.fill("cli.round.must-leave", &[rows.len().to_string()]);
        format!("{count}\n{}", lines.collect::<String>())
    }))
}

fn leaving(register: &Register, view: &View, leaver: &Leaver, words: &Words) -> Option<Leaving> {
    let entry = view.snapshot.entries.get(&leaver.entry)?;
    let all = view.catalogue.lists().all(crate::register::catalogue::ListName::Removal);
    let listed = all.iter().find(|e| e.code == leaver.reason);
    Some(Leaving {
        entry: entry.id,
        cadre: entry.cadre,
        name: names::name(view, Subject::Cadre(entry.cadre)),
        post: entry.post,
        title: names::name(view, Subject::Post(entry.post)),
        reason: leaver.reason.clone(),
        reason_name: listed.map(|e| words.pick(&e.vi, &e.en).to_owned()).unwrap_or_default(),
        finding: found_by(register, view, &leaver.finding, words),
    })
}

/// Proposes all of them to leave, as one revision.
fn take_out(
    asked: &Asked,
    register: &Register,
    view: &View,
    round: &Round,
    leavers: &[Leaver],
    act: &ActWords,
) -> Result<Answer, Failure> {
    let id = round.id.to_string();
    let mut edits = Vec::new();
    for leaver in leavers {
        let task = Task::Do(Operation::Plan(Planning::Leave(leaver.entry)));
        let fields = [("removal", leaver.reason.as_str()), ("round", id.as_str())];
        edits.extend(enter::edits_of(asked, register, view, task, &fields, act)?);
    }
    if edits.is_empty() {
        return Err(Failure::refused("told.nobody-leaves", &[&id]));
    }
    enter::finish(asked, register, view, edits, "plan-leave", act)
}
