//! Two states of pools in words, person by person: drafts, a round, what an edit would change.

use super::judge;
use crate::app::model::Model;
use crate::app::overlays::form::draft::Draft as HalfForm;
use crate::app::overlays::form::options;
use crate::app::parts::page::{Look, Page, Row, Target};
use crate::app::words;
use crate::app::words::findings::mark;
use crate::domain::{Edit, Entry, Nature, PostId, Record, RoundId, Subject, TermId};
use crate::policy::{Candidate, Finding, Verdict};
use crate::register::View;
use crate::register::fields::{Difference, differences};
use crate::register::planning::Between;
use std::collections::{BTreeMap, BTreeSet};

/// How a draft is called.
fn called(model: &Model, at: usize) -> String {
    let name = model.screens.plan.drafts.get(at).map(|d| d.name.clone()).unwrap_or_default();
    if name.is_empty() { model.cx.words.get("plan.unnamed").to_owned() } else { name }
}

/// The draft that is worked on against another, or against what is saved.
pub(super) fn drafts(model: &Model, other: Option<usize>, page: &mut Page) {
    let words = &model.cx.words;
    let saved = words.get("plan.saved").to_owned();
    let name = other.map_or(saved, |at| called(model, at));
    page.heading(&words.fill("plan.between", &[called(model, 0), name]));
    let Some(own) = model.screens.plan.drafts.first().map(|d| d.lay(&model.cx.view)) else { return };
    let theirs = other.and_then(|at| model.screens.plan.drafts.get(at)).map(|d| d.lay(&model.cx.view));
    let base = theirs.as_ref().map_or(&model.cx.view, |laid| &laid.view);
    let edits = own.edits.iter().chain(theirs.iter().flat_map(|laid| &laid.edits));
    let mut pools: BTreeMap<TermId, BTreeSet<PostId>> = BTreeMap::new();
    for record in edits.flat_map(|e| [&e.was, &e.becomes]).flatten() {
        if let Record::Entry(entry) = record {
            pools.entry(entry.term).or_default().insert(entry.post);
        }
    }
    write(model, (base, &own.view), &pools, page);
}

/// What a round submits against what was approved last.
pub(super) fn round(model: &Model, id: RoundId, page: &mut Page) {
    let view = model.planned_view();
    let Some(round) = view.snapshot.rounds.get(&id) else { return };
    page.heading(&model.cx.words.fill("plan.round-between", &[super::rounds::called(model, round)]));
    let submitted = view.submitted(round);
    let pools = BTreeMap::from([(submitted.term, submitted.posts.clone())]);
    write(model, (&submitted.before, &submitted.after), &pools, page);
}

/// Pool by pool: how many before and after, who comes, goes, moves or changes, each with what is not met.
fn write(model: &Model, (before, after): (&View, &View), pools: &BTreeMap<TermId, BTreeSet<PostId>>, page: &mut Page) {
    let words = &model.cx.words;
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
            pool(model, (before, after), (*post, *term), between, page);
        }
    }
}

fn alike(was: &Entry, is: &Entry) -> bool {
    let mut was = was.clone();
    was.id = is.id;
    was == *is
}

fn pool(model: &Model, (before, after): (&View, &View), at: (PostId, TermId), between: &Between, page: &mut Page) {
    let (post, term) = at;
    let added: Vec<_> = between.added.iter().filter(|e| e.post == post).collect();
    let removed: Vec<_> = between.removed.iter().filter(|e| e.post == post).collect();
    let moved: Vec<_> = between.moved.iter().filter(|(from, to)| from.post == post || to.post == post).collect();
    let kept: Vec<_> = between.kept.iter().filter(|(_, is)| is.post == post).collect();
    if added.is_empty() && removed.is_empty() && moved.is_empty() && kept.is_empty() {
        return;
    }
    let numbers = [before, after].map(|view| model.cx.words.number(view.pool(post, term).len()));
    let name = words::subject(after, Subject::Post(post));
    let text = format!("{name}: {}", model.cx.words.fill("plan.people-from-to", &numbers));
    page.rows.push(Row::default());
    page.rows.push(Row { text, look: Look::Heading, target: Some(Target::Pool(post, term)), ..Row::default() });
    norms(model, (before, after), at, page);
    for entry in added {
        person(model, "+", "", after, entry, page);
    }
    for entry in removed {
        person(model, "−", &why(model, before, entry), before, entry, page);
    }
    for (from, to) in moved {
        let comes = to.post == post;
        let key = if comes { "plan.comes-from" } else { "plan.goes-to" };
        let other = words::subject(after, Subject::Post(if comes { from.post } else { to.post }));
        let (sign, view, entry) = if comes { ("+", after, to) } else { ("−", before, from) };
        person(model, sign, &model.cx.words.fill(key, &[other]), view, entry, page);
    }
    for (was, is) in kept {
        let record = |e: &Entry| Some(Record::Entry(e.clone()));
        let edit = Edit { nature: Nature::Correction, was: record(was), becomes: record(is) };
        person(model, "~", &fields(model, &edit).join("; "), after, is, page);
    }
}

