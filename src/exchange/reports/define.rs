//! What a report is, as its data file says it: sections with their own days, tables whose rows and columns name whom
//! they count (a population) and by what (a measure). Two small vocabularies, [`Kind`] and [`Asks`], make all of it.

use super::super::Label;
pub use super::asks::Asks;
pub use super::axis::{Axis, Written};
use crate::domain::{Day, IsoDay, Total};
use crate::register::fields::codes::Coded;
use serde::{Deserialize, Deserializer};

/// A value that data files write by its short name, the one of forms and of the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word<T>(pub T);

impl<'de, T: Coded> Deserialize<'de> for Word<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        T::coded(&text).map(Word).ok_or_else(|| {
            let known: Vec<&str> = T::ALL.iter().map(|(code, _)| *code).collect();
            serde::de::Error::custom(format!("{text} is none of: {}", known.join(", ")))
        })
    }
}

/// What a population is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
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
    /// Units that stand on the day.
    Units,
    /// A total that units declare.
    Declared,
    /// What the register has no records of.
    Absent,
}

/// What followed a discipline within half a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum After {
    /// nghỉ hưu trước tuổi, thôi việc
    Left,
    /// thôi giữ chức vụ, bố trí thấp hơn
    Lower,
    /// the post is kept
    Kept,
}

/// Which term: the one that runs on the section's day, or the one after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Which {
    /// The one that runs.
    Current,
    /// The one after it.
    Next,
}

/// From which day on, or on which day, a population is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// The start of the term that runs: the report's own first day of it, else the term's.
    Term,
    /// A day.
    Day(Day),
}

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        let day =
            || Day::parse(&text).ok_or_else(|| serde::de::Error::custom(format!("neither a day nor term: {text}")));
        if text == "term" { Ok(When::Term) } else { day().map(When::Day) }
    }
}

/// Whom or what a row or a column counts.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Population {
    /// Short name.
    pub id: String,
    /// What it is made of.
    pub of: Kind,
    /// Which of them.
    #[serde(default, rename = "where")]
    pub asks: Asks,
    /// From which day on things are counted.
    #[serde(default)]
    pub since: Option<When>,
    /// On which day it is looked at, where that is not the section's.
    #[serde(default)]
    pub at: Option<When>,
    /// Of grades: so many years before the section's.
    #[serde(default)]
    pub years_back: Option<i16>,
    /// Of grades: of so many years that end with it.
    #[serde(default)]
    pub years: Option<i16>,
    /// Of grades: the quarter; 0 is the one before the section's day.
    #[serde(default)]
    pub quarter: Option<i8>,
    /// Of pools: the term.
    #[serde(default)]
    pub term: Option<Which>,
    /// Of declared totals: which, added up.
    #[serde(default)]
    pub total: Vec<Word<Total>>,
    /// Of declared totals: which are taken from it.
    #[serde(default)]
    pub minus: Vec<Word<Total>>,
}

/// How what is counted becomes a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Show {
    /// How many.
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
pub struct Measure {
    /// Short name.
    pub id: String,
    /// Heading.
    pub vi: String,
    /// Heading, in English.
    pub en: String,
    /// What is asked.
    #[serde(default, rename = "where")]
    pub asks: Asks,
    /// What is made of it.
    #[serde(default)]
    pub show: Show,
}

/// A table.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// Short name, unique in the report.
    pub id: String,
    /// Title.
    pub vi: String,
    /// Title, in English.
    pub en: String,
    /// Whom all of it counts, where rows and columns do not say.
    #[serde(default)]
    pub who: Option<String>,
    /// Its rows.
    pub rows: Vec<Written>,
    /// Its columns.
    pub columns: Vec<Written>,
    /// What is said below it.
    #[serde(default)]
    pub notes: Vec<Label>,
}

/// A section.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Short name.
    pub id: String,
    /// Title.
    pub vi: String,
    /// Title, in English.
    pub en: String,
    /// The day it speaks of.
    pub on: IsoDay,
    /// Where the printed report has it.
    pub source: String,
    /// Its tables.
    pub table: Vec<Table>,
    /// Whether it is hidden in the meeting mode whom it counts.
    #[serde(default)]
    pub sensitive: bool,
    /// What is said of it.
    #[serde(default)]
    pub notes: Vec<Label>,
}

/// A report.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// Short name, as the command line has it.
    pub id: String,
    /// Title.
    pub vi: String,
    /// Title, in English.
    pub en: String,
    /// The paper that it follows.
    pub source: String,
    /// The first day of what it counts since the start of the term, where that is not the term's first day.
    #[serde(default)]
    pub since: Option<IsoDay>,
    /// Populations of its own.
    #[serde(default)]
    pub population: Vec<Population>,
    /// Measures of its own.
    #[serde(default)]
    pub measure: Vec<Measure>,
    /// Its sections.
    pub section: Vec<Section>,
}

/// What all reports share.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Common {
    /// Populations.
    pub population: Vec<Population>,
    /// Measures.
    pub measure: Vec<Measure>,
    /// Said below a table that has a cell without records.
    pub absent: Label,
    /// Said below a table of declared totals, with `{day}` and `{source}`.
    pub declared: Label,
    /// Said below a table of whose cells it cannot be told of `{n}` people whether they belong there.
    pub doubtful: Label,
    /// The heading over the rows' names.
    pub rows: Label,
    /// Headings of a comparison.
    pub between: Between,
}

/// Headings of a comparison of two days.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Between {
    /// Title, with `{from}` and `{to}`.
    pub title: Label,
    /// The difference.
    pub change: Label,
    /// New in the population.
    pub joined: Label,
    /// No longer in it.
    pub left: Label,
    /// In it on both days, counted here only on the second.
    pub came: Label,
    /// In it on both days, counted here only on the first.
    pub went: Label,
    /// Said where nothing has changed.
    pub same: Label,
}
