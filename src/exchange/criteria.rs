//! What may be asked of somebody on a day, as data says it: schooling, age, sex, where somebody comes from, what
//! somebody has held; and whose posts make a group of people. Indicators ask in these words.
//!
//! An answer may be unknown: a birth of which only the year is known, a place of origin that nobody can tell.

use crate::domain::{
    Cadre, CadreId, Education, Ladder, Level, Line, ListId, Management, Payroll, PostId, Role, Sex, Theory, Tier,
    Title, TitleId, UnitId,
};
use crate::register::View;
use crate::register::catalogue::ListName;
use serde::{Deserialize, Deserializer};
use std::collections::{BTreeMap, HashSet};

/// Whether somebody meets what is asked; the worst first, so that the least of several answers is the answer to all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Answer {
    /// Surely not.
    No,
    /// The register cannot tell.
    Unknown,
    /// Surely.
    Yes,
}

impl Answer {
    /// Yes where both ends of what is unknown say yes, no where both say no.
    #[must_use]
    pub fn between(one: bool, other: bool) -> Answer {
        match (one, other) {
            (true, true) => Answer::Yes,
            (false, false) => Answer::No,
            _ => Answer::Unknown,
        }
    }

    /// Of a fact that may not be known.
    #[must_use]
    pub fn of(known: Option<bool>) -> Answer {
        known.map_or(Answer::Unknown, |yes| Answer::between(yes, yes))
    }
}

/// What is asked of a person; what is not given asks nothing, and all that is given must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Criteria {
    /// `female` or `male`.
    #[serde(deserialize_with = "sex")]
    pub sex: Option<Sex>,
    /// Of an ethnic minority.
    pub minority: bool,
    /// Of a religion.
    pub religious: bool,
    /// Party member.
    pub party: bool,
    /// Full years, from and to, both counted.
    pub age: Option<[u32; 2]>,
    /// Highest education is one of these.
    pub education: Vec<Education>,
    /// Highest political theory is one of these.
    pub theory: Vec<Theory>,
    /// Highest state-management training is one of these.
    pub management: Vec<Management>,
    /// The least education.
    pub least_education: Option<Education>,
    /// The least political theory.
    pub least_theory: Option<Theory>,
    /// The least state-management training.
    pub least_management: Option<Management>,
    /// A certificate of one of these languages, by the codes of the catalogue's list; `*` stands for any.
    pub language: Vec<String>,
    /// A certificate of computing, likewise.
    pub computing: Vec<String>,
    /// Not from the place in which the post lies.
    pub elsewhere: bool,
    /// Has held, or holds, one of these titles, by code.
    pub has_held: Vec<String>,
}

fn sex<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Sex>, D::Error> {
    match String::deserialize(from)?.as_str() {
        "female" => Ok(Some(Sex::Female)),
        "male" => Ok(Some(Sex::Male)),
        other => Err(serde::de::Error::custom(format!("not female or male: {other}"))),
    }
}

fn among<T: PartialEq>(asked: &[T], has: &T) -> bool {
    asked.is_empty() || asked.contains(has)
}

impl Criteria {
    /// Whether a person meets it on the view's day; `post` is the post on account of which it is asked.
    #[must_use]
    pub fn answer(&self, view: &View, cadre: &Cadre, post: Option<PostId>) -> Answer {
        let (youngest, oldest) = match self.age {
            Some(_) => cadre.born.age_on(view.on),
            None => (0, 0),
        };
        if !self.fits(view, cadre) {
            return Answer::No;
        }
        let age = Answer::between(self.of_age(youngest), self.of_age(oldest));
        // an ethnic group that is not entered may be of a minority
        let minority = if self.minority && cadre.ethnic == ListId::default() { Answer::Unknown } else { Answer::Yes };
        age.min(minority).min(self.is_from_elsewhere(view, cadre, post))
    }

    fn of_age(&self, years: u32) -> bool {
        self.age.is_none_or(|[from, to]| (from..=to).contains(&years))
    }

    fn is_from_elsewhere(&self, view: &View, cadre: &Cadre, post: Option<PostId>) -> Answer {
        if !self.elsewhere {
            return Answer::Yes;
        }
        let seat = post.and_then(|id| view.post(id)).and_then(|post| view.seat_of(post.unit));
        Answer::of(seat.and_then(|seat| view.is_from(cadre, seat)).map(|local| !local))
    }

    /// All that the register knows for certain.
    fn fits(&self, view: &View, cadre: &Cadre) -> bool {
        let on = view.on;
        self.sex.is_none_or(|sex| cadre.sex == sex)
            && (!self.minority || cadre.ethnic == ListId::default() || view.catalogue.is_minority(cadre.ethnic))
            && (!self.religious || cadre.religion.0 != 0)
            && (!self.party || cadre.in_party(on))
            && (self.education.is_empty() || self.education.contains(&cadre.education(on)))
            && (self.theory.is_empty() || self.theory.contains(&cadre.theory(on)))
            && (self.management.is_empty() || self.management.contains(&cadre.management(on)))
            && self.least_education.is_none_or(|least| cadre.education(on) >= least)
            && self.least_theory.is_none_or(|least| cadre.theory(on) >= least)
            && self.least_management.is_none_or(|least| cadre.management(on) >= least)
            && self.certified(view, cadre, ListName::Language)
            && self.certified(view, cadre, ListName::Computing)
            && (self.has_held.is_empty() || self.held(view, cadre.id))
    }

