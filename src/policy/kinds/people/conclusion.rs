use crate::domain::{CadreId, Day, Outcome};
use crate::policy::measure::candidate::{Candidacy, JudgesCandidate};
use crate::policy::measure::prelude::*;

/// The last political-standard conclusion by the day (kết luận tiêu chuẩn chính trị, 126-QĐ/TW): the standard is met.
/// Without one nobody is planned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Conclusion {
    /// Reason for leaving a pool of who was concluded on and does not meet the standard: another than having none.
    denied: String,
}

impl Parameters for Conclusion {
    fn reasons(&self) -> Vec<&str> {
        vec![&self.denied]
    }
}

impl JudgesCandidate for Conclusion {
    fn of_candidate(&self, case: &Candidacy<'_>) -> Option<Answer> {
        let rows = case.person.standing.map(|s| s.conclusions.as_slice()).unwrap_or_default();
        let last = rows.iter().filter(|c| c.on <= case.pool.on).max_by_key(|c| c.on).map(|c| c.outcome);
        let measured = last.map_or(Amount::None, Amount::Outcome);
        let limit = Limit::least(Amount::Outcome(Outcome::Meets));
        Some(Answer::new(measured, limit, last == Some(Outcome::Meets)))
    }

    fn reason(&self, _facts: &dyn Facts, _cadre: CadreId, measured: Amount, _on: Day) -> Option<&str> {
        (measured != Amount::None).then_some(&self.denied)
    }
}
