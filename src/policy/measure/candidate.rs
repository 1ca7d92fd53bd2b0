//! Somebody for a pool: what a kind is told of the pool and of the person. What only the pool decides is worked out
//! once, so that thousands of people can be tried for it.

use super::row::{Named, thing};
use crate::domain::{
    Appointment, Cadre, CadreId, Conduct, Day, Entry, Grades, Ladder, PlanKind, PlanObject, Post, PostId, Stage,
    Statuses, TermId, Tier, Title,
};
use crate::policy::facts::Facts;
use crate::policy::finding::{Amount, Answer};
use crate::policy::order::Standing;
use crate::policy::tables::{Retires, Tables};
use crate::policy::vocabulary::Body;
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// Somebody for a pool, in it or not yet.
#[derive(Debug, Clone, Copy)]
pub struct Candidate<'e> {
    pub cadre: CadreId,
    /// Built new, or added at a review.
    pub kind: PlanKind,
    /// The place in the pool, where there is one.
    pub entry: Option<&'e Entry>,
}

impl<'e> Candidate<'e> {
    /// Somebody who stands in the pool.
    #[must_use]
    pub fn of(entry: &'e Entry) -> Candidate<'e> {
        Candidate { cadre: entry.cadre, kind: entry.kind, entry: Some(entry) }
    }

    /// Somebody who does not.
    #[must_use]
    pub fn new(cadre: CadreId, kind: PlanKind) -> Candidate<'static> {
        Candidate { cadre, kind, entry: None }
    }
}

/// How somebody stands to the pool that an age is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Whom {
    /// Planned for the first time for a term to come.
    First,
    /// Planned for it already.
    Planned,
    /// Sits in the committee that is planned (tái cử).
    Sitting,
    /// Added to the pool of the term that runs.
    Added,
}

/// How somebody stands to the pool, and the day from which on the age is counted: the reference month of a term to come,
/// the review that added somebody to the one that runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::policy) struct AgeAsked {
    pub(in crate::policy) whom: Whom,
    pub(in crate::policy) from: Day,
}

/// The day as of which an entry was reviewed: of its decision once it is approved, else of the day as of which it was
/// drafted.
pub(in crate::policy) fn reviewed_on(entry: &Entry) -> Day {
    let approved = entry.stages.iter().rev().find(|s| s.value == Stage::Approved);
    match (approved, &entry.decision) {
        (Some(_), Some(decision)) => decision.on.max(entry.span.from),
        (Some(stage), None) => stage.span.from,
        (None, _) => entry.stages.last().map_or(entry.span.from, |s| s.span.from),
    }
}

/// As which object somebody is planned for a title, and the title held that says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlannedAs<'f> {
    pub object: PlanObject,
    /// The title held; none where neither object is known.
    pub from: Option<&'f Title>,
}

/// Whether an entry stands in its pool on a day: in the pool, of a post that is there.
pub(in crate::policy) fn is_in_pool(entry: &Entry, post: &Post, on: Day) -> bool {
    entry.span.holds(on) && post.span.holds(on)
}

/// The pool of a title for a term on a day.
pub struct PoolContext<'f> {
    pub(in crate::policy) tables: &'f Tables,
    pub(in crate::policy) facts: &'f dyn Facts,
    pub post: &'f Post,
    /// The title of the post.
    pub(in crate::policy) title: &'f Title,
    /// What the title is.
    pub body: Body,
    pub(in crate::policy) term: TermId,
    /// The day whose rules judge, and on which facts are read.
    pub(in crate::policy) on: Day,
    /// Day from which ages are counted.
    pub(in crate::policy) reference: Option<Day>,
    /// First day on which the term is over.
    pub(in crate::policy) over: Option<Day>,
    /// Ladder and rank of each title that feeds this one.
    pub(in crate::policy) feeders: Vec<(Ladder, u16)>,
    /// Titles from which one is planned for it as object 1 or 2, with where each stands among the ranks.
    sources: Vec<Source<'f>>,
    /// Where it stands among the ranks.
    standing: Standing,
    /// Who approves its planning.
    pub(in crate::policy) approving: Tier,
}

