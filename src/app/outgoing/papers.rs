//! Official papers of what lies open: which there are is offered, then the name of the file is asked for.

use super::asks::Asks;
pub use super::order::{Official, Order};
use super::{FILE, OVER, SENSITIVE, file_name, set};
use crate::app::overlays::form::prompt::{self, Prompt, Taken};
use crate::app::overlays::picker::{self, Choice, Look, Picker};
use crate::app::session::Session;
use crate::app::session::callback::Callback;
use crate::app::session::effect::Effect;
use crate::app::session::host::Notice;
use crate::app::session::stage::Screen;
use crate::domain::{CadreId, Line, PostId, RoundId, TermId, UnitId};
use crate::exchange::lists::{self, Library, PaperForm, PaperRequest as Asked};
use crate::exchange::write::Format;
use crate::register::rotations::Queue;
use std::path::Path;
use std::sync::Arc;

/// A table of more people than this is no paper: whoever wants it writes the table itself.
const MOST: usize = 1_000;

/// Offers official papers; the name of the file is asked for next.
pub fn offer(cx: &mut Session, mut papers: Vec<Official>) {
    if cx.meeting {
        return cx.say("outgoing.meeting", &[]);
    }
    let Ok(library) = Library::with_own(Vec::new()) else { return };
    for paper in &mut papers {
        let form = library.paper(&paper.form);
        paper.name = form.map(|f| cx.words.pick(&f.vi, &f.en).to_owned()).unwrap_or_default();
    }
    if papers.is_empty() {
        return cx.say("outgoing.no-papers", &[]);
    }
    let choices = papers.into_iter().map(|paper| {
        let (name, of) = (paper.name.clone(), paper.of.clone());
        Choice::new(name, Callback::session(move |cx: &mut Session, ()| picked(cx, &paper))).with(of)
    });
    let picker = Picker::new(Look::Plain, "picker.papers", choices.collect());
    picker::show(cx, picker);
}

/// The papers of a queue of rotations, and of all moves.
#[must_use]
pub fn of_queue(cx: &Session, queue: Option<Queue>, unit: Option<UnitId>) -> Vec<Official> {
    let mut out = Vec::new();
    let tab = queue.map(|q| cx.words.of_group("queue", q.code())).unwrap_or_default();
    add(&mut out, "rotation-list", tab, Asked { unit, queue, ..Asked::default() });
    let of = unit.or_else(|| cx.view.tops(Line::Territory).first().copied());
    add(&mut out, "rotation-list", unit_name(cx, of), Asked { unit, ..Asked::default() });
    out
}

/// The papers of people in the order of their list; none of more than a paper takes.
#[must_use]
pub fn of_people(cx: &Session, people: Vec<CadreId>) -> Vec<Official> {
    let mut out = Vec::new();
    if (1..=MOST).contains(&people.len()) {
        let count = cx.words.fill("outgoing.people-of", &[cx.words.number(people.len())]);
        add(&mut out, "profiles", count, Asked { people, ..Asked::default() });
    }
    out
}

/// The papers of a unit.
#[must_use]
pub fn of_unit(cx: &Session, unit: Option<UnitId>) -> Vec<Official> {
    let mut out = Vec::new();
    for term in terms(cx) {
        let of = format!("{} · {}", unit_name(cx, unit), term_name(cx, term));
        add(&mut out, "planning-list", of, Asked { unit, term: Some(term), ..Asked::default() });
    }
    let term = terms(cx).first().copied();
    add(&mut out, "vacancy-list", unit_name(cx, unit), Asked { unit, term, ..Asked::default() });
    if !cx.view.displaced(None, unit).is_empty() {
        add(&mut out, "displaced-list", unit_name(cx, unit), Asked { unit, ..Asked::default() });
    }
    out
}

fn add(out: &mut Vec<Official>, form: &str, of: String, asked: Asked) {
    out.push(Official { form: form.to_owned(), asked, name: String::new(), of });
}

fn unit_name(cx: &Session, unit: Option<UnitId>) -> String {
    unit.map(|u| crate::app::words::unit_name(&cx.view, u)).unwrap_or_default()
}

fn term_name(cx: &Session, term: TermId) -> String {
    cx.view.term(term).map(|t| t.party.clone()).unwrap_or_default()
}

/// Terms that are not over on the day.
fn terms(cx: &Session) -> Vec<TermId> {
    let over = |t: &&crate::domain::Term| t.stands(cx.view.on) != crate::domain::Standpoint::Past;
    let mut terms: Vec<TermId> = cx.view.catalogue.terms().iter().filter(over).map(|t| t.number).collect();
    terms.truncate(2);
    terms.reverse();
    terms
}

