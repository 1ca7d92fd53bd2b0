//! `pool list`: each pool with its numbers, or a row a level.

use super::Tier;
use crate::app::words::Words;
use crate::app::words::findings;
use crate::cli::Asked;
use crate::cli::fail::Failure;
use crate::cli::names;
use crate::cli::out::{Answer, Side, Table};
use crate::domain::{Line, PostId, UnitId};
use crate::policy::{Body, Policy, Verdict};
use crate::register::planning::{Planning, Row, What};
use crate::register::{Loaded, View};
use serde::{Serialize, Serializer};
use std::collections::BTreeMap;
use std::fmt::Display;

/// Which pools are wished for.
pub(super) struct Wish<'a> {
    pub term: &'a str,
    pub unit: Option<&'a str>,
    pub level: Option<&'a str>,
    pub all: bool,
}

/// An id as it is printed and asked for.
pub(in crate::cli) fn shown<T: Display, S: Serializer>(id: &T, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(id)
}

/// The same where there may be none.
pub(in crate::cli) fn shown_or<T: Display, S: Serializer>(id: &Option<T>, to: S) -> Result<S::Ok, S::Error> {
    id.as_ref().map(ToString::to_string).serialize(to)
}

/// A pool.
#[derive(Debug, Serialize)]
pub(super) struct Pool {
    #[serde(serialize_with = "shown")]
    pub post: PostId,
    pub title: String,
    pub title_code: String,
    #[serde(serialize_with = "shown")]
    pub unit: UnitId,
    pub unit_name: String,
    pub level: Tier,
    pub body: &'static str,
    pub seats: i64,
    pub sitting: i64,
    pub planned: i64,
    pub coefficient: Option<f64>,
    pub women: i64,
    pub minority: i64,
    pub young: i64,
    /// With those whose birth is not known in full and who may be young.
    pub young_most: i64,
    pub verdict: Option<Verdict>,
    /// Worst of what is said of its people.
    pub people: Option<Verdict>,
}

/// The pools of a level, of one kind of list.
#[derive(Debug, Serialize)]
struct Sum {
    level: Tier,
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

/// People for a seat, unrounded.
#[allow(clippy::cast_precision_loss, reason = "people and seats are far below what a float holds exactly")]
pub(super) fn ratio(people: i64, seats: i64) -> Option<f64> {
    (seats > 0).then(|| people as f64 / seats as f64)
}

/// The post that a row speaks of; a leadership list has none of its own.
fn post_of(view: &View, policy: &Policy, row: &Row) -> Option<PostId> {
    match row.what {
        What::Post(post) => Some(post),
        What::List(list) if list.body == Body::Leadership => None,
        What::List(list) => policy.posts_of(view, list, view.on).first().map(|p| p.id),
    }
}

/// A pool as it is printed.
pub(super) fn pool(view: &View, policy: &Policy, row: &Row) -> Option<Pool> {
    let post = post_of(view, policy, row)?;
    let title = view.post(post).and_then(|p| view.title(p))?;
    Some(Pool {
        post,
        title: title.vi.clone(),
        title_code: title.code.clone(),
        unit: row.unit,
        unit_name: names::unit_name(view, row.unit),
        level: Tier::of(view, row, title),
        body: crate::app::words::findings::body(row.body),
        seats: row.seats,
        sitting: row.sitting,
        planned: row.planned,
        coefficient: ratio(row.planned, row.seats),
        women: row.women,
        minority: row.minority,
        young: row.young.least,
        young_most: row.young.most,
        verdict: row.verdict,
        people: row.people,
    })
}

fn pools(view: &View, policy: &Policy, wish: &Wish<'_>) -> Result<Vec<Pool>, Failure> {
    let term = names::term(view, wish.term)?.number;
    let under = wish.unit.map(|word| names::unit(view, word)).transpose()?;
    let planning = Planning::of(view, policy, term);
    let rows = planning.rows(view, policy, Line::Territory, under);
    let pools = rows.iter().filter(|row| wish.all || row.planned > 0).filter_map(|row| pool(view, policy, row));
    Ok(pools.filter(|p| wish.level.is_none_or(|level| p.level.name() == level)).collect())
}

/// Answers `pool list`.
///
/// # Errors
/// No such term or unit, or the store's.
pub(super) fn list(asked: &Asked, wish: &Wish<'_>) -> Result<Answer, Failure> {
    let (register, view) = asked.open(Loaded::All)?;
    let pools = pools(&view, register.policy(), wish)?;
    Ok(Answer::of(asked.form, &pools, |pools| plain(pools, &asked.words)))
}

/// The mark of a verdict; nothing where nothing is said.
pub(super) fn mark(verdict: Option<Verdict>) -> String {
    verdict.map(findings::mark).unwrap_or_default().to_owned()
}

/// A coefficient as people read it.
pub(super) fn coefficient(people: i64, seats: i64, words: &Words) -> String {
    if seats > 0 { findings::ratio(people, seats, words.lang) } else { String::new() }
}

fn plain(pools: &[Pool], words: &Words) -> String {
    let heading = |key: &'static str| words.get(key);
    let mut table = Table::new(&[
        ("", Side::Left),
        (heading("cli.pool.title"), Side::Left),
        (heading("cli.pool.unit"), Side::Left),
        (heading("cli.pool.planned"), Side::Right),
        (heading("cli.pool.seats"), Side::Right),
        (heading("cli.pool.coefficient"), Side::Right),
        (heading("cli.pool.women"), Side::Right),
        (heading("cli.pool.minority"), Side::Right),
        (heading("cli.pool.young"), Side::Right),
        (heading("cli.pool.people"), Side::Left),
        ("", Side::Left),
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
pub(super) fn summary(asked: &Asked, wish: &Wish<'_>) -> Result<Answer, Failure> {
    let (register, view) = asked.open(Loaded::All)?;
    let pools = pools(&view, register.policy(), wish)?;
    let order = |body: &str| ["committee", "standing-committee", "leadership"].iter().position(|b| *b == body);
    let mut by: BTreeMap<(Tier, usize), Vec<&Pool>> = BTreeMap::new();
    for pool in &pools {
        by.entry((pool.level, order(pool.body).unwrap_or(usize::MAX))).or_default().push(pool);
    }
    let sums: Vec<Sum> = by.values().filter_map(|pools| sum(pools)).collect();
    Ok(Answer::of(asked.form, &sums, |sums| plain_sums(sums, &asked.words)))
}

fn sum(pools: &[&Pool]) -> Option<Sum> {
    let first = pools.first()?;
    let total = |of: fn(&Pool) -> i64| pools.iter().map(|p| of(p)).sum::<i64>();
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
    Some(Sum {
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

fn plain_sums(sums: &[Sum], words: &Words) -> String {
    let heading = |key: &'static str| words.get(key);
    let mut table = Table::new(&[
        ("", Side::Left),
        (heading("cli.pool.level.heading"), Side::Left),
        (heading("cli.pool.body.heading"), Side::Left),
        (heading("cli.pool.pools"), Side::Right),
        (heading("cli.pool.planned"), Side::Right),
        (heading("cli.pool.seats"), Side::Right),
        (heading("cli.pool.coefficient"), Side::Right),
        (heading("cli.pool.mean"), Side::Right),
        (heading("cli.pool.women"), Side::Right),
        (heading("cli.pool.minority"), Side::Right),
        (heading("cli.pool.young"), Side::Right),
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
