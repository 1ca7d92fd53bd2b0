//! Who may come into a pool: everybody that the query finds, who meets the gates first, why not for the rest. Criteria
//! and no score: people with the same verdict stand by protocol and name.

use super::judge;
use super::keys::{enter, push};
use super::state::{Pane, Plan};
use super::trials::{Trials, Tried};
use crate::app::input::action::{Action, Scope};
use crate::app::overlays::asks::{Asker, Asks, Question, What};
use crate::app::overlays::picker::{self, Choice, Look, Picker};
use crate::app::session::Session;
use crate::app::session::callback::Callback;
use crate::app::session::effect::Effect;
use crate::app::words::findings;
use crate::app::words::terms;
use crate::domain::{CadreId, Line, PostId, Sex, TermId};
use crate::search::Found;
use crate::search::query::completions;
use std::sync::Arc;

/// Opens the finder of candidates for the selected pool.
pub fn open(plan: &mut Plan, cx: &mut Session) {
    if plan.post().is_none() {
        return cx.say("plan.no-pool", &[]);
    }
    plan.pane = Pane::People;
    let mut picker = Picker::new(Look::Candidates, "picker.candidates", Vec::new());
    picker.typed = Some(Callback::to(|plan: &mut Plan, cx: &mut Session, ()| typed(plan, cx)));
    picker.accept = Some(Callback::to(|plan: &mut Plan, cx: &mut Session, ()| accept(plan, cx)));
    picker::show(cx, picker);
    typed(plan, cx);
}

/// What is typed has changed.
pub fn typed(plan: &mut Plan, cx: &mut Session) {
    let (Some(post), Some(term)) = (plan.post(), plan.term) else { return };
    let generation = cx.next_generation();
    let (view, laid) = (cx.view.clone(), cx.planned_view().clone());
    let policy = Arc::clone(&cx.policy);
    let Some(picker) = cx.over.get_mut::<Picker>() else { return };
    let text = picker.input.text();
    picker.seek.completions = completions(picker.input.halves().0, &view);
    let asked = cx.parse(&text);
    let Some(picker) = cx.over.get_mut::<Picker>() else { return };
    picker.seek.problem = asked.as_ref().err().cloned();
    // who was found stays in sight while a query is being put right
    let Ok(query) = asked else { return };
    let query = Some(query).filter(|_| !text.trim().is_empty());
    picker.generation = generation;
    picker.waiting = true;
    cx.ask(Effect::Find(Asks::Question(Question {
        asker: Asker::Candidates,
        generation,
        what: What::Candidates { view, laid, policy, pool: (post, term), query },
    })));
}

/// They came.
pub fn arrived(cx: &mut Session, generation: u64, trials: &Trials) {
    let Some(picker) = cx.over.get::<Picker>() else { return };
    if picker.look != Look::Candidates || picker.generation != generation {
        return;
    }
    let ticked: Vec<CadreId> = ticked(picker);
    // whoever was ticked under another query stays in sight, above those whom this one finds
    let found = |choice: &&Choice| trials.rows.iter().any(|t| choice.what == Some(Found::Cadre(t.cadre)));
    let kept = picker.choices.iter().filter(|c| c.ticked == Some(true) && !found(c)).cloned();
    let mut choices: Vec<Choice> = kept.collect();
    let first = choices.len();
    choices.extend(trials.rows.iter().map(|t| choice(cx, t, ticked.contains(&t.cadre))));
    if let Some(picker) = cx.over.get_mut::<Picker>() {
        picker.choices = choices;
        picker.list.len = picker.choices.len();
        picker.list.go(first);
        picker.waiting = false;
        picker.tried = Some((trials.all, trials.fit));
    }
}

fn ticked(picker: &Picker) -> Vec<CadreId> {
    let on = picker.choices.iter().filter(|c| c.ticked == Some(true));
    on.filter_map(|c| if let Some(Found::Cadre(id)) = c.what { Some(id) } else { None }).collect()
}

