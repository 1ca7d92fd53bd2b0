//! One JSON document: each table as a list of objects named by its columns.

use super::{Sink, WriteError};
use crate::exchange::paper::{Cell, Column, Paper, Part, Row, Table};
use serde_json::{Map, Value, json};
use std::io::{self, Write};

/// Writes tables as members of one object, row by row.
pub struct Json<W: Write> {
    out: W,
    columns: Vec<Column>,
    tables: usize,
    rows: usize,
}

impl<W: Write> Json<W> {
    /// A document that begins with how far it may go.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn new(mut out: W, classification: &str) -> Result<Json<W>, WriteError> {
        write!(out, "{{\n\"classification\": {}", Value::from(classification))?;
        Ok(Json { out, columns: Vec::new(), tables: 0, rows: 0 })
    }
}

impl<W: Write> Sink for Json<W> {
    fn table(&mut self, head: &Table) -> Result<(), WriteError> {
        let close = if self.tables > 0 { "\n]" } else { "" };
        write!(self.out, "{close},\n{}: [", Value::from(head.id.as_str()))?;
        self.columns = head.columns.clone();
        self.tables += 1;
        self.rows = 0;
        Ok(())
    }

    fn row(&mut self, row: &Row) -> Result<(), WriteError> {
        let comma = if self.rows > 0 { ",\n" } else { "\n" };
        self.rows += 1;
        self.out.write_all(comma.as_bytes())?;
        let object = object(&self.columns, row);
        Ok(serde_json::to_writer(&mut self.out, &object).map_err(io::Error::from)?)
    }

    fn end(mut self: Box<Self>) -> Result<(), WriteError> {
        let close = if self.tables > 0 { "\n]\n}\n" } else { "\n}\n" };
        self.out.write_all(close.as_bytes())?;
        Ok(self.out.flush()?)
    }
}

fn object(columns: &[Column], row: &Row) -> Value {
    let mut object = Map::new();
    if !row.id.is_empty() {
        object.insert("row".to_owned(), Value::from(row.id.as_str()));
    }
    for (column, cell) in columns.iter().zip(&row.cells) {
        object.insert(column.id.clone(), cell_value(cell));
    }
    Value::Object(object)
}

fn cell_value(cell: &Cell) -> Value {
    match cell {
        Cell::Empty | Cell::Unknown => Value::Null,
        Cell::Text(text) => Value::from(text.as_str()),
        Cell::Number(number) => Value::from(*number),
        Cell::Share { .. } | Cell::Ratio { .. } => cell.value().map_or(Value::Null, Value::from),
        Cell::Day(day) => Value::from(day.iso()),
        Cell::Date(_) => Value::from(cell.shown()),
    }
}

/// A whole paper as a value: its titles, and its tables in order.
#[must_use]
pub fn value(paper: &Paper) -> Value {
    let table = |table: &Table| {
        let columns: Vec<Value> =
            table.columns.iter().map(|c| json!({ "id": c.id, "label": c.label, "over": c.over })).collect();
        let rows: Vec<Value> = table.rows.iter().map(|row| object(&table.columns, row)).collect();
        json!({ "id": table.id, "title": table.title, "columns": columns, "rows": rows, "notes": table.notes })
    };
    let tables: Vec<Value> =
        paper.parts.iter().filter_map(|part| if let Part::Table(t) = part { Some(table(t)) } else { None }).collect();
    json!({
        "id": paper.id,
        "title": paper.title,
        "under": paper.under,
        "classification": paper.classification,
        "tables": tables,
    })
}
