//! Pages that lie over the list of people: two drafts compared, what a round submits against what was approved last,
//! whom a finding speaks of, vacancies, and what an edit of many would change before it is done.

use super::state::{Of, Page, Plan, What};
use super::{between, keys, people_of, vacancies};
use crate::app::parts::layout;
use crate::app::parts::list::{List, Motion};
use crate::app::parts::page::{Page as Written, Target};
use crate::app::session::Session;
use crate::app::session::draft::Draft as HalfForm;
use std::collections::BTreeSet;

/// Opens a page.
pub fn open(plan: &mut Plan, cx: &mut Session, what: What) {
    let page = Page { what, lines: (Vec::new(), 0), list: List::default(), of: None };
    plan.page = Some(Box::new(page));
    refresh(plan, cx);
    // where one can go is where one begins
    if let Some(page) = &mut plan.page
        && let Some(at) = page.lines.0.iter().position(|row| row.target.is_some())
    {
        page.list.go(at);
    }
}

/// What one key would change: at once for one person, after a look for several.
pub(super) fn propose(plan: &mut Plan, cx: &mut Session, changes: Vec<HalfForm>) {
    if changes.len() > 1 {
        return open(plan, cx, What::Preview(changes, BTreeSet::new()));
    }
    keys::push(plan, cx, changes);
    plan.marks.clear();
}

/// Writes the page again where what it shows has changed.
pub(super) fn refresh(plan: &mut Plan, cx: &mut Session) {
    let Some(page) = &plan.page else { return };
    let area = layout::plan_page(cx.size);
    let out = if let What::Preview(_, out) = &page.what { out.len() } else { 0 };
    let (revision, lang) = (cx.view.snapshot.revision, cx.words.lang);
    let of: Of = (revision, cx.view.on, plan.lays, lang, cx.meeting, area.cols, out);
    let rows = usize::from(area.rows);
    if page.of != Some(of) {
        let mut written = Written::default();
        match &page.what {
            What::Drafts(other) => between::drafts(plan, cx, *other, &mut written),
            What::Round(round) => between::round(cx, *round, &mut written),
            What::People(finding) => people_of::write(cx, finding, &mut written),
            What::Vacancies => vacancies::write(plan, cx, &mut written),
            What::Preview(changes, out) => between::preview(cx, changes, out, &mut written),
        }
        let lines = written.lines(area.cols.saturating_sub(2));
        if let Some(page) = &mut plan.page {
            page.lines = lines;
            page.of = Some(of);
        }
    }
    if let Some(page) = &mut plan.page {
        page.list.fit(page.lines.0.len(), rows);
    }
}

/// Moves its cursor.
pub(super) fn step(page: &mut Page, motion: Motion) {
    page.list.step(motion);
}

/// Goes where the line under the cursor leads; takes what is asked.
pub(super) fn enter(plan: &mut Plan, cx: &mut Session) {
    let Some(page) = &plan.page else { return };
    if let What::Preview(changes, out) = &page.what {
        let taken = changes.iter().enumerate().filter(|(at, _)| !out.contains(at)).map(|(_, c)| c.clone()).collect();
        plan.page = None;
        keys::push(plan, cx, taken);
        plan.marks.clear();
        return;
    }
    match page.target() {
        Some(Target::Pool(post, term)) => {
            plan.page = None;
            super::seek_post(plan, cx, post, term);
        }
        Some(target) => cx.follow(target),
        None => {}
    }
}

/// Leaves a change out of what is asked, or takes it in again.
pub(super) fn toggle(plan: &mut Plan) {
    let Some(page) = &mut plan.page else { return };
    let target = page.target();
    if let (What::Preview(_, out), Some(Target::Nth(at))) = (&mut page.what, target) {
        if !out.remove(&at) {
            out.insert(at);
        }
        page.of = None;
        // to the next change
        let lines = page.lines.0.iter().enumerate().skip(page.list.cursor);
        let next = lines.filter_map(|(line, row)| Some((line, row.target?))).find(|(_, t)| *t != Target::Nth(at));
        if let Some((line, _)) = next {
            page.list.go(line);
        }
    }
}
