//! `pool show`: one pool with its people and what the rules say of each.

use super::list::{self, Pool};
use crate::app::words::Words;
use crate::app::words::findings;
use crate::cli::Asked;
use crate::cli::args::InPool;
use crate::cli::edit::{Found, found_by};
use crate::cli::fail::Failure;
use crate::cli::names;
use crate::cli::out::{Answer, Side, Table, pairs};
use crate::domain::{
    CadreId, Decision, Entry, EntryId, Origination, PlanKind, RoundId, Stage, StepVotes, Subject, Term,
};
use crate::policy::{Finding, Verdict, worst};
use crate::register::catalogue::ListName;
use crate::register::fields::codes::Coded;
use crate::register::planning::{Planning, What};
use crate::register::{Loaded, Register, View};
use serde::Serialize;

/// Somebody in a pool.
#[derive(Debug, Serialize)]
struct Place {
    #[serde(serialize_with = "list::shown")]
    entry: EntryId,
    #[serde(serialize_with = "list::shown")]
    cadre: CadreId,
    name: String,
    /// Name, year of birth, titles and place in one line.
    about: String,
    status: Option<Stage>,
    source: Origination,
    kind: PlanKind,
    order: u16,
    #[serde(serialize_with = "list::shown_or")]
    round: Option<RoundId>,
    from: String,
    decision: Option<String>,
    decision_date: Option<String>,
    /// Why the person is proposed to leave.
    leaving: Option<String>,
    votes: Vec<StepVotes>,
    verdict: Verdict,
    findings: Vec<Found>,
}

#[derive(Debug, Serialize)]
struct Shown {
    term: String,
    #[serde(flatten)]
    pool: Pool,
    entries: Vec<Place>,
    findings: Vec<Found>,
}

/// Answers `pool show`; what is met is left out of the findings.
///
/// # Errors
/// No such term or post, or the store's.
pub(super) fn show(asked: &Asked, pool: &InPool) -> Result<Answer, Failure> {
    let (register, view) = asked.open(Loaded::All)?;
    let (post, term) = (names::post(&view, &pool.post)?, names::term(&view, &pool.term)?);
    let shown = shown(&register, &view, post, term, &asked.words)
        .ok_or_else(|| Failure::refused("told.no-post", &[&pool.post]))?;
    Ok(Answer::of(asked.form, &shown, |shown| plain(shown, &asked.words)))
}

fn shown(register: &Register, view: &View, post: crate::domain::PostId, term: &Term, words: &Words) -> Option<Shown> {
    let policy = register.policy();
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
    let said = |findings: &[Finding]| -> Vec<Found> {
        let missed = findings.iter().filter(|f| f.verdict != Verdict::Met);
        missed.map(|f| found_by(register, view, f, words)).collect()
    };
    let of_list = list.and_then(|l| planning.list(l)).map_or(&[][..], |l| l.findings.as_slice());
    let of_pool = judged.map_or(&[][..], |p| p.judged.findings.as_slice());
    let entries = judged.iter().flat_map(|p| &p.people).filter_map(|(id, _, findings)| {
        let entry = view.snapshot.entries.get(id)?;
        Some(place(view, entry, worst(findings), said(findings), words))
    });
    let mut findings = said(of_list);
    findings.extend(said(of_pool));
    Some(Shown { term: term.id.clone(), pool: list::pool(view, policy, row)?, entries: entries.collect(), findings })
}

fn place(view: &View, entry: &Entry, verdict: Verdict, findings: Vec<Found>, words: &Words) -> Place {
    let removal = entry.removal.as_ref().filter(|_| entry.leaving(view.on));
    let reason = |r: &crate::domain::Removal| {
        let listed = view.catalogue.lists().get(ListName::Removal, r.reason);
        listed.map(|e| words.pick(&e.vi, &e.en).to_owned()).unwrap_or_default()
    };
    let decision = entry.decision.as_ref();
    Place {
        entry: entry.id,
        cadre: entry.cadre,
        name: view.cadre(entry.cadre).map(|c| c.name.clone()).unwrap_or_default(),
        about: names::name(view, Subject::Cadre(entry.cadre)),
        status: entry.stage(view.on),
        source: entry.source,
        kind: entry.kind,
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

fn plain(shown: &Shown, words: &Words) -> String {
    let pool = &shown.pool;
    let mut out = pairs(&[
        (words.get("cli.pool.title"), pool.title.clone()),
        (words.get("cli.pool.unit"), pool.unit_name.clone()),
        (words.get("cli.pool.term"), shown.term.clone()),
        (words.get("cli.pool.planned"), format!("{}/{}", pool.planned, pool.seats)),
        (words.get("cli.pool.coefficient"), list::coefficient(pool.planned, pool.seats, words)),
        (words.get("cli.pool.women"), pool.women.to_string()),
        (words.get("cli.pool.minority"), pool.minority.to_string()),
        (words.get("cli.pool.young"), pool.young.to_string()),
    ]);
    for found in &shown.findings {
        out.push_str(&format!("  {}\n", found.sentence(words)));
    }
    let mut table = Table::new(&[
        ("", Side::Left),
        ("", Side::Right),
        (words.get("cli.pool.who"), Side::Left),
        (words.get("cli.pool.status"), Side::Left),
        (words.get("cli.pool.source"), Side::Left),
        ("", Side::Left),
    ]);
    for place in &shown.entries {
        let status = place.status.map(|s| words.of_group(Stage::GROUP, s.code())).unwrap_or_default();
        let leaving = place.leaving.as_ref().map(|why| format!("− {why}")).unwrap_or_default();
        table.row(vec![
            findings::mark(place.verdict).to_owned(),
            place.order.to_string(),
            place.about.clone(),
            status,
            words.of_group(Origination::GROUP, place.source.code()),
            leaving,
        ]);
    }
    out.push('\n');
    out.push_str(&table.text());
    for place in &shown.entries {
        for found in &place.findings {
            out.push_str(&format!("  {}\n", found.sentence(words)));
        }
    }
    out
}
