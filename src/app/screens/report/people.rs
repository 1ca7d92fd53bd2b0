//! Those whom a cell counts, as a list: who, what they hold there, when it happened.

use super::People;
use crate::app::screens::report::Screened;
use crate::app::session::Session;
use crate::app::words::Lang;
use crate::domain::{CadreId, Day, Line, PartialDate};
use crate::exchange::paper::{Cell, Column, Paper, Part, Row, Table};
use crate::exchange::reports::Counted;
use crate::register::View;

/// One whom a cell counts, with what is shown of each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Who or what.
    pub counted: Counted,
    /// Name of the cadre, or of the unit.
    pub name: String,
    /// Date of birth.
    pub born: Option<PartialDate>,
    /// Title.
    pub title: String,
    /// Unit.
    pub unit: String,
}

/// What is shown of each of them on a day, in the order of the office: rank of the title, unit, name.
#[must_use]
pub fn told(view: &View, counted: &[Counted], lang: Lang) -> Vec<Person> {
    let mut rows: Vec<(u16, Option<Day>, Person)> = counted.iter().map(|one| row_of(view, *one, lang)).collect();
    rows.sort_by(|(a, x, p), (b, y, q)| (a, &p.unit, x, &p.name).cmp(&(b, &q.unit, y, &q.name)));
    rows.into_iter().map(|(_, _, person)| person).collect()
}

fn row_of(view: &View, one: Counted, lang: Lang) -> (u16, Option<Day>, Person) {
    let unit_name = |unit| view.called_in_full(Line::Territory, unit);
    let Some(cadre) = one.cadre else {
        let name = one.unit.map(unit_name).unwrap_or_default();
        let person = Person { counted: one, name, born: None, title: String::new(), unit: String::new() };
        return (u16::MAX, one.day, person);
    };
    let card = view.cadre(cadre);
    let named = one.post.and_then(|post| view.post(post)).and_then(|post| Some((post, view.title(post)?)));
    let held = named.or_else(|| view.main(cadre).map(|(_, post, title)| (post, title)));
    let title = held.map(|(_, t)| if lang == Lang::Vi { t.vi.clone() } else { t.en.clone() }).unwrap_or_default();
    let unit = held.map(|(post, title)| view.called_in_full(title.line, post.unit)).unwrap_or_default();
    let person = Person {
        counted: one,
        name: card.map(|c| c.name.clone()).unwrap_or_default(),
        born: card.map(|c| c.born),
        title,
        unit,
    };
    (held.map_or(u16::MAX, |(_, t)| t.order), one.day, person)
}

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
