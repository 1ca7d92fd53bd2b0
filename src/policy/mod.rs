//! Rules as data: each has dates of effect, a source and a strength, and finds what is met, missed or broken.
//!
//! Reads the register only through [`Facts`]. No number of a rule and no word for the screen stands in code; a
//! finding is numbers, words are made where it is shown.

mod rules;

use crate::domain::{
    Appointment, Cadre, CadreId, Day, Edit, IsoDay, Post, PostId, Record, Subject, Title, TitleId, UnitId,
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What a rule may ask of the register.
pub trait Facts {
    /// A post that exists at any time.
    fn post(&self, id: PostId) -> Option<Arc<Post>>;
    /// A cadre.
    fn cadre(&self, id: CadreId) -> Option<Arc<Cadre>>;
    /// Appointments that a post has had at any time.
    fn holders(&self, post: PostId) -> Vec<Arc<Appointment>>;
    /// Posts that a unit has had at any time.
    fn posts(&self, unit: UnitId) -> Vec<Arc<Post>>;
    /// An entry of the catalogue of titles.
    fn title(&self, id: TitleId) -> Option<&Title>;
}

/// What a rule came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// đạt
    Met,
    /// chưa đạt chỉ tiêu phấn đấu
    Missed,
    /// không đạt
    Broken,
    /// chưa đủ dữ liệu
    Unknown,
}

/// How binding a rule is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Strength {
    /// Stops a change unless an exception rides along.
    Hard,
    /// A target: missed is said, nothing is stopped.
    Target,
    /// Worth a notice.
    Notice,
}

/// How sure the source of a rule is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sureness {
    /// The text itself was read.
    Text,
    /// A report or a paraphrase was read.
    Report,
    /// From an office's practice.
    Practice,
    /// Not found: a setting.
    Unsure,
}

/// What a rule checks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Holders of a post against its seats, on every day.
    HoldersWithinSeats,
    /// An appointment against the life of its post.
    AppointmentWithinPost,
    /// An appointment against the holder's birth.
    AppointmentAfterBirth,
    /// People who are head of one unit under one title at a time, however many posts or seats there are.
    OneHead,
}

/// A rule with its dates of effect and its source.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Short name, unique.
    pub id: String,
    /// What it checks.
    pub kind: Kind,
    /// In force from this day.
    pub from: IsoDay,
    /// Last day of effect.
    #[serde(default)]
    pub until: Option<IsoDay>,
    /// How binding.
    pub strength: Strength,
    /// How sure.
    pub sureness: Sureness,
    /// Titles that it does not speak of, by code.
    #[serde(default)]
    pub except: Vec<String>,
    /// Paper it rests on.
    pub source: String,
    /// What it says.
    pub vi: String,
    /// What it says, in English.
    pub en: String,
}

impl Rule {
    /// Whether it is in force on a day.
    #[must_use]
    pub fn in_force(&self, on: Day) -> bool {
        self.from.0 <= on && self.until.is_none_or(|d| on <= d.0)
    }
}

/// What a rule found: numbers, no words.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Finding {
    /// Id of the rule.
    pub rule: String,
    /// How binding it is.
    pub strength: Strength,
    /// Whom or what it speaks of.
    pub subject: Subject,
    /// What was measured: people, months or days, as the rule's kind says.
    pub measured: i64,
    /// What it was measured against.
    pub limit: i64,
    /// What it came to.
    pub verdict: Verdict,
}

/// A policy that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {reason}")]
pub struct BadPolicy {
    /// Which file.
    pub file: String,
    /// Line and reason.
    pub reason: String,
}

/// The rules, and a hash by which a revision says under which of them it was made.
#[derive(Debug, Clone, Default)]
pub struct Policy {
    /// In the order of the files.
    pub rules: Vec<Rule>,
    /// CRC-32 of the files' text.
    pub hash: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    rule: Vec<Rule>,
}

impl Policy {
    /// The rules that come with the program.
    ///
    /// # Errors
    /// The file, line and reason of one that cannot be read.
    pub fn embedded() -> Result<Policy, BadPolicy> {
        Policy::read(&[("data/policy/posts.toml", include_str!("../../data/policy/posts.toml"))])
    }

    /// Rules from files' texts.
    ///
    /// # Errors
    /// The file, line and reason of one that cannot be read.
    pub fn read(files: &[(&str, &str)]) -> Result<Policy, BadPolicy> {
        let mut policy = Policy::default();
        let mut hash = crc32fast::Hasher::new();
        for (name, text) in files {
            let bad = |reason: String| BadPolicy { file: (*name).to_owned(), reason };
            let file: File = toml::from_str(text).map_err(|e| bad(e.to_string()))?;
            for rule in file.rule {
                if policy.rules.iter().any(|r| r.id == rule.id) {
                    return Err(bad(format!("rule {} stands twice", rule.id)));
                }
                policy.rules.push(rule);
            }
            hash.update(text.as_bytes());
        }
        policy.hash = hash.finalize();
        Ok(policy)
    }

    /// What the rules in force on `today` say of edits, asked of the register as it would be with them.
    ///
    /// Only what is not met is returned.
    #[must_use]
    pub fn judge(&self, edits: &[Edit], after: &dyn Facts, today: Day) -> Vec<Finding> {
        let mut findings = Vec::new();
        for rule in self.rules.iter().filter(|r| r.in_force(today)) {
            for edit in edits {
                findings.extend(rules::apply(rule, edit.becomes.as_ref(), after));
            }
        }
        findings.dedup();
        findings
    }

    /// What [`Policy::judge`] finds that edits bring with them: a fault that stood there before stops no other change.
    #[must_use]
    pub fn brought(&self, edits: &[Edit], before: &dyn Facts, after: &dyn Facts, today: Day) -> Vec<Finding> {
        let inverted: Vec<Edit> = edits.iter().cloned().map(Edit::invert).collect();
        let stood = self.judge(&inverted, before, today);
        self.judge(edits, after, today).into_iter().filter(|f| !stood.contains(f)).collect()
    }

    /// The rule with an id.
    #[must_use]
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|r| r.id == id)
    }
}

/// Whether a finding stops a change that has no exception.
#[must_use]
pub fn stops(finding: &Finding) -> bool {
    finding.strength == Strength::Hard && finding.verdict == Verdict::Broken
}

/// A record that a rule looks at.
type Seen<'a> = Option<&'a Record>;
