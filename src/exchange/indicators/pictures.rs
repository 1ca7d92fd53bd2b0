//! Pictures of the people: ages by sex, bands of age and coefficients of those planned, grades by year, directions of
//! rotation, retirement. Which there are, and what they are called, is `data/indicators.toml`.

use super::super::criteria::Roll;
use super::super::picture::{NormBand, Picture, Series};
use super::super::{Lang, criteria};
use super::cases::committees;
use super::plan::{PictureDefinition, PictureSubject, Plan};
use crate::domain::{CadreId, Day, Direction, Grade, Level, Line, MoveKind, Period, Sex, Tier, UnitId};
use crate::policy::{Body, Policy, Ratio, Retires, RuleKind};
use crate::register::View;
use crate::register::agenda::Agenda;
use crate::register::people::Order;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Series of people, label by label.
type Groups = Vec<Vec<Vec<CadreId>>>;

/// Every picture of the view's day; those of nothing are left out.
#[must_use]
pub fn pictures(view: &View, policy: &Policy, plan: &Plan, lang: Lang) -> Vec<Picture> {
    let mut all: Vec<Picture> = plan.pictures.iter().map(|s| drawn(view, policy, plan, s, lang)).collect();
    all.retain(|p| p.series.iter().flat_map(|s| &s.values).flatten().any(|value| *value > 0.0));
    in_order(view, &mut all);
    all
}

/// Puts the people of the pictures into the order of the office.
fn in_order(view: &View, pictures: &mut [Picture]) {
    let lists = || pictures.iter().flat_map(|p| &p.series).flat_map(|s| &s.people);
    let everybody: HashSet<CadreId> = lists().flatten().copied().collect();
    let mut everybody: Vec<CadreId> = everybody.into_iter().collect();
    view.sort(&mut everybody, Order::Protocol, Line::Party);
    let order: HashMap<CadreId, usize> = everybody.into_iter().enumerate().map(|(at, id)| (id, at)).collect();
    for people in pictures.iter_mut().flat_map(|p| &mut p.series).flat_map(|s| &mut s.people) {
        people.sort_by_key(|id| order.get(id));
        people.dedup();
        people.shrink_to_fit();
    }
}

fn drawn(view: &View, policy: &Policy, plan: &Plan, sketch: &PictureDefinition, lang: Lang) -> Picture {
    let name = |at: usize| sketch.series.get(at).map(|label| label.of(lang).to_owned()).unwrap_or_default();
    let named = |groups: Groups| groups.into_iter().enumerate().map(|(at, g)| counted(name(at), g)).collect();
    let before = |years: i16| -> Vec<i16> { (view.on.year() - years..view.on.year()).collect() };
    let (labels, series, band): Lines = match sketch.of {
        PictureSubject::AgeBySex => (band_names(&sketch.edges), named(ages(view, &sketch.edges)), None),
        PictureSubject::AgeBands => bands(view, policy, lang),
        PictureSubject::Coefficient => {
            let names: Vec<String> = (0..sketch.series.len()).map(name).collect();
            coefficients(view, policy, names)
        }
        PictureSubject::Grades => {
            let years = before(sketch.years);
            known(&years, named(grades(view, &years, &sketch.tiers)))
        }
        PictureSubject::Directions => {
            let years: Vec<i16> = before(sketch.years - 1).into_iter().chain([view.on.year()]).collect();
            known(&years, named(directions(view, &years)))
        }
        PictureSubject::Retirement => {
            let years: Vec<i16> = (view.on.year()..view.on.year() + sketch.years).collect();
            (said(&years), retirement(view, policy, plan, sketch, &years, lang), None)
        }
    };
    let (id, title) = (sketch.of.id().to_owned(), sketch.name.of(lang).to_owned());
    let called = sketch.norm.as_ref().map(|name| name.of(lang).to_owned()).unwrap_or_default();
    let norm = band.map(|(from, to)| NormBand { from, to, name: called });
    Picture { id, title, shape: sketch.shape, labels, series, norm, places: sketch.places }
}

/// Numbers of people.
#[allow(clippy::cast_precision_loss, reason = "counts of people are far below 2^52")]
fn counted(label: String, people: Vec<Vec<CadreId>>) -> Series {
    let values = people.iter().map(|list| Some(list.len() as f64)).collect();
    Series { label, values, people }
}

