//! Planning (quy hoạch): who is planned for which post in which term, and the review rounds that say so.

use crate::domain::calendar::{Dated, Day, Span, held};
use crate::domain::ids::{CadreId, EntryId, PostId, RoundId, UnitId};
use crate::domain::ids::{ListId, TermId};
use crate::domain::post::Decision;
use serde::{Deserialize, Serialize};

/// Where a planned person works (nguồn): S-08 of the domain notes asks for both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origination {
    /// tại chỗ: in the unit of the post or under it
    Local,
    /// nơi khác
    Outside,
}

/// How an entry or a round came to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PlanKind {
    /// xây dựng mới
    Built,
    /// rà soát, bổ sung
    Reviewed,
}

/// How far an entry has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// đề xuất
    Proposed,
    /// đang thẩm định
    UnderReview,
    /// đã phê duyệt
    Approved,
}

/// Votes for one person in one step of a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct StepVotes {
    /// Number of the step, as the policy's list of steps counts them.
    pub step: u8,
    /// Ballots for the person.
    pub votes: u16,
}

/// Why somebody leaves a pool.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Removal {
    /// Entry of the catalogue's list of reasons.
    pub reason: ListId,
    /// In the author's words, where the list does not say it.
    pub text: String,
    /// Paper that approved it, once there is one.
    pub decision: Option<Decision>,
    /// Review round that proposed it.
    pub round: Option<RoundId>,
}

/// One person's place in the pool of one post for one term.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Entry {
    /// Identity for good.
    pub id: EntryId,
    /// The post (of a committee: the post of its members).
    pub post: PostId,
    /// The term it is planned for.
    pub term: TermId,
    pub cadre: CadreId,
    /// From the day it was proposed until the day it left the pool.
    pub span: Span,
    /// How far it has come, by date; may be dated ahead.
    pub stages: Vec<Dated<Stage>>,
    /// Order in the list, from one.
    pub order: u16,
    /// Where the person works.
    pub source: Origination,
    /// Built new, or added at a review.
    pub kind: PlanKind,
    /// The round that proposed it.
    pub round: Option<RoundId>,
    /// Paper that approved it.
    pub decision: Option<Decision>,
    /// Why it leaves; only proposed while [`Entry::span`] goes on.
    pub removal: Option<Removal>,
    /// Votes by step.
    pub votes: Vec<StepVotes>,
    /// The entry it goes on from, where its post ended in a reorganisation.
    pub carried: Option<EntryId>,
    /// Anything else, as the list has it.
    pub note: String,
}

impl Entry {
    /// A place in a pool of which nothing else is known yet: the first of the list, of the post's own unit, built new.
    #[must_use]
    pub fn new(id: EntryId, cadre: CadreId, (post, term): (PostId, TermId), span: Span) -> Entry {
        Entry {
            id,
            post,
            term,
            cadre,
            span,
            stages: Vec::new(),
            order: 1,
            source: Origination::Local,
            kind: PlanKind::Built,
            round: None,
            decision: None,
            removal: None,
            votes: Vec::new(),
            carried: None,
            note: String::new(),
        }
    }

    /// How far it has come on a day; none when it is not in the pool then.
    #[must_use]
    pub fn stage(&self, on: Day) -> Option<Stage> {
        if self.span.holds(on) { held(&self.stages, on).copied() } else { None }
    }

    /// Whether its removal is proposed, or decided and not yet in force, on the day.
    #[must_use]
    pub fn leaving(&self, on: Day) -> bool {
        let known = |r: &Removal| r.decision.as_ref().is_none_or(|d| d.on <= on);
        self.removal.as_ref().is_some_and(known) && self.span.holds(on)
    }
}

/// A meeting of a round at which people are voted on (bước).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Step {
    /// Number of the step, as the policy's list of steps counts them.
    pub step: u8,
    /// Day it was held.
    pub held: Day,
    /// triệu tập
    pub summoned: u16,
    /// có mặt
    pub present: u16,
    /// phiếu phát ra
    pub issued: u16,
    /// phiếu thu về
    pub returned: u16,
    /// phiếu hợp lệ
    pub valid: u16,
    /// How many are to be chosen; the people voted on must be more where the rule asks for a surplus (số dư).
    pub choose: u16,
}

/// A review round (rà soát, bổ sung) or the first building of the pools of a unit and of what stands under it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Round {
    /// Identity for good.
    pub id: RoundId,
    /// Whose pools it speaks of; those of the units under it too.
    pub unit: UnitId,
    /// The term it speaks of.
    pub term: TermId,
    /// Built new or reviewed.
    pub kind: PlanKind,
    /// Year of the review.
    pub year: u16,
    /// Day it was opened.
    pub opened: Day,
    /// The plan that orders it (kế hoạch).
    pub plan: Option<Decision>,
    /// Day it was submitted.
    pub submitted: Option<Day>,
    /// Day the competent authority approved it.
    pub approved: Option<Day>,
    /// Paper that approved it.
    pub decision: Option<Decision>,
    /// Day it was closed; nothing changes in it after that.
    pub closed: Option<Day>,
    pub steps: Vec<Step>,
    pub note: String,
}

/// What a round is on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RoundState {
    /// đang mở
    Open,
    /// đã trình
    Submitted,
    /// đã phê duyệt
    Approved,
    /// đã đóng
    Closed,
}

impl Round {
    /// What it is on a day; none before it was opened.
    #[must_use]
    pub fn state(&self, on: Day) -> Option<RoundState> {
        let reached = |day: Option<Day>| day.is_some_and(|d| d <= on);
        (self.opened <= on).then(|| match () {
            () if reached(self.closed) => RoundState::Closed,
            () if reached(self.approved) => RoundState::Approved,
            () if reached(self.submitted) => RoundState::Submitted,
            () => RoundState::Open,
        })
    }
}
