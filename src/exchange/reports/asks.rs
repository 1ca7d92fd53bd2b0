//! What a population or a measure asks, as data files write it: of the person and of the post in the words that all
//! share ([`crate::exchange::criteria`]), of what happened in words of its own.

use super::item::{Item, ItemFact};
use super::words::{DisciplineOutcome, Word};
use crate::domain::{
    ActKind, Cadre, Direction, Grade, Line, Measure as Discipline, MoveKind, Stage, Tier, Total, UnitId,
};
use crate::exchange::criteria::{Answer, Criteria, HeldTitle, Holding};
use crate::register::{View, names_decree};
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::collections::BTreeMap;

/// Criteria: all that are given must hold, of a list one; what is not given asks nothing.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(try_from = "AsksTable")]
pub struct Asks {
    pub person: Criteria,
    /// Of the post, or of the unit.
    pub posts: Holding,
    /// Of what happened.
    pub facts: EventCriteria,
}

/// One table of a file: whatever none of the three knows is left over.
#[derive(Debug, Deserialize)]
struct AsksTable {
    #[serde(flatten)]
    person: Criteria,
    #[serde(flatten)]
    posts: Holding,
    #[serde(flatten)]
    facts: EventCriteria,
    #[serde(flatten)]
    rest: BTreeMap<String, IgnoredAny>,
}

impl TryFrom<AsksTable> for Asks {
    type Error = String;

    fn try_from(written: AsksTable) -> Result<Asks, String> {
        match written.rest.into_keys().next() {
            Some(name) => Err(format!("unknown field `{name}`")),
            None => Ok(Asks { person: written.person, posts: written.posts, facts: written.facts }),
        }
    }
}

/// What is asked of something that happened.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct EventCriteria {
    pub grade: Vec<Word<Grade>>,
    /// Considered and not graded.
    pub ungraded: bool,
    /// The tier that concluded.
    pub by: Vec<Word<Tier>>,
    pub acts: Vec<Word<ActKind>>,
    /// Kind of the move.
    pub moves: Vec<Word<MoveKind>>,
    /// Direction of the move.
    pub directions: Vec<Word<Direction>>,
    /// Form of the discipline.
    pub discipline: Vec<Word<Discipline>>,
    /// What followed the discipline.
    pub after: Vec<DisciplineOutcome>,
    /// Of the party, or not.
    pub by_party: Option<bool>,
    /// Voted on, or exempt.
    pub exempt: Option<bool>,
    /// Half of the ballots or more are low.
    pub low_half: bool,
    /// Beside the main post, or not.
    pub concurrent: Option<bool>,
    /// How far a place in a pool has come.
    pub stage: Vec<Word<Stage>>,
    /// Directly under the top of this line.
    pub under: Option<Line>,
    /// Left by one of these decrees: the paper on which the day of leaving rests names it.
    pub decree: Vec<String>,
    /// Left by a paper that names none of these.
    pub except_decree: Vec<String>,
    /// No paper is on file on which the leaving rests.
    pub without_decree: bool,
    /// Of declared totals: one of these. Of what the records have it asks nothing.
    pub declared: Vec<Word<Total>>,
}

/// Whether a value is one of those that are asked for; where none is asked for, every value is.
fn one<T: PartialEq>(asked: &[Word<T>], value: Option<T>) -> bool {
    asked.is_empty() || value.is_some_and(|value| asked.iter().any(|word| word.0 == value))
}

impl Asks {
    /// Whether it chooses among declared totals; what asks something else has none.
    #[must_use]
    pub fn of_declared(&self) -> bool {
        !self.facts.declared.is_empty() || *self == Asks::default()
    }

    /// Whether it asks something of the records; nothing at all is asked of them as well.
    #[must_use]
    pub fn of_records(&self) -> bool {
        let declared = self.facts.declared.clone();
        let alone = Asks { facts: EventCriteria { declared, ..EventCriteria::default() }, ..Asks::default() };
        self.facts.declared.is_empty() || *self != alone
    }

