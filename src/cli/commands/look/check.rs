//! `check`: what the rules in force on the day find, unit by unit: lists, pools, the people planned, those in office,
//! posts and who holds them, rotations that wait or are under way. What is met is left out.

use crate::app::words::Words;
use crate::cli::answer::{Answer, Failure, Status, Table};
use crate::cli::context::{Context, Run};
use crate::cli::shared::finding::PrintedFinding;
use crate::cli::shared::identify;
use crate::domain::{Line, Phase, UnitId};
use crate::policy::{Body, Finding, List, Policy, Verdict};
use crate::register::planning::{Planning, What};
use crate::register::rotations::RotationQuery as Moves;
use crate::register::{Loaded, View};
use clap::Args;
use std::collections::BTreeMap;

/// What the rules are asked of.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Only pools of this term.
    #[arg(long, value_name = "TERM")]
    term: Option<String>,
    /// Only this unit and what stands under it.
    #[arg(long, value_name = "UNIT")]
    unit: Option<String>,
    /// Only this rule.
    #[arg(long, value_name = "RULE")]
    rule: Option<String>,
}

impl Run for CheckArgs {
    /// The status is 1 where anything is found.
    fn run(&self, cx: &Context) -> Result<Answer, Failure> {
        let (register, view) = cx.open(Loaded::All)?;
        let policy = register.policy();
        if let Some(rule) = self.rule.as_deref().filter(|id| policy.rule(id).is_none()) {
            return Err(Failure::refused("told.no-rule", &[rule]));
        }
        let terms = match &self.term {
            Some(word) => vec![identify::term(&view, word)?],
            None => view.catalogue.terms().iter().collect(),
        };
        let under = self.unit.as_deref().map(|word| identify::unit(&view, word)).transpose()?;
        let mut findings = Vec::new();
        let plannings: Vec<Planning> = terms.iter().map(|term| Planning::of(&view, policy, term.number)).collect();
        for unit in units(&view, under) {
            planned(&view, policy, &plannings, unit, &mut findings);
            if self.term.is_none() {
                in_office(&view, policy, unit, &mut findings);
            }
        }
        if self.term.is_none() {
            on_the_way(&view, policy, under, &mut findings);
        }
        findings.retain(|f| self.rule.as_deref().is_none_or(|rule| *f.rule == *rule));
        let rows = PrintedFinding::unmet(&register, &view, &findings, &cx.words);
        let status = if rows.is_empty() { Status::Done } else { Status::Findings };
        Ok(cx.answer(&rows, |rows| plain(rows, &cx.words)).with(status))
    }
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
                What::Post(post) => vec![post],
                What::List(list) if list.body == Body::Leadership => Vec::new(),
                What::List(list) => policy.posts_of(view, list, view.on).iter().map(|p| p.id).collect(),
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

fn plain(rows: &[PrintedFinding], words: &Words) -> String {
    if rows.is_empty() {
        return format!("{}\n", words.get("cli.check.nothing"));
    }
    let heads = ["verdict", "subject", "measured", "limit", "says"].map(|key| words.of_group("cli.table", key));
    let mut table = Table::of_texts(&heads);
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
