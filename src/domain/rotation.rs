//! Rotation (luân chuyển) and transfer (điều động): who was sent where, for how long, what is thought of it, and what
//! comes after.

use crate::domain::calendar::{Dated, Day, held};
use crate::domain::facts::Grade;
use crate::domain::ids::{CadreId, PostId, RotationId};
use crate::domain::post::{Act, Decision};
use crate::domain::unit::Level;
use serde::{Deserialize, Serialize};

/// What kind of move it is. Reports count rotations and the kinds of transfers apart (S-31).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MoveKind {
    /// luân chuyển
    Rotation,
    /// điều động giữa tỉnh và huyện
    ProvinceDistrict,
    /// điều động giữa các cơ quan cùng cấp
    Departments,
    /// điều động giữa các địa phương
    Localities,
    /// điều động giữa huyện và xã
    DistrictCommune,
    /// điều động giữa tỉnh và xã
    ProvinceCommune,
    /// biệt phái: neither rotation nor transfer, recorded and counted apart
    Secondment,
}

impl MoveKind {
    /// Whether the person is away for a time and comes back to something; a transfer is done when it begins.
    #[must_use]
    pub fn sends_away(self) -> bool {
        matches!(self, MoveKind::Rotation | MoveKind::Secondment)
    }

    /// What a transfer between posts of these levels is; `one_place` where both lie in one locality.
    #[must_use]
    pub fn between(from: Level, to: Level, one_place: bool) -> MoveKind {
        match (from.min(to), from.max(to)) {
            (Level::Province | Level::Central, Level::District) => MoveKind::ProvinceDistrict,
            (Level::Province | Level::Central, Level::Commune) => MoveKind::ProvinceCommune,
            (Level::District, Level::Commune) => MoveKind::DistrictCommune,
            _ if one_place => MoveKind::Departments,
            _ => MoveKind::Localities,
        }
    }
}

/// Which way it goes (hướng), S-32 asks for all three.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// từ trên xuống
    Down,
    /// từ dưới lên
    Up,
    /// ngang
    Across,
}

impl Direction {
    /// Which way a move between levels goes.
    #[must_use]
    pub fn between(from: Level, to: Level) -> Direction {
        match from.cmp(&to) {
            std::cmp::Ordering::Less => Direction::Down,
            std::cmp::Ordering::Greater => Direction::Up,
            std::cmp::Ordering::Equal => Direction::Across,
        }
    }
}

/// What it is for (65-QĐ/TW, điều 4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// đào tạo, rèn luyện cán bộ trong quy hoạch
    Train,
    /// bố trí người đứng đầu không là người địa phương
    NonLocal,
    /// giữ một chức vụ hai nhiệm kỳ liên tiếp
    TwoTerms,
    /// theo yêu cầu nhiệm vụ
    Need,
}

/// How far it has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Phase {
    /// đề xuất
    Proposed,
    /// đã thống nhất chủ trương
    Agreed,
    /// đã có quyết định
    Approved,
    /// đang luân chuyển
    Away,
    /// hết thời gian, chờ bố trí
    Finished,
    /// đã bố trí
    Placed,
    /// bố trí ổn định tại nơi đến, không còn là luân chuyển
    Stayed,
    /// đã trở về
    Returned,
    /// thôi thực hiện
    Cancelled,
}

impl Phase {
    /// How far it is on the way: several steps of one day leave only the last of them behind.
    #[must_use]
    pub fn rank(self) -> u8 {
        match self {
            Phase::Proposed => 0,
            Phase::Agreed => 1,
            Phase::Approved => 2,
            Phase::Away => 3,
            Phase::Finished => 4,
            Phase::Placed | Phase::Stayed | Phase::Returned | Phase::Cancelled => 5,
        }
    }

    /// Whether a step may lead from here to there.
    #[must_use]
    pub fn leads_to(self, to: Phase) -> bool {
        use Phase::{Agreed, Approved, Away, Cancelled, Finished, Placed, Proposed, Returned, Stayed};
        match self {
            Proposed => matches!(to, Agreed | Cancelled),
            Agreed => matches!(to, Approved | Cancelled),
            // a transfer is done when it begins
            Approved => matches!(to, Away | Placed | Cancelled),
            Away => to == Finished,
            Finished => matches!(to, Placed | Stayed | Returned),
            Placed | Stayed | Returned | Cancelled => false,
        }
    }
}

/// Of what time an assessment speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Assessed {
    Year(i16),
    /// The whole time away.
    End,
}

/// What the destination and the managing tier thought of the work.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Assessment {
    /// Of what time.
    pub of: Assessed,
    pub on: Day,
    pub grade: Grade,
}

/// What is meant to come afterwards (S-34: a plan states it before anybody goes).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Afterwards {
    /// trở về vị trí trước
    Return,
    /// bố trí vị trí cao hơn
    Higher,
    /// bố trí vị trí tương đương
    Equivalent,
    /// ổn định tại nơi đến
    Stay,
}

