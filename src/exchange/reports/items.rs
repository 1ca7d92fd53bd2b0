//! What a population is made of on a day: people with their posts, and what happened to them, each as one item that
//! criteria are asked of.

use super::define::{After, Kind, Population};
use super::events;
use crate::domain::{
    ActKind, CadreId, Conclusion, Day, Discipline, Grade, Level, Line, Period, Post, PostId, Rotation, Tier, Title,
    Total, Unit, UnitId, Vote,
};
use crate::exchange::criteria::Person;
use crate::register::View;
use std::collections::BTreeMap;

/// What an item is besides a person with a post.
#[derive(Debug, Clone)]
pub enum Fact<'v> {
    /// Nothing besides.
    Plain,
    /// A grade, or considered and not graded.
    Graded(Option<Grade>),
    /// A vote.
    Voted(&'v Vote),
    /// Not voted on, as newly placed.
    Exempt,
    /// A conclusion.
    Concluded(&'v Conclusion),
    /// An appointment began or ended by an act; whether beside the main one.
    Act(ActKind, bool),
    /// A move.
    Moved(&'v Rotation),
    /// A discipline and what followed.
    Disciplined(&'v Discipline, After),
    /// A unit: its kind, by code, and its level.
    Unit(&'v str, Level),
    /// A declared total, and where it comes from.
    Declared(i64, &'v str),
}

/// One that is counted.
#[derive(Debug, Clone)]
pub struct Item<'v> {
    /// Who.
    pub person: Option<Person<'v>>,
    /// The title that it speaks of.
    pub title: Option<&'v Title>,
    /// The post.
    pub post: Option<PostId>,
    /// The unit.
    pub unit: Option<UnitId>,
    /// The tier that manages.
    pub tier: Option<Tier>,
    /// When it happened.
    pub day: Option<Day>,
    /// What it is besides.
    pub fact: Fact<'v>,
}

impl<'v> Item<'v> {
    /// A person with a post.
    pub(super) fn at(view: &'v View, cadre: CadreId, post: Option<PostId>, fact: Fact<'v>) -> Option<Item<'v>> {
        let person = Person::of(view, view.cadre(cadre)?);
        let post = post.and_then(|post| view.post(post));
        let title = post.and_then(|post| view.title(post));
        let (tier, unit) = (title.map(|t| t.tier), post.map(|p| p.unit));
        Some(Item { person: Some(person), title, post: post.map(|p| p.id), unit, tier, day: None, fact })
    }

    /// A post, whoever holds it.
    pub(super) fn post(view: &'v View, post: &Post) -> Item<'v> {
        let title = view.title(post);
        let (tier, unit) = (title.map(|t| t.tier), Some(post.unit));
        Item { person: None, title, post: Some(post.id), unit, tier, day: None, fact: Fact::Plain }
    }

    /// The same, on the day it happened.
    pub(super) fn on(mut self, day: Day) -> Item<'v> {
        self.day = Some(day);
        self
    }

    /// The same, of those whom a tier manages.
    pub(super) fn managed(mut self, tier: Option<Tier>) -> Item<'v> {
        self.tier = tier;
        self
    }

    /// Whose it is.
    #[must_use]
    pub fn cadre(&self) -> Option<CadreId> {
        self.person.as_ref().map(|p| p.card.id)
    }
}

/// What somebody holds on a day, looked at as a whole.
#[derive(Debug, Clone, Copy)]
pub(super) struct Held<'v> {
    /// The highest tier that manages, by all posts.
    pub tier: Tier,
    /// The main post; of whoever has none the first one found.
    pub post: PostId,
    main: bool,
    /// Its title.
    pub title: &'v Title,
}

/// Everybody who holds anything on a day.
pub(super) fn held(view: &View, on: Day) -> BTreeMap<CadreId, Held<'_>> {
    let mut all: BTreeMap<CadreId, Held<'_>> = BTreeMap::new();
    for a in view.snapshot.appointments.values().filter(|a| a.span.holds(on)) {
        let Some((post, title)) = view.post(a.post).and_then(|p| Some((p, view.title(p)?))) else { continue };
        let (tier, main) = (title.tier, !a.concurrent);
        let held = all.entry(a.cadre).or_insert(Held { tier, post: post.id, main, title });
        held.tier = held.tier.min(tier);
        if main && !held.main {
            (held.post, held.title, held.main) = (post.id, title, true);
        }
    }
    all
}

/// From and to which days things are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: Day,
}

impl Stretch {
    /// Whether a day lies in it.
    #[must_use]
    pub fn has(self, day: Day) -> bool {
        self.from <= day && day <= self.to
    }
}

/// Everything that a population is made of, before its criteria are asked.
#[must_use]
pub fn of<'v>(view: &'v View, who: &Population, stretch: Stretch) -> Vec<Item<'v>> {
    match who.of {
        Kind::Serving => serving(view),
        Kind::Holders => holders(view),
        Kind::Managed => managed(view),
        Kind::Planned => planned(view, who),
        Kind::Grades => events::grades(view, who),
        Kind::UnitGrades => events::unit_grades(view, who),
        Kind::Votes => events::votes(view, stretch),
        Kind::Conclusions => events::conclusions(view, stretch),
        Kind::Begun => events::begun(view, stretch),
        Kind::Ended => events::ended(view, stretch),
        Kind::Moves => events::moves(view, stretch),
        Kind::Disciplined => events::disciplined(view, stretch),
        Kind::Recruited => events::recruited(view, stretch),
        Kind::Gained => events::gained(view, stretch),
        Kind::Heads => heads(view),
        Kind::Units => units(view),
        Kind::Declared => declared(view, who),
        Kind::Absent => Vec::new(),
    }
}

