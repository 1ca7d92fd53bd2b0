//! `pool list`: each pool with its numbers, or a row a level.

use super::level::PlanningLevel;
use super::row::{PoolRow, coefficient, ratio};
use crate::app::words::Words;
use crate::app::words::findings;
use crate::cli::answer::{Align, Answer, Failure, Table};
use crate::cli::context::Context;
use crate::cli::shared::identify;
use crate::domain::{Line, UnitId};
use crate::policy::{Policy, Verdict};
use crate::register::planning::Planning;
use crate::register::{Loaded, View};
use serde::Serialize;
use std::collections::BTreeMap;

/// Which pools are listed.
pub(super) struct Filter<'a> {
    pub term: &'a str,
    pub unit: Option<&'a str>,
    pub level: Option<&'a str>,
    pub all: bool,
}

/// The pools of a level, of one kind of list.
#[derive(Debug, Serialize)]
struct LevelSum {
    level: PlanningLevel,
    body: &'static str,
    pools: usize,
    seats: i64,
    sitting: i64,
    planned: i64,
    /// Total over total.
    coefficient: Option<f64>,
    /// Mean of the units.
    coefficient_mean: Option<f64>,
    women: i64,
    minority: i64,
    young: i64,
    verdict: Option<Verdict>,
}

fn pools(view: &View, policy: &Policy, filter: &Filter<'_>) -> Result<Vec<PoolRow>, Failure> {
    let term = identify::term(view, filter.term)?.number;
    let under = filter.unit.map(|word| identify::unit(view, word)).transpose()?;
    let planning = Planning::of(view, policy, term);
    let rows = planning.rows(view, policy, Line::Territory, under);
    let pools =
        rows.iter().filter(|row| filter.all || row.planned > 0).filter_map(|row| PoolRow::new(view, policy, row));
    Ok(pools.filter(|p| filter.level.is_none_or(|level| p.level.name() == level)).collect())
}

/// Answers `pool list`.
///
/// # Errors
/// No such term or unit, or the store's.
pub(super) fn list(cx: &Context, filter: &Filter<'_>) -> Result<Answer, Failure> {
    let (_, view) = cx.open(Loaded::All)?;
    let pools = pools(&view, view.policy(), filter)?;
    Ok(cx.answer(&pools, |pools| plain(pools, &cx.words)))
}

/// The mark of a verdict; nothing where nothing is said.
fn mark(verdict: Option<Verdict>) -> String {
    verdict.map(findings::mark).unwrap_or_default().to_owned()
}

fn plain(pools: &[PoolRow], words: &Words) -> String {
    let mut table = Table::new(&[
        ("", Align::Left),
        (words.get("cli.pool.title"), Align::Left),
        (words.get("cli.pool.unit"), Align::Left),
        (words.get("cli.pool.planned"), Align::Right),
        (words.get("cli.pool.seats"), Align::Right),
        (words.get("cli.pool.coefficient"), Align::Right),
        (words.get("cli.pool.women"), Align::Right),
        (words.get("cli.pool.minority"), Align::Right),
        (words.get("cli.pool.young"), Align::Right),
        (words.get("cli.pool.people"), Align::Left),
        ("", Align::Left),
    ]);
    for p in pools {
        table.row(vec![
            mark(p.verdict),
            p.title.clone(),
            p.unit_name.clone(),
            p.planned.to_string(),
            p.seats.to_string(),
            coefficient(p.planned, p.seats, words),
            p.women.to_string(),
            p.minority.to_string(),
            p.young.to_string(),
            mark(p.people),
            p.post.to_string(),
        ]);
    }
    table.text()
}

/// Answers `pool list --summary`.
///
/// # Errors
/// No such term or unit, or the store's.
pub(super) fn summary(cx: &Context, filter: &Filter<'_>) -> Result<Answer, Failure> {
    let (_, view) = cx.open(Loaded::All)?;
    let pools = pools(&view, view.policy(), filter)?;
    let order = |body: &str| ["committee", "standing-committee", "leadership"].iter().position(|b| *b == body);
    let mut by: BTreeMap<(PlanningLevel, usize), Vec<&PoolRow>> = BTreeMap::new();
    for pool in &pools {
        by.entry((pool.level, order(pool.body).unwrap_or(usize::MAX))).or_default().push(pool);
    }
    let sums: Vec<LevelSum> = by.values().filter_map(|pools| sum(pools)).collect();
    Ok(cx.answer(&sums, |sums| plain_sums(sums, &cx.words)))
}

fn sum(pools: &[&PoolRow]) -> Option<LevelSum> {
    let first = pools.first()?;
    let total = |of: fn(&PoolRow) -> i64| pools.iter().map(|p| of(p)).sum::<i64>();
    // the mean is of units: several titles of one unit are one list
    let mut units: BTreeMap<UnitId, (i64, i64)> = BTreeMap::new();
    for pool in pools {
        let unit = units.entry(pool.unit).or_default();
        *unit = (unit.0 + pool.planned, unit.1 + pool.seats);
    }
    let means: Vec<f64> = units.values().filter_map(|(people, seats)| ratio(*people, *seats)).collect();
    #[allow(clippy::cast_precision_loss, reason = "there are some hundreds of units")]
    let mean = (!means.is_empty()).then(|| means.iter().sum::<f64>() / means.len() as f64);
    let (planned, seats) = (total(|p| p.planned), total(|p| p.seats));
    Some(LevelSum {
        level: first.level,
        body: first.body,
        pools: pools.len(),
        seats,
        sitting: total(|p| p.sitting),
        planned,
        coefficient: ratio(planned, seats),
        coefficient_mean: mean,
        women: total(|p| p.women),
        minority: total(|p| p.minority),
        young: total(|p| p.young),
        verdict: pools.iter().filter_map(|p| p.verdict).max(),
    })
}

/// A mean as people read it.
fn cut(mean: f64, words: &Words) -> String {
    #[allow(clippy::cast_possible_truncation, reason = "a coefficient is a small number")]
    let parts = (mean * 10_000.0).round() as i64;
    findings::ratio(parts, 10_000, words.lang)
}

fn plain_sums(sums: &[LevelSum], words: &Words) -> String {
    let mut table = Table::new(&[
        ("", Align::Left),
        (words.get("cli.pool.level.heading"), Align::Left),
        (words.get("cli.pool.body.heading"), Align::Left),
        (words.get("cli.pool.pools"), Align::Right),
        (words.get("cli.pool.planned"), Align::Right),
        (words.get("cli.pool.seats"), Align::Right),
        (words.get("cli.pool.coefficient"), Align::Right),
        (words.get("cli.pool.mean"), Align::Right),
        (words.get("cli.pool.women"), Align::Right),
        (words.get("cli.pool.minority"), Align::Right),
        (words.get("cli.pool.young"), Align::Right),
    ]);
    for s in sums {
        let share = |n: i64| format!("{n} ({})", findings::share(n, s.planned, words.lang));
        table.row(vec![
            mark(s.verdict),
            words.get(s.level.key()).to_owned(),
            words.get(&format!("cli.pool.body.{}", s.body)).to_owned(),
            s.pools.to_string(),
            s.planned.to_string(),
            s.seats.to_string(),
            coefficient(s.planned, s.seats, words),
            s.coefficient_mean.map(|mean| cut(mean, words)).unwrap_or_default(),
            share(s.women),
            share(s.minority),
            share(s.young),
        ]);
    }
    table.text()
}
