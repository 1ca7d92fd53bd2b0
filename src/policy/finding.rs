//! What a rule came to: numbers, no words.

use super::vocabulary::{List, Strength};
use crate::domain::{
    CadreId, Day, Education, Grade, Management, Measure, Outcome, Period, PlanObject, Role, Status, Subject, TermId,
    Theory, TitleId,
};
use serde::Serialize;
use std::sync::Arc;

/// What a rule came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// đạt
    Met,
    /// trường hợp đặc biệt: not met, and the paper of the authority that decided it is on record
    Special,
    /// chưa đủ dữ liệu
    Unknown,
    /// chưa đạt chỉ tiêu phấn đấu
    Missed,
    /// không đạt
    Broken,
}

impl Verdict {
    /// What an answer comes to under a rule: one that is hard is broken, others are missed.
    pub(super) fn under(strength: Strength, holds: Holds) -> Verdict {
        match (holds, strength) {
            (Holds::Yes, _) => Verdict::Met,
            (Holds::Special, _) => Verdict::Special,
            (Holds::Unknown, _) => Verdict::Unknown,
            (Holds::No, Strength::Hard) => Verdict::Broken,
            (Holds::No, Strength::Target | Strength::Notice) => Verdict::Missed,
        }
    }
}

/// Whether what was measured keeps to its limit, before the strength of the rule makes a verdict of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    Yes,
    /// It does not, and the authority has decided it as a special case that the rule knows.
    Special,
    No,
    /// A date that is not known in full, or a fact that is not on record, leaves it open.
    Unknown,
}

impl Holds {
    /// Yes where it holds even by the worst of what an unknown date may be, no where it does not even by the best.
    pub(super) fn between(at_worst: bool, at_best: bool) -> Holds {
        match (at_worst, at_best) {
            (true, _) => Holds::Yes,
            (false, false) => Holds::No,
            (false, true) => Holds::Unknown,
        }
    }
}

impl From<bool> for Holds {
    fn from(holds: bool) -> Holds {
        if holds { Holds::Yes } else { Holds::No }
    }
}

/// What a kind of rule measured of one case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) measured: Amount,
    pub(super) limit: Limit,
    pub(super) holds: Holds,
    /// It was worked out of a date of which only the year or the month is known.
    pub(super) estimated: bool,
    /// The day from which on months are counted, where that is not the day of the rules.
    pub(super) from: Option<Day>,
    /// It lies below what a special case may go down to: no paper lifts it.
    pub(super) absolute: bool,
}

impl Answer {
    pub(super) fn new(measured: Amount, limit: Limit, holds: impl Into<Holds>) -> Answer {
        Answer { measured, limit, holds: holds.into(), estimated: false, from: None, absolute: false }
    }

    /// What does not hold, as a rule that knows special cases sees it: with the paper it is one, as long as it is not
    /// below the floor.
    pub(super) fn or_special(self, paper: bool, above_floor: bool) -> Answer {
        match self.holds {
            Holds::No if above_floor && paper => Answer { holds: Holds::Special, ..self },
            Holds::No => Answer { absolute: !above_floor, ..self },
            _ => self,
        }
    }

    /// It asks yes or no, and what was measured is what speaks against it: nothing, where it is met.
    pub(super) fn free_of(measured: Option<Amount>) -> Answer {
        Answer::new(measured.unwrap_or_default(), Limit::default(), measured.is_none())
    }

    pub(super) fn estimated(self, estimated: bool) -> Answer {
        Answer { estimated, ..self }
    }

    pub(super) fn counted_from(self, from: Day) -> Answer {
        Answer { from: Some(from), ..self }
    }
}

/// A number of people, places or titles.
pub(super) fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// Something measured, or a limit that it is held against. Ratios stay pairs: no limit is tested on a rounded number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Amount {
    /// Nothing on record, or nothing asked.
    #[default]
    None,
    /// People, titles, seats, bands.
    Count(i64),
    Months(i64),
    /// Age in full years.
    Years(i64),
    /// Part of a whole: people of seats, women of people, low ballots of those returned.
    Ratio(i64, i64),
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
    /// A title: the one that is held.
    Title(TitleId),
    /// đối tượng 1, đối tượng 2, and the title that is held of which that follows.
    Object(PlanObject, Option<TitleId>),
}

/// What is asked: not less, not more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Limit {
    pub least: Amount,
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

/// In what pool or list a finding speaks of its subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Scope {
    #[default]
    Whole,
    /// In a pool: the finding of a person, whose subject is the cadre, or of the pool, whose subject is the post.
    Pool(crate::domain::PostId, TermId),
    /// In a list of a term.
    List(List, TermId),
    /// In the post to which somebody comes, or in which somebody is.
    Post(crate::domain::PostId),
    /// In the grades of a period, of a group of like posts where one is meant.
    Graded(Period, Option<Role>),
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
    /// The day from which on months are counted: the reference month of the term, or the review.
    pub from: Option<Day>,
    /// Day whose rules judged.
    pub judged: Day,
    /// It lies below what a special case may go down to: no paper lifts it.
    pub absolute: bool,
    /// It follows from the change of a fact (a discipline, a grade, a birth): said, but no reason to refuse the fact.
    pub aside: bool,
    /// Which of the office's own versions of the rule found it, counted from one; 0: the rule as the program has it.
    pub own: u16,
}

impl Finding {
    /// Whether it rests on the office's own number.
    #[must_use]
    pub fn is_own(&self) -> bool {
        self.own > 0
    }

    /// Whether it stops a change that has no exception.
    #[must_use]
    pub fn stops(&self) -> bool {
        self.strength == Strength::Hard && self.verdict == Verdict::Broken && !self.aside
    }

    /// Whether it stops a change even where the paper of an exception is there.
    #[must_use]
    pub fn forbids(&self) -> bool {
        self.stops() && self.absolute
    }
}

/// The worst verdict of some findings; met where there are none.
#[must_use]
pub fn worst<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Verdict {
    findings.into_iter().map(|f| f.verdict).max().unwrap_or(Verdict::Met)
}

/// Whether a finding stops a change that has no exception.
#[must_use]
pub fn stops(finding: &Finding) -> bool {
    finding.stops()
}

/// Whether a finding stops a change even where the paper of an exception is there.
#[must_use]
pub fn forbids(finding: &Finding) -> bool {
    finding.forbids()
}
