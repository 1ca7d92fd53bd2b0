//! What a query leaves of the pools and of the people of a pool. A query that finds posts leaves their pools; one that
//! finds none, as it speaks of people, leaves the pools that those people stand in.

use super::rows;
use super::state::{Node, Pane, Plan};
use crate::app::overlays::asks::Asker;
use crate::app::overlays::asks::Sifted;
use crate::app::overlays::find;
use crate::app::session::Session;
use crate::app::session::callback::Callback;
use crate::domain::{CadreId, PostId};
use crate::search::{Found, Kind};
use std::collections::BTreeSet;

/// A list of the screen that a query narrows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Narrowed {
    Pools,
    /// The people of a pool.
    People,
}

/// Opens the query of the pane in use.
pub fn open(plan: &mut Plan, cx: &mut Session) {
    let filter = &plan.filter;
    let (table, kind, sieve) = match plan.pane {
        Pane::Pools => (Narrowed::Pools, Kind::Post, &filter.pools),
        Pane::People | Pane::Reasons => (Narrowed::People, Kind::Cadre, &filter.people),
    };
    let typed = sieve.typed().unwrap_or_default().to_owned();
    let narrows = Callback::to(move |plan: &mut Plan, _, typed: String| set(plan, table, &typed));
    find::filter(cx, narrows, kind, &typed);
}

/// Takes a query for the pools, or for the people of a pool.
pub fn set(plan: &mut Plan, table: Narrowed, typed: &str) {
    let filter = &mut plan.filter;
    if table == Narrowed::Pools {
        filter.pools.set(typed);
        filter.shown = None;
        filter.tells = true;
        plan.rows_of = None;
    } else {
        filter.people.set(typed);
    }
}

/// Takes away the filter of the pane in use; whether there was one.
pub fn clear(plan: &mut Plan) -> bool {
    let (table, sieve) = match plan.pane {
        Pane::Pools => (Narrowed::Pools, &plan.filter.pools),
        Pane::People | Pane::Reasons => (Narrowed::People, &plan.filter.people),
    };
    let had = sieve.typed().is_some();
    set(plan, table, "");
    had
}

/// Asks for what the filters leave, where that is not known.
pub fn refresh(plan: &mut Plan, cx: &mut Session) {
    plan.filter.people.drop_hidden(cx);
    if plan.filter.pools.drop_hidden(cx) {
        set(plan, Narrowed::Pools, "");
    }
    let generation = cx.next_generation();
    let pools = plan.filter.pools.question(&cx.view, &[Kind::Post, Kind::Cadre], Asker::Pools, generation);
    let generation = cx.next_generation();
    let people = plan.filter.people.question(&cx.view, &[Kind::Cadre], Asker::PoolPeople, generation);
    pools.into_iter().chain(people).for_each(|effect| cx.ask(effect));
}

/// What a query finds came; whether it was one of these.
pub fn arrived(plan: &mut Plan, cx: &mut Session, generation: u64, found: &Sifted) -> bool {
    if plan.filter.people.arrived(generation, found) {
        return true;
    }
    let own = plan.filter.pools.arrived(generation, found);
    if own {
        settle(plan, cx);
        let board = &plan.board;
        let shown = |post: PostId| plan.filter.shows(post);
        let homes: Vec<_> = board.homes.iter().filter(|h| h.pools.iter().any(|p| shown(p.post))).collect();
        let pools: usize = homes.iter().flat_map(|h| &h.pools).filter(|p| shown(p.post)).count();
        let open: Vec<Node> = homes.iter().flat_map(|h| [Node::Group(h.group), Node::Unit(h.unit)]).collect();
        plan.open.extend(open);
        if std::mem::take(&mut plan.filter.tells) {
            let with = [cx.words.number(pools)];
            cx.say("plan.filtered", &with);
        }
        rows::rebuild(plan, cx);
    }
    own
}

/// Which pools are left, once the board or what was found is another.
pub fn settle(plan: &mut Plan, cx: &mut Session) {
    let view = cx.planned_view();
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
    if plan.filter.shown != shown {
        plan.filter.shown = shown;
        plan.rows_of = None;
    }
}
