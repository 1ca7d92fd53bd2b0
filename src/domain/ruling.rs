//! What the office decided of a rule (quy định): other numbers, another strength, nothing at all, from a day on and by a
//! paper. The rules themselves are data of the program; what a ruling says is read where rules are read.

use crate::domain::calendar::{Day, Span};
use crate::domain::ids::RulingId;
use serde::{Deserialize, Serialize};
use std::fmt;

/// One decision of the office on one rule.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Ruling {
    pub id: RulingId,
    /// The short name of the rule; one of the office's own where the program has none of that name.
    pub rule: String,
    /// When it holds in the place of what the program says.
    pub span: Span,
    /// What holds then; nothing where the rule is switched off.
    pub says: Option<RuleText>,
    pub paper: Paper,
}

/// The paper that a ruling rests on.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Paper {
    pub number: String,
    pub on: Day,
    /// The authority that decided it.
    pub by: String,
}

impl fmt::Display for Paper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}, {}", self.number, self.on, self.by)
    }
}

impl Paper {
    /// The paper that a source names with number, day and authority, as it is displayed; none where one is missing.
    #[must_use]
    pub fn parse(source: &str) -> Option<Paper> {
        let (front, by) = source.split_once(", ")?;
        let (number, day) = front.rsplit_once(' ')?;
        let on = Day::parse(day)?;
        let (number, by) = (number.trim().to_owned(), by.trim().to_owned());
        (!number.is_empty() && !by.is_empty()).then_some(Paper { number, on, by })
    }
}

/// A rule as a file of rules has it, its values as text: its parameters differ from kind to kind.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct RuleText {
    /// What is checked.
    pub kind: String,
    /// Names and values of its parameters.
    pub with: Vec<(String, String)>,
    /// To what it applies, by name and value.
    pub applies: Vec<(String, String)>,
    /// Titles that it does not speak of, by code.
    pub except: Vec<String>,
    /// How binding it is.
    pub strength: String,
    /// How sure its numbers are.
    pub sureness: String,
    /// Why who breaks it leaves the pool at a review: a code of the catalogue.
    pub removal: Option<String>,
    /// What it says, in Vietnamese.
    pub vi: String,
    /// What it says, in English.
    pub en: String,
    /// What it is called where there is little room, in both languages.
    pub short: Option<(String, String)>,
}
