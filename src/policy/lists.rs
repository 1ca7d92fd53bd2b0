//! What the data names besides rules: lists that composition is judged of, sectors, steps, reference months.

use super::rule::Body;
use super::{Facts, Policy};
use crate::domain::{Day, Ladder, Level, Line, Post, Role, TermId, Title, UnitId};
use serde::Deserialize;

/// A list of people that composition is judged of: never a single title's two or three.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct List {
    /// Committee, standing committee or leadership list.
    pub body: Body,
    /// Of which unit.
    pub unit: UnitId,
}

/// A sector whose heads may not be near relatives of the locality's head (114-QĐ/TW).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sector {
    /// Short name.
    pub id: String,
    /// In Vietnamese.
    pub vi: String,
    /// In English.
    pub en: String,
    /// Titles that head a body of the sector, wherever they stand.
    #[serde(default)]
    pub titles: Vec<String>,
    /// Bare names of its bodies, before and after the mergers; of these every head counts.
    #[serde(default)]
    pub names: Vec<String>,
}

/// A step of planning (bước) at which people are voted on.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Its number in rounds.
    pub number: u8,
    /// Who meets, in Vietnamese.
    pub vi: String,
    /// In English.
    pub en: String,
    /// Who passes it goes on to the next: more than so much of those summoned.
    pub passes: super::rule::Ratio,
    /// Paper it rests on.
    pub source: String,
}

/// The month from which the age for a term is counted, where it is not the term's first day.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reference {
    /// The term.
    pub term: TermId,
    /// Level of the title.
    pub level: Level,
    /// Line of the title.
    pub line: Line,
    /// First day of the month.
    pub month: crate::domain::IsoDay,
    /// Paper it rests on.
    pub source: String,
}

impl Policy {
    /// Whether a rule is one of this province, and speaks of this unit: of all, where it names none.
    pub(super) fn is_of(facts: &dyn Facts, rule: &super::Rule, unit: UnitId, on: Day) -> bool {
        let code = || facts.unit(unit).and_then(|u| u.code(on));
        rule.applies.province.is_none_or(|asked| facts.province() == Some(asked))
            && rule.applies.unit.is_none_or(|asked| code() == Some(asked))
    }

    /// What a title is: a seat of a committee or of a standing committee, a leadership title, or another.
    #[must_use]
    pub fn body(&self, title: &Title) -> Body {
        match title.ladder {
            Ladder::Committee => {
                self.bodies.iter().find(|(code, _)| *code == title.code).map_or(Body::Other, |(_, body)| *body)
            }
            Ladder::Leadership => Body::Leadership,
            Ladder::Staff => Body::Other,
        }
    }

    /// The list that a post belongs to.
    #[must_use]
    pub fn list_of(&self, facts: &dyn Facts, post: &Post) -> Option<List> {
        let body = self.body(facts.title(post.title)?);
        (body != Body::Other).then_some(List { body, unit: post.unit })
    }

    /// Posts of a list that are there on a day.
    #[must_use]
    pub fn posts_of<'f>(&self, facts: &'f dyn Facts, list: List, on: Day) -> Vec<&'f Post> {
        let mut posts = facts.posts(list.unit);
        posts.retain(|p| p.span.holds(on) && facts.title(p.title).is_some_and(|t| self.body(t) == list.body));
        posts
    }

    /// The month from which the age for a term is counted: the data's, else the first of the term, the party's for
    /// titles of the party line and the state's for the others.
    #[must_use]
    pub fn reference(&self, facts: &dyn Facts, title: &Title, term: TermId) -> Option<Day> {
        let own = self.references.iter().find(|r| r.term == term && r.level == title.level && r.line == title.line);
        let first = || facts.term(term).map(|t| t.of(title.line).0);
        own.map(|r| r.month.0).or_else(first)
    }

    /// The first day on which a term is over for a title.
    #[must_use]
    pub fn term_ends(&self, facts: &dyn Facts, title: &Title, term: TermId) -> Option<Day> {
        facts.term(term).map(|t| t.of(title.line).1)
    }

    /// Whether a head's post is of one of the sectors.
    #[must_use]
    pub fn in_sector(&self, facts: &dyn Facts, post: &Post, on: Day) -> bool {
        let Some(title) = facts.title(post.title).filter(|t| t.role == Role::Head) else { return false };
        let name = facts.unit(post.unit).map(|u| u.name(on)).unwrap_or_default();
        self.sectors.iter().any(|s| s.titles.contains(&title.code) || s.names.iter().any(|n| n == name))
    }
}
