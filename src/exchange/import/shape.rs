//! The shape of a list: where its headings stand, over how many rows, and which rows below are none of the list.

use super::lexicon::{Lexicon, key};
use super::map::Map;
use super::read::{HEAD_ROWS, ReadError, Source, Value};
use super::target::{Target, period_of};
use crate::exchange::export::Kind;
use std::collections::HashSet;

/// Most rows that headings stand over.
const DEEPEST: usize = 3;
/// Fewest headings that must be known before a row is taken for headings.
const FEWEST: usize = 2;

/// The headings of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Headings {
    /// First and last row.
    pub rows: (u32, u32),
    /// Of each column, in order: all that stands over it, from above; unique; empty where nothing does.
    pub columns: Vec<String>,
}

/// One row with its number.
pub type Numbered = (u32, Vec<Value>);

fn text(row: &[Value], at: usize) -> String {
    row.get(at).map(|v| v.shown().split_whitespace().collect::<Vec<_>>().join(" ")).unwrap_or_default()
}

/// The headings that some rows make: what stands in the upper row goes on to the right until something else does,
/// where a lower row has something.
fn composed(rows: &[&Numbered]) -> Vec<String> {
    let width = rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
    let mut columns = vec![String::new(); width];
    for (depth, (_, cells)) in rows.iter().enumerate() {
        let mut over = String::new();
        for (at, column) in columns.iter_mut().enumerate() {
            let own = text(cells, at);
            let below = rows.iter().skip(depth + 1).any(|(_, c)| !text(c, at).is_empty());
            let word = if own.is_empty() && below { over.clone() } else { own.clone() };
            if !own.is_empty() || !below {
                over = own;
            }
            if !word.is_empty() {
                *column = if column.is_empty() { word } else { format!("{column} / {word}") };
            }
        }
    }
    let mut seen = HashSet::new();
    for column in &mut columns {
        let bare = column.clone();
        let mut again = 1;
        while !column.is_empty() && !seen.insert(column.clone()) {
            again += 1;
            *column = format!("{bare} ({again})");
        }
    }
    columns
}

/// What the columns of headings mean: each field is given once, to the column that names it best.
#[must_use]
pub fn guess(lexicon: &Lexicon, kind: Kind, headings: &[String]) -> Vec<Option<String>> {
    let mut out: Vec<Option<String>> = vec![None; headings.len()];
    let mut used: HashSet<Target> = HashSet::new();
    // the whole of a heading says more than its parts
    for parts in 0..3 {
        for (heading, slot) in headings.iter().zip(out.iter_mut()) {
            if slot.is_some() || heading.is_empty() {
                continue;
            }
            let pieces: Vec<&str> = heading.split(" / ").collect();
            let asked = match parts {
                0 => heading.replace(" / ", " "),
                1 if pieces.len() > 1 => pieces.last().map(|p| (*p).to_owned()).unwrap_or_default(),
                2 if pieces.len() > 1 => pieces.first().map(|p| (*p).to_owned()).unwrap_or_default(),
                _ => continue,
            };
            if let Some((id, _)) = lexicon.fields(kind, &asked).into_iter().find(|(_, target)| used.insert(*target)) {
                *slot = Some(id);
            }
        }
    }
    if kind == Kind::Grades {
        grades_by_year(headings, &mut out);
    }
    out
}

/// Columns that are headed by years hold the grades of those years.
fn grades_by_year(headings: &[String], out: &mut [Option<String>]) {
    for (heading, slot) in headings.iter().zip(out.iter_mut()) {
        let last = key(heading);
        let year = last.split(' ').next_back().filter(|w| w.len() == 4).and_then(period_of);
        if let (Some(crate::domain::Period::Year(year)), true) = (year, slot.as_deref().is_none_or(|id| id == "grade"))
        {
            *slot = Some(format!("grade@{year}"));
        }
    }
}

/// Finds the headings among the first rows: where most of them are known, over as few rows as that takes.
#[must_use]
pub fn find(lexicon: &Lexicon, kind: Kind, head: &[Numbered]) -> Option<Headings> {
    let mut best: Option<(usize, Headings)> = None;
    for at in 0..head.len().min(HEAD_ROWS) {
        for depth in 1..=DEEPEST {
            let Some(rows) = head.get(at..at + depth) else { break };
            let rows: Vec<&Numbered> = rows.iter().collect();
            if rows.iter().any(|(_, cells)| is_numbering(cells)) {
                break;
            }
            let columns = composed(&rows);
            let known = guess(lexicon, kind, &columns).into_iter().flatten().count();
            // of as many the fewest rows: what stands above them is a title
            let better = |(most, of): &(usize, Headings)| {
                known > *most || known == *most && rows.len() < (of.rows.1 - of.rows.0 + 1) as usize
            };
            if known >= FEWEST && best.as_ref().is_none_or(better) {
                let (first, last) = (rows.first().map_or(0, |r| r.0), rows.last().map_or(0, |r| r.0));
                best = Some((known, Headings { rows: (first, last), columns }));
            }
        }
    }
    best.map(|(_, headings)| headings)
}

