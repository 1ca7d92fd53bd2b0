//! The lines of a plan in words.

use super::{Follows, Part};
use crate::app::screens::reorganise::Reorganise;
use crate::app::session::Session;
use crate::app::words::{self, terms};
use crate::domain::{TitleId, UnitId};
use crate::register::reorganise::Below;

/// A title as it is called.
#[must_use]
pub fn title_name(cx: &Session, title: TitleId) -> String {
    let title = cx.view.catalogue.title(title);
    title.map(|t| cx.words.pick(&t.vi, &t.en).to_owned()).unwrap_or_default()
}

/// A unit of the plan, also one that it begins.
#[must_use]
pub fn unit_name(state: &Reorganise, cx: &Session, unit: UnitId) -> String {
    match state.begun(unit) {
        Some(begins) => {
            let kind = cx.view.catalogue.kind(begins.form.kind);
            kind.map_or_else(|| begins.name.clone(), |k| k.called.territory.replace("{}", &begins.name))
        }
        None => words::unit_name(&cx.view, unit),
    }
}

/// A line of the plan in words: what it is, and what stands there.
#[must_use]
pub fn line(state: &Reorganise, cx: &Session, part: Part) -> (String, String) {
    let words = &cx.words;
    let Some(plan) = &state.plan else { return Default::default() };
    let nothing = || words.get("reorganise.nowhere").to_owned();
    match part {
        Part::Day => (words.get("reorganise.day").to_owned(), plan.on.to_string()),
        Part::Decision => {
            let paper = plan.decision.as_ref().map(|d| format!("{} · {}", d.number, d.on));
            (words.get("reorganise.decision").to_owned(), paper.unwrap_or_else(|| "—".to_owned()))
        }
        Part::Unit(at) => {
            let Some(ending) = plan.endings.get(at) else { return Default::default() };
            let into = ending
                .into
                .iter()
                .map(|(unit, share)| format!("{} ({})", unit_name(state, cx, *unit), words.get(terms::share(*share))));
            let mut text = into.collect::<Vec<_>>().join("; ");
            if text.is_empty() {
                text = nothing();
            }
            if ending.below == Below::End {
                text = format!("{text} · {}", words.get("reorganise.below-ends"));
            }
            (unit_name(state, cx, ending.unit), text)
        }
        Part::Title(at) => {
            let Some((from, follows)) = state.titles.get(at) else { return Default::default() };
            let to = match follows {
                Follows::Same => words.get("reorganise.same").to_owned(),
                Follows::Title(title) => title_name(cx, *title),
                Follows::None => words.get("reorganise.none").to_owned(),
            };
            (title_name(cx, *from), to)
        }
        Part::Seats(at) => {
            let Some(seats) = plan.seats.get(at) else { return Default::default() };
            let name = format!("{} · {}", title_name(cx, seats.title), unit_name(state, cx, seats.unit));
            (name, words.fill("reorganise.seats", &[words.number(seats.seats)]))
        }
    }
}
