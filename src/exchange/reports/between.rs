//! Two days of a report side by side: what changed, and who it is. The comparison is a report itself: a row a cell that
//! changed, so that every form and the screen have it without more.

use super::context::{PopulationItems, SectionContext};
use super::define::{PopulationKind, SectionDefinition, Show, TableDefinition};
use super::frame::{CellQuestion, ResolvedAxis, ResolvedTable, pick};
use super::read::{Reports, ReportsError};
use super::report::{CellAddress, Report, ReportCell, ReportRow, ReportSection, ReportTable};
use crate::domain::{CadreId, Day, UnitId};
use crate::exchange::{Lang, paper};
use crate::register::View;
use std::collections::{BTreeMap, BTreeSet};

/// Whom a cell counts.
pub type CountedSubject = (Option<CadreId>, Option<UnitId>);

/// What a cell came to between the days.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CellDifference {
    /// New in the population.
    pub joined: Vec<CountedSubject>,
    /// No longer in it.
    pub left: Vec<CountedSubject>,
    /// In it on both days, counted here only on the second.
    pub came: Vec<CountedSubject>,
    /// In it on both days, counted here only on the first.
    pub went: Vec<CountedSubject>,
}

/// A population's subjects on a day, and those of them that a cell counts.
#[derive(Default)]
struct Side {
    all: BTreeSet<CountedSubject>,
    counted: BTreeSet<CountedSubject>,
    value: paper::Cell,
}

impl Side {
    fn of(asked: &CellQuestion<'_>, taken: Option<&PopulationItems<'_>>) -> Side {
        let Some(taken) = taken else { return Side::default() };
        let counted = taken.within(asked.within).filter(|item| asked.counts(taken.view, item));
        Side {
            all: taken.items.iter().map(|item| (item.cadre(), item.unit.filter(|_| item.person.is_none()))).collect(),
            counted: counted.map(|item| (item.cadre(), item.unit.filter(|_| item.person.is_none()))).collect(),
            value: asked.value(taken),
        }
    }
}

impl CellDifference {
    fn of(before: &Side, after: &Side) -> CellDifference {
        let gone = || before.counted.difference(&after.counted).copied();
        let new = || after.counted.difference(&before.counted).copied();
        CellDifference {
            joined: new().filter(|s| !before.all.contains(s)).collect(),
            left: gone().filter(|s| !after.all.contains(s)).collect(),
            came: new().filter(|s| before.all.contains(s)).collect(),
            went: gone().filter(|s| after.all.contains(s)).collect(),
        }
    }

    fn is_nothing(&self) -> bool {
        self.joined.is_empty() && self.left.is_empty() && self.came.is_empty() && self.went.is_empty()
    }

    /// Those in the column of a comparison; none for a column that lists nobody.
    #[must_use]
    pub fn column(&self, name: &str) -> &[CountedSubject] {
        match name {
            "joined" => &self.joined,
            "left" => &self.left,
            "came" => &self.came,
            "went" => &self.went,
            _ => &[],
        }
    }
}

/// A section on two days.
struct Pair<'a> {
    before: SectionContext<'a>,
    after: SectionContext<'a>,
}

impl Reports {
    /// What changed between two days: a row a cell that counts otherwise, or otherwise whom.
    ///
    /// # Errors
    /// No such report, or it has no such section.
    pub fn between(
        &self,
        view: &View,
        name: &str,
        only: Option<&str>,
        (from, to): (Day, Day),
        lang: Lang,
    ) -> Result<Report, ReportsError> {
        let report = self.named(name)?;
        let wanted = report.section.iter().filter(|section| only.is_none_or(|id| section.id == id));
        let compared = wanted.map(|section| {
            let pair = Pair::of(|day| SectionContext::new(self, view, report, section, day, lang), from, to);
            pair.section(section)
        });
        let sections: Vec<ReportSection> = compared.collect();
        if let Some(id) = only.filter(|_| sections.is_empty()) {
            return Err(ReportsError::NoSection(id.to_owned()));
        }
        let days = self.common.between.title.of(lang);
        let days = days.replace("{from}", &from.to_string()).replace("{to}", &to.to_string());
        let title = format!("{} · {days}", pick(lang, &report.vi, &report.en));
        Ok(Report { id: report.id.clone(), title, source: report.said_source(view, false), sections })
    }

    /// Who makes the difference in one cell: its place is that of the report, not of the comparison.
    ///
    /// # Errors
    /// No such report, section or table.
    pub fn moved(
        &self,
        view: &View,
        name: &str,
        at: &CellAddress,
        (from, to): (Day, Day),
    ) -> Result<CellDifference, ReportsError> {
        let report = self.named(name)?;
        let section = report.section.iter().find(|s| s.id == at.section);
        let section = section.ok_or_else(|| ReportsError::NoSection(at.section.clone()))?;
        let table = section.table.iter().find(|t| t.id == at.table);
        let table = table.ok_or_else(|| ReportsError::NoSection(at.table.clone()))?;
        let pair = Pair::of(|day| SectionContext::new(self, view, report, section, day, Lang::Vi), from, to);
        let mut found = CellDifference::default();
        let wanted = |row: &ResolvedAxis<'_>, column: &ResolvedAxis<'_>| row.id == at.row && column.id == at.column;
        pair.cells(table, wanted, |_, _, before, after| found = CellDifference::of(before, after));
        Ok(found)
    }
}

