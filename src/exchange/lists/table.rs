//! The fields of a list as a table, for workbooks, csv and Markdown.

use super::error::ListError;
use super::library::{Library, PaperField, PaperForm};
use crate::exchange::paper::{Cell, Column, Paper, Part, Row, Table};
use crate::exchange::template::{self, Fields};

/// The list as a paper; columns that are sensitive only where they are asked for.
pub(super) fn paper(library: &Library, form: &PaperForm, fields: &Fields, sensitive: bool) -> Result<Paper, ListError> {
    let told = |text: &str, fields: &Fields| {
        template::line(text, fields).map_err(|fault| ListError::Template { template: "papers.toml".to_owned(), fault })
    };
    let shown: Vec<(&String, &PaperField)> = form
        .columns
        .iter()
        .filter_map(|name| Some((name, library.field(name)?)))
        .filter(|(_, field)| sensitive || !field.sensitive)
        .collect();
    let mut under = Vec::new();
    if let Cell::Text(draft) = fields.cell("du_thao") {
        under.push(draft);
    }
    for line in &form.under {
        under.push(told(line, fields)?);
    }
    under.retain(|line| !line.trim().is_empty());
    let columns = shown.iter().map(|(name, field)| Column {
        id: (*name).clone(),
        label: field.head.clone(),
        over: field.over.clone(),
        width: field.width,
    });
    let mut rows = Vec::new();
    for group in fields.list("nhom") {
        let head = told(&form.group, group)?;
        if !head.is_empty() {
            let mut cells = vec![Cell::Empty; shown.len()];
            // beside the number, where names stand
            if let Some(cell) = cells.get_mut(1) {
                *cell = Cell::text(head);
            }
            rows.push(Row { id: String::new(), cells, strong: true });
        }
        let cells = |person: &Fields| shown.iter().map(|(name, _)| person.cell(name)).collect::<Vec<Cell>>();
        rows.extend(group.list("nguoi").iter().map(|person| Row::from(cells(person))));
    }
    let title = told(&form.title, fields)?;
    let table =
        Table { id: form.id.clone(), title: String::new(), columns: columns.collect(), rows, notes: Vec::new() };
    let classification = match fields.cell("mat") {
        Cell::Text(text) => text,
        _ => String::new(),
    };
    let parts = vec![Part::Table(table)];
    Ok(Paper { id: form.id.clone(), title, under, classification, parts, ..Paper::default() })
}
