//! `indicators --needs`: training that those planned need, by course and year.

use super::Asked;
use super::out::{Answer, Side, Table};
use crate::app::screens::indicators as screen;
use crate::app::words::{self, findings};
use crate::domain::{Subject, UnitId};
use crate::exchange::indicators::training::{self, Need};
use crate::exchange::indicators::under;
use crate::policy::{Policy, Sureness};
use crate::register::View;
use serde::Serialize;

/// What somebody needs, as it is printed.
#[derive(Debug, Serialize)]
struct Row {
    course: String,
    /// By the end of this year.
    year: i16,
    cadre: String,
    name: String,
    /// What the person has now.
    has: String,
    unit: String,
    /// The post that asks it.
    planned: String,
    sureness: Sureness,
}

/// Answers with everybody of a unit, or of all of them, who lacks what the planned title asks.
pub(super) fn answer(asked: &Asked, view: &View, policy: &Policy, unit: Option<UnitId>) -> Answer {
    let words = &asked.words;
    let mut needs = training::needs(view, policy, &asked.host.indicators);
    needs.retain(|need| unit.is_none_or(|unit| under(view, need.unit, unit)));
    let row = |need: &Need| {
        let card = view.cadre(need.cadre);
        let has = card.map(|card| findings::amount(words, view, need.asked.of(card, view.on).1, false));
        Row {
            course: screen::named(words, need.asked),
            year: need.year,
            cadre: need.cadre.to_string(),
            name: card.map(|card| card.name.clone()).unwrap_or_default(),
            has: has.unwrap_or_default(),
            unit: words::unit_name(view, need.unit),
            planned: words::subject(view, Subject::Post(need.post)),
            sureness: need.sureness,
        }
    };
    let rows: Vec<Row> = needs.iter().map(row).collect();
    Answer::of(asked.form, &rows, |rows| {
        let heads = ["indicators.course.name", "indicators.year", "column.name", "indicators.has-now", "column.unit"];
        let heads = heads.map(|key| (words.get(key), Side::Left));
        let mut table = Table::new(&[&heads[..], &[(words.get("indicators.planned-for"), Side::Left)]].concat());
        for row in rows {
            let year = row.year.to_string();
            let cells = [&row.course, &year, &row.name, &row.has, &row.unit, &row.planned];
            table.row(cells.map(String::clone).into());
        }
        table.text()
    })
}
