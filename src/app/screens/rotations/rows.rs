//! Rows of the queues' table: which columns a queue has, and what stands in them.

use super::{Rotations, Source};
use crate::app::session::Session;
use crate::app::words::findings;
use crate::domain::{Afterwards, Assessed, Line, PostId, Rotation};
use crate::policy::Verdict;
use crate::register::fields::codes::Coded;
use crate::register::locality::{self, Head, Locality};
use crate::register::rotations::{Moved, Queue};

/// A column of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Heading.
    pub title: String,
    /// Columns of the screen that it needs.
    pub cols: u16,
    /// Whether it takes a share of what is left over.
    pub grows: bool,
    /// How early it gives way where there is no room; 0: never.
    pub spare: u8,
}

/// What stands in a column, with what the rules say of it.
pub type Cell = (String, Option<Verdict>);

/// How many signs the bar of months has.
const BAR: i64 = 9;

/// The columns of what is shown.
#[must_use]
pub fn columns(state: &Rotations, cx: &Session) -> Vec<Column> {
    let column = |key: &str, cols: u16, grows: bool, spare: u8| Column {
        title: cx.words.get(key).to_owned(),
        cols,
        grows,
        spare,
    };
    let name = || column("column.name", 20, false, 0);
    if state.heads {
        let mut out = vec![column("rotations.place", 18, true, 0)];
        let role = |role: &locality::Role| Column {
            title: cx.words.pick(&role.vi, &role.en).to_owned(),
            cols: 13,
            grows: true,
            spare: 0,
        };
        out.extend(locality::roles().iter().map(role));
        return out;
    }
    match state.tab {
        Queue::Source => vec![
            name(),
            column("column.titles", 24, true, 0),
            column("column.grades", 14, false, 3),
            column("rotations.criteria", 18, false, 0),
        ],
        Queue::Proposed => vec![
            name(),
            column("rotations.way", 28, true, 0),
            column("rotations.phase", 14, false, 0),
            column("rotations.planned", 10, false, 1),
            column("rotations.after", 20, false, 2),
        ],
        Queue::Away | Queue::Nearing | Queue::Ripe | Queue::ToPlace => vec![
            name(),
            column("rotations.way", 26, true, 0),
            column("rotations.months", 17, false, 0),
            column("rotations.full", 10, false, 0),
            column("rotations.assessed", 12, false, 2),
            column("rotations.after", 22, false, 1),
        ],
        Queue::Done => vec![
            name(),
            column("rotations.way", 26, true, 0),
            column("rotations.kind", 16, false, 2),
            column("rotations.since", 10, false, 1),
            column("rotations.phase", 14, false, 0),
        ],
    }
}

/// What stands in a row, as many cells as there are columns.
#[must_use]
pub fn cells(cx: &Session, state: &Rotations, at: usize) -> Vec<Cell> {
    if state.heads {
        return state.board.places.get(at).map(|place| of_place(cx, place)).unwrap_or_default();
    }
    of_queue(cx, state, state.tab, at)
}

/// What stands in a row of a queue.
pub(super) fn of_queue(cx: &Session, state: &Rotations, queue: Queue, at: usize) -> Vec<Cell> {
    match queue {
        Queue::Source => state.board.source.get(at).map(|source| of_source(cx, source)).unwrap_or_default(),
        tab => state.board.of_queue(tab).nth(at).map(|moved| of_move(cx, tab, moved)).unwrap_or_default(),
    }
}

fn of_source(cx: &Session, source: &Source) -> Vec<Cell> {
    let marks: Vec<&str> = source.marks.iter().map(|m| m.map_or("·", findings::mark)).collect();
    // a projected screen shows no reasons
    let marks = if cx.meeting { String::new() } else { marks.join(" ") };
    vec![
        plain(name(cx, source.cadre)),
        plain(cx.view.held_in_full(source.cadre)),
        plain(crate::app::screens::cadres::three_grades(cx, source.cadre)),
        (marks, Some(source.worst())),
    ]
}

fn of_move(cx: &Session, tab: Queue, moved: &Moved) -> Vec<Cell> {
    let (words, rotation) = (&cx.words, &*moved.rotation);
    let phase = plain(words.of_group(crate::domain::Phase::GROUP, moved.phase.code()));
    let start = vec![plain(name(cx, rotation.cadre)), plain(way(cx, rotation))];
    let rest = match tab {
        Queue::Source => Vec::new(),
        Queue::Proposed => {
            let planned = rotation.planned.map(|d| d.to_string()).unwrap_or_default();
            vec![phase, plain(planned), after(cx, moved, tab)]
        }
        Queue::Away | Queue::Nearing | Queue::Ripe | Queue::ToPlace => {
            let full = moved.full.map(|day| day.to_string()).unwrap_or_default();
            vec![months(moved), plain(full), assessed(moved), after(cx, moved, tab)]
        }
        Queue::Done => {
            let since = rotation.phases.last().map(|p| p.span.from.to_string()).unwrap_or_default();
            vec![plain(words.of_group(crate::domain::MoveKind::GROUP, rotation.kind.code())), plain(since), phase]
        }
    };
    start.into_iter().chain(rest).collect()
}