impl<'a> Pair<'a> {
    /// The section on both days, each knowing the other's places.
    fn of(on: impl Fn(Day) -> SectionContext<'a>, from: Day, to: Day) -> Pair<'a> {
        Pair {
            before: SectionContext { beside: Some(to), ..on(from) },
            after: SectionContext { beside: Some(from), ..on(to) },
        }
    }

    /// The cells of a table that count and are wanted, on both days.
    fn cells(
        &self,
        table: &TableDefinition,
        wanted: impl Fn(&ResolvedAxis<'_>, &ResolvedAxis<'_>) -> bool,
        mut each: impl FnMut(&ResolvedAxis<'_>, &ResolvedAxis<'_>, &Side, &Side),
    ) {
        let (old, new) = (ResolvedTable::of(&self.before, table), ResolvedTable::of(&self.after, table));
        let (past, present) = (self.before.open(old.crowd()), self.after.open(new.crowd()));
        let (past, present) = (past.take(), present.take());
        let side =
            |frame: &ResolvedTable<'_>, taken: &BTreeMap<&str, PopulationItems<'_>>, row: usize, column: usize| {
                let asked = frame.asked(frame.rows.get(row)?, frame.columns.get(column)?)?;
                (asked.show == Show::Count && asked.who.of != PopulationKind::Absent)
                    .then(|| Side::of(&asked, taken.get(asked.who.id.as_str())))
            };
        for (at, row) in new.rows.iter().enumerate() {
            for (nth, column) in new.columns.iter().enumerate().filter(|(_, column)| wanted(row, column)) {
                let sides = side(&old, &past, at, nth).zip(side(&new, &present, at, nth));
                if let Some((before, after)) = sides {
                    each(row, column, &before, &after);
                }
            }
        }
    }

    fn section(&self, section: &SectionDefinition) -> ReportSection {
        let lang = self.after.lang;
        ReportSection {
            id: section.id.clone(),
            title: self.after.fill(pick(lang, &section.vi, &section.en), None),
            on: self.after.view.on,
            source: self.after.source(section),
            notes: Vec::new(),
            tables: section.table.iter().map(|table| self.table(table)).collect(),
        }
    }

    fn table(&self, table: &TableDefinition) -> ReportTable {
        let (lang, heads) = (self.after.lang, &self.after.reports.common.between);
        let mut rows = Vec::new();
        let mut counting: BTreeSet<String> = BTreeSet::new();
        let all = |_: &ResolvedAxis<'_>, _: &ResolvedAxis<'_>| true;
        self.cells(table, all, |row, column, before, after| {
            counting.insert(column.id.clone());
            let moved = CellDifference::of(before, after);
            if moved.is_nothing() && before.value == after.value {
                return;
            }
            // of several columns under a heading of their own the heading tells them apart
            let of = if column.over.is_empty() { &column.label } else { &column.over };
            rows.push(ReportRow {
                id: format!("{}/{}", row.id, column.id),
                label: if of.is_empty() { row.label.clone() } else { format!("{} · {of}", row.label) },
                strong: row.strong,
                cells: cells(before, after, &moved),
            });
        });
        if counting.len() == 1 {
            // one column that counts needs no name beside the row's
            let frame = ResolvedTable::of(&self.after, table);
            for row in &mut rows {
                let own = frame.rows.iter().find(|axle| row.id.rsplit_once('/').is_some_and(|(id, _)| axle.id == id));
                row.label = own.map(|axle| axle.label.clone()).unwrap_or_default();
            }
        }
        let column = |id: &str, label: &str| paper::Column::new(id, label);
        let frame = ResolvedTable::of(&self.after, table);
        ReportTable {
            id: table.id.clone(),
            title: self.after.fill(pick(lang, &table.vi, &table.en), frame.who),
            columns: vec![
                column("before", &self.before.view.on.to_string()),
                column("after", &self.after.view.on.to_string()),
                column("change", heads.change.of(lang)),
                column("joined", heads.joined.of(lang)),
                column("left", heads.left.of(lang)),
                column("came", heads.came.of(lang)),
                column("went", heads.went.of(lang)),
            ],
            notes: if rows.is_empty() { vec![heads.same.of(lang).to_owned()] } else { Vec::new() },
            rows,
        }
    }
}

fn cells(before: &Side, after: &Side, moved: &CellDifference) -> Vec<ReportCell> {
    let number = |cell: &paper::Cell| if let paper::Cell::Number(number) = cell { Some(*number) } else { None };
    let change = number(&before.value).zip(number(&after.value)).map(|(a, b)| paper::Cell::Number(b - a));
    let plain = |value: paper::Cell| ReportCell { value, listed: false };
    let list = |subjects: &[CountedSubject]| ReportCell {
        value: paper::Cell::count(subjects.len()),
        listed: !subjects.is_empty(),
    };
    let lists = ["joined", "left", "came", "went"].map(|name| list(moved.column(name)));
    let values = [before.value.clone(), after.value.clone(), change.unwrap_or_default()].map(plain);
    values.into_iter().chain(lists).collect()
}
