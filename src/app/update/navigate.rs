//! Carries out where to go: another screen, another day, another line, a unit, a cadre. The place that is left is kept on
//! the trail; where something has gone elsewhere it is said where.

use super::places::{to_day, to_line, to_unit, to_unit_of};
use super::{kept, known, start};
use crate::app::model::Model;
use crate::app::overlays::form::Form;
use crate::app::overlays::picker::Look;
use crate::app::overlays::picker::Picker;
use crate::app::overlays::{find, form};
use crate::app::parts::layout::Pane;
use crate::app::screens::dossier::tab::Tab;
use crate::app::screens::{dossier, import, journal, plan, reorganise, report, rotations, timeline};
use crate::app::session::Session;
use crate::app::session::effect::Store;
use crate::app::session::go::{Go, Todo};
use crate::app::session::jumps::{DEEP, Spot};
use crate::app::session::stage::Screen;
use crate::domain::{CadreId, Line, PostId, Subject, TermId};

/// Does what a key, a dialog or a message has left to do, in order.
pub fn carry_out(model: &mut Model) {
    while let Some(todo) = model.cx.next_todo() {
        match todo {
            Todo::Go(go) => self::go(model, go),
            Todo::Call(callback) => _ = model.screens.call(&mut model.cx, &callback, ()),
            Todo::Act(action) => super::keying::act(model, action),
            Todo::Submit => submit(model),
        }
    }
}

/// Hands what was filled into a prompt to whoever opened it.
fn submit(model: &mut Model) {
    let Some(form) = model.cx.over.take::<Form>() else { return };
    if let form::FormPurpose::Prompt(prompt) = &form.purpose {
        let (accept, cells) = (prompt.accept.clone(), form.cells());
        if let Some(taken) = model.screens.call(&mut model.cx, &accept, cells) {
            form::accept::submitted(&mut model.cx, form, taken);
        }
    }
}

/// Goes to a screen that one is not on yet, as it was left.
fn to_screen(model: &mut Model, screen: Screen) {
    if model.cx.screen != screen {
        remember(model);
        model.cx.screen = screen;
    }
}

fn to_plan(model: &mut Model) -> &mut plan::state::Plan {
    to_screen(model, Screen::Plan);
    &mut model.screens.plan
}

fn to_pool(model: &mut Model, post: PostId, term: TermId) {
    to_plan(model);
    plan::seek_post(&mut model.screens.plan, &mut model.cx, post, term);
}

fn to_journal(model: &mut Model, subject: Subject) {
    remember(model);
    model.cx.screen = Screen::Journal;
    journal::narrow_to(&mut model.screens.journal, Some(subject));
}

fn go(model: &mut Model, go: Go) {
    match go {
        Go::Screen(screen) => {
            to_screen(model, screen);
            if screen == Screen::Import {
                import::begin(&mut model.screens.import, &mut model.cx);
            }
        }
        Go::Shown(screen) => model.cx.screen = screen,
        Go::Close => model.cx.screen = model.trail.jumps.screen_before(model.cx.screen),
        Go::Dossier(cadre, tab) => {
            remember(model);
            open_dossier(model, cadre, tab);
        }
        Go::Neighbour(forward) => neighbour(model, forward),
        Go::Unit(unit) => to_unit(model, unit),
        Go::UnitOf(cadre) => to_unit_of(model, cadre),
        Go::Post(post) => to_post(model, post),
        Go::People(unit) => {
            remember(model);
            model.screens.cadres.under = unit;
            model.cx.screen = Screen::Cadres;
        }
        Go::Cadres(query) => to_cadres(model, query),
        Go::Pool(post, term) => to_pool(model, post, term),
        Go::Pools(term) => to_plan(model).term = Some(term),
        Go::Rounds(rounds) => {
            to_plan(model);
            plan::refresh(&mut model.screens.plan, &mut model.cx);
            plan::rounds::open_only(&mut model.cx, &rounds);
        }
        Go::Plan(cadre) => plan::candidates::add(&mut model.screens.plan, &mut model.cx, cadre),
        Go::Queue(queue, lacks) => {
            to_screen(model, Screen::Rotations);
            rotations::to_queue(&mut model.screens.rotations, queue, lacks);
        }
        Go::Report(report, section) => {
            to_screen(model, Screen::Reports);
            report::seek(&mut model.screens.report, report, section);
        }
        Go::Rule(at) => {
            to_screen(model, Screen::Rules);
            model.screens.rules.show(&model.cx, at);
        }
        Go::Journal(subject) => to_journal(model, subject),
        Go::Timeline(of) => {
            remember(model);
            model.cx.screen = Screen::Timeline;
            timeline::open(&mut model.screens.timeline, &mut model.cx, of);
        }
        Go::Reorganise(units) => reorganise::begin(&mut model.screens.reorganise, &mut model.cx, &units),
        Go::Day(day) => to_day(model, day),
        Go::Line(line) => to_line(model, line),
        Go::KnownAt(revision, at) => known::toggle(model, revision, at),
        Go::Open(folder) => start::attempt(model, Store::Open(folder)),
        Go::Begin(folder, province) => start::attempt(model, Store::StartEmpty(folder, province)),
    }
}

