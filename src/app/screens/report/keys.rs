//! What keys do on the screen of reports.

use super::{Asked, Line, People, people};
use crate::app::input::action::Action;
use crate::app::model::Model;
use crate::app::outgoing;
use crate::app::overlays::form::small::{self, Small};
use crate::app::parts::list::{List, Motion};
use crate::app::screens::dossier::{self, Tab};
use crate::app::session::host::Said;
use crate::app::session::jumps;
use crate::app::session::msg::Effect;
use crate::app::session::places;
use crate::domain::Day;
use crate::exchange::reports::{Counted, Place};
use std::sync::Arc;

/// Moves the cursor: over people, over rows, over sections.
pub fn step(model: &mut Model, motion: Motion) {
    let state = &mut model.screens.report;
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

/// Closes what is open: people, tables, comparison, screen.
pub fn leave(model: &mut Model) {
    let state = &mut model.screens.report;
    if state.people.take().is_some() {
    } else if state.inside {
        state.inside = false;
    } else if state.compared.take().is_none() {
        model.cx.screen = model.trail.jumps.screen_before(crate::app::session::stage::Screen::Reports);
    }
}

/// Does an action of the screen.
pub fn act(model: &mut Model, action: Action) {
    match action {
        Action::Open => open(model),
        Action::NextPane | Action::PreviousPane => enter(model),
        Action::Expand | Action::Collapse => across(model, action == Action::Expand),
        Action::OwnDays => {
            model.screens.report.own_days = !model.screens.report.own_days;
            model.screens.report.compared = None;
            let key = if model.screens.report.own_days { "report.own-days" } else { "report.one-day" };
            model.cx.say(key, &[model.cx.view.on.to_string()]);
        }
        Action::Compare => ask_day(model),
        Action::GoToUnit => {
            if let Some(cadre) = people::selected(model).and_then(|p| p.counted.cadre) {
                places::go_to_unit_of(model, cadre);
            }
        }
        _ => {}
    }
}

/// Into the tables, or out of them.
fn enter(model: &mut Model) {
    let state = &mut model.screens.report;
    if state.people.is_none() {
        state.inside = !state.inside && state.shown.is_some();
    }
}

fn across(model: &mut Model, right: bool) {
    let state = &mut model.screens.report;
    if state.people.is_some() {
        return;
    }
    let last = state.frame().map_or(0, |frame| frame.columns.len().saturating_sub(1));
    match (state.inside, right) {
        (false, true) => enter(model),
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
fn open(model: &mut Model) {
    if let Some(person) = people::selected(model) {
        let Counted { cadre, unit, .. } = person.counted;
        jumps::leave(model);
        return match (cadre, unit) {
            (Some(cadre), _) => dossier::open(model, cadre, Tab::Summary),
            (None, Some(unit)) => places::go_to_unit(model, unit),
            (None, None) => {}
        };
    }
    if model.screens.report.people.is_some() {
        return;
    }
    if !model.screens.report.inside {
        return enter(model);
    }
    list(model);
}

/// Asks whom the cell under the cursor counts.
fn list(model: &mut Model) {
    let state = &model.screens.report;
    let Some((section, table, at)) = state.row() else { return };
    let (row, column) = (table.rows.get(at), table.columns.get(state.column));
    let cell = row.and_then(|row| row.cells.get(state.column));
    let (Some((row, column)), Some(cell)) = (row.zip(column), cell) else { return };
    if !cell.listed {
        return model.cx.say("report.lists-nobody", &[]);
    }
    let Some(asked) = asked(model) else { return };
    let all = Arc::clone(&model.cx.reports);
    let said = all.named(&asked.report).ok().and_then(|r| r.section.iter().find(|s| s.id == section.id));
    let sensitive = said.is_some_and(|s| s.sensitive);
    if model.cx.meeting && sensitive {
        return model.cx.say("report.meeting", &[]);
    }
    let place =
        Place { section: section.id.clone(), table: table.id.clone(), row: row.id.clone(), column: column.id.clone() };
    let names = [row.label.as_str(), column.over.as_str(), column.label.as_str()];
    let names: Vec<&str> = names.into_iter().map(|n| n.trim_start_matches("– ")).filter(|n| !n.is_empty()).collect();
    let (title, on) = (names.join(" · "), section.on);
    let generation = model.cx.next_generation();
    let (view, language) = (model.cx.view.clone(), model.cx.words.lang);
    model.screens.report.people =
        Some(People { title, rows: Vec::new(), on, sensitive, list: List::default(), generation: Some(generation) });
    model.cx.ask(Effect::ReportPeople { generation, reports: all, view: view.on(on), asked, place, lang: language });
}

/// What is shown was made of this.
fn asked(model: &Model) -> Option<Asked> {
    model.screens.report.stand.as_ref().map(|(_, _, asked)| asked.clone())
}

/// Those whom the cell counts came.
pub fn showing(model: &mut Model, generation: u64, rows: Vec<super::Person>) {
    if let Some(people) = model.screens.report.people.as_mut().filter(|p| p.generation == Some(generation)) {
        people.rows = rows;
        people.generation = None;
    }
}

/// Asks with which day the one that is looked at is compared; none takes the comparison away.
fn ask_day(model: &mut Model) {
    let title = model.cx.words.fill("report.compare", &[model.cx.view.on.to_string()]);
    let day = model.screens.report.compared.map(|day| day.to_string()).unwrap_or_default();
    small::open(model, Small::ReportDay, title, &[small::day("day")], &[day]);
}

/// Takes the day of a comparison.
pub fn compare(model: &mut Model, cell: &str) -> Result<(), (usize, Said)> {
    let typed = cell.trim();
    let wrong = |key: &'static str| (0, Said { key, with: Vec::new() });
    let day = if typed.is_empty() { None } else { Some(Day::parse(typed).ok_or_else(|| wrong("problem.day"))?) };
    if day == Some(model.cx.view.on) {
        return Err(wrong("report.same-day"));
    }
    model.screens.report.compared = day;
    Ok(())
}

/// The report that is shown as a file: all of its tables, or those whom a cell counts.
pub fn export(model: &mut Model) {
    let words = &model.cx.words;
    let state = &model.screens.report;
    let paper = match (&state.people, &state.shown) {
        (Some(people), _) => Some(people::paper(model, people)),
        (None, Some(report)) => {
            let mut paper = model.cx.reports.paper(report, words.get("classification.internal"), words.lang);
            if let Some(section) = state.selected().and_then(|e| e.section.as_ref()) {
                paper.id = format!("{}-{section}", paper.id);
            }
            paper.id = format!("{}-{}", words.get("report.file"), paper.id);
            paper.under.extend(model.cx.place.sample.then(|| words.get("head.sample").to_owned()));
            Some(paper)
        }
        (None, None) => None,
    };
    match paper {
        Some(paper) => outgoing::paper(model, paper),
        None => model.cx.say("outgoing.nothing", &[]),
    }
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
