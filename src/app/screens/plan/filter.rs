//! What a query leaves of the pools and of the people of a pool. A query that finds posts leaves their pools; one that
//! finds none, as it speaks of people, leaves the pools that those people stand in.

use super::rows::Node;
use super::{Pane, rows};
use crate::app::model::Model;
use crate::app::overlays::find::{self, Table};
use crate::app::parts::sieve::{Sieve, Sifted};
use crate::domain::{CadreId, PostId};
use crate::search::{Found, Kind};
use std::collections::BTreeSet;

/// The filters of the screen.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Of the pools.
    pub pools: Sieve,
    /// Of the people of the selected pool.
    pub people: Sieve,
    shown: Option<BTreeSet<PostId>>,
}

impl Filter {
    /// Whether a pool is left.
    #[must_use]
    pub fn shows(&self, post: PostId) -> bool {
        self.shown.as_ref().is_none_or(|shown| shown.contains(&post))
    }
}

/// Opens the query of the pane in use.
pub fn open(model: &mut Model) {
    let filter = &model.screens.plan.filter;
    let (table, kind, sieve) = match model.screens.plan.pane {
        Pane::Pools => (Table::Pools, Kind::Post, &filter.pools),
        Pane::People | Pane::Reasons => (Table::Planned, Kind::Cadre, &filter.people),
    };
    let typed = sieve.typed().unwrap_or_default().to_owned();
    find::filter(model, table, kind, &typed);
}

/// Takes a query for the pools, or for the people of a pool.
pub fn set(model: &mut Model, table: Table, typed: &str) {
    let filter = &mut model.screens.plan.filter;
    if table == Table::Pools {
        filter.pools.set(typed);
        filter.shown = None;
        model.screens.plan.rows_of = None;
    } else {
        filter.people.set(typed);
    }
}

/// Takes away the filter of the pane in use; whether there was one.
pub fn clear(model: &mut Model) -> bool {
    let (table, sieve) = match model.screens.plan.pane {
        Pane::Pools => (Table::Pools, &model.screens.plan.filter.pools),
        Pane::People | Pane::Reasons => (Table::Planned, &model.screens.plan.filter.people),
    };
    let had = sieve.typed().is_some();
    set(model, table, "");
    had
}

/// Asks for what the filters leave, where that is not known.
pub fn refresh(model: &mut Model) {
    let generation = model.cx.next_generation();
    let pools = model.screens.plan.filter.pools.question(&model.cx.view, &[Kind::Post, Kind::Cadre], generation);
    let generation = model.cx.next_generation();
    let people = model.screens.plan.filter.people.question(&model.cx.view, &[Kind::Cadre], generation);
    pools.into_iter().chain(people).for_each(|effect| model.cx.ask(effect));
}

/// What a query finds came; whether it was one of these.
pub fn arrived(model: &mut Model, generation: u64, found: &Sifted) -> bool {
    if model.screens.plan.filter.people.arrived(generation, found) {
        return true;
    }
    let own = model.screens.plan.filter.pools.arrived(generation, found);
    if own {
        settle(model);
        let board = &model.screens.plan.board;
        let shown = |post: PostId| model.screens.plan.filter.shows(post);
        let homes: Vec<_> = board.homes.iter().filter(|h| h.pools.iter().any(|p| shown(p.post))).collect();
        let pools: usize = homes.iter().flat_map(|h| &h.pools).filter(|p| shown(p.post)).count();
        let open: Vec<Node> = homes.iter().flat_map(|h| [Node::Group(h.group), Node::Unit(h.unit)]).collect();
        model.screens.plan.open.extend(open);
        let with = [model.cx.words.number(pools)];
        model.cx.say("plan.filtered", &with);
        rows::rebuild(model);
    }
    own
}

/// Which pools are left, once the board or what was found is another.
pub fn settle(model: &mut Model) {
    let (view, plan) = (model.planned_view(), &model.screens.plan);
    let shown = plan.filter.pools.found().zip(plan.term).map(|(found, term)| {
        let post = |what: &Found| if let Found::Post(post) = what { Some(*post) } else { None };
        let posts: BTreeSet<PostId> = found.iter().filter_map(post).collect();
        if !posts.is_empty() {
            return posts;
        }
        let stands = |cadre: CadreId| found.contains(&Found::Cadre(cadre));
        let entries = view.snapshot.entries.values().filter(|e| e.term == term && e.span.holds(view.on));
        entries.filter(|e| stands(e.cadre)).map(|e| e.post).collect()
    });
    if model.screens.plan.filter.shown != shown {
        model.screens.plan.filter.shown = shown;
        model.screens.plan.rows_of = None;
    }
}
