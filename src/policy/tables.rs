//! What the data names besides rules: which titles are seats of committees, sectors, steps, reference months, ages of
//! retirement, titles of the armed forces. What follows from these alone is asked here.

use super::facts::Facts;
use super::fault::Flaw;
use super::order::Order;
use super::vocabulary::{Body, List, Ratio, Sureness};
use crate::domain::{
    Cadre, Day, IsoDay, Ladder, Level, Line, PartialDate, Period, Post, Role, Schedule, TermId, Tier, Title,
};
use serde::{Deserialize, Serialize};

/// A sector whose heads may not be near relatives of the locality's head (114-QĐ/TW).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sector {
    pub id: String,
    /// Its name in Vietnamese.
    pub vi: String,
    /// Its name in English.
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
    /// Who meets, in English.
    pub en: String,
    /// Who passes it goes on to the next: more than so much of those summoned.
    pub passes: Ratio,
    /// Paper it rests on.
    pub source: String,
}

/// The month from which the age for a term is counted, where that is not the term's first day: of single titles (the
/// Front, mass organisations, committees directly above the base), of those that a tier manages (the base), of a level,
/// of a line. What is left out asks nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reference {
    pub term: TermId,
    /// Titles, by code.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub titles: Vec<String>,
    /// Who manages the holders.
    #[serde(default)]
    pub tier: Option<Tier>,
    /// Level of the title.
    #[serde(default)]
    pub level: Option<Level>,
    /// Line of the title.
    #[serde(default)]
    pub line: Option<Line>,
    /// First day of the month.
    pub month: IsoDay,
    /// How sure its source is; of what does not say, a report was read.
    #[serde(default = "reported")]
    pub sureness: Sureness,
    /// Paper it rests on.
    pub source: String,
}

fn reported() -> Sureness {
    Sureness::Report
}

impl Reference {
    /// Whether it speaks of a title in a term.
    fn speaks_of(&self, title: &Title, term: TermId) -> bool {
        self.term == term
            && (self.titles.is_empty() || self.titles.contains(&title.code))
            && self.tier.is_none_or(|tier| tier == title.tier)
            && self.level.is_none_or(|level| level == title.level)
            && self.line.is_none_or(|line| line == title.line)
    }

    /// How narrowly it speaks: of a title before a tier, of a tier before a level, of a level before a line.
    fn narrowness(&self) -> [bool; 4] {
        [!self.titles.is_empty(), self.tier.is_some(), self.level.is_some(), self.line.is_some()]
    }

    /// Whether the month can be one of the term: the party's congresses and the state's elections and what follows them
    /// are held within two years from the first.
    pub(super) fn is_of_its_term(&self) -> bool {
        let first = i64::from(self.term.0);
        (first..first + 2).contains(&i64::from(self.month.0.year())) && self.month.0.civil().day() == 1
    }

    /// That its month is not one of the term.
    pub(super) fn not_of_term(&self) -> Flaw {
        Flaw::NotOfTerm(self.month.0.iso(), self.term)
    }
}

/// When whoever must leave a pool leaves it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Leaving {
    /// Reasons for which one is out on the day of the decision, by code; for the others at the next yearly review.
    pub at_once: Vec<String>,
    /// The quarter in which the yearly review begins.
    pub review_quarter: i8,
    /// In force from this day.
    pub from: IsoDay,
    pub sureness: Sureness,
    /// Paper it rests on.
    pub source: String,
}

impl Leaving {
    /// The first review that begins after a day.
    #[must_use]
    pub fn next_review(&self, on: Day) -> Option<Period> {
        let of = |year| Period::Quarter(year, self.review_quarter);
        [of(on.year()), of(on.year() + 1)].into_iter().find(|review| review.first_day().is_some_and(|first| first > on))
    }
}

/// Last working day of somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Retires {
    /// Between these two, which are one where the month of birth is known.
    On(Day, Day),
    /// Of the armed forces, whose own age is not on record.
    Unknown,
}

/// On what somebody's last working day rests: the paper as it is cited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RetirementBasis<'a> {
    /// The person's own day, with its paper.
    Own(&'a str),
    /// The schedule of ages in normal conditions.
    Schedule(&'a str),
    /// The armed forces' own age, which is not on record.
    Armed(&'a str),
}

/// When somebody retires, and on what that rests: what every screen, paper and list says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retirement<'a> {
    /// Of a birth known by its year alone no day before the one that is looked at, as long as one that is not over may
    /// be meant.
    pub when: Retires,
    /// Whether only the year of birth is known, so that the day is the cautious end of a year.
    pub by_year_alone: bool,
    pub basis: RetirementBasis<'a>,
}

impl Retirement<'_> {
    /// The last working day by which one counts: of a birth known by its year alone the earliest that it may be.
    #[must_use]
    pub fn day(&self) -> Option<Day> {
        match self.when {
            Retires::On(earliest, _) => Some(earliest),
            Retires::Unknown => None,
        }
    }

    /// The month of retirement; of an own day the day itself.
    #[must_use]
    pub fn date(&self) -> Option<PartialDate> {
        let day = self.day()?;
        Some(match self.basis {
            RetirementBasis::Own(_) => PartialDate::Day(day),
            _ => PartialDate::Month(day.year(), day.month()),
        })
    }
}

