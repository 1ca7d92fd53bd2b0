//! Items that are things that happened: grades, votes, conclusions, acts, moves, disciplines.

use super::define::PopulationDefinition;
use super::item::{HeldPosts, Item, ItemFact, Stretch, held};
use super::words::DisciplineOutcome;
use crate::domain::{Act, ActKind, Appointment, CadreId, Day, Qualification, Span};
use crate::register::View;
use std::collections::BTreeMap;

/// Days after a discipline within which a change of post follows from it.
const FOLLOWS: i32 = 183;

pub(super) fn grades<'v>(view: &'v View, who: &PopulationDefinition) -> Vec<Item<'v>> {
    let mut items = Vec::new();
    for (period, end) in who.periods(view.on) {
        for (cadre, held) in held(view, end) {
            let rows = view.snapshot.grades.get(&cadre).map(|g| g.rows.as_slice()).unwrap_or_default();
            let Some(row) = rows.iter().find(|row| row.period == period) else { continue };
            let item = Item::at(view, cadre, Some(held.post), ItemFact::Graded(row.grade));
            items.extend(item.map(|item| item.managed(Some(held.tier)).on(end)));
        }
    }
    items
}

pub(super) fn unit_grades<'v>(view: &'v View, who: &PopulationDefinition) -> Vec<Item<'v>> {
    let mut items = Vec::new();
    for (period, end) in who.periods(view.on) {
        for grades in view.snapshot.unit_grades.values() {
            let row = grades.rows.iter().find(|row| row.period == period);
            let stood = view.unit(grades.unit).filter(|u| u.span.holds(end));
            let Some((row, stood)) = row.zip(stood) else { continue };
            let item = Item {
                person: None,
                title: None,
                post: None,
                unit: Some(stood.id),
                tier: None,
                day: Some(end),
                fact: ItemFact::Graded(row.grade),
            };
            items.push(item);
        }
    }
    items
}

pub(super) fn votes(view: &View, stretch: Stretch) -> Vec<Item<'_>> {
    let mut then: BTreeMap<Day, BTreeMap<CadreId, HeldPosts<'_>>> = BTreeMap::new();
    let mut items = Vec::new();
    for standing in view.snapshot.standing.values() {
        let voted = standing.votes.iter().map(|vote| (vote.on, ItemFact::Voted(vote)));
        let exempt = standing.exempt.iter().map(|day| (*day, ItemFact::Exempt));
        for (day, fact) in voted.chain(exempt).filter(|(day, _)| stretch.has(*day)) {
            let held = then.entry(day).or_insert_with(|| held(view, day)).get(&standing.cadre).copied();
            let item = Item::at(view, standing.cadre, held.map(|h| h.post), fact);
            items.extend(item.map(|item| item.managed(held.map(|h| h.tier)).on(day)));
        }
    }
    items
}

pub(super) fn conclusions(view: &View, stretch: Stretch) -> Vec<Item<'_>> {
    let mut items = Vec::new();
    for standing in view.snapshot.standing.values() {
        let main = view.main(standing.cadre).map(|(_, post, _)| post.id);
        for conclusion in standing.conclusions.iter().filter(|c| stretch.has(c.on)) {
            let item = Item::at(view, standing.cadre, main, ItemFact::Concluded(conclusion));
            items.extend(item.map(|item| item.managed(Some(conclusion.by)).on(conclusion.on)));
        }
    }
    items
}

fn act<'v>(view: &'v View, a: &Appointment, act: &'v Act, day: Day) -> Option<Item<'v>> {
    let paper = act.decision.as_ref().map(|decision| decision.number.as_str());
    Item::at(view, a.cadre, Some(a.post), ItemFact::Act(act.kind, a.concurrent, paper)).map(|item| item.on(day))
}

pub(super) fn begun(view: &View, stretch: Stretch) -> Vec<Item<'_>> {
    let all = view.snapshot.appointments.values().filter(|a| stretch.has(a.span.from));
    all.filter_map(|a| act(view, a, &a.began, a.span.from)).collect()
}

