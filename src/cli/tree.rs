//! `tree`: units with their counts, as the hierarchy on the screen has them.

use super::fail::Failure;
use super::names;
use super::out::{Answer, Form, Side, Table};
use crate::app::words::Words;
use crate::domain::{Level, Line, UnitId};
use crate::register::{Counts, View};
use serde::Serialize;

/// Deeper than any hierarchy; a circle in bad data ends here.
const DEEPEST: usize = 16;

/// A unit and those under it; counts are of all of them together.
#[derive(Debug, Serialize)]
pub struct Node {
    id: String,
    code: Option<String>,
    name: String,
    level: Option<Level>,
    kind: Option<String>,
    seats: u32,
    people: u32,
    vacant: u32,
    children: Vec<Node>,
}

/// Answers `tree`.
///
/// # Errors
/// No such unit, or none that stands in the line on the day.
pub fn tree(
    view: &View,
    word: Option<&str>,
    line: Line,
    depth: Option<usize>,
    form: Form,
    words: &Words,
) -> Result<Answer, Failure> {
    let depth = depth.unwrap_or(DEEPEST).min(DEEPEST);
    let counts = view.counts(line);
    let tops = match word {
        Some(word) => {
            let unit = names::unit(view, word)?;
            if !view.stands(line, unit) {
                let on = view.on.to_string();
                return Err(Failure::refused("told.not-in-line", &[&names::unit_name(view, unit), &on]));
            }
            vec![unit]
        }
        None => view.tops(line),
    };
    let nodes: Vec<Node> = tops.iter().filter_map(|unit| node(view, counts, line, *unit, depth)).collect();
    let plain = |nodes: &[Node]| {
        let mut table = Table::new(&[
            (words.get("cli.table.unit"), Side::Left),
            (words.get("cli.table.people"), Side::Right),
            (words.get("cli.table.seats"), Side::Right),
            (words.get("cli.table.vacant"), Side::Right),
            (words.get("cli.table.id"), Side::Left),
        ]);
        nodes.iter().for_each(|node| rows(node, 0, words, &mut table));
        table.text()
    };
    match nodes.as_slice() {
        // a line has one top but in a store that is being filled
        [one] => Ok(Answer::of(form, one, |one| plain(std::slice::from_ref(one)))),
        _ => Ok(Answer::of(form, &nodes, |nodes| plain(nodes))),
    }
}

fn node(view: &View, counts: &Counts, line: Line, id: UnitId, depth: usize) -> Option<Node> {
    let unit = view.unit(id)?;
    let below = counts.below(id);
    let children = match depth.checked_sub(1) {
        Some(depth) => view.children(line, id).into_iter().filter_map(|c| node(view, counts, line, c, depth)).collect(),
        None => Vec::new(),
    };
    Some(Node {
        id: id.to_string(),
        code: code(view, id),
        name: view.called(line, unit),
        level: unit.form(view.on).map(|f| f.level),
        kind: view.kind(unit).map(|k| k.code.clone()),
        seats: below.seats,
        people: below.people,
        vacant: below.vacant,
        children,
    })
}

/// The statistics office's code as it prints it.
pub fn code(view: &View, id: UnitId) -> Option<String> {
    let unit = view.unit(id)?;
    let code = unit.code(view.on)?;
    let level = unit.form(view.on)?.level;
    Some(crate::register::gazetteer::printed_code(level, code))
}

fn rows(node: &Node, depth: usize, words: &Words, table: &mut Table) {
    table.row(vec![
        format!("{}{}", "  ".repeat(depth), node.name),
        words.number(node.people),
        words.number(node.seats),
        if node.vacant == 0 { String::new() } else { words.number(node.vacant) },
        node.id.clone(),
    ]);
    node.children.iter().for_each(|child| rows(child, depth + 1, words, table));
}
