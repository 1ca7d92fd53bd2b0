//! Finding: what is typed, what was found, of which kinds; what was picked before and asked before. Hits never move
//! under the cursor: what comes late waits until the next key.

use super::picker::{Choice, Look, Picker};
use super::seek::{Beside, Seek};
use crate::app::input::action::Action;
use crate::app::input::line::Input;
use crate::app::overlays::asks::{Asker, Asks, Question, What};
use crate::app::parts::list::Motion;
use crate::app::session::Session;
use crate::app::session::callback::Callback;
use crate::app::session::effect::Effect;
use crate::app::session::go::{Go, Todo};
use crate::app::session::recent;
use crate::register::{View, names};
use crate::search::fields::{KIND_SIGN, text_name};
use crate::search::query::completions;
use crate::search::{Answer, Corpus, FIELD, Field, Found, Hit, Kind, Query};
use std::sync::Arc;

/// The kinds that one can narrow to, in the order of the key.
pub const KINDS: [Kind; 8] =
    [Kind::Cadre, Kind::Unit, Kind::Post, Kind::Title, Kind::Saved, Kind::Action, Kind::Report, Kind::Rule];

/// How many of what was picked before are offered.
const OFFERED: usize = 12;

/// Opens find; the index is made while the first letters are typed.
pub fn open(cx: &mut Session) {
    start(cx, Seek::default(), "");
}

/// Opens find for something that a screen looks for.
pub fn look_for(cx: &mut Session, takes: Callback<Found>) {
    start(cx, Seek { takes: Some(takes), ..Seek::default() }, "");
}

/// Opens find to narrow a list whose rows are of a kind; what is typed already stands in the line.
pub fn filter(cx: &mut Session, narrows: Callback<String>, kind: Kind, typed: &str) {
    start(cx, Seek { only: Some(kind), narrows: Some(narrows), ..Seek::default() }, typed);
}

fn start(cx: &mut Session, seek: Seek, typed: &str) {
    let mut picker = Picker::new(Look::Find, "picker.find", Vec::new());
    picker.input.paste(typed);
    picker.seek = seek;
    cx.over.open(picker);
    let (view, desk) = (cx.view.clone(), cx.tidy_desk());
    cx.ask(Effect::Find(Asks::Index(view, desk)));
    ask(cx);
}

/// The line of find, where it is open.
pub(in crate::app) fn seeking(cx: &mut Session) -> Option<&mut Picker> {
    cx.over.get_mut::<Picker>().filter(|picker| picker.look == Look::Find)
}

/// What was picked before and is offered before anything is typed.
pub fn choices(cx: &Session) -> Vec<Choice> {
    let best = cx.recent.best().into_iter();
    let choice = |found: Found| {
        let fields = cx.view.written(found, false)?.fields;
        let text: Vec<String> = fields.into_iter().filter(|f| !f.is_empty()).collect();
        (!text.is_empty()).then(|| Choice::found(found, &text.join(FIELD)))
    };
    best.filter_map(choice).take(OFFERED).collect()
}

/// What is typed has changed.
pub fn typed(cx: &mut Session) {
    if let Some(picker) = seeking(cx) {
        let seek = &mut picker.seek;
        (seek.moved, seek.eager, seek.late, seek.recalled, seek.narrowed) = (false, false, None, None, None);
    }
    ask(cx);
}

/// Asks again, as the register has changed: what is looked at stays where it is.
pub fn again(cx: &mut Session) {
    ask(cx);
}

fn ask(cx: &mut Session) {
    let generation = cx.next_generation();
    let offered = choices(cx);
    let (view, desk) = (cx.view.clone(), Arc::clone(&cx.desk));
    let Some(picker) = seeking(cx).filter(|p| p.seek.naming.is_none()) else { return };
    let typed = picker.input.text();
    picker.generation = generation;
    picker.waiting = false;
    picker.seek.completions = completions(picker.input.halves().0, &view);
    // a kind alone, by Tab, offers all of it; nothing offers what was opened before
    if typed.trim().is_empty() && picker.seek.only.is_none_or(|only| only == Kind::Cadre) {
        picker.seek.problem = None;
        picker.seek.kinds.clear();
        picker.seek.units.clear();
        picker.found = None;
        picker.choices = offered;
        picker.list.len = picker.choices.len();
        picker.list.go(0);
        return;
    }
    let asked = cx.parse(&typed);
    let Some(picker) = seeking(cx) else { return };
    picker.seek.problem = asked.as_ref().err().cloned();
    // what was found stays in sight while a query is being put right
    let Ok(query) = asked else { return };
    picker.waiting = true;
    let only = query.only().or(picker.seek.only);
    cx.ask(Effect::Find(Asks::Question(Question {
        asker: Asker::Find,
        generation,
        what: What::Hits { view, desk, query, kinds: only.into_iter().collect() },
    })));
}

/// Hits came.
pub fn arrived(cx: &mut Session, generation: u64, found: Answer, micros: u64) {
    let view = cx.view.clone();
    let Some(picker) = seeking(cx).filter(|p| p.generation == generation) else { return };
    picker.waiting = false;
    if picker.seek.moved {
        picker.seek.late = Some((found, micros));
        return;
    }
    show(&view, picker, found, micros);
    if std::mem::take(&mut picker.seek.eager) {
        cx.later(Todo::Act(Action::Accept));
    }
}

fn show(view: &View, picker: &mut Picker, found: Answer, micros: u64) {
    picker.found = Some((found.total, micros));
    picker.seek.kinds = found.kinds;
    picker.seek.units = found.units;
    picker.choices = found.hits.into_iter().map(|hit| choice(view, hit)).collect();
    picker.seek.without = found.without;
    picker.list.len = picker.choices.len();
    picker.list.go(0);
}

