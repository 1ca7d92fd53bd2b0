//! Replacement chains (chuỗi thay thế): a move, the seat that it leaves empty, who fills that, and so on, laid over the
//! register as a scenario that is kept until it is carried out as one revision or dropped.

mod carry;
mod told;

pub use carry::{answered, ask_name, carry_out, keep, named, told as filled_in};

use super::form::draft::Draft as HalfForm;
use super::jumps;
use super::layout;
use super::list::{List, Motion};
use super::model::{Model, Screen};
use super::page::{Page, Row, Target};
use super::picker::{self, Offered, Pick};
use super::places;
use super::plan::draft::{Laid, PlanDraft};
use super::words;
use crate::app::action::Action;
use crate::app::words::Lang;
use crate::domain::{
    Afterwards, CadreId, Day, Ladder, MoveKind, Phase, PostId, Purpose, Revision, Rotation, Stage, Subject, Tier,
};
use crate::policy::Finding;
use crate::register::fields::codes::Coded;
use crate::register::fields::{Desk, Doing, Moving, Task};
use crate::register::trial::try_out;
use crate::register::{Loaded, Texts, View};

/// The name under which scenarios lie among the author's notes.
pub const NOTE: &str = "move-chains";

/// Stands for the decision until one is given.
const NO_PAPER: &str = "…";

/// What is picked for a chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choose {
    /// Somebody for a post.
    Person(CadreId, PostId),
    /// A post for somebody.
    Post(CadreId, PostId),
    /// A scenario, by its place among them.
    Scenario(usize),
    /// A name for the scenario.
    Name,
    /// Another scenario.
    New,
}

/// A scenario laid over the register.
#[derive(Debug, Clone)]
pub struct Over {
    /// The register as it would be, and the edits.
    pub laid: Laid,
    /// What the rules say that is not met.
    pub findings: Vec<Finding>,
    /// What cannot be at all.
    pub problem: Option<crate::register::check::Problem>,
}

/// Of what the page was written: register, day, scenarios, language, meeting, columns.
type Of = (Revision, Loaded, Day, Vec<PlanDraft>, Lang, bool, u16);

/// The screen's state.
#[derive(Debug, Clone, Default)]
pub struct Chains {
    /// Scenarios; the first is worked on.
    pub drafts: Vec<PlanDraft>,
    /// Lines of the page, and the columns of their labels.
    pub lines: (Vec<Row>, u16),
    /// Cursor and window.
    pub list: List,
    of: Option<Of>,
    saving: Option<u64>,
}

/// Lays a scenario over a view and asks the rules.
#[must_use]
pub fn over(model: &Model, draft: &PlanDraft) -> Over {
    let laid = draft.lay(&model.view);
    match try_out(&model.view, &model.policy, &laid.edits, model.today) {
        _ if laid.edits.is_empty() => Over { laid, findings: Vec::new(), problem: None },
        Ok(trial) => Over { laid, findings: trial.findings, problem: None },
        Err(problem) => Over { laid, findings: Vec::new(), problem: Some(problem) },
    }
}

/// Who goes where by one step of a scenario, and what is left.
#[derive(Debug, Clone, Copy)]
pub struct Moves {
    /// Who.
    pub cadre: CadreId,
    /// The post that is left.
    pub from: Option<PostId>,
    /// The post that is taken; none for somebody who stays.
    pub to: Option<PostId>,
}

/// Reads a step; none where what it speaks of is gone.
#[must_use]
pub fn moves(view: &View, step: &[HalfForm]) -> Option<Moves> {
    let last = step.last()?;
    let Task::Do(Doing::Move(moving)) = last.task else { return None };
    let (cadre, to) = match moving {
        Moving::Send(Some(cadre), Some(to)) => (cadre, Some(to)),
        Moving::Start(id) | Moving::Return(id) | Moving::Place(id) | Moving::Stay(id) => {
            let rotation = view.snapshot.rotations.get(&id)?;
            let named = || cell(last, "post").and_then(|t| t.parse().ok());
            let to = match moving {
                Moving::Start(_) => Some(rotation.to),
                Moving::Return(_) => rotation.from,
                Moving::Place(_) => named(),
                _ => None,
            };
            (rotation.cadre, to)
        }
        _ => return None,
    };
    Some(Moves { cadre, from: view.main(cadre).map(|(_, post, _)| post.id), to })
}

