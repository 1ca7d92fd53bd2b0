//! Those whom a cell counts, as a list: who, what they hold there, when it happened.

use super::{People, Person};
use crate::app::outgoing::date;
use crate::app::screens::report::Screened;
use crate::app::session::Session;
use crate::app::words::retirement;
use crate::domain::CadreId;
use crate::exchange::paper::{Cell, Column, Paper, Part, Row, Table};

/// Who is under the cursor of the list.
pub(super) fn selected(state: &Screened) -> Option<Person> {
    let people = state.people.as_ref()?;
    people.rows.get(people.list.cursor).cloned()
}

impl super::Screened {
    /// The cadre under the cursor.
    #[must_use]
    pub fn cadre(&self) -> Option<CadreId> {
        let people = self.people.as_ref()?;
        people.rows.get(people.list.cursor)?.counted.cadre
    }
}

/// The column of the month of retirement.
const RETIRES: &str = "column.retires";

/// Headings of the list: key of the locale, columns, whether it grows.
#[must_use]
pub fn columns(people: &People) -> Vec<(&'static str, u16, bool)> {
    let mut columns = vec![("column.name", 24, true), ("entry.born", 10, false)];
    // of bodies and places there is none
    if people.rows.iter().any(|p| p.counted.cadre.is_some()) {
        columns.push((RETIRES, 20, false));
    }
    columns.extend([("outgoing.post", 20, true), ("column.unit", 20, true)]);
    if people.rows.iter().any(|p| p.counted.day.is_some()) {
        columns.push(("report.day", 10, false));
    }
    columns
}

/// What stands in a column of the list, on the day that it is of.
#[must_use]
pub fn cell(cx: &Session, people: &People, person: &Person, column: &str) -> String {
    match column {
        "column.name" => person.name.clone(),
        "entry.born" => person.born.map(|born| born.to_string()).unwrap_or_default(),
        RETIRES => {
            let view = cx.view.on(people.on);
            let card = person.counted.cadre.and_then(|id| view.cadre(id));
            card.map(|card| retirement::short(&cx.words, &view.retirement(card))).unwrap_or_default()
        }
        "outgoing.post" => person.title.clone(),
        "column.unit" => person.unit.clone(),
        _ => person.counted.day.map(|day| day.to_string()).unwrap_or_default(),
    }
}

/// The list as a document.
pub(super) fn paper(cx: &Session, people: &People) -> Paper {
    let words = &cx.words;
    let heads = columns(people);
    let column = |(key, width, _): &(&str, u16, bool)| {
        let id = key.rsplit('.').next().unwrap_or_default();
        Column { width: *width + 6, ..Column::new(id, words.get(key)) }
    };
    let number = Column { width: 5, ..Column::new("number", words.get("plan.number")) };
    let rows = people.rows.iter().enumerate().map(|(at, person)| {
        let value = |key: &str| match key {
            "entry.born" => person.born.map_or(Cell::Empty, Cell::Date),
            "report.day" => person.counted.day.map_or(Cell::Empty, Cell::Day),
            RETIRES => date(cell(cx, people, person, key)),
            _ => Cell::text(cell(cx, people, person, key)),
        };
        let cells = std::iter::once(Cell::count(at + 1)).chain(heads.iter().map(|(key, ..)| value(key)));
        Row::from(cells.collect::<Vec<_>>())
    });
    let table = Table {
        id: "people".to_owned(),
        title: String::new(),
        columns: std::iter::once(number).chain(heads.iter().map(column)).collect(),
        rows: rows.collect(),
        notes: Vec::new(),
    };
    Paper {
        id: words.get("report.file").to_owned(),
        title: people.title.clone(),
        under: vec![words.fill("head.as-of", &[people.on.to_string()])],
        classification: words.get("classification.internal").to_owned(),
        parts: vec![Part::Table(table)],
        lang: words.lang,
    }
}
