//! Counts the tables of a section: each population is collected once, and each cell filters it by its criteria.

use super::context::{PopulationItems, SectionContext};
use super::define::{PopulationKind, SectionDefinition, Show, TableDefinition};
use super::frame::{CellQuestion, ResolvedAxis, ResolvedTable, pick};
use super::item::{Item, ItemFact};
use super::life::Past;
use super::report::{Counted, ReportCell, ReportRow, ReportSection, ReportTable};
use crate::domain::CadreId;
use crate::exchange::criteria::{Answer, PersonFacts};
use crate::exchange::paper;
use crate::register::View;
use std::collections::{BTreeMap, BTreeSet};

/// A quotient of whole numbers keeps so many parts of one.
const PARTS: i64 = 1_000_000;

impl CellQuestion<'_> {
    /// Whether the cell counts an item: only what surely is asked for.
    pub fn counts(&self, view: &View, item: &Item<'_>) -> bool {
        self.answer(view, item) == Answer::Yes
    }

    /// Whether the answer may be unknown for a person.
    fn may_be_unsure_of(&self, person: &PersonFacts<'_>) -> bool {
        self.own.iter().flatten().any(|m| m.asks.person.may_be_unsure_of(person))
    }

    /// Whether an item is what the cell asks for.
    fn answer(&self, view: &View, item: &Item<'_>) -> Answer {
        let answers = self.own.iter().flatten().map(|m| m.asks.answer(view, item));
        answers.min().unwrap_or(Answer::Yes)
    }

    /// The value of the cell.
    pub fn value(&self, taken: &PopulationItems<'_>) -> paper::Cell {
        if !taken.any || !self.is_known(taken) {
            return paper::Cell::Unknown;
        }
        let view = taken.view;
        let counted = || taken.within(self.within).filter(|item| self.counts(view, item));
        let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        match self.show {
            Show::Count if self.who.of == PopulationKind::Declared => {
                let said = counted().map(|item| if let ItemFact::Declared(_, n, _) = item.fact { n } else { 0 });
                paper::Cell::Number(said.sum())
            }
            Show::Count => paper::Cell::count(counted().count()),
            Show::Share => {
                let base = |item: &&Item<'_>| self.base.is_none_or(|m| m.asks.answer(view, item) == Answer::Yes);
                let of = number(taken.within(self.within).filter(base).count());
                paper::Cell::Share { part: number(counted().count()), of }
            }
            Show::MeanAge => {
                let ages: Vec<i64> = counted().filter_map(|i| i.person.as_ref()).map(|p| i64::from(p.age.1)).collect();
                paper::Cell::Ratio { part: ages.iter().sum(), of: number(ages.len()), places: 1 }
            }
            Show::Coefficient | Show::CoefficientMean => self.coefficient(taken),
            Show::LowestTrust => {
                let votes =
                    counted().filter_map(|i| if let ItemFact::Voted(vote) = i.fact { Some(vote) } else { None });
                let share = |vote: &crate::domain::Vote| {
                    (i64::from(vote.high) + i64::from(vote.trusted), i64::from(vote.returned))
                };
                let lowest = votes.map(share).filter(|(_, of)| *of > 0).min_by(|(a, b), (c, d)| (a * d).cmp(&(c * b)));
                lowest.map_or(paper::Cell::Empty, |(part, of)| paper::Cell::Share { part, of })
            }
        }
    }

    /// Whether the population can have what the cell asks for: records know nothing of what is only declared, and nothing
    /// is declared of what only records have.
    fn is_known(&self, taken: &PopulationItems<'_>) -> bool {
        let mut own = self.own.iter().flatten();
        if self.who.of != PopulationKind::Declared {
            return own.all(|m| m.asks.of_records());
        }
        own.all(|m| m.asks.of_declared()) && taken.items.iter().any(|item| self.counts(taken.view, item))
    }

    /// People planned ÷ seats of the term, over the posts that the cell counts.
    fn coefficient(&self, taken: &PopulationItems<'_>) -> paper::Cell {
        let view = taken.view;
        let Some(term) = self.who.term(view) else { return paper::Cell::Unknown };
        let mut planned: BTreeMap<_, i64> = BTreeMap::new();
        for post in taken.within(self.within).filter(|i| self.counts(view, i)).filter_map(|i| i.post) {
            *planned.entry(post).or_default() += 1;
        }
        let standing = view.snapshot.posts.values().filter(|post| post.span.holds(view.on));
        let posts: Vec<(i64, i64)> = standing
            .filter(|post| {
                let item = Item::post(view, post);
                self.within.is_none_or(|place| view.seat_of(post.unit) == Some(place))
                    && self.who.asks.answer(view, &item) == Answer::Yes
                    && self.counts(view, &item)
            })
            .map(|post| (planned.get(&post.id).copied().unwrap_or(0), i64::from(post.seats_for(term.number, view.on))))
            .filter(|(_, seats)| *seats > 0)
            .collect();
        let of = i64::try_from(posts.len()).unwrap_or(i64::MAX);
        if self.show == Show::Coefficient {
            let (part, of) = posts.iter().fold((0, 0), |(a, b), (planned, seats)| (a + planned, b + seats));
            return paper::Cell::Ratio { part, of, places: 2 };
        }
        let part = posts.iter().map(|(planned, seats)| planned * PARTS / seats).sum();
        paper::Cell::Ratio { part, of: of * PARTS, places: 2 }
    }
}

