//! `rotation`: rotations and transfers, their queues, and every step of them.

use crate::cli::answer::{Align, Answer, Failure, Table, as_text};
use crate::cli::args::{ActArgs, field_values};
use crate::cli::context::{Context, Run};
use crate::cli::shared::editing::Editing;
use crate::cli::shared::finding::PrintedFinding;
use crate::cli::shared::rotation::{self, PostName, RotationRow};
use crate::cli::shared::{identify, naming};
use crate::domain::{CadreId, Direction, MoveKind, PostId, RotationId, Subject, Tier};
use crate::policy::{Verdict, worst};
use crate::register::fields::codes::Coded;
use crate::register::fields::{Moving, Operation, Task};
use crate::register::rotations::{Queue, RotationQuery as Filter};
use crate::register::{Loaded, View};
use clap::{Args, Subcommand};
use serde::Serialize;
use std::collections::BTreeMap;

/// What can be asked of rotations, and done with them.
#[derive(Debug, Subcommand)]
pub enum RotationCommand {
    /// Rotations and transfers with how far they have come.
    List(FilterArgs),
    /// How many by kind, direction and managing tier.
    Summary,
    /// Proposes somebody for a post.
    Propose(MoveArgs),
    /// Sends somebody by a decision that is there already: all steps up to the beginning in one.
    Send(MoveArgs),
    /// Both sides agree.
    Agree(StepArgs),
    /// It is decided.
    Approve(StepArgs),
    /// It begins: the person takes the post.
    Start(StepArgs),
    /// The work is assessed, for a year (period=2023) or for the whole time.
    Assess(StepArgs),
    /// What is meant to come afterwards.
    PlanAfter(StepArgs),
    /// It goes on until a day that a decision names.
    Extend(StepArgs),
    /// Its time is over: the person waits to be placed.
    Finish(StepArgs),
    /// The person is placed.
    Place(StepArgs),
    /// The person stays for good.
    Stay(StepArgs),
    /// The person goes back to the post that was left.
    Return(StepArgs),
    /// It is called off before it began.
    Cancel(StepArgs),
}

/// Which rotations are asked for.
#[derive(Debug, Args)]
pub(crate) struct FilterArgs {
    /// Only in this state.
    #[arg(long, value_name = "STATE")]
    state: Option<String>,
    /// Only in this queue.
    #[arg(long, value_name = "QUEUE")]
    queue: Option<String>,
    /// Only of this kind.
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,
    /// Only this way.
    #[arg(long, value_name = "DIRECTION")]
    direction: Option<String>,
    /// Only from or to this unit and what stands under it.
    #[arg(long, value_name = "UNIT")]
    unit: Option<String>,
    /// Only what this tier manages.
    #[arg(long, value_name = "TIER")]
    tier: Option<String>,
}

/// A move that is to be.
#[derive(Debug, Args)]
pub(crate) struct MoveArgs {
    #[arg(long, value_name = "CADRE")]
    cadre: String,
    /// The post to be taken.
    #[arg(long, value_name = "POST")]
    post: String,
    /// Fields of the form, as FIELD=VALUE.
    #[arg(value_name = "FIELD=VALUE")]
    fields: Vec<String>,
    #[command(flatten)]
    act: ActArgs,
}

/// A step of a move.
#[derive(Debug, Args)]
pub(crate) struct StepArgs {
    /// The rotation, by its id, or the cadre who is on it.
    #[arg(value_name = "ROTATION|CADRE")]
    of: String,
    /// Fields of the form, as FIELD=VALUE.
    #[arg(value_name = "FIELD=VALUE")]
    fields: Vec<String>,
    #[command(flatten)]
    act: ActArgs,
}

/// How many of one kind, direction and tier.
#[derive(Debug, Serialize)]
struct MovesSum {
    managed_by: Option<Tier>,
    kind: MoveKind,
    direction: Direction,
    moves: usize,
}

impl Run for RotationCommand {
    fn run(&self, cx: &Context) -> Result<Answer, Failure> {
        match self {
            RotationCommand::List(filter) => list(cx, filter),
            RotationCommand::Summary => summary(cx),
            RotationCommand::Propose(args) => begin(cx, args, Moving::Propose),
            RotationCommand::Send(args) => begin(cx, args, Moving::Send),
            RotationCommand::Agree(args) => step(cx, args, Moving::Agree),
            RotationCommand::Approve(args) => step(cx, args, Moving::Approve),
            RotationCommand::Start(args) => step(cx, args, Moving::Start),
            RotationCommand::Assess(args) => step(cx, args, Moving::Assess),
            RotationCommand::PlanAfter(args) => step(cx, args, Moving::PlanAfter),
            RotationCommand::Extend(args) => step(cx, args, Moving::Extend),
            RotationCommand::Finish(args) => step(cx, args, Moving::Finish),
            RotationCommand::Place(args) => step(cx, args, Moving::Place),
            RotationCommand::Stay(args) => step(cx, args, Moving::Stay),
            RotationCommand::Return(args) => step(cx, args, Moving::Return),
            RotationCommand::Cancel(args) => step(cx, args, Moving::Cancel),
        }
    }
}

/// One of a group, by its short name.
fn coded<T: Coded>(word: Option<&str>) -> Result<Option<T>, Failure> {
    let read = |word: &str| T::coded(word).ok_or_else(|| Failure::refused("problem.no-choice", &[word]));
    word.map(read).transpose()
}

