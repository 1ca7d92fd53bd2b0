//! Indicators as a document: targets, how they went, units, courses, and the pictures with their numbers; or the list
//! of people that is open.

use super::rows::{share, target};
use super::{Board, who};
use crate::app::findings;
use crate::app::model::Model;
use crate::app::words::{self, Words};
use crate::domain::UnitId;
use crate::exchange::indicators::{Heat, Measured, Tally, heat};
use crate::exchange::paper::{Cell, Column, Paper, Part, Row, Table};
use crate::exchange::picture::Picture;
use crate::register::View;

/// What is open as a document; none while it is being counted.
#[must_use]
pub fn paper(model: &Model) -> Option<Paper> {
    let board = model.indicators.board.as_ref()?;
    let words = &model.words;
    let sample = model.place.sample.then(|| words.get("head.sample").to_owned());
    let Some(open) = &model.indicators.who else { return Some(whole(&model.view, words, board, None, sample)) };
    let column = |id: &str, key: &str, width| Column { width, ..Column::new(id, words.get(key)) };
    let columns = vec![
        column("name", "column.name", 28),
        column("birth", "entry.born", 12),
        column("has", "indicators.has", 30),
        column("post", "indicators.place", 60),
    ];
    let cells = who::people(model, open).into_iter();
    let rows = cells.map(|cells| Row::from(cells.map(Cell::text).to_vec()));
    let title = who::title(model, open);
    let table = Table { id: "people".to_owned(), columns, rows: rows.collect(), ..Table::default() };
    Some(Paper { title, parts: vec![Part::Table(table)], ..head(&model.view, words, None, sample) })
}

fn head(view: &View, words: &Words, under: Option<UnitId>, sample: Option<String>) -> Paper {
    let top = under.or_else(|| view.tops(crate::domain::Line::Territory).first().copied());
    let place = top.map(|unit| words::unit_name(view, unit));
    let on = words.fill("head.as-of", &[view.on.to_string()]);
    Paper {
        id: words.get("outgoing.name.indicators").to_owned(),
        title: words.get("head.indicators").to_owned(),
        under: place.into_iter().chain([on]).chain(sample).collect(),
        classification: words.get("classification.internal").to_owned(),
        parts: Vec::new(),
        lang: words.lang,
    }
}

/// Everything of a day as a document.
#[must_use]
pub fn whole(view: &View, words: &Words, board: &Board, under: Option<UnitId>, sample: Option<String>) -> Paper {
    let mut paper = head(view, words, under, sample);
    let heading = |key: &str| Part::Heading(1, words.get(key).to_owned());
    let mut parts = vec![heading("indicators.tab.targets"), Part::Table(targets(words, board))];
    parts.push(Part::Table(trend(words, board)));
    parts.push(heading("indicators.tab.units"));
    parts.push(Part::Table(units(view, words, board, &heat(view, &board.measured, under))));
    parts.push(heading("indicators.tab.needs"));
    parts.push(Part::Table(needs(view, words, board)));
    parts.push(heading("indicators.tab.pictures"));
    for picture in &board.pictures {
        parts.push(Part::Picture(picture.clone()));
        parts.push(Part::Table(numbers(words, picture)));
    }
    paper.parts = parts;
    paper
}

/// A share as a number where it is sure, else from and to.
fn measured(tally: &Tally, words: &Words) -> Cell {
    match tally.range() {
        (Some(yes), most) if yes == most => Cell::Share { part: yes, of: tally.all },
        _ => Cell::text(share(tally, words)),
    }
}

fn targets(words: &Words, board: &Board) -> Table {
    let column = |id: &str, key: &str, width| Column { width, ..Column::new(id, words.get(key)) };
    let columns = vec![
        column("name", "indicators.name", 46),
        column("whose", "indicators.population", 30),
        column("all", "indicators.all", 10),
        column("met", "indicators.met", 10),
        column("measured", "indicators.measured", 12),
        column("target", "indicators.target", 10),
        column("until", "indicators.until", 12),
        column("verdict", "indicators.verdict", 18),
        column("wanting", "indicators.wanting", 10),
        column("source", "indicators.paper", 40),
    ];
    let row = |one: &Measured| {
        let verdict = format!("{} {}", findings::mark(one.verdict), words.get(findings::verdict(one.verdict)));
        let cells = vec![
            Cell::text(one.indicator.name.of(words.lang)),
            Cell::text(one.whose.of(words.lang)),
            Cell::Number(one.tally.all),
            one.tally.range().0.map_or(Cell::Unknown, Cell::Number),
            measured(&one.tally, words),
            Cell::text(target(&one.target, words)),
            one.target.until.map_or(Cell::Empty, |day| Cell::Day(day.0)),
            Cell::text(verdict),
            Cell::Number(one.tally.wanting(&one.target)),
            Cell::text(one.target.source.as_str()),
        ];
        Row { id: one.indicator.id.clone(), cells, strong: false }
    };
    let readings = board.measured.iter().filter(|one| !one.indicator.reading.is_empty());
    let notes = readings.map(|one| format!("{}: {}", one.indicator.name.of(words.lang), one.indicator.reading));
    Table {
        id: "targets".to_owned(),
        title: words.get("indicators.table.targets").to_owned(),
        columns,
        rows: board.measured.iter().map(row).collect(),
        notes: notes.collect(),
    }
}

