//! The tree of units, or the posts of one, as a document.

use super::Units;
use crate::app::outgoing::{columns, document};
use crate::app::parts::layout::Pane;
use crate::app::session::Session;
use crate::exchange::paper::{Cell, Paper, Table};

/// What is in use as a document.
pub(super) fn of(units: &Units, cx: &Session) -> Option<Paper> {
    if units.beside == Pane::Tree {
        return document(cx, "units", "head.units", None, tree(units, cx), false);
    }
    let unit = units.tree.selected().map(|unit| cx.view.called_in_full(cx.line, unit));
    document(cx, "posts", "head.units", unit, posts(units, cx), false)
}

fn tree(units: &Units, cx: &Session) -> Table {
    let counts = cx.view.counts_ready(cx.line);
    let rows = units.tree.rows.iter().filter_map(|row| {
        let tally = counts.map(|counts| counts.below(row.unit)).unwrap_or_default();
        Some((row, cx.view.unit(row.unit)?, tally))
    });
    columns::table(&cx.words, "units", rows, |(row, unit, tally), id| match id {
        "level" => Cell::count(usize::from(row.depth) + 1),
        "unit" => Cell::text(cx.view.called(cx.line, unit)),
        "people" => Cell::Number(tally.people.into()),
        "vacant" => Cell::Number(tally.vacant.into()),
        _ => Cell::Empty,
    })
}

fn posts(units: &Units, cx: &Session) -> Table {
    let words = &cx.words;
    // a row a holder, and one for the seats that nobody holds
    let rows = units.posts.rows.iter().flat_map(|row| {
        let title = words.titled(&cx.view, &row.post).to_owned();
        let vacant = (row.vacant() > 0).then(|| (title.clone(), None, Cell::count(row.vacant())));
        let holders = row.holders.iter().map(|(_, cadre)| (title.clone(), Some(cadre.name.clone()), Cell::Empty));
        holders.chain(vacant).collect::<Vec<_>>()
    });
    columns::table(words, "posts", rows, |(title, holder, vacant), id| match id {
        "title" => Cell::text(title.as_str()),
        "holder" => Cell::text(holder.as_deref().unwrap_or_default()),
        "vacant" => vacant.clone(),
        _ => Cell::Empty,
    })
}