/// What the data names besides rules.
#[derive(Debug, Clone, Default)]
pub struct Tables {
    /// Ages of retirement in normal conditions.
    pub schedule: Schedule,
    /// Titles whose holders retire at the armed forces' own age, by code.
    pub armed: Vec<String>,
    /// The paper on which that rests.
    pub armed_basis: String,
    /// Titles that are seats of committees, by code.
    pub bodies: Vec<(String, Body)>,
    /// Sectors of 114-QĐ/TW.
    pub sectors: Vec<Sector>,
    /// Steps of planning.
    pub steps: Vec<Step>,
    /// Reference months of ages.
    pub references: Vec<Reference>,
    /// How titles stand to each other.
    pub order: Order,
    /// When one leaves a pool.
    pub leaving: Option<Leaving>,
}

impl Tables {
    /// Lays what an office's own file gives over what is here: what it says last counts.
    pub(super) fn lay(&mut self, own: Tables) {
        self.references.extend(own.references);
        self.order.lay(own.order);
        self.leaving = own.leaving.or_else(|| self.leaving.take());
        own.steps.into_iter().for_each(|step| self.put_step(step));
        self.sectors.extend(own.sectors);
        self.armed.extend(own.armed);
        self.bodies.extend(own.bodies);
        if own.schedule != Schedule::default() {
            self.schedule = own.schedule;
        }
    }

    /// Puts a step in the place of the one of its number.
    pub(super) fn put_step(&mut self, step: Step) {
        self.steps.retain(|other| other.number != step.number);
        self.steps.push(step);
        self.steps.sort_by_key(|step| step.number);
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
    /// titles of the party line and the state's for the others. Of the data what speaks most narrowly, and of two that
    /// speak as narrowly what stands last.
    pub(super) fn reference(&self, facts: &dyn Facts, title: &Title, term: TermId) -> Option<Day> {
        let own = self.references.iter().filter(|r| r.speaks_of(title, term)).max_by_key(|r| r.narrowness());
        let first = || facts.term(term).map(|t| t.of(title.line).0);
        own.map(|r| r.month.0).or_else(first)
    }

    /// Whether a head's post is of one of the sectors.
    pub(super) fn in_sector(&self, facts: &dyn Facts, post: &Post, on: Day) -> bool {
        let Some(title) = facts.title(post.title).filter(|t| t.role == Role::Head) else { return false };
        let name = facts.unit(post.unit).map(|u| u.name(on)).unwrap_or_default();
        self.sectors.iter().any(|s| s.titles.contains(&title.code) || s.names.iter().any(|n| n == name))
    }

    /// Whether the holders of a title retire at the armed forces' own age.
    pub(super) fn is_armed(&self, title: &Title) -> bool {
        self.armed.contains(&title.code)
    }

    /// When somebody retires: the person's own day, else by the schedule; of the armed forces only the own day.
    #[must_use]
    pub fn retires(&self, facts: &dyn Facts, card: &Cadre, on: Day) -> Retires {
        let held = if card.retirement.is_some() { Vec::new() } else { facts.career(card.id) };
        let titles = held.iter().filter(|a| a.span.holds(on)).filter_map(|a| facts.title(facts.post(a.post)?.title));
        self.retires_from(card, titles)
    }

    /// The same with what it rests on.
    #[must_use]
    pub fn retirement<'a>(&'a self, facts: &dyn Facts, card: &'a Cadre, on: Day) -> Retirement<'a> {
        let (when, by_year_alone) = match self.retires(facts, card, on) {
            Retires::On(earliest, latest) if earliest < latest => {
                let earliest = if on <= latest { earliest.max(on) } else { earliest };
                (Retires::On(earliest, latest), true)
            }
            known => (known, false),
        };
        let basis = match (&card.retirement, when) {
            (Some(own), _) => RetirementBasis::Own(&own.basis),
            (None, Retires::Unknown) => RetirementBasis::Armed(&self.armed_basis),
            (None, Retires::On(..)) => RetirementBasis::Schedule(&self.schedule.basis),
        };
        Retirement { when, by_year_alone, basis }
    }

    /// The same where the titles held on the day are known.
    pub(super) fn retires_from<'t>(&self, card: &Cadre, mut held: impl Iterator<Item = &'t Title>) -> Retires {
        if let Some(own) = &card.retirement {
            return Retires::On(own.last_day, own.last_day);
        }
        if held.any(|title| self.is_armed(title)) {
            return Retires::Unknown;
        }
        let earliest = self.schedule.last_day(card.sex, card.born.earliest());
        let latest = if matches!(card.born, PartialDate::Year(_)) {
            self.schedule.last_day(card.sex, card.born.latest())
        } else {
            earliest
        };
        Retires::On(earliest, latest)
    }
}
