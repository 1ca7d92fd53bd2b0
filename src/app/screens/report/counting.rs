//! What is counted of a report, on which days, and whom a cell counts. Counting takes its time.

use crate::app::session::host::Notice;
use crate::app::words::Lang;
use crate::domain::{Day, Line, PartialDate};
use crate::exchange::reports::{CellAddress as Place, Counted, Report, Reports};
use crate::register::View;
use std::sync::Arc;

/// Which numbers are wished for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counting {
    pub report: String,
    /// The section; none: all.
    pub section: Option<String>,
    /// On which day instead of the report's own.
    pub as_of: Option<Day>,
    /// Compared: from and to.
    pub between: Option<(Day, Day)>,
    /// Language of the labels.
    pub lang: Lang,
}

/// Counts what is asked; run where it may take its time.
///
/// # Errors
/// A sentence that says which report or section there is not.
pub fn counted(reports: &Reports, view: &View, asked: &Counting) -> Result<Arc<Report>, Notice> {
    let only = asked.section.as_deref();
    let report = match asked.between {
        Some(days) => reports.between(view, &asked.report, only, days, asked.lang),
        None => reports.report(view, &asked.report, only, asked.as_of, asked.lang),
    };
    report.map(Arc::new).map_err(|e| Notice { key: "report.failed", with: vec![e.to_string()] })
}

/// Whom a cell counts; run where it may take its time. In a comparison the row's name has the column's behind it.
#[must_use]
pub fn listed(reports: &Reports, view: &View, asked: &Counting, place: &Place) -> Vec<Counted> {
    let Some(days) = asked.between else {
        return reports.listed(view, &asked.report, place, asked.as_of).unwrap_or_default();
    };
    let Some((row, column)) = place.row.rsplit_once('/') else { return Vec::new() };
    let cell = Place { row: row.to_owned(), column: column.to_owned(), ..place.clone() };
    let moved = reports.moved(view, &asked.report, &cell, days).unwrap_or_default();
    let one = |(cadre, unit): &(_, _)| Counted { cadre: *cadre, post: None, unit: *unit, day: None };
    moved.column(&place.column).iter().map(one).collect()
}

/// One whom a cell counts, with what is shown of each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Who or what.
    pub counted: Counted,
    /// Name of the cadre, or of the unit.
    pub name: String,
    /// Date of birth.
    pub born: Option<PartialDate>,
    pub title: String,
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
    let title = held.map(|(post, _)| view.titled(post));
    let title = title.map(|t| if lang == Lang::Vi { t.vi } else { t.en }.to_owned()).unwrap_or_default();
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
