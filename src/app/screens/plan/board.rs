//! All pools of a term, as the left pane lists them: by level and unit in protocol order, with how many are planned
//! for how many seats.

use crate::domain::{CadreId, Day, Edit, Level, Line, PostId, Record, TermId, UnitId};
use crate::policy::{Policy, Verdict, worst};
use crate::register::View;
use crate::register::planning::Planning;
use std::collections::BTreeSet;

/// A group of units in the left pane; the locales have its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// The province itself.
    Province,
    /// Departments and other bodies of the province.
    Departments,
    Districts,
    /// Sections of a district.
    Sections,
    Communes,
}

impl Group {
    /// Key of the locale of its name.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Group::Province => "plan.group-province",
            Group::Departments => "plan.group-departments",
            Group::Districts => "plan.group-districts",
            Group::Sections => "plan.group-sections",
            Group::Communes => "plan.group-communes",
        }
    }
}

/// A pool of the board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pool {
    pub post: PostId,
    /// People who stand in it.
    pub planned: usize,
    /// Seats that its term is measured against.
    pub seats: u16,
    /// Seats that nobody holds on the day.
    pub vacant: usize,
    /// Holders who retire before the term that runs is over, with their last working day.
    pub retiring: Vec<(CadreId, Day)>,
    /// The worst that the rules find in it, once they have been asked.
    pub verdict: Option<Verdict>,
}

/// A unit of the board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Home {
    /// Which.
    pub unit: UnitId,
    /// Where it is listed.
    pub group: Group,
    /// Its pools in protocol order.
    pub pools: Vec<Pool>,
}

/// All pools of a term.
#[derive(Debug, Clone, Default)]
pub struct Board {
    /// Units in protocol order, by group.
    pub homes: Vec<Home>,
    /// What the rules find in them, and the register that they were asked of.
    judged: Option<(View, Planning)>,
}

impl Board {
    /// Makes the board; linear in the units of the province, so not while drawing. Of the board before, only what
    /// an edit has touched since is judged again.
    #[must_use]
    pub fn of(view: &View, policy: &Policy, term: TermId, before: Option<&Board>) -> Board {
        let known = before.and_then(|b| b.judged.as_ref()).filter(|(_, planning)| planning.term == term);
        let since = known.and_then(|(seen, planning)| Some((planning, view.edits_since(seen)?)));
        let planning = match &since {
            Some((planning, edits)) => planning.after(view, policy, edits),
            None => Planning::of(view, policy, term),
        };
        // where nothing but people and their places has changed, the same pools stand where they stood
        let same = |b: &&Board| since.as_ref().is_some_and(|(_, edits)| edits.iter().all(|e| b.stands(e)));
        let mut homes = before.filter(same).map_or_else(|| homes(view, policy, term), |b| b.homes.clone());
        for home in &mut homes {
            for pool in &mut home.pools {
                pool.planned = planning.pool(pool.post).map_or(0, |p| p.people.len());
                pool.verdict = verdict(view, policy, &planning, pool.post);
            }
        }
        Board { homes, judged: Some((view.clone(), planning)) }
    }

    /// The unit of a pool and its place in it.
    #[must_use]
    pub fn place(&self, post: PostId) -> Option<(&Home, &Pool)> {
        self.homes.iter().find_map(|h| Some((h, h.pools.iter().find(|p| p.post == post)?)))
    }

    /// Whether an edit leaves units, posts, who holds them and when these retire as they are, and opens no pool that is not here.
    fn stands(&self, edit: &Edit) -> bool {
        [&edit.was, &edit.becomes].into_iter().flatten().all(|record| match record {
            Record::Unit(_) | Record::Post(_) | Record::Appointment(_) | Record::Cadre(_) => false,
            Record::Entry(entry) => self.place(entry.post).is_some(),
            _ => true,
        })
    }

    /// What the rules find in the pools, once they have been asked.
    #[must_use]
    pub fn planning(&self) -> Option<&Planning> {
        self.judged.as_ref().map(|(_, planning)| planning)
    }
}

/// The worst that the rules find in a pool: of the pool, of its people, of the list it belongs to.
fn verdict(view: &View, policy: &Policy, planning: &Planning, post: PostId) -> Option<Verdict> {
    let pool = planning.pool(post);
    let own = pool.map(|p| worst(&p.judged.findings));
    let people = pool.map(|p| worst(p.people.iter().flat_map(|(.., found)| found)));
    let list = view.post(post).and_then(|p| policy.list_of(view, p)).and_then(|list| planning.list(list));
    [own, people, list.map(|l| worst(&l.findings))].into_iter().flatten().max()
}

/// Units that have pools, in protocol order, by group.
fn homes(view: &View, policy: &Policy, term: TermId) -> Vec<Home> {
    let (mut seen, mut homes) = (BTreeSet::new(), Vec::new());
    for line in [Line::Party, Line::State, Line::Territory] {
        for top in view.tops(line) {
            walk(view, line, top, &mut seen, &mut |unit| homes.extend(home(view, policy, unit, term)));
        }
    }
    homes.sort_by_key(|home: &Home| home.group);
    homes
}

fn walk(view: &View, line: Line, unit: UnitId, seen: &mut BTreeSet<(Line, UnitId)>, visit: &mut impl FnMut(UnitId)) {
    if !seen.insert((line, unit)) {
        return;
    }
    let elsewhere = Line::ALL.into_iter().any(|other| other != line && seen.contains(&(other, unit)));
    if !elsewhere {
        visit(unit);
    }
    for child in view.children(line, unit) {
        walk(view, line, child, seen, visit);
    }
}

fn home(view: &View, policy: &Policy, unit: UnitId, term: TermId) -> Option<Home> {
    let level = view.unit(unit)?.form(view.on)?.level;
    let place = view.stands(Line::Territory, unit);
    let group = match (level, place) {
        (Level::Central | Level::Province, true) => Group::Province,
        (Level::Central | Level::Province, false) => Group::Departments,
        (Level::District, true) => Group::Districts,
        (Level::District, false) => Group::Sections,
        (Level::Commune, _) => Group::Communes,
    };
    let posts = view.planned_posts(unit).into_iter().filter(|p| view.has_term(p.id, term));
    let pools: Vec<Pool> = posts
        .map(|post| {
            let held = view.snapshot.holders_of(post.id).filter(|a| a.span.holds(view.on)).count();
            Pool {
                post: post.id,
                planned: 0,
                seats: post.seats_for(term, view.on),
                vacant: usize::from(post.seats(view.on)).saturating_sub(held),
                retiring: policy.retirements(view, post.id, view.on),
                verdict: None,
            }
        })
        .collect();
    (!pools.is_empty()).then_some(Home { unit, group, pools })
}