fn of_place(cx: &Session, place: &Locality) -> Vec<Cell> {
    let mut out = vec![plain(cx.view.called_in_full(Line::Territory, place.unit))];
    for at in 0..locality::roles().len() {
        let heads: Vec<&Head> = place.heads.iter().filter(|h| h.role == at).collect();
        let missed = heads.iter().any(|h| h.asked && h.cadre.is_some() && h.local == Some(true));
        let said: Vec<String> = heads.iter().map(|head| head_said(cx, head)).collect();
        out.push((said.join(", "), missed.then_some(Verdict::Missed)));
    }
    out
}

/// A head by name, behind a sign of where the person comes from.
fn head_said(cx: &Session, head: &Head) -> String {
    match (head.cadre, head.local) {
        (None, _) => format!("○ {}", cx.words.get("rotations.vacant")),
        (Some(cadre), Some(false)) => format!("✓ {}", name(cx, cadre)),
        (Some(cadre), Some(true)) => format!("– {}", name(cx, cadre)),
        (Some(cadre), None) => format!("? {}", name(cx, cadre)),
    }
}

fn plain(text: String) -> Cell {
    (text, None)
}

fn name(cx: &Session, cadre: crate::domain::CadreId) -> String {
    cx.view.cadre(cadre).map(|c| c.name.clone()).unwrap_or_default()
}

/// A post with its unit.
#[must_use]
pub fn post(cx: &Session, id: PostId) -> String {
    cx.view.post(id).map(|post| cx.words.post(&cx.view, post)).unwrap_or_default()
}

/// From where to where.
#[must_use]
pub fn way(cx: &Session, rotation: &Rotation) -> String {
    let to = post(cx, rotation.to);
    let left = rotation.from.and_then(|id| cx.view.post(id)).map(|p| {
        let line = cx.view.title(p).map_or(Line::Territory, |t| t.line);
        cx.view.behind_a_title(p.unit, line, false)
    });
    left.map_or_else(|| format!("→ {to}"), |left| format!("{left} → {to}"))
}

/// Months of those that are asked, with a bar; "!" once they are over.
fn months(moved: &Moved) -> Cell {
    let Some(months) = moved.months else { return (String::new(), None) };
    let Some(least) = moved.minimum.filter(|m| *m > 0) else { return (months.to_string(), None) };
    let full = usize::try_from((months * BAR / least).clamp(0, BAR)).unwrap_or(0);
    let room = usize::try_from(BAR).unwrap_or(0);
    let bar = format!("{}{}", "█".repeat(full), "·".repeat(room - full));
    let over = months >= least;
    (format!("{months}/{least} {bar}{}", if over { "!" } else { "" }), over.then_some(Verdict::Missed))
}

/// Years with an assessment, and the sign of one that is missing.
fn assessed(moved: &Moved) -> Cell {
    let rotation = &moved.rotation;
    let mut said: Vec<String> = rotation
        .assessments
        .iter()
        .filter_map(|a| if let Assessed::Year(year) = a.of { Some(year) } else { None })
        .map(|year| format!("{:02}", year.rem_euclid(100)))
        .collect();
    said.extend(moved.unassessed.iter().map(|year| format!("{:02}!", year.rem_euclid(100))));
    (said.join(" "), (!moved.unassessed.is_empty()).then_some(Verdict::Missed))
}

/// What is planned afterwards, or the sign that nothing is.
fn after(cx: &Session, moved: &Moved, tab: Queue) -> Cell {
    match &moved.rotation.after {
        Some(plan) => {
            let what = cx.words.of_group(Afterwards::GROUP, plan.what.code());
            let at = plan.post.map(|p| post(cx, p)).filter(|p| !p.is_empty());
            (at.unwrap_or(what), None)
        }
        None if tab == Queue::Proposed || moved.minimum.is_none() => (String::new(), None),
        None => {
            let wants = matches!(tab, Queue::Nearing | Queue::Ripe | Queue::ToPlace);
            (format!("○ {}", cx.words.get("rotations.no-plan")), wants.then_some(Verdict::Missed))
        }
    }
}
