//! Finding: what is typed, what was found, of which kinds; what was picked before and asked before. Hits never move
//! under the cursor: what comes late waits until the next key.

use super::picker::{Choice, Pick, Picker, Purpose};
use crate::app::input::line::Input;
use crate::app::model::{Model, Over, Screen};
use crate::app::parts::list::Motion;
use crate::app::screens::journal::filters;
use crate::app::screens::{plan, rotations};
use crate::app::session::host::Said;
use crate::app::session::msg::Effect;
use crate::app::session::{jumps, recent};
use crate::app::words::refusals;
use crate::search::fields::{KIND_SIGN, text_name};
use crate::search::query::{Completion, completions};
use crate::search::{Answer, Field, Hit, Kind, Query};
use std::ops::Range;
use std::sync::Arc;

/// The kinds that one can narrow to, in the order of the key.
pub const KINDS: [Kind; 8] =
    [Kind::Cadre, Kind::Unit, Kind::Post, Kind::Title, Kind::Saved, Kind::Action, Kind::Report, Kind::Rule];

/// What was typed before it was narrowed to a unit, and to which of the units that there were then.
type Narrowed = (String, Vec<(String, usize)>, usize);

/// What finding knows beside what every picker does.
#[derive(Debug, Clone, Default)]
pub struct Seek {
    /// The one kind that is looked for.
    pub only: Option<Kind>,
    /// How many of each kind there are.
    pub kinds: Vec<(Kind, usize)>,
    /// The units that most of them lie in, and how many.
    pub units: Vec<(String, usize)>,
    /// The query that is being given a name.
    pub naming: Option<String>,
    narrowed: Option<Narrowed>,
    /// What may be typed next: names of fields, values.
    pub completions: Vec<Completion>,
    /// Why what is typed is not understood.
    pub problem: Option<Said>,
    /// The table that what is typed narrows, where it is typed for one.
    pub to_table: Option<Table>,
    /// Hits that came after the cursor had been moved.
    late: Option<(Answer, u64)>,
    /// Whether the cursor has been moved since something was typed.
    moved: bool,
    /// Whether the best is to be taken when it comes.
    eager: bool,
    /// Which query of the history stands in the line, the newest first.
    recalled: Option<usize>,
}

/// A table that a query narrows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Table {
    /// Of cadres.
    Cadres,
    /// Of pools.
    Pools,
    /// Of the people of a pool.
    Planned,
    /// Of revisions.
    Journal,
    /// Of rotations.
    Rotations,
}

/// What a hit tells beside its text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Beside {
    /// What it was before, where that is why it was found, with the letters that matched.
    pub former: Option<(String, Vec<Range<usize>>)>,
    /// Key of the locale that says how it was found, where that is not plain.
    pub why: Option<&'static str>,
}

/// Opens find; the index is made while the first letters are typed.
pub fn open(model: &mut Model) {
    start(model, Seek::default(), "");
}

/// Opens find to narrow the table of cadres.
pub fn filter_table(model: &mut Model) {
    let typed = model.screens.cadres.filter.clone().unwrap_or_default();
    filter(model, Table::Cadres, Kind::Cadre, &typed);
}

/// Opens find to narrow a table whose rows are of a kind.
pub fn filter(model: &mut Model, table: Table, kind: Kind, typed: &str) {
    start(model, Seek { only: Some(kind), to_table: Some(table), ..Seek::default() }, typed);
}

fn start(model: &mut Model, seek: Seek, typed: &str) {
    let mut picker = Picker::new(Purpose::Find, Vec::new());
    picker.input.paste(typed);
    picker.seek = seek;
    model.cx.over = Some(Over::Picker(Box::new(picker)));
    let (view, desk) = (model.cx.view.clone(), model.cx.tidy_desk());
    model.cx.ask(Effect::Index(view, desk));
    ask(model);
}

/// The line of find, where it is open.
pub(in crate::app) fn seeking(model: &mut Model) -> Option<&mut Picker> {
    match &mut model.cx.over {
        Some(Over::Picker(picker)) if picker.purpose == Purpose::Find => Some(picker),
        _ => None,
    }
}

/// What is typed has changed.
pub fn typed(model: &mut Model) {
    if let Some(picker) = seeking(model) {
        let seek = &mut picker.seek;
        (seek.moved, seek.eager, seek.late, seek.recalled, seek.narrowed) = (false, false, None, None, None);
    }
    ask(model);
}

/// Asks again, as the register has changed: what is looked at stays where it is.
pub fn again(model: &mut Model) {
    ask(model);
}

fn ask(model: &mut Model) {
    let generation = model.cx.next_generation();
    let offered = recent::choices(model);
    let (view, desk) = (model.cx.view.clone(), Arc::clone(&model.cx.desk));
    let Some(picker) = seeking(model).filter(|p| p.seek.naming.is_none()) else { return };
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
    let asked = Query::parse(&typed);
    picker.seek.problem = asked.as_ref().err().map(refusals::query);
    // what was found stays in sight while a query is being put right
    let Ok(query) = asked else { return };
    picker.waiting = true;
    let only = query.only().or(picker.seek.only);
    model.cx.ask(Effect::Find { generation, view, desk, query, only });
}

