//! A reorganisation on the screen: marked units and what they go into, which title becomes which, the day and the
//! decision; beside them what it would come to, person by person. Accepted, it is one revision.

pub mod asks;
mod lines;
mod preview;
mod screen;

pub use lines::{line, title_name, unit_name};

use crate::app::overlays::find;
use crate::app::overlays::form::prompt::{self, Prompt, Taken};
use crate::app::overlays::picker::{self, Choice, Look, Picker};
use crate::app::parts::layout;
use crate::app::parts::list::List;
use crate::app::parts::page::Row;
use crate::app::screens::units::Units;
use crate::app::session::Session;
use crate::app::session::callback::Callback;
use crate::app::session::effect::Change;
use crate::app::session::effect::Effect;
use crate::app::session::go::Go;
use crate::app::session::host::Notice;
use crate::app::session::stage::Screen;
use crate::domain::edit::renumber::PROVISIONAL;
use crate::domain::{Day, Decision, Line, Share, TitleId, UnitId};
use crate::register::check::Problem;
use crate::register::reorganise::{Beginning, Below, Ending, Equivalence, Outcome, Reorganisation, Seats};
use crate::search::Found;
use asks::Asks;
use std::collections::{BTreeMap, BTreeSet};

/// A line of the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The first day of the new state.
    Day,
    /// The paper it rests on.
    Decision,
    /// A unit that ends, by place in the plan.
    Unit(usize),
    /// A title and the one that follows it, by place.
    Title(usize),
    /// Seats of a new unit, by place.
    Seats(usize),
}

/// What a title becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Follows {
    /// The same title, where the new unit has it.
    Same,
    /// No title is equivalent.
    None,
    /// This one.
    Title(TitleId),
}

/// A plan as it is being made.
#[derive(Debug, Clone, Default)]
pub struct Reorganise {
    /// The plan; nothing before units were chosen.
    pub plan: Option<Reorganisation>,
    /// Titles held in the units that end, with what each becomes.
    pub titles: Vec<(TitleId, Follows)>,
    /// Lines of the plan.
    pub parts: Vec<Part>,
    /// Cursor and window over them.
    pub list: List,
    /// What it comes to, or what is wrong with it.
    pub outcome: Option<Result<Outcome, Problem>>,
    /// The preview, broken for the width of the screen.
    pub lines: Vec<Row>,
    /// Columns of its labels.
    pub label: u16,
    /// Cursor and window over the preview.
    pub page: List,
    /// Whether the preview is in use, not the plan.
    pub inside: bool,
    asked: Option<u64>,
    answered: u64,
    /// Of which answer and for how many columns the preview was made.
    made: Option<(u64, u16)>,
}

impl Reorganise {
    /// The line under the cursor.
    #[must_use]
    pub fn part(&self) -> Option<Part> {
        self.parts.get(self.list.cursor).copied()
    }

    /// The unit that the plan begins, where it begins one.
    #[must_use]
    pub fn begun(&self, unit: UnitId) -> Option<&Beginning> {
        self.plan.as_ref()?.beginnings.iter().find(|b| b.unit == unit)
    }
}

/// Begins a plan with the marked units of the tree, or the selected one.
pub fn begin(state: &mut Reorganise, cx: &mut Session, units: &[UnitId]) {
    if cx.refuses_edits() || units.is_empty() {
        return;
    }
    let on = cx.view.on;
    let endings = units.iter().map(|u| Ending { unit: *u, into: Vec::new(), below: Below::Move }).collect();
    let posts = units.iter().flat_map(|u| cx.view.snapshot.posts_of(*u)).filter(|p| p.span.holds(on.prev()));
    let titles: BTreeSet<(u16, TitleId)> = posts.filter_map(|p| Some((cx.view.title(p)?.order, p.title))).collect();
    *state = Reorganise {
        plan: Some(Reorganisation {
            on,
            decision: None,
            endings,
            beginnings: Vec::new(),
            seats: Vec::new(),
            titles: Vec::new(),
            people: Vec::new(),
            beyond_seats: false,
        }),
        titles: titles.into_iter().map(|(_, title)| (title, Follows::Same)).collect(),
        ..Reorganise::default()
    };
    cx.go(Go::Screen(Screen::Reorganise));
    changed(state, cx);
}

