//! Two states of pools in words, person by person: drafts, a round, what an edit would change.

use super::judge;
use crate::app::overlays::form::options;
use crate::app::parts::page::{Look, Page, Row, Target};
use crate::app::screens::plan::state::Plan;
use crate::app::session::Session;
use crate::app::session::draft::Draft as HalfForm;
use crate::app::words;
use crate::app::words::findings::mark;
use crate::domain::{Edit, Entry, Nature, PostId, Record, RoundId, Subject, TermId};
use crate::policy::{Candidate, Finding, Verdict};
use crate::register::View;
use crate::register::fields::{Difference, differences};
use crate::register::planning::Between;
use std::collections::{BTreeMap, BTreeSet};

/// How a draft is called.
fn called(plan: &Plan, cx: &Session, at: usize) -> String {
    let name = plan.drafts.get(at).map(|d| d.name.clone()).unwrap_or_default();
    if name.is_empty() { cx.words.get("plan.unnamed").to_owned() } else { name }
}

/// The draft that is worked on against another, or against what is saved.
pub(super) fn drafts(plan: &Plan, cx: &Session, other: Option<usize>, page: &mut Page) {
    let words = &cx.words;
    let saved = words.get("plan.saved").to_owned();
    let name = other.map_or(saved, |at| called(plan, cx, at));
    page.heading(&words.fill("plan.between", &[called(plan, cx, 0), name]));
    let Some(own) = plan.drafts.first().map(|d| d.lay(&cx.view)) else { return };
    let theirs = other.and_then(|at| plan.drafts.get(at)).map(|d| d.lay(&cx.view));
    let base = theirs.as_ref().map_or(&cx.view, |laid| &laid.view);
    let edits = own.edits.iter().chain(theirs.iter().flat_map(|laid| &laid.edits));
    let mut pools: BTreeMap<TermId, BTreeSet<PostId>> = BTreeMap::new();
    for record in edits.flat_map(|e| [&e.was, &e.becomes]).flatten() {
        if let Record::Entry(entry) = record {
            pools.entry(entry.term).or_default().insert(entry.post);
        }
    }
    write(cx, (base, &own.view), &pools, page);
}

/// What a round submits against what was approved last.
pub(super) fn round(cx: &Session, id: RoundId, page: &mut Page) {
    let view = cx.planned_view();
    let Some(round) = view.snapshot.rounds.get(&id) else { return };
    page.heading(&cx.words.fill("plan.round-between", &[super::rounds::called(cx, round)]));
    let submitted = view.submitted(round);
    let pools = BTreeMap::from([(submitted.term, submitted.posts.clone())]);
    write(cx, (&submitted.before, &submitted.after), &pools, page);
}

/// Pool by pool: how many before and after, who comes, goes, moves or changes, each with what is not met.
fn write(cx: &Session, (before, after): (&View, &View), pools: &BTreeMap<TermId, BTreeSet<PostId>>, page: &mut Page) {
    let words = &cx.words;
    let mut all: Vec<Between> = Vec::new();
    for (term, posts) in pools {
        let (was, is) = (before.places_in(*term, posts), after.places_in(*term, posts));
        all.push(Between::of(&was, &is, &|post| after.post(post).map(|p| p.unit)));
    }
    for between in &mut all {
        between.kept.retain(|(was, is)| !alike(was, is));
    }
    let sum = |of: fn(&Between) -> usize| words.number(all.iter().map(of).sum::<usize>());
    let counts = [sum(|b| b.added.len()), sum(|b| b.removed.len()), sum(|b| b.moved.len()), sum(|b| b.kept.len())];
    page.plain(words.fill("plan.between-counts", &counts));
    for ((term, posts), between) in pools.iter().zip(&all) {
        for post in posts {
            pool(cx, (before, after), (*post, *term), between, page);
        }
    }
}

fn alike(was: &Entry, is: &Entry) -> bool {
    let mut was = was.clone();
    was.id = is.id;
    was == *is
}

fn pool(cx: &Session, (before, after): (&View, &View), at: (PostId, TermId), between: &Between, page: &mut Page) {
    let (post, term) = at;
    let added: Vec<_> = between.added.iter().filter(|e| e.post == post).collect();
    let removed: Vec<_> = between.removed.iter().filter(|e| e.post == post).collect();
    let moved: Vec<_> = between.moved.iter().filter(|(from, to)| from.post == post || to.post == post).collect();
    let kept: Vec<_> = between.kept.iter().filter(|(_, is)| is.post == post).collect();
    if added.is_empty() && removed.is_empty() && moved.is_empty() && kept.is_empty() {
        return;
    }
    let numbers = [before, after].map(|view| cx.words.number(view.pool(post, term).len()));
    let name = words::subject(after, Subject::Post(post));
    let text = format!("{name}: {}", cx.words.fill("plan.people-from-to", &numbers));
    page.rows.push(Row::default());
    page.rows.push(Row { text, look: Look::Heading, target: Some(Target::Pool(post, term)), ..Row::default() });
    norms(cx, (before, after), at, page);
    for entry in added {
        person(cx, "+", "", after, entry, page);
    }
    for entry in removed {
        person(cx, "−", &why(cx, before, entry), before, entry, page);
    }
    for (from, to) in moved {
        let comes = to.post == post;
        let key = if comes { "plan.comes-from" } else { "plan.goes-to" };
        let other = words::subject(after, Subject::Post(if comes { from.post } else { to.post }));
        let (sign, view, entry) = if comes { ("+", after, to) } else { ("−", before, from) };
        person(cx, sign, &cx.words.fill(key, &[other]), view, entry, page);
    }
    for (was, is) in kept {
        let record = |e: &Entry| Some(Record::Entry(e.clone()));
        let edit = Edit { nature: Nature::Correction, was: record(was), becomes: record(is) };
        person(cx, "~", &fields(cx, &edit).join("; "), after, is, page);
    }
}

