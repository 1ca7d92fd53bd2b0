use crate::policy::measure::appointment::{Holder, JudgesHolder};
use crate::policy::measure::prelude::*;
use crate::policy::tables::Retires;

/// Somebody in office retires before the last day of the term that runs: a vacancy to be foreseen.
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
