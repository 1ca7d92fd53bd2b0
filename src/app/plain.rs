//! The screen as lines of text, one after another: for screen readers, for logs, for terminals that are none. What is
//! told by place, colour or sign on the screen is told in words.

use crate::app::model::{Model, Screen};
use crate::app::words::terms;
use crate::domain::Line;

/// Every line of the screen that is open, its heading first; not only what fits on a window.
#[must_use]
pub fn lines(model: &Model) -> Vec<String> {
    let words = &model.cx.words;
    let top = model.cx.view.tops(Line::Territory).first().and_then(|id| model.cx.view.unit(*id));
    let place = top.map_or_else(|| model.cx.place.name.clone(), |unit| model.cx.view.called(Line::Territory, unit));
    let sample = model.cx.place.sample.then(|| words.get("head.sample").to_owned());
    let mut out = vec![std::iter::once(place).chain(sample).collect::<Vec<_>>().join(". ")];
    let on = words.fill("head.as-of", &[model.cx.view.on.to_string()]);
    match model.cx.screen {
        Screen::Cadres => {
            out.push(format!("{}, {on}", words.get("head.cadres")));
            cadres(model, &mut out);
        }
        Screen::Indicators => {
            out.push(format!("{}, {on}", words.get("head.indicators")));
            out.extend(crate::app::screens::indicators::lines(model));
        }
        Screen::Today => {
            out.push(format!("{}, {on}", words.get("head.now")));
            out.extend(crate::app::screens::today::lines(model));
        }
        _ => {
            let line = words.get(terms::line(model.cx.line));
            out.push(format!("{}, {} {line}, {on}", words.get("head.units"), words.get("head.line")));
            units(model, &mut out);
        }
    }
    out
}

fn units(model: &Model, out: &mut Vec<String>) {
    let words = &model.cx.words;
    let counts = model.cx.view.counts_ready(model.cx.line);
    for row in &model.screens.units.tree.rows {
        let Some(unit) = model.cx.view.unit(row.unit) else { continue };
        let mut line =
            words.fill("plain.level", &[(row.depth + 1).to_string(), model.cx.view.called(model.cx.line, unit)]);
        let tally = counts.map(|counts| counts.below(row.unit)).unwrap_or_default();
        for (key, n) in [("plain.people", tally.people), ("plain.vacant", tally.vacant)] {
            if n > 0 {
                line.push_str(", ");
                line.push_str(&words.fill(key, &[words.number(n)]));
            }
        }
        out.push(line);
    }
}

fn cadres(model: &Model, out: &mut Vec<String>) {
    let words = &model.cx.words;
    let all = words.number(model.screens.cadres.ids.len());
    for (at, id) in model.screens.cadres.ids.iter().enumerate() {
        let Some(cadre) = model.cx.view.cadre(*id) else { continue };
        let said = model.screens.cadres.columns.iter().filter_map(|column| {
            let text = column.text(model, cadre);
            (!text.is_empty()).then(|| format!("{}: {text}", words.get(column.key())))
        });
        let said: Vec<String> = said.collect();
        let at = words.fill("table.at", &[words.number(at + 1), all.clone()]);
        out.push(format!("{at}. {}", said.join("; ")));
    }
}
