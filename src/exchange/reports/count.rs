//! Counts the tables of a section: each population is collected once, and each cell filters it by its criteria.

use super::axis::AxisEntry;
use super::context::{PopulationItems, SectionContext};
use super::define::{
    MeasureDefinition, PopulationDefinition, PopulationKind, SectionDefinition, Show, TableDefinition,
};
use super::item::{Item, ItemFact};
use super::report::{Counted, ReportCell, ReportRow, ReportSection, ReportTable};
use crate::domain::CadreId;
use crate::exchange::criteria::{Answer, PersonFacts};
use crate::exchange::{Lang, paper};
use crate::register::View;
use std::collections::{BTreeMap, BTreeSet};

/// A quotient of whole numbers keeps so many parts of one.
const PARTS: i64 = 1_000_000;

/// A row or a column with its names resolved.
pub(super) struct ResolvedAxis<'a> {
    pub id: String,
    pub label: String,
    pub over: String,
    pub who: Option<&'a PopulationDefinition>,
    pub measure: Option<&'a MeasureDefinition>,
    pub share: bool,
    pub strong: bool,
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
    own: [Option<&'a MeasureDefinition>; 2],
    base: Option<&'a MeasureDefinition>,
    pub show: Show,
}

impl<'a> ResolvedAxis<'a> {
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
                ResolvedAxis { id, label: desk.fill(label, who), over, who, measure, share, strong }
            }
        }
    }

    fn share_sign(&self) -> String {
        // a share under the heading of its count says only that
        if self.share && !self.label.ends_with('%') {
            format!("{} %", self.label).trim().to_owned()
        } else {
            self.label.clone()
        }
    }
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
        ResolvedTable {
            who: table.who.as_deref().and_then(|name| desk.population(name)),
            rows: table.rows.iter().map(|row| ResolvedAxis::of(desk, row)).collect(),
            columns: table.columns.iter().map(|column| ResolvedAxis::of(desk, column)).collect(),
        }
    }

    /// The populations that its cells count.
    pub fn crowd(&self) -> impl Iterator<Item = &'a str> {
        let axes = self.rows.iter().chain(&self.columns).filter_map(|axle| axle.who);
        axes.chain(self.who).map(|who| who.id.as_str())
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
        Some(CellQuestion { who, own: [row.measure, column.measure], base, show })
    }
}

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
        if !taken.any {
            return paper::Cell::Unknown;
        }
        let view = taken.view;
        let counted = || taken.items.iter().filter(|item| self.counts(view, item));
        let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        match self.show {
            Show::Count if self.who.of == PopulationKind::Declared => {
                let said = counted().map(|item| if let ItemFact::Declared(n, _) = item.fact { n } else { 0 });
                paper::Cell::Number(said.sum())
            }
            Show::Count => paper::Cell::count(counted().count()),
            Show::Share => {
                let base = |item: &&Item<'_>| self.base.is_none_or(|m| m.asks.answer(view, item) == Answer::Yes);
                let of = number(taken.items.iter().filter(base).count());
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

    /// People planned ÷ seats of the term, over the posts that the cell counts.
    fn coefficient(&self, taken: &PopulationItems<'_>) -> paper::Cell {
        let view = taken.view;
        let Some(term) = self.who.term(view) else { return paper::Cell::Unknown };
        let mut planned: BTreeMap<_, i64> = BTreeMap::new();
        for post in taken.items.iter().filter(|i| self.counts(view, i)).filter_map(|i| i.post) {
            *planned.entry(post).or_default() += 1;
        }
        let standing = view.snapshot.posts.values().filter(|post| post.span.holds(view.on));
        let posts: Vec<(i64, i64)> = standing
            .filter(|post| {
                let item = Item::post(view, post);
                self.who.asks.answer(view, &item) == Answer::Yes && self.counts(view, &item)
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

/// Counts a section.
pub(super) fn counted_section<'a>(desk: &SectionContext<'a>, section: &'a SectionDefinition) -> ReportSection {
    let frames: Vec<ResolvedTable<'a>> = section.table.iter().map(|table| ResolvedTable::of(desk, table)).collect();
    let days = desk.open(frames.iter().flat_map(ResolvedTable::crowd));
    let taken = days.take();
    let tables = section.table.iter().zip(&frames).map(|(table, frame)| counted_table(desk, table, frame, &taken));
    ReportSection {
        id: section.id.clone(),
        title: desk.fill(pick(desk.lang, &section.vi, &section.en), None),
        on: desk.view.on,
        source: section.source.clone(),
        notes: desk.notes(&section.notes, &section.printed, None),
        tables: tables.collect(),
    }
}

fn counted_table(
    desk: &SectionContext<'_>,
    table: &TableDefinition,
    frame: &ResolvedTable<'_>,
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
        label: row.share_sign(),
        strong: row.strong,
        cells: frame.columns.iter().map(|column| cell(row, column)).collect(),
    };
    let rows: Vec<ReportRow> = frame.rows.iter().map(row).collect();
    let columns = frame.columns.iter();
    let columns = columns.map(|c| paper::Column { over: c.over.clone(), ..paper::Column::new(&c.id, c.share_sign()) });
    let mut notes = desk.notes(&table.notes, &table.printed, frame.who);
    notes.extend(said_by(desk, frame, taken));
    let doubtful = doubtful(frame, taken);
    if doubtful > 0 {
        notes.push(desk.reports.common.doubtful.of(desk.lang).replace("{n}", &doubtful.to_string()));
    }
    if rows.iter().flat_map(|row| &row.cells).any(|cell| cell.value == paper::Cell::Unknown) {
        notes.push(desk.label(&desk.reports.common.absent, None));
    }
    ReportTable {
        id: table.id.clone(),
        title: desk.fill(pick(desk.lang, &table.vi, &table.en), frame.who),
        columns: columns.collect(),
        rows,
        notes,
    }
}

/// On which day and on what authority totals are declared that the table shows.
fn said_by(
    desk: &SectionContext<'_>,
    frame: &ResolvedTable<'_>,
    taken: &BTreeMap<&str, PopulationItems<'_>>,
) -> Vec<String> {
    let shown: BTreeSet<&str> = frame.crowd().collect();
    let items = shown.into_iter().filter_map(|name| taken.get(name)).flat_map(|t| &t.items);
    let said =
        items.filter_map(
            |item| if let ItemFact::Declared(_, source) = item.fact { Some((item.day?, source)) } else { None },
        );
    let said: BTreeSet<_> = said.collect();
    let note = |(day, source): (crate::domain::Day, &str)| {
        let text = desk.reports.common.declared.of(desk.lang);
        text.replace("{day}", &day.to_string()).replace("{source}", source)
    };
    said.into_iter().map(note).collect()
}

/// The number of people for whom some cell of the table is unknown.
fn doubtful(frame: &ResolvedTable<'_>, taken: &BTreeMap<&str, PopulationItems<'_>>) -> usize {
    let shown: BTreeSet<&str> = frame.crowd().collect();
    let mut people: BTreeSet<CadreId> =
        shown.into_iter().filter_map(|name| taken.get(name)).flat_map(|t| t.doubtful.iter().copied()).collect();
    for asked in frame.rows.iter().flat_map(|row| frame.columns.iter().filter_map(|column| frame.asked(row, column))) {
        let Some(taken) = taken.get(asked.who.id.as_str()) else { continue };
        let unsure = |item: &&Item<'_>| item.person.as_ref().is_some_and(|person| asked.may_be_unsure_of(person));
        let open = taken.items.iter().filter(unsure).filter(|item| asked.answer(taken.view, item) == Answer::Unknown);
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
    taken.items.iter().filter(|item| asked.counts(taken.view, item)).map(Counted::of).collect()
}
