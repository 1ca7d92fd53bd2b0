//! A rule as it stands in the data: what it checks, with what parameters, of what, from when until when, on what it
//! rests, how binding and how sure it is.

use crate::domain::{
    ActKind, Day, Education, Grade, IsoDay, Level, Line, Management, Measure, MoveKind, Purpose, Status, TermId,
    Theory, Title,
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// How binding a rule is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Strength {
    /// Stops a change unless an exception rides along.
    Hard,
    /// A target: missed is said, nothing is stopped.
    Target,
    /// Worth a notice.
    Notice,
}

/// How sure the source of a rule is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sureness {
    /// The text itself was read.
    Text,
    /// A report or a paraphrase was read.
    Report,
    /// From an office's practice.
    Practice,
    /// Not found: a setting.
    Unsure,
}

/// A ratio as a pair, so that limits are tested exactly: `[15, 10]` is 1.5.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Ratio(pub i64, pub i64);

/// Of whom a list has a share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Group {
    /// nữ
    Women,
    /// trẻ: under the age that the rule of the level gives
    Young,
    /// dân tộc thiểu số
    Minority,
    /// nguồn nơi khác
    Outside,
}

/// Of whom a share is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Among {
    /// Those planned.
    #[default]
    Planned,
    /// Those in office.
    Sitting,
}

/// How somebody stands to the pool that an age is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Whom {
    /// Planned for the first time for a term to come.
    First,
    /// Planned for it already.
    Planned,
    /// Sits in the committee that is planned (tái cử).
    Sitting,
    /// Added to the pool of the term that runs.
    Added,
}

/// In what two relatives must not be together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Together {
    /// Members of one standing committee.
    StandingCommittee,
    /// Head and deputy of one body.
    HeadAndDeputy,
    /// Head of the committee or the government of a locality, and head of a body of one of the named sectors there.
    Sector,
}

/// A standard of a title.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standard {
    /// lý luận chính trị
    Theory,
    /// chuyên môn
    Education,
    /// quản lý nhà nước
    Management,
}

/// What a standard asks where the catalogue's title leaves it open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Asked {
    /// lý luận chính trị
    Theory(Theory),
    /// chuyên môn
    Education(Education),
    /// quản lý nhà nước
    Management(Management),
}

/// What a rule checks, with its parameters. Every number is the data's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    rename_all = "kebab-case",
    rename_all_fields = "kebab-case",
    tag = "kind",
    content = "with",
    deny_unknown_fields
)]
#[allow(missing_docs, reason = "the parameters are explained at each kind")]
pub enum Kind {
    /// Holders of a post against its seats, on every day.
    HoldersWithinSeats,
    /// An appointment against the life of its post.
    AppointmentWithinPost,
    /// An appointment against the holder's birth.
    AppointmentAfterBirth,
    /// People who are head of one unit under one title at a time, however many posts or seats there are.
    OneHead,
    /// People of a list ÷ its seats, between two ratios.
    Coefficient { least: Ratio, most: Ratio },
    /// People in the pool of a title: at least, at most; for each of its seats, or for all of them.
    PeopleATitle { least: i64, most: i64, per_seat: bool },
    /// Who counts as young: under so many full years.
    YoungAge { below: u32 },
    /// Share of a group in a list.
    Share {
        of: Group,
        least: Ratio,
        #[serde(default)]
        among: Among,
    },
    /// At least so many of a group in a list.
    AtLeast { of: Group, people: i64 },
    /// Somebody in each band of age; the edges part the bands, in full years.
    AgeBands { edges: Vec<u32> },
    /// More people voted on than are to be chosen, at each step of a round.
    Surplus,
    /// Titles that one person may be planned for, at one level and in one term; committee seats do not count.
    TitlesAPerson { most: i64 },
    /// A title above the highest held on its ladder.
    HigherTitle,
    /// From one of the titles that feed it, or one as high as the lowest of those.
    Feeder,
    /// A planned place below, or the seat itself, comes before one above.
    LowerFirst,
    /// The committee's pool comes before the pool of a leadership title of the same body.
    CommitteeFirst,
    /// Political-standard conclusion: concluded, and met; concluded and not met is a reason of its own for leaving.
    Conclusion { denied: String },
    /// Party member.
    PartyMember,
    /// Months of working age from the reference month on: so many, or a share of the term.
    WorkingAge {
        whom: Vec<Whom>,
        months: i64,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        of_term: Option<Ratio>,
    },
    /// Somebody in office retires before the term that runs ends.
    RetiresInTerm,
    /// Grades of the last full years: none below.
    Grades { years: i16, worst: Grade },
    /// A head's grade of a year not above the unit's own.
    HeadGrade,
    /// No discipline in force; of those expired, only these forms leave a way.
    Discipline { expired: Vec<Measure> },
    /// Low ballots of those returned at the last vote: not above the share; with `reached`, not at it either.
    LowVotes {
        share: Ratio,
        #[serde(default)]
        reached: bool,
    },
    /// Relatives of a group not together.
    Kin { together: Together, relations: Vec<String> },
    /// None of these statuses on the day.
    Statuses { block: Vec<Status> },
    /// In service: alive, not retired, not left; by the act that ended it, the reason for leaving a pool.
    Serving { reasons: Vec<(ActKind, String)> },
    /// What the title asks, else what is asked here.
    Standards {
        of: Standard,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        asked: Option<Asked>,
    },
    /// Not planned for a title on the day on which one is put forward for it, or by the same decision.
    NotWithAppointment,
    /// Appointed only who is planned, for that title or one as high; unknown where no pool of the post is on record.
    PlannedFirst,
    /// Months of working age left at a first appointment.
    AppointmentAge { months: i64 },
    /// Above this age only with a document that the sources were exhausted.
    AppointmentOverAge { years: u32 },
    /// Months since a discipline before an appointment to a higher title.
    AppointmentAfterDiscipline { reprimand: i64, warning: i64, removal: i64 },
    /// Months in the present post or one as high before an appointment to a higher one.
    Tenure { months: i64 },
    /// Who moves stands approved in a pool.
    InPool,
    /// The post that is taken is as high as the one that is left, give or take so many ranks of one ladder.
    EquivalentPost { within: u16 },
    /// The post that is taken has a free seat when the move begins.
    NoExtraPost,
    /// Months of working age left when a move for one of these purposes begins.
    ServiceLeft { months: i64, purposes: Vec<Purpose> },
    /// Who comes to one of the named titles is under so many full years.
    DestinationAge { below: u32 },
    /// A woman, or somebody under so many full years: they are chosen first.
    Preferred { below: u32 },
    /// A paper of the sector that manages the person too.
    SectorAgrees,
    /// Least months away; so many before them it is time to say what comes afterwards.
    MonthsAway { least: i64, notice: i64 },
    /// Before one goes, and when the least months come near, it is said what comes afterwards.
    AfterPlanned,
    /// Every full year away has an assessment.
    AssessedYearly,
    /// Not away beyond the day that the decision names.
    PastEnd,
}

