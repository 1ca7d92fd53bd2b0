//! Rules as data: each has dates of effect, a source and a strength, and finds what is met, missed or broken.
//!
//! Reads the register only through [`Facts`]. No number of a rule and no word for the screen stands in code; a
//! finding is numbers, words are made where it is shown.
//!
//! Three questions are asked: what the rules say of a person for a pool ([`Policy::gate`]), of a pool or a list
//! ([`Policy::pool`], [`Policy::list`]), and of a change ([`Policy::brought`]).

mod appoint;
mod change;
mod compose;
mod facts;
mod finding;
mod gate;
mod gates;
mod lists;
mod pool;
mod posts;
mod read;
mod review;
mod rotate;
mod rule;
mod spoken;
mod standards;

pub use compose::{Judged, Range, Tally};
pub use facts::Facts;
pub use finding::{Amount, Finding, Limit, Scope, Verdict, worst};
pub use gate::{Candidate, Gate, Person, Retires};
pub use lists::{List, Reference, Sector, Step};
pub use read::{Fault, Flaw};
pub use review::Leaver;
pub use rotate::{Mover, TimeAway, Whereabouts, whereabouts};
pub use rule::{Among, Applies, Asked, Body, Group, Kind, Ratio, Rule, Standard, Strength, Sureness, Together, Whom};
pub use spoken::Spoken;

use crate::domain::{Day, Schedule};

/// The rules, what they speak of, and a hash by which a revision says under which of them it was made.
#[derive(Debug, Clone, Default)]
pub struct Policy {
    /// In the order of the files.
    pub rules: Vec<Rule>,
    /// Ages of retirement in normal conditions.
    pub schedule: Schedule,
    /// Titles whose holders retire at the armed forces' own age, by code.
    pub armed: Vec<String>,
    /// Titles that are seats of committees, by code.
    pub bodies: Vec<(String, Body)>,
    /// Sectors of 114-QĐ/TW.
    pub sectors: Vec<Sector>,
    /// Steps of planning.
    pub steps: Vec<Step>,
    /// Reference months of ages.
    pub references: Vec<Reference>,
    /// CRC-32 of the files' text.
    pub hash: u32,
}

/// The file of the ages of retirement.
const AGES: &str = "policy/retirement.toml";

/// The files that come with the program.
const FILES: [(&str, &str); 8] = [
    ("policy/posts.toml", include_str!("../../data/policy/posts.toml")),
    ("policy/planning.toml", include_str!("../../data/policy/planning.toml")),
    ("policy/people.toml", include_str!("../../data/policy/people.toml")),
    ("policy/appointment.toml", include_str!("../../data/policy/appointment.toml")),
    ("policy/rotation.toml", include_str!("../../data/policy/rotation.toml")),
    (AGES, include_str!("../../data/policy/retirement.toml")),
    ("policy/local/bac-giang.toml", include_str!("../../data/policy/local/bac-giang.toml")),
    ("policy/local/lang-son.toml", include_str!("../../data/policy/local/lang-son.toml")),
];

impl Policy {
    /// The rules that come with the program.
    ///
    /// # Errors
    /// The first fault; the tests see to it that there is none.
    pub fn embedded() -> Result<Policy, Fault> {
        Policy::read(&FILES)
    }

    /// The ages of retirement alone, of the same data.
    ///
    /// # Errors
    /// The first fault; the tests see to it that there is none.
    pub fn of_ages() -> Result<Policy, Fault> {
        let ages: Vec<_> = FILES.into_iter().filter(|(name, _)| *name == AGES).collect();
        Policy::read(&ages)
    }

    /// Rules from files' texts.
    ///
    /// # Errors
    /// The first fault, with file, line and reason.
    pub fn read(files: &[(&str, &str)]) -> Result<Policy, Fault> {
        let mut policy = Policy::default();
        let mut hash = crc32fast::Hasher::new();
        for (name, text) in files {
            if let Some(fault) = read::file(&mut policy, name, text).into_iter().next() {
                return Err(fault);
            }
            hash.update(text.as_bytes());
        }
        policy.hash = hash.finalize();
        Ok(policy)
    }

    /// The rules that come with the program and a user's own files after them, each with its name.
    ///
    /// `known` and `reason` are those of [`Policy::check`].
    ///
    /// # Errors
    /// The first fault of the user's files.
    pub fn with_own(
        own: &[(String, String)],
        known: &dyn Fn(&str) -> bool,
        reason: &dyn Fn(&str) -> bool,
    ) -> Result<Policy, Fault> {
        let own = || own.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        for (name, text) in own() {
            let mut alone = Policy::default();
            read::file(&mut alone, name, text);
            if let Some(fault) = read::unknown(&alone, name, text, known, reason).into_iter().next() {
                return Err(fault);
            }
        }
        let files: Vec<(&str, &str)> = FILES.into_iter().chain(own()).collect();
        Policy::read(&files)
    }

    /// Every fault of a file by itself, in the order of its lines.
    ///
    /// `known` says whether the catalogue has a title of a code; `reason`, whether it has a reason for leaving a pool.
    #[must_use]
    pub fn check(
        name: &str,
        text: &str,
        known: &dyn Fn(&str) -> bool,
        reason: &dyn Fn(&str) -> bool,
    ) -> (Policy, Vec<Fault>) {
        let mut policy = Policy::default();
        let mut faults = read::file(&mut policy, name, text);
        faults.extend(read::unknown(&policy, name, text, known, reason));
        faults.sort_by_key(|f| f.line);
        (policy, faults)
    }

    /// The rule with an id.
    #[must_use]
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|r| *r.id == *id)
    }

    /// Rules in force on a day.
    pub fn in_force(&self, on: Day) -> impl Iterator<Item = &Rule> {
        self.rules.iter().filter(move |r| r.in_force(on))
    }
}

/// Whether a finding stops a change that has no exception.
#[must_use]
pub fn stops(finding: &Finding) -> bool {
    finding.stops()
}