/// Why somebody is proposed to leave, where a round says so.
fn why(cx: &Session, view: &View, entry: &Entry) -> String {
    let reason = entry.removal.as_ref().filter(|_| !cx.meeting).map(|r| r.reason);
    let lists = view.catalogue.lists();
    let listed = reason.and_then(|r| lists.get(crate::register::catalogue::ListName::Removal, r));
    listed.map(|r| cx.words.pick(&r.vi, &r.en).to_owned()).unwrap_or_default()
}

/// Norms of the pool and of its list that come to something else.
fn norms(cx: &Session, (before, after): (&View, &View), (post, term): (PostId, TermId), page: &mut Page) {
    let found = |view: &View| -> Vec<Finding> {
        let mut found = cx.policy.pool(view, post, term, view.on).findings;
        let list = view.post(post).and_then(|p| cx.policy.list_of(view, p));
        found.extend(list.into_iter().flat_map(|l| cx.policy.list(view, l, term, view.on).findings));
        found
    };
    let (was, is) = (found(before), found(after));
    for now in &is {
        let then = was.iter().find(|f| f.rule == now.rule);
        if then.is_none_or(|then| (then.measured, then.verdict) == (now.measured, now.verdict)) {
            continue;
        }
        let say = |f: &Finding| format!("{} {}", judge::numbers(cx, f), mark(f.verdict));
        let text = format!("{}: {} → {}", judge::label(cx, &now.rule), then.map(say).unwrap_or_default(), say(now));
        page.rows.push(Row { text, ..Row::default() });
    }
}

/// Somebody with what is not met; a projected screen shows no reasons.
fn person(cx: &Session, sign: &str, about: &str, view: &View, entry: &Entry, page: &mut Page) {
    let name = view.cadre(entry.cadre).map(|c| c.name.clone()).unwrap_or_default();
    let titles = view.titles_in_one_line(entry.cadre);
    let parts = [format!("{sign} {name}"), titles, about.to_owned()];
    let text = parts.into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" · ");
    page.link("", text, Some(Target::Cadre(entry.cadre)));
    if cx.meeting {
        return;
    }
    let gate = cx.policy.gate(view, entry.post, entry.term, view.on);
    let findings = gate.map(|g| g.findings(Candidate::of(entry))).unwrap_or_default();
    for finding in findings.iter().filter(|f| f.verdict != Verdict::Met) {
        page.under(format!("{} {}", mark(finding.verdict), judge::sentence(cx, finding)), None);
    }
}

/// What each change of an edit of many would make of which field, and what the rules would say then.
pub(super) fn preview(cx: &Session, changes: &[HalfForm], out: &BTreeSet<usize>, page: &mut Page) {
    let words = &cx.words;
    let taken = words.number(changes.len() - out.len());
    page.heading(&words.fill("plan.preview", &[taken, words.number(changes.len())]));
    let view = cx.planned_view();
    let texts = crate::register::Texts::default();
    for (at, change) in changes.iter().enumerate() {
        let records = crate::register::fields::Records { view, texts: &texts };
        let edits = match change.task.edits(records, &change.cells) {
            Ok(edits) => edits,
            Err(wrong) => {
                let said = crate::app::words::refusals::problem(&wrong.problem);
                page.under(format!("✗ {}", words.fill(said.key, &said.with)), None);
                continue;
            }
        };
        let sign = if out.contains(&at) { "○" } else { "●" };
        for edit in &edits {
            let Some(Record::Entry(entry)) = edit.becomes.as_ref().or(edit.was.as_ref()) else { continue };
            let name = view.cadre(entry.cadre).map(|c| c.name.clone()).unwrap_or_default();
            let pool = words::subject(view, Subject::Post(entry.post));
            page.link("", format!("{sign} {name} · {pool}"), Some(Target::Nth(at)));
            for line in fields(cx, edit) {
                page.under(line, Some(Target::Nth(at)));
            }
            must(cx, view, entry, page);
        }
    }
}

/// Each field that an edit changes, by its name: "Tình trạng: đề xuất → đang thẩm định".
fn fields(cx: &Session, edit: &Edit) -> Vec<String> {
    let words = &cx.words;
    let all = differences(edit.was.as_ref(), edit.becomes.as_ref(), &cx.view);
    let line = |d: &Difference| {
        let column = d.sheet.columns().get(d.column)?;
        let hidden = cx.meeting && d.sheet.hides(column.id);
        let cell = |text: &str| match text {
            "" => "—".to_owned(),
            _ if hidden => words.get("meeting.hidden").to_owned(),
            _ => options::shown(words, &cx.view, column.input, text),
        };
        Some(format!("{}: {} → {}", words.written("entry", column.id), cell(&d.was), cell(&d.becomes)))
    };
    all.iter().filter(|d| d.was != d.becomes).filter_map(line).collect()
}

/// Of somebody who is to leave, the rule that asks for it.
fn must(cx: &Session, view: &View, entry: &Entry, page: &mut Page) {
    if cx.meeting || entry.removal.is_none() {
        return;
    }
    let gate = cx.policy.gate(view, entry.post, entry.term, view.on);
    let findings = gate.map(|g| g.findings(Candidate::of(entry))).unwrap_or_default();
    for finding in findings.iter().filter(|f| f.verdict == Verdict::Broken) {
        page.under(format!("{} {}", mark(finding.verdict), judge::sentence(cx, finding)), None);
    }
}
