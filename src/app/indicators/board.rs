//! Everything that the screen shows of a day, counted at once.

use crate::exchange::Lang;
use crate::exchange::indicators::training::{self, Need};
use crate::exchange::indicators::{self, Measured};
use crate::exchange::picture::Picture;
use crate::policy::{Asked, Policy};
use crate::register::View;

/// Everything that the screen shows of a day.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Board {
    /// Indicators with their trend.
    pub measured: Vec<Measured>,
    /// What those planned lack.
    pub needs: Vec<Need>,
    /// Years in which it is to be had.
    pub years: Vec<i16>,
    /// Courses with how many need them, a number a year.
    pub courses: Vec<(Asked, Vec<usize>)>,
    /// Pictures.
    pub pictures: Vec<Picture>,
}

impl Board {
    /// Counts everything; reads the register for every year, so not to be called while drawing.
    #[must_use]
    pub fn of(view: &View, policy: &Policy, lang: Lang) -> Board {
        let mut measured = indicators::measure(view, policy, None);
        indicators::add_trend(&mut measured, view, policy, None);
        let needs = training::needs(view, policy);
        let (years, courses) = training::by_course(&needs);
        Board { measured, needs, years, courses, pictures: indicators::pictures(view, policy, lang) }
    }
}