/// Opens the dossier of a cadre, its texts being read.
pub fn open_dossier(model: &mut Model, cadre: CadreId, tab: Tab) {
    dossier::open(&mut model.screens.dossier, &mut model.cx, cadre, tab);
    model.cx.screen = Screen::Dossier;
}

/// The dossier of the next or previous cadre of the table, the same tab open.
fn neighbour(model: &mut Model, forward: bool) {
    let table = &mut model.screens.cadres;
    let at = table.ids.iter().position(|id| Some(*id) == model.screens.dossier.cadre);
    let next = at.and_then(|at| if forward { at.checked_add(1) } else { at.checked_sub(1) });
    match next.and_then(|at| table.ids.get(at).copied().map(|id| (at, id))) {
        Some((at, cadre)) => {
            table.list.show(at);
            let tab = model.screens.dossier.tab;
            open_dossier(model, cadre, tab);
        }
        None => model.cx.say("said.no-neighbour", &[]),
    }
}

/// To the cadres that a query finds; nothing typed: to all of those that are listed.
fn to_cadres(model: &mut Model, query: String) {
    remember(model);
    if model.cx.screen != Screen::Cadres {
        model.screens.cadres.under = None;
    }
    model.cx.screen = Screen::Cadres;
    model.screens.cadres.filter = Some(query).filter(|t| !t.is_empty());
    model.screens.cadres.by_days = None;
}

/// To a post of its unit, the cursor on it.
fn to_post(model: &mut Model, post: PostId) {
    let Some(post) = model.cx.view.post(post).cloned() else { return };
    let line = model.cx.view.title(&post).map(|title| title.line);
    // the unit may stand in several lines: in another one its posts are others
    if let Some(line) = line.filter(|line| model.cx.line != Line::Territory && model.cx.line != *line) {
        remember(model);
        model.cx.line = line;
    }
    to_unit(model, post.unit);
    let units = &mut model.screens.units;
    units.posts.rebuild(&model.cx.view, model.cx.line, Some(post.unit));
    units.posts.show_post(post.id, post.title);
    units.focus = Pane::Posts;
}

/// Where one is.
#[must_use]
pub fn here(model: &Model) -> Spot {
    Spot {
        screen: model.cx.screen,
        focus: model.screens.units.focus,
        line: model.cx.line,
        on: model.cx.view.on,
        unit: model.unit(),
        cadre: model.cadre(),
        tab: model.screens.dossier.tab,
        under: model.screens.cadres.under,
        order: model.screens.cadres.order,
    }
}

/// Remembers this place before one goes elsewhere.
pub(super) fn remember(model: &mut Model) {
    let spot = here(model);
    if model.trail.jumps.back.last() != Some(&spot) {
        model.trail.jumps.back.push(spot);
    }
    if model.trail.jumps.back.len() > DEEP {
        model.trail.jumps.back.remove(0);
    }
    model.trail.jumps.forward.clear();
}