    fn certified(&self, view: &View, cadre: &Cadre, list: ListName) -> bool {
        let asked = if list == ListName::Language { &self.language } else { &self.computing };
        if asked.is_empty() {
            return true;
        }
        let known = |id: ListId| {
            let code = view.catalogue.lists().get(list, id).map(|entry| entry.code.as_str());
            code.is_some_and(|code| asked.iter().any(|asked| asked == "*" || asked == code))
        };
        cadre.certificates(list == ListName::Computing, view.on).any(known)
    }

    fn held(&self, view: &View, cadre: CadreId) -> bool {
        let begun = view.snapshot.career_of(cadre).filter(|a| a.span.from <= view.on);
        let mut titles = begun.filter_map(|a| view.title(view.post(a.post)?));
        titles.any(|title| self.has_held.contains(&title.code))
    }
}

/// On account of which posts somebody belongs to a group; what is not given asks nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Holding {
    /// Titles, by code.
    pub titles: Vec<String>,
    /// None of these titles, by code.
    pub except: Vec<String>,
    /// Groups of titles.
    pub groups: Vec<String>,
    /// Levels of the title.
    pub levels: Vec<Level>,
    /// Lines of the title.
    pub lines: Vec<Line>,
    /// Ladders of the title.
    pub ladders: Vec<Ladder>,
    /// What the holder is in the unit.
    pub roles: Vec<Role>,
    /// Who manages the holder.
    pub tiers: Vec<Tier>,
    /// Kinds of the post's unit, by code.
    pub kinds: Vec<String>,
    /// Payroll of the person.
    pub payroll: Vec<Payroll>,
    /// Also who stands outside the province's payroll, and who holds it beside a main post: members of committees.
    pub any_seat: bool,
}

impl Holding {
    /// Whether it may be held under a title.
    #[must_use]
    pub fn takes(&self, title: &Title) -> bool {
        let group = || title.group.as_ref().is_some_and(|group| self.groups.contains(group));
        (self.titles.is_empty() || self.titles.contains(&title.code))
            && !self.except.contains(&title.code)
            && (self.groups.is_empty() || group())
            && among(&self.levels, &title.level)
            && among(&self.lines, &title.line)
            && among(&self.ladders, &title.ladder)
            && among(&self.roles, &title.role)
            && among(&self.tiers, &title.tier)
    }

    /// Its people on the roll's day, each once, with the post on account of which they belong: the main one first.
    #[must_use]
    pub fn people(&self, view: &View, roll: &Roll) -> Vec<Place> {
        let titles: HashSet<TitleId> = view.catalogue.titles().iter().filter(|t| self.takes(t)).map(|t| t.id).collect();
        let of_kind = |unit: UnitId| {
            let kind = view.unit(unit).and_then(|unit| view.kind(unit));
            self.kinds.is_empty() || kind.is_some_and(|kind| self.kinds.contains(&kind.code))
        };
        let paid = |payroll: Option<Payroll>| match payroll {
            Some(payroll) => among(&self.payroll, &payroll) && (self.any_seat || payroll != Payroll::Outside),
            None => self.any_seat && self.payroll.is_empty(),
        };
        let mut found: BTreeMap<CadreId, Place> = BTreeMap::new();
        for place in roll.places.iter().filter(|p| self.any_seat || !p.concurrent) {
            if titles.contains(&place.title) && paid(place.payroll) && of_kind(place.unit) {
                let first = found.entry(place.cadre).or_insert(*place);
                if (place.concurrent, place.post) < (first.concurrent, first.post) {
                    *first = *place;
                }
            }
        }
        found.into_values().collect()
    }
}

/// Somebody in a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Who.
    pub cadre: CadreId,
    /// In which post.
    pub post: PostId,
    /// Of which unit.
    pub unit: UnitId,
    /// Under which title.
    pub title: TitleId,
    /// Beside a main post.
    pub concurrent: bool,
    /// On which payroll the person stands.
    pub payroll: Option<Payroll>,
}

/// Everybody in every post on a day: read once, asked for many groups.
#[derive(Debug, Clone, Default)]
pub struct Roll {
    places: Vec<Place>,
}

impl Roll {
    /// The roll of the view's day; linear in the register.
    #[must_use]
    pub fn of(view: &View) -> Roll {
        let held = view.snapshot.appointments.values().filter(|a| a.span.holds(view.on));
        let place = |appointment: &std::sync::Arc<crate::domain::Appointment>| {
            let post = view.post(appointment.post)?;
            Some(Place {
                cadre: appointment.cadre,
                post: post.id,
                unit: post.unit,
                title: post.title,
                concurrent: appointment.concurrent,
                payroll: view.cadre(appointment.cadre)?.payroll(view.on),
            })
        };
        Roll { places: held.filter_map(place).collect() }
    }
}

/// People of the province's payroll on the view's day with their payroll and main title.
pub fn serving(view: &View) -> impl Iterator<Item = (&Cadre, Payroll, &Title)> {
    view.snapshot.cadres.values().filter_map(move |cadre| {
        let payroll = cadre.payroll(view.on).filter(|p| *p != Payroll::Outside)?;
        let (_, _, title) = view.main(cadre.id)?;
        Some((&**cadre, payroll, title))
    })
}
