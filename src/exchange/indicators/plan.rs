//! Which indicators there are, of whom, what they ask, and how much by when: `data/indicators.toml` under a user's own.

use super::super::criteria::{Criteria, Holding};
use super::super::picture::Shape;
use super::super::{Label, Lang};
use crate::domain::{Day, IsoDay, Level, Tier, Title};
use crate::policy::{Body, Composition, Group, Ratio, Schooling, Standard, Sureness};
use serde::Deserialize;
use std::sync::Arc;

/// A group of people that indicators count.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Population {
    /// Short name, unique.
    pub id: String,
    /// What it is called.
    #[serde(flatten)]
    pub name: Label,
    /// Those who hold such posts.
    #[serde(default)]
    pub holding: Option<Holding>,
    /// And those of these populations.
    #[serde(default)]
    pub or: Vec<String>,
    /// People approved in a pool of a term that is not over.
    #[serde(default)]
    pub planned: bool,
    /// How the papers' words were read.
    #[serde(default)]
    pub reading: String,
}

/// How good the question is that the records can be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Criterion {
    /// It is the paper's own.
    #[default]
    Stated,
    /// Who fails it surely does not meet the standard, which no paper read states.
    Necessary,
    /// The nearest that the records can say: a number, no verdict.
    Assumed,
}

impl Criterion {
    /// Its name in the data.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Criterion::Stated => "stated",
            Criterion::Necessary => "necessary",
            Criterion::Assumed => "assumed",
        }
    }
}

/// A norm of the planning; its limits are rules of the policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Norm {
    /// hệ số
    Coefficient,
    /// tỷ lệ nữ
    Women,
    /// tỷ lệ trẻ
    Young,
    /// dân tộc thiểu số
    Minority,
    /// ba độ tuổi
    AgeBands,
}

/// The term whose pools a norm is judged of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NormTerm {
    /// The one that runs.
    #[default]
    Running,
    /// The one after it.
    Next,
}

impl Norm {
    /// The norm to which a rule belongs that measures so much of a list; none of groups that no indicator is about.
    #[must_use]
    pub fn of(composition: Composition) -> Option<Norm> {
        match composition {
            Composition::Coefficient => Some(Norm::Coefficient),
            Composition::AgeBands => Some(Norm::AgeBands),
            Composition::Group(Group::Women) => Some(Norm::Women),
            Composition::Group(Group::Young) => Some(Norm::Young),
            Composition::Group(Group::Minority) => Some(Norm::Minority),
            Composition::Group(Group::Outside) => None,
        }
    }
}

/// How much, by when, and on what that rests.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// At least such a part of the population.
    #[serde(default)]
    pub least: Option<Ratio>,
    /// At most such a part.
    #[serde(default)]
    pub most: Option<Ratio>,
    /// The upper end of what the paper names ("10–15 %"); nothing is held against it.
    #[serde(default)]
    pub about: Option<Ratio>,
    /// In force from this day.
    #[serde(default)]
    pub from: Option<IsoDay>,
    /// By this day.
    #[serde(default)]
    pub until: Option<IsoDay>,
    /// The province whose paper sets it, by its statistics code: it holds there alone; everywhere where not given.
    #[serde(default)]
    pub province: Option<u32>,
    /// Paper it rests on.
    pub source: String,
    /// How sure that is.
    pub sureness: Sureness,
}