/// Years from the first of which anything is known: those before are no zeros.
fn known(years: &[i16], mut series: Vec<Series>) -> Lines {
    let of_nobody = |at: usize| series.iter().all(|s| s.people.get(at).is_none_or(Vec::is_empty));
    let first = (0..years.len()).find(|at| !of_nobody(*at)).unwrap_or(0);
    for one in &mut series {
        one.values.drain(..first);
        one.people.drain(..first);
    }
    (said(years.get(first..).unwrap_or_default()), series, None)
}

fn said(years: &[i16]) -> Vec<String> {
    years.iter().map(ToString::to_string).collect()
}

fn groups(series: usize, labels: usize) -> Groups {
    vec![vec![Vec::new(); labels]; series]
}

/// Adds somebody at a place; a place that is not there is of nobody.
fn add(groups: &mut Groups, series: usize, at: usize, who: CadreId) {
    if let Some(people) = groups.get_mut(series).and_then(|row| row.get_mut(at)) {
        people.push(who);
    }
}

/// "< 25", "25–29", …, "≥ 60"
fn band_names(edges: &[u32]) -> Vec<String> {
    let first = edges.first().map(|edge| format!("< {edge}"));
    let inner = edges.windows(2).filter_map(|pair| match pair {
        [from, to] => Some(format!("{from}–{}", to.saturating_sub(1))),
        _ => None,
    });
    let last = edges.last().map(|edge| format!("≥ {edge}"));
    first.into_iter().chain(inner).chain(last).collect()
}

fn ages(view: &View, edges: &[u32]) -> Groups {
    let mut found = groups(2, edges.len() + 1);
    for (card, _, _) in criteria::serving(view) {
        // who is known by year or month only counts as born on its first day, as in the reports
        let age = card.born.age_on(view.on).1;
        let at = edges.iter().take_while(|edge| **edge <= age).count();
        add(&mut found, usize::from(card.sex == Sex::Female), at, card.id);
    }
    found
}

/// Labels, series, and the band of the norm.
type Lines = (Vec<String>, Vec<Series>, Option<(f64, f64)>);

/// Shares of the bands of age, a label a kind of committee.
#[allow(clippy::cast_precision_loss, reason = "counts of people are far below 2^52")]
fn bands(view: &View, policy: &Policy, lang: Lang) -> Lines {
    let named = |label: String| Series { label, ..Series::default() };
    let mut series: Vec<Series> = band_names(policy.age_bands(view.on)).into_iter().map(named).collect();
    let mut labels = Vec::new();
    for body in Agenda::bodies(view, policy) {
        let mut people: Vec<Vec<CadreId>> = vec![Vec::new(); series.len()];
        for list in &body.lists {
            for (cadre, band) in policy.planned_for(view, *list, body.term, view.on) {
                if let Some(band) = band.and_then(|at| people.get_mut(at)) {
                    band.push(cadre);
                }
            }
        }
        let all: usize = people.iter().map(Vec::len).sum();
        if all > 0 {
            labels.push(if lang == Lang::Vi { body.vi } else { body.en });
            for (line, people) in series.iter_mut().zip(people) {
                line.values.push(Some(people.len() as f64 * 100.0 / all as f64));
                line.people.push(people);
            }
        }
    }
    (labels, series, None)
}

/// How long a bar is, and whom it counts.
type Bar = (Option<f64>, Vec<CadreId>);

