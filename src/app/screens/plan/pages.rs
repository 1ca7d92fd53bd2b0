//! Pages that lie over the list of people: two drafts compared, what a round submits against what was approved last,
//! whom a finding speaks of, posts that want filling, and what an edit of many would change before it is done.

use super::{between, keys, people_of, vacancies};
use crate::app::parts::layout;
use crate::app::parts::list::{List, Motion};
use crate::app::parts::page::{Page as Written, Row, Target};
use crate::app::screens::plan::Plan;
use crate::app::session::Session;
use crate::app::session::draft::Draft as HalfForm;
use crate::app::words::Lang;
use crate::domain::{Day, Revision, RoundId};
use crate::policy::Finding;
use std::collections::BTreeSet;

/// What a page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// The draft that is worked on against the nth other, or against what is saved.
    Drafts(Option<usize>),
    /// What a round submits against what was approved last.
    Round(RoundId),
    /// Whom a finding speaks of.
    People(Box<Finding>),
    /// Posts with a seat that nobody holds, and holders who retire within the term, each with who is planned.
    Vacancies,
    /// Changes that one key would make; those that are left out are kept by their number.
    Preview(Vec<HalfForm>, BTreeSet<usize>),
}

/// A page.
#[derive(Debug, Clone)]
pub struct Page {
    /// What it shows.
    pub what: What,
    /// Its lines, and the columns of their labels.
    pub lines: (Vec<Row>, u16),
    /// Cursor and window.
    pub list: List,
    of: Option<Of>,
}

/// Of what the lines were written: register, day, laying of the draft, language, meeting, columns, what is left out.
type Of = (Revision, Day, u64, Lang, bool, u16, usize);

impl Page {
    /// Whether it asks before something is changed.
    #[must_use]
    pub fn asks(&self) -> bool {
        matches!(self.what, What::Preview(..))
    }

    fn target(&self) -> Option<Target> {
        self.lines.0.get(self.list.cursor)?.target
    }
}

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