/// The headings that stand in rows that a map names.
#[must_use]
pub fn at(head: &[Numbered], first: u32, last: u32) -> Headings {
    let rows: Vec<&Numbered> = head.iter().filter(|(at, _)| (first..=last).contains(at)).collect();
    Headings { rows: (first, last), columns: composed(&rows) }
}

/// Whether a row only numbers the columns: 1 2 3, or A B 1 2, or (1) (2).
#[must_use]
pub fn is_numbering(cells: &[Value]) -> bool {
    let words: Vec<String> = cells.iter().filter(|c| !c.is_empty()).map(|c| key(&c.shown())).collect();
    let numbers: Vec<u32> = words.iter().filter_map(|w| w.parse().ok()).collect();
    let rest = words.len() - numbers.len();
    let letters = words.iter().filter(|w| w.len() == 1 && w.chars().all(|c| c.is_ascii_alphabetic())).count();
    let follow = numbers.iter().zip(numbers.iter().skip(1)).all(|(a, b)| a < b && b - a <= 3);
    numbers.len() >= 2 && rest == letters && follow && numbers.first().is_some_and(|n| *n <= 3)
}

/// Whether a text numbers a group: I, II, IV, A, B, or nothing at all.
#[must_use]
pub fn heads_group(order: &str) -> bool {
    let bare = order.trim_end_matches(['.', ')']);
    bare.is_empty()
        || bare.chars().all(|c| "IVXLC".contains(c))
        || (bare.len() == 1 && bare.chars().all(|c| c.is_ascii_uppercase()))
}

/// A list as it was found: its sheet, headings and the map that is proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposed {
    /// The headings.
    pub headings: Headings,
    /// What is proposed; the officer may change it.
    pub map: Map,
}

/// Looks at a list and proposes a map. What a map given says of the sheet and the rows of headings holds.
///
/// # Errors
/// The file cannot be read, or nothing in it looks like headings: then the map has no columns.
pub fn propose(source: &mut Source, lexicon: &Lexicon, kind: Kind, given: Option<&Map>) -> Result<Proposed, ReadError> {
    let wanted = given.map(|m| m.sheet.clone()).filter(|s| !s.is_empty() && source.sheets().len() > 1);
    if let Some(sheet) = wanted.as_ref().filter(|s| !source.sheets().contains(s)) {
        return Err(ReadError::NoSheet(sheet.clone(), source.sheets().to_vec()));
    }
    let sheets = wanted.map_or_else(|| source.sheets().to_vec(), |sheet| vec![sheet]);
    let letters = given.and_then(|m| m.letters);
    let mut best: Option<(usize, Proposed)> = None;
    let mut something = false;
    for sheet in sheets {
        match letters {
            Some(letters) => source.charset = letters,
            None => source.look_at_letters(&sheet)?,
        }
        let head = source.head(&sheet, HEAD_ROWS)?;
        something |= !head.is_empty();
        let rows = given.map(|m| m.heading.as_slice()).unwrap_or_default();
        let headings = match rows {
            [first, .., last] => Some(at(&head, *first, *last)),
            [only] => Some(at(&head, *only, *only)),
            [] => find(lexicon, kind, &head),
        };
        let headings = headings.unwrap_or_default();
        let proposed = of_headings(lexicon, kind, headings, &sheet, source);
        let known = proposed.map.columns.values().filter(|id| !id.is_empty()).count();
        if best.as_ref().is_none_or(|(most, _)| known > *most) {
            best = Some((known, proposed));
        }
    }
    match best {
        Some((_, proposed)) if something => {
            if let Some(letters) = proposed.map.letters {
                source.charset = letters;
            }
            Ok(proposed)
        }
        _ => Err(ReadError::Empty),
    }
}

fn of_headings(lexicon: &Lexicon, kind: Kind, headings: Headings, sheet: &str, source: &Source) -> Proposed {
    let guessed = guess(lexicon, kind, &headings.columns);
    let columns = headings.columns.iter().zip(guessed).filter(|(heading, _)| !heading.is_empty());
    let columns = columns.map(|(heading, id)| (heading.clone(), id.unwrap_or_default())).collect();
    let heading = if headings.columns.is_empty() { Vec::new() } else { vec![headings.rows.0, headings.rows.1] };
    let map = Map {
        kind: kind.id().to_owned(),
        sheet: sheet.to_owned(),
        heading,
        letters: Some(source.charset),
        columns,
        ..Map::default()
    };
    Proposed { headings, map }
}
