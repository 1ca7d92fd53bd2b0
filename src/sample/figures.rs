//! What the sample must come to (data/sample/figures.toml), read once and checked.

use super::quota::Classes;
use crate::domain::{Day, IsoDay, Payroll};
use crate::sample::error::SampleError;
use serde::Deserialize;
use std::collections::BTreeMap;

const FILE: &str = "figures.toml";

/// The figures and the kinds of people.
#[derive(Debug, Deserialize)]
pub struct Figures {
    on: IsoDay,
    men_only: Vec<String>,
    attribute: Vec<Attribute>,
    ages: BTreeMap<String, (i16, i16)>,
    group: Vec<Group>,
    kind: Vec<PostClass>,
    ranks: Vec<Ranks>,
}

/// What is counted of a person: sex, age …
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Attribute {
    /// `sex`, `ethnic`, `age`, `education`, `theory`, `party`, `religion`.
    pub id: String,
    /// Classes in order.
    pub classes: Vec<String>,
    #[serde(default)]
    sets: BTreeMap<String, Vec<String>>,
}

impl Attribute {
    /// Which class has the name.
    #[must_use]
    pub fn class(&self, name: &str) -> Option<u8> {
        self.classes.iter().position(|c| c == name).and_then(|at| u8::try_from(at).ok())
    }

    /// The classes that a name of a class or of a set stands for.
    #[must_use]
    pub fn classes(&self, name: &str) -> Option<Classes> {
        let one = |name: &str| self.class(name).map(|at| 1 << at);
        match self.sets.get(name) {
            Some(names) => names.iter().map(|n| one(n)).try_fold(0, |all, bit| Some(all | bit?)),
            None => one(name),
        }
    }
}

/// A group of people of whom the report prints something.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// `all`, `commune`, `contract`, `schooled`, or the group of a title.
    pub id: String,
    /// How many they are in the report.
    pub people: u32,
    /// Mean age in full years.
    #[serde(default)]
    pub mean_age: Option<f64>,
    /// How many of them are in a class or a set of classes.
    pub counts: BTreeMap<String, u32>,
}

/// How people of a kind are where no figure binds.
#[derive(Debug, Deserialize)]
pub(super) struct PostClass {
    /// `outside`, the group of a title, `commune`, `contract`, `civil`, `heads`, `public`.
    pub id: String,
    #[serde(flatten)]
    weights: BTreeMap<String, Vec<u32>>,
}

impl PostClass {
    /// Weights of an attribute's classes.
    #[must_use]
    pub fn weights(&self, attribute: &str) -> &[u32] {
        self.weights.get(attribute).map_or(&[], Vec::as_slice)
    }
}

/// How many of some payrolls have each rank.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Ranks {
    /// Whose ranks they are.
    pub payrolls: Vec<Payroll>,
    /// Code and number, highest rank first.
    pub counts: Vec<(String, u32)>,
}

impl Figures {
    /// Reads and checks the figures.
    pub fn read(text: &str) -> Result<Figures, SampleError> {
        let figures: Figures =
            toml::from_str(text).map_err(|e| SampleError::Data { file: FILE, why: e.to_string() })?;
        figures.check()?;
        Ok(figures)
    }

    /// The day on which the people must come to the figures.
    #[must_use]
    pub fn on(&self) -> Day {
        self.on.0
    }

    /// The groups; a group's bit in a mask is its place here.
    #[must_use]
    pub fn groups(&self) -> &[Group] {
        &self.group
    }

    /// The bit of a group.
    #[must_use]
    pub fn bit(&self, group: &str) -> u16 {
        self.group.iter().position(|g| g.id == group).map_or(0, |at| 1 << at)
    }

    /// The kinds of people, the one that fits first first.
    #[must_use]
    pub fn kinds(&self) -> &[PostClass] {
        &self.kind
    }

    /// The ranks by payroll.
    #[must_use]
    pub fn ranks(&self) -> &[Ranks] {
        &self.ranks
    }

    /// An attribute by its name.
    pub fn attribute(&self, id: &str) -> Result<&Attribute, SampleError> {
        self.attribute
            .iter()
            .find(|a| a.id == id)
            .ok_or_else(|| SampleError::Data { file: FILE, why: format!("no attribute {id}") })
    }

    /// Whether a class is closed to women.
    #[must_use]
    pub fn men_only(&self, class: &str) -> bool {
        self.men_only.iter().any(|c| c == class)
    }

    /// Least and greatest age of a class of ages.
    #[must_use]
    pub fn ages(&self, class: u8) -> Option<(i16, i16)> {
        let ages = self.attribute.iter().find(|a| a.id == "age")?;
        self.ages.get(ages.classes.get(usize::from(class))?).copied()
    }

    fn check(&self) -> Result<(), SampleError> {
        let wrong = |why: String| Err(SampleError::Data { file: FILE, why });
        if self.group.len() > 16 {
            return wrong("more than sixteen groups".to_owned());
        }
        for group in &self.group {
            for name in group.counts.keys() {
                if !self.attribute.iter().any(|a| a.classes(name).is_some()) {
                    return wrong(format!("{}: no class is called {name}", group.id));
                }
            }
        }
        for kind in &self.kind {
            for attribute in &self.attribute {
                if kind.weights(&attribute.id).len() != attribute.classes.len() {
                    return wrong(format!("{}: {} weights are not {}", kind.id, attribute.id, attribute.classes.len()));
                }
            }
        }
        match self.attribute.iter().find(|a| a.id == "age") {
            Some(ages) if ages.classes.iter().all(|class| self.ages.contains_key(class)) => Ok(()),
            _ => wrong("a class of ages has no ages".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_stands_for_nothing_is_refused() {
        let text = include_str!("../../data/sample/figures.toml");
        let figures = Figures::read(text).unwrap();
        assert_eq!(figures.attribute("age").unwrap().classes("under-40"), Some(0b111));
        assert_ne!(figures.bit("standing-province"), figures.bit("all"));
        let slip = text.replace("women = 121", "womn = 121");
        assert!(matches!(Figures::read(&slip), Err(SampleError::Data { why, .. }) if why.contains("womn")));
    }
}
