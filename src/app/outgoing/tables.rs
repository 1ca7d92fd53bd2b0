//! The tables of the screens as documents: what is filtered out stays out, the order is the one that is seen.

use crate::app::cadres::Column as Of;
use crate::app::layout::Pane;
use crate::app::model::{Model, Screen};
use crate::app::{journal, plan, rotations, text};
use crate::domain::PartialDate;
use crate::exchange::paper::{Cell, Column, Paper, Part, Row, Table};
use crate::register::fields::codes::Coded;

/// The table that is open; none where none is, or where it is empty.
pub(super) fn open(model: &Model, sensitive: bool) -> Option<Paper> {
    let (id, title, table) = match model.screen {
        Screen::Cadres => {
            let under = model.cadres.under.map(|unit| model.view.called_in_full(model.line, unit));
            ("cadres", under, cadres(model, sensitive))
        }
        Screen::Units if model.beside == Pane::Tree => ("units", None, tree(model)),
        Screen::Units => {
            let unit = model.unit().map(|unit| model.view.called_in_full(model.line, unit));
            ("posts", unit, posts(model))
        }
        Screen::Plan if model.plan.post().is_some() => ("pool", Some(plan::trail(model).join(", ")), planned(model)),
        Screen::Plan => ("pools", None, pools(model)),
        Screen::Rotations => ("rotations", None, queue(model)),
        Screen::Journal => ("journal", None, revisions(model)),
        _ => return None,
    };
    if table.rows.is_empty() {
        return None;
    }
    let words = &model.words;
    let shows_sensitive =
        sensitive && model.screen == Screen::Cadres && model.cadres.columns.iter().any(|c| c.sensitive());
    let classification = if shows_sensitive { "classification.sensitive" } else { "classification.internal" };
    let heading = words.get(match id {
        "cadres" => "head.cadres",
        "units" | "posts" => "head.units",
        "journal" => "head.journal",
        "rotations" => "head.rotations",
        _ => "head.plan",
    });
    let sample = model.place.sample.then(|| words.get("head.sample").to_owned());
    let on = words.fill("head.as-of", &[model.view.on.to_string()]);
    Some(Paper {
        id: words.get(&format!("outgoing.name.{id}")).to_owned(),
        title: heading.to_owned(),
        under: title.into_iter().chain([on]).chain(sample).collect(),
        classification: words.get(classification).to_owned(),
        parts: vec![Part::Table(Table { id: id.to_owned(), ..table })],
        lang: words.lang,
    })
}

fn number(model: &Model) -> Column {
    Column { width: 4, ..Column::new("number", model.words.get("plan.number")) }
}

