//! `tree`: units with their counts, as the hierarchy on the screen has them.

use crate::app::words::Words;
use crate::cli::answer::{Align, Answer, Failure, Table};
use crate::cli::args::LineArg;
use crate::cli::context::{Context, Run};
use crate::cli::shared::{identify, naming};
use crate::domain::{Level, Line, UnitId};
use crate::register::{Counts, Loaded, View};
use clap::Args;
use serde::Serialize;

/// Deeper than any hierarchy; a circle in bad data ends here.
const DEEPEST: usize = 16;

/// A unit and those under it; counts are of all of them together.
#[derive(Debug, Serialize)]
struct UnitNode {
    id: String,
    code: Option<String>,
    name: String,
    level: Option<Level>,
    kind: Option<String>,
    seats: u32,
    people: u32,
    vacant: u32,
    children: Vec<UnitNode>,
}

#[derive(Debug, Args)]
pub struct TreeArgs {
    /// From this unit down.
    unit: Option<String>,
    #[arg(long, value_enum, default_value_t)]
    line: LineArg,
    /// How many levels down.
    #[arg(long, value_name = "N")]
    depth: Option<usize>,
}

impl Run for TreeArgs {
    const KNOWS_REVISIONS: bool = true;

    fn run(&self, cx: &Context) -> Result<Answer, Failure> {
        let (_, view) = cx.open(Loaded::Appointments)?;
        let line = Line::from(self.line);
        let depth = self.depth.unwrap_or(DEEPEST).min(DEEPEST);
        let tops = match &self.unit {
            Some(word) => {
                let unit = identify::unit(&view, word)?;
                if !view.stands(line, unit) {
                    let on = view.on.to_string();
                    return Err(Failure::refused("told.not-in-line", &[&naming::unit_name(&view, unit), &on]));
                }
                vec![unit]
            }
            None => view.tops(line),
        };
        let counts = view.counts(line);
        let nodes: Vec<UnitNode> = tops.iter().filter_map(|unit| node(&view, counts, line, *unit, depth)).collect();
        Ok(match nodes.as_slice() {
            // a line has one top but in a store that is being filled
            [one] => cx.answer(one, |one| plain(std::slice::from_ref(one), &cx.words)),
            _ => cx.answer(&nodes, |nodes| plain(nodes, &cx.words)),
        })
    }
}

fn plain(nodes: &[UnitNode], words: &Words) -> String {
    let mut table = Table::new(&[
        (words.get("cli.table.unit"), Align::Left),
        (words.get("cli.table.people"), Align::Right),
        (words.get("cli.table.seats"), Align::Right),
        (words.get("cli.table.vacant"), Align::Right),
        (words.get("cli.table.id"), Align::Left),
    ]);
    nodes.iter().for_each(|node| rows(node, 0, words, &mut table));
    table.text()
}

fn node(view: &View, counts: &Counts, line: Line, id: UnitId, depth: usize) -> Option<UnitNode> {
    let unit = view.unit(id)?;
    let below = counts.below(id);
    let children = match depth.checked_sub(1) {
        Some(depth) => view.children(line, id).into_iter().filter_map(|c| node(view, counts, line, c, depth)).collect(),
        None => Vec::new(),
    };
    Some(UnitNode {
        id: id.to_string(),
        code: naming::unit_code(view, id),
        name: view.called(line, unit),
        level: unit.form(view.on).map(|f| f.level),
        kind: view.kind(unit).map(|k| k.code.clone()),
        seats: below.seats,
        people: below.people,
        vacant: below.vacant,
        children,
    })
}

fn rows(node: &UnitNode, depth: usize, words: &Words, table: &mut Table) {
    table.row(vec![
        format!("{}{}", "  ".repeat(depth), node.name),
        words.number(node.people),
        words.number(node.seats),
        if node.vacant == 0 { String::new() } else { words.number(node.vacant) },
        node.id.clone(),
    ]);
    node.children.iter().for_each(|child| rows(child, depth + 1, words, table));
}
