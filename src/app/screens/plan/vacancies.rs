//! Vacancies: a seat that nobody holds, or a holder who retires within the term; each with the people planned for it.

use super::board::Home;
use super::people_of::{about, sign};
use crate::app::parts::page::{Page, Target};
use crate::app::screens::plan::state::{Node, Plan};
use crate::app::session::Session;
use crate::domain::{PostId, Subject};

/// The units under the cursor: one, or a group.
fn homes(plan: &Plan) -> Vec<&Home> {
    let unit = plan.unit();
    let group = match plan.row().map(|r| r.node) {
        Some(Node::Group(group)) => Some(group),
        _ => None,
    };
    let here = |h: &&Home| unit.is_none_or(|u| h.unit == u) && group.is_none_or(|g| h.group == g);
    plan.board.homes.iter().filter(here).collect()
}

/// Writes the page.
pub(super) fn write(plan: &Plan, cx: &Session, page: &mut Page) {
    let words = &cx.words;
    let homes = homes(plan);
    let of = match (plan.unit(), plan.row()) {
        (Some(unit), _) => crate::app::words::unit_name(&cx.view, unit),
        (None, row) => row.map(|r| r.text.clone()).unwrap_or_default(),
    };
    let vacant: usize = homes.iter().flat_map(|h| &h.pools).map(|p| p.vacant).sum();
    let retiring: usize = homes.iter().flat_map(|h| &h.pools).map(|p| p.retiring.len()).sum();
    page.heading(&words.fill("plan.vacancies", &[of, words.number(vacant), words.number(retiring)]));
    page.heading(words.get("plan.vacant-now"));
    for pool in homes.iter().flat_map(|h| &h.pools).filter(|p| p.vacant > 0) {
        post(plan, cx, pool.post, &words.fill("plan.vacant-seats", &[words.number(pool.vacant)]), page);
    }
    if vacant == 0 {
        page.quiet(words.get("plan.vacant-none"));
    }
    page.heading(words.get("plan.vacant-soon"));
    let mut soon: Vec<_> = homes
        .iter()
        .flat_map(|h| &h.pools)
        .flat_map(|p| p.retiring.iter().map(|(cadre, last)| (*last, p.post, *cadre)))
        .collect();
    soon.sort_unstable();
    for (last, at, cadre) in soon {
        let name = cx.view.cadre(cadre).map(|c| c.name.clone()).unwrap_or_default();
        post(plan, cx, at, &words.fill("plan.retires", &[name, last.to_string()]), page);
    }
    if retiring == 0 {
        page.quiet(words.get("plan.vacant-none"));
    }
}

/// A post, why it wants filling, and who is planned for it in the term.
fn post(plan: &Plan, cx: &Session, post: PostId, why: &str, page: &mut Page) {
    let Some(term) = plan.term else { return };
    let name = crate::app::words::subject(&cx.view, Subject::Post(post));
    page.link("", format!("○ {name} · {why}"), Some(Target::Pool(post, term)));
    let planned = plan.board.planning().and_then(|p| p.pool(post));
    match planned {
        Some(pool) => {
            for (_, cadre, findings) in &pool.people {
                let text = format!("{} {}", sign(cx, findings), about(cx, *cadre));
                page.under(text, Some(Target::Cadre(*cadre)));
            }
        }
        None => page.under(cx.words.get("plan.empty"), None),
    }
}
