//! `pool`: planning pools with their numbers and people, who enters and leaves, and what changed.

mod between;
pub(super) mod list;
mod show;

use super::Asked;
use super::args::{ActWords, InPool, PersonWords, PoolWhat};
use super::enter;
use super::fail::Failure;
use super::names;
use super::out::Answer;
use crate::domain::{Level, Line, PostId, Subject, TermId, Title, UnitId};
use crate::policy::Body;
use crate::register::fields::{Operation, Planning, Task};
use crate::register::planning::PoolRow;
use crate::register::{Loaded, View};
use serde::Serialize;
use std::collections::BTreeSet;

/// A level as the reports of planning have it: departments apart from the province, and committees directly under the
/// provincial one, which are of the rank of a district's, with the districts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Tier {
    /// Trung ương
    Central,
    /// tỉnh
    Province,
    /// sở, ban, ngành, Mặt trận, đoàn thể
    Department,
    /// huyện và tương đương
    District,
    /// xã
    Commune,
}

impl Tier {
    /// Leading titles of the province are those that the centre manages; its other ones are of departments.
    fn of(view: &View, row: &PoolRow, title: &Title) -> Tier {
        let committee = matches!(row.body, Body::Committee | Body::StandingCommittee);
        let own = view.stands(Line::Territory, row.unit);
        match (row.level, committee) {
            (Level::Central, _) => Tier::Central,
            (Level::District, _) => Tier::District,
            (Level::Commune, _) => Tier::Commune,
            (Level::Province, true) => {
                if own {
                    Tier::Province
                } else {
                    Tier::District
                }
            }
            (Level::Province, false) => {
                if title.tier == crate::domain::Tier::Central {
                    Tier::Province
                } else {
                    Tier::Department
                }
            }
        }
    }

    /// Its name on the command line.
    fn name(self) -> &'static str {
        match self {
            Tier::Central => "central",
            Tier::Province => "province",
            Tier::Department => "department",
            Tier::District => "district",
            Tier::Commune => "commune",
        }
    }

    /// The key of its words.
    fn key(self) -> &'static str {
        match self {
            Tier::Central => "cli.pool.level.central",
            Tier::Province => "cli.pool.level.province",
            Tier::Department => "cli.pool.level.department",
            Tier::District => "cli.pool.level.district",
            Tier::Commune => "cli.pool.level.commune",
        }
    }
}

/// Answers `pool`.
///
/// # Errors
/// No such term, unit, post or cadre; or the change is refused, and nothing has changed then.
pub fn answer(asked: &Asked, what: &PoolWhat) -> Result<Answer, Failure> {
    match what {
        PoolWhat::List { term, unit, level, summary, all } => {
            let wish = list::Wish { term, unit: unit.as_deref(), level: level.as_deref(), all: *all };
            if *summary { list::summary(asked, &wish) } else { list::list(asked, &wish) }
        }
        PoolWhat::Show(pool) => show::show(asked, pool),
        PoolWhat::Add { pool, who, act } => add(asked, pool, who, act),
        PoolWhat::Remove { pool, who, removal, act } => remove(asked, pool, who, removal.as_deref(), act),
        PoolWhat::Diff { round: Some(round), .. } => between::submitted(asked, round),
        PoolWhat::Diff { term, from, to, unit, round: None } => {
            let [term, from, to] = [term, from, to].map(|word| word.as_deref().unwrap_or_default());
            between::diff(asked, term, (from, to), unit.as_deref())
        }
        PoolWhat::Compare { post, terms } => between::compare(asked, post, terms),
    }
}

/// Post and term of a pool.
pub(super) fn pool_of(view: &View, pool: &InPool) -> Result<(PostId, TermId), Failure> {
    Ok((names::post(view, &pool.post)?, names::term(view, &pool.term)?.number))
}

/// The view on the day from which on something holds.
fn on_the_day(view: &View, act: &ActWords) -> View {
    act.effective.map_or_else(|| view.clone(), |day| view.on(day))
}

/// The fields that the words of a person give.
fn round_field(who: &PersonWords) -> Option<(&'static str, &str)> {
    match who.round.as_deref() {
        Some("none") => Some(("round", "")),
        other => other.map(|id| ("round", id)),
    }
}

fn add(asked: &Asked, pool: &InPool, who: &PersonWords, act: &ActWords) -> Result<Answer, Failure> {
    let (register, view) = asked.open(Loaded::All)?;
    let view = on_the_day(&view, act);
    let ((post, term), cadre) = (pool_of(&view, pool)?, names::cadre(&view, &who.cadre)?);
    let task = Task::Do(Operation::Plan(Planning::Enter(Some(post), Some(term), Some(cadre))));
    let fields: Vec<(&str, &str)> = round_field(who).into_iter().collect();
    enter::carry_out(asked, &register, &view, task, &fields, act)
}

fn remove(
    asked: &Asked,
    pool: &InPool,
    who: &PersonWords,
    removal: Option<&str>,
    act: &ActWords,
) -> Result<Answer, Failure> {
    let (register, view) = asked.open(Loaded::All)?;
    let view = on_the_day(&view, act);
    let ((post, term), cadre) = (pool_of(&view, pool)?, names::cadre(&view, &who.cadre)?);
    let standing = view.pool(post, term).into_iter().find(|e| e.cadre == cadre).map(|e| e.id);
    let entry =
        standing.ok_or_else(|| Failure::refused("told.not-in-pool", &[&names::name(&view, Subject::Cadre(cadre))]))?;
    let task = Task::Do(Operation::Plan(Planning::Leave(entry)));
    let reason = removal.map(|code| ("removal", code));
    let fields: Vec<(&str, &str)> = reason.into_iter().chain(round_field(who)).collect();
    enter::carry_out(asked, &register, &view, task, &fields, act)
}

/// A unit and all that stands under it in any line, or every unit.
pub(super) fn units(view: &View, under: Option<&str>) -> Result<BTreeSet<UnitId>, Failure> {
    let Some(word) = under else { return Ok(view.snapshot.units.keys().copied().collect()) };
    let unit = names::unit(view, word)?;
    Ok(Line::ALL.into_iter().flat_map(|line| view.subtree(line, unit).into_keys()).chain([unit]).collect())
}
