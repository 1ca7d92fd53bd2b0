//! The rows of a list: what is in them goes to the fields that the map names.

use super::map::{Blank, MapError};
use super::plan::{Asked, Fault, PlanError, Refused, Skipped};
use super::read::Value;
use super::row::{Entered, Wrong, enter};
use super::run::Run;
use super::shape::{heads_group, is_numbering};
use super::target::{self, Target, Trait};
use super::trouble::Trouble;
use super::work::Place;
use crate::exchange::export::Kind;
use std::collections::BTreeMap;

/// A row of the file with its number.
type Row = (u32, Vec<Value>);

/// Most rows that wait for others of the file.
const MOST_WAITING: usize = 50_000;

/// From where a field is filled.
#[derive(Debug, Clone, Default)]
struct From {
    columns: Vec<usize>,
    always: Value,
}

/// A list with its map resolved.
pub(super) struct List<'a> {
    asked: &'a Asked<'a>,
    fields: BTreeMap<Target, From>,
    headings: Vec<String>,
    needed: Vec<Target>,
}

/// A field of a row: its target, what stands there, and in which column.
#[derive(Debug, Clone)]
pub(super) struct Given {
    pub(super) target: Target,
    pub(super) value: Value,
    pub(super) column: Option<usize>,
}

impl<'a> List<'a> {
    /// Resolves the map against the headings.
    pub(super) fn new(asked: &'a Asked<'a>) -> Result<List<'a>, PlanError> {
        let headings = asked.headings.columns.clone();
        let mut fields: BTreeMap<Target, From> = BTreeMap::new();
        for (heading, id) in asked.map.columns.iter().filter(|(_, id)| !id.is_empty()) {
            let target = target::named(asked.kind, id).ok_or_else(|| MapError::Field(id.clone(), Vec::new()))?;
            let column = headings.iter().position(|h| h == heading);
            let column = column.ok_or_else(|| MapError::Heading(heading.clone()))?;
            fields.entry(target).or_default().columns.push(column);
        }
        if fields.keys().all(|t| *t == Target::Order) {
            return Err(PlanError::NoHeadings);
        }
        for (id, value) in &asked.map.always {
            let target = target::named(asked.kind, id).ok_or_else(|| MapError::Field(id.clone(), Vec::new()))?;
            fields.entry(target).or_default().always = Value::Text(value.clone());
        }
        let is_name =
            |t: &Target| matches!(t, Target::Person(Trait::Name | Trait::Family | Trait::Given) | Target::Unit);
        let needed = fields.keys().copied().filter(|t| !is_name(t) && *t != Target::Order).collect();
        Ok(List { asked, fields, headings, needed })
    }

    /// Reads the list from below its headings.
    pub(super) fn read(&self, run: &mut Run<'_>, progress: &mut dyn FnMut(usize) -> bool) -> Result<(), PlanError> {
        let below = self.asked.headings.rows.1;
        let mut gone_on = true;
        let mut first = true;
        let mut waiting: Vec<Row> = Vec::new();
        self.asked.source.rows(&self.asked.map.sheet, &mut |at, cells| {
            if at <= below || std::mem::take(&mut first) && is_numbering(cells) {
                return Ok(true);
            }
            if let Some(text) = self.passed_over(cells) {
                run.plan.skipped.push(Skipped { row: at, text });
                return Ok(true);
            }
            run.plan.read += 1;
            if let Err(refused) = self.row(run, at, cells) {
                // a unit may stand above the one that it belongs to
                if self.waits(&refused) && waiting.len() < MOST_WAITING {
                    waiting.push((at, cells.clone()))
                } else {
                    run.refuse(refused)
                }
            }
            if run.read().is_multiple_of(256) {
                gone_on = progress(run.read());
            }
            Ok(gone_on && run.row_read())
        })?;
        if !gone_on {
            return Err(PlanError::Cancelled);
        }
        if !waiting.is_empty() {
            self.read_waiting(run, waiting);
            run.plan.lines.sort_by_key(|line| line.place);
        }
        Ok(())
    }

    /// Whether what a row lacks may stand below it: a unit that it says it belongs to.
    fn waits(&self, refused: &Refused) -> bool {
        self.asked.kind == Kind::Units && refused.faults.iter().any(|f| matches!(f.trouble, Trouble::Unknown(_)))
    }

    /// Reads the rows that wait for others, as long as one of them brings what another waits for.
    fn read_waiting(&self, run: &mut Run<'_>, mut waiting: Vec<Row>) {
        loop {
            let before = waiting.len();
            let mut refused = Vec::new();
            waiting.retain(|(at, cells)| match self.row(run, *at, cells) {
                Ok(()) => false,
                Err(why) => {
                    refused.push(why);
                    true
                }
            });
            if waiting.is_empty() || waiting.len() == before {
                return refused.into_iter().for_each(|why| run.refuse(why));
            }
        }
    }

    fn value(&self, target: Target, cells: &[Value]) -> Value {
        let columns = self.fields.get(&target).map(|f| f.columns.as_slice()).unwrap_or_default();
        columns.iter().filter_map(|at| cells.get(*at)).find(|v| !v.is_empty()).cloned().unwrap_or_default()
    }

    /// How a row begins that is none of the list: a sum, the heading of a group, what stands below the list.
    fn passed_over(&self, cells: &[Value]) -> Option<String> {
        let mut filled = cells.iter().filter(|v| !v.is_empty()).map(Value::shown);
        let first = filled.next().unwrap_or_default();
        let passed = self.asked.lexicon.passes_over(&first);
        let text = std::iter::once(first).chain(filled.take(2)).collect::<Vec<_>>().join(" ");
        if passed {
            return Some(text);
        }
        let filled = self.needed.iter().filter(|t| !self.value(**t, cells).is_empty()).count();
        let ordered = self.fields.contains_key(&Target::Order);
        let order = self.value(Target::Order, cells).shown();
        let outside = cells.iter().filter(|v| !v.is_empty()).count() > 0;
        let group = filled == 0 && heads_group(&order) && !self.needed.is_empty();
        // signatures stand in any column, but never with a number of the list
        let below = ordered && order.is_empty() && filled * 2 < self.needed.len() && filled < 3;
        (outside && (group || below)).then_some(text)
    }

    /// Takes a row, or says why not.
    fn row(&self, run: &mut Run<'_>, at: u32, cells: &[Value]) -> Result<(), Refused> {
        let mut given: Vec<Given> = Vec::new();
        for (target, from) in &self.fields {
            let column = from.columns.iter().copied().find(|c| cells.get(*c).is_some_and(|v| !v.is_empty()));
            let value = column.and_then(|c| cells.get(c)).cloned().unwrap_or_else(|| from.always.clone());
            let clears =
                self.asked.map.empty == Blank::Clear && !from.columns.is_empty() && matches!(target, Target::Cell(..));
            if !value.is_empty() || clears {
                let column = column.or(from.columns.first().copied());
                given.push(Given { target: *target, value, column });
            }
        }
        let has = |target: Target| self.fields.contains_key(&target);
        // a column that only marks women says of all others that they are men
        let marks_women =
            has(Target::Person(Trait::Female)) && !has(Target::Person(Trait::Male)) && !has(Target::Person(Trait::Sex));
        let place = Place { table: None, row: at };
        match enter(run, at, &given, marks_women) {
            Ok(Entered::Taken(did, key)) => run.take(place, did, key),
            Ok(Entered::Left) => run.plan.left += 1,
            Err(Wrong { faults, about }) => {
                let fault = |(target, why)| self.fault(cells, &given, target, why);
                let mut faults: Vec<Fault> = faults.into_iter().map(fault).collect();
                // told in the order of the list's columns, the row as a whole last
                faults.sort_by_key(|fault| fault.at.unwrap_or(usize::MAX));
                return Err(Refused { place, faults, about });
            }
        }
        Ok(())
    }

    fn fault(&self, cells: &[Value], given: &[Given], target: Option<Target>, trouble: Trouble) -> Fault {
        let named = target.and_then(|t| given.iter().find(|g| g.target == t)).and_then(|g| g.column);
        let at = named.or_else(|| target.and_then(|t| self.fields.get(&t)).and_then(|f| f.columns.first().copied()));
        let heading = at.and_then(|at| self.headings.get(at)).cloned();
        // a field that the file has no column for is called by its name
        let field = || target.and_then(|t| target::fields(self.asked.kind).into_iter().find(|f| f.target == t));
        let column = heading.or_else(|| field().map(|f| f.id)).unwrap_or_default();
        let value = at.and_then(|at| cells.get(at)).map(Value::shown).unwrap_or_default();
        Fault { column, at, value, trouble }
    }
}
