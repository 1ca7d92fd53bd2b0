//! `pool show`: one pool with its people and what the rules say of each.

use super::args::PoolArgs;
use super::row::{PoolRow, coefficient};
use crate::app::words::Words;
use crate::app::words::findings;
use crate::cli::answer::{Align, Answer, Failure, Table, as_text, as_text_or_null, pairs};
use crate::cli::context::Context;
use crate::cli::shared::finding::PrintedFinding;
use crate::cli::shared::{identify, naming};
use crate::domain::{
    CadreId, Decision, Entry, EntryId, Origination, PlanKind, PlanObject, PostId, Removal, RoundId, Stage, StepVotes,
    Subject, Term,
};
use crate::policy::{Finding, PlannedAs, Verdict, worst};
use crate::register::catalogue::ListName;
use crate::register::fields::codes::Coded;
use crate::register::planning::{Planning, What};
use crate::register::{Loaded, View};
use serde::Serialize;

/// Somebody in a pool.
#[derive(Debug, Serialize)]
struct Member {
    #[serde(serialize_with = "as_text")]
    entry: EntryId,
    #[serde(serialize_with = "as_text")]
    cadre: CadreId,
    name: String,
    /// Name, year of birth, titles and place in one line.
    about: String,
    status: Option<Stage>,
    source: Origination,
    kind: PlanKind,
    /// As which object (đối tượng) the person is planned; none before the rules asked for it.
    object: Option<PlanObject>,
    /// Code of the title held of which that follows.
    object_from: Option<String>,
    #[serde(skip)]
    planned_as: String,
    order: u16,
    #[serde(serialize_with = "as_text_or_null")]
    round: Option<RoundId>,
    from: String,
    decision: Option<String>,
    decision_date: Option<String>,
    /// Why the person is proposed to leave.
    leaving: Option<String>,
    votes: Vec<StepVotes>,
    verdict: Verdict,
    findings: Vec<PrintedFinding>,
}

#[derive(Debug, Serialize)]
struct ShownPool {
    term: String,
    #[serde(flatten)]
    pool: PoolRow,
    entries: Vec<Member>,
    findings: Vec<PrintedFinding>,
}

/// Answers `pool show`; what is met is left out of the findings.
///
/// # Errors
/// No such term or post, or the store's.
pub(super) fn show(cx: &Context, pool: &PoolArgs) -> Result<Answer, Failure> {
    let (_, view) = cx.open(Loaded::All)?;
    let (post, term) = (identify::post(&view, &pool.post)?, identify::term(&view, &pool.term)?);
    let shown = shown(&view, post, term, &cx.words).ok_or_else(|| Failure::refused("told.no-post", &[&pool.post]))?;
    Ok(cx.answer(&shown, |shown| plain(shown, &cx.words)))
}

fn shown(view: &View, post: PostId, term: &Term, words: &Words) -> Option<ShownPool> {
    let policy = view.policy();
    let unit = view.post(post)?.unit;
    let planning = Planning::of(view, policy, term.number);
    let rows = planning.rows_of(view, policy, unit);
    let list = view.post(post).and_then(|p| policy.list_of(view, p));
    let of = |what: &What| match what {
        What::Post(at) => *at == post,
        What::List(at) => list == Some(*at) && policy.posts_of(view, *at, view.on).len() == 1,
    };
    // a committee is one title: its list stands for its pool
    let row = rows.iter().filter(|r| of(&r.what)).max_by_key(|r| matches!(r.what, What::Post(_)))?;
    let judged = planning.pool(post);
    let said = |findings: &[Finding]| PrintedFinding::unmet(view, findings, words);
    let of_list = list.and_then(|l| planning.list(l)).map_or(&[][..], |l| l.findings.as_slice());
    let of_pool = judged.map_or(&[][..], |p| p.judged.findings.as_slice());
    let entries = judged.iter().flat_map(|p| &p.people).filter_map(|(id, _, findings)| {
        let entry = view.snapshot.entries.get(id)?;
        let planned = policy.planned_as(view, (post, term.number), entry.cadre, view.on);
        Some(member(view, (entry, planned), worst(findings), said(findings), words))
    });
    let mut findings = said(of_list);
    findings.extend(said(of_pool));
    Some(ShownPool {
        term: term.id.clone(),
        pool: PoolRow::new(view, policy, row)?,
        entries: entries.collect(),
        findings,
    })
}

fn member(
    view: &View,
    (entry, planned): (&Entry, Option<PlannedAs<'_>>),
    verdict: Verdict,
    findings: Vec<PrintedFinding>,
    words: &Words,
) -> Member {
    let removal = entry.removal.as_ref().filter(|_| entry.leaving(view.on));
    let reason = |r: &Removal| {
        let listed = view.catalogue.lists().get(ListName::Removal, r.reason);
        listed.map(|e| words.pick(&e.vi, &e.en).to_owned()).unwrap_or_default()
    };
    let decision = entry.decision.as_ref();
    Member {
        entry: entry.id,
        cadre: entry.cadre,
        name: view.cadre(entry.cadre).map(|c| c.name.clone()).unwrap_or_default(),
        about: naming::name(view, Subject::Cadre(entry.cadre)),
        status: entry.stage(view.on),
        source: entry.source,
        kind: entry.kind,
        object: planned.map(|p| p.object),
        object_from: planned.and_then(|p| p.from).map(|title| title.code.clone()),
        planned_as: planned.map(|p| findings::planned_as(words, view, p)).unwrap_or_default(),
        order: entry.order,
        round: entry.round,
        from: entry.span.from.iso(),
        decision: decision.map(|d: &Decision| d.number.clone()),
        decision_date: decision.map(|d| d.on.iso()),
        leaving: removal.map(reason),
        votes: entry.votes.clone(),
        verdict,
        findings,
    }
}

fn plain(shown: &ShownPool, words: &Words) -> String {
    let pool = &shown.pool;
    let mut out = pairs(&[
        (words.get("cli.pool.title"), pool.title.clone()),
        (words.get("cli.pool.unit"), pool.unit_name.clone()),
        (words.get("cli.pool.term"), shown.term.clone()),
        (words.get("cli.pool.planned"), format!("{}/{}", pool.planned, pool.seats)),
        (words.get("cli.pool.coefficient"), coefficient(pool.planned, pool.seats, words)),
        (words.get("cli.pool.women"), pool.women.to_string()),
        (words.get("cli.pool.minority"), pool.minority.to_string()),
        (words.get("cli.pool.young"), pool.young.to_string()),
    ]);
    out.push_str(&PrintedFinding::lines(&shown.findings, words));
    let mut table = Table::new(&[
        ("", Align::Left),
        ("", Align::Right),
        (words.get("cli.pool.who"), Align::Left),
        (words.get("cli.pool.status"), Align::Left),
        (words.get("cli.pool.source"), Align::Left),
        (words.get("cli.pool.object"), Align::Left),
        ("", Align::Left),
    ]);
    for member in &shown.entries {
        let status = member.status.map(|s| words.of_group(Stage::GROUP, s.code())).unwrap_or_default();
        let leaving = member.leaving.as_ref().map(|why| format!("− {why}")).unwrap_or_default();
        table.row(vec![
            findings::mark(member.verdict).to_owned(),
            member.order.to_string(),
            member.about.clone(),
            status,
            words.of_group(Origination::GROUP, member.source.code()),
            member.planned_as.clone(),
            leaving,
        ]);
    }
    out.push('\n');
    out.push_str(&table.text());
    for member in &shown.entries {
        out.push_str(&PrintedFinding::lines(&member.findings, words));
    }
    out
}
