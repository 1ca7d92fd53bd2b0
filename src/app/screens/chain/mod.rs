//! Replacement chains (chuỗi thay thế): a move, the seat that it leaves empty, who fills that, and so on, laid over the
//! register as a scenario that is kept until it is carried out as one revision or dropped.

mod carry;
mod page;
mod screen;
mod steps;

pub use carry::{answered, ask_name, carry_out, filled_in, keep, named};

use crate::app::overlays::picker::{self, Choice};
use crate::app::session::Session;
use crate::app::session::callback::Callback;
use crate::app::session::draft::Draft as HalfForm;
pub use steps::{Moves, moves};

use super::plan::draft::{Laid, PlanDraft};
use crate::app::input::action::Action;
use crate::app::parts::layout;
use crate::app::parts::list::{List, Motion};
use crate::app::parts::page::{Page, Row, Target};
use crate::app::words;
use crate::app::words::Lang;
use crate::domain::{CadreId, Day, Ladder, Phase, PostId, Revision, Rotation, Stage, Subject, Tier};
use crate::policy::Finding;
use crate::register::Loaded;
use crate::register::trial::try_out;

/// The name under which scenarios lie among the author's notes.
pub const NOTE: &str = "move-chains";

/// Stands for the decision until one is given.
const NO_PAPER: &str = "…";

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
pub fn over(cx: &Session, draft: &PlanDraft) -> Over {
    let laid = draft.lay(&cx.view);
    match try_out(&cx.view, &cx.policy, &laid.edits, cx.today) {
        _ if laid.edits.is_empty() => Over { laid, findings: Vec::new(), problem: None },
        Ok(trial) => Over { laid, findings: trial.findings, problem: None },
        Err(problem) => Over { laid, findings: Vec::new(), problem: Some(problem) },
    }
}

/// Begins a scenario with a move, or with somebody who may be moved; else shows what there is.
pub fn begin(chains: &mut Chains, cx: &mut Session, moved: Option<(Rotation, Phase)>, source: Option<CadreId>) {
    let step = moved.as_ref().map(|(rotation, phase)| steps::going_on(cx, rotation, *phase));
    match (step, source) {
        (Some(step), _) if !step.is_empty() => start(chains, cx, step),
        (None, Some(cadre)) => offer_posts(cx, cadre),
        _ => refresh(chains, cx),
    }
}

/// A scenario begins with a step; one that is there stays among the others.
fn start(chains: &mut Chains, cx: &mut Session, step: Vec<HalfForm>) {
    let fresh = PlanDraft { name: String::new(), steps: vec![step] };
    if chains.drafts.first().is_some_and(PlanDraft::is_empty) {
        chains.drafts.remove(0);
    }
    chains.drafts.insert(0, fresh);
    changed(chains, cx);
}

fn changed(chains: &mut Chains, cx: &mut Session) {
    keep(chains, cx);
    refresh(chains, cx);
    // the last step is what one has just added
    let last = chains.drafts.first().map_or(0, |d| d.steps.len().saturating_sub(1));
    let at = chains.lines.0.iter().position(|r| r.target == Some(Target::Nth(last)));
    chains.list.go(at.unwrap_or(0));
}

/// The seat that the chain leaves empty: of the last step, where nobody else holds it then.
#[must_use]
pub fn vacancy(chains: &Chains, cx: &Session, over: &Over) -> Option<PostId> {
    let steps = &chains.drafts.first()?.steps;
    let left: Vec<PostId> = steps.iter().rev().filter_map(|s| moves(&cx.view, s)?.from).collect();
    left.into_iter().find(|post| {
        let view = &over.laid.view;
        view.post(*post).is_some_and(|p| p.span.holds(view.on) && view.row(p).vacant() > 0)
    })
}

