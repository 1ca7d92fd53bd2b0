//! `edit`, `add`, `end`: the tasks that the screen has as forms, their fields as arguments.

use crate::cli::answer::{Answer, Candidate, Failure};
use crate::cli::args::{ActArgs, field_values};
use crate::cli::context::{Context, Run};
use crate::cli::shared::editing::Editing;
use crate::cli::shared::identify;
use crate::domain::{AppointmentId, CadreId, Day, EntryId, PostId, RecordKey, RecordKind, RoundId, Subject, UnitId};
use crate::register::View;
use crate::register::fields::{Alike, Operation, Records, Sheet, Task, codes};
use crate::register::handle::{Register, Texts};
use clap::Args;

/// What is entered, and on what it rests.
#[derive(Debug, Args)]
struct EntryArgs {
    /// `cadre`, `unit`, `post`, `appointment`, or a sheet: `grade`, `rank`, `conclusion` …
    kind: String,
    /// Whom or what it is about, then its fields.
    #[arg(value_name = "ID FIELD=VALUE")]
    words: Vec<String>,
    #[command(flatten)]
    act: ActArgs,
}

/// Corrects what a record says, or changes it from a day on.
#[derive(Debug, Args)]
pub struct EditArgs {
    #[command(flatten)]
    entry: EntryArgs,
}

/// Adds a cadre, a unit, a post, an appointment, or a row to a record.
#[derive(Debug, Args)]
pub struct AddArgs {
    #[command(flatten)]
    entry: EntryArgs,
}

/// Ends an appointment, a post, a unit, or somebody's service.
#[derive(Debug, Args)]
pub struct EndArgs {
    #[command(flatten)]
    entry: EntryArgs,
}

impl Run for EditArgs {
    fn run(&self, cx: &Context) -> Result<Answer, Failure> {
        let from = self.entry.act.effective;
        carry_out(cx, &self.entry, |register, view, entry| editing(register, view, entry, from))
    }
}

impl Run for AddArgs {
    fn run(&self, cx: &Context) -> Result<Answer, Failure> {
        carry_out(cx, &self.entry, |_, view, entry| adding(view, entry))
    }
}

impl Run for EndArgs {
    fn run(&self, cx: &Context) -> Result<Answer, Failure> {
        carry_out(cx, &self.entry, ending)
    }
}

fn carry_out(
    cx: &Context,
    args: &EntryArgs,
    task: impl Fn(&Register, &View, &Entry<'_>) -> Result<Task, Failure>,
) -> Result<Answer, Failure> {
    let (register, view) = cx.open_to_change()?;
    let entry = Entry::parse(args)?;
    let task = task(&register, &view, &entry)?;
    Editing { cx, register: &register, view: &view, act: &args.act }.carry_out(task, &entry.fields)
}

/// What is entered: into the record of which kind and id, into which row, and the fields by name.
struct Entry<'a> {
    kind: &'a str,
    id: String,
    row: Option<usize>,
    fields: Vec<(&'a str, &'a str)>,
}