impl<'f> PoolContext<'f> {
    /// The pool of a post; none for a post that does not exist.
    pub(in crate::policy) fn of(
        tables: &'f Tables,
        facts: &'f dyn Facts,
        post: PostId,
        term: TermId,
        on: Day,
    ) -> Option<PoolContext<'f>> {
        let post = facts.post(post)?;
        let title = facts.title(post.title)?;
        let order = &tables.order;
        let standing = |title: &Title| order.standing(title, on, &|| facts.province());
        let steps = facts.feeding(title.id).iter().filter_map(|(id, object)| Some((facts.title(*id)?, *object)));
        let source = |title, object| Source { title, standing: standing(title), object };
        let mut sources: Vec<_> = steps.map(|(title, object)| source(title, object)).collect();
        let feeders = sources.iter().filter(|source| source.object == PlanObject::One);
        let feeders = feeders.map(|source| (source.title.ladder, source.title.rank)).collect();
        for (code, object) in order.planned_from(title, on) {
            if let Some(said) = facts.title_coded(code) {
                sources.retain(|known| known.title.id != said.id);
                sources.push(source(said, object));
            }
        }
        Some(PoolContext {
            tables,
            facts,
            post,
            title,
            body: tables.body(title),
            term,
            on,
            reference: tables.reference(facts, title, term),
            over: facts.term(term).map(|t| t.of(title.line).1),
            feeders,
            sources,
            standing: standing(title),
            approving: order.approving(title),
        })
    }

    /// How somebody stands to the pool; none for a term that is over, and in one that runs for those who came into its
    /// pool before it did: their age was judged then.
    pub(in crate::policy) fn whom(&self, person: &Person<'_>, candidate: Candidate<'_>) -> Option<AgeAsked> {
        let first = self.reference?;
        if self.over.is_some_and(|over| over <= self.on) {
            return None;
        }
        if first <= self.on {
            let review = match candidate.entry {
                // a reorganisation that carried somebody on is no review
                Some(entry) if entry.carried.is_some() => entry.decision.as_ref()?.on,
                Some(entry) => reviewed_on(entry),
                None => self.on,
            };
            return (first <= review).then_some(AgeAsked { whom: Whom::Added, from: review });
        }
        Some(AgeAsked { whom: self.before_the_term(person, candidate), from: first })
    }

    /// How somebody stands to the pool of a term that has not begun.
    fn before_the_term(&self, person: &Person<'_>, candidate: Candidate<'_>) -> Whom {
        let seat = matches!(self.body, Body::Committee | Body::StandingCommittee);
        if seat && person.held.iter().any(|(_, post, _)| post.id == self.post.id) {
            return Whom::Sitting;
        }
        let approved = |e: &Entry| e.stage(self.on) == Some(Stage::Approved);
        let here = person.planned.iter().any(|(e, ..)| e.post == self.post.id && e.term == self.term && approved(e));
        if here || candidate.entry.is_some_and(approved) { Whom::Planned } else { Whom::First }
    }

    /// How a title that somebody holds stands to the pool's by the ranks; none where these say nothing of the two.
    pub(in crate::policy) fn held_by_rank(&self, held: Standing) -> Option<Ordering> {
        held.compare(self.standing)
    }

    /// As which object somebody is planned: by a title held that is one from which one is planned so, else by one that
    /// is equal to such a title, else by one of the same level and ladder that is higher, and lower than the pool's own.
    #[must_use]
    pub fn planned_as(&self, person: &Person<'f>) -> PlannedAs<'f> {
        let lower = |t: &Title, at: Standing| match at.compare(self.standing) {
            Some(order) => order == Ordering::Less,
            None => t.ladder != self.title.ladder || t.rank < self.title.rank,
        };
        let held = person.held.iter().zip(&person.standings).map(|((_, _, title), at)| (*title, *at));
        let mut nearest: Option<(Nearness, PlannedAs<'f>)> = None;
        for (title, at) in held.filter(|(title, at)| lower(title, *at)) {
            for source in &self.sources {
                let Some(near) = source.nearness(title, at) else { continue };
                if nearest.is_none_or(|(known, as_)| (near, source.object) < (known, as_.object)) {
                    nearest = Some((near, PlannedAs { object: source.object, from: Some(title) }));
                }
            }
        }
        nearest.map_or(PlannedAs { object: PlanObject::Neither, from: None }, |(_, planned)| planned)
    }
}

/// A title from which one is planned for another.
struct Source<'f> {
    title: &'f Title,
    /// Where it stands among the ranks.
    standing: Standing,
    object: PlanObject,
}

