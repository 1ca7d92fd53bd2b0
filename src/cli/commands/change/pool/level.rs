//! Levels of planning.

use crate::domain::{Level, Line, Tier, Title};
use crate::register::View;
use crate::register::planning::PoolRow as Judged;
use serde::Serialize;

/// A level as the reports of planning have it: departments apart from the province, and committees directly under the
/// provincial one, which are of the rank of a district's, with the districts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PlanningLevel {
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

impl PlanningLevel {
    /// Leading titles of the province are those that the centre manages; its other ones are of departments.
    pub fn new(view: &View, row: &Judged, title: &Title) -> PlanningLevel {
        let committee = row.body.is_committee();
        let own = view.stands(Line::Territory, row.unit);
        match (row.level, committee) {
            (Level::Central, _) => PlanningLevel::Central,
            (Level::District, _) => PlanningLevel::District,
            (Level::Commune, _) => PlanningLevel::Commune,
            (Level::Province, true) => {
                if own {
                    PlanningLevel::Province
                } else {
                    PlanningLevel::District
                }
            }
            (Level::Province, false) => {
                if title.tier == Tier::Central {
                    PlanningLevel::Province
                } else {
                    PlanningLevel::Department
                }
            }
        }
    }

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            PlanningLevel::Central => "central",
            PlanningLevel::Province => "province",
            PlanningLevel::Department => "department",
            PlanningLevel::District => "district",
            PlanningLevel::Commune => "commune",
        }
    }

    /// The key of its words.
    pub fn key(self) -> &'static str {
        match self {
            PlanningLevel::Central => "cli.pool.level.central",
            PlanningLevel::Province => "cli.pool.level.province",
            PlanningLevel::Department => "cli.pool.level.department",
            PlanningLevel::District => "cli.pool.level.district",
            PlanningLevel::Commune => "cli.pool.level.commune",
        }
    }
}