/// Hits came.
pub fn arrived(model: &mut Model, generation: u64, found: Answer, micros: u64) {
    let Some(picker) = seeking(model).filter(|p| p.generation == generation) else { return };
    picker.waiting = false;
    if picker.seek.moved {
        picker.seek.late = Some((found, micros));
        return;
    }
    show(picker, found, micros);
    if std::mem::take(&mut picker.seek.eager) {
        super::picker::accept(model);
    }
}

fn show(picker: &mut Picker, found: Answer, micros: u64) {
    picker.found = Some((found.total, micros));
    picker.seek.kinds = found.kinds;
    picker.seek.units = found.units;
    picker.choices = found.hits.into_iter().map(choice).collect();
    picker.list.len = picker.choices.len();
    picker.list.go(0);
}

fn choice(hit: Hit) -> Choice {
    let beside = Beside { former: hit.former, why: hit.why.iter().find_map(|why| crate::app::words::terms::why(*why)) };
    Choice { ranges: hit.ranges, beside, ..super::picker::row(Pick::Found(hit.what), &hit.text) }
}

/// The cursor moves; what came late is shown first.
pub fn step(model: &mut Model, motion: Motion) {
    let Some(picker) = seeking(model) else { return };
    if let Some((found, micros)) = picker.seek.late.take() {
        picker.seek.moved = false;
        return show(picker, found, micros);
    }
    picker.seek.moved = true;
    picker.list.step(motion);
}

/// Whether what is to be taken is still on its way: then it is taken when it comes.
pub fn waits(model: &mut Model) -> bool {
    let Some(picker) = seeking(model).filter(|p| p.waiting && !p.seek.moved) else { return false };
    picker.seek.eager = true;
    true
}

/// To the next or previous kind, from all of them to each.
pub fn next_kind(model: &mut Model, forward: bool) {
    if let Some(picker) = seeking(model).filter(|p| p.seek.naming.is_none()) {
        // with a completion at hand the key puts it in, as shells do
        if forward && complete(picker) {
            return typed(model);
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
    typed(model);
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
pub fn within(model: &mut Model) {
    let Some(picker) = seeking(model).filter(|p| p.seek.naming.is_none()) else { return };
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
    self::typed(model);
    if let Some(picker) = seeking(model)
        && narrowed.is_some()
    {
        picker.seek.narrowed = Some((typed, units, at));
    }
}

/// What the key would put in: the first completion, where what is typed is the name of a field or a value that is only
/// begun.
fn completion(picker: &Picker) -> Option<&Completion> {
    let first = picker.seek.completions.first()?;
    let (before, _) = picker.input.halves();
    let typed: String = before.chars().skip(before.chars().count().saturating_sub(first.replaces)).collect();
    let is_value = before.contains([':', '=', '<', '>']) && !first.text.ends_with(':');
    // the beginning of a name is more often a word than a field: only whoever typed most of it means the field
    const MEANT: usize = 3;
    let meant = is_value || typed.chars().count() >= MEANT && picker.choices.is_empty();
    (typed != first.text && meant).then_some(first)
}

/// Whether the key that goes to the next kind would complete what is typed.
#[must_use]
pub fn completes(picker: &Picker) -> bool {
    picker.seek.naming.is_none() && completion(picker).is_some()
}

/// Puts the first completion in; whether there was one that was meant.
pub(in crate::app) fn complete(picker: &mut Picker) -> bool {
    let Some(first) = completion(picker).cloned() else { return false };
    for _ in 0..first.replaces {
        picker.input.backspace();
    }
    picker.input.paste(&first.text);
    true
}

/// Puts the query that was asked before in the line.
pub fn recall(model: &mut Model) {
    let queries = model.cx.recent.queries.clone();
    let Some(picker) = seeking(model).filter(|p| p.seek.naming.is_none()) else { return };
    let next = picker.seek.recalled.map_or(0, |at| at + 1);
    let Some(query) = queries.get(next) else { return };
    picker.input = Input::default();
    picker.input.paste(query);
    typed(model);
    if let Some(picker) = seeking(model) {
        picker.seek.recalled = Some(next);
    }
}

/// Narrows the table that it is typed for, else that of cadres, to what is typed; nothing typed shows all again.
pub fn table(model: &mut Model) {
    let Some(picker) = seeking(model) else { return };
    let typed = picker.input.text().trim().to_owned();
    if let Err(error) = Query::parse(&typed) {
        picker.seek.problem = Some(refusals::query(&error));
        return;
    }
    let table = picker.seek.to_table;
    model.cx.over = None;
    recent::keep(model, &typed, None);
    match table {
        None | Some(Table::Cadres) => to_table(model, typed),
        Some(table @ (Table::Pools | Table::Planned)) => plan::filter::set(model, table, &typed),
        Some(Table::Journal) => filters::query(model, &typed),
        Some(Table::Rotations) => rotations::sift(model, &typed),
    }
}

/// Narrows the table of cadres to a query.
pub(in crate::app) fn to_table(model: &mut Model, typed: String) {
    jumps::leave(model);
    if model.cx.screen != Screen::Cadres {
        model.screens.cadres.under = None;
    }
    model.cx.screen = Screen::Cadres;
    model.screens.cadres.filter = Some(typed).filter(|t| !t.is_empty());
}
