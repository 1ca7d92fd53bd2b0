//! What wants doing on a day: lines of work with how many they are of, and the committees of the term with their
//! measures. Which lines there are, how long before they are shown and on what they rest is `data/today.toml`.
//!
//! Reads views and asks the policy; makes no words and no edits. Linear in the register, so not to be called while
//! drawing.

mod bodies;
mod days;
mod plan;

pub use bodies::{Body, Measure};
pub use plan::{Group, Today};

use crate::domain::{CadreId, Day, Line, PlanKind, Round, RoundId, RoundState, Standpoint, TermId};
use crate::policy::{Facts, Leaver, Out, Policy};
use crate::register::gazetteer::Gazetteer;
use crate::register::mend;
use crate::register::people::Order;
use crate::register::rotations::{Lacks, Queue, RotationQuery};
use crate::register::view::View;
use crate::search::query::Value;
use crate::search::{Corpus, Fact, Found, Query};
use plan::{LeavesWhen, LineDefinition, LineKind};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Where a line leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leads {
    /// To the people whom a query finds, in the order of days where the line speaks of any.
    People(String, Option<Order>),
    /// To these review rounds.
    Rounds(Vec<RoundId>),
    /// To a queue of rotations, with those alone that lack something.
    Moves(Queue, Option<Lacks>),
    /// To the pools of a term.
    Pools(TermId),
    /// To what the corrected gazetteer would set right, which asks before it does.
    Mend,
    /// Nowhere: it only reminds.
    Nowhere,
}

/// A line of work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkLine {
    /// Its name in the data.
    pub id: String,
    /// Due, or ahead.
    pub group: Group,
    /// How many people, rounds; none of a reminder.
    pub count: Option<usize>,
    /// The nearest day that it speaks of.
    pub day: Option<Day>,
    /// How many of them are counted by the cautious end, because only their year of birth is known.
    pub by_year: usize,
    /// A year of which no holidays are known, where working days were counted into it.
    pub holidays_unknown: Option<i16>,
    /// Where it leads.
    pub leads: Leads,
    /// Whether a projected screen must not show it.
    pub sensitive: bool,
    /// What it says.
    pub vi: String,
    /// What it says, in English.
    pub en: String,
    /// Paper it rests on.
    pub source: String,
}

/// What wants doing on a day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Agenda {
    /// Lines that have something to do, by group, the nearest day first.
    pub lines: Vec<WorkLine>,
    /// Committees with what is planned for the term that runs and for the next: those of the term whose pools are in
    /// use first. Of a term for which nobody is planned there are none.
    pub bodies: Vec<Body>,
    /// A term at hand for which nobody is planned yet.
    pub unplanned: Vec<TermId>,
    /// The term whose plan is still to be built, and the last day for it: until then what is short is no fault.
    pub building: Option<(TermId, Day)>,
}

impl Agenda {
    /// What wants doing on the day of a view.
    #[must_use]
    pub fn of(view: &View, policy: &Policy) -> Agenda {
        let plan = Today::embedded();
        let mut lines = Lines { view, policy, plan, people: None, leavers: None, lines: Vec::new() };
        plan.lines.iter().for_each(|line| lines.add(line));
        let mut lines = lines.lines;
        lines.sort_by_key(|l| (l.group, l.day.unwrap_or(Day::MAX)));
        let in_use = view.term_in_use().map(|term| term.number);
        let mut terms: Vec<TermId> = view.running_and_next().into_iter().flatten().map(|term| term.number).collect();
        terms.sort_by_key(|term| Some(*term) != in_use);
        let mut agenda = Agenda { lines, building: building(view, plan), ..Agenda::default() };
        for term in terms {
            let is_due = agenda.building.is_none_or(|(next, _)| next != term);
            let bodies = bodies::of(view, policy, plan, (term, is_due));
            if bodies.iter().any(|body| body.planned > 0) {
                agenda.bodies.extend(bodies);
            } else if !bodies.is_empty() {
                agenda.unplanned.push(term);
            }
        }
        agenda
    }

    /// The committees alone, with what is planned for the term whose pools are in use.
    #[must_use]
    pub fn bodies(view: &View, policy: &Policy) -> Vec<Body> {
        let term = view.term_in_use().map(|term| term.number);
        term.map(|term| bodies::of(view, policy, Today::embedded(), (term, true))).unwrap_or_default()
    }
}

/// The next term, and the last day for its plan, until that day: the paper's from its own day on.
fn building(view: &View, plan: &Today) -> Option<(TermId, Day)> {
    let at = |stand| view.catalogue.terms().iter().find(|t| t.stands(view.on) == stand);
    let begun = at(Standpoint::Current)?.of(Line::Party).0;
    let last = plan.lines.iter().find_map(|line| match line.kind {
        LineKind::NextPlan { to_month, .. } if line.from.is_none_or(|day| day.0 <= view.on) => {
            Some(begun.add_months(to_month).prev())
        }
        _ => None,
    })?;
    (view.on <= last).then_some((at(Standpoint::Next)?.number, last))
}

