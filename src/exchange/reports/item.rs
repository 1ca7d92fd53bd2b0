//! One that is counted: a person with a post, a post, a unit, and what happened to them.

use super::words::DisciplineOutcome;
use crate::domain::{
    ActKind, CadreId, Conclusion, Day, Discipline, Grade, Level, Post, PostId, Rotation, Stage, Tier, Title, Total,
    UnitId, Vote,
};
use crate::exchange::criteria::PersonFacts;
use crate::register::View;
use std::collections::BTreeMap;

/// What an item is besides a person with a post.
#[derive(Debug, Clone)]
pub enum ItemFact<'v> {
    Plain,
    /// A place in a pool, and how far it has come.
    Planned(Option<Stage>),
    /// A grade, or considered and not graded.
    Graded(Option<Grade>),
    Voted(&'v Vote),
    /// Not voted on, as newly placed.
    Exempt,
    Concluded(&'v Conclusion),
    /// An appointment began or ended by an act; whether beside the main one, and the number of its paper.
    Act(ActKind, bool, Option<&'v str>),
    Moved(&'v Rotation),
    /// A discipline and what followed.
    Disciplined(&'v Discipline, DisciplineOutcome),
    /// A unit: its kind, by code, and its level.
    Unit(&'v str, Level),
    /// A declared total, how many, and where it comes from.
    Declared(Total, i64, &'v str),
}

/// One that is counted.
#[derive(Debug, Clone)]
pub struct Item<'v> {
    pub person: Option<PersonFacts<'v>>,
    /// The title of the post.
    pub title: Option<&'v Title>,
    pub post: Option<PostId>,
    pub unit: Option<UnitId>,
    /// The tier that manages.
    pub tier: Option<Tier>,
    /// When it happened.
    pub day: Option<Day>,
    pub fact: ItemFact<'v>,
}

impl<'v> Item<'v> {
    /// A person with a post.
    pub(super) fn at(view: &'v View, cadre: CadreId, post: Option<PostId>, fact: ItemFact<'v>) -> Option<Item<'v>> {
        let person = PersonFacts::of(view, view.cadre(cadre)?);
        let post = post.and_then(|post| view.post(post));
        let title = post.and_then(|post| view.title(post));
        let (tier, unit) = (title.map(|t| t.tier), post.map(|p| p.unit));
        Some(Item { person: Some(person), title, post: post.map(|p| p.id), unit, tier, day: None, fact })
    }

    /// A post, whoever holds it.
    pub(super) fn post(view: &'v View, post: &Post) -> Item<'v> {
        let title = view.title(post);
        let (tier, unit) = (title.map(|t| t.tier), Some(post.unit));
        Item { person: None, title, post: Some(post.id), unit, tier, day: None, fact: ItemFact::Plain }
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

    #[must_use]
    pub fn cadre(&self) -> Option<CadreId> {
        self.person.as_ref().map(|p| p.card.id)
    }
}

/// What somebody holds on a day, looked at as a whole.
#[derive(Debug, Clone, Copy)]
pub(super) struct HeldPosts<'v> {
    /// The highest tier that manages, by all posts.
    pub tier: Tier,
    /// The main post; of whoever has none the first one found.
    pub post: PostId,
    main: bool,
    pub title: &'v Title,
}

/// Everybody who holds anything on a day.
pub(super) fn held(view: &View, on: Day) -> BTreeMap<CadreId, HeldPosts<'_>> {
    let mut all: BTreeMap<CadreId, HeldPosts<'_>> = BTreeMap::new();
    for a in view.snapshot.appointments.values().filter(|a| a.span.holds(on)) {
        let Some((post, title)) = view.post(a.post).and_then(|p| Some((p, view.title(p)?))) else { continue };
        let (tier, main) = (title.tier, !a.concurrent);
        let held = all.entry(a.cadre).or_insert(HeldPosts { tier, post: post.id, main, title });
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
    pub from: Day,
    pub to: Day,
}

impl Stretch {
    /// Whether a day lies in it.
    #[must_use]
    pub fn has(self, day: Day) -> bool {
        self.from <= day && day <= self.to
    }
}
