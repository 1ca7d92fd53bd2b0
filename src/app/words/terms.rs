//! Which words of the locale stand for which value of the domain; entries of the catalogue by their number.

use crate::app::session::Session;
use crate::domain::{
    ActKind, Education, Grade, Level, Line, ListId, Management, Measure, Outcome, Payroll, Sex, Share, Status, Theory,
    Tier, Total,
};
use crate::register::catalogue::ListName;
use crate::register::people::Order;
use crate::search::{Kind, Why};

/// The line's name.
#[must_use]
pub fn line(line: Line) -> &'static str {
    match line {
        Line::Party => "line.party",
        Line::State => "line.state",
        Line::Territory => "line.territory",
    }
}

/// The order's name.
#[must_use]
pub fn order(order: Order) -> &'static str {
    match order {
        Order::Protocol => "order.protocol",
        Order::GivenName => "order.given-name",
        Order::Age => "order.age",
        Order::InPost => "order.in-post",
        Order::Education => "order.education",
        Order::Theory => "order.theory",
        Order::Retires => "order.retires",
        Order::TermEnds => "order.term-ends",
        Order::Disciplined => "order.disciplined",
        Order::DisciplineEnds => "order.discipline-ends",
    }
}

/// All orders that one may choose, as the picker lists them; an order by discipline would tell of it.
pub const ORDERS: [Order; 8] = [
    Order::Protocol,
    Order::GivenName,
    Order::Age,
    Order::InPost,
    Order::Education,
    Order::Theory,
    Order::Retires,
    Order::TermEnds,
];

/// nam, nữ
#[must_use]
pub fn sex(sex: Sex) -> &'static str {
    match sex {
        Sex::Male => "sex.male",
        Sex::Female => "sex.female",
    }
}

/// Level of administration.
#[must_use]
pub fn level(level: Level) -> &'static str {
    match level {
        Level::Central => "level.central",
        Level::Province => "level.province",
        Level::District => "level.district",
        Level::Commune => "level.commune",
    }
}

/// Short, for a column.
#[must_use]
pub fn education_short(education: impl Into<Option<Education>>) -> &'static str {
    let Some(education) = education.into() else { return "education-short.unknown" };
    match education {
        Education::None => "education-short.none",
        Education::BelowCollege => "education-short.below-college",
        Education::College => "education-short.college",
        Education::University => "education-short.university",
        Education::Master => "education-short.master",
        Education::Doctor => "education-short.doctor",
    }
}

/// In full.
#[must_use]
pub fn education(education: impl Into<Option<Education>>) -> &'static str {
    let Some(education) = education.into() else { return "education.unknown" };
    match education {
        Education::None => "education.none",
        Education::BelowCollege => "education.below-college",
        Education::College => "education.college",
        Education::University => "education.university",
        Education::Master => "education.master",
        Education::Doctor => "education.doctor",
    }
}

/// Short, for a column.
#[must_use]
pub fn theory_short(theory: impl Into<Option<Theory>>) -> &'static str {
    let Some(theory) = theory.into() else { return "theory-short.unknown" };
    match theory {
        Theory::None => "theory-short.none",
        Theory::Elementary => "theory-short.elementary",
        Theory::Intermediate => "theory-short.intermediate",
        Theory::Advanced => "theory-short.advanced",
    }
}

/// In full.
#[must_use]
pub fn theory(theory: impl Into<Option<Theory>>) -> &'static str {
    let Some(theory) = theory.into() else { return "theory.unknown" };
    match theory {
        Theory::None => "theory.none",
        Theory::Elementary => "theory.elementary",
        Theory::Intermediate => "theory.intermediate",
        Theory::Advanced => "theory.advanced",
    }
}

/// Short, for a column.
#[must_use]
pub fn management_short(management: impl Into<Option<Management>>) -> &'static str {
    let Some(management) = management.into() else { return "management-short.unknown" };
    match management {
        Management::None => "management-short.none",
        Management::Assistant => "management-short.assistant",
        Management::Expert => "management-short.expert",
        Management::Principal => "management-short.principal",
        Management::Senior => "management-short.senior",
    }
}

