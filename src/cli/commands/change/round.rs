//! `round`: review rounds from opening to closing, and who must leave by the rules.

use crate::app::words::{Words, findings};
use crate::cli::answer::{Align, Answer, Failure, Table, as_text};
use crate::cli::args::{ActArgs, day};
use crate::cli::context::{Context, Run};
use crate::cli::shared::editing::Editing;
use crate::cli::shared::finding::{self, PrintedFinding};
use crate::cli::shared::{identify, naming};
use crate::domain::{
    CadreId, Day, Entry, EntryId, PlanKind, PostId, Round, RoundId, RoundState, Step, Subject, UnitId,
};
use crate::policy::Leaver;
use crate::register::catalogue::ListName;
use crate::register::check::Problem;
use crate::register::fields::codes::Coded;
use crate::register::fields::{Operation, Planning, Task};
use crate::register::{Loaded, View};
use clap::Subcommand;
use serde::Serialize;
use std::collections::BTreeSet;

/// What can be asked of review rounds, and done with them.
#[derive(Debug, Subcommand)]
pub enum RoundCommand {
    /// Rounds with how far they are.
    List {
        /// Only of this term.
        #[arg(long, value_name = "TERM")]
        term: Option<String>,
        /// Only of this unit and what stands under it.
        #[arg(long, value_name = "UNIT")]
        unit: Option<String>,
        /// Only in this state.
        #[arg(long, value_name = "STATE", value_parser = ["open", "submitted", "approved", "closed"])]
        state: Option<String>,
    },
    /// Opens a round for a unit and what stands under it.
    Open {
        #[arg(long, value_name = "UNIT")]
        unit: String,
        #[arg(long, value_name = "TERM")]
        term: String,
        /// Year of the review; that of the day without it.
        #[arg(long, value_name = "YEAR")]
        year: Option<u16>,
        /// `built` or `reviewed`.
        #[arg(long, value_name = "KIND", value_parser = ["built", "reviewed"])]
        kind: Option<String>,
        /// Number of the plan that orders it.
        #[arg(long, value_name = "NO")]
        plan: Option<String>,
        /// Date of the plan.
        #[arg(long, value_name = "DATE", value_parser = day)]
        plan_date: Option<Day>,
        #[command(flatten)]
        act: ActArgs,
    },
    /// Who must leave by the rules, each with the reason; with `--accept` they are proposed to.
    Propose {
        round: String,
        /// All of them are proposed to leave.
        #[arg(long)]
        accept: bool,
        #[command(flatten)]
        act: ActArgs,
    },
    /// Submits a round.
    Submit {
        round: String,
        #[command(flatten)]
        act: ActArgs,
    },
    /// Approves a round as one batch.
    Approve {
        round: String,
        #[command(flatten)]
        act: ActArgs,
    },
    /// Closes a round.
    Close {
        round: String,
        #[command(flatten)]
        act: ActArgs,
    },
}

/// A round as it is printed.
#[derive(Debug, Serialize)]
struct RoundRow {
    #[serde(serialize_with = "as_text")]
    id: RoundId,
    #[serde(serialize_with = "as_text")]
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
    #[serde(serialize_with = "as_text")]
    entry: EntryId,
    #[serde(serialize_with = "as_text")]
    cadre: CadreId,
    name: String,
    #[serde(serialize_with = "as_text")]
    post: PostId,
    title: String,
    reason: String,
    reason_name: String,
    /// Whether one is out at once or at the next yearly review; none on a day on which no rule says so.
    out: Option<&'static str>,
    /// The day from which one is out, or the quarter of the review.
    out_on: Option<String>,
    #[serde(skip)]
    out_said: String,
    finding: PrintedFinding,
}

impl Run for RoundCommand {
    fn run(&self, cx: &Context) -> Result<Answer, Failure> {
        match self {
            RoundCommand::List { term, unit, state } => list(cx, term.as_deref(), unit.as_deref(), state.as_deref()),
            RoundCommand::Open { unit, term, year, kind, plan, plan_date, act } => {
                let (register, view) = cx.open(Loaded::All)?;
                let (unit, term) = (identify::unit(&view, unit)?, identify::term(&view, term)?.number);
                let (year, date) = (year.map(|y| y.to_string()), plan_date.map(|d| d.to_string()));
                let fields = [
                    ("year", year.as_deref()),
                    ("plan-kind", kind.as_deref()),
                    ("plan", plan.as_deref()),
                    ("plan-date", date.as_deref()),
                ];
                let fields: Vec<(&str, &str)> =
                    fields.into_iter().filter_map(|(name, text)| Some((name, text?))).collect();
                let task = Task::Do(Operation::Plan(Planning::Open(Some(unit), Some(term))));
                Editing { cx, register: &register, view: &view, act }.carry_out(task, &fields)
            }
            RoundCommand::Propose { round, accept, act } => propose(cx, round, *accept, act),
            RoundCommand::Submit { round, act } => step(cx, round, act, Planning::Submit),
            RoundCommand::Approve { round, act } => step(cx, round, act, Planning::Approve),
            RoundCommand::Close { round, act } => step(cx, round, act, Planning::Close),
        }
    }
}

fn step(cx: &Context, round: &str, act: &ActArgs, planning: fn(RoundId) -> Planning) -> Result<Answer, Failure> {
    let (register, view) = cx.open(Loaded::All)?;
    let task = Task::Do(Operation::Plan(planning(identify::round(&view, round)?.id)));
    Editing { cx, register: &register, view: &view, act }.carry_out(task, &[])
}

