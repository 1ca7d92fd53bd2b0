//! A file made ready to be planned: opened, its headings found, its map proposed or taken as given.

use super::lexicon::Lexicon;
use super::map::Map;
use super::plan::{PlanError, is_own};
use super::read::Source;
use super::shape::{self, Headings};
use super::target;
use crate::domain::Day;
use crate::exchange::export::Kind;
use std::path::Path;

/// A file with its map.
#[derive(Debug, Clone)]
pub struct Ready {
    /// The file.
    pub source: Source,
    /// What it is a list of.
    pub kind: Kind,
    /// Its headings; none where it holds the register's own tables.
    pub headings: Headings,
    /// The map.
    pub map: Map,
    /// Whether it holds the register's own tables, which need no map.
    pub own: bool,
}

/// Opens a file and proposes a map, or takes the one that is given.
///
/// # Errors
/// The file cannot be read, or nothing in it looks like headings of such a list.
pub fn ready(path: &Path, kind: Kind, lexicon: &Lexicon, given: Option<Map>) -> Result<Ready, PlanError> {
    let mut source = Source::open(path)?;
    if is_own(&source)? {
        let map = Map { kind: kind.id().to_owned(), ..given.unwrap_or_default() };
        return Ok(Ready { source, kind, headings: Headings::default(), map, own: true });
    }
    let proposed = shape::propose(&mut source, lexicon, kind, given.as_ref())?;
    if proposed.headings.columns.is_empty() {
        return Err(PlanError::NoHeadings);
    }
    let map = match given {
        // a map without columns asks for a proposal
        Some(given) if given.columns.is_empty() => Map {
            columns: proposed.map.columns,
            sheet: proposed.map.sheet,
            heading: proposed.map.heading,
            letters: proposed.map.letters,
            ..given
        },
        Some(given) => {
            Map { sheet: proposed.map.sheet, heading: proposed.map.heading, letters: proposed.map.letters, ..given }
        }
        None => with_usual(kind, proposed.map, lexicon),
    };
    Ok(Ready { source, kind, headings: proposed.headings, map, own: false })
}

/// What the data says of every row of such a list, where no column does.
fn with_usual(kind: Kind, mut map: Map, lexicon: &Lexicon) -> Map {
    for (field, text) in lexicon.usual(kind) {
        if !map.columns.values().any(|mapped| mapped == field) {
            map.always.insert(field.to_owned(), text.to_owned());
        }
    }
    map
}

impl Ready {
    /// Says once for every row on what decision it rests; a column of the list says more.
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