/// The papers of one person.
#[must_use]
pub fn of_person(cx: &Session, cadre: CadreId) -> Vec<Official> {
    let name = cx.view.cadre(cadre).map(|c| c.name.clone()).unwrap_or_default();
    let mut out = Vec::new();
    for form in ["cv", "profiles"] {
        add(&mut out, form, name.clone(), Asked { people: vec![cadre], ..Asked::default() });
    }
    out
}

/// The papers of the pools under the cursor, and of the round that speaks of them: the one that is open on a page, else
/// the last one of the unit or of what stands above it.
#[must_use]
pub fn of_pools(
    cx: &Session,
    term: TermId,
    unit: Option<UnitId>,
    post: Option<PostId>,
    round: Option<RoundId>,
) -> Vec<Official> {
    let (view, mut papers) = (&cx.view, Vec::new());
    let out = &mut papers;
    // a group of units is the province's
    let unit = unit.or_else(|| view.tops(Line::Territory).first().copied());
    let base = Asked { unit, term: Some(term), ..Asked::default() };
    if unit.is_some() {
        let of = format!("{} · {}", unit_name(cx, unit), term_name(cx, term));
        if let Some(post) = post {
            let name = crate::app::words::subject(view, crate::domain::Subject::Post(post));
            add(out, "planning-list", name, Asked { post: Some(post), ..base.clone() });
        }
        add(out, "planning-list", of, base.clone());
        add(out, "vacancy-list", unit_name(cx, unit), base);
    }
    let last = || unit.and_then(|unit| last_round(cx, unit, term));
    let Some(round) = round.or_else(last).and_then(|id| view.snapshot.rounds.get(&id)) else {
        return papers;
    };
    let of = crate::app::screens::plan::rounds::called(cx, round);
    let asked = Asked { round: Some(round.id), ..Asked::default() };
    for form in ["round-list", "submission", "decision"] {
        add(out, form, of.clone(), asked.clone());
    }
    for step in &cx.policy.tables.steps {
        let of = format!("{} {} · {of}", cx.words.get("outgoing.step"), step.number);
        for form in ["summons", "ballot", "tally"] {
            add(out, form, of.clone(), Asked { step: Some(step.number), ..asked.clone() });
        }
    }
    papers
}

/// The last round of a unit or of what stands above it.
fn last_round(cx: &Session, unit: UnitId, term: TermId) -> Option<RoundId> {
    let view = &cx.view;
    let above = [Line::Party, Line::State, Line::Territory];
    above.into_iter().find_map(|line| {
        view.path(line, unit).into_iter().rev().find_map(|at| {
            let of = view.snapshot.rounds.values().filter(|r| r.unit == at && r.term == term && r.opened <= view.on);
            of.max_by_key(|r| (r.opened, r.id)).map(|r| r.id)
        })
    })
}

/// A paper was picked: its file's name is asked for.
fn picked(cx: &mut Session, official: &Official) {
    let title = cx.words.fill("outgoing.title", std::slice::from_ref(&official.of));
    let unit = unit_name(cx, official.asked.unit);
    let name = file_name(&format!("{} {unit}", official.name));
    let name = format!("{name}-{}.{}", cx.view.on.iso(), Format::Docx.ending());
    let official = official.clone();
    let accept = move |cx: &mut Session, cells: Vec<String>| match named(cx, &official, &cells) {
        Ok(generation) => Taken::Wait(generation),
        Err((at, said)) => Taken::Stay(at, said),
    };
    prompt::open(cx, Prompt::session(accept), title, &[FILE, OVER, SENSITIVE], &[name]);
}

/// The name was typed: the paper is on its way, or what is wrong with the name.
fn named(cx: &mut Session, official: &Official, cells: &[String]) -> Result<u64, (usize, Notice)> {
    let name = prompt::first(cells).trim().to_owned();
    let formats = form(official).map(|form| lists::formats(&form)).unwrap_or_default();
    let Some(format) = Format::of(Path::new(&name)).filter(|format| formats.contains(format)) else {
        let known: Vec<&str> = formats.into_iter().map(Format::ending).collect();
        return Err((0, Notice { key: "outgoing.no-format", with: vec![known.join(", ")] }));
    };
    // on the screen of pools what is drafted is written too
    let view = if cx.screen == Screen::Plan { cx.planned_view().clone() } else { cx.view.clone() };
    let (over, sensitive) = (set(cells, 1), set(cells, 2));
    let generation = cx.next_generation();
    let policy = Arc::clone(&cx.policy);
    let order = Order { official: official.clone(), view, format, policy, sensitive, name, over };
    cx.ask(Effect::Outgoing(Asks::Paper { generation, order: Box::new(order) }));
    Ok(generation)
}

fn form(official: &Official) -> Option<PaperForm> {
    Library::with_own(Vec::new()).ok()?.paper(&official.form).cloned()
}