/// In full.
#[must_use]
pub fn management(management: impl Into<Option<Management>>) -> &'static str {
    let Some(management) = management.into() else { return "management.unknown" };
    match management {
        Management::None => "management.none",
        Management::Assistant => "management.assistant",
        Management::Expert => "management.expert",
        Management::Principal => "management.principal",
        Management::Senior => "management.senior",
    }
}

/// HTXS, HTT, HT, KHT
#[must_use]
pub fn grade_short(grade: Grade) -> &'static str {
    match grade {
        Grade::Excellent => "grade-short.excellent",
        Grade::Good => "grade-short.good",
        Grade::Completed => "grade-short.completed",
        Grade::NotCompleted => "grade-short.not-completed",
    }
}

/// In full.
#[must_use]
pub fn grade(grade: Grade) -> &'static str {
    match grade {
        Grade::Excellent => "grade.excellent",
        Grade::Good => "grade.good",
        Grade::Completed => "grade.completed",
        Grade::NotCompleted => "grade.not-completed",
    }
}

/// Payroll.
#[must_use]
pub fn payroll(payroll: Payroll) -> &'static str {
    match payroll {
        Payroll::CommuneOfficer => "payroll.commune-officer",
        Payroll::CivilServant => "payroll.civil-servant",
        Payroll::PublicEmployee => "payroll.public-employee",
        Payroll::Contract => "payroll.contract",
        Payroll::Outside => "payroll.outside",
    }
}

/// How an appointment begins, goes on or ends.
#[must_use]
pub fn act(kind: ActKind) -> &'static str {
    match kind {
        ActKind::Recruited => "act.recruited",
        ActKind::Appointed => "act.appointed",
        ActKind::Reappointed => "act.reappointed",
        ActKind::Elected => "act.elected",
        ActKind::Reelected => "act.reelected",
        ActKind::Designated => "act.designated",
        ActKind::Transferred => "act.transferred",
        ActKind::Rotated => "act.rotated",
        ActKind::Seconded => "act.seconded",
        ActKind::Suspended => "act.suspended",
        ActKind::Relieved => "act.relieved",
        ActKind::Resigned => "act.resigned",
        ActKind::Dismissed => "act.dismissed",
        ActKind::Removed => "act.removed",
        ActKind::Retired => "act.retired",
        ActKind::RetiredEarly => "act.retired-early",
        ActKind::AwaitingRetirement => "act.awaiting-retirement",
        ActKind::Left => "act.left",
        ActKind::Reorganised => "act.reorganised",
        ActKind::TermEnded => "act.term-ended",
        ActKind::Died => "act.died",
    }
}

/// Form of discipline.
#[must_use]
pub fn measure(measure: Measure) -> &'static str {
    match measure {
        Measure::Reprimand => "measure.reprimand",
        Measure::Warning => "measure.warning",
        Measure::Removal => "measure.removal",
        Measure::Expulsion => "measure.expulsion",
    }
}

/// What a conclusion came to.
#[must_use]
pub fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Meets => "outcome.meets",
        Outcome::DoesNotMeet => "outcome.does-not-meet",
    }
}

/// What a person is besides working.
#[must_use]
pub fn status(status: Status) -> &'static str {
    match status {
        Status::AwaitingRetirement => "status.awaiting-retirement",
        Status::Suspended => "status.suspended",
        Status::UnderReview => "status.under-review",
        Status::Studying => "status.studying",
        Status::LongLeave => "status.long-leave",
    }
}

/// Who manages the holder.
#[must_use]
pub fn tier(tier: Tier) -> &'static str {
    match tier {
        Tier::Central => "tier.central",
        Tier::ProvincialStandingCommittee => "tier.provincial-standing-committee",
        Tier::DistrictStandingCommittee => "tier.district-standing-committee",
        Tier::DirectCommittee => "tier.direct-committee",
        Tier::DepartmentLeadership => "tier.department-leadership",
        Tier::CommuneStandingCommittee => "tier.commune-standing-committee",
        Tier::Grassroots => "tier.grassroots",
    }
}

