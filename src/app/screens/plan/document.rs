//! The pools, or the people of one, as a document.

use super::state::{Line, Plan};
use super::trail;
use crate::app::outgoing::{columns, document};
use crate::app::screens::cadres::document::{named, value};
use crate::app::session::Session;
use crate::app::words::findings;
use crate::exchange::paper::{Cell, Paper, Table};
use crate::register::fields::codes::Coded;

/// What is in use as a document.
pub(super) fn of(plan: &Plan, cx: &Session) -> Option<Paper> {
    if plan.post().is_some() {
        return document(cx, "pool", "head.plan", Some(trail(plan, cx).join(", ")), planned(plan, cx), false);
    }
    let table = columns::table(&cx.words, "pools", &plan.rows, |row, id| match id {
        "level" => Cell::count(usize::from(row.depth) + 1),
        "pool" => Cell::text(row.text.as_str()),
        "planned" => Cell::text(row.count.as_str()),
        "verdict" => Cell::text(row.verdict.map(findings::mark).unwrap_or_default()),
        _ => Cell::Empty,
    });
    document(cx, "pools", "head.plan", None, table, false)
}

fn planned(plan: &Plan, cx: &Session) -> Table {
    let (words, view) = (&cx.words, cx.planned_view());
    let rows = plan.people.iter().filter_map(|line| Some((line, view.cadre(line.entry.cadre)?)));
    columns::table(words, "pool", rows, |(line, cadre), id| match id {
        "number" => Cell::Number(line.entry.order.into()),
        "name" => Cell::text(format!("{} {}", line.mark.sign(), cadre.name).trim()),
        "origination" => Cell::text(words.of_group("origination", line.entry.source.code())),
        "stage" => {
            let stage = line.entry.stages.last();
            Cell::text(stage.map(|s| words.of_group("stage", s.value.code())).unwrap_or_default())
        }
        _ => named(id).map_or(Cell::Empty, |column| value(column, column.text(cx, cadre))),
    })
}

/// The people of the selected pool, a line each.
pub(super) fn people(plan: &Plan, cx: &Session) -> Vec<String> {
    let view = cx.planned_view();
    let person = |line: &Line| {
        let cadre = view.cadre(line.entry.cadre)?;
        let stage = line.entry.stages.last().map(|s| cx.words.of_group("stage", s.value.code()));
        let name = format!("{}. {} {}", line.entry.order, line.mark.sign(), cadre.name);
        let said = [name, view.titles_in_one_line(cadre.id), stage.unwrap_or_default()];
        Some(said.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", "))
    };
    plan.people.iter().filter_map(person).collect()
}