/// Lines being made.
struct Lines<'a> {
    view: &'a View,
    policy: &'a Policy,
    plan: &'a Today,
    /// Everybody who may be counted, once they have been asked for.
    people: Option<Vec<Found>>,
    /// Who must leave a pool, once that has been asked.
    leavers: Option<BTreeMap<CadreId, Vec<Leaver>>>,
    lines: Vec<WorkLine>,
}

/// What a line comes to on a day.
struct Counted {
    count: Option<usize>,
    day: Option<Day>,
    by_year: usize,
    holidays_unknown: Option<i16>,
    leads: Leads,
}

impl Counted {
    fn of(count: Option<usize>, day: Option<Day>, leads: Leads) -> Counted {
        Counted { count, day, by_year: 0, holidays_unknown: None, leads }
    }
}

impl Lines<'_> {
    fn add(&mut self, planned: &LineDefinition) {
        let on = self.view.on;
        if planned.from.is_some_and(|day| on < day.0) || planned.until.is_some_and(|day| day.0 < on) {
            return;
        }
        if planned.province.is_some_and(|of| self.view.province() != Some(of)) {
            return;
        }
        let since = planned.from.map_or(Day::MIN, |day| day.0);
        let Some(counted) = self.counted(&planned.kind, since).filter(|counted| counted.count != Some(0)) else {
            return;
        };
        self.lines.push(WorkLine {
            id: planned.id.clone(),
            group: planned.group,
            count: counted.count,
            day: counted.day,
            by_year: counted.by_year,
            holidays_unknown: counted.holidays_unknown,
            leads: counted.leads,
            sensitive: planned.sensitive,
            vi: days::told(&planned.vi, self.view),
            en: days::told(&planned.en, self.view),
            source: planned.source.clone(),
        });
    }

    /// What a line comes to; none where it says nothing on the day. What began before its paper, `since`, is judged by
    /// another.
    fn counted(&mut self, kind: &LineKind, since: Day) -> Option<Counted> {
        let (view, on) = (self.view, self.view.on);
        let term = |stand| view.catalogue.terms().iter().find(|t| t.stands(on) == stand);
        Some(match kind {
            LineKind::People { query, by } => {
                let (query, last_working) = days::filled(query, view, self.plan)?;
                let unknown = last_working.and_then(|day| days::unknown_year(&self.plan.closed, on, day));
                Counted { holidays_unknown: unknown, ..self.people(query, *by) }
            }
            LineKind::Leavers { query, when, by } => self.leavers(query, *when, *by),
            LineKind::Rounds => self.rounds(),
            LineKind::Mend => {
                let edits = Gazetteer::shared().map(|gazetteer| mend::edits(view, gazetteer)).unwrap_or_default();
                Counted::of(Some(edits.len()), None, Leads::Mend)
            }
            LineKind::Approval { over, within } => self.approval(*over, *within, since),
            LineKind::SecondReview { days } => self.second_reviews(*days, since),
            LineKind::Moves { queue, lacks } => {
                let asked = RotationQuery { queue: Some(*queue), lacks: *lacks, ..RotationQuery::default() };
                let moves = view.rotations(self.policy, &asked);
                let day = moves.iter().filter_map(|m| m.full).min();
                Counted::of(Some(moves.len()), day, Leads::Moves(*queue, *lacks))
            }
            LineKind::NextPlan { from_month, to_month } => {
                let begun = term(Standpoint::Current)?.of(Line::Party).0;
                let last = begun.add_months(*to_month).prev();
                let within = begun.add_months(*from_month) <= on && on <= last;
                within.then_some(Counted::of(None, Some(last), Leads::Pools(term(Standpoint::Next)?.number)))?
            }
            LineKind::Report { day, notice, pools } => {
                let next = days::next(on, *day).filter(|next| next.0 - on.0 <= *notice)?;
                let leads = term(Standpoint::Current).filter(|_| *pools).map(|term| Leads::Pools(term.number));
                Counted::of(None, Some(next), leads.unwrap_or(Leads::Nowhere))
            }
        })
    }

    /// How many a query finds, the nearest day of a fact among them, and how many of these days are a cautious end.
    fn people(&mut self, query: String, by: Option<Fact>) -> Counted {
        let view = self.view;
        let leads = Leads::People(query.clone(), by.and_then(Order::of_days));
        let Ok(query) = Query::parse(&query) else { return Counted::of(Some(0), None, leads) };
        // the same people as the table lists, so that the count is what one sees there
        let all = self.people.get_or_insert_with(|| {
            let people = view.people(Line::Territory, None);
            people.into_iter().map(Found::Cadre).collect()
        });
        let (mut count, mut day, mut by_year) = (0, None, 0);
        for what in all.iter().filter(|what| query.holds(view, **what)) {
            count += 1;
            day = day.into_iter().chain(first_day(view, *what, by)).min();
            by_year += usize::from(by == Some(Fact::Retires) && is_by_year_alone(view, *what));
        }
        Counted { by_year, ..Counted::of(Some(count), day, leads) }
    }

    /// Who must leave a pool at once, or at the next review, among those whom the table lists.
    fn leavers(&mut self, query: &str, when: LeavesWhen, by: Option<Fact>) -> Counted {
        let (view, policy) = (self.view, self.policy);
        let all = self.leavers.get_or_insert_with(|| view.leavers(policy));
        let listed: BTreeSet<CadreId> = view.people(Line::Territory, None).into_iter().collect();
        let leads = Leads::People(query.to_owned(), by.and_then(Order::of_days));
        let is = |leaver: &Leaver| match when {
            LeavesWhen::AtOnce => matches!(leaver.out, Some(Out::AtOnce(_))),
            LeavesWhen::AtReview => matches!(leaver.out, Some(Out::AtReview(_))),
        };
        let mut counted = Counted::of(Some(0), None, leads);
        for (_, leavers) in all.iter().filter(|(cadre, _)| listed.contains(cadre)) {
            let Some(out) = leavers.iter().find(|leaver| is(leaver)).and_then(|leaver| leaver.out) else { continue };
            let day = match out {
                Out::AtOnce(day) => Some(day),
                Out::AtReview(review) => review.last_day(),
            };
            counted.count = counted.count.map(|n| n + 1);
            counted.day = counted.day.into_iter().chain(day).min();
        }
        counted
    }

    /// Rounds that are open or submitted, and when the first of them was opened.
    fn rounds(&self) -> Counted {
        let waiting = |state| matches!(state, Some(RoundState::Open | RoundState::Submitted));
        self.some_rounds(|round| waiting(round.state(self.view.on)).then_some(round.opened))
    }

    /// Rounds that were submitted so many working days ago and are not approved, by the day on which that is over.
    fn approval(&self, over: u32, within: Option<u32>, since: Day) -> Counted {
        let (on, closed) = (self.view.on, &self.plan.closed);
        let counted = self.some_rounds(|round| {
            let waits = round.state(on) == Some(RoundState::Submitted);
            let submitted = round.submitted.filter(|day| waits && since <= *day)?;
            let last = within.map(|days| days::working(closed, submitted, days));
            let passed = over == 0 || days::working(closed, submitted, over) < on;
            (passed && last.is_none_or(|last| on <= last)).then(|| last.unwrap_or(submitted))
        });
        // of the first deadline, as that is the day which is shown
        let unknown = counted.day.filter(|_| within.is_some()).and_then(|day| days::unknown_year(closed, on, day));
        Counted { holidays_unknown: unknown, ..counted }
    }

    /// Reviews that were not the first of their unit in the year, while their report is due.
    fn second_reviews(&self, days: i32, since: Day) -> Counted {
        let (on, rounds) = (self.view.on, &self.view.snapshot.rounds);
        self.some_rounds(|round| {
            let approved = round.approved.filter(|day| since <= *day && *day <= on)?;
            let due = Day(approved.0.checked_add(days)?);
            let of_year = |other: &&Arc<Round>| other.kind == round.kind && other.unit == round.unit;
            let mut others = rounds.values().filter(of_year).filter(|o| (o.term, o.year) == (round.term, round.year));
            let second = others.any(|o| o.id != round.id && o.approved.is_some_and(|day| day < approved));
            (round.kind == PlanKind::Reviewed && second && on <= due).then_some(due)
        })
    }

    /// Rounds that a day is told of, the nearest day first.
    fn some_rounds(&self, day: impl Fn(&Round) -> Option<Day>) -> Counted {
        let rounds = self.view.snapshot.rounds.values();
        let mut found: Vec<(Day, RoundId)> = rounds.filter_map(|r| Some((day(r)?, r.id))).collect();
        found.sort_unstable();
        let first = found.first().map(|(day, _)| *day);
        let ids: Vec<RoundId> = found.into_iter().map(|(_, id)| id).collect();
        Counted::of(Some(ids.len()), first, Leads::Rounds(ids))
    }
}

/// The first day of a fact of somebody.
fn first_day(view: &View, what: Found, by: Option<Fact>) -> Option<Day> {
    let days = by.into_iter().flat_map(|fact| view.fact(what, fact, None));
    days.filter_map(|value| if let Value::Days(first, _) = value { Some(first) } else { None }).min()
}

fn is_by_year_alone(view: &View, what: Found) -> bool {
    let Found::Cadre(id) = what else { return false };
    view.cadre(id).is_some_and(|card| view.retirement(card).by_year_alone)
}
