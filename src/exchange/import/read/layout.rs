//! What a workbook shows of a sheet beside its values: which rows, columns and sheets are hidden, which cells are merged.
//! The reader of values does not tell it, so the parts of the file are looked at for it alone.

use super::guard::FileForm;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use zip::ZipArchive;

/// Most hidden rows and merged cells that are kept of a sheet.
const MOST: usize = 1 << 20;

/// Cells merged into one: rows as a spreadsheet counts, columns from 0; both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Merged {
    pub rows: (u32, u32),
    pub columns: (usize, usize),
}

/// How a sheet is shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Layout {
    pub hidden_rows: BTreeSet<u32>,
    pub hidden_columns: BTreeSet<usize>,
    pub merged: Vec<Merged>,
}

/// How a sheet of a file is shown; nothing is hidden or merged where the file does not say so in a way that is known.
pub(super) fn of(path: &Path, form: FileForm, sheet: &str) -> Layout {
    let found = match form {
        FileForm::Xlsx => xlsx(path, sheet),
        FileForm::Ods => ods(path, sheet),
        FileForm::Xls | FileForm::Text => None,
    };
    found.unwrap_or_default()
}

/// The sheets of a file that are hidden.
pub(super) fn hidden_sheets(path: &Path, form: FileForm) -> BTreeSet<String> {
    let hidden = |path: &Path| -> Option<BTreeSet<String>> {
        let sheets = sheets_of_xlsx(&mut archive(path)?)?;
        Some(sheets.into_iter().filter(|(_, sheet)| sheet.1).map(|(name, _)| name).collect())
    };
    Some(form).filter(|form| *form == FileForm::Xlsx).and_then(|_| hidden(path)).unwrap_or_default()
}

type Archive = ZipArchive<BufReader<File>>;

fn archive(path: &Path) -> Option<Archive> {
    ZipArchive::new(BufReader::new(File::open(path).ok()?)).ok()
}

/// Hands over the elements that begin in a part, with their local names, until `take` answers `false`.
fn elements(part: impl Read, take: &mut dyn FnMut(&str, &BytesStart<'_>) -> bool) -> Option<()> {
    let mut reader = Reader::from_reader(BufReader::new(part));
    let mut buffer = Vec::new();
    loop {
        match next(&mut reader, &mut buffer)? {
            Event::Eof => return Some(()),
            Event::Start(element) | Event::Empty(element) if !take(element.local_name().as_ref(), &element) => {
                return Some(());
            }
            _ => {}
        }
        buffer.clear();
    }
}

fn next<'b, R: BufRead>(reader: &mut Reader<R>, buffer: &'b mut Vec<u8>) -> Option<Event<'b>> {
    reader.read_event_into(buffer).ok()
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = element.attributes();
    attributes.with_checks(false);
    let found = attributes.filter_map(Result::ok).find(|a| a.key.local_name().as_ref() == name)?;
    let text = found.value.into_owned();
    Some(quick_xml::escape::unescape(&text).map(|t| t.into_owned()).unwrap_or(text))
}

fn is_true(value: Option<String>) -> bool {
    matches!(value.as_deref(), Some("1" | "true"))
}

/// Of each sheet the part that it stands in, and whether it is hidden.
fn sheets_of_xlsx(archive: &mut Archive) -> Option<BTreeMap<String, (String, bool)>> {
    let mut targets = BTreeMap::new();
    elements(archive.by_name("xl/_rels/workbook.xml.rels").ok()?, &mut |name, element| {
        if name == "Relationship"
            && let (Some(id), Some(target)) = (attribute(element, "Id"), attribute(element, "Target"))
        {
            let target = target.trim_start_matches('/');
            let inside = if target.starts_with("xl/") { target.to_owned() } else { format!("xl/{target}") };
            targets.insert(id, inside);
        }
        true
    })?;
    let mut sheets = BTreeMap::new();
    elements(archive.by_name("xl/workbook.xml").ok()?, &mut |name, element| {
        if name == "sheet"
            && let (Some(sheet), Some(id)) = (attribute(element, "name"), attribute(element, "id"))
            && let Some(target) = targets.get(&id)
        {
            let hidden = attribute(element, "state").is_some_and(|state| state != "visible");
            sheets.insert(sheet, (target.clone(), hidden));
        }
        true
    })?;
    Some(sheets)
}

