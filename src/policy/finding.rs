//! What a rule came to: numbers, no words.

use super::{List, Strength};
use crate::domain::{CadreId, Day, Education, Grade, Management, Measure, Outcome, Status, Subject, TermId, Theory};
use serde::Serialize;
use std::sync::Arc;

/// What a rule came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// đạt
    Met,
    /// chưa đủ dữ liệu
    Unknown,
    /// chưa đạt chỉ tiêu phấn đấu
    Missed,
    /// không đạt
    Broken,
}

/// Something measured, or a limit that it is held against. Ratios stay pairs: no limit is tested on a rounded number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Amount {
    /// Nothing on record, or nothing asked.
    #[default]
    None,
    /// People, titles, seats, bands.
    Count(i64),
    /// Months.
    Months(i64),
    /// Age in full years.
    Years(i64),
    /// Part of a whole: people of seats, women of people, low ballots of those returned.
    Ratio(i64, i64),
    /// A day.
    Day(Day),
    /// Rank on a ladder.
    Rank(u16),
    /// xếp loại
    Grade(Grade),
    /// kết luận tiêu chuẩn chính trị
    Outcome(Outcome),
    /// hình thức kỷ luật
    Measure(Measure),
    /// trạng thái
    Status(Status),
    /// lý luận chính trị
    Theory(Theory),
    /// chuyên môn
    Education(Education),
    /// quản lý nhà nước
    Management(Management),
    /// Another person: the relative.
    Cadre(CadreId),
}

/// What is asked: not less, not more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Limit {
    /// The least.
    pub least: Amount,
    /// The most.
    pub most: Amount,
}

impl Limit {
    /// At least so much.
    #[must_use]
    pub fn least(least: Amount) -> Limit {
        Limit { least, most: Amount::None }
    }

    /// At most so much.
    #[must_use]
    pub fn most(most: Amount) -> Limit {
        Limit { least: Amount::None, most }
    }
}

/// In what a finding speaks of its subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Scope {
    /// In itself.
    #[default]
    Whole,
    /// In a pool: the finding of a person, whose subject is the cadre, or of the pool, whose subject is the post.
    Pool(crate::domain::PostId, TermId),
    /// In a list of a term.
    List(List, TermId),
}

/// What a rule found.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Finding {
    /// Id of the rule.
    pub rule: Arc<str>,
    /// How binding it is.
    pub strength: Strength,
    /// Whom or what it speaks of.
    pub subject: Subject,
    /// In which pool or list.
    pub scope: Scope,
    /// What was measured.
    pub measured: Amount,
    /// What it was held against.
    pub limit: Limit,
    /// What it came to.
    pub verdict: Verdict,
    /// It was worked out of a date of which only the year or the month is known.
    pub estimated: bool,
    /// It follows from the change of a fact (a discipline, a grade, a birth): said, but no reason to refuse the fact.
    pub aside: bool,
}

impl Finding {
    /// Whether it stops a change that has no exception.
    #[must_use]
    pub fn stops(&self) -> bool {
        self.strength == Strength::Hard && self.verdict == Verdict::Broken && !self.aside
    }
}

/// The worst verdict of some findings; met where there are none.
#[must_use]
pub fn worst<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Verdict {
    findings.into_iter().map(|f| f.verdict).max().unwrap_or(Verdict::Met)
}