impl<'a> Entry<'a> {
    fn parse(args: &'a EntryArgs) -> Result<Entry<'a>, Failure> {
        // the fields begin with the first word that has a sign of equality
        let at = args.words.iter().position(|w| w.contains('=')).unwrap_or(args.words.len());
        let (id, fields) = args.words.split_at_checked(at).unwrap_or_default();
        let id = id.join(" ");
        let (id, row) = match id.rsplit_once('/').and_then(|(id, row)| Some((id, row.parse::<usize>().ok()?))) {
            Some((_, 0)) => return Err(Failure::refused("told.no-row", &[&id])),
            Some((id, row)) => (id.to_owned(), row.checked_sub(1)),
            None => (id, None),
        };
        Ok(Entry { kind: &args.kind, id, row, fields: field_values(fields)? })
    }
}

/// The record of a kind that a word means.
fn record(view: &View, kind: RecordKind, word: &str) -> Result<RecordKey, Failure> {
    let wrong = || Failure::refused("told.no-such", &[word]);
    let id = match kind {
        RecordKind::Unit | RecordKind::UnitGrades => identify::unit(view, word)?.0,
        RecordKind::Appointment => word.parse::<AppointmentId>().map_err(|_| wrong())?.0,
        RecordKind::Entry => word.parse::<EntryId>().map_err(|_| wrong())?.0,
        RecordKind::Round => word.parse::<RoundId>().map_err(|_| wrong())?.0,
        RecordKind::Post => match identify::resolve(view, word)? {
            Subject::Post(id) => id.0,
            _ => return Err(wrong()),
        },
        _ => match identify::resolve(view, word)? {
            Subject::Cadre(id) => id.0,
            _ => return Err(wrong()),
        },
    };
    Ok(RecordKey { kind, id })
}

/// The kind of record that a word names, where it names one.
fn kind(word: &str) -> Option<RecordKind> {
    match word {
        "cadre" => Some(RecordKind::Cadre),
        "unit" => Some(RecordKind::Unit),
        "post" => Some(RecordKind::Post),
        "appointment" => Some(RecordKind::Appointment),
        _ => None,
    }
}

/// The sheet of many rows that a word names.
fn list_named(word: &str) -> Result<Sheet, Failure> {
    Sheet::named(word).filter(|s| s.is_list()).ok_or_else(|| no_kind(word))
}

fn no_kind(word: &str) -> Failure {
    let known: Vec<&str> = ["cadre", "unit", "post"].into_iter().chain(Sheet::ALL.iter().map(|s| s.id())).collect();
    Failure::refused("told.no-sheet", &[word, &known.join(", ")])
}

fn editing(register: &Register, view: &View, entry: &Entry<'_>, from: Option<Day>) -> Result<Task, Failure> {
    let sheet = sheet_with_fields(entry)?;
    let key = record(view, sheet.kind(), &entry.id)?;
    let row = row_meant(entry, sheet, &rows_of(register, view, sheet, key), from.unwrap_or(view.on))?;
    Ok(match from {
        Some(_) if sheet.is_history() => Task::Change { sheet, key, row },
        _ => Task::Correct { sheet, key, row },
    })
}

/// What stands in the rows of a sheet of a record.
fn rows_of(register: &Register, view: &View, sheet: Sheet, key: RecordKey) -> Vec<Vec<String>> {
    let texts = match sheet.kind() {
        RecordKind::Training | RecordKind::Dossier => register.dossier(CadreId(key.id)).unwrap_or_default(),
        _ => Texts::default(),
    };
    let record = Records { view, texts: &texts }.record_or_empty(key);
    record.map(|r| sheet.cells(&r, view)).unwrap_or_default()
}

/// Of a record's sheets, the first that has all the fields; of what is no record, the sheet of that name.
fn sheet_with_fields(entry: &Entry<'_>) -> Result<Sheet, Failure> {
    let Some(kind) = kind(entry.kind) else {
        return Sheet::named(entry.kind).ok_or_else(|| no_kind(entry.kind));
    };
    let sheets: Vec<Sheet> = Sheet::of(kind).collect();
    let has_all = |s: &Sheet| entry.fields.iter().all(|(name, _)| s.columns().iter().any(|c| c.id == *name));
    sheets.iter().copied().find(has_all).ok_or_else(|| {
        let known: Vec<&str> = sheets.iter().flat_map(|s| s.columns()).map(|c| c.id).collect();
        let unknown = entry.fields.iter().find(|(name, _)| !known.contains(name)).or(entry.fields.first());
        Failure::refused("told.no-field", &[unknown.map_or("", |(name, _)| *name), &known.join(", ")])
    })
}

/// The row that is named, or of a history the one that holds on the day, or the only one.
fn row_meant(entry: &Entry<'_>, sheet: Sheet, rows: &[Vec<String>], on: Day) -> Result<usize, Failure> {
    if let Some(row) = entry.row {
        return Ok(row);
    }
    if sheet.is_history() {
        let begins = sheet.columns().iter().position(|c| c.id == "from");
        let began =
            |row: &Vec<String>| begins.and_then(|at| row.get(at)).and_then(|t| Day::parse(t)).unwrap_or(Day::MIN);
        return Ok(rows.iter().rposition(|row| began(row) <= on).unwrap_or(0));
    }
    if rows.len() > 1 {
        let name = |row: &[String]| row.iter().filter(|t| !t.is_empty()).cloned().collect::<Vec<_>>().join(" · ");
        let candidates =
            (1..).zip(rows).map(|(at, row)| Candidate { id: format!("{}/{at}", entry.id), name: name(row) }).collect();
        return Err(Failure { candidates, ..Failure::refused("told.which-row", &[&rows.len().to_string()]) });
    }
    Ok(0)
}

fn adding(view: &View, entry: &Entry<'_>) -> Result<Task, Failure> {
    let many = [("units", Alike::Unit as fn(UnitId) -> Alike), ("posts", Alike::Post)];
    if let Some((_, alike)) = many.iter().find(|(name, _)| *name == entry.kind) {
        let key = record(view, RecordKind::Unit, &entry.id)?;
        return Ok(Task::Do(Operation::Alike(alike(UnitId(key.id)))));
    }
    let named = |kind| if entry.id.is_empty() { Ok(None) } else { record(view, kind, &entry.id).map(Some) };
    Ok(match kind(entry.kind) {
        Some(RecordKind::Cadre) => Task::Do(Operation::NewCadre),
        Some(RecordKind::Unit) => Task::Do(Operation::NewUnit(named(RecordKind::Unit)?.map(|k| UnitId(k.id)))),
        Some(RecordKind::Post) => Task::Do(Operation::NewPost(named(RecordKind::Unit)?.map(|k| UnitId(k.id)))),
        Some(_) => Task::Do(Operation::Appoint(named(RecordKind::Cadre)?.map(|k| CadreId(k.id)), None)),
        None => {
            let sheet = list_named(entry.kind)?;
            Task::Add { sheet, key: record(view, sheet.kind(), &entry.id)? }
        }
    })
}

fn ending(register: &Register, view: &View, entry: &Entry<'_>) -> Result<Task, Failure> {
    let of = |kind| record(view, kind, &entry.id);
    let goes_on = entry.fields.iter().any(|(name, value)| *name == "act" && codes::GOES_ON.contains(value));
    Ok(match kind(entry.kind) {
        Some(RecordKind::Cadre) => Task::Do(Operation::Leave(CadreId(of(RecordKind::Cadre)?.id))),
        Some(RecordKind::Unit) => Task::Do(Operation::EndUnit(UnitId(of(RecordKind::Unit)?.id))),
        Some(RecordKind::Post) => Task::Do(Operation::EndPost(PostId(of(RecordKind::Post)?.id))),
        Some(kind) => {
            let id = AppointmentId(of(kind)?.id);
            Task::Do(if goes_on { Operation::GoOn(id) } else { Operation::End(id) })
        }
        None => {
            let sheet = list_named(entry.kind)?;
            let key = of(sheet.kind())?;
            Task::Remove { sheet, key, row: row_meant(entry, sheet, &rows_of(register, view, sheet, key), view.on)? }
        }
    })
}
