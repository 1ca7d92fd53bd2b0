//! Composition of a list: how many people for how many seats, of whom women, young, minority, in which bands of age.
//! A person who stands in two pools of the list is one.

use super::gate::{lives, verdict};
use super::posts::count;
use super::rule::{Among, Body, Group, Kind};
use super::{Amount, Facts, Finding, Limit, List, Policy, Rule, Scope};
use crate::domain::{Cadre, CadreId, Day, Entry, ListId, Origination, Post, Sex, Subject, TermId, Title};

/// A number of people that some unknown dates leave open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Range {
    /// Those who are surely counted.
    pub least: i64,
    /// With those who may be.
    pub most: i64,
}

impl Range {
    fn add(&mut self, sure: bool, may: bool) {
        self.least += i64::from(sure);
        self.most += i64::from(sure || may);
    }
}

/// What is counted of a list or a pool.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Tally {
    /// Seats with which the term's planning counts.
    pub seats: i64,
    /// People in office on the day.
    pub sitting: i64,
    /// People planned.
    pub planned: i64,
    /// Women among them.
    pub women: i64,
    /// Of an ethnic minority.
    pub minority: i64,
    /// Ethnic group not entered.
    pub no_ethnic: i64,
    /// Under the age of the level.
    pub young: Range,
    /// From outside the unit.
    pub outside: i64,
    /// By band of age, the youngest first; empty where no rule gives bands.
    pub bands: Vec<Range>,
}

/// A list or a pool with what the rules say of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Judged {
    /// Its numbers.
    pub tally: Tally,
    /// Every norm that applies to it, met ones too.
    pub findings: Vec<Finding>,
}

/// A day of birth for an age that somebody is under: born after it is younger.
#[derive(Debug, Clone, Copy)]
struct Edge(Day);

impl Edge {
    fn of(years: u32, on: Day) -> Edge {
        Edge(on.add_months(i32::try_from(years).unwrap_or(0).saturating_mul(-12)))
    }

    /// Surely under the age, and perhaps.
    fn under(self, card: &Cadre) -> (bool, bool) {
        (card.born.earliest() > self.0, card.born.latest() > self.0)
    }
}

/// The ages that a level's rules part people by.
pub(super) struct Ages {
    young: Option<Edge>,
    bands: Vec<Edge>,
}

impl Ages {
    /// Whether somebody is of the age that the level calls young; none where the birth is not known in full.
    pub(super) fn young(&self, card: &Cadre) -> Option<bool> {
        let (sure, may) = self.young?.under(card);
        (sure == may).then_some(sure)
    }

    /// Of each band, the youngest first, whether somebody surely stands in it, and perhaps.
    pub(super) fn bands(&self, card: &Cadre) -> impl Iterator<Item = (bool, bool)> {
        // each band begins where the one before it ends
        let mut above = (true, true);
        let edges = self.bands.iter().map(|edge| edge.under(card)).chain(std::iter::once((true, true)));
        edges.map(move |(sure, may)| {
            let here = (above.0 && sure, above.1 && may);
            above = (!may, !sure);
            here
        })
    }
}

impl Policy {
    pub(super) fn ages(&self, title: &Title, body: Body, term: TermId, on: Day) -> Ages {
        let mut ages = Ages { young: None, bands: Vec::new() };
        for rule in self.in_force(on).filter(|r| r.speaks_of(title, body, Some(term))) {
            match &rule.kind {
                Kind::YoungAge { below } => ages.young = Some(Edge::of(*below, on)),
                Kind::AgeBands { edges } => ages.bands = edges.iter().map(|years| Edge::of(*years, on)).collect(),
                _ => {}
            }
        }
        ages
    }

    /// A list of a term on a day: its numbers and every norm of composition that applies to it.
    #[must_use]
    pub fn list(&self, facts: &dyn Facts, list: List, term: TermId, on: Day) -> Judged {
        let posts = self.posts_of(facts, list, on);
        let Some(title) = posts.first().and_then(|p| facts.title(p.title)) else { return Judged::default() };
        let counted = Counted::of(self, facts, &posts, title, list.body, term, on);
        let findings = self.compose(facts, list, title, &counted, term, on);
        Judged { tally: counted.tally, findings }
    }

    fn compose(
        &self,
        facts: &dyn Facts,
        list: List,
        title: &Title,
        counted: &Counted,
        term: TermId,
        on: Day,
    ) -> Vec<Finding> {
        let rules = self.in_force(on).filter(|r| r.speaks_of(title, list.body, Some(term)));
        let local = |rule: &&Rule| Policy::is_of(facts, rule, list.unit, on);
        let found = |rule: &Rule| {
            let (measured, limit, ok, estimated) = norm(&rule.kind, counted)?;
            Some(Finding {
                rule: rule.id.clone(),
                strength: rule.strength,
                subject: Subject::Unit(list.unit),
                scope: Scope::List(list, term),
                measured,
                limit,
                verdict: verdict(rule, ok),
                estimated,
                aside: false,
            })
        };
        rules.filter(local).filter_map(found).collect()
    }

    /// The numbers of one post's pool.
    pub(super) fn tally(&self, facts: &dyn Facts, post: &Post, title: &Title, term: TermId, on: Day) -> Tally {
        Counted::of(self, facts, &[post], title, self.body(title), term, on).tally
    }
}

