//! Everything that the screen shows of a day, counted at once.

use crate::domain::{Day, UnitId};
use crate::exchange::Lang;
use crate::exchange::indicators::training::{self, TrainingNeed};
use crate::exchange::indicators::{self, Indicator, Measured, Off, Plan};
use crate::exchange::picture::Picture;
use crate::policy::{Facts, Policy, Schooling};
use crate::register::View;
use std::sync::Arc;

/// Everything that the screen shows of a day.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Board {
    /// Indicators with their trend.
    pub measured: Vec<Measured>,
    /// Those that are not measured here, and why.
    pub off: Vec<(Arc<Indicator>, Off)>,
    /// What those planned lack.
    pub needs: Vec<TrainingNeed>,
    /// Years in which it is to be had.
    pub years: Vec<i16>,
    /// Courses with how many need them, a number a year.
    pub courses: Vec<(Schooling, Vec<usize>)>,
    pub pictures: Vec<Picture>,
}

impl Board {
    /// Counts everything, of the whole register or of a unit and what stands under it; reads the register for every
    /// year, so not to be called while drawing.
    #[must_use]
    pub fn of(view: &View, policy: &Policy, plan: &Plan, unit: Option<UnitId>, lang: Lang) -> Board {
        let mut measured = indicators::measure(view, policy, plan, unit);
        indicators::add_trend(&mut measured, view, policy, plan, unit);
        let mut needs = training::needs(view, policy, plan);
        needs.retain(|need| unit.is_none_or(|unit| indicators::under(view, need.unit, unit)));
        let (years, courses) = training::by_course(&needs);
        let off = plan.off(view.province()).map(|(indicator, why)| (Arc::clone(indicator), why)).collect();
        Board { measured, off, needs, years, courses, pictures: indicators::pictures(view, policy, plan, lang) }
    }

    /// The same with those indicators alone that are not met, their day passed or to come.
    #[must_use]
    pub fn only_missed(&self, on: Day, overdue: bool) -> Board {
        let mut board = self.clone();
        board.measured.retain(|one| one.missed(on) == Some(overdue));
        board
    }
}
