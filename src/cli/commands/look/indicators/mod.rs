//! `indicators`: what is measured, held against its target, over the years, by unit; who would make the difference; what
//! training those planned need.

mod needs;
mod off;

use crate::app::screens::indicators::Board;
use crate::app::words::findings;
use crate::app::words::{self, Words};
use crate::cli::answer::{Align, Answer, Failure, Table, pairs, unknown_format, unwritten};
use crate::cli::context::{Context, Run};
use crate::cli::shared::{identify, naming};
use crate::cli::user::data;
use crate::domain::{Day, IsoDay, Subject, UnitId};
use crate::exchange::criteria::Answer as Meets;
use crate::exchange::indicators::{self, Case, CaseSubject, Criterion, Measured, Tally};
use crate::exchange::paper;
use crate::exchange::write::{self, Format};
use crate::policy::{Ratio, Sureness, Verdict};
use crate::register::{Loaded, Register, View};
use clap::Args;
use serde::Serialize;
use std::path::{Path, PathBuf};

/// Which indicators, of whom, and what beside.
#[derive(Debug, Args)]
pub struct IndicatorsArgs {
    /// Of this unit and what stands under it.
    #[arg(long, value_name = "UNIT")]
    unit: Option<String>,
    /// Only this indicator.
    #[arg(long, value_name = "ID")]
    indicator: Option<String>,
    /// With those who would make the difference.
    #[arg(long)]
    people: bool,
    /// With each unit directly under it.
    #[arg(long)]
    units: bool,
    /// Instead of indicators, who of those planned needs which course by which year.
    #[arg(long, conflicts_with_all = ["indicator", "people", "units", "out"])]
    needs: bool,
    /// Instead of indicators, those that are not measured here, and why.
    #[arg(long, conflicts_with_all = ["unit", "indicator", "people", "units", "needs", "out"])]
    off: bool,
    /// Everything, with units, training and pictures, as a file; its ending tells the format.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["indicator", "people", "units"])]
    out: Option<PathBuf>,
    /// Over a file that is there.
    #[arg(long, requires = "out")]
    force: bool,
}

/// An indicator as it is printed.
#[derive(Debug, Serialize)]
struct IndicatorRow<'a> {
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
    /// The day from which it is history: there is nothing left to count.
    #[serde(skip_serializing_if = "Option::is_none")]
    ended: Option<String>,
    targets: Vec<TargetRow<'a>>,
    trend: Vec<TrendPoint>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    people: Vec<LackingRow>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    units: Vec<UnitShare>,
}

/// A target of an indicator.
#[derive(Debug, Serialize)]
struct TargetRow<'a> {
    target: Option<f64>,
    until: Option<String>,
    verdict: Verdict,
    source: &'a str,
}

/// How many met it on a day.
#[derive(Debug, Serialize)]
struct TrendPoint {
    on: String,
    measured: Option<f64>,
    met: i64,
    population: i64,
}

/// Somebody, or something, that does not meet it.
#[derive(Debug, Serialize)]
struct LackingRow {
    id: String,
    name: String,
    unit: String,
    meets: &'static str,
}

