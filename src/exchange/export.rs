//! The register as tables: every field of every row of every record, with all history and ids, so that an import of
//! them gives the same register again.
//!
//! A table is a [`Sheet`]; its first row names the columns for programs: the sheet with the record's id (`card/id`), then
//! the fields of the sheet. A column whose name begins with an underscore is there for people to read and is passed
//! over when the table is read again.

use super::paper::{Cell, Column, Paper, Row, Table};
use super::write::{Sink, WriteError};
use crate::domain::{CadreId, Day, Line, PartialDate, PostId, Record, RecordKind, UnitId};
use crate::register::fields::{Input, Sheet};
use crate::register::{RegisterError, View};

/// What can be exported and imported as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ListKind {
    /// Cards with levels, ranks, payroll, statuses, praise and the texts of form 2C.
    Cadres,
    /// Units with their names, places, codes and what became of them.
    Units,
    /// Posts with their seats.
    Posts,
    /// Who holds and held what.
    Appointments,
    /// Grades of cadres and of units.
    Grades,
    /// Courses and degrees.
    Training,
    Conclusions,
    Votes,
    Discipline,
    Kin,
    /// Places in planning pools.
    Pools,
    Rounds,
    /// Rotations and transfers.
    Rotations,
    All,
}

impl ListKind {
    /// All of them.
    pub const ALL: [ListKind; 14] = [
        ListKind::Cadres,
        ListKind::Units,
        ListKind::Posts,
        ListKind::Appointments,
        ListKind::Grades,
        ListKind::Training,
        ListKind::Conclusions,
        ListKind::Votes,
        ListKind::Discipline,
        ListKind::Kin,
        ListKind::Pools,
        ListKind::Rounds,
        ListKind::Rotations,
        ListKind::All,
    ];

    /// Its name on the command line.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            ListKind::Cadres => "cadres",
            ListKind::Units => "units",
            ListKind::Posts => "posts",
            ListKind::Appointments => "appointments",
            ListKind::Grades => "grades",
            ListKind::Training => "training",
            ListKind::Conclusions => "conclusions",
            ListKind::Votes => "votes",
            ListKind::Discipline => "discipline",
            ListKind::Kin => "kin",
            ListKind::Pools => "pools",
            ListKind::Rounds => "rounds",
            ListKind::Rotations => "rotations",
            ListKind::All => "all",
        }
    }

    /// The kind of a name.
    #[must_use]
    pub fn named(id: &str) -> Option<ListKind> {
        ListKind::ALL.into_iter().find(|kind| kind.id() == id)
    }

    /// Its tables, in the order in which they are written.
    #[must_use]
    pub fn sheets(self) -> Vec<Sheet> {
        use Sheet as S;
        match self {
            ListKind::All => Sheet::ALL.to_vec(),
            ListKind::Units => Sheet::of(RecordKind::Unit).collect(),
            ListKind::Posts => Sheet::of(RecordKind::Post).collect(),
            ListKind::Appointments => vec![S::Appointment],
            ListKind::Grades => vec![S::Grade, S::UnitGrade, S::ExcellentCap],
            ListKind::Training => vec![S::Course],
            ListKind::Conclusions => vec![S::Conclusion],
            ListKind::Votes => vec![S::Vote, S::Exempt],
            ListKind::Discipline => vec![S::Discipline],
            ListKind::Kin => vec![S::Relative],
            ListKind::Pools => Sheet::of(RecordKind::Entry).collect(),
            ListKind::Rounds => Sheet::of(RecordKind::Round).collect(),
            ListKind::Rotations => Sheet::of(RecordKind::Rotation).collect(),
            ListKind::Cadres => {
                vec![S::Card, S::Qualification, S::Rank, S::Payroll, S::Status, S::Praise, S::Texts, S::Career]
            }
        }
    }

    /// Whether whoever names it asks for what is sensitive: there is nothing else in it, or it is everything.
    #[must_use]
    pub fn is_sensitive(self) -> bool {
        self == ListKind::All || self.sheets().into_iter().all(Sheet::is_sensitive)
    }
}

/// Name of the column that has the record's id.
pub const ID: &str = "id";
/// Name of the column that says, for people, what the record is about.
const ABOUT: &str = "_about";

/// How much was written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ExportedFiles {
    pub tables: usize,
    /// Rows of records.
    pub rows: usize,
}

/// What is asked of an export.
#[derive(Clone, Copy)]
pub struct ExportRequest<'a> {
    /// What is exported.
    pub kind: ListKind,
    /// With the sensitive fields of a kind that has others too.
    pub sensitive: bool,
    /// Words of a key: `sheet.ID`, `entry.ID`.
    pub words: &'a dyn Fn(&str) -> String,
    /// Whether the first row of each table names its columns for programs; a JSON document does so anyway.
    pub names: bool,
}

/// Why an export broke off.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The register could not be read.
    #[error(transparent)]
    Register(#[from] RegisterError),
    /// The file could not be written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

impl std::fmt::Debug for ExportRequest<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Asked").field("kind", &self.kind).field("sensitive", &self.sensitive).finish_non_exhaustive()
    }
}