fn trend(words: &Words, board: &Board) -> Table {
    let days = board.measured.first().map(|one| one.trend.as_slice()).unwrap_or_default();
    let mut columns = vec![Column { width: 46, ..Column::new("name", words.get("indicators.name")) }];
    columns.extend(days.iter().map(|(day, _)| Column::new(day.iso(), day.to_string())));
    let row = |one: &Measured| {
        let then =
            one.trend.iter().map(|(_, tally)| if tally.all > 0 { measured(tally, words) } else { Cell::Unknown });
        let name = Cell::text(one.indicator.name.of(words.lang));
        Row { id: one.indicator.id.clone(), cells: std::iter::once(name).chain(then).collect(), strong: false }
    };
    let title = words.get("indicators.table.trend").to_owned();
    let rows = board.measured.iter().map(row).collect();
    Table { id: "trend".to_owned(), title, columns, rows, notes: Vec::new() }
}

fn units(view: &View, words: &Words, board: &Board, heat: &Heat) -> Table {
    let mut columns = vec![Column { width: 40, ..Column::new("unit", words.get("column.unit")) }];
    columns.extend(board.measured.iter().map(|one| {
        let label = one.indicator.short(words.lang);
        Column { width: 12, ..Column::new(one.indicator.id.as_str(), label) }
    }));
    let rows = heat.units.iter().zip(&heat.cells).map(|(unit, cells)| {
        let name = words::unit_name(view, *unit);
        let own = if Some(*unit) == heat.top { words.get("indicators.own").to_owned() } else { name };
        let cell = |cell: &Option<crate::exchange::indicators::Cell>| {
            let Some(cell) = cell else { return Cell::Empty };
            let mark = cell.verdict.map(findings::mark).unwrap_or_default();
            match (measured(&cell.tally, words), mark) {
                (value, "") => value,
                (_, mark) => Cell::text(format!("{} {mark}", share(&cell.tally, words))),
            }
        };
        Row::from(std::iter::once(Cell::text(own)).chain(cells.iter().map(cell)).collect::<Vec<_>>())
    });
    let notes = vec![words.get("indicators.legend").to_owned()];
    let title = words.get("indicators.table.units").to_owned();
    Table { id: "units".to_owned(), title, columns, rows: rows.collect(), notes }
}

fn needs(view: &View, words: &Words, board: &Board) -> Table {
    let column = |id: &str, key: &str, width| Column { width, ..Column::new(id, words.get(key)) };
    let columns = vec![
        column("course", "indicators.course.name", 36),
        column("year", "indicators.year", 8),
        column("person", "column.name", 28),
        column("unit", "column.unit", 40),
        column("planned", "indicators.planned-for", 44),
        column("sureness", "indicators.sureness", 20),
    ];
    let row = |need: &crate::exchange::indicators::training::Need| {
        let name = view.cadre(need.cadre).map(|card| card.name.clone()).unwrap_or_default();
        let post = words::subject(view, crate::domain::Subject::Post(need.post));
        let cells = vec![
            Cell::text(super::needs::named(words, need.asked)),
            Cell::Number(need.year.into()),
            Cell::text(name),
            Cell::text(words::unit_name(view, need.unit)),
            Cell::text(post),
            Cell::text(words.get(findings::sureness(need.sureness))),
        ];
        Row::from(cells)
    };
    Table {
        id: "training".to_owned(),
        title: words.get("indicators.table.needs").to_owned(),
        columns,
        rows: board.needs.iter().map(row).collect(),
        notes: Vec::new(),
    }
}

/// The numbers of a picture.
fn numbers(words: &Words, picture: &Picture) -> Table {
    let mut columns = vec![Column { width: 36, ..Column::new("label", words.get("indicators.label")) }];
    columns.extend(picture.series.iter().enumerate().map(|(at, s)| Column::new(at.to_string(), s.label.as_str())));
    let cell = |value: Option<f64>| {
        let Some(value) = value else { return Cell::Unknown };
        let scale = 10_f64.powi(i32::from(picture.places));
        #[allow(clippy::cast_possible_truncation, reason = "counts and shares of people are far below 2^52")]
        let part = (value * scale * 10.0).round() as i64;
        if picture.places == 0 {
            Cell::Number(part / 10)
        } else {
            Cell::Ratio { part, of: 10_i64.pow(u32::from(picture.places) + 1), places: picture.places }
        }
    };
    let rows = picture.labels.iter().enumerate().map(|(at, label)| {
        let values = picture.series.iter().map(|s| cell(s.values.get(at).copied().flatten()));
        Row::from(std::iter::once(Cell::text(label.as_str())).chain(values).collect::<Vec<_>>())
    });
    Table { id: picture.id.clone(), title: picture.title.clone(), columns, rows: rows.collect(), notes: Vec::new() }
}
