//! Criteria, as data files write them; whether they hold is [`super::criteria`]'s to say.

use super::define::{After, Block, Word};
use crate::domain::{
    ActKind, Direction, Education, Grade, Ladder, Level, Line, Management, Measure as Discipline, MoveKind, Payroll,
    Role, Sex, Theory, Tier,
};
use serde::Deserialize;

/// Criteria: all that are given must hold, of a list one; what is not given asks nothing.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Asks {
    /// Sex.
    pub sex: Option<Word<Sex>>,
    /// Of an ethnic minority.
    pub minority: bool,
    /// Of a religion.
    pub religious: bool,
    /// Party member.
    pub party: bool,
    /// Full years, both ends counted; who is known by year or month counts as born on its first day.
    pub age: Option<[u32; 2]>,
    /// Highest education.
    pub education: Vec<Word<Education>>,
    /// Highest political theory.
    pub theory: Vec<Word<Theory>>,
    /// Highest state-management training.
    pub management: Vec<Word<Management>>,
    /// Rank or class, by code of the catalogue.
    pub rank: Vec<String>,
    /// Payroll.
    pub payroll: Vec<Word<Payroll>>,
    /// Level of the title.
    pub level: Vec<Word<Level>>,
    /// Line of the title.
    pub line: Option<Word<Line>>,
    /// Block of the title.
    pub block: Option<Block>,
    /// Titles by code.
    pub titles: Vec<String>,
    /// Group of the title in reports.
    pub group: Vec<String>,
    /// Ladder of the title.
    pub ladder: Vec<Ladder>,
    /// Head, deputy or member.
    pub role: Vec<Role>,
    /// Tier that manages.
    pub tier: Vec<Word<Tier>>,
    /// Holds one of these titles as well.
    pub also: Vec<String>,
    /// The grade.
    pub grade: Vec<Word<Grade>>,
    /// Considered and not graded.
    pub ungraded: bool,
    /// The tier that concluded.
    pub by: Vec<Word<Tier>>,
    /// The act.
    pub acts: Vec<Word<ActKind>>,
    /// Kind of the move.
    pub moves: Vec<Word<MoveKind>>,
    /// Direction of the move.
    pub directions: Vec<Word<Direction>>,
    /// Form of the discipline.
    pub discipline: Vec<Word<Discipline>>,
    /// What followed the discipline.
    pub after: Vec<After>,
    /// Of the party, or not.
    pub by_party: Option<bool>,
    /// Not from the locality (`false`: it is told that the person is not).
    pub local: Option<bool>,
    /// Voted on, or exempt.
    pub exempt: Option<bool>,
    /// Half of the ballots or more are low.
    pub low_half: bool,
    /// Kinds of units, by code of the catalogue.
    pub kinds: Vec<String>,
    /// Beside the main post, or not.
    pub concurrent: Option<bool>,
}
