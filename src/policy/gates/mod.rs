//! How each kind of rule measures one person for one pool.

mod age;
mod kin;
mod rank;
mod record;

pub(super) use age::months;
pub(super) use kin::{clash, relatives};

use super::gate::{Gate, Person};
use super::{Finding, Kind, Rule, Whom};

/// Whether a kind of rule speaks of one person for one pool.
pub(super) fn is_one(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::TitlesAPerson { .. }
            | Kind::HigherTitle
            | Kind::Feeder
            | Kind::LowerFirst
            | Kind::Conclusion { .. }
            | Kind::PartyMember
            | Kind::WorkingAge { .. }
            | Kind::Grades { .. }
            | Kind::HeadGrade
            | Kind::Discipline { .. }
            | Kind::LowVotes { .. }
            | Kind::Kin { .. }
            | Kind::Statuses { .. }
            | Kind::Serving { .. }
            | Kind::Standards { .. }
            | Kind::NotWithAppointment
    )
}

/// What a rule says of a person; none where it has nothing to ask.
pub(super) fn apply(gate: &Gate<'_>, rule: &Rule, person: &Person<'_>, whom: Option<Whom>) -> Option<Finding> {
    match &rule.kind {
        Kind::TitlesAPerson { most } => rank::titles(gate, rule, person, *most),
        Kind::HigherTitle => rank::higher(gate, rule, person),
        Kind::Feeder => rank::feeder(gate, rule, person),
        Kind::LowerFirst => Some(rank::lower_first(gate, rule, person)),
        Kind::NotWithAppointment => Some(rank::not_with_appointment(gate, rule, person)),
        Kind::WorkingAge { whom: asked, months, of_term } => {
            let whom = whom.filter(|whom| asked.contains(whom))?;
            age::working(gate, rule, person, whom, *months, *of_term)
        }
        Kind::Conclusion { .. } => Some(record::conclusion(gate, rule, person)),
        Kind::PartyMember => Some(record::party(gate, rule, person)),
        Kind::Grades { years, worst } => Some(record::grades(gate, rule, person, *years, *worst)),
        Kind::HeadGrade => record::head_grade(gate, rule, person),
        Kind::Discipline { expired } => Some(record::discipline(gate, rule, person, expired)),
        Kind::LowVotes { share, reached } => Some(record::votes(gate, rule, person, *share, *reached)),
        Kind::Statuses { block } => Some(record::statuses(gate, rule, person, block)),
        Kind::Serving { .. } => Some(record::serving(gate, rule, person)),
        Kind::Standards { of, asked } => record::standard(gate, rule, person, *of, *asked),
        Kind::Kin { together, relations } => Some(kin::apart(gate, rule, person, *together, relations)),
        _ => None,
    }
}