/// An indicator of a unit.
#[derive(Debug, Serialize)]
struct UnitShare {
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

impl Run for IndicatorsArgs {
    fn run(&self, cx: &Context) -> Result<Answer, Failure> {
        let plan = &cx.host.indicators;
        if let Some(id) = self.indicator.as_deref().filter(|id| plan.indicator(id).is_none()) {
            let known: Vec<&str> = plan.indicators.iter().map(|i| i.id.as_str()).collect();
            return Err(Failure::refused("told.no-indicator", &[id, &known.join(", ")]));
        }
        let (register, view) = cx.open(Loaded::All)?;
        if self.off {
            return Ok(off::answer(cx, &view, plan));
        }
        let under = self.unit.as_deref().map(|word| identify::unit(&view, word)).transpose()?;
        if let Some(out) = &self.out {
            return written(cx, (&register, &view), under, out, self.force);
        }
        if self.needs {
            return Ok(needs::answer(cx, &view, view.policy(), under));
        }
        let mut measured = indicators::measure(&view, view.policy(), plan, under);
        measured.retain(|m| self.indicator.as_deref().is_none_or(|id| m.indicator.id == id));
        indicators::add_trend(&mut measured, &view, view.policy(), plan, under);
        let mut rows: Vec<IndicatorRow<'_>> = measured.iter().map(|m| row(&view, m, &cx.words)).collect();
        if self.people {
            for (row, one) in rows.iter_mut().zip(&measured) {
                row.people = one.lacking().into_iter().map(|case| lacking(&view, case)).collect();
            }
        }
        if self.units {
            add_units(&view, &measured, under, &mut rows);
        }
        Ok(cx.answer(&rows, |rows| plain(rows, &cx.words)))
    }
}

/// Writes everything into a file.
fn written(
    cx: &Context,
    (register, view): (&Register, &View),
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
    let Some(format) = Format::of(out) else { return Err(unknown_format(out, &Format::ALL)) };
    let words = &cx.words;
    let board = Board::of(view, view.policy(), &cx.host.indicators, under, words.lang);
    let written = crate::app::screens::indicators::whole(view, words, &board, under, cx.sample_notice(register));
    let style = data::style(format)?;
    write::save(&written, format, style.as_deref(), out, force).map_err(|e| unwritten(&e, out))?;
    let count = |of: fn(&paper::Part) -> bool| written.parts.iter().filter(|part| of(part)).count();
    let told = Written {
        file: out.display().to_string(),
        tables: count(|part| matches!(part, paper::Part::Table(_))),
        pictures: count(|part| matches!(part, paper::Part::Picture(_))),
    };
    Ok(cx.answer(&told, |told| {
        pairs(&[(words.get("export.file"), told.file.clone()), (words.get("export.tables"), words.number(told.tables))])
    }))
}

fn row<'a>(view: &View, one: &'a Measured, words: &Words) -> IndicatorRow<'a> {
    let (indicator, target, tally) = (&one.indicator, &one.target, &one.tally);
    let until = |day: Option<IsoDay>| day.map(|day| day.0.iso());
    let step = |target: &'a indicators::Target| TargetRow {
        target: ratio(target.least.or(target.most)),
        until: until(target.until),
        verdict: if indicator.criterion == Criterion::Assumed { Verdict::Unknown } else { tally.verdict(target) },
        source: &target.source,
    };
    let then = |(on, tally): &(Day, Tally)| TrendPoint {
        on: on.iso(),
        measured: sure(tally),
        met: tally.yes,
        population: tally.all,
    };
    IndicatorRow {
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
        ended: one.ended.map(Day::iso),
        targets: one.targets.iter().map(step).collect(),
        trend: one.trend.iter().map(then).collect(),
        people: Vec::new(),
        units: Vec::new(),
    }
}

fn lacking(view: &View, case: &Case) -> LackingRow {
    let (id, subject) = match case.of {
        CaseSubject::Cadre(cadre, _) => (cadre.to_string(), Subject::Cadre(cadre)),
        CaseSubject::Body(..) | CaseSubject::Place(_) | CaseSubject::List(..) => {
            (case.unit.to_string(), Subject::Unit(case.unit))
        }
    };
    let meets = if case.answer == Meets::No { "no" } else { "unknown" };
    LackingRow { id, name: naming::name(view, subject), unit: words::unit_name(view, case.unit), meets }
}

fn add_units(view: &View, measured: &[Measured], under: Option<UnitId>, rows: &mut [IndicatorRow<'_>]) {
    let heat = indicators::heat(view, measured, under);
    for (unit, cells) in heat.units.iter().zip(&heat.cells) {
        for (row, cell) in rows.iter_mut().zip(cells) {
            let Some(cell) = cell else { continue };
            row.units.push(UnitShare {
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

fn plain(rows: &[IndicatorRow<'_>], words: &Words) -> String {
    let heads = [
        ("cli.table.verdict", Align::Left),
        ("cli.indicators.name", Align::Left),
        ("cli.table.measured", Align::Right),
        ("cli.indicators.target", Align::Right),
        ("cli.table.until", Align::Left),
        ("cli.indicators.population", Align::Right),
        ("cli.indicators.wanting", Align::Right),
        ("cli.table.source", Align::Left),
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