fn xlsx(path: &Path, sheet: &str) -> Option<Layout> {
    let mut archive = archive(path)?;
    let (part, _) = sheets_of_xlsx(&mut archive)?.remove(sheet)?;
    let mut layout = Layout::default();
    let mut row = 0_u32;
    elements(archive.by_name(&part).ok()?, &mut |name, element| {
        match name {
            "row" => {
                row = attribute(element, "r").and_then(|r| r.parse().ok()).unwrap_or(row.saturating_add(1));
                if is_true(attribute(element, "hidden")) && layout.hidden_rows.len() < MOST {
                    layout.hidden_rows.insert(row);
                }
            }
            "col" if is_true(attribute(element, "hidden")) => {
                let number = |name| attribute(element, name).and_then(|n| n.parse::<usize>().ok());
                let (first, last) = (number("min").unwrap_or(1), number("max").unwrap_or(0));
                layout
                    .hidden_columns
                    .extend((first..=last.min(super::value::MOST_COLUMNS)).map(|n| n.saturating_sub(1)));
            }
            "mergeCell" if layout.merged.len() < MOST => {
                layout.merged.extend(attribute(element, "ref").and_then(|range| merged(&range)));
            }
            _ => {}
        }
        true
    })?;
    Some(layout)
}

/// The cells of a range as a part writes it: "B7:B9".
fn merged(range: &str) -> Option<Merged> {
    let (first, last) = range.split_once(':')?;
    let (a, b) = (cell(first)?, cell(last)?);
    Some(Merged { rows: (a.0, b.0), columns: (a.1, b.1) })
}

fn cell(text: &str) -> Option<(u32, usize)> {
    let text = text.replace('$', "");
    let digits = text.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = text.split_at(digits);
    let place = |at: usize, c: char| Some(at.checked_mul(26)? + usize::try_from(c.to_digit(36)?.checked_sub(9)?).ok()?);
    Some((row.parse().ok()?, letters.chars().try_fold(0, place)?.checked_sub(1)?))
}

fn ods(path: &Path, sheet: &str) -> Option<Layout> {
    let mut archive = archive(path)?;
    let mut layout = Layout::default();
    let (mut here, mut row, mut column) = (false, 0_u32, 0_usize);
    elements(archive.by_name("content.xml").ok()?, &mut |name, element| {
        let repeated = |name| attribute(element, name).and_then(|n| n.parse::<u32>().ok()).unwrap_or(1);
        let hidden = || attribute(element, "visibility").is_some_and(|is| is != "visible");
        match name {
            "table" => (here, row, column) = (attribute(element, "name").as_deref() == Some(sheet), 0, 0),
            "table-row" if here => {
                let count = repeated("number-rows-repeated");
                if hidden() && layout.hidden_rows.len() < MOST {
                    layout.hidden_rows.extend((1..=count.min(1 << 16)).map(|n| row.saturating_add(n)));
                }
                row = row.saturating_add(count);
                column = 0;
            }
            "table-column" if here => {
                let count = repeated("number-columns-repeated") as usize;
                if hidden() {
                    layout.hidden_columns.extend(column..column.saturating_add(count.min(super::value::MOST_COLUMNS)));
                }
                column = column.saturating_add(count);
            }
            "table-cell" | "covered-table-cell" if here => {
                let (down, right) = (repeated("number-rows-spanned"), repeated("number-columns-spanned") as usize);
                if (down > 1 || right > 1) && layout.merged.len() < MOST {
                    let rows = (row, row.saturating_add(down - 1));
                    layout.merged.push(Merged { rows, columns: (column, column.saturating_add(right - 1)) });
                }
                column = column.saturating_add(repeated("number-columns-repeated") as usize);
            }
            _ => {}
        }
        true
    })?;
    Some(layout)
}
