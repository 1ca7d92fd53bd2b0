use crate::domain::{Grade, Graded, Period};
use crate::policy::measure::candidate::{Candidacy, JudgesCandidate};
use crate::policy::measure::prelude::*;

/// Grades (xếp loại) of the last full years: none below the worst; unknown where none of them has one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grades {
    years: i16,
    worst: Grade,
}

impl Parameters for Grades {}

impl JudgesCandidate for Grades {
    fn of_candidate(&self, case: &Candidacy<'_>) -> Option<Answer> {
        let year = case.pool.on.year();
        let rows = case.person.grades.map(|g| g.rows.as_slice()).unwrap_or_default();
        // grades are ordered from the best to the worst
        let worst = (year - self.years..year).filter_map(|year| of_year(rows, year)).max();
        let holds = worst.map_or(Holds::Unknown, |grade| Holds::from(grade <= self.worst));
        let limit = Limit::most(Amount::Grade(self.worst));
        Some(Answer::new(worst.map_or(Amount::None, Amount::Grade), limit, holds))
    }
}

/// The grade of a year, where one was given.
fn of_year(rows: &[Graded], year: i16) -> Option<Grade> {
    rows.iter().find(|g| g.period == Period::Year(year))?.grade
}
