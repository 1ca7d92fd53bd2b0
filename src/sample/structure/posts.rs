//! Posts and how many hold them on the day of counting: fixed ones by the plan, the rest by what the targets leave.

use super::plan::{Committee, Target, With};
use super::spread::{picked, spread};
use super::{Builder, PlannedPost, StructureError};
use crate::domain::{Dated, Day, Payroll, Post, PostId, Span, TitleId, UnitId};
use crate::register::gazetteer::Era;
use std::collections::{HashMap, HashSet};

/// A post before it has its number.
struct Draft {
    unit: UnitId,
    title: TitleId,
    seats: u16,
    filled: u16,
    concurrent: u16,
    /// It exists on the day of counting.
    counted: bool,
    /// Title of the main post of the unit whose holder holds it.
    with: Option<TitleId>,
}

/// Which drafts there are of each title.
struct Drafts {
    list: Vec<Draft>,
    by_title: HashMap<TitleId, Vec<usize>>,
}

impl Drafts {
    fn push(&mut self, draft: Draft) {
        self.by_title.entry(draft.title).or_default().push(self.list.len());
        self.list.push(draft);
    }

    fn of(&mut self, unit: UnitId, title: TitleId) -> Option<&mut Draft> {
        let at = *self.by_title.get(&title)?.iter().find(|at| self.list.get(**at).is_some_and(|d| d.unit == unit))?;
        self.list.get_mut(at)
    }

    fn titled(&self, title: TitleId) -> Vec<usize> {
        self.by_title.get(&title).cloned().unwrap_or_default()
    }
}

pub(super) fn build(b: &mut Builder<'_>) -> Result<(), StructureError> {
    let mut drafts = Drafts { list: Vec::new(), by_title: HashMap::new() };
    fixed(b, &mut drafts)?;
    for committee in &b.plan.committee {
        seats_of(b, &mut drafts, committee)?;
    }
    held_with(b, &mut drafts)?;
    vacancies(b, &mut drafts)?;
    for target in &b.plan.target {
        meet(b, &mut drafts, target)?;
    }
    slack_vacancies(b, &mut drafts)?;
    write(b, drafts);
    Ok(())
}

/// A number of the whole province at the sample's size.
fn scaled(b: &Builder<'_>, number: u32) -> u32 {
    if b.share >= 1.0 { number } else { (f64::from(number) * b.share).round() as u32 }
}

/// When a unit can have a post with the title.
fn life(b: &Builder<'_>, unit: UnitId, title: TitleId) -> Option<Span> {
    let (unit, title) = (b.unit(unit)?.span, b.catalogue.title(title)?);
    let from = title.from.map_or(unit.from, |d| d.0.max(unit.from));
    let to = title.until.map_or(unit.to, |d| d.0.next().min(unit.to));
    (from < to).then_some(Span::new(from, to))
}

fn draft(b: &Builder<'_>, unit: UnitId, title: TitleId, seats: u16, filled: u16, concurrent: u16) -> Option<Draft> {
    let counted = life(b, unit, title)?.holds(b.plan.counted_on.0);
    Some(Draft { unit, title, seats, filled, concurrent, counted, with: None })
}

fn fixed(b: &Builder<'_>, drafts: &mut Drafts) -> Result<(), StructureError> {
    for (unit, station) in b.units.iter().zip(&b.stations) {
        let Some(model) = b.plan.model(&station.models) else { continue };
        for (title, seats, filled, concurrent) in &model.fixed {
            if let Some(d) = draft(b, unit.id, b.title(title)?.id, *seats, *filled, *concurrent) {
                drafts.push(d);
            }
        }
    }
    Ok(())
}

fn seats_of(b: &Builder<'_>, drafts: &mut Drafts, committee: &Committee) -> Result<(), StructureError> {
    let title = b.title(&committee.title)?.id;
    let named = |models: &[String]| models.first().is_some_and(|m| committee.of.contains(m));
    let units: Vec<UnitId> =
        b.units.iter().zip(&b.stations).filter(|(_, s)| named(&s.models)).map(|(u, _)| u.id).collect();
    // a smaller sample has fewer committees of the same size
    let of_all = |n: u32| (u64::from(n) * units.len() as u64 / u64::from(committee.units.max(1))) as u32;
    let weights = vec![1; units.len()];
    let sitting = spread(of_all(committee.sitting), &weights);
    for ((unit, seats), sitting) in units.iter().zip(spread(of_all(committee.seats), &weights)).zip(sitting) {
        let (seats, sitting) = (short(seats), short(sitting));
        if let Some(d) = draft(b, *unit, title, seats.max(sitting), 0, sitting) {
            drafts.push(d);
        }
    }
    Ok(())
}

