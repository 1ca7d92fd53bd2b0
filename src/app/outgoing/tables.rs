//! The tables of the screens as documents: what is filtered out stays out, the order is the one that is seen.

use super::columns;
use crate::app::model::{Model, Screen};
use crate::app::parts::layout::Pane;
use crate::app::screens::cadres::Column as Of;
use crate::app::screens::{journal, plan, rotations};
use crate::app::words::text;
use crate::domain::PartialDate;
use crate::exchange::paper::{Cell, Column, Paper, Part, Row, Table};
use crate::register::fields::codes::Coded;

/// The table that is open; none where none is, or where it is empty.
pub(super) fn open(model: &Model, sensitive: bool) -> Option<Paper> {
    let (id, title, table) = match model.cx.screen {
        Screen::Cadres => {
            let under = model.screens.cadres.under.map(|unit| model.cx.view.called_in_full(model.cx.line, unit));
            ("cadres", under, cadres(model, sensitive))
        }
        Screen::Units if model.screens.units.beside == Pane::Tree => ("units", None, tree(model)),
        Screen::Units => {
            let unit = model.unit().map(|unit| model.cx.view.called_in_full(model.cx.line, unit));
            ("posts", unit, posts(model))
        }
        Screen::Plan if model.screens.plan.post().is_some() => {
            ("pool", Some(plan::trail(model).join(", ")), planned(model))
        }
        Screen::Plan => ("pools", None, pools(model)),
        Screen::Rotations => ("rotations", None, queue(model)),
        Screen::Journal => ("journal", None, revisions(model)),
        _ => return None,
    };
    if table.rows.is_empty() {
        return None;
    }
    let words = &model.cx.words;
    let shows_sensitive =
        sensitive && model.cx.screen == Screen::Cadres && model.screens.cadres.columns.iter().any(|c| c.sensitive());
    let classification = if shows_sensitive { "classification.sensitive" } else { "classification.internal" };
    let heading = words.get(match id {
        "cadres" => "head.cadres",
        "units" | "posts" => "head.units",
        "journal" => "head.journal",
        "rotations" => "head.rotations",
        _ => "head.plan",
    });
    let sample = model.cx.place.sample.then(|| words.get("head.sample").to_owned());
    let on = words.fill("head.as-of", &[model.cx.view.on.to_string()]);
    Some(Paper {
        id: words.get(&format!("outgoing.name.{id}")).to_owned(),
        title: heading.to_owned(),
        under: title.into_iter().chain([on]).chain(sample).collect(),
        classification: words.get(classification).to_owned(),
        parts: vec![Part::Table(Table { id: id.to_owned(), ..table })],
        lang: words.lang,
    })
}

/// The column of people that files call so.
fn of(id: &str) -> Option<Of> {
    Of::ALL.into_iter().find(|column| column.key().strip_prefix("column.") == Some(id))
}

fn value(column: Of, text: String) -> Cell {
    match column {
        Of::BornMale | Of::BornFemale | Of::Party => date(text),
        Of::Months => text.parse().map_or(Cell::Empty, Cell::Number),
        _ => Cell::text(text),
    }
}

/// A date where the text is one.
fn date(text: String) -> Cell {
    match PartialDate::parse(&text) {
        Some(date) if date.to_string() == text => Cell::Date(date),
        _ => Cell::text(text),
    }
}

/// A table of the data's columns.
fn table<T>(model: &Model, id: &str, rows: impl IntoIterator<Item = T>, cell: impl Fn(&T, &str) -> Cell) -> Table {
    columns::filled(id, columns::columns(&model.cx.words, id), rows, cell)
}

fn cadres(model: &Model, sensitive: bool) -> Table {
    let shown: Vec<Of> = model.screens.cadres.columns.iter().copied().filter(|c| sensitive || !c.sensitive()).collect();
    let mut columns = columns::columns(&model.cx.words, "cadres");
    columns.retain(|column| of(&column.id).is_none_or(|of| shown.contains(&of)));
    // as they stand on the screen
    columns.sort_by_key(|column| of(&column.id).and_then(|of| shown.iter().position(|c| *c == of)));
    let marked = &model.screens.cadres.marks.ids;
    let ids = model.screens.cadres.ids.iter().filter(|id| marked.is_empty() || marked.contains(id));
    let rows = ids.filter_map(|id| model.cx.view.cadre(*id)).enumerate();
    columns::filled("cadres", columns, rows, |(at, cadre), id| match of(id) {
        Some(column) => value(column, column.text(model, cadre)),
        None => Cell::count(at + 1),
    })
}

