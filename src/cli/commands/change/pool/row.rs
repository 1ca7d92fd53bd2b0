//! A pool with its numbers, as it is printed.

use super::level::PlanningLevel;
use crate::app::words::Words;
use crate::app::words::findings;
use crate::cli::answer::as_text;
use crate::cli::shared::naming;
use crate::domain::{PostId, UnitId};
use crate::policy::{Body, Policy, Verdict};
use crate::register::View;
use crate::register::planning::{PoolRow as Judged, What};
use serde::Serialize;

/// A pool with its numbers.
#[derive(Debug, Serialize)]
pub struct PoolRow {
    #[serde(serialize_with = "as_text")]
    pub post: PostId,
    pub title: String,
    pub title_code: String,
    #[serde(serialize_with = "as_text")]
    pub unit: UnitId,
    pub unit_name: String,
    pub level: PlanningLevel,
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

/// People for a seat, unrounded.
#[allow(clippy::cast_precision_loss, reason = "people and seats are far below what a float holds exactly")]
pub fn ratio(people: i64, seats: i64) -> Option<f64> {
    (seats > 0).then(|| people as f64 / seats as f64)
}

/// The post that a row speaks of; a leadership list has none of its own.
fn post_of(view: &View, policy: &Policy, row: &Judged) -> Option<PostId> {
    match row.what {
        What::Post(post) => Some(post),
        What::List(list) if list.body == Body::Leadership => None,
        What::List(list) => policy.posts_of(view, list, view.on).first().map(|p| p.id),
    }
}

impl PoolRow {
    /// A pool as it is printed; none for a list that is no title's pool.
    pub fn new(view: &View, policy: &Policy, row: &Judged) -> Option<PoolRow> {
        let post = post_of(view, policy, row)?;
        let (seat, title) = view.post(post).and_then(|p| Some((p, view.title(p)?)))?;
        Some(PoolRow {
            post,
            title: view.titled(seat).vi.to_owned(),
            title_code: title.code.clone(),
            unit: row.unit,
            unit_name: naming::unit_name(view, row.unit),
            level: PlanningLevel::new(view, row, title),
            body: findings::body(row.body),
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
}

/// A coefficient as people read it.
pub fn coefficient(people: i64, seats: i64, words: &Words) -> String {
    if seats > 0 { findings::ratio(people, seats, words.lang) } else { String::new() }
}
