//! The rows and columns of a table with the names looked up that its file uses, and what each cell of it asks.

use super::axis::AxisEntry;
use super::context::SectionContext;
use super::define::{MeasureDefinition, PopulationDefinition, Show, TableDefinition};
use super::life::{Life, Past};
use crate::domain::{Day, Line, UnitId};
use crate::exchange::Lang;

/// A row or a column with its names resolved.
pub(super) struct ResolvedAxis<'a> {
    pub id: String,
    pub label: String,
    pub over: String,
    pub who: Option<&'a PopulationDefinition>,
    pub measure: Option<&'a MeasureDefinition>,
    pub share: bool,
    pub strong: bool,
    /// When there was what it counts.
    pub life: Life,
    /// The place within which it counts.
    pub within: Option<UnitId>,
}

/// A table with its rows and columns looked up.
pub(super) struct ResolvedTable<'a> {
    pub who: Option<&'a PopulationDefinition>,
    pub rows: Vec<ResolvedAxis<'a>>,
    pub columns: Vec<ResolvedAxis<'a>>,
}

/// What a cell counts, and what its share is taken of.
pub(super) struct CellQuestion<'a> {
    pub who: &'a PopulationDefinition,
    /// The measures of the row and of the column.
    pub own: [Option<&'a MeasureDefinition>; 2],
    /// Of whom a share is taken.
    pub base: Option<&'a MeasureDefinition>,
    pub show: Show,
    /// The place within which it counts.
    pub within: Option<UnitId>,
}

impl<'a> ResolvedAxis<'a> {
    /// The rows or columns that an entry of a file makes: one, or one a place.
    fn all(desk: &SectionContext<'a>, written: &'a AxisEntry) -> Vec<ResolvedAxis<'a>> {
        let each = if let AxisEntry::Whole(axis) = written { axis.each } else { None };
        let Some(level) = each else { return vec![ResolvedAxis::of(desk, written)] };
        let places = desk.places(level).into_iter().map(|unit| ResolvedAxis {
            id: unit.to_string(),
            label: desk.view.called_in_full(Line::Territory, unit),
            within: Some(unit),
            ..ResolvedAxis::of(desk, written)
        });
        places.collect()
    }

    fn of(desk: &SectionContext<'a>, written: &'a AxisEntry) -> ResolvedAxis<'a> {
        match written {
            AxisEntry::Named(name) => {
                let (name, share) = name.strip_suffix('%').map_or((name.as_str(), false), |name| (name, true));
                let measure = desk.measure(name);
                let label = measure.map(|m| pick(desk.lang, &m.vi, &m.en).to_owned()).unwrap_or_default();
                ResolvedAxis {
                    id: suffixed(name, share),
                    label,
                    over: String::new(),
                    who: None,
                    measure,
                    share,
                    strong: false,
                    life: life_of(measure),
                    within: None,
                }
            }
            AxisEntry::Whole(axis) => {
                let who = axis.who.as_deref().and_then(|name| desk.population(name));
                let measure = axis.measure.as_deref().and_then(|name| desk.measure(name));
                let own = pick(desk.lang, &axis.vi, &axis.en);
                let label = match measure {
                    Some(m) if own.is_empty() => pick(desk.lang, &m.vi, &m.en),
                    _ => own,
                };
                let named = axis.measure.as_deref().or(axis.who.as_deref()).unwrap_or_default();
                let id = if axis.id.is_empty() { suffixed(named, axis.share) } else { desk.fill(&axis.id, who) };
                let over = axis.over.as_ref().map(|over| desk.label(over, who)).unwrap_or_default();
                let (share, strong) = (axis.share, axis.strong);
                let life = Life::of(axis.from, axis.until).and(life_of(measure));
                let label = desk.fill(label, who);
                ResolvedAxis { id, label, over, who, measure, share, strong, life, within: None }
            }
        }
    }

    /// Its name as a table prints it: of a share it says so.
    pub fn heading(&self) -> String {
        // a share under the heading of its count says only that
        if self.share && !self.label.ends_with('%') {
            format!("{} %", self.label).trim().to_owned()
        } else {
            self.label.clone()
        }
    }
}

fn life_of(measure: Option<&MeasureDefinition>) -> Life {
    measure.map(|m| Life::of(m.from, m.until)).unwrap_or_default()
}

fn suffixed(name: &str, share: bool) -> String {
    if share { format!("{name}-share") } else { name.to_owned() }
}