fn list(cx: &Context, term: Option<&str>, unit: Option<&str>, state: Option<&str>) -> Result<Answer, Failure> {
    let (_, view) = cx.open(Loaded::All)?;
    let term = term.map(|word| identify::term(&view, word).map(|t| t.number)).transpose()?;
    let under = unit.map(|word| identify::units_under(&view, word)).transpose()?;
    let rounds = view.snapshot.rounds.values().filter(|r| {
        let of_term = term.is_none_or(|t| r.term == t);
        of_term && under.as_ref().is_none_or(|under| under.contains(&r.unit))
    });
    let rows: Vec<RoundRow> =
        rounds.filter_map(|r| row(&view, r)).filter(|r| state.is_none_or(|s| name(r.state) == s)).collect();
    Ok(cx.answer(&rows, |rows| plain(rows, &cx.words)))
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

fn row(view: &View, round: &Round) -> Option<RoundRow> {
    let state = round.state(view.on)?;
    let of = |e: &&std::sync::Arc<Entry>| e.removal.as_ref().and_then(|r| r.round) == Some(round.id);
    let leave = view.proposed_in(round.id).filter(of).count();
    let enter = view.proposed_in(round.id).filter(|e| e.round == Some(round.id)).count();
    let day = |day: Option<Day>| day.filter(|d| *d <= view.on).map(Day::iso);
    Some(RoundRow {
        id: round.id,
        unit: round.unit,
        unit_name: naming::unit_name(view, round.unit),
        term: view.term(round.term).map(|t| t.id.clone()).unwrap_or_default(),
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

fn plain(rows: &[RoundRow], words: &Words) -> String {
    let mut table = Table::new(&[
        (words.get("cli.round.round"), Align::Left),
        (words.get("cli.pool.unit"), Align::Left),
        (words.get("cli.pool.term"), Align::Left),
        (words.get("cli.round.year"), Align::Right),
        (words.get("cli.round.kind"), Align::Left),
        (words.get("cli.round.state"), Align::Left),
        (words.get("cli.round.enter"), Align::Right),
        (words.get("cli.round.leave"), Align::Right),
        (words.get("cli.round.decision"), Align::Left),
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
fn leavers(view: &View, round: &Round) -> Result<Vec<Leaver>, Failure> {
    let under = identify::units_under(view, &round.unit.to_string())?;
    let own = |post: PostId| {
        let unit = view.post(post).filter(|p| under.contains(&p.unit));
        // what stands under another open round is that round's
        unit.is_some() && view.open_round(post, round.term).is_none_or(|r| r.id == round.id)
    };
    let standing = view.snapshot.entries.values().filter(|e| e.term == round.term && e.span.holds(view.on));
    let posts: BTreeSet<PostId> = standing.map(|e| e.post).collect();
    let of = |post: PostId| view.policy().leavers(view, post, round.term, view.on);
    Ok(posts.into_iter().filter(|post| own(*post)).flat_map(of).collect())
}

fn propose(cx: &Context, word: &str, accept: bool, act: &ActArgs) -> Result<Answer, Failure> {
    let (register, view) = cx.open(Loaded::All)?;
    let view = act.effective.map_or_else(|| view.clone(), |day| view.on(day));
    let round = identify::round(&view, word)?;
    if round.closed.is_some_and(|day| day <= view.on) {
        return Err(Failure::problem(&Problem::RoundClosed));
    }
    let leavers = leavers(&view, round)?;
    if accept {
        return take_out(&Editing { cx, register: &register, view: &view, act }, round, &leavers);
    }
    let rows: Vec<Leaving> = leavers.iter().filter_map(|l| leaving(&view, l, &cx.words)).collect();
    Ok(cx.answer(&rows, |rows| {
        let why = |r: &Leaving| match r.out_said.as_str() {
            "" => r.reason_name.clone(),
            out => format!("{}, {out}", r.reason_name),
        };
        let lines = rows.iter().map(|r| format!("{} · {} — {}\n", r.name, r.title, why(r)));
        let count = cx.words.fill("cli.round.must-leave", &[rows.len().to_string()]);
        format!("{count}\n{}", lines.collect::<String>())
    }))
}

fn leaving(view: &View, leaver: &Leaver, words: &Words) -> Option<Leaving> {
    let entry = view.snapshot.entries.get(&leaver.entry)?;
    let all = view.catalogue.lists().all(ListName::Removal);
    let listed = all.iter().find(|e| e.code == leaver.reason);
    let (out, out_on) = leaver.out.map(finding::out).unzip();
    Some(Leaving {
        entry: entry.id,
        cadre: entry.cadre,
        name: naming::name(view, Subject::Cadre(entry.cadre)),
        post: entry.post,
        title: naming::name(view, Subject::Post(entry.post)),
        reason: leaver.reason.clone(),
        reason_name: listed.map(|e| words.pick(&e.vi, &e.en).to_owned()).unwrap_or_default(),
        out,
        out_on,
        out_said: leaver.out.map(|out| findings::out(words, out)).unwrap_or_default(),
        finding: PrintedFinding::new(view, &leaver.finding, words),
    })
}

/// Proposes all of them to leave, as one revision.
fn take_out(editing: &Editing<'_>, round: &Round, leavers: &[Leaver]) -> Result<Answer, Failure> {
    let id = round.id.to_string();
    let mut edits = Vec::new();
    for leaver in leavers {
        let task = Task::Do(Operation::Plan(Planning::Leave(leaver.entry)));
        edits.extend(editing.edits(task, &[("removal", leaver.reason.as_str()), ("round", id.as_str())])?);
    }
    if edits.is_empty() {
        return Err(Failure::refused("told.nobody-leaves", &[&id]));
    }
    editing.finish(edits, "plan-leave")
}
