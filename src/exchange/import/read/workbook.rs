//! Workbooks: sheets and their rows, through a reader that holds no more than a row where the format allows it.

use super::error::ReadError;
use super::guard::FileForm;
use super::progress::{CountingReader, Progress};
use super::value::{MOST_COLUMNS, RowCallback, Value};
use crate::domain::Day;
use calamine::{Data, Ods, Reader, Xls, XlsError, Xlsx, XlsxError, open_workbook};
use std::io::BufReader;
use std::path::Path;

type File = BufReader<std::fs::File>;

fn damaged(e: &dyn std::error::Error) -> ReadError {
    ReadError::Damaged(e.to_string())
}

fn xlsx(path: &Path, progress: &Progress) -> Result<Xlsx<BufReader<CountingReader<std::fs::File>>>, ReadError> {
    let file = progress.counted(std::fs::File::open(path)?);
    Xlsx::new(BufReader::new(file)).map_err(|e: XlsxError| match e {
        XlsxError::Io(e) => e.into(),
        XlsxError::Password => ReadError::Locked,
        e => damaged(&e),
    })
}

fn xls(path: &Path) -> Result<Xls<File>, ReadError> {
    open_workbook(path).map_err(|e: XlsError| match e {
        XlsError::Io(e) => e.into(),
        XlsError::Password => ReadError::Locked,
        e => damaged(&e),
    })
}

fn ods(path: &Path) -> Result<Ods<File>, ReadError> {
    open_workbook(path).map_err(|e: calamine::OdsError| match e {
        calamine::OdsError::Io(e) => e.into(),
        calamine::OdsError::Password => ReadError::Locked,
        e => damaged(&e),
    })
}

/// The sheets of a workbook, and whether its days count from 1904.
pub(super) fn sheets(path: &Path, form: FileForm) -> Result<(Vec<String>, bool), ReadError> {
    let (names, from_1904) = match form {
        FileForm::Xls => {
            let book = xls(path)?;
            (book.sheet_names(), book.has_1904_epoch())
        }
        FileForm::Ods => (ods(path)?.sheet_names(), false),
        FileForm::Xlsx | FileForm::Text => {
            let book = xlsx(path, &Progress::default())?;
            (book.sheet_names(), book.has_1904_epoch())
        }
    };
    if names.is_empty() { Err(ReadError::Empty) } else { Ok((names, from_1904)) }
}

/// Hands over the rows of a sheet.
pub(super) fn rows(
    path: &Path,
    form: FileForm,
    sheet: &str,
    progress: &Progress,
    take: &mut RowCallback<'_>,
) -> Result<(), ReadError> {
    match form {
        FileForm::Xls => {
            let mut book = xls(path)?;
            let range = book.worksheet_range(sheet).map_err(|e| damaged(&e))?;
            whole(&range, take)
        }
        FileForm::Ods => {
            let mut book = ods(path)?;
            let range = book.worksheet_range(sheet).map_err(|e| damaged(&e))?;
            whole(&range, take)
        }
        FileForm::Xlsx | FileForm::Text => streamed(path, sheet, progress, take),
    }
}

fn whole(range: &calamine::Range<Data>, take: &mut RowCallback<'_>) -> Result<(), ReadError> {
    let Some((first, left)) = range.start() else { return Ok(()) };
    for (at, row) in (first + 1..).zip(range.rows()) {
        let front = std::iter::repeat_n(Value::Empty, usize::try_from(left).unwrap_or(0).min(MOST_COLUMNS));
        let mut cells: Vec<Value> = front.chain(row.iter().map(|cell| value(cell.clone(), false))).collect();
        if !take(at, &mut cells)? {
            break;
        }
    }
    Ok(())
}

fn streamed(path: &Path, sheet: &str, progress: &Progress, take: &mut RowCallback<'_>) -> Result<(), ReadError> {
    let mut book = xlsx(path, progress)?;
    let names = book.sheet_names();
    if !names.iter().any(|name| name == sheet) {
        return Err(ReadError::NoSheet(sheet.to_owned(), names));
    }
    let mut reader = book.worksheet_cells_reader(sheet).map_err(|e| damaged(&e))?;
    let mut cells: Vec<Value> = Vec::new();
    let mut row = 0;
    while let Some(cell) = reader.next_cell_with_formula().map_err(|e| damaged(&e))? {
        let (at, column) = (cell.pos.0, usize::try_from(cell.pos.1).unwrap_or(usize::MAX));
        if at != row {
            if !cells.is_empty() && !take(row + 1, &mut cells)? {
                return Ok(());
            }
            cells.clear();
            row = at;
        }
        if column < MOST_COLUMNS {
            if cells.len() <= column {
                cells.resize(column + 1, Value::Empty);
            }
            if let Some(slot) = cells.get_mut(column) {
                *slot = value(cell.value.into(), cell.formula.is_some());
            }
        }
    }
    if !cells.is_empty() {
        take(row + 1, &mut cells)?;
    }
    Ok(())
}

fn value(cell: Data, formula: bool) -> Value {
    match cell {
        Data::Empty if formula => Value::Uncomputed,
        Data::Empty => Value::Empty,
        Data::String(text) => Value::Text(text),
        #[allow(clippy::cast_precision_loss, reason = "a cell's number is a float in the file")]
        Data::Int(n) => Value::Number(n as f64),
        Data::Float(n) => Value::Number(n),
        Data::Bool(flag) => Value::Flag(flag),
        Data::DateTime(time) if time.is_datetime() => {
            let (year, month, day, ..) = time.to_ymd_hms_milli();
            let small = |n: u8| i8::try_from(n).unwrap_or(0);
            let day = i16::try_from(year).ok().and_then(|year| Day::of(year, small(month), small(day)));
            day.map_or(Value::Number(time.as_f64()), Value::Day)
        }
        Data::DateTime(time) => Value::Number(time.as_f64()),
        Data::DateTimeIso(text) | Data::DurationIso(text) => {
            let day = text.get(..10).and_then(Day::parse);
            day.map_or(Value::Text(text), Value::Day)
        }
        Data::Error(error) => Value::Error(error.to_string()),
    }
}
