//! What keys do on the screen of reports.

use super::asks::Asks;
use super::{Counting, Line, People, Screened, people};
use crate::app::input::action::Action;
use crate::app::overlays::form::prompt::{self, Prompt, Taken};
use crate::app::parts::list::{List, Motion};
use crate::app::screens::dossier::tab::Tab;
use crate::app::session::Session;
use crate::app::session::effect::Effect;
use crate::app::session::go::Go;
use crate::app::session::host::Notice;
use crate::domain::Day;
use crate::exchange::paper::Paper;
use crate::exchange::reports::{CellAddress, Counted};
use std::sync::Arc;

/// Moves the cursor: over people, over rows, over sections.
pub fn step(state: &mut Screened, motion: Motion) {
    if let Some(people) = &mut state.people {
        return people.list.step(motion);
    }
    if !state.inside {
        return state.list.step(motion);
    }
    let before = state.page.cursor;
    state.page.step(motion);
    let rows: Vec<usize> = state.lines.iter().enumerate().filter(|(_, l)| l.is_row()).map(|(at, _)| at).collect();
    let after = rows.iter().copied().find(|at| *at >= state.page.cursor);
    let earlier = rows.iter().copied().rev().find(|at| *at <= state.page.cursor);
    let down = matches!(motion, Motion::Down | Motion::PageDown | Motion::Last);
    let next = if down { after.or(earlier) } else { earlier.or(after) };
    state.page.go(next.unwrap_or(before));
    if !down && rows.first() == next.as_ref() {
        // what stands above the first row is seen again
        state.page.top = 0;
    }
}

/// Does an action of the screen.
pub fn act(state: &mut Screened, cx: &mut Session, action: Action) {
    match action {
        Action::Open => open(state, cx),
        Action::NextPane | Action::PreviousPane => enter(state),
        Action::Expand | Action::Collapse => across(state, action == Action::Expand),
        Action::OwnDays => {
            state.own_days = !state.own_days;
            state.compared = None;
            let key = if state.own_days { "report.own-days" } else { "report.one-day" };
            cx.say(key, &[cx.view.on.to_string()]);
        }
        Action::Compare => ask_day(state, cx),
        Action::GoToUnit => {
            if let Some(cadre) = people::selected(state).and_then(|p| p.counted.cadre) {
                cx.go(Go::UnitOf(cadre));
            }
        }
        _ => {}
    }
}

/// Into the tables, or out of them.
fn enter(state: &mut Screened) {
    if state.people.is_none() {
        state.inside = !state.inside && state.shown.is_some();
    }
}

fn across(state: &mut Screened, right: bool) {
    if state.people.is_some() {
        return;
    }
    let last = state.frame().map_or(0, |frame| frame.columns.len().saturating_sub(1));
    match (state.inside, right) {
        (false, true) => enter(state),
        (true, true) => state.column = (state.column + 1).min(last),
        (true, false) if state.column == 0 => state.inside = false,
        (true, false) => {
            state.column -= 1;
            state.first = state.first.min(state.column);
        }
        (false, false) => {}
    }
}

/// Into the tables; whom the cell counts; the dossier of one of them.
fn open(state: &mut Screened, cx: &mut Session) {
    if let Some(person) = people::selected(state) {
        let Counted { cadre, unit, .. } = person.counted;
        return match (cadre, unit) {
            (Some(cadre), _) => cx.go(Go::Dossier(cadre, Tab::Summary)),
            (None, Some(unit)) => cx.go(Go::Unit(unit)),
            (None, None) => {}
        };
    }
    if state.people.is_some() {
        return;
    }
    if !state.inside {
        return enter(state);
    }
    list(state, cx);
}