/// Counts a section. What had ended before the days that it counts is left out, and said.
pub(super) fn counted_section<'a>(desk: &SectionContext<'a>, section: &'a SectionDefinition) -> ReportSection {
    let mut gone = Past::new();
    let frames: Vec<(&TableDefinition, ResolvedTable<'a>, Past)> = section
        .table
        .iter()
        .filter_map(|table| {
            let (mut frame, mut past) = (ResolvedTable::of(desk, table), Past::new());
            frame.leave_out(desk, &mut past);
            if !frame.rows.is_empty() && !frame.columns.is_empty() {
                return Some((table, frame, past));
            }
            if let Some((until, _)) = past.pop_last() {
                gone.entry(until).or_default().push(titled(desk, table, &frame));
            }
            None
        })
        .collect();
    let days = desk.open(frames.iter().flat_map(|(_, frame, _)| frame.crowd()));
    let taken = days.take();
    let tables = frames.iter().map(|(table, frame, past)| counted_table(desk, table, (frame, past), &taken));
    let mut notes = desk.notes(&section.notes, &section.printed, None);
    notes.extend(desk.past(&gone));
    ReportSection {
        id: section.id.clone(),
        title: desk.fill(pick(desk.lang, &section.vi, &section.en), None),
        on: desk.view.on,
        source: desk.source(section),
        notes,
        tables: tables.collect(),
    }
}

fn titled(desk: &SectionContext<'_>, table: &TableDefinition, frame: &ResolvedTable<'_>) -> String {
    desk.fill(pick(desk.lang, &table.vi, &table.en), frame.who)
}

fn counted_table(
    desk: &SectionContext<'_>,
    table: &TableDefinition,
    (frame, past): (&ResolvedTable<'_>, &Past),
    taken: &BTreeMap<&str, PopulationItems<'_>>,
) -> ReportTable {
    let cell = |row: &ResolvedAxis<'_>, column: &ResolvedAxis<'_>| {
        let asked = frame.asked(row, column);
        let found = asked.and_then(|asked| Some((taken.get(asked.who.id.as_str())?, asked)));
        let Some((taken, asked)) = found else { return ReportCell::default() };
        let value = asked.value(taken);
        let listed = !matches!(asked.who.of, PopulationKind::Declared | PopulationKind::Absent)
            && value.value().is_some_and(|v| v > 0.0);
        ReportCell { value, listed }
    };
    let row = |row: &ResolvedAxis<'_>| ReportRow {
        id: row.id.clone(),
        label: row.heading(),
        strong: row.strong,
        cells: frame.columns.iter().map(|column| cell(row, column)).collect(),
    };
    let rows: Vec<ReportRow> = frame.rows.iter().map(row).collect();
    let columns = frame.columns.iter();
    let columns = columns.map(|c| paper::Column { over: c.over.clone(), ..paper::Column::new(&c.id, c.heading()) });
    let mut notes = desk.notes(&table.notes, &table.printed, frame.who);
    notes.extend(said_by(desk, frame, taken));
    let doubtful = doubtful(frame, taken);
    if doubtful > 0 {
        notes.push(desk.reports.common.doubtful.of(desk.lang).replace("{n}", &doubtful.to_string()));
    }
    if rows.iter().flat_map(|row| &row.cells).any(|cell| cell.value == paper::Cell::Unknown) {
        notes.push(desk.label(&desk.reports.common.absent, None));
    }
    notes.extend(desk.past(past));
    ReportTable { id: table.id.clone(), title: titled(desk, table, frame), columns: columns.collect(), rows, notes }
}