fn list(cx: &Context, filter: &FilterArgs) -> Result<Answer, Failure> {
    let (_, view) = cx.open(Loaded::All)?;
    let no_choice = |word: &str| Failure::refused("problem.no-choice", &[word]);
    let queue = filter.queue.as_deref().map(|word| Queue::coded(word).ok_or_else(|| no_choice(word))).transpose()?;
    if queue == Some(Queue::Source) {
        return sources(cx, &view);
    }
    let filter = Filter {
        phase: coded(filter.state.as_deref())?,
        queue,
        kind: coded(filter.kind.as_deref())?,
        direction: coded(filter.direction.as_deref())?,
        unit: filter.unit.as_deref().map(|word| identify::unit(&view, word)).transpose()?,
        tier: coded(filter.tier.as_deref())?,
        lacks: None,
    };
    let moves = view.rotations(view.policy(), &filter);
    let rows: Vec<RotationRow> = moves.iter().map(|m| RotationRow::new(&view, m, &cx.words)).collect();
    Ok(cx.answer(&rows, |rows| rotation::plain(rows, &cx.words)))
}

/// Who may be rotated, each with what the rules say; people are given no order by merit.
fn sources(cx: &Context, view: &View) -> Result<Answer, Failure> {
    #[derive(Debug, Serialize)]
    struct Source {
        #[serde(serialize_with = "as_text")]
        cadre: CadreId,
        name: String,
        post: Option<PostName>,
        verdict: Verdict,
        findings: Vec<PrintedFinding>,
    }
    let words = &cx.words;
    let found = |cadre: CadreId| {
        let post = view.main(cadre).map(|(_, post, _)| post.id);
        let findings = view.source_gates(view.policy(), cadre);
        Source {
            cadre,
            name: naming::name(view, Subject::Cadre(cadre)),
            post: post.map(|p| PostName::new(view, p)),
            verdict: worst(&findings),
            findings: PrintedFinding::all(view, &findings, words),
        }
    };
    let rows: Vec<Source> = view.rotation_sources().into_iter().map(found).collect();
    Ok(cx.answer(&rows, |rows| {
        let heads = ["subject", "post", "says"].map(|key| words.of_group("cli.table", key));
        let mut table = Table::of_texts(&heads);
        for row in rows {
            let unmet = row.findings.iter().filter(|f| f.verdict() != Verdict::Met).map(|f| f.sentence(words));
            let post = row.post.as_ref().map(|p| p.title.clone()).unwrap_or_default();
            table.row(vec![row.name.clone(), post, unmet.collect::<Vec<_>>().join("; ")]);
        }
        table.text()
    }))
}

fn summary(cx: &Context) -> Result<Answer, Failure> {
    let (_, view) = cx.open(Loaded::All)?;
    let mut sums: BTreeMap<(Option<Tier>, MoveKind, Direction), usize> = BTreeMap::new();
    for moved in view.rotations(view.policy(), &Filter::default()) {
        if moved.rotation.began().is_some_and(|day| day <= view.on) {
            let key = (view.managed_by(&moved.rotation), moved.rotation.kind, moved.rotation.direction);
            *sums.entry(key).or_default() += 1;
        }
    }
    let sum = |((managed_by, kind, direction), moves)| MovesSum { managed_by, kind, direction, moves };
    let rows: Vec<MovesSum> = sums.into_iter().map(sum).collect();
    let words = &cx.words;
    Ok(cx.answer(&rows, |rows| {
        let heads = ["tier", "kind", "direction", "moves"].map(|key| words.of_group("cli.rotation", key));
        let sides = [Align::Left, Align::Left, Align::Left, Align::Right];
        let columns: Vec<(&str, Align)> = heads.iter().map(String::as_str).zip(sides).collect();
        let mut table = Table::new(&columns);
        for r in rows {
            table.row(vec![
                r.managed_by.map(|t| words.of_group(Tier::GROUP, t.code())).unwrap_or_default(),
                words.of_group(MoveKind::GROUP, r.kind.code()),
                words.of_group(Direction::GROUP, r.direction.code()),
                words.number(r.moves as u64),
            ]);
        }
        table.text()
    }))
}

fn begin(
    cx: &Context,
    args: &MoveArgs,
    moving: fn(Option<CadreId>, Option<PostId>) -> Moving,
) -> Result<Answer, Failure> {
    let (register, view) = cx.open(Loaded::All)?;
    let (cadre, post) = (identify::cadre(&view, &args.cadre)?, identify::post(&view, &args.post)?);
    let editing = Editing { cx, register: &register, view: &view, act: &args.act };
    editing.carry_out(Task::Do(Operation::Move(moving(Some(cadre), Some(post)))), &field_values(&args.fields)?)
}

fn step(cx: &Context, args: &StepArgs, moving: fn(RotationId) -> Moving) -> Result<Answer, Failure> {
    let (register, view) = cx.open(Loaded::All)?;
    let rotation = identify::rotation(&view, &args.of)?;
    let editing = Editing { cx, register: &register, view: &view, act: &args.act };
    editing.carry_out(Task::Do(Operation::Move(moving(rotation))), &field_values(&args.fields)?)
}
