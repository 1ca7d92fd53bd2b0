//! Annual grades of people and of units.

use super::{Ledger, Over};
use crate::domain::{CadreId, Day, Grade, Graded, Grades, Ladder, Payroll, Period, Role, Span, Tier};
use crate::sample::card::{CardSources, cadre_id};
use crate::sample::ground::Ground;
use crate::sample::rng::{Purpose, Rng};
use crate::sample::stint::Stint;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

const SCALE: [Grade; 4] = [Grade::Excellent, Grade::Good, Grade::Completed, Grade::NotCompleted];
/// The first year of which the sample has grades.
const FIRST: i16 = 2020;

/// The last day of a year.
fn year_end(year: i16) -> Day {
    Day::of(year, 12, 31).unwrap_or(Day::MAX)
}

/// The last day of a quarter.
fn quarter_end(year: i16, quarter: i8) -> Day {
    let first = Day::of(year, 1, 1).map_or(Day::MAX, |day| day.add_months(i32::from(quarter) * 3));
    first.prev()
}

/// The lot by which a quarter is drawn: that of no year.
fn lot(year: i16, quarter: i8) -> i16 {
    year + 200 * i16::from(quarter)
}

impl Ledger {
    /// Gives the published grades to those managed by the provincial standing committee at the end of each year.
    pub(super) fn allot_grades(&mut self, over: Over<'_>) {
        let years: Vec<(i16, [u32; 5])> = self.book.grades.iter().map(|y| (y.year, y.counts)).collect();
        for (year, counts) in years {
            let on = year_end(year);
            // those who serve come before those of police, army and courts
            let mut managed: Vec<(bool, u64, u32)> = (0..over.people())
                .filter(|p| over.tier(*p, on) == Some(Tier::ProvincialStandingCommittee))
                .map(|p| {
                    let outside = over.main(p, on).is_none_or(|c| c.title.payroll == Payroll::Outside);
                    (outside, self.rng(p, year).draw(), p)
                })
                .collect();
            managed.sort_unstable();
            let base: u32 = counts.iter().map(|n| over.share(*n)).sum();
            let rest = managed.split_off(managed.len().min(base as usize));
            self.beyond.extend(rest.into_iter().map(|(_, _, p)| (p, year)));
            // what hurts goes to posts that several people hold
            let (quiet, open): (Vec<u32>, Vec<u32>) =
                managed.into_iter().map(|(_, _, p)| p).partition(|p| over.is_known(*p));
            let mut order = open.into_iter().chain(quiet);
            let grades = [Some(Grade::NotCompleted), Some(Grade::Completed), None];
            for (grade, count) in grades.into_iter().zip([counts[3], counts[2], counts[4]]) {
                for person in order.by_ref().take(over.share(count) as usize) {
                    self.managed.insert((person, year), grade);
                }
            }
            let mut better: Vec<(u64, u32)> = order.map(|p| (self.rng(p, year + 100).draw(), p)).collect();
            better.sort_unstable();
            for (nth, (_, person)) in (0u32..).zip(better) {
                let grade = if nth < over.share(counts[0]) { Grade::Excellent } else { Grade::Good };
                self.managed.insert((person, year), Some(grade));
                self.raise_unit(over, person, year, grade);
            }
        }
    }

    /// A head's grade is never above the unit's: the unit had at least as good a one.
    fn raise_unit(&mut self, over: Over<'_>, person: u32, year: i16, grade: Grade) {
        for stint in over.stints(person).iter().filter(|s| s.holds(year_end(year))) {
            if let Some(chair) = over.ground.chair_at(stint.chair).filter(|c| c.title.role == Role::Head) {
                let best = self.heads.entry((chair.unit, year)).or_insert(grade);
                *best = grade.min(*best);
            }
        }
    }

    fn rng(&self, subject: u32, year: i16) -> Rng {
        let year = u64::try_from(year).unwrap_or(0);
        Rng::stream(self.seed ^ year << 44, Purpose::Grades, u64::from(subject))
    }

    fn unit_grade(&self, unit: u32, year: i16) -> Grade {
        let mut rng = self.rng(unit | 1 << 31, year);
        let drawn = rng.weighted(self.book.other_grades.units.iter().copied());
        let drawn = drawn.and_then(|at| SCALE.get(at)).copied().unwrap_or(Grade::Good);
        self.heads.get(&(unit, year)).map_or(drawn, |best| drawn.min(*best))
    }