/// Offers who may fill the seat that the chain leaves empty: those planned for it first.
fn add(chains: &mut Chains, cx: &mut Session) {
    let Some(draft) = chains.drafts.first().filter(|d| !d.is_empty()).cloned() else {
        return cx.say("chain.begin", &[]);
    };
    let over = over(cx, &draft);
    let Some(post) = vacancy(chains, cx, &over) else { return cx.say("chain.no-vacancy", &[]) };
    let view = &over.laid.view;
    let in_chain: Vec<CadreId> = draft.steps.iter().filter_map(|s| moves(&cx.view, s)).map(|m| m.cadre).collect();
    let standing = view.snapshot.pool_of(post).filter(|e| e.stage(view.on) == Some(Stage::Approved));
    let mut planned: Vec<CadreId> = standing.map(|e| e.cadre).collect();
    planned.dedup();
    // the others: whose post is about as high first
    let rank = view.post(post).and_then(|p| view.title(p)).map_or(0, |t| t.rank);
    let mut others = view.rotation_sources();
    others.retain(|c| !planned.contains(c));
    others.sort_by_cached_key(|c| (view.main(*c).map_or(u16::MAX, |(_, _, t)| t.rank.abs_diff(rank)), *c));
    let of_pool = cx.words.get("chain.planned").to_owned();
    let offer = |cadre: &CadreId, pool: bool| {
        let name = view.cadre(*cadre).map(|c| c.name.clone()).unwrap_or_default();
        let held = view.titles_in_one_line(*cadre);
        let detail = if pool { format!("{of_pool} · {held}") } else { held };
        let cadre = *cadre;
        let then = Callback::to(move |chains: &mut Chains, cx: &mut Session, ()| take_in(chains, cx, cadre, post));
        Choice::new(name, then).with(detail)
    };
    let free = |c: &&CadreId| !in_chain.contains(c);
    let offers = planned.iter().filter(free).map(|c| offer(c, true));
    let offers: Vec<Choice> = offers.chain(others.iter().filter(free).map(|c| offer(c, false))).collect();
    picker::offer(cx, offers);
}

/// Offers the leading posts with a free seat to somebody.
fn offer_posts(cx: &mut Session, cadre: CadreId) {
    let view = &cx.view;
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
    let offers = free.into_iter().map(|(.., post)| {
        let then = move |chains: &mut Chains, cx: &mut Session, ()| {
            let step = steps::sent(cx, cadre, post);
            start(chains, cx, step);
        };
        Choice::new(words::subject(view, Subject::Post(post)), Callback::to(then))
    });
    let offers: Vec<Choice> = offers.collect();
    picker::offer(cx, offers);
}

/// Somebody takes the seat that the chain leaves empty.
pub(in crate::app) fn take_in(chains: &mut Chains, cx: &mut Session, cadre: CadreId, post: PostId) {
    let step = steps::sent(cx, cadre, post);
    let draft = chains.drafts.first().cloned().unwrap_or_default();
    if let Some(problem) = steps::stands_in_the_way(cx, draft, &step) {
        cx.said = Some(crate::app::words::refusals::problem(&problem));
        return;
    }
    if let Some(draft) = chains.drafts.first_mut() {
        draft.steps.push(step);
    }
    changed(chains, cx);
}

/// Goes on with another scenario.
fn work_on(chains: &mut Chains, cx: &mut Session, at: usize) {
    if at < chains.drafts.len() {
        let draft = chains.drafts.remove(at);
        chains.drafts.insert(0, draft);
        changed(chains, cx);
    }
}

/// Begins a scenario; the one that was worked on stays among the others.
fn begin_new(chains: &mut Chains, cx: &mut Session) {
    chains.drafts.insert(0, PlanDraft::default());
    refresh(chains, cx);
    cx.say("chain.begin", &[]);
}

/// Takes the step under the cursor out, and those that rest on it.
fn take_out(chains: &mut Chains, cx: &mut Session) {
    let target = chains.lines.0.get(chains.list.cursor).and_then(|r| r.target);
    let Some(draft) = chains.drafts.first_mut().filter(|d| !d.is_empty()) else {
        return cx.say("chain.begin", &[]);
    };
    let at = if let Some(Target::Nth(at)) = target { at } else { draft.steps.len().saturating_sub(1) };
    draft.steps.truncate(at);
    changed(chains, cx);
}

