//! What a report is, as its data file says it: sections with their own days, tables whose rows and columns name whom
//! they count (a population) and by what (a measure). Two small vocabularies, [`PopulationKind`] and `Asks`, make all of it.

use super::asks::Asks;
use super::axis::AxisEntry;
use super::words::{TermChoice, When, Word};
use crate::domain::{Day, IsoDay, Period, Term, Total};
use crate::exchange::Label;
use crate::policy::Facts;
use crate::register::View;
use serde::Deserialize;

/// What a population is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PopulationKind {
    /// People of the province's payroll, each with the main post.
    Serving,
    /// People who hold a post that is asked for, each once, of whatever payroll.
    Holders,
    /// People by the highest tier that manages them, by all that they hold.
    Managed,
    /// Places in planning pools of a term.
    Planned,
    /// Grades of people for a year or a quarter, each with what the person held when it ended.
    Grades,
    /// Grades of units for a year.
    UnitGrades,
    /// Those who were voted on, or exempt, since the day.
    Votes,
    /// Political-standard conclusions since the day.
    Conclusions,
    /// Appointments that began or were made again since the day.
    Begun,
    /// Appointments that ended since the day.
    Ended,
    /// Rotations and transfers that began since the day.
    Moves,
    /// Disciplines since the day.
    Disciplined,
    /// People recruited since the day.
    Recruited,
    /// Degrees and courses of political theory and state management that were reached since the day.
    Gained,
    /// Heads of places, each with whether from there.
    Heads,
    /// Units that exist on the day.
    Units,
    /// A total that units declare.
    Declared,
    /// What the register has no records of.
    Absent,
}

/// Whom or what a row or a column counts.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PopulationDefinition {
    pub id: String,
    /// What it is made of.
    pub of: PopulationKind,
    /// Which of them.
    #[serde(default, rename = "where")]
    pub asks: Asks,
    /// From which day on things are counted.
    #[serde(default)]
    pub since: Option<When>,
    /// From which day on the published report counts them: for the province that published it alone.
    #[serde(default)]
    pub published_since: Option<IsoDay>,
    /// On which day it is looked at, where that is not the section's.
    #[serde(default)]
    pub at: Option<When>,
    /// Of grades: so many years before the section's.
    #[serde(default)]
    pub years_back: Option<i16>,
    /// Of grades: of so many years that end with it.
    #[serde(default)]
    pub years: Option<i16>,
    /// Of grades: the quarter; 0 is the last that is over.
    #[serde(default)]
    pub quarter: Option<i8>,
    /// Of grades: so many quarters before that one.
    #[serde(default)]
    pub quarters_back: i16,
    /// Of pools: the term.
    #[serde(default)]
    pub term: Option<TermChoice>,
    /// Of declared totals: which, added up; none named: all, for measures to choose from.
    #[serde(default)]
    pub total: Vec<Word<Total>>,
    /// Of declared totals: which are subtracted.
    #[serde(default)]
    pub minus: Vec<Word<Total>>,
}

impl PopulationDefinition {
    /// The term whose pools it counts.
    pub(super) fn term<'v>(&self, view: &'v View) -> Option<&'v Term> {
        let mut terms = view.catalogue.terms().iter().filter(|t| t.party_to.0 > view.on);
        if self.term == Some(TermChoice::Next) { terms.nth(1) } else { terms.next() }
    }

    /// The periods whose grades it counts, each with the day on which it ended.
    pub(super) fn periods(&self, on: Day) -> Vec<(Period, Day)> {
        if let Some(quarter) = self.quarter {
            let (year, quarter) = match (quarter, (on.next().month() - 1) / 3) {
                // the last quarter that is over
                (0, 0) => (on.next().year() - 1, 4),
                (0, over) => (on.next().year(), over),
                (named, _) => (on.year() - self.years_back.unwrap_or(0), named),
            };
            let nth = year * 4 + i16::from(quarter) - 1 - self.quarters_back;
            let (year, quarter) = (nth.div_euclid(4), i8::try_from(nth.rem_euclid(4)).unwrap_or(0) + 1);
            let first_after =
                Day::of(year + i16::from(quarter == 4), if quarter == 4 { 1 } else { quarter * 3 + 1 }, 1);
            return first_after.map(|day| (Period::Quarter(year, quarter), day.prev())).into_iter().collect();
        }
        // of a year that is not over nobody is graded yet
        let last = on.next().year() - 1 - self.years_back.unwrap_or(0);
        let first = last - self.years.unwrap_or(1).max(1) + 1;
        (first..=last).filter_map(|year| Some((Period::Year(year), Day::of(year, 12, 31)?))).collect()
    }
}

