//! The table of cadres as a document: what is filtered out stays out, the order is the one that is seen.

use super::{Cadres, Column};
use crate::app::outgoing::{columns, date, document};
use crate::app::session::Session;
use crate::exchange::paper::{Cell, Paper, Table};

/// The table, with sensitive columns where they are asked for.
pub(super) fn of(table: &Cadres, cx: &Session, sensitive: bool) -> Option<Paper> {
    let under = table.under.map(|unit| cx.view.called_in_full(cx.line, unit));
    let shows_sensitive = sensitive && table.shown().iter().any(|c| c.sensitive());
    document(cx, "cadres", "head.cadres", under, rows(table, cx, sensitive), shows_sensitive)
}

/// The column of people that files call so.
#[must_use]
pub fn named(id: &str) -> Option<Column> {
    Column::ALL.into_iter().find(|column| column.key().strip_prefix("column.") == Some(id))
}

/// What stands in a column, as a value.
#[must_use]
pub fn value(column: Column, text: String) -> Cell {
    match column {
        Column::BornMale
        | Column::BornFemale
        | Column::Party
        | Column::Retires
        | Column::TermEnds
        | Column::Disciplined
        | Column::DisciplineEnds => date(text),
        Column::Months => text.parse().map_or(Cell::Empty, Cell::Number),
        _ => Cell::text(text),
    }
}

fn rows(table: &Cadres, cx: &Session, sensitive: bool) -> Table {
    let shown: Vec<Column> = table.shown().into_iter().filter(|c| sensitive || !c.sensitive()).collect();
    let mut columns = columns::columns(&cx.words, "cadres");
    columns.retain(|column| named(&column.id).is_none_or(|of| shown.contains(&of)));
    // as they stand on the screen
    columns.sort_by_key(|column| named(&column.id).and_then(|of| shown.iter().position(|c| *c == of)));
    let marked = &table.marks.ids;
    let ids = table.ids.iter().filter(|id| marked.is_empty() || marked.contains(id));
    let rows = ids.filter_map(|id| cx.view.cadre(*id)).enumerate();
    columns::filled("cadres", columns, rows, |(at, cadre), id| match named(id) {
        Some(column) => value(column, column.text(cx, cadre)),
        None => Cell::count(at + 1),
    })
}
