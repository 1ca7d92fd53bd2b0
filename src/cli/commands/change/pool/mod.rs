//! `pool`: planning pools with their numbers and people, who enters and leaves, and what changed.

mod args;
mod compare;
mod level;
mod list;
mod row;
mod show;

use crate::cli::answer::{Answer, Failure};
use crate::cli::args::ActArgs;
use crate::cli::context::{Context, Run};
use crate::cli::shared::editing::Editing;
use crate::cli::shared::{identify, naming};
use crate::domain::Subject;
use crate::register::fields::{Operation, Planning, Task};
use crate::register::{Loaded, View};
use args::{PersonArgs, PoolArgs};
use clap::Subcommand;

/// What can be asked of pools, and done with them.
#[derive(Debug, Subcommand)]
pub enum PoolCommand {
    /// Pools with their numbers and what the rules say of them.
    List {
        #[arg(long, value_name = "TERM")]
        term: String,
        /// Only this unit and what stands under it.
        #[arg(long, value_name = "UNIT")]
        unit: Option<String>,
        /// Only this level.
        #[arg(long, value_name = "LEVEL", value_parser = ["central", "province", "department", "district", "commune"])]
        level: Option<String>,
        /// A row a level.
        #[arg(long)]
        summary: bool,
        /// Also posts for which nobody is planned.
        #[arg(long, conflicts_with = "summary")]
        all: bool,
    },
    /// One pool with its people.
    Show(PoolArgs),
    /// Proposes somebody for a pool.
    Add {
        #[command(flatten)]
        pool: PoolArgs,
        #[command(flatten)]
        who: PersonArgs,
        #[command(flatten)]
        act: ActArgs,
    },
    /// Takes somebody out of a pool.
    Remove {
        #[command(flatten)]
        pool: PoolArgs,
        #[command(flatten)]
        who: PersonArgs,
        /// Why, by code or name of the list of reasons.
        #[arg(long, value_name = "REASON")]
        removal: Option<String>,
        #[command(flatten)]
        act: ActArgs,
    },
    /// What changed between two days or two revisions, or what a round submits against what was approved last.
    Diff {
        #[arg(long, value_name = "TERM", required_unless_present = "round")]
        term: Option<String>,
        /// Day or revision from which on.
        #[arg(long, value_name = "DATE|REV", required_unless_present = "round")]
        from: Option<String>,
        /// Day or revision up to which.
        #[arg(long, value_name = "DATE|REV", required_unless_present = "round")]
        to: Option<String>,
        /// Only this unit and what stands under it.
        #[arg(long, value_name = "UNIT")]
        unit: Option<String>,
        /// The list that this round submits against the one approved last, with findings.
        #[arg(long, value_name = "ROUND", conflicts_with_all = ["term", "from", "to", "unit"])]
        round: Option<String>,
    },
    /// Two terms of one post side by side.
    Compare {
        #[arg(long, value_name = "POST")]
        post: String,
        /// The two terms; those of the day without it.
        #[arg(long, value_name = "TERM", num_args = 2)]
        terms: Vec<String>,
    },
}

impl Run for PoolCommand {
    fn run(&self, cx: &Context) -> Result<Answer, Failure> {
        match self {
            PoolCommand::List { term, unit, level, summary, all } => {
                let filter = list::Filter { term, unit: unit.as_deref(), level: level.as_deref(), all: *all };
                if *summary { list::summary(cx, &filter) } else { list::list(cx, &filter) }
            }
            PoolCommand::Show(pool) => show::show(cx, pool),
            PoolCommand::Add { pool, who, act } => add(cx, pool, who, act),
            PoolCommand::Remove { pool, who, removal, act } => remove(cx, pool, who, removal.as_deref(), act),
            PoolCommand::Diff { round: Some(round), .. } => compare::submitted(cx, round),
            PoolCommand::Diff { term, from, to, unit, round: None } => {
                let [term, from, to] = [term, from, to].map(|word| word.as_deref().unwrap_or_default());
                compare::diff(cx, term, (from, to), unit.as_deref())
            }
            PoolCommand::Compare { post, terms } => compare::terms(cx, post, terms),
        }
    }
}

/// The view on the day from which on something holds.
fn on_the_day(view: &View, act: &ActArgs) -> View {
    act.effective.map_or_else(|| view.clone(), |day| view.on(day))
}

/// The field that names the round; "none" is no round.
fn round_field(who: &PersonArgs) -> Option<(&'static str, &str)> {
    match who.round.as_deref() {
        Some("none") => Some(("round", "")),
        other => other.map(|id| ("round", id)),
    }
}

fn add(cx: &Context, pool: &PoolArgs, who: &PersonArgs, act: &ActArgs) -> Result<Answer, Failure> {
    let (register, view) = cx.open(Loaded::All)?;
    let view = on_the_day(&view, act);
    let ((post, term), cadre) = (pool.resolve(&view)?, identify::cadre(&view, &who.cadre)?);
    let task = Task::Do(Operation::Plan(Planning::Enter(Some(post), Some(term), Some(cadre))));
    let fields: Vec<(&str, &str)> = round_field(who).into_iter().collect();
    Editing { cx, register: &register, view: &view, act }.carry_out(task, &fields)
}

fn remove(
    cx: &Context,
    pool: &PoolArgs,
    who: &PersonArgs,
    removal: Option<&str>,
    act: &ActArgs,
) -> Result<Answer, Failure> {
    let (register, view) = cx.open(Loaded::All)?;
    let view = on_the_day(&view, act);
    let ((post, term), cadre) = (pool.resolve(&view)?, identify::cadre(&view, &who.cadre)?);
    let standing = view.pool(post, term).into_iter().find(|e| e.cadre == cadre).map(|e| e.id);
    let entry =
        standing.ok_or_else(|| Failure::refused("told.not-in-pool", &[&naming::name(&view, Subject::Cadre(cadre))]))?;
    let task = Task::Do(Operation::Plan(Planning::Leave(entry)));
    let reason = removal.map(|code| ("removal", code));
    let fields: Vec<(&str, &str)> = reason.into_iter().chain(round_field(who)).collect();
    Editing { cx, register: &register, view: &view, act }.carry_out(task, &fields)
}