/// The plan has changed: its lines are made again, and what it comes to is asked for.
fn changed(state: &mut Reorganise, cx: &mut Session) {
    let generation = cx.next_generation();
    let Some(plan) = &mut state.plan else { return };
    plan.titles.clear();
    for (from, follows) in &state.titles {
        let to = match follows {
            Follows::Same => continue,
            Follows::None => None,
            Follows::Title(title) => Some(*title),
        };
        plan.titles.push(Equivalence { from: *from, to, kind: None, level: None });
    }
    let fixed = [Part::Day, Part::Decision];
    let units = (0..plan.endings.len()).map(Part::Unit);
    let titles = (0..state.titles.len()).map(Part::Title);
    let seats = (0..plan.seats.len()).map(Part::Seats);
    state.parts = fixed.into_iter().chain(units).chain(titles).chain(seats).collect();
    state.asked = Some(generation);
    let (view, plan) = (cx.view.on(plan.on.prev()), plan.clone());
    cx.ask(Effect::Reorganise(Asks::Plan { generation, view, plan }));
}

/// What the plan comes to came.
pub fn planned(state: &mut Reorganise, generation: u64, result: Result<Outcome, Problem>) {
    if state.asked == Some(generation) {
        state.outcome = Some(result);
        state.answered = generation;
    }
}

/// Lists take note of their rows.
pub fn refresh(state: &mut Reorganise, cx: &mut Session) {
    let (parts, lines) = layout::journal(cx.size);
    let wanted = (state.answered, lines.cols);
    if state.made != Some(wanted) {
        let (rows, label) = preview::page(state, cx).lines(lines.cols.saturating_sub(2));
        (state.lines, state.label, state.made) = (rows, label, Some(wanted));
    }
    state.list.fit(state.parts.len(), usize::from(parts.rows));
    state.page.fit(state.lines.len(), usize::from(lines.rows));
}

/// Changes the line under the cursor: types a day, a paper or a number, finds a unit, chooses a title.
pub fn open(state: &mut Reorganise, cx: &mut Session) {
    let Some(plan) = &state.plan else { return };
    let words = &cx.words;
    match state.part() {
        Some(Part::Day) => {
            let (title, day) = (words.get("form.reorganise-day").to_owned(), plan.on.to_string());
            prompt::open(cx, of_part(Part::Day), title, &[prompt::day("day")], &[day]);
        }
        Some(Part::Decision) => {
            let title = words.get("form.reorganise-decision").to_owned();
            let paper = plan.decision.clone();
            let number = paper.as_ref().map(|d| d.number.clone()).unwrap_or_default();
            let on = paper.map(|d| d.on.to_string()).unwrap_or_default();
            let columns = [prompt::line("paper"), prompt::day("paper-day")];
            prompt::open(cx, of_part(Part::Decision), title, &columns, &[number, on]);
        }
        Some(Part::Unit(_)) => {
            find::look_for(cx, Callback::to(into));
        }
        Some(Part::Title(at)) => choose_title(state, cx, at),
        Some(Part::Seats(at)) => {
            let Some(seats) = plan.seats.get(at) else { return };
            let name = title_name(cx, seats.title);
            let (title, seats) = (words.fill("form.reorganise-seats", &[name]), seats.seats.to_string());
            prompt::open(cx, of_part(Part::Seats(at)), title, &[prompt::line("seats-given")], &[seats]);
        }
        None => {}
    }
}

/// The prompt of a line of the plan.
fn of_part(part: Part) -> Prompt {
    Prompt::to(move |state: &mut Reorganise, cx: &mut Session, cells: Vec<String>| {
        typed(state, cx, part, &cells).into()
    })
}