/// A column of cadres; dates of birth stand under one heading, as lists have them.
fn of(model: &Model, column: Of) -> Column {
    let key = column.key();
    let over = match column {
        Of::BornMale | Of::BornFemale => model.words.get("entry.born").to_owned(),
        _ => String::new(),
    };
    let id = key.trim_start_matches("column.");
    let width = column.width().0;
    Column { over, width, ..Column::new(id, model.words.get(key)) }
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

fn table(columns: Vec<Column>, rows: impl Iterator<Item = Vec<Cell>>) -> Table {
    Table { columns, rows: rows.map(Row::from).collect(), ..Table::default() }
}

fn cadres(model: &Model, sensitive: bool) -> Table {
    let shown: Vec<Of> = model.cadres.columns.iter().copied().filter(|c| sensitive || !c.sensitive()).collect();
    let columns = [number(model)].into_iter().chain(shown.iter().map(|c| of(model, *c))).collect();
    let marked = &model.cadres.marks.ids;
    let ids = model.cadres.ids.iter().filter(|id| marked.is_empty() || marked.contains(id));
    let rows = ids.filter_map(|id| model.view.cadre(*id)).enumerate().map(|(at, cadre)| {
        let cells = shown.iter().map(|column| value(*column, column.text(model, cadre)));
        [Cell::count(at + 1)].into_iter().chain(cells).collect()
    });
    table(columns, rows)
}

fn tree(model: &Model) -> Table {
    let words = &model.words;
    let wide = |id: &str, key: &str, width| Column { width, ..Column::new(id, words.get(key)) };
    let columns = vec![
        wide("level", "outgoing.level", 6),
        wide("unit", "column.unit", 50),
        wide("people", "outgoing.people", 10),
        wide("vacant", "outgoing.vacant", 10),
    ];
    let counts = model.view.counts_ready(model.line);
    let rows = model.tree.rows.iter().filter_map(|row| {
        let unit = model.view.unit(row.unit)?;
        let tally = counts.map(|counts| counts.below(row.unit)).unwrap_or_default();
        let number = |n: u32| Cell::Number(n.into());
        let name = Cell::text(model.view.called(model.line, unit));
        Some(vec![Cell::count(usize::from(row.depth) + 1), name, number(tally.people), number(tally.vacant)])
    });
    table(columns, rows)
}

fn posts(model: &Model) -> Table {
    let words = &model.words;
    let wide = |id: &str, key: &str, width| Column { width, ..Column::new(id, words.get(key)) };
    let columns = vec![
        wide("title", "outgoing.post", 40),
        wide("holder", "column.name", 26),
        wide("vacant", "outgoing.vacant", 10),
    ];
    let rows = model.posts.rows.iter().flat_map(|row| {
        let title = model.view.title(&row.post).map(|t| words.pick(&t.vi, &t.en).to_owned()).unwrap_or_default();
        let vacant =
            (row.vacant() > 0).then(|| vec![Cell::text(title.clone()), Cell::Empty, Cell::count(row.vacant())]);
        let holders = row
            .holders
            .iter()
            .map(|(_, cadre)| vec![Cell::text(title.clone()), Cell::text(cadre.name.clone()), Cell::Empty]);
        holders.chain(vacant).collect::<Vec<_>>()
    });
    table(columns, rows)
}

const PLANNED: [Of; 7] = [Of::BornMale, Of::BornFemale, Of::Ethnic, Of::Education, Of::Theory, Of::Grades, Of::Titles];

fn planned(model: &Model) -> Table {
    let words = &model.words;
    let text = |id: &str, key: &str| Column { width: 14, ..Column::new(id, words.get(key)) };
    let mut columns = vec![number(model), of(model, Of::Name)];
    columns.extend(PLANNED.iter().map(|c| of(model, *c)));
    columns.extend([text("origination", "entry.origination"), text("stage", "entry.stage")]);
    let view = model.planned_view();
    let rows = model.plan.people.iter().filter_map(|line| {
        let cadre = view.cadre(line.entry.cadre)?;
        let stage = line.entry.stages.last().map(|s| words.of_group("stage", s.value.code())).unwrap_or_default();
        let name = format!("{} {}", line.mark.sign(), cadre.name);
        let mut cells = vec![Cell::Number(line.entry.order.into()), Cell::text(name.trim())];
        cells.extend(PLANNED.iter().map(|c| value(*c, c.text(model, cadre))));
        cells.push(Cell::text(words.of_group("origination", line.entry.source.code())));
        cells.push(Cell::text(stage));
        Some(cells)
    });
    table(columns, rows)
}

fn pools(model: &Model) -> Table {
    let words = &model.words;
    let wide = |id: &str, key: &str, width| Column { width, ..Column::new(id, words.get(key)) };
    let columns = vec![
        wide("level", "outgoing.level", 6),
        wide("pool", "head.plan", 50),
        wide("planned", "outgoing.planned", 16),
        wide("verdict", "outgoing.verdict", 8),
    ];
    let rows = model.plan.rows.iter().map(|row| {
        let verdict = row.verdict.map(crate::app::findings::mark).unwrap_or_default();
        let depth = Cell::count(usize::from(row.depth) + 1);
        vec![depth, Cell::text(row.text.clone()), Cell::text(row.count.clone()), Cell::text(verdict)]
    });
    table(columns, rows)
}

fn queue(model: &Model) -> Table {
    let columns = rotations::rows::columns(model);
    let heads =
        columns.iter().enumerate().map(|(at, c)| Column { width: c.cols, ..Column::new(at.to_string(), &c.title) });
    let rows = (0..model.rotations.list.len).map(|at| {
        let cells = rotations::rows::cells(model, &model.rotations, at);
        cells.into_iter().map(|(text, _)| date(text)).collect()
    });
    table(heads.collect(), rows)
}

fn revisions(model: &Model) -> Table {
    let words = &model.words;
    let wide = |id: &str, key: &str, width| Column { width, ..Column::new(id, words.get(key)) };
    let columns = vec![
        wide("revision", "outgoing.revision", 8),
        wide("at", "outgoing.at", 18),
        wide("by", "outgoing.by", 16),
        wide("what", "outgoing.what", 40),
        wide("about", "outgoing.about", 50),
    ];
    let rows = model.journal.entries.iter().map(|entry| {
        let header = &entry.header;
        let revision = i64::try_from(header.revision.0).map_or(Cell::Empty, Cell::Number);
        let [what, about] = [journal::said_of(model, entry), journal::about(model, entry)].map(Cell::text);
        vec![revision, Cell::text(text::time(header.at)), Cell::text(header.author.name.clone()), what, about]
    });
    table(columns, rows)
}
