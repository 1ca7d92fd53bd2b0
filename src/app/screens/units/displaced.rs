//! The people of what ended in a unit, offered as a list: what is typed narrows it, Enter opens the dossier.

use crate::app::outgoing::{self, displaced as lines};
use crate::app::overlays::picker::{self, Choice, Look, Picker};
use crate::app::screens::dossier::tab::Tab;
use crate::app::session::Session;
use crate::app::session::callback::Callback;
use crate::app::session::go::Go;
use crate::app::words;
use crate::domain::UnitId;
use crate::register::displaced::Displaced;

/// Opens the list of the latest ending in a unit; one that took the place of others has theirs.
pub(super) fn open(cx: &mut Session, unit: Option<UnitId>) {
    let view = &cx.view;
    let people = view.displaced(None, unit);
    let Some(on) = people.first().map(|one| one.on) else { return cx.say("displaced.none", &[]) };
    let of = unit.map(|unit| words::unit_name(view, unit));
    let counts = lines::counts(&cx.words, &people);
    let paper = lines::paper(view, &cx.words, (of, on), &people);
    let export = Callback::session(move |cx: &mut Session, ()| outgoing::ask_name(cx, paper.clone(), None));
    let export = Choice::new(cx.words.get("displaced.export"), export).with(format!("{on} · {counts}"));
    let choice = |one: &Displaced| {
        let cadre = one.cadre;
        let name = view.cadre(cadre).map(|card| card.name.clone()).unwrap_or_default();
        let given = lines::given(view, one);
        let became = if given.is_empty() { lines::fate(&cx.words, one.fate) } else { given };
        let paper = if one.paper.is_empty() { String::new() } else { format!(" · {}", one.paper) };
        let detail = format!("{} → {became}{paper}", lines::left(view, one));
        let then = Callback::session(move |cx: &mut Session, ()| cx.go(Go::Dossier(cadre, Tab::Career)));
        Choice::new(name, then).with(detail)
    };
    let choices = people.iter().map(choice).chain([export]).collect();
    picker::show(cx, Picker::new(Look::Plain, "displaced.title", choices));
}