pub(super) fn ended(view: &View, stretch: Stretch) -> Vec<Item<'_>> {
    let all = view.snapshot.appointments.values().filter(|a| stretch.has(a.span.to));
    all.filter_map(|a| act(view, a, a.ended.as_ref()?, a.span.to)).collect()
}

pub(super) fn moves(view: &View, stretch: Stretch) -> Vec<Item<'_>> {
    let known = view.snapshot.rotations.values().filter(|r| r.phase(view.on).is_some());
    known
        .filter_map(|r| {
            let began = r.began().filter(|day| stretch.has(*day))?;
            let item = Item::at(view, r.cadre, Some(r.to), ItemFact::Moved(r))?;
            Some(item.managed(view.managed_by(r)).on(began))
        })
        .collect()
}

pub(super) fn disciplined(view: &View, stretch: Stretch) -> Vec<Item<'_>> {
    let mut items = Vec::new();
    for conduct in view.snapshot.conduct.values() {
        for discipline in conduct.discipline.iter().filter(|d| stretch.has(d.span.from)) {
            let day = discipline.span.from;
            let career: Vec<_> = view.snapshot.career_of(conduct.cadre).collect();
            let post = career.iter().filter(|a| a.span.holds(day)).min_by_key(|a| a.concurrent).map(|a| a.post);
            let fact = ItemFact::Disciplined(discipline, followed(&career, day, view.on));
            items.extend(Item::at(view, conduct.cadre, post, fact).map(|item| item.on(day)));
        }
    }
    items
}

/// What followed a discipline, as far as it is known on a day.
fn followed(career: &[&std::sync::Arc<Appointment>], day: Day, on: Day) -> DisciplineOutcome {
    use ActKind::{AwaitingRetirement, Dismissed, Left, Relieved, Removed, Resigned, Retired, RetiredEarly};
    let soon = Span::new(day.next(), Day(day.0 + FOLLOWS).min(on.next()));
    let ends = career.iter().filter(|a| soon.holds(a.span.to)).filter_map(|a| a.ended.as_ref());
    let mut after = DisciplineOutcome::Kept;
    for end in ends {
        match end.kind {
            AwaitingRetirement | Left | Retired | RetiredEarly => return DisciplineOutcome::Left,
            Dismissed | Relieved | Removed | Resigned => after = DisciplineOutcome::Lower,
            _ => {}
        }
    }
    after
}

/// Those whose first day in the service lies there, with the post that they began in where the register has it.
pub(super) fn recruited(view: &View, stretch: Stretch) -> Vec<Item<'_>> {
    let cards = view.snapshot.cadres.values();
    let new = cards.filter(|c| c.recruited.is_some_and(|day| stretch.has(day.earliest())));
    new.filter_map(|card| {
        let day = card.recruited?.earliest();
        let post = view.snapshot.career_of(card.id).min_by_key(|a| (a.span.from, a.concurrent)).map(|a| a.post);
        let mut item = Item::at(view, card.id, post, ItemFact::Plain)?.on(day);
        if let Some(person) = &mut item.person {
            // who has left since was recruited all the same
            person.payroll = person.payroll.or(card.payroll.first().map(|p| p.value));
        }
        Some(item)
    })
    .collect()
}

pub(super) fn gained(view: &View, stretch: Stretch) -> Vec<Item<'_>> {
    let mut items = Vec::new();
    for card in view.snapshot.cadres.values() {
        let new = card.qualifications.iter().filter(|q| stretch.has(q.span.from));
        for q in new.filter(|q| !matches!(q.value, Qualification::Language(_) | Qualification::Computing(_))) {
            let main = view.main(card.id).map(|(_, post, _)| post.id);
            let Some(item) = Item::at(view, card.id, main, ItemFact::Plain) else { continue };
            // what was reached is asked for, not the highest
            let person = item.person.map(|person| person.having(q.value));
            items.push(Item { person, day: Some(q.span.from), ..item });
        }
    }
    items
}
