//! What an indicator counts, one by one: a person, a body, a place or a list, each with whether it meets what is asked.

use super::plan::{Criterion, Indicator, Norm, NormTerm, Plan, Population, Question};
use crate::domain::{Cadre, CadreId, Line, PostId, Stage, Standpoint, TermId, UnitId};
use crate::exchange::criteria::{Answer, Criteria, HeldPost, Holding, PersonFacts, Roll};
use crate::policy::{Body, Finding, List, Policy, Standard, Verdict};
use crate::register::View;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Whom or what is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CaseSubject {
    /// Somebody, on account of a post held or planned for.
    Cadre(CadreId, PostId),
    /// Those who sit under some titles of a unit: which of the indicator's bodies.
    Body(UnitId, usize),
    /// A district or a commune with its heads.
    Place(UnitId),
    /// A list of the planning, with what is planned for a term.
    List(List, TermId),
}

/// One of those who are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Case {
    /// Whom or what.
    pub of: CaseSubject,
    /// The unit to which it belongs.
    pub unit: UnitId,
    /// Whether it meets what is asked.
    pub answer: Answer,
    /// How far it is from meeting it, where that has an order: levels of schooling, years of age.
    pub far: u16,
    /// A hard rule says that it must.
    pub hard: bool,
}

/// The register on a day as indicators ask it; what several of them need is read once.
pub struct IndicatorContext<'a> {
    /// The register on the day.
    pub view: &'a View,
    policy: &'a Policy,
    plan: &'a Plan,
    roll: Roll,
    people: HashMap<&'a str, Vec<HeldPost>>,
    findings: BTreeMap<NormTerm, Vec<JudgedList>>,
}

