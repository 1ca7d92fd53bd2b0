//! A file with its map: opened, its headings found, its map proposed or taken as given.

use super::error::PlanError;
use super::headings::{self, Headings};
use super::lexicon::Lexicon;
use super::mapping::Map;
use super::{own, sheets, target};
use crate::domain::Day;
use crate::exchange::export::ListKind;
use crate::exchange::import::account::FileAccount;
use crate::exchange::import::read::{HEAD_ROWS, Layout, ReadError, Source};
use std::path::Path;
use std::sync::Arc;

/// A file with its map.
#[derive(Debug, Clone)]
pub struct MappedFile {
    pub source: Source,
    /// What it is a list of.
    pub kind: ListKind,
    /// None where it holds the register's own tables.
    pub headings: Headings,
    pub map: Map,
    /// Whether it holds the register's own tables, which need no map.
    pub own: bool,
    /// The words of headings and cells.
    pub lexicon: Arc<Lexicon>,
    /// The sheets that are read, in order.
    pub parts: Vec<SheetPart>,
    /// What there is in the file.
    pub account: FileAccount,
}

/// A sheet that is read.
#[derive(Debug, Clone)]
pub struct SheetPart {
    pub name: String,
    /// The last row of its headings.
    pub last_heading: u32,
    pub layout: Layout,
}

impl MappedFile {
    /// Opens a file and proposes a map, or takes the one that is given.
    ///
    /// # Errors
    /// The file cannot be read, or nothing in it looks like headings of such a list.
    pub fn open(
        path: &Path,
        kind: ListKind,
        lexicon: Arc<Lexicon>,
        given: Option<Map>,
    ) -> Result<MappedFile, PlanError> {
        let mut source = Source::open(path)?;
        if own::is_own(&source)? {
            let map = Map { kind: kind.id().to_owned(), ..given.unwrap_or_default() };
            let (headings, parts, account) = Default::default();
            return Ok(MappedFile { source, kind, headings, map, own: true, lexicon, parts, account });
        }
        let (headings, proposed) = propose(&mut source, &lexicon, kind, given.as_ref())?;
        if headings.columns.is_empty() {
            return Err(PlanError::NoHeadings);
        }
        let map = match given {
            Some(given) => {
                let asked = given.columns.is_empty();
                // a map without columns asks for a proposal
                let columns = if given.columns.is_empty() { proposed.columns } else { given.columns };
                let (sheet, heading, letters) = (proposed.sheet, proposed.heading, proposed.letters);
                let map = Map { columns, sheet, heading, letters, ..given };
                if asked { with_usual(kind, map, &lexicon) } else { map }
            }
            None => with_usual(kind, proposed, &lexicon),
        };
        let (parts, account) = sheets::look(&source, &lexicon, kind, &headings, &map)?;
        Ok(MappedFile { source, kind, headings, map, own: false, lexicon, parts, account })
    }

    /// Whether it is too long to be held in memory: it is planned and written piece by piece then. Only of lists of people,
    /// whose rows never refer to each other.
    pub(crate) fn is_long(&self) -> bool {
        !self.own && self.kind == ListKind::Cadres && self.source.is_long()
    }

    /// Takes all sheets that are shown and have the same headings; whether there are any that are not taken yet.
    pub fn take_all_sheets(&mut self) -> bool {
        let more = self.account.sheets.iter().filter(|s| s.same_headings && !s.hidden && !s.taken);
        let more: Vec<String> = more.map(|s| s.name.clone()).collect();
        let some = !more.is_empty();
        self.map.sheets.extend(more);
        some
    }

    /// Sets the decision that every row rests on, for rows that name none in a column of their own.
    pub fn rests_on(&mut self, number: Option<&str>, on: Option<Day>) {
        let fields = [
            (["began-decision", "decision"], number.map(str::to_owned)),
            (["began-date", "decision-date"], on.map(|d| d.to_string())),
        ];
        for (names, text) in fields {
            let Some(text) = text else { continue };
            if let Some(name) = names.into_iter().find(|name| target::named(self.kind, name).is_some()) {
                self.map.always.insert(name.to_owned(), text);
            }
        }
    }
}

/// What the data says of every row of such a list, where no column does.
fn with_usual(kind: ListKind, mut map: Map, lexicon: &Lexicon) -> Map {
    for (field, text) in lexicon.usual(kind) {
        if !map.columns.values().any(|mapped| mapped == field) {
            map.always.insert(field.to_owned(), text.to_owned());
        }
    }
    map
}

/// Finds the sheet, the headings and a map for a list. What a given map says of the sheet and the rows of headings holds.
///
/// # Errors
/// The file cannot be read. Where nothing looks like headings there are none, and the map has no columns.
fn propose(
    source: &mut Source,
    lexicon: &Lexicon,
    kind: ListKind,
    given: Option<&Map>,
) -> Result<(Headings, Map), ReadError> {
    let wanted = given.map(|m| m.sheet.clone()).filter(|s| !s.is_empty() && source.sheets().len() > 1);
    if let Some(sheet) = wanted.as_ref().filter(|s| !source.sheets().contains(s)) {
        return Err(ReadError::NoSheet(sheet.clone(), source.sheets().to_vec()));
    }
    let sheets = wanted.map_or_else(|| source.sheets().to_vec(), |sheet| vec![sheet]);
    let letters = given.and_then(|m| m.letters);
    let mut best: Option<(usize, (Headings, Map))> = None;
    let mut something = false;
    for sheet in sheets {
        source.look_at_letters(&sheet)?;
        source.charset = letters.unwrap_or(source.charset);
        let head = source.head(&sheet, HEAD_ROWS)?;
        something |= !head.is_empty();
        let headings = match given.map(|m| m.heading.as_slice()).unwrap_or_default() {
            [first, .., last] => Some(headings::at(&head, *first, *last)),
            [only] => Some(headings::at(&head, *only, *only)),
            [] => headings::find(lexicon, kind, &head),
        };
        let headings = headings.unwrap_or_default();
        let map = proposed_map(lexicon, kind, &headings, &sheet, source);
        let known = map.columns.values().filter(|id| !id.is_empty()).count();
        if best.as_ref().is_none_or(|(most, _)| known > *most) {
            best = Some((known, (headings, map)));
        }
    }
    let (_, proposed) = best.filter(|_| something).ok_or(ReadError::Empty)?;
    if source.sheets().len() > 1 {
        source.look_at_letters(&proposed.1.sheet)?;
    }
    source.charset = proposed.1.letters.unwrap_or(source.charset);
    Ok(proposed)
}

fn proposed_map(lexicon: &Lexicon, kind: ListKind, headings: &Headings, sheet: &str, source: &Source) -> Map {
    let guessed = headings::guess(lexicon, kind, &headings.columns);
    let columns = headings.columns.iter().zip(guessed).filter(|(heading, _)| !heading.is_empty());
    let columns = columns.map(|(heading, id)| (heading.clone(), id.unwrap_or_default())).collect();
    let heading = if headings.columns.is_empty() { Vec::new() } else { vec![headings.rows.0, headings.rows.1] };
    Map {
        kind: kind.id().to_owned(),
        sheet: sheet.to_owned(),
        heading,
        letters: Some(source.charset),
        columns,
        ..Map::default()
    }
}
