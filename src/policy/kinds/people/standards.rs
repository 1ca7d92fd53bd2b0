use crate::domain::{Cadre, Day, Education, Management, Theory, Title};
use crate::policy::measure::candidate::{Candidacy, JudgesCandidate};
use crate::policy::measure::prelude::*;

/// A standard of a title, by what kind of schooling it asks.
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

/// A level of schooling that a standard asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Schooling {
    /// lý luận chính trị
    Theory(Theory),
    /// chuyên môn
    Education(Education),
    /// quản lý nhà nước
    Management(Management),
}

impl Schooling {
    /// What a title itself asks of one standard.
    fn of_title(title: &Title, standard: Standard) -> Option<Schooling> {
        let asked = &title.standards;
        match standard {
            Standard::Theory => asked.theory.map(Schooling::Theory),
            Standard::Education => asked.education.map(Schooling::Education),
            Standard::Management => asked.management.map(Schooling::Management),
        }
    }

    /// Whether somebody has it on a day, what that person has, and what is asked; none where the record does not say.
    #[must_use]
    pub fn held_by(self, card: &Cadre, on: Day) -> (Option<bool>, Amount, Amount) {
        match self {
            Schooling::Theory(least) => {
                let has = card.theory(on);
                (has.map(|has| has >= least), has.map_or(Amount::None, Amount::Theory), Amount::Theory(least))
            }
            Schooling::Education(least) => {
                let has = card.education(on);
                (has.map(|has| has >= least), has.map_or(Amount::None, Amount::Education), Amount::Education(least))
            }
            Schooling::Management(least) => {
                let has = card.management(on);
                (has.map(|has| has >= least), has.map_or(Amount::None, Amount::Management), Amount::Management(least))
            }
        }
    }
}

/// What the title asks of one standard, else what is asked here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standards {
    pub(in crate::policy) of: Standard,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    asked: Option<Schooling>,
}

impl Standards {
    /// What is asked of those who are planned for a title; none where neither the title nor the rule says.
    pub(in crate::policy) fn asked_for(&self, title: &Title) -> Option<Schooling> {
        Schooling::of_title(title, self.of).or(self.asked)
    }
}

impl Parameters for Standards {
    fn sets_the_same(&self, other: &Self, _alike: bool) -> bool {
        self.of == other.of && self.asked.is_some() == other.asked.is_some()
    }

    fn validate(&self) -> Result<(), Flaw> {
        let asks = |asked| match asked {
            Schooling::Theory(_) => Standard::Theory,
            Schooling::Education(_) => Standard::Education,
            Schooling::Management(_) => Standard::Management,
        };
        match self.asked.map(asks) {
            Some(standard) if standard != self.of => {
                Err(Flaw::Form("`asked` is not of the standard that `of` names".to_owned()))
            }
            _ => Ok(()),
        }
    }
}

impl JudgesCandidate for Standards {
    fn of_candidate(&self, case: &Candidacy<'_>) -> Option<Answer> {
        let asked = self.asked_for(case.pool.title)?;
        let (has, measured, least) = asked.held_by(case.person.card, case.pool.on);
        Some(Answer::new(measured, Limit::least(least), has.map_or(Holds::Unknown, Holds::from)))
    }
}