/// How what is counted becomes a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Show {
    #[default]
    Count,
    /// Of how many of the population, in per cent.
    Share,
    /// Mean age in full years.
    MeanAge,
    /// Planned ÷ seats, total ÷ total.
    Coefficient,
    /// Planned ÷ seats, the mean of units.
    CoefficientMean,
    /// The lowest share of high and trusted among all ballots returned, in per cent.
    LowestTrust,
}

/// By what people of a population are counted.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeasureDefinition {
    pub id: String,
    pub vi: String,
    pub en: String,
    /// What is asked.
    #[serde(default, rename = "where")]
    pub asks: Asks,
    /// What is made of it.
    #[serde(default)]
    pub show: Show,
    /// The first day on which there is what it asks for.
    #[serde(default)]
    pub from: Option<IsoDay>,
    /// The last day on which there was what it asks for.
    #[serde(default)]
    pub until: Option<IsoDay>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableDefinition {
    /// Short name, unique in the report.
    pub id: String,
    pub vi: String,
    pub en: String,
    /// Whom all of it counts, where rows and columns do not say.
    #[serde(default)]
    pub who: Option<String>,
    pub rows: Vec<AxisEntry>,
    pub columns: Vec<AxisEntry>,
    /// The first day on which there is what it counts.
    #[serde(default)]
    pub from: Option<IsoDay>,
    /// The last day on which there was what it counts.
    #[serde(default)]
    pub until: Option<IsoDay>,
    /// Notes below the table: how it is counted.
    #[serde(default)]
    pub notes: Vec<Label>,
    /// Notes on the figures that the published report prints.
    #[serde(default)]
    pub printed: Vec<Label>,
}

/// A section of a report as its file defines it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SectionDefinition {
    pub id: String,
    pub vi: String,
    pub en: String,
    /// The report's own day of it; none: the day that is looked at.
    #[serde(default)]
    pub on: Option<IsoDay>,
    /// Where the printed report has it.
    pub source: String,
    pub table: Vec<TableDefinition>,
    /// Whether it is hidden in the meeting mode whom it counts.
    #[serde(default)]
    pub sensitive: bool,
    /// Notes below the section: how it is counted.
    #[serde(default)]
    pub notes: Vec<Label>,
    /// Notes on the figures that the published report prints.
    #[serde(default)]
    pub printed: Vec<Label>,
}

impl SectionDefinition {
    /// The day as of which it is counted: one that is given, else the report's own, else the one that is looked at.
    #[must_use]
    pub fn day(&self, as_of: Option<Day>, looked_at: Day) -> Day {
        as_of.or(self.on.map(|own| own.0)).unwrap_or(looked_at)
    }
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportDefinition {
    /// Short name, as the command line has it.
    pub id: String,
    pub vi: String,
    pub en: String,
    /// The paper that it follows.
    pub source: String,
    /// Statistics code of the province that published it. None: it was published by no province.
    #[serde(default)]
    pub province: Option<u32>,
    /// The first day of what it counts since the start of the term, where that is not the term's first day.
    #[serde(default)]
    pub since: Option<IsoDay>,
    /// Populations of its own.
    #[serde(default)]
    pub population: Vec<PopulationDefinition>,
    /// Measures of its own.
    #[serde(default)]
    pub measure: Vec<MeasureDefinition>,
    pub section: Vec<SectionDefinition>,
}

impl ReportDefinition {
    /// The paper that it follows, where that is what is counted: of another province, or of other days than the paper's
    /// own, it says nothing.
    pub(super) fn said_source(&self, view: &View, own_days: bool) -> String {
        let own = own_days && self.province == view.province();
        if own || self.province.is_none() { self.source.clone() } else { String::new() }
    }
}

/// What all reports share.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Common {
    pub population: Vec<PopulationDefinition>,
    pub measure: Vec<MeasureDefinition>,
    /// Notice below a table that has a cell without records.
    pub absent: Label,
    /// Notice below a table of declared totals, with `{day}` and `{source}`.
    pub declared: Label,
    /// Note below a table whose declared totals are of before `{from}`, with `{day}` and `{source}`.
    pub earlier: Label,
    /// Name of what there was until a `{day}`, with `{name}`.
    pub ended: Label,
    /// Note that leaves out what there was until a `{day}`, with its `{names}`.
    pub past: Label,
    /// Note below a table for which it is unknown whether `{n}` people belong in a cell.
    pub doubtful: Label,
    /// The heading over the rows' names.
    pub rows: Label,
    /// Headings of a comparison.
    pub between: BetweenLabels,
}

/// Headings of a comparison of two days.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BetweenLabels {
    /// Title, with `{from}` and `{to}`.
    pub title: Label,
    pub change: Label,
    /// New in the population.
    pub joined: Label,
    /// No longer in it.
    pub left: Label,
    /// In it on both days, counted here only on the second.
    pub came: Label,
    /// In it on both days, counted here only on the first.
    pub went: Label,
    /// Notice where nothing has changed.
    pub same: Label,
}