    /// Whether an item is one of those that are asked for on a view's day.
    #[must_use]
    pub fn answer(&self, view: &View, item: &Item<'_>) -> Answer {
        if let ItemFact::Declared(total, ..) = item.fact {
            return Answer::of(Some(one(&self.facts.declared, Some(total))));
        }
        let payroll = item.person.as_ref().and_then(|person| person.payroll);
        let (kind, level) = match item.fact {
            ItemFact::Unit(kind, level) => (Some(kind), Some(level)),
            _ => (None, item.title.map(|title| title.level)),
        };
        let held = HeldTitle { title: item.title, tier: item.tier, level, kind, payroll };
        let rests = self.facts.rests(item.person.as_ref().map(|person| person.card), &item.fact);
        if !self.posts.fits(&held) || !self.facts.holds(&item.fact) || !rests || !self.facts.lies(view, item.unit) {
            return Answer::No;
        }
        match &item.person {
            Some(person) => self.person.answer(view, person, item.post),
            None => Answer::of(Some(self.person.is_nothing())),
        }
    }
}

impl EventCriteria {
    /// Whether the paper on which somebody's leaving rests is what is asked.
    fn rests(&self, card: Option<&Cadre>, fact: &ItemFact<'_>) -> bool {
        let basis = card.and_then(|card| card.retirement.as_ref()).map(|leaving| leaving.basis.as_str());
        // the decision of the act may name it instead; one that names no decree says nothing
        let paper = if let ItemFact::Act(_, _, paper) = fact { *paper } else { None };
        let basis = basis.filter(|basis| !basis.trim().is_empty()).or(paper.filter(|paper| names_decree(paper)));
        let names =
            |decrees: &[String]| decrees.iter().any(|decree| basis.is_some_and(|b| b.contains(decree.as_str())));
        (self.decree.is_empty() || names(&self.decree))
            && (self.except_decree.is_empty() || basis.is_some() && !names(&self.except_decree))
            && (!self.without_decree || basis.is_none())
    }

    /// Whether a unit lies where is asked.
    fn lies(&self, view: &View, unit: Option<UnitId>) -> bool {
        let top = |line: Line| {
            let above = unit.and_then(|unit| view.parent(line, unit));
            above.is_some_and(|above| view.stands(line, above) && view.parent(line, above).is_none())
        };
        self.under.is_none_or(top)
    }

    fn holds(&self, fact: &ItemFact<'_>) -> bool {
        let graded = if let ItemFact::Graded(grade) = fact { *grade } else { None };
        let by = if let ItemFact::Concluded(conclusion) = fact { Some(conclusion.by) } else { None };
        let (act, beside) =
            if let ItemFact::Act(act, beside, _) = fact { (Some(*act), Some(*beside)) } else { (None, None) };
        let moved = if let ItemFact::Moved(rotation) = fact { Some(*rotation) } else { None };
        let told = if let ItemFact::Disciplined(told, after) = fact { Some((*told, *after)) } else { None };
        let stage = if let ItemFact::Planned(stage) = fact { *stage } else { None };
        let vote = if let ItemFact::Voted(vote) = fact { Some(*vote) } else { None };
        one(&self.grade, graded)
            && (!self.ungraded || matches!(fact, ItemFact::Graded(None)))
            && one(&self.by, by)
            && one(&self.stage, stage)
            && one(&self.acts, act)
            && self.concurrent.is_none_or(|asked| beside == Some(asked))
            && one(&self.moves, moved.map(|r| r.kind))
            && one(&self.directions, moved.map(|r| r.direction))
            && one(&self.discipline, told.map(|(d, _)| d.measure))
            && (self.after.is_empty() || told.is_some_and(|(_, after)| self.after.contains(&after)))
            && self.by_party.is_none_or(|asked| told.is_some_and(|(d, _)| d.by_party == asked))
            && self.exempt.is_none_or(|asked| matches!(fact, ItemFact::Exempt) == asked)
            && (!self.low_half || vote.is_some_and(|v| u32::from(v.low) * 2 >= u32::from(v.returned)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_criterion_that_nobody_knows_is_named() {
        let asks = |text: &str| toml::from_str::<Asks>(text);
        let known = asks("sex = \"female\"\ntiers = [\"central\"]\nacts = [\"appointed\"]").unwrap();
        assert!(!known.person.is_nothing() && !known.posts.tiers.is_empty() && !known.facts.acts.is_empty());
        assert!(asks("womn = true").unwrap_err().to_string().contains("womn"));
        assert!(asks("tiers = [\"centrl\"]").unwrap_err().to_string().contains("centrl"));
    }
}
