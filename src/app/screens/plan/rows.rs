//! Rows of the left pane: groups of units, units, and their pools.

use super::board::{Home, Pool};
use super::state::{Node, Pane, Plan, Row};
use crate::app::session::Session;
use crate::domain::{Line, PostId};
use std::sync::Arc;

/// Makes the rows again where what they show has changed.
pub fn refresh(plan: &mut Plan, cx: &mut Session) {
    let stale = match &plan.rows_of {
        Some((board, vacant, lang)) => {
            !Arc::ptr_eq(board, &plan.board) || *vacant != plan.vacant || *lang != cx.words.lang
        }
        None => true,
    };
    if stale {
        rebuild(plan, cx);
    }
}

/// Makes the rows again; the cursor stays on what it stood on, or on what that stands in.
pub fn rebuild(plan: &mut Plan, cx: &mut Session) {
    let before = plan.row().map(|r| r.node);
    plan.rows_of = Some((Arc::clone(&plan.board), plan.vacant, cx.words.lang));
    let mut rows = Vec::new();
    let mut group = None;
    let shown = |home: &&Home| home.pools.iter().any(|p| shows(plan, p));
    for home in plan.board.homes.iter().filter(shown) {
        if group != Some(home.group) {
            group = Some(home.group);
            let of = plan.board.homes.iter().filter(|h| h.group == home.group).flat_map(|h| &h.pools);
            let of = of.filter(|p| plan.filter.shows(p.post));
            let planned: usize = of.clone().map(|p| p.planned).sum();
            let worst = of.filter_map(|p| p.verdict).max();
            let node = Node::Group(home.group);
            let text = cx.words.get(home.group.key()).to_owned();
            let count = cx.words.number(planned);
            rows.push(Row { node, depth: 0, open: Some(plan.open.contains(&node)), text, count, verdict: worst });
        }
        if plan.open.contains(&Node::Group(home.group)) {
            add(plan, cx, home, &mut rows);
        }
    }
    plan.rows = rows;
    plan.list.len = plan.rows.len();
    let at = before.and_then(|node| {
        let find = |node| plan.rows.iter().position(|r| r.node == node);
        find(node).or_else(|| match node {
            Node::Post(post) => plan.board.place(post).and_then(|(home, _)| find(Node::Unit(home.unit))),
            _ => None,
        })
    });
    if let Some(at) = at {
        plan.list.show(at);
    }
    if let Some(Node::Post(post)) = before {
        leave_gone(plan, cx, post);
    }
    come_back(plan);
}

/// Where the pool that was open is not listed any more, another one must not stand in its place: the cursor goes to the
/// list, and it is said why.
fn leave_gone(plan: &mut Plan, cx: &mut Session, post: PostId) {
    if plan.post() == Some(post) || plan.pane == Pane::Pools {
        return;
    }
    // a row that is no pool, so that nothing is changed by mistake
    let above = plan.rows.iter().take(plan.list.cursor + 1).rposition(|row| row.open.is_some());
    plan.list.show(above.unwrap_or(0));
    plan.pane = Pane::Pools;
    plan.away = Some((post, plan.list.cursor));
    if cx.said.is_some() {
        return;
    }
    let title = cx.view.post(post).map(|p| cx.words.titled(&cx.view, p).to_owned()).unwrap_or_default();
    let key = if plan.board.place(post).is_some() { "plan.filtered-out" } else { "plan.not-on-day" };
    cx.say(key, &[title, cx.view.on.to_string()]);
}

/// Back to the pool that was left so, as soon as it is listed again and the cursor has not been moved meanwhile.
fn come_back(plan: &mut Plan) {
    let Some((post, cursor)) = plan.away else { return };
    let at = plan.rows.iter().position(|row| row.node == Node::Post(post));
    if plan.list.cursor != cursor || plan.pane != Pane::Pools {
        plan.away = None;
    } else if let Some(at) = at {
        plan.away = None;
        plan.list.show(at);
        plan.pane = Pane::People;
    }
}

/// Whether a pool is listed.
fn shows(plan: &Plan, pool: &Pool) -> bool {
    (!plan.vacant || pool.vacant > 0) && plan.filter.shows(pool.post)
}

fn add(plan: &Plan, cx: &Session, home: &Home, rows: &mut Vec<Row>) {
    let (plan, view) = (plan, &cx.view);
    let node = Node::Unit(home.unit);
    let open = plan.open.contains(&node);
    let line = Line::ALL.into_iter().rev().find(|line| view.stands(*line, home.unit)).unwrap_or(Line::Territory);
    let text = view.called_in_full(line, home.unit);
    let left = home.pools.iter().filter(|p| plan.filter.shows(p.post));
    let planned: usize = left.clone().map(|p| p.planned).sum();
    let verdict = left.filter_map(|p| p.verdict).max();
    rows.push(Row { node, depth: 1, open: Some(open), text, count: cx.words.number(planned), verdict });
    if !open {
        return;
    }
    for pool in home.pools.iter().filter(|p| shows(plan, p)) {
        let text = view.post(pool.post).map(|p| cx.words.titled(view, p).to_owned()).unwrap_or_default();
        let count = format!("{}/{}", pool.planned, pool.seats);
        rows.push(Row { node: Node::Post(pool.post), depth: 2, open: None, text, count, verdict: pool.verdict });
    }
}

/// Opens or closes the row under the cursor; whether there was anything to open or close.
pub fn toggle(plan: &mut Plan, cx: &mut Session, open: bool) -> bool {
    let Some((node, now)) = plan.row().and_then(|r| r.open.map(|now| (r.node, now))) else {
        return false;
    };
    if open == now {
        return false;
    }
    if open {
        plan.open.insert(node);
    } else {
        plan.open.remove(&node);
    }
    rebuild(plan, cx);
    true
}

/// To the row that the one under the cursor stands in.
pub fn to_parent(plan: &mut Plan) {
    let Some(depth) = plan.rows.get(plan.list.cursor).map(|r| r.depth) else { return };
    let before = plan.rows.iter().take(plan.list.cursor).rposition(|r| r.depth < depth);
    if let Some(at) = before {
        plan.list.show(at);
    }
}