/// An indicator (chỉ tiêu).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Indicator {
    /// Short name, unique.
    pub id: String,
    /// What it is called.
    #[serde(flatten)]
    pub name: Label,
    /// The same where there is little room; the name where it is not given.
    #[serde(default)]
    pub short: Label,
    /// Not measured: one that comes with the program and is none of the department's.
    #[serde(default)]
    pub off: bool,
    #[serde(default)]
    pub(super) of: Option<String>,
    #[serde(default)]
    pub(super) asks: Option<Criteria>,
    #[serde(default)]
    pub(super) standard: Option<Standard>,
    #[serde(default)]
    pub(super) bodies: Vec<Holding>,
    #[serde(default)]
    pub(super) has: Vec<Criteria>,
    #[serde(default)]
    one_of: bool,
    #[serde(default)]
    pub(super) norm: Option<Norm>,
    #[serde(default)]
    pub(super) lists: Vec<Body>,
    /// Of which term a norm of the planning is judged.
    #[serde(default)]
    pub(super) term: NormTerm,
    /// The day from which there is nobody and nothing left to count, as the level of administration ended: it is history
    /// from then on, and nothing is judged.
    #[serde(default)]
    pub ended: Option<IsoDay>,
    /// The paper that ended it.
    #[serde(default)]
    pub ended_by: String,
    /// How good the question is.
    #[serde(default)]
    pub criterion: Criterion,
    /// Levels of units for which the target holds too.
    #[serde(default)]
    pub judged: Vec<Level>,
    /// How the papers' words were read.
    #[serde(default)]
    pub reading: String,
    /// Targets in the order of their days.
    pub targets: Vec<Target>,
}

/// Why an indicator is not measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Off {
    /// The department has turned it off.
    Office,
    /// All its targets are of papers of other provinces.
    OtherProvince,
}

/// What an indicator asks, of whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question<'a> {
    /// People of a population, by its name: what each should meet.
    People(&'a str, &'a Criteria),
    /// People of a population: the standard of the titles they are planned for.
    Standard(&'a str, Standard),
    /// Bodies, by the posts of their members: of each kind somebody should be there.
    Bodies(&'a [Holding], &'a [Criteria]),
    /// Places: one of the heads should come from elsewhere.
    OneElsewhere,
    /// Lists of the planning: the norm.
    Norm(Norm, &'a [Body], NormTerm),
}

impl Indicator {
    /// What it asks; none where the data asks nothing, or two things at once.
    #[must_use]
    pub fn question(&self) -> Option<Question<'_>> {
        match (self.of.as_deref(), &self.asks, self.standard, self.bodies.as_slice(), self.one_of, self.norm) {
            (Some(of), Some(asks), None, [], false, None) => Some(Question::People(of, asks)),
            (Some(of), None, Some(standard), [], false, None) => Some(Question::Standard(of, standard)),
            (None, None, None, [_, ..], false, None) => Some(Question::Bodies(&self.bodies, &self.has)),
            (None, None, None, [], true, None) => Some(Question::OneElsewhere),
            (None, None, None, [], false, Some(norm)) => Some(Question::Norm(norm, &self.lists, self.term)),
            _ => None,
        }
    }

    /// A short name, for narrow columns.
    #[must_use]
    pub fn short(&self, lang: Lang) -> &str {
        let short = self.short.of(lang);
        if short.is_empty() { self.name.of(lang) } else { short }
    }

    /// The day from which it is history, where that has come.
    #[must_use]
    pub fn ended_on(&self, on: Day) -> Option<Day> {
        self.ended.map(|day| day.0).filter(|day| *day <= on)
    }

    /// The targets that hold in a province, by its code: everybody's and its own.
    pub fn targets_of(&self, province: Option<u32>) -> impl DoubleEndedIterator<Item = &Target> {
        self.targets.iter().filter(move |target| target.province.is_none_or(|of| province == Some(of)))
    }

    /// The target that a province works towards on a day: the first whose day has not passed, else the last one.
    #[must_use]
    pub fn target(&self, province: Option<u32>, on: Day) -> Option<&Target> {
        let known = || self.targets_of(province).filter(|t| t.from.is_none_or(|from| from.0 <= on));
        known().find(|t| t.until.is_none_or(|until| on <= until.0)).or_else(|| known().next_back())
    }
}