/// The head of an export: its title and how far it may go.
#[must_use]
pub fn head(asked: &ExportRequest<'_>, place: &str, on: Day) -> Paper {
    let classification = if asked.sensitive || asked.kind.is_sensitive() { "sensitive" } else { "internal" };
    Paper {
        id: asked.kind.id().to_owned(),
        title: (asked.words)(&format!("export.{}", asked.kind.id())),
        under: vec![place.to_owned(), on.to_string()],
        classification: (asked.words)(&format!("classification.{classification}")),
        ..Paper::default()
    }
}

/// Writes the tables of a kind, a sheet after the other; `records` reads all records of a kind in order of their ids.
///
/// # Errors
/// The register cannot be read or the tables cannot be written.
pub fn write<R: Iterator<Item = Result<Record, RegisterError>>>(
    asked: &ExportRequest<'_>,
    view: &View,
    records: impl Fn(RecordKind) -> R,
    sink: &mut dyn Sink,
) -> Result<ExportedFiles, ExportError> {
    let mut written = ExportedFiles::default();
    let sensitive = asked.sensitive || asked.kind.is_sensitive();
    for sheet in asked.kind.sheets().into_iter().filter(|sheet| sensitive || !sheet.is_sensitive()) {
        let fields: Vec<_> = sheet.columns().iter().chain(sheet.beside()).collect();
        let shown: Vec<bool> = fields.iter().map(|c| sensitive || !sheet.hides(c.id)).collect();
        let columns = columns(sheet, &shown, asked.words);
        written.tables += 1;
        sink.table(&Table {
            id: sheet.id().to_owned(),
            title: (asked.words)(&format!("sheet.{}", sheet.id())),
            columns: columns.clone(),
            ..Table::default()
        })?;
        if asked.names {
            let first = [Cell::Text(format!("{}/{ID}", sheet.id()))];
            let names = first.into_iter().chain(columns.into_iter().skip(1).map(|c| Cell::Text(c.id))).collect();
            sink.row(&Row { cells: names, ..Row::default() })?;
        }
        for record in records(sheet.kind()) {
            let record = record?;
            let (id, about) = (record.key().to_string(), about(view, &record));
            for mut cells in sheet.cells(&record, view) {
                cells.extend(sheet.beside_cells(&record));
                let head = [Cell::text(id.clone()), Cell::text(about.clone())];
                let inputs = fields.iter().map(|c| c.input).zip(&shown).zip(cells);
                let cells = inputs.filter(|((_, shown), _)| **shown).map(|((input, _), text)| cell(input, text));
                sink.row(&Row::from(head.into_iter().chain(cells).collect::<Vec<_>>()))?;
                written.rows += 1;
            }
        }
    }
    Ok(written)
}

fn columns(sheet: Sheet, shown: &[bool], words: &dyn Fn(&str) -> String) -> Vec<Column> {
    let width = |input| match input {
        Input::Text => 40,
        Input::Line => 24,
        _ => 12,
    };
    let own = sheet.columns().iter().chain(sheet.beside()).zip(shown).filter(|(_, shown)| **shown);
    let own =
        own.map(|(c, _)| Column { width: width(c.input), ..Column::new(c.id, words(&format!("entry.{}", c.id))) });
    let head = [(ID, 12), (ABOUT, 30)];
    let head = head.map(|(id, width)| Column { width, ..Column::new(id, words(&format!("export.{id}"))) });
    head.into_iter().chain(own).collect()
}

/// A canonical text as the value that it is.
fn cell(input: Input, text: String) -> Cell {
    let value = match input {
        // a number that would come back with another text stays a text
        Input::Number => text.parse::<u32>().ok().filter(|n| n.to_string() == text).map(|n| Cell::Number(n.into())),
        Input::Day => Day::parse(&text).map(Cell::Day),
        Input::Date => match PartialDate::parse(&text) {
            Some(PartialDate::Day(day)) => Some(Cell::Day(day)),
            _ => None,
        },
        _ => None,
    };
    value.unwrap_or_else(|| Cell::text(text))
}

/// What a record is about, for people.
fn about(view: &View, record: &Record) -> String {
    let person = |id: CadreId| view.cadre(id).map(|c| c.name.clone()).unwrap_or_default();
    let unit = |id: UnitId| view.called_in_full(Line::Territory, id);
    let post = |id: PostId| view.post(id).map(|post| view.post_in_full(post)).unwrap_or_default();
    match record {
        Record::Unit(r) => unit(r.id),
        Record::UnitGrades(r) => unit(r.unit),
        Record::Round(r) => unit(r.unit),
        Record::Post(r) => post(r.id),
        Record::Cadre(r) => r.name.clone(),
        Record::Appointment(r) => format!("{}: {}", person(r.cadre), post(r.post)),
        Record::Entry(r) => format!("{}: {}", person(r.cadre), post(r.post)),
        Record::Rotation(r) => format!("{}: {}", person(r.cadre), post(r.to)),
        other => match other.subjects().first() {
            Some(crate::domain::Subject::Cadre(id)) => person(*id),
            _ => String::new(),
        },
    }
}
