//! Training that those planned need: what the title they are planned for asks, and they lack.

use super::cases::pools;
use super::plan::Plan;
use crate::domain::{CadreId, PostId, TermId, UnitId};
use crate::policy::{Policy, Schooling, Standard, Sureness};
use crate::register::View;
use std::collections::BTreeMap;

/// What somebody planned lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TrainingNeed {
    pub cadre: CadreId,
    /// The post that asks it.
    pub post: PostId,
    /// The term for which one is planned.
    pub term: TermId,
    /// What is asked.
    pub asked: Schooling,
    /// The year in which it is to be had at the latest: that in which the term begins, this year once it runs.
    pub year: i16,
    /// The unit that would send: where the person works, else where one is planned.
    pub unit: UnitId,
    /// How sure it is that this is asked.
    pub sureness: Sureness,
}

/// The order of courses: theory, profession, state management; the highest level last.
#[must_use]
pub fn rank(asked: Schooling) -> (TrainingKind, u8) {
    match asked {
        Schooling::Theory(level) => (TrainingKind::Theory, level as u8),
        Schooling::Education(level) => (TrainingKind::Education, level as u8),
        Schooling::Management(level) => (TrainingKind::Management, level as u8),
    }
}

/// A standard, in the order in which courses are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TrainingKind {
    /// lý luận chính trị
    Theory,
    /// chuyên môn
    Education,
    /// quản lý nhà nước
    Management,
}

/// Everything that those planned are known to lack, each person and standard once: the highest level that any title
/// asks, by the earliest year. Of whom the record says nothing, the indicators count as not known.
#[must_use]
pub fn needs(view: &View, policy: &Policy, plan: &Plan) -> Vec<TrainingNeed> {
    let mut found: BTreeMap<(CadreId, TrainingKind), TrainingNeed> = BTreeMap::new();
    for (post, term, cadres) in pools(view) {
        let asks = asked(view, policy, plan, post, term);
        let Some((unit, year)) = unit_and_year(view, post, term).filter(|_| !asks.is_empty()) else { continue };
        for card in cadres.into_iter().filter_map(|id| view.cadre(id)) {
            for (asked, sureness) in asks.iter().filter(|(asked, _)| asked.held_by(card, view.on).0 == Some(false)) {
                let works = view.main(card.id).map(|(_, post, _)| post.unit);
                let unit = works.unwrap_or(unit);
                let need = TrainingNeed { cadre: card.id, post, term, asked: *asked, year, unit, sureness: *sureness };
                let (standard, level) = rank(*asked);
                let known = found.entry((card.id, standard)).or_insert(need);
                if (rank(known.asked).1, -known.year) < (level, -year) {
                    *known = need;
                }
            }
        }
    }
    let mut needs: Vec<TrainingNeed> = found.into_values().collect();
    needs.sort_by_key(|n| (rank(n.asked), n.year, n.unit, n.cadre));
    needs
}

/// What the pool of a post asks: its title's standards, else the courses of an office's own file.
fn asked(view: &View, policy: &Policy, plan: &Plan, post: PostId, term: TermId) -> Vec<(Schooling, Sureness)> {
    let Some(title) = view.post(post).and_then(|p| view.title(p)) else { return Vec::new() };
    let all = [Standard::Theory, Standard::Education, Standard::Management];
    let of = |standard| {
        let own =
            policy.standard_to_reach(view, post, term, standard, view.on).map(|(asked, rule)| (asked, rule.sureness));
        own.or_else(|| {
            let course = plan.courses.iter().find(|c| is(standard, c.asks) && c.is_for(title))?;
            Some((course.asks, course.sureness))
        })
    };
    all.into_iter().filter_map(of).collect()
}

fn is(standard: Standard, asked: Schooling) -> bool {
    matches!(
        (standard, asked),
        (Standard::Theory, Schooling::Theory(_))
            | (Standard::Education, Schooling::Education(_))
            | (Standard::Management, Schooling::Management(_))
    )
}

fn unit_and_year(view: &View, post: PostId, term: TermId) -> Option<(UnitId, i16)> {
    let post = view.post(post)?;
    let (first, _) = view.years(term, view.title(post)?)?;
    let year = if first <= view.on { view.on.year() } else { first.prev().year() };
    Some((post.unit, year))
}

/// Courses with how many need them by year: the years, and a row a course.
#[must_use]
pub fn by_course(needs: &[TrainingNeed]) -> (Vec<i16>, Vec<(Schooling, Vec<usize>)>) {
    let mut years: Vec<i16> = needs.iter().map(|n| n.year).collect();
    years.sort_unstable();
    years.dedup();
    let mut rows: Vec<(Schooling, Vec<usize>)> = Vec::new();
    for need in needs {
        if rows.last().is_none_or(|(asked, _)| *asked != need.asked) {
            rows.push((need.asked, vec![0; years.len()]));
        }
        let at = years.binary_search(&need.year).unwrap_or(0);
        if let Some(count) = rows.last_mut().and_then(|(_, counts)| counts.get_mut(at)) {
            *count += 1;
        }
    }
    (years, rows)
}