/// The plan for afterwards.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct AfterPlan {
    /// What is meant.
    pub what: Afterwards,
    /// The post, where one is named.
    pub post: Option<PostId>,
    /// Day on which it was planned.
    pub on: Day,
}

/// What the destination gives (65-QĐ/TW, điều 11; S-34).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, Serialize, Deserialize)]
pub struct Support {
    /// nhà ở công vụ, or money for it
    pub housing: bool,
    /// phụ cấp của chức vụ trước được bảo lưu
    pub allowance_kept: bool,
}

/// One move of one person.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Rotation {
    /// Identity for good.
    pub id: RotationId,
    pub cadre: CadreId,
    /// What kind of move.
    pub kind: MoveKind,
    pub direction: Direction,
    pub purpose: Purpose,
    /// The post that is left; none where the person held none on the register.
    pub from: Option<PostId>,
    /// The post that is taken.
    pub to: PostId,
    /// How far it has come, by date; may be dated ahead.
    pub phases: Vec<Dated<Phase>>,
    /// Day on which it is meant to begin.
    pub planned: Option<Day>,
    /// Least months where the decision names them, instead of the rule's.
    pub minimum: Option<u16>,
    /// Last day, only where the decision names one.
    pub until: Option<Day>,
    /// Paper that lets it go on until then (gia hạn).
    pub extension: Option<Decision>,
    /// Paper that agreed, of the person's sector where it has to (hiệp y).
    pub agreement: Option<Decision>,
    /// Paper that sends.
    pub decision: Option<Decision>,
    /// Assessments in order of time.
    pub assessments: Vec<Assessment>,
    /// What the destination gives.
    pub support: Support,
    /// What is meant to come afterwards.
    pub after: Option<AfterPlan>,
    /// How it ended, once it has.
    pub ended: Option<Act>,
    /// Anything else, as the list has it.
    pub note: String,
}

impl Rotation {
    /// A move of somebody to a post of which nothing else is known yet: for need, across, without a day or a paper.
    #[must_use]
    pub fn new(id: RotationId, cadre: CadreId, kind: MoveKind, to: PostId) -> Rotation {
        Rotation {
            id,
            cadre,
            kind,
            direction: Direction::Across,
            purpose: Purpose::Need,
            from: None,
            to,
            phases: Vec::new(),
            planned: None,
            minimum: None,
            until: None,
            extension: None,
            agreement: None,
            decision: None,
            assessments: Vec::new(),
            support: Support::default(),
            after: None,
            ended: None,
            note: String::new(),
        }
    }

    /// How far it has come on a day; none before it was proposed.
    #[must_use]
    pub fn phase(&self, on: Day) -> Option<Phase> {
        held(&self.phases, on).copied()
    }

    /// The day on which it came to a phase.
    #[must_use]
    pub fn reached(&self, phase: Phase) -> Option<Day> {
        self.phases.iter().find(|p| p.value == phase).map(|p| p.span.from)
    }

    /// The first day away: of a transfer the day on which it was done.
    #[must_use]
    pub fn began(&self) -> Option<Day> {
        self.reached(Phase::Away).or_else(|| (!self.kind.sends_away()).then(|| self.reached(Phase::Placed)).flatten())
    }

    /// Since when it is proposed and has not begun; none once it has begun or was called off.
    #[must_use]
    pub fn waits(&self) -> Option<Day> {
        self.phases.last().filter(|p| p.value.rank() < Phase::Away.rank())?;
        self.phases.first().map(|p| p.span.from)
    }

    /// The day from which the person is no longer away, as far as it is known; the ends of time while open.
    #[must_use]
    pub fn back(&self) -> Day {
        self.phases.iter().find(|p| p.value == Phase::Away).map_or(Day::MAX, |p| p.span.to)
    }

    /// Full months from the beginning to a day; 0 before the beginning.
    #[must_use]
    pub fn months_until(&self, day: Day) -> i64 {
        self.reached(Phase::Away).map_or(0, |began| i64::from(began.months_until(day)))
    }

    /// The last full year away up to a day of which there is no assessment.
    #[must_use]
    pub fn unassessed(&self, on: Day) -> Option<i16> {
        self.unassessed_years(on).last()
    }

    /// Full years away up to a day of which there is no assessment.
    pub fn unassessed_years(&self, on: Day) -> impl Iterator<Item = i16> {
        let last = on.min(self.back()).year();
        let years = self.reached(Phase::Away).map_or(0..0, |began| {
            // a year that was begun at home is not the destination's to assess
            let begins = Day::of(began.year(), 1, 1).is_some_and(|first| began <= first);
            (if begins { began.year() } else { began.year().saturating_add(1) })..last
        });
        years.filter(|year| !self.assessments.iter().any(|a| a.of == Assessed::Year(*year)))
    }

    /// Full months away up to a day; none before the beginning.
    #[must_use]
    pub fn months(&self, on: Day) -> Option<i64> {
        self.reached(Phase::Away).filter(|began| *began <= on)?;
        Some(self.months_until(on.min(self.back())))
    }
}