fn short(n: u32) -> u16 {
    u16::try_from(n).unwrap_or(u16::MAX)
}

/// Says for each post held beside another whose it is.
fn held_with(b: &Builder<'_>, drafts: &mut Drafts) -> Result<(), StructureError> {
    let mut ruled: HashSet<(UnitId, TitleId)> = HashSet::new();
    let mut counted: HashSet<(UnitId, TitleId)> = HashSet::new();
    let mut dropped: HashSet<(UnitId, TitleId)> = HashSet::new();
    for rule in &b.plan.with {
        let (post, holder) = (b.title(&rule.post)?.id, b.title(&rule.holder)?.id);
        let units = fitting(b, drafts, rule, &ruled, &counted)?;
        for (at, unit) in units.iter().enumerate() {
            if rule.count.is_some_and(|n| !picked(at, units.len(), scaled(b, n))) {
                continue;
            }
            ruled.insert((*unit, post));
            if rule.count.is_some() {
                counted.insert((*unit, post));
            }
            if let Some(title) = &rule.drops {
                dropped.insert((*unit, b.title(title)?.id));
            }
            if let Some(d) = drafts.of(*unit, post) {
                d.with = Some(holder);
                if rule.instead_of_main {
                    (d.filled, d.concurrent) = (0, 1);
                }
            }
        }
    }
    let list = std::mem::take(&mut drafts.list);
    drafts.by_title.clear();
    for d in list.into_iter().filter(|d| !dropped.contains(&(d.unit, d.title))) {
        drafts.push(d);
    }
    Ok(())
}

/// Units that have both posts and that no earlier rule has spoken of.
fn fitting(
    b: &Builder<'_>,
    drafts: &Drafts,
    rule: &With,
    ruled: &HashSet<(UnitId, TitleId)>,
    counted: &HashSet<(UnitId, TitleId)>,
) -> Result<Vec<UnitId>, StructureError> {
    let (post, holder) = (b.title(&rule.post)?.id, b.title(&rule.holder)?.id);
    let not_where = rule.not_where.as_ref().map(|t| b.title(t)).transpose()?.map(|t| t.id);
    let unit_of = |at: usize| drafts.list.get(at).map(|d| d.unit);
    let holders: HashSet<UnitId> = drafts.titled(holder).into_iter().filter_map(unit_of).collect();
    let coded = |unit: UnitId| {
        let code = b.unit(unit).and_then(|u| u.code(u.span.from));
        rule.codes.as_ref().is_none_or(|codes| code.is_some_and(|c| codes.contains(&c)))
    };
    let fits = |unit: &UnitId| {
        holders.contains(unit)
            && coded(*unit)
            && !ruled.contains(&(*unit, post))
            && not_where.is_none_or(|title| !counted.contains(&(*unit, title)))
    };
    Ok(drafts.titled(post).into_iter().filter_map(unit_of).filter(fits).collect())
}

/// Takes the holder from some fixed posts; a seat that he would have held beside stays empty with it.
fn vacancies(b: &Builder<'_>, drafts: &mut Drafts) -> Result<(), StructureError> {
    let mut empty: HashSet<(UnitId, TitleId)> = HashSet::new();
    for vacant in &b.plan.vacant {
        let title = b.title(&vacant.title)?.id;
        let held = |at: &usize| drafts.list.get(*at).is_some_and(|d| d.filled > 0 && d.counted);
        let held: Vec<usize> = drafts.titled(title).into_iter().filter(held).collect();
        for (nth, at) in held.iter().enumerate() {
            if picked(nth, held.len(), scaled(b, vacant.count))
                && let Some(d) = drafts.list.get_mut(*at)
            {
                d.filled -= 1;
                if d.filled == 0 {
                    empty.insert((d.unit, d.title));
                }
            }
        }
    }
    for d in &mut drafts.list {
        if d.with.is_some_and(|holder| empty.contains(&(d.unit, holder))) {
            (d.with, d.concurrent) = (None, 0);
        }
    }
    Ok(())
}