/// How near a title held comes to one from which one is planned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Nearness {
    Same,
    Equal,
    /// Higher on the same ladder of the same level.
    Higher,
}

impl Source<'_> {
    fn nearness(&self, held: &Title, at: Standing) -> Option<Nearness> {
        if held.id == self.title.id {
            return Some(Nearness::Same);
        }
        let ladder = || {
            let same = held.ladder == self.title.ladder && held.level == self.title.level;
            same.then(|| held.rank.cmp(&self.title.rank))
        };
        match at.compare(self.standing).or_else(ladder)? {
            Ordering::Equal => Some(Nearness::Equal),
            Ordering::Greater => Some(Nearness::Higher),
            Ordering::Less => None,
        }
    }
}

/// What the register knows of somebody on a day; read once, however many pools it is asked for.
pub struct Person<'f> {
    pub(in crate::policy) card: &'f Cadre,
    pub(in crate::policy) standing: Option<&'f crate::domain::Standing>,
    pub(in crate::policy) grades: Option<&'f Grades>,
    pub(in crate::policy) conduct: Option<&'f Conduct>,
    pub(in crate::policy) statuses: Option<&'f Statuses>,
    /// Whether anybody on the register is a relative.
    pub(in crate::policy) has_kin: bool,
    /// What is held on the day.
    pub(in crate::policy) held: Vec<(&'f Appointment, &'f Post, &'f Title)>,
    /// Where each of the titles held stands among the ranks.
    pub(in crate::policy) standings: Vec<Standing>,
    /// Places in pools on the day.
    pub(in crate::policy) planned: Vec<(&'f Entry, &'f Post, &'f Title)>,
    pub(in crate::policy) retires: Retires,
}

impl<'f> Person<'f> {
    /// What the register knows of somebody on a day; none for whom it does not have.
    pub(in crate::policy) fn of(tables: &Tables, facts: &'f dyn Facts, cadre: CadreId, on: Day) -> Option<Person<'f>> {
        let card = facts.cadre(cadre)?;
        let titled = |post: PostId| {
            let post = facts.post(post)?;
            Some((post, facts.title(post.title)?))
        };
        let career = facts.career(cadre).into_iter().filter(|a| a.span.holds(on));
        let held: Vec<_> = career.filter_map(|a| titled(a.post).map(|(post, title)| (a, post, title))).collect();
        let entries = facts.planned(cadre).into_iter();
        let planned = entries.filter_map(|e| titled(e.post).map(|(post, title)| (e, post, title)));
        let retires = tables.retires_from(card, held.iter().map(|(_, _, t)| *t));
        let standing = |title: &Title| tables.order.standing(title, on, &|| facts.province());
        let standings = held.iter().map(|(_, _, title)| standing(title)).collect();
        Some(Person {
            card,
            standing: facts.standing(cadre),
            grades: facts.grades(cadre),
            conduct: facts.conduct(cadre),
            statuses: facts.statuses(cadre),
            has_kin: facts.kin(cadre).is_some() || !facts.declared_by(cadre).is_empty(),
            planned: planned.filter(|(e, post, _)| is_in_pool(e, post, on)).collect(),
            held,
            standings,
            retires,
        })
    }
}

/// A person for a pool.
pub(in crate::policy) struct Candidacy<'a> {
    pub(in crate::policy) pool: &'a PoolContext<'a>,
    pub(in crate::policy) person: &'a Person<'a>,
    /// How the person stands to the pool; none where no age is asked for.
    pub(in crate::policy) whom: Option<AgeAsked>,
}

/// A kind that judges somebody for a pool. A rule of it that names kinds of moves judges who is moved as it would judge
/// that person for the post that is taken.
pub(in crate::policy) trait JudgesCandidate: Named<thing::candidate> {
    /// Measures a person for a pool; none where it has nothing to ask.
    fn of_candidate(&self, case: &Candidacy<'_>) -> Option<Answer>;

    /// Whether who was added to the term that runs is judged by the rules of the review that did it, not by later ones.
    fn judges_by_review(&self) -> bool {
        false
    }

    /// Why who breaks it leaves the pool at a review, by the code of the reason in the catalogue; none where the reason
    /// is the one that the rule itself names.
    fn reason(&self, _facts: &dyn Facts, _cadre: CadreId, _measured: Amount, _on: Day) -> Option<&str> {
        None
    }
}
