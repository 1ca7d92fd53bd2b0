//! `check`: what the rules in force on the day find, unit by unit: lists, pools, the people planned, those in office,
//! posts and who holds them, rotations that wait or are under way. What is met is left out.

use super::Asked;
use super::edit::{Found, found_by};
use super::fail::{Failure, Status};
use super::names;
use super::out::{Answer, Side, Table};
use crate::app::words::Words;
use crate::domain::{Line, Phase, Term, UnitId};
use crate::policy::{Body, Finding, List, Policy, Verdict};
use crate::register::planning::Planning;
use crate::register::rotations::Asked as Moves;
use crate::register::{Loaded, View};
use clap::Args;
use std::collections::BTreeMap;

/// Of what the rules are asked.
#[derive(Debug, Args)]
pub struct CheckWords {
    /// Pools of this term only.
    #[arg(long, value_name = "TERM")]
    pub term: Option<String>,
    /// Only this unit and what stands under it.
    #[arg(long, value_name = "UNIT")]
    pub unit: Option<String>,
    /// Only this rule.
    #[arg(long, value_name = "RULE")]
    pub rule: Option<String>,
}

/// Answers `check`; the status is 1 where anything is found.
///
/// # Errors
/// No such unit, term or rule, or the store's.
pub fn answer(asked: &Asked, wish: &CheckWords) -> Result<Answer, Failure> {
    let (register, view) = asked.open(Loaded::All)?;
    let policy = register.policy();
    if let Some(rule) = wish.rule.as_deref().filter(|id| policy.rule(id).is_none()) {
        return Err(Failure::refused("told.no-rule", &[rule]));
    }
    let terms = match &wish.term {
        Some(word) => vec![named(&view, word)?],
        None => view.catalogue.terms().iter().collect(),
    };
    let under = wish.unit.as_deref().map(|word| names::unit(&view, word)).transpose()?;
    let mut findings = Vec::new();
    let plannings: Vec<Planning> = terms.iter().map(|term| Planning::of(&view, policy, term.number)).collect();
    for unit in units(&view, under) {
        planned(&view, policy, &plannings, unit, &mut findings);
        if wish.term.is_none() {
            in_office(&view, policy, unit, &mut findings);
        }
    }
    if wish.term.is_none() {
        on_the_way(&view, policy, under, &mut findings);
    }
    findings.retain(|f| f.verdict != Verdict::Met && wish.rule.as_deref().is_none_or(|rule| *f.rule == *rule));
    let rows: Vec<Found> = findings.iter().map(|f| found_by(&register, &view, f, &asked.words)).collect();
    let status = if rows.is_empty() { Status::Done } else { Status::Findings };
    Ok(Answer::of(asked.form, &rows, |rows| plain(rows, &asked.words)).with(status))
}

/// The term that a word means: "2025-2030", "2025–2030", "2026–2031" or "2025".
fn named<'v>(view: &'v View, word: &str) -> Result<&'v Term, Failure> {
    let dashed = word.replace('-', "–");
    let means = |t: &&Term| t.id == word || [&t.party, &t.state].contains(&&dashed) || t.number.0.to_string() == word;
    view.catalogue.terms().iter().find(means).ok_or_else(|| {
        let known: Vec<&str> = view.catalogue.terms().iter().map(|t| t.id.as_str()).collect();
        Failure::refused("told.no-term", &[word, &known.join(", ")])
    })
}

/// Units in the order of protocol.
fn units(view: &View, under: Option<UnitId>) -> Vec<UnitId> {
    let tops = under.map_or_else(|| view.tops(Line::Territory), |unit| vec![unit]);
    let mut units = Vec::new();
    for top in tops {
        let mut below: Vec<_> = view.subtree(Line::Territory, top).into_iter().map(|(unit, at)| (at, unit)).collect();
        below.sort_unstable();
        units.extend(below.into_iter().map(|(_, unit)| unit));
    }
    units
}

/// Lists and pools of a unit, and their people.
fn planned(view: &View, policy: &Policy, plannings: &[Planning], unit: UnitId, out: &mut Vec<Finding>) {
    for planning in plannings {
        for body in [Body::Committee, Body::StandingCommittee, Body::Leadership] {
            out.extend(planning.list(List { body, unit }).iter().flat_map(|list| list.findings.clone()));
        }
        for row in planning.rows_of(view, policy, unit) {
            let posts = match row.what {
                crate::register::planning::What::Post(post) => vec![post],
                crate::register::planning::What::List(list) if list.body == Body::Leadership => Vec::new(),
                crate::register::planning::What::List(list) => {
                    policy.posts_of(view, list, view.on).iter().map(|p| p.id).collect()
                }
            };
            for pool in posts.iter().filter_map(|post| planning.pool(*post)) {
                out.extend(pool.judged.findings.iter().chain(pool.people.iter().flat_map(|(.., f)| f)).cloned());
            }
        }
    }
}

/// Posts of a unit, and who holds them.
fn in_office(view: &View, policy: &Policy, unit: UnitId, out: &mut Vec<Finding>) {
    for post in view.snapshot.posts_of(unit).filter(|p| p.span.holds(view.on)) {
        out.extend(policy.held(view, post.id, view.on));
        out.extend(policy.office(view, post.id, view.on));
    }
}

/// Rotations and transfers that are not over: from or to a unit and what stands under it, where one is named.
fn on_the_way(view: &View, policy: &Policy, unit: Option<UnitId>, out: &mut Vec<Finding>) {
    let moves = view.rotations(policy, &Moves { unit, ..Moves::default() });
    for moved in moves.iter().filter(|m| m.phase.rank() < Phase::Placed.rank()) {
        out.extend(policy.rotation(view, &moved.rotation, view.on));
    }
}

fn plain(rows: &[Found], words: &Words) -> String {
    if rows.is_empty() {
        return format!("{}\n", words.get("cli.check.nothing"));
    }
    let heads = ["verdict", "subject", "measured", "limit", "says"].map(|key| words.of_group("cli.table", key));
    let mut table = Table::new(&heads.each_ref().map(|head| (head.as_str(), Side::Left)));
    let mut by_verdict: BTreeMap<Verdict, usize> = BTreeMap::new();
    for row in rows {
        table.row(row.cells(words));
        *by_verdict.entry(row.verdict()).or_default() += 1;
    }
    let counts = [Verdict::Broken, Verdict::Missed, Verdict::Unknown].map(|v| {
        let n = by_verdict.get(&v).copied().unwrap_or(0);
        format!(
            "{} {} {}",
            crate::app::words::findings::mark(v),
            words.number(n),
            words.get(crate::app::words::findings::verdict(v))
        )
    });
    format!("{}\n{}\n", table.text(), counts.join(" · "))
}