/// The coefficient of every committee above the communes, of its standing committee beside it; of the communes' where
/// there is no other.
#[allow(clippy::cast_precision_loss, reason = "counts of people are far below 2^52")]
fn coefficients(view: &View, policy: &Policy, names: Vec<String>) -> Lines {
    let Some(term) = view.term_in_use().map(|term| term.number) else { return Default::default() };
    let mut norm = None;
    let all = committees(view, policy);
    let level = |unit| view.unit(unit).and_then(|u| u.form(view.on)).map(|form| form.level);
    // levels of before July 2025 and after: what stands under the province
    let lowest =
        if all.iter().any(|l| level(l.unit) == Some(Level::District)) { Level::District } else { Level::Commune };
    let order = view.tops(Line::Territory).first().map(|top| view.subtree(Line::Territory, *top)).unwrap_or_default();
    let mut units: BTreeMap<(u32, UnitId), Vec<Bar>> = BTreeMap::new();
    for list in all.into_iter().filter(|list| level(list.unit).is_some_and(|level| level <= lowest)) {
        let judged = policy.list(view, list, term, view.on);
        let (people, seats) = (judged.tally.planned, judged.tally.seats);
        for finding in &judged.findings {
            if let Some(RuleKind::Coefficient(coefficient)) = policy.rule(&finding.rule).map(|rule| &rule.kind) {
                let (Ratio(a, b), Ratio(c, d)) = coefficient.ratios();
                norm = Some((a as f64 / b as f64, c as f64 / d as f64));
            }
        }
        if people > 0 && seats > 0 {
            let at = (order.get(&list.unit).copied().unwrap_or(u32::MAX), list.unit);
            let of_unit = units.entry(at).or_insert_with(|| vec![(None, Vec::new()); names.len()]);
            let planned = policy.planned_for(view, list, term, view.on).into_iter().map(|(cadre, _)| cadre).collect();
            if let Some(cell) = of_unit.get_mut(usize::from(list.body == Body::StandingCommittee)) {
                *cell = (Some(people as f64 / seats as f64), planned);
            }
        }
    }
    let mut series: Vec<Series> = names.into_iter().map(|label| Series { label, ..Series::default() }).collect();
    let mut labels = Vec::new();
    for ((_, unit), cells) in units {
        labels.push(view.unit(unit).map(|u| view.called(Line::Territory, u)).unwrap_or_default());
        for (line, (value, people)) in series.iter_mut().zip(cells) {
            line.values.push(value);
            line.people.push(people);
        }
    }
    (labels, series, norm)
}

/// Grades of those whom a tier manages on the day: excellent, good, completed, not completed, not graded.
fn grades(view: &View, years: &[i16], tiers: &[Tier]) -> Groups {
    let mut found = groups(5, years.len());
    for (card, _, _) in criteria::serving(view).filter(|(_, _, title)| tiers.contains(&title.tier)) {
        let rows = view.snapshot.grades.get(&card.id).map(|g| g.rows.as_slice()).unwrap_or_default();
        for graded in rows {
            let Period::Year(year) = graded.period else { continue };
            let Some(at) = years.iter().position(|y| *y == year) else { continue };
            let series = match graded.grade {
                Some(Grade::Excellent) => 0,
                Some(Grade::Good) => 1,
                Some(Grade::Completed) => 2,
                Some(Grade::NotCompleted) => 3,
                None => 4,
            };
            add(&mut found, series, at, card.id);
        }
    }
    found
}

fn directions(view: &View, years: &[i16]) -> Groups {
    let mut found = groups(3, years.len());
    for rotation in view.snapshot.rotations.values().filter(|r| r.kind == MoveKind::Rotation) {
        let Some(began) = rotation.began().filter(|day| *day <= view.on) else { continue };
        let series = match rotation.direction {
            Direction::Down => 0,
            Direction::Across => 1,
            Direction::Up => 2,
        };
        if let Some(at) = years.iter().position(|year| *year == began.year()) {
            add(&mut found, series, at, rotation.cadre);
        }
    }
    found
}

fn retirement(
    view: &View,
    policy: &Policy,
    plan: &Plan,
    sketch: &PictureDefinition,
    years: &[i16],
    lang: Lang,
) -> Vec<Series> {
    let roll = Roll::of(view);
    let last = |day: Day| years.iter().position(|year| *year == day.year());
    let populations = sketch.populations.iter().filter_map(|id| plan.population(id));
    let series = populations.map(|population| {
        let mut found = groups(1, years.len());
        let people = population.holding.iter().flat_map(|holding| holding.people(view, &roll));
        for card in people.filter_map(|place| view.cadre(place.cadre)) {
            if let Retires::On(first, _) = policy.retires(view, card, view.on)
                && let Some(at) = last(first)
            {
                add(&mut found, 0, at, card.id);
            }
        }
        counted(population.name.of(lang).to_owned(), found.into_iter().next().unwrap_or_default())
    });
    series.collect()
}
