//! Somebody in office retires before the term that runs ends: a vacancy to be foreseen.

use crate::policy::finding::{Amount, Answer, Holds, Limit};
use crate::policy::measure::Parameters;
use crate::policy::measure::appointment::{Holder, JudgesHolder};
use crate::policy::tables::Retires;
use serde::{Deserialize, Serialize};

/// The last working day of somebody in office against the last day of the term that runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RetiresInTerm {}

impl Parameters for RetiresInTerm {}

impl JudgesHolder for RetiresInTerm {
    fn of_holder(&self, holder: &Holder<'_>) -> Option<Answer> {
        let (facts, on, line) = (holder.facts, holder.on, holder.title.line);
        let (_, over) = facts.terms().iter().map(|t| t.of(line)).find(|(from, to)| *from <= on && on < *to)?;
        let last = over.prev();
        let (measured, holds) = match holder.tables.retires(facts, holder.card, on) {
            Retires::Unknown => (Amount::None, Holds::Unknown),
            Retires::On(earliest, latest) => (Amount::Day(earliest), Holds::between(earliest >= last, latest >= last)),
        };
        Some(Answer::new(measured, Limit::least(Amount::Day(last)), holds))
    }
}
