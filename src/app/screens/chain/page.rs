//! A chain in words: step by step with the seat that each leaves and what the rules say, what it does to the units it
//! touches, and the other scenarios beside it.

use super::{Moves, Over, moves, over, vacancy};
use crate::app::parts::page::{Look, Page, Row, Target};
use crate::app::screens::chain::Chains;
use crate::app::screens::plan::draft::PlanDraft;
use crate::app::screens::plan::judge;
use crate::app::session::Session;
use crate::app::words::{self, refusals};
use crate::domain::{Line, PostId, Sex, Stage, Subject, UnitId};
use crate::policy::{Body, Facts, Finding, List, Verdict};
use crate::register::View;
use std::collections::BTreeSet;

/// How a scenario is called.
pub(super) fn name(cx: &Session, draft: &PlanDraft) -> String {
    if draft.name.is_empty() { cx.words.get("chain.unnamed").to_owned() } else { draft.name.clone() }
}

fn count(findings: &[Finding], verdict: Verdict) -> usize {
    findings.iter().filter(|f| f.verdict == verdict).count()
}

/// Steps, findings and what changes, in one line: by it scenarios are compared.
pub(super) fn summary(cx: &Session, over: &Over, draft: &PlanDraft) -> String {
    let words = &cx.words;
    let [women, minority, vacant] = effect(cx, over, draft);
    let numbers = [draft.steps.len(), count(&over.findings, Verdict::Broken), count(&over.findings, Verdict::Missed)];
    let mut with: Vec<String> = numbers.iter().map(|n| words.number(*n)).collect();
    with.extend([women, minority, vacant].map(|(was, is)| format!("{was} → {is}")));
    words.fill("chain.summary", &with)
}

fn touched(cx: &Session, draft: &PlanDraft) -> (BTreeSet<UnitId>, BTreeSet<PostId>) {
    let steps = draft.steps.iter().filter_map(|s| moves(&cx.view, s));
    let posts: BTreeSet<PostId> = steps.flat_map(|m| [m.from, m.to]).flatten().collect();
    let units = posts.iter().filter_map(|p| cx.view.post(*p).map(|p| p.unit)).collect();
    (units, posts)
}

/// Women and minority members who lead the units that are touched, and free seats of the posts, before and after.
fn effect(cx: &Session, over: &Over, draft: &PlanDraft) -> [(usize, usize); 3] {
    let (units, posts) = touched(cx, draft);
    let women = |view: &View| led(cx, view, &units).0;
    let minority = |view: &View| led(cx, view, &units).1;
    let vacant = |view: &View| {
        let rows = posts.iter().filter_map(|p| view.post(*p)).map(|p| view.row(p).vacant());
        rows.sum::<usize>()
    };
    let (was, is) = (&cx.view, &over.laid.view);
    [(women(was), women(is)), (minority(was), minority(is)), (vacant(was), vacant(is))]
}

fn led(cx: &Session, view: &View, units: &BTreeSet<UnitId>) -> (usize, usize) {
    let (mut women, mut minority) = (0, 0);
    for unit in units {
        let list = List { body: Body::Leadership, unit: *unit };
        let posts: Vec<PostId> = cx.policy.posts_of(view, list, view.on).iter().map(|p| p.id).collect();
        let holders = posts.iter().filter_map(|p| view.post(*p)).flat_map(|p| view.row(p).holders);
        for (_, cadre) in holders {
            women += usize::from(cadre.sex == Sex::Female);
            minority += usize::from(view.is_minority(cadre.ethnic));
        }
    }
    (women, minority)
}