fn choice(view: &View, hit: Hit) -> Choice {
    let why = hit.why.iter().find_map(|why| crate::app::words::terms::why(*why));
    let unit = match hit.what {
        Found::Unit(unit) => Some(unit),
        Found::Post(post) => view.post(post).map(|post| post.unit),
        _ => None,
    };
    let became = unit.map(|unit| names::successors(view, unit)).unwrap_or_default();
    let became = became.into_iter().map(|(_, name)| name).collect();
    let beside = Beside { former: hit.former, now: hit.now, became, why };
    Choice { ranges: hit.ranges, beside, ..Choice::found(hit.what, &hit.text) }
}

/// The cursor moves; what came late is shown first.
pub fn step(cx: &mut Session, motion: Motion) {
    let view = cx.view.clone();
    let Some(picker) = seeking(cx) else { return };
    if let Some((found, micros)) = picker.seek.late.take() {
        picker.seek.moved = false;
        return show(&view, picker, found, micros);
    }
    picker.seek.moved = true;
    picker.list.step(motion);
}

/// Whether what is to be taken is still on its way: then it is taken when it comes.
pub fn waits(cx: &mut Session) -> bool {
    let Some(picker) = seeking(cx).filter(|p| p.waiting && !p.seek.moved) else { return false };
    picker.seek.eager = true;
    true
}

/// To the next or previous kind, from all of them to each.
pub fn next_kind(cx: &mut Session, forward: bool) {
    if let Some(picker) = seeking(cx).filter(|p| p.seek.naming.is_none()) {
        // with a completion at hand the key puts it in, as shells do
        if forward && complete(picker) {
            return typed(cx);
        }
        // the letter in front gives way to the key
        let in_front = kind_in_front(picker);
        if in_front.is_some() {
            let text = picker.input.text();
            let rest = text.split_once(KIND_SIGN).map(|(_, rest)| rest.trim_start().to_owned());
            picker.input = Input::default();
            picker.input.paste(&rest.unwrap_or_default());
        }
        let has_any = |kind: &Kind| {
            // rules are not counted until they are asked for
            *kind == Kind::Rule
                || picker.seek.kinds.is_empty()
                || picker.seek.kinds.iter().any(|(of, count)| of == kind && *count > 0)
        };
        let kinds: Vec<Kind> = KINDS.into_iter().filter(has_any).collect();
        let at = in_front.or(picker.seek.only).and_then(|kind| kinds.iter().position(|k| *k == kind));
        let next = match (at, forward) {
            (None, true) => Some(0),
            (None, false) => kinds.len().checked_sub(1),
            (Some(at), true) => Some(at + 1),
            (Some(at), false) => at.checked_sub(1),
        };
        picker.seek.only = next.and_then(|at| kinds.get(at)).copied();
    }
    typed(cx);
}

/// The kind that is looked for by a letter in front of what is typed.
fn kind_in_front(picker: &Picker) -> Option<Kind> {
    Query::parse(&picker.input.text()).ok().and_then(|query| query.only())
}

/// The one kind that is looked for, by the letter in front or by the key.
#[must_use]
pub fn only(picker: &Picker) -> Option<Kind> {
    kind_in_front(picker).or(picker.seek.only)
}

/// Narrows what is typed to the unit that most of what was found lies in; again: to the next of them; after the last
/// it is what was typed.
pub fn within(cx: &mut Session) {
    let Some(picker) = seeking(cx).filter(|p| p.seek.naming.is_none()) else { return };
    let (typed, units, at) = match picker.seek.narrowed.take() {
        Some((typed, units, at)) => (typed, units, at + 1),
        None => (picker.input.text(), picker.seek.units.clone(), 0),
    };
    if units.is_empty() {
        return;
    }
    let narrowed = units.get(at).map(|(unit, _)| format!("{} {}:\"{unit}\"", typed.trim_end(), text_name(Field::Unit)));
    picker.input = Input::default();
    picker.input.paste(narrowed.as_ref().unwrap_or(&typed));
    self::typed(cx);
    if let Some(picker) = seeking(cx)
        && narrowed.is_some()
    {
        picker.seek.narrowed = Some((typed, units, at));
    }
}

/// Puts the first completion in; whether there was one that was meant.
pub(in crate::app) fn complete(picker: &mut Picker) -> bool {
    let Some(first) = picker.completion().cloned() else { return false };
    for _ in 0..first.replaces {
        picker.input.backspace();
    }
    picker.input.paste(&first.text);
    true
}

/// Puts the query that was asked before in the line.
pub fn recall(cx: &mut Session) {
    let queries = cx.recent.queries.clone();
    let Some(picker) = seeking(cx).filter(|p| p.seek.naming.is_none()) else { return };
    let next = picker.seek.recalled.map_or(0, |at| at + 1);
    let Some(query) = queries.get(next) else { return };
    picker.input = Input::default();
    picker.input.paste(query);
    typed(cx);
    if let Some(picker) = seeking(cx) {
        picker.seek.recalled = Some(next);
    }
}

/// Narrows the list that it is typed for, else the table of cadres, to what is typed; nothing typed shows all again.
pub fn table(cx: &mut Session) {
    let Some(picker) = seeking(cx) else { return };
    let typed = picker.input.text().trim().to_owned();
    let asked = cx.parse(&typed);
    let Some(picker) = seeking(cx) else { return };
    if let Err(problem) = asked {
        picker.seek.problem = Some(problem);
        return;
    }
    let narrows = picker.seek.narrows.clone();
    cx.over.close();
    recent::keep(cx, &typed, None);
    match narrows {
        None => cx.go(Go::Cadres(typed)),
        Some(narrows) => cx.call(narrows.with(typed)),
    }
}
