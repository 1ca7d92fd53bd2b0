//! Replacement chains (chuỗi thay thế): a move, the seat that it leaves empty, who fills that, and so on, laid over the
//! register as a scenario that is kept until it is carried out as one revision or dropped.

mod carry;
mod steps;
mod told;

pub use carry::{answered, ask_name, carry_out, keep, named, told as filled_in};

use crate::app::overlays::form::draft::Draft as HalfForm;
pub use steps::{Moves, moves};

use super::plan::draft::{Laid, PlanDraft};
use crate::app::input::action::Action;
use crate::app::model::{Model, Screen};
use crate::app::overlays::picker::{self, Offered, Pick};
use crate::app::parts::layout;
use crate::app::parts::list::{List, Motion};
use crate::app::parts::page::{Page, Row, Target};
use crate::app::session::jumps;
use crate::app::session::places;
use crate::app::words;
use crate::app::words::Lang;
use crate::domain::{CadreId, Day, Ladder, PostId, Revision, Stage, Subject, Tier};
use crate::policy::Finding;
use crate::register::Loaded;
use crate::register::trial::try_out;

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
    let laid = draft.lay(&model.cx.view);
    match try_out(&model.cx.view, &model.cx.policy, &laid.edits, model.cx.today) {
        _ if laid.edits.is_empty() => Over { laid, findings: Vec::new(), problem: None },
        Ok(trial) => Over { laid, findings: trial.findings, problem: None },
        Err(problem) => Over { laid, findings: Vec::new(), problem: Some(problem) },
    }
}

/// Shows the chains; with somebody or a move selected, a scenario begins with it.
pub fn begin(model: &mut Model) {
    let moved = model.screens.rotations.selected().map(|m| (m.rotation.clone(), m.phase));
    let source = model.screens.rotations.source().map(|s| s.cadre);
    let step = moved.as_ref().map(|(rotation, phase)| steps::going_on(model, rotation, *phase));
    if model.cx.screen != Screen::Chain {
        jumps::leave(model);
        model.cx.screen = Screen::Chain;
    }
    match (step, source) {
        (Some(step), _) if !step.is_empty() => start(model, step),
        (None, Some(cadre)) => offer_posts(model, cadre),
        _ => refresh(model),
    }
}

/// A scenario begins with a step; one that is there stays among the others.
fn start(model: &mut Model, step: Vec<HalfForm>) {
    let fresh = PlanDraft { name: String::new(), steps: vec![step] };
    if model.screens.chain.drafts.first().is_some_and(PlanDraft::is_empty) {
        model.screens.chain.drafts.remove(0);
    }
    model.screens.chain.drafts.insert(0, fresh);
    changed(model);
}

fn changed(model: &mut Model) {
    keep(model);
    refresh(model);
    // the last step is what one has just added
    let last = model.screens.chain.drafts.first().map_or(0, |d| d.steps.len().saturating_sub(1));
    let at = model.screens.chain.lines.0.iter().position(|r| r.target == Some(Target::Nth(last)));
    model.screens.chain.list.go(at.unwrap_or(0));
}

/// The seat that the chain leaves empty: of the last step, where nobody else holds it then.
#[must_use]
pub fn vacancy(model: &Model, over: &Over) -> Option<PostId> {
    let steps = &model.screens.chain.drafts.first()?.steps;
    let left: Vec<PostId> = steps.iter().rev().filter_map(|s| moves(&model.cx.view, s)?.from).collect();
    left.into_iter().find(|post| {
        let view = &over.laid.view;
        view.post(*post).is_some_and(|p| p.span.holds(view.on) && view.row(p).vacant() > 0)
    })
}

/// Offers who may fill the seat that the chain leaves empty: those planned for it first.
fn add(model: &mut Model) {
    let Some(draft) = model.screens.chain.drafts.first().filter(|d| !d.is_empty()).cloned() else {
        return model.cx.say("chain.begin", &[]);
    };
    let over = over(model, &draft);
    let Some(post) = vacancy(model, &over) else { return model.cx.say("chain.no-vacancy", &[]) };
    let view = &over.laid.view;
    let in_chain: Vec<CadreId> = draft.steps.iter().filter_map(|s| moves(&model.cx.view, s)).map(|m| m.cadre).collect();
    let standing = view.snapshot.pool_of(post).filter(|e| e.stage(view.on) == Some(Stage::Approved));
    let mut planned: Vec<CadreId> = standing.map(|e| e.cadre).collect();
    planned.dedup();
    // the others: whose post is about as high first
    let rank = view.post(post).and_then(|p| view.title(p)).map_or(0, |t| t.rank);
    let mut others = view.rotation_sources();
    others.retain(|c| !planned.contains(c));
    others.sort_by_cached_key(|c| (view.main(*c).map_or(u16::MAX, |(_, _, t)| t.rank.abs_diff(rank)), *c));
    let of_pool = model.cx.words.get("chain.planned").to_owned();
    let offer = |cadre: &CadreId, pool: bool| {
        let name = view.cadre(*cadre).map(|c| c.name.clone()).unwrap_or_default();
        let held = view.titles_in_one_line(*cadre);
        let detail = if pool { format!("{of_pool} · {held}") } else { held };
        Offered { pick: Pick::Chain(Choose::Person(*cadre, post)), text: name, detail }
    };
    let offers = planned.iter().map(|c| offer(c, true)).chain(others.iter().map(|c| offer(c, false)));
    let offers: Vec<Offered> =
        offers.filter(|o| !matches!(o.pick, Pick::Chain(Choose::Person(c, _)) if in_chain.contains(&c))).collect();
    picker::offer(model, offers);
}