pub(super) fn pick<'t>(lang: Lang, vi: &'t str, en: &'t str) -> &'t str {
    match lang {
        Lang::Vi => vi,
        Lang::En => en,
    }
}

impl<'a> ResolvedTable<'a> {
    /// Looks up the rows and columns of a table.
    pub fn of(desk: &SectionContext<'a>, table: &'a TableDefinition) -> ResolvedTable<'a> {
        let life = Life::of(table.from, table.until);
        let rows = table.rows.iter().flat_map(|row| ResolvedAxis::all(desk, row));
        ResolvedTable {
            who: table.who.as_deref().and_then(|name| desk.population(name)),
            rows: rows.map(|row| ResolvedAxis { life: row.life.and(life), ..row }).collect(),
            columns: table.columns.iter().flat_map(|column| ResolvedAxis::all(desk, column)).collect(),
        }
    }

    /// The populations that its cells count.
    pub fn crowd(&self) -> impl Iterator<Item = &'a str> {
        let axes = self.rows.iter().chain(&self.columns).filter_map(|axle| axle.who);
        axes.chain(self.who).map(|who| who.id.as_str())
    }

    /// What each of its cells asks.
    pub fn cells(&self) -> impl Iterator<Item = CellQuestion<'a>> + '_ {
        self.rows.iter().flat_map(|row| self.columns.iter().filter_map(|column| self.asked(row, column)))
    }

    /// What a cell asks.
    pub fn asked(&self, row: &ResolvedAxis<'a>, column: &ResolvedAxis<'a>) -> Option<CellQuestion<'a>> {
        let who = row.who.or(column.who).or(self.who)?;
        let (part, whole) = if row.share && !column.share { (row, column) } else { (column, row) };
        let show =
            [column, row].into_iter().filter_map(|axle| axle.measure).map(|m| m.show).find(|s| *s != Show::Count);
        let share = row.share || column.share;
        if share && show.is_some() {
            // of a mean there is no share
            return None;
        }
        let show = if share { Show::Share } else { show.unwrap_or_default() };
        // a share of a measure is one of those whom the other side counts; without one, of everybody
        let base = if part.measure.is_some() { whole.measure } else { None };
        let within = row.within.or(column.within);
        Some(CellQuestion { who, own: [row.measure, column.measure], base, show, within })
    }
}

impl<'a> ResolvedTable<'a> {
    /// Leaves out the rows and columns of which there was nothing on the days that their cells count: what had ended is
    /// told by name, what had not begun is not. Whatever has ended since says so in its name.
    pub fn leave_out(&mut self, desk: &SectionContext<'a>, past: &mut Past) {
        let reach = |populations: Vec<&PopulationDefinition>| {
            let reaches = populations.into_iter().map(|who| desk.reach(who));
            reaches.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))).unwrap_or((desk.view.on, desk.view.on))
        };
        let of = |axes: &[ResolvedAxis<'a>]| axes.iter().filter_map(|axis| axis.who).collect::<Vec<_>>();
        let others = |own: Option<&'a PopulationDefinition>, across: &[ResolvedAxis<'a>]| match own {
            Some(own) => vec![own],
            None if of(across).is_empty() => self.who.into_iter().collect(),
            None => of(across),
        };
        let rows: Vec<(Day, Day)> = self.rows.iter().map(|row| reach(others(row.who, &self.columns))).collect();
        let columns: Vec<(Day, Day)> = self.columns.iter().map(|axis| reach(others(axis.who, &self.rows))).collect();
        keep(desk, &mut self.rows, &rows, past);
        keep(desk, &mut self.columns, &columns, past);
    }
}

fn keep(desk: &SectionContext<'_>, axes: &mut Vec<ResolvedAxis<'_>>, reaches: &[(Day, Day)], past: &mut Past) {
    let mut reaches = reaches.iter();
    axes.retain_mut(|axis| {
        let Some((from, to)) = reaches.next() else { return true };
        if let Some(until) = axis.life.over_before(*from) {
            let name = axis.label.trim_start_matches("– ").to_owned();
            let names = past.entry(until).or_default();
            if !names.contains(&name) {
                names.push(name);
            }
            return false;
        }
        if let Some(until) = axis.life.over_before(desk.view.on) {
            axis.label = desk.ended(&axis.label, until);
        }
        !axis.life.begins_after(*to)
    });
}
