//! How many meet an indicator, what is said of it, and how it went over the years.

use super::below;
use super::cases::{Case, IndicatorContext};
use super::plan::{Criterion, Indicator, Plan, Target};
use crate::domain::{Day, UnitId};
use crate::exchange::Label;
use crate::exchange::criteria::Answer;
use crate::policy::{Policy, Verdict};
use crate::register::View;
use std::collections::BTreeMap;
use std::sync::Arc;

/// How many meet what is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Tally {
    /// Those who surely do.
    pub yes: i64,
    /// Those for whom the answer is unknown.
    pub unknown: i64,
    /// All of them.
    pub all: i64,
    /// Those who must by a hard rule, and do not.
    pub broken: i64,
}

impl Tally {
    /// Counts one more.
    pub fn add(&mut self, case: &Case) {
        self.yes += i64::from(case.answer == Answer::Yes);
        self.unknown += i64::from(case.answer == Answer::Unknown);
        self.broken += i64::from(case.hard && case.answer == Answer::No);
        self.all += 1;
    }

    /// The tally of several cases.
    pub fn of<'c>(cases: impl IntoIterator<Item = &'c Case>) -> Tally {
        let mut tally = Tally::default();
        cases.into_iter().for_each(|case| tally.add(case));
        tally
    }

    /// The verdict, computed on exact numbers; unknown where the unknown answers could change it.
    #[must_use]
    pub fn verdict(&self, target: &Target) -> Verdict {
        if self.all == 0 {
            return Verdict::Unknown;
        }
        let enough = |people: i64| {
            target.least.is_none_or(|r| people * r.1 >= r.0 * self.all)
                && target.most.is_none_or(|r| people * r.1 <= r.0 * self.all)
        };
        match (enough(self.yes), enough(self.yes + self.unknown)) {
            (true, true) => Verdict::Met,
            (false, false) if self.broken > 0 => Verdict::Broken,
            (false, false) => Verdict::Missed,
            _ => Verdict::Unknown,
        }
    }

    /// Those who surely meet it and those who may, as numerators of the whole; the first is none where nothing is sure.
    #[must_use]
    pub fn range(&self) -> (Option<i64>, i64) {
        let sure = self.yes > 0 || self.unknown == 0;
        (sure.then_some(self.yes), self.yes + self.unknown)
    }

    /// How many more must meet it that the target is reached; where nothing is sure, how many more at the least.
    #[must_use]
    pub fn wanting(&self, target: &Target) -> i64 {
        let least = target.least.filter(|r| r.1 > 0).map_or(0, |r| (r.0 * self.all + r.1 - 1).div_euclid(r.1));
        let (sure, most) = self.range();
        (least - sure.unwrap_or(most)).max(0)
    }
}

/// An indicator measured.
#[derive(Debug, Clone, PartialEq)]
pub struct Measured {
    pub indicator: Arc<Indicator>,
    /// What its population is called; empty of bodies, places and lists.
    pub whose: Label,
    /// The target that is worked towards.
    pub target: Target,
    /// Everybody and everything counted.
    pub cases: Vec<Case>,
    /// How many meet it.
    pub tally: Tally,
    pub verdict: Verdict,
    /// All targets that hold in the register's province.
    pub targets: Vec<Target>,
    /// The day from which it is history, where that has come: nothing is counted then.
    pub ended: Option<Day>,
    /// How many met it at the end of each year, and on the day; the oldest first.
    pub trend: Vec<(Day, Tally)>,
    /// The same unit by unit, of each day of the trend but the last: what belongs to a unit itself.
    past: Vec<Vec<Then>>,
}

/// How many of a unit itself met an indicator on an earlier day; small, since there is one a unit, indicator and year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Then {
    unit: UnitId,
    yes: u32,
    unknown: u32,
    all: u32,
}

impl Then {
    fn of(unit: UnitId, tally: &Tally) -> Then {
        let small = |n: i64| u32::try_from(n).unwrap_or(u32::MAX);
        Then { unit, yes: small(tally.yes), unknown: small(tally.unknown), all: small(tally.all) }
    }
}

impl Measured {
    /// Those who do not meet it or may not, the nearest first.
    #[must_use]
    pub fn lacking(&self) -> Vec<&Case> {
        let mut cases: Vec<&Case> = self.cases.iter().filter(|c| c.answer != Answer::Yes).collect();
        cases.sort_by_key(|c| (c.answer, c.far));
        cases
    }

    /// How it went of some units alone, day by day as the trend.
    pub fn trend_of(&self, mut within: impl FnMut(UnitId) -> bool) -> Vec<(Day, Tally)> {
        let now = Tally::of(self.cases.iter().filter(|case| within(case.unit)));
        let mut of = |then: &[Then]| {
            let mut sum = Tally::default();
            for part in then.iter().filter(|part| within(part.unit)) {
                sum.yes += i64::from(part.yes);
                sum.unknown += i64::from(part.unknown);
                sum.all += i64::from(part.all);
            }
            sum
        };
        let before: Vec<Tally> = self.past.iter().map(|then| of(then)).collect();
        self.trend.iter().map(|(day, _)| *day).zip(before.into_iter().chain([now])).collect()
    }

    /// Whether it is work of the office on a day: not met, with a day by which it is to be met. Told is whether
    /// that day has passed; nothing where it is no work.
    #[must_use]
    pub fn missed(&self, on: Day) -> Option<bool> {
        let missed = matches!(self.verdict, Verdict::Missed | Verdict::Broken);
        self.target.until.filter(|_| missed).map(|until| until.0 < on)
    }

