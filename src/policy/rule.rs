//! A rule as it stands in the data: what it checks, with what parameters, of what, from when until when, on what it
//! rests, how binding and how sure it is.

use super::facts::Facts;
use super::finding::{Answer, Finding, Scope, Verdict};
use super::kinds::RuleKind;
use super::vocabulary::{Body, Strength, Sureness};
use crate::domain::{
    ActKind, Day, IsoDay, Level, Line, MoveKind, PlanObject, Role, Subject, TermId, Tier, Title, UnitId,
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// To what a rule applies; what is left out asks nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Applies {
    /// Terms, by the first year of the party's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub terms: Vec<TermId>,
    /// Levels of the title.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<Level>,
    /// The line of the title: the party's congress and the state's elections have reference months of their own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<Line>,
    /// Committees, standing committees, leadership lists, or the pool of one title.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub to: Vec<Body>,
    /// Titles, by code.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub titles: Vec<String>,
    /// Who manages the holder of the title.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tiers: Vec<Tier>,
    /// What the holder is in the unit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<Role>,
    /// Groups of the title in the reports.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<String>,
    /// Kinds of moves: a rule that names any speaks of moves and of nothing else.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moves: Vec<MoveKind>,
    /// As which object (đối tượng) somebody is planned: a rule that names any speaks of people for a pool alone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub objects: Vec<PlanObject>,
    /// Acts by which somebody comes into a post: a rule that names any speaks of appointments by them, and of moves where
    /// it names moves, and of nothing else.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub acts: Vec<ActKind>,
    /// Province, by its statistics code: an overlay of its own targets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub province: Option<u32>,
    /// Unit, by its statistics code: a setting of one locality.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<u32>,
}

impl Applies {
    /// Whether two speak of some of the same: in each of its lists they name the same thing, or both nothing. Where one
    /// names what the other leaves open, it is a narrower rule beside a wider one.
    fn speak_alike(&self, other: &Applies) -> bool {
        self.shares_with(other, false)
    }

    /// Whether it speaks of some of what another does, also where it leaves open what that one names.
    fn takes_in(&self, other: &Applies) -> bool {
        self.shares_with(other, true)
    }

    fn shares_with(&self, other: &Applies, wider: bool) -> bool {
        let shares = Shares { wider };
        shares.of(&self.terms, &other.terms)
            && shares.of(&self.levels, &other.levels)
            && shares.of(&self.lines, &other.lines)
            && shares.of(&self.to, &other.to)
            && shares.of(&self.titles, &other.titles)
            && shares.of(&self.tiers, &other.tiers)
            && shares.of(&self.roles, &other.roles)
            && shares.of(&self.groups, &other.groups)
            && shares.of(&self.moves, &other.moves)
            && shares.of(&self.objects, &other.objects)
            && shares.of(&self.acts, &other.acts)
            && (self.province, self.unit) == (other.province, other.unit)
    }
}

struct Shares {
    /// Whether what names nothing takes in what names something.
    wider: bool,
}

impl Shares {
    fn of<T: PartialEq>(&self, one: &[T], other: &[T]) -> bool {
        one == other || self.wider && one.is_empty() || one.iter().any(|item| other.contains(item))
    }
}

/// What a rule is called where there is little room: beside a gauge, in a column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShortName {
    pub vi: String,
    pub en: String,
}

/// A rule with its dates of effect and its source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Short name; versions of one rule that hold one after the other share it.
    pub id: Arc<str>,
    /// What it checks, with its parameters.
    pub kind: RuleKind,
    /// To what it applies.
    pub applies: Applies,
    /// In force from this day.
    pub from: IsoDay,
    /// Last day of effect.
    pub until: Option<IsoDay>,
    pub strength: Strength,
    /// How sure its source is.
    pub sureness: Sureness,
    /// Kept as a setting, not judged: its number was not found.
    pub off: bool,
    /// Titles that it does not speak of, by code.
    pub except: Vec<String>,
    /// Why who breaks it leaves the pool at a review: a code of the catalogue's list of reasons.
    pub removal: Option<String>,
    /// Paper it rests on.
    pub source: String,
    /// What it says, in Vietnamese.
    pub vi: String,
    /// What it says, in English.
    pub en: String,
    /// What it is called where there is little room; what it says, where it has no short name.
    pub short: Option<ShortName>,
    /// Which of the office's own versions of the rule it is, counted from one; 0 as the program has it.
    pub own: u16,
}