/// A course that a planned title asks, where the title's own standards leave it open.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Course {
    /// Short name, unique.
    pub id: String,
    /// What who is planned should have.
    pub asks: Schooling,
    /// For these titles.
    pub titles: Holding,
    /// Paper it rests on.
    pub source: String,
    /// How sure that is.
    pub sureness: Sureness,
}

impl Course {
    /// Whether it is asked of those who are planned for a title.
    #[must_use]
    pub fn is_for(&self, title: &Title) -> bool {
        self.titles.takes(title)
    }
}

/// What a picture is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PictureSubject {
    /// Ages of the people by sex.
    AgeBySex,
    /// Bands of age of those planned for committees.
    AgeBands,
    /// Coefficients of committees.
    Coefficient,
    /// Grades by year.
    Grades,
    /// Directions of rotation by year.
    Directions,
    /// Retirement by year and post.
    Retirement,
}

/// A picture as the data file defines it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PictureDefinition {
    pub of: PictureSubject,
    /// How it is drawn.
    pub shape: Shape,
    #[serde(flatten)]
    pub name: Label,
    /// Names of its series.
    #[serde(default)]
    pub series: Vec<Label>,
    /// What the band of the norm is called.
    #[serde(default)]
    pub norm: Option<Label>,
    /// Ages that part the bands.
    #[serde(default)]
    pub edges: Vec<u32>,
    /// Populations, one a series.
    #[serde(default)]
    pub populations: Vec<String>,
    #[serde(default)]
    pub tiers: Vec<Tier>,
    /// How many years.
    #[serde(default)]
    pub years: i16,
    #[serde(default)]
    pub places: u8,
}

impl PictureSubject {
    /// Its name in files.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            PictureSubject::AgeBySex => "age-by-sex",
            PictureSubject::AgeBands => "age-bands",
            PictureSubject::Coefficient => "coefficient",
            PictureSubject::Grades => "grades",
            PictureSubject::Directions => "directions",
            PictureSubject::Retirement => "retirement",
        }
    }
}

/// Everything that the data says of indicators; read by [`Plan::with_own`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// Groups of people.
    pub populations: Vec<Population>,
    /// Indicators in the order in which they are shown.
    pub indicators: Vec<Arc<Indicator>>,
    pub courses: Vec<Course>,
    pub pictures: Vec<PictureDefinition>,
}

impl Plan {
    /// The population with a name.
    #[must_use]
    pub fn population(&self, id: &str) -> Option<&Population> {
        self.populations.iter().find(|p| p.id == id)
    }

    /// The indicators that are not measured in a province, by its code.
    pub fn off(&self, province: Option<u32>) -> impl Iterator<Item = (&Arc<Indicator>, Off)> {
        self.indicators.iter().filter_map(move |indicator| match indicator.targets_of(province).next() {
            _ if indicator.off => Some((indicator, Off::Office)),
            None => Some((indicator, Off::OtherProvince)),
            Some(_) => None,
        })
    }

    /// The indicator with a name.
    #[must_use]
    pub fn indicator(&self, id: &str) -> Option<&Arc<Indicator>> {
        self.indicators.iter().find(|i| i.id == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_target_is_the_next_one_that_is_due() {
        let indicator = Plan::embedded().indicator("commune-university").cloned().unwrap();
        let least = |on: &str| indicator.target(Some(20), Day::parse(on).unwrap()).and_then(|t| t.least);
        assert_eq!(least("01/01/2024"), None, "before the plan was made");
        assert_eq!(least("01/05/2024"), Some(Ratio(80, 100)));
        assert_eq!(least("31/12/2025"), Some(Ratio(80, 100)), "the last day is still in it");
        assert_eq!(least("01/01/2026"), Some(Ratio(95, 100)));
        assert_eq!(least("01/01/2031"), Some(Ratio(95, 100)), "overdue");
        assert_eq!(indicator.target(Some(12), Day::parse("01/05/2024").unwrap()), None, "of one province alone");
    }
}