/// Asks whom the cell under the cursor counts.
fn list(state: &mut Screened, cx: &mut Session) {
    let Some((section, table, at)) = state.row() else { return };
    let (row, column) = (table.rows.get(at), table.columns.get(state.column));
    let cell = row.and_then(|row| row.cells.get(state.column));
    let (Some((row, column)), Some(cell)) = (row.zip(column), cell) else { return };
    if !cell.listed {
        return cx.say("report.lists-nobody", &[]);
    }
    let Some(asked) = asked(state) else { return };
    let all = Arc::clone(&cx.reports);
    let said = all.named(&asked.report).ok().and_then(|r| r.section.iter().find(|s| s.id == section.id));
    let sensitive = said.is_some_and(|s| s.sensitive);
    if cx.meeting && sensitive {
        return cx.say("report.meeting", &[]);
    }
    let place = CellAddress {
        section: section.id.clone(),
        table: table.id.clone(),
        row: row.id.clone(),
        column: column.id.clone(),
    };
    let names = [row.label.as_str(), column.over.as_str(), column.label.as_str()];
    let names: Vec<&str> = names.into_iter().map(|n| n.trim_start_matches("– ")).filter(|n| !n.is_empty()).collect();
    let (title, on) = (names.join(" · "), section.on);
    let generation = cx.next_generation();
    let (view, language) = (cx.view.clone(), cx.words.lang);
    state.people =
        Some(People { title, rows: Vec::new(), on, sensitive, list: List::default(), generation: Some(generation) });
    cx.ask(Effect::Report(Asks::People { generation, reports: all, view: view.on(on), asked, place, lang: language }));
}

/// What is shown was made of this.
fn asked(state: &Screened) -> Option<Counting> {
    state.stand.as_ref().map(|(_, _, asked)| asked.clone())
}

/// Those whom the cell counts came.
pub fn showing(state: &mut Screened, generation: u64, rows: Vec<super::Person>) {
    if let Some(people) = state.people.as_mut().filter(|p| p.generation == Some(generation)) {
        people.rows = rows;
        people.generation = None;
    }
}

/// Asks with which day the one that is looked at is compared; none takes the comparison away.
fn ask_day(state: &mut Screened, cx: &mut Session) {
    let title = cx.words.fill("report.compare", &[cx.view.on.to_string()]);
    let day = state.compared.map(|day| day.to_string()).unwrap_or_default();
    let accept = |state: &mut Screened, cx: &mut Session, cells: Vec<String>| {
        Taken::from(compare(state, cx, &prompt::first(&cells)))
    };
    prompt::open(cx, Prompt::to(accept), title, &[prompt::day("day")], &[day]);
}

/// Takes the day of a comparison.
pub fn compare(state: &mut Screened, cx: &mut Session, cell: &str) -> Result<(), (usize, Notice)> {
    let typed = cell.trim();
    let wrong = |key: &'static str| (0, Notice { key, with: Vec::new() });
    let day = if typed.is_empty() { None } else { Some(Day::parse(typed).ok_or_else(|| wrong("problem.day"))?) };
    if day == Some(cx.view.on) {
        return Err(wrong("report.same-day"));
    }
    state.compared = day;
    Ok(())
}

/// The report that is shown as a document: all of its tables, or those whom a cell counts.
pub(super) fn document(state: &Screened, cx: &Session) -> Option<Paper> {
    let words = &cx.words;
    if let Some(people) = &state.people {
        return Some(people::paper(cx, people));
    }
    let mut paper = cx.reports.paper(state.shown.as_ref()?, words.get("classification.internal"), words.lang);
    if let Some(section) = state.selected().and_then(|e| e.section.as_ref()) {
        paper.id = format!("{}-{section}", paper.id);
    }
    paper.id = format!("{}-{}", words.get("report.file"), paper.id);
    paper.under.extend(cx.place.sample.then(|| words.get("head.sample").to_owned()));
    Some(paper)
}

impl Line {
    /// What it says, where it is no row.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Line::Title { text, .. } | Line::Note { text, .. } => text,
            Line::Head { .. } | Line::Row { .. } => "",
        }
    }
}