/// Why somebody is proposed to leave, where a round says so.
fn why(model: &Model, view: &View, entry: &Entry) -> String {
    let reason = entry.removal.as_ref().filter(|_| !model.cx.meeting).map(|r| r.reason);
    let lists = view.catalogue.lists();
    let listed = reason.and_then(|r| lists.get(crate::register::catalogue::ListName::Removal, r));
    listed.map(|r| model.cx.words.pick(&r.vi, &r.en).to_owned()).unwrap_or_default()
}

/// Norms of the pool and of its list that come to something else.
fn norms(model: &Model, (before, after): (&View, &View), (post, term): (PostId, TermId), page: &mut Page) {
    let found = |view: &View| -> Vec<Finding> {
        let mut found = model.cx.policy.pool(view, post, term, view.on).findings;
        let list = view.post(post).and_then(|p| model.cx.policy.list_of(view, p));
        found.extend(list.into_iter().flat_map(|l| model.cx.policy.list(view, l, term, view.on).findings));
        found
    };
    let (was, is) = (found(before), found(after));
    for now in &is {
        let then = was.iter().find(|f| f.rule == now.rule);
        if then.is_none_or(|then| (then.measured, then.verdict) == (now.measured, now.verdict)) {
            continue;
        }
        let say = |f: &Finding| format!("{} {}", judge::numbers(model, f), mark(f.verdict));
        let text = format!("{}: {} → {}", judge::label(model, &now.rule), then.map(say).unwrap_or_default(), say(now));
        page.rows.push(Row { text, ..Row::default() });
    }
}

/// Somebody with what is not met; a projected screen shows no reasons.
fn person(model: &Model, sign: &str, about: &str, view: &View, entry: &Entry, page: &mut Page) {
    let name = view.cadre(entry.cadre).map(|c| c.name.clone()).unwrap_or_default();
    let titles = view.titles_in_one_line(entry.cadre);
    let parts = [format!("{sign} {name}"), titles, about.to_owned()];
    let text = parts.into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" · ");
    page.link("", text, Some(Target::Cadre(entry.cadre)));
    if model.cx.meeting {
        return;
    }
    let gate = model.cx.policy.gate(view, entry.post, entry.term, view.on);
    let findings = gate.map(|g| g.findings(Candidate::of(entry))).unwrap_or_default();
    for finding in findings.iter().filter(|f| f.verdict != Verdict::Met) {
        page.under(format!("{} {}", mark(finding.verdict), judge::sentence(model, finding)), None);
    }
}

/// What each change of an edit of many would make of which field, and what the rules would say then.
pub(super) fn preview(model: &Model, changes: &[HalfForm], out: &BTreeSet<usize>, page: &mut Page) {
    let words = &model.cx.words;
    let taken = words.number(changes.len() - out.len());
    page.heading(&words.fill("plan.preview", &[taken, words.number(changes.len())]));
    let view = model.planned_view();
    let texts = crate::register::Texts::default();
    for (at, change) in changes.iter().enumerate() {
        let desk = crate::register::fields::Desk { view, texts: &texts };
        let edits = match change.task.edits(desk, &change.cells) {
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
            for line in fields(model, edit) {
                page.under(line, Some(Target::Nth(at)));
            }
            must(model, view, entry, page);
        }
    }
}

/// Each field that an edit changes, by its name: "Tình trạng: đề xuất → đang thẩm định".
fn fields(model: &Model, edit: &Edit) -> Vec<String> {
    let words = &model.cx.words;
    let all = differences(edit.was.as_ref(), edit.becomes.as_ref(), &model.cx.view);
    let line = |d: &Difference| {
        let column = d.sheet.columns().get(d.column)?;
        let hidden = model.cx.meeting && d.sheet.hides(column.id);
        let cell = |text: &str| match text {
            "" => "—".to_owned(),
            _ if hidden => words.get("meeting.hidden").to_owned(),
            _ => options::shown(words, &model.cx.view, column.input, text),
        };
        Some(format!("{}: {} → {}", words.written("entry", column.id), cell(&d.was), cell(&d.becomes)))
    };
    all.iter().filter(|d| d.was != d.becomes).filter_map(line).collect()
}

/// Of somebody who is to leave, the rule that asks for it.
fn must(model: &Model, view: &View, entry: &Entry, page: &mut Page) {
    if model.cx.meeting || entry.removal.is_none() {
        return;
    }
    let gate = model.cx.policy.gate(view, entry.post, entry.term, view.on);
    let findings = gate.map(|g| g.findings(Candidate::of(entry))).unwrap_or_default();
    for finding in findings.iter().filter(|f| f.verdict == Verdict::Broken) {
        page.under(format!("{} {}", mark(finding.verdict), judge::sentence(model, finding)), None);
    }
}
