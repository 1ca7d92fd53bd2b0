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

use crate::domain::{Day, RoundState};
use crate::policy::Policy;
use crate::register::rotations::{Moved, Queue, RotationQuery};
use crate::register::view::View;
use crate::search::query::Value;
use crate::search::{Corpus, Fact, Found, Query};
use plan::{Lacks, LineDefinition, LineKind};

/// Where a line leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leads {
    /// To the people whom a query finds.
    People(String),
    /// To the review rounds.
    Rounds,
    /// To a queue of rotations.
    Moves(Queue),
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
    /// Committees of the term.
    pub bodies: Vec<Body>,
}

impl Agenda {
    /// What wants doing on the day of a view.
    #[must_use]
    pub fn of(view: &View, policy: &Policy) -> Agenda {
        let plan = Today::embedded();
        let mut lines = Lines { view, policy, plan, people: None, lines: Vec::new() };
        plan.lines.iter().for_each(|line| lines.add(line));
        let mut lines = lines.lines;
        lines.sort_by_key(|l| (l.group, l.day.unwrap_or(Day::MAX)));
        Agenda { lines, bodies: bodies::of(view, policy, plan) }
    }

    /// The committees of the term alone.
    #[must_use]
    pub fn bodies(view: &View, policy: &Policy) -> Vec<Body> {
        bodies::of(view, policy, Today::embedded())
    }
}

/// Lines being made.
struct Lines<'a> {
    view: &'a View,
    policy: &'a Policy,
    plan: &'a Today,
    /// Everybody who may be counted, once they have been asked for.
    people: Option<Vec<Found>>,
    lines: Vec<WorkLine>,
}

impl Lines<'_> {
    fn add(&mut self, planned: &LineDefinition) {
        let (count, day, leads) = match &planned.kind {
            LineKind::People { query, by } => {
                let Some(query) = days::filled(query, self.view, self.plan) else { return };
                let (count, day) = self.people(&query, *by);
                (Some(count), day, Leads::People(query))
            }
            LineKind::Rounds => {
                let (count, day) = self.rounds();
                (Some(count), day, Leads::Rounds)
            }
            LineKind::Moves { queues, lacks } => {
                let Some(first) = queues.first() else { return };
                (Some(self.moves(queues, *lacks)), None, Leads::Moves(*first))
            }
            LineKind::Report { day, notice } => {
                let Some(next) = days::next(self.view.on, *day) else { return };
                if next.0 - self.view.on.0 > *notice {
                    return;
                }
                (None, Some(next), Leads::Nowhere)
            }
        };
        if count != Some(0) {
            self.lines.push(WorkLine {
                id: planned.id.clone(),
                group: planned.group,
                count,
                day,
                leads,
                sensitive: planned.sensitive,
                vi: planned.vi.clone(),
                en: planned.en.clone(),
                source: planned.source.clone(),
            });
        }
    }

    /// How many a query finds, and the nearest day of a fact among them.
    fn people(&mut self, query: &str, by: Option<Fact>) -> (usize, Option<Day>) {
        let Ok(query) = Query::parse(query) else { return (0, None) };
        let view = self.view;
        // the same people as the table lists, so that the count is what one sees there
        let all = self.people.get_or_insert_with(|| {
            let people = view.people(crate::domain::Line::Territory, None);
            people.into_iter().map(Found::Cadre).collect()
        });
        let (mut count, mut day) = (0, None);
        for what in all.iter().filter(|what| query.holds(view, **what)) {
            count += 1;
            let days = by.into_iter().flat_map(|fact| view.fact(*what, fact, None));
            let days = days.filter_map(|value| if let Value::Days(first, _) = value { Some(first) } else { None });
            day = day.into_iter().chain(days).min();
        }
        (count, day)
    }

    /// Moves that stand in one of the queues and lack something.
    fn moves(&self, queues: &[Queue], lacks: Option<Lacks>) -> usize {
        let wants = |moved: &&Moved| match lacks {
            Some(Lacks::Plan) => moved.rotation.after.is_none() && moved.minimum.is_some(),
            Some(Lacks::Assessment) => !moved.unassessed.is_empty(),
            None => true,
        };
        let all = self.view.rotations(self.policy, &RotationQuery::default());
        all.iter().filter(|m| m.queue.is_some_and(|q| queues.contains(&q))).filter(wants).count()
    }

    /// Rounds that are open or submitted, and when the first of them was opened.
    fn rounds(&self) -> (usize, Option<Day>) {
        let on = self.view.on;
        let waiting = |state| matches!(state, Some(RoundState::Open | RoundState::Submitted));
        let rounds = self.view.snapshot.rounds.values().filter(|r| waiting(r.state(on)));
        let days: Vec<Day> = rounds.map(|r| r.opened).collect();
        (days.len(), days.into_iter().min())
    }
}