/// Titles that the units gone into have, or will have, to choose from.
fn choose_title(state: &mut Reorganise, cx: &mut Session, at: usize) {
    let Some(plan) = &state.plan else { return };
    let into: BTreeSet<UnitId> = plan.endings.iter().flat_map(|e| &e.into).map(|(unit, _)| *unit).collect();
    let posts = into.iter().flat_map(|u| cx.view.snapshot.posts_of(*u)).filter(|p| p.span.holds(plan.on));
    let own = plan.seats.iter().map(|s| s.title).chain(state.titles.iter().map(|(title, _)| *title));
    let titles: BTreeSet<TitleId> = posts.map(|p| p.title).chain(own).collect();
    let choice = |to: Follows, text: &str| {
        let then = Callback::to(move |state: &mut Reorganise, cx: &mut Session, ()| follows(state, cx, at, to));
        Choice::new(text, then)
    };
    let mut choices = vec![
        choice(Follows::Same, cx.words.get("reorganise.same")),
        choice(Follows::None, cx.words.get("reorganise.none")),
    ];
    choices.extend(titles.into_iter().map(|title| {
        let code = cx.view.catalogue.title(title).map(|t| t.code.clone()).unwrap_or_default();
        Choice { detail: code, ..choice(Follows::Title(title), &title_name(cx, title)) }
    }));
    picker::show(cx, Picker::new(Look::Plain, "picker.follows", choices));
}

/// A title was chosen for one that ends.
pub fn follows(state: &mut Reorganise, cx: &mut Session, at: usize, follows: Follows) {
    if let Some((_, now)) = state.titles.get_mut(at) {
        *now = follows;
    }
    changed(state, cx);
}

/// A unit was found: the unit under the cursor goes into it, and so do those that still go nowhere.
pub fn into(state: &mut Reorganise, cx: &mut Session, found: Found) {
    let Found::Unit(unit) = found else { return cx.say("said.not-a-unit", &[]) };
    into_unit(state, cx, unit);
}

fn into_unit(state: &mut Reorganise, cx: &mut Session, into: UnitId) {
    let Some(Part::Unit(at)) = state.part() else { return };
    let Some(plan) = &mut state.plan else { return };
    for (nth, ending) in plan.endings.iter_mut().enumerate() {
        if nth == at {
            ending.into = vec![(into, Share::Whole)];
        } else if ending.into.is_empty() && ending.unit != into {
            ending.into.push((into, Share::Whole));
        }
    }
    changed(state, cx);
}

/// Whole, main part, part; what stands below goes along or ends with it.
pub fn turn(state: &mut Reorganise, cx: &mut Session, below: bool) {
    let Some(Part::Unit(at)) = state.part() else { return };
    let ending = state.plan.as_mut().and_then(|p| p.endings.get_mut(at));
    let Some(ending) = ending else { return };
    if below {
        ending.below = if ending.below == Below::Move { Below::End } else { Below::Move };
    }
    for (_, share) in ending.into.iter_mut().filter(|_| !below) {
        *share = match share {
            Share::Whole => Share::MainPart,
            Share::MainPart => Share::Part,
            Share::Part => Share::Whole,
        };
    }
    changed(state, cx);
}

/// The unit under the cursor goes nowhere; once more takes it out of the plan.
pub fn drop_unit(state: &mut Reorganise, cx: &mut Session) {
    let Some(Part::Unit(at)) = state.part() else { return };
    let Some(plan) = &mut state.plan else { return };
    let nowhere = plan.endings.get(at).is_some_and(|e| e.into.is_empty());
    if nowhere && plan.endings.len() > 1 {
        plan.endings.remove(at);
    } else if let Some(ending) = plan.endings.get_mut(at) {
        ending.into.clear();
    }
    changed(state, cx);
}

/// Asks for the name of a unit that begins on the day and takes the marked ones in.
pub fn new_unit(state: &mut Reorganise, cx: &mut Session) {
    if matches!(state.part(), Some(Part::Unit(_))) {
        let title = cx.words.get("form.reorganise-new").to_owned();
        let accept = |state: &mut Reorganise, cx: &mut Session, cells: Vec<String>| {
            named(state, cx, &prompt::first(&cells)).map_err(|said| (0, said)).into()
        };
        prompt::open(cx, Prompt::to(accept), title, &[prompt::line("bare-name")], &[]);
    }
}