/// Kinds of what can be found.
#[must_use]
pub fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Cadre => "found-kind.cadre",
        Kind::Unit => "found-kind.unit",
        Kind::Post => "found-kind.post",
        Kind::Title => "found-kind.title",
        Kind::Saved => "found-kind.saved",
        Kind::Action => "found-kind.action",
        Kind::Rule => "found-kind.rule",
        Kind::Report => "found-kind.report",
        Kind::Line => "found-kind.line",
    }
}

/// How something was found, where that is not plain.
#[must_use]
pub fn why(why: Why) -> Option<&'static str> {
    match why {
        Why::Keys => Some("found-as.keys"),
        Why::Initials => Some("found-as.initials"),
        Why::Slip | Why::Gaps => Some("found-as.slip"),
        Why::OtherI | Why::Short | Why::Former => None,
    }
}

/// How much of a unit went.
#[must_use]
pub fn share(share: Share) -> &'static str {
    match share {
        Share::Whole => "share.whole",
        Share::MainPart => "share.main-part",
        Share::Part => "share.part",
    }
}

/// What a unit declares.
#[must_use]
pub fn total(total: Total) -> &'static str {
    match total {
        Total::PartyMembers => "total.party-members",
        Total::GrassrootsOrganisations => "total.grassroots-organisations",
        Total::GrassrootsCommittees => "total.grassroots-committees",
        Total::Cells => "total.cells",
        Total::VillageCells => "total.village-cells",
        Total::Villages => "total.villages",
        Total::DivisionalCommittees => "total.divisional-committees",
        Total::DivisionalCells => "total.divisional-cells",
        Total::Reprimands => "total.reprimands",
        Total::Warnings => "total.warnings",
        Total::Removals => "total.removals",
        Total::Expulsions => "total.expulsions",
        Total::Prosecuted => "total.prosecuted",
        Total::CommuneAppointments => "total.commune-appointments",
        Total::TrainingTurns => "total.training-turns",
        Total::RefresherTurns => "total.refresher-turns",
        Total::StreamlinedParty => "total.streamlined-party",
        Total::StreamlinedGovernment => "total.streamlined-government",
    }
}

/// An entry of a small list by its number.
#[must_use]
pub fn entry(cx: &Session, list: ListName, id: ListId) -> &str {
    let entry = cx.view.catalogue.lists().get(list, id);
    entry.map(|e| cx.words.pick(&e.vi, &e.en)).unwrap_or_default()
}

/// Ethnic group by its number.
#[must_use]
pub fn ethnic(cx: &Session, id: ListId) -> &str {
    entry(cx, ListName::Ethnic, id)
}

/// Religion by its number.
#[must_use]
pub fn religion(cx: &Session, id: ListId) -> &str {
    entry(cx, ListName::Religion, id)
}

/// Rank (ngạch, hạng) by its number.
#[must_use]
pub fn rank(cx: &Session, id: ListId) -> &str {
    entry(cx, ListName::Rank, id)
}

/// Relation by its number.
#[must_use]
pub fn relation(cx: &Session, id: ListId) -> &str {
    entry(cx, ListName::Relation, id)
}

/// Form of praise by its number.
#[must_use]
pub fn praise(cx: &Session, id: ListId) -> &str {
    entry(cx, ListName::Praise, id)
}

/// Certificate of a language (ngoại ngữ, tiếng dân tộc) by its number.
#[must_use]
pub fn language(cx: &Session, id: ListId) -> &str {
    entry(cx, ListName::Language, id)
}

/// Certificate of computing (tin học) by its number.
#[must_use]
pub fn computing(cx: &Session, id: ListId) -> &str {
    entry(cx, ListName::Computing, id)
}