/// Offers the leading posts with a free seat to somebody.
fn offer_posts(model: &mut Model, cadre: CadreId) {
    let view = &model.cx.view;
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
            let step = steps::sent(model, cadre, post);
            start(model, step);
        }
        Choose::Person(cadre, post) => {
            let step = steps::sent(model, cadre, post);
            let draft = model.screens.chain.drafts.first().cloned().unwrap_or_default();
            if let Some(problem) = steps::stands_in_the_way(model, draft, &step) {
                model.cx.said = Some(crate::app::words::refusals::problem(&problem));
                return;
            }
            if let Some(draft) = model.screens.chain.drafts.first_mut() {
                draft.steps.push(step);
            }
            changed(model);
        }
        Choose::Scenario(at) => {
            if at < model.screens.chain.drafts.len() {
                let draft = model.screens.chain.drafts.remove(at);
                model.screens.chain.drafts.insert(0, draft);
                changed(model);
            }
        }
        Choose::Name => ask_name(model),
        Choose::New => {
            model.screens.chain.drafts.insert(0, PlanDraft::default());
            refresh(model);
            model.cx.say("chain.begin", &[]);
        }
    }
}

/// Takes the step under the cursor out, and those that rest on it.
fn take_out(model: &mut Model) {
    let target = model.screens.chain.lines.0.get(model.screens.chain.list.cursor).and_then(|r| r.target);
    let Some(draft) = model.screens.chain.drafts.first_mut().filter(|d| !d.is_empty()) else {
        return model.cx.say("chain.begin", &[]);
    };
    let at = if let Some(Target::Nth(at)) = target { at } else { draft.steps.len().saturating_sub(1) };
    draft.steps.truncate(at);
    changed(model);
}

/// Offers the scenarios there are, a name for this one, and a new one.
fn scenarios(model: &mut Model) {
    let mut offers = Vec::new();
    for (at, draft) in model.screens.chain.drafts.iter().enumerate().filter(|(_, d)| !d.is_empty()) {
        let text = told::name(model, draft);
        let detail = told::summary(model, &over(model, draft), draft);
        offers.push(Offered { pick: Pick::Chain(Choose::Scenario(at)), text, detail });
    }
    if offers.is_empty() {
        return model.cx.say("chain.begin", &[]);
    }
    for (choose, key) in [(Choose::Name, "chain.name"), (Choose::New, "chain.new")] {
        let text = model.cx.words.get(key).to_owned();
        offers.push(Offered { pick: Pick::Chain(choose), text, detail: String::new() });
    }
    picker::offer(model, offers);
}

/// Drops the scenario.
fn drop(model: &mut Model) {
    if model.screens.chain.drafts.is_empty() {
        return model.cx.say("chain.begin", &[]);
    }
    let gone = model.screens.chain.drafts.remove(0);
    let name = told::name(model, &gone);
    changed(model);
    model.cx.say("chain.dropped", &[name]);
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
    let target = model.screens.chain.lines.0.get(model.screens.chain.list.cursor).and_then(|r| r.target);
    match target {
        Some(Target::Nth(at)) => {
            let step = model.screens.chain.drafts.first().and_then(|d| d.steps.get(at));
            if let Some(moves) = step.and_then(|s| moves(&model.cx.view, s)) {
                places::follow(model, Target::Cadre(moves.cadre));
            }
        }
        Some(target) => places::follow(model, target),
        None => {}
    }
}

/// Moves the cursor.
pub fn step(model: &mut Model, motion: Motion) {
    model.screens.chain.list.step(motion);
}

/// Writes the page again where what it shows has changed.
pub fn refresh(model: &mut Model) {
    let area = layout::body(model.cx.size);
    let snapshot = &model.cx.view.snapshot;
    let (revision, loaded, on) = (snapshot.revision, snapshot.loaded, model.cx.view.on);
    let of: Of =
        (revision, loaded, on, model.screens.chain.drafts.clone(), model.cx.words.lang, model.cx.meeting, area.cols);
    if model.screens.chain.of.as_ref() != Some(&of) && loaded == Loaded::All {
        let mut page = Page::default();
        told::write(model, &mut page);
        model.screens.chain.lines = page.lines(area.cols.saturating_sub(2));
        model.screens.chain.of = Some(of);
    }
    let rows = model.screens.chain.lines.0.len();
    model.screens.chain.list.fit(rows, usize::from(area.rows));
}

/// The name of the scenario, as it stands at the head of the screen.
#[must_use]
pub fn trail(model: &Model) -> Vec<String> {
    let name = model.screens.chain.drafts.first().filter(|d| !d.is_empty()).map(|d| told::name(model, d));
    std::iter::once(model.cx.words.get("head.chain").to_owned()).chain(name).collect()
}