/// Begins a unit of the same kind under the same parents, with the posts that the old ones have.
pub fn named(state: &mut Reorganise, cx: &mut Session, name: &str) -> Result<(), Notice> {
    let name = crate::domain::text::at_the_door(name);
    crate::register::check::name(&name).map_err(|problem| crate::app::words::refusals::problem(&problem))?;
    let Some(Part::Unit(at)) = state.part() else { return Ok(()) };
    let Some(plan) = &mut state.plan else { return Ok(()) };
    let eve = cx.view.on(plan.on.prev());
    let Some(old) = plan.endings.get(at).and_then(|e| eve.unit(e.unit)) else { return Ok(()) };
    let Some(form) = old.form(eve.on) else { return Ok(()) };
    let unit = UnitId::new(PROVISIONAL, plan.beginnings.len() as u64 + 1);
    let ends = |unit: &UnitId| plan.endings.iter().any(|e| e.unit == *unit);
    let above = |line: Line| eve.path(line, old.id).into_iter().rev().skip(1).find(|u| !ends(u));
    let under = Line::ALL.into_iter().filter(|l| eve.stands(*l, old.id)).filter_map(|l| Some((l, above(l)?))).collect();
    let mut seats: BTreeMap<TitleId, u16> = BTreeMap::new();
    for post in plan.endings.iter().flat_map(|e| eve.snapshot.posts_of(e.unit)) {
        let most = seats.entry(post.title).or_default();
        *most = post.seats(eve.on).max(*most);
    }
    let ordinal = old.ordinal(eve.on);
    plan.beginnings.push(Beginning { unit, name, form, code: None, under, ordinal });
    plan.seats.extend(seats.into_iter().filter(|(_, n)| *n > 0).map(|(title, seats)| Seats { unit, title, seats }));
    into_unit(state, cx, unit);
    Ok(())
}

/// What was typed for a line of the plan; else the field that is wrong and why.
///
/// # Errors
/// The place of the field, and what is wrong with it.
pub fn typed(state: &mut Reorganise, cx: &mut Session, part: Part, texts: &[String]) -> Result<(), (usize, Notice)> {
    let text = |at: usize| texts.get(at).map_or("", |t| t.trim());
    let day =
        |at: usize| Day::parse(text(at)).ok_or((at, Notice { key: "problem.no-day", with: vec![text(at).to_owned()] }));
    let Some(plan) = &mut state.plan else { return Ok(()) };
    match part {
        Part::Day => plan.on = day(0)?,
        Part::Decision if text(0).is_empty() => plan.decision = None,
        Part::Decision => {
            let number = crate::domain::text::at_the_door(text(0));
            plan.decision = Some(Decision { number, on: day(1)? });
        }
        Part::Seats(at) => {
            let wrong = (0, Notice { key: "problem.no-number", with: vec![text(0).to_owned()] });
            let count = text(0).parse().map_err(|_| wrong)?;
            if let Some(seats) = plan.seats.get_mut(at) {
                seats.seats = count;
            }
        }
        Part::Unit(_) | Part::Title(_) => {}
    }
    changed(state, cx);
    Ok(())
}

/// Asks whether it shall be done, with what it comes to.
pub fn ask(state: &mut Reorganise, cx: &mut Session) {
    let Some(Ok(outcome)) = &state.outcome else { return cx.say("said.not-planned", &[]) };
    let counts = [outcome.units_ended.len(), outcome.carried.len(), outcome.unplaced.len()];
    let title = cx.words.fill("form.reorganise", &counts.map(|n| cx.words.number(n)));
    let accept = |state: &mut Reorganise, cx: &mut Session, _| Taken::wait(accepted(state, cx));
    let done = Callback::to(|state: &mut Reorganise, cx: &mut Session, ()| done(state, cx));
    prompt::open(cx, Prompt { done: Some(done), ..Prompt::to(accept) }, title, &[], &[]);
}

/// Sends the change on its way, where there is one; the number of the question.
fn accepted(state: &mut Reorganise, cx: &mut Session) -> Option<u64> {
    let Some(Ok(outcome)) = &state.outcome else { return None };
    let edits = outcome.edits.clone();
    let generation = cx.next_generation();
    cx.saving = true;
    cx.ask(Effect::Change(Change::Commit { generation, edits, intent: "reorganise", exception: None }));
    Some(generation)
}

/// It was taken: the plan is done with.
fn done(state: &mut Reorganise, cx: &mut Session) {
    if cx.screen == Screen::Reorganise {
        cx.go(Go::Close);
    }
    *state = Reorganise::default();
    cx.call(Callback::to(|units: &mut Units, _, ()| units.tree.marks.clear()));
}

#[cfg(test)]
mod tests;