/// Numbers of those planned, and of those in office where a rule asks for these.
struct Counted {
    tally: Tally,
    sitting: Tally,
}

impl Counted {
    fn of(
        policy: &Policy,
        facts: &dyn Facts,
        posts: &[&Post],
        title: &Title,
        body: Body,
        term: TermId,
        on: Day,
    ) -> Counted {
        let ages = policy.ages(title, body, term, on);
        let (mut planned, mut sitting): (Vec<(CadreId, bool)>, Vec<CadreId>) = (Vec::new(), Vec::new());
        let mut tally = Tally::default();
        for post in posts {
            tally.seats += i64::from(post.seats_for(term, on));
            let here = |e: &&Entry| e.term == term && lives(e, post, on);
            let entries = facts.pool(post.id).into_iter().filter(here);
            planned.extend(entries.map(|e| (e.cadre, e.source == Origination::Outside)));
            sitting.extend(facts.holders(post.id).iter().filter(|a| a.span.holds(on)).map(|a| a.cadre));
        }
        planned.sort_unstable();
        planned.dedup_by_key(|(cadre, _)| *cadre);
        sitting.sort_unstable();
        sitting.dedup();
        tally.planned = count(planned.len());
        tally.sitting = count(sitting.len());
        tally.outside = count(planned.iter().filter(|(_, outside)| *outside).count());
        people(&mut tally, facts, planned.into_iter().map(|(cadre, _)| cadre), &ages);
        let mut office = Tally { seats: tally.seats, planned: tally.sitting, ..Tally::default() };
        if policy.in_force(on).any(|r| matches!(r.kind, Kind::Share { among: Among::Sitting, .. })) {
            people(&mut office, facts, sitting.into_iter(), &ages);
        }
        Counted { tally, sitting: office }
    }
}

fn people(tally: &mut Tally, facts: &dyn Facts, cadres: impl Iterator<Item = CadreId>, ages: &Ages) {
    if !ages.bands.is_empty() {
        tally.bands = vec![Range::default(); ages.bands.len() + 1];
    }
    for card in cadres.filter_map(|id| facts.cadre(id)) {
        tally.women += i64::from(card.sex == Sex::Female);
        tally.minority += i64::from(facts.is_minority(card.ethnic));
        tally.no_ethnic += i64::from(card.ethnic == ListId::default());
        if let Some(edge) = ages.young {
            let (sure, may) = edge.under(card);
            tally.young.add(sure, may);
        }
        for (band, (sure, may)) in tally.bands.iter_mut().zip(ages.bands(card)) {
            band.add(sure, may);
        }
    }
}

/// Measured, limit, whether it is met, whether a date that is not known in full was counted on.
type Norm = (Amount, Limit, Option<bool>, bool);

/// What a norm measures of a list; none for rules of another kind.
fn norm(kind: &Kind, counted: &Counted) -> Option<Norm> {
    let tally = &counted.tally;
    match kind {
        Kind::Coefficient { least, most } => {
            let (people, seats) = (tally.planned, tally.seats);
            let limit = Limit { least: Amount::Ratio(least.0, least.1), most: Amount::Ratio(most.0, most.1) };
            // by seats, so that nothing is divided; without seats there is nothing to measure against
            let ok = (seats > 0).then_some(people * least.1 >= least.0 * seats && people * most.1 <= most.0 * seats);
            Some((Amount::Ratio(people, seats), limit, ok, false))
        }
        Kind::Share { of, least, among } => {
            let tally = if *among == Among::Sitting { &counted.sitting } else { tally };
            let (range, whole) = (group(tally, *of), tally.planned);
            let enough = |people: i64| people * least.1 >= least.0 * whole;
            let ok = if whole == 0 { None } else { between(range, enough) };
            let limit = Limit::least(Amount::Ratio(least.0, least.1));
            Some((Amount::Ratio(range.least, whole), limit, ok, range.least != range.most))
        }
        Kind::AtLeast { of, people } => {
            let range = group(tally, *of);
            let ok = if tally.planned == 0 { None } else { between(range, |n| n >= *people) };
            let limit = Limit::least(Amount::Count(*people));
            Some((Amount::Count(range.least), limit, ok, range.least != range.most))
        }
        Kind::AgeBands { .. } => {
            let filled = |pick: fn(&Range) -> i64| count(tally.bands.iter().filter(|b| pick(b) > 0).count());
            let range = Range { least: filled(|b| b.least), most: filled(|b| b.most) };
            let bands = count(tally.bands.len());
            let ok = if tally.planned == 0 { None } else { between(range, |n| n >= bands) };
            Some((Amount::Count(range.least), Limit::least(Amount::Count(bands)), ok, range.least != range.most))
        }
        _ => None,
    }
}

/// Met if the least is enough, not met if the most is not, else it cannot be said.
fn between(range: Range, enough: impl Fn(i64) -> bool) -> Option<bool> {
    match (enough(range.least), enough(range.most)) {
        (true, _) => Some(true),
        (false, false) => Some(false),
        (false, true) => None,
    }
}

fn group(tally: &Tally, of: Group) -> Range {
    let sure = |n| Range { least: n, most: n };
    match of {
        Group::Women => sure(tally.women),
        Group::Young => tally.young,
        // whose ethnic group is not entered may be of one
        Group::Minority => Range { least: tally.minority, most: tally.minority + tally.no_ethnic },
        Group::Outside => sure(tally.outside),
    }
}