/// On which day and on what authority totals are declared that the table shows, and which are of before its days.
fn said_by(
    desk: &SectionContext<'_>,
    frame: &ResolvedTable<'_>,
    taken: &BTreeMap<&str, PopulationItems<'_>>,
) -> Vec<String> {
    let (mut said, mut before) = (BTreeSet::new(), BTreeSet::new());
    for asked in frame.cells().filter(|asked| asked.who.of == PopulationKind::Declared) {
        let Some(taken) = taken.get(asked.who.id.as_str()) else { continue };
        let of = |items: &[Item<'_>]| {
            let shown = items.iter().filter(|item| asked.counts(taken.view, item));
            let told = shown.filter_map(|item| match item.fact {
                ItemFact::Declared(_, _, source) => Some((item.day?, source.to_owned())),
                _ => None,
            });
            told.collect::<Vec<_>>()
        };
        if asked.own.iter().flatten().all(|m| m.asks.of_declared()) {
            said.extend(of(&taken.items));
            before.extend(of(&taken.earlier));
        }
    }
    let common = &desk.reports.common;
    let from = desk.since().to_string();
    let note = |text: &str, (day, source): (crate::domain::Day, String)| {
        text.replace("{day}", &day.to_string()).replace("{source}", &source).replace("{from}", &from)
    };
    let said = said.into_iter().map(|one| note(common.declared.of(desk.lang), one));
    said.chain(before.into_iter().map(|one| note(common.earlier.of(desk.lang), one))).collect()
}

/// The number of people for whom some cell of the table is unknown.
fn doubtful(frame: &ResolvedTable<'_>, taken: &BTreeMap<&str, PopulationItems<'_>>) -> usize {
    let shown: BTreeSet<&str> = frame.crowd().collect();
    let mut people: BTreeSet<CadreId> =
        shown.into_iter().filter_map(|name| taken.get(name)).flat_map(|t| t.doubtful.iter().copied()).collect();
    for asked in frame.cells() {
        let Some(taken) = taken.get(asked.who.id.as_str()) else { continue };
        let unsure = |item: &&Item<'_>| item.person.as_ref().is_some_and(|person| asked.may_be_unsure_of(person));
        let open =
            taken.within(asked.within).filter(unsure).filter(|item| asked.answer(taken.view, item) == Answer::Unknown);
        people.extend(open.filter_map(Item::cadre));
    }
    people.len()
}

/// Everything that one cell of a section counts.
pub(super) fn listed(desk: &SectionContext<'_>, table: &TableDefinition, row: &str, column: &str) -> Vec<Counted> {
    let frame = ResolvedTable::of(desk, table);
    let axle = |axles: &[ResolvedAxis<'_>], id: &str| axles.iter().position(|axle| axle.id == id);
    let at = axle(&frame.rows, row).zip(axle(&frame.columns, column));
    let asked = at.and_then(|(row, column)| frame.asked(frame.rows.get(row)?, frame.columns.get(column)?));
    let Some(asked) = asked else { return Vec::new() };
    let days = desk.open(std::iter::once(asked.who.id.as_str()));
    let taken = days.take();
    let Some(taken) = taken.get(asked.who.id.as_str()) else { return Vec::new() };
    taken.within(asked.within).filter(|item| asked.counts(taken.view, item)).map(Counted::of).collect()
}
