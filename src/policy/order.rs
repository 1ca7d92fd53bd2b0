//! How titles stand to each other: the ranks of 368-QĐ/TW, which compare titles of different ladders, who approves the
//! planning of a title, and as which object (đối tượng) one is planned for it. All of it is the data's.

use crate::domain::{Day, IsoDay, PlanObject, Tier, Title};
use crate::policy::vocabulary::Sureness;
use serde::Deserialize;
use std::cmp::Ordering;
use std::collections::HashMap;

/// Titles that are equal to each other, on a step of a scale.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Rank {
    /// Steps are compared within one scale only.
    pub scale: String,
    /// Step on the scale, 1 the highest.
    pub step: u16,
    /// Titles of the step, by code.
    #[serde(default)]
    pub titles: Vec<String>,
    /// Titles that stand below the step and are compared with nothing else of the scale, by code.
    #[serde(default)]
    pub below: Vec<String>,
    /// Provinces in which it does not hold, by statistics code.
    #[serde(default)]
    pub except_provinces: Vec<u32>,
    /// In force from this day.
    pub from: IsoDay,
    /// Last day of effect.
    #[serde(default)]
    pub until: Option<IsoDay>,
    pub sureness: Sureness,
    /// Paper it rests on.
    pub source: String,
}

/// Who approves the planning of titles (cấp phê duyệt quy hoạch).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Approval {
    /// Titles that this tier manages.
    #[serde(default)]
    pub managed: Option<Tier>,
    /// Titles, by code.
    #[serde(default)]
    pub titles: Vec<String>,
    /// The tier that approves their planning.
    pub by: Tier,
    pub sureness: Sureness,
    /// Paper it rests on.
    pub source: String,
}

/// From which titles somebody is planned as object 1 and as object 2 for others, where that is said of them.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlannedFrom {
    /// The titles that are planned, by code.
    pub titles: Vec<String>,
    /// đối tượng 1
    #[serde(default)]
    pub one: Vec<String>,
    /// đối tượng 2
    #[serde(default)]
    pub two: Vec<String>,
    /// In force from this day.
    pub from: IsoDay,
    pub sureness: Sureness,
    /// Paper it rests on.
    pub source: String,
}

/// Where a title stands among the ranks of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Standing {
    /// Its scale and step.
    on: Option<(usize, u16)>,
    /// It stands below this step of this scale.
    under: Option<(usize, u16)>,
}

impl Standing {
    /// How it stands to another; none where the ranks say nothing of the two.
    pub(super) fn compare(self, other: Standing) -> Option<Ordering> {
        match (self.on, other.on) {
            // the first step is the highest
            (Some((scale, step)), Some((same, its))) if scale == same => Some(its.cmp(&step)),
            _ if self.above(other) => Some(Ordering::Greater),
            _ if other.above(self) => Some(Ordering::Less),
            _ => None,
        }
    }

    fn above(self, other: Standing) -> bool {
        matches!((self.on, other.under), (Some((scale, step)), Some((same, lowest))) if scale == same && step <= lowest)
    }
}

/// How titles stand to each other.
#[derive(Debug, Clone, Default)]
pub struct Order {
    ranks: Vec<Rank>,
    /// Rows of ranks that name a title, by its code.
    named: HashMap<String, Vec<usize>>,
    scales: Vec<String>,
    approvals: Vec<Approval>,
    planned_from: Vec<PlannedFrom>,
}

impl Order {
    /// Adds what a file says.
    pub(super) fn extend(&mut self, ranks: Vec<Rank>, approvals: Vec<Approval>, planned_from: Vec<PlannedFrom>) {
        for rank in ranks {
            if !self.scales.contains(&rank.scale) {
                self.scales.push(rank.scale.clone());
            }
            for code in rank.titles.iter().chain(&rank.below) {
                self.named.entry(code.clone()).or_default().push(self.ranks.len());
            }
            self.ranks.push(rank);
        }
        self.approvals.extend(approvals);
        self.planned_from.extend(planned_from);
    }

    /// Adds what another says.
    pub(super) fn lay(&mut self, own: Order) {
        self.extend(own.ranks, own.approvals, own.planned_from);
    }

    /// Every title that is named, by code.
    pub(super) fn codes(&self) -> impl Iterator<Item = &String> {
        let ranks = self.ranks.iter().flat_map(|r| r.titles.iter().chain(&r.below));
        let approvals = self.approvals.iter().flat_map(|a| &a.titles);
        ranks.chain(approvals).chain(self.planned_from.iter().flat_map(|p| p.titles.iter().chain(&p.one).chain(&p.two)))
    }

    /// Where a title stands among the ranks of a day, in a province.
    pub(super) fn standing(&self, title: &Title, on: Day, province: &dyn Fn() -> Option<u32>) -> Standing {
        let mut standing = Standing::default();
        for rank in self.named.get(&title.code).into_iter().flatten().filter_map(|at| self.ranks.get(*at)) {
            let dated = rank.from.0 <= on && rank.until.is_none_or(|last| on <= last.0);
            let elsewhere = || province().is_some_and(|code| rank.except_provinces.contains(&code));
            if !dated || !rank.except_provinces.is_empty() && elsewhere() {
                continue;
            }
            let at = self.scales.iter().position(|s| *s == rank.scale).map(|scale| (scale, rank.step));
            if rank.titles.contains(&title.code) {
                standing.on = at;
            } else {
                standing.under = at;
            }
        }
        standing
    }

    /// The tier that approves the planning of a title: what is said of it, else of those whom its tier manages, else that tier;
    /// what is said last counts.
    pub(super) fn approving(&self, title: &Title) -> Tier {
        let named = self.approvals.iter().rev().find(|a| a.titles.contains(&title.code));
        let managed = || self.approvals.iter().rev().find(|a| a.managed == Some(title.tier));
        named.or_else(managed).map_or(title.tier, |a| a.by)
    }

    /// From which titles one is planned as which object for a title, where that is said of it; the last of a title counts.
    pub(super) fn planned_from(&self, title: &Title, on: Day) -> impl Iterator<Item = (&str, PlanObject)> {
        let said = self.planned_from.iter().rev().find(|p| p.from.0 <= on && p.titles.contains(&title.code));
        said.into_iter().flat_map(|said| {
            let one = said.one.iter().map(|code| (code.as_str(), PlanObject::One));
            one.chain(said.two.iter().map(|code| (code.as_str(), PlanObject::Two)))
        })
    }
}
