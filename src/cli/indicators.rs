//! `indicators`: what is measured, held against its target, over the years, by unit; who would make the difference; what
//! training those planned need.

use super::Asked;
use super::args::IndicatorsWords;
use super::export::{failed, no_format};
use super::fail::Failure;
use super::names;
use super::out::{Answer, Side, Table, pairs};
use crate::app::screens::indicators::Board;
use crate::app::words::findings;
use crate::app::words::{self, Words};
use crate::domain::{Day, Subject, UnitId};
use crate::exchange::criteria::Answer as Meets;
use crate::exchange::indicators::{self, Case, Criterion, Measured, Of, Tally};
use crate::exchange::paper;
use crate::exchange::write::{self, Format};
use crate::policy::{Ratio, Sureness, Verdict};
use crate::register::{Loaded, Register, View};
use serde::Serialize;
use std::path::Path;

/// An indicator as it is printed.
#[derive(Debug, Serialize)]
struct Row<'a> {
    id: &'a str,
    name: String,
    /// Per cent of the population, unrounded; none where nobody surely meets it and some may.
    measured: Option<f64>,
    /// With those of whom it cannot be told.
    measured_most: Option<f64>,
    /// Per cent.
    target: Option<f64>,
    target_most: Option<f64>,
    until: Option<String>,
    overdue: bool,
    population: i64,
    population_name: String,
    met: i64,
    unknown: i64,
    /// How many more must meet it.
    wanting: i64,
    verdict: Verdict,
    source: &'a str,
    sureness: Sureness,
    criterion: &'static str,
    reading: &'a str,
    /// Whether the target is another province's.
    foreign: bool,
    targets: Vec<Step<'a>>,
    trend: Vec<Then>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    people: Vec<Person>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    units: Vec<Part>,
}

/// A target of an indicator.
#[derive(Debug, Serialize)]
struct Step<'a> {
    target: Option<f64>,
    until: Option<String>,
    verdict: Verdict,
    source: &'a str,
}

/// How many met it on a day.
#[derive(Debug, Serialize)]
struct Then {
    on: String,
    measured: Option<f64>,
    met: i64,
    population: i64,
}

/// Somebody, or something, that does not meet it.
#[derive(Debug, Serialize)]
struct Person {
    id: String,
    name: String,
    unit: String,
    meets: &'static str,
}

/// An indicator of a unit.
#[derive(Debug, Serialize)]
struct Part {
    unit: String,
    name: String,
    measured: Option<f64>,
    met: i64,
    population: i64,
    verdict: Option<Verdict>,
}

#[allow(clippy::cast_precision_loss, reason = "counts of people are far below 2^52")]
fn per_cent(part: i64, of: i64) -> Option<f64> {
    (of != 0).then(|| part as f64 * 100.0 / of as f64)
}

fn ratio(of: Option<Ratio>) -> Option<f64> {
    of.and_then(|r| per_cent(r.0, r.1))
}

fn sure(tally: &Tally) -> Option<f64> {
    tally.range().0.and_then(|yes| per_cent(yes, tally.all))
}

/// Answers `indicators`.
///
/// # Errors
/// No such unit or indicator, or the store's.
pub fn answer(asked: &Asked, wish: &IndicatorsWords) -> Result<Answer, Failure> {
    let plan = &asked.host.indicators;
    if let Some(id) = wish.indicator.as_deref().filter(|id| plan.indicator(id).is_none()) {
        let known: Vec<&str> = plan.indicators.iter().map(|i| i.id.as_str()).collect();
        return Err(Failure::refused("told.no-indicator", &[id, &known.join(", ")]));
    }
    let (register, view) = asked.open(Loaded::All)?;
    let under = wish.unit.as_deref().map(|word| names::unit(&view, word)).transpose()?;
    if let Some(out) = &wish.out {
        return written(asked, &register, &view, under, out, wish.force);
    }
    if wish.needs {
        return Ok(super::needs::answer(asked, &view, register.policy(), under));
    }
    let mut measured = indicators::measure(&view, register.policy(), plan, under);
    measured.retain(|m| wish.indicator.as_deref().is_none_or(|id| m.indicator.id == id));
    indicators::add_trend(&mut measured, &view, register.policy(), plan, under);
    let mut rows: Vec<Row<'_>> = measured.iter().map(|m| row(&view, m, &asked.words)).collect();
    if wish.people {
        for (row, one) in rows.iter_mut().zip(&measured) {
            row.people = one.lacking().into_iter().map(|case| person(&view, case)).collect();
        }
    }
    if wish.units {
        add_units(&view, &measured, under, &mut rows);
    }
    Ok(Answer::of(asked.form, &rows, |rows| plain(rows, &asked.words)))
}

/// Writes everything into a file.
fn written(
    asked: &Asked,
    register: &Register,
    view: &View,
    under: Option<UnitId>,
    out: &Path,
    force: bool,
) -> Result<Answer, Failure> {
    #[derive(Debug, Serialize)]
    struct Written {
        file: String,
        tables: usize,
        pictures: usize,
    }
    let Some(format) = Format::of(out) else { return Err(no_format(out, &Format::ALL)) };
    let words = &asked.words;
    let board = Board::of(view, register.policy(), &asked.host.indicators, under, words.lang);
    let sample = register.province().sample.map(|_| words.get("head.sample").to_owned());
    let written = crate::app::screens::indicators::whole(view, words, &board, under, sample);
    let style = super::host::style(format)?;
    write::save(&written, format, style.as_deref(), out, force).map_err(|e| failed(&e, out))?;
    let count = |of: fn(&paper::Part) -> bool| written.parts.iter().filter(|part| of(part)).count();
    let told = Written {
        file: out.display().to_string(),
        tables: count(|part| matches!(part, paper::Part::Table(_))),
        pictures: count(|part| matches!(part, paper::Part::Picture(_))),
    };
    Ok(Answer::of(asked.form, &told, |told| {
        pairs(&[(words.get("export.file"), told.file.clone()), (words.get("export.tables"), words.number(told.tables))])
    }))
}

