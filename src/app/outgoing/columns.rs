//! Which columns the tables that leave the screen have: `data/tables.toml`.

use crate::app::words::Words;
use crate::exchange::paper::{Cell, Column, Row, Table};
use serde::Deserialize;
use std::sync::LazyLock;

const EMBEDDED: &str = include_str!("../../../data/tables.toml");

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Tables {
    table: Vec<Sketch>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sketch {
    id: String,
    columns: Vec<Head>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    id: String,
    word: String,
    #[serde(default)]
    over: Option<String>,
    width: u16,
}

// the embedded file is read by a test; one that cannot be read has no columns
static TABLES: LazyLock<Tables> = LazyLock::new(|| toml::from_str(EMBEDDED).unwrap_or_default());

/// The columns of a table with their words; none of a table that the data does not have.
pub(in crate::app) fn columns(words: &Words, table: &str) -> Vec<Column> {
    let heads = TABLES.table.iter().filter(|sketch| sketch.id == table).flat_map(|sketch| &sketch.columns);
    let column = |head: &Head| Column {
        over: head.over.as_ref().map(|key| words.get(key).to_owned()).unwrap_or_default(),
        width: head.width,
        ..Column::new(head.id.as_str(), words.get(&head.word))
    };
    heads.map(column).collect()
}

/// A table of rows, each asked for the cell of a column by the column's name.
pub(in crate::app) fn filled<T>(
    id: &str,
    columns: Vec<Column>,
    rows: impl IntoIterator<Item = T>,
    cell: impl Fn(&T, &str) -> Cell,
) -> Table {
    let row = |of: T| Row::from(columns.iter().map(|column| cell(&of, &column.id)).collect::<Vec<_>>());
    let rows = rows.into_iter().map(row).collect();
    Table { id: id.to_owned(), columns, rows, ..Table::default() }
}

/// A table of the data's columns.
pub(in crate::app) fn table<T>(
    words: &Words,
    id: &str,
    rows: impl IntoIterator<Item = T>,
    cell: impl Fn(&T, &str) -> Cell,
) -> Table {
    filled(id, columns(words, id), rows, cell)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::words::Lang;
    use std::collections::BTreeSet;

    #[test]
    fn every_column_of_the_data_has_its_word_and_stands_once() {
        let tables: Tables = toml::from_str(EMBEDDED).unwrap();
        let words = [Lang::Vi, Lang::En].map(Words::of);
        for table in &tables.table {
            let ids: BTreeSet<&str> = table.columns.iter().map(|head| head.id.as_str()).collect();
            assert_eq!(ids.len(), table.columns.len(), "{}", table.id);
            for key in table.columns.iter().flat_map(|head| std::iter::once(&head.word).chain(&head.over)) {
                assert!(words.iter().all(|words| words.get(key) != key.as_str()), "{key}");
            }
        }
        assert!(!tables.table.is_empty());
    }
}