fn tree(model: &Model) -> Table {
    let counts = model.cx.view.counts_ready(model.cx.line);
    let rows = model.screens.units.tree.rows.iter().filter_map(|row| {
        let tally = counts.map(|counts| counts.below(row.unit)).unwrap_or_default();
        Some((row, model.cx.view.unit(row.unit)?, tally))
    });
    table(model, "units", rows, |(row, unit, tally), id| match id {
        "level" => Cell::count(usize::from(row.depth) + 1),
        "unit" => Cell::text(model.cx.view.called(model.cx.line, unit)),
        "people" => Cell::Number(tally.people.into()),
        "vacant" => Cell::Number(tally.vacant.into()),
        _ => Cell::Empty,
    })
}

fn posts(model: &Model) -> Table {
    let words = &model.cx.words;
    // a row a holder, and one for the seats that nobody holds
    let rows = model.screens.units.posts.rows.iter().flat_map(|row| {
        let title = model.cx.view.title(&row.post).map(|t| words.pick(&t.vi, &t.en).to_owned()).unwrap_or_default();
        let vacant = (row.vacant() > 0).then(|| (title.clone(), None, Cell::count(row.vacant())));
        let holders = row.holders.iter().map(|(_, cadre)| (title.clone(), Some(cadre.name.clone()), Cell::Empty));
        holders.chain(vacant).collect::<Vec<_>>()
    });
    table(model, "posts", rows, |(title, holder, vacant), id| match id {
        "title" => Cell::text(title.as_str()),
        "holder" => Cell::text(holder.as_deref().unwrap_or_default()),
        "vacant" => vacant.clone(),
        _ => Cell::Empty,
    })
}

fn planned(model: &Model) -> Table {
    let (words, view) = (&model.cx.words, model.planned_view());
    let rows = model.screens.plan.people.iter().filter_map(|line| Some((line, view.cadre(line.entry.cadre)?)));
    table(model, "pool", rows, |(line, cadre), id| match id {
        "number" => Cell::Number(line.entry.order.into()),
        "name" => Cell::text(format!("{} {}", line.mark.sign(), cadre.name).trim()),
        "origination" => Cell::text(words.of_group("origination", line.entry.source.code())),
        "stage" => {
            let stage = line.entry.stages.last();
            Cell::text(stage.map(|s| words.of_group("stage", s.value.code())).unwrap_or_default())
        }
        _ => of(id).map_or(Cell::Empty, |column| value(column, column.text(model, cadre))),
    })
}

fn pools(model: &Model) -> Table {
    table(model, "pools", &model.screens.plan.rows, |row, id| match id {
        "level" => Cell::count(usize::from(row.depth) + 1),
        "pool" => Cell::text(row.text.as_str()),
        "planned" => Cell::text(row.count.as_str()),
        "verdict" => Cell::text(row.verdict.map(crate::app::words::findings::mark).unwrap_or_default()),
        _ => Cell::Empty,
    })
}

fn queue(model: &Model) -> Table {
    let columns = rotations::rows::columns(model);
    let heads =
        columns.iter().enumerate().map(|(at, c)| Column { width: c.cols, ..Column::new(at.to_string(), &c.title) });
    let rows = (0..model.screens.rotations.list.len).map(|at| {
        let cells = rotations::rows::cells(model, &model.screens.rotations, at);
        Row::from(cells.into_iter().map(|(text, _)| date(text)).collect::<Vec<_>>())
    });
    Table { columns: heads.collect(), rows: rows.collect(), ..Table::default() }
}

fn revisions(model: &Model) -> Table {
    table(model, "journal", &model.screens.journal.entries, |entry, id| match id {
        "revision" => i64::try_from(entry.header.revision.0).map_or(Cell::Empty, Cell::Number),
        "at" => Cell::text(text::time(entry.header.at)),
        "by" => Cell::text(entry.header.author.name.clone()),
        "what" => Cell::text(journal::said_of(model, entry)),
        "about" => Cell::text(journal::about(model, entry)),
        _ => Cell::Empty,
    })
}