fn cell<'f>(form: &'f HalfForm, id: &str) -> Option<&'f str> {
    let at = form.task.columns().iter().position(|c| c.id == id)?;
    form.cells.get(at).map(String::as_str)
}

/// Shows the chains; with somebody or a move selected, a scenario begins with it.
pub fn begin(model: &mut Model) {
    let moved = model.rotations.selected().map(|m| (m.rotation.clone(), m.phase));
    let source = model.rotations.source().map(|s| s.cadre);
    let step = moved.as_ref().map(|(rotation, phase)| going_on(model, rotation, *phase));
    if model.screen != Screen::Chain {
        jumps::leave(model);
        model.screen = Screen::Chain;
    }
    match (step, source) {
        (Some(step), _) if !step.is_empty() => start(model, step),
        (None, Some(cadre)) => offer_posts(model, cadre),
        _ => refresh(model),
    }
}

/// What is left to do of a move that is on record.
fn going_on(model: &Model, rotation: &Rotation, phase: Phase) -> Vec<HalfForm> {
    let id = rotation.id;
    let after = rotation.after.as_ref();
    let ends = match after.map(|a| a.what) {
        Some(Afterwards::Return) => Some(Moving::Return(id)),
        Some(Afterwards::Stay) => Some(Moving::Stay(id)),
        Some(_) if after.is_some_and(|a| a.post.is_some()) => Some(Moving::Place(id)),
        _ => None,
    };
    let steps: Vec<Moving> = match phase {
        Phase::Proposed => vec![Moving::Agree(id), Moving::Approve(id), Moving::Start(id)],
        Phase::Agreed => vec![Moving::Approve(id), Moving::Start(id)],
        Phase::Approved => vec![Moving::Start(id)],
        Phase::Away => ends.map(|last| vec![Moving::Finish(id), last]).unwrap_or_default(),
        Phase::Finished => ends.into_iter().collect(),
        Phase::Placed | Phase::Stayed | Phase::Returned | Phase::Cancelled => Vec::new(),
    };
    steps.into_iter().filter_map(|moving| filled(model, moving, &[])).collect()
}

/// A step with its fields as they begin, on the day that is looked at, its decision still to come.
fn filled(model: &Model, moving: Moving, with: &[(&str, String)]) -> Option<HalfForm> {
    let task = Task::Do(Doing::Move(moving));
    let texts = Texts::default();
    let mut cells = task.begin(Desk { view: &model.view, texts: &texts }).ok()?;
    let today = model.view.on.to_string();
    for (column, cell) in task.columns().iter().zip(&mut cells) {
        let said = with.iter().find(|(id, _)| *id == column.id);
        match (said, column.id) {
            (Some((_, text)), _) => text.clone_into(cell),
            (None, "decision") => NO_PAPER.clone_into(cell),
            (None, "decision-date" | "from") => today.clone_into(cell),
            _ => {}
        }
    }
    Some(HalfForm { task, cells })
}

/// Somebody goes to a post: by the move that is on record for it, else as a rotation where planned, else as a transfer.
fn sent(model: &Model, cadre: CadreId, to: PostId) -> Vec<HalfForm> {
    let view = &model.view;
    let open = view
        .snapshot
        .moved(cadre)
        .find(|r| r.to == to && r.phase(view.on).is_some_and(|p| p.rank() < Phase::Away.rank()));
    if let Some((rotation, phase)) = open.and_then(|r| Some((r, r.phase(view.on)?))) {
        return going_on(model, rotation, phase);
    }
    let planned = view.planned(cadre).iter().any(|(e, ..)| e.stage(view.on) == Some(Stage::Approved));
    let from = view.main(cadre).map(|(_, post, _)| post.id);
    let transfer = from.and_then(|from| view.transfer(from, to));
    let (kind, purpose) = match transfer {
        Some(kind) if !planned => (kind, Purpose::Need),
        _ => (MoveKind::Rotation, Purpose::Train),
    };
    let with = [("move", kind.code().to_owned()), ("purpose", purpose.code().to_owned())];
    filled(model, Moving::Send(Some(cadre), Some(to)), &with).into_iter().collect()
}