/// To what a rule applies; what is left out asks nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Applies {
    /// Terms, by the first year of the party's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub terms: Vec<TermId>,
    /// Levels of the title.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<Level>,
    /// The line of the title: the party's congress and the state's elections have reference months of their own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<Line>,
    /// Committees, standing committees, leadership lists, or the pool of one title.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub to: Vec<Body>,
    /// Titles, by code.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub titles: Vec<String>,
    /// Kinds of moves: a rule that names any speaks of moves and of nothing else.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moves: Vec<MoveKind>,
    /// Province, by its statistics code: an overlay of its own targets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub province: Option<u32>,
    /// Unit, by its statistics code: a setting of one locality.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<u32>,
}

/// What a title or a list is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Body {
    /// cấp ủy
    Committee,
    /// ban thường vụ cấp ủy
    StandingCommittee,
    /// lãnh đạo, quản lý
    Leadership,
    /// any other title
    Other,
}

/// A rule with its dates of effect and its source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Short name, unique.
    pub id: Arc<str>,
    /// What it checks, with its parameters.
    pub kind: Kind,
    /// To what it applies.
    pub applies: Applies,
    /// In force from this day.
    pub from: IsoDay,
    /// Last day of effect.
    pub until: Option<IsoDay>,
    /// How binding.
    pub strength: Strength,
    /// How sure.
    pub sureness: Sureness,
    /// Kept as a setting, not judged: its number was not found.
    pub off: bool,
    /// Titles that it does not speak of, by code.
    pub except: Vec<String>,
    /// Why who breaks it leaves the pool at a review: a code of the catalogue's list of reasons.
    pub removal: Option<String>,
    /// Paper it rests on.
    pub source: String,
    /// What it says.
    pub vi: String,
    /// What it says, in English.
    pub en: String,
}

impl Rule {
    /// Whether it is in force on a day.
    #[must_use]
    pub fn in_force(&self, on: Day) -> bool {
        !self.off && self.dated(on)
    }

    /// Whether the day lies between its dates; one that is off may be, and judges nothing.
    #[must_use]
    pub fn dated(&self, on: Day) -> bool {
        self.from.0 <= on && self.until.is_none_or(|d| on <= d.0)
    }

    /// Whether it speaks of a title in a term, as what the title is.
    #[must_use]
    pub fn speaks_of(&self, title: &Title, body: Body, term: Option<TermId>) -> bool {
        let Applies { terms, levels, lines, to, titles, moves, .. } = &self.applies;
        moves.is_empty()
            && (terms.is_empty() || term.is_some_and(|t| terms.contains(&t)))
            && (levels.is_empty() || levels.contains(&title.level))
            && (lines.is_empty() || lines.contains(&title.line))
            && (to.is_empty() || to.contains(&body))
            && (titles.is_empty() || titles.contains(&title.code))
            && !self.except.contains(&title.code)
    }
}