impl<'a> IndicatorContext<'a> {
    /// The ground of a view's day; linear in the register.
    #[must_use]
    pub fn of(view: &'a View, policy: &'a Policy, plan: &'a Plan) -> IndicatorContext<'a> {
        IndicatorContext { view, policy, plan, roll: Roll::of(view), people: HashMap::new(), findings: BTreeMap::new() }
    }

    /// Everything that an indicator counts; nothing once it is history.
    pub fn cases(&mut self, indicator: &'a Indicator) -> Vec<Case> {
        if indicator.ended_on(self.view.on).is_some() {
            return Vec::new();
        }
        let mut cases = match indicator.question() {
            Some(Question::People(of, asks)) => self.asked(of, asks),
            Some(Question::Standard(of, standard)) => self.standards(of, standard),
            Some(Question::Bodies(bodies, has)) => self.bodies(bodies, has),
            Some(Question::OneElsewhere) => self.places(),
            Some(Question::Norm(norm, lists, term)) => self.norms(norm, lists, term),
            None => Vec::new(),
        };
        if indicator.criterion == Criterion::Necessary {
            // who has what is surely needed may still lack the rest
            for case in cases.iter_mut().filter(|c| c.answer == Answer::Yes) {
                case.answer = Answer::Unknown;
            }
        }
        cases
    }

    fn population(&mut self, id: &'a str) -> Vec<HeldPost> {
        if let Some(known) = self.people.get(id) {
            return known.clone();
        }
        let places = self.plan.population(id).map(|p| self.members(p)).unwrap_or_default();
        self.people.insert(id, places.clone());
        places
    }

    fn members(&mut self, population: &'a Population) -> Vec<HeldPost> {
        let mut places: BTreeMap<CadreId, HeldPost> = BTreeMap::new();
        for other in &population.or {
            places.extend(self.population(other).into_iter().map(|p| (p.cadre, p)));
        }
        let own = population.holding.iter().flat_map(|holding| holding.people(self.view, &self.roll));
        places.extend(own.map(|p| (p.cadre, p)));
        places.into_values().collect()
    }

    fn asked(&mut self, of: &'a str, asks: &Criteria) -> Vec<Case> {
        let view = self.view;
        let case = |place: HeldPost| {
            let card = view.cadre(place.cadre)?;
            let answer = asks.answer(view, &PersonFacts::of(view, card), Some(place.post));
            let far = if answer == Answer::Yes { 0 } else { distance(view, card, asks) };
            Some(Case { of: CaseSubject::Cadre(place.cadre, place.post), unit: place.unit, answer, far, hard: false })
        };
        self.population(of).into_iter().filter_map(case).collect()
    }

    /// People planned, each once: the least of the answers for the titles they are planned for.
    fn standards(&mut self, of: &str, standard: Standard) -> Vec<Case> {
        let view = self.view;
        let mut found: BTreeMap<CadreId, Case> = BTreeMap::new();
        if self.plan.population(of).is_none_or(|p| !p.planned) {
            return Vec::new();
        }
        for (post, term, cadres) in pools(view) {
            let Some(unit) = view.post(post).map(|p| p.unit) else { continue };
            let asked = self.policy.standard(view, post, term, standard, view.on).map(|(asked, _)| asked);
            for card in cadres.into_iter().filter_map(|id| view.cadre(id)) {
                let answer = match asked {
                    Some(asked) => Answer::of(asked.held_by(card, view.on).0),
                    // nobody says what is asked; who has nothing has not been trained
                    None if untrained(view, card, standard) => Answer::No,
                    None => Answer::Unknown,
                };
                let case = Case { of: CaseSubject::Cadre(card.id, post), unit, answer, far: 0, hard: false };
                let worst = found.entry(card.id).or_insert(case);
                if answer < worst.answer {
                    *worst = case;
                }
            }
        }
        found.into_values().collect()
    }

    /// Bodies of units: of each kind that is asked somebody should sit there.
    fn bodies(&self, bodies: &[Holding], has: &[Criteria]) -> Vec<Case> {
        let view = self.view;
        let mut cases = Vec::new();
        for (at, holding) in bodies.iter().enumerate() {
            let seats = Holding { any_seat: true, ..holding.clone() };
            let mut members: BTreeMap<UnitId, Vec<HeldPost>> = BTreeMap::new();
            for place in seats.people(view, &self.roll) {
                // posts of the party and of the state of one place make one body
                let seat = view.seat_of(place.unit).unwrap_or(place.unit);
                members.entry(seat).or_default().push(place);
            }
            for (unit, members) in members {
                let best = |asks: &Criteria| {
                    let answers = members
                        .iter()
                        .filter_map(|p| Some(asks.answer(view, &PersonFacts::of(view, view.cadre(p.cadre)?), None)));
                    answers.max().unwrap_or(Answer::No)
                };
                let answers: Vec<Answer> = has.iter().map(best).collect();
                let answer = answers.iter().copied().min().unwrap_or(Answer::Unknown);
                let far = answers.iter().filter(|a| **a == Answer::No).count();
                let far = u16::try_from(far).unwrap_or(u16::MAX);
                cases.push(Case { of: CaseSubject::Body(unit, at), unit, answer, far, hard: false });
            }
        }
        cases
    }

    fn places(&self) -> Vec<Case> {
        let case = |place: crate::register::locality::Locality| Case {
            of: CaseSubject::Place(place.unit),
            unit: place.unit,
            answer: answered(place.one),
            far: 0,
            hard: false,
        };
        self.view.heads().into_iter().map(case).collect()
    }

    fn norms(&mut self, norm: Norm, bodies: &[Body], of: NormTerm) -> Vec<Case> {
        let (view, policy) = (self.view, self.policy);
        let judged = self.findings.entry(of).or_insert_with(|| judged(view, policy, of));
        let mut cases = Vec::new();
        for (list, term, findings) in judged.iter().filter(|(list, ..)| bodies.contains(&list.body)) {
            let of_norm = findings.iter().filter(|f| policy.composition(f).and_then(Norm::of) == Some(norm));
            let Some(worst) = of_norm.max_by_key(|f| f.verdict) else { continue };
            let hard = worst.verdict == Verdict::Broken;
            let answer = answered(worst.verdict);
            cases.push(Case { of: CaseSubject::List(*list, *term), unit: list.unit, answer, far: 0, hard });
        }
        cases
    }
}

fn answered(verdict: Verdict) -> Answer {
    match verdict {
        Verdict::Met | Verdict::Special => Answer::Yes,
        Verdict::Unknown => Answer::Unknown,
        Verdict::Missed | Verdict::Broken => Answer::No,
    }
}

/// Approved people by pool, for terms that are not over.
pub(super) fn pools(view: &View) -> Vec<(PostId, TermId, Vec<CadreId>)> {
    let mut pools: BTreeMap<(PostId, TermId), Vec<CadreId>> = BTreeMap::new();
    let live = |term: TermId| view.term(term).is_some_and(|t| t.stands(view.on) != Standpoint::Past);
    for entry in view.snapshot.entries.values().filter(|e| e.stage(view.on) == Some(Stage::Approved)) {
        if live(entry.term) && view.post(entry.post).is_some_and(|p| p.span.holds(view.on)) {
            pools.entry((entry.post, entry.term)).or_default().push(entry.cadre);
        }
    }
    pools.into_iter().map(|((post, term), cadres)| (post, term, cadres)).collect()
}

fn untrained(view: &View, card: &Cadre, standard: Standard) -> bool {
    use crate::domain::{Education, Management, Theory};
    match standard {
        Standard::Theory => card.theory(view.on) == Some(Theory::None),
        Standard::Education => card.education(view.on) == Some(Education::None),
        Standard::Management => card.management(view.on) == Some(Management::None),
    }
}

/// How far somebody is from what is asked: levels of schooling, else years of age.
fn distance(view: &View, card: &Cadre, asks: &Criteria) -> u16 {
    let on = view.on;
    let levels = |asked: Option<u8>, has: u8| u16::from(asked.map_or(0, |asked| asked.saturating_sub(has)));
    let schooling = levels(asks.least_education.map(|e| e as u8), card.education(on).map_or(0, |e| e as u8))
        + levels(asks.least_theory.map(|t| t as u8), card.theory(on).map_or(0, |t| t as u8))
        + levels(asks.least_management.map(|m| m as u8), card.management(on).map_or(0, |m| m as u8));
    let years = asks.age.map_or(0, |[from, to]| {
        let age = card.born.age_on(on).0;
        age.saturating_sub(to) + from.saturating_sub(age)
    });
    schooling + u16::try_from(years).unwrap_or(u16::MAX)
}

/// Every committee and standing committee of the day.
pub(super) fn committees(view: &View, policy: &Policy) -> BTreeSet<List> {
    let posts = view.snapshot.posts.values().filter(|p| p.span.holds(view.on));
    posts
        .filter_map(|post| policy.list_of(view, post))
        .filter(|list| matches!(list.body, Body::Committee | Body::StandingCommittee))
        .collect()
}

/// A list with what the norms say of who is planned for it in a term.
type JudgedList = (List, TermId, Vec<Finding>);

/// Every committee of the day, judged of a term. Those for which nobody is planned are left out.
fn judged(view: &View, policy: &Policy, of: NormTerm) -> Vec<JudgedList> {
    let [running, next] = view.running_and_next();
    let term = if of == NormTerm::Running { running } else { next };
    let Some(term) = term.map(|term| term.number) else { return Vec::new() };
    let judge = |list: List| {
        let judged = policy.list(view, list, term, view.on);
        (judged.tally.planned > 0).then_some((list, term, judged.findings))
    };
    committees(view, policy).into_iter().filter_map(judge).collect()
}

/// The unit as it is called among committees: of the party line.
#[must_use]
pub fn party_name(view: &View, unit: UnitId) -> String {
    view.called_in_full(Line::Party, unit)
}
