//! On account of which posts people are counted.

use crate::domain::{Cadre, CadreId, Ladder, Level, Line, Payroll, PostId, Role, Tier, Title, TitleId, UnitId};
use crate::register::View;
use serde::Deserialize;
use std::collections::{BTreeMap, HashSet};

/// Party, Front and mass organisations of the province and the districts; or the government, with the communes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Block {
    /// khối Đảng, Mặt trận, đoàn thể
    Party,
    /// khối chính quyền
    Government,
}

impl Block {
    /// In which block reports count the holder of a title.
    #[must_use]
    pub fn of(title: &Title) -> Block {
        let party = title.line == Line::Party && matches!(title.level, Level::Province | Level::District);
        if party { Block::Party } else { Block::Government }
    }
}

fn among<T: PartialEq>(asked: &[T], has: Option<&T>) -> bool {
    asked.is_empty() || has.is_some_and(|has| asked.contains(has))
}

fn named(asked: &[String], name: Option<&str>) -> bool {
    asked.is_empty() || name.is_some_and(|name| asked.iter().any(|word| word == name))
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
    /// Block of the title.
    pub block: Option<Block>,
    /// Kinds of the post's unit, by code.
    pub kinds: Vec<String>,
    /// Payroll of the person.
    pub payroll: Vec<Payroll>,
    /// Also people outside the province's payroll, and those who hold the post beside a main one (committee members).
    pub any_seat: bool,
}

/// What of a post, or of a unit, is asked.
#[derive(Debug, Clone, Copy, Default)]
pub struct HeldTitle<'a> {
    pub title: Option<&'a Title>,
    /// Who manages the holder: of the title, or of all that the holder holds.
    pub tier: Option<Tier>,
    /// Level of the title, or of the unit.
    pub level: Option<Level>,
    /// Kind of the unit, by code.
    pub kind: Option<&'a str>,
    /// Payroll of the holder.
    pub payroll: Option<Payroll>,
}

impl Holding {
    /// Whether it may be held under a title; what is asked of the unit and of the payroll is not looked at.
    #[must_use]
    pub fn takes(&self, title: &Title) -> bool {
        self.titled(Some(title), Some(title.tier), Some(title.level))
    }

    /// Whether a post, or a unit, is what is asked.
    #[must_use]
    pub fn fits(&self, held: &HeldTitle<'_>) -> bool {
        self.titled(held.title, held.tier, held.level)
            && named(&self.kinds, held.kind)
            && among(&self.payroll, held.payroll.as_ref())
    }

    fn titled(&self, title: Option<&Title>, tier: Option<Tier>, level: Option<Level>) -> bool {
        let code = title.map(|t| t.code.as_str());
        named(&self.titles, code)
            && code.is_none_or(|code| !self.except.iter().any(|except| except == code))
            && named(&self.groups, title.and_then(|t| t.group.as_deref()))
            && among(&self.levels, level.as_ref())
            && among(&self.lines, title.map(|t| &t.line))
            && among(&self.ladders, title.map(|t| &t.ladder))
            && among(&self.roles, title.map(|t| &t.role))
            && among(&self.tiers, tier.as_ref())
            && self.block.is_none_or(|asked| title.is_some_and(|t| Block::of(t) == asked))
    }

    /// Its people on the roll's day, each once, with the post on account of which they belong: the main one first.
    #[must_use]
    pub fn people(&self, view: &View, roll: &Roll) -> Vec<HeldPost> {
        let titles: HashSet<TitleId> = view.catalogue.titles().iter().filter(|t| self.takes(t)).map(|t| t.id).collect();
        let of_kind = |unit: UnitId| {
            let kind = view.unit(unit).and_then(|unit| view.kind(unit));
            self.kinds.is_empty() || kind.is_some_and(|kind| self.kinds.contains(&kind.code))
        };
        let paid = |payroll: Option<Payroll>| match payroll {
            Some(payroll) => among(&self.payroll, Some(&payroll)) && (self.any_seat || payroll != Payroll::Outside),
            None => self.any_seat && self.payroll.is_empty(),
        };
        let mut found: BTreeMap<CadreId, HeldPost> = BTreeMap::new();
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
pub struct HeldPost {
    pub cadre: CadreId,
    /// In which post.
    pub post: PostId,
    /// Of which unit.
    pub unit: UnitId,
    /// Under which title.
    pub title: TitleId,
    /// Beside a main post.
    pub concurrent: bool,
    /// The person's payroll.
    pub payroll: Option<Payroll>,
}

/// Everybody in every post on a day: read once, asked for many groups.
#[derive(Debug, Clone, Default)]
pub struct Roll {
    places: Vec<HeldPost>,
}

impl Roll {
    /// The roll of the view's day; linear in the register.
    #[must_use]
    pub fn of(view: &View) -> Roll {
        let held = view.snapshot.appointments.values().filter(|a| a.span.holds(view.on));
        let place = |appointment: &std::sync::Arc<crate::domain::Appointment>| {
            let post = view.post(appointment.post)?;
            Some(HeldPost {
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