/// Goes back, or forward again; whether there was anywhere to go.
pub fn along_trail(model: &mut Model, back: bool) -> bool {
    let from = here(model);
    let jumps = &mut model.trail.jumps;
    let (source, other) =
        if back { (&mut jumps.back, &mut jumps.forward) } else { (&mut jumps.forward, &mut jumps.back) };
    let Some(spot) = source.pop() else { return false };
    other.push(from);
    to_spot(model, spot);
    true
}

/// What stands there, as it is called today: the cadre, or the unit.
#[must_use]
pub fn name(cx: &Session, spot: &Spot) -> String {
    let view = &cx.view;
    let cadre = spot.cadre.and_then(|id| view.cadre(id)).map(|cadre| cadre.name.clone());
    let unit = || spot.unit.filter(|id| view.unit(*id).is_some()).map(|id| view.called_in_full(spot.line, id));
    cadre.or_else(unit).unwrap_or_else(|| cx.place.name.clone())
}

/// Goes to a place.
pub fn to_spot(model: &mut Model, spot: Spot) {
    if model.cx.view.on != spot.on {
        model.cx.view = model.cx.view.on(spot.on);
    }
    model.cx.line = spot.line;
    model.screens.units.focus = spot.focus;
    model.screens.units.tree.rebuild(&model.cx.view, spot.line);
    if let Some(unit) = spot.unit {
        model.screens.units.tree.reveal(&model.cx.view, spot.line, unit);
    }
    model.screens.units.posts.rebuild(&model.cx.view, spot.line, model.screens.units.tree.selected());
    model.screens.cadres.under = spot.under;
    model.screens.cadres.order = spot.order;
    model.cx.screen = spot.screen;
    match (spot.screen, spot.cadre) {
        (Screen::Dossier, Some(cadre)) => open_dossier(model, cadre, spot.tab),
        (Screen::Timeline, _) => {
            let of = spot.cadre.map(Subject::Cadre).or(spot.unit.map(Subject::Unit));
            if let Some(of) = of.filter(|of| model.screens.timeline.of != Some(*of)) {
                timeline::open(&mut model.screens.timeline, &mut model.cx, of);
            }
        }
        (Screen::Units, Some(cadre)) => {
            model.screens.units.posts.show_cadre(cadre);
        }
        (Screen::Cadres, Some(cadre)) => match model.screens.cadres.ids.iter().position(|id| *id == cadre) {
            Some(at) => model.screens.cadres.list.show(at),
            None => model.screens.cadres.seek = Some(cadre),
        },
        _ => {}
    }
}

/// The view has been made for the first time.
pub fn arrived(model: &mut Model) {
    model.cx.milestones = model.cx.view.snapshot.milestones();
    model.screens.units.tree.rebuild(&model.cx.view, model.cx.line);
    kept::reopen(model);
}

/// The register has another snapshot: everything stays where it is, by id.
pub fn snapshot(model: &mut Model, snapshot: std::sync::Arc<crate::register::Snapshot>) {
    if let Some(known) = &mut model.cx.known {
        // what is looked at is what was known then; it is said when one comes back
        known.now = snapshot;
        return;
    }
    let newer = snapshot.revision > model.cx.view.snapshot.revision;
    let loaded = model.cx.view.snapshot.loaded == crate::register::Loaded::All;
    model.cx.look_at(snapshot);
    if newer && loaded && !model.cx.saving && model.cx.said.is_none() {
        model.cx.say("said.revision", &[model.cx.view.snapshot.revision.to_string()]);
    }
    if !loaded {
        form::draft::offer(&mut model.cx);
    }
    arrived(model);
    form::accept::take_theirs(&mut model.cx, false);
    // what was asked of less than there is now is asked again
    if model.cx.over.get::<Picker>().is_some_and(|picker| picker.look == Look::Find) {
        find::again(&mut model.cx);
    }
}
