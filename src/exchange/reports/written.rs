//! A counted report as a document for files, and as JSON for scripts.

use super::read::Reports;
use super::report::{Report, ReportSection, ReportTable};
use crate::exchange::Lang;
use crate::exchange::paper::{self, Paper, Part};
use serde_json::{Map, Value, json};

impl Reports {
    /// The report as a document: a heading a section, a table a table, notes below.
    #[must_use]
    pub fn paper(&self, report: &Report, classification: &str, lang: Lang) -> Paper {
        let mut parts = Vec::new();
        for section in &report.sections {
            parts.push(Part::Heading(1, section.title.clone()));
            parts.push(Part::Text(section.under(&section.on.to_string())));
            parts.extend(section.tables.iter().map(|table| Part::Table(self.table(table, lang))));
            parts.extend(section.notes.iter().map(|note| Part::Text(note.clone())));
        }
        Paper {
            id: report.id.clone(),
            title: report.title.clone(),
            under: Some(report.source.clone()).filter(|source| !source.is_empty()).into_iter().collect(),
            classification: classification.to_owned(),
            parts,
            lang,
        }
    }

    /// A table of a document: the labels of the rows become its first column.
    #[must_use]
    pub fn table(&self, table: &ReportTable, lang: Lang) -> paper::Table {
        let names = paper::Column::new("row", self.common.rows.of(lang));
        let rows = table.rows.iter().map(|row| {
            let name = paper::Cell::text(&row.label);
            let cells = std::iter::once(name).chain(row.cells.iter().map(|cell| cell.value.clone())).collect();
            paper::Row { id: row.id.clone(), cells, strong: row.strong }
        });
        paper::Table {
            id: table.id.clone(),
            title: table.title.clone(),
            columns: std::iter::once(names).chain(table.columns.iter().cloned()).collect(),
            rows: rows.collect(),
            notes: table.notes.clone(),
        }
    }
}

impl Report {
    /// For scripts: by names of sections, tables, rows and columns; a blank is `null`, a share is in per cent, and
    /// nothing is rounded.
    #[must_use]
    pub fn json(&self) -> Value {
        let section = |section: &ReportSection| {
            json!({
                "id": section.id, "title": section.title, "on": section.on.iso(), "source": section.source,
                "notes": section.notes, "tables": section.tables.iter().map(table).collect::<Vec<_>>(),
            })
        };
        let sections: Vec<Value> = self.sections.iter().map(section).collect();
        json!({ "id": self.id, "title": self.title, "source": self.source, "sections": sections })
    }
}

fn table(table: &ReportTable) -> Value {
    let columns: Vec<Value> =
        table.columns.iter().map(|c| json!({ "id": c.id, "label": c.label, "over": c.over })).collect();
    let rows = table.rows.iter().map(|row| {
        let cells = table.columns.iter().zip(&row.cells);
        let cells: Map<String, Value> = cells.map(|(column, cell)| (column.id.clone(), value(&cell.value))).collect();
        json!({ "id": row.id, "label": row.label, "cells": cells })
    });
    let rows: Vec<Value> = rows.collect();
    json!({ "id": table.id, "title": table.title, "columns": columns, "rows": rows, "notes": table.notes })
}

fn value(cell: &paper::Cell) -> Value {
    match cell {
        paper::Cell::Number(number) => json!(number),
        paper::Cell::Text(text) => json!(text),
        other => other.value().map_or(Value::Null, |value| json!(value)),
    }
}
