//! Those whom a cell counts, as a list: who, what they hold there, when it happened.

use super::{People, Person};
use crate::app::screens::report::Screened;
use crate::app::session::Session;
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

/// Headings of the list: key of the locale, columns, whether it grows.
#[must_use]
pub fn columns(people: &People) -> Vec<(&'static str, u16, bool)> {
    let mut columns = vec![("column.name", 24, true), ("entry.born", 10, false), ("outgoing.post", 20, true)];
    columns.push(("column.unit", 20, true));
    if people.rows.iter().any(|p| p.counted.day.is_some()) {
        columns.push(("report.day", 10, false));
    }
    columns
}

/// What stands in them.
#[must_use]
pub fn row(person: &Person) -> [String; 5] {
    let born = person.born.map(|born| born.to_string()).unwrap_or_default();
    let day = person.counted.day.map(|day| day.to_string()).unwrap_or_default();
    [person.name.clone(), born, person.title.clone(), person.unit.clone(), day]
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
        let [name, _, title, unit, _] = row(person);
        let mut cells = vec![Cell::count(at + 1), Cell::text(name)];
        cells.push(person.born.map_or(Cell::Empty, Cell::Date));
        cells.extend([Cell::text(title), Cell::text(unit)]);
        if heads.len() > 4 {
            cells.push(person.counted.day.map_or(Cell::Empty, Cell::Day));
        }
        Row::from(cells)
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
