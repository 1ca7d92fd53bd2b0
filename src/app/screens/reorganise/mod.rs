//! A reorganisation on the screen: marked units and what they go into, which title takes which, the day and the
//! decision; beside them what it would come to, person by person. Accepted, it is one revision.

mod lines;
mod preview;

pub use lines::{line, title_name, unit_name};

use crate::app::model::{Model, Over, Screen};
use crate::app::overlays::form::small::{self, Small};
use crate::app::overlays::picker::{self, Choice, Pick, Picker, Purpose};
use crate::app::parts::layout;
use crate::app::parts::list::{List, Motion};
use crate::app::parts::page::Row;
use crate::app::session::host::Said;
use crate::app::session::jumps;
use crate::app::session::msg::Effect;
use crate::domain::edit::renumber::PROVISIONAL;
use crate::domain::{Day, Decision, Line, Share, TitleId, UnitId};
use crate::register::check::Problem;
use crate::register::reorganise::{Beginning, Below, Ending, Equivalence, Outcome, Plan, Seats};
use crate::search::Found;
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
    pub plan: Option<Plan>,
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
pub fn begin(model: &mut Model) {
    if model.cx.refuses_edits() {
        return;
    }
    let marked: Vec<UnitId> = model.screens.units.tree.marks.iter().copied().collect();
    let units = if marked.is_empty() { model.unit().into_iter().collect() } else { marked };
    if units.is_empty() {
        return;
    }
    jumps::leave(model);
    let on = model.cx.view.on;
    let endings = units.iter().map(|u| Ending { unit: *u, into: Vec::new(), below: Below::Move }).collect();
    let posts = units.iter().flat_map(|u| model.cx.view.snapshot.posts_of(*u)).filter(|p| p.span.holds(on.prev()));
    let titles: BTreeSet<(u16, TitleId)> =
        posts.filter_map(|p| Some((model.cx.view.title(p)?.order, p.title))).collect();
    model.screens.reorganise = Reorganise {
        plan: Some(Plan {
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
    model.cx.screen = Screen::Reorganise;
    changed(model);
}

/// The plan has changed: its lines are made again, and what it comes to is asked for.
fn changed(model: &mut Model) {
    let generation = model.cx.next_generation();
    let state = &mut model.screens.reorganise;
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
    let (view, plan) = (model.cx.view.on(plan.on.prev()), plan.clone());
    model.cx.ask(Effect::Plan { generation, view, plan });
}

/// What the plan comes to came.
pub fn planned(model: &mut Model, generation: u64, result: Result<Outcome, Problem>) {
    if model.screens.reorganise.asked == Some(generation) {
        model.screens.reorganise.outcome = Some(result);
        model.screens.reorganise.answered = generation;
    }
}

/// Lists take note of their rows.
pub fn refresh(model: &mut Model) {
    let (parts, lines) = layout::journal(model.cx.size);
    let wanted = (model.screens.reorganise.answered, lines.cols);
    if model.screens.reorganise.made != Some(wanted) {
        let (rows, label) = preview::page(model).lines(lines.cols.saturating_sub(2));
        let state = &mut model.screens.reorganise;
        (state.lines, state.label, state.made) = (rows, label, Some(wanted));
    }
    let state = &mut model.screens.reorganise;
    state.list.fit(state.parts.len(), usize::from(parts.rows));
    state.page.fit(state.lines.len(), usize::from(lines.rows));
}

/// Moves the cursor of the plan, or of the preview.
pub fn step(model: &mut Model, motion: Motion) {
    let state = &mut model.screens.reorganise;
    if state.inside { state.page.step(motion) } else { state.list.step(motion) }
}

/// Changes the line under the cursor: types a day, a paper or a number, finds a unit, chooses a title.
pub fn open(model: &mut Model) {
    let Some(plan) = &model.screens.reorganise.plan else { return };
    let words = &model.cx.words;
    match model.screens.reorganise.part() {
        Some(Part::Day) => {
            let (title, day) = (words.get("form.reorganise-day").to_owned(), plan.on.to_string());
            small::open(model, Small::Part(Part::Day), title, &[small::day("day")], &[day]);
        }
        Some(Part::Decision) => {
            let title = words.get("form.reorganise-decision").to_owned();
            let paper = plan.decision.clone();
            let number = paper.as_ref().map(|d| d.number.clone()).unwrap_or_default();
            let on = paper.map(|d| d.on.to_string()).unwrap_or_default();
            let columns = [small::line("paper"), small::day("paper-day")];
            small::open(model, Small::Part(Part::Decision), title, &columns, &[number, on]);
        }
        Some(Part::Unit(_)) => {
            crate::app::overlays::find::open(model);
            if let Some(Over::Picker(picker)) = &mut model.cx.over {
                picker.wants = picker::Wants::Successor;
            }
        }
        Some(Part::Title(at)) => choose_title(model, at),
        Some(Part::Seats(at)) => {
            let Some(seats) = plan.seats.get(at) else { return };
            let name = title_name(model, seats.title);
            let (title, seats) = (words.fill("form.reorganise-seats", &[name]), seats.seats.to_string());
            small::open(model, Small::Part(Part::Seats(at)), title, &[small::line("seats-given")], &[seats]);
        }
        None => {}
    }
}

/// Titles that the units gone into have, or will have, to choose from.
fn choose_title(model: &mut Model, at: usize) {
    let Some(plan) = &model.screens.reorganise.plan else { return };
    let into: BTreeSet<UnitId> = plan.endings.iter().flat_map(|e| &e.into).map(|(unit, _)| *unit).collect();
    let posts = into.iter().flat_map(|u| model.cx.view.snapshot.posts_of(*u)).filter(|p| p.span.holds(plan.on));
    let own = plan.seats.iter().map(|s| s.title).chain(model.screens.reorganise.titles.iter().map(|(title, _)| *title));
    let titles: BTreeSet<TitleId> = posts.map(|p| p.title).chain(own).collect();
    let choice = |follows, text: &str| picker::row(Pick::Follows(at, follows), text);
    let mut choices = vec![
        choice(Follows::Same, model.cx.words.get("reorganise.same")),
        choice(Follows::None, model.cx.words.get("reorganise.none")),
    ];
    choices.extend(titles.into_iter().map(|title| {
        let code = model.cx.view.catalogue.title(title).map(|t| t.code.clone()).unwrap_or_default();
        Choice { detail: code, ..choice(Follows::Title(title), &title_name(model, title)) }
    }));
    picker::show(model, Picker::new(Purpose::Follows, choices));
}

/// A title was chosen for one that ends.
pub fn follows(model: &mut Model, at: usize, follows: Follows) {
    if let Some((_, now)) = model.screens.reorganise.titles.get_mut(at) {
        *now = follows;
    }
    changed(model);
}

/// A unit was found: the unit under the cursor goes into it, and so do those that still go nowhere.
pub fn into(model: &mut Model, found: Found) {
    let Found::Unit(unit) = found else { return model.cx.say("said.not-a-unit", &[]) };
    into_unit(model, unit);
}

fn into_unit(model: &mut Model, into: UnitId) {
    let Some(Part::Unit(at)) = model.screens.reorganise.part() else { return };
    let Some(plan) = &mut model.screens.reorganise.plan else { return };
    for (nth, ending) in plan.endings.iter_mut().enumerate() {
        if nth == at {
            ending.into = vec![(into, Share::Whole)];
        } else if ending.into.is_empty() && ending.unit != into {
            ending.into.push((into, Share::Whole));
        }
    }
    changed(model);
}

/// Whole, main part, part; what stands below goes along or ends with it.
pub fn turn(model: &mut Model, below: bool) {
    let Some(Part::Unit(at)) = model.screens.reorganise.part() else { return };
    let ending = model.screens.reorganise.plan.as_mut().and_then(|p| p.endings.get_mut(at));
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
    changed(model);
}

/// The unit under the cursor goes nowhere; once more takes it out of the plan.
pub fn drop_unit(model: &mut Model) {
    let Some(Part::Unit(at)) = model.screens.reorganise.part() else { return };
    let Some(plan) = &mut model.screens.reorganise.plan else { return };
    let nowhere = plan.endings.get(at).is_some_and(|e| e.into.is_empty());
    if nowhere && plan.endings.len() > 1 {
        plan.endings.remove(at);
    } else if let Some(ending) = plan.endings.get_mut(at) {
        ending.into.clear();
    }
    changed(model);
}

/// Asks for the name of a unit that begins on the day and takes the marked ones in.
pub fn new_unit(model: &mut Model) {
    if matches!(model.screens.reorganise.part(), Some(Part::Unit(_))) {
        let title = model.cx.words.get("form.reorganise-new").to_owned();
        small::open(model, Small::NewUnit, title, &[small::line("bare-name")], &[]);
    }
}

/// Begins a unit of the same kind under the same parents, with the posts that the old ones have.
pub fn named(model: &mut Model, name: &str) -> Result<(), Said> {
    let name = crate::domain::text::at_the_door(name);
    crate::register::check::name(&name).map_err(|problem| crate::app::words::refusals::problem(&problem))?;
    let Some(Part::Unit(at)) = model.screens.reorganise.part() else { return Ok(()) };
    let Some(plan) = &mut model.screens.reorganise.plan else { return Ok(()) };
    let eve = model.cx.view.on(plan.on.prev());
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
    into_unit(model, unit);
    Ok(())
}

/// What was typed for a line of the plan; else the field that is wrong and why.
///
/// # Errors
/// The place of the field, and what is wrong with it.
pub fn typed(model: &mut Model, part: Part, texts: &[String]) -> Result<(), (usize, Said)> {
    let text = |at: usize| texts.get(at).map_or("", |t| t.trim());
    let day =
        |at: usize| Day::parse(text(at)).ok_or((at, Said { key: "problem.no-day", with: vec![text(at).to_owned()] }));
    let Some(plan) = &mut model.screens.reorganise.plan else { return Ok(()) };
    match part {
        Part::Day => plan.on = day(0)?,
        Part::Decision if text(0).is_empty() => plan.decision = None,
        Part::Decision => {
            let number = crate::domain::text::at_the_door(text(0));
            plan.decision = Some(Decision { number, on: day(1)? });
        }
        Part::Seats(at) => {
            let wrong = (0, Said { key: "problem.no-number", with: vec![text(0).to_owned()] });
            let count = text(0).parse().map_err(|_| wrong)?;
            if let Some(seats) = plan.seats.get_mut(at) {
                seats.seats = count;
            }
        }
        Part::Unit(_) | Part::Title(_) => {}
    }
    changed(model);
    Ok(())
}

/// Asks whether it shall be done, with what it comes to.
pub fn ask(model: &mut Model) {
    let Some(Ok(outcome)) = &model.screens.reorganise.outcome else { return model.cx.say("said.not-planned", &[]) };
    let counts = [outcome.units_ended.len(), outcome.carried.len(), outcome.unplaced.len()];
    let title = model.cx.words.fill("form.reorganise", &counts.map(|n| model.cx.words.number(n)));
    small::open(model, Small::CarryOut, title, &[], &[]);
}

/// Sends the change on its way; whether there is one.
pub fn accepted(model: &mut Model, generation: u64) -> bool {
    let Some(Ok(outcome)) = &model.screens.reorganise.outcome else { return false };
    let edits = outcome.edits.clone();
    model.cx.saving = true;
    model.cx.ask(Effect::Commit { generation, edits, intent: "reorganise", exception: None });
    true
}

/// It was taken: the plan is done with.
pub fn done(model: &mut Model) {
    if model.cx.screen == Screen::Reorganise {
        model.cx.screen = model.trail.jumps.screen_before(Screen::Reorganise);
    }
    model.screens.reorganise = Reorganise::default();
    model.screens.units.tree.marks.clear();
}

#[cfg(test)]
mod tests;
