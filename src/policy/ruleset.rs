//! All rules, and the tables that they are read with.

use super::facts::Facts;
use super::finding::Finding;
use super::measure::list::Composition;
use super::rule::Rule;
use super::tables::{Retirement, Retires, Tables};
use super::vocabulary::{Body, List};
use crate::domain::{Cadre, Day, Post, TermId, Title, UnitId};

/// The rules, what they speak of, and a hash by which a revision says under which of them it was made.
#[derive(Debug, Clone, Default)]
pub struct Policy {
    /// In the order of the files.
    pub rules: Vec<Rule>,
    pub tables: Tables,
    /// CRC-32 of the files' text, and of what the office decided.
    pub hash: u32,
}

/// A title in a unit for a term on a day: what decides which rules speak.
#[derive(Clone, Copy)]
pub(super) struct Case<'f> {
    pub(super) title: &'f Title,
    pub(super) body: Body,
    pub(super) unit: UnitId,
    /// None of an appointment and of those in office, of whom no rule of single terms speaks.
    pub(super) term: Option<TermId>,
    pub(super) on: Day,
}

impl Policy {
    /// The rule with an id, of several versions the one that holds last.
    #[must_use]
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().rfind(|r| *r.id == *id)
    }

    /// The very version of a rule that found something.
    #[must_use]
    pub fn rule_of(&self, finding: &Finding) -> Option<&Rule> {
        self.rules.iter().find(|r| r.own == finding.own && r.id == finding.rule).or_else(|| self.rule(&finding.rule))
    }

    /// What of a list's composition a finding measured; none of a finding that speaks of no composition.
    #[must_use]
    pub fn composition(&self, finding: &Finding) -> Option<Composition> {
        self.rule_of(finding)?.kind.composition()
    }

    /// Rules in force on a day.
    pub fn in_force(&self, on: Day) -> impl Iterator<Item = &Rule> {
        self.rules.iter().filter(move |r| r.in_force(on))
    }

    /// Whether the same rules are in force on two days.
    pub(super) fn has_one_law(&self, one: Day, other: Day) -> bool {
        one == other || self.rules.iter().all(|rule| rule.in_force(one) == rule.in_force(other))
    }

    /// Rules in force that speak of a title, wherever it is.
    pub(super) fn of_title<'a>(&'a self, case: Case<'a>) -> impl Iterator<Item = &'a Rule> {
        self.in_force(case.on).filter(move |r| r.speaks_of(case.title, case.body, case.term))
    }

    /// Rules in force that speak of a title in its unit: a province's or a locality's own only there.
    pub(super) fn of_case<'a>(&'a self, facts: &'a dyn Facts, case: Case<'a>) -> impl Iterator<Item = &'a Rule> {
        self.of_title(case).filter(move |r| r.is_of(facts, case.unit, case.on))
    }

    /// Whether people are planned for a body on a day: for leadership titles and committees always, for inspection
    /// committees where a rule of the day judges their lists.
    #[must_use]
    pub fn plans(&self, body: Body, on: Day) -> bool {
        let judged = |rule: &Rule| rule.kind.composition().is_some() && rule.applies.to.contains(&body);
        match body {
            Body::Committee | Body::StandingCommittee | Body::Leadership => true,
            Body::InspectionCommittee => self.in_force(on).any(judged),
            Body::Other => false,
        }
    }

    /// What a title is; see [`Tables::body`].
    #[must_use]
    pub fn body(&self, title: &Title) -> Body {
        self.tables.body(title)
    }

    /// The list that a post belongs to; see [`Tables::list_of`].
    #[must_use]
    pub fn list_of(&self, facts: &dyn Facts, post: &Post) -> Option<List> {
        self.tables.list_of(facts, post)
    }

    /// Posts of a list that are there on a day; see [`Tables::posts_of`].
    #[must_use]
    pub fn posts_of<'f>(&self, facts: &'f dyn Facts, list: List, on: Day) -> Vec<&'f Post> {
        self.tables.posts_of(facts, list, on)
    }

    /// When somebody retires, and on what that rests; see [`Tables::retirement`].
    #[must_use]
    pub fn retirement<'a>(&'a self, facts: &dyn Facts, card: &'a Cadre, on: Day) -> Retirement<'a> {
        self.tables.retirement(facts, card, on)
    }

    /// When somebody retires; see [`Tables::retires`].
    #[must_use]
    pub fn retires(&self, facts: &dyn Facts, card: &Cadre, on: Day) -> Retires {
        self.tables.retires(facts, card, on)
    }
}