fn choice(cx: &Session, tried: &Tried, ticked: bool) -> Choice {
    let view = cx.planned_view();
    let card = view.cadre(tried.cadre);
    let name = card.map(|c| c.name.clone()).unwrap_or_default();
    let year = card.map(|c| c.born.year().to_string()).unwrap_or_default();
    let sex = card.filter(|c| c.sex == Sex::Female).map(|_| cx.words.get(terms::sex(Sex::Female)).to_owned());
    let ethnic = card.map(|c| terms::ethnic(cx, c.ethnic).to_owned()).unwrap_or_default();
    let titles = view.titles_in_one_line(tried.cadre);
    let unit = view.unit_in_full(tried.cadre);
    let why = match (cx.meeting, tried.unmet.as_slice()) {
        (true, _) => String::new(),
        (false, []) => cx.words.get("plan.fits").to_owned(),
        (false, rules) => rules.iter().map(|r| judge::label(cx, r)).collect::<Vec<_>>().join("; "),
    };
    let about: Vec<String> =
        [why, year, sex.unwrap_or_default(), ethnic, titles, unit].into_iter().filter(|t| !t.is_empty()).collect();
    let sign = findings::mark(tried.verdict);
    Choice {
        ticked: Some(ticked),
        detail: about.join(" · "),
        ..Choice::found(Found::Cadre(tried.cadre), &format!("{sign} {name}"))
    }
}

/// Somebody who was found elsewhere comes into the draft of the pool that is open.
pub fn add(plan: &mut Plan, cx: &mut Session, cadre: CadreId) {
    if cx.refuses_edits() {
        return;
    }
    let (Some(post), Some(term)) = (plan.post(), plan.term) else {
        let key = cx.keymap.keys(Scope::Tree.chain(), Action::ScreenPlan).first().map(ToString::to_string);
        return cx.say("plan.none-open", &[key.unwrap_or_default()]);
    };
    let name = cx.view.cadre(cadre).map(|c| c.name.clone()).unwrap_or_default();
    let pool = pool_name(cx, post, term);
    let there = cx.planned_view().pool(post, term).iter().any(|e| e.cadre == cadre);
    if there {
        return cx.say("plan.in-already", &[name, pool]);
    }
    let changes = vec![enter(cx, post, term, cadre)];
    push(plan, cx, changes);
    // what is refused has said why
    if cx.planned_view().pool(post, term).iter().any(|e| e.cadre == cadre) {
        let verdict = judge::of_person(&cx.policy, cx.planned_view(), post, term, cadre);
        let sign = verdict.filter(|_| !cx.meeting).map(findings::mark).unwrap_or_default();
        let name = [sign, &name].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" ");
        cx.say("plan.came-in", &[name, pool]);
    }
}

/// A pool by its title, the years of its term and its unit.
fn pool_name(cx: &Session, post: PostId, term: TermId) -> String {
    let view = &cx.view;
    let Some((post, title)) = view.post(post).and_then(|p| Some((p, view.title(p)?))) else { return String::new() };
    let years = view.term(term).map(|t| if title.line == Line::Party { &t.party } else { &t.state });
    let named = cx.words.post(view, post);
    years.map_or_else(|| named.clone(), |years| format!("{named} {years}"))
}

/// Those who are ticked come in, else the one under the cursor.
pub fn accept(plan: &mut Plan, cx: &mut Session) {
    let Some(picker) = cx.over.get::<Picker>() else { return };
    let mut chosen = ticked(picker);
    if chosen.is_empty()
        && let Some(Found::Cadre(id)) = picker.selected().and_then(|c| c.what)
    {
        chosen.push(id);
    }
    let (Some(post), Some(term)) = (plan.post(), plan.term) else { return };
    cx.over.close();
    let mut changes = Vec::new();
    for cadre in chosen {
        changes.push(enter(cx, post, term, cadre));
    }
    push(plan, cx, changes);
    plan.people_list.len = plan.people.len();
    plan.people_list.go(plan.people.len());
}