impl Rule {
    /// Whether it is in force on a day.
    #[must_use]
    pub fn in_force(&self, on: Day) -> bool {
        !self.off && self.dated(on)
    }

    /// Whether the day lies between its dates; one that is off may be, and judges nothing.
    #[must_use]
    pub fn dated(&self, on: Day) -> bool {
        self.from.0 <= on && self.until.is_none_or(|d| on <= d.0)
    }

    /// Whether it speaks of a title in a term, as what the title is.
    #[must_use]
    pub fn speaks_of(&self, title: &Title, body: Body, term: Option<TermId>) -> bool {
        self.applies.moves.is_empty() && self.applies.acts.is_empty() && self.covers(title, body, term)
    }

    /// Whether it speaks of an appointment to a title by an act.
    #[must_use]
    pub fn speaks_of_act(&self, title: &Title, body: Body, act: ActKind) -> bool {
        let Applies { moves, acts, .. } = &self.applies;
        let named = if acts.is_empty() { moves.is_empty() } else { acts.contains(&act) };
        named && self.covers(title, body, None)
    }

    fn covers(&self, title: &Title, body: Body, term: Option<TermId>) -> bool {
        let Applies { terms, levels, lines, to, titles, tiers, roles, groups, .. } = &self.applies;
        (terms.is_empty() || term.is_some_and(|t| terms.contains(&t)))
            && (levels.is_empty() || levels.contains(&title.level))
            && (lines.is_empty() || lines.contains(&title.line))
            && (to.is_empty() || to.contains(&body))
            && (tiers.is_empty() || tiers.contains(&title.tier))
            && (roles.is_empty() || roles.contains(&title.role))
            && (groups.is_empty() || title.group.as_ref().is_some_and(|group| groups.contains(group)))
            && (titles.is_empty() || titles.contains(&title.code))
            && !self.except.contains(&title.code)
    }

    /// Whether it is one of this province: of every one, where it names none.
    #[must_use]
    pub fn is_of_province(&self, facts: &dyn Facts) -> bool {
        self.applies.province.is_none_or(|asked| facts.province() == Some(asked))
    }

    /// Whether it is one of this province, and speaks of this unit: of all, where it names none.
    pub(super) fn is_of(&self, facts: &dyn Facts, unit: UnitId, on: Day) -> bool {
        let code = || facts.unit(unit).and_then(|u| u.code(on));
        self.is_of_province(facts) && self.applies.unit.is_none_or(|asked| code() == Some(asked))
    }

    /// Whether two rules have a day in common.
    pub(super) fn meets(&self, other: &Rule) -> bool {
        self.until.is_none_or(|d| other.from <= d) && other.until.is_none_or(|d| self.from <= d)
    }

    /// Whether two rules set one number twice for the same titles on one day.
    pub(super) fn overlaps(&self, other: &Rule) -> bool {
        let same = self.kind.sets_the_same(&other.kind, self.strength == other.strength);
        same && self.meets(other) && self.applies.speak_alike(&other.applies) && !self.off && !other.off
    }

    /// The same of a rule of the office's own, which also collides with one that it takes in. What a standard asks of
    /// one title outranks what another asks of many, so that the two may stand side by side.
    pub(super) fn collides_with(&self, other: &Rule) -> bool {
        let wide = !matches!(self.kind, RuleKind::Standards(_));
        let same = self.kind.sets_the_same(&other.kind, self.strength == other.strength);
        let wider =
            wide && same && self.meets(other) && self.applies.takes_in(&other.applies) && !self.off && !other.off;
        wider || self.overlaps(other)
    }

    /// What the rule finds by the law of a day, of an answer.
    pub(super) fn finding(&self, subject: Subject, scope: Scope, on: Day, answer: Answer) -> Finding {
        Finding {
            rule: self.id.clone(),
            strength: self.strength,
            subject,
            scope,
            measured: answer.measured,
            limit: answer.limit,
            verdict: Verdict::under(self.strength, answer.holds),
            estimated: answer.estimated,
            from: answer.from,
            judged: on,
            absolute: answer.absolute,
            aside: false,
            own: self.own,
        }
    }
}
