//! Who goes on where. The highest come first; between equals for a leading post nobody is preferred.

use super::ground::Ground;
use super::{Carried, Unplaced, Why};
use crate::domain::{Appointment, CadreId, Day, Ladder, Post, PostId, Role, TitleId, UnitId};
use std::collections::{BTreeMap, BTreeSet};

/// Somebody whose post ends.
struct Leaving {
    appointment: Appointment,
    from: Post,
    leads: bool,
    rank: u16,
}

/// Carries all whose posts end into the posts that follow, or lists them.
pub(super) fn carry(ground: &mut Ground<'_>) {
    let mut waiting: Vec<Leaving> =
        ground.out.posts_ended.clone().into_iter().flat_map(|post| leaving(ground, post)).collect();
    waiting.sort_by_key(order);
    let mut why: BTreeMap<usize, Why> = BTreeMap::new();
    let mut placed: BTreeSet<usize> = BTreeSet::new();
    for (at, person) in waiting.iter().enumerate() {
        if let Some(post) = decided(ground, person) {
            place(ground, person, &post);
            placed.insert(at);
        }
    }
    // all who want a post of one rank are looked at together: then it is known whether it is enough for them
    let mut at = 0;
    while let Some(first) = waiting.get(at) {
        let same = waiting.iter().skip(at).take_while(|p| claim(p) == claim(first)).count();
        let group: Vec<usize> = (at..at + same).filter(|at| !placed.contains(at)).collect();
        place_group(ground, &waiting, &group, &mut why);
        at += same;
    }
    for (at, why) in why {
        if let Some(Leaving { appointment, .. }) = waiting.get(at) {
            let (cadre, post, concurrent) = (appointment.cadre, appointment.post, appointment.concurrent);
            ground.end(appointment);
            ground.out.unplaced.push(Unplaced { cadre, post, concurrent, why });
        }
    }
}

/// Main posts before those beside them, leading ones before others, the highest first; then who has served longest.
fn order(person: &Leaving) -> (bool, bool, std::cmp::Reverse<u16>, TitleId, Day, CadreId) {
    let claim = claim(person);
    (claim.0, claim.1, claim.2, claim.3, person.appointment.span.from, person.appointment.cadre)
}

/// What makes two claims equal: the same title, both as the main post or both beside one.
fn claim(person: &Leaving) -> (bool, bool, std::cmp::Reverse<u16>, TitleId) {
    (person.appointment.concurrent, !person.leads, std::cmp::Reverse(person.rank), person.from.title)
}

fn leaving(ground: &Ground<'_>, post: PostId) -> Vec<Leaving> {
    let Some(from) = ground.view.post(post) else { return Vec::new() };
    let title = ground.view.title(from);
    let person = |appointment| Leaving {
        appointment,
        from: (**from).clone(),
        // a head of a school or a health station stands on no ladder and leads all the same
        leads: title.is_some_and(|t| t.ladder != Ladder::Staff || t.role != Role::Member),
        rank: title.map_or(0, |t| t.rank),
    };
    ground.holders(post).into_iter().map(person).collect()
}

/// The post that the officer has decided on.
fn decided(ground: &Ground<'_>, person: &Leaving) -> Option<Post> {
    if person.appointment.concurrent {
        return None;
    }
    let (_, unit, title) = ground.plan.people.iter().find(|(cadre, ..)| *cadre == person.appointment.cadre)?;
    ground.post_of(*unit, *title)
}

/// Titles that follow that of a post, in the order of the table; the own one where the table does not name it.
pub(super) fn titles(ground: &Ground<'_>, from: &Post) -> Vec<TitleId> {
    let form = ground.view.unit(from.unit).and_then(|u| u.form(ground.plan.on.prev()));
    let lines: Vec<_> = ground
        .plan
        .titles
        .iter()
        .filter(|e| e.from == from.title)
        .filter(|e| e.kind.is_none_or(|kind| form.is_some_and(|f| f.kind == kind)))
        .filter(|e| e.level.is_none_or(|level| form.is_some_and(|f| f.level == level)))
        .collect();
    if lines.is_empty() { vec![from.title] } else { lines.into_iter().filter_map(|e| e.to).collect() }
}

