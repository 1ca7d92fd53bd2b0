//! All pools of a term, as the left pane lists them: by level and unit in protocol order, with how many are planned
//! for how many seats.

use crate::domain::{Level, Line, PostId, TermId, UnitId};
use crate::policy::{Candidate, List, Policy, Verdict, worst};
use crate::register::View;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A group of units in the left pane; the locales have its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// The province itself.
    Province,
    /// Departments and other bodies of the province.
    Departments,
    /// Districts.
    Districts,
    /// Sections of a district.
    Sections,
    /// Communes.
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pool {
    /// Its post.
    pub post: PostId,
    /// People who stand in it.
    pub planned: usize,
    /// Seats that its term is measured against.
    pub seats: u16,
    /// Seats that nobody holds on the day.
    pub vacant: usize,
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
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Board {
    /// Units in protocol order, by group.
    pub homes: Vec<Home>,
}

impl Board {
    /// Makes the board; linear in the units of the province, so not while drawing.
    #[must_use]
    pub fn of(view: &View, policy: &Policy, term: TermId) -> Board {
        let mut planned: HashMap<PostId, usize> = HashMap::new();
        for entry in view.snapshot.entries.values().filter(|e| e.term == term && e.span.holds(view.on)) {
            *planned.entry(entry.post).or_default() += 1;
        }
        let (mut seen, mut homes) = (BTreeSet::new(), Vec::new());
        for line in [Line::Party, Line::State, Line::Territory] {
            for top in view.tops(line) {
                walk(view, line, top, &mut seen, &mut |unit| homes.extend(home(view, unit, term, &planned)));
            }
        }
        for home in &mut homes {
            judge(view, policy, term, home);
        }
        let mut by_group: BTreeMap<Group, Vec<Home>> = BTreeMap::new();
        for home in homes {
            by_group.entry(home.group).or_default().push(home);
        }
        Board { homes: by_group.into_values().flatten().collect() }
    }

    /// The unit of a pool and its place in it.
    #[must_use]
    pub fn place(&self, post: PostId) -> Option<(&Home, &Pool)> {
        self.homes.iter().find_map(|h| Some((h, h.pools.iter().find(|p| p.post == post)?)))
    }
}

/// The worst that the rules find in each pool of a unit: of the pool, of its people, of the list it belongs to.
fn judge(view: &View, policy: &Policy, term: TermId, home: &mut Home) {
    let mut lists: BTreeMap<List, Verdict> = BTreeMap::new();
    for pool in &mut home.pools {
        let own = worst(&policy.pool(view, pool.post, term, view.on).findings);
        let people = policy.gate(view, pool.post, term, view.on).map(|gate| {
            let of = |e: &std::sync::Arc<crate::domain::Entry>| worst(&gate.findings(Candidate::of(e)));
            view.pool(pool.post, term).into_iter().map(of).max().unwrap_or(Verdict::Met)
        });
        let list = view
            .post(pool.post)
            .and_then(|p| policy.list_of(view, p))
            .map(|list| *lists.entry(list).or_insert_with(|| worst(&policy.list(view, list, term, view.on).findings)));
        pool.verdict = [Some(own), people, list].into_iter().flatten().max();
    }
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

fn home(view: &View, unit: UnitId, term: TermId, planned: &HashMap<PostId, usize>) -> Option<Home> {
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
                planned: planned.get(&post.id).copied().unwrap_or(0),
                seats: post.seats_for(term, view.on),
                vacant: usize::from(post.seats(view.on)).saturating_sub(held),
                verdict: None,
            }
        })
        .collect();
    (!pools.is_empty()).then_some(Home { unit, group, pools })
}
