//! `data/today.toml`: which lines there are, and which committees.

use crate::domain::{IsoDay, Level};
use crate::policy::{Body, Sureness};
use crate::register::rotations::{Lacks, Queue};
use crate::search::Fact;
use serde::Deserialize;
use std::sync::LazyLock;

/// Where a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Group {
    /// Đến hạn: wants doing now.
    Due,
    /// Sắp tới: is coming.
    Ahead,
}

/// A day of every year: `"11-15"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Yearly {
    /// 1 to 12.
    pub month: i8,
    /// Day of the month.
    pub day: i8,
}

impl TryFrom<String> for Yearly {
    type Error = String;

    fn try_from(text: String) -> Result<Yearly, String> {
        let parts = text.split_once('-').and_then(|(m, d)| Some((m.parse().ok()?, d.parse().ok()?)));
        // a leap year has every day that any year has
        let known = |(month, day): &(i8, i8)| crate::domain::Day::of(2024, *month, *day).is_some();
        let (month, day) = parts.filter(known).ok_or_else(|| format!("not a month and a day: {text}"))?;
        Ok(Yearly { month, day })
    }
}

/// What a line counts.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum LineKind {
    /// People whom a query finds.
    People {
        /// The query, with its days to be filled in.
        query: String,
        /// The fact whose nearest day stands on the line, and by whose days the people are listed.
        #[serde(default)]
        by: Option<Fact>,
    },
    /// Units that the corrected gazetteer would set right.
    Mend,
    /// Review rounds that are not approved.
    Rounds,
    /// Review rounds that have been submitted and are not approved, by the working days since.
    #[serde(rename_all = "kebab-case")]
    Approval {
        /// More than so many working days.
        #[serde(default)]
        over: u32,
        /// No more than so many; none: however many.
        #[serde(default)]
        within: Option<u32>,
    },
    /// Reviews of a unit's pools after the first of the year, until so many days after they were approved.
    SecondReview { days: i32 },
    /// People who must leave a pool, at once or at the next review; `query` finds the same people.
    Leavers {
        query: String,
        when: LeavesWhen,
        #[serde(default)]
        by: Option<Fact>,
    },
    /// The plan of the next term, between so many months after the first day of the party's term that runs.
    #[serde(rename_all = "kebab-case")]
    NextPlan { from_month: i32, to_month: i32 },
    /// Moves in a queue of rotations, each with the day on which its months are full.
    Moves {
        queue: Queue,
        /// What they must lack to be counted.
        #[serde(default)]
        lacks: Option<Lacks>,
    },
    /// A report to be made every year.
    Report {
        /// Before which day.
        day: Yearly,
        /// How many days before it stands on the screen.
        notice: i32,
        /// Whether it leads to the pools.
        #[serde(default)]
        pools: bool,
    },
}

/// When somebody who must leave a pool is out of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LeavesWhen {
    AtOnce,
    AtReview,
}

/// A line as the data has it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct LineDefinition {
    /// Short name, unique.
    pub id: String,
    /// Where it stands.
    pub group: Group,
    /// What it counts.
    #[serde(flatten)]
    pub kind: LineKind,
    /// First day on which it may stand on the screen: that of the paper on which it rests.
    #[serde(default)]
    pub from: Option<IsoDay>,
    /// Last day on which it may.
    #[serde(default)]
    pub until: Option<IsoDay>,
    /// The province whose paper it is, by its statistics code; everywhere where not given.
    #[serde(default)]
    pub province: Option<u32>,
    /// Whether a projected screen must not show it.
    #[serde(default)]
    pub sensitive: bool,
    /// How sure its source is.
    pub sureness: Sureness,
    /// Paper it rests on.
    pub source: String,
    /// What it says.
    pub vi: String,
    /// What it says, in English.
    pub en: String,
}

/// A committee, or those of all units of a level together.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Listed {
    /// Short name, unique.
    pub id: String,
    /// Which list of a unit it is.
    pub of: Body,
    /// Of units of this level.
    pub level: Level,
    /// Of units of these kinds alone, by code; none named: of every kind.
    #[serde(default)]
    pub kinds: Vec<String>,
    /// What it is called.
    pub vi: String,
    /// What it is called, in English.
    pub en: String,
}

/// Days on which offices are closed besides Saturday and Sunday.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Closed {
    /// Of every year.
    pub every_year: Vec<Yearly>,
    /// Of one year.
    pub days: Vec<IsoDay>,
    /// How sure the source is.
    pub sureness: Option<Sureness>,
    /// Paper it rests on.
    pub source: String,
}

/// What the start screen lists.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Today {
    /// When offices are closed.
    pub closed: Closed,
    /// Lines of work.
    #[serde(rename = "line")]
    pub lines: Vec<LineDefinition>,
    #[serde(rename = "body")]
    pub bodies: Vec<Listed>,
}

const EMBEDDED: &str = include_str!("../../../data/today.toml");

static TODAY: LazyLock<Today> =
    // the embedded file is read by a test; one that cannot be read lists nothing
    LazyLock::new(|| Today::read(EMBEDDED).unwrap_or_default());

impl Today {
    /// The lines that come with the program.
    #[must_use]
    pub fn embedded() -> &'static Today {
        &TODAY
    }

    /// Reads a file's text.
    ///
    /// # Errors
    /// What is wrong with it, with its line.
    pub fn read(text: &str) -> Result<Today, toml::de::Error> {
        toml::from_str(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::Query;

    #[test]
    fn the_file_that_comes_with_the_program_is_read_and_its_queries_are_understood() {
        let plan = Today::read(EMBEDDED).unwrap();
        assert!(plan.lines.len() >= 8 && plan.bodies.len() >= 3);
        let view = crate::register::View::new(
            Default::default(),
            crate::register::Catalogue::embedded().unwrap().into(),
            crate::domain::Day::parse("01/05/2024").unwrap(),
        );
        for line in &plan.lines {
            assert!(!line.source.is_empty() && !line.vi.is_empty() && !line.en.is_empty(), "{}", line.id);
            if let LineKind::People { query, .. } | LineKind::Leavers { query, .. } = &line.kind {
                let filled = super::super::days::filled(query, &view, &plan);
                let (filled, _) = filled.unwrap_or_else(|| panic!("{query}"));
                let query = Query::parse(&filled).unwrap_or_else(|e| panic!("{filled}: {e}"));
                assert!(query.is_of_facts(), "{filled}");
                assert_eq!(query.is_sensitive(), line.sensitive, "{filled}");
            }
        }
    }
}
