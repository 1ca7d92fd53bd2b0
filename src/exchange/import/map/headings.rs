//! Where the headings of a list stand, over how many rows, and what they mean.

use super::lexicon::{Lexicon, key};
use super::target::Target;
use crate::domain::Period;
use crate::exchange::export::ListKind;
use crate::exchange::import::read::{HEAD_ROWS, NumberedRow, Value};
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

fn text(row: &[Value], at: usize) -> String {
    row.get(at).map(|v| v.shown().split_whitespace().collect::<Vec<_>>().join(" ")).unwrap_or_default()
}

/// The headings that some rows make: what stands in the upper row goes on to the right until something else does,
/// where a lower row has something.
fn composed(rows: &[&NumberedRow]) -> Vec<String> {
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

/// The field that each column means: a field goes to one column, the one that names it best.
pub(super) fn guess(lexicon: &Lexicon, kind: ListKind, headings: &[String]) -> Vec<Option<String>> {
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
            if let Some((id, _)) = lexicon
                .fields(kind, &asked)
                .into_iter()
                .find(|(_, target)| matches!(target, Target::Kept(_)) || used.insert(*target))
            {
                *slot = Some(id);
            }
        }
    }
    if kind == ListKind::Grades {
        grades_by_period(headings, &mut out);
    }
    out
}

/// Columns that are headed by years or quarters hold the grades of these.
fn grades_by_period(headings: &[String], out: &mut [Option<String>]) {
    for (heading, slot) in headings.iter().zip(out.iter_mut()) {
        let last = key(heading);
        let year = || last.split(' ').next_back().filter(|w| w.len() == 4).and_then(Period::parse);
        // a heading may say whose quarter it is before it says which
        let quarter = heading.split(" / ").filter_map(Period::parse).find(|p| matches!(p, Period::Quarter(..)));
        if let (Some(period), true) = (quarter.or_else(year), slot.as_deref().is_none_or(|id| id == "grade")) {
            *slot = Some(format!("grade@{period}"));
        }
    }
}

/// Finds the headings among the first rows: where most of them are known, over as few rows as that takes.
pub(super) fn find(lexicon: &Lexicon, kind: ListKind, head: &[NumberedRow]) -> Option<Headings> {
    let mut best: Option<(usize, Headings)> = None;
    for at in 0..head.len().min(HEAD_ROWS) {
        for depth in 1..=DEEPEST {
            let Some(rows) = head.get(at..at + depth) else { break };
            let rows: Vec<&NumberedRow> = rows.iter().collect();
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
pub(super) fn at(head: &[NumberedRow], first: u32, last: u32) -> Headings {
    let rows: Vec<&NumberedRow> = head.iter().filter(|(at, _)| (first..=last).contains(at)).collect();
    Headings { rows: (first, last), columns: composed(&rows) }
}

/// Whether a row only numbers the columns: 1 2 3, or A B 1 2, or (1) (2).
pub(super) fn is_numbering(cells: &[Value]) -> bool {
    let words: Vec<String> = cells.iter().filter(|c| !c.is_empty()).map(|c| key(&c.shown())).collect();
    let numbers: Vec<u32> = words.iter().filter_map(|w| w.parse().ok()).collect();
    let rest = words.len() - numbers.len();
    let letters = words.iter().filter(|w| w.len() == 1 && w.chars().all(|c| c.is_ascii_alphabetic())).count();
    let follow = numbers.iter().zip(numbers.iter().skip(1)).all(|(a, b)| a < b && b - a <= 3);
    numbers.len() >= 2 && rest == letters && follow && numbers.first().is_some_and(|n| *n <= 3)
}

/// Whether a text numbers a group: I, II, IV, A, B, or nothing at all.
pub(super) fn heads_group(order: &str) -> bool {
    let bare = order.trim_end_matches(['.', ')']);
    bare.is_empty()
        || bare.chars().all(|c| "IVXLC".contains(c))
        || (bare.len() == 1 && bare.chars().all(|c| c.is_ascii_uppercase()))
}