    pub(super) fn unit_rows(&self, unit: u32, span: Span) -> Vec<Graded> {
        let years = self.years();
        let graded = |year| Graded { period: Period::Year(year), grade: Some(self.unit_grade(unit, year)) };
        let mut rows: Vec<Graded> = years.filter(|year| span.holds(year_end(*year))).map(graded).collect();
        for (year, quarter) in &self.book.other_grades.quarters {
            if span.holds(quarter_end(*year, *quarter)) {
                let grade = Some(self.unit_grade(unit, lot(*year, *quarter)));
                rows.push(Graded { period: Period::Quarter(*year, *quarter), grade });
            }
        }
        rows
    }

    /// The years of which there are grades.
    pub(super) fn years(&self) -> RangeInclusive<i16> {
        FIRST..=self.book.other_grades.until
    }

    /// What somebody was graded for a year; none where nobody graded.
    pub(super) fn annual(&self, sources: &CardSources<'_>, at: u32, stints: &[Stint], year: i16) -> Option<Graded> {
        let period = Period::Year(year);
        if let Some(grade) = self.managed.get(&(at, year)) {
            return Some(Graded { period, grade: *grade });
        }
        if self.beyond.contains(&(at, year)) {
            return None;
        }
        let grade = self.drawn(sources.ground, stints, at, (year_end(year), year))?;
        Some(Graded { period, grade: Some(grade) })
    }

    pub(super) fn grades(&self, sources: &CardSources<'_>, at: u32, stints: &[Stint]) -> Option<Grades> {
        let mut rows: Vec<Graded> = self.years().filter_map(|year| self.annual(sources, at, stints, year)).collect();
        for (year, quarter) in &self.book.other_grades.quarters {
            let (period, end) = (Period::Quarter(*year, *quarter), quarter_end(*year, *quarter));
            let main = sources.ground.main_chair(stints, end);
            if main.is_some_and(|chair| chair.title.ladder == Ladder::Leadership) {
                let grade = self.drawn(sources.ground, stints, at, (end, lot(*year, *quarter)));
                rows.extend(grade.map(|g| Graded { period, grade: Some(g) }));
            }
        }
        (!rows.is_empty()).then(|| Grades { cadre: CadreId(cadre_id(at).0), rows })
    }

    /// Who would be one too many of those graded excellent, in groups of like posts, since there is a cap.
    pub(super) fn too_many(&self, over: Over<'_>) -> BTreeSet<(u32, i16)> {
        let (first, share) = self.book.other_grades.capped;
        let years = self.years().filter(|year| *year >= first).map(|year| (year, year_end(year), Ladder::Staff));
        let quarters = &self.book.other_grades.quarters;
        let quarters = quarters.iter().map(|(y, q)| (lot(*y, *q), quarter_end(*y, *q), Ladder::Leadership));
        let mut found = BTreeSet::new();
        for (lot, end, of) in years.chain(quarters) {
            let mut groups: BTreeMap<(u32, Role), (usize, Vec<u32>)> = BTreeMap::new();
            for person in 0..over.people() {
                let stints = over.stints(person);
                let Some(main) = over.ground.main_chair(stints, end) else { continue };
                if of == Ladder::Leadership && main.title.ladder != of {
                    continue;
                }
                let (good, excellent) = groups.entry((main.unit, main.title.role)).or_default();
                match self.drawn(over.ground, stints, person, (end, lot)) {
                    Some(Grade::Good) => *good += 1,
                    Some(Grade::Excellent) => excellent.push(person),
                    _ => {}
                }
            }
            for (good, mut excellent) in groups.into_values() {
                let all = good + excellent.len();
                while excellent.len() * 100 > (all - excellent.len()) * share {
                    found.extend(excellent.pop().map(|person| (person, lot)));
                }
            }
        }
        found
    }

    /// The grade of somebody of whom the report says nothing; those outside the payroll are graded elsewhere.
    fn drawn(&self, ground: &Ground<'_>, stints: &[Stint], at: u32, (on, lot): (Day, i16)) -> Option<Grade> {
        let mut rng = self.rng(at, lot);
        let held = || stints.iter().filter(|s| s.holds(on)).filter_map(|s| ground.chair_at(s.chair));
        let main = ground.main_chair(stints, on)?;
        if main.title.payroll == Payroll::Outside {
            return None;
        }
        let drawn = rng.weighted(self.book.other_grades.people.iter().copied());
        let mut grade = drawn.and_then(|nth| SCALE.get(nth)).copied().unwrap_or(Grade::Good);
        if grade == Grade::Excellent && self.capped.contains(&(at, lot)) {
            grade = Grade::Good;
        }
        let known = ground.any_known(stints);
        if known && grade > Grade::Good {
            grade = Grade::Good;
        }
        for chair in held().filter(|c| c.title.role == Role::Head) {
            grade = grade.max(self.unit_grade(chair.unit, lot));
        }
        Some(grade)
    }
}