/// A scenario begins with a step; one that is there stays among the others.
fn start(model: &mut Model, step: Vec<HalfForm>) {
    let fresh = PlanDraft { name: String::new(), steps: vec![step] };
    if model.chains.drafts.first().is_some_and(PlanDraft::is_empty) {
        model.chains.drafts.remove(0);
    }
    model.chains.drafts.insert(0, fresh);
    changed(model);
}

fn changed(model: &mut Model) {
    keep(model);
    refresh(model);
    let first = model.chains.lines.0.iter().rposition(|r| matches!(r.target, Some(Target::Nth(_))));
    model.chains.list.go(first.unwrap_or(0));
}

/// The seat that the chain leaves empty: of the last step, where nobody else holds it then.
#[must_use]
pub fn vacancy(model: &Model, over: &Over) -> Option<PostId> {
    let steps = &model.chains.drafts.first()?.steps;
    let left: Vec<PostId> = steps.iter().rev().filter_map(|s| moves(&model.view, s)?.from).collect();
    left.into_iter().find(|post| {
        let view = &over.laid.view;
        view.post(*post).is_some_and(|p| p.span.holds(view.on) && view.row(p).vacant() > 0)
    })
}

/// Offers who may fill the seat that the chain leaves empty: those planned for it first.
fn add(model: &mut Model) {
    let Some(draft) = model.chains.drafts.first().filter(|d| !d.is_empty()).cloned() else {
        return model.say("chain.begin", &[]);
    };
    let over = over(model, &draft);
    let Some(post) = vacancy(model, &over) else { return model.say("chain.no-vacancy", &[]) };
    let view = &over.laid.view;
    let in_chain: Vec<CadreId> = draft.steps.iter().filter_map(|s| moves(&model.view, s)).map(|m| m.cadre).collect();
    let standing = view.snapshot.pool_of(post).filter(|e| e.stage(view.on) == Some(Stage::Approved));
    let mut planned: Vec<CadreId> = standing.map(|e| e.cadre).collect();
    planned.dedup();
    let others = view.rotation_sources();
    let others = others.iter().filter(|c| !planned.contains(c));
    let of_pool = model.words.get("chain.planned").to_owned();
    let offer = |cadre: &CadreId, pool: bool| {
        let name = view.cadre(*cadre).map(|c| c.name.clone()).unwrap_or_default();
        let held = view.titles_in_one_line(*cadre);
        let detail = if pool { format!("{of_pool} · {held}") } else { held };
        Offered { pick: Pick::Chain(Choose::Person(*cadre, post)), text: name, detail }
    };
    let offers = planned.iter().map(|c| offer(c, true)).chain(others.map(|c| offer(c, false)));
    let offers: Vec<Offered> =
        offers.filter(|o| !matches!(o.pick, Pick::Chain(Choose::Person(c, _)) if in_chain.contains(&c))).collect();
    picker::offer(model, offers);
}

/// Offers the leading posts with a free seat to somebody.
fn offer_posts(model: &mut Model, cadre: CadreId) {
    let view = &model.view;
    let from = view.main(cadre);
    let own = from.map(|(_, post, _)| post.unit);
    let rank = from.map_or(0, |(_, _, t)| t.rank);
    let posts = view.snapshot.posts.values().filter(|p| p.span.holds(view.on) && Some(p.unit) != own);
    let free = posts.filter_map(|p| {
        let title = view.title(p).filter(|t| t.ladder == Ladder::Leadership && t.tier != Tier::Central)?;
        (view.row(p).vacant() > 0).then_some((title.rank.abs_diff(rank), title.order, p.id))
    });
    let mut free: Vec<_> = free.collect();
    free.sort_unstable();
    let offers = free.into_iter().map(|(.., post)| Offered {
        pick: Pick::Chain(Choose::Post(cadre, post)),
        text: words::subject(view, Subject::Post(post)),
        detail: String::new(),
    });
    let offers: Vec<Offered> = offers.collect();
    picker::offer(model, offers);
}