fn serving(view: &View) -> Vec<Item<'_>> {
    let serves = view.snapshot.cadres.values().filter(|card| card.serves(view.on));
    serves
        .filter_map(|card| {
            let (_, post, _) = view.main(card.id)?;
            Item::at(view, card.id, Some(post.id), Fact::Plain)
        })
        .collect()
}

/// A row for each post that is held; [`super::count`] leaves one a person.
fn holders(view: &View) -> Vec<Item<'_>> {
    let held = view.snapshot.appointments.values().filter(|a| a.span.holds(view.on));
    let mut items: Vec<Item<'_>> = held.filter_map(|a| Item::at(view, a.cadre, Some(a.post), Fact::Plain)).collect();
    items.sort_by_key(|item| (item.cadre(), item.title.map(|t| t.order)));
    items
}

fn managed(view: &View) -> Vec<Item<'_>> {
    let all = held(view, view.on).into_iter();
    all.filter_map(|(cadre, held)| Some(Item::at(view, cadre, Some(held.post), Fact::Plain)?.managed(Some(held.tier))))
        .collect()
}

/// The term that a population of pools speaks of.
pub(super) fn term<'v>(view: &'v View, who: &Population) -> Option<&'v crate::domain::Term> {
    let next = who.term == Some(super::define::Which::Next);
    let mut terms = view.catalogue.terms().iter().filter(|t| t.party_to.0 > view.on);
    if next { terms.nth(1) } else { terms.next() }
}

fn planned<'v>(view: &'v View, who: &Population) -> Vec<Item<'v>> {
    let Some(term) = term(view, who) else { return Vec::new() };
    let standing = view.snapshot.entries.values().filter(|e| e.term == term.number && e.span.holds(view.on));
    let live = standing.filter(|e| view.post(e.post).is_some_and(|p| p.span.holds(view.on)));
    live.filter_map(|e| Item::at(view, e.cadre, Some(e.post), Fact::Plain)).collect()
}

fn heads(view: &View) -> Vec<Item<'_>> {
    let places = view.heads();
    let heads = places.iter().flat_map(|place| place.heads.iter().map(move |head| (place.unit, head)));
    heads
        .filter_map(|(unit, head)| {
            let mut item = Item::at(view, head.cadre?, Some(head.post), Fact::Plain)?;
            item.unit = Some(unit);
            Some(item)
        })
        .collect()
}

/// A unit as an item; none where it stands in no line on the day.
pub(super) fn unit<'v>(view: &'v View, unit: &'v Unit) -> Option<Item<'v>> {
    let stands = Line::ALL.into_iter().any(|line| view.stands(line, unit.id));
    let (kind, form) = (view.kind(unit)?, unit.form(view.on)?);
    let fact = Fact::Unit(kind.code.as_str(), form.level);
    stands.then_some(Item { person: None, title: None, post: None, unit: Some(unit.id), tier: None, day: None, fact })
}

fn units(view: &View) -> Vec<Item<'_>> {
    view.snapshot.units.values().filter_map(|u| unit(view, u)).collect()
}

/// What the tops of the lines declare of the whole; below them every unit would be counted twice.
fn declared<'v>(view: &'v View, who: &Population) -> Vec<Item<'v>> {
    let mut tops: Vec<UnitId> = Line::ALL.into_iter().flat_map(|line| view.tops(line)).collect();
    tops.sort_unstable();
    tops.dedup();
    let signed = who.total.iter().map(|total| (total.0, 1)).chain(who.minus.iter().map(|total| (total.0, -1)));
    let signed: Vec<(Total, i64)> = signed.collect();
    let said = tops.into_iter().flat_map(|top| signed.iter().map(move |total| (top, *total)));
    said.filter_map(|(top, (total, sign))| {
        let said = view.unit(top)?.declared(total, view.on)?;
        let fact = Fact::Declared(sign * i64::from(said.count), said.source.as_str());
        let unit = Some(top);
        Some(Item { person: None, title: None, post: None, unit, tier: None, day: Some(said.on), fact })
    })
    .collect()
}

/// The period of which a population of grades speaks, the years before it, and the day on which each ended.
pub(super) fn periods(on: Day, who: &Population) -> Vec<(Period, Day)> {
    if let Some(quarter) = who.quarter {
        let (year, quarter) = match (quarter, (on.next().month() - 1) / 3) {
            // the last quarter that is over
            (0, 0) => (on.next().year() - 1, 4),
            (0, over) => (on.next().year(), over),
            (named, _) => (on.year() - who.years_back.unwrap_or(0), named),
        };
        let first_after = Day::of(year + i16::from(quarter == 4), if quarter == 4 { 1 } else { quarter * 3 + 1 }, 1);
        return first_after.map(|day| (Period::Quarter(year, quarter), day.prev())).into_iter().collect();
    }
    let last = on.year() - who.years_back.unwrap_or(0);
    let first = last - who.years.unwrap_or(1).max(1) + 1;
    (first..=last).filter_map(|year| Some((Period::Year(year), Day::of(year, 12, 31)?))).collect()
}