pub(super) fn write(chains: &Chains, cx: &Session, page: &mut Page) {
    let words = &cx.words;
    let Some(draft) = chains.drafts.first().filter(|d| !d.is_empty()) else {
        page.plain(words.get("chain.begin"));
        others(chains, cx, page);
        return;
    };
    let over = over(cx, draft);
    page.heading(&words.fill("chain.heading", &[name(cx, draft), cx.view.on.to_string()]));
    for (at, forms) in draft.steps.iter().enumerate() {
        let Some(moves) = moves(&cx.view, forms) else {
            page.quiet(words.get("chain.gone"));
            continue;
        };
        step(cx, &over, at, moves, page);
    }
    if let Some(problem) = &over.problem {
        let said = refusals::problem(problem);
        page.plain(format!("✗ {}", words.fill(said.key, &said.with)));
    }
    let movers: BTreeSet<_> = draft.steps.iter().filter_map(|s| moves(&cx.view, s)).map(|m| m.cadre).collect();
    let of_step = |f: &&Finding| matches!(f.subject, Subject::Cadre(c) if movers.contains(&c));
    let more: Vec<&Finding> = over.findings.iter().filter(|f| !of_step(f)).collect();
    if !more.is_empty() && !cx.meeting {
        page.heading(words.get("chain.also-found"));
        for finding in more {
            let whom = words::subject(&over.laid.view, finding.subject);
            page.plain(format!("{whom}: {}", judge::piece(cx, finding).text));
        }
    }
    if over.laid.lost() > 0 {
        page.plain(words.fill("chain.lost", &[words.number(over.laid.lost())]));
    }
    if let Some(post) = vacancy(chains, cx, &over) {
        let key = cx.key(crate::app::input::action::Action::Add);
        let text = words.fill("chain.vacant", &[words::subject(&cx.view, Subject::Post(post)), key]);
        page.link(String::new(), text, Some(Target::Post(post)));
    }
    page.heading(words.get("chain.effects"));
    page.plain(summary(cx, &over, draft));
    for (unit, text) in units(cx, &over, draft) {
        page.link(String::new(), text, Some(Target::Unit(unit)));
    }
    others(chains, cx, page);
}

fn step(cx: &Session, over: &Over, at: usize, moves: Moves, page: &mut Page) {
    let (words, view) = (&cx.words, &cx.view);
    let who = view.cadre(moves.cadre).map(|c| c.name.clone()).unwrap_or_default();
    let post = |post: Option<PostId>| post.map(|p| words::subject(view, Subject::Post(p))).unwrap_or_default();
    let to = moves.to.map_or_else(|| words.of_group("phase", "stayed"), |p| post(Some(p)));
    let text = format!("{who}: {} → {to}", post(moves.from));
    let label = format!("{}", at + 1);
    page.rows.push(Row {
        label,
        text,
        look: Look::Plain,
        inset: true,
        target: Some(Target::Nth(at)),
        ..Row::default()
    });
    if cx.meeting {
        return;
    }
    let own = over.findings.iter().filter(|f| f.subject == Subject::Cadre(moves.cadre));
    let pieces: Vec<String> = own.map(|f| judge::piece(cx, f).text).collect();
    if !pieces.is_empty() {
        page.under(pieces.join("   "), Some(Target::Cadre(moves.cadre)));
    }
    let left = moves.from.and_then(|p| over.laid.view.post(p)).filter(|p| over.laid.view.row(p).vacant() > 0);
    if let Some(left) = left {
        let pool = view.snapshot.pool_of(left.id).filter(|e| e.stage(view.on) == Some(Stage::Approved)).count();
        let with = [words::subject(view, Subject::Post(left.id)), words.number(pool)];
        page.under(words.fill("chain.leaves", &with), Some(Target::Post(left.id)));
    }
}

/// What changes in the leadership of each unit that is touched.
fn units(cx: &Session, over: &Over, draft: &PlanDraft) -> Vec<(UnitId, String)> {
    let (units, _) = touched(cx, draft);
    let mut out = Vec::new();
    for unit in units {
        let one = BTreeSet::from([unit]);
        let (was, is) = (led(cx, &cx.view, &one), led(cx, &over.laid.view, &one));
        if was != is {
            let name = cx.view.called_in_full(Line::Territory, unit);
            let with = [name, was.0.to_string(), is.0.to_string(), was.1.to_string(), is.1.to_string()];
            out.push((unit, cx.words.fill("chain.unit", &with)));
        }
    }
    out
}

/// The other scenarios, each in one line.
fn others(chains: &Chains, cx: &Session, page: &mut Page) {
    let others: Vec<&PlanDraft> = chains.drafts.iter().skip(1).filter(|d| !d.is_empty()).collect();
    if others.is_empty() {
        return;
    }
    page.heading(cx.words.get("chain.others"));
    for draft in others {
        page.plain(name(cx, draft));
        page.under(summary(cx, &over(cx, draft), draft), None);
    }
}