/// Posts that somebody may take, the best first: the main successor's before those of others.
fn posts(ground: &Ground<'_>, person: &Leaving) -> Result<Vec<PostId>, Why> {
    let units = ground.successors(person.from.unit);
    if units.is_empty() {
        return Err(Why::NoUnit);
    }
    let titles = titles(ground, &person.from);
    let of = |unit: &UnitId| titles.iter().filter_map(|t| ground.post_of(*unit, *t)).map(|p| p.id).collect::<Vec<_>>();
    let posts: Vec<PostId> = units.iter().flat_map(of).collect();
    if posts.is_empty() { Err(Why::NoTitle) } else { Ok(posts) }
}

fn free(ground: &Ground<'_>, post: PostId) -> usize {
    let seats = ground.post(post).map_or(0, |p| p.known_seats(ground.plan.on).map_or(usize::MAX, usize::from));
    seats.saturating_sub(ground.holders(post).len())
}

fn place(ground: &mut Ground<'_>, person: &Leaving, post: &Post) {
    let appointment = &person.appointment;
    let holds = ground.holders(post.id).iter().any(|a| a.cadre == appointment.cadre);
    if holds {
        // two posts became one: the person holds it once
        return ground.end(appointment);
    }
    ground.go_on(appointment, post.id);
    let on = ground.plan.on.max(appointment.span.from);
    let (cadre, concurrent) = (appointment.cadre, appointment.concurrent);
    ground.out.carried.push(Carried { cadre, from: person.from.id, to: post.id, concurrent, on });
    let pair = (person.from.id, post.id);
    if !ground.out.posts.contains(&pair) {
        ground.out.posts.push(pair);
    }
}

/// Places people of equal claim: choice after choice, each post only where it is enough for all who want it, unless
/// it is no leading one.
fn place_group(ground: &mut Ground<'_>, all: &[Leaving], group: &[usize], why: &mut BTreeMap<usize, Why>) {
    let mut open: Vec<(usize, Vec<PostId>)> = Vec::new();
    for at in group {
        match all.get(*at).map(|person| posts(ground, person)) {
            Some(Ok(posts)) => open.push((*at, posts)),
            Some(Err(reason)) => drop(why.insert(*at, reason)),
            None => {}
        }
    }
    let rounds = open.iter().map(|(_, posts)| posts.len()).max().unwrap_or(0);
    let mut contested: BTreeSet<usize> = BTreeSet::new();
    for round in 0..rounds {
        let mut wanted: BTreeMap<PostId, Vec<usize>> = BTreeMap::new();
        for (at, posts) in &open {
            if let Some(post) = posts.get(round) {
                wanted.entry(*post).or_default().push(*at);
            }
        }
        for (id, people) in wanted {
            let Some(post) = ground.post(id) else { continue };
            let (free, leads) =
                (free(ground, id), all.get(group.first().copied().unwrap_or(0)).is_some_and(|p| p.leads));
            let enough = ground.plan.beyond_seats || people.len() <= free;
            if !enough && leads && free > 0 {
                contested.extend(people);
                continue;
            }
            let room = if ground.plan.beyond_seats { people.len() } else { free };
            for at in people.into_iter().take(room) {
                if let Some(person) = all.get(at) {
                    place(ground, person, &post);
                    open.retain(|(open, _)| *open != at);
                    contested.remove(&at);
                }
            }
        }
        // an equal claim to a free seat is settled by the officer before anybody takes a lesser one
        open.retain(|(at, _)| !contested.contains(at));
    }
    why.extend(contested.into_iter().map(|at| (at, Why::Choice)));
    why.extend(open.into_iter().map(|(at, _)| (at, Why::NoSeat)));
}