fn row<'a>(view: &View, one: &'a Measured, words: &Words) -> Row<'a> {
    let (indicator, target, tally) = (&one.indicator, &one.target, &one.tally);
    let until = |day: Option<crate::domain::IsoDay>| day.map(|day| day.0.iso());
    let step = |target: &'a indicators::Target| Step {
        target: ratio(target.least.or(target.most)),
        until: until(target.until),
        verdict: if indicator.criterion == Criterion::Assumed { Verdict::Unknown } else { tally.verdict(target) },
        source: &target.source,
    };
    let then = |(on, tally): &(Day, Tally)| Then {
        on: on.iso(),
        measured: sure(tally),
        met: tally.yes,
        population: tally.all,
    };
    Row {
        id: &indicator.id,
        name: indicator.name.of(words.lang).to_owned(),
        measured: sure(tally),
        measured_most: per_cent(tally.range().1, tally.all),
        target: ratio(target.least),
        target_most: ratio(target.most),
        until: until(target.until),
        overdue: one.verdict != Verdict::Met && target.until.is_some_and(|day| day.0 < view.on),
        population: tally.all,
        population_name: one.whose.of(words.lang).to_owned(),
        met: tally.yes,
        unknown: tally.unknown,
        wanting: tally.wanting(target),
        verdict: one.verdict,
        source: &target.source,
        sureness: target.sureness,
        criterion: indicator.criterion.id(),
        reading: &indicator.reading,
        foreign: one.foreign,
        targets: indicator.targets.iter().map(step).collect(),
        trend: one.trend.iter().map(then).collect(),
        people: Vec::new(),
        units: Vec::new(),
    }
}

fn person(view: &View, case: &Case) -> Person {
    let (id, subject) = match case.of {
        Of::Cadre(cadre, _) => (cadre.to_string(), Subject::Cadre(cadre)),
        Of::Body(..) | Of::Place(_) | Of::List(_) => (case.unit.to_string(), Subject::Unit(case.unit)),
    };
    let meets = if case.answer == Meets::No { "no" } else { "unknown" };
    Person { id, name: names::name(view, subject), unit: words::unit_name(view, case.unit), meets }
}

fn add_units(view: &View, measured: &[Measured], under: Option<UnitId>, rows: &mut [Row<'_>]) {
    let heat = indicators::heat(view, measured, under);
    for (unit, cells) in heat.units.iter().zip(&heat.cells) {
        for (row, cell) in rows.iter_mut().zip(cells) {
            let Some(cell) = cell else { continue };
            row.units.push(Part {
                unit: unit.to_string(),
                name: words::unit_name(view, *unit),
                measured: sure(&cell.tally),
                met: cell.tally.yes,
                population: cell.tally.all,
                verdict: cell.verdict,
            });
        }
    }
}

fn plain(rows: &[Row<'_>], words: &Words) -> String {
    let heads = [
        ("cli.table.verdict", Side::Left),
        ("cli.indicators.name", Side::Left),
        ("cli.table.measured", Side::Right),
        ("cli.indicators.target", Side::Right),
        ("cli.table.until", Side::Left),
        ("cli.indicators.population", Side::Right),
        ("cli.indicators.wanting", Side::Right),
        ("cli.table.source", Side::Left),
    ];
    let heads = heads.map(|(key, side)| (words.get(key), side));
    let mut table = Table::new(&heads);
    let mut rest = String::new();
    for row in rows {
        let day = row.until.as_deref().and_then(Day::parse).map(|day| day.to_string());
        table.row(vec![
            findings::mark(row.verdict).to_owned(),
            row.name.clone(),
            said(row.met, row.unknown, row.population, words),
            row.target.map(|target| format!("{target:.0}%")).unwrap_or_default(),
            day.unwrap_or_default(),
            words.number(row.population),
            words.number(row.wanting),
            row.source.to_owned(),
        ]);
        let parts = row.units.iter().map(|part| {
            let mark = part.verdict.map_or(" ", findings::mark);
            let share = findings::share(part.met, part.population, words.lang);
            format!("  {mark} {share:>6}  {}/{}  {}\n", part.met, part.population, part.name)
        });
        let people = row.people.iter().map(|p| format!("  {}  {}\n", p.id, p.name));
        let below: String = parts.chain(people).collect();
        if !below.is_empty() {
            rest.push_str(&format!("\n{}\n{below}", row.name));
        }
    }
    format!("{}{rest}", table.text())
}

/// A share in per cent; from and to where not everything is known.
fn said(met: i64, unknown: i64, all: i64, words: &Words) -> String {
    let share = |part| findings::share(part, all, words.lang);
    let tally = Tally { yes: met, unknown, all, broken: 0 };
    match tally.range() {
        _ if all == 0 => "—".to_owned(),
        (None, most) => format!("≤ {}", share(most)),
        (Some(least), most) if least == most => share(least),
        (Some(least), most) => format!("{}–{}", share(least), share(most)),
    }
}
