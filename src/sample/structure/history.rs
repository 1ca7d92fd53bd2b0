//! What becomes of posts when their title or their unit ends: where the holders go on, and with how many seats.

use super::spread::spread;
use super::{Builder, PlannedPost, StructureError};
use crate::domain::{Dated, Day, Post, PostId, Share, Span, TitleId, UnitId, change_from, held};
use crate::register::gazetteer::Era;
use std::collections::HashMap;

pub(super) fn build(b: &mut Builder<'_>) -> Result<(), StructureError> {
    absorbed(b)?;
    follows(b)?;
    growth(b)?;
    sized(b)
}

fn post_mut<'a>(b: &'a mut Builder<'_>, id: PostId) -> Option<&'a mut PlannedPost> {
    b.posts.get_mut(super::index(id.counter())?)
}

/// A post that begins later than the day of counting.
fn later(unit: UnitId, title: TitleId, span: Span, seats: u16, filled_2025: u16) -> PlannedPost {
    let seats = vec![Dated { span: Span::since(span.from), value: seats }];
    let post = Post { id: PostId::new(super::ORIGIN, 0), unit, title, span, seats, planned: Vec::new() };
    PlannedPost { post, filled: 0, concurrent: 0, filled_2025, with: None, successor: None }
}

/// Posts that go on in the same unit under another title.
fn follows(b: &mut Builder<'_>) -> Result<(), StructureError> {
    let plan = b.plan;
    for rule in &plan.follows {
        let (old, new) = (b.title(&rule.title)?.clone(), b.title(&rule.becomes)?.id);
        let Some(on) = rule.on.map(|d| d.0).or(old.until.map(|d| d.0.next())) else { continue };
        let in_organ = |unit: UnitId| {
            let station = super::index(unit.counter()).and_then(|at| b.stations.get(at));
            rule.organs.as_ref().is_none_or(|o| station.is_some_and(|s| s.models.iter().any(|m| o.contains(m))))
        };
        let carried: Vec<(PostId, UnitId, Span, u16, u16)> = b
            .posts
            .iter()
            .filter(|p| p.post.title == old.id && p.successor.is_none() && in_organ(p.post.unit))
            .filter_map(|p| {
                let unit = b.unit(p.post.unit)?.span;
                let seats = held(&p.post.seats, on.prev()).copied().unwrap_or(0);
                unit.holds(on).then_some((p.post.id, p.post.unit, Span::new(on, unit.to), seats, p.filled))
            })
            .collect();
        for (ended, unit, span, seats, filled) in carried {
            let next = b.add_post(later(unit, new, span, seats, filled));
            if let Some(p) = post_mut(b, ended) {
                p.post.span.to = on;
                p.filled_2025 = 0;
                p.successor = Some(next);
            }
        }
    }
    Ok(())
}

/// Posts of ended units: their holders go on in the unit that theirs went into, which has as many more seats.
fn absorbed(b: &mut Builder<'_>) -> Result<(), StructureError> {
    let mut titles: HashMap<TitleId, TitleId> = HashMap::new();
    for rule in &b.plan.absorbed {
        titles.insert(b.title(&rule.title)?.id, b.title(&rule.becomes)?.id);
    }
    let mut left_out = Vec::new();
    for code in &b.plan.not_absorbed {
        left_out.push(b.title(code)?.id);
    }
    let mut ended: Vec<(Day, UnitId, UnitId)> = Vec::new();
    for unit in &b.units {
        if let Some(x) = unit.became.iter().find(|x| x.share != Share::Part) {
            ended.push((x.on, unit.id, x.into));
        }
    }
    ended.sort();
    for (on, unit, heir) in ended {
        let posts: Vec<(PostId, TitleId, u16)> = b
            .by_unit
            .get(&unit)
            .into_iter()
            .flatten()
            .filter_map(|at| b.posts.get(*at))
            .filter(|p| p.post.span.to == on && p.filled > 0 && !left_out.contains(&p.post.title))
            .map(|p| (p.post.id, p.post.title, p.filled))
            .collect();
        for (post, title, filled) in posts {
            let title = titles.get(&title).copied().unwrap_or(title);
            take_over(b, on, heir, post, title, filled);
        }
    }
    Ok(())
}

fn take_over(b: &mut Builder<'_>, on: Day, heir: UnitId, post: PostId, title: TitleId, filled: u16) {
    let Some(span) = b.unit(heir).map(|u| u.span) else { return };
    let Some(last) = b.catalogue.title(title).filter(|t| t.in_force(on)) else { return };
    let last = last.until.map_or(span.to, |d| d.0.next().min(span.to));
    let reform = Era::TwoTier.begins();
    let stays = if last > reform { filled } else { 0 };
    let there = b.by_unit.get(&heir).into_iter().flatten().filter_map(|at| b.posts.get(*at));
    let there = there.filter(|p| p.post.title == title && p.post.span.holds(on)).map(|p| p.post.id).next();
    let next = match there {
        Some(id) => {
            if let Some(p) = post_mut(b, id) {
                let seats = p.post.seats(on).saturating_add(filled);
                change_from(&mut p.post.seats, on, seats);
                p.filled_2025 = p.filled_2025.saturating_add(stays);
            }
            id
        }
        None => b.add_post(later(heir, title, Span::new(on.max(span.from), last), filled, stays)),
    };
    if let Some(p) = post_mut(b, post) {
        p.successor = Some(next);
        p.filled_2025 = 0;
    }
}

/// Bodies that have another number of seats from a day on.
fn sized(b: &mut Builder<'_>) -> Result<(), StructureError> {
    for rule in &b.plan.sized {
        let (title, on) = (b.title(&rule.title)?.id, rule.on.0);
        for planned in b.posts.iter_mut().filter(|p| p.post.title == title && p.post.span.holds(on)) {
            change_from(&mut planned.post.seats, on, rule.seats);
        }
    }
    Ok(())
}

/// Seats that departments get on 01/07/2025 for people of the districts.
fn growth(b: &mut Builder<'_>) -> Result<(), StructureError> {
    let plan = b.plan;
    for rule in &plan.growth {
        let (title, on) = (b.title(&rule.title)?.id, rule.on.0);
        let posts: Vec<(PostId, u32)> = b
            .posts
            .iter()
            .filter(|p| p.post.title == title && p.post.seats(on) > 0)
            .map(|p| (p.post.id, u32::from(p.post.seats(on))))
            .collect();
        let seats = (f64::from(rule.seats) * b.share.min(1.0)).round() as u32;
        let weights: Vec<u32> = posts.iter().map(|p| p.1).collect();
        for ((id, _), more) in posts.iter().zip(spread(seats, &weights)) {
            let more = u16::try_from(more).unwrap_or(u16::MAX);
            if more > 0
                && let Some(p) = post_mut(b, *id)
            {
                let now = p.post.seats(on).saturating_add(more);
                change_from(&mut p.post.seats, on, now);
                p.filled_2025 = p.filled_2025.saturating_add(more);
            }
        }
    }
    Ok(())
}
