//! The items that a population is made of on a day, before its criteria are asked.

use super::define::{PopulationDefinition, PopulationKind};
use super::events;
use super::item::{Item, ItemFact, Stretch, held};
use crate::domain::{Line, Total, Unit, UnitId};
use crate::register::View;
use crate::register::fields::codes::Coded;

/// Everything that a population is made of, before its criteria are asked.
pub(super) fn items<'v>(view: &'v View, who: &PopulationDefinition, stretch: Stretch) -> Vec<Item<'v>> {
    match who.of {
        PopulationKind::Serving => serving(view),
        PopulationKind::Holders => holders(view),
        PopulationKind::Managed => managed(view),
        PopulationKind::Planned => planned(view, who),
        PopulationKind::Grades => events::grades(view, who),
        PopulationKind::UnitGrades => events::unit_grades(view, who),
        PopulationKind::Votes => events::votes(view, stretch),
        PopulationKind::Conclusions => events::conclusions(view, stretch),
        PopulationKind::Begun => events::begun(view, stretch),
        PopulationKind::Ended => events::ended(view, stretch),
        PopulationKind::Moves => events::moves(view, stretch),
        PopulationKind::Disciplined => events::disciplined(view, stretch),
        PopulationKind::Recruited => events::recruited(view, stretch),
        PopulationKind::Gained => events::gained(view, stretch),
        PopulationKind::Heads => heads(view),
        PopulationKind::Units => units(view),
        PopulationKind::Declared => declared(view, who),
        PopulationKind::Absent => Vec::new(),
    }
}

fn serving(view: &View) -> Vec<Item<'_>> {
    let serves = view.snapshot.cadres.values().filter(|card| card.serves(view.on));
    serves
        .filter_map(|card| {
            let (_, post, _) = view.main(card.id)?;
            Item::at(view, card.id, Some(post.id), ItemFact::Plain)
        })
        .collect()
}

/// A row for each post that is held; [`super::count`] leaves one a person.
fn holders(view: &View) -> Vec<Item<'_>> {
    let held = view.snapshot.appointments.values().filter(|a| a.span.holds(view.on));
    let mut items: Vec<Item<'_>> =
        held.filter_map(|a| Item::at(view, a.cadre, Some(a.post), ItemFact::Plain)).collect();
    items.sort_by_key(|item| (item.cadre(), item.title.map(|t| t.order)));
    items
}

fn managed(view: &View) -> Vec<Item<'_>> {
    let all = held(view, view.on).into_iter();
    all.filter_map(|(cadre, held)| {
        Some(Item::at(view, cadre, Some(held.post), ItemFact::Plain)?.managed(Some(held.tier)))
    })
    .collect()
}

fn planned<'v>(view: &'v View, who: &PopulationDefinition) -> Vec<Item<'v>> {
    let Some(term) = who.term(view) else { return Vec::new() };
    let standing = view.snapshot.entries.values().filter(|e| e.term == term.number && e.span.holds(view.on));
    let live = standing.filter(|e| view.post(e.post).is_some_and(|p| p.span.holds(view.on)));
    live.filter_map(|e| Item::at(view, e.cadre, Some(e.post), ItemFact::Planned(e.stage(view.on)))).collect()
}

fn heads(view: &View) -> Vec<Item<'_>> {
    let places = view.heads();
    let heads = places.iter().flat_map(|place| place.heads.iter().map(move |head| (place.unit, head)));
    heads
        .filter_map(|(unit, head)| {
            let mut item = Item::at(view, head.cadre?, Some(head.post), ItemFact::Plain)?;
            item.unit = Some(unit);
            Some(item)
        })
        .collect()
}

/// A unit as an item; none where it is in no line on the day.
pub(super) fn unit<'v>(view: &'v View, unit: &'v Unit) -> Option<Item<'v>> {
    let stands = Line::ALL.into_iter().any(|line| view.stands(line, unit.id));
    let (kind, form) = (view.kind(unit)?, unit.form(view.on)?);
    let fact = ItemFact::Unit(kind.code.as_str(), form.level);
    stands.then_some(Item { person: None, title: None, post: None, unit: Some(unit.id), tier: None, day: None, fact })
}

fn units(view: &View) -> Vec<Item<'_>> {
    view.snapshot.units.values().filter_map(|u| unit(view, u)).collect()
}

/// What the tops of the lines declare of the whole; below them every unit would be counted twice.
fn declared<'v>(view: &'v View, who: &PopulationDefinition) -> Vec<Item<'v>> {
    let mut tops: Vec<UnitId> = Line::ALL.into_iter().flat_map(|line| view.tops(line)).collect();
    tops.sort_unstable();
    tops.dedup();
    let signed = who.total.iter().map(|total| (total.0, 1)).chain(who.minus.iter().map(|total| (total.0, -1)));
    let mut signed: Vec<(Total, i64)> = signed.collect();
    if signed.is_empty() {
        signed.extend(Total::ALL.iter().map(|(_, total)| (*total, 1)));
    }
    let said = tops.into_iter().flat_map(|top| signed.iter().map(move |total| (top, *total)));
    said.filter_map(|(top, (total, sign))| {
        let said = view.unit(top)?.declared(total, view.on)?;
        let fact = ItemFact::Declared(total, sign * i64::from(said.count), said.source.as_str());
        let unit = Some(top);
        Some(Item { person: None, title: None, post: None, unit, tier: None, day: Some(said.on), fact })
    })
    .collect()
}