/// Takes what was picked.
pub fn chosen(model: &mut Model, choose: Choose) {
    match choose {
        Choose::Post(cadre, post) => {
            let step = sent(model, cadre, post);
            start(model, step);
        }
        Choose::Person(cadre, post) => {
            let step = sent(model, cadre, post);
            if let Some(draft) = model.chains.drafts.first_mut() {
                draft.steps.push(step);
            }
            changed(model);
        }
        Choose::Scenario(at) => {
            if at < model.chains.drafts.len() {
                let draft = model.chains.drafts.remove(at);
                model.chains.drafts.insert(0, draft);
                changed(model);
            }
        }
        Choose::Name => ask_name(model),
        Choose::New => {
            model.chains.drafts.insert(0, PlanDraft::default());
            refresh(model);
            model.say("chain.begin", &[]);
        }
    }
}

/// Takes the step under the cursor out, and those that rest on it.
fn take_out(model: &mut Model) {
    let target = model.chains.lines.0.get(model.chains.list.cursor).and_then(|r| r.target);
    let Some(draft) = model.chains.drafts.first_mut().filter(|d| !d.is_empty()) else {
        return model.say("chain.begin", &[]);
    };
    let at = if let Some(Target::Nth(at)) = target { at } else { draft.steps.len().saturating_sub(1) };
    draft.steps.truncate(at);
    changed(model);
}

/// Offers the scenarios there are, a name for this one, and a new one.
fn scenarios(model: &mut Model) {
    let mut offers = Vec::new();
    for (at, draft) in model.chains.drafts.iter().enumerate().filter(|(_, d)| !d.is_empty()) {
        let text = told::name(model, draft);
        let detail = told::summary(model, &over(model, draft), draft);
        offers.push(Offered { pick: Pick::Chain(Choose::Scenario(at)), text, detail });
    }
    if offers.is_empty() {
        return model.say("chain.begin", &[]);
    }
    for (choose, key) in [(Choose::Name, "chain.name"), (Choose::New, "chain.new")] {
        let text = model.words.get(key).to_owned();
        offers.push(Offered { pick: Pick::Chain(choose), text, detail: String::new() });
    }
    picker::offer(model, offers);
}

/// Drops the scenario.
fn drop(model: &mut Model) {
    if model.chains.drafts.is_empty() {
        return model.say("chain.begin", &[]);
    }
    let gone = model.chains.drafts.remove(0);
    let name = told::name(model, &gone);
    changed(model);
    model.say("chain.dropped", &[name]);
}

/// Does an action of the screen.
pub fn act(model: &mut Model, action: Action) {
    match action {
        Action::Open => open(model),
        Action::Add => add(model),
        Action::TakeOut => take_out(model),
        Action::Drafts => scenarios(model),
        Action::SaveDraft => carry_out(model),
        Action::DropDraft => drop(model),
        _ => {}
    }
}

/// Goes where the line under the cursor leads: a step to whoever moves.
fn open(model: &mut Model) {
    let target = model.chains.lines.0.get(model.chains.list.cursor).and_then(|r| r.target);
    match target {
        Some(Target::Nth(at)) => {
            let step = model.chains.drafts.first().and_then(|d| d.steps.get(at));
            if let Some(moves) = step.and_then(|s| moves(&model.view, s)) {
                places::follow(model, Target::Cadre(moves.cadre));
            }
        }
        Some(target) => places::follow(model, target),
        None => {}
    }
}

/// Moves the cursor.
pub fn step(model: &mut Model, motion: Motion) {
    model.chains.list.step(motion);
}

/// Writes the page again where what it shows has changed.
pub fn refresh(model: &mut Model) {
    let area = layout::body(model.size);
    let snapshot = &model.view.snapshot;
    let (revision, loaded, on) = (snapshot.revision, snapshot.loaded, model.view.on);
    let of: Of = (revision, loaded, on, model.chains.drafts.clone(), model.words.lang, model.meeting, area.cols);
    if model.chains.of.as_ref() != Some(&of) && loaded == Loaded::All {
        let mut page = Page::default();
        told::write(model, &mut page);
        model.chains.lines = page.lines(area.cols.saturating_sub(2));
        model.chains.of = Some(of);
    }
    let rows = model.chains.lines.0.len();
    model.chains.list.fit(rows, usize::from(area.rows));
}

/// The name of the scenario, as it stands at the head of the screen.
#[must_use]
pub fn trail(model: &Model) -> Vec<String> {
    let name = model.chains.drafts.first().filter(|d| !d.is_empty()).map(|d| told::name(model, d));
    std::iter::once(model.words.get("head.chain").to_owned()).chain(name).collect()
}