/// Offers the scenarios there are, a name for this one, and a new one.
fn scenarios(chains: &mut Chains, cx: &mut Session) {
    let mut offers = Vec::new();
    for (at, draft) in chains.drafts.iter().enumerate().filter(|(_, d)| !d.is_empty()) {
        let text = page::name(cx, draft);
        let detail = page::summary(cx, &over(cx, draft), draft);
        let then = Callback::to(move |chains: &mut Chains, cx: &mut Session, ()| work_on(chains, cx, at));
        offers.push(Choice::new(text, then).with(detail));
    }
    if offers.is_empty() {
        return cx.say("chain.begin", &[]);
    }
    let name = Callback::to(|chains: &mut Chains, cx: &mut Session, ()| ask_name(chains, cx));
    offers.push(Choice::new(cx.words.get("chain.name"), name));
    let new = Callback::to(|chains: &mut Chains, cx: &mut Session, ()| begin_new(chains, cx));
    offers.push(Choice::new(cx.words.get("chain.new"), new));
    picker::offer(cx, offers);
}

/// Drops the scenario.
fn drop(chains: &mut Chains, cx: &mut Session) {
    if chains.drafts.is_empty() {
        return cx.say("chain.begin", &[]);
    }
    let gone = chains.drafts.remove(0);
    let name = page::name(cx, &gone);
    changed(chains, cx);
    cx.say("chain.dropped", &[name]);
}

/// Does an action of the screen.
pub fn act(chains: &mut Chains, cx: &mut Session, action: Action) {
    match action {
        Action::Open => open(chains, cx),
        Action::Add => add(chains, cx),
        Action::TakeOut => take_out(chains, cx),
        Action::Drafts => scenarios(chains, cx),
        Action::SaveDraft => carry_out(chains, cx),
        Action::DropDraft => drop(chains, cx),
        _ => {}
    }
}

/// Goes where the line under the cursor leads: a step to whoever moves.
fn open(chains: &mut Chains, cx: &mut Session) {
    let target = chains.lines.0.get(chains.list.cursor).and_then(|r| r.target);
    match target {
        Some(Target::Nth(at)) => {
            let step = chains.drafts.first().and_then(|d| d.steps.get(at));
            if let Some(moves) = step.and_then(|s| moves(&cx.view, s)) {
                cx.follow(Target::Cadre(moves.cadre));
            }
        }
        Some(target) => cx.follow(target),
        None => {}
    }
}

/// Moves the cursor.
pub fn step(chains: &mut Chains, motion: Motion) {
    chains.list.step(motion);
}

/// Writes the page again where what it shows has changed.
pub fn refresh(chains: &mut Chains, cx: &mut Session) {
    let area = layout::body(cx.size);
    let snapshot = &cx.view.snapshot;
    let (revision, loaded, on) = (snapshot.revision, snapshot.loaded, cx.view.on);
    let of: Of = (revision, loaded, on, chains.drafts.clone(), cx.words.lang, cx.meeting, area.cols);
    if chains.of.as_ref() != Some(&of) && loaded == Loaded::All {
        let mut page = Page::default();
        page::write(chains, cx, &mut page);
        chains.lines = page.lines(area.cols.saturating_sub(2));
        chains.of = Some(of);
    }
    let rows = chains.lines.0.len();
    chains.list.fit(rows, usize::from(area.rows));
}

/// The name of the scenario, as it stands at the head of the screen.
#[must_use]
pub fn trail(chains: &Chains, cx: &Session) -> Vec<String> {
    let name = chains.drafts.first().filter(|d| !d.is_empty()).map(|d| page::name(cx, d));
    std::iter::once(cx.words.get("head.chain").to_owned()).chain(name).collect()
}
