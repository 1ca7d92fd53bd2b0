//! One unit: names and parents by date, what it became, its posts and who holds them.

use super::post::{self, Seat};
use super::text::{NamedUnit, ends, named_unit, office, slug, stretch};
use crate::app::words::Words;
use crate::cli::answer::{Align, Table, pairs};
use crate::cli::shared::naming;
use crate::domain::{Line, Total, Unit, UnitId};
use crate::register::{Tally, View};
use serde::Serialize;

#[derive(Debug, Serialize)]
pub(super) struct UnitSheet {
    r#type: &'static str,
    id: String,
    code: Option<String>,
    name: String,
    level: Option<crate::domain::Level>,
    kind: Option<String>,
    from: Option<String>,
    to: Option<String>,
    names: Vec<Called>,
    lines: Vec<LinePlace>,
    became: Vec<Step>,
    came_from: Vec<Step>,
    declared: Vec<DeclaredTotal>,
    posts: Vec<Seat>,
}

#[derive(Debug, Serialize)]
struct Called {
    name: String,
    from: Option<String>,
    to: Option<String>,
}

/// Where it stands in a line on the day, and the counts of it and of all below it there.
#[derive(Debug, Serialize)]
struct LinePlace {
    line: Line,
    name: String,
    parent: Option<NamedUnit>,
    seats: u32,
    people: u32,
    vacant: u32,
}

#[derive(Debug, Serialize)]
struct Step {
    #[serde(flatten)]
    unit: NamedUnit,
    on: String,
    share: String,
}

#[derive(Debug, Serialize)]
struct DeclaredTotal {
    what: String,
    on: String,
    count: u32,
    source: String,
}

pub(super) fn sheet(view: &View, id: UnitId) -> Option<UnitSheet> {
    let unit = view.unit(id)?;
    let (from, to) = ends(unit.span);
    Some(UnitSheet {
        r#type: "unit",
        id: id.to_string(),
        code: naming::unit_code(view, id),
        name: naming::unit_name(view, id),
        level: unit.form(view.on).map(|f| f.level),
        kind: view.kind(unit).map(|k| k.code.clone()),
        from,
        to,
        names: unit.names.iter().map(called).collect(),
        lines: Line::ALL.into_iter().filter_map(|line| place(view, unit, line)).collect(),
        became: unit.became.iter().map(|b| step(view, b.into, b)).collect(),
        came_from: view
            .snapshot
            .predecessors(id)
            .flat_map(|from| from.became.iter().filter(|b| b.into == id).map(|b| step(view, from.id, b)))
            .collect(),
        declared: declared(view, unit),
        posts: view.posts(Line::Territory, id).iter().map(|row| post::seat(view, row)).collect(),
    })
}

fn called(name: &crate::domain::Dated<String>) -> Called {
    let (from, to) = ends(name.span);
    Called { name: name.value.clone(), from, to }
}

fn place(view: &View, unit: &Unit, line: Line) -> Option<LinePlace> {
    let parent = unit.parent(line, view.on)?;
    let Tally { seats, vacant, people } = view.counts(line).below(unit.id);
    let parent = parent.map(|p| named_unit(view, p));
    Some(LinePlace { line, name: view.called(line, unit), parent, seats, people, vacant })
}

/// A step between this unit and another; the other is named as it was called while it stood.
fn step(view: &View, other: UnitId, became: &crate::domain::Became) -> Step {
    let day = if view.unit(other).is_some_and(|u| u.span.holds(became.on)) { became.on } else { became.on.prev() };
    let then = view.on(day);
    Step { unit: named_unit(&then, other), on: became.on.iso(), share: slug(&became.share) }
}

fn declared(view: &View, unit: &Unit) -> Vec<DeclaredTotal> {
    let mut kinds: Vec<Total> = unit.declared.iter().map(|d| d.what).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let newest = kinds.into_iter().filter_map(|what| unit.declared(what, view.on));
    newest
        .map(|d| DeclaredTotal { what: slug(&d.what), on: d.on.iso(), count: d.count, source: d.source.clone() })
        .collect()
}

pub(super) fn plain(sheet: &UnitSheet, words: &Words) -> String {
    let mut out = format!("{}\n", sheet.name);
    let lines: Vec<(String, String)> = sheet.lines.iter().map(|place| of_line(place, words)).collect();
    let mut rows = vec![
        (words.get("cli.table.id"), sheet.id.clone()),
        (words.get("cli.table.code"), sheet.code.clone().unwrap_or_default()),
        (words.get("cli.show.life"), stretch(sheet.from.as_deref(), sheet.to.as_deref())),
    ];
    rows.extend(lines.iter().map(|(name, text)| (name.as_str(), text.clone())));
    for (key, steps) in [("cli.show.became", &sheet.became), ("cli.show.came-from", &sheet.came_from)] {
        for step in steps {
            rows.push((words.get(key), format!("{} ({})", step.unit.name, office(Some(&step.on)))));
        }
    }
    if sheet.names.len() > 1 {
        for name in &sheet.names {
            let text = format!("{} ({})", name.name, stretch(name.from.as_deref(), name.to.as_deref()));
            rows.push((words.get("cli.show.called"), text));
        }
    }
    out.push_str(&pairs(&rows));
    if !sheet.posts.is_empty() {
        out.push('\n');
        out.push_str(&posts(&sheet.posts, words));
    }
    out
}

fn of_line(place: &LinePlace, words: &Words) -> (String, String) {
    let line = words.get(match place.line {
        Line::Party => "cli.line.party",
        Line::State => "cli.line.state",
        Line::Territory => "cli.line.territory",
    });
    let above = place.parent.as_ref().map(|p| format!(" ‹ {}", p.name)).unwrap_or_default();
    let counts = [words.number(place.people), words.number(place.seats), words.number(place.vacant)];
    (line.to_owned(), format!("{}{above} · {}", place.name, words.fill("cli.show.counts", &counts)))
}

fn posts(posts: &[Seat], words: &Words) -> String {
    let mut table = Table::new(&[
        (words.get("cli.table.title"), Align::Left),
        (words.get("cli.table.holder"), Align::Left),
        (words.get("cli.table.since"), Align::Left),
        (words.get("cli.table.id"), Align::Left),
    ]);
    for seat in posts {
        seat.rows(words, &mut table);
    }
    table.text()
}
