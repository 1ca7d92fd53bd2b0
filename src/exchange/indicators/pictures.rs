//! Pictures of the people: ages by sex, bands of age and coefficients of those planned, grades by year, directions of
//! rotation, retirement. Which there are, and what they are called, is `data/indicators.toml`.

use super::super::criteria::Roll;
use super::super::picture::{Picture, Series, Shape};
use super::super::{Label, Lang, criteria};
use super::cases::{committees, term};
use super::plan::Plan;
use crate::domain::{Day, Direction, Grade, Level, Line, MoveKind, Period, Sex, Tier};
use crate::policy::{Amount, Body, Kind, Policy, Retires};
use crate::register::View;
use crate::register::agenda::Agenda;
use serde::Deserialize;

/// What a picture is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Drawn {
    /// Ages of the people by sex.
    AgeBySex,
    /// Bands of age of those planned for committees.
    AgeBands,
    /// Coefficients of committees.
    Coefficient,
    /// Grades by year.
    Grades,
    /// Directions of rotation by year.
    Directions,
    /// Retirement by year and post.
    Retirement,
}

/// A picture as the data has it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sketch {
    /// What it is of.
    pub of: Drawn,
    /// How it is drawn.
    pub shape: Shape,
    /// Its title.
    #[serde(flatten)]
    pub name: Label,
    /// Names of its series.
    #[serde(default)]
    pub series: Vec<Label>,
    /// Names of a committee and of a standing committee.
    #[serde(default)]
    pub bodies: Vec<Label>,
    /// Ages that part the bands.
    #[serde(default)]
    pub edges: Vec<u32>,
    /// Populations, one a series.
    #[serde(default)]
    pub populations: Vec<String>,
    /// Whose people.
    #[serde(default)]
    pub tiers: Vec<Tier>,
    /// How many years.
    #[serde(default)]
    pub years: i16,
    /// Decimals shown.
    #[serde(default)]
    pub places: u8,
}

impl Drawn {
    /// Its name in files.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Drawn::AgeBySex => "age-by-sex",
            Drawn::AgeBands => "age-bands",
            Drawn::Coefficient => "coefficient",
            Drawn::Grades => "grades",
            Drawn::Directions => "directions",
            Drawn::Retirement => "retirement",
        }
    }
}

/// Every picture of the view's day; those of nothing are left out.
#[must_use]
pub fn pictures(view: &View, policy: &Policy, plan: &Plan, lang: Lang) -> Vec<Picture> {
    let mut all: Vec<Picture> = plan.pictures.iter().map(|s| drawn(view, policy, plan, s, lang)).collect();
    all.retain(|p| p.series.iter().flat_map(|s| &s.values).flatten().any(|value| *value > 0.0));
    all
}

fn drawn(view: &View, policy: &Policy, plan: &Plan, sketch: &Sketch, lang: Lang) -> Picture {
    let named = |counts: Vec<Vec<f64>>| -> Vec<Series> {
        let label = |at: usize| sketch.series.get(at).map(|label| label.of(lang).to_owned()).unwrap_or_default();
        let series = counts.into_iter().enumerate();
        series.map(|(at, values)| Series { label: label(at), values: values.into_iter().map(Some).collect() }).collect()
    };
    let (labels, series, norm) = match sketch.of {
        Drawn::AgeBySex => (band_names(&sketch.edges), named(ages(view, &sketch.edges)), None),
        Drawn::AgeBands => bands(view, policy, lang),
        Drawn::Coefficient => {
            let (labels, values, norm) = coefficients(view, policy, &sketch.bodies, lang);
            (labels, named(vec![values]), norm)
        }
        Drawn::Grades => {
            let years: Vec<i16> = (view.on.year() - sketch.years..view.on.year()).collect();
            (said(&years), named(grades(view, &years, &sketch.tiers)), None)
        }
        Drawn::Directions => {
            let years: Vec<i16> = (view.on.year() - sketch.years + 1..=view.on.year()).collect();
            (said(&years), named(directions(view, &years)), None)
        }
        Drawn::Retirement => {
            let years: Vec<i16> = (view.on.year()..view.on.year() + sketch.years).collect();
            (said(&years), retirement(view, policy, plan, sketch, &years, lang), None)
        }
    };
    let mut series: Vec<Series> = series;
    let mut labels: Vec<String> = labels;
    if matches!(sketch.of, Drawn::Grades | Drawn::Directions) {
        // years before the first of which anything is known are no zeros
        let of_nothing = |at: usize| series.iter().all(|s| s.values.get(at).copied().flatten() == Some(0.0));
        let first = (0..labels.len()).find(|at| !of_nothing(*at)).unwrap_or(0);
        labels.drain(..first);
        series.iter_mut().for_each(|s| drop(s.values.drain(..first)));
    }
    let (id, title) = (sketch.of.id().to_owned(), sketch.name.of(lang).to_owned());
    Picture { id, title, shape: sketch.shape, labels, series, norm, places: sketch.places }
}

fn said(years: &[i16]) -> Vec<String> {
    years.iter().map(ToString::to_string).collect()
}

