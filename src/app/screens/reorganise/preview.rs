//! What a plan comes to, in words: counts first, then whoever has no place, then everybody who goes on.

use super::{Reorganise, unit_name};
use crate::app::parts::page::{Page, Target};
use crate::app::session::Session;
use crate::app::words::{self, refusals};
use crate::domain::{PostId, Subject};
use crate::register::View;
use crate::register::reorganise::{Outcome, Why};

/// The page beside the plan.
pub(super) fn page(state: &Reorganise, cx: &Session) -> Page {
    let mut page = Page::default();
    let Reorganise { plan, outcome, .. } = state;
    match (plan, outcome) {
        (Some(plan), Some(Ok(outcome))) => {
            let eve = cx.view.on(plan.on.prev());
            let after = eve.with(outcome.edits.iter().cloned()).on(plan.on);
            counts(cx, outcome, &mut page);
            people(state, cx, outcome, &eve, &after, &mut page);
        }
        (_, Some(Err(problem))) => {
            let said = refusals::problem(problem);
            page.plain(format!("✗ {}", cx.words.fill(said.key, &said.with)));
        }
        _ => page.quiet(cx.words.get("reorganise.wait")),
    }
    page
}

fn counts(cx: &Session, outcome: &Outcome, page: &mut Page) {
    let words = &cx.words;
    page.heading(words.get("reorganise.preview"));
    let counts = [
        ("reorganise.units-ended", outcome.units_ended.len()),
        ("reorganise.units-begun", outcome.units_begun.len()),
        ("reorganise.units-moved", outcome.units_moved.len()),
        ("reorganise.posts-ended", outcome.posts_ended.len()),
        ("reorganise.posts-begun", outcome.posts_begun.len()),
        ("reorganise.carried", outcome.carried.len()),
        ("reorganise.unplaced", outcome.unplaced.len()),
    ];
    let said = counts.iter().filter(|(_, n)| *n > 0).map(|(key, n)| words.fill(key, &[words.number(*n)]));
    page.plain(said.collect::<Vec<_>>().join(" · "));
}

fn people(state: &Reorganise, cx: &Session, outcome: &Outcome, eve: &View, after: &View, page: &mut Page) {
    let words = &cx.words;
    let post = |view: &View, id: PostId| {
        let Some(post) = view.post(id) else { return String::new() };
        match state.begun(post.unit) {
            Some(_) => format!("{}, {}", words.titled(view, post), unit_name(state, cx, post.unit)),
            None => words.post(view, post),
        }
    };
    for (id, seats, held) in &outcome.exceeded {
        let with = [post(after, *id), words.number(*held), words.number(*seats)];
        page.plain(format!("! {}", words.fill("reorganise.exceeded", &with)));
    }
    if !outcome.unplaced.is_empty() {
        page.heading(words.get("reorganise.open"));
    }
    for stays in &outcome.unplaced {
        let name = words::subject(eve, Subject::Cadre(stays.cadre));
        let why = match stays.why {
            Why::NoUnit => "why.no-unit",
            Why::NoTitle => "why.no-title",
            Why::NoSeat => "why.no-seat",
            Why::Choice => "why.choice",
        };
        let text = format!("○ {name} · {} · {}", post(eve, stays.post), words.get(why));
        page.link("", text, Some(Target::Cadre(stays.cadre)));
    }
    if !outcome.carried.is_empty() {
        page.heading(words.get("reorganise.going-on"));
    }
    for goes in &outcome.carried {
        let name = words::subject(eve, Subject::Cadre(goes.cadre));
        let mut text = format!("{name} · {} → {}", post(eve, goes.from), post(after, goes.to));
        if goes.concurrent {
            text = format!("{text} {}", words.get("posts.concurrent"));
        }
        if state.plan.as_ref().is_some_and(|p| p.on != goes.on) {
            text = format!("{text} · {}", words.fill("journal.since", &[goes.on.to_string()]));
        }
        page.link("", text, Some(Target::Cadre(goes.cadre)));
    }
}