    /// The verdict by another of its targets.
    #[must_use]
    pub fn judged_by(&self, target: &Target) -> Verdict {
        judge(&self.indicator, target, &self.tally)
    }

    /// The verdict on a part of it.
    #[must_use]
    pub fn judge(&self, tally: &Tally) -> Verdict {
        judge(&self.indicator, &self.target, tally)
    }
}

fn judge(indicator: &Indicator, target: &Target, tally: &Tally) -> Verdict {
    match indicator.criterion {
        Criterion::Assumed => Verdict::Unknown,
        Criterion::Stated | Criterion::Necessary => tally.verdict(target),
    }
}

/// The first year at whose end indicators are measured, to show how they went.
const FIRST_YEAR: i16 = 2020;

/// The last days of the years before a day, and the day itself.
fn trend_days(on: Day) -> Vec<Day> {
    let ends = (FIRST_YEAR..on.year()).filter_map(|year| Day::of(year, 12, 31));
    ends.chain([on]).collect()
}

/// Every indicator that has a target in the register's province on the view's day, of the whole register or of a unit and everything below it.
#[must_use]
pub fn measure(view: &View, policy: &Policy, plan: &Plan, under: Option<UnitId>) -> Vec<Measured> {
    let mut out = Vec::new();
    each(view, policy, plan, under, &mut |measured| out.push(measured));
    out
}

/// Hands over the same one by one, for whoever needs only a number of each: thousands are counted by some.
pub fn each(view: &View, policy: &Policy, plan: &Plan, under: Option<UnitId>, take: &mut dyn FnMut(Measured)) {
    let province = crate::policy::Facts::province(view);
    let mut ground = IndicatorContext::of(view, policy, plan);
    for indicator in plan.indicators.iter().filter(|indicator| !indicator.off) {
        let Some(target) = indicator.target(province, view.on).cloned() else { continue };
        let mut cases = ground.cases(indicator);
        if let Some(unit) = under {
            cases.retain(|case| below::under(view, case.unit, unit));
        }
        let tally = Tally::of(&cases);
        let verdict = judge(indicator, &target, &tally);
        let targets = indicator.targets_of(province).cloned().collect();
        let whose = indicator.of.as_deref().and_then(|id| plan.population(id)).map(|p| p.name.clone());
        let (indicator, whose) = (Arc::clone(indicator), whose.unwrap_or_default());
        let (trend, past) = Default::default();
        let ended = indicator.ended_on(view.on);
        take(Measured { indicator, whose, target, cases, tally, verdict, targets, ended, trend, past });
    }
}

/// Adds how the indicators went over the years.
pub fn add_trend(measured: &mut [Measured], view: &View, policy: &Policy, plan: &Plan, under: Option<UnitId>) {
    for day in trend_days(view.on) {
        if day == view.on {
            measured.iter_mut().for_each(|m| m.trend.push((day, m.tally)));
            continue;
        }
        let then = view.on(day);
        let mut ground = IndicatorContext::of(&then, policy, plan);
        for one in measured.iter_mut() {
            let mut cases = ground.cases(&one.indicator);
            cases.retain(|case| under.is_none_or(|unit| below::under(&then, case.unit, unit)));
            one.trend.push((day, Tally::of(&cases)));
            let mut parts: BTreeMap<UnitId, Tally> = BTreeMap::new();
            cases.iter().for_each(|case| parts.entry(case.unit).or_default().add(case));
            one.past.push(parts.iter().map(|(unit, tally)| Then::of(*unit, tally)).collect());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::{Ratio, Sureness};

    fn target(least: Option<Ratio>, most: Option<Ratio>) -> Target {
        let source = "x".to_owned();
        let (from, until, about, province) = (None, None, None, None);
        Target { least, most, about, from, until, province, source, sureness: Sureness::Text }
    }

    #[test]
    fn a_target_is_held_on_exact_numbers_and_unknown_where_what_is_not_known_could_turn_it() {
        let least = target(Some(Ratio(30, 100)), None);
        let verdict = |yes, unknown, all| Tally { yes, unknown, all, broken: 0 }.verdict(&least);
        assert_eq!(verdict(3, 0, 10), Verdict::Met);
        assert_eq!(verdict(299_999, 0, 1_000_000), Verdict::Missed, "shown as 29.9 or 30, it is less");
        assert_eq!(verdict(2, 1, 10), Verdict::Unknown);
        assert_eq!(verdict(1, 1, 10), Verdict::Missed);
        assert_eq!(verdict(3, 7, 10), Verdict::Met);
        assert_eq!(verdict(0, 0, 0), Verdict::Unknown, "of nobody nothing is said");
        let most = target(None, Some(Ratio(1, 10)));
        let verdict = |yes, unknown| Tally { yes, unknown, all: 10, broken: 0 }.verdict(&most);
        assert_eq!([verdict(1, 0), verdict(2, 0), verdict(1, 1)], [Verdict::Met, Verdict::Missed, Verdict::Unknown]);
        let hard = Tally { yes: 9, unknown: 0, all: 10, broken: 1 };
        assert_eq!(hard.verdict(&target(Some(Ratio(1, 1)), None)), Verdict::Broken);
    }

    #[test]
    fn so_many_more_are_wanting_as_reach_the_target() {
        let least = target(Some(Ratio(80, 100)), None);
        let wanting = |yes, unknown, all| Tally { yes, unknown, all, broken: 0 }.wanting(&least);
        assert_eq!(wanting(3027, 0, 3892), 87, "3114 of 3892 are 80.01 %, one less is not enough");
        assert_eq!(wanting(8, 0, 10), 0);
        assert_eq!(wanting(0, 7, 10), 1, "where nothing is sure, at the least");
    }
}