/// Adds one at a place; a place that is not there is of nobody.
fn add(counts: &mut [Vec<f64>], series: usize, at: usize) {
    if let Some(count) = counts.get_mut(series).and_then(|row| row.get_mut(at)) {
        *count += 1.0;
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

fn ages(view: &View, edges: &[u32]) -> Vec<Vec<f64>> {
    let mut counts = vec![vec![0.0; edges.len() + 1]; 2];
    for (card, _, _) in criteria::serving(view) {
        // who is known by year or month only counts as born on its first day, as in the reports
        let age = card.born.age_on(view.on).1;
        let at = edges.iter().take_while(|edge| **edge <= age).count();
        add(&mut counts, usize::from(card.sex == Sex::Female), at);
    }
    counts
}

/// Labels, series, and the band of the norm.
type Lines = (Vec<String>, Vec<Series>, Option<(f64, f64)>);

/// Shares of the bands of age, a label a kind of committee.
#[allow(clippy::cast_precision_loss, reason = "counts of people are far below 2^52")]
fn bands(view: &View, policy: &Policy, lang: Lang) -> Lines {
    let edges = policy.in_force(view.on).find_map(|rule| match &rule.kind {
        Kind::AgeBands { edges } => Some(edges.clone()),
        _ => None,
    });
    let names = band_names(&edges.unwrap_or_default());
    let mut series: Vec<Series> = names.into_iter().map(|label| Series { label, values: Vec::new() }).collect();
    let mut labels = Vec::new();
    for body in Agenda::bodies(view, policy) {
        let mut sums = vec![0_i64; series.len()];
        for list in &body.lists {
            let judged = policy.list(view, *list, body.term, view.on);
            for (sum, band) in sums.iter_mut().zip(&judged.tally.bands) {
                *sum += band.least;
            }
        }
        let all: i64 = sums.iter().sum();
        if all > 0 {
            labels.push(if lang == Lang::Vi { body.vi } else { body.en });
            for (line, sum) in series.iter_mut().zip(sums) {
                line.values.push(Some(sum as f64 * 100.0 / all as f64));
            }
        }
    }
    (labels, series, None)
}

/// The coefficient of every committee above the communes; of the communes' where there is no other.
#[allow(clippy::cast_precision_loss, reason = "counts of people are far below 2^52")]
fn coefficients(
    view: &View,
    policy: &Policy,
    names: &[Label],
    lang: Lang,
) -> (Vec<String>, Vec<f64>, Option<(f64, f64)>) {
    let Some(term) = term(view) else { return Default::default() };
    let mut found = Vec::new();
    let mut norm = None;
    let all = committees(view, policy);
    let level = |unit| view.unit(unit).and_then(|u| u.form(view.on)).map(|form| form.level);
    // levels of before July 2025 and after: what stands under the province
    let lowest =
        if all.iter().any(|l| level(l.unit) == Some(Level::District)) { Level::District } else { Level::Commune };
    let order = view.tops(Line::Territory).first().map(|top| view.subtree(Line::Territory, *top)).unwrap_or_default();
    for list in all.into_iter().filter(|list| level(list.unit).is_some_and(|level| level <= lowest)) {
        let judged = policy.list(view, list, term, view.on);
        let (people, seats) = (judged.tally.planned, judged.tally.seats);
        for finding in &judged.findings {
            let of_seats = policy.rule(&finding.rule).is_some_and(|r| matches!(r.kind, Kind::Coefficient { .. }));
            if let (true, Amount::Ratio(a, b), Amount::Ratio(c, d)) =
                (of_seats, finding.limit.least, finding.limit.most)
            {
                norm = Some((a as f64 / b as f64, c as f64 / d as f64));
            }
        }
        if people > 0 && seats > 0 {
            let name = names.get(usize::from(list.body == Body::StandingCommittee));
            let short = name.map(|name| name.of(lang)).unwrap_or_default();
            let unit = view.unit(list.unit).map(|u| view.called(Line::Territory, u)).unwrap_or_default();
            let at = order.get(&list.unit).copied().unwrap_or(u32::MAX);
            found.push(((at, list), format!("{short} {unit}").trim().to_owned(), people as f64 / seats as f64));
        }
    }
    found.sort_by_key(|(at, ..)| *at);
    let (labels, values) = found.into_iter().map(|(_, label, value)| (label, value)).unzip();
    (labels, values, norm)
}

/// Grades of those whom a tier manages on the day: excellent, good, completed, not completed, not graded.
fn grades(view: &View, years: &[i16], tiers: &[Tier]) -> Vec<Vec<f64>> {
    let mut counts = vec![vec![0.0; years.len()]; 5];
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
            add(&mut counts, series, at);
        }
    }
    counts
}

fn directions(view: &View, years: &[i16]) -> Vec<Vec<f64>> {
    let mut counts = vec![vec![0.0; years.len()]; 3];
    for rotation in view.snapshot.rotations.values().filter(|r| r.kind == MoveKind::Rotation) {
        let Some(began) = rotation.began().filter(|day| *day <= view.on) else { continue };
        let series = match rotation.direction {
            Direction::Down => 0,
            Direction::Across => 1,
            Direction::Up => 2,
        };
        if let Some(at) = years.iter().position(|year| *year == began.year()) {
            add(&mut counts, series, at);
        }
    }
    counts
}

fn retirement(view: &View, policy: &Policy, plan: &Plan, sketch: &Sketch, years: &[i16], lang: Lang) -> Vec<Series> {
    let roll = Roll::of(view);
    let last = |day: Day| years.iter().position(|year| *year == day.year());
    let populations = sketch.populations.iter().filter_map(|id| plan.population(id));
    let series = populations.map(|population| {
        let mut counts = vec![vec![0.0; years.len()]];
        let people = population.holding.iter().flat_map(|holding| holding.people(view, &roll));
        for card in people.filter_map(|place| view.cadre(place.cadre)) {
            if let Retires::On(first, _) = policy.retires(view, card, view.on)
                && let Some(at) = last(first)
            {
                add(&mut counts, 0, at);
            }
        }
        let values = counts.into_iter().flatten().map(Some).collect();
        Series { label: population.name.of(lang).to_owned(), values }
    });
    series.collect()
}
