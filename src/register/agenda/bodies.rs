//! Committees of the term with what is measured of them: one committee, or those of all units of a level together.

use super::plan::{Listed, Today};
use crate::domain::{Form, TermId};
use crate::policy::{Amount, Composition, Finding, Group, Judged, List, Policy, Range, Verdict};
use crate::register::view::View;
use std::collections::BTreeSet;

/// What the norms of one kind say of a committee.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Measure {
    /// Committees of which a norm of that kind speaks.
    pub judged: usize,
    /// Those that meet it.
    pub met: usize,
    /// The worst; none where no norm speaks of it.
    pub verdict: Option<Verdict>,
}

impl Measure {
    fn take(&mut self, verdict: Verdict) {
        self.judged += 1;
        self.met += usize::from(verdict == Verdict::Met);
        self.verdict = self.verdict.max(Some(verdict));
    }
}

/// A committee of a term, or all of a level together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// What it is called.
    pub vi: String,
    /// What it is called, in English.
    pub en: String,
    pub term: TermId,
    /// Its lists in the order of their units.
    pub lists: Vec<List>,
    /// Seats with which the term's planning counts.
    pub seats: i64,
    /// People planned.
    pub planned: i64,
    /// Women among them.
    pub women: i64,
    /// Of an ethnic minority.
    pub minority: i64,
    /// Young; two numbers where a birth is not known in full.
    pub young: Range,
    /// The most people for how many seats that a norm allows.
    pub most: Option<(i64, i64)>,
    /// People of seats.
    pub coefficient: Measure,
    /// Norms of women.
    pub of_women: Measure,
    /// Norms of minorities.
    pub of_minority: Measure,
    /// Norms of young people.
    pub of_young: Measure,
}

/// The committees of the data that have a post on the day, with what is planned for a term.
/// Of a plan that is not yet due only what is too much is judged.
pub fn of(view: &View, policy: &Policy, plan: &Today, (term, is_due): (TermId, bool)) -> Vec<Body> {
    let posts = view.snapshot.posts.values().filter(|p| p.is_open(view.on));
    let lists: BTreeSet<List> = posts.filter_map(|post| policy.list_of(view, post)).collect();
    plan.bodies.iter().filter_map(|listed| body(view, policy, (term, is_due, &lists), listed)).collect()
}

/// Whether a list is one of a line's: by what it is and by level and kind of its unit on the day.
fn is_of(view: &View, listed: &Listed, list: List) -> bool {
    let form = view.unit(list.unit).and_then(|unit| unit.form(view.on));
    let kind = |id| view.catalogue.kind(id).is_some_and(|kind| listed.kinds.contains(&kind.code));
    let fits = |form: Form| form.level == listed.level && (listed.kinds.is_empty() || kind(form.kind));
    list.body == listed.of && form.is_some_and(fits)
}

fn body(
    view: &View,
    policy: &Policy,
    (term, is_due, all): (TermId, bool, &BTreeSet<List>),
    listed: &Listed,
) -> Option<Body> {
    let lists: Vec<List> = all.iter().copied().filter(|list| is_of(view, listed, *list)).collect();
    if lists.is_empty() {
        return None;
    }
    let mut body = Body {
        vi: listed.vi.clone(),
        en: listed.en.clone(),
        term,
        lists: Vec::new(),
        seats: 0,
        planned: 0,
        women: 0,
        minority: 0,
        young: Range::default(),
        most: None,
        coefficient: Measure::default(),
        of_women: Measure::default(),
        of_minority: Measure::default(),
        of_young: Measure::default(),
    };
    for list in lists {
        body.add(policy, &policy.list(view, list, term, view.on), is_due);
        body.lists.push(list);
    }
    Some(body)
}

impl Body {
    fn add(&mut self, policy: &Policy, judged: &Judged, is_due: bool) {
        let tally = &judged.tally;
        self.seats += tally.seats;
        self.planned += tally.planned;
        self.women += tally.women;
        self.minority += tally.minority;
        self.young.least += tally.young.least;
        self.young.most += tally.young.most;
        // of a list that nobody is planned for yet nothing is said
        for finding in judged.findings.iter().filter(|_| tally.planned > 0) {
            let Some(composition) = policy.composition(finding) else { continue };
            if let (Composition::Coefficient, Amount::Ratio(people, seats)) = (composition, finding.limit.most) {
                self.most = Some((people, seats));
            }
            // too few, or too few of a kind, is no fault while the plan is being built
            let is_said = is_due || composition == Composition::Coefficient && too_many(finding);
            if !is_said {
                continue;
            }
            if let Some(measure) = self.measure(composition) {
                measure.take(finding.verdict);
            }
        }
    }

    fn measure(&mut self, composition: Composition) -> Option<&mut Measure> {
        match composition {
            Composition::Coefficient => Some(&mut self.coefficient),
            Composition::Group(Group::Women) => Some(&mut self.of_women),
            Composition::Group(Group::Minority) => Some(&mut self.of_minority),
            Composition::Group(Group::Young) => Some(&mut self.of_young),
            Composition::Group(Group::Outside) | Composition::AgeBands => None,
        }
    }
}

/// Whether it is broken by people above the most.
fn too_many(finding: &Finding) -> bool {
    let (Amount::Ratio(people, seats), Amount::Ratio(most, of)) = (finding.measured, finding.limit.most) else {
        return false;
    };
    finding.verdict == Verdict::Broken && people.saturating_mul(of) > most.saturating_mul(seats)
}