/// Spreads what the target leaves over the slack titles.
fn meet(b: &Builder<'_>, drafts: &mut Drafts, target: &Target) -> Result<(), StructureError> {
    let speaks = |d: &&Draft| {
        d.counted
            && b.catalogue.title(d.title).is_some_and(|t| target.rest || target.speaks_of(t))
            && b.catalogue.title(d.title).is_some_and(|t| !target.rest || t.payroll != Payroll::Outside)
    };
    let there: u32 = drafts.list.iter().filter(speaks).map(|d| u32::from(d.filled)).sum();
    let people = if target.rest { b.scale.people } else { scaled(b, target.people) };
    if target.rest && people < there {
        return Err(StructureError::TooFew { people, least: there });
    }
    let mut slots: Vec<(UnitId, TitleId, u32)> = Vec::new();
    for (unit, station) in b.units.iter().zip(&b.stations) {
        let Some(model) = b.plan.model(&station.models) else { continue };
        for (code, weight) in model.slack.iter().filter(|(code, _)| target.slack.contains(code)) {
            let title = b.title(code)?.id;
            if life(b, unit.id, title).is_some_and(|s| s.holds(b.plan.counted_on.0)) {
                slots.push((unit.id, title, *weight));
            }
        }
    }
    let weights: Vec<u32> = slots.iter().map(|s| s.2).collect();
    for ((unit, title, _), n) in slots.into_iter().zip(spread(people.saturating_sub(there), &weights)) {
        if n > 0
            && let Some(d) = draft(b, unit, title, short(n), short(n), 0)
        {
            drafts.push(d);
        }
    }
    Ok(())
}

/// Seats beyond the holders, on posts whose number a target gave.
fn slack_vacancies(b: &Builder<'_>, drafts: &mut Drafts) -> Result<(), StructureError> {
    let slack: HashSet<&String> = b.plan.target.iter().flat_map(|t| &t.slack).collect();
    for vacant in b.plan.vacant.iter().filter(|v| slack.contains(&v.title)) {
        let all = drafts.titled(b.title(&vacant.title)?.id);
        for (nth, at) in all.iter().enumerate() {
            if picked(nth, all.len(), scaled(b, vacant.count))
                && let Some(d) = drafts.list.get_mut(*at)
            {
                d.seats += 1;
            }
        }
    }
    Ok(())
}

/// Gives the posts their numbers: by unit, then in the order of protocol.
fn write(b: &mut Builder<'_>, drafts: Drafts) {
    let order = |title: TitleId| b.catalogue.title(title).map_or(u16::MAX, |t| t.order);
    let mut list = drafts.list;
    list.sort_by_key(|d| (d.unit, order(d.title)));
    let reform = Era::TwoTier.begins();
    let mut numbers: HashMap<(UnitId, TitleId), PostId> = HashMap::new();
    let mut beside: Vec<(PostId, UnitId, TitleId)> = Vec::new();
    for d in list {
        let Some(span) = life(b, d.unit, d.title) else { continue };
        let (filled, filled_2025) = at_both(&d, span, reform);
        let post = Post {
            id: PostId::new(super::ORIGIN, 0),
            unit: d.unit,
            title: d.title,
            span,
            seats: vec![Dated { span: Span::since(span.from), value: d.seats }],
            planned: Vec::new(),
        };
        let planned = PlannedPost { post, filled, concurrent: d.concurrent, filled_2025, with: None, successor: None };
        let id = b.add_post(planned);
        numbers.insert((d.unit, d.title), id);
        if let Some(holder) = d.with {
            beside.push((id, d.unit, holder));
        }
    }
    for (post, unit, holder) in beside {
        let with = numbers.get(&(unit, holder)).copied();
        if let Some(p) = super::index(post.counter()).and_then(|at| b.posts.get_mut(at)) {
            p.with = with;
        }
    }
}

/// Main holders on the day of counting and on 01/07/2025.
fn at_both(d: &Draft, span: Span, reform: Day) -> (u16, u16) {
    let later = if span.holds(reform) { d.filled } else { 0 };
    if d.counted { (d.filled, later) } else { (0, later) }
}
