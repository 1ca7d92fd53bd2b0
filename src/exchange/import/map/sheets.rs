//! The sheets of a file: which are read, which have the same headings, what of them is hidden.

use super::PlanError;
use super::file::SheetPart;
use super::headings::{self, Headings};
use super::lexicon::{Lexicon, key};
use super::mapping::{Map, MapError};
use crate::exchange::export::ListKind;
use crate::exchange::import::account::{FileAccount, SheetAccount};
use crate::exchange::import::read::{HEAD_ROWS, ReadError, Source};

/// Looks at every sheet.
///
/// # Errors
/// The file cannot be read, or the map names a sheet that is not there or has other headings.
pub(super) fn look(
    source: &Source,
    lexicon: &Lexicon,
    kind: ListKind,
    list: &Headings,
    map: &Map,
) -> Result<(Vec<SheetPart>, FileAccount), PlanError> {
    let layout = source.layout(&map.sheet);
    let below = |row: &&u32| **row > list.rows.1;
    let named = |at: &usize| list.columns.get(*at).filter(|heading| !heading.is_empty()).cloned();
    let mut account = FileAccount {
        hidden_rows: layout.hidden_rows.iter().filter(below).count(),
        hidden_columns: layout.hidden_columns.iter().filter_map(named).collect(),
        unmapped: list.columns.iter().filter(|h| map.columns.get(*h).is_some_and(String::is_empty)).cloned().collect(),
        merged: layout.merged.iter().filter(|m| m.rows.0 > list.rows.1).count(),
        ..FileAccount::default()
    };
    let mut parts = vec![SheetPart { name: map.sheet.clone(), last_heading: list.rows.1, layout }];
    if let Some(unknown) = map.sheets.iter().find(|name| !source.sheets().contains(name)) {
        return Err(ReadError::NoSheet(unknown.clone(), source.sheets().to_vec()).into());
    }
    for name in source.sheets() {
        let own = *name == map.sheet;
        let found = if own { None } else { headings::find(lexicon, kind, &source.head(name, HEAD_ROWS)?) };
        let same = found.filter(|found| same_headings(found, list));
        let taken = own || map.sheets.contains(name);
        if taken && !own {
            let found = same.as_ref().ok_or_else(|| MapError::Heading(name.clone()))?;
            let layout = source.layout(name);
            account.hidden_rows += layout.hidden_rows.iter().filter(|row| **row > found.rows.1).count();
            account.merged += layout.merged.iter().filter(|m| m.rows.0 > found.rows.1).count();
            parts.push(SheetPart { name: name.clone(), last_heading: found.rows.1, layout });
        }
        // of the list itself the rows are counted as they are read
        let mut rows = 0;
        let last_heading = same.as_ref().map_or(0, |found| found.rows.1);
        if !own && !source.is_long() {
            source.rows(name, &mut |row, _| {
                rows += usize::from(row > last_heading);
                Ok(true)
            })?;
        }
        let hidden = source.hidden_sheets().contains(name);
        account.sheets.push(SheetAccount {
            name: name.clone(),
            hidden,
            taken,
            same_headings: own || same.is_some(),
            rows,
        });
    }
    account.read = parts.iter().map(|part| part.name.clone()).collect();
    Ok((parts, account))
}

/// Whether two sheets have the same headings in the same columns; case, marks and signs do not count.
fn same_headings(one: &Headings, other: &Headings) -> bool {
    let keys = |headings: &Headings| {
        let mut keys: Vec<String> = headings.columns.iter().map(|heading| key(heading)).collect();
        while keys.last().is_some_and(String::is_empty) {
            keys.pop();
        }
        keys
    };
    keys(one) == keys(other)
}
